"""A running case as an official reads it: where it stands, what is to be done until when, and what has happened.

It must not know how wide a table may be, nor where it is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.duration import Duration
from sopflow.engine.events import Assigned, Completed, Extended, Migrated, Recounted, Resumed, Reverted
from sopflow.messages import format_instant, say
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime, tzinfo

    from sopflow.definition.model import Definition
    from sopflow.engine.events import Event, Moved

    Cells = tuple[str, ...]

TASK_COLUMNS: Final = ("activity", "actor", "assignee", "due", "note")
WORK_COLUMNS: Final = ("case", *TASK_COLUMNS)
CASE_COLUMNS: Final = ("case", "sop", "status", "step", "due")
RECOUNT_COLUMNS: Final = ("case", "step", "due-before", "due-now", "because")
MOVE_COLUMNS: Final = ("case", "version", "result")
LOG_COLUMNS: Final = ("number", "at", "who", "what", "note", "recorded")


def headings(columns: Iterable[str], lang: str) -> Cells:
    """Return the heads of a table."""
    return tuple(say(f"column-{column}", lang) for column in columns)


def standing(id: str, definition: Definition, status: str, outcome: str | None, due: datetime | None, lang: str) -> str:
    """Return in one sentence where a case stands."""
    version = one_line(definition.version)
    ended = definition.outcomes[outcome].name if outcome else ""
    words = one_line(ended) or say(f"case-status-{status}", lang)
    code = "case-standing" if due is None else "case-standing-due"
    return say(code, lang, case=one_line(id), title=one_line(definition.title), version=version, status=words, due=due)


def task_cells(
    definition: Definition,
    step: str,
    actor: str,
    visit: int,
    assignee: str | None,
    due: datetime | None,
    notes: tuple[bool, bool, tuple[str, ...]],
    lang: str,
) -> Cells:
    """Return a task as ``TASK_COLUMNS`` name it; ``notes``: whether it is certain, overdue, and what is missing."""
    certain, overdue, missing = notes
    found = definition.steps[step]
    activity = one_line(f"{found.number} {found.activity.rstrip(' ;:,')} ({found.id})")
    said = [say("case-overdue", lang)] if overdue else []
    said += [] if certain else [say("case-uncertain", lang)]
    said += [say("case-missing", lang, items=[item.replace("|", "/") for item in missing])] if missing else []
    return (
        activity if visit == 1 else say("words-again", lang, text=activity, visit=visit),
        one_line(definition.actors[actor].name),
        one_line(assignee or "-"),
        format_instant(due, lang) if due else "-",
        "; ".join(said),
    )


def log_cells(event: Event, recorded: datetime, definition: Definition, lang: str) -> Cells:
    """Return what has happened as ``LOG_COLUMNS`` name it."""
    return (
        str(event.seq),
        format_instant(event.at, lang),
        one_line(event.person or definition.actors[event.by].name),
        say(f"did-{event.type}", lang),
        "; ".join(one_line(note) for note in _notes(event, definition, lang)),
        format_instant(recorded, lang),
    )


def redaction_line(
    recorded: datetime,
    by: str,
    reason: str,
    facts: Sequence[str],
    persons: int,
    reasons: bool,
    *,
    recorded_in: tzinfo,
    lang: str,
) -> str:
    """Return in one sentence what was taken out of a case, by whom and why."""
    what = [*([say("redacted-facts", lang, facts=list(facts))] if facts else [])]
    what += [say("redacted-persons", lang, count=persons)] if persons else []
    what += [say("redacted-reasons", lang)] if reasons else []
    return say(
        "case-redacted", lang, at=recorded.astimezone(recorded_in), by=one_line(by), what="; ".join(what),
        reason=one_line(reason),
    )  # fmt: skip


def _notes(event: Event, definition: Definition, lang: str) -> Iterator[str]:
    step = getattr(event, "step", None)
    if step is not None:
        found = definition.steps[step]
        yield f"{found.number} {found.activity.rstrip(' ;:,')} ({found.id})"
    if isinstance(event, Completed) and event.branch:
        branch = definition.steps[event.step].branch(event.branch)
        yield branch.label if branch else event.branch
    if isinstance(event, Assigned):
        yield event.assignee
    if isinstance(event, Reverted):
        yield f"#{event.reverts}"
    if isinstance(event, Extended):
        yield str(event.to) if isinstance(event.to, Duration) else format_instant(event.to, lang)
    if isinstance(event, Extended | Resumed | Recounted):
        moved: list[tuple[str, Moved | None]] = [
            *event.moved.items(),
            (say("recount-promise", lang), event.promise_moved),
        ]
        for what, move in moved:
            if move is not None and move.was != move.due.at:
                yield say("case-moved", lang, what=what, was=move.was, due=move.due.at)
    if isinstance(event, Migrated):
        yield say("case-versions", lang, was=event.was_version, now=event.version)
    for document in getattr(event, "documents", ()):
        yield definition.documents[document].name
    data: Mapping[str, object] = getattr(event, "data", {})
    for fact, value in data.items():
        yield f"{definition.data[fact].title}: {_value(value, lang)}"
    yield from [event.reason] if getattr(event, "reason", None) else []  # type: ignore[union-attr]


def _value(value: object, lang: str) -> str:
    return say("case-yes" if value else "case-no", lang) if isinstance(value, bool) else str(value)
