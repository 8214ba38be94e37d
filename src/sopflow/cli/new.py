"""``sopflow new``: a commented SOP to start from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from sopflow.cli.answer import Answer
from sopflow.cli.options import LANGUAGE, Argument, option
from sopflow.cli.terminal import is_terminal
from sopflow.cli.usage import UsageError
from sopflow.formatting.template import new_sop
from sopflow.messages import say
from sopflow.source.spelling import as_sop_id, is_sop_id

COUNTING: Final = ("working", "calendar")
_ANSWERS: Final = {
    **dict.fromkeys(("", "1", "working", "working days", "kerja", "hari kerja"), "working"),
    **dict.fromkeys(("2", "calendar", "calendar days", "kalender", "hari kalender"), "calendar"),
}


PARAMETERS: Final = (
    Argument("id", metavar="ID", help="cli-new-id-argument"),
    option("--day-counting", known=COUNTING, default="", help="cli-counting-option"),
    LANGUAGE,
)


def new(id: str, day_counting: str, lang: str) -> Answer:
    """Write ``ID.yaml`` in the current folder; asks on a terminal how ``hari`` counts. Never writes over a file."""
    if not is_sop_id(id):
        meant = as_sop_id(id)
        if meant:
            raise UsageError("cli-new-id-near", given=id, near=meant)
        raise UsageError("cli-new-id-form", given=id)
    path = Path(f"{id}.yaml")
    if path.exists() or path.is_symlink():
        raise UsageError("cli-new-exists", file=str(path))
    counting = day_counting or _ask(lang)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(new_sop(id, counting, lang))
    return Answer(say("cli-new-written", lang, file=str(path)))


def _ask(lang: str) -> str:
    """Ask how a bare ``hari`` counts; where nobody can answer, working days, with the question left in the file."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        return ""
    while True:
        print(say("cli-new-ask", lang), end=" ", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        if not answer:  # the end of the input: nobody answers
            return ""
        known = _ANSWERS.get(answer.strip().casefold())
        if known:
            return known
