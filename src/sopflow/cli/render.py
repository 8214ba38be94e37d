"""``sopflow render``: the sheet, or the flow in a form of other programs, written to a file."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Final

from sopflow.cli.answer import WRONG, Answer
from sopflow.cli.options import LANGUAGE, SOP_FILE, option
from sopflow.cli.usage import UsageError, one_of
from sopflow.errors import CaseError
from sopflow.files import why_unwritten, write_whole
from sopflow.loading import load
from sopflow.messages import Either, Term, say
from sopflow.output import FORMATS
from sopflow.plaintext import harmless, one_line
from sopflow.procedure import Case
from sopflow.sheet.paper import PAPERS
from sopflow.source.spelling import suggest

_ENDINGS: Final = tuple(f".{name}" for name in FORMATS)


def _paper(value: str) -> str:
    return one_of("--paper", value.lower(), tuple(PAPERS))


PARAMETERS: Final = (
    SOP_FILE,
    option("--output", "-o", metavar="OUT", help="cli-output-option", required=True),
    option("--case", metavar="FILE", help="cli-case-option"),
    option("--at", metavar="ISO", help="cli-at-option"),
    option("--paper", metavar="|".join(PAPERS), default="a4", help="cli-paper-option", check=_paper),
    LANGUAGE,
)


def render(file: str, output: str, case: str | None, at: str | None, paper: str, lang: str) -> Answer:
    """Write the SOP in ``file`` to ``output``, in the form that its ending names; nothing is written half."""
    format = Path(output).suffix.lower().removeprefix(".")
    if any(_same(output, read) for read in (file, case) if read):
        raise UsageError("cli-output-is-input", file=output)
    if format not in FORMATS:
        raise _ending_error(output, format)
    if at is not None and case is None:
        raise UsageError("cli-at-without-case")
    procedure = load(file)
    if case is None:
        content = procedure.render(format, lang=lang, paper=paper)
    else:
        text = _read(case)
        now = at if at is not None else datetime.now(procedure.calendar.timezone)
        try:
            content = Case.from_json(text, procedure).render(format, at=now, lang=lang, paper=paper)
        except CaseError as error:
            return Answer(code=WRONG, errors=f"{harmless(case)}: {one_line(error.message(lang))}")
    try:
        write_whole(output, content)
    except OSError as error:
        return Answer(
            code=WRONG, errors=f"{harmless(output)}: {say('cli-not-written', lang, reason=why_unwritten(error))}"
        )
    return Answer(say("cli-written", lang, file=harmless(output)))


def _ending_error(output: str, format: str) -> UsageError:
    """Return what is wrong with the name of the output, and which one was probably meant."""
    if not format:
        return UsageError("cli-output-without-ending", given=output, known=Either(_ENDINGS))
    near = {"doc": "docx", "xls": "xlsx", "htm": "html", "mermaid": "mmd", "gv": "dot"}.get(format)
    near = near or suggest(format, FORMATS)
    if near:
        return UsageError("cli-output-ending-near", given=f".{format}", near=f".{near}")
    return UsageError("cli-output-ending", given=f".{format}", known=Either(_ENDINGS))


def _same(output: str, read: str) -> bool:
    """Say whether a file would be written over what is read."""
    return os.path.exists(output) and os.path.exists(read) and os.path.samefile(output, read)


def _read(case: str) -> bytes:
    try:
        return Path(case).read_bytes()
    except OSError as error:
        missing, folder = isinstance(error, FileNotFoundError), isinstance(error, IsADirectoryError)
        reason = Term("unread-missing") if missing else Term("unread-folder") if folder else error.strerror
        raise UsageError("cli-case-unopened", file=case, reason=reason) from None
