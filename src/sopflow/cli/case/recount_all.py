"""``sopflow case recount-all``: a changed calendar takes the place of the old, and all running cases are recounted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.calendars.load import calendar as find_calendar
from sopflow.cli.answer import NO, YES, Answer, json_text
from sopflow.cli.case.answers import refused
from sopflow.cli.case.given import AT, PERSON
from sopflow.cli.database import DB, now, opened
from sopflow.cli.options import FORMAT, LANGUAGE, Argument, option
from sopflow.cli.terminal import table
from sopflow.cli.usage import UsageError
from sopflow.engine.person import Person
from sopflow.errors import Rejected
from sopflow.messages import format_date, format_instant, say
from sopflow.plaintext import one_line
from sopflow.render.case_text import RECOUNT_COLUMNS, headings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.engine.person import By
    from sopflow.store import CaseRecount, DueMove

EXAMPLE: Final = (
    'sopflow case recount-all kalender.yaml --by sekretaris --reason "SKB perubahan cuti bersama" --dry-run'
)
PARAMETERS: Final = (
    Argument("calendar", metavar="NAME|FILE", help="cli-recount-calendar-argument"),
    option("--by", metavar="ROLE", required=True, multiple=True, help="cli-roles-option"),
    PERSON,
    option("--reason", metavar="TEXT", required=True, help="cli-reason-option"),
    option("--dry-run", is_flag=True, help="cli-dry-run-option"),
    AT,
    DB,
    FORMAT,
    LANGUAGE,
)


def recount_all(
    calendar: str,
    by: tuple[str, ...],
    person: str | None,
    reason: str,
    dry_run: bool,
    at: str | None,
    db: str | None,
    format: str,
    lang: str,
) -> Answer:
    """Recount all running cases on a calendar, or say what that would move."""
    who, changed = _who(by, person), find_calendar(calendar)
    try:
        with opened(db) as store:
            found = store.recount_all(changed, by=who, at=at or now(), reason=reason, dry_run=dry_run)
    except Rejected as rejected:
        return refused(rejected, format, lang)
    code = NO if not dry_run and any(recount.refused for recount in found) else YES
    if format == "json":
        cases = [
            {
                "case": recount.case,
                "sop": recount.sop,
                "moves": [move.to_dict(lang) for move in recount.moves],
                "refused": recount.refused
                and {"rejected": recount.refused.code, "message": one_line(recount.refused.message(lang))},
            }
            for recount in found
        ]
        return Answer(json_text({"dry_run": dry_run, "cases": cases}), code=code)
    moved = sum(bool(recount.moves) for recount in found)
    rows = [row for recount in found for row in _rows(recount, lang)]
    end = say("recount-would" if dry_run else "recount-done", lang, moved=moved, refused=len(found) - moved)
    return Answer("\n\n".join([*([table(headings(RECOUNT_COLUMNS, lang), rows)] if rows else []), end]), code=code)


def _who(roles: tuple[str, ...], person: str | None) -> By:
    if person is not None:
        return Person(person, roles=roles)
    if len(roles) > 1:
        raise UsageError("cli-roles-without-person")
    return roles[0]


def _rows(recount: CaseRecount, lang: str) -> Iterator[tuple[str, ...]]:
    head = one_line(recount.case)
    if recount.refused is not None:
        yield head, "-", "-", "-", one_line(recount.refused.message(lang))
    for move in recount.moves:
        step = move.step or say("recount-promise", lang)
        yield head, step, format_instant(move.was, lang), format_instant(move.due, lang), _because(move, lang)


def _because(move: DueMove, lang: str) -> str:
    """Return the dates that are something else now, each with its reason and decree."""
    days = [
        say(
            "recount-working" if day.working else "recount-off", lang, date=format_date(day.date, lang),
            reason=one_line(day.why.message(lang)) if day.why else "-",
        )
        for day in move.because
    ]  # fmt: skip
    return "; ".join(days)
