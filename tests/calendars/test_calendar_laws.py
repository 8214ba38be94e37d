"""Laws of counting that hold on every calendar, or on those that the law names."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from calendar_terms import ALWAYS, ASN, WARGA
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from naive_calendar import calendars, starts, terms

from effort import tries
from sopflow.calendars.rules import Counting
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.duration import Duration

if TYPE_CHECKING:
    from sopflow.calendars.rules import CalendarRules
    from sopflow.duration import Unit

MINUTE = timedelta(minutes=1)
DAYS: list[Unit] = ["working_day", "calendar_day", "week", "month", "year"]
shipped = st.sampled_from([ASN, WARGA, ALWAYS])
far = st.datetimes(datetime(1991, 1, 1), datetime(2080, 1, 1)).map(lambda at: at.replace(second=0, microsecond=0))
random = calendars().map(WorkCalendar)
plain = calendars().map(lambda rules: WorkCalendar(replace(rules, counting=Counting())))
"""Calendars without cutoff and with the first day excluded."""


@settings(max_examples=tries(60), deadline=None)
@given(random, st.lists(starts, min_size=2, max_size=8), terms)
def test_a_later_start_is_never_due_earlier(calendar: WorkCalendar, begins: list[datetime], term: Duration) -> None:
    dues = [calendar.due(start, term).at for start in sorted(begins)]
    assert dues == sorted(dues)


@settings(max_examples=tries(60), deadline=None)
@given(
    st.one_of(shipped, random), starts, st.sampled_from(["minute", *DAYS[:3]]), st.lists(st.integers(1, 40), min_size=2)
)
def test_a_longer_term_is_never_due_earlier(
    calendar: WorkCalendar, start: datetime, unit: Unit, amounts: list[int]
) -> None:
    dues = [calendar.due(start, Duration(amount, unit)).at for amount in sorted(amounts)]
    assert dues == sorted(dues)


@settings(max_examples=tries(100), deadline=None)
@given(shipped, far, st.integers(1, 1_000_000))
def test_measuring_returns_the_minutes_that_were_added(calendar: WorkCalendar, start: datetime, amount: int) -> None:
    due = calendar.due(start, Duration(amount, "minute")).at
    assert calendar.working_minutes(start, due) == amount
    assert calendar.working_minutes(due, start) == -amount
    assert calendar.working_minutes(start, due - MINUTE) == amount - 1


@settings(max_examples=tries(60), deadline=None)
@given(plain, st.lists(starts, min_size=1, max_size=4), st.integers(1, 400), st.integers(1, 400))
def test_two_terms_in_minutes_in_a_row_equal_one_of_their_sum(
    calendar: WorkCalendar, begins: list[datetime], first: int, second: int
) -> None:
    for start in begins:
        middle = calendar.due(start, Duration(first, "minute")).at
        whole = calendar.due(start, Duration(first + second, "minute"))
        assert calendar.due(middle, Duration(second, "minute")) == whole


@settings(max_examples=tries(60), deadline=None)
@given(plain, st.lists(starts, min_size=1, max_size=4), st.integers(1, 12), st.integers(1, 12))
def test_two_terms_in_working_days_in_a_row_equal_one_of_their_sum(
    calendar: WorkCalendar, begins: list[datetime], first: int, second: int
) -> None:
    """Over midnight too: a due date belongs to its own date, so a chain of steps loses no day."""
    for start in begins:
        middle = calendar.due(start, Duration(first, "working_day")).at
        whole = calendar.due(start, Duration(first + second, "working_day"))
        assert calendar.due(middle, Duration(second, "working_day")) == whole


@settings(max_examples=tries(100), deadline=None)
@given(st.one_of(shipped, random), starts, terms)
def test_a_due_date_never_lies_before_its_start(calendar: WorkCalendar, start: datetime, term: Duration) -> None:
    assert calendar.due(start, term).at >= calendar.instant(start)


@settings(max_examples=tries(60), deadline=None)
@given(st.one_of(shipped, random), starts, terms)
def test_the_latest_start_keeps_the_date_and_a_later_working_instant_does_not(
    calendar: WorkCalendar, limit: datetime, term: Duration
) -> None:
    limit += timedelta(days=60)
    latest = calendar.start_by(limit, term)
    assert calendar.due(latest, term).at <= calendar.instant(limit)
    later = calendar.next_opening(latest + MINUTE)
    assert calendar.due(later, term).at > calendar.instant(limit) or later > calendar.instant(limit)


@settings(max_examples=tries(60), deadline=None)
@given(st.one_of(shipped, random), starts, terms)
def test_the_last_moment_before_an_event_is_before_it(calendar: WorkCalendar, event: datetime, term: Duration) -> None:
    event += timedelta(days=60)
    assert calendar.before(event, term) <= calendar.instant(event)
    if term.unit == "minute":
        assert calendar.working_minutes(calendar.before(event, term), event) == term.amount


@settings(max_examples=tries(60), deadline=None)
@given(random, starts, terms, st.lists(st.tuples(starts, st.integers(0, 6000)), max_size=4))
def test_a_suspension_only_ever_gives_time(
    calendar: WorkCalendar, start: datetime, term: Duration, spans: list[tuple[datetime, int]]
) -> None:
    pauses = [(begin, begin + timedelta(minutes=length)) for begin, length in spans]
    due = calendar.due(start, term).at
    moved = calendar.resumed(start, term, pauses).at
    assert moved >= due
    received = calendar.instant(start)
    worked = [(a, b) for a, b in pauses if b > received.replace(tzinfo=None) and calendar.working_minutes(a, b)]
    inside = [(a, b) for a, b in pauses if a < due.replace(tzinfo=None) <= b]
    if not worked and not inside and term.unit != "clock_hour":
        assert moved == due


@settings(max_examples=tries(60), deadline=None)
@given(random, starts, terms, st.tuples(starts, st.integers(2, 6000)), st.floats(0.1, 0.9))
def test_a_pause_that_is_cut_in_two_costs_the_same(
    calendar: WorkCalendar, start: datetime, term: Duration, span: tuple[datetime, int], share: float
) -> None:
    begin, length = span
    cut, end = begin + timedelta(minutes=int(length * share)), begin + timedelta(minutes=length)
    whole = calendar.resumed(start, term, [(begin, end)])
    assert calendar.resumed(start, term, [(cut, end), (begin, cut)]) == whole
    assert calendar.resumed(start, term, [(begin, end), (begin, cut)]) == whole


@settings(max_examples=tries(60), deadline=None)
@given(
    calendars(), starts, st.integers(1, 12), st.lists(st.tuples(starts, st.integers(0, 4000)), min_size=1, max_size=3)
)
def test_suspending_twice_never_rolls_twice(
    rules: CalendarRules, start: datetime, amount: int, spans: list[tuple[datetime, int]]
) -> None:
    """Rolled or not, a calendar term ends on the same unrolled date: rolling leaves no trace in what follows."""
    term = Duration(amount, "calendar_day")
    pauses = [(begin, begin + timedelta(minutes=length)) for begin, length in spans]
    rolled = WorkCalendar(replace(rules, counting=Counting(roll="forward")))
    unrolled = WorkCalendar(replace(rules, counting=Counting(roll="none")))
    end = unrolled.resumed(start, term, pauses).at
    assume(all(begin < end.replace(tzinfo=None) and resumed < end.replace(tzinfo=None) for begin, resumed in pauses))
    moved = rolled.resumed(start, term, pauses).at
    first_working_day = rolled.due(end.date() - timedelta(days=1), Duration(1, "working_day")).at
    assert moved in {end, first_working_day}
