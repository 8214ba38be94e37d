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
