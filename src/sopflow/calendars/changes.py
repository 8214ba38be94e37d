"""What has changed between two calendars: the dates that are something else now, each with its reason and decree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sopflow.calendars.reasons import Reason
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.calendars.year import YearDay


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A date that is a working day now and was none, or the other way round, or has other hours.

    ``why`` is what makes it what it is now or, where it is a day like any other now, what made it what it was.
    """

    date: date
    working: bool
    why: Reason | None


def changed_days(old: WorkCalendar, new: WorkCalendar, first: date, last: date) -> tuple[ChangedDay, ...]:
    """Return the dates from ``first`` to ``last``, both included, whose working time is not what it was."""
    return tuple(
        ChangedDay(now.date, now.working, now.why or was.why)
        for was, now in zip(_days(old, first, last), _days(new, first, last), strict=True)
        if (was.working, was.hours) != (now.working, now.hours)
    )


def _days(calendar: WorkCalendar, first: date, last: date) -> Iterator[YearDay]:
    for year in range(first.year, last.year + 1):
        yield from (day for day in calendar.year(year).days if first <= day.date <= last)
