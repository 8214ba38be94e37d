"""Why a date is what it is, for people: the weekend, a holiday with its decree, a closure with its reason.

It must not know how terms are counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sopflow.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopflow.calendars.days import Day, DayRules
    from sopflow.calendars.holidays import DayOff

_WEEKEND: Final = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a date is counted or not: ``code`` is stable, ``params`` are the facts of its sentence.

    ``days_off`` are the holidays and joint leave on the date; their names are written in the reader's language.
    """

    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
    days_off: tuple[DayOff, ...] = ()

    def message(self, lang: str | None = None) -> str:
        """Return a few words in ``lang`` ("id" or "en"; without it, the language of the locale)."""
        if self.days_off:
            return "; ".join(dict.fromkeys(off.describe(lang) for off in self.days_off))
        return say(self.code, lang, **self.params)


def reason_off(day: Day, rules: DayRules) -> Reason:
    """Return why a date is no working day."""
    if day.ground == "closure":
        closure = rules.closure(day.day)
        return _named("day-closure", closure.reason, closure.basis)
    if day.ground == "opening":
        return reason_on(day, rules) or Reason("day-duty")
    if day.ground == "holiday":
        found = tuple(off for off in rules.days_off(day.day.year) if off.day == day.day)
        return Reason(f"day-{found[0].category.replace('_', '-')}", days_off=found)
    if day.ground == "period":
        return _named("day-period-closed", rules.period(day.day).name, "")
    return Reason("day-weekend" if day.day.weekday() in _WEEKEND else "day-without-hours")


def reason_on(day: Day, rules: DayRules) -> Reason | None:
    """Return why a date has working time although nobody would expect it; None for a day like any other."""
    if day.ground != "opening":
        return None
    opening = rules.opening(day.day)
    return _named("day-opening" if day.working else "day-duty", opening.reason, opening.basis)


def _named(code: str, reason: str, basis: str) -> Reason:
    """Return a reason with the words and the decree that the calendar file has for it."""
    given = {key: value for key, value in (("reason", reason), ("basis", basis)) if value}
    return Reason("-".join([code, *given]), given)
