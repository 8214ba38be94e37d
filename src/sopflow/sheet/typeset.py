"""The sheet set by Typst: as PDF, its typeface embedded, and its drawing as pictures. It must not know SOPs."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, Literal

from sopflow.errors import SopError
from sopflow.layout.metrics import TYPEFACES
from sopflow.layout.polyline import Point
from sopflow.plaintext import harmless
from sopflow.sheet import look
from sopflow.sheet.setting import outline, set_lines, shortened, symbol_text, tip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sopflow.layout.polyline import Polyline
    from sopflow.sheet.model import Page, Rule, Sheet, Symbol, Text
    from sopflow.sheet.strips import DrawnStrip

Data = dict[str, Any]

_FALLBACK: Final = ("DejaVu Sans", "Noto Sans", "Libertinus Serif")
"""Typefaces for what the others lack; the last comes with Typst."""


def to_pdf(sheet: Sheet) -> bytes:
    """Return the pages of a sheet; raises ``SopError`` where Typst is not installed."""
    pages = [_page(page, 1 / sheet.enlargement) for page in sheet.pages]
    (found,) = _compiled(sheet, pages, "pdf")
    return found


def strip_pictures(sheet: Sheet, drawn: Sequence[DrawnStrip], ppi: float) -> list[bytes]:
    """Return the drawing of each row as a PNG with so many pixels an inch; nothing is behind it."""
    return _compiled(sheet, [_strip(strip) for strip in drawn], "png", ppi) if drawn else []


def _compiled(sheet: Sheet, pages: Sequence[Data], format: Literal["pdf", "png"], ppi: float = 144.0) -> list[bytes]:
    try:
        import typst
    except ImportError:
        raise SopError("render-not-installed", format="pdf" if format == "pdf" else "xlsx") from None
    data = {
        "title": harmless(sheet.title),
        "description": harmless(sheet.description),
        "lang": sheet.lang,
        "fonts": [*TYPEFACES, *_FALLBACK],
        "pages": pages,
    }
    inputs = {"sheet": json.dumps(data)}
    found: bytes | list[bytes] = typst.compile(_template(), sys_inputs=inputs, format=format, ppi=ppi)
    return found if isinstance(found, list) else [found]


@cache
def _template() -> bytes:
    return files("sopflow.sheet").joinpath("sheet.typ").read_bytes()


def _page(page: Page, scale: float) -> Data:
    shapes = [
        *(_rule(rule) for rule in sorted(page.rules, key=lambda rule: rule.heavy)),
        *(_tie(tie.line) for tie in page.ties),
        *(shape for connector in page.connectors for shape in _stroke(connector.line, dashed=connector.dashed)),
        *(_symbol(symbol) for symbol in page.symbols),
    ]
    labels = [connector.label for connector in page.connectors if connector.label]
    texts = [*page.texts, *labels, *(symbol_text(symbol) for symbol in page.symbols)]
    return {
        "width": page.width * scale,
        "height": page.height * scale,
        "shapes": [_scaled(shape, scale) for shape in shapes],
        "lines": [line for text in texts for line in _lines(text, scale)],
    }


def _strip(strip: DrawnStrip) -> Data:
    shapes = [
        *(_tie(line) for line in strip.ties),
        *(shape for part in strip.strokes for shape in _stroke(part.line, dashed=part.dashed, arrow=part.arrow)),
        *(_symbol(symbol) for symbol in strip.symbols),
    ]
    texts = [*strip.labels, *(symbol_text(symbol) for symbol in strip.symbols)]
    box = strip.row.drawing
    lines = [line for text in texts for line in _lines(text, 1.0)]
    return {"width": box.width, "height": box.height, "shapes": shapes, "lines": lines}


def _rule(rule: Rule) -> Data:
    heavy = rule.heavy
    return _curve((rule.start, rule.end), look.INK if heavy else look.RULE_INK, look.HEAVY_RULE if heavy else look.RULE)


def _tie(line: Polyline) -> Data:
    return _curve(line, look.INK, look.TIE, dash=look.DOTS)


def _stroke(line: Polyline, *, dashed: bool, arrow: bool = True) -> Iterator[Data]:
    dash = look.DASHES if dashed else None
    yield _curve(shortened(line) if arrow else line, look.INK, look.FLOW, dash=dash)
    if arrow:
        yield _curve(tip(line), None, 0, fill=look.INK, closed=True)


def _symbol(symbol: Symbol) -> Data:
    pen = look.pen_of(symbol)
    dash = look.DASHES if symbol.dashed else None
    if symbol.shape in {"diamond", "pentagon"}:
        return _curve(outline(symbol), pen.ink, pen.width, dash=dash, fill=pen.fill, closed=True)
    box = symbol.box
    return {
        "kind": "rect", "x": box.x, "y": box.y, "width": box.width, "height": box.height,
        "radius": box.height / 2 if symbol.shape == "capsule" else 0.0,
        "fill": pen.fill, "stroke": pen.ink, "thickness": pen.width, "dash": dash,
    }  # fmt: skip


def _curve(
    points: Sequence[Point], stroke: str | None, thickness: float, *, dash: Sequence[float] | None = None,
    fill: str | None = None, closed: bool = False,
) -> Data:  # fmt: skip
    return {
        "kind": "curve", "points": [list(point) for point in points], "stroke": stroke, "thickness": thickness,
        "dash": dash, "fill": fill, "closed": closed,
    }  # fmt: skip


def _scaled(shape: Data, scale: float) -> Data:
    for name in ("x", "y", "width", "height", "radius", "thickness"):
        if name in shape:
            shape[name] *= scale
    if "points" in shape:
        shape["points"] = [[x * scale, y * scale] for x, y in shape["points"]]
    if shape["dash"]:
        shape["dash"] = [part * scale for part in shape["dash"]]
    return shape


def _lines(text: Text, scale: float) -> Iterator[Data]:
    centre = text.box.centre
    for line in set_lines(text):
        at = Point(line.x, line.y)
        if text.turned:  # a quarter turn to the left around the middle of its box
            at = Point(centre.x + (line.y - centre.y), centre.y - (line.x - centre.x))
        yield {
            "text": harmless(line.text), "x": at.x * scale, "y": at.y * scale, "width": line.width * scale,
            "size": text.style.size * scale, "bold": text.style.bold, "turn": -90 if text.turned else 0,
        }  # fmt: skip
