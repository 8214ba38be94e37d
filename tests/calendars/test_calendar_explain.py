"""The explanation of a due date: what each date is said to be, and that the count adds up to the due date."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from calendar_terms import ALWAYS, ASN, SAME_DAY, WARGA, calendar_days, hours, term, working_days
from hypothesis import given, settings
from hypothesis import strategies as st
from naive_calendar import calendars, starts, terms

from calendar_texts import asn_with, calendar_of
from effort import tries
from sopflow.calendars.workcalendar import WorkCalendar

if TYPE_CHECKING:
    from sopflow.calendars.explain import Explanation
    from sopflow.calendars.rules import CalendarRules
    from sopflow.duration import Duration

TOWN = asn_with("""
hours: {mon-fri: ["08:00-16:00"]}
closures:
  - {date: 2026-07-02, reason: Hari jadi kota, basis: SK Wali Kota}
openings:
  - {date: 2026-07-04, working_day: false, hours: ["08:00-12:00"], reason: Piket}
  - {date: 2026-08-17, working_day: true, reason: Libur dicabut, basis: Keppres}
periods:
  - {name: Minggu tenang, from: 2026-07-06, to: 2026-07-10, hours: {mon: []}}
""")
OFFICE = asn_with('counting: {cutoff: "15:00"}')
INCLUDED = asn_with("counting: {first_day: included}")
BACK = asn_with("counting: {roll: back}")
NIGHT = calendar_of("""
calendar: malam
timezone: Asia/Jakarta
national_holidays: false
joint_leave: false
hours: {mon-fri: ["22:00-06:00"]}
""")


def counts(explanation: Explanation) -> list[tuple[str, int | None, str | None]]:
    """Date, count and reason of each date, the way people read it."""
    return [(f"{day.date:%m-%d}", day.count, day.reason("id")) for day in explanation.days]


def test_a_weekend_and_the_day_of_the_start_are_not_counted() -> None:
    assert counts(ASN.explain("2026-07-02 09:00", working_days(3))) == [
        ("07-02", None, "hari mulai, tidak dihitung"),
        ("07-03", 1, None),
        ("07-04", None, "akhir pekan"),
        ("07-05", None, "akhir pekan"),
        ("07-06", 2, None),
        ("07-07", 3, None),
    ]


def test_a_holiday_has_its_name_its_kind_and_its_decree() -> None:
    reasons = {day: reason for day, _, reason in counts(ASN.explain("2026-03-17", working_days(1)))}
    decree = "SKB 3 Menteri Nomor 1497, 2 dan 5 Tahun 2025"
    assert reasons["03-18"] == f"Cuti Bersama Hari Suci Nyepi (cuti bersama, {decree})"
    assert reasons["03-19"] == f"Hari Suci Nyepi (libur nasional, {decree})"
    election = ASN.explain("2024-11-26", working_days(1)).days[1]
    assert str(election.reason("en")).endswith("(national holiday, Keppres 33 Tahun 2024)")
    feast = ASN.explain("2027-03-09", working_days(1)).days[1]
    assert feast.reason("en") == "Eid al-Fitr (national holiday, still an estimate)"


def test_what_a_calendar_file_says_is_said_again() -> None:
    assert counts(TOWN.explain("2026-07-01 09:00", working_days(2))) == [
        ("07-01", None, "hari mulai, tidak dihitung"),
        ("07-02", None, "tutup: Hari jadi kota (SK Wali Kota)"),
        ("07-03", 1, None),
        ("07-04", None, "hari piket, bukan hari kerja: Piket"),
        ("07-05", None, "akhir pekan"),
        ("07-06", None, "tutup: Minggu tenang"),
        ("07-07", 2, None),
    ]
    assert counts(TOWN.explain("2026-08-14 09:00", working_days(1)))[-1] == (
        "08-17", 1, "tetap hari kerja: Libur dicabut (Keppres)",
    )  # fmt: skip


def test_hours_show_every_stretch_that_was_used() -> None:
    explanation = TOWN.explain("2026-07-03 14:00", hours(7))  # 2 on Friday, 4 on duty, none on Monday, 1 on Tuesday
    assert counts(explanation) == [
        ("07-03", 120, None),
        ("07-04", 360, "hari piket, bukan hari kerja: Piket"),
        ("07-05", None, "akhir pekan"),
        ("07-06", None, "tutup: Minggu tenang"),
        ("07-07", 420, None),
    ]
    assert [(f"{s.start:%d %H:%M}", f"{s.end:%d %H:%M}", s.minutes) for s in explanation.intervals] == [
        ("03 14:00", "03 16:00", 120),
        ("04 08:00", "04 12:00", 240),
        ("07 08:00", "07 09:00", 60),
    ]


def test_a_start_after_hours_says_so() -> None:
    assert counts(ASN.explain("2026-07-01 16:30", hours(1))) == [
        ("07-01", None, "jam kerja hari ini sudah lewat"),
        ("07-02", 60, None),
    ]
    assert counts(ASN.explain("2026-07-01 16:30", SAME_DAY)) == [
        ("07-01", None, "jam kerja hari ini sudah lewat"),
        ("07-02", 1, None),
    ]


def test_what_comes_in_after_the_cutoff_counts_from_the_next_working_day() -> None:
    late = "masuk sesudah pukul 15.00, dihitung mulai hari kerja berikutnya"
    assert counts(OFFICE.explain("2026-07-03 15:30", working_days(1))) == [
        ("07-03", None, late),
        ("07-04", None, "akhir pekan"),
        ("07-05", None, "akhir pekan"),
        ("07-06", None, "dianggap hari masuk, tidak dihitung"),
        ("07-07", 1, None),
    ]
    assert counts(OFFICE.explain("2026-07-02 15:30", hours(1))) == [("07-02", None, late), ("07-03", 60, None)]


def test_a_first_day_that_is_included_is_day_one() -> None:
    assert counts(INCLUDED.explain("2026-07-02 09:00", working_days(2))) == [("07-02", 1, None), ("07-03", 2, None)]
    assert counts(INCLUDED.explain("2026-07-02 17:00", working_days(1))) == [
        ("07-02", None, "jam kerja hari ini sudah lewat"),
        ("07-03", 1, None),
    ]


def test_a_calendar_term_counts_days_off_and_says_where_it_was_rolled() -> None:
    assert counts(ASN.explain("2026-07-02 09:00", calendar_days(2))) == [
        ("07-02", None, "hari mulai, tidak dihitung"),
        ("07-03", 1, None),
        ("07-04", 2, "akhir pekan"),
        ("07-05", None, "akhir pekan"),
        ("07-06", None, "digeser ke hari kerja ini"),
    ]
    explanation = BACK.explain("2026-07-02 09:00", calendar_days(3))
    assert explanation.due.date() == date(2026, 7, 3)
    assert [(day, count) for day, count, _ in counts(explanation)] == [
        ("07-02", None), ("07-03", 1), ("07-04", 2), ("07-05", 3),
    ]  # fmt: skip


def test_clock_hours_are_one_stretch() -> None:
    explanation = ASN.explain("2026-07-03 16:45", term(48, "clock_hour"))
    assert counts(explanation) == [("07-03", 7, None), ("07-04", 31, None), ("07-05", 48, None)]
    assert [span.minutes for span in explanation.intervals] == [48 * 60]


def test_a_suspension_is_shown() -> None:
    due = ASN.resumed("2026-07-01 09:00", working_days(2), [("2026-07-02 10:00", "2026-07-06 10:00")])
    assert counts(due.explanation) == [
        ("07-01", None, "hari mulai, tidak dihitung"),
        ("07-02", 1, None),
        ("07-03", None, "kasus ditangguhkan"),
        ("07-04", None, "akhir pekan"),
        ("07-05", None, "akhir pekan"),
        ("07-06", None, "kasus ditangguhkan"),
        ("07-07", 2, None),
    ]
    paused = ASN.resumed("2026-07-01 09:00", hours(2), [("2026-07-01 10:00", "2026-07-02 15:00")])
    assert [(f"{s.start:%d %H:%M}", s.minutes) for s in paused.explanation.intervals] == [
        ("01 09:00", 60), ("02 15:00", 60),
    ]  # fmt: skip
    assert counts(paused.explanation) == [
        ("07-01", 60, "sebagian ditangguhkan"),
        ("07-02", 120, "sebagian ditangguhkan"),
    ]
    over = ASN.resumed("2026-07-01 09:00", working_days(1), [("2026-07-02 10:00", "2026-07-06 10:00")])
    assert counts(over.explanation)[-1] == ("07-06", None, "hari yang sama sejak kasus dilanjutkan")


def test_text_and_data_in_both_languages() -> None:
    due = ASN.due("2026-07-03 15:30", hours(2))
    assert (
        due.explain("id")
        == """\
Jumat   3 Juli 2026  1 jam 0 menit
    3 Juli 2026 15.30 - 16.30 (60 menit)
Sabtu   4 Juli 2026  -              akhir pekan
Minggu  5 Juli 2026  -              akhir pekan
Senin   6 Juli 2026  2 jam 0 menit
    6 Juli 2026 07.30 - 08.30 (60 menit)"""
    )
    assert due.explain("en").splitlines()[0] == "Friday    2026-07-03  1 h 0 min"
    assert due.explanation.to_dict("en") == {
        "days": [
            {"date": "2026-07-03", "count": 60, "reason": None, "code": None},
            {"date": "2026-07-04", "count": None, "reason": "weekend", "code": "day-weekend"},
            {"date": "2026-07-05", "count": None, "reason": "weekend", "code": "day-weekend"},
            {"date": "2026-07-06", "count": 120, "reason": None, "code": None},
        ],
        "intervals": [
            {"from": "2026-07-03T15:30:00+07:00", "to": "2026-07-03T16:30:00+07:00", "minutes": 60},
            {"from": "2026-07-06T07:30:00+07:00", "to": "2026-07-06T08:30:00+07:00", "minutes": 60},
        ],
    }


def adds_up(calendar: WorkCalendar, explanation: Explanation) -> None:
    """The laws that hold for every explanation, worked out without the code that counts."""
    unit, amount = explanation.duration.unit, explanation.duration.amount
    days, due = explanation.days, explanation.due
    assert all(later.date - earlier.date == timedelta(days=1) for earlier, later in pairwise(days))
    assert all(day.count is not None or day.reason("id") for day in days)
    counted = [day for day in days if day.count is not None]
    if unit == "minute":
        spans = explanation.intervals
        assert sum(span.minutes for span in spans) == amount == counted[-1].count
        assert all(span.end - span.start == timedelta(minutes=span.minutes) for span in spans)
        assert all(earlier.end <= later.start for earlier, later in pairwise(spans))
        assert all(calendar.working_minutes(span.start, span.end) == span.minutes for span in spans)
        assert explanation.start <= spans[0].start
        assert spans[-1].end == due
    elif unit == "clock_hour":
        assert counted[-1].count == amount
        assert sum(span.minutes for span in explanation.intervals) == amount * 60
        assert explanation.intervals[-1].end == due
    elif unit == "same_day":
        assert [day.date for day in counted] == [days[-1].date]
        assert days[-1].date in {due.date(), due.date() - timedelta(days=1)}  # a night's end
    elif unit in {"working_day", "calendar_day", "week"}:
        assert [day.count for day in counted] == list(range(1, amount * (7 if unit == "week" else 1) + 1))
        on = {day.date for day in days if calendar.rules.counting.ends != "closing" or day.count is not None}
        rolled = any(day.why and day.why.code == "day-rolled" for day in days)
        assert rolled or due.date() in on or due.date() - timedelta(days=1) in on  # a night's end


@settings(max_examples=tries(150), deadline=None)
@given(calendars(), st.lists(st.tuples(starts, terms), min_size=3, max_size=6))
def test_every_explanation_adds_up_to_its_due_date(
    rules: CalendarRules, cases: list[tuple[datetime, Duration]]
) -> None:
    calendar = WorkCalendar(rules)
    for start, duration in cases:
        adds_up(calendar, calendar.explain(start, duration))


@settings(max_examples=tries(80), deadline=None)
@given(
    st.sampled_from([ASN, WARGA, ALWAYS, NIGHT, TOWN, OFFICE, INCLUDED, BACK]),
    st.datetimes(datetime(1991, 1, 1), datetime(2090, 1, 1)),
    terms,
)
def test_explanations_of_the_shipped_calendars_add_up(
    calendar: WorkCalendar, start: datetime, duration: Duration
) -> None:
    adds_up(calendar, calendar.explain(start, duration))


@pytest.mark.parametrize("year", [1995, 2024, 2026, 2031])
def test_the_dates_that_count_are_those_of_numpy(year: int) -> None:
    from sopflow.calendars.holidays import holiday_year

    off = [day.day for y in range(year, year + 2) for day in holiday_year(y).days]
    explanation = ASN.explain(f"{year}-01-01", working_days(200))
    counted = [day.date for day in explanation.days if day.count is not None]
    expected = np.busday_offset(f"{year}-01-01", np.arange(1, 201), roll="backward", holidays=off)
    assert counted == expected.tolist()
