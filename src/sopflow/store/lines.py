"""What a store answers in lists: tasks, cases and counts, as values. It must not know tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from sopflow.engine.task import task_shape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sopflow.engine.situation import Status

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class WorkItem:
    """An active task of some case. Instants are aware, in the zone of the SOP's calendar.

    ``due`` is None for a task without time limit, and while its case is suspended; ``overdue`` is as of the instant
    that was asked about. ``missing`` is what it cannot be completed without, as in ``Task``. ``promised`` is when the
    service of the whole case is due, ``hash`` the content hash of its SOP.
    """

    case: str
    sop: str
    version: str
    hash: str
    status: Status
    promised: datetime | None
    step: str
    actor: str
    assignee: str | None
    visit: int
    since: datetime
    due: datetime | None
    certain: bool
    overdue: bool
    missing: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the JSON shape of a task, as in ``Task.to_dict``."""
        return task_shape(self, overdue=self.overdue)

    def as_case(self) -> dict[str, object]:
        """Return the JSON shape of its case, with this one task."""
        return {
            "case": self.case,
            "sop": self.sop,
            "version": self.version,
            "status": self.status,
            "outcome": None,
            "due": self.promised and self.promised.isoformat(),
            "tasks": [self.to_dict()],
        }


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list. Instants are aware, in the zone of the SOP's calendar.

    ``due`` is when the promised service is due, ``overdue`` whether that, or the due date of a task, has passed at the
    instant that was asked about; ``ended`` is when it came to its end.
    """

    case: str
    sop: str
    version: str
    status: Status
    outcome: str | None
    started: datetime
    due: datetime | None
    certain: bool
    overdue: bool
    ended: datetime | None
    tasks: tuple[WorkItem, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the JSON shape of a case, as in ``Case.to_dict``."""
        return {
            "case": self.case,
            "sop": self.sop,
            "version": self.version,
            "status": self.status,
            "outcome": self.outcome,
            "due": self.due and self.due.isoformat(),
            "tasks": [task.to_dict() for task in self.tasks],
        }


@dataclass(frozen=True, slots=True)
class Page(Generic[Line]):
    """Some lines, and the cursor with which the next page is asked for; None where there is none."""

    lines: tuple[Line, ...]
    next: str | None

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class TaskCount:
    """How many active tasks an actor of an SOP has: all, those that nobody has taken, and those that are overdue."""

    sop: str
    actor: str
    open: int
    unassigned: int
    overdue: int


@dataclass(frozen=True, slots=True)
class CaseCount:
    """How many cases of an SOP are in a status, with an outcome, and how many of them have broken the promise."""

    sop: str
    status: Status
    outcome: str | None
    cases: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a dashboard."""

    tasks: tuple[TaskCount, ...]
    cases: tuple[CaseCount, ...]
