"""A calendar file under check: what it says has to make a calendar, and what changes nothing is pointed out.

It must not know SOPs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.calendars.rules import MINUTES_PER_DAY as _DAY
from sopflow.calendars.words import read_interval
from sopflow.calendars.worktime import FIRST_YEAR, LAST_YEAR
from sopflow.source.nodes import Mapping, Scalar, Sequence, find

if TYPE_CHECKING:
    from pathlib import Path

    from sopflow.calendars.build import BuiltCalendar
    from sopflow.source.reader import Reading

_CALENDAR_KEYS: Final = frozenset({"extends", "hours", "closures", "openings"})
_SOP_KEYS: Final = frozenset({"sop", "steps"})


def is_calendar(reading: Reading, *, named: bool) -> bool:
    """Return whether a file is a calendar: it has keys that only calendars have, or it is ``named`` and says so."""
    keys = reading.root.entries.keys() if isinstance(reading.root, Mapping) else set()
    return bool(_CALENDAR_KEYS & keys or (named and "calendar" in keys)) and not _SOP_KEYS & keys


def check_calendar(reading: Reading, path: Path) -> None:
    """Report what is wrong or odd about a calendar file, at the key or value that is meant."""
    from sopflow.calendars.load import build_reading

    built = build_reading(reading, path)
    if built is not None:
        _entries_without_reason(built)
        _long_nights(reading, built)
        if built.hours_known and not any(found.severity == "error" for found in reading.diagnostics):
            _entries_that_change_nothing(built)


def _entries_without_reason(built: BuiltCalendar) -> None:
    """Warn of days that nobody could defend: false days off spread fast, so an entry says why and by what decree."""
    for path, entry in built.days:
        if not entry.reason and not entry.basis:
            built.findings.at("day-without-reason", (*path, "date"), hint="say-reason")


def _long_nights(reading: Reading, built: BuiltCalendar) -> None:
    """Ask of hours that pass midnight and take more than half a day whether opening and closing were swapped."""
    assert reading.root is not None
    week = find(reading.root, ("hours",))
    for key, (_, spans) in week.entries.items() if isinstance(week, Mapping) else ():
        for place, span in enumerate(spans.items if isinstance(spans, Sequence) else ()):
            text = span.text if isinstance(span, Scalar) else ""
            opening, closing = read_interval(text) or (0, 0)
            length = closing - opening
            if closing > _DAY and _DAY // 2 < length < _DAY:
                path = ("hours", key, place)
                built.findings.at("hours-pass-midnight", path, hours=length // 60, value=text)


def _entries_that_change_nothing(built: BuiltCalendar) -> None:
    from sopflow.calendars.days import DayRules
    from sopflow.calendars.rules import Closure, Opening

    others = built.without_own_days()
    days = DayRules(others)
    for path, entry in built.days:
        if not FIRST_YEAR <= entry.day.year <= LAST_YEAR:
            built.findings.at(
                "calendar-date-outside", (*path, "date"), date=entry.day, first=FIRST_YEAR,
                last=LAST_YEAR,
            )  # fmt: skip
            continue
        was = days.day(entry.day)
        if isinstance(entry, Closure) and not was.hours:
            built.findings.at("closure-on-day-off", (*path, "date"), date=entry.day)
        if isinstance(entry, Opening) and entry.working_day and was.working and entry.hours in {None, was.hours}:
            built.findings.at("opening-on-working-day", (*path, "date"), date=entry.day)
