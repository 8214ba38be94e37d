"""The drawing cut along the rows of the table, for office documents whose rows may grow and move.

Lines that run through several rows are cut at their borders; only the last part of a line has an arrow.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sopflow.layout.box import Box
from sopflow.layout.polyline import Point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.layout.polyline import Polyline
    from sopflow.sheet.model import Page, Row, Symbol, Text


class Stroke(NamedTuple):
    """Part of a line; ``arrow``: its end is that of the whole line."""

    line: Polyline
    dashed: bool
    arrow: bool


@dataclass(frozen=True)
class DrawnStrip:
    """What is drawn in a row, in lengths from the upper left corner of its drawing."""

    row: Row
    symbols: tuple[Symbol, ...]
    strokes: tuple[Stroke, ...]
    ties: tuple[Polyline, ...]
    labels: tuple[Text, ...]


def strips(page: Page) -> Iterator[DrawnStrip]:
    """Give the drawing of each row of a page."""
    labels = [connector.label for connector in page.connectors if connector.label]
    for row in page.rows:
        box = row.drawing
        symbols = [symbol for symbol in page.symbols if _is_in(symbol.box.centre, box)]
        yield DrawnStrip(
            row,
            tuple(replace(symbol, box=_moved(symbol.box, box)) for symbol in symbols),
            tuple(
                Stroke(part, connector.dashed, arrow)
                for connector in page.connectors
                for part, arrow in _parts(connector.line, box)
            ),
            tuple(tuple(_from(point, box) for point in tie.line) for tie in page.ties if _is_in(tie.line[0], box)),
            tuple(replace(label, box=_moved(label.box, box)) for label in labels if _is_in(label.box.centre, box)),
        )


def _parts(line: Polyline, box: Box) -> Iterator[tuple[Polyline, bool]]:
    """Give the parts of a line that lie between the upper and lower edge of a box; whether each holds its end."""
    part: list[Point] = []
    for one, two in pairwise(line):
        first, second = _clipped(one, box), _clipped(two, box)
        outside = max(one.y, two.y) < box.y or min(one.y, two.y) > box.bottom or (first == second and one != two)
        if not outside:
            part = part or [first]
            part.append(second)
        if part and (outside or second != two):
            yield tuple(_from(point, box) for point in part), False
            part = []
    if part:
        yield tuple(_from(point, box) for point in part), True


def _clipped(point: Point, box: Box) -> Point:
    return Point(point.x, min(max(point.y, box.y), box.bottom))


def _is_in(point: Point, box: Box) -> bool:
    return box.y <= point.y <= box.bottom


def _from(point: Point, box: Box) -> Point:
    return Point(point.x - box.x, point.y - box.y)


def _moved(box: Box, origin: Box) -> Box:
    return Box(box.x - origin.x, box.y - origin.y, box.width, box.height)
