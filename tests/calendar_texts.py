"""Calendars from YAML text, for the tests of every folder: read, checked and built as a file is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sopflow.calendars.load import build_reading
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.errors import CalendarInvalid
from sopflow.source.reader import read_text

if TYPE_CHECKING:
    from sopflow.calendars.rules import CalendarRules


def rules_of(text: str) -> CalendarRules:
    reading = read_text(text, "uji.yaml")
    built = build_reading(reading, Path("uji.yaml"))
    invalid = CalendarInvalid(reading.reported())
    if built is None or invalid.errors:
        raise invalid
    return built.rules


def calendar_of(text: str) -> WorkCalendar:
    return WorkCalendar(rules_of(text))


def asn_with(text: str) -> WorkCalendar:
    return calendar_of(f"calendar: uji\nextends: id-asn\n{text}")
