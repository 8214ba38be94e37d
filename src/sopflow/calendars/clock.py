"""Terms in clock hours: they pass day and night and need no calendar, only the clocks of its zone.

Instants are minutes since 1970 in UTC here, so that clocks which are put forward or back change nothing.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from sopflow.calendars.explain import ExplainedDay, ExplainedInterval, Explanation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from sopflow.calendars.clockstop import Pause
    from sopflow.duration import Duration


def utc_minute(at: datetime) -> int:
    """Return an aware instant as its minute in UTC."""
    return int(at.timestamp()) // 60


def local(minute: int, zone: ZoneInfo) -> datetime:
    """Return a minute in UTC as an instant of a zone; ``OverflowError`` or ``ValueError`` far out of range."""
    return datetime.fromtimestamp(minute * 60, zone)


def end_after(start: int, hours: int, pauses: list[Pause]) -> int:
    """Return when so many hours have passed; a pause that begins before the end is paid back exactly."""
    end = start + hours * 60
    for paused, resumed in pauses:
        if paused < end:
            end += resumed - paused
    return end


def stretches(start: int, end: int, pauses: list[Pause]) -> Iterator[tuple[int, int]]:
    """Give the stretches of a term, the pauses left out."""
    for paused, resumed in [*pauses, (end, end)]:
        if start < min(paused, end):
            yield start, min(paused, end)
        start = max(start, resumed)


def explanation(duration: Duration, start: int, end: int, pauses: list[Pause], zone: ZoneInfo) -> Explanation:
    """Return how a term was counted: its dates, each with the full hours that have passed by its end."""
    spans = list(stretches(start, end, pauses))
    intervals = (ExplainedInterval(local(begin, zone), local(until, zone), until - begin) for begin, until in spans)
    first, last = local(start, zone), local(end, zone)
    days = []
    for offset in range((last.date() - first.date()).days + 1):
        day = first.date() + timedelta(days=offset)
        midnight = utc_minute(datetime.combine(day + timedelta(days=1), time(), zone))
        passed = sum(max(0, min(until, midnight) - begin) for begin, until in spans)
        days.append(ExplainedDay(day, passed // 60))
    return Explanation(last, first, duration, tuple(days), tuple(intervals))
