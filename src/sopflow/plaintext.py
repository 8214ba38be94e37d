"""Text that is safe and aligned wherever it is shown: terminals, logs, drawings.

Texts of SOPs, file names and arguments come from anywhere; what steers a terminal or turns the order of letters round
is written out as ``\\x1b`` or ``\\u202e``. It must not know what the texts are about.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_STEERING: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_WIDE: Final = frozenset("WF")
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})


def harmless(text: str, keep: str = "") -> str:
    """Return ``text`` with every control character, bidirectional mark and surrogate written out, but for ``keep``."""
    return _STEERING.sub(lambda found: found.group() if found.group() in keep else _written_out(found.group()), text)


def cut(text: str, most: int = 60) -> str:
    """Return what somebody gave as a sentence can hold it: harmless, and no longer than ``most`` characters."""
    text = harmless(text[: most + 1])
    return text if len(text) <= most else f"{text[: most - 1]}…"


def shown(value: object, most: int = 60) -> str:
    """Return a value as Python writes it, ``cut``; of what cannot be written, its type."""
    try:
        return cut(repr(value), most)
    except Exception:  # repr is code of whoever made the value, and a number may have too many digits
        return cut(type(value).__name__, most)


def harmless_json(text: str) -> str:
    """Return JSON text with the same characters written as ``\\uNNNN``: it means the same and steers nothing."""
    return _STEERING.sub(lambda found: found.group() if found.group() == "\n" else f"\\u{ord(found.group()):04x}", text)


def one_line(text: str) -> str:
    """Return ``text`` on one line: every stretch of white space is one space, the rest as in ``harmless``."""
    return harmless(" ".join(text.split()))


def width(text: str) -> int:
    """Return how many cells of a terminal ``text`` takes."""
    return len(text) if text.isascii() else sum(_cells(character) for character in text)


def padded(text: str, cells: int) -> str:
    """Return ``text`` filled up with spaces to ``cells`` cells."""
    return text + " " * (cells - width(text))


def _written_out(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _cells(character: str) -> int:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
