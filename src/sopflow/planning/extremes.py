"""The longest and the shortest base way, and whether there are too many to list, without running them all.

Due dates are monotone in their start, so the latest (earliest) arrival at a step is all that what follows depends on,
and the flows of a fork can be taken one by one up to the place where they meet. In a running case some of them are
already on their way, and some there.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from sopflow.definition.flow import END
from sopflow.definition.model import ON_OVERDUE
from sopflow.engine.routing import Arrival, latest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
    from datetime import datetime

    from sopflow.definition.flow import Flow
    from sopflow.definition.model import Definition, Exit
    from sopflow.engine.routing import Fork
    from sopflow.planning.clock import Clock
    from sopflow.planning.position import Position, Running
    from sopflow.planning.rework import Rework

    Best = Callable[[Sequence["_Label"]], "_Label"]
    Search = Generator["_Entry | _Open", "_Block", "_Block"]
    """A block under search: it hands out the blocks inside it, so that no nesting is too deep."""


@dataclass(frozen=True, slots=True)
class _Label:
    """The best that is known about one place: when a task there would end, and how one comes there.

    ``ways`` is how many ways come there since the block began, without those on which a flow ends the case before the
    others have met it.
    """

    end: datetime
    arrivals: tuple[Arrival, ...]
    chosen: Mapping[str, Exit]
    ways: int = 1


class _Entry(NamedTuple):
    """Where a flow enters a block, and the place where the block ends."""

    node: str
    label: _Label
    stop: str


class _Open(NamedTuple):
    """Where a flow has forked before the search began: the tasks of its flows, and the place where its block ends.

    ``depth`` is how many forks lie around this one.
    """

    fork: Fork
    depth: int
    tasks: Sequence[Running]
    stop: str


class _Block(NamedTuple):
    """What comes of a flow: it reaches the end of its block, or it ends the case before; None where it cannot."""

    met: _Label | None
    ended: _Label | None


class Extremes:
    """Finds the extreme base ways of one SOP from one position."""

    def __init__(self, definition: Definition, flow: Flow, clock: Clock, rework: Rework, position: Position) -> None:
        assert rework.place is not None
        self._ways = rework.base
        self._place = rework.place
        self._meets = flow.meets
        self._clock = clock
        self._position = position
        self._external = {s.id: definition.actors[s.actor].external for s in definition.steps.values()}

    @cached_property
    def longest(self) -> Mapping[str, Exit]:
        """The choices of the way that ends last."""
        return self._extreme(_last).chosen

    @cached_property
    def shortest(self) -> Mapping[str, Exit]:
        """The choices of the way that ends first."""
        return self._extreme(_first).chosen

    @cached_property
    def at_least(self) -> int:
        """A number of ways that there surely are: all but some on which one of several flows ends the case."""
        return self._extreme(_last).ways

    def _extreme(self, best: Best) -> _Label:
        whole = _standing(self._position.tasks, 0, END)
        searches = [self._search(whole, best)]
        found: _Block | None = None
        while searches:
            try:
                inner = next(searches[-1]) if found is None else searches[-1].send(found)
            except StopIteration as done:
                searches.pop()
                found = done.value
            else:
                searches.append(self._search(inner, best))
                found = None
        assert found is not None
        assert found.ended is not None
        return found.ended

    def _search(self, entry: _Entry | _Open, best: Best) -> Search:
        """Search the block that a flow enters or is in: each step once, after all that lead to it."""
        ended: list[_Label] = []
        if isinstance(entry, _Open):
            start, reached = entry.fork.place, (yield from self._meeting(entry, best, ended))
        else:
            start, reached = entry.node, entry.label
        labels = {} if reached is None else {start: reached}
        waiting = [(self._place.get(node, 1), node) for node in labels]
        while waiting:
            node = heapq.heappop(waiting)[1]
            if node == entry.stop:
                continue
            if node not in self._ways:
                ended.append(labels[node])
                continue
            for way in self._ways[node]:
                if len(way.targets) == 1:
                    target, reached = way.targets[0], self._leave(way, way.targets[0], labels[node])
                else:
                    target, flows = self._meets[way], []
                    for after in way.targets:
                        parted = replace(self._leave(way, after, labels[node]), ways=1)
                        flows.append(_Block(parted, None) if after == target else (yield _Entry(after, parted, target)))
                    ended += _ended_in_fork(flows, best)
                    reached = self._together(target, flows, labels[node].ways)
                if reached is None:
                    continue
                known = labels.get(target)
                if known is None:
                    heapq.heappush(waiting, (self._place.get(target, 1), target))
                labels[target] = reached if known is None else _better(known, reached, best)
        last = best(ended) if ended else None
        return _Block(labels.get(entry.stop), last and replace(last, ways=sum(label.ways for label in ended)))

    def _meeting(
        self, entry: _Open, best: Best, ended: list[_Label]
    ) -> Generator[_Entry | _Open, _Block, _Label | None]:
        """Return how the flows of an open fork meet, those that wait there included; add how they end the case."""
        fork, depth = entry.fork, entry.depth + 1
        flows: list[_Block] = []
        for tasks in _by_flow(entry.tasks, depth):
            flows.append((yield _standing(tasks, depth, fork.place)))
        there = self._position.waiting.get(fork)
        if there is not None:
            flows.append(_Block(self._label(fork.place, there.arrivals, {}), None))
        ended += _ended_in_fork(flows, best)
        return self._together(fork.place, flows, 1)

    def _leave(self, way: Exit, target: str, label: _Label) -> _Label:
        external = self._external[way.step] and way.branch != ON_OVERDUE
        chosen = label.chosen if way.branch is None else {**label.chosen, way.step: way}
        return self._label(target, ((label.end, external),), chosen, label.ways)

    def _together(self, place: str, flows: Sequence[_Block], ways: int) -> _Label | None:
        """Return how the flows of a fork meet; None where one of them cannot."""
        met = [flow.met for flow in flows if flow.met]
        if len(met) < len(flows):
            return None
        arrivals = tuple(arrival for label in met for arrival in label.arrivals)
        return self._label(place, arrivals, _chosen(met), ways * prod(label.ways for label in met))

    def _label(self, node: str, arrivals: tuple[Arrival, ...], chosen: Mapping[str, Exit], ways: int = 1) -> _Label:
        end = self._clock.time(node, arrivals).end if node in self._ways else latest(arrivals)
        return _Label(end, arrivals, chosen, ways)


def _standing(tasks: Sequence[Running], depth: int, stop: str) -> _Entry | _Open:
    """Return where a flow stands that lies in ``depth`` forks: at its task, or in a fork with those of its flows."""
    task = tasks[0]
    if len(task.forks) == depth:
        return _Entry(task.step, _Label(task.end, (), {}), stop)
    return _Open(task.forks[depth], depth, tasks, stop)


def _by_flow(tasks: Iterable[Running], depth: int) -> Iterable[Sequence[Running]]:
    """Return the tasks of each flow that lies in ``depth`` forks: one, or those of the fork that it has come to."""
    flows: dict[Fork | str, list[Running]] = {}
    for task in tasks:
        flows.setdefault(task.step if len(task.forks) == depth else task.forks[depth], []).append(task)
    return flows.values()


def _better(one: _Label, other: _Label, best: Best) -> _Label:
    return replace(best([one, other]), ways=one.ways + other.ways)


def _last(labels: Sequence[_Label]) -> _Label:
    return max(labels, key=lambda label: label.end)


def _first(labels: Sequence[_Label]) -> _Label:
    return min(labels, key=lambda label: label.end)


def _ended_in_fork(flows: Sequence[_Block], best: Best) -> list[_Label]:
    """Return how a fork can end the case: through one flow, the others going on until then if they can.

    A flow that cannot go on ends the case at the latest when its own way does.
    """
    trapped = [flow.ended for flow in flows if flow.ended and not flow.met]
    ending = [flow.ended for flow in flows if flow.ended]
    if trapped and best is _last:
        ending = [_first(trapped)]
    labels = []
    for label in ending:
        others = [other.met or other.ended for other in flows if other.ended is not label]
        labels.append(replace(label, chosen=_chosen([label, *filter(None, others)]), ways=0))
    return labels


def _chosen(labels: Iterable[_Label]) -> Mapping[str, Exit]:
    return {step: way for label in labels for step, way in label.chosen.items()}
