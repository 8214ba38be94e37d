"""Short words for the calendar's tests: terms, and due dates as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.calendars.load import calendar
from sopflow.duration import Duration

if TYPE_CHECKING:
    from sopflow.calendars.instant import When
    from sopflow.calendars.workcalendar import WorkCalendar
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


def due(calendar: WorkCalendar, start: When, duration: Duration, *, cutoff: bool = True) -> str:
    return calendar.due(start, duration, cutoff=cutoff).at.strftime("%Y-%m-%d %H:%M")
