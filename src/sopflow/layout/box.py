"""Rectangles on paper, and where lines touch them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopflow.layout.polyline import Point

if TYPE_CHECKING:
    from sopflow.layout.grid import Side


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Its middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def inset(self, by: float) -> Box:
        """Return the box without a margin on all sides."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def port(self, side: Side) -> Point:
        """Return the middle of a side."""
        x, y = self.centre
        return {
            "top": Point(x, self.y),
            "bottom": Point(x, self.bottom),
            "left": Point(self.x, y),
            "right": Point(self.right, y),
        }[side]
