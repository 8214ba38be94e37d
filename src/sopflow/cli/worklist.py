"""``sopflow worklist``: what is to be done, the most urgent first."""

from __future__ import annotations

from typing import Final

from sopflow.cli.answer import Answer, json_text
from sopflow.cli.case.answers import due_dates, work_answer
from sopflow.cli.case.listing import ACTOR, AFTER, LIMIT, OVERDUE, SOP, check_names, with_next
from sopflow.cli.database import AS_OF, DB, now, opened
from sopflow.cli.options import LANGUAGE, option
from sopflow.engine.person import Person
from sopflow.messages import say
from sopflow.render.due_dates_ical import due_dates_ics

PARAMETERS: Final = (
    ACTOR,
    option("--person", metavar="ID", help="cli-worklist-person-option"),
    SOP,
    OVERDUE,
    option("--due-before", metavar="ISO", help="cli-due-before-option"),
    AS_OF,
    LIMIT,
    AFTER,
    DB,
    option("--format", known=("text", "json", "ics"), default="text", help="cli-worklist-format-option"),
    LANGUAGE,
)


def worklist(
    actor: str | None,
    person: str | None,
    sop: str | None,
    overdue: bool,
    due_before: str | None,
    at: str | None,
    limit: int | None,
    after: str | None,
    db: str | None,
    format: str,
    lang: str,
) -> Answer:
    """List active tasks; with a person and a role those that she has taken and those of the role that nobody has."""
    whose = Person(person, roles={actor}) if person is not None and actor is not None else person
    with opened(db) as store:
        page = store.worklist(
            at or now(), actor=actor if person is None else None, person=whose, sop=sop, overdue=overdue,
            due_before=due_before, limit=limit, after=after,
        )  # fmt: skip
        if not page:
            check_names(store, sop=sop, actor=actor)
        if format == "ics":
            name = person or actor or say("due-dates-everybody", lang)
            return Answer(due_dates_ics(due_dates(store, page), name, now(), lang), network_lines=True)
        if format == "json":
            return Answer(json_text({"cases": [item.as_case() for item in page], "next": page.next}))
        return Answer(with_next(work_answer(store, page, lang), page.next, lang))
