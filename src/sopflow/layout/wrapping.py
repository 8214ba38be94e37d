"""Breaking a text into lines that fit a width. Nothing is cut: a word that is too long is broken where it must be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sopflow.layout.metrics import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PIECES: Final = re.compile(r"[^/-]+[/-]*|[/-]+")
"""A word may be parted behind a hyphen or a stroke."""

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
"""Where a line must not end."""

ITEM: Final = f"-{NO_BREAK}"
"""What an item of a list begins with; its further lines begin below its words."""
_HANGING: Final = 2 * NO_BREAK

_SPACES: Final = re.compile(rf"[^\S{NO_BREAK}]+")
_SIGNS: Final = ".,:;!?"
_TOLERANCE: Final = 0.01
"""Widths are sums of fractions."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: its size and the distance of its lines, in points."""

    size: float
    leading: float
    bold: bool = False

    def width(self, text: str) -> float:
        """Return how wide a text is."""
        return text_width(text, self.size, self.bold)


def wrapped(texts: Iterable[str], width: float, style: Style) -> list[str]:
    """Return the lines of several paragraphs."""
    return [line for text in texts for line in _lines(text, width, style)]


def widest_word(texts: Iterable[str], style: Style) -> float:
    """Return the width of the longest piece that is not parted unless it must be."""
    return max((style.width(piece) for text in texts for word in _words(text) for piece in _pieces(word)), default=0.0)


@lru_cache(maxsize=4096)
def _lines(text: str, width: float, style: Style) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    width += _TOLERANCE
    hanging = _HANGING if text.startswith(ITEM) else ""
    for word in _words(text):
        for place, piece in enumerate(_fitting(word, width - style.width(hanging), style)):
            gap = "" if place or not line else " "
            if line and style.width(line + gap + piece) > width:
                lines.append(line)
                line = hanging + piece
            else:
                line += gap + piece
    return (*lines, line)


def _fitting(word: str, width: float, style: Style) -> Iterator[str]:
    """Give the pieces of a word, each no wider than ``width`` (or a single letter)."""
    for piece in _pieces(word):
        first, room = 0, width
        for place, letter in enumerate(piece):
            needed = style.width(letter)
            room -= needed
            if room < 0 and place > first and needed:
                yield piece[first:place]
                first, room = place, width - needed
        yield piece[first:]


def _words(text: str) -> list[str]:
    """Return the words of a text; a sign that stands alone stays with the word before it."""
    words: list[str] = []
    for word in _SPACES.split(text):
        if words and word and not word.strip(_SIGNS):
            words[-1] += NO_BREAK + word
        elif word:
            words.append(word)
    return words


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    return tuple(_PIECES.findall(text))
