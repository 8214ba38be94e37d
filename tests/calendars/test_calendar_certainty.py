"""When a due date is certain, and what it says where it is not. Idul Fitri 2027 is estimated for 10 March."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from calendar_terms import ALWAYS, ASN, SAME_DAY, WARGA, calendar_days, hours, term, working_days

from calendar_texts import asn_with, calendar_of
from sopflow.calendars.certainty import Assumption, combine, sentences

if TYPE_CHECKING:
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.duration import Duration


def codes(calendar: WorkCalendar, start: str, duration: Duration) -> list[str]:
    due = calendar.due(start, duration)
    assert due.certain == (not due.assumptions)
    return [assumption.code for assumption in due.assumptions]


def test_decreed_years_are_certain() -> None:
    assert codes(ASN, "2026-03-02", working_days(100)) == []
    assert codes(ASN, "1990-01-02", working_days(8000)) == []  # 8,000 working days end in the decreed years
    assert codes(ASN, "2026-12-28", working_days(5)) == []


@pytest.mark.parametrize(
    ("start", "duration", "certain"),
    [
        # The first estimated day is joint leave on 9 March; 7 March is two days before it, 6 March three.
        ("2027-03-01", hours(1), False),  # Ramadan hours, estimated since 8 February
        ("2027-03-15", hours(1), False),
        ("2027-03-17", hours(1), False),  # two days after the joint leave of 15 March
        ("2027-03-18", hours(1), True),
        ("2027-03-18", working_days(5), True),
        ("2027-03-17", working_days(1), False),
        ("2027-05-14", SAME_DAY, True),  # Idul Adha is 17 May: three days
        ("2027-05-15", calendar_days(1), False),
        ("2027-05-13", working_days(1), True),
        ("2027-05-13", working_days(2), False),
        ("2027-05-20", hours(1), False),  # two days after the joint leave of 18 May
        ("2027-05-21", hours(1), True),
        ("2027-12-30", working_days(1), True),
    ],
)
def test_an_estimated_feast_within_two_days_of_any_date_makes_a_term_uncertain(
    start: str, duration: Duration, certain: bool
) -> None:
    assert ASN.due(start, duration).certain is certain


def test_the_dates_are_those_of_the_feast_and_its_joint_leave() -> None:
    due = WARGA.due("2027-03-04", working_days(5))  # 5, then 16, 17, 18, 19 March
    assert due.at.date() == date(2027, 3, 19)
    (assumption,) = due.assumptions
    assert assumption.code == "estimated-holiday"
    assert assumption.dates == tuple(date(2027, 3, day) for day in (9, 10, 11, 12, 15))


def test_only_the_dates_near_the_term_are_named() -> None:
    due = ASN.due("2027-03-17", working_days(1))
    assert [assumption.dates for assumption in due.assumptions] == [(date(2027, 3, 15),)]


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2027-02-04", hours(2), []),  # Ramadan is estimated to begin on 8 February, four days later
        ("2027-02-04", working_days(1), ["estimated-ramadan"]),  # due on the 8th at its Ramadan closing
        ("2027-02-04 15:30", hours(2), ["estimated-ramadan"]),
        ("2027-02-15", hours(1), ["estimated-ramadan"]),
        ("2027-02-15", working_days(3), ["estimated-ramadan"]),
        ("2027-02-15", term(24, "clock_hour"), []),
    ],
)
def test_estimated_ramadan_hours_make_a_term_uncertain_that_uses_them(
    start: str, duration: Duration, expected: list[str]
) -> None:
    assert codes(ASN, start, duration) == expected


def test_a_term_in_days_that_ends_at_midnight_uses_no_hours() -> None:
    assert codes(WARGA, "2027-02-15", working_days(3)) == []
    assert codes(WARGA, "2027-02-15", SAME_DAY) == []
    assert codes(WARGA, "2027-02-15", hours(1)) == ["estimated-ramadan"]


def test_the_hours_of_the_days_beside_an_estimated_ramadan_hang_on_it_too() -> None:
    # The estimate for 2029 is Tuesday 16 January; it may begin on Sunday or Monday as well
    calendar = asn_with("joint_leave: false\nnational_holidays: false")
    assert codes(calendar, "2029-01-15", hours(1)) == ["estimated-ramadan"]
    assert codes(calendar, "2029-01-12", hours(1)) == []


def test_estimated_ramadan_names_its_first_and_last_day() -> None:
    (assumption,) = ASN.due("2027-02-15", hours(1)).assumptions
    assert assumption.dates == (date(2027, 2, 8), date(2027, 3, 9))
    assert assumption.params == {"year": 1448}


def test_a_year_without_decreed_joint_leave_is_an_assumption_for_whatever_touches_it() -> None:
    assert codes(ASN, "2027-12-30", working_days(1)) == []
    assert codes(ASN, "2027-12-30", working_days(2)) == ["joint-leave-undecreed"]
    assert codes(ASN, "2028-09-04", hours(1)) == ["joint-leave-undecreed"]
    (assumption,) = ASN.due("2028-09-04", hours(1)).assumptions
    assert (assumption.params, assumption.dates) == ({"year": 2028}, (date(2028, 1, 1), date(2028, 12, 31)))


def test_an_agency_may_settle_a_year_but_not_a_feast() -> None:
    calendar = asn_with("decreed: [{year: 2028, basis: SKB 3 Menteri}]")
    assert codes(calendar, "2028-09-04", working_days(5)) == []
    assert codes(calendar, "2028-05-04", SAME_DAY) == ["estimated-holiday"]
    assert codes(calendar, "2028-12-27", working_days(3)) == ["joint-leave-undecreed"]  # due in 2029


def test_holidays_that_a_calendar_does_not_take_over_do_not_count() -> None:
    holidays_only = asn_with("joint_leave: false")
    assert codes(holidays_only, "2028-09-04", working_days(5)) == []
    assert codes(holidays_only, "2028-05-04", SAME_DAY) == ["estimated-holiday"]
    leave_only = asn_with("national_holidays: false")
    assert codes(leave_only, "2027-03-13", calendar_days(3)) == ["estimated-holiday"]
    assert codes(leave_only, "2051-09-04", hours(1)) == ["joint-leave-undecreed"]
    assert codes(ALWAYS, "2099-03-01", working_days(30)) == []


def test_absent_data_is_said_and_not_taken_for_working_days() -> None:
    assert codes(ASN, "2051-09-18", hours(1)) == ["joint-leave-undecreed", "holiday-data-absent"]
    assert codes(ASN, "2050-12-30", working_days(3)) == [
        "joint-leave-undecreed",
        "joint-leave-undecreed",
        "holiday-data-absent",
    ]


def test_clock_hours_are_always_certain() -> None:
    assert ASN.due("2051-03-01", term(240, "clock_hour")).certain


def test_certainty_does_not_depend_on_what_was_asked_before() -> None:
    fresh = asn_with("")
    assert codes(fresh, "2030-06-03", hours(1)) == ["joint-leave-undecreed"]
    assert codes(fresh, "2026-06-03", hours(1)) == []
    assert codes(fresh, "1995-06-05", working_days(5)) == []
    assert codes(fresh, "2026-06-03", working_days(500)) != []
    assert codes(fresh, "2027-06-03", hours(1)) == []


def test_the_same_due_date_may_be_certain_from_one_start_and_not_from_another() -> None:
    assert ASN.due("2027-03-18", working_days(1)) == ASN.due("2027-03-18 12:00", working_days(1))
    assert ASN.due("2027-03-18", working_days(1)).certain
    assert not ASN.due("2027-03-08", working_days(4)).certain  # 16, 17, 18, 19 March: the same instant
    assert ASN.due("2027-03-08", working_days(4)).at == ASN.due("2027-03-18", working_days(1)).at


def test_a_due_date_knows_its_calendar() -> None:
    assert ASN.due("2026-03-02", hours(1)).calendar is ASN


def test_assumptions_speak_both_languages() -> None:
    feast, ramadan = ASN.due("2027-03-05 15:00", hours(1)).assumptions  # 30 minutes on that Friday, 30 on the 16th
    assert "10 Maret 2027 (Hari Raya Idul Fitri)" in feast.message("id")
    assert "2027-03-10 (Eid al-Fitr)" in feast.message("en")
    assert "8 Februari 2027 dan 9 Maret 2027" in ramadan.message("id")
    assert ramadan.to_dict("en") == {
        "code": "estimated-ramadan",
        "message": ramadan.message("en"),
        "dates": ["2027-02-08", "2027-03-09"],
    }
    undecreed, absent = ASN.due("2051-09-18", hours(1)).assumptions
    assert "2051" in undecreed.message("id")
    assert "Nyepi" in absent.message("id")


def test_the_assumptions_of_several_steps_are_merged() -> None:
    first = ASN.due("2027-03-08", working_days(1)).assumptions
    second = ASN.due("2027-03-16", working_days(1)).assumptions
    year = Assumption("joint-leave-undecreed", (date(2028, 1, 1), date(2028, 12, 31)), {"year": 2028})
    next_year = Assumption("joint-leave-undecreed", (date(2029, 1, 1), date(2029, 12, 31)), {"year": 2029})
    merged = combine(second, first, (year,), (year, next_year))
    assert [a.code for a in merged] == ["estimated-holiday", "joint-leave-undecreed", "joint-leave-undecreed"]
    assert merged[0].dates == tuple(date(2027, 3, day) for day in (9, 10, 11, 12, 15))
    assert merged[1:] == (year, next_year)
    assert combine() == ()


def test_a_term_that_is_rolled_back_rests_on_the_date_from_which_it_was() -> None:
    """Were Idul Adha 2027 not on Monday 17 May, the term would end on that day, not on Friday the 14th."""
    back = asn_with("counting: {roll: back}")
    due = back.due("2027-05-03", calendar_days(14))
    assert due.at.date() == date(2027, 5, 14)
    assert [assumption.code for assumption in due.assumptions] == ["estimated-holiday"]
    assert back.due("2027-05-03", calendar_days(11)).certain  # Friday the 14th itself
    assert back.due("2026-05-03", calendar_days(14)).certain


def test_a_term_that_was_suspended_rests_on_its_real_start() -> None:
    """A start on a day off before Idul Adha 2027 counts from the next working day, which hangs on the feast."""
    office = asn_with('counting: {cutoff: "15:00"}')
    for duration in (SAME_DAY, working_days(1), hours(1)):
        due = office.due("2027-05-16T10:00", duration)
        assert not due.certain
        assert office.resumed("2027-05-16T10:00", duration, []) == due


def test_a_pause_whose_edge_hangs_on_ramadan_hours_makes_a_term_uncertain() -> None:
    """15:30 lies after closing in Ramadan and before it else; 8 February 2027 is the estimated first day."""
    pause = [("2027-02-08T15:30", "2027-02-09T09:00")]
    due = WARGA.resumed("2027-02-03T09:00", working_days(10), pause)
    assert [assumption.code for assumption in due.assumptions] == ["estimated-ramadan"]


def test_a_night_that_hangs_on_ramadan_hours_makes_the_date_of_a_start_uncertain() -> None:
    night = calendar_of("""
calendar: malam
timezone: Asia/Jakarta
national_holidays: false
joint_leave: false
hours: {mon-sun: ["22:00-06:00"]}
ramadan: {hours: {mon-sun: ["21:00-02:00"]}}
""")
    assert codes(night, "2027-02-09T03:00", working_days(60)) == ["estimated-ramadan"]
    assert codes(night, "2027-06-09T03:00", working_days(60)) == []


def test_many_years_and_dates_are_said_in_a_few_sentences() -> None:
    due = ASN.due("2026-03-02", working_days(9_000))  # into 2062
    feasts, undecreed, absent = sentences(due.assumptions, "en")
    assert "Eid al-Fitr" in feasts
    assert " more." in feasts
    assert "2028 to 2062" in undecreed
    assert "2051 to 2062" in absent
    assert len(due.assumptions) == 1 + 35 + 12  # for programs, each year stands alone
    apart = [Assumption("joint-leave-undecreed", (), {"year": year}) for year in (2028, 2030)]
    assert len(sentences(apart, "id")) == 2


def test_a_roll_back_that_the_closing_of_the_start_decides_is_uncertain() -> None:
    """On Friday 24 January 2031, the estimated last day of Ramadan, 16:00 lies after closing; else it would not."""
    back = asn_with("national_holidays: false\njoint_leave: false\ncounting: {roll: back}")
    due = back.due("2031-01-24T16:00", calendar_days(1))
    assert due.at.date() == date(2031, 1, 27)
    assert [assumption.code for assumption in due.assumptions] == ["estimated-ramadan"]
