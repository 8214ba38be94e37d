"""Terms of a case that was suspended: what a pause costs, and what it never does.

2026: 1 July is a Wednesday, July has no holiday; 17 August, a Monday, is off. ``id-asn`` works Mon-Thu 07:30-12:00 and
13:00-16:00, Fri 07:30-11:30 and 13:00-16:30. Pauses are written ``day hour``, all in the month of the start.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest
from calendar_terms import (
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

if TYPE_CHECKING:
    from naive_calendar import Pause

    from sopflow.calendars.rules import CalendarRules

CALENDARS: Final = NAMED | {
    "included night to midnight": calendar_of(NIGHT_TEXT + "counting: {first_day: included, ends: midnight}")
}
Example = tuple[str, str, Duration, list[str], str]
WED = "2026-07-01 09:00"

WORKING_DAYS: Final[list[Example]] = [  # from 1 July: 2, 3, 6, 7, 8 July
    ("asn", WED, working_days(5), [], "2026-07-08 16:00"),
    ("asn", WED, working_days(5), ["2 10:00 - 2 14:00"], "2026-07-08 16:00"),  # within a day
    ("asn", WED, working_days(5), ["2 10:00 - 3 10:00"], "2026-07-09 16:00"),  # costs Friday 3
    ("asn", WED, working_days(5), ["2 10:00 - 6 10:00"], "2026-07-10 16:30"),  # costs 3 and 6
    ("asn", WED, working_days(5), ["2 18:00 - 3 07:00"], "2026-07-08 16:00"),  # a night: both count as the 3rd
    ("asn", WED, working_days(5), ["2 16:00 - 3 07:30"], "2026-07-08 16:00"),  # 16:00 is no instant of the 2nd
    ("asn", WED, working_days(5), ["2 15:59 - 3 07:30"], "2026-07-09 16:00"),  # 15:59 is: costs the 3rd
    ("asn", WED, working_days(5), ["2 10:00 - 2 16:00"], "2026-07-09 16:00"),  # resumed on the 3rd
    ("asn", WED, working_days(5), ["2 18:00 - 3 10:00"], "2026-07-08 16:00"),  # an evening to the next morning
    ("asn", WED, working_days(5), ["3 16:30 - 6 07:30"], "2026-07-08 16:00"),  # a weekend: both count as the 6th
    ("asn", WED, working_days(5), ["3 16:29 - 6 07:30"], "2026-07-09 16:00"),  # from the 3rd to the 6th
    ("asn", WED, working_days(5), ["4 09:00 - 7 10:00"], "2026-07-09 16:00"),  # from the 6th to the 7th
    ("asn", "2026-08-12 09:00", working_days(10), ["14 16:30 - 18 07:30"], "2026-08-28 16:30"),  # over the holiday
    ("asn", "2026-08-12 09:00", working_days(10), ["14 10:00 - 18 10:00"], "2026-08-31 16:00"),  # only the 18th counts
    ("asn", WED, working_days(5), ["1 10:00 - 1 11:00"], "2026-07-08 16:00"),
    ("asn", WED, working_days(5), ["1 10:00 - 2 10:00"], "2026-07-09 16:00"),  # the day of the start to the next
    ("warga", WED, working_days(5), ["2 10:00 - 3 10:00"], "2026-07-09 23:59"),
    ("warga", WED, working_days(5), ["2 10:00 - 2 20:00"], "2026-07-09 23:59"),  # resumed on the 3rd
    ("included", WED, working_days(3), ["2 10:00 - 3 10:00"], "2026-07-06 16:00"),  # 1, 2, 3 July, and one more
    ("always", WED, working_days(2), ["2 10:00 - 3 10:00"], "2026-07-04 23:59"),
    ("always", WED, working_days(2), ["2 23:59 - 3 00:00"], "2026-07-04 23:59"),  # a minute: the 2nd to the 3rd
    ("always", WED, working_days(2), ["2 00:00 - 2 23:59"], "2026-07-03 23:59"),
    ("night", "2026-07-01 23:00", working_days(2), [], "2026-07-04 06:00"),  # the shifts of 2 and 3 July
    ("night", "2026-07-01 23:00", working_days(2), ["2 23:00 - 3 02:00"], "2026-07-04 06:00"),  # both in Thursday's
    ("night", "2026-07-01 23:00", working_days(2), ["2 23:00 - 3 23:00"], "2026-07-07 06:00"),  # then Monday's
    ("night", "2026-07-01 23:00", working_days(2), ["3 03:00 - 3 12:00"], "2026-07-07 06:00"),  # Thursday's to Friday's
    ("night", "2026-07-01 23:00", working_days(2), ["3 06:00 - 3 22:00"], "2026-07-04 06:00"),  # between shifts
    ("piket", WED, working_days(5), ["4 09:00 - 4 11:00"], "2026-07-08 16:00"),  # a duty day is no working day
    ("piket", WED, working_days(5), ["4 09:00 - 6 10:00"], "2026-07-08 16:00"),  # both count as the 6th
]

WHICH_PAUSES: Final[list[Example]] = [
    ("asn", WED, working_days(5), ["1 07:30 - 1 08:30"], "2026-07-08 16:00"),  # before the start
    ("asn", "2026-07-06 09:00", working_days(3), ["1 08:00 - 3 16:30"], "2026-07-09 16:00"),
    ("asn", "2026-07-06 09:00", working_days(3), ["1 08:00 - 7 10:00"], "2026-07-10 16:30"),  # cut: from the 6th
    ("asn", WED, hours(2), ["1 08:00 - 1 09:30"], "2026-07-01 11:30"),  # cut: 30 minutes
    ("asn", WED, working_days(5), ["8 16:00 - 10 09:00"], "2026-07-08 16:00"),  # at the due instant
    ("asn", WED, working_days(5), ["8 15:59 - 10 09:00"], "2026-07-10 16:30"),  # a minute before: costs 9 and 10
    ("asn", WED, working_days(5), ["9 09:00 - 10 09:00"], "2026-07-08 16:00"),  # after it
    ("asn", WED, hours(2), ["1 11:00 - 2 11:00"], "2026-07-01 11:00"),
    ("asn", WED, hours(2), ["1 10:59 - 2 11:00"], "2026-07-02 11:01"),
    ("asn", WED, term(24, "clock_hour"), ["2 09:00 - 3 09:00"], "2026-07-02 09:00"),
    # the first moves the due date to the 9th, and the second begins before that
    ("asn", WED, working_days(5), ["2 10:00 - 3 10:00", "9 10:00 - 10 10:00"], "2026-07-10 16:30"),
    ("asn", WED, working_days(5), ["9 10:00 - 10 10:00"], "2026-07-08 16:00"),
    ("asn", WED, working_days(5), ["9 10:00 - 10 10:00", "2 10:00 - 3 10:00"], "2026-07-10 16:30"),  # unsorted
    ("asn", WED, working_days(5), ["2 10:00 - 3 10:00", "6 10:00 - 7 10:00"], "2026-07-10 16:30"),  # 3 and 7
    ("asn", WED, working_days(5), ["2 10:00 - 3 10:00", "3 10:00 - 6 10:00"], "2026-07-10 16:30"),  # touch: 3 and 6
    ("asn", WED, working_days(5), ["2 10:00 - 3 10:00", "2 14:00 - 6 10:00"], "2026-07-10 16:30"),  # overlap: 3 and 6
    ("asn", WED, working_days(5), ["2 14:00 - 6 10:00", "2 10:00 - 3 10:00"], "2026-07-10 16:30"),
    ("asn", WED, working_days(5), ["2 10:00 - 6 10:00", "2 14:00 - 3 10:00"], "2026-07-10 16:30"),  # one in the other
    ("asn", WED, working_days(5), ["2 10:00 - 2 20:00", "3 10:00 - 3 12:00"], "2026-07-09 16:00"),
    ("asn", WED, hours(10), ["2 09:00 - 2 10:00", "2 09:30 - 2 10:30"], "2026-07-02 14:00"),  # 90 minutes, not 120
    # the cutoff: counts as started on Thursday, so what lies before Thursday's opening is cut
    ("cutoff", "2026-07-01 15:30", working_days(1), [], "2026-07-03 16:30"),
    ("cutoff", "2026-07-01 15:30", working_days(1), ["1 15:45 - 2 10:00"], "2026-07-03 16:30"),
    ("cutoff", "2026-07-01 15:30", working_days(1), ["2 09:00 - 3 10:00"], "2026-07-06 16:00"),
    ("cutoff", "2026-07-01 15:30", hours(1), ["1 15:45 - 2 08:00"], "2026-07-02 09:00"),
    ("cutoff", "2026-07-01 15:30", term(24, "clock_hour"), ["1 15:45 - 1 16:45"], "2026-07-02 16:30"),
]

OTHER_UNITS: Final[list[Example]] = [
    # 10 hours from Wednesday 09:00: 360 minutes on Wednesday, 240 on Thursday from 07:30
    ("asn", WED, hours(10), [], "2026-07-02 11:30"),
    ("asn", WED, hours(10), ["2 09:00 - 2 10:30"], "2026-07-02 14:00"),  # 90 back: 30 to the break, 60 from 13:00
    ("asn", WED, hours(10), ["2 11:00 - 2 13:30"], "2026-07-02 14:00"),  # 30 were left
    ("asn", WED, hours(10), ["2 11:00 - 3 09:00"], "2026-07-03 09:30"),
    ("asn", WED, hours(10), ["1 16:00 - 2 07:30"], "2026-07-02 11:30"),  # a night
    ("asn", WED, hours(10), ["1 12:00 - 1 13:00"], "2026-07-02 11:30"),  # a break
    ("asn", WED, hours(10), ["1 15:59 - 2 07:31"], "2026-07-02 11:32"),  # a minute on either side
    ("asn", WED, hours(10), ["1 10:00 - 1 10:01", "2 11:00 - 2 11:01"], "2026-07-02 11:32"),
    ("asn", "2026-07-03 16:00", hours(1), ["3 16:15 - 6 08:00"], "2026-07-06 08:45"),  # 45 were left
    ("piket", "2026-07-03 16:00", hours(2), ["4 08:30 - 4 09:00"], "2026-07-04 10:00"),  # 30 on Friday, 90 on Saturday
    ("night", "2026-07-01 23:00", hours(4), ["2 01:00 - 2 02:00"], "2026-07-02 04:00"),
    ("night", "2026-07-01 23:00", hours(4), ["2 01:00 - 2 12:00"], "2026-07-03 00:00"),  # 2 hours from 22:00
    ("always", WED, hours(24), ["1 10:00 - 1 23:15"], "2026-07-02 22:15"),
    ("asn", "2026-07-03 16:45", term(24, "clock_hour"), ["4 10:00 - 5 12:30"], "2026-07-05 19:15"),  # 26:30 hours back
    ("asn", "2026-07-03 16:45", term(24, "clock_hour"), ["3 18:00 - 3 18:01"], "2026-07-04 16:46"),  # at night too
    ("asn", WED, term(24, "clock_hour"), ["1 10:00 - 1 11:00", "2 09:30 - 2 10:30"], "2026-07-02 11:00"),  # 10:00 then
    ("asn", WED, SAME_DAY, ["1 10:00 - 1 11:00"], "2026-07-01 16:00"),
    ("asn", WED, SAME_DAY, ["1 10:00 - 2 09:00"], "2026-07-02 16:00"),
    ("asn", WED, SAME_DAY, ["1 10:00 - 1 20:00"], "2026-07-02 16:00"),
    ("asn", "2026-07-01 17:00", SAME_DAY, ["1 18:00 - 2 09:00"], "2026-07-02 16:00"),
    ("asn", WED, SAME_DAY, ["1 16:00 - 2 09:00"], "2026-07-01 16:00"),
    # 3 calendar days end on Saturday 4 July and roll to Monday 6
    ("asn", WED, calendar_days(3), ["2 10:00 - 3 10:00"], "2026-07-06 16:00"),  # Sunday 5, rolls to the same Monday
    ("asn", WED, calendar_days(3), ["2 10:00 - 6 10:00"], "2026-07-08 16:00"),  # 4 days from the 2nd to the 6th
    ("asn", WED, calendar_days(3), ["4 10:00 - 5 10:00"], "2026-07-06 16:00"),  # a weekend costs nothing
    ("asn", WED, calendar_days(3), ["3 17:00 - 6 09:00"], "2026-07-06 16:00"),  # both count as the 6th
    ("roll none", WED, calendar_days(3), ["2 10:00 - 3 10:00"], "2026-07-05 23:59"),
    ("roll back", WED, calendar_days(3), ["2 10:00 - 2 11:00"], "2026-07-03 16:30"),
    ("roll back", WED, calendar_days(3), ["2 10:00 - 3 10:00"], "2026-07-03 16:30"),  # Sunday 5, back to Friday
    ("roll back", WED, calendar_days(3), ["3 10:00 - 6 09:00"], "2026-07-07 16:00"),  # 3 days: Tuesday 7
    ("included", WED, calendar_days(3), ["2 10:00 - 3 10:00"], "2026-07-06 16:00"),  # Friday 3, then Saturday 4
    ("asn", WED, term(1, "week"), ["2 10:00 - 6 10:00"], "2026-07-13 16:00"),  # 8 + 4 is Sunday 12
    ("asn", WED, term(1, "month"), ["6 10:00 - 10 10:00"], "2026-08-05 16:00"),  # Saturday 1 August + 4
    ("asn", "2026-07-31 09:00", term(1, "month"), [], "2026-08-31 16:00"),
    # 10 calendar days end on Saturday 11 and roll to Monday 13: two days more are Monday 13 itself, rolled once
    ("asn", WED, calendar_days(10), ["2 10:00 - 3 10:00"], "2026-07-13 16:00"),
    ("asn", WED, calendar_days(10), ["2 10:00 - 3 10:00", "6 10:00 - 7 10:00"], "2026-07-13 16:00"),
    ("asn", WED, calendar_days(10), ["2 10:00 - 3 10:00", "6 10:00 - 8 10:00"], "2026-07-14 16:00"),
]

NEVER_BEFORE_THE_RESUMPTION: Final[list[Example]] = [
    # Saturday 4, rolled to Monday 6; the pause costs one day: Sunday 5, rolled to Monday 6, which is past
    ("asn", WED, calendar_days(3), ["6 10:00 - 7 09:00"], "2026-07-07 16:00"),
    ("asn", WED, calendar_days(3), ["2 10:00 - 3 10:00", "6 10:00 - 7 09:00"], "2026-07-07 16:00"),  # Monday 6
    # the first leaves it on Tuesday 7, the second costs a day more (Monday 6) and is resumed on the 8th
    ("asn", WED, calendar_days(3), ["6 10:00 - 7 09:00", "7 10:00 - 8 10:00"], "2026-07-08 16:00"),
    ("asn", WED, calendar_days(3), ["6 10:00 - 7 09:00", "7 10:00 - 7 11:00"], "2026-07-07 16:00"),
    ("asn", WED, calendar_days(3), ["6 10:00 - 7 09:00", "7 12:00 - 7 13:00"], "2026-07-07 16:00"),
    # a citizen's term runs to 23:59, after the unit has closed: Wednesday 8
    ("warga", WED, working_days(5), ["8 20:00 - 8 23:00"], "2026-07-08 23:59"),
    ("warga", WED, working_days(5), ["8 20:00 - 8 23:59"], "2026-07-08 23:59"),
    ("warga", WED, working_days(5), ["8 20:00 - 9 00:00"], "2026-07-09 23:59"),
    ("warga", WED, working_days(5), ["8 20:00 - 9 06:00"], "2026-07-09 23:59"),  # no working minute, but it was due
    ("warga", WED, working_days(5), ["8 20:00 - 9 09:00"], "2026-07-09 23:59"),  # both count as the 9th
    ("warga", WED, working_days(5), ["8 20:00 - 9 09:00", "9 18:00 - 9 19:00"], "2026-07-09 23:59"),
    # days are summed on the unrolled date, Wednesday 8, also after the due date was that of a resumption: the second
    # costs a day, which is Thursday 9 again, as for one pause from the 8th, 20:00, to the 9th, 20:00
    ("warga", WED, working_days(5), ["8 20:00 - 9 20:00"], "2026-07-09 23:59"),
    ("warga", WED, working_days(5), ["8 20:00 - 9 06:00", "9 10:00 - 9 20:00"], "2026-07-09 23:59"),
    ("warga", WED, working_days(5), ["8 20:00 - 9 06:00", "9 10:00 - 10 10:00"], "2026-07-10 23:59"),
    ("warga", WED, working_days(7), ["10 20:00 - 11 10:00"], "2026-07-13 23:59"),  # Saturday: that of Monday 13
    ("warga", WED, SAME_DAY, ["1 20:00 - 2 09:00"], "2026-07-02 23:59"),
    ("roll none", WED, calendar_days(3), ["4 10:00 - 4 23:00"], "2026-07-04 23:59"),
    ("roll none", WED, calendar_days(3), ["4 10:00 - 4 23:59"], "2026-07-04 23:59"),  # resumed when it is due
    ("roll none", WED, calendar_days(3), ["4 10:00 - 5 10:00"], "2026-07-06 16:00"),  # not a working minute, but due
    ("roll none", WED, calendar_days(3), ["4 10:00 - 6 17:00"], "2026-07-07 16:00"),  # Monday has closed
    ("cutoff", "2026-07-01 10:00", calendar_days(3), ["6 10:00 - 7 15:30"], "2026-07-07 16:00"),  # no cutoff here
]
AFTER_MIDNIGHT = "2026-07-02 03:00"
AN_END_BEFORE_THE_START: Final[list[Example]] = [
    # 03:00 belongs to Wednesday's shift, but Wednesday ended at 23:59: Thursday 2. From Wednesday's shift to Thursday's
    # is a day: working days move on to Friday, calendar days are counted from Wednesday and end on Thursday itself
    ("included night to midnight", AFTER_MIDNIGHT, working_days(1), [], "2026-07-02 23:59"),
    ("included night to midnight", AFTER_MIDNIGHT, working_days(1), ["2 04:00 - 2 23:00"], "2026-07-03 23:59"),
    ("included night to midnight", AFTER_MIDNIGHT, SAME_DAY, ["2 04:00 - 2 23:00"], "2026-07-03 23:59"),
    ("included night to midnight", AFTER_MIDNIGHT, calendar_days(1), ["2 04:00 - 2 05:00"], "2026-07-02 23:59"),
    ("included night to midnight", AFTER_MIDNIGHT, calendar_days(1), ["2 04:00 - 2 23:00"], "2026-07-02 23:59"),
]
EXAMPLES: Final = WORKING_DAYS + WHICH_PAUSES + OTHER_UNITS + NEVER_BEFORE_THE_RESUMPTION + AN_END_BEFORE_THE_START


def read_pauses(start: str, pauses: list[str]) -> list[tuple[datetime, datetime]]:
    return [(read_instant(start, a), read_instant(start, b)) for a, b in (pause.split(" - ") for pause in pauses)]


def read_instant(start: str, words: str) -> datetime:
    day, clock = words.split()
    return datetime.fromisoformat(f"{start[:8]}{int(day):02} {clock}")


def resumed(calendar: WorkCalendar, start: str, duration: Duration, pauses: list[str]) -> str:
    return calendar.resumed(start, duration, read_pauses(start, pauses)).at.strftime("%Y-%m-%d %H:%M")


@cache
def naive(name: str) -> Naive:
    return naive_of_mid_2026(CALENDARS[name].rules)


@pytest.mark.parametrize(("name", "start", "duration", "pauses", "expected"), EXAMPLES)
def test_a_suspended_term_ends_where_a_count_by_hand_ends(
    name: str, start: str, duration: Duration, pauses: list[str], expected: str
) -> None:
    assert resumed(CALENDARS[name], start, duration, pauses) == expected


def test_the_naive_count_keeps_the_examples_too() -> None:
    for name, start, duration, pauses, expected in EXAMPLES:
        told = [(minute_of(a), minute_of(b)) for a, b in read_pauses(start, pauses)]
        found = naive(name).resumed(minute_of(datetime.fromisoformat(start)), duration, told)
        assert at_minute(found).strftime("%Y-%m-%d %H:%M") == expected, (name, start, duration, pauses)


def test_a_year_is_moved_by_days() -> None:
    # Tuesday 1 July 2025; from Wednesday 2 to Monday 7 are 5 days: Monday 6 July 2026
    assert resumed(ASN, "2025-07-01 09:00", term(1, "year"), ["2 10:00 - 7 10:00"]) == "2026-07-06 16:00"


@st.composite
def pause_lists(draw: st.DrawFn) -> list[tuple[bool, int, int]]:
    """Pauses as (counted from the due instant, offset, length), in minutes; else counted from the start."""
    quarters = st.integers(-2 * 96, 10 * 96).map(lambda quarter: quarter * 15)
    near = st.integers(-40, 40)
    lengths = st.one_of(st.integers(1, 90), st.integers(1, 5 * 96).map(lambda quarter: quarter * 15))
    pauses = st.tuples(st.booleans(), st.one_of(quarters, near), lengths)
    return draw(st.lists(pauses, min_size=1, max_size=3))


terms = st.one_of(
    st.integers(1, 150).map(minutes),  # at worst 15 minutes a week: 10 weeks
    st.integers(1, 6).map(working_days),
    st.integers(1, 12).map(calendar_days),
    st.sampled_from([term(1, "week"), term(1, "month"), SAME_DAY]),
    st.integers(1, 100).map(lambda n: Duration(n, "clock_hour")),
)
starts = st.one_of(st.integers(0, 27 * DAY), st.integers(0, 27 * 96).map(lambda quarter: quarter * 15))
Case = tuple[int, Duration, list[tuple[bool, int, int]]]
cases = st.lists(st.tuples(starts, terms, pause_lists()), min_size=4, max_size=8)


def placed(slow: Naive, case: Case) -> list[Pause]:
    start, duration, pauses = case
    due = slow.due(start, duration)
    return [((due if from_due else start) + at, (due if from_due else start) + at + n) for from_due, at, n in pauses]


def end_of(calendar: WorkCalendar, start: int, duration: Duration, pauses: list[Pause]) -> int:
    told = [(at_minute(a), at_minute(b)) for a, b in pauses]
    return minute_of(calendar.resumed(at_minute(start), duration, told).at)


@settings(max_examples=tries(80), deadline=None)
@given(calendars(), cases)
def test_a_term_that_was_suspended_equals_a_naive_count(rules: CalendarRules, cases: list[Case]) -> None:
    calendar, slow = WorkCalendar(rules), Naive(rules)
    for case in cases:
        start, duration, _ = case
        pauses = placed(slow, case)
        assert end_of(calendar, start, duration, pauses) == slow.resumed(start, duration, pauses), (case, pauses)


@settings(max_examples=tries(50), deadline=None)
@given(calendars(), cases, st.floats(0, 1))
def test_laws_of_the_clock_stop(rules: CalendarRules, cases: list[Case], share: float) -> None:
    calendar, slow = WorkCalendar(rules), Naive(rules)
    for case in cases:
        start, duration, _ = case
        a, b = placed(slow, case)[0]
        due = minute_of(calendar.due(at_minute(start), duration).at)
        moved = end_of(calendar, start, duration, [(a, b)])
        assert end_of(calendar, start, duration, []) == due
        assert moved >= due
        working = calendar.working_minutes(at_minute(max(a, start)), at_minute(max(b, start)))
        if duration.unit != "clock_hour" and not working and not a < due < b:
            assert moved == due
        if a >= due:
            assert moved == due
        elif b > start:
            assert moved >= b or max(a, start) == due
        cut = a + round((b - a) * share)
        halves = [(cut, b), (a, cut)] if a < cut < b else [(a, b), (a, b)]
        assert end_of(calendar, start, duration, halves) == moved


def test_what_was_paused_is_paid_back_to_the_minute() -> None:
    start = datetime(2026, 7, 1, 9, 0)
    for length in (1, 59, 60, 451, 2250, 10_000):
        pause = (datetime(2026, 7, 2, 10, 17), datetime(2026, 7, 2, 10, 17) + timedelta(minutes=length))
        for amount in (600, 3000):
            due = ASN.resumed(start, minutes(amount), [pause]).at
            assert ASN.working_minutes(start, due) == amount + ASN.working_minutes(*pause)
        due = ASN.resumed(start, term(48, "clock_hour"), [pause]).at
        assert due.replace(tzinfo=None) == start + timedelta(hours=48, minutes=length)
