"""``sopflow case migrate-all``: all running cases of an SOP over to another version of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.cli.answer import NO, YES, Answer, json_text
from sopflow.cli.case.answers import refused
from sopflow.cli.case.given import AT, PERSON, STEPS, by_whom, renamed
from sopflow.cli.database import DB, now, opened
from sopflow.cli.options import FORMAT, LANGUAGE, SOP_FILE, option
from sopflow.cli.terminal import table
from sopflow.errors import Rejected
from sopflow.loading import load
from sopflow.messages import say
from sopflow.plaintext import one_line
from sopflow.render.case_text import MOVE_COLUMNS, headings

if TYPE_CHECKING:
    from sopflow.store import CaseMove

EXAMPLE: Final = (
    'sopflow case migrate-all sop-baru.yaml --step telaah=kajian --by sekretaris --reason "SOP baru" --dry-run'
)
PARAMETERS: Final = (
    SOP_FILE,
    STEPS,
    option("--by", metavar="ROLE", required=True, help="cli-role-option"),
    PERSON,
    option("--reason", metavar="TEXT", required=True, help="cli-reason-option"),
    option("--dry-run", is_flag=True, help="cli-dry-run-option"),
    AT,
    DB,
    FORMAT,
    LANGUAGE,
)


def migrate_all(
    file: str,
    steps: tuple[str, ...],
    by: str,
    person: str | None,
    reason: str,
    dry_run: bool,
    at: str | None,
    db: str | None,
    format: str,
    lang: str,
) -> Answer:
    """Let all running cases go on by the version in ``file``, or say which could."""
    to, names, who = load(file), renamed(steps), by_whom(by, person) or by
    try:
        with opened(db) as store:
            found = store.migrate_all(to, steps=names, by=who, at=at or now(), reason=reason, dry_run=dry_run)
    except Rejected as rejected:
        return refused(rejected, format, lang)
    moved = sum(not move.refused for move in found)
    code = NO if not dry_run and moved < len(found) else YES
    if format == "json":
        cases = [
            {
                "case": move.case,
                "version": move.version,
                "refused": [
                    {"rejected": reason.code, "step": reason.step, "message": one_line(reason.message(lang))}
                    for reason in move.refused
                ],
            }
            for move in found
        ]
        return Answer(json_text({"dry_run": dry_run, "moved": moved, "cases": cases}), code=code)
    rows = [_cells(move, "move-can" if dry_run else "move-did", lang) for move in found]
    end = say("move-would" if dry_run else "move-done", lang, moved=moved, refused=len(found) - moved)
    return Answer("\n\n".join([*([table(headings(MOVE_COLUMNS, lang), rows)] if rows else []), end]), code=code)


def _cells(move: CaseMove, moved: str, lang: str) -> tuple[str, ...]:
    reasons = "; ".join(one_line(reason.message(lang)) for reason in move.refused)
    return one_line(move.case), one_line(move.version), reasons or say(moved, lang)
