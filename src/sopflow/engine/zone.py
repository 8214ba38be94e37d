"""The zone of a case: instants as its people read them, in the order in which they happened.

Two datetimes of one ``ZoneInfo`` are compared by their wall clocks, which show an hour twice where clocks are put back.
Where that can happen, instants carry the plain offset of their moment instead.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timezone
from functools import lru_cache
from typing import TYPE_CHECKING

from sopflow.calendars.worktime import YEARS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import time
    from zoneinfo import ZoneInfo

    from sopflow.calendars.instant import When
    from sopflow.calendars.workcalendar import WorkCalendar

_LENGTH = len("2026-03-02T09:00+07:00")


class CaseZone:
    """The zone of the SOP's calendar: ``steady_zone`` where its clocks never change, else that is None.

    ``instant`` returns what somebody gave as an instant of the case, and raises as ``WorkCalendar.instant``.
    """

    instant: Callable[[When], datetime]

    def __init__(self, calendar: WorkCalendar) -> None:
        self._calendar = calendar
        self._zone = calendar.timezone
        self.steady_zone: ZoneInfo | None = None if calendar.local_time.clocks_change else calendar.timezone
        self._times, self._written_times = _texts(self.steady_zone) if self.steady_zone else ({}, ())
        self._dates: dict[str, date] = {}
        self._written_dates: dict[int, str] = {}
        self.instant = calendar.local_time.instant if self.steady_zone else self._moment

    @property
    def name(self) -> str:
        """The IANA name."""
        return self._zone.key

    def __reduce__(self) -> tuple[type[CaseZone], tuple[WorkCalendar]]:
        return CaseZone, (self._calendar,)

    def _moment(self, when: When) -> datetime:
        return self.shown(self._calendar.instant(when))

    def shown(self, at: datetime) -> datetime:
        """Return an instant of any zone as one of the case."""
        if self.steady_zone is not None:
            return at if at.tzinfo is self.steady_zone else at.astimezone(self.steady_zone)
        local = at.astimezone(UTC).astimezone(self._zone)  # by way of UTC: a ZoneInfo would not move to itself
        offset = local.utcoffset()
        assert offset is not None
        return local.replace(tzinfo=timezone(offset), fold=0)

    def not_before(self, at: datetime, since: datetime) -> datetime:
        """Return what was counted by wall clocks from ``since``: in an hour that they show twice, the later if need be.

        It is ``since`` itself where both are earlier.
        """
        shown = self.shown(at)
        if shown >= since or self.steady_zone is not None:
            return shown
        return max(self.shown(at.replace(fold=1)), since)

    def written(self, at: datetime) -> str:
        """Return an instant of the case as ISO 8601 text to the minute, with its offset."""
        if at.tzinfo is not self.steady_zone:  # also where clocks change, as their instants have plain offsets
            at = self.shown(at)
            if self.steady_zone is None:
                return at.isoformat("T", "minutes")
        day = at.toordinal()
        written = self._written_dates.get(day)
        if written is None:
            written = self._written_dates[day] = at.date().isoformat()
        return written + self._written_times[at.hour * 60 + at.minute]

    def read(self, text: object) -> datetime:
        """Return the instant of a text of the form that is written, with any offset; ``ValueError`` for all else.

        Dates and times of day that came before are put together, which is what most cases are made of.
        """
        if text.__class__ is not str:
            raise ValueError(text)
        try:
            return datetime.combine(self._dates[text[:10]], self._times[text[10:]])
        except KeyError:
            return self._read_anew(text)

    def _read_anew(self, text: str) -> datetime:
        try:
            at = self.shown(datetime.fromisoformat(text))
        except OverflowError:
            raise ValueError(text) from None
        as_written = len(text) == _LENGTH and text[7] + text[10] + text[13] == "-T:" and text[16] in "+-"
        if not as_written or at.year not in YEARS:
            raise ValueError(text)
        if text[10:] in self._times:
            self._dates[text[:10]] = at.date()
        return at


@lru_cache(maxsize=8)
def _texts(zone: ZoneInfo) -> tuple[Mapping[str, time], tuple[str, ...]]:
    """Return each minute of a day by the text after its date, and these texts in order."""
    times = [datetime(2026, 1, 1, minute // 60, minute % 60, tzinfo=zone) for minute in range(24 * 60)]
    texts = tuple(at.isoformat("T", "minutes")[10:] for at in times)
    return dict(zip(texts, (at.timetz() for at in times), strict=True)), texts
