"""The sheet as SVG: one file that needs nothing else, real text, readable by screen readers.

It must not know SOPs, only sheets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from sopflow.layout.metrics import TYPEFACES, is_known
from sopflow.plaintext import harmless
from sopflow.sheet import look
from sopflow.sheet.setting import outline, set_lines, shortened, symbol_text, tip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sopflow.layout.box import Box
    from sopflow.sheet.model import Connector, Page, Row, Rule, Sheet, Symbol, Text, Tie

_STATUSES: Final = "\n".join(
    f".{status}{{fill:#{fill};stroke:#{ink}}}" for status, (fill, ink) in look.STATUS_COLOURS.items()
)
_STRESSED: Final = ",".join(f".{status}" for status in sorted(look.STRESSED_STATUSES))
_DASHES: Final = " ".join(f"{part:g}" for part in look.DASHES)
_DOTS: Final = " ".join(f"{part:g}" for part in look.DOTS)
STYLE: Final = f"""
.paper{{fill:#{look.PAPER}}}
text{{font-family:{",".join(f"'{name}'" if " " in name else name for name in TYPEFACES)},sans-serif;fill:#{look.INK}}}
.bold{{font-weight:bold}}
.row{{fill:none;pointer-events:all}}
.row:target{{fill:#fff2c2}}
.rule{{stroke:#{look.RULE_INK};stroke-width:{look.RULE:g}}}
.heavy{{stroke:#{look.INK};stroke-width:{look.HEAVY_RULE:g}}}
.symbol{{fill:#{look.PAPER};stroke:#{look.INK};stroke-width:{look.SYMBOL:g}}}
.aside{{stroke-width:{look.ASIDE:g}}}
.optional,.overdue{{stroke-dasharray:{_DASHES}}}
.flow{{fill:none;stroke:#{look.INK};stroke-width:{look.FLOW:g}}}
.near{{fill:none;stroke:transparent;stroke-width:6}}
.tip{{fill:#{look.INK}}}
.tie{{stroke:#{look.INK};stroke-width:{look.TIE:g};stroke-dasharray:{_DOTS}}}
{_STATUSES}
{_STRESSED}{{stroke-width:{look.STRESSED:g}}}
"""


def to_svg(sheet: Sheet) -> str:
    """Return the only page of a sheet as a document."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg_element(sheet, sheet.pages[0], style=STYLE)}\n'


def svg_element(sheet: Sheet, page: Page, *, style: str = "", name: str = "sheet", targets: bool = True) -> str:
    """Return a page as an element; ``name`` tells its ids from those of others, ``targets``: rows can be linked to."""
    width, height = _n(page.width), _n(page.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
        f' role="img" lang="{sheet.lang}" aria-labelledby="{name}-title {name}-desc">',
        f'<title id="{name}-title">{_escaped(sheet.title)}</title>',
        f'<desc id="{name}-desc">{_escaped(sheet.description)}</desc>',
        *([f"<style>{style}</style>"] if style else []),
        f'<rect class="paper" width="{width}" height="{height}"/>',
        *_Writer(sheet, targets=targets).elements(page),
        "</svg>",
    ]
    return "\n".join(parts)


def anchor(key: str) -> str:
    """Return what links call a row: ``step-klarifikasi``, ``outcome-selesai``."""
    return key.replace(":", "-")


class _Writer:
    """Writes the elements of a page; what lies above others comes last."""

    def __init__(self, sheet: Sheet, *, targets: bool) -> None:
        self._sheet = sheet
        self._targets = targets

    def elements(self, page: Page) -> Iterator[str]:
        yield from map(self._row, page.rows)
        yield from map(_rule, sorted(page.rules, key=lambda rule: rule.heavy))
        yield from map(_tie, page.ties)
        yield from map(self._connector, page.connectors)
        yield from map(self._symbol, page.symbols)
        for text in page.texts:
            yield from _text(text)

    def _row(self, row: Row) -> str:
        named = f' id="{anchor(row.key)}"' if self._targets else ""
        return f'<rect{named} class="row"{_box(row.box)}>{_title(self._sheet.symbol_hints.get(row.key, ""))}</rect>'

    def _connector(self, connector: Connector) -> str:
        name = "flow overdue" if connector.dashed else "flow"
        hints = [self._sheet.flow_hints[flow] for flow in connector.flows]
        label = "".join(_text(connector.label)) if connector.label else ""
        return (
            f'<g>{_title("; ".join(hints))}<path class="near" d="{_path(connector.line)}"/>'
            f'<path class="{name}" d="{_path(shortened(connector.line))}"/>'
            f'<path class="tip" d="{_path(tip(connector.line))}Z"/>{label}</g>'
        )

    def _symbol(self, symbol: Symbol) -> str:
        names = ["symbol", symbol.shape]
        names += ["optional"] if symbol.dashed else []
        names += ["aside"] if symbol.aside else []
        names += [symbol.status] if symbol.status else []
        named = f'class="{" ".join(names)}"'
        if symbol.shape in {"diamond", "pentagon"}:
            drawn = f'<path {named} d="{_path(outline(symbol))}Z"/>'
        else:
            radius = symbol.box.height / 2 if symbol.shape == "capsule" else 0
            drawn = f'<rect {named}{_box(symbol.box)} rx="{_n(radius)}"/>'
        hint = self._sheet.symbol_hints.get(symbol.node, "")
        return f"<g>{_title(hint)}{drawn}{''.join(_text(symbol_text(symbol)))}</g>"


def _rule(rule: Rule) -> str:
    name = "rule heavy" if rule.heavy else "rule"
    return f'<path class="{name}" d="{_path((rule.start, rule.end))}"/>'


def _tie(tie: Tie) -> str:
    return f'<path class="tie" d="{_path(tie.line)}"/>'


def _text(text: Text) -> Iterator[str]:
    size = _n(text.style.size)
    bold = ' class="bold"' if text.style.bold else ""
    centre = text.box.centre
    turned = f' transform="rotate(-90 {_n(centre.x)} {_n(centre.y)})"' if text.turned else ""
    for line in set_lines(text):
        # Where a machine has none of the typefaces, the line keeps its length all the same.
        kept = f' textLength="{_n(line.width)}" lengthAdjust="spacingAndGlyphs"' if is_known(line.text) else ""
        place = f'x="{_n(line.x)}" y="{_n(line.y)}"'
        yield f'<text{bold} font-size="{size}" {place}{kept}{turned}>{_escaped(line.text)}</text>'


def _box(box: Box) -> str:
    return f' x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'


def _title(text: str) -> str:
    return f"<title>{_escaped(text)}</title>" if text else ""


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _escaped(text: str) -> str:
    return escape(harmless(text, keep="\n"))


def _n(number: float) -> str:
    """Return a number with at most two places, and no more characters than needed."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
