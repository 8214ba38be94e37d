"""Finding a way for each connector: no way leads through a symbol, and lines that mean different things never lie on
each other.

Flows to the same symbol may *merge*, flows of the same exit may *part* late; a stretch that several flows share belongs
to flows of one target or of one exit, so nobody can follow a line to where it does not lead. Where some part and others
merge at one node, they do so at a straight line, one behind the other (``tracks.py`` sees to the order). Elsewhere
connectors may cross, which costs something, as bends and length do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import count, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sopflow.layout.board import SIDES, Board
from sopflow.layout.grid import Exit, Grid, Link, Node, Place, Route, Side, beside
from sopflow.layout.tracks import Channels

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from sopflow.layout.board import State

_SIDEWAYS: Final = 1.0
"""To leave downwards, and to arrive from above, is what people expect."""


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


class _Head(NamedTuple):
    """How a way may begin: nodes from the symbol on, with the strands between them.

    ``onward`` is where the lines go on that it is taken from (nowhere: nothing is drawn yet), which it must not follow
    side by side; ``squarely``: it has to leave them at a right angle.
    """

    nodes: tuple[Node, ...]
    strands: tuple[int, ...]
    onward: frozenset[Node] = frozenset()
    squarely: bool = False

    def may_go_to(self, node: Node) -> bool:
        """Say whether a way that begins like this may go on to ``node``."""
        ahead = _in_line(self.nodes[-2], self.nodes[-1], node)
        return not ahead or not (self.squarely or node in self.onward)


class _Tail(NamedTuple):
    """How a way may end: nodes to the symbol, with the strands between them.

    ``before`` is from where the lines come that it is taken from; ``squarely`` as for a head. From ``facing`` a way
    would run straight towards a symbol that others only leave, as if it led there.
    """

    nodes: tuple[Node, ...]
    strands: tuple[int, ...]
    before: frozenset[Node]
    facing: frozenset[Node]
    squarely: bool

    def may_come_from(self, node: Node) -> bool:
        """Say whether a way that comes from ``node`` may end like this."""
        ahead = _in_line(node, self.nodes[0], self.nodes[1])
        if node == self.nodes[1] or node in self.facing:
            return False
        return not ahead or not (self.squarely or node in self.before)


class _Ends:
    """Where a way may begin and end, so that it shares lines only with flows that mean the same."""

    def __init__(self, board: Board, heads: dict[State, _Head], tails: dict[int, _Tail], *, forks: bool) -> None:
        self.heads = heads
        self.tails = tails
        self._board = board
        self._forks = forks

    def may_begin(self, state: State, then: int) -> bool:
        """Say whether a way that begins in ``state`` may go on to the node ``then``."""
        return self.heads[state].may_go_to(self._board.node(then))

    def may_join(self, state: State, *, begins: bool) -> bool:
        """Say whether a way may end in ``state`` and go on as others do; where it only ``begins``, other flows of its
        exit must still be able to leave it."""
        tail = self.tails[state[0]]
        came = self._board.node(self._board.came_from(state))
        if not tail.may_come_from(came):
            return False
        if not begins:
            return True
        return not self.heads[state].onward and (not self._forks or _is_straight(came, *tail.nodes[:2]))


class _Router:
    """What has been drawn so far, and what has to be kept free for the rest."""

    def __init__(self, grid: Grid, links: Sequence[Link]) -> None:
        self._board = Board(grid)
        self._symbols = {place.node for place in grid.symbols}
        self._channels = Channels()
        self._new = count()
        self._flows = Counter(link.exit.key for link in links)
        self._users: defaultdict[int, list[Link]] = defaultdict(list)
        self._arriving: defaultdict[Place, list[Route]] = defaultdict(list)
        self._leaving: defaultdict[Hashable, list[Route]] = defaultdict(list)
        self._taken: defaultdict[Place, set[Side]] = defaultdict(set)
        self._exits: defaultdict[Place, dict[Hashable, Exit]] = defaultdict(dict)
        for link in links:
            self._exits[link.exit.place][link.exit.key] = link.exit
            for place, sides in ((link.exit.place, link.exit.sides), (link.target, link.entries)):
                for side in sides:
                    self._board.keep(beside(place.node, side), place.node)

    def draw(self, link: Link) -> Route:
        """Find the best way of a link and draw it."""
        route = self._best_way(link)
        self._exits[link.exit.place].pop(link.exit.key, None)
        self._taken[link.exit.place].add(route.leaves)
        self._taken[link.target].add(route.arrives)
        self._arriving[link.target].append(route)
        self._leaving[link.exit.key].append(route)
        self._channels.add(route)
        for strand, (one, other) in zip(route.strands, pairwise(route.nodes), strict=True):
            self._board.draw(one, other, is_new=not self._users[strand])
            self._users[strand].append(link)
        return route

    def _best_way(self, link: Link) -> Route:
        """Return the cheapest way that nobody can misread; of a flow that is like another one, the same again.

        Where lines that were drawn before leave none, a way that merges wherever it can is better than none.
        """
        for drawn in self._leaving[link.exit.key]:
            if drawn.link.target == link.target:
                return replace(drawn, link=link)
        route = self._way(link)
        if route is None or not self._channels.keeps_order(route):
            # where lines part and merge at one node, they may come into each other's way elsewhere
            route = self._way(link, squarely=False) or route or self._way(link, strictly=False)
        assert route is not None, "channels lead everywhere"
        return route

    def _way(self, link: Link, *, strictly: bool = True, squarely: bool = True) -> Route | None:
        board = self._board
        heads = {board.state(*head.nodes[-2:]): head for head in self._heads(link) if squarely or not head.squarely}
        tails = {
            board.number(node): tail
            for node, tail in self._tails(link, strictly=strictly).items()
            if squarely or not tail.squarely
        }
        ends = _Ends(board, heads, tails, forks=strictly and self._flows[link.exit.key] > 1)
        starts = [
            (0.0 if head.onward or SIDES[state[1]] == "bottom" else _SIDEWAYS, state) for state, head in heads.items()
        ]
        entries = {
            SIDES.index(side) ^ 1: 0.0 if side == "top" else _SIDEWAYS
            for side in link.entries
            if self._is_free(link.target, side)
        }
        owners = frozenset(map(board.number, (link.exit.place.node, link.target.node)))
        target = board.number(link.target.node)
        found = board.cheapest(starts, target, entries, frozenset(tails), owners, ends)
        if found is None:
            return None
        state, before = found
        tail = tails.get(state[0])
        own: list[Node] = []
        while state in before:
            own.append(board.node(state[0]))
            state = before[state]
        head = heads[state]
        nodes, strands = (*head.nodes, *reversed(own)), (*head.strands, *(next(self._new) for _ in own))
        if tail is not None:
            nodes, strands = nodes + tail.nodes[1:], strands + tail.strands
        return Route(link, nodes, strands)

    def _heads(self, link: Link) -> Iterator[_Head]:
        """Give where the way may begin: at a free side, or wherever the flows of the same exit still run together."""
        drawn = self._leaving[link.exit.key]
        onward: defaultdict[Node, set[Node]] = defaultdict(set)
        for route in drawn:
            for here, then in pairwise(route.nodes):
                onward[here].add(then)
        for route in drawn:
            for at in range(1, len(route.nodes) - 1):
                before, here, then = route.nodes[at - 1 : at + 2]
                if not self._leaves_only_by(route.strands[at - 1], link.exit):
                    break
                alone = self._leaves_only_by(route.strands[at], link.exit)
                if (alone and at < len(route.nodes) - 2) or _is_straight(before, here, then):
                    yield _Head(route.nodes[: at + 1], route.strands[:at], frozenset(onward[here]), not alone)
        if not drawn:
            source = link.exit.place
            for side in link.exit.sides:
                if self._is_free(source, side, link.exit.key):
                    yield _Head((source.node, beside(source.node, side)), (next(self._new),))

    def _tails(self, link: Link, *, strictly: bool) -> dict[Node, _Tail]:
        """Return how it goes on from each node where nothing is drawn but flows to the same symbol.

        If not ``strictly``, from each node on a way to it, whatever else is drawn there.
        """
        before: defaultdict[Node, set[tuple[int, Node]]] = defaultdict(set)
        for route in self._arriving[link.target]:
            for strand, (one, here) in zip(route.strands, pairwise(route.nodes), strict=True):
                before[here].add((strand, one))
        tails: dict[Node, _Tail] = {}
        for route in self._arriving[link.target]:
            for at in range(len(route.nodes) - 2, 0, -1):
                here, then = route.nodes[at : at + 2]
                if not strictly:
                    tails[here] = _Tail(route.nodes[at:], route.strands[at:], frozenset(), frozenset(), squarely=False)
                    continue
                if not self._leads_only_to(route.strands[at], link.target):
                    break
                parting = [one for strand, one in before[here] if not self._leads_only_to(strand, link.target)]
                if all(_is_straight(one, here, then) for one in parting):
                    comes = frozenset(one for _, one in before[here])
                    facing = frozenset(_opposite(one, here) for one in comes if one in self._symbols)
                    tails[here] = _Tail(route.nodes[at:], route.strands[at:], comes, facing, squarely=bool(parting))
        return tails

    def _leaves_only_by(self, strand: int, exit: Exit) -> bool:
        """Say whether all flows of a line leave by one exit."""
        return all(user.exit.key == exit.key for user in self._users[strand])

    def _leads_only_to(self, strand: int, target: Place) -> bool:
        """Say whether all flows of a line lead to one symbol."""
        return all(user.target == target for user in self._users[strand])

    def _is_free(self, place: Place, side: Side, exit: Hashable = None) -> bool:
        """Say whether a side can be used so that all exits that are still to be drawn find one."""
        taken = self._taken[place]
        waiting = [found.sides for key, found in self._exits[place].items() if key != exit]
        return side not in taken and _fit(waiting, taken | {side})


def _fit(waiting: Sequence[tuple[Side, ...]], taken: set[Side]) -> bool:
    """Say whether each exit can have a side of its own."""
    if not waiting:
        return True
    return any(_fit(waiting[1:], taken | {side}) for side in waiting[0] if side not in taken)


def _is_straight(before: Node, here: Node, onward: Node) -> bool:
    """Say whether a way goes straight on through a node on the line of a column or band."""
    if before.x == here.x == onward.x:
        return here.x % 2 == 1
    return before.y == here.y == onward.y and here.y % 2 == 1


def _opposite(before: Node, here: Node) -> Node:
    """Return the node on the other side of ``here``."""
    return Node(2 * here.x - before.x, 2 * here.y - before.y)


def _in_line(before: Node, here: Node, onward: Node) -> bool:
    """Say whether three nodes lie on one line."""
    return (before.x == here.x) == (here.x == onward.x)
