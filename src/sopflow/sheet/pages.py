"""The whole sheet: identity block, table and closing lines, in one piece or broken into pages.

Where words and symbols need more room than the paper has, the page is laid out larger and printed smaller.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sopflow.layout.box import Box
from sopflow.layout.placing import widest_extent, widest_lanes
from sopflow.layout.wrapping import wrapped
from sopflow.messages import say
from sopflow.plaintext import cut, one_line
from sopflow.sheet.breaking import GAP, Breaker
from sopflow.sheet.chart import chart, letter
from sopflow.sheet.columns import columns
from sopflow.sheet.content import sheet_words
from sopflow.sheet.diagram import Diagram
from sopflow.sheet.hints import description, flow_hints, symbol_hints
from sopflow.sheet.identity import write_identity
from sopflow.sheet.model import NO_CASE, Sheet, Text
from sopflow.sheet.offpage import incoming, outgoing
from sopflow.sheet.paper import BODY, MARGIN, PADDING, PAPERS, SMALL, SYMBOL_WIDTH
from sopflow.sheet.table import heading, heads, pieces, write_rows
from sopflow.sheet.writing import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sopflow.definition.model import Definition
    from sopflow.layout.placing import Extent, Lanes
    from sopflow.sheet.breaking import Part, Plan
    from sopflow.sheet.columns import Columns
    from sopflow.sheet.content import Lines
    from sopflow.sheet.model import CaseMarks, Page

_NAMED_SHARE: Final = 0.8
"""How much of the foot of a page the name of the SOP may take."""
_FOOT: Final = SMALL.leading + 2 * PADDING
_LONGEST_NAME: Final = 60
_ENDLESS: Final = 1e9
_SAVING: Final = (1.05, 1.1, 1.15)
"""How much smaller the sheet may be printed so that it takes a page less."""


def sheet_in_one_piece(definition: Definition, lang: str, case: CaseMarks = NO_CASE) -> Sheet:
    """Return the sheet on one page that is as high as it needs to be."""
    return _Layout(definition, lang, case).in_one_piece()


def sheet_in_pages(definition: Definition, lang: str, paper: str = "a4", case: CaseMarks = NO_CASE) -> Sheet:
    """Return the sheet on pages of ``paper``, a name of ``PAPERS``, lying on their long side."""
    return _Layout(definition, lang, case).in_pages(paper)


class _Layout:
    def __init__(self, definition: Definition, lang: str, case: CaseMarks) -> None:
        self._definition = definition
        self._lang = lang
        self._case = case
        self._words = sheet_words(definition, lang)
        self._rows = [replace(row, note=(*row.note, *case.notes.get(row.key, ()))) for row in self._words.rows]
        self._chart = chart(definition, lang)
        actors = len(definition.actors)
        self._whole = Diagram(self._chart.strips, self._chart.flows, actors)
        self._breaker = Breaker(self._words.identity, self._rows, self._chart, actors)

    def in_one_piece(self) -> Sheet:
        """Lay out without pages, as wide as A4."""
        found = self._columns(self._whole.lanes, self._whole.extents, PAPERS["a4"][0] - 2 * MARGIN)
        draft = Draft(MARGIN, MARGIN)
        write_identity(self._words.identity, draft, found.width, _ENDLESS, lambda: draft)
        draft.y += GAP
        heading(self._words.actors, found, self._lang).write(draft)
        made = pieces(self._rows, self._chart.strips, found)
        write_rows(draft, made, self._whole, found, self._case.statuses, {})
        self._close(draft, found.width, _ENDLESS, lambda: draft)
        return self._sheet([draft.page(found.width + 2 * MARGIN, draft.y + MARGIN)], 1.0)

    def in_pages(self, paper: str) -> Sheet:
        """Lay out on pages of a paper, on no more than a smaller paper would take."""
        width, height = PAPERS[paper]
        plan = self._planned(width, height)
        for narrower, lower in PAPERS.values():
            if narrower < width and lower < height and len(plan.parts) > 1:
                other = self._planned(narrower, lower)
                if other.pages < plan.pages:
                    plan = min(plan, self._settled(width, height, other.enlargement), key=lambda one: one.pages)
        pages = self._written(plan, width * plan.enlargement, height * plan.enlargement)
        return self._sheet(pages, plan.enlargement)

    def _planned(self, width: float, height: float) -> Plan:
        """Lay out a little smaller than it could be where that saves a page, or keeps the table on one."""
        plan = self._settled(width, height, 1.0)
        if len(plan.parts) > 1:
            smaller = [self._settled(width, height, plan.enlargement * more) for more in _SAVING]
            plan = min(plan, *smaller, key=lambda one: (one.pages, len(one.parts), one.enlargement))
        return plan

    def _settled(self, width: float, height: float, enlargement: float) -> Plan:
        """Lay out until columns are as wide as what the pages turn out to need, and pages as high.

        Columns and pages only grow, and what they need does not grow with them, so it ends.
        """
        lanes, extents = self._whole.lanes, self._whole.extents
        while True:
            found = self._columns(lanes, extents, width * enlargement - 2 * MARGIN)
            enlargement = max(enlargement, (found.width + 2 * MARGIN) / width)
            head = heading(self._words.actors, found, self._lang)
            plan = self._breaker.plan(found, head, height * enlargement - MARGIN - _FOOT, enlargement)
            known = (lanes, extents)
            lanes = tuple(map(widest_lanes, lanes, *(part.diagram.lanes for part in plan.parts)))
            extents = tuple(map(widest_extent, extents, *(part.diagram.extents for part in plan.parts)))
            if plan.excess > 1:
                enlargement *= 1.01 * plan.excess
            elif known == (lanes, extents):
                return plan

    def _columns(self, lanes: Sequence[Lanes], extents: Sequence[Extent], width: float) -> Columns:
        return columns(self._rows, self._words.actors, heads(self._lang), lanes, extents, width)

    def _written(self, plan: Plan, width: float, height: float) -> list[Page]:
        """Write the rows onto the pages that begin with the identity block."""
        drafts = list(plan.drafts)
        first = len(drafts)
        drafts += [Draft(MARGIN, MARGIN) for _ in plan.parts[1:]]
        words = _letters(plan.parts, first, self._lang)
        for draft, part in zip(drafts[first - 1 :], plan.parts, strict=True):
            plan.heading.write(draft)
            write_rows(draft, part.pieces, part.diagram, plan.columns, self._case.statuses, words)

        def turn() -> Draft:
            drafts.append(Draft(MARGIN, MARGIN))
            return drafts[-1]

        self._close(drafts[-1], plan.columns.width, plan.bottom, turn)
        for number, draft in enumerate(drafts, 1):
            self._foot(draft, plan.columns.width, height, number, len(drafts))
        return [draft.page(width, height) for draft in drafts]

    def _close(self, draft: Draft, width: float, bottom: float, turn: Callable[[], Draft]) -> None:
        """Write what stands below the table, line by line; where a page is full, ``turn`` gives the next one."""
        draft.y += PADDING
        said = [*(f"{field.label}: {'; '.join(field.lines)}" for field in self._words.closing), *self._case.closing]
        for words in said:
            for line in wrapped([words], width, BODY):
                if draft.y + BODY.leading > bottom:
                    draft = turn()
                draft.note(Box(draft.left, draft.y, width, BODY.leading), [line])
                draft.y += BODY.leading

    def _foot(self, draft: Draft, width: float, height: float, page: int, pages: int) -> None:
        """Write the name of the SOP and the number of the page below everything else."""
        y = height - MARGIN - SMALL.leading
        sop, identity = self._definition, self._definition.identity
        parts = [sop.title, identity.number, f"{say('sheet-version', self._lang)} {sop.version}"]
        named = " · ".join(cut(one_line(part), _LONGEST_NAME) for part in parts if part)
        number = say("sheet-page", self._lang, page=page, pages=pages)
        numbered = SMALL.width(number)
        for x, words in ((draft.left, named), (draft.left + width - numbered, number)):
            draft.foot.append(Text(Box(x, y, SMALL.width(words), SMALL.leading), (words,), SMALL))

    def _sheet(self, pages: Sequence[Page], enlargement: float) -> Sheet:
        definition, lang = self._definition, self._lang
        hints = symbol_hints(definition, lang)
        hints |= {key: "\n".join([hint, *self._case.notes.get(key, ())]) for key, hint in hints.items()}
        return Sheet(
            self._words.title, lang, description(definition, lang), tuple(pages), enlargement,
            hints, flow_hints(definition, lang),
        )  # fmt: skip


def _letters(parts: Sequence[Part], first: int, lang: str) -> dict[str, Lines]:
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
        words[outgoing(target)] = (name, _elsewhere([home[target]], lang))
        words[incoming(target)] = (name, _elsewhere(sources, lang))
    return words


def _elsewhere(pages: Sequence[int], lang: str) -> str:
    """Return the numbers of other pages; from the first to the last where all of them are too long for a symbol."""
    words = say("sheet-other-page", lang, pages=", ".join(map(str, pages)))
    if SMALL.width(words) <= SYMBOL_WIDTH - 2:
        return words
    return say("sheet-other-page", lang, pages=f"{pages[0]}–{pages[-1]}")
