"""The sheet as an Excel workbook: the tables in cells, and in each row the picture of its symbols.

The picture of a row grows and moves with it. It must not know SOPs, only sheets.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from sopflow.errors import SopError
from sopflow.layout.metrics import TYPEFACES
from sopflow.messages import say
from sopflow.plaintext import cut, harmless
from sopflow.sheet.edges import edges, place_of
from sopflow.sheet.look import RULE_INK
from sopflow.sheet.paper import MARGIN, PAPERS
from sopflow.sheet.strips import strips
from sopflow.sheet.typeset import strip_pictures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopflow.layout.wrapping import Style
    from sopflow.sheet.model import Cell, Page, Sheet, Text

_PIXELS: Final = 96 / 72
"""Pixels of a worksheet in a point."""
_FINENESS: Final = 4
"""Pixels of a picture in a pixel of a worksheet."""
_PNG_WIDTH: Final = slice(16, 20)
_PNG_HEIGHT: Final = slice(20, 24)
"""Where a PNG says how many pixels it has."""
_PAPER: Final = {"a4": 9, "f4": 14}
_LONGEST: Final = 32_767
"""Letters that a cell of a worksheet can hold."""
_NO_DATE: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest date of these files: the same sheet gives the same file, whenever it is written."""
_TALLEST: Final = 409.0
"""Points; no row of a worksheet is higher."""


def to_xlsx(sheet: Sheet, paper: str) -> bytes:
    """Return a workbook with the sheet in one piece; raises ``SopError`` where its libraries are not installed."""
    try:
        import xlsxwriter
    except ImportError:
        raise SopError("render-not-installed", format="xlsx") from None
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"title": harmless(sheet.title), "created": _NO_DATE})
    book.set_calc_mode("manual")
    book.formats[0].set_font_name(TYPEFACES[0])
    _Worksheet(book, sheet, paper).write()
    book.close()
    return written.getvalue()


class _Worksheet:
    """The page as a worksheet: every edge of a cell is the edge of a row or column."""

    def __init__(self, book: Any, sheet: Sheet, paper: str) -> None:
        page = sheet.pages[0]
        self._sheet = sheet
        self._page: Page = page
        self._book = book
        self._cells = [cell for table in page.tables for cell in table]
        across = [edge for cell in self._cells for edge in (cell.box.x, cell.box.right)]
        down = [edge for cell in self._cells for edge in (cell.box.y, cell.box.bottom)]
        down += [edge for note in page.notes for edge in (note.box.y, note.box.bottom)]
        self._columns = edges(across)
        self._rows = _no_taller(edges(down))
        self._looks: dict[tuple[object, ...], Any] = {}
        self._worksheet = book.add_worksheet("SOP")
        self._set_up(paper)

    def _set_up(self, paper: str) -> None:
        worksheet = self._worksheet
        worksheet.hide_gridlines(2)
        worksheet.set_landscape()
        worksheet.set_paper(_PAPER[paper])
        worksheet.set_margins(*[MARGIN / 72] * 4)
        worksheet.fit_to_pages(1, 0)
        number = say("sheet-page", self._sheet.lang, page="&P", pages="&N")
        worksheet.set_footer(f"&L&7{cut(harmless(self._sheet.title)).replace('&', '&&')}&R&7{number}")
        for place, (left, right) in enumerate(pairwise(_pixels(self._columns))):
            worksheet.set_column_pixels(place, place, right - left)
        for place, (top, bottom) in enumerate(pairwise(_pixels(self._rows))):
            worksheet.set_row_pixels(place, bottom - top)
        first = min(row.box.y for row in self._page.rows)
        head = place_of(first, self._rows)
        top = place_of(self._page.tables[-1][0].box.y, self._rows)
        worksheet.repeat_rows(top, head - 1)
        if not self._fits_one_page(paper):
            worksheet.set_h_pagebreaks([top])

    def _fits_one_page(self, paper: str) -> bool:
        """Say whether all rows fit on a page when the columns are printed as wide as it is."""
        width, height = (length - 2 * MARGIN for length in PAPERS[paper])
        printed_smaller = width / (self._columns[-1] - self._columns[0])
        return (self._rows[-1] - self._rows[0]) * printed_smaller <= height

    def write(self) -> None:
        """Write cells, notes and pictures."""
        for cell in self._cells:
            self._cell(cell)
        for note in self._page.notes:
            row = place_of(note.box.y, self._rows)
            look = self._look(note, framed=False)
            self._merged(row, 0, place_of(note.box.bottom, self._rows) - 1, len(self._columns) - 2, [note], look)
        drawn = list(strips(self._page))
        pictures = strip_pictures(self._sheet, drawn, 96 * _FINENESS)
        for strip, picture in zip(drawn, pictures, strict=True):
            box = strip.row.drawing
            place = (place_of(box.y, self._rows), place_of(box.x, self._columns))
            wide, high = _span(box.x, box.right), _span(box.y, box.bottom)
            self._worksheet.insert_image(
                *place,
                f"{strip.row.key}.png",
                {
                    "image_data": BytesIO(picture),
                    "object_position": 1,
                    "x_scale": wide / int.from_bytes(picture[_PNG_WIDTH]),
                    "y_scale": high / int.from_bytes(picture[_PNG_HEIGHT]),
                    "description": harmless(self._sheet.symbol_hints.get(strip.row.key, strip.row.key))[:255],
                },
            )

    def _cell(self, cell: Cell) -> None:
        box = cell.box
        text = cell.texts[-1] if cell.texts else None
        self._merged(
            place_of(box.y, self._rows), place_of(box.x, self._columns),
            place_of(box.bottom, self._rows) - 1, place_of(box.right, self._columns) - 1,
            cell.texts, self._look(text, framed=True),
        )  # fmt: skip

    def _merged(self, top: int, left: int, bottom: int, right: int, texts: Sequence[Text], look: Any) -> None:
        if (top, left) != (bottom, right):
            self._worksheet.merge_range(top, left, bottom, right, "", look)
        parts = [(text, harmless("\n".join(text.paragraphs or text.lines), keep="\n")) for text in texts]
        whole = "\n".join(words for _, words in parts)
        if len(whole) > _LONGEST:
            raise SopError("render-cell-too-long", most=_LONGEST, words=cut(whole))
        if len(parts) > 1:
            self._rich(
                top, left, [self._face(parts[0][0]), f"{parts[0][1]}\n", self._face(parts[1][0]), parts[1][1]], look
            )
        elif whole.startswith("<r>"):  # the library would take it for text that is marked up already
            face = self._face(parts[0][0])
            self._rich(top, left, [face, whole[:1], face, whole[1:]], look)
        else:
            self._worksheet.write_string(top, left, whole, look)

    def _rich(self, row: int, column: int, pieces: Sequence[Any], look: Any) -> None:
        """Write pieces of text into one cell, each behind its typeface."""
        answer = self._worksheet.write_rich_string(row, column, *pieces, look)
        assert answer == 0, answer

    def _face(self, text: Text) -> Any:
        return self._format(bold=text.style.bold, font_size=_size(text.style), font_name=TYPEFACES[0])

    def _look(self, text: Text | None, *, framed: bool) -> Any:
        look: dict[str, object] = {"text_wrap": True, "valign": "top", "font_name": TYPEFACES[0]}
        if framed:
            look |= {"border": 1, "border_color": f"#{RULE_INK}"}
        if text is not None:
            look |= {"bold": text.style.bold, "font_size": _size(text.style)}
            look |= {"align": "center"} if text.align == "middle" else {}
            look |= {"valign": "vcenter"} if text.centred else {}
            look |= {"rotation": 90} if text.turned else {}
        return self._format(**look)

    def _format(self, **look: object) -> Any:
        """Return a format; a workbook can hold only so many of them."""
        key = tuple(sorted(look.items()))
        if key not in self._looks:
            self._looks[key] = self._book.add_format(look)
        return self._looks[key]


def _size(style: Style) -> int:
    """Return a whole size: rows are as high as the sheet's lines, and worksheets set lines a little wider apart."""
    return int(style.size)


def _pixels(found: Sequence[float]) -> list[int]:
    return [round(edge * _PIXELS) for edge in found]


def _span(first: float, last: float) -> int:
    return round(last * _PIXELS) - round(first * _PIXELS)


def _no_taller(rows: Sequence[float]) -> list[float]:
    """Part rows that are higher than a worksheet allows."""
    parted = [rows[0]]
    for edge in rows[1:]:
        while edge - parted[-1] > _TALLEST:
            parted.append(parted[-1] + _TALLEST)
        parted.append(edge)
    return parted
