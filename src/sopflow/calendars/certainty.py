"""What a due date rests on that nobody has decreed yet, and the sentence that says so.

A due date is certain when it rests only on decreed data as the calendar holds it. It must not know how terms are
counted: it is told which dates a term spans and on which hours it relies.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from sopflow.calendars import holidays
from sopflow.calendars.days import ESTIMATE_MARGIN
from sopflow.messages import default_language, format_date, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sopflow.calendars.days import DayRules
    from sopflow.calendars.holidays import Ramadan
    from sopflow.calendars.rules import CalendarRules

ESTIMATED_HOLIDAY: Final = "estimated-holiday"
JOINT_LEAVE_UNDECREED: Final = "joint-leave-undecreed"
ESTIMATED_RAMADAN: Final = "estimated-ramadan"
HOLIDAY_DATA_ABSENT: Final = "holiday-data-absent"
ASSUMPTIONS: Final = {
    ESTIMATED_HOLIDAY: frozenset[str](),
    JOINT_LEAVE_UNDECREED: frozenset({"year"}),
    ESTIMATED_RAMADAN: frozenset({"year"}),
    HOLIDAY_DATA_ABSENT: frozenset({"year"}),
}
"""All codes that an assumption may have, each with the names of its ``params``."""


_OF_YEARS: Final = {
    JOINT_LEAVE_UNDECREED: "joint-leave-undecreed-years",
    HOLIDAY_DATA_ABSENT: "holiday-data-absent-years",
}
_MOST_NAMED: Final = 12
"""More dates than these are counted, not named, in a sentence; ``dates`` holds all."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing that a due date takes for granted.

    ``dates`` are the dates in doubt: each estimated holiday; for a year, its first and last day; for a Ramadan, its
    first and last day. ``params`` are plain numbers (``year``), so that an event can store them.
    """

    code: str
    dates: tuple[date, ...]
    params: Mapping[str, int] = field(default_factory=dict, hash=False)

    def message(self, lang: str | None = None) -> str:
        """Return one sentence in ``lang`` ("id" or "en"; without it, the language of the locale)."""
        lang = lang or default_language()
        if self.code != ESTIMATED_HOLIDAY:
            return say(self.code, lang, dates=[format_date(day, lang) for day in self.dates], **self.params)
        named = [_named(day, lang) for day in self.dates[:_MOST_NAMED]]
        left = len(self.dates) - len(named)
        if not left:
            return say(self.code, lang, dates=named)
        return say("estimated-holidays-and-more", lang, dates=", ".join(named), left=left)

    def to_dict(self, lang: str | None = None) -> dict[str, object]:
        """Return ``{"code", "message", "dates"}``, the dates as ISO text."""
        return {
            "code": self.code,
            "message": self.message(lang),
            "dates": [day.isoformat() for day in self.dates],
        }


def combine(*groups: Iterable[Assumption]) -> tuple[Assumption, ...]:
    """Merge the assumptions of several due dates: one of each kind, in order of first appearance, dates sorted."""
    merged: dict[tuple[str, tuple[tuple[str, int], ...]], Assumption] = {}
    for assumption in (assumption for group in groups for assumption in group):
        key = (assumption.code, tuple(sorted(assumption.params.items())))
        known = merged.get(key)
        dates = assumption.dates if known is None else (*known.dates, *assumption.dates)
        merged[key] = Assumption(assumption.code, tuple(sorted(set(dates))), assumption.params)
    return tuple(merged.values())


def sentences(assumptions: Iterable[Assumption], lang: str | None = None) -> list[str]:
    """Return one sentence for each assumption in ``lang``; of several years in a row, one for all of them."""
    found: list[str] = []
    for code, group in groupby(assumptions, key=lambda assumption: assumption.code):
        several = list(group)
        years = [assumption.params.get("year", 0) for assumption in several]
        if code in _OF_YEARS and len(years) > 1 and years == list(range(years[0], years[-1] + 1)):
            found.append(say(_OF_YEARS[code], lang, first=years[0], last=years[-1]))
        else:
            found += [assumption.message(lang) for assumption in several]
    return found


class Certainty:
    """What is in doubt for one calendar; dates are ordinals, both ends of a span included."""

    def __init__(self, rules: CalendarRules, days: DayRules) -> None:
        self._rules = rules
        self._days = days
        self._decreed = {decreed.year for decreed in rules.decreed}
        self._estimated: dict[int, tuple[date, ...]] = {}
        self._clear_years: dict[int, bool] = {}
        self.clear = (0, 0)

    def is_clear(self, first: int, last: int) -> bool:
        """Say whether no term within the years of these dates can rest on anything that is not decreed.

        ``clear`` grows with the answers: dates within it need no further question.
        """
        begin, end = self.clear
        if begin <= first and last <= end:
            return True
        first_year, last_year = date.fromordinal(first).year, date.fromordinal(last).year
        if not all(self._is_clear_year(year) for year in range(first_year, last_year + 1)):
            return False
        first, last = date(first_year, 1, 1).toordinal(), date(last_year, 12, 31).toordinal()
        touches = first <= end + 1 and begin <= last + 1
        self.clear = (min(first, begin), max(last, end)) if touches else (first, last)
        return True

    def _is_clear_year(self, year: int) -> bool:
        known = self._clear_years.get(year)
        if known is None:
            first, last = date(year, 1, 1), date(year, 12, 31)
            known = not self.span(first.toordinal(), last.toordinal()) and not self._near_estimated_ramadan(year)
            self._clear_years[year] = known
        return known

    def _near_estimated_ramadan(self, year: int) -> bool:
        if not self._rules.has_ramadan:
            return False
        first, last = date(year, 1, 1) - ESTIMATE_MARGIN, date(year, 12, 31) + ESTIMATE_MARGIN
        near = range(first.year, min(last.year, holidays.LAST_YEAR) + 1)
        return any(r.estimated and r.first <= last for touched in near for r in holidays.ramadans(touched))

    def span(self, first: int, last: int) -> tuple[Assumption, ...]:
        """Return what is in doubt about the days off of a term that touches the dates ``first`` to ``last``."""
        found: list[Assumption] = []
        absent: list[Assumption] = []
        estimated = self._estimated_between(first - ESTIMATE_MARGIN.days, last + ESTIMATE_MARGIN.days)
        if estimated:
            found.append(Assumption(ESTIMATED_HOLIDAY, estimated))
        for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
            whole_year = (date(year, 1, 1), date(year, 12, 31))
            if self._rules.joint_leave and not self._is_decreed(year):
                found.append(Assumption(JOINT_LEAVE_UNDECREED, whole_year, {"year": year}))
            if self._rules.national_holidays and not holidays.holiday_year(year).complete:
                absent.append(Assumption(HOLIDAY_DATA_ABSENT, whole_year, {"year": year}))
        return (*found, *absent)

    def year(self, first: int, last: int, ramadans: Iterable[Ramadan]) -> tuple[Assumption, ...]:
        """Return what is in doubt about a whole year, from its ``first`` date to its ``last``."""
        return combine(self.span(first, last), (resting_on(ramadan) for ramadan in ramadans if ramadan.estimated))

    def _is_decreed(self, year: int) -> bool:
        return year in self._decreed or holidays.holiday_year(year).decreed

    def _estimated_between(self, first: int, last: int) -> tuple[date, ...]:
        begin, end = date.fromordinal(first), date.fromordinal(last)
        found: list[date] = []
        for year in range(begin.year, min(end.year, holidays.LAST_YEAR) + 1):
            days = self._estimated_in(year)
            found += days[bisect_left(days, begin) : bisect_right(days, end)]
        return tuple(found)

    def _estimated_in(self, year: int) -> tuple[date, ...]:
        known = self._estimated.get(year)
        if known is None:
            known = tuple(sorted({off.day for off in self._days.days_off(year) if off.estimated}))
            self._estimated[year] = known
        return known


def resting_on(ramadan: Ramadan) -> Assumption:
    """Return the assumption of a term that relies on the hours of an estimated Ramadan."""
    return Assumption(ESTIMATED_RAMADAN, (ramadan.first, ramadan.last), {"year": ramadan.hijri_year})


def _named(day: date, lang: str) -> str:
    written = format_date(day, lang)
    off = next((off for off in holidays.holiday_year(day.year).days if off.day == day), None)
    return written if off is None else f"{written} ({off.named(lang)})"
