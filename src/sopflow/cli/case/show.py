"""``sopflow case show``: where a case stands, and all that has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.cli.case.answers import case_with_log
from sopflow.cli.case.given import CASE, known_case
from sopflow.cli.database import AS_OF, DB, now, opened
from sopflow.cli.options import FORMAT, LANGUAGE

if TYPE_CHECKING:
    from sopflow.cli.answer import Answer

PARAMETERS: Final = (CASE, AS_OF, DB, FORMAT, LANGUAGE)


def show(case: str, at: str | None, db: str | None, format: str, lang: str) -> Answer:
    """Show a case."""
    with opened(db) as store:
        id = known_case(store, case)
        stored = store.entries(id)
        return case_with_log(stored.case, stored.log, store.redactions(id), at or now(), format, lang)
