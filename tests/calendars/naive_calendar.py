"""The rules of counting told the slow way, and random calendars, starts, terms and pauses to tell them on.

It must not know how the library counts: it looks at every minute and every date in turn, and takes from the library
only the values of a calendar's rules.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from calendar_terms import minutes, working_days
from hypothesis import strategies as st

from sopflow.calendars.rules import CalendarRules, Closure, Counting, Opening, Period
from sopflow.duration import Duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sopflow.calendars.rules import Hours

DAY = 1440
MONDAY = date(2025, 12, 22)
"""Random calendars are tried around a new year, where two years of the index meet."""
BEGIN = datetime(2025, 12, 22)
CALENDAR_UNITS = ("calendar_day", "week", "month", "year")

Pause = tuple[int, int]


class Naive:
    """The rules of counting, told the slow way: every minute and every date is looked at in turn.

    Dates are counted from MONDAY, instants in minutes from its 00:00. Only the dates of ``days`` are known. National
    holidays, joint leave and Ramadan are not: a calendar must say its days off itself.
    """

    def __init__(self, rules: CalendarRules, days: range = range(-8, 200)) -> None:
        self.rules = rules
        self.openings = {(o.day - MONDAY).days: o for o in rules.openings}
        self.intervals = {day: [(day * DAY + a, day * DAY + b) for a, b in self.hours(day)] for day in days}
        for day, own in self.intervals.items():
            following = self.intervals.get(day + 1)
            if following:
                self.intervals[day] = [(a, min(b, following[0][0])) for a, b in own]
        self.working = {m: day for day, own in self.intervals.items() for a, b in own for m in range(a, b)}
        self.ends = {b: day for day, own in self.intervals.items() for _, b in own}

    def hours(self, day: int) -> Hours:
        civil = MONDAY + timedelta(days=day)
        if any(closure.day == civil for closure in self.rules.closures):
            return ()
        if day in self.openings:
            return self.openings[day].hours or ()
        for period in self.rules.periods:
            other = period.hours[civil.weekday()]
            if period.first <= civil <= period.last and other is not None:
                return other
        return self.rules.hours[civil.weekday()]

    def is_working_day(self, day: int) -> bool:
        return bool(self.intervals[day]) and (day not in self.openings or self.openings[day].working_day)

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
        while not self.is_working_day(day):
            day -= 1
        return day

    def counted_start(self, start: int, duration: Duration) -> int:
        """Return the instant from which the term counts: another one than ``start`` only by the cutoff."""
        cutoff = self.rules.counting.cutoff
        day = self.date_of(start)
        if cutoff is None or duration.unit == "clock_hour":
            return start
        if self.is_working_day(day) and start <= day * DAY + cutoff:
            return start
        return self.intervals[self.next_working_day(day)][0][0]

    def due(self, start: int, duration: Duration) -> int:
        return self.resumed(start, duration, [])

    def resumed(self, start: int, duration: Duration, pauses: Iterable[Pause]) -> int:
        start = self.counted_start(start, duration)
        suspended = sorted({minute for a, b in pauses for minute in range(max(a, start), b)})
        if duration.unit in ("minute", "clock_hour"):
            return self.minutes_later(start, duration, set(suspended))
        target, moved, at_least = self.unrolled(start, duration), 0, start
        due = self.rolled(target, start, duration)
        for a, b in runs(suspended):
            if a >= due:
                break
            moved += self.days_between(self.working_date_from(a), self.working_date_from(b), duration)
            due = max(at_least, self.rolled(self.date_later(target, moved, duration), start, duration))
            if due < b:
                due = at_least = self.same_day(b)
        return due

    def minutes_later(self, start: int, duration: Duration, suspended: set[int]) -> int:
        clock = duration.unit == "clock_hour"
        if clock and not suspended:
            return start + duration.amount * 60
        left = duration.amount * 60 if clock else duration.amount
        while left:
            left -= (clock or start in self.working) and start not in suspended
            start += 1
        return start

    def unrolled(self, start: int, duration: Duration) -> int:
        """Return the date on which the term ends before any rolling."""
        first = self.date_of(start)
        included = self.rules.counting.first_day == "included"
        if duration.unit == "same_day":
            return self.date_of(self.same_day(start))
        if included and not (self.is_working_day(first) and start <= self.closing(first)):
            first = self.next_working_day(first)
        if duration.unit in CALENDAR_UNITS:
            return dates_later(first, duration) - included
        return self.not_before(start, self.date_later(first, duration.amount - included, duration))

    def rolled(self, target: int, start: int, duration: Duration) -> int:
        """Return the instant on which a term ends whose unrolled date is ``target``."""
        roll = self.rules.counting.roll
        if duration.unit in CALENDAR_UNITS and roll != "none" and not self.is_working_day(target):
            back = self.last_working_day(target)
            target = back if roll == "back" and self.end_on(back) >= start else self.next_working_day(target)
        return self.end_on(self.not_before(start, target))

    def not_before(self, start: int, day: int) -> int:
        return self.next_working_day(day) if self.end_on(day) < start else day

    def same_day(self, start: int) -> int:
        day = self.date_of(start)
        if not self.is_working_day(day) or self.end_on(day) < start:
            day = self.next_working_day(day)
        return self.end_on(day)

    def working_date_from(self, instant: int) -> int:
        """Return the date of the next instant of a working day's hours at or after ``instant``."""
        while not (instant in self.working and self.is_working_day(self.working[instant])):
            instant += 1
        return self.working[instant]

    def days_between(self, a: int, b: int, duration: Duration) -> int:
        if duration.unit in CALENDAR_UNITS:
            return b - a
        return sum(self.is_working_day(day) for day in range(a + 1, b + 1))

    def date_later(self, day: int, amount: int, duration: Duration) -> int:
        if duration.unit in CALENDAR_UNITS:
            return day + amount
        for _ in range(amount):
            day = self.next_working_day(day)
        return day

    def start_by(self, due: int, duration: Duration) -> int:
        start = due
        while not ((start in self.working or start in self.ends) and self.due(start, duration) <= due):
            start -= 1
        return start

    def before(self, event: int, duration: Duration) -> int:
        if duration.unit == "clock_hour":
            return event - duration.amount * 60
        if duration.unit == "minute":
            left = duration.amount
            while left:
                event -= 1
                left -= event in self.working
            return event
        day = self.date_of(event)
        if duration.unit == "same_day":
            return min(event, self.end_on(self.last_working_day(day)))
        if duration.unit == "working_day":
            for _ in range(duration.amount):
                day = self.last_working_day(day - 1)
        else:
            day = dates_later(day, Duration(-duration.amount, duration.unit))
            if self.rules.counting.roll != "none":
                day = self.last_working_day(day)
        return self.end_on(day)


def runs(suspended: Sequence[int]) -> list[Pause]:
    """Return the stretches of minutes without a gap, half-open: touching and overlapping pauses are one."""
    found: list[Pause] = []
    for minute in suspended:
        if found and found[-1][1] == minute:
            found[-1] = (found[-1][0], minute + 1)
        else:
            found.append((minute, minute + 1))
    return found


def dates_later(day: int, duration: Duration) -> int:
    """Return the date so many days, weeks, months or years later, or earlier where the amount is negative."""
    if duration.unit in ("calendar_day", "week"):
        return day + duration.amount * (7 if duration.unit == "week" else 1)
    civil = MONDAY + timedelta(days=day)
    months = civil.year * 12 + civil.month - 1 + duration.amount * (12 if duration.unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return (date(year, month, min(civil.day, monthrange(year, month)[1])) - MONDAY).days


def minute_of(at: datetime) -> int:
    return int((at.replace(tzinfo=None) - BEGIN).total_seconds()) // 60


def at_minute(minute: int) -> datetime:
    return BEGIN + timedelta(minutes=minute)


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


starts = st.integers(0, 27 * DAY).map(at_minute)
terms = st.one_of(
    st.integers(1, 300).map(minutes),  # at worst 15 minutes a week: 20 weeks
    st.integers(1, 12).map(working_days),
    st.integers(1, 12).map(lambda n: Duration(n, "calendar_day")),
    st.integers(1, 3).map(lambda n: Duration(n, "week")),
    st.integers(1, 3).map(lambda n: Duration(n, "month")),
    st.integers(1, 100).map(lambda n: Duration(n, "clock_hour")),
    st.just(Duration(0, "same_day")),
)


def naive_of_mid_2026(rules: CalendarRules) -> Naive:
    """Return the slow count for the middle of 2026: true from 18 June to 24 December, years take longer."""
    holidays = (Closure(date(2026, 8, 17)), Closure(date(2026, 8, 25))) if rules.national_holidays else ()
    return Naive(replace(rules, closures=rules.closures + holidays), range(150, 380))
