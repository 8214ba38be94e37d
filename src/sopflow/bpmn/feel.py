"""Conditions in FEEL, the expression language of the OMG's standards (Decision Model and Notation, chapter 10)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopflow.definition.condition import Condition

FEEL: Final = "https://www.omg.org/spec/DMN/20191111/FEEL/"

_LIMITS: Final = {"minimum": ">=", "exclusiveMinimum": ">", "maximum": "<=", "exclusiveMaximum": "<"}
_TYPES: Final = {"boolean": "boolean", "integer": "number", "number": "number", "string": "string"}


def chosen(step: str) -> str:
    """Return the variable that says which way was chosen by name: the id of the branch."""
    return f"choice_{step}"


def due(step: str) -> str:
    """Return the variable that says when a step is due: a date and time, counted on the SOP's calendar."""
    return f"due_{step}"


def choice_expression(step: str, branch: str) -> str:
    """Return the expression that is true where that branch of a step was chosen."""
    return f"{chosen(step)} = {_value(branch)}"


def condition_expression(condition: Condition) -> str:
    """Return the expression that is true where a condition holds; its variables are the facts."""
    ways = [_all([_test(test.fact, test.schema) for test in tests]) for tests in condition.alternatives]
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


def _typed(name: str, value: str | list[str]) -> str:
    parts = []
    for one in [value] if isinstance(value, str) else value:
        parts.append(f"{name} instance of {_TYPES[one]}")
        if one == "integer":
            parts[-1] = f"({parts[-1]} and floor({name}) = {name})"
    return _any(parts)


def _all(parts: list[str]) -> str:
    return " and ".join(part if len(parts) == 1 else f"({part})" for part in parts) or "true"


def _any(parts: list[str]) -> str:
    return " or ".join(part if len(parts) == 1 else f"({part})" for part in parts) or "false"


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
