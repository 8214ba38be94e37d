"""A page while it is being written: tables, rules and notes, from the top downwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from sopflow.layout.box import Box
from sopflow.layout.polyline import Point
from sopflow.layout.wrapping import wrapped
from sopflow.sheet.model import Cell, Page, Row, Rule, Text
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
    tables: list[list[Cell]] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    foot: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    drawings: list[Placed] = field(default_factory=list)

    def begin_table(self) -> None:
        """Let the cells that follow belong to a new table."""
        self.tables.append([])

    def cell(
        self,
        box: Box,
        lines: Sequence[str] = (),
        style: Style = BODY,
        *,
        align: Align = "start",
        centred: bool = False,
        paragraphs: Sequence[str] = (),
    ) -> None:
        """Put a cell with lines into the table; ``paragraphs``: the words that the lines were broken from."""
        text = Text(inner(box), tuple(lines), style, align, centred, paragraphs=tuple(paragraphs or lines))
        self.tables[-1].append(Cell(box, (text,) if lines else ()))

    def words(
        self, box: Box, words: Sequence[str], style: Style = BODY, *, align: Align = "start", centred: bool = False
    ) -> None:
        """Put a cell with words into the table, broken into lines."""
        lines = wrapped(words, inner(box).width, style)
        self.cell(box, lines, style, align=align, centred=centred, paragraphs=words)

    def titled(self, box: Box, title: str, lines: Sequence[str], paragraphs: Sequence[str]) -> None:
        """Put a cell with a title above its lines into the table."""
        room = inner(box)
        below = Box(room.x, room.y + HEAD.leading, room.width, room.height - HEAD.leading)
        texts = [Text(room, (title,), HEAD, paragraphs=(title,))]
        texts += [Text(below, tuple(lines), BODY, paragraphs=tuple(paragraphs))] if lines else []
        self.tables[-1].append(Cell(box, tuple(texts)))

    def head(
        self, box: Box, words: str, lines: Sequence[str] = (), style: Style = HEAD, *, turned: bool = False
    ) -> None:
        """Put a cell with a heading in its middle into the table; its lines may be given."""
        broken = tuple(lines or wrapped([words], inner(box).width, style))
        text = Text(box if lines else inner(box), broken, style, "middle", True, turned, (words,))
        self.tables[-1].append(Cell(box, (text,)))

    def note(self, box: Box, lines: Sequence[str], style: Style = BODY) -> None:
        """Write outside the tables."""
        if lines:
            self.notes.append(Text(box, tuple(lines), style))

    def frame(self, box: Box) -> None:
        """Draw heavy rules around a box."""
        corners = [(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom), (box.x, box.y)]
        for start, end in pairwise(corners):
            self.rules.append(Rule(Point(*start), Point(*end), heavy=True))

    def upright(self, x: float, top: float, bottom: float) -> None:
        """Draw a rule downwards."""
        self.rules.append(Rule(Point(x, top), Point(x, bottom)))

    def level(self, y: float, left: float, right: float) -> None:
        """Draw a rule across."""
        self.rules.append(Rule(Point(left, y), Point(right, y)))

    def page(self, width: float, height: float) -> Page:
        """Return the page as it is now."""
        placed = self.drawings
        return Page(
            width,
            height,
            tuple(tuple(table) for table in self.tables),
            tuple(self.notes),
            tuple(self.foot),
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
