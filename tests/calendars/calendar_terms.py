"""Short words for the calendar's tests: terms, calendars from YAML text, and due dates as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from sopflow.calendars.load import built_in_rules, calendar, rules_from
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.duration import Duration

if TYPE_CHECKING:
    from sopflow.calendars.instant import When
    from sopflow.calendars.rules import CalendarRules
    from sopflow.duration import Unit

ASN = calendar("id-asn")
WARGA = calendar("id-warga")
ALWAYS = calendar("24-jam")


def term(amount: int, unit: Unit) -> Duration:
    return Duration(amount, unit)


def minutes(amount: int) -> Duration:
    return Duration(amount, "minute")


def hours(amount: int) -> Duration:
    return Duration(amount * 60, "minute")


def working_days(amount: int) -> Duration:
    return Duration(amount, "working_day")


def calendar_days(amount: int) -> Duration:
    return Duration(amount, "calendar_day")


SAME_DAY = Duration(0, "same_day")


def rules_of(text: str) -> CalendarRules:
    return rules_from(yaml.safe_load(text), built_in_rules)


def calendar_of(text: str) -> WorkCalendar:
    return WorkCalendar(rules_of(text))


def asn_with(text: str) -> WorkCalendar:
    return calendar_of(f"calendar: uji\nextends: id-asn\n{text}")


def due(calendar: WorkCalendar, start: When, duration: Duration, *, cutoff: bool = True) -> str:
    return calendar.due(start, duration, cutoff=cutoff).at.strftime("%Y-%m-%d %H:%M")
