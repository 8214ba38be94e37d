"""Conditions in FEEL, the expression language of the OMG's standards (Decision Model and Notation, chapter 10)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopflow.definition.condition import Condition

FEEL: Final = "https://www.omg.org/spec/DMN/20191111/FEEL/"

_CHOICE: Final = "choice_"
_DUE: Final = "due_"
_LIMITS: Final = {"minimum": ">=", "exclusiveMinimum": ">", "maximum": "<=", "exclusiveMaximum": "<"}
_TYPES: Final = {"boolean": "boolean", "integer": "number", "number": "number", "string": "string"}


_WORDS: Final = frozenset(
    [
        "and",
        "between",
        "context",
        "date",
        "duration",
        "else",
        "every",
        "external",
        "false",
        "for",
        "function",
        "get",
        "if",
        "in",
        "instance",
        "list",
        "not",
        "null",
        "of",
        "or",
        "return",
        "satisfies",
        "some",
        "string",
        "then",
        "time",
        "true",
        "years",
    ]
)
"""What FEEL reads as its own, so that a fact cannot be called like this."""


def variable(fact: str) -> str:
    """Return the variable that holds a fact: its id, with an underscore behind what means something else."""
    return f"{fact}_" if fact in _WORDS or fact.startswith((_CHOICE, _DUE)) else fact


def chosen(step: str) -> str:
    """Return the variable that says which way was chosen by name: the id of the branch."""
    return f"{_CHOICE}{step}"


def due(step: str) -> str:
    """Return the variable that says when a step is due: a date and time, counted on the SOP's calendar."""
    return f"{_DUE}{step}"


def choice_expression(step: str, branch: str) -> str:
    """Return the expression that is true where that branch of a step was chosen."""
    return f"{chosen(step)} = {_value(branch)}"


def condition_expression(condition: Condition) -> str:
    """Return the expression that is true where a condition holds; its variables are the facts."""
    ways = [_all([_test(variable(test.fact), test.schema) for test in tests]) for tests in condition.alternatives]
    return _any(ways)


def _test(name: str, schema: Mapping[str, Any]) -> str:
    parts = []
    for keyword, value in schema.items():
        if keyword == "const":
            parts.append(f"{name} = {_value(value)}")
        elif keyword == "enum":
            parts.append(_any([f"{name} = {_value(one)}" for one in value]))
        elif keyword in _LIMITS:
            parts.append(f"{name} {_LIMITS[keyword]} {_value(value)}")
        elif keyword == "multipleOf":
            parts.append(f"modulo({name}, {_value(value)}) = 0")
        elif keyword in {"minLength", "maxLength"}:
            parts.append(f"string length({name}) {'>=' if keyword == 'minLength' else '<='} {value}")
        elif keyword == "type":
            parts.append(_typed(name, value))
        elif keyword == "not":
            parts.append(f"not({_test(name, value)})")
        elif keyword == "anyOf":
            parts.append(_any([_test(name, one) for one in value]))
        elif keyword == "allOf":
            parts.append(_all([_test(name, one) for one in value]))
    return _all(parts)


def _typed(name: str, value: str) -> str:
    of_type = f"{name} instance of {_TYPES[value]}"
    return f"({of_type} and floor({name}) = {name})" if value == "integer" else of_type


def _all(parts: list[str]) -> str:
    return " and ".join(part if len(parts) == 1 else f"({part})" for part in parts) or "true"


def _any(parts: list[str]) -> str:
    return " or ".join(part if len(parts) == 1 else f"({part})" for part in parts) or "false"


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
