"""Parts of an SOP in the words of people: conditions, choices, where a way leads.

It must not know how what it says is laid out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sopflow.messages import Either, format_list, say
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sopflow.definition.condition import Condition, Predicate
    from sopflow.definition.model import Definition
    from sopflow.planning.model import Choice

_LIMITS = {
    "minimum": "words-at-least",
    "exclusiveMinimum": "words-more-than",
    "maximum": "words-at-most",
    "exclusiveMaximum": "words-less-than",
}


def condition_words(condition: Condition, definition: Definition, lang: str) -> str:
    """Return a condition in words: the titles of the facts and what they have to be; rare keywords as JSON."""
    ways = [
        format_list([_test_words(test, definition, lang) for test in tests], lang) for tests in condition.alternatives
    ]
    return say("words-either", lang, items=Either(tuple(ways)))


def choices_words(choices: Iterable[Choice], definition: Definition, lang: str) -> str:
    """Return choices in words: the number of the step and the label of the branch, in order."""
    return ", ".join(_choice_words(choice, definition, lang) for choice in choices)


def target_words(target: str, definition: Definition, lang: str) -> str:
    """Return where a way leads: the number and id of a step, or the name of an outcome."""
    step = definition.steps.get(target)
    if step is None:
        return say("words-to-outcome", lang, name=one_line(definition.outcomes[target].name))
    return say("words-to-step", lang, number=one_line(step.number), step=step.id)


def _choice_words(choice: Choice, definition: Definition, lang: str) -> str:
    step = definition.steps[choice.step]
    branch = step.branch(choice.branch)
    label = one_line(branch.label) if branch else choice.branch
    code = "words-choice" if choice.visit == 1 else "words-choice-again"
    return say(code, lang, number=one_line(step.number), label=label, visit=choice.visit)


def _test_words(test: Predicate, definition: Definition, lang: str) -> str:
    fact = definition.data.get(test.fact)
    title = one_line(fact.title if fact else test.fact)
    return f"{title}: {_schema_words(test.schema, lang)}"


def _schema_words(schema: Mapping[str, object], lang: str) -> str:
    if schema.keys() == {"const"}:
        return _value_words(schema["const"], lang)
    values = schema.get("enum")
    if schema.keys() == {"enum"} and isinstance(values, list | tuple):
        return say("words-either", lang, items=Either(tuple(_value_words(value, lang) for value in values)))
    if schema and schema.keys() <= _LIMITS.keys():
        limits = [say(_LIMITS[name], lang, value=_value_words(value, lang)) for name, value in schema.items()]
        return format_list(limits, lang)
    return one_line(json.dumps(schema, ensure_ascii=False))


def _value_words(value: object, lang: str) -> str:
    if isinstance(value, bool):
        return say("words-yes" if value else "words-no", lang)
    return one_line(value) if isinstance(value, str) else json.dumps(value)
