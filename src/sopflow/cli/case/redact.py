"""``sopflow case redact``: personal data taken out of a case for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.cli.case.answers import case_with_log, refused
from sopflow.cli.case.given import CASE, PERSON, by_whom, known_case
from sopflow.cli.database import DB, now, opened
from sopflow.cli.options import FORMAT, LANGUAGE, option
from sopflow.errors import Rejected

if TYPE_CHECKING:
    from sopflow.cli.answer import Answer

EXAMPLE: Final = (
    'sopflow case redact 7h2k-9qwm-3xtc --by petugas_layanan --fact nama --name budi --reason "permintaan pemohon"'
)
PARAMETERS: Final = (
    CASE,
    option("--fact", "facts", metavar="ID", multiple=True, help="cli-redact-fact-option"),
    option("--name", "names", metavar="ID", multiple=True, help="cli-redact-name-option"),
    option("--reasons", is_flag=True, help="cli-redact-reasons-option"),
    option("--by", metavar="ROLE", required=True, help="cli-role-option"),
    PERSON,
    option("--reason", metavar="TEXT", required=True, help="cli-reason-option"),
    DB,
    FORMAT,
    LANGUAGE,
)


def redact(
    case: str,
    facts: tuple[str, ...],
    names: tuple[str, ...],
    reasons: bool,
    by: str,
    person: str | None,
    reason: str,
    db: str | None,
    format: str,
    lang: str,
) -> Answer:
    """Take the values of facts, names and the words of reasons out of a case."""
    who = by_whom(by, person) or by
    try:
        with opened(db) as store:
            id = known_case(store, case)
            after = store.redact(id, by=who, reason=reason, facts=facts, persons=names, reasons=reasons)
            return case_with_log(after, store.log(id), store.redactions(id), now(), format, lang)
    except Rejected as rejected:
        return refused(rejected, format, lang)
