"""How much room lines and symbols need around a middle line or a rule."""

from __future__ import annotations

from typing import NamedTuple

from sopflow.sheet.paper import OFF_RULE, TRACK


class Extent(NamedTuple):
    """How much room is needed before and behind a middle line."""

    before: float
    behind: float


class Lanes(NamedTuple):
    """How many lines run in a channel, before and behind the rule in its middle."""

    before: int
    behind: int


def widest_extent(*extents: Extent) -> Extent:
    """Return what has room for all of them."""
    return Extent(max(extent.before for extent in extents), max(extent.behind for extent in extents))


def widest_lanes(*lanes: Lanes) -> Lanes:
    """Return what has room for all of them."""
    return Lanes(max(lane.before for lane in lanes), max(lane.behind for lane in lanes))


def breadth(lines: int) -> float:
    """Return how much room lines on one side of a rule take."""
    return OFF_RULE + (lines - 1) * TRACK if lines else 0.0
