"""Personal data taken out of a case in a store, for good: names, facts, and the words of reasons.

What remains replays as before. Who asked for it, when and why, is kept; what was taken away is not. It must not know
connections.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from sopflow.engine.person import Person
from sopflow.engine.redaction import names_in, redacted
from sopflow.errors import Rejected, StoreError
from sopflow.plaintext import cut

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sopflow.engine.person import By
    from sopflow.procedure import Case


class Redaction(NamedTuple):
    """What was taken out of a case: when (in UTC), by whom, why, which facts, how many names, and whether reasons."""

    recorded: datetime
    by: str
    reason: str
    facts: tuple[str, ...]
    persons: int
    reasons: bool


def redacted_case(case: Case, facts: Collection[str], persons: Collection[str], *, reasons: bool) -> Case:
    """Return a case without personal data; ``StoreError`` for what it does not have, or what is still needed."""
    unknown = sorted(set(facts) - case.procedure.data.keys())
    if unknown:
        raise StoreError("store-redact-fact", facts=[cut(fact) for fact in unknown], known=list(case.procedure.data))
    names = names_in(case.events)
    strangers = sorted(set(persons) - names)
    if strangers:
        raise StoreError("store-redact-person", persons=[cut(person) for person in strangers])
    for task in case.tasks.values():
        if task.assignee in persons:
            raise StoreError("store-redact-assignee", person=cut(task.assignee or ""), step=task.step)
    others = _other_names(sorted(persons), names)
    events = tuple(redacted(event, facts, others, reasons=reasons) for event in case.events)
    return case.made_of(events)


def responsible(case: Case, by: By) -> str:
    """Return who takes the data out: an internal role of the SOP, or a person who has one; raises ``Rejected``."""
    internal = [role for role, external in case.procedure.machine.actors.items() if not external]
    roles = by.roles if isinstance(by, Person) else {by}
    if not set(internal) & set(roles):
        raise Rejected("unknown_actor", given=cut(by.id if isinstance(by, Person) else str(by)), known=internal)
    return by.id if isinstance(by, Person) else by


def _other_names(persons: list[str], taken: Collection[str]) -> Mapping[str, str]:
    """Return a name for each person that says nothing, but is another one for each."""
    free = (name for name in (f"samaran-{number}" for number in count(1)) if name not in taken)
    return dict(zip(persons, free, strict=False))
