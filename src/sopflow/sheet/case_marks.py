"""A running case on the sheet: which steps are done, active, late or not reached, and when they are due.

It knows tasks as users see them, and neither how a case runs nor how its marks are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopflow.definition.graph import START, step_node, target_node
from sopflow.messages import say
from sopflow.plaintext import one_line
from sopflow.sheet.look import STATUS_COLOURS
from sopflow.sheet.model import CaseMarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sopflow.definition.model import Definition
    from sopflow.engine.task import Task
    from sopflow.sheet.model import Status


def case_marks(
    definition: Definition,
    tasks: Mapping[str, Task],
    history: Sequence[Task],
    standing: Standing,
    lang: str,
) -> CaseMarks:
    """Return the marks of a case; ``tasks`` and ``history`` are those of the case, as they stand now."""
    statuses: dict[str, Status] = {START: "done"}
    for step in definition.steps:
        statuses[step_node(step)] = "never"
    for task in history:
        statuses[step_node(task.step)] = "never" if task.ended == "skipped" else "done"
    for task in tasks.values():
        statuses[step_node(task.step)] = _status(task, standing)
    for end in definition.outcomes:
        statuses[target_node(definition, end)] = "done" if end == standing.outcome else "never"
    notes: dict[str, tuple[str, ...]] = {}
    for task in [*history, *tasks.values()]:
        node = step_node(task.step)
        notes[node] = (*notes.get(node, ()), _note(definition, task, standing, lang))
    return CaseMarks(statuses, notes, (_head(definition, standing, lang), _legend(statuses.values(), lang)))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands at ``at``: what it is called, its status, the outcome that it closed with, when the service is
    due that was promised."""

    id: str | None
    status: str
    outcome: str | None
    due: datetime | None
    at: datetime


def _head(definition: Definition, standing: Standing, lang: str) -> str:
    """Return the sentence that says which case a sheet shows, and how it stands."""
    status = say(f"case-status-{standing.status}", lang)
    if standing.outcome is not None:
        status = f"{status} ({one_line(definition.outcomes[standing.outcome].name)})"
    if standing.id is None:
        head = say("case-mark-head-nameless", lang, status=status, at=standing.at)
    else:
        head = say("case-mark-head", lang, id=one_line(standing.id), status=status, at=standing.at)
    if standing.due is None or standing.status != "open":
        return head
    return say("case-mark-head-due", lang, head=head, due=standing.due)


def _legend(statuses: Iterable[Status], lang: str) -> str:
    """Return what the colours mean that are used."""
    used = set(statuses)
    return " ".join(say(f"case-colour-{status}", lang) for status in STATUS_COLOURS if status in used)


def _status(task: Task, standing: Standing) -> Status:
    if standing.status == "suspended":
        return "suspended"
    return "late" if task.is_overdue(standing.at) else "active"


def _note(definition: Definition, task: Task, standing: Standing, lang: str) -> str:
    """Return what is added to the notes of a step: how a visit ended, or when it is due."""
    if task.done_at is not None:
        late = task.ended == "completed" and task.on_time is False
        words = say("case-mark-completed-late" if late else f"case-mark-{task.ended}", lang, at=task.done_at)
        branch = definition.steps[task.step].branch(task.branch) if task.branch else None
        if branch and task.ended == "completed":
            words = f"{words}: {one_line(branch.label)}"
    elif standing.status == "suspended":
        words = say("case-mark-suspended", lang, since=task.since)
    elif task.due is None:
        words = say("case-mark-active", lang, since=task.since)
    else:
        words = say("case-mark-late" if task.is_overdue(standing.at) else "case-mark-due", lang, due=task.due)
        words += "" if task.certain else f" {say('case-mark-uncertain', lang)}"
    return words if task.visit == 1 else say("words-again", lang, text=words, visit=task.visit)
