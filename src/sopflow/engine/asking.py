"""A command read in the light of a case: who acts, when, about which task, with what in hand.

What has not the form that commands take is a ``CommandError``; whether the command is allowed is not said here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sopflow.duration import Duration
from sopflow.engine.commands import Assign, Attach, Complete, Extend, Record, Start
from sopflow.engine.events import NOTHING
from sopflow.engine.person import Person
from sopflow.engine.values import as_plain, is_plain, plain_text, texts
from sopflow.errors import CommandError, InstantError
from sopflow.plaintext import shown

if TYPE_CHECKING:
    from datetime import datetime

    from sopflow.engine.commands import Command
    from sopflow.engine.machine import Machine, StepRules, Way
    from sopflow.engine.situation import Active, Situation


class Asked(NamedTuple):
    """A command, read.

    ``role`` is the role in which it is given, None where the SOP knows none of those given, ``person`` the id of a
    person; ``named`` is what was given, for sentences. ``way`` is how a step goes on that is completed, None where that
    is not clear. ``data`` are the facts given, ``invalid`` those that are not what they should be, ``facts`` all that
    are known then; ``documents`` what is handed in, ``in_hand`` all that is there then. ``to`` is what a deadline is
    moved to or by.
    """

    command: Command
    at: datetime
    role: str | None
    person: str | None
    named: str
    step: StepRules | None
    task: Active | None
    way: Way | None
    invalid: tuple[str, ...]
    documents: tuple[str, ...]
    data: Mapping[str, Any]
    facts: Mapping[str, Any]
    in_hand: frozenset[str]
    to: datetime | Duration | None = None


def read_command(machine: Machine, now: Situation | None, command: Command) -> Asked:
    """Return a command as the checks and the events need it; ``now`` is None for the start of a case.

    Raises ``CommandError`` for what has not the right form, ``InstantError`` and ``CalendarError`` for an instant,
    ``DurationError`` for a term.
    """
    at = machine.zone.instant(command.at)
    step_id = getattr(command, "step", None)
    step = machine.steps.get(plain_text(step_id)) if isinstance(step_id, str) else None
    role, person, named = _actor(machine, command, step)
    documents = getattr(command, "documents", ())  # most commands bring nothing, so that is asked first
    if documents.__class__ is not tuple or documents:
        documents = _documents(machine, documents)
    data: Mapping[str, Any] = getattr(command, "data", NOTHING)
    invalid: tuple[str, ...] = ()
    if data is not NOTHING and (data.__class__ is not dict or data):
        data = _data(machine, data)
        invalid = _invalid(machine, data)
    command.check()
    to = None if isinstance(command, Complete) else _read_further(machine, command, documents, data)
    if now is None:
        in_hand = frozenset(documents)
        return Asked(command, at, role, person, named, step, None, None, invalid, documents, data, data, in_hand)
    facts = now.data
    if data:
        facts = {**facts, **({name: data[name] for name in data if name not in invalid} if invalid else data)}
    in_hand = now.documents.union(documents) if documents else now.documents
    task = None if step is None else now.tasks.get(step.id)
    way = _way(step, command.choose, facts) if step is not None and isinstance(command, Complete) else None
    return Asked._make(
        (command, at, role, person, named, step, task, way, invalid, documents, data, facts, in_hand, to)
    )


def _read_further(
    machine: Machine, command: Command, documents: tuple[str, ...], data: Mapping[str, Any]
) -> datetime | Duration | None:
    """Return what a deadline is moved to or by, if that is what is wanted; refuse what only some commands can hold."""
    if (isinstance(command, Attach) and not documents) or (isinstance(command, Record) and not data):
        raise CommandError("nothing-given")
    if isinstance(command, Assign) and isinstance(command.person, str) and plain_text(command.person) in machine.actors:
        raise CommandError("person-is-role", role=plain_text(command.person))
    return _deadline(machine, command) if isinstance(command, Extend) else None


def _actor(machine: Machine, command: Command, step: StepRules | None) -> tuple[str | None, str | None, str]:
    """Return the role that somebody acts in, the id of a person, and what was given."""
    by = command.by
    if by is None and isinstance(command, Start):
        by = machine.steps[machine.first].actor
    if isinstance(by, str):
        by = by if by.__class__ is str else plain_text(by)
        return (by if by in machine.actors else None), None, by
    if not isinstance(by, Person):
        raise CommandError("by-form", found=shown(by))
    roles = [role for role in machine.actors if role in by.roles]
    if not roles:
        return None, by.id, by.id
    wanted = machine.steps[machine.first].actor if isinstance(command, Start) else step and step.actor
    if command.who == "agency":
        wanted = next((role for role in roles if not machine.actors[role]), None)
    return (wanted if wanted in roles else roles[0]), by.id, by.id


def _way(step: StepRules, choice: str | None, facts: Mapping[str, Any]) -> Way | None:
    """Return the one way on which a step goes on: by choice, or by the facts; None where there is no such one."""
    if step.only is not None:
        return step.only if choice is None else None
    if step.choices:
        return step.choices.get(choice) if choice is not None else None
    found: Way | None = None
    for guard in step.guards:
        if guard.holds(facts).holds:
            if found is not None:
                return None
            found = guard.way
    if choice is not None:
        return None
    if found is None and all(fact in facts for fact in step.deciding):
        return step.otherwise
    return found


def _documents(machine: Machine, given: object) -> tuple[str, ...]:
    """Return ids in the order of the SOP, so that it does not matter in which one they come."""
    found = None if isinstance(given, str | bytes | Mapping) else texts(given)
    if found is None:
        raise CommandError("documents-form", found=shown(given))
    chosen = set(found)
    unknown = sorted(document for document in chosen if document not in machine.documents)
    return (*(document for document in machine.documents if document in chosen), *unknown)


def _data(machine: Machine, given: object) -> Mapping[str, Any]:
    """Return facts as they are from now on: read once, and as JSON will give them back."""
    found = dict(given) if isinstance(given, Mapping) else None
    if found is None or not all(isinstance(key, str) for key in found):
        raise CommandError("data-form", found=shown(given))
    return {plain_text(key): as_plain(value, machine.types.get(plain_text(key), "")) for key, value in found.items()}


def _invalid(machine: Machine, data: Mapping[str, Any]) -> tuple[str, ...]:
    facts = machine.facts
    return tuple(fact for fact in data if fact in facts and not (is_plain(data[fact]) and facts[fact](data[fact])))


def _deadline(machine: Machine, command: Extend) -> datetime | Duration:
    """Return what a deadline is moved to, or by: a text that begins like a date is one."""
    to = command.to
    if isinstance(to, Duration):
        return to
    if isinstance(to, date) or (isinstance(to, str) and to.strip()[:4].isdigit() and to.strip()[4:5] == "-"):
        return machine.zone.instant(to)
    if isinstance(to, str):
        return Duration.parse(to, machine.day_counting)
    try:
        return machine.zone.instant(to)
    except InstantError:
        raise CommandError("deadline-form", found=shown(to)) from None
