"""``sopflow schema``: the JSON Schema, for editors and other programs."""

from __future__ import annotations

from typing import Final

from sopflow.cli.answer import Answer
from sopflow.cli.options import LANGUAGE, Argument
from sopflow.cli.usage import one_of
from sopflow.source.schemas import NAMES, schema_text


def _known_schema(value: str) -> str:
    return one_of("schema", value, NAMES)


PARAMETERS: Final = (
    Argument(
        "name", metavar=f"[{'|'.join(NAMES)}]", help="cli-schema-argument", check=_known_schema,
        default="sop", required=False,
    ),
    LANGUAGE,
)  # fmt: skip


def schema(name: str, lang: str) -> Answer:
    """Print a schema as it is published."""
    return Answer(schema_text(name).rstrip("\n"))
