"""The sheet as SVG: one file that needs nothing else, real text, readable by screen readers.

It must not know SOPs, only sheets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from sopflow.layout.metrics import TYPEFACES, is_known
from sopflow.plaintext import harmless
from sopflow.sheet.paper import ARROW
from sopflow.sheet.setting import outline, set_lines, symbol_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sopflow.sheet.model import Connector, Page, Rule, Sheet, Symbol, Text, Tie

STYLE: Final = f"""
.paper{{fill:#fff}}
text{{font-family:{",".join(f"'{name}'" if " " in name else name for name in TYPEFACES)},sans-serif;fill:#111}}
.bold{{font-weight:bold}}
.rule{{stroke:#555;stroke-width:.5}}
.heavy{{stroke:#111;stroke-width:1}}
.symbol{{fill:#fff;stroke:#111;stroke-width:.9}}
.aside{{stroke-width:.6}}
.optional,.overdue{{stroke-dasharray:3 2}}
.flow{{fill:none;stroke:#111;stroke-width:.8}}
.tip{{fill:#111}}
.tie{{stroke:#111;stroke-width:.7;stroke-dasharray:.8 1.6}}
"""


def to_svg(sheet: Sheet) -> str:
    """Return the only page of a sheet as a document."""
    page = sheet.pages[0]
    attributes = (
        f'xmlns="http://www.w3.org/2000/svg" width="{_n(page.width)}pt" height="{_n(page.height)}pt" '
        f'viewBox="0 0 {_n(page.width)} {_n(page.height)}" role="img" aria-labelledby="sop-title sop-desc"'
    )
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f"<svg {attributes}>",
            f'<title id="sop-title">{_escaped(sheet.title)}</title>',
            f'<desc id="sop-desc">{_escaped(sheet.description)}</desc>',
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{_n(page.width)}" height="{_n(page.height)}"/>',
            *page_parts(page),
            "</svg>",
            "",
        ]
    )


def page_parts(page: Page) -> Iterator[str]:
    """Give the elements of a page, those that lie above others last."""
    yield from map(_rule, sorted(page.rules, key=lambda rule: rule.heavy))
    yield from map(_tie, page.ties)
    for connector in page.connectors:
        yield from _connector(connector)
    yield from map(_symbol, page.symbols)
    for text in page.texts:
        yield from _text(text)


def _rule(rule: Rule) -> str:
    name = "rule heavy" if rule.heavy else "rule"
    return f'<path class="{name}" d="{_path((rule.start, rule.end))}"/>'


def _tie(tie: Tie) -> str:
    return f'<path class="tie" d="{_path(tie.line)}"/>'


def _connector(connector: Connector) -> Iterator[str]:
    line = shortened(connector.line)
    name = "flow overdue" if connector.dashed else "flow"
    yield f'<path class="{name}" d="{_path(line)}"/>'
    yield f'<path class="tip" d="{_path(tip(connector.line))}Z"/>'
    if connector.label:
        yield from _text(connector.label)


def shortened(line: Sequence[tuple[float, float]], by: float = ARROW * 0.6) -> list[tuple[float, float]]:
    """Return a line that ends within the tip of its arrow."""
    (x, y), (end_x, end_y) = line[-2], line[-1]
    reach = abs(end_x - x) + abs(end_y - y)
    part = (reach - min(by, reach)) / reach if reach else 0.0
    return [*line[:-1], (x + (end_x - x) * part, y + (end_y - y) * part)]


def tip(line: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the corners of the tip of an arrow at the end of a line."""
    (x, y), (end_x, end_y) = line[-2], line[-1]
    reach = abs(end_x - x) + abs(end_y - y) or 1.0
    along, across = ((end_x - x) / reach, (end_y - y) / reach), ARROW * 0.38
    base = (end_x - along[0] * ARROW, end_y - along[1] * ARROW)
    return [
        (end_x, end_y),
        (base[0] - along[1] * across, base[1] + along[0] * across),
        (base[0] + along[1] * across, base[1] - along[0] * across),
    ]


def _symbol(symbol: Symbol) -> str:
    names = ["symbol", symbol.shape]
    names += ["optional"] if symbol.dashed else []
    names += ["aside"] if symbol.aside else []
    names += [symbol.status] if symbol.status else []
    named = f'class="{" ".join(names)}"'
    box = symbol.box
    if symbol.shape in {"diamond", "pentagon"}:
        drawn = f'<path {named} d="{_path(outline(symbol))}Z"/>'
    else:
        radius = box.height / 2 if symbol.shape == "capsule" else 0
        drawn = (
            f'<rect {named} x="{_n(box.x)}" y="{_n(box.y)}" width="{_n(box.width)}" height="{_n(box.height)}"'
            f' rx="{_n(radius)}"/>'
        )
    return "".join([drawn, *_text(symbol_text(symbol))])


def _text(text: Text) -> Iterator[str]:
    size = _n(text.style.size)
    bold = ' class="bold"' if text.style.bold else ""
    centre = text.box.centre
    turned = f' transform="rotate(-90 {_n(centre.x)} {_n(centre.y)})"' if text.turned else ""
    for line in set_lines(text):
        # Where a machine has none of the typefaces, the line keeps its length all the same.
        kept = f' textLength="{_n(line.width)}" lengthAdjust="spacingAndGlyphs"' if is_known(line.text) else ""
        yield (
            f'<text{bold} font-size="{size}" x="{_n(line.x)}" y="{_n(line.y)}"{kept}{turned}>'
            f"{_escaped(line.text)}</text>"
        )


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _escaped(text: str) -> str:
    return escape(harmless(text))


def _n(number: float) -> str:
    """Return a number with at most two places, and no more characters than needed."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
