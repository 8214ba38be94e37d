"""Finding a way for each connector: no way leads through a symbol, and lines that mean different things never lie on
each other.

Flows to the same symbol may *merge*, flows of the same exit may *part* late; a stretch that several flows share belongs
to flows of one target or of one exit, so nobody can follow a line to where it does not lead. Elsewhere connectors may
cross, which costs something, as bends and length do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from heapq import heappop, heappush
from itertools import count, pairwise
from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

from sopflow.layout.grid import STEPS, Exit, Grid, Link, Node, Place, Route, Side, beside

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

Edge = tuple[Node, Node]
Step = tuple[int, int]
State = tuple[Node, Step]


class Part(NamedTuple):
    """Part of a route, with the strands between its nodes."""

    nodes: tuple[Node, ...]
    strands: tuple[int, ...]


Tails = dict[Node, Part]

_LENGTH: Final = 1.0
_BEND: Final = 2.5
_CROSSING: Final = 2.0
_BESIDE: Final = 0.25
"""Each line more makes a channel wider."""
_SIDEWAYS: Final = 1.0
"""To leave downwards, and to arrive from above, is what people expect."""

_SIDE_OF: Final[Mapping[Step, Side]] = {step: side for side, step in STEPS.items()}


def route_all(grid: Grid, links: Iterable[Link]) -> tuple[Route, ...]:
    """Return a way for each link, in the order in which they were drawn: ways down before ways back."""
    links = sorted(links, key=_urgency)
    router = _Router(grid, links)
    return tuple(router.draw(link) for link in links)


def _urgency(link: Link) -> tuple[bool, int, int]:
    source, target = link.exit.place, link.target
    return (link.backwards, abs(target.band - source.band), abs(target.column - source.column))


class _Router:
    """What has been drawn so far, and what has to be kept free for the rest."""

    def __init__(self, grid: Grid, links: Sequence[Link]) -> None:
        self._right, self._bottom = 2 * grid.columns, 2 * grid.bands
        self._symbols = {place.node for place in grid.symbols}
        self._new = count()
        self._users: defaultdict[int, list[Link]] = defaultdict(list)
        self._lines: Counter[Edge] = Counter()
        self._upright: Counter[Node] = Counter()
        self._level: Counter[Node] = Counter()
        self._arriving: defaultdict[Place, list[Route]] = defaultdict(list)
        self._leaving: defaultdict[Hashable, list[Route]] = defaultdict(list)
        self._taken: set[tuple[Place, Side]] = set()
        self._exits: defaultdict[Place, dict[Hashable, Exit]] = defaultdict(dict)
        self._kept: defaultdict[Node, set[Node]] = defaultdict(set)
        for link in links:
            self._exits[link.exit.place][link.exit.key] = link.exit
            for place, sides in ((link.exit.place, link.exit.sides), (link.target, link.entries)):
                for side in sides:
                    self._kept[beside(place.node, side)].add(place.node)

    def draw(self, link: Link) -> Route:
        """Find the best way of a link and draw it."""
        route = self._best_way(link)
        self._exits[link.exit.place].pop(link.exit.key, None)
        self._taken |= {(link.exit.place, route.leaves), (link.target, route.arrives)}
        self._arriving[link.target].append(route)
        self._leaving[link.exit.key].append(route)
        for strand, (one, other) in zip(route.strands, pairwise(route.nodes), strict=True):
            if not self._users[strand]:
                self._lines[_edge(one, other)] += 1
            self._users[strand].append(link)
            counted = self._upright if one.x == other.x else self._level
            counted[one] += 1
            counted[other] += 1
        return route

    def _best_way(self, link: Link) -> Route:
        """Go through the nodes in the order of what it costs to come there, by Dijkstra; bends count."""
        tails = self._tails(link)
        costs: dict[State, float] = {}
        heads: dict[State, Part] = {}
        before: dict[State, State] = {}
        queue: list[tuple[float, Node, Step]] = []
        for cost, head in self._heads(link):
            state = (head.nodes[-1], _step(*head.nodes[-2:]))
            if cost < costs.get(state, inf):
                costs[state], heads[state] = cost, head
                heappush(queue, (cost, *state))
        target = link.target.node
        while queue:
            cost, node, step = heappop(queue)
            state = (node, step)
            back = (-step[0], -step[1])
            if cost > costs[state]:
                continue
            tail = tails.get(node)
            if node == target or (tail is not None and _step(*tail.nodes[:2]) != back):
                return self._whole(link, heads, before, state, tail)
            for onward in _SIDE_OF:
                if onward == back:
                    continue
                then = Node(node.x + onward[0], node.y + onward[1])
                price = self._price(link, node, then, onward, tails)
                if price is None:
                    continue
                total = cost + price + (_BEND if onward != step else 0.0)
                beyond = (then, onward)
                if total < costs.get(beyond, inf):
                    costs[beyond], before[beyond] = total, state
                    heappush(queue, (total, then, onward))
        raise AssertionError("channels lead everywhere")

    def _whole(
        self, link: Link, heads: Mapping[State, Part], before: Mapping[State, State], state: State, tail: Part | None
    ) -> Route:
        """Put a way together: what flows of its exit share, its own, what flows to its target share."""
        own: list[Node] = []
        while state in before:
            own.append(state[0])
            state = before[state]
        head = heads[state]
        nodes, strands = (*head.nodes, *reversed(own)), (*head.strands, *(next(self._new) for _ in own))
        if tail is not None:
            nodes, strands = nodes + tail.nodes[1:], strands + tail.strands
        return Route(link, nodes, strands)

    def _heads(self, link: Link) -> Iterator[tuple[float, Part]]:
        """Give where the way may begin: at a free side, or wherever the flows of the same exit still run together."""
        drawn = self._leaving[link.exit.key]
        for route in drawn:
            for at in range(1, len(route.nodes) - 1):
                if any(user.exit.key != link.exit.key for user in self._users[route.strands[at - 1]]):
                    break
                yield 0.0, Part(route.nodes[: at + 1], route.strands[:at])
        if not drawn:
            source = link.exit.place
            for side in link.exit.sides:
                if self._is_free(source, side, link.exit.key):
                    head = Part((source.node, beside(source.node, side)), (next(self._new),))
                    yield 0.0 if side == "bottom" else _SIDEWAYS, head

    def _tails(self, link: Link) -> Tails:
        """Return how it goes on from each node where nothing is drawn but flows to the same symbol."""
        tails: Tails = {}
        for route in self._arriving[link.target]:
            for at in range(len(route.nodes) - 2, 0, -1):
                if any(user.target != link.target for user in self._users[route.strands[at]]):
                    break
                tails[route.nodes[at]] = Part(route.nodes[at:], route.strands[at:])
        return tails

    def _price(self, link: Link, node: Node, then: Node, step: Step, tails: Tails) -> float | None:
        """Return what a step costs, None where it cannot be taken."""
        if not (0 <= then.x <= self._right and 0 <= then.y <= self._bottom):
            return None
        if then == link.target.node:
            return self._price_of_arriving(link, _SIDE_OF[-step[0], -step[1]])
        if then in self._symbols:
            return None
        upright = step[0] == 0
        lines = self._lines.get(_edge(node, then), 0)
        alone = (node.x if upright else node.y) % 2  # outside the channels there is room for one line
        if alone and (lines or not all(self._is_open(link, at, upright, tails) for at in (node, then))):
            return None
        crossed = self._level if upright else self._upright
        crossing = _CROSSING if crossed.get(then) and then not in tails else 0.0
        return _LENGTH + crossing + _BESIDE * lines

    def _price_of_arriving(self, link: Link, side: Side) -> float | None:
        if side not in link.entries or not self._is_free(link.target, side):
            return None
        return _LENGTH + (0.0 if side == "top" else _SIDEWAYS)

    def _is_open(self, link: Link, node: Node, upright: bool, tails: Tails) -> bool:
        """Say whether a line may touch a node on the line of a column or band."""
        if node in tails:
            return True
        drawn = self._upright if upright else self._level
        return not drawn.get(node) and self._kept.get(node, set()) <= {link.exit.place.node, link.target.node}

    def _is_free(self, place: Place, side: Side, exit: Hashable = None) -> bool:
        """Say whether a side can be used so that all exits that are still to be drawn find one."""
        if (place, side) in self._taken:
            return False
        waiting = [found.sides for key, found in self._exits[place].items() if key != exit]
        return _fit(waiting, {taken for at, taken in self._taken if at == place} | {side})


def _fit(waiting: Sequence[tuple[Side, ...]], taken: set[Side]) -> bool:
    """Say whether each exit can have a side of its own."""
    if not waiting:
        return True
    return any(_fit(waiting[1:], taken | {side}) for side in waiting[0] if side not in taken)


def _edge(one: Node, other: Node) -> Edge:
    return (one, other) if one < other else (other, one)


def _step(one: Node, other: Node) -> Step:
    return (other.x - one.x, other.y - one.y)
