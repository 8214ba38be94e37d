"""What has to be as it was for a command to mean the same, and whether it still is when somebody else was faster.

A command is given by somebody who looks at a case as it stood. What others have done since is no obstacle as long as
nothing changed that the command is about: two officials may work on two steps at once. It must not know databases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopflow.engine import commands as given
from sopflow.engine.asking import read_command
from sopflow.errors import Rejected
from sopflow.messages import Term

if TYPE_CHECKING:
    from sopflow.engine.commands import Command
    from sopflow.engine.events import Event
    from sopflow.procedure import Case


def settle(seen: Case, now: Case, command: Command) -> Case:
    """Return ``now`` after a command given by somebody who looked at ``seen``, the same case earlier.

    Raises ``Rejected``: as the case does, but with the code ``conflict`` where the command would have been right, and
    ``CommandError`` and its neighbours as the case does.
    """
    if now.seq == seen.seq:
        return now.after(command)
    rejected = None
    try:
        after = now.after(command)
        if precondition(seen, command) == precondition(now, command):
            return after
    except Rejected as error:
        if not _would_have_been_taken(seen, command):
            raise
        rejected = error
    raise _conflict(seen, now, command) from rejected


def precondition(case: Case, command: Command) -> tuple[Any, ...]:
    """Return what a command rests on: it may be given later only if this is the same then."""
    now = case.state.now
    asked = read_command(case.procedure.machine, now, command)
    task = asked.task
    visit = (case.procedure.hash, *(() if task is None else (task.visit, task.assignee)))
    if isinstance(command, given.Complete):
        return (*visit, asked.way and asked.way.branch)
    if isinstance(command, given.Lapse):
        return (*visit, task and task.promise)
    if isinstance(command, given.Skip | given.Assign):
        return visit
    if isinstance(command, given.Extend):
        term = task.term if task else now.service
        return (*visit, term and term.promise)
    if isinstance(command, given.Record):
        return (case.procedure.hash, *(now.data.get(fact) for fact in asked.data))
    if isinstance(command, given.Resume):
        return (case.procedure.hash, now.suspended)
    if isinstance(command, given.Migrate):
        return (case.procedure.hash, *((task.step, task.visit) for task in now.tasks.values()))
    if isinstance(command, given.Revert):
        return (case.procedure.hash, case.state.last)
    return (case.procedure.hash,)


def _would_have_been_taken(seen: Case, command: Command) -> bool:
    try:
        seen.after(command)
    except Rejected:
        return False
    return True


def _conflict(seen: Case, now: Case, command: Command) -> Rejected:
    """Return who was faster: the first event since that took the precondition away."""
    faster = next(event for event in now.events[seen.seq :] if _disturbs(seen, now, event, command))
    step = getattr(command, "step", None)
    return Rejected(
        "conflict", step if isinstance(step, str) else None, who=faster.person or faster.by,
        did=Term(f"did-{faster.type}"), at=faster.at, event=faster.type, seq=faster.seq,
    )  # fmt: skip


def _disturbs(seen: Case, now: Case, event: Event, command: Command) -> bool:
    then = now.as_of(event.seq)
    return not _would_have_been_taken(then, command) or precondition(then, command) != precondition(seen, command)
