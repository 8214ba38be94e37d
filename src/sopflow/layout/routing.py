"""Finding a way for each connector: no way leads through a symbol, and lines that mean different things never lie on
each other.

Flows to the same symbol may *merge*, flows of the same exit may *part* late; a stretch that several flows share belongs
to flows of one target or of one exit, so nobody can follow a line to where it does not lead. Where some part and others
merge at one node, they do so at a straight line, one behind the other (``tracks.py`` sees to the order). Elsewhere
connectors may cross, which costs something, as bends and length do.
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


class Head(NamedTuple):
    """How a way may begin: nodes from the symbol on, with the strands between them.

    ``onward`` is where the lines go on that it is taken from (nowhere: nothing is drawn yet); ``squarely``: the way has
    to leave them at a right angle.
    """

    nodes: tuple[Node, ...]
    strands: tuple[int, ...]
    onward: frozenset[Node] = frozenset()
    squarely: bool = False

    def may_go_to(self, node: Node) -> bool:
        """Say whether a way that begins like this may go on to ``node``."""
        return node not in self.onward and not (self.squarely and _in_line(self.nodes[-2], self.nodes[-1], node))


class Tail(NamedTuple):
    """How a way may end: nodes to the symbol, with the strands between them.

    ``before`` is from where the lines come that it is taken from; ``squarely`` as for a head.
    """

    nodes: tuple[Node, ...]
    strands: tuple[int, ...]
    before: frozenset[Node]
    squarely: bool

    def may_come_from(self, node: Node) -> bool:
        """Say whether a way that comes from ``node`` may end like this."""
        if node == self.nodes[1] or node in self.before:
            return False
        return not (self.squarely and _in_line(node, self.nodes[0], self.nodes[1]))


Tails = dict[Node, Tail]

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
    links = tuple(links)
    router = _Router(grid, links)
    return tuple(router.draw(link) for link in _in_order(links))


def _in_order(links: Sequence[Link]) -> list[Link]:
    """Sort links so that simple ones come first; those of one exit stay together, as nothing may merge between them."""
    simplest: dict[Hashable, tuple[bool, int, int]] = {}
    for link in links:
        simplest[link.exit.key] = min(_urgency(link), simplest.get(link.exit.key, _urgency(link)))
    places = {key: place for place, key in enumerate(simplest)}
    return sorted(links, key=lambda link: (simplest[link.exit.key], places[link.exit.key], _urgency(link)))


def _urgency(link: Link) -> tuple[bool, int, int]:
    source, target = link.exit.place, link.target
    return (link.backwards, abs(target.band - source.band), abs(target.column - source.column))


class _Router:
    """What has been drawn so far, and what has to be kept free for the rest."""

    def __init__(self, grid: Grid, links: Sequence[Link]) -> None:
        self._right, self._bottom = 2 * grid.columns, 2 * grid.bands
        self._symbols = {place.node for place in grid.symbols}
        self._new = count()
        self._number = Counter(link.exit.key for link in links)
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
        heads: dict[State, Head] = {}
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
            if tail and not self._may_join(link, node, step, tail, None if state in before else heads[state]):
                tail = None
            if tail or node == target:
                return self._whole(link, heads, before, state, tail)
            for onward in _SIDE_OF:
                if onward == back:
                    continue
                then = Node(node.x + onward[0], node.y + onward[1])
                if state not in before and not heads[state].may_go_to(then):
                    continue
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
        self, link: Link, heads: Mapping[State, Head], before: Mapping[State, State], state: State, tail: Tail | None
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

    def _heads(self, link: Link) -> Iterator[tuple[float, Head]]:
        """Give where the way may begin: at a free side, or wherever the flows of the same exit still run together."""
        drawn = self._leaving[link.exit.key]
        onward: defaultdict[Node, set[Node]] = defaultdict(set)
        for route in drawn:
            for here, then in pairwise(route.nodes):
                onward[here].add(then)
        for route in drawn:
            for at in range(1, len(route.nodes) - 1):
                before, here, then = route.nodes[at - 1 : at + 2]
                if not self._is_all(route.strands[at - 1], exit=link.exit.key):
                    break
                alone = self._is_all(route.strands[at], exit=link.exit.key)
                if (alone and at < len(route.nodes) - 2) or _is_straight(before, here, then):
                    yield 0.0, Head(route.nodes[: at + 1], route.strands[:at], frozenset(onward[here]), not alone)
        if not drawn:
            source = link.exit.place
            for side in link.exit.sides:
                if self._is_free(source, side, link.exit.key):
                    head = Head((source.node, beside(source.node, side)), (next(self._new),))
                    yield 0.0 if side == "bottom" else _SIDEWAYS, head

    def _tails(self, link: Link) -> Tails:
        """Return how it goes on from each node where nothing is drawn but flows to the same symbol."""
        before: defaultdict[Node, set[Node]] = defaultdict(set)
        strands: defaultdict[Node, set[int]] = defaultdict(set)
        for route in self._arriving[link.target]:
            for strand, (one, here) in zip(route.strands, pairwise(route.nodes), strict=True):
                before[here].add(one)
                strands[here].add(strand)
        tails: Tails = {}
        for route in self._arriving[link.target]:
            for at in range(len(route.nodes) - 2, 0, -1):
                here, then = route.nodes[at : at + 2]
                if not self._is_all(route.strands[at], target=link.target):
                    break
                alone = all(self._is_all(strand, target=link.target) for strand in strands[here])
                if alone or all(_is_straight(one, here, then) for one in before[here]):
                    tails[here] = Tail(route.nodes[at:], route.strands[at:], frozenset(before[here]), not alone)
        return tails

    def _is_all(self, strand: int, *, exit: Hashable = None, target: Place | None = None) -> bool:
        """Say whether all flows of a line leave by one exit, or lead to one symbol."""
        return all(
            (exit is None or user.exit.key == exit) and (target in {None, user.target}) for user in self._users[strand]
        )

    def _may_join(self, link: Link, node: Node, step: Step, tail: Tail, head: Head | None) -> bool:
        """Say whether a way that comes to ``node`` may end like ``tail``; ``head`` is there where it only begins."""
        came = Node(node.x - step[0], node.y - step[1])
        if not tail.may_come_from(came):
            return False
        if head is None:
            return True
        # Other flows of its exit still have to be able to leave it.
        return not head.onward and (self._number[link.exit.key] == 1 or _is_straight(came, node, tail.nodes[1]))

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


def _is_straight(before: Node, here: Node, onward: Node) -> bool:
    """Say whether a way goes straight on through a node on the line of a column or band."""
    if before.x == here.x == onward.x:
        return here.x % 2 == 1
    return before.y == here.y == onward.y and here.y % 2 == 1


def _in_line(before: Node, here: Node, onward: Node) -> bool:
    """Say whether three nodes lie on one line."""
    return (before.x == here.x) == (here.x == onward.x)
