"""A task as users see it: somebody's work on one visit of a step, under way or over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sopflow.definition.model import ON_OVERDUE
from sopflow.engine import timing
from sopflow.engine.events import Completed, Lapsed, Left, Migrated, Reverted
from sopflow.engine.requirements import lacking_needs, missing_facts
from sopflow.engine.state import begin, evolve, relocate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sopflow.calendars.certainty import Assumption
    from sopflow.calendars.instant import When
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.engine.events import Event, Promise
    from sopflow.engine.machine import Machine
    from sopflow.engine.situation import Active, Situation, State, Term
    from sopflow.engine.zone import CaseZone


class TaskClock(NamedTuple):
    """What tells the time that a task has left: its calendar, its term, and when its case was suspended."""

    zone: CaseZone
    calendar: WorkCalendar
    term: Term
    stopped: datetime | None

    def now(self, at: When) -> datetime:
        """Return the instant that counts at ``at``: in a suspended case, that of the suspension."""
        return self.stopped or self.zone.instant(at)


@dataclass(frozen=True, slots=True)
class Task:
    """One visit of a step. Instants are aware, in the zone of the SOP's calendar.

    ``due`` is None for a step without time limit, and while the case is suspended: then there is only a remaining time.
    ``missing_documents`` (of each tuple, any one will do) and ``missing_facts`` are what it cannot be completed
    without. Once over, ``done_at``, ``done_by`` (the person, where one is known, else the role), ``ended``
    (``completed``, ``skipped`` or ``lapsed``), ``branch`` and ``late`` tell how; ``late`` is in working minutes, so it
    is 0 where none has passed since the due date (``on_time`` tells the rest); no time passes in a suspended case.
    """

    step: str
    actor: str
    visit: int
    since: datetime
    due: datetime | None
    certain: bool
    assumptions: tuple[Assumption, ...] = ()
    assignee: str | None = None
    missing_documents: tuple[tuple[str, ...], ...] = ()
    missing_facts: tuple[str, ...] = ()
    done_at: datetime | None = None
    done_by: str | None = None
    ended: str | None = None
    branch: str | None = None
    late: int = 0
    _clock: TaskClock | None = field(default=None, repr=False, compare=False)

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of the documents and facts that are missing; ``a|b``: either document will do."""
        return (*("|".join(documents) for documents in self.missing_documents), *self.missing_facts)

    @property
    def on_time(self) -> bool | None:
        """Whether somebody ended a task by its due date; None while nobody has, and where it has none."""
        if self.done_at is None or self.due is None:
            return None
        return self.ended != "lapsed" and self.done_at <= self.due

    def remaining(self, at: When) -> int | None:
        """Return the working minutes from ``at`` to the due date, negative once it has passed.

        While the case is suspended they are those that were left then. None without due date, and once it is over.
        """
        clock = self._clock
        return None if clock is None else timing.minutes_left(clock.calendar, clock.term, clock.now(at))

    def is_overdue(self, at: When) -> bool:
        """Say whether the due date has passed at ``at``; while the case is suspended, whether it had passed then."""
        clock = self._clock
        return clock is not None and clock.now(at) > clock.term.promise.at

    def due_if_resumed(self, at: When) -> datetime | None:
        """Return when the task would be due if the case were resumed at ``at``; ``due`` where it is not suspended."""
        clock = self._clock
        if clock is None or clock.stopped is None:
            return self.due
        pause = (clock.stopped, max(clock.stopped, clock.zone.instant(at)))
        return timing.paused(clock.calendar, clock.zone, clock.term, pause).at

    def to_dict(self, at: When) -> dict[str, object]:
        """Return the JSON shape of the command line; ``overdue`` is as of ``at``."""
        return task_shape(self, overdue=self.is_overdue(at))


class TaskLike(Protocol):
    """What an active task tells, wherever it comes from."""

    @property
    def step(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def assignee(self) -> str | None: ...
    @property
    def visit(self) -> int: ...
    @property
    def since(self) -> datetime: ...
    @property
    def due(self) -> datetime | None: ...
    @property
    def certain(self) -> bool: ...
    @property
    def missing(self) -> tuple[str, ...]: ...


def task_shape(task: TaskLike, *, overdue: bool) -> dict[str, object]:
    """Return an active task in the JSON shape of the contract."""
    return {
        "step": task.step,
        "actor": task.actor,
        "assignee": task.assignee,
        "visit": task.visit,
        "since": task.since.isoformat(),
        "due": task.due and task.due.isoformat(),
        "certain": task.certain,
        "overdue": overdue,
        "missing": list(task.missing),
    }


def active_task(machine: Machine, now: Situation, task: Active) -> Task:
    """Return a task that is under way."""
    step, term, promise = machine.steps[task.step], task.term, task.promise
    return Task(
        step=task.step,
        actor=step.actor,
        visit=task.visit,
        since=task.since,
        due=promise.at if promise and now.suspended is None else None,
        certain=_is_certain(promise),
        assumptions=promise.assumptions if promise else (),
        assignee=task.assignee,
        missing_documents=tuple(need.documents for need in lacking_needs(step, now.data, now.documents)),
        missing_facts=missing_facts(step, {}, now.data, now.documents),
        _clock=None if term is None else TaskClock(machine.zone, step.calendar, term, now.suspended),
    )


def finished_tasks(machines: Sequence[Machine], events: tuple[Event, ...]) -> tuple[Task, ...]:
    """Return the tasks that are over, in the order in which they were entered; what was taken back is left out.

    ``machines`` are the SOP that the case began with, and the versions of it that it has gone over to since.
    """
    found: dict[int, Task] = {}
    machine, *later = machines
    state: State | None = None
    for event in events:
        if state is None:
            state = begin(machine, event)
            continue
        if isinstance(event, Left):
            found[event.seq] = _finished(machine, state.now.tasks[event.step], event)
        elif isinstance(event, Reverted):
            del found[event.reverts]
        if isinstance(event, Migrated):
            machine = later.pop(0)
            state = relocate(machine, state, event)
        else:
            state = evolve(machine, state, event)
    return tuple(found.values())


def _finished(machine: Machine, task: Active, event: Left) -> Task:
    promise = task.promise
    lapsed = ON_OVERDUE if isinstance(event, Lapsed) else None
    return Task(
        step=task.step,
        actor=machine.steps[task.step].actor,
        visit=task.visit,
        since=task.since,
        due=promise.at if promise else None,
        certain=_is_certain(promise),
        assumptions=promise.assumptions if promise else (),
        assignee=task.assignee,
        done_at=event.at,
        done_by=event.person or event.by,
        ended=event.type,
        branch=event.branch if isinstance(event, Completed) else lapsed,
        late=event.late,
    )


def _is_certain(promise: Promise | None) -> bool:
    return promise is None or not promise.assumptions
