"""Facts of a case: the JSON Schemas of an SOP as functions, compiled once, and conditions over several facts.

Values are those of JSON: true and 1 are different, 1 and 1.0 are not. It must not know steps or branches.
"""

from __future__ import annotations

import json
import math
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sopflow.messages import Either, Sentence
from sopflow.plaintext import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sopflow.definition.condition import Condition


class Answer(NamedTuple):
    """What a condition says: whether it holds, and the facts that are not known and could still make it hold."""

    holds: bool
    missing: tuple[str, ...] = ()


YES: Final = Answer(True)
NO: Final = Answer(False)


def compile_condition(condition: Condition) -> Callable[[Mapping[str, Any]], Answer]:
    """Return a function from the facts of a case to what the condition says of them."""
    alternatives = [
        [(test.fact, compile_schema(test.schema)) for test in alternative] for alternative in condition.alternatives
    ]
    if len(alternatives) == 1 and len(alternatives[0]) == 1:
        return _one_question(*alternatives[0][0])

    def ask(facts: Mapping[str, Any]) -> Answer:
        missing: list[str] = []
        for tests in alternatives:
            unknown = [fact for fact, _ in tests if fact not in facts]
            if all(test(facts[fact]) for fact, test in tests if fact in facts):
                if not unknown:
                    return YES
                missing += unknown
        return Answer(False, tuple(dict.fromkeys(missing))) if missing else NO

    return ask


def _one_question(fact: str, test: Callable[[Any], bool]) -> Callable[[Mapping[str, Any]], Answer]:
    """Return the function of a condition that asks one thing of one fact, as most do."""
    unknown = Answer(False, (fact,))

    def ask(facts: Mapping[str, Any]) -> Answer:
        if fact not in facts:
            return unknown
        return YES if test(facts[fact]) else NO

    return ask


def compile_schema(schema: Mapping[str, Any]) -> Callable[[Any], bool]:
    """Return a function that says whether a value meets a schema of the keywords that the format knows."""
    tests = [_KEYWORDS[keyword](wanted) for keyword, wanted in schema.items() if keyword in _KEYWORDS]
    if len(tests) == 1:
        return tests[0]
    return lambda value: all(test(value) for test in tests)


def described(schema: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """Return in words what a schema asks for, for people who are to give a value."""
    known = {keyword: wanted for keyword, wanted in schema.items() if keyword in _WORDED}
    other = {keyword: wanted for keyword, wanted in schema.items() if keyword in _KEYWORDS and keyword not in _WORDED}
    if {"enum", "const", "format"} & known.keys():
        known.pop("type", None)
    found = [_in_words(keyword, wanted) for keyword, wanted in known.items()]
    if other:
        found.append(Sentence("wanted-schema", {"schema": json.dumps(other, ensure_ascii=False)}))
    return tuple(found)


def _in_words(keyword: str, wanted: Any) -> Sentence:
    if keyword in {"type", "format"}:
        return Sentence(f"wanted-{wanted}", {})
    values = wanted if keyword == "enum" else [wanted]
    return Sentence(_WORDED[keyword], {"wanted": Either(tuple(_as_written(value) for value in values))})


def _as_written(value: object) -> str:
    return harmless(json.dumps(value, ensure_ascii=False))


def is_plain(value: object) -> bool:
    """Return whether JSON can hold a value: true or false, a finite number, a text without lone surrogates."""
    if isinstance(value, str):
        return value.isascii() or not any("\ud800" <= character <= "\udfff" for character in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return isinstance(value, bool) or (isinstance(value, int) and value.bit_length() <= MOST_BITS)


def as_plain(value: Any, kind: str) -> Any:
    """Return a value as JSON gives it back: a subclass as what it is derived from, 1.0 as 1 where whole is meant."""
    if kind == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    if value.__class__ in _PLAIN:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    return plain_text(value) if isinstance(value, str) else value


def plain_text(text: str) -> str:
    """Return a text of a kind of its own, such as a member of an enumeration, as a plain one."""
    return text if text.__class__ is str else str.__str__(text)


def texts(given: object) -> list[str] | None:
    """Return a collection of texts as a list of plain ones, None for anything else."""
    try:
        found = list(given)  # type: ignore[call-overload]
    except TypeError:
        return None
    return [plain_text(text) for text in found] if all(isinstance(text, str) for text in found) else None


def _same(value: Any, other: Any) -> bool:
    if isinstance(value, bool) or isinstance(other, bool):
        return value is other
    return bool(value == other)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _type(wanted: str) -> Callable[[Any], bool]:
    return _TYPES[wanted]


def _is_whole(value: object) -> bool:
    return _is_number(value) and (isinstance(value, int) or (isinstance(value, float) and value.is_integer()))


def _const(wanted: Any) -> Callable[[Any], bool]:
    return lambda value: _same(value, wanted)


def _enum(wanted: list[Any]) -> Callable[[Any], bool]:
    return lambda value: any(_same(value, one) for one in wanted)


def _of_numbers(compare: Callable[[Any, Any], bool]) -> Callable[[Any], Callable[[Any], bool]]:
    """Return a keyword that says something of numbers only."""
    return lambda limit: lambda value: not _is_number(value) or compare(value, limit)


def _of_texts(compare: Callable[[Any, Any], bool]) -> Callable[[Any], Callable[[Any], bool]]:
    """Return a keyword that says something of texts only."""
    return lambda limit: lambda value: not isinstance(value, str) or compare(value, limit)


def _is_multiple(value: float, unit: float) -> bool:
    if isinstance(value, int) and isinstance(unit, int):
        return value % unit == 0
    return Fraction(repr(value)) % Fraction(repr(unit)) == 0  # as written: 0.3 is a multiple of 0.1


def _has_format(text: str, name: str) -> bool:
    if name != "date":
        return True
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _not(schema: Mapping[str, Any]) -> Callable[[Any], bool]:
    test = compile_schema(schema)
    return lambda value: not test(value)


def _any_of(schemas: list[Mapping[str, Any]]) -> Callable[[Any], bool]:
    tests = [compile_schema(schema) for schema in schemas]
    return lambda value: any(test(value) for test in tests)


def _all_of(schemas: list[Mapping[str, Any]]) -> Callable[[Any], bool]:
    tests = [compile_schema(schema) for schema in schemas]
    return lambda value: all(test(value) for test in tests)


MOST_BITS: Final = 1024
"""Larger whole numbers are refused: no other program could read them."""

_PLAIN: Final = (bool, int, float, str)

_WORDED: Final = {
    "type": "",
    "format": "",
    "const": "wanted-value",
    "enum": "wanted-value",
    "minimum": "wanted-minimum",
    "maximum": "wanted-maximum",
    "exclusiveMinimum": "wanted-more",
    "exclusiveMaximum": "wanted-less",
    "multipleOf": "wanted-multiple",
    "minLength": "wanted-min-length",
    "maxLength": "wanted-max-length",
}
_TYPES: Final[dict[str, Callable[[Any], bool]]] = {
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_whole,
    "number": _is_number,
    "string": lambda value: isinstance(value, str),
}
_KEYWORDS: Final[dict[str, Callable[[Any], Callable[[Any], bool]]]] = {
    "type": _type,
    "const": _const,
    "enum": _enum,
    "minimum": _of_numbers(lambda value, limit: value >= limit),
    "maximum": _of_numbers(lambda value, limit: value <= limit),
    "exclusiveMinimum": _of_numbers(lambda value, limit: value > limit),
    "exclusiveMaximum": _of_numbers(lambda value, limit: value < limit),
    "multipleOf": _of_numbers(_is_multiple),
    "minLength": _of_texts(lambda text, limit: len(text) >= limit),
    "maxLength": _of_texts(lambda text, limit: len(text) <= limit),
    "format": _of_texts(_has_format),
    "not": _not,
    "anyOf": _any_of,
    "allOf": _all_of,
}
