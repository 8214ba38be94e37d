"""How rules, lines and symbols look, in every form of the sheet alike: inks as hexadecimal digits, widths in points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopflow.sheet.model import Status, Symbol

INK: Final = "111111"
RULE_INK: Final = "666666"
PAPER: Final = "ffffff"

HEAVY_RULE: Final = 1.0
RULE: Final = 0.5
FLOW: Final = 0.8
TIE: Final = 0.7
SYMBOL: Final = 0.9
ASIDE: Final = 0.6
"""The outline of a symbol of somebody who only takes part."""
STRESSED: Final = 1.6
"""The outline of what is under way."""

DASHES: Final = (3.0, 2.0)
DOTS: Final = (0.8, 1.6)

STATUS_COLOURS: Final[Mapping[Status, tuple[str, str]]] = {
    "done": ("d3ecd6", "1b6b2c"),
    "active": ("cfe3fb", "0b4f9e"),
    "late": ("fbd3cf", "a3170b"),
    "suspended": ("fdf1c7", "8a6a00"),
    "never": ("f1f1f1", "8a8a8a"),
}
"""Fill and outline of the symbols of a running case, by the status of their step."""
STRESSED_STATUSES: Final = frozenset({"active", "late"})


class Pen(NamedTuple):
    """What a symbol is drawn with."""

    fill: str
    ink: str
    width: float


def pen_of(symbol: Symbol) -> Pen:
    """Return what a symbol is drawn with."""
    fill, ink = STATUS_COLOURS[symbol.status] if symbol.status else (PAPER, INK)
    return Pen(fill, ink, STRESSED if symbol.status in STRESSED_STATUSES else ASIDE if symbol.aside else SYMBOL)
