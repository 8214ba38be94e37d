"""Which ways out of a step are ordinary, and which are rework: they lead back to what has been done.

It must not know time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.definition.dominance import DominatorTree, dominators, postorder, reversed_graph
from sopflow.definition.model import ON_OVERDUE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sopflow.definition.model import Definition, Exit

    Exits = Mapping[str, tuple[Exit, ...]]
    """The ways out of each step."""

NOTHING: Final[frozenset[str]] = frozenset()

_BEFORE: Final = ""
"""What comes before the steps that ways start from; no id is empty."""


def can_end(ways: Exits, outcomes: Iterable[str], closed: Collection[str] = ()) -> set[str]:
    """Return the steps that ``ways`` lead from to ``outcomes`` without a ``closed`` step, the outcomes included.

    All flows of a fork have to get there.
    """
    missing = {way: len(way.targets) for leaving in ways.values() for way in leaving}
    leading_to: dict[str, list[Exit]] = {}
    for way in missing:
        for target in way.targets:
            leading_to.setdefault(target, []).append(way)
    waiting = list(outcomes)
    ending = set(waiting)
    while waiting:
        for way in leading_to.get(waiting.pop(), ()):
            missing[way] -= 1
            if not missing[way] and way.step not in ending and way.step not in closed:
                ending.add(way.step)
                waiting.append(way.step)
    return ending


def ordinary_ways(definition: Definition) -> Exits:
    """Return the ways out of each step but the overdue one; that one counts only where nothing else leads to an end."""
    ways = {s.id: tuple(way for way in s.exits if way.branch != ON_OVERDUE) for s in definition.steps.values()}
    ending = can_end(ways, definition.outcomes)
    return {step.id: ways[step.id] if step.id in ending else step.exits for step in definition.steps.values()}


class Rework:
    """Tells the ways out that are rework from the others, for a flow that has passed certain steps.

    A way out is rework where, the overdue ways aside, it leads to no outcome but through a step that has been passed.

    ``exits`` are all ways out of each step. ``base`` are those that base ways take out of the steps that they come to;
    a step that is missing there lies on a loop that they form all the same, or is reached by rework only: then the way
    taken tells which of its ways out is rework. ``place`` sorts the steps that base ways come to from the first step,
    or from where a case stands (``standing``), so that each comes after all that lead to it; it is None where they form
    a loop.
    """

    def __init__(self, definition: Definition, standing: Sequence[str] = ()) -> None:
        self.exits: Exits = {step.id: step.exits for step in definition.steps.values()}
        self.base: Exits = {}
        self.place: Mapping[str, int] | None = None
        self._outcomes = definition.outcomes
        self._ordinary = ordinary_ways(definition)
        self._loops = _loops(definition.first_step, self.exits)
        self._known: dict[tuple[Exit, frozenset[str]], bool] = {}
        first = [definition.first_step]
        self._add_base(first)
        if standing != first and not all(step in self.base for step in standing):
            self._add_base(standing)

    def remember(self, passed: frozenset[str], step: str) -> frozenset[str]:
        """Return those of ``passed`` that can be met again from ``step``, and ``step`` itself."""
        loop = self._loops.get(step)
        return NOTHING if loop is None or step in self.base else (passed & loop) | {step}

    def ordinary(self, step: str, passed: frozenset[str]) -> tuple[Exit, ...]:
        """Return the ways out that are neither rework nor the overdue way; others only where there are none."""
        if step in self.base:
            return self.base[step]
        for ways in (self._ordinary[step], self.exits[step]):
            ahead = tuple(way for way in ways if not self.turns_back(way, passed))
            if ahead:
                return ahead
        return self.exits[step][:1]

    def turns_back(self, way: Exit, passed: frozenset[str]) -> bool:
        """Return whether a way out leads only back to the steps that have been passed."""
        loop = self._loops.get(way.step)
        if not passed or loop is None:
            return False
        key = (way, passed)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = not all(self._leaves(target, loop, passed) for target in way.targets)
        return known

    def _leaves(self, target: str, loop: frozenset[str], passed: frozenset[str]) -> bool:
        """Return whether what follows ``target`` comes out of the loop without what has been passed."""
        if target not in loop:
            return True
        if target in passed:
            return False
        outside: set[str] = set()
        near, waiting = {target}, [target]
        while waiting:
            for way in self._ordinary[waiting.pop()]:
                outside.update(after for after in way.targets if after not in loop)
                fresh = [after for after in way.targets if after in loop and after not in near and after not in passed]
                near.update(fresh)
                waiting += fresh
        return target in can_end({step: self._ordinary[step] for step in near}, outside)

    def _add_base(self, starts: Sequence[str]) -> None:
        """Take rework away from the ways that lead on from ``starts``, until none is left; the base so far holds.

        What every way to a step passes is known without running the ways: its dominators.
        """
        ways: Exits = {**self._ordinary, **self.base} if self.base else self._ordinary
        known: Exits = {}
        while known != ways:
            steps: dict[str, Collection[str]] = {
                step: [t for way in ways[step] for t in way.targets if t in ways] for step in ways
            }
            steps[_BEFORE] = starts
            tree = dominators(_BEFORE, steps)
            onward = self._onward(ways, tree.rank)
            known = {step: ways[step] for step in tree.parent if step != _BEFORE}
            ways = {
                step: tuple(w for w in known[step] if w in onward or not self.turns_back(w, _chain(step, tree)))
                for step in known
            }
        places = {step: -rank for step, rank in tree.rank.items()}
        sorted_out = all(places[step] < places.get(t, 1) for step in ways for way in ways[step] for t in way.targets)
        self.place = places if sorted_out else None
        if sorted_out:
            self.base = {**self.base, **ways}

    def _onward(self, ways: Exits, rank: Mapping[str, int]) -> set[Exit]:
        """Return ways that are no rework on any account: they lead to an outcome without a step back."""
        forward = {
            step: tuple(w for w in ways[step] if all(rank.get(target, -1) < rank[step] for target in w.targets))
            for step in rank
            if step != _BEFORE
        }
        ending = can_end(forward, self._outcomes)
        return {way for step in forward for way in forward[step] if all(target in ending for target in way.targets)}


def _loops(first: str, ways: Exits) -> dict[str, frozenset[str]]:
    """Return for each step on a loop all steps that lead to it and that it leads to (its component, after Kosaraju)."""
    onward = {step: [t for way in ways[step] for t in way.targets if t in ways] for step in ways}
    back = reversed_graph(onward)
    left = set(ways)
    loops: dict[str, frozenset[str]] = {}
    for step in reversed(postorder(first, onward)):
        if step in left:
            left.remove(step)
            together, waiting = {step}, [step]
            while waiting:
                fresh = [before for before in back.get(waiting.pop(), ()) if before in left]
                left.difference_update(fresh)
                together.update(fresh)
                waiting += fresh
            if len(together) > 1 or step in onward[step]:
                loops.update(dict.fromkeys(together, frozenset(together)))
    return loops


def _chain(step: str, tree: DominatorTree) -> frozenset[str]:
    passed = set()
    while step != tree.root:
        passed.add(step)
        step = tree.parent[step]
    return frozenset(passed)
