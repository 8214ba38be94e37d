"""Short words for the calendar's tests: terms, and due dates as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from calendar_texts import asn_with, calendar_of
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


NIGHT_TEXT: Final = """
calendar: piket-malam
timezone: Asia/Jakarta
national_holidays: false
joint_leave: false
hours: {mon-fri: ["22:00-06:00"]}
"""
NAMED: Final = {
    "asn": ASN,
    "warga": WARGA,
    "always": ALWAYS,
    "night": calendar_of(NIGHT_TEXT),  # the shift of Wednesday 1 July ends on Thursday 2 July, 06:00
    "cutoff": asn_with('counting: {cutoff: "15:00"}'),
    "included": asn_with("counting: {first_day: included}"),
    "roll back": asn_with("counting: {roll: back}"),
    "roll none": asn_with("counting: {roll: none}"),
    "piket": asn_with(
        'openings: [{date: 2026-07-04, working_day: false, hours: ["08:00-12:00"], reason: Layanan piket}]'
    ),
}
"""One calendar for each convention, by the name that examples use."""
