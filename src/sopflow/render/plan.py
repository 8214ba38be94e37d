"""A plan as an official reads it: a head, the table of the shown way, how it ends, and the other ways.

It must not know how wide a table may be, nor where it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopflow.calendars.certainty import sentences
from sopflow.messages import format_instant, say
from sopflow.plaintext import one_line
from sopflow.planning.model import MAX_LISTED
from sopflow.render.words import choices_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.model import Definition
    from sopflow.planning.model import Plan, PlannedTask, Scenario


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """A plan in words; ``rows`` have as many cells as ``columns``. Every text is on one line and harmless."""

    head: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...]


def plan_sheet(plan: Plan, definition: Definition, calendar: WorkCalendar, lang: str) -> PlanSheet:
    """Return the plan in words; ``calendar`` is the one it was counted on, ``lang`` that of the words."""
    codes = ("number", "activity", "actor", "starts", "due", "duration")
    return PlanSheet(
        head=tuple(_head(plan, definition, calendar, lang)),
        columns=tuple(say(f"column-{code}", lang) for code in codes),
        rows=tuple(_row(task, definition, lang) for task in plan.steps),
        foot=tuple(_foot(plan, definition, lang)),
    )


def _head(plan: Plan, definition: Definition, calendar: WorkCalendar, lang: str) -> Iterator[str]:
    yield one_line(definition.title)
    yield say("plan-version", lang, sop=definition.id, version=one_line(definition.version))
    yield say("plan-start", lang, at=plan.start)
    yield say("plan-calendar", lang, calendar=one_line(calendar.id), zone=calendar.timezone.key)


def _row(task: PlannedTask, definition: Definition, lang: str) -> tuple[str, ...]:
    activity = one_line(task.activity)
    no_limit = say("words-no-limit", lang)
    return (
        one_line(task.number),
        activity if task.visit == 1 else say("words-again", lang, text=activity, visit=task.visit),
        one_line(definition.actors[task.actor].name),
        format_instant(task.starts, lang),
        _marked(format_instant(task.due, lang), task.certain) if task.due else no_limit,
        one_line(task.duration.text) if task.duration else no_limit,
    )


def _marked(text: str, certain: bool) -> str:
    return text if certain else f"{text} *"


def _foot(plan: Plan, definition: Definition, lang: str) -> Iterator[str]:
    if not all(task.certain for task in plan.steps):
        yield say("plan-star", lang)
    shown, *others = plan.scenarios
    if shown.choices:
        yield say("plan-choices", lang, choices=choices_words(shown.choices, definition, lang))
    yield say(_outcome_code(plan), lang, outcome=_outcome(plan.outcome, definition), due=plan.due)
    for sentence in sentences(plan.assumptions, lang):
        yield f"  - {one_line(sentence)}"
    elsewhere = _other_calendars(plan, definition, lang)
    if elsewhere:
        yield say("plan-other-calendars", lang, steps=elsewhere)
    untimed = list(dict.fromkeys(one_line(task.number) for task in plan.steps if task.due is None))
    if untimed and plan.due:
        yield say("plan-untimed", lang, numbers=untimed)
    if plan.truncated:
        yield say("plan-truncated", lang, most=MAX_LISTED)
    if others:
        yield say("plan-others", lang)
    for other in others:
        yield f"  {_other(other, definition, lang)}"
    if others or plan.truncated:
        yield say("plan-latest", lang, due=_due(plan.latest, lang))


def _other_calendars(plan: Plan, definition: Definition, lang: str) -> list[str]:
    """Return the steps that are not counted on the calendar of the SOP, each with its own."""
    names = {task.step: definition.calendar_of(definition.steps[task.step]) for task in plan.steps if task.due}
    return [
        say("plan-on-calendar", lang, number=one_line(definition.steps[step].number), calendar=one_line(name))
        for step, name in names.items()
        if name != definition.calendar
    ]


def _outcome_code(plan: Plan) -> str:
    if plan.due is None:
        return "plan-outcome-untimed"
    return "plan-outcome-certain" if plan.certain else "plan-outcome-uncertain"


def _other(way: Scenario, definition: Definition, lang: str) -> str:
    choices = choices_words(way.choices, definition, lang)
    end = f"{_outcome(way.outcome, definition)}, {_due(way.due, lang)}"
    return f"{choices} -> {end}" if way.certain else say("plan-other-uncertain", lang, choices=choices, end=end)


def _outcome(outcome: str, definition: Definition) -> str:
    return one_line(definition.outcomes[outcome].name)


def _due(due: datetime | None, lang: str) -> str:
    return say("words-no-limit", lang) if due is None else format_instant(due, lang)
