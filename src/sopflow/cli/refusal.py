"""Loading the SOP or calendar that a command is about: where that fails, the answer is its diagnostics."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sopflow.checks.report.text import text_report
from sopflow.cli.answer import NO, WRONG, Answer
from sopflow.cli.terminal import wants_colour
from sopflow.plaintext import harmless, one_line
from sopflow.source.reader import UNOPENED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopflow.diagnostic import Diagnostic


def refusal(diagnostics: Sequence[Diagnostic], lang: str) -> Answer:
    """Return the answer for a file that cannot be loaded: its errors, or that the file cannot be opened."""
    unopened = [found for found in diagnostics if found.code in UNOPENED]
    if unopened:
        return Answer(code=WRONG, errors=unopened_sentences(unopened, lang))
    return Answer(code=NO, errors=text_report(diagnostics, lang, colour=wants_colour(sys.stderr)))


def unopened_sentences(diagnostics: Sequence[Diagnostic], lang: str) -> str:
    """Return one line for each file that could not be opened."""
    return "\n".join(f"{harmless(found.file)}: {one_line(found.message(lang))}" for found in diagnostics)
