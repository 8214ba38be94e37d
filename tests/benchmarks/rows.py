"""The rows of the table: a piece of work, how we do it, who else does it, and what share of their time is our goal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any, Final

import peers

import sopflow
from sopflow import Duration, WorkCalendar
from sopflow.calendars.rules import NO_CHANGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sopflow import Due

MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One piece of work; ``goal`` is the largest share of the peer's time that we allow ourselves, if there is one.

    With ``bytes`` as ``unit`` both sides give a size, and that is compared. ``same`` takes our answer and the peer's,
    and says whether they are the same; None where the questions differ.
    """

    work: str
    ours: Callable[[], Any]
    peer: str
    theirs: Callable[[], Any]
    goal: float | None
    same: Callable[[Any, Any], bool] | None = None
    unit: str = "seconds"


def rows() -> Iterator[Row]:
    """Give the rows in the order of the table."""
    office, unbroken = bench_calendar(peers.OFFICE), bench_calendar(peers.UNBROKEN)
    start, later = peers.START, peers.YEAR_LATER
    million = peers.starts()
    ten_days, thirty_hours = Duration(10, "working_day"), Duration(30 * 60, "minute")
    short, long = Duration(120, "minute"), Duration(20_000, "minute")

    def due(term: Duration, calendar: WorkCalendar = office) -> Callable[[], Any]:
        return lambda: calendar.due(start, term)

    def between(calendar: WorkCalendar = office) -> Callable[[], int]:
        return lambda: calendar.working_minutes(start, later)

    def many(term: Duration) -> Callable[[], Any]:
        return lambda: office.due_many(million, term)

    for name, peer in (
        ("numpy.busday_offset", peers.numpy_day(10)),
        ("pandas CustomBusinessDay", peers.pandas_day(10)),
        ("holidays.get_nth_working_day", peers.holidays_day(10)),
    ):
        yield Row("date + 10 working days", due(ten_days), name, peer, 1 / 2, same_date)
    for work, hours, calendar, goal in (
        ("datetime + 30 working hours", peers.UNBROKEN, unbroken, 1 / 25),
        ("the same, in days of 7.5 hours with a break", peers.OFFICE, office, None),
    ):
        peer = peers.pandas_hours(30, hours)
        yield Row(work, due(thirty_hours, calendar), "pandas CustomBusinessHour", peer, goal, same_instant)
    work = "datetime + 20,000 working minutes"
    peer = peers.business_timedelta_add(20_000)
    yield Row(work, due(long), "businesstimedelta", peer, 1 / 1500, same_instant)
    yield Row(work, due(long), "sopflow, 120 minutes", due(short), 1.5)
    work = "working minutes across a year"
    peer = peers.business_duration_between()
    yield Row(work, between(unbroken), "business_duration", peer, 1 / 300, lambda ours, theirs: theirs == ours)
    peer = peers.business_timedelta_between()
    yield Row(work, between(), "businesstimedelta", peer, 1 / 15_000, lambda a, b: b.timedelta == a * MINUTE)
    work = "1,000,000 due dates in working days"
    yield Row(work, many(ten_days), "numpy.busday_offset", peers.numpy_days(10), 1 / 2, same_dates)
    work = "1,000,000 due dates in working minutes"
    yield Row(work, many(thirty_hours), "sopflow, working days", many(ten_days), 6)


def bench_calendar(hours: peers.Hours) -> WorkCalendar:
    """Return a calendar that the peers can be told: the days off of ``id-asn``, the same hours on five days."""
    day = tuple((_minute(opens), _minute(closes)) for opens, closes in hours)
    return WorkCalendar(replace(sopflow.calendar("id-asn").rules, hours=(*[day] * 5, (), ()), ramadan=NO_CHANGE))


def same_date(ours: Due, theirs: Any) -> bool:
    return str(theirs)[:10] == ours.at.date().isoformat()


def same_instant(ours: Due, theirs: Any) -> bool:
    return bool(theirs.replace(tzinfo=None) == ours.at.replace(tzinfo=None))


def same_dates(ours: Any, theirs: Any) -> bool:
    return bool((ours.astype("datetime64[D]") == theirs).all())


def _minute(clock: str) -> int:
    at = time.fromisoformat(clock)
    return at.hour * 60 + at.minute
