"""``sopflow schema``: the JSON Schema, for editors and other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from sopflow.cli.answer import Answer
from sopflow.cli.options import Language
from sopflow.cli.usage import one_of
from sopflow.source.schemas import NAMES, schema_text


def _known_schema(value: str) -> str:
    return one_of("schema", value, NAMES)


Name = Annotated[
    str, typer.Argument(metavar=f"[{'|'.join(NAMES)}]", help="cli-schema-argument", callback=_known_schema)
]


def schema(name: Name = "sop", lang: Language = "") -> Answer:
    """Print a schema as it is published."""
    return Answer(schema_text(name).rstrip("\n"))
