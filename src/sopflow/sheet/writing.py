"""A page while it is being written: boxes, rules and texts, from the top downwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from sopflow.layout.polyline import Point
from sopflow.sheet.model import Box, Page, Row, Rule, Text
from sopflow.sheet.paper import BODY, HEAD, PADDING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopflow.layout.wrapping import Style
    from sopflow.sheet.diagram import Placed
    from sopflow.sheet.model import Align


@dataclass
class Draft:
    """What has been put on a page; ``y`` is how far down it is full."""

    left: float
    y: float
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    drawings: list[Placed] = field(default_factory=list)

    def write(
        self, box: Box, lines: Sequence[str], style: Style = BODY, *, align: Align = "start", centred: bool = False,
        turned: bool = False, role: str = "cell",
    ) -> None:  # fmt: skip
        """Put lines into a box; nothing where there are none."""
        if lines:
            self.texts.append(Text(box, tuple(lines), style, align, centred, turned, role))

    def head(self, box: Box, lines: Sequence[str], style: Style = HEAD, *, turned: bool = False) -> None:
        """Put a heading into the middle of a box."""
        self.write(box, lines, style, align="middle", centred=True, turned=turned, role="head")

    def frame(self, box: Box, *, heavy: bool = True) -> None:
        """Draw the rules around a box."""
        corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom), (box.x, box.y)]
        for start, end in pairwise(corners):
            self.rules.append(Rule(Point(*start), Point(*end), heavy))

    def upright(self, x: float, top: float, bottom: float, *, heavy: bool = False) -> None:
        """Draw a rule downwards."""
        self.rules.append(Rule(Point(x, top), Point(x, bottom), heavy))

    def level(self, y: float, left: float, right: float, *, heavy: bool = False) -> None:
        """Draw a rule across."""
        self.rules.append(Rule(Point(left, y), Point(right, y), heavy))

    def page(self, width: float, height: float) -> Page:
        """Return the page as it is now."""
        placed = self.drawings
        return Page(
            width,
            height,
            tuple(self.texts),
            tuple(self.rules),
            tuple(self.rows),
            tuple(symbol for drawing in placed for symbol in drawing.symbols),
            tuple(connector for drawing in placed for connector in drawing.connectors),
            tuple(tie for drawing in placed for tie in drawing.ties),
        )


def text_height(lines: int, style: Style = BODY) -> float:
    """Return how high a cell of so many lines is."""
    return lines * style.leading + 2 * PADDING


def inner(box: Box) -> Box:
    """Return the part of a cell that its text may take."""
    return box.inset(PADDING)
