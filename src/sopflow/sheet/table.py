"""The table of the sheet: its heading, which every page repeats, and its rows with the symbols in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import ceil
from typing import TYPE_CHECKING

from sopflow.layout.box import Box
from sopflow.layout.wrapping import wrapped
from sopflow.messages import say
from sopflow.sheet.columns import ACTOR_HEAD, TEXTS, actor_heads
from sopflow.sheet.model import Row
from sopflow.sheet.paper import BODY, HEAD, PADDING
from sopflow.sheet.writing import text_height

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sopflow.sheet.chart import Strip
    from sopflow.sheet.columns import Columns
    from sopflow.sheet.content import Lines, RowWords
    from sopflow.sheet.diagram import Diagram
    from sopflow.sheet.model import Status
    from sopflow.sheet.writing import Draft

_ACROSS = ("number", *TEXTS)


@dataclass(frozen=True)
class Piece:
    """A row of the table as it lies on one page: its strip of symbols, and the lines of each cell."""

    strip: Strip
    number: Lines
    cells: Mapping[str, Lines]
    words: RowWords | None = None
    """The words before they were broken into lines; none where the row was broken into pieces."""

    @property
    def text_height(self) -> float:
        """How high its words are."""
        return text_height(max(1, len(self.number), *(len(lines) for lines in self.cells.values())))

    def parted(self, lines: int, bands: int) -> Iterator[Piece]:
        """Give the row in pieces of at most so many lines and bands of symbols."""
        most = max(1, len(self.number), *(len(cell) for cell in self.cells.values()))
        number = max(ceil(most / lines), ceil(len(self.strip.bands) / bands))
        for at in range(number):
            cells = {name: cell[at * lines : (at + 1) * lines] for name, cell in self.cells.items()}
            strip = replace(self.strip, bands=self.strip.bands[at * bands : (at + 1) * bands])
            again = self.number[at * lines : (at + 1) * lines] or self.number[:lines]
            yield Piece(strip, again, cells, self.words if number == 1 else None)


def heads(lang: str) -> dict[str, str]:
    """Return the headings of the columns."""
    return {name: say(f"column-{name}", lang) for name in _ACROSS}


def pieces(rows: Sequence[RowWords], strips: Sequence[Strip], found: Columns) -> list[Piece]:
    """Return the rows with their words broken into lines."""
    by_key = {row.key: row for row in rows}
    made = []
    for strip in strips:
        row = by_key[strip.key]
        cells = {
            name: tuple(wrapped(getattr(row, name), right - left - 2 * PADDING, BODY))
            for name, (left, right) in found.texts.items()
        }
        number = tuple(wrapped([row.number], found.number - 2 * PADDING, BODY)) if row.number else ()
        made.append(Piece(strip, number, cells, row))
    return made


@dataclass(frozen=True)
class Heading:
    """The heading of the table."""

    columns: Columns
    actors: Lines
    lines: tuple[Lines, ...]
    lang: str
    upper: float
    lower: float

    @property
    def height(self) -> float:
        """How high it is."""
        return self.upper + self.lower

    def write(self, draft: Draft) -> None:
        """Begin a table where the page is full."""
        found, x, top = self.columns, draft.left, draft.y
        words = heads(self.lang)
        below = top + self.upper
        draft.begin_table()
        spans = {"number": (0.0, found.number), "activity": found.texts["activity"], "note": found.texts["note"]}
        for name, (left, right) in spans.items():
            draft.head(Box(x + left, top, right - left, self.height), words[name])
        for name, left, right in groups(found, self.lang):
            draft.head(Box(x + left, top, right - left, self.upper), name)
            draft.level(below, x + left, x + right)
        for name, lines, (left, right) in zip(self.actors, self.lines, pairwise(found.actors), strict=True):
            draft.head(Box(x + left, below, right - left, self.lower), name, lines, ACTOR_HEAD, turned=found.turned)
        for name in ("inputs", "duration", "outputs"):
            left, right = found.texts[name]
            draft.head(Box(x + left, below, right - left, self.lower), words[name])
        _write_uprights(draft, found, top, top + self.height, below)
        draft.frame(Box(x, top, found.width, self.height))
        draft.y += self.height


def groups(found: Columns, lang: str) -> list[tuple[str, float, float]]:
    """Return the headings that span several columns, with where they begin and end."""
    return [
        (say("column-actor", lang), found.actors[0], found.actors[-1]),
        (say("sheet-standards", lang), found.texts["inputs"][0], found.texts["outputs"][1]),
    ]


def heading(actors: Lines, found: Columns, lang: str) -> Heading:
    """Return the heading that goes with columns."""
    lines = actor_heads(actors, found)
    if found.turned:
        lower = max(ACTOR_HEAD.width(line) for name in lines for line in name) + 2 * PADDING
    else:
        lower = max(len(name) for name in lines) * ACTOR_HEAD.leading + 2 * PADDING
    upper = max(len(wrapped([name], right - left - 2 * PADDING, HEAD)) for name, left, right in groups(found, lang))
    return Heading(found, actors, tuple(lines), lang, text_height(upper, HEAD), max(lower, text_height(1, HEAD)))


def row_heights(made: Sequence[Piece], diagram: Diagram) -> list[float]:
    """Return how high each row has to be for its words and its symbols."""
    return [max(piece.text_height, height) for piece, height in zip(made, diagram.heights(), strict=True)]


def write_rows(
    draft: Draft, made: Sequence[Piece], diagram: Diagram, found: Columns, statuses: Mapping[str, Status],
    words: Mapping[str, Lines],
) -> None:  # fmt: skip
    """Write rows with their symbols and connectors; ``words`` stand in the off-page connectors."""
    heights = row_heights(made, diagram)
    x = draft.left
    tops = [draft.y, *(draft.y + height for height in accumulate(heights))]
    for piece, (top, bottom) in zip(made, pairwise(tops), strict=True):
        height = bottom - top
        draft.cell(Box(x, top, found.number, height), piece.number, align="middle")
        for name, (left, right) in found.texts.items():
            paragraphs = getattr(piece.words, name) if piece.words else ()
            draft.cell(Box(x + left, top, right - left, height), piece.cells[name], paragraphs=paragraphs)
        for left, right in pairwise(found.actors):
            draft.cell(Box(x + left, top, right - left, height))
        status = statuses.get(piece.strip.key)
        drawing = Box(x + found.actors[0], top, found.actors[-1] - found.actors[0], height)
        draft.rows.append(Row(piece.strip.key, Box(x, top, found.width, height), drawing, status))
        draft.level(bottom, x, x + found.width)
    edges, middles = [x + edge for edge in found.actors], [x + middle for middle in found.middles]
    draft.drawings.append(diagram.placed(edges, middles, tops, statuses, words))
    _write_uprights(draft, found, tops[0], tops[-1], tops[0])
    draft.frame(Box(x, tops[0], found.width, tops[-1] - tops[0]))
    draft.y = tops[-1]


def _write_uprights(draft: Draft, found: Columns, top: float, bottom: float, below: float) -> None:
    """Draw the rules between columns; those inside a group of columns begin ``below`` its name."""
    outer = [found.number, found.actors[0], found.actors[-1], found.texts["note"][0]]
    within = [*found.actors[1:-1], found.texts["duration"][0], found.texts["outputs"][0]]
    for x in outer:
        draft.upright(draft.left + x, top, bottom)
    for x in within:
        draft.upright(draft.left + x, below, bottom)
