"""What the facts of a case are held against: JSON Schemas and conditions as functions, compiled once.

Values are those of JSON: true and 1 are different, 1 and 1.0 are not. It must not know steps, branches or cases.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

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
    tests = [KEYWORDS[keyword](wanted) for keyword, wanted in schema.items() if keyword in KEYWORDS]
    if len(tests) == 1:
        return tests[0]
    return lambda value: all(test(value) for test in tests)


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


def is_multiple(value: float, unit: float) -> bool:
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


_TYPES: Final[dict[str, Callable[[Any], bool]]] = {
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_whole,
    "number": _is_number,
    "string": lambda value: isinstance(value, str),
}
KEYWORDS: Final[dict[str, Callable[[Any], Callable[[Any], bool]]]] = {
    "type": _type,
    "const": _const,
    "enum": _enum,
    "minimum": _of_numbers(lambda value, limit: value >= limit),
    "maximum": _of_numbers(lambda value, limit: value <= limit),
    "exclusiveMinimum": _of_numbers(lambda value, limit: value > limit),
    "exclusiveMaximum": _of_numbers(lambda value, limit: value < limit),
    "multipleOf": _of_numbers(is_multiple),
    "minLength": _of_texts(lambda text, limit: len(text) >= limit),
    "maxLength": _of_texts(lambda text, limit: len(text) <= limit),
    "format": _of_texts(_has_format),
    "not": _not,
    "anyOf": _any_of,
    "allOf": _all_of,
}
"""The keywords that facts and conditions may use, each from what it wants to a test of a value."""
