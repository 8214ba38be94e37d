"""iCalendar files (RFC 5545) as days off: every all-day event closes its dates.

Events with a time of day are no days off and are passed over, cancelled ones too. It must not know calendar files.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from sopflow.calendars.rules import Closure
from sopflow.calendars.worktime import FIRST_YEAR, LAST_YEAR
from sopflow.errors import CalendarError
from sopflow.source.reader import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MOST_DAYS: Final = 50_000
_DATED: Final = frozenset({"YEARLY", "MONTHLY", "WEEKLY", "DAILY"})
_UNTIL_ZONE: Final = re.compile(r"(UNTIL=\d{8}(T\d{6})?)Z")
_DATES: Final = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
"""What must be readable: the library lists what it could not read, and goes on without it."""

_FIRST: Final = date(FIRST_YEAR, 1, 1)
_LAST: Final = date(LAST_YEAR, 12, 31)


def read_days_off(path: Path) -> list[Closure]:
    """Return the days off in a file in order, each date once, with the event's summary as its reason.

    Repeated events are followed over the years 1990 to 2100. Raises ``CalendarError`` for a file that cannot be
    opened, is no iCalendar file or holds no all-day event, and where the library that reads it is not installed.
    """
    events = _events(path)
    try:
        found = _days_off(events, path.name)
    except CalendarError:
        raise
    except Exception:  # the library reads a property when it is asked for, and raises what its parts raise
        raise CalendarError("ical-unreadable", file=path.name) from None
    if not found:
        raise CalendarError("ical-without-days", file=path.name)
    return [Closure(day, reason) for day, reason in sorted(found.items())]


def _days_off(events: list[Any], file: str) -> dict[date, str]:
    """Return the dates of all-day events with what is celebrated."""
    if any(_DATES & {str(name).upper() for name, *_ in event.errors} for event in events):
        raise CalendarError("ical-unreadable", file=file)
    held = [event for event in events if str(event.get("STATUS", "")).upper() != "CANCELLED"]
    moved = {(str(event.get("UID")), _day(event, "RECURRENCE-ID")) for event in held if "RECURRENCE-ID" in event}
    found: dict[date, str] = {}
    for event in held:
        uid, repeated = str(event.get("UID")), "RECURRENCE-ID" not in event
        for first, last in _stretches(event, file):
            if not (repeated and (uid, first) in moved):
                for offset in range((min(last, _LAST) - first).days + 1):
                    found.setdefault(first + timedelta(days=offset), _summary(event))
        if len(found) > _MOST_DAYS:
            raise CalendarError("ical-too-many", file=file)
    return found


def _events(path: Path) -> list[Any]:
    try:
        from icalendar import Calendar
    except ImportError:
        raise CalendarError("ical-not-installed") from None
    try:
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        raise CalendarError("ical-missing", file=str(path)) from None
    if len(content) > MAX_BYTES:
        raise CalendarError("ical-too-many", file=path.name)
    try:
        calendars = Calendar.from_ical(content, multiple=True)
        return [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except Exception:  # whatever the library raises, the file is none
        raise CalendarError("ical-unreadable", file=path.name) from None


def _stretches(event: Any, file: str) -> Iterator[tuple[date, date]]:
    """Give the first and the last date of each time that an all-day event takes place; none for other events."""
    first = _day(event, "DTSTART")
    if first is None:
        return
    length = max(_length(event, first), 1)
    try:
        for begin in sorted(_beginnings(event, first)):
            yield begin, begin + timedelta(days=length - 1)
    except Exception:  # whatever dateutil raises, the rule means nothing
        raise CalendarError("ical-rule", file=file, event=_summary(event), date=first) from None


def _beginnings(event: Any, first: date) -> set[date]:
    begins = {first, *_dates(event.get("RDATE"))}
    for rule in _listed(event.get("RRULE")):
        if not _DATED.issuperset(str(unit).upper() for unit in rule["FREQ"]):
            raise ValueError
        begins.update(islice(_repeated(rule, first), _MOST_DAYS))
    return {day for day in begins - set(_dates(event.get("EXDATE"))) if _FIRST <= day <= _LAST}


def _repeated(rule: Any, first: date) -> Iterator[date]:
    from dateutil.rrule import rrulestr

    start = datetime.combine(first, time())
    text = _UNTIL_ZONE.sub(r"\1", rule.to_ical().decode())  # the end of a rule of dates has no zone
    for at in rrulestr(text, dtstart=start):
        if at.year > LAST_YEAR:
            return
        yield at.date()


def _length(event: Any, first: date) -> int:
    """Return how many days an event lasts: its end is the day after the last."""
    end = _day(event, "DTEND")
    if end is not None:
        return (end - first).days
    return event["DURATION"].dt.days if "DURATION" in event else 1


def _day(event: Any, key: str) -> date | None:
    """Return the date under a key, None where there is none or a time of day belongs to it."""
    at = event[key].dt if key in event else None
    return at if isinstance(at, date) and not isinstance(at, datetime) else None


def _dates(value: Any) -> Iterator[date]:
    for group in _listed(value):
        for entry in group.dts:
            yield entry.dt.date() if isinstance(entry.dt, datetime) else entry.dt


def _listed(value: Any) -> Iterable[Any]:
    return () if value is None else value if isinstance(value, list) else (value,)


def _summary(event: Any) -> str:
    return " ".join(str(event.get("SUMMARY", "")).split())
