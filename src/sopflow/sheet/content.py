"""What is written on a sheet: the words of each row, of the identity block, and below the table.

The SOP's own words stay as they are; labels are in the language that is asked for. It must not know where anything is
written, nor how large.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sopflow.definition.graph import step_node, target_node
from sopflow.definition.model import ON_OVERDUE
from sopflow.layout.wrapping import ITEM
from sopflow.messages import Either, format_date, say
from sopflow.plaintext import one_line
from sopflow.render.words import condition_words
from sopflow.sheet.chart import has_row, last_steps, letter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sopflow.definition.model import Branch, Definition, Escalation, Identity, Input, Output, Reminder, Step

Lines = tuple[str, ...]

_LETTERED: Final = re.compile(r"(?:[a-z]|\d+)\. ")


@dataclass(frozen=True, slots=True)
class RowWords:
    """The cells of a row; each is a series of paragraphs. ``key`` is the row's node in the SOP's graph."""

    key: str
    number: str = ""
    activity: Lines = ()
    inputs: Lines = ()
    duration: Lines = ()
    outputs: Lines = ()
    note: Lines = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what stands behind (or below) it."""

    label: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class IdentityWords:
    """The identity block: who issues the SOP, its numbers and dates, who approved it, and six lists."""

    agency: Lines
    fields: tuple[Field, ...]
    approval: Field
    title: Field
    lists: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class SheetWords:
    """All words of a sheet; ``closing`` stands below the table."""

    title: str
    actors: Lines
    identity: IdentityWords
    rows: tuple[RowWords, ...]
    closing: tuple[Field, ...]


def sheet_words(definition: Definition, lang: str) -> SheetWords:
    """Return the words of a sheet; outcomes that nothing leads to are left out."""
    rows = [_step_row(definition, step, lang) for step in definition.steps.values()]
    rows += [
        _outcome_row(definition, outcome, lang) for outcome in last_steps(definition) if has_row(definition, outcome)
    ]
    return SheetWords(
        one_line(definition.title),
        tuple(one_line(actor.name) for actor in definition.actors.values()),
        _identity(definition, lang),
        tuple(rows),
        tuple(_closing(definition, lang)),
    )


def _identity(definition: Definition, lang: str) -> IdentityWords:
    identity, approver = definition.identity, definition.identity.approved_by
    fields = [
        ("sheet-number", identity.number),
        ("sheet-created", date_words(identity.created, lang)),
        ("sheet-revised", _revised(identity, lang)),
        *_dated("sheet-approved", identity.approved, identity.effective, lang),
        *_dated("sheet-effective", identity.effective, identity.approved, lang),
    ]
    signature = [approver.position, "", "", "", approver.name, approver.rank, approver.nip and f"NIP {approver.nip}"]
    lists = {
        "sheet-legal-basis": identity.legal_basis,
        "sheet-qualifications": identity.qualifications,
        "sheet-related": identity.related,
        "sheet-equipment": identity.equipment,
        "sheet-warnings": identity.warnings,
        "sheet-records": identity.records,
    }
    return IdentityWords(
        _told([definition.agency, definition.unit]),
        tuple(Field(say(code, lang), _told([value])) for code, value in fields),
        Field(say("sheet-approved-by", lang), tuple(one_line(line) for line in signature)),
        Field(say("sheet-name", lang), (one_line(definition.title),)),
        tuple(Field(say(code, lang), _numbered(lines)) for code, lines in lists.items()),
    )


def _closing(definition: Definition, lang: str) -> Iterator[Field]:
    fields = [
        ("sheet-fee", definition.fee),
        ("sheet-service", definition.service),
        ("sheet-service-time", service_time_words(definition, lang)),
    ]
    for code, value in fields:
        if value:
            yield Field(say(code, lang), _told([value]))
    notices = [*general_notices(definition, lang)]
    if notices:
        yield Field(say("sheet-notices", lang), _told(notice.rstrip(".") for notice in notices))


def service_time_words(definition: Definition, lang: str) -> str:
    """Return what the citizen is promised, in words; nothing where nothing is promised."""
    promised = definition.service_time
    if promised is None:
        return ""
    parts = [promised.duration.text]
    if promised.start:
        parts.append(say("sheet-since-step", lang, number=one_line(definition.steps[promised.start].number)))
    if promised.extension:
        parts.append(say("sheet-extension", lang, duration=promised.extension.text))
    return ", ".join(parts)


def _step_row(definition: Definition, step: Step, lang: str) -> RowWords:
    return RowWords(
        step_node(step.id),
        one_line(step.number),
        _told([step.activity, *lettered(step, lambda branch: branch.activity or "")]),
        _itemised([*(input_words(definition, item, lang) for item in step.inputs), *step.tools]),
        _told([step.duration.text if step.duration else ""]),
        _itemised(outputs_words(definition, step)),
        _told(remarks(definition, step, lang)),
    )


def _outcome_row(definition: Definition, outcome: str, lang: str) -> RowWords:
    found = definition.outcomes[outcome]
    note = (say("sheet-ends-case", lang),) if found.ends_case else ()
    return RowWords(target_node(definition, outcome), activity=_told([found.name]), note=note)


def input_words(definition: Definition, item: Input, lang: str) -> str:
    """Return what a step needs, with what is said about it in brackets."""
    names = [definition.documents[document].name for document in item.documents]
    words = say("words-either", lang, items=Either(tuple(names)))
    remarks = [item.quantity] if item.quantity else []
    remarks += [say("sheet-optional-input", lang)] if item.optional else []
    if item.when:
        remarks.append(say("sheet-when", lang, condition=condition_words(item.when, definition, lang)))
    return f"{words} ({', '.join(remarks)})" if remarks else words


def outputs_words(definition: Definition, step: Step) -> list[str]:
    """Return what comes out of a step, and behind letters what comes out of its branches."""
    own = _output_words(definition, step.outputs, step.result)
    return [*own, *lettered(step, lambda branch: "; ".join(_output_words(definition, branch.outputs, branch.result)))]


def _output_words(definition: Definition, outputs: Iterable[Output], result: str | None) -> list[str]:
    words = [output.wording or definition.documents[output.document].name for output in outputs]
    return [*words, result] if result else words


def remarks(definition: Definition, step: Step, lang: str) -> Iterator[str]:
    """Give what stands in the notes of a step: its own, and what the drawing cannot say."""
    if step.note:
        yield step.note
    if step.optional:
        yield say("sheet-optional-step", lang)
    if step.join:
        yield say("sheet-join", lang)
    if step.calendar:
        yield say("sheet-counted-on", lang, calendar=step.calendar)
    yield from notice_words(definition, step.remind or (), step.escalate or (), lang)
    if step.remind == () and definition.remind:
        yield say("sheet-no-reminder", lang)
    if step.escalate == () and definition.escalate:
        yield say("sheet-no-escalation", lang)
    for way in step.exits:
        numbers = [definition.steps[target].number for target in way.targets if target in definition.steps]
        if len(numbers) > 1:
            yield say("sheet-parallel", lang, numbers=[one_line(number) for number in numbers])


def general_notices(definition: Definition, lang: str) -> Iterator[str]:
    """Give in words who hears when of any due date of the SOP, and of what the citizen is promised."""
    yield from notice_words(definition, definition.remind, definition.escalate, lang)
    promised = definition.service_time
    if promised is not None:
        for notice in notice_words(definition, promised.remind, promised.escalate, lang):
            yield say("sheet-notice-of-service", lang, notice=notice)


def notice_words(
    definition: Definition, remind: Iterable[Reminder], escalate: Iterable[Escalation], lang: str
) -> Iterator[str]:
    """Give in words who hears when of a due date."""

    def named(actors: Iterable[str]) -> list[str]:
        return [one_line(definition.actors[actor].name) for actor in actors]

    for reminder in remind:
        code = "sheet-remind" if reminder.to else "sheet-remind-performer"
        yield say(code, lang, before=reminder.before.text, actors=named(reminder.to))
    for escalation in escalate:
        after = escalation.after
        code = "sheet-escalate-after" if after else "sheet-escalate"
        yield say(code, lang, after=after and after.text, actors=named(escalation.to))


def branch_words(definition: Definition, branch: Branch, lang: str) -> str:
    """Return the label of a branch, with the condition on which it is taken."""
    label = one_line(branch.label)
    if branch.when:
        condition = condition_words(branch.when, definition, lang)
        return f"{label} ({say('sheet-when', lang, condition=condition)})"
    return f"{label} ({say('sheet-otherwise', lang)})" if branch.otherwise else label


def lettered(step: Step, words: Callable[[Branch], str]) -> list[str]:
    """Return what ``words`` says of each branch behind the letter of the sheet; the overdue way has none."""
    said = [(place, branch, words(branch)) for place, branch in enumerate(step.named_exits)]
    return [text if branch.id == ON_OVERDUE else f"{letter(place)}. {text}" for place, branch, text in said if text]


def _dated(code: str, text: str, other: str, lang: str) -> list[tuple[str, str]]:
    """Return a date, or a line to write it on by hand; where the sheet has the ``other`` date only, none."""
    return [(code, date_words(text, lang))] if text or not other else []


def _revised(identity: Identity, lang: str) -> str:
    date = date_words(identity.revised, lang)
    if not identity.revision:
        return date
    code = "sheet-revision-of" if date else "sheet-revision-number"
    return say(code, lang, number=one_line(identity.revision), date=date)


def date_words(text: str, lang: str) -> str:
    """Return a date as people write it; what is no date stays as it is."""
    try:
        return format_date(date.fromisoformat(text), lang)
    except ValueError:
        return text


def _itemised(lines: Iterable[str]) -> Lines:
    """Return lines with a dash before each where there are several; those behind letters need none."""
    told = _told(lines)
    return told if len(told) < 2 else tuple(line if _LETTERED.match(line) else f"{ITEM}{line}" for line in told)


def _told(texts: Iterable[str]) -> Lines:
    """Return the paragraphs that say something; each line of a text in the file is one."""
    return tuple(line for text in texts for line in map(one_line, text.splitlines()) if line)


def _numbered(lines: Lines) -> Lines:
    """Return a list as sheets write it: numbered where there are several."""
    told = [one_line(line) for line in lines if line.strip()]
    return tuple(told) if len(told) < 2 else tuple(f"{place}. {line}" for place, line in enumerate(told, 1))
