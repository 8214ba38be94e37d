"""A fact can have a value; else no step that states it can be completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.definition.partition import partition

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject


def facts_can_have_a_value(subject: Subject) -> None:
    """Report facts whose limits contradict each other."""
    for fact in subject.definition.data.values():
        path = ("data", fact.id)
        if not subject.findings.has_errors(path) and partition({"type": fact.type, **fact.schema}, []) == ():
            subject.findings.at_key("fact-impossible", path, hint="fact-impossible-hint", id=fact.id)
