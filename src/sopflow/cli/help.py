"""Commands that explain themselves in the language of the call.

The texts that commands and parameters carry are codes of the message catalogue; they become sentences here. Nothing is
wrapped or coloured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sopflow.cli.usage import UsageError, from_parser, parameter_name
from sopflow.messages import say
from sopflow.plaintext import padded, width

if TYPE_CHECKING:
    from collections.abc import Iterator

Row = tuple[str, str]


class Command(click.Command):
    """A command of sopflow; ``help`` is a code, ``epilog`` its example."""

    allow_extra_args = True  # so that they can be named in a sentence of ours

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse, and refuse what is left over; raises ``UsageError``."""
        try:
            left: list[str] = super().parse_args(ctx, args)
        except click.UsageError as error:
            raise from_parser(error, ctx) from None
        if left and not ctx.resilient_parsing:
            raise UsageError("cli-arguments-left", words=left, help=f"{ctx.command_path} --help")
        return left

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help in the language of the call."""
        lang = ctx.find_root().obj
        arguments = [p for p in self.params if p.param_type_name == "argument"]
        options = [p for p in self.params if p.param_type_name == "option"]
        words = [_usage_word(p) for p in arguments]
        parts = [
            " ".join([say("cli-usage", lang), ctx.command_path, say("cli-usage-options", lang), *words]),
            say(str(self.help), lang),
            _section("cli-arguments", [_row(p, lang) for p in arguments], lang),
            _section("cli-options", [*(_row(p, lang) for p in options), _help_row(lang)], lang),
            f"{say('cli-example', lang)}\n  {self.epilog}",
        ]
        formatter.write("\n\n".join(part for part in parts if part) + "\n")


class Group(click.Group):
    """The whole of sopflow: knows its commands, and names them where one is asked for that does not exist."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse what stands before the command; raises ``UsageError``."""
        try:
            left: list[str] = super().parse_args(ctx, args)
        except click.UsageError as error:
            raise from_parser(error, ctx) from None
        return left

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that ``args`` begin with; raises ``UsageError`` with the known ones."""
        if self.get_command(ctx, args[0]) is None:
            known = list(self.commands)
            raise UsageError("cli-command-unknown", command=args[0], known=known, help=f"{ctx.command_path} --help")
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help in the language of the call."""
        lang = ctx.find_root().obj
        commands = [(name, say(str(command.help), lang)) for name, command in self.commands.items()]
        parts = [
            f"{say('cli-usage', lang)} {ctx.command_path} {say('cli-usage-command', lang)}",
            say(str(self.help), lang),
            _section("cli-commands", commands, lang),
            _section("cli-options", [*(_row(p, lang) for p in self.params), _help_row(lang)], lang),
            f"{say('cli-example', lang)}\n  {self.epilog}",
        ]
        formatter.write("\n\n".join(parts) + "\n")


def _section(heading: str, rows: list[Row], lang: str) -> str:
    widest = max((width(name) for name, _ in rows), default=0)
    lines = [f"  {padded(name, widest)}  {text}" for name, text in rows]
    return "\n".join([say(heading, lang), *lines]) if rows else ""


def _row(parameter: Any, lang: str) -> Row:
    remarks = "".join(f" ({remark})" for remark in _remarks(parameter, lang))
    name = parameter_name(parameter)
    if parameter.param_type_name == "option":
        name = ", ".join(parameter.opts) + ("" if parameter.is_flag else f" {parameter.metavar}")
    text = say(parameter.help, lang) if parameter.help else ""
    return name, text + remarks


def _remarks(parameter: Any, lang: str) -> Iterator[str]:
    if parameter.param_type_name == "option" and parameter.required:
        yield say("cli-required", lang)
    if getattr(parameter, "multiple", False):
        yield say("cli-repeatable", lang)
    if isinstance(parameter.default, str) and parameter.default:
        yield say("cli-default", lang, value=parameter.default)


def _usage_word(parameter: Any) -> str:
    name = parameter_name(parameter) + ("..." if parameter.nargs == -1 else "")
    return name if parameter.required or name.startswith("[") else f"[{name}]"


def _help_row(lang: str) -> Row:
    return "--help", say("cli-help-option", lang)
