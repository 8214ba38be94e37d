"""Sizes of paper, type and symbols, in points."""

from __future__ import annotations

from typing import Final

from sopflow.layout.placing import Spacing
from sopflow.layout.wrapping import Style

MILLIMETRE: Final = 72 / 25.4

PAPERS: Final = {"a4": (297 * MILLIMETRE, 210 * MILLIMETRE), "f4": (330 * MILLIMETRE, 215 * MILLIMETRE)}
"""Width and height of the papers that offices print sheets on, lying on their long side."""

MARGIN: Final = 12 * MILLIMETRE

BODY: Final = Style(7.5, 9.2)
HEAD: Final = Style(7.5, 9.2, bold=True)
SMALL: Final = Style(6.2, 7.4)
TITLE: Final = Style(10.5, 13.0, bold=True)

PADDING: Final = 3.5
"""Between the text of a cell and its rules."""

SYMBOL_WIDTH: Final = 32.0
SYMBOL_HEIGHT: Final = {"capsule": 15.0, "box": 19.0, "diamond": 22.0, "pentagon": 22.0}
SPACING: Final = Spacing(track=5.0, off_rule=6.0)
"""Between lines that run side by side, and between a rule of the table and the line beside it."""
CLEARANCE: Final = 5.0
"""Between lines and symbols, labels or rules."""
ARROW: Final = 4.0
"""How long the tip of an arrow is."""
LABEL_GAP: Final = 1.8
"""Between a label and what it belongs to."""
NARROWEST_LABEL: Final = 20.0
WIDEST_LABEL: Final = 58.0
