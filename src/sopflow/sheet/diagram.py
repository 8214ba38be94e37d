"""The symbols and connectors of one page: routed first, measured then, and placed last, when the table knows how wide
its columns and how high its rows are.
"""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from sopflow.layout.box import Box
from sopflow.layout.grid import Exit, Grid, Link, Place
from sopflow.layout.placing import Extent, Lanes, Scale, draw, lanes_of, room, widest_extent
from sopflow.layout.polyline import Point
from sopflow.layout.routing import route_all
from sopflow.layout.tracks import Tracks
from sopflow.layout.wrapping import widest_word, wrapped
from sopflow.sheet.chart import node_of
from sopflow.sheet.model import Connector, Symbol, Text, Tie
from sopflow.sheet.paper import (
    CLEARANCE,
    LABEL_GAP,
    NARROWEST_LABEL,
    SMALL,
    SPACING,
    SYMBOL_HEIGHT,
    SYMBOL_WIDTH,
    WIDEST_LABEL,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sopflow.sheet.chart import Flow, Mark, Strip
    from sopflow.sheet.model import Status


class Label(NamedTuple):
    """The words beside an exit, broken into lines."""

    lines: tuple[str, ...]
    width: float
    height: float


class Diagram:
    """The strips of a page with the flows between them; ``columns`` is the number of actors."""

    def __init__(self, strips: Sequence[Strip], flows: Sequence[Flow], columns: int) -> None:
        self._strips = strips
        self._flows = flows
        self._columns = columns
        self._bands = [band for strip in strips for band in strip.bands]
        self._marks = {mark.key: mark for band in self._bands for mark in band}
        self._places = {mark.key: Place(mark.column, at) for at, band in enumerate(self._bands) for mark in band}
        grid = Grid(columns, len(self._bands), frozenset(self._places.values()))
        self._routes = route_all(grid, [self._link(at, flow) for at, flow in enumerate(flows)])
        self._tracks = Tracks(self._routes)
        self._labels = {flow.exit: _label(flow.label) for flow in flows if flow.label}
        self._sides = {flows[route.link.key].exit: route.leaves for route in self._routes}

    def _link(self, at: int, flow: Flow) -> Link:
        source, target = self._places[flow.source], self._places[flow.target]
        back = target.band <= source.band and self._marks[flow.target].shape != "pentagon"
        return Link(at, Exit(flow.exit, source, flow.sides), target, ("top", "left", "right") if back else ("top",))

    # --- what it needs ---

    @cached_property
    def lanes(self) -> tuple[Lanes, ...]:
        """The lines in each channel beside the columns, from the left."""
        return lanes_of(self._tracks, "x", self._columns)

    @cached_property
    def extents(self) -> tuple[Extent, ...]:
        """The room that each column needs on both sides of its middle."""
        needed = [_AROUND_SYMBOL] * self._columns
        for exit, label in self._labels.items():
            side, column = self._sides[exit], self._exit_place(exit).column
            if side == "bottom":
                needed[column] = widest_extent(needed[column], Extent(0, LABEL_GAP + label.width + CLEARANCE))
            else:
                reach = SYMBOL_WIDTH / 2 + 2 * LABEL_GAP + label.width + CLEARANCE
                needed[column] = widest_extent(needed[column], Extent(reach, 0) if side == "left" else Extent(0, reach))
        return tuple(needed)

    @cached_property
    def _rows(self) -> tuple[Lanes, ...]:
        return lanes_of(self._tracks, "y", len(self._bands))

    @cached_property
    def _heights(self) -> tuple[Extent, ...]:
        """The room that each band needs on both sides of its middle."""
        needed = []
        for band in self._bands:
            half = max(SYMBOL_HEIGHT[mark.shape] for mark in band) / 2 + CLEARANCE
            needed.append(Extent(half, half))
        for exit, label in self._labels.items():
            at = self._exit_place(exit).band
            half = SYMBOL_HEIGHT[self._marks[self._source_of[exit]].shape] / 2
            if self._sides[exit] == "bottom":
                needed[at] = widest_extent(needed[at], Extent(0, half + 2 * LABEL_GAP + label.height + CLEARANCE))
            else:
                needed[at] = widest_extent(needed[at], Extent(LABEL_GAP + label.height + CLEARANCE, 0))
        return tuple(needed)

    @cached_property
    def _source_of(self) -> dict[str, str]:
        return {flow.exit: flow.source for flow in self._flows}

    def _exit_place(self, exit: str) -> Place:
        return self._places[self._source_of[exit]]

    def heights(self) -> tuple[float, ...]:
        """Return how high each strip has to be."""
        return tuple(sum(self._band_heights[band] for band in bands) for bands in self._strip_bands)

    @cached_property
    def _strip_bands(self) -> tuple[range, ...]:
        ends = list(accumulate(len(strip.bands) for strip in self._strips))
        return tuple(range(end - len(strip.bands), end) for strip, end in zip(self._strips, ends, strict=True))

    @cached_property
    def _band_heights(self) -> list[float]:
        return room(self._heights, self._rows, SPACING)

    # --- where it lies ---

    def placed(
        self,
        edges: Sequence[float],
        middles: Sequence[float],
        tops: Sequence[float],
        statuses: Mapping[str, Status],
        words: Mapping[str, tuple[str, ...]],
    ) -> Placed:
        """Return symbols, connectors and ties.

        ``edges`` are the rules beside the columns, ``middles`` the lines that symbols stand on; ``tops`` is where each
        strip begins, and where the last one ends. ``words`` go into marks that have none of their own.
        """
        rows, centres = self._vertically(tops)
        boxes = {
            mark.key: _around(middles[mark.column], centres[at], mark)
            for at, band in enumerate(self._bands)
            for mark in band
        }
        symbols = tuple(
            Symbol(
                key,
                node_of(key),
                mark.shape,
                boxes[key],
                mark.words or words.get(key, ()),
                mark.optional,
                mark.aside,
                statuses.get(node_of(key)),
            )
            for key, mark in self._marks.items()
        )
        across, down = Scale(edges, middles, self.lanes, SPACING), Scale(rows, centres, self._rows, SPACING)
        return Placed(symbols, tuple(self._connectors(boxes, across, down)), tuple(self._ties(boxes)))

    def _vertically(self, tops: Sequence[float]) -> tuple[list[float], list[float]]:
        """Return where the bands part, and their middles; what a strip has more than it needs is shared out evenly."""
        rows, centres = [tops[0]], []
        for bands, (top, bottom) in zip(self._strip_bands, pairwise(tops), strict=True):
            spare = bottom - top - sum(self._band_heights[band] for band in bands)
            spare /= 2 * max(len(bands), 1)
            for band in bands:
                centres.append(rows[-1] + spare + SPACING.breadth(self._rows[band].behind) + self._heights[band].before)
                rows.append(rows[-1] + 2 * spare + self._band_heights[band])
            rows[-1] = bottom
        return rows, centres

    def _connectors(self, boxes: Mapping[str, Box], across: Scale, down: Scale) -> Iterator[Connector]:
        places = {self._places[key]: box for key, box in boxes.items()}
        labelled: set[str] = set()
        for drawn in draw(self._routes, self._tracks, across, down, places):
            flow = self._flows[drawn.route.link.key]
            label = self._label_text(flow, boxes[flow.source]) if flow.exit not in labelled else None
            labelled.add(flow.exit)
            yield Connector(flow.keys, drawn.own, flow.overdue, label, flow.exit, flow.target)

    def _label_text(self, flow: Flow, source: Box) -> Text | None:
        label = self._labels.get(flow.exit)
        if label is None:
            return None
        side = self._sides[flow.exit]
        if side == "bottom":
            x, y = source.centre.x + LABEL_GAP, source.bottom + LABEL_GAP
        else:
            y = source.centre.y - LABEL_GAP - label.height
            x = source.right + LABEL_GAP if side == "right" else source.x - LABEL_GAP - label.width
        return Text(Box(x, y, label.width, label.height), label.lines, SMALL)

    def _ties(self, boxes: Mapping[str, Box]) -> Iterator[Tie]:
        for band in self._bands:
            together = sorted((mark for mark in band if mark.aside or len(band) > 1), key=lambda mark: mark.column)
            if any(mark.aside for mark in band):
                for one, other in pairwise(together):
                    yield Tie((_tied(boxes[one.key], one, 1), _tied(boxes[other.key], other, -1)))


class Placed(NamedTuple):
    """What a diagram draws."""

    symbols: tuple[Symbol, ...]
    connectors: tuple[Connector, ...]
    ties: tuple[Tie, ...]


_AROUND_SYMBOL: Final = Extent(SYMBOL_WIDTH / 2 + CLEARANCE, SYMBOL_WIDTH / 2 + CLEARANCE)


def _label(text: str) -> Label:
    """Break a label into at most three lines, if that can be without making it wider than it may be."""
    width = min(max(widest_word([text], SMALL), NARROWEST_LABEL), WIDEST_LABEL)
    lines = wrapped([text], width, SMALL)
    while len(lines) > 3 and width < WIDEST_LABEL:
        width += 4
        lines = wrapped([text], width, SMALL)
    return Label(tuple(lines), max(SMALL.width(line) for line in lines), len(lines) * SMALL.leading)


def _around(x: float, y: float, mark: Mark) -> Box:
    height = SYMBOL_HEIGHT[mark.shape]
    return Box(x - SYMBOL_WIDTH / 2, y - height / 2, SYMBOL_WIDTH, height)


def _tied(box: Box, mark: Mark, side: int) -> Point:
    """Return where a tie touches a symbol: below its middle, where no connector is."""
    below = box.height / 4
    reach = box.width / 2 * (1 - below / (box.height / 2) if mark.shape == "diamond" else 1)
    return Point(box.centre.x + side * reach, box.centre.y + below)
