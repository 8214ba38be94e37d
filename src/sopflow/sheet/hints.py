"""What is said of a symbol or a line when somebody points at it, and of the whole sheet to those who cannot see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.definition.graph import START, step_node, target_node
from sopflow.definition.model import ON_OVERDUE
from sopflow.messages import say
from sopflow.plaintext import one_line
from sopflow.sheet.content import branch_words, input_words, outputs_words, remarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sopflow.definition.model import Definition, Step
    from sopflow.sheet.model import FlowKey


def symbol_hints(definition: Definition, lang: str) -> dict[str, str]:
    """Return for each step and outcome, by its node in the graph, what it is about: a line for each thing."""
    hints = {step_node(step.id): "\n".join(_step_lines(definition, step, lang)) for step in definition.steps.values()}
    for outcome in definition.outcomes.values():
        hints[target_node(definition, outcome.id)] = say("sheet-outcome", lang, name=one_line(outcome.name))
    return hints


def flow_hints(definition: Definition, lang: str) -> dict[FlowKey, str]:
    """Return for each flow, by its edge in the graph, from where it leads to where, and on which condition."""
    first = step_node(definition.first_step)
    hints = {
        (START, first, ""): _leads(say("words-start", lang), _target_words(definition, definition.first_step, lang))
    }
    for step in definition.steps.values():
        source = _target_words(definition, step.id, lang)
        for target in step.next:
            key = (step_node(step.id), target_node(definition, target), "")
            hints[key] = _leads(source, _target_words(definition, target, lang))
        for branch in step.named_exits:
            for target in branch.next:
                key = (step_node(step.id), target_node(definition, target), branch.id)
                words = branch_words(definition, branch, lang)
                hints[key] = f"{_leads(source, _target_words(definition, target, lang))}: {words}"
    return hints


def description(definition: Definition, lang: str) -> str:
    """Return the sheet in sentences: who does what, and how it goes on."""
    lines = [say("sheet-description", lang, steps=len(definition.steps), actors=len(definition.actors))]
    for step in definition.steps.values():
        who = one_line(definition.actors[step.actor].name)
        onward = [_target_words(definition, target, lang) for target in step.next]
        onward += [
            f"{one_line(branch.label)}: {_target_words(definition, target, lang)}"
            for branch in step.named_exits
            for target in branch.next
        ]
        lines.append(f"{one_line(step.number)}. {who}: {one_line(step.activity)} → {'; '.join(onward)}.")
    return "\n".join(lines)


def _step_lines(definition: Definition, step: Step, lang: str) -> Iterator[str]:
    yield one_line(f"{step.number}. {step.activity}")
    actors = [one_line(definition.actors[actor].name) for actor in (step.actor, *step.participants)]
    yield f"{say('column-actor', lang)}: {', '.join(actors)}"
    needs = [one_line(input_words(definition, item, lang)) for item in step.inputs]
    needs += map(one_line, step.tools)
    if needs:
        yield f"{say('column-inputs', lang)}: {'; '.join(needs)}"
    if step.duration:
        yield f"{say('column-duration', lang)}: {one_line(step.duration.text)}"
    outputs = outputs_words(definition, step)
    if outputs:
        yield f"{say('column-outputs', lang)}: {'; '.join(map(one_line, outputs))}"
    if step.sets:
        yield say("sheet-sets", lang, facts=[one_line(definition.data[fact].title) for fact in step.sets])
    yield from map(one_line, remarks(definition, step, lang))
    if step.next:
        yield f"→ {_targets(definition, step.next, lang)}"
    for branch in step.named_exits:
        words = branch_words(definition, branch, lang)
        if branch.id == ON_OVERDUE:
            words = say("sheet-if-overdue", lang, label=words)
        yield f"{words} → {_targets(definition, branch.next, lang)}"


def _targets(definition: Definition, targets: Iterable[str], lang: str) -> str:
    return "; ".join(_target_words(definition, target, lang) for target in targets)


def _target_words(definition: Definition, target: str, lang: str) -> str:
    step = definition.steps.get(target)
    if step is None:
        return one_line(definition.outcomes[target].name)
    return say("sheet-step", lang, number=one_line(step.number))


def _leads(source: str, target: str) -> str:
    return f"{source} → {target}"
