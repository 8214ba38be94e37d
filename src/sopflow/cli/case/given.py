"""The options that commands to cases share, and what they mean."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NoReturn

from sopflow.cli.database import now
from sopflow.cli.options import Argument, option
from sopflow.cli.usage import UsageError
from sopflow.engine.person import Person

if TYPE_CHECKING:
    from sopflow.calendars.instant import When
    from sopflow.engine.person import By
    from sopflow.procedure import Procedure
    from sopflow.store import Store

LONGEST_SAID: Final = 40
_ALIKE: Final = str.maketrans("oil", "011")
"""Letters that ids do not have, since they are taken for figures."""

CASE: Final = Argument("case", metavar="CASE", help="cli-case-argument")
AT: Final = option("--at", metavar="ISO", help="cli-happened-option")
PERSON: Final = option("--person", metavar="ID", help="cli-person-option")
STEPS: Final = option("--step", "steps", metavar="OLD=NEW", multiple=True, help="cli-steps-option")
KEY: Final = option("--key", metavar="TEXT", help="cli-key-option")
DOCUMENTS: Final = option("--document", "documents", metavar="ID", multiple=True, help="cli-document-option")
DATA: Final = option("--data", metavar="KEY=JSON", multiple=True, help="cli-data-option")


def known_case(store: Store, id: str) -> str:
    """Return the id of a case as the store has it: those that it makes are read as people say and write them."""
    if len(id) > LONGEST_SAID or store.has(id):
        return id
    letters = id.lower().replace("-", "").replace(" ", "").translate(_ALIKE)
    said = f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
    return said if len(letters) == 12 and store.has(said) else id


def by_whom(role: str | None, person: str | None) -> By | None:
    """Return who acts: a role, or a person in a role."""
    if person is None:
        return role
    if role is None:
        raise UsageError("cli-person-without-role")
    return Person(person, roles={role})


def renamed(given: tuple[str, ...]) -> dict[str, str]:
    """Return what steps are called in another version, given as ``OLD=NEW``; raises ``UsageError``."""
    found: dict[str, str] = {}
    for text in given:
        old, _, new = (part.strip() for part in text.partition("="))
        if not (old and new):
            raise UsageError("cli-steps-form", text=text)
        if old in found:
            raise UsageError("cli-data-twice", name=old)
        found[old] = new
    return found


def facts(given: tuple[str, ...]) -> dict[str, Any]:
    """Return facts that were given as ``KEY=JSON``, or ``KEY=TEXT``; raises ``UsageError``."""
    found: dict[str, Any] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not (name.strip() and equals):
            raise UsageError("cli-data-form", text=text)
        if name.strip() in found:
            raise UsageError("cli-data-twice", name=name.strip())
        found[name.strip()] = _value(value)
    return found


def _value(text: str) -> Any:
    """Return what JSON says; what is no JSON is a text as it stands, since shells take quotes away."""
    try:
        return json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return text


def happened(at: str | None, procedure: Procedure) -> When:
    """Return when something happened, now where nothing is said; raises ``UsageError`` for what is still to come."""
    if at is None:
        return now()
    given, present = procedure.calendar.instant(at), procedure.calendar.instant(now())
    if given > present:
        raise UsageError("cli-future", at=given, now=present)
    return at


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
