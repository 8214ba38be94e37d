"""Where a plan starts: the tasks that are under way, and the flows that wait for others.

A plan from the start begins with one task, the first; that of a running case with its active tasks. It must not know
which ways there are from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sopflow.engine import timing
from sopflow.engine.refusals import closed
from sopflow.engine.situation import ENDED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sopflow.calendars.certainty import Assumption
    from sopflow.engine.events import Promise
    from sopflow.engine.machine import Machine
    from sopflow.engine.routing import Fork, Waiting
    from sopflow.engine.situation import Active, Situation
    from sopflow.planning.clock import Clock


class Running(NamedTuple):
    """A task under way: since when, when it is due (None: it has no duration), and when it is taken to end.

    ``forks`` are those that its flow lies in, the innermost last.
    """

    step: str
    visit: int
    since: datetime
    due: datetime | None
    end: datetime
    assumptions: tuple[Assumption, ...] = ()
    forks: tuple[Fork, ...] = ()


class Position(NamedTuple):
    """The tasks under way, in the order in which they started, and the flows that wait where their fork meets.

    ``visits`` says how many visits of each step were over when the plan starts.
    """

    tasks: tuple[Running, ...]
    waiting: Mapping[Fork, Waiting] = {}
    visits: Mapping[str, int] = {}


def at_the_start(first_step: str, clock: Clock, start: datetime) -> Position:
    """Return the position of a case that starts: its first step, with what somebody handed in from outside."""
    due, end, assumptions = clock.time(first_step, ((start, True),))
    return Position((Running(first_step, 1, start, due, end, assumptions),))


def where_it_stands(machine: Machine, now: Situation, at: datetime) -> Position:
    """Return the position of a running case at ``at``; raise ``Rejected`` where the case is over.

    Nothing can be entered any more before the last suspend, resume, extend or recount, so an earlier ``at`` counts as
    that instant. A suspended case is resumed then.
    """
    if now.status in ENDED:
        raise closed(machine, now)
    at = max(at, now.barrier)
    tasks = sorted((_running(machine, now, task, at) for task in now.tasks.values()), key=lambda task: task.since)
    over = {step: count - (step in now.tasks) for step, count in now.visits.items()}
    return Position(tuple(tasks), now.waiting, over)


def _running(machine: Machine, now: Situation, task: Active, at: datetime) -> Running:
    promise = _promise(machine, now, task, at)
    if promise is None:
        return Running(task.step, task.visit, task.since, None, max(at, task.since), (), task.forks)
    end = max(at, promise.at)
    return Running(task.step, task.visit, task.since, promise.at, end, promise.assumptions, task.forks)


def _promise(machine: Machine, now: Situation, task: Active, at: datetime) -> Promise | None:
    """Return the due date that stands, or that the task would have if its suspended case were resumed at ``at``."""
    term = task.term
    if term is None or now.suspended is None:
        return task.promise
    return timing.paused(machine.steps[task.step].calendar, machine.zone, term, (now.suspended, at))
