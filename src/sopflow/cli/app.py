"""All commands together, and the edge where answers and errors are written out.

``run`` is the only place that prints: an answer to standard output, one sentence about what went wrong to standard
error.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

import click

from sopflow.cli.answer import WRONG, YES, Answer
from sopflow.cli.help import Command, Group
from sopflow.cli.language import language_of
from sopflow.cli.options import LANGUAGE, option
from sopflow.cli.refusal import refusal
from sopflow.cli.terminal import is_terminal
from sopflow.cli.usage import UsageError
from sopflow.errors import Invalid, SopError
from sopflow.files import why_unwritten
from sopflow.messages import say
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141
"""What shells report for a program whose reader has gone away."""

_INDIRECT: Final = "procedures/pengaduan-tidak-langsung.yaml"

COMMANDS: Final = {
    "check": "sopflow check procedures",
    "plan": f"sopflow plan {_INDIRECT} --start 2026-03-02T09:00 --choose telaah=layanan_lain",
    "due": 'sopflow due "10 hari kerja" --from 2026-03-02T09:00 --explain',
    "calendar": "sopflow calendar id-asn --year 2026",
    "show": f"sopflow show {_INDIRECT}",
    "graph": f"sopflow graph {_INDIRECT} --format mermaid",
    "render": f"sopflow render {_INDIRECT} -o lembar.pdf",
    "case": f"sopflow case start {_INDIRECT} --document berkas_pengaduan",
    "worklist": "sopflow worklist --actor petugas_layanan",
    "deadlines": "sopflow deadlines --until 2026-03-31",
    "referral": "sopflow referral confirm 7 --by kepala",
    "serve-deadlines": "sopflow serve-deadlines --db postgresql://localhost/kantor --settings tenggat.toml",
    "db": "sopflow db prepare --db postgresql://localhost/kantor",
    "explain": "sopflow explain branches-overlap",
    "fmt": "sopflow fmt procedures",
    "new": "sopflow new surat-keterangan",
    "schema": "sopflow schema sop",
}
"""Each command, in a module of its name, with an example; where that has ``COMMANDS`` of its own, they are below it."""


@click.pass_context
def start(context: click.Context, /, version: bool, lang: str) -> Answer:
    """Answer a call without a command: only ``--version`` needs none."""
    if context.invoked_subcommand is None and not version:
        raise UsageError("cli-command-missing", help="sopflow --help")
    from sopflow import __version__

    return Answer(f"sopflow {__version__}")


def app_for(argv: Sequence[str]) -> Group:
    """Return the program with the one command that a call names; without such a command, with all of them.

    What the others would import is half of the time that a short call takes.
    """
    app = Group(
        "sopflow", callback=start, invoke_without_command=True, help="cli-help", epilog=COMMANDS["check"],
        params=[option("--version", is_flag=True, help="cli-version-option"), LANGUAGE],
    )  # fmt: skip
    for name in argv[:1] if argv and argv[0] in COMMANDS else COMMANDS:
        plain = name.replace("-", "_")
        module = import_module(f"sopflow.cli.{plain}")
        below = getattr(module, "COMMANDS", None)
        if below is None:
            app.add_command(_command(name, name, getattr(module, plain), module.PARAMETERS, COMMANDS[name]))
        else:
            app.add_command(_group(name, below))
    return app


def _group(name: str, below: Mapping[str, tuple[Callable[..., Answer], Sequence[click.Parameter], str]]) -> Group:
    group = Group(
        name, callback=_need_command, invoke_without_command=True, help=f"cli-{name}-help", epilog=COMMANDS[name]
    )
    for inner, (run, parameters, example) in below.items():
        group.add_command(_command(inner, f"{name}-{inner}", run, parameters, example))
    return group


@click.pass_context
def _need_command(context: click.Context, /) -> None:
    """Refuse a call that ends before its command."""
    if context.invoked_subcommand is None:
        raise UsageError("cli-command-missing", help=f"{context.command_path} --help")


def _command(
    name: str, code: str, run: Callable[..., Answer], parameters: Sequence[click.Parameter], example: str
) -> Command:
    return Command(name, callback=run, params=[*parameters], help=f"cli-{code}-help", epilog=example)


def run(argv: Sequence[str]) -> int:
    """Run a call, write its answer, and return the exit code.

    Nothing is raised, unless the environment variable SOPFLOW_TRACEBACK asks to see what went wrong in the program.
    """
    lang = language_of(argv)
    try:
        return _write(_answer(argv, lang), lang)
    except KeyboardInterrupt:
        if is_terminal(sys.stderr):
            print(file=sys.stderr)  # ends the line with ^C
        return INTERRUPTED


def _answer(argv: Sequence[str], lang: str) -> Answer:
    try:
        app = app_for(argv)
        with app.make_context("sopflow", list(argv), obj=lang) as context:
            found = app.invoke(context)
    except click.exceptions.Exit as ended:  # help has been written
        return Answer(code=ended.exit_code)
    except Invalid as invalid:
        return refusal(invalid.diagnostics, lang)
    except BrokenPipeError:  # the reader of the help has gone away
        _silence()
        return Answer(code=PIPE_CLOSED)
    except OSError as error:
        _silence()
        return Answer(code=WRONG, errors=say("cli-not-written", lang, reason=why_unwritten(error)))
    except SopError as error:
        return Answer(code=WRONG, errors=one_line(error.message(lang)))
    except Exception as error:
        if os.environ.get("SOPFLOW_TRACEBACK"):
            raise
        return Answer(
            code=WRONG, errors=one_line(say("cli-unexpected", lang, error=f"{type(error).__name__}: {error}"))
        )
    return found if isinstance(found, Answer) else Answer(code=found or YES)


def _write(answer: Answer, lang: str) -> int:
    """Write the answer out and return its code; a reader that has gone away is no error, a full disk is."""
    try:
        if answer.text and answer.network_lines:
            _write_network_lines(answer.text)
        elif answer.text:
            print(answer.text)
        if answer.errors:
            with suppress(OSError):  # the code says it all the same
                print(answer.errors, file=sys.stderr)
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        return PIPE_CLOSED
    except OSError as error:
        _silence()
        print(say("cli-not-written", lang, reason=why_unwritten(error)), file=sys.stderr)
        return WRONG
    return answer.code


def _write_network_lines(text: str) -> None:
    """Write as network formats want it, in UTF-8 whatever the encoding of the stream."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(newline="", encoding="utf-8")
    sys.stdout.write(text.replace("\n", "\r\n") + "\r\n")


def _silence() -> None:
    """Let what could not be written go nowhere, so that nothing is said about it at the end of the program."""
    with suppress(OSError):  # a stream without a file needs no silencing
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
