"""``sopflow case list``: the cases of a store, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from sopflow.cli.answer import Answer, json_text
from sopflow.cli.database import AS_OF, DB, now, opened
from sopflow.cli.options import FORMAT, LANGUAGE, option, whole_number
from sopflow.cli.terminal import table
from sopflow.cli.usage import UsageError
from sopflow.engine.situation import Status
from sopflow.messages import format_instant, say
from sopflow.plaintext import one_line
from sopflow.render.case_text import CASE_COLUMNS, headings

if TYPE_CHECKING:
    from sopflow.store import CaseLine, Store

LIMIT: Final = option("--limit", metavar="N", check=whole_number("--limit"), help="cli-limit-option")
AFTER: Final = option("--after", metavar="TEXT", help="cli-after-option")
SOP: Final = option("--sop", metavar="ID", help="cli-sop-option")
ACTOR: Final = option("--actor", metavar="ROLE", help="cli-actor-option")
OVERDUE: Final = option("--overdue", is_flag=True, help="cli-overdue-option")

PARAMETERS: Final = (
    OVERDUE,
    ACTOR,
    SOP,
    option("--status", known=get_args(Status), help="cli-status-option"),
    option("--outcome", metavar="ID", help="cli-outcome-option"),
    AS_OF,
    LIMIT,
    AFTER,
    DB,
    FORMAT,
    LANGUAGE,
)


def listing(
    overdue: bool,
    actor: str | None,
    sop: str | None,
    status: Status | None,
    outcome: str | None,
    at: str | None,
    limit: int | None,
    after: str | None,
    db: str | None,
    format: str,
    lang: str,
) -> Answer:
    """List cases."""
    with opened(db) as store:
        page = store.cases(
            at or now(), sop=sop, status=status, outcome=outcome, actor=actor, overdue=overdue, limit=limit, after=after
        )
        if not page:
            check_names(store, sop=sop, actor=actor, outcome=outcome)
    if format == "json":
        return Answer(json_text({"cases": [line.to_dict() for line in page], "next": page.next}))
    if not page:
        return Answer(say("case-none", lang))
    text = table(headings(CASE_COLUMNS, lang), [_cells(line, lang) for line in page])
    return Answer(with_next(text, page.next, lang))


def check_names(store: Store, sop: str | None, actor: str | None, outcome: str | None = None) -> None:
    """Refuse names that no SOP of the store has: nothing is found by them, which is not to say that all is done."""
    if sop is not None:
        store.procedure(sop)
    procedures = store.procedures()
    actors = dict.fromkeys(name for procedure in procedures for name in procedure.actors)
    outcomes = dict.fromkeys(name for procedure in procedures for name in procedure.outcomes)
    if actor is not None and actor not in actors:
        raise UsageError("store-actor-unknown", given=actor, known=list(actors))
    if outcome is not None and outcome not in outcomes:
        raise UsageError("store-outcome-unknown", given=outcome, known=list(outcomes))


def with_next(text: str, cursor: str | None, lang: str) -> str:
    """Return a page as text, and how to get the next one."""
    return text if cursor is None else f"{text}\n\n{say('case-next', lang, cursor=cursor)}"


def _cells(line: CaseLine, lang: str) -> tuple[str, ...]:
    late = line.overdue or any(task.overdue for task in line.tasks)
    status = say(f"case-status-{line.status}", lang)
    return (
        one_line(line.case),
        one_line(line.sop),
        line.outcome or (f"{status}, {say('case-overdue', lang)}" if late else status),
        ", ".join(task.step for task in line.tasks) or "-",
        format_instant(line.due, lang) if line.due else "-",
    )
