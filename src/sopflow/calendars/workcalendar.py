"""The calendar that users hold: instants in, due dates out.

It joins the rules of a calendar file with the index, the counting and the certainty; each of those knows nothing of
the others. It must not know files (``load.py``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from sopflow.calendars.certainty import Assumption, Certainty, combine, resting_on
from sopflow.calendars.days import DayRules
from sopflow.calendars.due import Counter, not_positive
from sopflow.calendars.instant import When, read_instant
from sopflow.calendars.rules import MINUTES_PER_DAY, content_hash
from sopflow.calendars.worktime import FIRST_YEAR, LAST_YEAR, WorkTime
from sopflow.duration import Duration
from sopflow.errors import CalendarError

if TYPE_CHECKING:
    from sopflow.calendars.rules import CalendarRules

_NO_DOUBT: Final[tuple[Assumption, ...]] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A due date: ``at`` in the calendar's zone, and whether it rests only on what is decreed.

    ``assumptions`` say what else it rests on; ``calendar`` is the one on which it was counted.
    """

    at: datetime
    certain: bool
    assumptions: tuple[Assumption, ...]
    calendar: WorkCalendar = field(compare=False, repr=False)


class WorkCalendar:
    """A working calendar: immutable, and safe to share between threads.

    Instants may be ISO text, dates, or datetimes; naive ones are taken in the calendar's zone, seconds are cut, a
    date without a time means the opening of that date (00:00 where nothing opens on it). Working time is wall-clock
    time of the zone. Answers are given for the years 1990 to 2100; others raise ``CalendarError``.
    """

    def __init__(self, rules: CalendarRules) -> None:
        self.rules = rules
        self.timezone = ZoneInfo(rules.timezone)
        days = DayRules(rules)
        self._work = WorkTime(days, name=rules.id, reaches_midnight=rules.reaches_midnight)
        self._counter = Counter(self._work, rules.counting)
        self._certainty = Certainty(rules, days)
        self._times = [time(minute // 60, minute % 60, tzinfo=self.timezone) for minute in range(MINUTES_PER_DAY)]
        self._clear = (0, 0)
        self._certain: dict[int, Due] = {}

    def __reduce__(self) -> tuple[type[WorkCalendar], tuple[CalendarRules]]:
        return WorkCalendar, (self.rules,)

    def __repr__(self) -> str:
        return f"<WorkCalendar {self.id} {self.version}>"

    @property
    def id(self) -> str:
        """The calendar's id, as its file says."""
        return self.rules.id

    @property
    def version(self) -> str:
        """The agency's own version of the calendar."""
        return self.rules.version

    @cached_property
    def hash(self) -> str:
        """SHA-256 over all that moves a date: the rules, and the version of the holiday data they take over."""
        from sopflow.calendars.holidays import data_version

        return content_hash(self.rules, data_version() if self.rules.takes_over_holidays else "")

    def instant(self, when: When) -> datetime:
        """Return ``when`` as an aware datetime in the calendar's zone, to the minute.

        ``InstantError`` for what is no date or time, ``CalendarError`` for a year outside 1990-2100.
        """
        return self._at(self._local(when)[0])

    def due(self, start: When, duration: Duration | str, *, cutoff: bool = True) -> Due:
        """Return when a term ends that starts at ``start``.

        A text is read as ``Duration.parse`` does, a bare "hari" as working days. ``cutoff=False`` leaves the
        calendar's cutoff aside, as between an agency's own steps. ``CalendarError`` where the due date lies outside
        1990-2100, ``InstantError`` and ``DurationError`` for what cannot be read or is not positive.
        """
        if duration.__class__ is not Duration:
            duration = _term(duration)
        minute, day = self._local(start)
        if duration.unit == "clock_hour":
            return self._after_clock_hours(minute, duration)
        end, end_day = self._counter.end_of(minute, day, duration, cutoff=cutoff)
        if not self._is_clear(day, end_day):
            assumptions = self._doubts(day, end_day, duration)
            return Due(self._at(end), not assumptions, assumptions, self)
        if duration.unit == "minute":
            return Due(self._at(end), True, _NO_DOUBT, self)
        known = self._certain.get(end)
        if known is None:
            known = self._certain[end] = Due(self._at(end), True, _NO_DOUBT, self)
        return known

    def is_working(self, at: When) -> bool:
        """Say whether ``at`` lies in working time; closing time itself does not."""
        return self._work.is_working(self._local(at)[0])

    def next_opening(self, at: When) -> datetime:
        """Return ``at`` itself while working, else the next opening."""
        return self._at(self._work.next_opening(self._local(at)[0]))

    def working_minutes(self, a: When, b: When) -> int:
        """Return the working minutes from ``a`` to ``b``, negative where ``b`` is the earlier."""
        return self._work.between(self._local(a)[0], self._local(b)[0])

    def _local(self, when: When) -> tuple[int, int]:
        if when.__class__ is not datetime:
            when = read_instant(when)
            if not isinstance(when, datetime):
                return self._opening(when)
        if not FIRST_YEAR <= when.year <= LAST_YEAR:
            raise CalendarError("calendar-year-outside", year=when.year, first=FIRST_YEAR, last=LAST_YEAR)
        if when.tzinfo is not self.timezone and when.utcoffset() is not None:
            when = when.astimezone(self.timezone)
        minute = when.toordinal() * MINUTES_PER_DAY + when.hour * 60 + when.minute
        return minute, self._work.date_of(minute)

    def _opening(self, day: date) -> tuple[int, int]:
        ordinal = day.toordinal()
        opening = self._work.opening_of(ordinal)
        return (ordinal * MINUTES_PER_DAY if opening is None else opening), ordinal

    def _at(self, minute: int) -> datetime:
        day, minute = divmod(minute, MINUTES_PER_DAY)
        return datetime.combine(date.fromordinal(day), self._times[minute])

    def _after_clock_hours(self, minute: int, duration: Duration) -> Due:
        if duration.amount < 1:
            raise not_positive(duration)
        try:
            at = (self._at(minute).astimezone(UTC) + timedelta(hours=duration.amount)).astimezone(self.timezone)
        except OverflowError:
            raise self._work.exhausted() from None
        if at.year > LAST_YEAR:
            raise self._work.exhausted()
        return Due(at, True, _NO_DOUBT, self)

    def _is_clear(self, first: int, last: int) -> bool:
        begin, end = self._clear
        return (begin <= first and last <= end) or self._is_newly_clear(first, last)

    def _is_newly_clear(self, first: int, last: int) -> bool:
        first_year, last_year = date.fromordinal(first).year, date.fromordinal(last).year
        if not all(self._certainty.is_clear(year) for year in range(first_year, last_year + 1)):
            return False
        begin, end = date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
        known_begin, known_end = self._clear
        touches = begin <= known_end + 1 and known_begin <= end + 1
        self._clear = (min(begin, known_begin), max(end, known_end)) if touches else (begin, end)
        return True

    def _doubts(self, first: int, last: int, duration: Duration) -> tuple[Assumption, ...]:
        if duration.unit == "minute":
            ramadans = self._work.estimated_ramadan(first, last)
        else:
            used = self._counter.closings_used(first, last, duration)
            ramadans = [ramadan for day in used for ramadan in self._work.estimated_ramadan(day, day)]
        return combine(self._certainty.span(first, last), map(resting_on, ramadans))


def _term(duration: object) -> Duration:
    """Return a term that was given as text; ``DurationError`` for what is neither text nor term."""
    if isinstance(duration, Duration):
        return duration
    return _parsed(duration) if isinstance(duration, str) else Duration.parse(duration)  # type: ignore[arg-type]


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Duration:
    return Duration.parse(text)
