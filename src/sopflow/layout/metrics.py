"""How wide a text is, in the typeface that office documents use: Arial, and what has the same widths.

The widths are those of Liberation Sans, which was made to match Arial and Helvetica letter by letter; so what is laid
out here fits on Windows, macOS and Linux alike. A letter that is not in the table counts as wide as it can be.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Final

TYPEFACES: Final = ("Arial", "Liberation Sans", "Arimo", "Helvetica")
"""All of these have the widths below."""

ASCENT: Final = 0.905
DESCENT: Final = 0.212
"""How far letters reach above and below the baseline, per size."""

_REGULAR: Final = {
    191: "'",
    222: "ijl‘’",
    260: "|",
    278: " !,./:;I[\\]ft\xa0·ı",
    292: "ľ",
    333: "()-`r²³‐‑“”",
    334: "{}",
    350: "•",
    355: '"',
    375: "ť",
    389: "*",
    400: "°",
    469: "^",
    500: "Jcksvxyz",
    549: "±≤≥",
    556: "#$0123456789?L_abdeghnopqu–€",
    584: "+<=>~×−",
    611: "FTZß",
    615: "ď",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    834: "½¼",
    889: "%æ",
    944: "W",
    1000: "—…←→",
    1015: "@",
}
_BOLD: Final = {
    238: "'",
    278: " ,./I\\ijl\xa0·ı‘’",
    280: "|",
    333: "!()-:;[]`ft²³‐‑",
    350: "•",
    385: "ľ",
    389: "*r{}",
    400: "°",
    474: '"',
    479: "ť",
    500: "z“”",
    549: "±≤≥",
    556: "#$0123456789J_aceksvxy–€",
    584: "+<=>^~×−",
    611: "?FLTZbdghnopquß",
    667: "EPSVXY",
    719: "ď",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    834: "½¼",
    889: "%mæ",
    944: "W",
    975: "@",
    1000: "—…←→",
}
_UNKNOWN: Final = 1000
_WITH_ACCENT: Final = 278
"""The least width of a letter that carries something above it."""


def _by_character(table: dict[int, str]) -> dict[str, int]:
    return {character: width for width, characters in table.items() for character in characters}


_WIDTHS: Final = {False: _by_character(_REGULAR), True: _by_character(_BOLD)}


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Return how wide ``text`` is when set at ``size`` points."""
    widths = _WIDTHS[bold]
    return sum(widths.get(character) or _other(character, bold) for character in text) * size / 1000


def is_known(text: str) -> bool:
    """Say whether every letter of ``text`` has a width of its own in the table, so that nothing was guessed."""
    known = _WIDTHS[False]
    return all(character in known or _plain(character) in known for character in text)


@cache
def _other(character: str, bold: bool) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    base = _WIDTHS[bold].get(_plain(character))
    return _UNKNOWN if base is None else max(base, _WITH_ACCENT)


def _plain(character: str) -> str:
    """Return a letter without its accents."""
    return unicodedata.normalize("NFD", character)[0]
