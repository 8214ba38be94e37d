"""The rules of a calendar as JSON, for those who keep them elsewhere than in files. It must not know who does.

What a calendar file extends or takes from other files is part of its rules by then, so one text is all there is.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from sopflow.calendars.rules import CalendarRules, Closure, Counting, DecreedYear, Hours, Opening, Period, WeekChange

FORMAT: Final = 1


def rules_to_json(rules: CalendarRules) -> str:
    """Return rules as JSON text; the same text for the same rules."""
    return json.dumps(
        {
            "format": FORMAT,
            "id": rules.id,
            "timezone": rules.timezone,
            "hours": rules.hours,
            "version": rules.version,
            "ramadan": rules.ramadan,
            "periods": [[p.name, p.first.isoformat(), p.last.isoformat(), p.hours] for p in rules.periods],
            "closures": [[c.day.isoformat(), c.reason, c.basis] for c in rules.closures],
            "openings": [[o.day.isoformat(), o.working_day, o.hours, o.reason, o.basis] for o in rules.openings],
            "national_holidays": rules.national_holidays,
            "joint_leave": rules.joint_leave,
            "decreed": [[d.year, d.basis] for d in rules.decreed],
            "counting": [rules.counting.first_day, rules.counting.ends, rules.counting.roll, rules.counting.cutoff],
        },
        separators=(",", ":"),
    )


def rules_from_json(text: str) -> CalendarRules:
    """Return the rules that ``rules_to_json`` wrote; ``ValueError`` for a text of another format."""
    found = json.loads(text)
    if found["format"] != FORMAT:
        raise ValueError(found["format"])
    return CalendarRules(
        id=found["id"],
        timezone=found["timezone"],
        hours=tuple(_hours(day) for day in found["hours"]),
        version=found["version"],
        ramadan=_change(found["ramadan"]),
        periods=tuple(Period(name, _day(a), _day(b), _change(week)) for name, a, b, week in found["periods"]),
        closures=tuple(Closure(_day(day), reason, basis) for day, reason, basis in found["closures"]),
        openings=tuple(
            Opening(_day(day), working, None if hours is None else _hours(hours), reason, basis)
            for day, working, hours, reason, basis in found["openings"]
        ),
        national_holidays=found["national_holidays"],
        joint_leave=found["joint_leave"],
        decreed=tuple(DecreedYear(year, basis) for year, basis in found["decreed"]),
        counting=Counting(*found["counting"]),
    )


def _hours(raw: list[list[int]]) -> Hours:
    return tuple((opening, closing) for opening, closing in raw)


def _change(raw: list[Any]) -> WeekChange:
    return tuple(None if day is None else _hours(day) for day in raw)


def _day(raw: str) -> date:
    return date.fromisoformat(raw)
