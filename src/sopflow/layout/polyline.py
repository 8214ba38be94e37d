"""Routes as lines on paper: corners with coordinates, and what of a line has not been drawn already."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sopflow.layout.tracks import Line


class Point(NamedTuple):
    """A place on paper, in points from its upper left corner."""

    x: float
    y: float


Polyline = tuple[Point, ...]
"""The corners of a line that runs level and upright by turns."""


def traced(runs: Sequence[tuple[Line, float]], start: Point, end: Point) -> Polyline:
    """Return the corners of a way of several runs, each with its coordinate across its direction.

    The first and the last run bring their coordinate to ``start`` and ``end``.
    """
    corners = [_onto(runs[0], start)]
    for (line, here), (_, there) in pairwise(runs):
        corners.append(Point(here, there) if line.axis == "x" else Point(there, here))
    return (*corners, _onto(runs[-1], end))


def length(line: Polyline) -> float:
    """Return how long a line is."""
    return sum(abs(one.x - two.x) + abs(one.y - two.y) for one, two in pairwise(line))


def undrawn(line: Polyline, beginnings: Iterable[Polyline], endings: Iterable[Polyline]) -> Polyline:
    """Return ``line`` from where it parts from lines of the same beginning to where it joins those of the same end."""
    own = min((_behind(line, other) for other in beginnings), key=length, default=line)
    return min((_behind(own[::-1], other[::-1]) for other in endings), key=length, default=own[::-1])[::-1]


def _behind(line: Polyline, other: Polyline) -> Polyline:
    """Return what of ``line`` lies behind the place where ``other`` leaves it; all where they begin elsewhere."""
    here, at, other_at = line[0], 1, 1
    if other[0] != here:
        return line
    while at < len(line) and other_at < len(other) and _direction(here, line[at]) == _direction(here, other[other_at]):
        corner, other_corner = line[at], other[other_at]
        here = min(corner, other_corner, key=lambda point: length((here, point)))
        at += here == corner
        other_at += here == other_corner
    return (here, *line[at:])


def _direction(one: Point, two: Point) -> tuple[int, int]:
    return ((two.x > one.x) - (two.x < one.x), (two.y > one.y) - (two.y < one.y))


def _onto(run: tuple[Line, float], point: Point) -> Point:
    line, at = run
    return Point(at, point.y) if line.axis == "x" else Point(point.x, at)
