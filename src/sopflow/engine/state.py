"""Where a case stands, and how each event changes that. Nothing is refused and nothing is counted here.

It must not know commands, calendars or who may do what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from sopflow.definition.model import ON_OVERDUE
from sopflow.engine.events import (
    Assigned,
    Attached,
    Cancelled,
    Completed,
    Event,
    Extended,
    Lapsed,
    Moved,
    Promise,
    Recorded,
    Recounted,
    Resumed,
    Reverted,
    Skipped,
    Started,
    Suspended,
    Withdrawn,
)
from sopflow.engine.routing import Arrival, Flow, Fork, Routed, Waiting, route

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sopflow.duration import Duration
    from sopflow.engine.events import Begun
    from sopflow.engine.machine import Machine, StepRules, Way

Status = Literal["open", "suspended", "closed", "withdrawn", "cancelled"]


class Term(NamedTuple):
    """A term that runs: its length, when it started, when it is due, and what has moved it since.

    It was moved by suspensions (from when until when), by longer terms, and to instants that somebody set.
    """

    duration: Duration
    arrivals: tuple[Arrival, ...]
    promise: Promise
    moves: tuple[tuple[datetime, datetime] | Duration | datetime, ...] = ()


class Active(NamedTuple):
    """A task that somebody has to do; ``term`` is None where it has no time limit."""

    step: str
    visit: int
    since: datetime
    forks: tuple[Fork, ...]
    term: Term | None
    assignee: str | None = None


class Done(NamedTuple):
    """A task that is over; ``how`` is the type of the event that ended it."""

    step: str
    visit: int
    since: datetime
    due: Promise | None
    assignee: str | None
    how: str
    at: datetime
    by: str
    person: str | None
    branch: str | None
    late: int


class Undo(NamedTuple):
    """What a revert takes back: the number and instant of an event, and the state before it."""

    seq: int
    at: datetime
    before: State


class State(NamedTuple):
    """Where a case stands. Immutable: each event makes a new one.

    ``barrier`` is the latest instant before which nothing may be entered any more: the start, or the last suspend,
    resume, extend or recount. ``promised`` is the term of the whole case.
    """

    hash: str
    seq: int
    status: Status
    started: datetime
    barrier: datetime
    tasks: Mapping[str, Active]
    documents: frozenset[str]
    data: Mapping[str, Any]
    visits: Mapping[str, int]
    waiting: Mapping[Fork, Waiting] = {}
    history: tuple[Done, ...] = ()
    outcome: str | None = None
    suspended: datetime | None = None
    promised: Term | None = None
    extended: bool = False
    undo: Undo | None = None


class ImpossibleError(Exception):
    """An event that cannot follow: no command leads to it."""


def begin(machine: Machine, event: Started) -> State:
    """Return the state of a case that has just started."""
    arrival = Arrival(event.at, external=True)
    flow = Flow(machine.first, (arrival,))
    promised = None
    if event.promise is not None and machine.service_time is not None:
        promised = Term(machine.service_time.duration, (arrival,), event.promise)
    state = State(
        hash=machine.hash,
        seq=event.seq,
        status="open",
        started=event.at,
        barrier=event.at,
        tasks={},
        documents=frozenset(event.documents),
        data=dict(event.data),
        visits={},
        promised=promised,
    )
    return _arrived(machine, state, Routed((flow,), None, {}), event.begun)


def onward(machine: Machine, state: State, task: Active, way: Way, at: datetime, seq: int, *, lapsed: bool) -> Routed:
    """Return where the flow of a task goes on that is left over ``way``."""
    arrivals = (Arrival(at, external=machine.steps[task.step].external and not lapsed),)
    forks = task.forks if way.place is None else (*task.forks, Fork(seq, way.place, len(way.targets)))
    return route([Flow(target, arrivals, forks) for target in way.targets], state.waiting, machine.outcomes)


def evolve(machine: Machine, state: State, event: Event) -> State:
    """Return the state after an event; ``ImpossibleError`` for one that cannot follow."""
    if event.seq != state.seq + 1 or state.status in _ENDED.get(type(event), _ALL_ENDS):
        raise ImpossibleError
    try:
        return _CHANGES[type(event)](machine, state, event)
    except (KeyError, AttributeError, TypeError) as missing:
        raise ImpossibleError from missing


def way_of(step: StepRules, branch: str | None) -> Way:
    """Return the way out of a step by its branch; ``KeyError`` where there is none."""
    if branch is None:
        if step.only is None:
            raise KeyError(branch)
        return step.only
    if branch in step.choices:
        return step.choices[branch]
    for way in (*(guard.way for guard in step.guards), step.otherwise):
        if way is not None and way.branch == branch:
            return way
    raise KeyError(branch)


def _completed(machine: Machine, state: State, event: Completed) -> State:
    step = machine.steps[event.step]
    way = way_of(step, event.branch)
    known = state._replace(
        documents=state.documents.union(event.documents, way.outputs),
        data={**state.data, **event.data} if event.data else state.data,
    )
    if event.promise is not None and machine.service_time is not None:
        arrival = Arrival(event.at, external=step.external)
        known = known._replace(promised=Term(machine.service_time.duration, (arrival,), event.promise))
    return _left(machine, state, known, event, way, event.branch)


def _skipped(machine: Machine, state: State, event: Skipped) -> State:
    return _left(machine, state, state, event, way_of(machine.steps[event.step], None), None)


def _lapsed(machine: Machine, state: State, event: Lapsed) -> State:
    way = machine.steps[event.step].overdue
    if way is None:
        raise ImpossibleError
    known = state._replace(documents=state.documents | way.outputs) if way.outputs else state
    return _left(machine, state, known, event, way, ON_OVERDUE)


def _left(
    machine: Machine, before: State, state: State, event: Completed | Skipped | Lapsed, way: Way, branch: str | None
) -> State:
    """Return the state after a task is over; ``before`` is what a revert gives back."""
    task = state.tasks[event.step]
    term = task.term
    done = Done(
        task.step, task.visit, task.since, term and term.promise, task.assignee, event.type, event.at, event.by,
        event.person, branch, event.late,
    )  # fmt: skip
    tasks = dict(state.tasks)
    del tasks[event.step]
    routed = onward(machine, state, task, way, event.at, event.seq, lapsed=branch == ON_OVERDUE)
    state = state._replace(
        seq=event.seq,
        tasks=tasks,
        history=(*state.history, done),
        undo=Undo(event.seq, event.at, before._replace(undo=None)),
    )
    return _arrived(machine, state, routed, event.begun)


def _arrived(machine: Machine, state: State, routed: Routed, begun: tuple[Begun, ...]) -> State:
    if routed.outcome is not None:
        if begun:
            raise ImpossibleError
        return state._replace(status="closed", outcome=routed.outcome, tasks={}, waiting={})
    if len(routed.starting) != len(begun):
        raise ImpossibleError
    tasks, visits = dict(state.tasks), dict(state.visits)
    for flow, task in zip(routed.starting, begun, strict=True):
        duration = machine.steps[task.step].duration
        visits[task.step] = visit = visits.get(task.step, 0) + 1
        if flow.target != task.step or visit != task.visit or (duration is None) != (task.due is None):
            raise ImpossibleError
        term = None if duration is None or task.due is None else Term(duration, flow.arrivals, task.due)
        tasks[task.step] = Active(task.step, visit, task.since, flow.forks, term)
    return state._replace(tasks=tasks, visits=visits, waiting=routed.waiting)


def _also_before(machine: Machine, state: State, event: Event) -> Undo | None:
    """Return what a revert takes back, with the event in it: it does not undo what was handed in, said or assigned."""
    undo = state.undo
    if undo is None:
        return None
    if isinstance(event, Assigned):
        there = undo.before.tasks.get(event.step)
        if there is None or there.visit != state.tasks[event.step].visit:
            return undo
    before = _CHANGES[type(event)](machine, undo.before, event)
    return undo._replace(before=before)


def _attached(machine: Machine, state: State, event: Attached) -> State:
    return state._replace(
        seq=event.seq, documents=state.documents.union(event.documents), undo=_also_before(machine, state, event)
    )


def _recorded(machine: Machine, state: State, event: Recorded) -> State:
    return state._replace(seq=event.seq, data={**state.data, **event.data}, undo=_also_before(machine, state, event))


def _assigned(machine: Machine, state: State, event: Assigned) -> State:
    task = state.tasks[event.step]._replace(assignee=event.assignee)
    return state._replace(
        seq=event.seq, tasks={**state.tasks, event.step: task}, undo=_also_before(machine, state, event)
    )


def _suspended(_machine: Machine, state: State, event: Suspended) -> State:
    return state._replace(seq=event.seq, status="suspended", suspended=event.at, barrier=event.at, undo=None)


def _resumed(_machine: Machine, state: State, event: Resumed) -> State:
    if state.suspended is None:
        raise ImpossibleError
    pause = (state.suspended, event.at)
    if set(event.moved) - set(state.tasks):
        raise ImpossibleError
    tasks = {
        step: task
        if task.term is None
        else task._replace(term=_term_after(task.term, event, event.moved.get(step), pause))
        for step, task in state.tasks.items()
    }
    promised = state.promised
    if promised is not None:
        promised = promised._replace(promise=_moved(promised, event.promise), moves=(*promised.moves, pause))
    return state._replace(
        seq=event.seq, status="open", suspended=None, barrier=event.at, tasks=tasks, promised=promised, undo=None
    )


def _term_after(term: Term, event: Resumed, moved: Moved | None, pause: tuple[datetime, datetime]) -> Term:
    """Return a task's term after a suspension."""
    promise = _moved(term, moved)
    if event.restart:
        return Term(term.duration, (Arrival(event.at, external=False),), promise)
    return term._replace(promise=promise, moves=(*term.moves, pause))


def _extended(_machine: Machine, state: State, event: Extended) -> State:
    if event.step is None:
        if state.promised is None:
            raise ImpossibleError
        return state._replace(
            seq=event.seq, barrier=event.at, promised=_longer(state.promised, event), extended=True, undo=None
        )
    task = state.tasks[event.step]
    if task.term is None:
        raise ImpossibleError
    tasks = {**state.tasks, event.step: task._replace(term=_longer(task.term, event))}
    return state._replace(seq=event.seq, barrier=event.at, tasks=tasks, undo=None)


def _longer(term: Term, event: Extended) -> Term:
    return term._replace(promise=_moved(term, event.moved), moves=(*term.moves, event.to))


def _moved(term: Term, moved: Moved | None) -> Promise:
    if moved is None:
        return term.promise
    if moved.was != term.promise.at:
        raise ImpossibleError
    return moved.due


def _reverted(_machine: Machine, state: State, event: Reverted) -> State:
    if state.undo is None or state.undo.seq != event.reverts:
        raise ImpossibleError
    return state.undo.before._replace(seq=event.seq)


def _recounted(_machine: Machine, state: State, event: Recounted) -> State:
    tasks = dict(state.tasks)
    for step, moved in event.moved.items():
        term = tasks[step].term
        if term is None:
            raise ImpossibleError
        tasks[step] = tasks[step]._replace(term=term._replace(promise=_moved(term, moved)))
    promised = state.promised
    if event.promise is not None:
        if promised is None:
            raise ImpossibleError
        promised = promised._replace(promise=_moved(promised, event.promise))
    return state._replace(seq=event.seq, barrier=event.at, tasks=tasks, promised=promised, undo=None)


def _withdrawn(_machine: Machine, state: State, event: Withdrawn) -> State:
    return state._replace(seq=event.seq, status="withdrawn", tasks={}, waiting={}, suspended=None, undo=None)


def _cancelled(_machine: Machine, state: State, event: Cancelled) -> State:
    return state._replace(seq=event.seq, status="cancelled", tasks={}, waiting={}, suspended=None, undo=None)


_ALL_ENDS: Final = frozenset({"closed", "withdrawn", "cancelled"})
_ENDED: Final[Mapping[type[Event], frozenset[str]]] = {Reverted: _ALL_ENDS - {"closed"}}
_CHANGES: Final[Mapping[type[Event], Callable[[Machine, State, Any], State]]] = {
    Completed: _completed,
    Skipped: _skipped,
    Lapsed: _lapsed,
    Attached: _attached,
    Recorded: _recorded,
    Assigned: _assigned,
    Suspended: _suspended,
    Resumed: _resumed,
    Extended: _extended,
    Reverted: _reverted,
    Recounted: _recounted,
    Withdrawn: _withdrawn,
    Cancelled: _cancelled,
}
