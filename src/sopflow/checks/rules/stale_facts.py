"""What decides in a loop is stated anew in it; else the second round decides by the answer of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.checks.rules.written import written_way
from sopflow.definition.ways import Budget, TooLongError, Ways

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject
    from sopflow.definition.leaving import Leaving
    from sopflow.definition.ways import Way

_MOST_PLACES = 200_000


def facts_are_stated_anew(subject: Subject) -> None:
    """Warn of decisions to which a way leads back on which nobody states what they read."""
    if subject.built.uncertain or subject.flow.faults:
        return
    budget = Budget(_MOST_PLACES)
    try:
        for step in subject.definition.steps.values():
            read = dict.fromkeys(fact for branch in step.branches if branch.when for fact in branch.when.facts)
            found: dict[Way, list[str]] = {}
            for fact in read:
                way = _way_back(subject, step.id, fact, budget)
                if way is not None:
                    found.setdefault(way, []).append(fact)
            for way, facts in found.items():
                subject.findings.at_key(
                    "fact-stale", subject.path(step.id, "branches"), hint="fact-stale-hint",
                    facts=facts, way=written_way(way, step.id),
                )  # fmt: skip
    except TooLongError:
        subject.findings.at_key("branches-unproven", ("steps",), hint="branches-unproven-hint")


def _way_back(subject: Subject, step: str, fact: str, budget: Budget) -> Way | None:
    """Return the shortest way from a decision back to it on which nobody states a fact."""
    everywhere = Ways(subject.definition, subject.flow, lambda _: False, budget)
    ways = Ways(subject.definition, subject.flow, lambda leaving: _states(leaving, fact), budget)
    found = []
    for start in everywhere.standings(step):
        reached = ways.onward(start)
        found += [reached.way_to(there) for there in reached.at(step)[:1]]
    return min(found, key=len, default=None)


def _states(leaving: Leaving, fact: str) -> bool:
    return fact in leaving.states
