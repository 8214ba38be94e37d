"""What commands about cases answer, as text and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sopflow.cli.answer import NO, Answer, json_text
from sopflow.cli.terminal import table
from sopflow.messages import say
from sopflow.plaintext import one_line
from sopflow.render.case_text import (
    LOG_COLUMNS,
    TASK_COLUMNS,
    WORK_COLUMNS,
    headings,
    log_cells,
    redaction_line,
    standing,
    task_cells,
)
from sopflow.render.due_dates_ical import DueDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sopflow.calendars.instant import When
    from sopflow.definition.model import Definition
    from sopflow.errors import Rejected
    from sopflow.procedure import Case
    from sopflow.store import Entry, Page, Redaction, Store, WorkItem


def case_answer(store: Store, case: Case, at: When, format: str, lang: str) -> Answer:
    """Return where a case stands at ``at``."""
    if format == "json":
        return Answer(json_text(case.to_dict(at)))
    return Answer(
        "\n".join([*_standing(case, at, lang), "", say("case-database", lang, database=one_line(store.name))])
    )


def case_with_log(
    case: Case, log: Sequence[Entry], redactions: Sequence[Redaction], at: When, format: str, lang: str
) -> Answer:
    """Return where a case stands at ``at``, all that has happened, and what has been taken out of that."""
    zone = case.procedure.calendar.timezone
    if format == "json":
        written = json.loads(case.to_json())
        events = [
            {**event, "recorded": entry.recorded.astimezone(zone).isoformat(), "key": entry.key}
            for event, entry in zip(written["events"], log, strict=True)
        ]
        taken_out = [{**one._asdict(), "recorded": one.recorded.astimezone(zone).isoformat()} for one in redactions]
        kept = {"calendars": written["calendars"], "events": events, "redactions": taken_out}
        return Answer(json_text({**case.to_dict(at), **kept}))
    rows = [
        log_cells(entry.event, entry.recorded.astimezone(zone), case.procedure_at(entry.event.seq).definition, lang)
        for entry in log
    ]
    lines = [*_standing(case, at, lang), "", table(headings(LOG_COLUMNS, lang), rows)]
    if redactions:
        lines += ["", *(redaction_line(*one, recorded_in=zone, lang=lang) for one in redactions)]
    return Answer("\n".join(lines))


def work_answer(store: Store, page: Page[WorkItem], lang: str) -> str:
    """Return a worklist as text."""
    rows = []
    for item, definition in _with_definitions(store, page):
        notes = (item.certain, item.overdue, item.missing)
        cells = task_cells(definition, item.step, item.actor, item.visit, item.assignee, item.due, notes, lang)
        rows.append((one_line(item.case), *cells))
    return table(headings(WORK_COLUMNS, lang), rows) if rows else say("case-nothing-to-do", lang)


def due_dates(store: Store, items: Iterable[WorkItem]) -> Iterator[DueDate]:
    """Give the tasks of a worklist that have a due date, for a calendar."""
    for item, definition in _with_definitions(store, items):
        if item.due is not None:
            activity = definition.steps[item.step].activity.rstrip(" ;:,")
            yield DueDate(item.case, definition.title, item.step, item.visit, activity, item.due, item.overdue)


def _with_definitions(store: Store, items: Iterable[WorkItem]) -> Iterator[tuple[WorkItem, Definition]]:
    """Give each task with its SOP, which is asked for once."""
    definitions: dict[tuple[str, str, str], Definition] = {}
    for item in items:
        version = (item.sop, item.version, item.hash)
        if version not in definitions:
            definitions[version] = store.procedure(*version).definition
        yield item, definitions[version]


def refused(rejected: Rejected, format: str, lang: str) -> Answer:
    """Return that a command is not allowed, and why."""
    if format == "json":
        answer = {"rejected": rejected.code, "message": one_line(rejected.message(lang))}
        return Answer(json_text(answer), code=NO)
    return Answer(code=NO, errors=one_line(rejected.message(lang)))


def _standing(case: Case, at: When, lang: str) -> list[str]:
    definition = case.procedure.definition
    lines = [standing(str(case.id), definition, case.status, case.outcome, case.due, lang)]
    rows = [
        task_cells(
            definition, task.step, task.actor, task.visit, task.assignee, task.due,
            (task.certain, task.is_overdue(at), task.missing), lang,
        )
        for task in case.tasks.values()
    ]  # fmt: skip
    return [*lines, "", table(headings(TASK_COLUMNS, lang), rows)] if rows else lines
