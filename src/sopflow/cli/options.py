"""The options and arguments that several commands share. Their help texts are codes of the message catalogue."""

from __future__ import annotations

from typing import Annotated

import typer

from sopflow.cli.usage import UsageError, one_of
from sopflow.messages import LANGUAGES


def _language(ctx: typer.Context, value: str) -> str:
    return one_of("--lang", value, LANGUAGES) if value else str(ctx.obj)


def _text_or_json(value: str) -> str:
    return one_of("--format", value, ("text", "json"))


def _not_empty(value: str | list[str]) -> str | list[str]:
    if not value or not all(value):
        raise UsageError("cli-path-empty")
    return value


Language = Annotated[
    str, typer.Option("--lang", metavar="|".join(LANGUAGES), help="cli-lang-option", callback=_language)
]
Format = Annotated[str, typer.Option("--format", metavar="text|json", help="cli-format-option", callback=_text_or_json)]
SopFile = Annotated[str, typer.Argument(metavar="FILE", help="cli-file-argument", callback=_not_empty)]
Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="cli-paths-argument", callback=_not_empty)]
CalendarName = Annotated[str | None, typer.Option("--calendar", metavar="NAME|FILE", help="cli-calendar-option")]
