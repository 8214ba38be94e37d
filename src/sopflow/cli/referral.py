"""``sopflow referral …``: an official sees to what the program has laid before her."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.cli.answer import Answer
from sopflow.cli.case.answers import case_answer, refused
from sopflow.cli.case.given import PERSON, by_whom
from sopflow.cli.database import DB, now, opened
from sopflow.cli.options import FORMAT, LANGUAGE, Argument, option
from sopflow.cli.usage import UsageError
from sopflow.errors import Rejected
from sopflow.messages import say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import click


def confirm(number: int, by: str, person: str | None, db: str | None, format: str, lang: str) -> Answer:
    """Do what was laid before an official."""
    return _settled("confirm", number, by, person, db, format, lang)


def dismiss(number: int, by: str, person: str | None, db: str | None, format: str, lang: str) -> Answer:
    """Note that an official has seen to it in another way."""
    return _settled("dismiss", number, by, person, db, format, lang)


def _settled(how: str, number: int, by: str, person: str | None, db: str | None, format: str, lang: str) -> Answer:
    who = by_whom(by, person) or by
    try:
        with opened(db) as store:
            case = store.confirm(number, by=who) if how == "confirm" else store.dismiss(number, by=who)
            answer = case_answer(store, case, now(), format, lang)
            if format == "json":
                return answer
            said = say("referral-confirmed" if how == "confirm" else "referral-dismissed", lang, number=number)
            return Answer(f"{said}\n\n{answer.text}")
    except Rejected as rejected:
        return refused(rejected, format, lang)


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 19):
        raise UsageError("cli-number-form", value=value[:20])
    return int(value)


_PARAMETERS: Final = (
    Argument("number", metavar="NUMBER", help="cli-number-argument", check=_number),
    option("--by", metavar="ROLE", required=True, help="cli-role-option"),
    PERSON,
    DB,
    FORMAT,
    LANGUAGE,
)
COMMANDS: Final[Mapping[str, tuple[Callable[..., Answer], Sequence[click.Parameter], str]]] = {
    "confirm": (confirm, _PARAMETERS, "sopflow referral confirm 7 --by kepala"),
    "dismiss": (dismiss, _PARAMETERS, "sopflow referral dismiss 7 --by kepala"),
}
"""Each command: what runs it, its parameters, an example."""
