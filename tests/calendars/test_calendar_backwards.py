"""From a due date back to the latest start, and from an event back to "paling lambat ... sebelum".

2026: 1 July is a Wednesday, July has no holiday; 17 August, a Monday, is off. ``id-asn`` works Mon-Thu 07:30-12:00 and
13:00-16:00, Fri 07:30-11:30 and 13:00-16:30.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import pytest
from calendar_terms import (
    ALWAYS,
    ASN,
    NAMED,
    NIGHT_TEXT,
    SAME_DAY,
    calendar_days,
    hours,
    minutes,
    term,
    working_days,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from naive_calendar import DAY, Naive, at_minute, calendars, minute_of, naive_of_mid_2026

from calendar_texts import calendar_of
from effort import tries
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.duration import Duration
from sopflow.errors import CalendarError

if TYPE_CHECKING:
    from datetime import datetime

    from sopflow.calendars.rules import CalendarRules

CALENDARS: Final = NAMED | {"night to midnight": calendar_of(NIGHT_TEXT + "counting: {ends: midnight}")}
Example = tuple[str, str, Duration, str]

START_BY: Final[list[Example]] = [
    ("asn", "2026-07-01 11:00", hours(2), "2026-07-01 09:00"),
    ("asn", "2026-07-01 14:00", hours(2), "2026-07-01 11:00"),  # 60 from 13:00, 60 from 11:00 to the break
    ("asn", "2026-07-01 14:00", hours(1), "2026-07-01 13:00"),  # 12:00 would do, but 13:00 is later
    ("asn", "2026-07-01 13:00", hours(1), "2026-07-01 11:00"),  # ends at 12:00; from 11:01 it would end at 13:01
    ("asn", "2026-07-02 08:00", hours(1), "2026-07-01 15:30"),  # 30 on Thursday, 30 on Wednesday
    ("asn", "2026-07-02 08:30", hours(1), "2026-07-02 07:30"),
    ("asn", "2026-07-01 20:00", hours(1), "2026-07-01 15:00"),
    ("asn", "2026-07-06 08:00", hours(2), "2026-07-03 15:00"),  # 30 on Monday, 90 to 16:30 on Friday
    ("asn", "2026-08-18 08:30", hours(2), "2026-08-14 15:30"),  # 60 on Tuesday, Monday is off, 60 on Friday
    ("asn", "2026-07-02 16:00", working_days(1), "2026-07-01 16:00"),  # any hour of the 1st; at 16:00 still that date
    ("asn", "2026-07-02 15:59", working_days(1), "2026-06-30 16:00"),  # Thursday's closing is too late by a minute
    ("asn", "2026-07-06 16:00", working_days(1), "2026-07-03 16:30"),  # no working instant at the weekend
    ("asn", "2026-07-08 16:00", working_days(5), "2026-07-01 16:00"),  # 2, 3, 6, 7, 8 July
    ("asn", "2026-08-28 16:30", working_days(10), "2026-08-12 16:00"),  # 13, 14, 18-21, 24, 26-28 August
    ("asn", "2026-07-06 16:00", calendar_days(3), "2026-07-03 16:30"),  # Friday 3 + 3 is Monday
    ("asn", "2026-07-05 12:00", calendar_days(1), "2026-07-02 16:00"),  # Friday + 1 would roll to Monday
    ("asn", "2026-07-15 16:00", term(2, "week"), "2026-07-01 16:00"),
    ("asn", "2026-07-30 16:00", term(1, "month"), "2026-06-30 16:00"),
    ("asn", "2026-09-30 16:00", term(2, "month"), "2026-07-31 16:30"),  # the 30th and the 31st of July both end there
    ("asn", "2026-07-01 16:00", SAME_DAY, "2026-07-01 16:00"),
    ("asn", "2026-07-01 15:59", SAME_DAY, "2026-06-30 16:00"),
    ("asn", "2026-07-04 10:00", SAME_DAY, "2026-07-03 16:30"),
    ("asn", "2026-07-02 10:00", term(24, "clock_hour"), "2026-07-01 10:00"),
    ("asn", "2026-07-02 12:30", term(24, "clock_hour"), "2026-07-01 12:00"),  # 12:30 is in the break
    ("asn", "2026-07-05 10:00", term(24, "clock_hour"), "2026-07-03 16:30"),  # until Saturday 10:00 nothing is open
    ("warga", "2026-07-02 23:59", working_days(1), "2026-07-01 16:00"),
    ("warga", "2026-07-02 23:58", working_days(1), "2026-06-30 16:00"),
    ("warga", "2026-07-06 23:59", calendar_days(3), "2026-07-03 16:30"),
    ("warga", "2026-07-01 23:59", SAME_DAY, "2026-07-01 16:00"),
    ("warga", "2026-07-01 16:00", SAME_DAY, "2026-06-30 16:00"),  # the 1st ends at 23:59
    ("warga", "2026-07-02 08:00", hours(1), "2026-07-01 15:30"),
    ("always", "2026-07-02 23:59", working_days(1), "2026-07-01 23:59"),  # 2 July 00:00 belongs to the 2nd
    ("always", "2026-07-02 23:58", working_days(1), "2026-06-30 23:59"),
    ("always", "2026-07-02 10:00", hours(24), "2026-07-01 10:00"),
    ("always", "2026-07-02 00:00", hours(24), "2026-07-01 00:00"),
    ("always", "2026-07-04 23:59", calendar_days(3), "2026-07-01 23:59"),
    ("always", "2026-07-01 23:59", SAME_DAY, "2026-07-01 23:59"),
    ("always", "2026-07-01 23:58", SAME_DAY, "2026-06-30 23:59"),
    ("always", "2026-07-02 03:17", term(24, "clock_hour"), "2026-07-01 03:17"),
    ("night", "2026-07-03 06:00", working_days(1), "2026-07-02 06:00"),  # Thursday's end; Wednesday's shift to its end
    ("night", "2026-07-03 05:59", working_days(1), "2026-07-01 06:00"),  # Wednesday's end; Tuesday's shift
    ("night", "2026-07-07 06:00", working_days(1), "2026-07-04 06:00"),  # Monday's end; Friday's shift
    ("night", "2026-07-02 01:00", hours(4), "2026-07-01 05:00"),  # 3 hours from 22:00, 1 hour to 06:00
    ("night", "2026-07-02 06:00", SAME_DAY, "2026-07-02 06:00"),
    ("night", "2026-07-02 05:59", SAME_DAY, "2026-07-01 06:00"),
    ("night", "2026-07-02 12:00", term(8, "clock_hour"), "2026-07-02 04:00"),
    ("night to midnight", "2026-07-02 23:59", working_days(1), "2026-07-02 06:00"),  # Wednesday's date until 06:00
    ("night to midnight", "2026-07-01 23:59", SAME_DAY, "2026-07-01 23:59"),
    ("night to midnight", "2026-07-02 03:00", SAME_DAY, "2026-07-01 23:59"),  # from 00:00 on Wednesday is past
    ("cutoff", "2026-07-02 16:00", working_days(1), "2026-07-01 15:00"),  # 15:01 counts from Thursday
    ("cutoff", "2026-07-02 08:00", hours(1), "2026-07-01 15:00"),  # ends at 16:00; 15:01 would end at 08:30
    ("cutoff", "2026-07-02 08:30", hours(1), "2026-07-02 07:30"),
    ("cutoff", "2026-07-01 16:00", SAME_DAY, "2026-07-01 15:00"),
    ("cutoff", "2026-07-02 15:30", term(24, "clock_hour"), "2026-07-01 15:30"),  # the clock has no cutoff
    ("included", "2026-07-01 16:00", working_days(1), "2026-07-01 16:00"),
    ("included", "2026-07-03 16:30", working_days(3), "2026-07-01 16:00"),  # 1, 2, 3 July
    ("included", "2026-07-02 16:00", calendar_days(2), "2026-07-01 16:00"),
    ("included", "2026-07-31 16:30", term(1, "month"), "2026-07-01 16:00"),  # one day earlier than 1 August
    ("roll back", "2026-07-03 16:30", calendar_days(3), "2026-07-02 16:00"),  # Sunday 5, rolled back
    ("roll back", "2026-07-03 16:30", calendar_days(1), "2026-07-03 16:30"),  # Saturday 4, rolled back to the start
    ("roll none", "2026-07-04 23:59", calendar_days(3), "2026-07-01 16:00"),
    ("roll none", "2026-07-05 23:58", calendar_days(3), "2026-07-01 16:00"),  # Thursday + 3 ends at 23:59
    ("piket", "2026-07-04 10:00", hours(3), "2026-07-03 15:30"),  # 2 hours of the duty Saturday, 1 of Friday
    ("piket", "2026-07-04 10:00", hours(1), "2026-07-04 09:00"),
    ("piket", "2026-07-06 16:00", working_days(1), "2026-07-04 12:00"),  # the duty Saturday has working instants
]

BEFORE: Final[list[Example]] = [
    ("asn", "2026-07-10 09:00", working_days(3), "2026-07-07 16:00"),  # 9, 8, 7 July
    ("asn", "2026-07-10", working_days(3), "2026-07-07 16:00"),
    ("asn", "2026-07-10 23:00", working_days(3), "2026-07-07 16:00"),  # whatever the hour of the event
    ("asn", "2026-07-11 09:00", working_days(1), "2026-07-10 16:30"),
    ("asn", "2026-07-06 09:00", working_days(1), "2026-07-03 16:30"),
    ("asn", "2026-08-18 09:00", working_days(1), "2026-08-14 16:30"),  # Monday 17 August is off
    ("asn", "2026-07-10 09:00", calendar_days(3), "2026-07-07 16:00"),
    ("asn", "2026-07-07 09:00", calendar_days(3), "2026-07-03 16:30"),  # Saturday 4, back to Friday
    ("asn", "2026-08-18 09:00", calendar_days(1), "2026-08-14 16:30"),
    ("asn", "2026-07-18 09:00", term(2, "week"), "2026-07-03 16:30"),  # Saturday 4
    ("asn", "2026-07-15 09:00", term(2, "week"), "2026-07-01 16:00"),
    ("asn", "2026-07-31 09:00", term(1, "month"), "2026-06-30 16:00"),  # June has no 31st
    ("asn", "2026-09-01 09:00", term(1, "month"), "2026-07-31 16:30"),  # Saturday 1 August
    ("asn", "2026-07-01 14:00", hours(2), "2026-07-01 11:00"),
    ("asn", "2026-07-01 14:00", hours(1), "2026-07-01 13:00"),
    ("asn", "2026-07-01 12:30", minutes(15), "2026-07-01 11:45"),
    ("asn", "2026-07-02 08:00", hours(1), "2026-07-01 15:30"),
    ("asn", "2026-07-04 10:00", hours(1), "2026-07-03 15:30"),
    ("asn", "2026-07-06 10:00", term(24, "clock_hour"), "2026-07-05 10:00"),
    ("asn", "2026-07-01 20:00", SAME_DAY, "2026-07-01 16:00"),
    ("asn", "2026-07-01 16:00", SAME_DAY, "2026-07-01 16:00"),
    ("asn", "2026-07-01 10:00", SAME_DAY, "2026-07-01 10:00"),  # never later than the event
    ("asn", "2026-07-05 10:00", SAME_DAY, "2026-07-03 16:30"),
    ("warga", "2026-07-10 09:00", working_days(3), "2026-07-07 23:59"),
    ("warga", "2026-07-07 09:00", calendar_days(3), "2026-07-03 23:59"),
    ("warga", "2026-07-01 20:00", SAME_DAY, "2026-07-01 20:00"),
    ("warga", "2026-07-04 20:00", SAME_DAY, "2026-07-03 23:59"),
    ("warga", "2026-07-01 14:00", hours(2), "2026-07-01 11:00"),
    ("always", "2026-07-04 10:00", working_days(3), "2026-07-01 23:59"),  # the minute before 2 July 00:00
    ("always", "2026-07-04 10:00", calendar_days(3), "2026-07-01 23:59"),
    ("always", "2026-07-04 10:00", hours(24), "2026-07-03 10:00"),
    ("always", "2026-07-04 00:00", SAME_DAY, "2026-07-04 00:00"),
    ("night", "2026-07-03 02:00", working_days(1), "2026-07-02 06:00"),  # Thursday's shift; Wednesday's ends 06:00
    ("night", "2026-07-03 12:00", working_days(1), "2026-07-03 06:00"),  # outside: civil Friday; Thursday's end
    ("night", "2026-07-02 06:00", working_days(1), "2026-07-01 06:00"),  # an end belongs to Wednesday; Tuesday's end
    ("night", "2026-07-04 05:00", working_days(1), "2026-07-03 06:00"),  # Friday's shift; Thursday's end
    ("night", "2026-07-06 05:00", working_days(1), "2026-07-04 06:00"),  # civil Monday; Friday's end
    ("night", "2026-07-02 01:00", hours(4), "2026-07-01 05:00"),
    ("night", "2026-07-02 02:00", SAME_DAY, "2026-07-02 02:00"),  # Wednesday closes at 06:00, after the event
    ("night", "2026-07-02 06:00", SAME_DAY, "2026-07-02 06:00"),
    ("night", "2026-07-02 07:00", SAME_DAY, "2026-07-02 07:00"),  # civil Thursday, which closes on Friday
    ("night", "2026-07-05 07:00", SAME_DAY, "2026-07-04 06:00"),  # Sunday; Friday's end
    ("night", "2026-07-07 02:00", calendar_days(2), "2026-07-04 06:00"),  # Monday's shift - 2 is Saturday; Friday's end
    ("cutoff", "2026-07-02 08:00", hours(1), "2026-07-01 15:30"),  # nothing starts, so no cutoff
    ("cutoff", "2026-07-10 09:00", working_days(3), "2026-07-07 16:00"),
    ("included", "2026-07-10 09:00", working_days(3), "2026-07-07 16:00"),  # the day of the event is not counted
    ("included", "2026-07-10 09:00", calendar_days(3), "2026-07-07 16:00"),
    ("roll back", "2026-07-07 09:00", calendar_days(3), "2026-07-03 16:30"),
    ("roll none", "2026-07-07 09:00", calendar_days(3), "2026-07-04 23:59"),
    ("roll none", "2026-07-10 09:00", calendar_days(3), "2026-07-07 16:00"),
    ("piket", "2026-07-06 09:00", working_days(1), "2026-07-03 16:30"),  # a duty day is not counted
    ("piket", "2026-07-06 09:00", calendar_days(2), "2026-07-03 16:30"),  # and nothing counted in days falls on it
    ("piket", "2026-07-06 08:30", hours(2), "2026-07-04 11:00"),  # but its hours pass
]


def worded(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")


@cache
def naive(name: str) -> Naive:
    return naive_of_mid_2026(CALENDARS[name].rules)


@pytest.mark.parametrize(("name", "due", "duration", "expected"), START_BY)
def test_the_latest_start_for_a_due_date(name: str, due: str, duration: Duration, expected: str) -> None:
    assert worded(CALENDARS[name].start_by(due, duration)) == expected


@pytest.mark.parametrize(("name", "event", "duration", "expected"), BEFORE)
def test_counting_back_from_an_event(name: str, event: str, duration: Duration, expected: str) -> None:
    assert worded(CALENDARS[name].before(event, duration)) == expected


def test_the_naive_count_keeps_the_examples_too() -> None:
    for name, at, duration, expected in START_BY:
        start = naive(name).start_by(minute_of(CALENDARS[name].instant(at)), duration)
        assert worded(at_minute(start)) == expected, (name, at, duration)
    for name, at, duration, expected in BEFORE:
        found = naive(name).before(minute_of(CALENDARS[name].instant(at)), duration)
        assert worded(at_minute(found)) == expected, (name, at, duration)


def test_years_back() -> None:
    # 29 February 2024 is a Thursday; both the 28th and the 29th end on Friday 28 February 2025, the day before Ramadan
    assert worded(ASN.start_by("2025-02-28 16:30", term(1, "year"))) == "2024-02-29 16:00"
    assert worded(ASN.before("2024-02-29 09:00", term(1, "year"))) == "2023-02-28 16:00"  # a Tuesday
    assert worded(ASN.before("2026-07-01 09:00", term(1, "year"))) == "2025-07-01 16:00"


def test_hours_of_ramadan_count_backwards_too() -> None:
    # Thursday 19 February 2026 is the first day of Ramadan: 08:00-12:00, 12:30-15:00; Wednesday closes at 16:00
    assert worded(ASN.start_by("2026-02-19 13:00", hours(5))) == "2026-02-18 15:30"  # 30 + 240 on Thursday, 30 before
    assert worded(ASN.before("2026-02-19 13:00", hours(5))) == "2026-02-18 15:30"
    assert worded(ASN.before("2026-02-20 13:00", working_days(1))) == "2026-02-19 15:00"


BACK = range(-100, 120)
"""Enough for the longest term below on a calendar that opens for 15 minutes on one day a week."""
backward_terms = st.one_of(
    st.integers(1, 60).map(minutes),
    st.integers(1, 6).map(working_days),
    st.integers(1, 12).map(calendar_days),
    st.integers(1, 2).map(lambda n: Duration(n, "week")),
    st.just(Duration(1, "month")),
    st.integers(1, 100).map(lambda n: Duration(n, "clock_hour")),
    st.just(SAME_DAY),
)
instants = st.one_of(st.integers(0, 40 * DAY), st.integers(0, 40 * 96).map(lambda quarter: quarter * 15))
cases = st.lists(st.tuples(instants, backward_terms), min_size=3, max_size=6)


@settings(max_examples=tries(60), deadline=None)
@given(calendars(), cases)
def test_the_latest_start_equals_a_naive_search(rules: CalendarRules, cases: list[tuple[int, Duration]]) -> None:
    calendar, slow = WorkCalendar(rules), Naive(rules, BACK)
    for due, duration in cases:
        found = calendar.start_by(at_minute(due), duration)
        assert minute_of(found) == slow.start_by(due, duration), (due, duration)
        assert minute_of(calendar.due(found, duration).at) <= due


@settings(max_examples=tries(60), deadline=None)
@given(calendars(), cases)
def test_counting_back_equals_a_naive_count(rules: CalendarRules, cases: list[tuple[int, Duration]]) -> None:
    calendar, slow = WorkCalendar(rules), Naive(rules, BACK)
    for event, duration in cases:
        found = minute_of(calendar.before(at_minute(event), duration))
        assert found == slow.before(event, duration), (event, duration)
        assert found <= event


def test_the_years_of_a_calendar_end_the_same_whatever_was_asked_before() -> None:
    for asked_before in (False, True):
        night = calendar_of("""
calendar: malam
timezone: Asia/Jakarta
hours: {mon-sun: ["22:00-06:00"]}
""")
        if asked_before:
            night.is_working("1990-01-01T01:00")
        for back in ("5 hari kerja", "30 jam"):
            with pytest.raises(CalendarError) as refused:
                night.before("1990-01-03T10:00", back)
            assert refused.value.code == "calendar-before-first"


@pytest.mark.parametrize("length", ["1 tahun", "12 bulan", "52 minggu", "365 hari kalender"])
def test_the_latest_start_may_have_a_later_neighbour_that_leaves_the_calendar(length: str) -> None:
    assert ASN.start_by("2100-12-15T10:00", length).year == 2099


def test_a_term_that_ends_with_the_last_night_can_be_explained() -> None:
    due = ALWAYS.due("2100-12-31T23:00", "1 jam")
    assert due.at.isoformat() == "2101-01-01T00:00:00+07:00"
    assert [day.count for day in due.explanation.days] == [60]
    assert ALWAYS.resumed("2100-12-31T23:00", "1 jam", []) == due
