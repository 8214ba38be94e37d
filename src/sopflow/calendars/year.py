"""One year of a calendar, to be printed: what each date is, and how much working time each month has.

It must not know how a year looks on paper (``render/``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from sopflow.calendars import holidays
from sopflow.calendars.reasons import reason_off, reason_on
from sopflow.calendars.rules import MINUTES_PER_DAY

if TYPE_CHECKING:
    from sopflow.calendars.certainty import Assumption, Certainty
    from sopflow.calendars.days import Day, DayRules, Ground
    from sopflow.calendars.holidays import DayOff, Ramadan
    from sopflow.calendars.reasons import Reason
    from sopflow.calendars.rules import Hours
    from sopflow.calendars.worktime import WorkTime


Kind = Literal["usual", "ramadan", "period", "opening", "duty", "closed", "public", "joint-leave", "off"]
"""What a date is on paper; the first four are working days, ``off`` has no hours in any week."""


@dataclass(frozen=True, slots=True)
class YearDay:
    """One date: whether it is a working day, its hours, and the ground for them.

    ``hours`` are intervals in minutes from 00:00 of the date, as far as they pass; ``why`` says why it is no working
    day, or why it is one. ``days_off`` are the holidays and joint leave that fall on it, also where it is a
    weekend anyway.
    """

    date: date
    working: bool
    hours: Hours
    ground: Ground
    why: Reason | None
    days_off: tuple[DayOff, ...]

    @property
    def kind(self) -> Kind:
        """What the date is, in one word."""
        if self.working:
            return _WORKING.get(self.ground, "usual")
        if self.ground == "opening":
            return "duty"
        if self.ground in {"closure", "period"}:
            return "closed"
        if not self.days_off:
            return "off"
        return "public" if any(off.category == "public" for off in self.days_off) else "joint-leave"

    @property
    def minutes(self) -> int:
        """The working time of the date, in minutes."""
        return sum(closing - opening for opening, closing in self.hours)


_WORKING: Final[dict[Ground, Kind]] = {"ramadan": "ramadan", "period": "period", "opening": "opening"}


@dataclass(frozen=True, slots=True)
class YearMonth:
    """One month, with each of its dates."""

    number: int
    days: tuple[YearDay, ...]

    @property
    def working_days(self) -> int:
        """How many working days it has."""
        return sum(day.working for day in self.days)

    @property
    def minutes(self) -> int:
        """Its working time, in minutes."""
        return sum(day.minutes for day in self.days)


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year; ``ramadans`` are those whose hours differ, ``assumptions`` what is not decreed yet."""

    year: int
    months: tuple[YearMonth, ...]
    ramadans: tuple[Ramadan, ...]
    assumptions: tuple[Assumption, ...]

    @property
    def days(self) -> tuple[YearDay, ...]:
        """All dates of the year."""
        return tuple(day for month in self.months for day in month.days)


def calendar_year(year: int, rules: DayRules, work: WorkTime, certainty: Certainty) -> CalendarYear:
    """Return a year of a calendar; ``CalendarError`` outside the years 1990 to 2100."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    hours: dict[int, list[tuple[int, int]]] = {}
    for opening, closing, day in work.intervals_of(year):
        midnight = day * MINUTES_PER_DAY
        hours.setdefault(day, []).append((opening - midnight, closing - midnight))
    off = rules.days_off(year)
    days = [
        _day(day, tuple(hours.get(day.day.toordinal(), ())), tuple(o for o in off if o.day == day.day), rules)
        for day in rules.days_of(year)
        if day.day <= last
    ]
    months = tuple(YearMonth(month, tuple(d for d in days if d.date.month == month)) for month in range(1, 13))
    ramadans = holidays.ramadans(year) if any(day.ground == "ramadan" for day in days) else ()
    doubts = certainty.year(first.toordinal(), last.toordinal(), ramadans)
    return CalendarYear(year, months, ramadans, doubts)


def _day(day: Day, hours: Hours, days_off: tuple[DayOff, ...], rules: DayRules) -> YearDay:
    why = reason_on(day, rules) if day.working else reason_off(day, rules)
    return YearDay(day.day, day.working, hours, day.ground, why, days_off)
