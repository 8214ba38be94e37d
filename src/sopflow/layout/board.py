"""The grid as a search sees it: numbers for nodes, and for each what stands or runs there.

A node is a number, a step is added to it; so looking for a way is arithmetic on lists, which is what makes it fast.
"""

from __future__ import annotations

from heapq import heappop, heappush
from math import inf
from typing import TYPE_CHECKING, Final, Protocol

from sopflow.layout.grid import STEPS, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sopflow.layout.grid import Grid, Side

_LENGTH: Final = 1.0
_BEND: Final = 2.5
_CROSSING: Final = 2.0
_BESIDE: Final = 0.25
"""Each line more makes a channel wider."""

SIDES: Final[tuple[Side, ...]] = ("top", "bottom", "left", "right")
"""The four directions in the order of their numbers; each differs from its opposite in the last bit."""

State = tuple[int, int]
"""A node, and the direction in which a way has come there."""


class Ends(Protocol):
    """What a search asks about the beginning and the end of a way."""

    def may_begin(self, state: State, then: int) -> bool:
        """Say whether a way that begins in ``state`` may go on to the node ``then``."""

    def may_join(self, state: State, *, begins: bool) -> bool:
        """Say whether a way may end in ``state`` and go on as others do; ``begins``: it has no part of its own."""


class Board:
    """What has been drawn, node by node; one row of nodes around the grid is never entered."""

    def __init__(self, grid: Grid) -> None:
        self._width = 2 * grid.columns + 3
        size = self._width * (2 * grid.bands + 3)
        self._steps = [dx + dy * self._width for dx, dy in (STEPS[side] for side in SIDES)]
        self._closed = bytearray(b"\x01") * size
        self._odd_x, self._odd_y = bytearray(size), bytearray(size)
        for y in range(2 * grid.bands + 1):
            for x in range(2 * grid.columns + 1):
                number = self.number(Node(x, y))
                self._closed[number] = 0
                self._odd_x[number], self._odd_y[number] = x % 2, y % 2
        for place in grid.symbols:
            self._closed[self.number(place.node)] = 1
        self._upright, self._level = [0] * size, [0] * size
        self._down, self._right = [0] * size, [0] * size  # lines from a node to the one below, to the one on its right
        self._kept: list[frozenset[int]] = [frozenset()] * size

    def number(self, node: Node) -> int:
        """Return the number of a node."""
        return (node.y + 1) * self._width + node.x + 1

    def node(self, number: int) -> Node:
        """Return the node of a number."""
        y, x = divmod(number, self._width)
        return Node(x - 1, y - 1)

    def state(self, before: Node, node: Node) -> State:
        """Return the state of a way that comes from one node to the next."""
        return self.number(node), self._steps.index(self.number(node) - self.number(before))

    def came_from(self, state: State) -> int:
        """Return the number of the node before."""
        return state[0] - self._steps[state[1]]

    def keep(self, node: Node, owner: Node) -> None:
        """Keep a node free for lines of the symbol on ``owner``."""
        self._kept[self.number(node)] |= {self.number(owner)}

    def draw(self, one: Node, other: Node, *, is_new: bool) -> None:
        """Draw a line between neighbours; ``is_new``: no line was shared for it."""
        upright = one.x == other.x
        first = min(self.number(one), self.number(other))
        if is_new:
            (self._down if upright else self._right)[first] += 1
        for node in (one, other):
            (self._upright if upright else self._level)[self.number(node)] += 1

    def cheapest(
        self,
        starts: Iterable[tuple[float, State]],
        target: int,
        entries: Mapping[int, float],
        joints: frozenset[int],
        owners: frozenset[int],
        ends: Ends,
    ) -> tuple[State, Mapping[State, State]] | None:
        """Return where the best way ends, and for each state the one before, by A*; None where there is no way.

        ``entries`` are the directions in which ``target`` may be entered, with what that costs. At one of ``joints``
        the way may end as well. ``owners`` are the symbols whose own nodes it may use.
        """
        steps, closed, odd_x, odd_y = self._steps, self._closed, self._odd_x, self._odd_y
        upright_at, level_at, down, right, kept = self._upright, self._level, self._down, self._right, self._kept
        distance = self._distances([target, *joints])
        costs: dict[State, float] = {}
        before: dict[State, State] = {}
        queue: list[tuple[float, float, State]] = []
        for cost, state in starts:
            if cost < costs.get(state, inf):
                costs[state] = cost
                heappush(queue, (cost + distance(state[0]), cost, state))
        while queue:
            _, cost, state = heappop(queue)
            if cost > costs[state]:
                continue
            node, direction = state
            begins = state not in before
            if node == target or (node in joints and ends.may_join(state, begins=begins)):
                return state, before
            for onward in range(4):
                if onward == direction ^ 1:
                    continue
                step = steps[onward]
                then = node + step
                upright = onward < 2
                if then == target:
                    if onward not in entries:
                        continue
                    price = _LENGTH + entries[onward]
                elif closed[then]:
                    continue
                else:
                    lines = (down if upright else right)[node if step > 0 else then]
                    drawn = upright_at if upright else level_at
                    if (odd_x if upright else odd_y)[node] and (  # outside the channels there is room for one line
                        lines
                        or ((drawn[node] or kept[node] - owners) and node not in joints)
                        or ((drawn[then] or kept[then] - owners) and then not in joints)
                    ):
                        continue
                    crossed = (level_at if upright else upright_at)[then] and then not in joints
                    price = _LENGTH + _BESIDE * lines + (_CROSSING if crossed else 0.0)
                if begins and not ends.may_begin(state, then):
                    continue
                total = cost + price + (_BEND if onward != direction else 0.0)
                beyond = (then, onward)
                if total < costs.get(beyond, inf):
                    costs[beyond], before[beyond] = total, state
                    heappush(queue, (total + distance(then), total, beyond))
        return None

    def _distances(self, goals: Sequence[int]) -> _Distance:
        rows, columns = zip(*(divmod(goal, self._width) for goal in goals), strict=True)
        return _Distance(self._width, min(columns), max(columns), min(rows), max(rows))


class _Distance:
    """How many steps it is at least to the rectangle that holds all goals."""

    __slots__ = ("_bottom", "_left", "_right", "_top", "_width")

    def __init__(self, width: int, left: int, right: int, top: int, bottom: int) -> None:
        self._width, self._left, self._right, self._top, self._bottom = width, left, right, top, bottom

    def __call__(self, number: int) -> int:
        y, x = divmod(number, self._width)
        across = self._left - x if x < self._left else x - self._right if x > self._right else 0
        return across + (self._top - y if y < self._top else y - self._bottom if y > self._bottom else 0)
