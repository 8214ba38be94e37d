"""The sheet as a Word document: real tables, the flow as shapes that belong to the rows.

It must not know SOPs, only sheets.
"""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sopflow.errors import SopError
from sopflow.messages import say
from sopflow.plaintext import cut, harmless
from sopflow.sheet import look
from sopflow.sheet.drawingml import NAMESPACES, Group, paragraph, typeface
from sopflow.sheet.edges import NEAR, edges
from sopflow.sheet.paper import BODY, MARGIN, PADDING, SMALL
from sopflow.sheet.strips import strips

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sopflow.sheet.model import Cell, Page, Sheet, Text

_TWIPS: Final = 20
_HAIR: Final = 1.0
"""How high a paragraph is that only parts tables, in points."""
_LONGEST_TITLE: Final = 40
"""Each letter may have to be written out in six, and the properties of a document hold 255."""
_RESERVE: Final = 1.5
"""How much more room lines have on both sides than they need, in points: no program sets type just like another."""
_NO_MARGINS: Final = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
_PAGE: Final = "\x01"
_PAGES: Final = "\x02"
"""Stand in a sentence where the numbers of pages will be."""


def to_docx(sheet: Sheet) -> bytes:
    """Return a document with the pages of a sheet; raises ``SopError`` where python-docx is not installed."""
    try:
        from docx import Document
        from docx.enum.section import WD_ORIENTATION
        from docx.oxml import parse_xml
        from docx.shared import Pt
    except ImportError:
        raise SopError("render-not-installed", format="docx") from None
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = cut(sheet.title, _LONGEST_TITLE), "", sheet.lang
    properties.comments = ""
    section, first, scale = document.sections[0], sheet.pages[0], 1 / sheet.enlargement
    section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = Pt(first.width * scale), Pt(first.height * scale)
    margin = Pt(MARGIN * scale)
    section.left_margin = section.right_margin = section.top_margin = margin
    section.bottom_margin = section.footer_distance = margin
    section.header_distance = 0
    body = document.element.body
    for element in list(body)[:-1]:
        body.remove(element)
    ids = 1
    for number, page in enumerate(sheet.pages):
        elements, ids = _page(page, scale, ids, begins=number == 0)
        for element in elements:
            body.insert(len(body) - 1, parse_xml(element))
    foot = section.footer._element
    for element in list(foot):
        foot.remove(element)
    foot.append(parse_xml(_foot(first, sheet)))
    written = BytesIO()
    document.save(written)
    return _without_time(written)


def _without_time(written: BytesIO) -> bytes:
    """Return the archive without the moment when it was made: the same sheet gives the same file."""
    timeless = BytesIO()
    with ZipFile(written) as found, ZipFile(timeless, "w", ZIP_DEFLATED) as made:
        for name in found.namelist():
            made.writestr(ZipInfo(name), found.read(name), ZIP_DEFLATED)
    return timeless.getvalue()


def _page(page: Page, scale: float, ids: int, *, begins: bool) -> tuple[list[str], int]:
    """Return the elements of a page, and the next id that is free."""
    drawings: dict[tuple[float, float], str] = {}
    for strip in strips(page):
        group = Group(strip, scale, ids)
        box = strip.row.drawing
        drawings[box.x, box.y] = group.xml(dx=-(PADDING - _RESERVE) * scale, dy=-PADDING * scale)
        ids = group.next_id
    elements = []
    for place, cells in enumerate(page.tables):
        if place:
            gap = cells[0].box.y - max(cell.box.bottom for cell in page.tables[place - 1])
            elements.append(_spacer(gap * scale))
        elif not begins:
            elements.append(_spacer(_HAIR, new_page=True))
        elements.append(_Table(cells, drawings, scale).xml())
    elements += [_outside(text, scale) for text in page.notes]
    return elements, ids


class _Table:
    """Writes cells that lie side by side as a table; edges that nearly meet are one."""

    def __init__(self, cells: Sequence[Cell], drawings: Mapping[tuple[float, float], str], scale: float) -> None:
        self._cells = sorted(cells, key=lambda cell: cell.box.x)
        self._drawings = drawings
        self._scale = scale
        self._columns = edges([edge for cell in cells for edge in (cell.box.x, cell.box.right)])
        self._rows = edges([edge for cell in cells for edge in (cell.box.y, cell.box.bottom)])

    def xml(self) -> str:
        """Return the table."""
        widths = [self._twips(right) - self._twips(left) for left, right in pairwise(self._columns)]
        above, beside = self._twips(PADDING), self._twips(PADDING - _RESERVE)
        pads = {"top": above, "left": beside, "bottom": above, "right": beside}
        margins = "".join(f'<w:{side} w:w="{pad}" w:type="dxa"/>' for side, pad in pads.items())
        outer = f'w:sz="8" w:space="0" w:color="{look.INK}"'
        inner = f'w:sz="4" w:space="0" w:color="{look.RULE_INK}"'
        rules = {"top": outer, "left": outer, "bottom": outer, "right": outer, "insideH": inner, "insideV": inner}
        borders = "".join(f'<w:{side} w:val="single" {drawn}/>' for side, drawn in rules.items())
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(self._row(top, bottom) for top, bottom in pairwise(self._rows))
        return (
            f'<w:tbl {NAMESPACES}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, top: float, bottom: float) -> str:
        here = [cell for cell in self._cells if cell.box.y <= top + NEAR and cell.box.bottom >= bottom - NEAR]
        cells = "".join(self._cell(cell, top, bottom) for cell in here)
        height = self._twips(bottom) - self._twips(top)
        return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>{cells}</w:tr>'

    def _cell(self, cell: Cell, top: float, bottom: float) -> str:
        box = cell.box
        begins, ends = box.y >= top - NEAR, box.bottom <= bottom + NEAR
        columns = sum(box.x - NEAR <= left and right <= box.right + NEAR for left, right in pairwise(self._columns))
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        merge = "" if begins and ends else '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
        texts = cell.texts if begins else ()
        turned = '<w:textDirection w:val="btLr"/>' if any(text.turned for text in texts) else ""
        centred = '<w:vAlign w:val="center"/>' if any(text.centred for text in texts) else ""
        width = self._twips(box.right) - self._twips(box.x)
        narrow = _NO_MARGINS if any(text.box == box for text in texts) else ""
        about = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{narrow}{turned}{centred}</w:tcPr>'
        return f"<w:tc>{about}{self._paragraphs(cell, texts)}</w:tc>"

    def _paragraphs(self, cell: Cell, texts: Sequence[Text]) -> str:
        drawing = self._drawings.get((cell.box.x, cell.box.y), "")
        written = [paragraph(words, text.style, self._scale, text.align) for text in texts for words in text.paragraphs]
        return "".join(written) or paragraph("", BODY, self._scale, drawing=drawing)

    def _twips(self, length: float) -> int:
        return round(length * self._scale * _TWIPS)


def _spacer(height: float, *, new_page: bool = False) -> str:
    """Return an empty paragraph, without which two tables would be one."""
    twips = max(round(height * _TWIPS), 2)
    breaks = "<w:pageBreakBefore/>" if new_page else ""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{twips}" w:lineRule="exact"/>'
    return f'<w:p {NAMESPACES}><w:pPr>{breaks}{spacing}<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'


def _outside(text: Text, scale: float) -> str:
    words = " ".join(text.lines)
    return paragraph(words, text.style, scale).replace("<w:p>", f"<w:p {NAMESPACES}>", 1)


def _foot(page: Page, sheet: Sheet) -> str:
    """Return the paragraph at the foot of every page: the name of the SOP, and which page of how many it is."""
    scale = 1 / sheet.enlargement
    named = " ".join(page.foot[0].lines)
    parts = say("sheet-page", sheet.lang, page=_PAGE, pages=_PAGES).replace(_PAGES, _PAGE).split(_PAGE)
    words = [escape(harmless(part)) for part in (named, *parts)]
    size = f"<w:rPr>{typeface(SMALL, scale)}</w:rPr>"
    run = f'<w:r>{size}<w:t xml:space="preserve">'
    width = round((page.width - 2 * MARGIN) * scale * _TWIPS)
    return (
        f'<w:p {NAMESPACES}><w:pPr><w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
        f"{run}{words[0]}</w:t></w:r><w:r>{size}<w:tab/></w:r>{run}{words[1]}</w:t></w:r>"
        f'<w:fldSimple w:instr="PAGE"><w:r>{size}<w:t>1</w:t></w:r></w:fldSimple>{run}{words[2]}</w:t></w:r>'
        f'<w:fldSimple w:instr="NUMPAGES"><w:r>{size}<w:t>1</w:t></w:r></w:fldSimple>{run}{words[3]}</w:t></w:r></w:p>'
    )
