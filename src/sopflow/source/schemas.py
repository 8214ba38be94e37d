"""The published JSON Schemas, as data.

In the source tree they lie in ``schemas/``, in an installed package beside the code.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

NAMES: Final = ("sop", "calendar", "case")


def schema_text(name: str) -> str:
    """Return the text of a schema: "sop", "calendar" or "case"."""
    packaged = files("sopflow") / "schemas" / f"{name}.schema.json"
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (Path(__file__).parents[3] / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")


@cache
def load_schema(name: str) -> dict[str, Any]:
    """Return a schema as data; it is shared and must not be changed."""
    schema: dict[str, Any] = json.loads(schema_text(name))
    return schema


@cache
def keys_of_the_format() -> dict[str, frozenset[str]]:
    """Return the words that are keys anywhere in a schema, with the JSON types that they take; others are names."""
    found: dict[str, frozenset[str]] = {}
    for schema in (load_schema("sop"), load_schema("calendar")):
        waiting: list[Any] = [schema]
        while waiting:
            part = waiting.pop()
            if isinstance(part, list):
                waiting += part
            elif isinstance(part, dict):
                waiting += part.values()
                for key, value in part.get("properties", {}).items():
                    found[key] = found.get(key, frozenset()) | types_of(value, schema)
    return found


def types_of(part: dict[str, Any], schema: dict[str, Any]) -> frozenset[str]:
    """Return the JSON types that a part of a schema takes, in all of its alternatives; none where it takes any."""
    while "$ref" in part:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]]
    if "anyOf" in part and "properties" not in part:
        return frozenset().union(*(types_of(alternative, schema) for alternative in part["anyOf"]))
    kinds = part.get("type", ())
    return frozenset([kinds] if isinstance(kinds, str) else kinds)
