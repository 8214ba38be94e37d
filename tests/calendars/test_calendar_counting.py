"""The table of units in docs/kalender.md, row by row.

2026: 1 July is a Wednesday, July has no holiday; 17 and 25 August are off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from calendar_terms import ALWAYS, ASN, SAME_DAY, WARGA, calendar_days, due, hours, minutes, term, working_days

from calendar_texts import asn_with
from sopflow.errors import CalendarError, DurationError

if TYPE_CHECKING:
    from sopflow.duration import Duration, Unit


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2026-07-01 09:00", hours(2), "2026-07-01 11:00"),
        ("2026-07-01 11:00", hours(2), "2026-07-01 14:00"),  # 60 to the break, 60 from 13:00
        ("2026-07-01 11:00", hours(1), "2026-07-01 12:00"),  # the end of the interval, not 13:00
        ("2026-07-01 12:30", minutes(15), "2026-07-01 13:15"),  # a start in the break counts from 13:00
        ("2026-07-01 06:00", minutes(30), "2026-07-01 08:00"),  # before opening: from 07:30
        ("2026-07-01 15:00", hours(1), "2026-07-01 16:00"),
        ("2026-07-01 16:00", hours(1), "2026-07-02 08:30"),  # closed at 16:00: from 07:30
        ("2026-07-01 23:15", hours(1), "2026-07-02 08:30"),
        ("2026-07-01 07:30", minutes(450), "2026-07-01 16:00"),  # a whole day is 7.5 hours
        ("2026-07-01 07:30", minutes(451), "2026-07-02 07:31"),
        ("2026-07-03 10:30", hours(2), "2026-07-03 14:00"),  # Friday: 60 to 11:30, 60 from 13:00
        ("2026-07-03 16:00", hours(1), "2026-07-06 08:00"),  # Friday closes at 16:30; 30 on Monday
        ("2026-07-04 10:00", hours(1), "2026-07-06 08:30"),
        ("2026-07-06 07:30", minutes(2250), "2026-07-10 16:30"),  # a week is 37.5 hours
        ("2026-08-14 15:30", hours(2), "2026-08-18 08:30"),  # Friday 60 to 16:30; Monday is a holiday; 60 on Tuesday
    ],
)
def test_minutes_and_hours_pass_in_working_time_only(start: str, duration: Duration, expected: str) -> None:
    assert due(ASN, start, duration) == expected


@pytest.mark.parametrize(
    ("start", "amount", "expected"),
    [
        ("2026-07-01 09:00", 1, "2026-07-02 16:00"),
        ("2026-07-01 00:00", 1, "2026-07-02 16:00"),  # whatever its hour
        ("2026-07-01 23:59", 1, "2026-07-02 16:00"),
        ("2026-07-01", 1, "2026-07-02 16:00"),
        ("2026-07-01 09:00", 2, "2026-07-03 16:30"),  # Friday closes at 16:30
        ("2026-07-04 10:00", 1, "2026-07-06 16:00"),  # a Saturday is not counted either
        ("2026-07-01 09:00", 5, "2026-07-08 16:00"),  # 2, 3, 6, 7, 8 July
        ("2026-08-12 09:00", 10, "2026-08-28 16:30"),  # 13, 14, 18, 19, 20, 21, 24, 26, 27, 28 August
        ("2024-11-20 09:00", 5, "2024-11-28 16:00"),  # 21, 22, 25, 26, 28: the 27th became an election day
    ],
)
def test_working_days_end_at_closing_time_and_leave_out_the_first_day(start: str, amount: int, expected: str) -> None:
    assert due(ASN, start, working_days(amount)) == expected


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2026-07-01 09:00", calendar_days(1), "2026-07-02 16:00"),
        ("2026-07-01 09:00", calendar_days(3), "2026-07-06 16:00"),  # Saturday 4 July, rolled to Monday
        ("2026-07-04 09:00", calendar_days(5), "2026-07-09 16:00"),  # days off count
        ("2026-08-15 09:00", calendar_days(2), "2026-08-18 16:00"),  # 17 August, rolled to Tuesday
        ("2026-07-01 09:00", term(2, "week"), "2026-07-15 16:00"),
        ("2026-07-03 09:00", term(1, "week"), "2026-07-10 16:30"),
        ("2026-06-30 09:00", term(1, "month"), "2026-07-30 16:00"),
        ("2026-07-31 09:00", term(2, "month"), "2026-09-30 16:00"),  # September has no 31st
        ("2026-12-15 09:00", term(1, "month"), "2027-01-15 16:30"),
        ("2024-02-29 09:00", term(1, "year"), "2025-02-28 16:30"),  # a Friday before Ramadan 2025
        ("2024-07-01 09:00", term(2, "year"), "2026-07-01 16:00"),
    ],
)
def test_calendar_terms_count_dates_and_roll_forward(start: str, duration: Duration, expected: str) -> None:
    assert due(ASN, start, duration) == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-07-01 09:00", "2026-07-01 16:00"),
        ("2026-07-01 05:00", "2026-07-01 16:00"),
        ("2026-07-01 16:00", "2026-07-01 16:00"),  # not past yet
        ("2026-07-01 16:01", "2026-07-02 16:00"),
        ("2026-07-02 20:00", "2026-07-03 16:30"),
        ("2026-07-04 09:00", "2026-07-06 16:00"),
        ("2026-08-17 09:00", "2026-08-18 16:00"),
    ],
)
def test_same_day_is_the_closing_of_the_start_or_of_the_next_working_day(start: str, expected: str) -> None:
    assert due(ASN, start, SAME_DAY) == expected


def test_clock_hours_pass_day_and_night_and_are_never_rolled() -> None:
    assert due(ASN, "2026-07-03 16:45", term(24, "clock_hour")) == "2026-07-04 16:45"
    assert due(ASN, "2026-07-03", term(24, "clock_hour")) == "2026-07-04 07:30"
    assert due(ASN, "2026-12-31 23:00", term(2, "clock_hour")) == "2027-01-01 01:00"


def test_a_term_that_ends_at_midnight_ends_at_23_59_of_its_date() -> None:
    assert due(WARGA, "2026-07-01 09:00", working_days(5)) == "2026-07-08 23:59"
    assert due(WARGA, "2026-07-01 09:00", calendar_days(3)) == "2026-07-06 23:59"
    assert due(WARGA, "2026-07-01 20:00", SAME_DAY) == "2026-07-01 23:59"
    assert due(WARGA, "2026-07-04 20:00", SAME_DAY) == "2026-07-06 23:59"
    assert due(WARGA, "2026-07-01 15:00", hours(2)) == "2026-07-02 08:30"  # hours are working hours all the same


def test_a_closing_at_which_another_interval_begins_gives_the_minute_before() -> None:
    assert due(ALWAYS, "2026-07-01 10:00", working_days(1)) == "2026-07-02 23:59"
    assert due(ALWAYS, "2026-07-01 10:00", calendar_days(3)) == "2026-07-04 23:59"
    assert due(ALWAYS, "2026-07-01 23:59", SAME_DAY) == "2026-07-01 23:59"
    assert due(ALWAYS, "2026-08-16 10:00", working_days(1)) == "2026-08-17 23:59"  # holidays are no days off here
    assert due(ALWAYS, "2026-12-31 10:00", SAME_DAY) == "2026-12-31 23:59"


def test_working_hours_around_the_clock_end_on_the_very_minute() -> None:
    assert due(ALWAYS, "2026-07-01 10:00", hours(24)) == "2026-07-02 10:00"
    assert due(ALWAYS, "2026-07-01 10:00", hours(14)) == "2026-07-02 00:00"


def test_a_chain_of_steps_loses_no_day() -> None:
    at = ALWAYS.instant("2026-07-01 10:00")
    for expected in ("2026-07-02 23:59", "2026-07-03 23:59", "2026-07-04 23:59"):
        assert due(ALWAYS, at, working_days(1)) == expected
        at = ALWAYS.due(at, working_days(1)).at


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2026-07-01 09:00", working_days(1), "2026-07-01 16:00"),  # 1 July is day 1
        ("2026-07-01 16:00", working_days(1), "2026-07-01 16:00"),
        ("2026-07-01 16:01", working_days(1), "2026-07-02 16:00"),  # already closed: 2 July is day 1
        ("2026-07-04 09:00", working_days(1), "2026-07-06 16:00"),  # no working day: Monday is day 1
        ("2025-06-18 09:00", working_days(3), "2025-06-20 16:30"),  # "18, 19 and 20 June are three days"
        ("2026-07-01 18:00", working_days(3), "2026-07-06 16:00"),  # 2, 3, 6 July
        ("2026-07-01 09:00", calendar_days(2), "2026-07-02 16:00"),
        ("2026-07-01 09:00", calendar_days(1), "2026-07-01 16:00"),
        ("2026-07-01 18:00", calendar_days(1), "2026-07-02 16:00"),  # already closed: 2 July is day 1
        ("2026-07-01 18:00", calendar_days(2), "2026-07-03 16:30"),
        ("2026-07-04 09:00", calendar_days(3), "2026-07-08 16:00"),  # Monday 6 July is day 1
        ("2026-07-01 09:00", term(1, "week"), "2026-07-07 16:00"),
        ("2026-07-01 09:00", term(1, "month"), "2026-07-31 16:30"),
        ("2026-07-01 09:00", term(1, "year"), "2027-06-30 16:00"),
        ("2026-07-01 09:00", hours(2), "2026-07-01 11:00"),  # hours are counted as ever
    ],
)
def test_the_first_day_may_be_counted(start: str, duration: Duration, expected: str) -> None:
    assert due(asn_with("counting: {first_day: included}"), start, duration) == expected


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2026-07-01 09:00", calendar_days(3), "2026-07-04 23:59"),  # a day off ends at 23:59
        ("2026-01-31 09:00", term(1, "month"), "2026-02-28 23:59"),
        ("2026-07-01 09:00", calendar_days(1), "2026-07-02 16:00"),
        ("2026-07-01 09:00", working_days(3), "2026-07-06 16:00"),
    ],
)
def test_a_calendar_may_roll_nothing(start: str, duration: Duration, expected: str) -> None:
    assert due(asn_with("counting: {roll: none}"), start, duration) == expected


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2026-07-01 09:00", calendar_days(3), "2026-07-03 16:30"),  # Saturday, rolled back to Friday
        ("2026-08-16 09:00", calendar_days(1), "2026-08-18 16:00"),  # back would be Friday 14, before the start
        ("2026-07-03 09:00", calendar_days(1), "2026-07-03 16:30"),  # back on the day of the start itself
        ("2026-07-03 17:00", calendar_days(1), "2026-07-06 16:00"),  # it has closed: forward
        ("2026-07-01 09:00", term(1, "week"), "2026-07-08 16:00"),
    ],
)
def test_a_calendar_may_roll_back_but_never_before_the_start(start: str, duration: Duration, expected: str) -> None:
    assert due(asn_with("counting: {roll: back}"), start, duration) == expected


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2026-07-01 15:00", working_days(1), "2026-07-02 16:00"),  # until 15:00 counts that day
        ("2026-07-01 15:01", working_days(1), "2026-07-03 16:30"),  # counts as started on 2 July
        ("2026-07-04 09:00", working_days(1), "2026-07-07 16:00"),  # Saturday counts as started on Monday
        ("2026-07-01 15:30", hours(1), "2026-07-02 08:30"),  # from the opening of 2 July
        ("2026-07-01 14:30", hours(1), "2026-07-01 15:30"),
        ("2026-07-01 15:30", SAME_DAY, "2026-07-02 16:00"),
        ("2026-07-01 15:30", calendar_days(3), "2026-07-06 16:00"),  # 2 July + 3 is Sunday 5, rolled
        ("2026-07-01 15:30", term(24, "clock_hour"), "2026-07-02 15:30"),  # the clock has no cutoff
        ("2026-07-01", working_days(1), "2026-07-02 16:00"),
        ("2026-07-04", working_days(1), "2026-07-07 16:00"),
    ],
)
def test_what_comes_in_after_the_cutoff_counts_as_started_the_next_working_day(
    start: str, duration: Duration, expected: str
) -> None:
    assert due(asn_with('counting: {cutoff: "15:00"}'), start, duration) == expected


def test_a_cutoff_does_not_hold_between_an_agencys_own_steps() -> None:
    calendar = asn_with('counting: {cutoff: "15:00"}')
    assert due(calendar, "2026-07-01 16:00", working_days(1), cutoff=False) == "2026-07-02 16:00"
    assert due(calendar, "2026-07-01 15:30", hours(1), cutoff=False) == "2026-07-02 08:00"


def test_a_cutoff_and_a_counted_first_day_go_together() -> None:
    calendar = asn_with('counting: {first_day: included, cutoff: "15:00"}')
    assert due(calendar, "2026-07-01 14:00", working_days(1)) == "2026-07-01 16:00"
    assert due(calendar, "2026-07-01 15:30", working_days(1)) == "2026-07-02 16:00"


@pytest.mark.parametrize("amount", [0, -1])
@pytest.mark.parametrize("unit", ["minute", "working_day", "calendar_day", "week", "month", "year", "clock_hour"])
def test_a_term_of_zero_or_less_is_refused(unit: Unit, amount: int) -> None:
    with pytest.raises(DurationError) as refused:
        ASN.due("2026-07-01", term(amount, unit))
    assert str(amount) in refused.value.message("id")


@pytest.mark.parametrize("unit", ["minute", "working_day", "calendar_day", "week", "month", "year", "clock_hour"])
def test_a_term_beyond_the_last_year_is_refused_and_never_searched_for_ever(unit: Unit) -> None:
    with pytest.raises(CalendarError) as refused:
        ASN.due("2026-07-01", term(10**12, unit))
    assert "2100" in refused.value.message("en")


def test_a_term_near_the_last_year_still_has_an_answer() -> None:
    assert due(ALWAYS, "2100-12-30 12:00", working_days(1)) == "2100-12-31 23:59"
    with pytest.raises(CalendarError):
        ALWAYS.due("2100-12-31 12:00", working_days(1))
    with pytest.raises(CalendarError):
        ALWAYS.due("2100-12-31 12:00", term(13, "clock_hour"))
    with pytest.raises(CalendarError):
        ALWAYS.due("2100-12-31 12:00", calendar_days(1))


def test_clock_hours_pass_where_clocks_are_put_back() -> None:
    """On 25 October 2026 clocks in London show 01:30 twice: first at UTC+1, then at UTC."""
    london = asn_with("timezone: Europe/London")
    ends = {
        start: london.due(start, term(24, "clock_hour")).at.isoformat()
        for start in ("2026-10-25T01:30+01:00", "2026-10-25T01:30+00:00", "2026-10-25T01:30", "2026-10-24T12:00")
    }
    assert ends == {
        "2026-10-25T01:30+01:00": "2026-10-26T00:30:00+00:00",
        "2026-10-25T01:30+00:00": "2026-10-26T01:30:00+00:00",
        "2026-10-25T01:30": "2026-10-26T00:30:00+00:00",  # a naive one is the first
        "2026-10-24T12:00": "2026-10-25T11:00:00+00:00",
    }
    assert london.before("2026-10-25T11:00", term(24, "clock_hour")).isoformat() == "2026-10-24T12:00:00+01:00"
    explanation = london.explain("2026-10-24T12:00", term(24, "clock_hour"))
    assert [day.count for day in explanation.days] == [12, 24]
    assert [span.minutes for span in explanation.intervals] == [24 * 60]
