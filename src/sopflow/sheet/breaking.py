"""Breaking a sheet into pages: the identity block first, then as many rows on each page as fit with their connectors.

Which rows lie together decides what the connectors need, and that decides what fits; so pages are tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sopflow.sheet.diagram import Diagram
from sopflow.sheet.identity import write_identity
from sopflow.sheet.offpage import page_chart
from sopflow.sheet.paper import BODY, MARGIN, PADDING
from sopflow.sheet.table import pieces, row_heights
from sopflow.sheet.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopflow.sheet.chart import Chart
    from sopflow.sheet.columns import Columns
    from sopflow.sheet.content import IdentityWords, RowWords
    from sopflow.sheet.offpage import PageChart
    from sopflow.sheet.table import Heading, Piece

GAP: Final = 9.0
"""Between the identity block and the table."""
_BAND: Final = 48.0
"""About how high a band of symbols is."""
_FEW_ROWS: Final = 3
"""The table begins below the identity block where so many rows fit there, unless one page would hold all of them."""
_MOST_HEADING: Final = 0.6
"""How much of a page the heading of the table may take."""


@dataclass(frozen=True)
class Part:
    """Rows that lie on one page, with their flows."""

    pieces: tuple[Piece, ...]
    chart: PageChart
    diagram: Diagram

    @property
    def height(self) -> float:
        """How high the rows are together."""
        return sum(row_heights(self.pieces, self.diagram))


@dataclass(frozen=True)
class Plan:
    """Where pages begin and end. The table begins on the last of ``drafts``.

    ``enlargement``: how much larger than the paper the pages are; ``excess`` is above 1 where something that cannot be
    broken is higher than a page.
    """

    columns: Columns
    enlargement: float
    bottom: float
    heading: Heading
    drafts: tuple[Draft, ...]
    parts: tuple[Part, ...]
    excess: float

    @property
    def pages(self) -> int:
        """How many pages there are, unless the closing lines need one more."""
        return len(self.drafts) + len(self.parts) - 1


class Breaker:
    """Breaks one sheet, for as many widths and heights as are tried; what was routed for some rows is kept."""

    def __init__(self, identity: IdentityWords, rows: Sequence[RowWords], chart: Chart, actors: int) -> None:
        self._identity = identity
        self._rows = rows
        self._chart = chart
        self._actors = actors
        self._routed: dict[tuple[tuple[str, ...], ...], tuple[PageChart, Diagram]] = {}

    def plan(self, columns: Columns, heading: Heading, bottom: float, enlargement: float) -> Plan:
        """Return the pages for columns, when a page is full at ``bottom``."""
        drafts = self._opened(columns, bottom)
        full = max(draft.y for draft in drafts) / bottom
        drafts[-1].y += GAP
        room = bottom - MARGIN - heading.height
        high = heading.height / (_MOST_HEADING * (bottom - MARGIN))
        if max(full, high) > 1:
            return Plan(columns, enlargement, bottom, heading, tuple(drafts), (), max(full, high))
        rows = self._pieces(columns, room)
        below = self._below_identity(rows, bottom - drafts[-1].y - heading.height, room)
        if below is None:
            drafts.append(Draft(MARGIN, MARGIN))
        parts = [below] if below else []
        rows = rows[len(below.pieces) :] if below else rows
        while rows:
            part = self._filled(rows, room) or self._part(rows[:1])
            parts.append(part)
            rows = rows[len(part.pieces) :]
        excess = max(part.height for part in parts) / room
        return Plan(columns, enlargement, bottom, heading, tuple(drafts), tuple(parts), excess)

    def _opened(self, columns: Columns, bottom: float) -> list[Draft]:
        """Return the pages that the identity block takes."""
        drafts = [Draft(MARGIN, MARGIN)]

        def turn() -> Draft:
            drafts.append(Draft(MARGIN, MARGIN))
            return drafts[-1]

        write_identity(self._identity, drafts[0], columns.width, bottom, turn)
        return drafts

    def _pieces(self, columns: Columns, room: float) -> list[Piece]:
        """Return the rows, those broken that are higher than a page."""
        lines = max(int((room - 2 * PADDING) / BODY.leading), 1)
        bands = max(int(room / _BAND) - 2, 1)
        whole = pieces(self._rows, self._chart.strips, columns)
        return [piece for row in whole for piece in row.parted(lines, bands)]

    def _below_identity(self, rows: Sequence[Piece], left: float, room: float) -> Part | None:
        """Return the rows below the identity block: all of them, or enough of them if no page would hold all."""
        below = self._filled(rows, left)
        if below is None or len(below.pieces) == len(rows):
            return below
        alone = self._filled(rows, room)
        fits_alone = alone is not None and len(alone.pieces) == len(rows)
        return None if fits_alone or len(below.pieces) < _FEW_ROWS else below

    def _filled(self, rows: Sequence[Piece], room: float) -> Part | None:
        """Return as many rows as fit, None where not even one does."""
        number, used = 0, 0.0
        while number < len(rows) and used < room:
            used += max(rows[number].text_height, _BAND * len(rows[number].strip.bands))
            number += 1
        fitting: Part | None = None
        least, most = 0, number
        while least < most:  # the guess first, then by halves
            part = self._part(rows[:number])
            if part.height <= room:
                fitting, least = part, number
            else:
                most = number - 1
            number = (least + most + 1) // 2
        return fitting

    def _part(self, rows: Sequence[Piece]) -> Part:
        strips = [piece.strip for piece in rows]
        key = tuple((strip.key, *(mark.key for band in strip.bands for mark in band)) for strip in strips)
        if key not in self._routed:
            drawn = page_chart(strips, self._chart.flows, self._actors)
            self._routed[key] = drawn, Diagram(drawn.strips, drawn.flows, self._actors)
        return Part(tuple(rows), *self._routed[key])
