"""Personal data taken out of a case in a store, for good: names, facts, and the words of reasons.

What remains replays as before. Who asked for it, when and why, is kept; what was taken away is not. It must not know
connections.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from sopflow.engine.person import Person
from sopflow.engine.redaction import names_in, redacted
from sopflow.errors import CommandError, Rejected, StoreError
from sopflow.plaintext import cut, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sopflow.engine.person import By
    from sopflow.procedure import Case, Procedure


class Redaction(NamedTuple):
    """What was taken out of a case: when (in UTC), by whom, why, which facts, how many names, and whether reasons."""

    recorded: datetime
    by: str
    reason: str
    facts: tuple[str, ...]
    persons: int
    reasons: bool


def redacted_case(case: Case, facts: Collection[str], others: Mapping[str, str], *, reasons: bool) -> Case:
    """Return a case without the values of ``facts``, with ``others`` for names, and without the words of reasons."""
    return case.made_of(tuple(redacted(event, facts, others, reasons=reasons) for event in case.events))


def other_names(
    case: Case, earlier: Collection[Redaction], facts: Collection[str], persons: Collection[str]
) -> Mapping[str, str]:
    """Return a name for each person that says nothing, but is another one for each.

    Raises ``StoreError`` for facts and persons that the case does not have, and for those who still have a task.
    """
    known = {fact: None for version in (*case.earlier, case.procedure) for fact in version.data}
    unknown = sorted(set(facts) - known.keys())
    if unknown:
        raise StoreError("store-redact-fact", facts=[cut(fact) for fact in unknown], known=list(known))
    names = names_in(case.events) | {redaction.by for redaction in earlier}
    strangers = sorted(set(persons) - names)
    if strangers:
        raise StoreError("store-redact-person", persons=[cut(person) for person in strangers])
    for task in case.tasks.values():
        if task.assignee in persons:
            raise StoreError("store-redact-assignee", person=cut(task.assignee or ""), step=task.step)
    free = (name for name in (f"[{number}]" for number in count(1)) if name not in names)
    return dict(zip(sorted(persons), free, strict=False))


def responsible(procedure: Procedure, by: By) -> str:
    """Return who does something that is no command of the engine: an internal role of an SOP, or a person with one.

    Raises ``Rejected``.
    """
    if not isinstance(by, Person | str):
        raise CommandError("by-form", found=shown(by))
    named = by.id if isinstance(by, Person) else by
    roles = set(by.roles) if isinstance(by, Person) else {by}
    internal = [role for role, external in procedure.machine.actors.items() if not external]
    if not roles & procedure.machine.actors.keys():
        sentence = "rejected-unknown-actor-person" if isinstance(by, Person) else ""
        raise Rejected("unknown_actor", sentence=sentence, given=cut(named), known=list(procedure.machine.actors))
    if not roles & set(internal):
        raise Rejected("wrong_actor", sentence="rejected-wrong-actor-inside", given=cut(named), known=internal)
    return named
