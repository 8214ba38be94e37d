"""The procedure as the official sheet in plain text: identity, actors, then each row with the sheet's own columns.

Layout and words of the sheet follow PermenPAN-RB 35/2012. It must not know terminals; no line is ever cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.messages import format_list, say
from sopflow.plaintext import one_line, padded, width
from sopflow.render.words import target_words
from sopflow.sheet.content import (
    branch_words,
    date_words,
    general_notices,
    input_words,
    lettered,
    outputs_words,
    remarks,
    service_time_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sopflow.definition.model import Branch, Definition, Step

Field = tuple[str, list[str]]
"""The code of a label, and the lines of its value."""


def sheet(definition: Definition, lang: str) -> str:
    """Return the sheet; labels are in ``lang``, the words of the SOP stay as they are."""
    rows = (_block(_row(definition, step, lang), lang) for step in definition.steps.values())
    return "\n\n".join([sheet_head(definition, lang), *rows])


def sheet_head(definition: Definition, lang: str) -> str:
    """Return what stands above the table: title, identity and actors."""
    actors = [_actor_words(definition, actor, lang) for actor in definition.actors]
    blocks = [_block(_identity(definition, lang), lang), _block([("sheet-actors", actors)], lang)]
    return "\n\n".join([one_line(definition.title), *blocks])


def sheet_table(definition: Definition, lang: str) -> tuple[list[str], list[list[str]]]:
    """Return the table of the sheet: its headings, and its rows with a line for each paragraph of a cell."""
    columns: list[str] = []
    rows = []
    for step in definition.steps.values():
        fields = list(_row(definition, step, lang))
        columns = [say(code, lang) for code, _ in fields]
        rows.append(["\n".join(map(one_line, lines)) for _, lines in fields])
    return columns, rows


def _block(fields: Iterable[Field], lang: str) -> str:
    """Return the fields that have a value one below the other, the values aligned."""
    labelled = [(say(code, lang), [one_line(line) for line in lines]) for code, lines in fields if any(lines)]
    widest = max(width(label) for label, _ in labelled)
    written: list[str] = []
    for label, lines in labelled:
        heads = [f"{padded(label, widest)} : ", *[" " * (widest + 3)] * (len(lines) - 1)]
        written += [head + line for head, line in zip(heads, lines, strict=True)]
    return "\n".join(written)


def _identity(definition: Definition, lang: str) -> Iterator[Field]:
    identity, approver = definition.identity, definition.identity.approved_by
    yield "sheet-sop", [definition.id]
    yield "sheet-version", [definition.version]
    yield "sheet-number", [identity.number]
    yield "sheet-revision", [identity.revision]
    yield "sheet-created", [date_words(identity.created, lang)]
    yield "sheet-revised", [date_words(identity.revised, lang)]
    yield "sheet-approved", [date_words(identity.approved, lang)]
    yield "sheet-effective", [date_words(identity.effective, lang)]
    approved_by = [approver.position, approver.name, approver.rank, approver.nip and f"NIP {approver.nip}"]
    yield "sheet-approved-by", [", ".join(part for part in approved_by if part)]
    yield "sheet-agency", [definition.agency]
    yield "sheet-unit", [definition.unit]
    yield "sheet-service", [definition.service]
    yield "sheet-service-time", [service_time_words(definition, lang)]
    yield "sheet-notices", [*general_notices(definition, lang)]
    yield "sheet-fee", [definition.fee]
    yield "sheet-calendar", [definition.calendar]
    yield "sheet-legal-basis", list(identity.legal_basis)
    yield "sheet-qualifications", list(identity.qualifications)
    yield "sheet-related", list(identity.related)
    yield "sheet-equipment", list(identity.equipment)
    yield "sheet-warnings", list(identity.warnings)
    yield "sheet-records", list(identity.records)


def _actor_words(definition: Definition, actor: str, lang: str) -> str:
    who = definition.actors[actor]
    remarks = [say("sheet-external", lang)] if who.external else []
    remarks += [say("sheet-own-calendar", lang, calendar=who.calendar)] if who.calendar else []
    return f"{who.name} ({', '.join(remarks)})" if remarks else who.name


def _row(definition: Definition, step: Step, lang: str) -> Iterator[Field]:
    yield "column-number", [step.number]
    yield "column-activity", [step.activity, *lettered(step, lambda branch: branch.activity or "")]
    yield "column-actor", [_who(definition, step, lang)]
    yield "column-inputs", [*(input_words(definition, item, lang) for item in step.inputs), *step.tools]
    yield "column-duration", [step.duration.text if step.duration else say("words-no-limit", lang)]
    yield "column-outputs", outputs_words(definition, step)
    yield "column-note", list(_remarks(definition, step, lang))


def _who(definition: Definition, step: Step, lang: str) -> str:
    name = definition.actors[step.actor].name
    others = [definition.actors[actor].name for actor in step.participants]
    return say("sheet-together-with", lang, name=name, others=others) if others else name


def _remarks(definition: Definition, step: Step, lang: str) -> Iterator[str]:
    yield from remarks(definition, step, lang)
    if step.sets:
        facts = [definition.data[fact].title for fact in step.sets]
        yield say("sheet-sets", lang, facts=facts)
    if step.next and step.next != _row_below(definition, step):
        yield f"-> {_leads(definition, step.next, lang)}"
    yield from lettered(step, lambda branch: _branch_words(definition, branch, lang))


def _row_below(definition: Definition, step: Step) -> tuple[str, ...]:
    steps = list(definition.steps)
    place = steps.index(step.id) + 1
    return tuple(steps[place : place + 1])


def _branch_words(definition: Definition, branch: Branch, lang: str) -> str:
    return f"{branch_words(definition, branch, lang)} -> {_leads(definition, branch.next, lang)}"


def _leads(definition: Definition, targets: Iterable[str], lang: str) -> str:
    return format_list([target_words(target, definition, lang) for target in targets], lang)
