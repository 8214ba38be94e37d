"""Wrong usage, and the one sentence that says so.

The parser's own complaints are told apart by their kinds and facts, not by their (English) words.
"""

from __future__ import annotations

from typing import Any

import click

from sopflow.errors import SopError
from sopflow.messages import Either


class UsageError(SopError):
    """A call that cannot be understood; the sentence may name ``help``, the call that explains more."""


def from_parser(error: click.UsageError, context: click.Context) -> UsageError:
    """Return what the parser of ``context`` complains of in our own words."""
    help_call = f"{context.command_path} --help"
    if isinstance(error, click.NoSuchOption):
        code = "cli-negative" if error.option_name[1:2].isdigit() else "cli-option-unknown"
        return UsageError(code, option=error.option_name, help=help_call)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return UsageError("cli-parameter-missing", name=parameter_name(error.param), help=help_call)
    if isinstance(error, click.BadOptionUsage):
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
