"""Between the instants that users give and get, in any zone, and the minutes of the index.

A minute of the index is one of the wall clock of the calendar's zone; one in UTC counts where clocks are put forward or
back. It must not know terms.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Final

from sopflow.calendars import clock
from sopflow.calendars.instant import When, read_instant
from sopflow.calendars.rules import MINUTES_PER_DAY
from sopflow.calendars.worktime import FIRST_YEAR, LAST_YEAR, YEARS
from sopflow.errors import CalendarError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from sopflow.calendars.worktime import WorkTime


class LocalTime:
    """The wall clock of one calendar."""

    def __init__(self, timezone: ZoneInfo, work: WorkTime) -> None:
        self._zone = timezone
        self._work = work
        self._reaches_midnight = work.reaches_midnight
        self._times = [time(minute // 60, minute % 60, tzinfo=timezone) for minute in range(MINUTES_PER_DAY)]
        self._dates: dict[int, date] = {}
        self.clocks_change: Final = _clocks_change(timezone)
        """Whether the zone's offset is another one on the first of any month from 1990 to 2100; Indonesia's is not."""

    def minute_of(self, when: When) -> tuple[int, int]:
        """Return an instant as its minute and the date it belongs to; the index refuses years that it does not know."""
        if when.__class__ is not datetime:
            when = read_instant(when)
            if not isinstance(when, datetime):
                return self._opening(when)
        zone = when.tzinfo
        if zone is not None and zone is not self._zone and when.utcoffset() is not None:
            when = self._in_zone(when)
        day = when.toordinal()
        minute = day * MINUTES_PER_DAY + when.hour * 60 + when.minute
        return minute, self._work.date_of(minute) if self._reaches_midnight else day

    def at(self, minute: int) -> datetime:
        """Return a minute of the index as an instant of the zone."""
        day, minute = divmod(minute, MINUTES_PER_DAY)
        known = self._dates.get(day)
        if known is None:
            known = self._dates[day] = date.fromordinal(day)
        return datetime.combine(known, self._times[minute])

    def instant(self, when: When) -> datetime:
        """Return ``when`` as an instant of the zone, to the minute; an hour that clocks skip is an hour later.

        ``InstantError`` for what is not a date or time, ``CalendarError`` for a year outside 1990-2100.
        """
        if when.__class__ is datetime and when.tzinfo is self._zone and not (when.second or when.microsecond):
            # as it is already, which is what running cases ask most
            if FIRST_YEAR <= when.year <= LAST_YEAR:
                return self._existing(when) if self.clocks_change else when
            raise _outside(when.year)
        if when.__class__ is not datetime:
            when = read_instant(when)
            if not isinstance(when, datetime):
                return self.at(self._opening(when)[0])
        if when.tzinfo is not self._zone and when.utcoffset() is not None:
            when = self._in_zone(when)
        if when.year not in YEARS:
            raise _outside(when.year)
        if when.tzinfo is not self._zone or when.second or when.microsecond or when.__class__ is not datetime:
            when = datetime(*when.timetuple()[:5], tzinfo=self._zone, fold=when.fold)  # a subclass may hold more
        return self._existing(when) if self.clocks_change else when

    def utc_minute(self, when: When) -> int:
        """Return an instant as its minute in UTC."""
        return clock.utc_minute(self.instant(when))

    def of_utc(self, minute: int) -> datetime:
        """Return a minute in UTC as an instant of the zone; ``CalendarError`` for one after the last year."""
        try:
            at = clock.local(minute, self._zone)
        except (OverflowError, ValueError, OSError):
            raise self._work.exhausted() from None
        if at.year > LAST_YEAR:
            raise self._work.exhausted()
        return at

    def _existing(self, when: datetime) -> datetime:
        """Return an instant that a clock has shown; one that it skipped is moved on by the way through UTC."""
        return when.astimezone(UTC).astimezone(self._zone)

    def _in_zone(self, when: datetime) -> datetime:
        try:
            return when.astimezone(self._zone)
        except OverflowError:
            raise _outside(when.year) from None

    def _opening(self, day: date) -> tuple[int, int]:
        ordinal = day.toordinal()
        opening = self._work.opening_of(ordinal)
        return (ordinal * MINUTES_PER_DAY if opening is None else opening), ordinal


@cache
def _clocks_change(zone: ZoneInfo) -> bool:
    months = (datetime(year, month, 1, tzinfo=zone) for year in YEARS for month in range(1, 13))
    return len({month.utcoffset() for month in months}) > 1


def _outside(year: int) -> CalendarError:
    return CalendarError("calendar-year-outside", year=year, first=FIRST_YEAR, last=LAST_YEAR)
