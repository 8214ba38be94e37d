"""The published JSON Schemas, as data, and the parts that they are made of.

In the source tree they lie in ``schemas/``, in an installed package beside the code.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

Schema = dict[str, Any]

NAMES: Final = ("sop", "calendar", "case")


def schema_text(name: str) -> str:
    """Return the text of a schema: "sop", "calendar" or "case"."""
    packaged = files("sopflow") / "schemas" / f"{name}.schema.json"
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (Path(__file__).parents[3] / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")


@cache
def load_schema(name: str) -> Schema:
    """Return a schema as data; it is shared and must not be changed."""
    schema: Schema = json.loads(schema_text(name))
    return schema


def likely_schema(keys: Iterable[str]) -> Schema:
    """Return the schema of an SOP or of a calendar, whichever has more of some keys."""
    found = set(keys)
    return max((load_schema(name) for name in ("sop", "calendar")), key=lambda s: len(found & s["properties"].keys()))


@cache
def keys_of_the_format() -> frozenset[str]:
    """Return the words that are keys anywhere in a schema; all others are names that people have given."""
    found: set[str] = set()
    waiting: list[Any] = [load_schema("sop"), load_schema("calendar")]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            found.update(part.get("properties", ()))
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return frozenset(found)


def alternatives(part: Schema, schema: Schema) -> list[Schema]:
    """Return the alternatives of a part of a schema, flat and with references followed."""
    while "$ref" in part:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]]
    if "anyOf" not in part or "properties" in part:
        return [part]
    return [option for inner in part["anyOf"] for option in alternatives(inner, schema)]


def types_of(option: Schema) -> frozenset[str]:
    """Return the JSON types that one alternative takes: those it names, or those of its values; else none."""
    kinds = option.get("type")
    if kinds is None:
        values = option.get("enum", [option["const"]] if "const" in option else [])
        return frozenset(_type_of(value) for value in values)
    return frozenset([kinds] if isinstance(kinds, str) else kinds)


def _type_of(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else "string"
