"""``sopflow deadlines``: what will happen next by itself, and what waits for an official."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.cli.answer import Answer, json_text
from sopflow.cli.case.listing import LIMIT, SOP, check_names
from sopflow.cli.database import AS_OF, DB, now, opened
from sopflow.cli.options import FORMAT, LANGUAGE, option
from sopflow.cli.terminal import table
from sopflow.messages import format_instant, say
from sopflow.plaintext import one_line
from sopflow.render.case_text import headings

if TYPE_CHECKING:
    from sopflow.store import Foreseen, Referral, Store

PARAMETERS: Final = (
    option("--actor", metavar="ROLE", help="cli-deadlines-actor-option"),
    SOP,
    option("--until", metavar="ISO", help="cli-until-option"),
    AS_OF,
    LIMIT,
    DB,
    FORMAT,
    LANGUAGE,
)
DEADLINE_COLUMNS: Final = ("when", "what", "case", "step", "due", "recipient")
REFERRAL_COLUMNS: Final = ("number", "what", "case", "step", "due", "recipient", "because")


def deadlines(
    actor: str | None,
    sop: str | None,
    until: str | None,
    at: str | None,
    limit: int | None,
    db: str | None,
    format: str,
    lang: str,
) -> Answer:
    """List deadlines that nobody has kept yet, the next first."""
    with opened(db) as store:
        found = store.deadlines(at or now(), sop=sop, actor=actor, until=until, limit=limit)
        referrals = store.referrals(sop=sop, actor=actor)
        watched = store.watched_since()
        if not found and not referrals:
            check_names(store, sop=sop, actor=actor)
        if format == "json":
            shown = {
                "deadlines": [one.to_dict() for one in found],
                "referrals": [one.to_dict() for one in referrals],
                "since": watched and watched.isoformat(),
            }
            return Answer(json_text(shown))
        return Answer("\n\n".join(_text(store, found, referrals, watched is not None, lang)))


def _text(
    store: Store, found: tuple[Foreseen, ...], referrals: tuple[Referral, ...], watched: bool, lang: str
) -> list[str]:
    parts = [] if watched else [say("deadlines-unwatched", lang)]
    if referrals:
        rows = [_referral_cells(store, one, lang) for one in referrals]
        parts.append(f"{say('deadlines-referred', lang)}\n\n{table(headings(REFERRAL_COLUMNS, lang), rows)}")
    if found:
        rows = [_deadline_cells(one, lang) for one in found]
        parts.append(f"{say('deadlines-next', lang)}\n\n{table(headings(DEADLINE_COLUMNS, lang), rows)}")
    return parts if found or referrals else [*parts, say("deadlines-none", lang)]


def _deadline_cells(one: Foreseen, lang: str) -> tuple[str, ...]:
    deadline = one.deadline
    when = format_instant(deadline.at, lang)
    kind = say(f"deadline-{deadline.kind.replace('_', '-')}", lang)
    role = deadline.role
    return (
        f"{when} ({say('deadlines-late', lang)})" if one.late else when,
        kind,
        one_line(one.case),
        deadline.step or say("deadlines-promised", lang),
        format_instant(deadline.due, lang),
        role if deadline.person is None else say("deadlines-to", lang, role=role, person=one_line(deadline.person)),
    )


def _referral_cells(store: Store, one: Referral, lang: str) -> tuple[str, ...]:
    zone = store.case(one.case).procedure.calendar.timezone
    return (
        str(one.number),
        say(f"referral-{one.kind.replace('_', '-')}", lang),
        one_line(one.case),
        one.step or say("deadlines-promised", lang),
        format_instant(one.due.astimezone(zone), lang),
        one.role,
        one_line(one.why[lang]),
    )
