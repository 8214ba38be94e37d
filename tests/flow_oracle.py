"""The rules of flow as the format words them, read as naively as can be: nothing is shared with what they test."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.definition.model import Definition, Exit


class Oracle:
    """One SOP under the naive reading of the format."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.exits = {step.id: step.exits for step in definition.steps.values()}
        self.at_once = {outcome.id for outcome in definition.outcomes.values() if outcome.ends_case}
        self.last = set(definition.outcomes) - self.at_once
        self.forks = [way for ways in self.exits.values() for way in ways if len(way.targets) > 1]
        self.places = {way: self.place(way) for way in self.forks}

    def reach(self, starts: Iterable[str], without: str | None = None) -> set[str]:
        reached: set[str] = set()
        waiting = [start for start in starts if start != without]
        while waiting:
            node = waiting.pop()
            if node not in reached:
                reached.add(node)
                waiting += [t for way in self.exits.get(node, ()) for t in way.targets if t != without]
        return reached

    def place(self, way: Exit) -> str | None:
        """The first place that each flow can reach and that every way to an end, but those at once, leads through."""
        if not all(self.reach([target]) & self.last for target in way.targets):
            return None
        candidates = [
            place
            for place in [*self.exits, *self.last]
            if all(place in self.reach([target]) for target in way.targets)
            and not any(self.reach([target], without=place) & self.last for target in way.targets)
        ]
        for place in candidates:
            before = self.reach(way.targets, without=place)
            if not any(
                other in before for other in candidates if other != place and self.comes_first(way, other, place)
            ):
                return place
        return None

    def comes_first(self, way: Exit, one: str, other: str) -> bool:
        """Whether no flow comes to ``other`` but through ``one``."""
        return all(other not in self.reach([target], without=one) for target in way.targets)

    def regions(self, way: Exit) -> list[set[str]]:
        return [self.reach([target], without=self.places[way]) for target in way.targets]

    def faults(self) -> set[tuple[str, str]]:
        """All faults as the format words them: the code and the step."""
        reached = self.reach([self.definition.first_step])
        alive = {step for step in reached if self.reach([step]) & set(self.definition.outcomes)}
        found: set[tuple[str, str]] = set()
        forks = [way for way in self.forks if way.step in alive]
        for way in forks:
            place = self.places[way]
            if place is None:
                found.add(("fork-never-meets", way.step))
                continue
            regions = self.regions(way)
            if any(way.step in region for region in regions):
                found.add(("fork-reentered", way.step))
            elif any(
                count > 1 and step in self.exits for step, count in Counter(s for r in regions for s in r).items()
            ):
                found.add(("fork-shares-step", way.step))
            if place in self.exits and not self.definition.steps[place].join:
                found.add(("join-missing", place))
        if all(self.places[way] for way in forks):
            met = {self.places[way] for way in forks}
            joins = [step.id for step in self.definition.steps.values() if step.join and step.id in alive]
            found |= {("join-without-fork", join) for join in joins if join not in met}
        return found
