"""The index against a naive count, minute by minute and day by day, and against NumPy and pandas."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pytest
from calendar_terms import ASN, calendar_of, hours, minutes, working_days
from hypothesis import given, settings
from hypothesis import strategies as st

from sopflow.calendars.rules import CalendarRules, Closure, Counting, Opening, Period
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.duration import Duration

if TYPE_CHECKING:
    from sopflow.calendars.rules import Hours
    from sopflow.duration import Unit

DAY = 1440
MONDAY = date(2025, 12, 22)
"""Random calendars are tried around a new year, where two years of the index meet."""


@st.composite
def spans(draw: st.DrawFn, *, at_least: int = 0) -> Hours:
    """Intervals of one date, in order, the last one perhaps past midnight."""
    count = draw(st.integers(at_least, 3))
    cuts = sorted(draw(st.sets(st.integers(0, 96), min_size=2 * count, max_size=2 * count)))
    found = [(cuts[i] * 15, cuts[i + 1] * 15) for i in range(0, 2 * count, 2)]
    passes_midnight = draw(st.booleans())
    if found and passes_midnight:
        opening = found[-1][0] if found[-1][0] < DAY else 0
        found[-1] = (opening, min(DAY + draw(st.integers(0, 90)) * 15, opening + DAY))
    return tuple(span for span in found if span[0] < DAY)


dates = st.integers(0, 27).map(lambda offset: MONDAY + timedelta(days=offset))


@st.composite
def calendars(draw: st.DrawFn) -> CalendarRules:
    closed = draw(st.sets(dates, max_size=3))
    opened = draw(st.sets(dates.filter(lambda day: day not in closed), max_size=2))
    first = draw(dates)
    period = Period("", first, first + timedelta(days=draw(st.integers(0, 5))), tuple(
        draw(st.one_of(st.none(), spans())) for _ in range(7)
    ))  # fmt: skip
    return CalendarRules(
        id="acak",
        timezone="Asia/Jakarta",
        hours=(draw(spans(at_least=1)), *(draw(spans()) for _ in range(6))),
        periods=(period,) if draw(st.booleans()) else (),
        closures=tuple(map(Closure, closed)),
        openings=tuple(Opening(day, draw(st.booleans()), draw(spans(at_least=1))) for day in sorted(opened)),
        national_holidays=False,
        joint_leave=False,
        counting=Counting(
            first_day=draw(st.sampled_from(["excluded", "included"])),
            ends=draw(st.sampled_from(["closing", "midnight"])),
            roll=draw(st.sampled_from(["forward", "none", "back"])),
            cutoff=draw(st.one_of(st.none(), st.integers(0, 95).map(lambda quarter: quarter * 15))),
        ),
    )


class Naive:
    """The rules of time.md, told the slow way: every minute and every date is looked at in turn.

    Dates are counted from MONDAY, instants in minutes from its 00:00.
    """

    def __init__(self, rules: CalendarRules) -> None:
        self.rules = rules
        self.intervals = {day: [(day * DAY + a, day * DAY + b) for a, b in self.hours(day)] for day in range(-8, 200)}
        for day, own in self.intervals.items():
            following = self.intervals.get(day + 1)
            if following:
                self.intervals[day] = [(a, min(b, following[0][0])) for a, b in own]
        self.working = {m: day for day, own in self.intervals.items() for a, b in own for m in range(a, b)}
        self.ends = {b: day for day, own in self.intervals.items() for _, b in own}

    def opening(self, day: int) -> Opening | None:
        return next((o for o in self.rules.openings if o.day == MONDAY + timedelta(days=day)), None)

    def hours(self, day: int) -> Hours:
        civil = MONDAY + timedelta(days=day)
        if any(closure.day == civil for closure in self.rules.closures):
            return ()
        opening = self.opening(day)
        if opening is not None:
            return opening.hours or ()
        for period in self.rules.periods:
            other = period.hours[civil.weekday()]
            if period.first <= civil <= period.last and other is not None:
                return other
        return self.rules.hours[civil.weekday()]

    def is_working_day(self, day: int) -> bool:
        opening = self.opening(day)
        return bool(self.intervals[day]) and (opening is None or opening.working_day)

    def date_of(self, instant: int) -> int:
        return self.working.get(instant, self.ends.get(instant, instant // DAY))

    def closing(self, day: int) -> int:
        closing = self.intervals[day][-1][1]
        return closing - 1 if closing in self.working else closing

    def end_on(self, day: int) -> int:
        if self.rules.counting.ends == "midnight" or not self.is_working_day(day):
            return day * DAY + DAY - 1
        return self.closing(day)

    def next_working_day(self, day: int) -> int:
        day += 1
        while not self.is_working_day(day):
            day += 1
        return day

    def last_working_day(self, day: int) -> int:
        while day > -8 and not self.is_working_day(day):
            day -= 1
        return day

    def due(self, start: int, duration: Duration) -> int:
        counting = self.rules.counting
        day = self.date_of(start)
        if counting.cutoff is not None and not (self.is_working_day(day) and start <= day * DAY + counting.cutoff):
            day = self.next_working_day(day)
            start = self.intervals[day][0][0]
        if duration.unit == "minute":
            return self.minutes_later(start, duration.amount)
        if duration.unit == "same_day":
            target = day if self.is_working_day(day) else self.next_working_day(day)
        elif duration.unit == "working_day":
            target, left = day, duration.amount
            if counting.first_day == "included" and self.is_working_day(day) and start <= self.closing(day):
                left -= 1
            for _ in range(left):
                target = self.next_working_day(target)
        else:
            target = day + duration.amount
            if counting.first_day == "included":
                open_still = self.is_working_day(day) and start <= self.closing(day)
                target = (day if open_still else self.next_working_day(day)) + duration.amount - 1
            if not self.is_working_day(target) and counting.roll != "none":
                back = self.last_working_day(target)
                early = counting.roll == "forward" or self.end_on(back) < start
                target = self.next_working_day(target) if early else back
        if self.end_on(target) < start:
            target = self.next_working_day(target)
        return self.end_on(target)

    def minutes_later(self, start: int, amount: int) -> int:
        while amount:
            amount -= start in self.working
            start += 1
        return start


BEGIN = datetime(2025, 12, 22)


def minute_of(at: datetime) -> int:
    return int((at.replace(tzinfo=None) - BEGIN).total_seconds()) // 60


starts = st.integers(0, 27 * DAY).map(lambda minute: BEGIN + timedelta(minutes=minute))
terms = st.one_of(
    st.integers(1, 300).map(minutes),  # at worst 15 minutes a week: 20 weeks
    st.integers(1, 12).map(working_days),
    st.integers(1, 12).map(lambda n: Duration(n, "calendar_day")),
    st.just(Duration(0, "same_day")),
)


@settings(max_examples=150, deadline=None)
@given(calendars(), st.lists(st.tuples(starts, terms), min_size=4, max_size=8))
def test_due_dates_equal_a_naive_count(rules: CalendarRules, cases: list[tuple[datetime, Duration]]) -> None:
    calendar, naive = WorkCalendar(rules), Naive(rules)
    for start, duration in cases:
        due = minute_of(calendar.due(start, duration).at)
        assert due == naive.due(minute_of(start), duration)
        assert due >= minute_of(start)


@settings(max_examples=60, deadline=None)
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


@settings(max_examples=200, deadline=None)
@given(instants, st.integers(1, 20_000))
def test_adding_working_minutes_and_measuring_them_agree(start: datetime, amount: int) -> None:
    due = ASN.due(start, minutes(amount)).at
    assert ASN.working_minutes(start, due) == amount
    assert ASN.working_minutes(start, due - timedelta(minutes=1)) == amount - 1  # the earliest such instant


@settings(max_examples=200, deadline=None)
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
