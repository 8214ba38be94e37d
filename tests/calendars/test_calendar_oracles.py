"""The index against a naive count, minute by minute and day by day, and against NumPy and pandas."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pytest
from calendar_terms import ASN, hours, minutes, working_days
from hypothesis import given, settings
from hypothesis import strategies as st
from naive_calendar import Naive, calendars, minute_of, starts, terms

from calendar_texts import calendar_of
from effort import tries
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.duration import Duration

if TYPE_CHECKING:
    from sopflow.calendars.rules import CalendarRules
    from sopflow.duration import Unit


@settings(max_examples=tries(150), deadline=None)
@given(calendars(), st.lists(st.tuples(starts, terms), min_size=4, max_size=8))
def test_due_dates_equal_a_naive_count(rules: CalendarRules, cases: list[tuple[datetime, Duration]]) -> None:
    calendar, naive = WorkCalendar(rules), Naive(rules)
    for start, duration in cases:
        due = minute_of(calendar.due(start, duration).at)
        assert due == naive.due(minute_of(start), duration)
        assert due >= minute_of(start)


@settings(max_examples=tries(60), deadline=None)
@given(calendars(), starts, starts)
def test_working_time_equals_a_naive_count(rules: CalendarRules, a: datetime, b: datetime) -> None:
    calendar, naive = WorkCalendar(rules), Naive(rules)
    early, late = sorted((a, b))
    counted = sum(minute in naive.working for minute in range(minute_of(early), minute_of(late)))
    assert calendar.working_minutes(early, late) == counted
    assert calendar.working_minutes(late, early) == -counted
    here = minute_of(a)
    assert calendar.is_working(a) == (here in naive.working)
    while here not in naive.working:
        here += 1
    assert minute_of(calendar.next_opening(a)) == here


instants = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(
    lambda at: at.replace(second=0, microsecond=0)
)


@settings(max_examples=tries(200), deadline=None)
@given(instants, st.integers(1, 20_000))
def test_adding_working_minutes_and_measuring_them_agree(start: datetime, amount: int) -> None:
    due = ASN.due(start, minutes(amount)).at
    assert ASN.working_minutes(start, due) == amount
    assert ASN.working_minutes(start, due - timedelta(minutes=1)) == amount - 1  # the earliest such instant


@settings(max_examples=tries(200), deadline=None)
@given(instants, instants, st.sampled_from(["minute", "working_day", "calendar_day", "week", "month", "year"]))
def test_a_later_start_is_never_due_earlier(a: datetime, b: datetime, unit: Unit) -> None:
    early, late = sorted((a, b))
    if late.year < 2097:
        assert ASN.due(early, Duration(3, unit)).at <= ASN.due(late, Duration(3, unit)).at


def days_off() -> list[date]:
    from sopflow.calendars.holidays import holiday_year

    return [off.day for year in range(2015, 2040) for off in holiday_year(year).days]


def test_working_days_equal_numpy_and_pandas() -> None:
    off = np.array(days_off(), dtype="datetime64[D]")
    starts = np.arange("2016-01-01", "2035-01-01", 5, dtype="datetime64[D]")
    amounts = np.arange(len(starts)) % 90 + 1
    expected = np.busday_offset(starts, amounts, roll="backward", holidays=off)
    found = [ASN.due(start, working_days(int(n))).at.date() for start, n in zip(starts.tolist(), amounts, strict=True)]
    assert found == expected.tolist()
    for start, amount, day in zip(starts[::40].tolist(), amounts[::40], expected[::40].tolist(), strict=True):
        pandas_day = pd.Timestamp(start) + pd.offsets.CustomBusinessDay(int(amount), holidays=off.tolist())
        assert pandas_day.date() == day


@pytest.mark.parametrize(("opens", "closes"), [("08:00", "16:00"), ("07:15", "13:45")])
def test_working_hours_equal_pandas_where_a_day_has_one_interval(opens: str, closes: str) -> None:
    calendar = calendar_of(f"""
calendar: satu-jam
timezone: Asia/Jakarta
hours: {{mon-fri: ["{opens}-{closes}"]}}
""")
    off = days_off()
    for step in range(60):
        start = datetime(2026, 1, 5, 3, 7) + timedelta(hours=41 * step)
        amount = 1 + step % 37
        peer = pd.Timestamp(start) + pd.offsets.CustomBusinessHour(amount, start=opens, end=closes, holidays=off)
        due = calendar.due(start, hours(amount)).at
        # pandas moves an end at closing time on to the next opening
        assert calendar.next_opening(due).replace(tzinfo=None) == peer.to_pydatetime()
