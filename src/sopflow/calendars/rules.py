"""What a calendar file says, as values: hours, periods, days off of its own, and how terms are counted.

It must not know where the values come from (``load.py``) nor which dates are holidays (``holidays.py``).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from datetime import date

Interval = tuple[int, int]
"""Opening and closing in minutes from 00:00 of the date; half-open; the closing may lie beyond 24:00 (1440)."""
Hours = tuple[Interval, ...]
Week = tuple[Hours, ...]
"""Hours of the seven days from Monday to Sunday."""
WeekChange = tuple[Hours | None, ...]
"""Other hours of the seven days; ``None`` leaves the weekday as it is."""

MINUTES_PER_DAY: Final = 1440
NO_CHANGE: Final[WeekChange] = (None,) * 7


@dataclass(frozen=True, slots=True)
class Period:
    """Other hours from ``first`` to ``last``, both included."""

    name: str
    first: date
    last: date
    hours: WeekChange

    def changes(self, day: date) -> bool:
        """Return whether the hours of ``day`` are those of the period."""
        return self.first <= day <= self.last and self.hours[day.weekday()] is not None


@dataclass(frozen=True, slots=True)
class Closure:
    """A date on which the unit is closed."""

    day: date
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """A date on which the unit is open after all.

    Without ``working_day`` it is a duty day: hours pass, but in every other rule it is a day off. ``hours`` is
    ``None`` where the date takes the hours it would have had if nobody had closed it.
    """

    day: date
    working_day: bool
    hours: Hours | None = None
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class DecreedYear:
    """A year whose joint leave is settled for this calendar."""

    year: int
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Counting:
    """How terms are counted; ``cutoff`` is in minutes from 00:00, ``None`` where there is none."""

    first_day: Literal["excluded", "included"] = "excluded"
    ends: Literal["closing", "midnight"] = "closing"
    roll: Literal["forward", "none", "back"] = "forward"
    cutoff: int | None = None


@dataclass(frozen=True, slots=True)
class CalendarRules:
    """Everything that a calendar file decides; ``timezone`` is an IANA name."""

    id: str
    timezone: str
    hours: Week
    version: str = "1"
    ramadan: WeekChange = NO_CHANGE
    periods: tuple[Period, ...] = ()
    closures: tuple[Closure, ...] = ()
    openings: tuple[Opening, ...] = ()
    national_holidays: bool = True
    joint_leave: bool = True
    decreed: tuple[DecreedYear, ...] = ()
    counting: Counting = field(default_factory=Counting)

    @property
    def has_ramadan(self) -> bool:
        """Whether any weekday has hours of its own in Ramadan."""
        return self.ramadan != NO_CHANGE

    @property
    def takes_over_holidays(self) -> bool:
        """Whether any date of this calendar hangs on Indonesia's holiday data."""
        return self.national_holidays or self.joint_leave or self.has_ramadan

    @property
    def reaches_midnight(self) -> bool:
        """Whether an interval ends at 24:00 or later, so that an instant may belong to the date before it."""
        weeks = (self.hours, self.ramadan, *(period.hours for period in self.periods))
        spans = [hours for week in weeks for hours in week if hours]
        spans += [opening.hours for opening in self.openings if opening.hours]
        return any(closing >= MINUTES_PER_DAY for hours in spans for _, closing in hours)


def content_hash(rules: CalendarRules, data_version: str) -> str:
    """Return SHA-256 over the canonical JSON of all that moves a date: reasons, names and bases are left out."""
    counting = rules.counting
    content = {
        "calendar": rules.id,
        "version": rules.version,
        "timezone": rules.timezone,
        "hours": rules.hours,
        "ramadan": rules.ramadan,
        "periods": sorted((p.first.isoformat(), p.last.isoformat(), p.hours) for p in rules.periods),
        "closures": sorted(closure.day.isoformat() for closure in rules.closures),
        "openings": sorted((o.day.isoformat(), o.working_day, o.hours) for o in rules.openings),
        "national_holidays": rules.national_holidays,
        "joint_leave": rules.joint_leave,
        "decreed": sorted(decreed.year for decreed in rules.decreed),
        "counting": [counting.first_day, counting.ends, counting.roll, counting.cutoff],
        "data": data_version if rules.takes_over_holidays else "",
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
