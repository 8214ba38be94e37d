"""The zone of a case: instants as its people read them, in the order in which they happened.

Two datetimes of one ``ZoneInfo`` are compared by their wall clocks, which show an hour twice where clocks are put back.
Where that can happen, instants carry the plain offset of their moment instead.
"""

from __future__ import annotations

from datetime import UTC, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sopflow.calendars.instant import When
    from sopflow.calendars.workcalendar import WorkCalendar


class CaseZone:
    """The zone of the SOP's calendar. ``steady`` is that zone where its clocks never change, else None."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self._calendar = calendar
        self._zone = calendar.timezone
        self.steady: ZoneInfo | None = None if calendar.local_time.clocks_change else calendar.timezone

    def instant(self, when: When) -> datetime:
        """Return what somebody gave as an instant of the case. Raises as ``WorkCalendar.instant``."""
        return self.shown(self._calendar.instant(when))

    def shown(self, at: datetime) -> datetime:
        """Return an instant of any zone as one of the case."""
        if self.steady is not None:
            return at if at.tzinfo is self.steady else at.astimezone(self.steady)
        local = at.astimezone(UTC).astimezone(self._zone)
        offset = local.utcoffset()
        assert offset is not None
        return local.replace(tzinfo=timezone(offset), fold=0)
