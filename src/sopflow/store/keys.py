"""Whether a command that comes with a key is the one that the key was first used for.

When it happened is not compared, since a program that tries again may ask its clock again. It must not know databases.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from sopflow.engine import commands as given
from sopflow.engine.person import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sopflow.engine.commands import Command
    from sopflow.engine.events import Event

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

_AGREES: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "step": lambda step, event: step == event.step,
    "choose": lambda branch, event: branch is None or branch == event.branch,
    "documents": lambda documents, event: set(documents) == set(event.documents),
    "data": lambda data, event: data == event.data,
    "reason": lambda reason, event: reason.strip() == event.reason,
    "person": lambda person, event: (person.id if isinstance(person, Person) else person) == event.assignee,
    "restart": lambda restart, event: restart == event.restart,
    "steps": lambda steps, event: {old: new for old, new in steps.items() if old != new} == event.steps,
    "calendar": lambda calendar, event: calendar.hash == event.hash,
}
"""What is compared: a field of the command, and what the event holds of it."""


def led_to(command: Command, event: Event) -> bool:
    """Return whether an event is what a command leads to: the same thing done to the same step, in the same words."""
    if _LEADS_TO.get(type(command)) != event.type:
        return False
    compared = (field.name for field in fields(command) if field.name in _AGREES)
    return all(_AGREES[name](getattr(command, name), event) for name in compared)
