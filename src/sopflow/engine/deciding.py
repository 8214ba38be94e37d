"""From a command to the event that it leads to, or to the reason why it is not allowed.

Pure: no clock, no files, no globals; due dates come from the calendars of the SOP. It must not know what else an event
changes than which tasks begin: that is for ``state``, and ``take`` only puts both together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sopflow.engine import commands as given
from sopflow.engine import events, timing
from sopflow.engine.asking import read_command
from sopflow.engine.events import NOTHING, Begun, Fixed, Moved, Started
from sopflow.engine.objections import objections, start_objections
from sopflow.engine.person import Person
from sopflow.engine.routing import latest
from sopflow.engine.state import evolve, onward, relocate
from sopflow.engine.values import plain_text
from sopflow.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from sopflow.engine.asking import Asked
    from sopflow.engine.commands import Command, Start
    from sopflow.engine.events import Event, Promise
    from sopflow.engine.machine import Machine, StepRules, Way
    from sopflow.engine.routing import Flow, Routed
    from sopflow.engine.situation import Active, Situation, State, Term
    from sopflow.errors import Rejected

    Happened = tuple[Event, Routed | None]
    """What happens, and where flows go on if a task is left."""


def decide_start(machine: Machine, command: Start) -> Started:
    """Return the event with which a case begins. Raises as ``decide``."""
    asked = read_command(machine, None, command)
    against = start_objections(machine, asked)
    if against:
        raise against[0]
    assert asked.role is not None
    arrivals = ((asked.at, True),)
    promise = None
    if machine.service_time is not None and machine.service_time.start is None:
        promise = timing.counted(machine.calendar, machine.zone, machine.service_time.duration, arrivals)
    return Started(
        seq=1, at=asked.at, by=asked.role, person=asked.person, documents=asked.documents, data=Fixed(asked.data),
        begun=_begun(machine, {}, ((machine.first, arrivals, ()),)), promise=promise,
    )  # fmt: skip


def decide(machine: Machine, state: State, command: Command) -> Event:
    """Return what happens when a command is given to a case; ``decide_start`` is for its start.

    Raises ``Rejected`` where the command is not allowed, with the first reason of the contract's order;
    ``CommandError``, ``InstantError``, ``DurationError`` and ``CalendarError`` for what cannot be read or counted.
    """
    return _decided(machine, state, command)[0]


def take(machine: Machine, state: State, command: Command) -> tuple[Event, State]:
    """Return what happens when a command is given to a case, and the state after it. Raises as ``decide``."""
    event, routed = _decided(machine, state, command)
    if isinstance(command, given.Migrate):
        return event, relocate(command.to.machine, state, event)
    return event, evolve(machine, state, event, routed)


def _decided(machine: Machine, state: State, command: Command) -> Happened:
    happened = _EVENTS.get(command.__class__)
    if happened is None:
        raise _no_command(command)
    asked = read_command(machine, state.now, command)
    against = objections(machine, state, asked)
    if against:
        raise against[0]
    return happened(machine, state, asked)


def why_not(machine: Machine, state: State, command: Command) -> list[Rejected]:
    """Return every reason against a command, in the contract's order; none where it is allowed.

    Raises what ``decide`` raises, ``Rejected`` aside.
    """
    happened = _EVENTS.get(command.__class__)
    if happened is None:
        raise _no_command(command)
    asked = read_command(machine, state.now, command)
    against = objections(machine, state, asked)
    if not against:
        happened(machine, state, asked)
    return against


def _no_command(command: Command) -> CommandError:
    """Return the error for what a running case does not take: a start, or a command of an application's own."""
    return CommandError("command-unknown", given=command.__class__.__name__, known=list(given.COMMANDS))


def _head(state: State, asked: Asked) -> dict[str, Any]:
    return {"seq": state.now.seq + 1, "at": asked.at, "by": asked.role, "person": asked.person}


def _completed(machine: Machine, state: State, asked: Asked) -> Happened:
    step, task, way, at = asked.step, asked.task, asked.way, asked.at
    assert step is not None
    assert task is not None
    assert way is not None
    late, begun, routed = _leaving(machine, state.now, at, step, task, way)
    service, promise = machine.service_time, None
    if service is not None and service.start == step.id:
        promise = timing.counted(machine.calendar, machine.zone, service.duration, ((at, step.external),))
    data = Fixed(asked.data) if asked.data else NOTHING
    event = events.Completed._make((
        state.now.seq + 1, at, step.actor, step.id, asked.person, way.branch, asked.documents, data, late, begun,
        promise, "completed",
    ))  # fmt: skip
    return event, routed


def _skipped(machine: Machine, state: State, asked: Asked) -> Happened:
    step, task = _task(asked)
    assert step.only is not None
    late, begun, routed = _leaving(machine, state.now, asked.at, step, task, step.only)
    head = _head(state, asked)
    return events.Skipped(**head, step=step.id, reason=_reason(asked), late=late, begun=begun), routed


def _lapsed(machine: Machine, state: State, asked: Asked) -> Happened:
    step, task = _task(asked)
    assert step.overdue is not None
    late, begun, routed = _leaving(machine, state.now, asked.at, step, task, step.overdue)
    return events.Lapsed(**_head(state, asked), step=step.id, late=late, begun=begun), routed


def _leaving(
    machine: Machine, now: Situation, at: datetime, step: StepRules, task: Active, way: Way
) -> tuple[int, tuple[Begun, ...], Routed]:
    """Return by how many working minutes a task is late that is left, which tasks begin, and where flows go on."""
    late = 0
    if task.promise is not None and at > task.promise.at:
        assert task.term is not None
        late = -timing.minutes_left(step.calendar, task.term, at)
    routed = onward(machine, now, task, step, way, at, now.seq + 1)
    return late, _begun(machine, now.visits, routed[0]), routed


def _task(asked: Asked) -> tuple[StepRules, Active]:
    assert asked.step is not None
    assert asked.task is not None
    return asked.step, asked.task


def _reason(asked: Asked) -> str:
    assert isinstance(asked.command, given.Reasoned)
    return plain_text(asked.command.reason.strip())


def _begun(machine: Machine, visits: Mapping[str, int], flows: Iterable[Flow]) -> tuple[Begun, ...]:
    begun: tuple[Begun, ...] = ()
    for target, arrivals, _ in flows:
        step = machine.steps[target]
        due: Promise | None = None
        if step.duration is not None:
            due = timing.counted(step.calendar, machine.zone, step.duration, arrivals)
        begun += (Begun._make((target, visits.get(target, 0) + 1, latest(arrivals), due)),)
    return begun


def _attached(_machine: Machine, state: State, asked: Asked) -> Happened:
    return events.Attached(**_head(state, asked), documents=asked.documents), None


def _recorded(_machine: Machine, state: State, asked: Asked) -> Happened:
    return events.Recorded(**_head(state, asked), data=Fixed(asked.data)), None


def _assigned(_machine: Machine, state: State, asked: Asked) -> Happened:
    assert isinstance(asked.command, given.Assign)
    person = asked.command.person
    assignee = person.id if isinstance(person, Person) else plain_text(person)
    return events.Assigned(**_head(state, asked), step=_task(asked)[0].id, assignee=assignee), None


def _suspended(_machine: Machine, state: State, asked: Asked) -> Happened:
    return events.Suspended(**_head(state, asked), reason=_reason(asked)), None


def _resumed(machine: Machine, state: State, asked: Asked) -> Happened:
    assert state.now.suspended is not None
    pause = (state.now.suspended, asked.at)
    assert isinstance(asked.command, given.Resume)
    restart = asked.command.restart
    zone = machine.zone

    def anew(step: StepRules, task: Active, term: Term) -> Promise:
        if restart:
            return timing.counted(step.calendar, zone, term.duration, ((max(asked.at, task.since), False),))
        return timing.paused(step.calendar, zone, term, pause)

    moved, service = _all_moved(machine, state, anew), state.now.service
    promise = service and _moved(service, timing.paused(machine.calendar, zone, service, pause))
    return events.Resumed(**_head(state, asked), restart=restart, moved=moved, promise_moved=promise), None


def _extended(machine: Machine, state: State, asked: Asked) -> Happened:
    assert asked.to is not None
    if asked.step is None:
        term, calendar = state.now.service, machine.calendar
    else:
        term, calendar = _task(asked)[1].term, asked.step.calendar
    assert term is not None
    longer = Moved(term.promise.at, timing.extended(calendar, machine.zone, term, asked.to))
    head = {**_head(state, asked), "to": asked.to, "reason": _reason(asked)}
    if asked.step is None:
        return events.Extended(**head, promise_moved=longer), None
    return events.Extended(**head, step=asked.step.id, moved=Fixed({asked.step.id: longer})), None


def _reverted(_machine: Machine, state: State, asked: Asked) -> Happened:
    assert state.last is not None
    return events.Reverted(**_head(state, asked), reverts=state.last.seq, reason=_reason(asked)), None


def _recounted(machine: Machine, state: State, asked: Asked) -> Happened:
    assert isinstance(asked.command, given.Recount)
    changed = asked.command.calendar
    ids = {machine.calendar.id, *(step.calendar.id for step in machine.steps.values())}
    stands_for = changed.id if changed.id in ids else machine.calendar.id

    def anew(step: StepRules, _task: Active, term: Term) -> Promise:
        if step.calendar.id != stands_for:
            return term.promise
        now = timing.recounted(changed, machine.zone, term)
        return term.promise if step.external and now.at < term.promise.at else now

    promise, service = None, state.now.service
    if service is not None and machine.calendar.id == stands_for:
        promise = _moved(service, timing.recounted(changed, machine.zone, service))
    event = events.Recounted(
        **_head(state, asked),
        calendar=changed.id,
        hash=changed.hash,
        reason=_reason(asked),
        moved=_all_moved(machine, state, anew),
        promise_moved=promise,
    )
    return event, None


def _all_moved(
    machine: Machine, state: State, anew: Callable[[StepRules, Active, Term], Promise]
) -> Mapping[str, Moved]:
    """Return the due dates of tasks that are no longer what they were."""
    moved = {}
    for step, task in state.now.tasks.items():
        term = task.term
        change = None if term is None else _moved(term, anew(machine.steps[step], task, term))
        if change is not None:
            moved[step] = change
    return Fixed(moved)


def _moved(term: Term, now: Promise) -> Moved | None:
    """Return how a due date changed: its instant, or what it rests on; None where nothing did."""
    return None if now == term.promise else Moved(term.promise.at, now)


def _migrated(machine: Machine, state: State, asked: Asked) -> Happened:
    assert isinstance(asked.command, given.Migrate)
    to = asked.command.to.machine
    steps = {old: new for old, new in asked.command.steps.items() if old != new}
    event = events.Migrated(
        **_head(state, asked), version=to.version, hash=to.hash, was_version=machine.version, was_hash=machine.hash,
        reason=_reason(asked), steps=Fixed(steps),
    )  # fmt: skip
    return event, None


def _withdrawn(_machine: Machine, state: State, asked: Asked) -> Happened:
    return events.Withdrawn(**_head(state, asked), reason=_reason(asked)), None


def _cancelled(_machine: Machine, state: State, asked: Asked) -> Happened:
    return events.Cancelled(**_head(state, asked), reason=_reason(asked)), None


_EVENTS: Final[Mapping[type[Command], Callable[[Machine, State, Asked], Happened]]] = {
    given.Complete: _completed,
    given.Skip: _skipped,
    given.Lapse: _lapsed,
    given.Attach: _attached,
    given.Record: _recorded,
    given.Assign: _assigned,
    given.Suspend: _suspended,
    given.Resume: _resumed,
    given.Extend: _extended,
    given.Revert: _reverted,
    given.Recount: _recounted,
    given.Migrate: _migrated,
    given.Withdraw: _withdrawn,
    given.Cancel: _cancelled,
}
