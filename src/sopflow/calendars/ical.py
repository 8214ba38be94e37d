"""iCalendar files (RFC 5545) as days off: every all-day event closes its dates.

Events with a time of day are no days off and are passed over, cancelled ones too. What is not understood is refused, so
that no day off is lost or made up. It must not know calendar files.
"""

from __future__ import annotations

import re
import stat
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from sopflow.calendars.rules import Closure
from sopflow.calendars.worktime import FIRST_YEAR, LAST_YEAR
from sopflow.errors import CalendarError
from sopflow.source.reader import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MOST_DATES: Final = 100_000
"""Of one file, however often each is said; all dates of all years that are answered are 40,000."""

_UNITS: Final = {"YEARLY": None, "MONTHLY": None, "WEEKLY": "BYDAY", "DAILY": "BYDAY"}
"""How often an event may repeat; weeks and days are chosen by weekday only, else a search could go on for ever."""

_PARTS: Final = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"})
_UNTIL_ZONE: Final = re.compile(r"(UNTIL=\d{8}(T\d{6})?)Z")
_DATES: Final = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
"""What must be readable: the library lists what it could not read, and goes on without it."""

_FIRST: Final = date(FIRST_YEAR, 1, 1)
_LAST: Final = date(LAST_YEAR, 12, 31)


class _NotUnderstoodError(Exception):
    """An event whose dates cannot be told."""


def read_days_off(path: Path) -> list[Closure]:
    """Return the days off in a file in order, each date once, with the event's summary as its reason.

    Repeated events are followed over the years 1990 to 2100. Raises ``CalendarError`` for a file that cannot be
    opened, is no iCalendar file, holds no all-day event or one that is not understood, and where the library that reads
    it is not installed.
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


def _events(path: Path) -> list[Any]:
    try:
        from icalendar import Calendar
    except ImportError:
        raise CalendarError("ical-not-installed") from None
    text = _text(path)
    if text.count("BEGIN:VCALENDAR") != text.count("END:VCALENDAR"):
        raise CalendarError("ical-unreadable", file=path.name)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
        return [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except Exception:  # whatever the library raises, the file is none
        raise CalendarError("ical-unreadable", file=path.name) from None


def _text(path: Path) -> str:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for without end
            raise CalendarError("ical-missing", file=str(path))
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error, CalendarError):
            raise
        raise CalendarError("ical-missing", file=str(path)) from None
    if len(content) > MAX_BYTES:
        raise CalendarError("ical-too-many", file=path.name)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CalendarError("ical-not-utf8", file=path.name) from None


def _days_off(events: list[Any], file: str) -> dict[date, str]:
    """Return the dates of all-day events with what is celebrated."""
    if any(_DATES & {str(name).upper() for name, *_ in event.errors} for event in events):
        raise CalendarError("ical-unreadable", file=file)
    moved = {(_uid(event), _day(event, "RECURRENCE-ID")) for event in events if "RECURRENCE-ID" in event}
    found: dict[date, str] = {}
    told = 0
    for event in events:
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        reason = _summary(event)
        for first, last in _stretches(event, moved, file):
            begin, end = max(first, _FIRST), min(last, _LAST)
            told += 1 + max(0, (end - begin).days)
            if told > _MOST_DATES:
                raise CalendarError("ical-too-many", file=file)
            for offset in range((end - begin).days + 1):
                found.setdefault(begin + timedelta(days=offset), reason)
    return found


def _stretches(event: Any, moved: set[tuple[str, date | None]], file: str) -> Iterator[tuple[date, date]]:
    """Give the first and the last date of each time that an all-day event takes place; none for other events."""
    first = _day(event, "DTSTART")
    if first is None:
        return
    uid, repeated = _uid(event), "RECURRENCE-ID" not in event
    try:
        longer = timedelta(days=_length(event, first) - 1)
        for begin in sorted(_beginnings(event, first)):
            if not (repeated and (uid, begin) in moved):
                yield begin, min(begin, _LAST) + longer
    except (_NotUnderstoodError, OverflowError, TypeError, KeyError, ValueError):
        raise CalendarError("ical-rule", file=file, event=_summary(event), date=first) from None


def _beginnings(event: Any, first: date) -> set[date]:
    if "EXRULE" in event or "RANGE" in getattr(event.get("RECURRENCE-ID"), "params", {}):
        raise _NotUnderstoodError
    begins = {first, *_dates(event.get("RDATE"))}
    for rule in _listed(event.get("RRULE")):
        begins.update(_repeated(rule, first))
    return {day for day in begins - set(_dates(event.get("EXDATE"))) if day <= _LAST}


def _repeated(rule: Any, first: date) -> Iterator[date]:
    from dateutil.rrule import rrulestr

    parts = {str(key).upper() for key in rule}
    (unit,) = {str(unit).upper() for unit in rule["FREQ"]} & _UNITS.keys() or {""}
    chosen = _UNITS.get(unit, "")
    too_free = chosen is not None and parts - _PARTS - {chosen}
    if not unit or too_free or {"COUNT", "UNTIL"} <= parts or 0 in rule.get("INTERVAL", ()):
        raise _NotUnderstoodError
    start = datetime.combine(first, time())
    text = _UNTIL_ZONE.sub(r"\1", rule.to_ical().decode())  # the end of a rule of dates has no zone
    empty = True
    for told, at in enumerate(rrulestr(text, dtstart=start)):
        empty = False
        if at.year > LAST_YEAR or told > _MOST_DATES:
            break
        yield at.date()
    if empty:
        raise _NotUnderstoodError


def _length(event: Any, first: date) -> int:
    """Return how many days an event lasts: its end is the day after the last, or, as is often written, the last."""
    if "DTEND" in event:
        end = _day(event, "DTEND")
        if end is None or end < first:
            raise _NotUnderstoodError
        return max((end - first).days, 1)
    length = event["DURATION"].dt if "DURATION" in event else timedelta(days=1)
    if length < timedelta() or length % timedelta(days=1):
        raise _NotUnderstoodError
    return max(int(length.days), 1)


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


def _uid(event: Any) -> str:
    return str(event.get("UID"))


def _summary(event: Any) -> str:
    return "; ".join(" ".join(str(text).split()) for text in _listed(event.get("SUMMARY")))
