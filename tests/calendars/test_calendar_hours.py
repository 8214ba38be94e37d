"""Which hours count: Ramadan, periods, closures, openings, shifts that pass midnight."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from calendar_terms import ALWAYS, ASN, SAME_DAY, calendar_days, due, hours, minutes, term, working_days

from calendar_texts import asn_with, calendar_of
from sopflow.calendars.rules import Period
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.errors import CalendarError

if TYPE_CHECKING:
    from sopflow.duration import Duration

NIGHT = calendar_of("""
calendar: piket-malam
timezone: Asia/Jakarta
national_holidays: false
joint_leave: false
hours: {mon-sun: ["22:00-06:00"]}
""")

SHIFTS = calendar_of("""
calendar: piket-penuh
timezone: Asia/Jakarta
national_holidays: false
joint_leave: false
hours: {mon-sun: ["06:00-18:00", "18:00-06:00"]}
""")


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2026-02-18 15:00", hours(2), "2026-02-19 09:00"),  # the day before: 60 to 16:00; Ramadan opens at 08:00
        ("2026-02-19 07:30", hours(1), "2026-02-19 09:00"),
        ("2026-02-19 11:00", hours(2), "2026-02-19 13:30"),  # break of 30 minutes, 12:00-12:30
        ("2026-02-19 14:30", hours(1), "2026-02-20 08:30"),  # closes at 15:00
        ("2026-02-20 11:00", hours(2), "2026-02-20 14:00"),  # Friday: 30 to 11:30, 90 from 12:30
        ("2026-02-20 15:00", hours(1), "2026-02-23 08:30"),  # Friday closes at 15:30
        ("2026-03-17 14:00", hours(2), "2026-03-25 08:30"),  # the last working day of Ramadan, then Idul Fitri
        ("2026-02-23 08:00", minutes(1950), "2026-02-27 15:30"),  # a week of Ramadan is 32.5 hours
        ("2026-02-18", working_days(1), "2026-02-19 15:00"),
        ("2026-02-18", working_days(2), "2026-02-20 15:30"),
        ("2025-02-27", working_days(1), "2025-02-28 16:30"),  # announced for 1 March 2025; the table has 2 March
        ("2025-02-28", working_days(1), "2025-03-03 15:00"),
    ],
)
def test_ramadan_has_hours_of_its_own(start: str, duration: Duration, expected: str) -> None:
    assert due(ASN, start, duration) == expected


def test_ramadan_belongs_to_no_gregorian_year() -> None:
    # Ramadan runs from 26 December 2030 (Thursday) to 24 January 2031
    assert due(ASN, "2030-12-24", working_days(1)) == "2030-12-26 15:00"
    assert due(ASN, "2031-01-02", working_days(1)) == "2031-01-03 15:30"
    assert due(ASN, "2030-12-20", working_days(1)) == "2030-12-23 16:00"


def test_an_agency_without_ramadan_hours_works_as_ever() -> None:
    calendar = asn_with('hours: {mon-fri: ["08:00-16:00"]}')  # its own hours drop those of Ramadan
    assert due(calendar, "2026-02-18", working_days(1)) == "2026-02-19 16:00"


def test_working_minutes_between_two_instants() -> None:
    assert ASN.working_minutes("2026-07-01 09:00", "2026-07-01 11:00") == 120
    assert ASN.working_minutes("2026-07-01 11:00", "2026-07-01 14:00") == 120
    assert ASN.working_minutes("2026-07-03 16:00", "2026-07-06 08:00") == 60
    assert ASN.working_minutes("2026-07-04 00:00", "2026-07-05 23:59") == 0
    assert ASN.working_minutes("2026-07-06 08:00", "2026-07-03 16:00") == -60
    assert ASN.working_minutes("2026-07-06", "2026-07-13") == 2250
    assert ALWAYS.working_minutes("1990-01-01 00:00", "2100-12-31 23:59") == 40542 * 1440 - 1  # 111 years, 27 leap


def test_working_time_is_half_open() -> None:
    assert ASN.is_working("2026-07-01 07:30")
    assert not ASN.is_working("2026-07-01 07:29")
    assert not ASN.is_working("2026-07-01 12:00")
    assert ASN.is_working("2026-07-01 15:59")
    assert not ASN.is_working("2026-07-01 16:00")
    assert not ASN.is_working("2026-08-17 10:00")


def test_the_next_opening_is_the_instant_itself_while_working() -> None:
    assert ASN.next_opening("2026-07-01 09:17") == ASN.instant("2026-07-01 09:17")
    assert ASN.next_opening("2026-07-01 12:00") == ASN.instant("2026-07-01 13:00")
    assert ASN.next_opening("2026-07-03 16:30") == ASN.instant("2026-07-06 07:30")
    assert ASN.next_opening("2026-03-17 15:00") == ASN.instant("2026-03-25 07:30")
    assert ASN.next_opening("2026-12-31 18:00") == ASN.instant("2027-01-04 07:30")


def test_there_is_no_opening_after_the_last_year() -> None:
    with pytest.raises(CalendarError) as refused:
        ASN.next_opening("2100-12-31 20:00")
    assert refused.value.code == "calendar-exhausted"


CHANGES = asn_with("""
closures:
  - {date: 2026-07-02, reason: Pemungutan suara ulang}
openings:
  - {date: 2026-05-15, working_day: true, reason: Cuti bersama dicabut}
  - {date: 2026-07-04, working_day: false, hours: ["08:00-12:00"], reason: Layanan piket}
  - {date: 2026-07-11, working_day: true, hours: ["09:00-11:00"]}
periods:
  - {name: Pekan padat, from: 2026-07-20, to: 2026-07-24, hours: {mon-tue: ["08:00-20:00"], wed: []}}
  - {from: 2026-02-23, to: 2026-02-23, hours: {mon: ["10:00-11:00"]}}
""")


def test_a_closure_takes_a_day_away() -> None:
    assert due(CHANGES, "2026-07-01", working_days(1)) == "2026-07-03 16:30"
    assert due(CHANGES, "2026-07-01 15:00", hours(2)) == "2026-07-03 08:30"


def test_a_revoked_joint_leave_day_is_a_working_day_with_its_weekdays_hours() -> None:
    assert due(ASN, "2026-05-13", working_days(1)) == "2026-05-18 16:00"  # 14 Ascension, 15 joint leave, weekend
    assert due(CHANGES, "2026-05-13", working_days(1)) == "2026-05-15 16:30"


def test_on_a_duty_day_hours_pass_but_nothing_is_counted_or_falls_due() -> None:
    assert due(CHANGES, "2026-07-03 16:00", hours(1)) == "2026-07-04 08:30"
    assert due(CHANGES, "2026-07-03", working_days(1)) == "2026-07-06 16:00"
    assert due(CHANGES, "2026-07-01", calendar_days(3)) == "2026-07-06 16:00"
    assert due(CHANGES, "2026-07-04 09:00", SAME_DAY) == "2026-07-06 16:00"
    assert CHANGES.instant("2026-07-04") == CHANGES.instant("2026-07-04 08:00")
    unrolled = asn_with("""
counting: {roll: none}
openings: [{date: 2026-07-04, working_day: false, hours: ["08:00-12:00"]}]
""")
    assert due(unrolled, "2026-07-01", calendar_days(3)) == "2026-07-04 23:59"


def test_an_opening_may_make_a_saturday_a_working_day() -> None:
    assert due(CHANGES, "2026-07-10", working_days(1)) == "2026-07-11 11:00"


def test_a_period_changes_only_the_days_it_names_and_wins_over_ramadan() -> None:
    assert due(CHANGES, "2026-07-17", working_days(1)) == "2026-07-20 20:00"
    assert due(CHANGES, "2026-07-21", working_days(1)) == "2026-07-23 16:00"  # Wednesday has no hours
    assert due(CHANGES, "2026-02-20", working_days(1)) == "2026-02-23 11:00"
    assert due(CHANGES, "2026-02-23", working_days(1)) == "2026-02-24 15:00"


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2026-07-01 23:00", working_days(1), "2026-07-03 06:00"),  # the night of the 2nd
        ("2026-07-02 02:00", working_days(1), "2026-07-03 06:00"),  # still the night of the 1st
        ("2026-07-02 06:00", working_days(1), "2026-07-03 06:00"),  # its end included
        ("2026-07-02 06:01", working_days(1), "2026-07-04 06:00"),  # the civil date, the 2nd
        ("2026-07-02 02:00", SAME_DAY, "2026-07-02 06:00"),
        ("2026-07-02 12:00", SAME_DAY, "2026-07-03 06:00"),
        ("2026-07-02 02:00", calendar_days(1), "2026-07-03 06:00"),
        ("2026-07-02", working_days(1), "2026-07-04 06:00"),  # the date, from its opening at 22:00
        ("2026-07-01 23:00", hours(8), "2026-07-02 23:00"),  # 7 to 06:00, 1 from 22:00
        ("2026-01-01 02:00", working_days(1), "2026-01-02 06:00"),  # the night of New Year's Eve
        ("1990-01-01 02:00", working_days(1), "1990-01-02 06:00"),
        ("2026-07-02 02:00", term(24, "clock_hour"), "2026-07-03 02:00"),
    ],
)
def test_a_shift_over_midnight_belongs_to_the_date_on_which_it_begins(
    start: str, duration: Duration, expected: str
) -> None:
    assert due(NIGHT, start, duration) == expected


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2026-07-01 07:00", working_days(1), "2026-07-03 05:59"),  # the next shift begins at 06:00
        ("2026-07-02 05:59", SAME_DAY, "2026-07-02 05:59"),
        ("2026-07-02 06:00", SAME_DAY, "2026-07-03 05:59"),  # another interval begins there: the 2nd
        ("2026-07-02 05:59", working_days(1), "2026-07-03 05:59"),
        ("2026-07-01 07:00", hours(24), "2026-07-02 07:00"),
    ],
)
def test_between_shifts_that_touch_a_due_date_belongs_to_its_own_date(
    start: str, duration: Duration, expected: str
) -> None:
    assert due(SHIFTS, start, duration) == expected


def test_holidays_take_whole_nights_away() -> None:
    calendar = calendar_of('calendar: malam\ntimezone: Asia/Jakarta\nhours: {mon-sun: ["22:00-06:00"]}')
    assert due(calendar, "2026-08-17 05:30", hours(1)) == "2026-08-18 22:30"  # 30 of the night of Sunday the 16th


def test_where_neighbouring_dates_overlap_the_earlier_is_cut() -> None:
    calendar = calendar_of("""
calendar: malam
timezone: Asia/Jakarta
national_holidays: false
joint_leave: false
hours: {mon-sun: ["22:00-06:00"]}
periods: [{from: 2026-07-03, to: 2026-07-03, hours: {fri: ["05:00-13:00"]}}]
""")
    assert calendar.working_minutes("2026-07-02 22:00", "2026-07-03 22:00") == 7 * 60 + 8 * 60
    assert due(calendar, "2026-07-02 22:00", SAME_DAY) == "2026-07-03 04:59"
    assert due(calendar, "2026-07-02 23:00", hours(7)) == "2026-07-03 06:00"


def test_an_evening_shift_that_ends_at_24_00() -> None:
    calendar = calendar_of("""
calendar: sore
timezone: Asia/Jakarta
national_holidays: false
joint_leave: false
hours: {mon: ["20:00-24:00"], wed-sun: ["20:00-24:00"]}
""")
    # 6 July 2026 is a Monday; nothing opens on the 7th
    assert due(calendar, "2026-07-06 21:00", SAME_DAY) == "2026-07-07 00:00"
    assert due(calendar, "2026-07-07 00:00", working_days(1)) == "2026-07-09 00:00"  # belongs to the 6th; the 8th
    assert due(calendar, "2026-07-07", calendar_days(1)) == "2026-07-09 00:00"  # the date itself: the 7th, the 8th
    assert due(calendar, "2026-07-07", SAME_DAY) == "2026-07-09 00:00"


def test_a_cutoff_of_a_night_shift_counts_from_the_date_of_the_shift() -> None:
    calendar = calendar_of("""
calendar: malam
timezone: Asia/Jakarta
national_holidays: false
joint_leave: false
hours: {mon-sun: ["22:00-06:00"]}
counting: {cutoff: "23:00"}
""")
    assert due(calendar, "2026-07-01 22:30", working_days(1)) == "2026-07-03 06:00"
    assert due(calendar, "2026-07-02 02:00", working_days(1)) == "2026-07-04 06:00"  # later than 23:00 of the 1st


def test_a_year_without_working_time_is_refused() -> None:
    shut = Period("", date(2026, 1, 1), date(2026, 12, 31), ((),) * 7)
    calendar = WorkCalendar(replace(ASN.rules, periods=(shut,)))
    with pytest.raises(CalendarError) as refused:
        calendar.due("2026-07-01", working_days(1))
    assert refused.value.code == "calendar-year-without-work"
    with pytest.raises(CalendarError):
        calendar.due("2025-12-31", working_days(5))
