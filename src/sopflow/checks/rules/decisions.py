"""A decision by facts has exactly one answer: two at once or none at all would stop a case in the middle."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sopflow.definition.decision import examine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopflow.checks.subject import Subject
    from sopflow.definition.model import Step

_MOST_OVERLAPS: Final = 5
"""So many pairs of branches are shown; the rest is seen when those are mended."""

_PAIR: Final = 2


def decisions_have_one_answer(subject: Subject) -> None:
    """Report branches that overlap, leave a gap or never hold, each decision with facts that show it."""
    for step in subject.definition.steps.values():
        if any(branch.when for branch in step.branches) and _is_known(subject, step):
            _one_answer(subject, step)


def _one_answer(subject: Subject, step: Step) -> None:
    findings, path = subject.findings, subject.path(step.id, "branches")
    decision = examine(step.branches, subject.definition.data)
    for overlap in decision.overlaps[:_MOST_OVERLAPS]:
        findings.at_key(
            "branches-overlap", path, hint="branches-overlap-hint",
            example=_written(overlap.example), first=overlap.first, second=overlap.second,
        )  # fmt: skip
    one_slip = decision.overlaps and _read_the_same(step)
    if decision.gap is not None and not one_slip:
        findings.at_key("branches-gap", path, hint="branches-gap-hint", example=_written(decision.gap))
    for place, branch in enumerate(step.branches):
        if branch.id in decision.never and not findings.says_something_of((*path, place, "when")):
            code, key = ("otherwise-never-taken", "otherwise") if branch.otherwise else ("branch-never-holds", "when")
            findings.at_key(code, (*path, place, key), hint=f"{code}-hint", id=branch.id)
    if not decision.proven:
        findings.at_key("branches-unproven", path, hint="branches-unproven-hint")


def _read_the_same(step: Step) -> bool:
    """Return whether there are two branches that read the same facts: what both take is what both leave elsewhere."""
    if len(step.branches) != _PAIR:
        return False
    first, second = (branch.when for branch in step.branches)
    return first is not None and second is not None and set(first.facts) == set(second.facts)


def _is_known(subject: Subject, step: Step) -> bool:
    """Return whether nothing is wrong with the branches, or with the facts that they read."""
    facts = {fact for branch in step.branches if branch.when for fact in branch.when.facts}
    places = [subject.path(step.id, "branches"), *(("data", fact) for fact in facts)]
    return not any(subject.findings.has_errors(place) for place in places)


def _written(example: Mapping[str, Any]) -> str:
    return ", ".join(f"{fact} = {json.dumps(value, ensure_ascii=False)}" for fact, value in example.items())
