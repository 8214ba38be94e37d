"""A running case on the sheet: which steps are done, active, late or not reached, and when they are due.

It knows tasks as users see them, and neither how a case runs nor how its marks are drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.definition.graph import START, step_node, target_node
from sopflow.messages import say
from sopflow.plaintext import one_line
from sopflow.sheet.pages import CaseMarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sopflow.definition.model import Definition
    from sopflow.engine.task import Task
    from sopflow.sheet.model import Status


def case_marks(
    definition: Definition,
    tasks: Mapping[str, Task],
    history: Sequence[Task],
    outcome: str | None,
    head: str,
    at: datetime,
    lang: str,
) -> CaseMarks:
    """Return the marks of a case as it stands at ``at``.

    ``tasks`` and ``history`` are those of the case, ``outcome`` the one that it closed with, ``head`` the sentence
    below the sheet that says which case this is.
    """
    statuses: dict[str, Status] = {START: "done"}
    for step in definition.steps:
        statuses[step_node(step)] = "never"
    for task in history:
        statuses[step_node(task.step)] = "done"
    for task in tasks.values():
        statuses[step_node(task.step)] = "late" if task.is_overdue(at) else "active"
    for end in definition.outcomes:
        statuses[target_node(definition, end)] = "done" if end == outcome else "never"
    notes: dict[str, tuple[str, ...]] = {}
    for task in [*history, *tasks.values()]:
        node = step_node(task.step)
        notes[node] = (*notes.get(node, ()), *_lines(definition, task, at, lang))
    return CaseMarks(statuses, notes, (head,))


def case_head(id: str | None, status: str, due: datetime | None, at: datetime, lang: str) -> str:
    """Return the sentence that says which case a sheet shows, and how it stands."""
    words = say(f"case-status-{status}", lang)
    if id is None:
        head = say("case-mark-head-nameless", lang, status=words, at=at)
    else:
        head = say("case-mark-head", lang, id=one_line(id), status=words, at=at)
    return head if due is None else say("case-mark-head-due", lang, head=head, due=due)


def _lines(definition: Definition, task: Task, at: datetime, lang: str) -> Iterator[str]:
    """Give what is added to the notes of a step: how a visit ended, or when it is due."""
    if task.done_at is not None:
        code = f"case-mark-{task.ended}" if task.on_time is not False else f"case-mark-{task.ended}-late"
        branch = definition.steps[task.step].branch(task.branch) if task.branch else None
        words = say(code, lang, at=task.done_at)
        if branch and task.ended == "completed":
            words = f"{words}: {one_line(branch.label)}"
    elif task.due is None:
        words = say("case-mark-active", lang, since=task.since)
    else:
        words = say("case-mark-late" if task.is_overdue(at) else "case-mark-due", lang, due=task.due)
        words += "" if task.certain else f" {say('case-mark-uncertain', lang)}"
    yield words if task.visit == 1 else say("words-again", lang, text=words, visit=task.visit)
