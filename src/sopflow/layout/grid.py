"""The grid that connectors run on, before anybody knows how wide or high anything is.

Symbols stand in *columns* and *bands*, at most one in each place. Between the columns run vertical channels, between
the bands horizontal ones. In numbers of half a step: column ``c`` is the line x = 2c + 1, the channel on its left
x = 2c; band ``b`` is y = 2b + 1, the channel above it y = 2b. So a node with two odd numbers may hold a symbol, lines
with even numbers are channels, and any number of connectors runs side by side in a channel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

Side = Literal["top", "bottom", "left", "right"]

STEPS: Final[Mapping[Side, tuple[int, int]]] = {"top": (0, -1), "bottom": (0, 1), "left": (-1, 0), "right": (1, 0)}
"""Where each side of a symbol leads."""


class Node(NamedTuple):
    """A place on the grid, in half steps."""

    x: int
    y: int


class Place(NamedTuple):
    """Where a symbol stands."""

    column: int
    band: int

    @property
    def node(self) -> Node:
        """The symbol's node."""
        return Node(2 * self.column + 1, 2 * self.band + 1)


@dataclass(frozen=True, slots=True)
class Exit:
    """Where connectors leave a symbol: all flows of one exit start as one line. ``sides`` are those that will do."""

    key: Hashable
    place: Place
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A connector to be drawn: from an exit to a symbol. ``entries`` are the sides where it may arrive."""

    key: int
    exit: Exit
    target: Place
    entries: tuple[Side, ...] = ("top",)

    @property
    def backwards(self) -> bool:
        """Whether it leads up, or to where it came from."""
        return self.target.band <= self.exit.place.band


@dataclass(frozen=True, slots=True)
class Grid:
    """How many columns and bands there are, and where symbols stand."""

    columns: int
    bands: int
    symbols: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a link, node by node, from the symbol that it leaves to the one where it arrives.

    ``strands`` names the line between each two nodes: where routes run as one line, they have its strands in common.
    """

    link: Link
    nodes: tuple[Node, ...]
    strands: tuple[int, ...]

    @property
    def leaves(self) -> Side:
        """The side on which it leaves."""
        return side_between(self.nodes[0], self.nodes[1])

    @property
    def arrives(self) -> Side:
        """The side on which it arrives."""
        return side_between(self.nodes[-1], self.nodes[-2])


def beside(node: Node, side: Side) -> Node:
    """Return the next node on a side."""
    return Node(node.x + STEPS[side][0], node.y + STEPS[side][1])


def side_between(node: Node, neighbour: Node) -> Side:
    """Return the side of ``node`` on which its neighbour lies."""
    return next(side for side in STEPS if beside(node, side) == neighbour)
