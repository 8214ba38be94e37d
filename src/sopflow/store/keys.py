"""Whether a command that comes with a key is the one that the key was first used for.

When it happened is not compared, since a program that tries again may ask its clock again. It must not know databases.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from sopflow.engine import commands as given
from sopflow.engine.asking import read_command
from sopflow.engine.person import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sopflow.engine.asking import Asked
    from sopflow.engine.commands import Command
    from sopflow.procedure import Case

_LEADS_TO: Final[Mapping[type[Command], str]] = {
    given.Start: "started",
    given.Complete: "completed",
    given.Skip: "skipped",
    given.Lapse: "lapsed",
    given.Attach: "attached",
    given.Record: "recorded",
    given.Assign: "assigned",
    given.Suspend: "suspended",
    given.Resume: "resumed",
    given.Extend: "extended",
    given.Revert: "reverted",
    given.Recount: "recounted",
    given.Migrate: "migrated",
    given.Withdraw: "withdrawn",
    given.Cancel: "cancelled",
}

_AGREES: Final[Mapping[str, Callable[[Any, Asked, Any], bool]]] = {
    "by": lambda _, asked, event: (asked.role, asked.person) == (event.by, event.person),
    "step": lambda step, _, event: step == event.step,
    "choose": lambda branch, _, event: branch is None or branch == event.branch,
    "documents": lambda _, asked, event: asked.documents == event.documents,
    "data": lambda _, asked, event: asked.data == event.data,
    "reason": lambda reason, _, event: reason.strip() == event.reason,
    "person": lambda person, _, event: (person.id if isinstance(person, Person) else person) == event.assignee,
    "restart": lambda restart, _, event: restart == event.restart,
    "calendar": lambda calendar, _, event: calendar.hash == event.hash,
    "steps": lambda steps, _, event: {old: new for old, new in steps.items() if old != new} == event.steps,
}
"""What is compared: a field of the command, the command as it is read, and the event."""


def led_to(command: Command, case: Case) -> bool:
    """Return whether the latest event of a case is what a command leads to: the same by the same, word for word."""
    event = case.events[-1]
    if _LEADS_TO.get(type(command)) != event.type:
        return False
    if case.seq == 1:
        asked = read_command(case.procedure.machine, None, command)
    else:
        before = case.as_of(case.seq - 1)
        asked = read_command(before.procedure.machine, before.state.now, command)
    if isinstance(command, given.Extend) and asked.to != event.to:  # type: ignore[union-attr]
        return False
    if isinstance(command, given.Migrate) and command.to.machine.hash != event.hash:  # type: ignore[union-attr]
        return False
    compared = (field.name for field in fields(command) if field.name in _AGREES)
    return all(_AGREES[name](getattr(command, name), asked, event) for name in compared)
