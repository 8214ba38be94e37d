"""The longest and the shortest base way, without running them all.

Due dates are monotone in their start, so the latest (earliest) arrival at a step is all that what follows depends on,
and the flows of a fork can be taken one by one up to the place where they meet.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopflow.definition.dominance import dominators
from sopflow.definition.flow import END
from sopflow.definition.model import ON_OVERDUE
from sopflow.planning.simulate import Arrival

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from sopflow.definition.flow import Flow
    from sopflow.definition.model import Definition, Way
    from sopflow.planning.simulate import Clock, TurnsBack

Ways = dict[str, tuple["Way", ...]]


def base_ways(definition: Definition, turns_back: TurnsBack) -> Ways | None:
    """Return the ways that base ways take out of each step.

    None where they form a loop all the same: then it depends on the way taken which of them is rework.
    """
    ways: Ways = {
        step.id: tuple(way for way in step.ways if way.branch != ON_OVERDUE) for step in definition.steps.values()
    }
    while True:
        passed = _passed_before(definition.first_step, ways, turns_back)
        kept = {step: tuple(way for way in ways[step] if not turns_back(way, passed[step])) for step in passed}
        if kept == ways:
            return ways if _order(definition.first_step, ways) else None
        ways = kept


def _passed_before(first: str, ways: Ways, turns_back: TurnsBack) -> dict[str, frozenset[str]]:
    """Return for each step that can be reached what every way to it passes and may meet again, itself included."""
    graph = {step: tuple(t for way in ways[step] for t in way.targets if t in ways) for step in ways}
    parent = dominators(first, graph).parent
    passed = {first: turns_back.remember(frozenset(), first)}
    for step in parent:
        chain = [step]
        while chain[-1] not in passed:
            chain.append(parent[chain[-1]])
        for name in reversed(chain[:-1]):
            passed[name] = turns_back.remember(passed[parent[name]], name)
    return passed


def _order(first: str, ways: Ways) -> list[str] | None:
    """Return the steps so that each comes after all that lead to it; None where there is a loop."""
    incoming = dict.fromkeys(ways, 0)
    for step in ways:
        for way in ways[step]:
            for target in way.targets:
                if target in incoming:
                    incoming[target] += 1
    ready, order = [first] if not incoming[first] else [], []
    while ready:
        step = ready.pop()
        order.append(step)
        for way in ways[step]:
            for target in way.targets:
                if target in incoming:
                    incoming[target] -= 1
                    if not incoming[target]:
                        ready.append(target)
    return order if len(order) == len(ways) else None


@dataclass(frozen=True, slots=True)
class _Label:
    """The best that is known about one place: when a task there would end, and how one comes there."""

    end: datetime
    arrivals: tuple[Arrival, ...]
    chosen: Mapping[str, Way]


class Extremes:
    """Finds the extreme ways of one SOP from one start."""

    def __init__(self, definition: Definition, flow: Flow, clock: Clock, ways: Ways) -> None:
        self._definition = definition
        self._flow = flow
        self._clock = clock
        self._ways = ways
        self._rank = {step: place for place, step in enumerate(_order(definition.first_step, ways) or ())}

    def longest(self, start: datetime) -> Mapping[str, Way]:
        """Return the choices of the way that ends last."""
        return self._extreme(start, lambda new, old: new > old)

    def shortest(self, start: datetime) -> Mapping[str, Way]:
        """Return the choices of the way that ends first."""
        return self._extreme(start, lambda new, old: new < old)

    def _extreme(self, start: datetime, better: Callable[[datetime, datetime], bool]) -> Mapping[str, Way]:
        ends: list[_Label] = []
        first = self._definition.first_step
        self._block(first, self._label(first, (Arrival(start, external=True),), {}), END, better, ends)
        best = ends[0]
        for end in ends[1:]:
            if better(end.end, best.end):
                best = end
        return best.chosen

    def _block(
        self, entry: str, label: _Label, stop: str, better: Callable[[datetime, datetime], bool], ends: list[_Label]
    ) -> _Label | None:
        """Return the best label of ``stop`` for a flow that enters at ``entry``; outcomes before it go to ``ends``."""
        labels = {entry: label}

        def offer(target: str, new: _Label) -> None:
            if target not in labels:
                heapq.heappush(waiting, (self._place(target), target))
            if target not in labels or better(new.end, labels[target].end):
                labels[target] = new

        waiting = [(self._place(entry), entry)]
        while waiting:
            _, node = heapq.heappop(waiting)
            if node == stop:
                continue
            if node in self._definition.outcomes:
                ends.append(labels[node])
                continue
            for way in self._ways[node]:
                for target, new in self._leave(way, labels[node], better, ends):
                    offer(target, new)
        return labels.get(stop)

    def _leave(
        self, way: Way, label: _Label, better: Callable[[datetime, datetime], bool], ends: list[_Label]
    ) -> Iterable[tuple[str, _Label]]:
        step = self._definition.steps[way.step]
        arrival = (Arrival(label.end, self._definition.actors[step.actor].external),)
        chosen = label.chosen if way.branch is None else {**label.chosen, way.step: way}
        if len(way.targets) == 1:
            return [(way.targets[0], self._label(way.targets[0], arrival, chosen))]
        place = self._flow.meets[way]
        flows = [
            self._block(target, self._label(target, arrival, chosen), place, better, ends) for target in way.targets
        ]
        met = [flow for flow in flows if flow is not None]
        if len(met) < len(flows):
            return []
        together = {step: way for flow in met for step, way in flow.chosen.items()}
        arrivals = tuple(arrival for flow in met for arrival in flow.arrivals)
        return [(place, self._label(place, arrivals, together))]

    def _label(self, target: str, arrivals: tuple[Arrival, ...], chosen: Mapping[str, Way]) -> _Label:
        step = self._definition.steps.get(target)
        end = self._clock.time(step, arrivals).end if step else max(arrival.at for arrival in arrivals)
        return _Label(end, arrivals, chosen)

    def _place(self, node: str) -> int:
        return self._rank.get(node, len(self._rank))
