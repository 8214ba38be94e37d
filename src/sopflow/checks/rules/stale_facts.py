"""What decides in a loop is stated anew in it; else the second round decides by the answer of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.definition.flow import shortest_way

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject


def facts_are_stated_anew(subject: Subject) -> None:
    """Warn of decisions to which a way leads back on which nobody states what they read."""
    definition = subject.definition
    if subject.built.uncertain or subject.flow.faults:
        return
    for step in definition.steps.values():
        read = dict.fromkeys(fact for branch in step.branches if branch.when for fact in branch.when.facts)
        found: dict[tuple[str, ...], list[str]] = {}
        for fact in read:
            stating = [other.id for other in definition.steps.values() if fact in other.sets]
            way = None if step.id in stating else shortest_way(subject.flow.successors, step.id, step.id, stating)
            if way is not None:
                found.setdefault(way, []).append(fact)
        for way, facts in found.items():
            subject.findings.at_key(
                "fact-stale", subject.path(step.id, "branches"), severity="warning", hint="fact-stale-hint",
                facts=facts, way=" -> ".join(way),
            )  # fmt: skip
