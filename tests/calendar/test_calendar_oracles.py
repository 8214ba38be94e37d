"""The index against a naive count, minute by minute and day by day, and against NumPy and pandas."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from calendar_terms import ASN, calendar_of, hours, minutes, working_days
from hypothesis import given, settings
from hypothesis import strategies as st

from sopflow.calendar.rules import CalendarRules, Closure, Counting, Opening, Period
from sopflow.calendar.workcalendar import WorkCalendar
from sopflow.duration import Duration

DAY = 1440
MONDAY = date(2025, 12, 22)
"""Random calendars are tried around a new year, where two years of the index meet."""


@st.composite
def spans(draw, *, at_least=0):
    """Intervals of one date, in order, the last one perhaps past midnight."""
    count = draw(st.integers(at_least, 3))
    cuts = sorted(draw(st.sets(st.integers(0, 96), min_size=2 * count, max_size=2 * count)))
    found = [(cuts[i] * 15, cuts[i + 1] * 15) for i in range(0, 2 * count, 2)]
    if found and draw(st.booleans()):
        opening = found[-1][0] if found[-1][0] < DAY else 0
        found[-1] = (opening, min(DAY + draw(st.integers(0, 90)) * 15, opening + DAY))
    return tuple(span for span in found if span[0] < DAY)


dates = st.integers(0, 27).map(lambda offset: MONDAY + timedelta(days=offset))


@st.composite
def calendars(draw):
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
    """The rules of time.md, told the slow way: every minute and every date is looked at in turn."""

    def __init__(self, rules):
        self.rules = rules
        self.intervals = {}
        for offset in range(-40, 200):
            day = MONDAY + timedelta(days=offset)
            self.intervals[day] = [(self.at(day, a), self.at(day, b)) for a, b in self.hours(day)]
        for day, own in self.intervals.items():
            following = self.intervals.get(day + timedelta(days=1))
            if following:
                self.intervals[day] = [(a, min(b, following[0][0])) for a, b in own]
        self.working = {}
        for day, own in self.intervals.items():
            for begin, end in own:
                for minute in range(int((end - begin).total_seconds()) // 60):
                    self.working[begin + timedelta(minutes=minute)] = day
        self.ends = {end: day for day, own in self.intervals.items() for _, end in own}

    def at(self, day, minute):
        return datetime(day.year, day.month, day.day) + timedelta(minutes=minute)

    def opening(self, day):
        return next((opening for opening in self.rules.openings if opening.day == day), None)

    def hours(self, day):
        if any(closure.day == day for closure in self.rules.closures):
            return ()
        if self.opening(day):
            return self.opening(day).hours
        for period in self.rules.periods:
            if period.first <= day <= period.last and period.hours[day.weekday()] is not None:
                return period.hours[day.weekday()]
        return self.rules.hours[day.weekday()]

    def is_working_day(self, day):
        duty = self.opening(day) is not None and not self.opening(day).working_day
        return bool(self.intervals[day]) and not duty

    def date_of(self, instant):
        if instant in self.working:
            return self.working[instant]
        return self.ends.get(instant, instant.date())

    def closing(self, day):
        closing = self.intervals[day][-1][1]
        return closing - timedelta(minutes=1) if closing in self.working else closing

    def end_on(self, day):
        if self.rules.counting.ends == "midnight" or not self.is_working_day(day):
            return self.at(day, DAY - 1)
        return self.closing(day)

    def next_working_day(self, day):
        day += timedelta(days=1)
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def due(self, start, duration):
        counting = self.rules.counting
        day = self.date_of(start)
        if counting.cutoff is not None and not (
            self.is_working_day(day) and start <= self.at(day, counting.cutoff)
        ):  # fmt: skip
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
            target = day + timedelta(days=duration.amount - (counting.first_day == "included"))
            if not self.is_working_day(target) and counting.roll != "none":
                target = self.rolled(start, target)
        if self.end_on(target) < start:
            target = self.next_working_day(target)
        return self.end_on(target)

    def rolled(self, start, target):
        back = target
        while self.rules.counting.roll == "back" and self.end_on(back) >= start - timedelta(days=3):
            back -= timedelta(days=1)
            if self.is_working_day(back):
                return back if self.end_on(back) >= start else self.next_working_day(target)
        return self.next_working_day(target)

    def minutes_later(self, start, amount):
        while amount:
            amount -= start in self.working
            start += timedelta(minutes=1)
        return start


starts = st.integers(0, 27 * DAY).map(lambda m: datetime(2025, 12, 22) + timedelta(minutes=m))
terms = st.one_of(
    st.integers(1, 3000).map(minutes),
    st.integers(1, 12).map(working_days),
    st.integers(1, 12).map(lambda n: Duration(n, "calendar_day")),
    st.just(Duration(0, "same_day")),
)


@settings(max_examples=150, deadline=None)
@given(calendars(), st.lists(st.tuples(starts, terms), min_size=4, max_size=8))
def test_due_dates_equal_a_naive_count(rules, cases):
    calendar, naive = WorkCalendar(rules), Naive(rules)
    for start, duration in cases:
        due = calendar.due(start, duration).at.replace(tzinfo=None)
        assert due == naive.due(start, duration)
        assert due >= start


@settings(max_examples=60, deadline=None)
@given(calendars(), starts, starts)
def test_working_time_equals_a_naive_count(rules, a, b):
    calendar, naive = WorkCalendar(rules), Naive(rules)
    early, late = sorted((a, b))
    counted = sum(1 for minute in naive.working if early <= minute < late)
    assert calendar.working_minutes(early, late) == counted
    assert calendar.working_minutes(late, early) == -counted
    assert calendar.is_working(a) == (a in naive.working)
    assert calendar.next_opening(a).replace(tzinfo=None) == min(minute for minute in naive.working if minute >= a)


instants = st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))


@settings(max_examples=200, deadline=None)
@given(instants, st.integers(1, 20_000))
def test_adding_working_minutes_and_measuring_them_agree(start, amount):
    due = ASN.due(start, minutes(amount)).at
    assert ASN.working_minutes(start, due) == amount
    assert ASN.working_minutes(start, due - timedelta(minutes=1)) == amount - 1  # the earliest such instant


@settings(max_examples=200, deadline=None)
@given(instants, instants, st.sampled_from(["minute", "working_day", "calendar_day", "week", "month", "year"]))
def test_a_later_start_is_never_due_earlier(a, b, unit):
    early, late = sorted((a, b))
    if late.year < 2097:
        assert ASN.due(early, Duration(3, unit)).at <= ASN.due(late, Duration(3, unit)).at


def days_off():
    from sopflow.calendar.holidays import holiday_year

    return [off.day for year in range(2015, 2040) for off in holiday_year(year).days]


def test_working_days_equal_numpy_and_pandas():
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
def test_working_hours_equal_pandas_where_a_day_has_one_interval(opens, closes):
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
