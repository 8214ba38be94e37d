"""Wrong usage, and the one sentence that says so.

The parser's own complaints are told apart by their names and facts, not by their (English) words, so that this holds
for every version of typer, whether it brings click along or builds on it.
"""

from __future__ import annotations

from typing import Any, cast

import typer

from sopflow.errors import SopError
from sopflow.messages import Either

PARSER_ERRORS = cast("type[Exception]", typer.BadParameter.__mro__[1])
"""What the parser raises for wrong usage: the base of ``typer.BadParameter`` in every version."""


class UsageError(SopError):
    """A call that cannot be understood; the sentence may name ``help``, the call that explains more."""


def from_parser(error: Any, context: Any) -> UsageError:
    """Return what the parser of ``context`` complains of in our own words."""
    help_call = f"{context.command_path} --help"
    kind = type(error).__name__
    if kind == "NoSuchOption" and error.option_name[1:2].isdigit():
        return UsageError("cli-negative", option=error.option_name, help=help_call)
    if kind == "NoSuchOption":
        return UsageError("cli-option-unknown", option=error.option_name, help=help_call)
    if kind == "MissingParameter" and error.param is not None:
        return UsageError("cli-parameter-missing", name=parameter_name(error.param), help=help_call)
    if kind == "BadOptionUsage":
        code = "cli-option-takes-no-value" if _is_flag(error.option_name, context) else "cli-option-without-value"
        return UsageError(code, option=error.option_name, help=help_call)
    return UsageError("cli-not-understood", help=help_call)


def parameter_name(parameter: Any) -> str:
    """Return what users call a parameter: ``--start``, or ``FILE``."""
    if parameter.param_type_name == "option":
        return str(parameter.opts[0])
    return str(parameter.metavar or parameter.name.upper())


def one_of(option: str, value: str, known: tuple[str, ...]) -> str:
    """Return ``value`` where it is one of the known ones; raises ``UsageError``."""
    if value not in known:
        raise UsageError("cli-value-unknown", option=option, value=value, known=Either(known))
    return value


def _is_flag(option: str, context: Any) -> bool:
    parameters = context.command.params
    return any(option in parameter.opts and getattr(parameter, "is_flag", False) for parameter in parameters)
