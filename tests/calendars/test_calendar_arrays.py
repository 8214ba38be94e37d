"""Many due dates at once are those that are counted one by one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pytest
from calendar_terms import ALWAYS, ASN, WARGA
from hypothesis import given, settings
from hypothesis import strategies as st
from naive_calendar import calendars, starts

from calendar_texts import asn_with, calendar_of
from effort import tries
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.duration import Duration
from sopflow.errors import CalendarError, DurationError, InstantError

NIGHT = calendar_of("""
calendar: malam
timezone: Asia/Jakarta
hours: {mon-fri: ["22:00-06:00"], sat: ["07:00-07:00"]}
counting: {cutoff: "23:30"}
""")
INCLUDED = asn_with('counting: {first_day: included, roll: back, cutoff: "14:00"}')
UNROLLED = asn_with("counting: {roll: none, ends: midnight}")
LONDON = calendar_of("""
calendar: london
timezone: Europe/London
hours: {mon-sun: ["00:00-24:00"]}
""")
TERMS = [
    Duration(1, "minute"), Duration(95, "minute"), Duration(12_345, "minute"), Duration(1, "working_day"),
    Duration(17, "working_day"), Duration(3, "calendar_day"), Duration(2, "week"), Duration(1, "month"),
    Duration(1, "year"), Duration(0, "same_day"), Duration(72, "clock_hour"),
]  # fmt: skip


def one_by_one(calendar: WorkCalendar, instants: Any, term: Duration, *, cutoff: bool = True) -> list[datetime]:
    return [calendar.due(at, term, cutoff=cutoff).at.replace(tzinfo=None) for at in instants.tolist()]


@pytest.mark.parametrize("calendar", [ASN, WARGA, ALWAYS, NIGHT, INCLUDED, UNROLLED, LONDON])
@pytest.mark.parametrize("term", TERMS, ids=str)
def test_arrays_and_single_answers_agree_over_a_century(calendar: WorkCalendar, term: Duration) -> None:
    chosen = np.random.default_rng(7).integers(0, 107 * 365 * 1440, 400)
    instants = np.datetime64("1991-01-01T00:00") + chosen.astype("timedelta64[m]")
    for cutoff in (True, False):
        found = calendar.due_many(instants, term, cutoff=cutoff)
        assert found.dtype == np.dtype("datetime64[m]")
        assert found.tolist() == one_by_one(calendar, instants, term, cutoff=cutoff)


@settings(max_examples=tries(60), deadline=None)
@given(calendars(), st.lists(starts, min_size=1, max_size=20), st.sampled_from(TERMS[:2] + TERMS[3:7] + TERMS[9:]))
def test_arrays_and_single_answers_agree_anywhere(rules: Any, begins: list[datetime], term: Duration) -> None:
    calendar = WorkCalendar(rules)
    instants = np.array(begins, dtype="datetime64[m]")
    assert calendar.due_many(instants, term).tolist() == one_by_one(calendar, instants, term)


def test_every_minute_of_a_week_gives_the_single_answer() -> None:
    instants = np.arange("2026-03-13", "2026-03-20", dtype="datetime64[m]")
    for term in (Duration(3, "calendar_day"), Duration(0, "same_day"), Duration(61, "minute")):
        assert INCLUDED.due_many(instants, term).tolist() == one_by_one(INCLUDED, instants, term)


def test_dates_mean_their_opening_and_seconds_are_cut() -> None:
    days = np.array(["2026-03-02", "2026-03-07"], dtype="datetime64[D]")
    assert ASN.due_many(days, "30 menit").tolist() == [datetime(2026, 3, 2, 8, 30), datetime(2026, 3, 9, 8, 30)]
    seconds = np.array(["2026-03-02T09:00:59"], dtype="datetime64[s]")
    assert ASN.due_many(seconds, "30 menit").tolist() == [datetime(2026, 3, 2, 9, 30)]


def test_a_roll_back_into_a_night_gives_the_single_answer() -> None:
    """Friday noon lies after Thursday's night, which has closed; Friday at 05:00 still in it."""
    back = calendar_of("""
calendar: malam
timezone: Asia/Jakarta
national_holidays: false
joint_leave: false
hours: {mon-thu: ["22:00-06:00"]}
counting: {roll: back}
""")
    instants = np.arange("2026-03-05T20:00", "2026-03-09T01:00", 30, dtype="datetime64[m]")
    for term in (Duration(1, "calendar_day"), Duration(0, "same_day")):
        assert back.due_many(instants, term).tolist() == one_by_one(back, instants, term)


def test_what_is_no_array_of_instants_is_read_one_by_one_as_due_reads_it() -> None:
    jayapura = asn_with("timezone: Asia/Jayapura")
    aware = datetime(2026, 8, 3, 15, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    texts: list[Any] = ["2026-08-03", "2026-08-03T15:00", "2026-08-03T05:00Z", aware, date(2026, 8, 8)]
    expected = [jayapura.due(at, "3 jam").at.replace(tzinfo=None) for at in texts]
    assert jayapura.due_many(texts, "3 jam").tolist() == expected
    index = pd.DatetimeIndex(["2026-08-03T15:00"], tz="Asia/Jakarta")
    assert jayapura.due_many(index, "3 jam").tolist() == [expected[3]]
    assert jayapura.due_many(pd.Series(index), "3 jam").tolist() == [expected[3]]


def test_lists_and_shapes_are_taken_as_they_are() -> None:
    assert ASN.due_many([datetime(2026, 3, 2, 9, 0)], "1 hari kerja").tolist() == [datetime(2026, 3, 3, 15, 0)]
    square = np.full((2, 3), "2026-03-02T09:00", dtype="datetime64[m]")
    assert ASN.due_many(square, "1 hari kerja").shape == (2, 3)
    assert ASN.due_many(np.array([], dtype="datetime64[m]"), "1 hari kerja").shape == (0,)


@pytest.mark.parametrize(
    ("instants", "term", "error"),
    [
        (np.array(["NaT"], dtype="datetime64[m]"), "1 hari kerja", InstantError),
        (["kemarin"], "1 hari kerja", InstantError),
        ([1, 2], "1 hari kerja", InstantError),
        (np.array([20_000]), "1 hari kerja", InstantError),
        ([pd.NaT], "1 hari kerja", InstantError),
        (np.ma.masked_array([np.datetime64("2026-03-02")], [True]), "1 hari kerja", InstantError),
        (np.array([384307168202302812]).view("datetime64[D]"), "1 hari kerja", CalendarError),
        (np.array(["2026-03-02"], dtype="datetime64[D]"), Duration(10**30, "minute"), CalendarError),
        ([{}], "1 hari kerja", InstantError),
        (np.array(["1989-12-31"], dtype="datetime64[D]"), "1 hari kerja", CalendarError),
        (np.array(["2026-03-02", "2101-01-01"], dtype="datetime64[D]"), "1 jam", CalendarError),
        (np.array(["2100-12-31"], dtype="datetime64[D]"), "2 hari kerja", CalendarError),
        (np.array(["2100-12-31"], dtype="datetime64[D]"), "20 jam", CalendarError),
        (np.array(["2100-12-31"], dtype="datetime64[D]"), "2 x 24 jam", CalendarError),
        (np.array(["2026-03-02"], dtype="datetime64[D]"), Duration(0, "minute"), DurationError),
    ],
)
def test_what_cannot_be_answered_is_refused_as_a_whole(instants: Any, term: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        ASN.due_many(instants, term)
