"""What decides in a loop is stated anew in it; else the second round decides by the answer of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.definition.flow import shortest_way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopflow.checks.subject import Subject


def facts_are_stated_anew(subject: Subject) -> None:
    """Warn of decisions to which a way leads back on which nobody states what they read."""
    if subject.built.uncertain or subject.flow.faults:
        return
    for step in subject.definition.steps.values():
        read = dict.fromkeys(fact for branch in step.branches if branch.when for fact in branch.when.facts)
        found: dict[tuple[str, ...], list[str]] = {}
        for fact in read:
            way = None if fact in step.sets else shortest_way(_without_stating(subject, fact), step.id, step.id)
            if way is not None:
                found.setdefault(way, []).append(fact)
        for way, facts in found.items():
            subject.findings.at_key(
                "fact-stale", subject.path(step.id, "branches"), severity="warning", hint="fact-stale-hint",
                facts=facts, way=" -> ".join(way),
            )  # fmt: skip


def _without_stating(subject: Subject, fact: str) -> Mapping[str, tuple[str, ...]]:
    """Return where each step leads if nobody states the fact on the way.

    A step that states it does so when it is completed, not when it is skipped or its time passes. Where flows meet it
    has been stated if one of them cannot come there otherwise.
    """
    onward: dict[str, tuple[str, ...]] = {}
    for step in subject.definition.steps.values():
        late = step.on_overdue.next if step.on_overdue else ()
        skipped = step.next if step.optional else ()
        onward[step.id] = (*skipped, *late) if fact in step.sets else subject.flow.successors[step.id]
    stated = {
        place
        for fork, place in subject.flow.meets.items()
        for target in fork.targets
        if target != place and shortest_way(onward, target, place) is None
    }
    return {step: tuple(target for target in targets if target not in stated) for step, targets in onward.items()}
