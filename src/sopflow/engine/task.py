"""A task as users see it: somebody's work on one visit of a step, under way or over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sopflow.definition.model import ON_OVERDUE
from sopflow.engine import timing
from sopflow.engine.events import Completed, Lapsed, Left, Reverted
from sopflow.engine.objections import lacking_needs, missing_facts
from sopflow.engine.state import begin, evolve

if TYPE_CHECKING:
    from datetime import datetime

    from sopflow.calendars.certainty import Assumption
    from sopflow.calendars.instant import When
    from sopflow.engine.events import Event, Promise
    from sopflow.engine.machine import Machine
    from sopflow.engine.state import Active, Situation, State, Term


@dataclass(frozen=True, slots=True)
class Task:
    """One visit of a step. Instants are aware, in the zone of the SOP's calendar.

    ``due`` is None for a step without time limit, and while the case is suspended: then there is only a remaining time.
    ``missing`` names the documents and facts without which it cannot be completed (``a|b``: either will do). Once over,
    ``done_at``, ``done_by`` (the person, where one is known, else the role), ``ended`` (``completed``, ``skipped`` or
    ``lapsed``), ``branch`` and ``late``, in working minutes, tell how.
    """

    step: str
    actor: str
    visit: int
    since: datetime
    due: datetime | None
    certain: bool
    assumptions: tuple[Assumption, ...] = ()
    assignee: str | None = None
    missing: tuple[str, ...] = ()
    done_at: datetime | None = None
    done_by: str | None = None
    ended: str | None = None
    branch: str | None = None
    late: int = 0
    _machine: Machine | None = field(default=None, repr=False, compare=False)
    _term: Term | None = field(default=None, repr=False, compare=False)
    _stopped: datetime | None = field(default=None, repr=False, compare=False)

    def remaining(self, at: When) -> int | None:
        """Return the working minutes from ``at`` to the due date, negative once it has passed.

        While the case is suspended they are those that were left then. None without due date, and once it is over.
        """
        if self._machine is None or self._term is None:
            return None
        now = self._stopped or self._machine.calendar.instant(at)
        return self._machine.steps[self.step].calendar.working_minutes(now, self._term.promise.at)

    def is_overdue(self, at: When) -> bool:
        """Say whether the due date has passed at ``at``; while the case is suspended, whether it had passed then."""
        if self._machine is None or self._term is None:
            return False
        return (self._stopped or self._machine.calendar.instant(at)) > self._term.promise.at

    def due_if_resumed(self, at: When) -> datetime | None:
        """Return when the task would be due if the case were resumed at ``at``; ``due`` where it is not suspended."""
        if self._machine is None or self._term is None or self._stopped is None:
            return self.due
        pause = (self._stopped, max(self._stopped, self._machine.calendar.instant(at)))
        return timing.paused(self._machine.steps[self.step].calendar, self._machine.zone, self._term, pause).at


def active_task(machine: Machine, now: Situation, task: Active) -> Task:
    """Return a task that is under way."""
    step = machine.steps[task.step]
    promise = task.promise
    return Task(
        step=task.step,
        actor=step.actor,
        visit=task.visit,
        since=task.since,
        due=promise.at if promise and now.suspended is None else None,
        certain=_is_certain(promise),
        assumptions=promise.assumptions if promise else (),
        assignee=task.assignee,
        missing=(
            *("|".join(need.documents) for need in lacking_needs(step, now.data, now.documents)),
            *missing_facts(step, {}, now.data, now.documents),
        ),
        _machine=machine,
        _term=task.term,
        _stopped=now.suspended,
    )


def finished_tasks(machine: Machine, events: tuple[Event, ...]) -> tuple[Task, ...]:
    """Return the tasks that are over, in the order in which they were entered; what was taken back is left out."""
    found: dict[int, Task] = {}
    state: State | None = None
    for event in events:
        if state is None:
            state = begin(machine, event)
            continue
        if isinstance(event, Left):
            found[event.seq] = _finished(machine, state.now.tasks[event.step], event)
        elif isinstance(event, Reverted):
            del found[event.reverts]
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
