"""What one date is for one calendar: its hours, whether it counts as a working day, and why.

Precedence, strongest first: closure or opening, holiday or joint leave, period, Ramadan, the week. It must not know
how terms are counted.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sopflow.calendars import holidays
from sopflow.errors import CalendarError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.calendars.holidays import DayOff, Ramadan
    from sopflow.calendars.rules import CalendarRules, Closure, Hours, Opening, Period

Ground = Literal["week", "ramadan", "period", "closure", "opening", "holiday"]

ESTIMATE_MARGIN: Final = timedelta(days=2)
"""An estimated feast may still move by this much to either side."""


class Day(NamedTuple):
    """One date: its hours (minutes from its 00:00), whether it is a working day, and the ground for it.

    ``ramadan`` is the estimated Ramadan on which the hours rest, if they do: they are Ramadan hours, or those of a
    date so near to its edge that they may yet become or cease to be.
    """

    day: date
    hours: Hours
    working: bool
    ground: Ground
    ramadan: Ramadan | None = None


class DayRules:
    """Answers what a date is; for one calendar."""

    def __init__(self, rules: CalendarRules) -> None:
        self._rules = rules
        self._closures = {closure.day: closure for closure in reversed(rules.closures)}
        self._openings = {opening.day: opening for opening in rules.openings}

    def days_of(self, year: int) -> Iterator[Day]:
        """Return every date of ``year`` and the first of the year after, which closes the last night."""
        first = date(year, 1, 1)
        taken = {off.day for off in self.days_off(year)}
        ramadans = holidays.ramadans(year) if self._rules.has_ramadan else ()
        for offset in range((date(year + 1, 1, 1) - first).days):
            day = first + timedelta(days=offset)
            yield self._day(day, off=day in taken, ramadans=ramadans)
        new_year = date(year + 1, 1, 1)
        if year < holidays.LAST_YEAR:
            yield self.day(new_year)
        else:  # there is no data for that year, but New Year's Day is a holiday in all of them
            yield self._day(new_year, off=self._rules.national_holidays, ramadans=())

    def day(self, day: date) -> Day:
        """Return what ``day`` is."""
        ramadans = holidays.ramadans(day.year) if self._rules.has_ramadan else ()
        return self._day(day, off=any(off.day == day for off in self.days_off(day.year)), ramadans=ramadans)

    def usual_hours(self, day: date) -> Hours:
        """Return the hours of a date if nobody had closed or opened it and no holiday fell on it."""
        in_ramadan = self._rules.ramadan[day.weekday()] is not None
        return self._usual(day, holidays.ramadans(day.year) if in_ramadan else ()).hours

    def closure(self, day: date) -> Closure:
        """Return the closure of a date that is closed."""
        return self._closures[day]

    def opening(self, day: date) -> Opening:
        """Return the opening of a date that is opened."""
        return self._openings[day]

    def period(self, day: date) -> Period:
        """Return the period that gives a date its hours."""
        return next(period for period in self._rules.periods if period.changes(day))

    def days_off(self, year: int) -> tuple[DayOff, ...]:
        """Return the holidays and joint leave of ``year`` that this calendar takes over."""
        rules = self._rules
        if not (rules.national_holidays or rules.joint_leave):
            return ()
        taken = {"public": rules.national_holidays, "joint_leave": rules.joint_leave}
        return tuple(off for off in holidays.holiday_year(year).days if taken[off.category])

    def _day(self, day: date, *, off: bool, ramadans: tuple[Ramadan, ...]) -> Day:
        if day in self._closures:
            return Day(day, (), False, "closure")
        opening = self._openings.get(day)
        if opening is not None:
            return self._opened(day, opening, ramadans)
        if off:
            return Day(day, (), False, "holiday")
        return self._usual(day, ramadans)

    def _opened(self, day: date, opening: Opening, ramadans: tuple[Ramadan, ...]) -> Day:
        if opening.hours is not None:
            return Day(day, opening.hours, opening.working_day, "opening")
        usual = self._usual(day, ramadans)
        if not usual.hours:
            raise CalendarError("opening-without-hours", date=day)
        return usual._replace(ground="opening", working=opening.working_day)

    def _usual(self, day: date, ramadans: tuple[Ramadan, ...]) -> Day:
        rules, weekday = self._rules, day.weekday()
        for period in rules.periods:
            if period.changes(day):
                hours = period.hours[weekday] or ()
                return Day(day, hours, bool(hours), "period")
        hours = rules.hours[weekday]
        in_ramadan = rules.ramadan[weekday]
        if in_ramadan is None:
            return Day(day, hours, bool(hours), "week")
        estimate = next((r for r in ramadans if r.estimated and _near(day, r)), None)
        if any(ramadan.first <= day <= ramadan.last for ramadan in ramadans):
            return Day(day, in_ramadan, bool(in_ramadan), "ramadan", estimate)
        return Day(day, hours, bool(hours), "week", estimate)


def _near(day: date, ramadan: Ramadan) -> bool:
    return ramadan.first - ESTIMATE_MARGIN <= day <= ramadan.last + ESTIMATE_MARGIN
