"""What a plan says: tasks, ways and their ends. Instants are aware, in the zone of the SOP's calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from sopflow.calendars.certainty import Assumption
    from sopflow.duration import Duration


MAX_LISTED: Final = 200
"""More ways than this are not listed one by one."""


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """One visit of a step. ``due`` is None for a step without duration, which takes no time."""

    step: str
    visit: int
    number: str
    activity: str
    actor: str
    starts: datetime
    due: datetime | None
    duration: Duration | None
    certain: bool
    assumptions: tuple[Assumption, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return the JSON shape of ``sopflow plan --format json``."""
        return {
            "step": self.step,
            "visit": self.visit,
            "number": self.number,
            "actor": self.actor,
            "starts": self.starts.isoformat(),
            "due": _iso(self.due),
            "duration": self.duration and self.duration.text,
            "certain": self.certain,
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen when ``step`` was completed for the ``visit``-th time; the overdue way is ``on_overdue``."""

    step: str
    visit: int
    branch: str

    def to_dict(self) -> dict[str, object]:
        """Return the JSON shape."""
        return {"step": self.step, "visit": self.visit, "branch": self.branch}


@dataclass(frozen=True, slots=True)
class Scenario:
    """One way through the SOP: a series of choices and where it ends. ``due`` is None where nothing has a duration."""

    choices: tuple[Choice, ...]
    outcome: str
    due: datetime | None
    certain: bool
    assumptions: tuple[Assumption, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return the JSON shape."""
        return {
            "choices": [choice.to_dict() for choice in self.choices],
            "outcome": self.outcome,
            "due": _iso(self.due),
            "certain": self.certain,
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """The projection of an SOP from ``start``, or what is still to come of a running case from there.

    ``steps`` are the tasks of the shown way in the order in which they start; ``outcome``, ``due``, ``certain`` and
    ``assumptions`` are those of that way. ``scenarios`` holds every way, the shown one first; where there are more than
    200, ``truncated`` is True and it holds the shown, the longest and the shortest one. ``latest`` is the latest end
    over all ways, listed or not. That of a running case begins with its active tasks, since they began and with the due
    dates that stand; what is overdue at ``start`` is taken to be done then.
    """

    sop: str
    version: str
    start: datetime
    steps: tuple[PlannedTask, ...]
    outcome: str
    due: datetime | None
    certain: bool
    assumptions: tuple[Assumption, ...]
    latest: datetime | None
    truncated: bool
    scenarios: tuple[Scenario, ...]

    def to_dict(self, lang: str | None = None) -> dict[str, object]:
        """Return the JSON shape of ``sopflow plan --format json``; ``lang`` is that of the assumptions' sentences."""
        return {
            "sop": self.sop,
            "version": self.version,
            "start": self.start.isoformat(),
            "steps": [task.to_dict() for task in self.steps],
            "outcome": self.outcome,
            "due": _iso(self.due),
            "certain": self.certain,
            "assumptions": [assumption.to_dict(lang) for assumption in self.assumptions],
            "latest": _iso(self.latest),
            "truncated": self.truncated,
            "scenarios": [scenario.to_dict() for scenario in self.scenarios],
        }


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
