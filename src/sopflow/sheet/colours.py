"""The colours of a running case on the sheet: fill and outline of the symbols, by the status of their step."""

from __future__ import annotations

from typing import Final

STATUS_COLOURS: Final = {
    "done": ("d3ecd6", "1b6b2c"),
    "active": ("cfe3fb", "0b4f9e"),
    "late": ("fbd3cf", "a3170b"),
    "suspended": ("fdf1c7", "8a6a00"),
    "never": ("f1f1f1", "8a8a8a"),
}
