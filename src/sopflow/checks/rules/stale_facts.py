"""What decides in a loop is stated anew in it; else the second round decides by the answer of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.checks.rules.written import written_way
from sopflow.definition.leaving import all_leavings
from sopflow.definition.steering import Steering
from sopflow.definition.ways import Budget, TooLongError, Ways

if TYPE_CHECKING:
    from collections.abc import Callable

    from sopflow.checks.subject import Subject
    from sopflow.definition.leaving import Leaving
    from sopflow.definition.ways import Way

_MOST_PLACES = 200_000


def facts_are_stated_anew(subject: Subject) -> None:
    """Warn of decisions to which a way leads back on which nobody states what they read."""
    if subject.built.uncertain or subject.flow.faults:
        return
    search = _Search(subject)
    try:
        for step in subject.definition.steps.values():
            read = dict.fromkeys(fact for branch in step.branches if branch.when for fact in branch.when.facts)
            found: dict[Way, list[str]] = {}
            for fact in read:
                way = search.way_back(step.id, fact)
                if way is not None:
                    found.setdefault(way, []).append(fact)
            for way, facts in found.items():
                subject.findings.at_key(
                    "fact-stale", subject.path(step.id, "branches"), hint="fact-stale-hint",
                    facts=facts, way=written_way(way, step.id),
                )  # fmt: skip
    except TooLongError:
        subject.findings.at_key("facts-unproven", ("steps",), hint="documents-unproven-hint")


class _Search:
    def __init__(self, subject: Subject) -> None:
        self._parts = subject.definition, subject.flow
        self._budget = Budget(_MOST_PLACES)
        self._steering = Steering(subject.definition, all_leavings(subject.definition), follow=False)

    def way_back(self, step: str, fact: str) -> Way | None:
        """Return the shortest way from a decision back to it on which nobody states a fact."""
        everywhere, without = self._ways(lambda _: False), self._ways(lambda leaving: fact in leaving.states)
        found = []
        for start in everywhere.standings(step):
            reached = without.onward(start)
            found += [reached.way_to(there) for there in reached.at(step)[:1]]
        return min(found, key=len, default=None)

    def _ways(self, happens: Callable[[Leaving], bool]) -> Ways:
        return Ways(*self._parts, happens, self._budget, self._steering)
