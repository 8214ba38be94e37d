"""From the grid to paper: how much room columns and bands need, where their lines lie, and what is drawn along them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from sopflow.layout.polyline import traced, undrawn
from sopflow.layout.tracks import Axis, Line, Tracks

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from sopflow.layout.box import Box
    from sopflow.layout.grid import Place, Route
    from sopflow.layout.polyline import Polyline


class Extent(NamedTuple):
    """How much room is needed before and behind a middle line."""

    before: float
    behind: float


class Lanes(NamedTuple):
    """How many lines run in a channel, before and behind the rule in its middle."""

    before: int
    behind: int


class Spacing(NamedTuple):
    """How far apart lines run, and how far from the rule beside them."""

    track: float
    off_rule: float

    def breadth(self, lines: int) -> float:
        """Return how much room lines on one side of a rule take."""
        return self.off_rule + (lines - 1) * self.track if lines else 0.0


def widest_extent(*extents: Extent) -> Extent:
    """Return what has room for all of them."""
    return Extent(max(extent.before for extent in extents), max(extent.behind for extent in extents))


def widest_lanes(*lanes: Lanes) -> Lanes:
    """Return what has room for all of them."""
    return Lanes(max(lane.before for lane in lanes), max(lane.behind for lane in lanes))


def lanes_of(tracks: Tracks, axis: Axis, number: int) -> tuple[Lanes, ...]:
    """Return the lines in each channel beside so many columns (or bands), parted by the rule in its middle.

    At the edges of the drawing all of them lie inside.
    """
    counts = [tracks.count(Line(axis, 2 * at)) for at in range(number + 1)]
    parted = [Lanes(lines // 2, lines - lines // 2) for lines in counts]
    return (Lanes(0, counts[0]), *parted[1:-1], Lanes(counts[-1], 0))


def room(extents: Sequence[Extent], lanes: Sequence[Lanes], spacing: Spacing) -> list[float]:
    """Return how broad each column (or band) has to be for what stands in it and for the lines beside it."""
    return [
        spacing.breadth(lanes[place].behind) + sum(extent) + spacing.breadth(lanes[place + 1].before)
        for place, extent in enumerate(extents)
    ]


@dataclass(frozen=True)
class Scale:
    """Where the lines of one direction lie: rules and channels by turns with the middles of columns (or bands)."""

    rules: Sequence[float]
    middles: Sequence[float]
    lanes: Sequence[Lanes]
    spacing: Spacing

    @classmethod
    def packed(cls, start: float, extents: Sequence[Extent], lanes: Sequence[Lanes], spacing: Spacing) -> Scale:
        """Return the scale on which nothing takes more room than it needs."""
        rules = [start, *(start + end for end in accumulate(room(extents, lanes, spacing)))]
        middles = [
            rules[place] + spacing.breadth(lanes[place].behind) + extent.before for place, extent in enumerate(extents)
        ]
        return cls(rules, middles, lanes, spacing)

    def of(self, at: int, track: int) -> float:
        """Return where a line of the grid lies, in a channel on one of its tracks."""
        place = at // 2
        if at % 2:
            return self.middles[place]
        beyond = track - self.lanes[place].before
        reach = self.spacing.off_rule + (beyond if beyond >= 0 else -beyond - 1) * self.spacing.track
        return self.rules[place] + (reach if beyond >= 0 else -reach)


class Drawn(NamedTuple):
    """The line of a route: the whole of it, and what other lines have not drawn already."""

    route: Route
    whole: Polyline
    own: Polyline


def draw(
    routes: Sequence[Route], tracks: Tracks, across: Scale, down: Scale, boxes: Mapping[Place, Box]
) -> Iterator[Drawn]:
    """Give the lines of routes, between the ``boxes`` of the symbols where they leave and arrive."""
    beginnings: defaultdict[Hashable, list[Polyline]] = defaultdict(list)
    endings: defaultdict[Place, list[Polyline]] = defaultdict(list)
    for at, route in enumerate(routes):
        link = route.link
        runs = [
            (run.line, (across if run.line.axis == "x" else down).of(run.line.at, tracks.track(at, place)))
            for place, run in enumerate(tracks.runs[at])
        ]
        start, end = boxes[link.exit.place].port(route.leaves), boxes[link.target].port(route.arrives)
        whole = traced(runs, start, end)
        yield Drawn(route, whole, undrawn(whole, beginnings[link.exit.key], endings[link.target]))
        beginnings[link.exit.key].append(whole)
        endings[link.target].append(whole)
