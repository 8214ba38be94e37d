"""Side by side in a channel: which track each line takes, so that no two lie on each other.

A *run* is a straight stretch of a route. Runs that share a stretch are one *wire*; wires whose stretches touch take
tracks of their own, ordered so that they cross each other seldom.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sopflow.layout.grid import Node, Route

Axis = Literal["x", "y"]


class Line(NamedTuple):
    """A line of the grid: all nodes with this x, or this y."""

    axis: Axis
    at: int

    @property
    def is_channel(self) -> bool:
        """Whether many wires run beside each other on it."""
        return self.at % 2 == 0


@dataclass(frozen=True, slots=True)
class Run:
    """A straight stretch of a route; ``first`` and ``last`` are places in its nodes."""

    line: Line
    first: int
    last: int


class Turn(NamedTuple):
    """Where along a channel a line turns off, and to which side: -1 to the lower numbers, 1 to the higher."""

    at: int
    side: int


Member = tuple[int, int]
"""A run by the places of its route and in its route."""


@dataclass(frozen=True, slots=True)
class _Wire:
    """A line as it will be drawn: where it begins and ends in its channel, and where it turns off."""

    low: int
    high: int
    members: list[Member]
    turns: set[Turn]
    strands: set[int]

    @property
    def leaning(self) -> float:
        """To which side of the channel it is drawn."""
        return sum(turn.side for turn in self.turns) / len(self.turns) if self.turns else 0.0

    def joined(self, other: _Wire) -> _Wire:
        """Return both as one."""
        return _Wire(
            min(self.low, other.low), max(self.high, other.high), self.members + other.members,
            self.turns | other.turns, self.strands | other.strands,
        )  # fmt: skip

    def touches(self, other: _Wire) -> bool:
        """Whether both need tracks of their own."""
        return self.low <= other.high and other.low <= self.high


class Tracks:
    """The tracks of all channels. ``runs`` are those of each route, in its order."""

    def __init__(self, routes: Sequence[Route]) -> None:
        channels = Channels()
        for route in routes:
            channels.add(route)
        self.runs = channels.runs
        self._tracks: dict[Member, int] = {}
        self._counts: dict[Line, int] = {}
        for line, members in channels.members.items():
            placed: list[tuple[_Wire, int]] = []
            for wire in _ordered(channels.wires(members)):
                track = max((taken + 1 for other, taken in placed if wire.touches(other)), default=0)
                placed.append((wire, track))
                self._tracks.update(dict.fromkeys(wire.members, track))
            self._counts[line] = 1 + max(track for _, track in placed)

    def count(self, line: Line) -> int:
        """Return how many tracks a channel needs."""
        return self._counts.get(line, 0)

    def track(self, route: int, run: int) -> int:
        """Return the track of a run: 0 is the one with the lowest coordinate. Outside the channels there is only 0."""
        return self._tracks.get((route, run), 0)


class Channels:
    """Routes by the channels that they run in, while more are added."""

    def __init__(self) -> None:
        self._routes: list[Route] = []
        self.runs: list[tuple[Run, ...]] = []
        self.members: defaultdict[Line, list[Member]] = defaultdict(list)

    def add(self, route: Route) -> None:
        """Add a route."""
        runs = tuple(_runs(route.nodes))
        for place, run in enumerate(runs):
            if run.line.is_channel:
                self.members[run.line].append((len(self._routes), place))
        self._routes.append(route)
        self.runs.append(runs)

    def remove_last(self) -> None:
        """Take back the route that was added last."""
        for run in self.runs.pop():
            if run.line.is_channel:
                self.members[run.line].pop()
        self._routes.pop()

    def keeps_order(self, route: Route) -> bool:
        """Say whether the wires of all channels can be put in order if a route is added."""
        self.add(route)
        lines = {run.line for run in self.runs[-1] if run.line.is_channel}
        kept = not any(_has_circle(self.wires(self.members[line])) for line in lines)
        self.remove_last()
        return kept

    def wires(self, members: Iterable[Member]) -> list[_Wire]:
        """Join the runs of a channel that have a strand in common."""
        found: dict[int, _Wire] = {}
        for route, place in members:
            run, nodes = self.runs[route][place], self._routes[route].nodes
            strands = set(self._routes[route].strands[run.first : run.last])
            ends = [_along(run.line, nodes[at]) for at in (run.first, run.last)]
            wire = _Wire(min(ends), max(ends), [(route, place)], set(_turns(nodes, run)), strands)
            for other in {id(found[strand]): found[strand] for strand in strands if strand in found}.values():
                wire = wire.joined(other)
            found.update(dict.fromkeys(wire.strands, wire))
        return list({id(wire): wire for wire in found.values()}.values())


def _runs(nodes: Sequence[Node]) -> Iterator[Run]:
    """Give the straight stretches of a way, one behind the other."""
    first = 0
    for at in range(1, len(nodes)):
        before, here = nodes[at - 1], nodes[at]
        last = at == len(nodes) - 1
        upright = before.x == here.x
        if last or (nodes[at + 1].x == here.x) != upright:
            yield Run(Line("x", here.x) if upright else Line("y", here.y), first, at)
            first = at


def _turns(nodes: Sequence[Node], run: Run) -> Iterator[Turn]:
    """Give where a run ends, and to which side of its channel the way goes from there."""
    for at, beyond in ((run.first, run.first - 1), (run.last, run.last + 1)):
        if 0 <= beyond < len(nodes):
            side = nodes[beyond].y - nodes[at].y if run.line.axis == "y" else nodes[beyond].x - nodes[at].x
            yield Turn(_along(run.line, nodes[at]), side)


def _along(line: Line, node: Node) -> int:
    """Return how far along its line a node lies."""
    return node.y if line.axis == "x" else node.x


def _ordered(wires: Sequence[_Wire]) -> list[_Wire]:
    """Return the wires of a channel from its lowest track on.

    What turns off to the lower side lies there; of two that turn to the same side, the shorter one lies nearer to it.
    What has to lie before another wire does so first of all.
    """
    waiting = sorted(
        range(len(wires)),
        key=lambda place: (
            wires[place].leaning, wires[place].leaning * (wires[place].low - wires[place].high), wires[place].low
        ),
    )  # fmt: skip
    before = _before(wires)
    ordered = []
    while waiting:
        left = set(waiting)
        found = next((place for place in waiting if not before[place] & left), waiting[0])
        waiting.remove(found)
        ordered.append(wires[found])
    return ordered


def _before(wires: Sequence[_Wire]) -> list[set[int]]:
    """Return for each wire the places of those that have to lie before it.

    On the line of a column one wire may come from above and another one go on below: the first has to lie above. So it
    is with the lines of bands.
    """
    return [
        {
            other
            for turn in wire.turns
            if turn.at % 2 and turn.side > 0
            for other, first in enumerate(wires)
            if other != place and Turn(turn.at, -1) in first.turns
        }
        for place, wire in enumerate(wires)
    ]


def _has_circle(wires: Sequence[_Wire]) -> bool:
    """Say whether wires would have to lie before each other."""
    before = _before(wires)
    left = {place for place, others in enumerate(before) if others}
    while left:
        free = {place for place in left if not before[place] & left}
        if not free:
            return True
        left -= free
    return False
