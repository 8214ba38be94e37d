"""The whole sheet: identity block, table and closing lines, in one piece or broken into pages.

Where words and symbols need more room than the paper has, the page is laid out larger and printed smaller.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from sopflow.layout.box import Box
from sopflow.layout.placing import widest_extent, widest_lanes
from sopflow.layout.wrapping import wrapped
from sopflow.messages import say
from sopflow.plaintext import one_line
from sopflow.sheet.chart import chart, letter
from sopflow.sheet.columns import columns
from sopflow.sheet.content import sheet_words
from sopflow.sheet.diagram import Diagram
from sopflow.sheet.hints import description, flow_hints, symbol_hints
from sopflow.sheet.identity import write_identity
from sopflow.sheet.model import Sheet, Text
from sopflow.sheet.offpage import incoming, outgoing, page_chart
from sopflow.sheet.paper import BODY, MARGIN, PADDING, PAPERS, SMALL, SYMBOL_WIDTH
from sopflow.sheet.table import Piece, heading, heads, pieces, row_heights, write_rows
from sopflow.sheet.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sopflow.definition.model import Definition
    from sopflow.layout.placing import Extent, Lanes
    from sopflow.sheet.columns import Columns
    from sopflow.sheet.content import Lines
    from sopflow.sheet.model import Page, Status
    from sopflow.sheet.offpage import PageChart
    from sopflow.sheet.table import Heading

_GAP: Final = 9.0
_NAMED_SHARE: Final = 0.75
"""How much of the foot of a page the name of the SOP may take."""
_BAND: Final = 44.0
"""About how high a band of symbols is."""
_ENDLESS: Final = 1e9
_SAVING: Final = (1.05, 1.1, 1.15)
"""How much smaller the sheet may be printed so that it takes a page less."""
_FEW_ROWS: Final = 3
"""The table begins below the identity block where at least so many rows fit there, and no page would hold them all."""


@dataclass(frozen=True)
class CaseMarks:
    """What is shown of a case: the status of nodes of the graph, what is added to the notes of their rows, and what is
    said below the table."""

    statuses: Mapping[str, Status] = field(default_factory=dict)
    notes: Mapping[str, Lines] = field(default_factory=dict)
    closing: Lines = ()


NOTHING: Final = CaseMarks()


def sheet_in_one_piece(definition: Definition, lang: str, case: CaseMarks = NOTHING) -> Sheet:
    """Return the sheet on one page that is as high as it needs to be."""
    return _Layout(definition, lang, case).in_one_piece()


def sheet_in_pages(definition: Definition, lang: str, paper: str = "a4", case: CaseMarks = NOTHING) -> Sheet:
    """Return the sheet on pages of ``paper``, a name of ``PAPERS``, lying on their long side."""
    return _Layout(definition, lang, case).in_pages(*PAPERS[paper])


@dataclass(frozen=True)
class _Part:
    """Rows that lie on one page, with their flows."""

    pieces: tuple[Piece, ...]
    chart: PageChart
    diagram: Diagram

    @property
    def height(self) -> float:
        return sum(row_heights(self.pieces, self.diagram))


class _Layout:
    def __init__(self, definition: Definition, lang: str, case: CaseMarks) -> None:
        self._definition = definition
        self._lang = lang
        self._case = case
        self._words = sheet_words(definition, lang)
        self._rows = [replace(row, note=(*row.note, *case.notes.get(row.key, ()))) for row in self._words.rows]
        self._chart = chart(definition, lang)
        self._number = len(definition.actors)
        self._diagrams: dict[tuple[tuple[str, ...], ...], tuple[PageChart, Diagram]] = {}
        self._whole = Diagram(self._chart.strips, self._chart.flows, self._number)

    def in_one_piece(self) -> Sheet:
        width = PAPERS["a4"][0]
        found = self._columns(self._whole.lanes, self._whole.extents, width - 2 * MARGIN)
        draft = Draft(MARGIN, MARGIN)
        write_identity(self._words.identity, draft, found.width, _ENDLESS, lambda: draft)
        draft.y += _GAP
        heading(self._words.actors, found, self._lang).write(draft)
        made = pieces(self._rows, self._chart.strips, found)
        write_rows(draft, made, self._whole, found, self._case.statuses, {})
        self._close(draft, found)
        return self._sheet([draft.page(found.width + 2 * MARGIN, draft.y + MARGIN)], 1.0)

    def in_pages(self, width: float, height: float) -> Sheet:
        """Lay out on pages; a little smaller where that saves a page."""
        plan = self._settled(width, height, 1.0)
        if len(plan.parts) > 1:
            saving = [self._settled(width, height, plan.larger * larger) for larger in _SAVING]
            fewest = min(smaller.pages for smaller in saving)
            if fewest < plan.pages:
                plan = next(smaller for smaller in saving if smaller.pages == fewest)
        return self._sheet(self._written(plan, width * plan.larger, height * plan.larger), plan.larger)

    def _settled(self, width: float, height: float, larger: float) -> _Plan:
        """Lay out until columns are as wide as what the pages turn out to need, and pages as high."""
        lanes, extents = self._whole.lanes, self._whole.extents
        while True:
            found = self._columns(lanes, extents, width * larger - 2 * MARGIN)
            larger = max(larger, (found.width + 2 * MARGIN) / width)
            plan = self._planned(found, height * larger, larger)
            known = (lanes, extents)
            lanes = tuple(map(widest_lanes, lanes, *(part.diagram.lanes for part in plan.parts)))
            extents = tuple(map(widest_extent, extents, *(part.diagram.extents for part in plan.parts)))
            if plan.excess > 1:
                larger *= 1.01 * plan.excess
            elif known == (lanes, extents):
                return plan

    def _columns(self, lanes: Sequence[Lanes], extents: Sequence[Extent], width: float) -> Columns:
        return columns(self._rows, self._words.actors, heads(self._lang), lanes, extents, width)

    def _planned(self, found: Columns, height: float, larger: float) -> _Plan:
        """Begin the pages with the identity block, and break the rows of the table into pages."""
        bottom = height - MARGIN - self._foot_height(found.width)
        drafts = [Draft(MARGIN, MARGIN)]

        def turn() -> Draft:
            drafts.append(Draft(MARGIN, MARGIN))
            return drafts[-1]

        write_identity(self._words.identity, drafts[0], found.width, bottom, turn)
        head = heading(self._words.actors, found, self._lang)
        drafts[-1].y += _GAP
        room = bottom - MARGIN - head.height
        lines = max(int((room - 2 * PADDING) / BODY.leading), 1)
        rows = [
            part
            for piece in pieces(self._rows, self._chart.strips, found)
            for part in piece.parted(lines, max(int(room / _BAND) - 2, 1))
        ]
        parts: list[_Part] = []
        beside = self._filled(rows, bottom - drafts[-1].y - head.height)
        alone = self._filled(rows, room)
        whole = alone is not None and len(alone.pieces) == len(rows)
        if beside is None or len(beside.pieces) < (len(rows) if whole else min(_FEW_ROWS, len(rows))):
            drafts.append(Draft(MARGIN, MARGIN))
        else:
            parts.append(beside)
            rows = rows[len(beside.pieces) :]
        while rows:
            part = self._filled(rows, room) or self._part(rows[:1])
            parts.append(part)
            rows = rows[len(part.pieces) :]
        excess = max(max(part.height for part in parts) / room, drafts[0].y / bottom)
        return _Plan(found, larger, drafts, head, parts, excess)

    def _filled(self, rows: Sequence[Piece], room: float) -> _Part | None:
        """Return as many rows as fit, None where not even one does."""
        guess, used = 0, 0.0
        while guess < len(rows) and used < room:
            used += max(rows[guess].text_height, _BAND * len(rows[guess].strip.bands))
            guess += 1
        for number in range(guess, 0, -1):
            part = self._part(rows[:number])
            if part.height <= room:
                return part
        return None

    def _part(self, rows: Sequence[Piece]) -> _Part:
        strips = [piece.strip for piece in rows]
        key = tuple((strip.key, *(mark.key for band in strip.bands for mark in band)) for strip in strips)
        if key not in self._diagrams:
            drawn = page_chart(strips, self._chart.flows, self._number)
            self._diagrams[key] = drawn, Diagram(drawn.strips, drawn.flows, self._number)
        return _Part(tuple(rows), *self._diagrams[key])

    def _written(self, plan: _Plan, width: float, height: float) -> list[Page]:
        found = plan.columns
        drafts = list(plan.drafts)
        first = len(drafts)
        drafts += [Draft(MARGIN, MARGIN) for _ in plan.parts[1:]]
        words = _letters(plan.parts, first, self._lang)
        for draft, part in zip(drafts[first - 1 :], plan.parts, strict=True):
            plan.head.write(draft)
            write_rows(draft, part.pieces, part.diagram, found, self._case.statuses, words)
        closing = sum(len(lines) for lines in self._closing_lines(found.width)) * BODY.leading + PADDING
        if drafts[-1].y + closing > height - MARGIN - self._foot_height(found.width):
            drafts.append(Draft(MARGIN, MARGIN))
        self._close(drafts[-1], found)
        for number, draft in enumerate(drafts, 1):
            self._foot(draft, found.width, height, number, len(drafts))
        return [draft.page(width, height) for draft in drafts]

    def _closing_lines(self, width: float) -> list[list[str]]:
        lines = [*(f"{field.label}: {'; '.join(field.lines)}" for field in self._words.closing), *self._case.closing]
        return [wrapped([line], width, BODY) for line in lines]

    def _close(self, draft: Draft, found: Columns) -> None:
        """Write what stands below the table."""
        draft.y += PADDING
        for lines in self._closing_lines(found.width):
            height = len(lines) * BODY.leading
            draft.note(Box(draft.left, draft.y, found.width, height), lines)
            draft.y += height

    def _foot_lines(self, width: float) -> list[str]:
        version = say("sheet-version", self._lang)
        named = f"{self._definition.id} · {version} {one_line(self._definition.version)}"
        return wrapped([named], width * _NAMED_SHARE, SMALL)

    def _foot_height(self, width: float) -> float:
        return len(self._foot_lines(width)) * SMALL.leading + 2 * PADDING

    def _foot(self, draft: Draft, width: float, height: float, page: int, pages: int) -> None:
        """Write the name of the SOP and the number of the page below everything else."""
        named = self._foot_lines(width)
        tall = len(named) * SMALL.leading
        y = height - MARGIN - tall
        number = say("sheet-page", self._lang, page=page, pages=pages)
        numbered = SMALL.width(number)
        draft.foot.append(Text(Box(draft.left, y, width * _NAMED_SHARE, tall), tuple(named), SMALL))
        draft.foot.append(Text(Box(draft.left + width - numbered, y, numbered, tall), (number,), SMALL))

    def _sheet(self, pages: Sequence[Page], larger: float) -> Sheet:
        definition, lang = self._definition, self._lang
        return Sheet(
            self._words.title, lang, description(definition, lang), tuple(pages), larger,
            symbol_hints(definition, lang), flow_hints(definition, lang),
        )  # fmt: skip


@dataclass(frozen=True)
class _Plan:
    """Where pages begin and end. The table begins on the last of ``drafts``.

    ``larger``: how much larger than the paper the pages are; ``excess`` is above 1 where something does not fit on one.
    """

    columns: Columns
    larger: float
    drafts: list[Draft]
    head: Heading
    parts: list[_Part]
    excess: float

    @property
    def pages(self) -> int:
        """How many pages there are, unless the closing lines need one more."""
        return len(self.drafts) + len(self.parts) - 1


def _letters(parts: Sequence[_Part], first: int, lang: str) -> dict[str, Lines]:
    """Return what stands in the off-page connectors: a letter for each symbol they lead to, and the other pages."""
    home = {
        mark.key: page
        for page, part in enumerate(parts, first)
        for strip in part.chart.strips
        for band in strip.bands
        for mark in band
    }
    pages: dict[str, list[int]] = {}
    for page, part in enumerate(parts, first):
        for target in part.chart.leaving:
            pages.setdefault(target, []).append(page)
    words: dict[str, Lines] = {}
    for place, (target, sources) in enumerate(pages.items()):
        name = letter(place).upper()
        words[outgoing(target)] = (name, *_elsewhere([home[target]], lang))
        words[incoming(target)] = (name, *_elsewhere(sources, lang))
    return words


def _elsewhere(pages: Sequence[int], lang: str) -> Lines:
    """Return the numbers of other pages, where they are few enough to stand in a symbol."""
    words = say("sheet-other-page", lang, pages=", ".join(map(str, pages)))
    return (words,) if SMALL.width(words) <= SYMBOL_WIDTH - 2 else ()
