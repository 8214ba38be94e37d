"""What a calendar file says twice or against itself; each finding stands at the later of two entries.

It must not read any file: the rules have been built before.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Final

from sopflow.calendars.days import DayRules
from sopflow.calendars.rules import Closure, Opening
from sopflow.calendars.worktime import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from sopflow.calendars.build import BuiltCalendar
    from sopflow.calendars.rules import CalendarRules
    from sopflow.source.nodes import KeyPath

_FEWEST: Final = 20
"""Fewer dates with other hours cannot shut a calendar for a year: weekdays come 52 times, holidays half as often."""

_MOST_HOLIDAYS: Final = 40
"""A year has fewer holidays and days of joint leave."""


def report_contradictions(built: BuiltCalendar) -> None:
    """Report dates and periods that stand in each other's way, and hours that never open."""
    _dates_said_twice(built)
    _periods_that_overlap(built)
    if built.hours_known:
        _openings_without_hours(built)
        _no_working_time(built)


def _dates_said_twice(built: BuiltCalendar) -> None:
    base = built.base
    said: dict[date, tuple[type, KeyPath]] = {}
    inherited: dict[date, type] = {}
    if base:
        inherited |= {closure.day: Closure for closure in base.closures}
        inherited |= {opening.day: Opening for opening in base.openings}
    closed = [(path, closure) for path, closure in built.imported]
    placed: list[tuple[KeyPath, Closure | Opening]] = [((*path, "date"), entry) for path, entry in built.days]
    for place, entry in [*closed, *placed]:
        kind, day = type(entry), entry.day
        if day in said:
            code = "calendar-date-twice" if said[day][0] is kind else "calendar-closed-and-open"
            built.findings.at(code, place, date=day, first_line=built.findings.line(said[day][1]))
        elif day in inherited and not (kind is inherited[day] is Closure):
            code = "calendar-date-twice" if inherited[day] is kind else "calendar-closed-and-open"
            assert base is not None
            built.findings.at(f"{code}-inherited", place, date=day, calendar=base.id)
        said.setdefault(day, (kind, place))


def _periods_that_overlap(built: BuiltCalendar) -> None:
    inherited = [(period.first, period.last) for period in (built.base.periods if built.base else ())]
    known = sorted(inherited)  # they are apart, so only the neighbours of a new one can overlap it
    for path, period in built.periods:
        at = bisect_right(known, (period.first, period.last))
        overlaps = [
            (max(period.first, first), min(period.last, last))
            for first, last in known[max(at - 1, 0) : at + 1]
            if first <= period.last and period.first <= last
        ]
        if overlaps:
            first, last = overlaps[0]
            built.findings.at("calendar-periods-overlap", (*path, "from"), first=first, last=last)
        else:
            known.insert(at, (period.first, period.last))


def _openings_without_hours(built: BuiltCalendar) -> None:
    days = DayRules(built.rules)
    for path, opening in built.openings:
        if opening.hours is None and not days.usual_hours(opening.day):
            built.findings.at("opening-without-hours", (*path, "date"), hint="say-hours", date=opening.day)


def _no_working_time(built: BuiltCalendar) -> None:
    rules = built.rules
    if not any(rules.hours) and not any(rules.ramadan):
        place = ("hours",) if built.findings.has(("hours",)) else ("calendar",)
        built.findings.at_key("calendar-no-hours", place, calendar=rules.id)
        return
    first_to_touch: dict[int, KeyPath] = {}
    spans = [((*path, "from"), period.first, period.last) for path, period in built.periods]
    spans += [((*path, "date"), closure.day, closure.day) for path, closure in built.closures]
    spans += [(path, closure.day, closure.day) for path, closure in built.imported]
    for path, first, last in spans:
        for year in range(max(first.year, FIRST_YEAR), min(last.year, LAST_YEAR) + 1):
            first_to_touch.setdefault(year, path)
    for year, path in first_to_touch.items():
        if _is_idle(rules, year):
            built.findings.at("calendar-year-without-work", path, calendar=rules.id, year=year)
            return


def _is_idle(rules: CalendarRules, year: int) -> bool:
    """Return whether a year has no hours; holidays are looked at only where they could have taken the last of them."""
    begin, end = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
    closed = {closure.day.toordinal() for closure in rules.closures if closure.day.year == year}
    changed = sum(max(0, min(p.last.toordinal(), end) - max(p.first.toordinal(), begin) + 1) for p in rules.periods)
    if len(closed) + changed < _FEWEST or any(opening.day.year == year for opening in rules.openings):
        return False
    days = DayRules(rules)
    dates = (date.fromordinal(day) for day in range(begin, end + 1) if day not in closed)
    left = {day for day in dates if days.usual_hours(day)}
    return not left or (len(left) < _MOST_HOLIDAYS and left <= {off.day for off in days.days_off(year)})
