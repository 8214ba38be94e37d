"""How each event changes where a case stands.

Only events that cannot follow are refused; nothing is counted. It must not know commands, calendars or who may do what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sopflow.definition.model import ON_OVERDUE
from sopflow.engine.events import (
    Assigned,
    Attached,
    Cancelled,
    Completed,
    Event,
    Extended,
    Lapsed,
    Left,
    Migrated,
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
from sopflow.engine.routing import Fork, Routed, latest, route
from sopflow.engine.situation import Active, Pause, Situation, State, Status, Term

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sopflow.engine.events import Begun
    from sopflow.engine.machine import Machine, StepRules, Way
    from sopflow.engine.routing import Flow


class ImpossibleError(Exception):
    """An event that cannot follow: no command leads to it."""


def begin(machine: Machine, event: Event) -> State:
    """Return the state of a case that has just started; ``ImpossibleError`` for a start that its SOP does not have."""
    if not isinstance(event, Started) or event.seq != 1:
        raise ImpossibleError
    arrivals = ((event.at, True),)
    tasks, visits = _with_begun(machine, {}, {}, ((machine.first, arrivals, ()),), event.begun)
    service = None
    if event.promise is not None and machine.service_time is not None:
        service = Term(machine.service_time.duration, arrivals, event.promise)
    documents = frozenset(event.documents)
    now = Situation(event.seq, "open", None, tasks, visits, {}, documents, event.data, service, event.at)
    return State(machine.hash, now)


def evolve(machine: Machine, state: State, event: Event, routed: Routed | None = None) -> State:
    """Return the state after an event; ``ImpossibleError`` for one that cannot follow.

    ``routed`` is where flows go on from a task that is left, for those who have worked it out already.

    A completion, skip or lapse can be taken back until something happens that does more than hand in, state or assign:
    those stay when it is, so they are brought into the situation before it as well.
    """
    now, kind = state.now, event.__class__
    if event.seq != now.seq + 1 or (now.status != "open" and kind not in _TAKEN[now.status]):
        raise ImpossibleError
    leave = _LEAVES.get(kind)
    if leave is not None:
        return State._make((state.hash, leave(machine, now, event, routed), event, now))
    if isinstance(event, Reverted):
        return State(state.hash, _reverted(state, event))
    if kind not in _CHANGES:
        raise ImpossibleError  # a second start
    after = _CHANGES[kind](machine, now, event)
    if state.before is None or not isinstance(event, Attached | Recorded | Assigned):
        return State(state.hash, after)
    return State(state.hash, after, state.last, _also(machine, state.before, now, event))


def relocate(to: Machine, state: State, event: Event) -> State:
    """Return the state after a case has gone over to another version of its SOP; ``ImpossibleError`` as ``evolve``.

    Tasks, and flows that wait, stand where they stood, under the names that steps have there. Documents and facts that
    the other version does not have are let go; nothing that came before can be taken back.
    """
    now = state.now
    if not isinstance(event, Migrated) or event.seq != now.seq + 1 or event.was_hash != state.hash:
        raise ImpossibleError
    if event.hash != to.hash or now.status not in {"open", "suspended"}:
        raise ImpossibleError
    named = event.steps.get

    def there(fork: Fork) -> Fork:
        return fork._replace(place=named(fork.place, fork.place))

    tasks: dict[str, Active] = {}
    for step, task in now.tasks.items():
        forks = tuple(there(fork) for fork in task.forks)
        tasks[named(step, step)] = task._replace(step=named(step, step), forks=forks)
    if len(tasks) < len(now.tasks) or not tasks.keys() <= to.steps.keys():
        raise ImpossibleError
    visits: dict[str, int] = {}
    for step, number in now.visits.items():
        visits[named(step, step)] = max(number, visits.get(named(step, step), 0))
    visits |= {step: max(task.visit, visits.get(step, 0)) for step, task in tasks.items()}
    after = now._replace(
        seq=event.seq, tasks=tasks, visits=visits, barrier=event.at, barred_by=event.type,
        waiting={there(fork): waiting for fork, waiting in now.waiting.items()},
        documents=now.documents & to.documents.keys(),
        data={fact: value for fact, value in now.data.items() if fact in to.facts},
    )  # fmt: skip
    return State(to.hash, after)


def _also(machine: Machine, before: Situation, now: Situation, event: Attached | Recorded | Assigned) -> Situation:
    """Return the situation before the last completion with something that happened after it."""
    if isinstance(event, Assigned):
        task = before.tasks.get(event.step)
        if task is None or task.visit != now.tasks[event.step].visit:
            return before
    return _CHANGES[event.__class__](machine, before, event)


def onward(machine: Machine, now: Situation, task: Active, step: StepRules, way: Way, at: datetime, seq: int) -> Routed:
    """Return where the flow of a task goes on that event ``seq`` leaves over ``way``."""
    arrivals = ((at, step.external and way.branch != ON_OVERDUE),)
    forks = task.forks
    if way.straight is not None and not forks:
        return ((way.straight, arrivals, forks),), None, now.waiting
    if way.place is not None:
        forks = (*forks, Fork(seq, way.place, len(way.targets)))
    return route([(target, arrivals, forks) for target in way.targets], now.waiting, machine.outcomes)


def _completed(machine: Machine, now: Situation, event: Completed, routed: Routed | None) -> Situation:
    step = machine.steps[event.step]
    way = step.ways.get(event.branch)
    if way is None:
        raise ImpossibleError
    service, documents, data = now.service, now.documents, now.data
    if event.promise is not None and machine.service_time is not None:
        service = Term(machine.service_time.duration, ((event.at, step.external),), event.promise)
    if event.documents:
        documents = documents.union(event.documents)
    if way.outputs:
        documents |= way.outputs
    if event.data:
        data = {**data, **event.data}
    return _left(machine, now, event, routed, step, way, documents, data, service)


def _skipped(machine: Machine, now: Situation, event: Skipped, routed: Routed | None) -> Situation:
    step = machine.steps[event.step]
    if step.only is None or not step.optional:
        raise ImpossibleError
    return _left(machine, now, event, routed, step, step.only, now.documents, now.data, now.service)


def _lapsed(machine: Machine, now: Situation, event: Lapsed, routed: Routed | None) -> Situation:
    step = machine.steps[event.step]
    way = step.overdue
    if way is None:
        raise ImpossibleError
    return _left(machine, now, event, routed, step, way, now.documents | way.outputs, now.data, now.service)


def _left(
    machine: Machine,
    now: Situation,
    event: Left,
    routed: Routed | None,
    step: StepRules,
    way: Way,
    documents: frozenset[str],
    data: Mapping[str, Any],
    service: Term | None,
) -> Situation:
    """Return the situation after a task is over, and those have begun that follow."""
    tasks = dict(now.tasks)
    task = tasks.pop(event.step, None)
    if task is None:
        raise ImpossibleError
    starting, outcome, waiting = routed or onward(machine, now, task, step, way, event.at, event.seq)
    status, visits = now.status, now.visits
    if outcome is not None:
        status, tasks = "closed", {}
    if starting or event.begun:
        tasks, visits = _with_begun(machine, tasks, visits, starting, event.begun)
    return Situation._make((
            event.seq, status, outcome, tasks, visits, waiting, documents, data, service, now.barrier, now.barred_by,
            None, now.extended,
        ),
    )  # fmt: skip


def _with_begun(
    machine: Machine,
    tasks: dict[str, Active],
    visits: Mapping[str, int],
    starting: tuple[Flow, ...],
    begun: tuple[Begun, ...],
) -> tuple[dict[str, Active], dict[str, int]]:
    """Return the tasks and visits when those begin that an event names, which have to be those that flows lead to."""
    if len(starting) != len(begun):
        raise ImpossibleError
    visits = dict(visits)
    for number, (step, visit, since, due) in enumerate(begun):
        target, arrivals, forks = starting[number]
        duration = machine.steps[step].duration
        if target != step or visits.get(step, 0) + 1 != visit or (duration is None) != (due is None):
            raise ImpossibleError
        last = latest(arrivals)
        if since is not last and since != last:
            raise ImpossibleError
        visits[step] = visit
        tasks[step] = Active._make((step, visit, since, forks, duration, arrivals, due, (), None, None))
    return tasks, visits


def _attached(_machine: Machine, now: Situation, event: Attached) -> Situation:
    return now._replace(seq=event.seq, documents=now.documents.union(event.documents))


def _recorded(_machine: Machine, now: Situation, event: Recorded) -> Situation:
    return now._replace(seq=event.seq, data={**now.data, **event.data})


def _assigned(_machine: Machine, now: Situation, event: Assigned) -> Situation:
    task = now.tasks.get(event.step)
    if task is None:
        raise ImpossibleError
    tasks = {**now.tasks, event.step: task._replace(assignee=event.assignee)}
    return now._replace(seq=event.seq, tasks=tasks)


def _suspended(_machine: Machine, now: Situation, event: Suspended) -> Situation:
    return now._replace(seq=event.seq, status="suspended", suspended=event.at, barrier=event.at, barred_by=event.type)


def _resumed(_machine: Machine, now: Situation, event: Resumed) -> Situation:
    if now.suspended is None:
        raise ImpossibleError
    pause = (now.suspended, event.at)
    if set(event.moved) - set(now.tasks):
        raise ImpossibleError
    tasks = {step: _task_after(task, event, pause) for step, task in now.tasks.items()}
    service = now.service
    if service is not None:
        service = service.after(pause, _moved(service, event.promise_moved))
    elif event.promise_moved is not None:
        raise ImpossibleError
    return now._replace(
        seq=event.seq,
        status="open",
        suspended=None,
        barrier=event.at,
        barred_by=event.type,
        tasks=tasks,
        service=service,
    )


def _task_after(task: Active, event: Resumed, pause: Pause) -> Active:
    """Return a task after a suspension, its term begun anew if the case was resumed so."""
    term = task.term
    if term is None:
        return task
    promise = _moved(term, event.moved.get(task.step))
    if event.restart:
        return task.with_term(Term(term.duration, ((max(event.at, task.since), False),), promise))
    return task.with_term(term.after(pause, promise))


def _extended(_machine: Machine, now: Situation, event: Extended) -> Situation:
    if event.step is None:
        if now.service is None or event.promise_moved is None or event.moved:
            raise ImpossibleError
        service = now.service.longer(event.to, _moved(now.service, event.promise_moved))
        return now._replace(seq=event.seq, barrier=event.at, barred_by=event.type, service=service, extended=True)
    task = now.tasks.get(event.step)
    term = None if task is None else task.term
    if task is None or term is None or event.promise_moved is not None or event.moved.keys() != {event.step}:
        raise ImpossibleError
    longer = term.longer(event.to, _moved(term, event.moved[event.step]))
    tasks = {**now.tasks, event.step: task.with_term(longer)}
    return now._replace(seq=event.seq, barrier=event.at, barred_by=event.type, tasks=tasks)


def _moved(term: Term, moved: Moved | None) -> Promise:
    if moved is None:
        return term.promise
    if moved.was != term.promise.at:
        raise ImpossibleError
    return moved.due


def _reverted(state: State, event: Reverted) -> Situation:
    if state.last is None or state.before is None or event.reverts != state.last.seq:
        raise ImpossibleError
    return state.before._replace(seq=event.seq)


def _recounted(_machine: Machine, now: Situation, event: Recounted) -> Situation:
    tasks = dict(now.tasks)
    for step, moved in event.moved.items():
        term = tasks[step].term if step in tasks else None
        if term is None:
            raise ImpossibleError
        tasks[step] = tasks[step]._replace(promise=_moved(term, moved), unpaused=None)
    service = now.service
    if event.promise_moved is not None:
        if service is None:
            raise ImpossibleError
        service = service._replace(promise=_moved(service, event.promise_moved), unpaused=None)
    return now._replace(seq=event.seq, barrier=event.at, barred_by=event.type, tasks=tasks, service=service)


def _withdrawn(_machine: Machine, now: Situation, event: Withdrawn) -> Situation:
    return now._replace(seq=event.seq, status="withdrawn", tasks={}, waiting={}, suspended=None)


def _cancelled(_machine: Machine, now: Situation, event: Cancelled) -> Situation:
    return now._replace(seq=event.seq, status="cancelled", tasks={}, waiting={}, suspended=None)


_TAKEN: Final[Mapping[Status, frozenset[type]]] = {
    "suspended": frozenset({Attached, Recorded, Assigned, Resumed, Withdrawn, Cancelled}),
    "closed": frozenset({Reverted}),
    "withdrawn": frozenset(),
    "cancelled": frozenset(),
}
"""What can still happen to a case that is not open."""

_LEAVES: Final[Mapping[type, Callable[[Machine, Situation, Any, Routed | None], Situation]]] = {
    Completed: _completed,
    Skipped: _skipped,
    Lapsed: _lapsed,
}
_CHANGES: Final[Mapping[type, Callable[[Machine, Situation, Any], Situation]]] = {
    Attached: _attached,
    Recorded: _recorded,
    Assigned: _assigned,
    Suspended: _suspended,
    Resumed: _resumed,
    Extended: _extended,
    Recounted: _recounted,
    Withdrawn: _withdrawn,
    Cancelled: _cancelled,
}
