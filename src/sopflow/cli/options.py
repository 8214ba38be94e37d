"""Options and arguments, and those that several commands share. Their help texts are codes of the message catalogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import click

from sopflow.cli.usage import UsageError, one_of
from sopflow.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable


class Argument(click.Argument):
    """An argument with a help text; ``check`` returns its value or raises ``UsageError``."""

    def __init__(
        self, name: str, *, metavar: str, help: str, check: Callable[[Any], Any] | None = None, **settings: Any
    ) -> None:
        super().__init__([name], metavar=metavar, callback=_checking(check), **settings)
        self.help = help


def option(
    *names: str,
    help: str,
    known: tuple[str, ...] = (),
    check: Callable[[str], Any] | None = None,
    metavar: str | None = None,
    **settings: Any,
) -> click.Option:
    """Return an option; where only some values are ``known``, any other is refused."""
    if known:
        check, metavar = _one_of(names[-1], known), "|".join(known)
    return click.Option(names, help=help, metavar=metavar, callback=_checking(check), **settings)


def whole_number(name: str) -> Callable[[str], Any]:
    """Return what reads the value of an option as a whole number, and leaves it where there is none."""

    def read(value: str | None) -> int | None:
        if value is None:
            return None
        if not re.fullmatch(r"-?[0-9]{1,18}", value):
            raise UsageError("cli-number", option=name, value=value)
        return int(value)

    return read


def _checking(check: Callable[[Any], Any] | None) -> Callable[[Any, Any, Any], Any] | None:
    return None if check is None else lambda _context, _parameter, value: check(value)


def _one_of(name: str, known: tuple[str, ...]) -> Callable[[str], str]:
    return lambda value: one_of(name, value, known) if value else value


def _language(context: click.Context, _parameter: click.Parameter, value: str) -> str:
    return one_of("--lang", value, LANGUAGES) if value else str(context.obj)


def _not_empty(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    if not value or not all(value):
        raise UsageError("cli-path-empty")
    return value


LANGUAGE: Final = click.Option(
    ["--lang"], metavar="|".join(LANGUAGES), help="cli-lang-option", default="", callback=_language
)
FORMAT: Final = option("--format", known=("text", "json"), default="text", help="cli-format-option")
SOP_FILE: Final = Argument("file", metavar="FILE", help="cli-file-argument", check=_not_empty)
PATHS: Final = Argument("paths", metavar="PATH", help="cli-paths-argument", check=_not_empty, nargs=-1, required=True)
CALENDAR: Final = option("--calendar", metavar="NAME|FILE", help="cli-calendar-option")
