"""The sheet as one HTML file: to be looked at in light or dark, printed page by page, and linked to row by row.

It needs no network and holds no script. It must not know SOPs, only sheets.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from sopflow.messages import say
from sopflow.plaintext import harmless
from sopflow.sheet.svg import STYLE, anchor, svg_element

if TYPE_CHECKING:
    from sopflow.sheet.model import Sheet

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE: Final = """
:root{color-scheme:light dark;--paper:#fff;--ink:#111;--back:#e9ebee;--line:#666}
body{margin:0;background:var(--back);color:var(--ink);font:15px/1.5 Arial,'Liberation Sans',Helvetica,sans-serif}
main{padding:1rem;max-width:1500px;margin:auto}
.screen svg{display:block;width:100%;height:auto;min-width:860px;box-shadow:0 1px 6px #0004}
.screen{overflow-x:auto}
.row:hover{fill:#7fb2ff;fill-opacity:.12}
.print{display:none}
.details{background:var(--paper);margin-top:1rem;padding:.5rem 1.5rem 1rem;box-shadow:0 1px 6px #0004}
.details dt{font-weight:bold;margin-top:.8rem}
.details dd{margin:0 0 0 1rem;white-space:pre-line}
.details a{color:inherit}
@media screen and (prefers-color-scheme:dark){
:root{--paper:#1b1d20;--ink:#e8e8e8;--back:#101113;--line:#777}
.paper{fill:#1b1d20}
text{fill:#e8e8e8}
.row:target{fill:#4a4116}
.rule{stroke:#6a6a6a}
.heavy{stroke:#bbb}
.symbol{fill:#26292d;stroke:#e8e8e8}
.flow,.tie{stroke:#e8e8e8}
.tip{fill:#e8e8e8}
.done{fill:#1f4a29;stroke:#7fd692}
.active{fill:#123c6b;stroke:#86bbf7}
.late{fill:#6b1f18;stroke:#f59a90}
.never{fill:#2b2b2b;stroke:#777}
}
@media print{
body{background:none}
main{padding:0;max-width:none}
.screen,.details{display:none}
.print{display:block}
.print svg{display:block;width:100vw;height:100vh;break-after:page;break-inside:avoid}
.print svg:last-child{break-after:auto}
}
"""


def to_html(whole: Sheet, pages: Sheet) -> str:
    """Return a document: ``whole`` is the sheet in one piece, for the screen; ``pages`` is what is printed."""
    size = f"{pages.pages[0].width / pages.enlargement:.2f}pt {pages.pages[0].height / pages.enlargement:.2f}pt"
    printed = [
        svg_element(pages, page, name=f"page-{number}", targets=False) for number, page in enumerate(pages.pages, 1)
    ]
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{whole.lang}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            f"<title>{_escaped(whole.title)}</title>",
            f"<style>{STYLE}{_STYLE}@page{{size:{size};margin:0}}</style>",
            "</head>",
            "<body>",
            "<main>",
            f'<div class="screen">{svg_element(whole, whole.pages[0])}</div>',
            f'<div class="print" aria-hidden="true">{"".join(printed)}</div>',
            *_details(whole),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _details(sheet: Sheet) -> list[str]:
    """Return all that is shown when somebody points at a row, for those who cannot point."""
    lines = [f'<section class="details"><h2>{_escaped(say("sheet-details", sheet.lang))}</h2>', "<dl>"]
    for row in sheet.pages[0].rows:
        head, _, rest = sheet.symbol_hints.get(row.key, row.key).partition("\n")
        lines.append(f'<dt><a href="#{anchor(row.key)}">{_escaped(head)}</a></dt>')
        lines.append(f"<dd>{_escaped(rest)}</dd>" if rest else "")
    return [*filter(None, lines), "</dl>", "</section>"]


def _escaped(text: str) -> str:
    return escape(harmless(text, keep="\n"))
