"""``sopflow case start``: begin a case, and keep the SOP that it goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.cli.case.answers import case_answer, refused
from sopflow.cli.case.given import AT, DATA, DOCUMENTS, KEY, PERSON, by_whom, facts, happened
from sopflow.cli.database import DB, opened
from sopflow.cli.options import FORMAT, LANGUAGE, SOP_FILE, option
from sopflow.errors import Rejected
from sopflow.loading import load

if TYPE_CHECKING:
    from sopflow.cli.answer import Answer

PARAMETERS: Final = (
    SOP_FILE,
    option("--by", metavar="ROLE", help="cli-start-by-option"),
    PERSON,
    AT,
    DOCUMENTS,
    DATA,
    option("--id", metavar="ID", help="cli-id-option"),
    KEY,
    DB,
    FORMAT,
    LANGUAGE,
)


def start(
    file: str,
    by: str | None,
    person: str | None,
    at: str | None,
    documents: tuple[str, ...],
    data: tuple[str, ...],
    id: str | None,
    key: str | None,
    db: str | None,
    format: str,
    lang: str,
) -> Answer:
    """Begin a case of the SOP in ``file``."""
    who, known = by_whom(by, person), facts(data)
    procedure = load(file)
    when = happened(at, procedure)
    try:
        procedure.start(at=when, by=who, documents=documents, data=known)  # before a database is made for nothing
        with opened(db, create=True) as store:
            case = store.start(procedure, at=when, by=who, documents=documents, data=known, id=id, key=key)
            return case_answer(store, case, when, format, lang)
    except Rejected as rejected:
        return refused(rejected, format, lang)
