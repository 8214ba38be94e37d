"""The slips of an editor that put a line out of place, undone: each a line written anew.

It must not know which of them was made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from sopflow.source.lines import INDENT, blanks, said, speaking
from sopflow.source.schemas import keys_of_the_format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.source.nodes import SourceText

MISSING_KEY: Final = "kunci-yang-hilang"
"""Stands for the key of a line that is missing: nobody knows which."""

LINES_ABOVE: Final = 60
"""So many lines above the one where a fault shows may be out of place."""

LINE_MISSING: Final = 0.5
"""What it costs to think that a line is missing above."""

LEFT_OUT: Final = 5.0
"""What it costs to leave a line out: only where nothing else helps."""

_HALF_A_KEY: Final = 0.05
"""What it costs to leave out a line that is neither a key nor an entry, since it can hardly be right."""

_VALUE_LOST: Final = 0.3
"""What it costs to think that a key should have no value but the lines below."""

_MOST_DOUBTED: Final = 4
"""So many lines are thought to be too many, or to lack one above."""

_LINES_BEFORE, _LINES_BEHIND = 3, 2
"""A line stands as far from the margin as one of so many lines around it."""

_KEY: Final = re.compile(r"[\w-]+:(\s|$)")
_KEY_WITH_TEXT: Final = re.compile(r"[\w-]+:\s+[^\s\[{#]")
_BARE_KEY: Final = re.compile(r"\w+$")
_LOST_COLON: Final = re.compile(r"(?P<dash>-\s+)?(?P<key>[a-z_]+)(?:\s*[=;.:]\s*|\s+)(?=[^\s:])")
_ENTRY: Final = re.compile(r"-\s+(?=\S)")
_WRONG_DASHES: Final = (
    (re.compile(r"(?:[•·–—*‣▪●○]|\w{1,2}[.)])\s*(?=[\w-]+:(\s|$))"), "yaml-syntax"),
    (re.compile(r"-(?=[\w-]+:(\s|$))"), "yaml-dash-space"),
    (re.compile(r"-\s+-\s+(?=\S)"), "yaml-dash-extra"),
    (re.compile(r"-\s\s+(?=\S)"), "yaml-indentation"),
)
"""What is written where one dash and one blank begin an entry."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A slip undone: ``text`` stands in the place of line ``number``.

    ``code`` and ``hint`` are what would be said of the slip. ``cost`` is how far it is from likely, in values and keys
    that do not fit (``plausible.py``); ``certain`` where ``text`` is what should be written.
    """

    number: int
    text: str
    code: str
    hint: str
    cost: float = 0.0

    @property
    def certain(self) -> bool:
        """True where the line is to be written so; else it is only known to be out of place."""
        return self.cost == 0.0


def undone_slips(source: SourceText, number: int, first: int) -> Iterator[Undone]:
    """Give the ways in which a line from ``first`` to ``number`` may have to be written, the nearest line first."""
    lines = list(speaking(source, range(number, max(first, number - LINES_ABOVE) - 1, -1)))
    for i in lines:
        yield from _of_line(source, i)
    for i in lines[:_MOST_DOUBTED]:
        line = source.line(i)
        parent = f"{' ' * max(blanks(line) - INDENT, 0)}{MISSING_KEY}:"
        yield Undone(i, f"{parent}\n{line}", "yaml-indentation", "parent-missing", LINE_MISSING)
    for i in lines[:_MOST_DOUBTED]:
        yield Undone(i, f"#{source.line(i)}", "yaml-indentation", "align-line", LEFT_OUT)


def _of_line(source: SourceText, number: int) -> Iterator[Undone]:
    """Give the ways in which one line may have to be written."""
    line = source.line(number)
    body, margin = line.strip(), " " * blanks(line)
    yield from _with_dash_or_colon_mended(number, body, margin)
    entry, key = _ENTRY.match(body), _KEY.match(body)
    if entry:
        rest = body[entry.end() :]
        yield Undone(number, f"{margin}{' ' * entry.end()}{rest}", "yaml-dash-extra", "write-value")
        yield Undone(number, f"{margin}{rest}", "yaml-dash-extra", "write-value")
    elif key:
        for before in dict.fromkeys((margin[INDENT:], margin)):
            yield Undone(number, f"{before}- {body}", "yaml-dash-missing", "write-value")
        if _KEY_WITH_TEXT.match(body):
            alone = f"{margin}{body.partition(':')[0]}:"
            yield Undone(number, alone, "yaml-indentation", "value-or-group", _VALUE_LOST)
    elif _BARE_KEY.match(body):
        yield Undone(number, f"{margin}{body}:", "yaml-colon-missing", "write-value")
    else:
        code = "yaml-indentation" if ": " in body.partition('"')[0] else "yaml-colon-missing"
        yield Undone(number, f"#{line}", code, "continue-deeper", _HALF_A_KEY)
    if entry or key:
        for indent in _likely_indents(source, number):
            if indent != len(margin):
                yield Undone(number, " " * indent + body, "yaml-indentation", "put-spaces")


def _with_dash_or_colon_mended(number: int, body: str, margin: str) -> Iterator[Undone]:
    for sign, code in _WRONG_DASHES:
        wrong = sign.match(body)
        if wrong:
            yield Undone(number, f"{margin}- {body[wrong.end() :]}", code, "write-value")
    lost = _LOST_COLON.match(body)
    if lost and lost["key"] in keys_of_the_format():
        fixed = f"{lost['dash'] or ''}{lost['key']}: {body[lost.end() :]}"
        yield Undone(number, f"{margin}{fixed}", "yaml-colon-missing", "write-value")


def _likely_indents(source: SourceText, number: int) -> list[int]:
    """Return how far a line may have to stand from the margin: as one of the lines near it, or one level deeper."""
    near = list(islice(speaking(source, range(number - 1, -1, -1)), _LINES_BEFORE))
    near += islice(speaking(source, range(number + 1, len(source.lines))), _LINES_BEHIND)
    levels: dict[int, None] = {}
    for i in near:
        line = source.line(i)
        entry = _ENTRY.match(line.strip())
        within = blanks(line) + (entry.end() if entry else 0)
        levels |= dict.fromkeys((blanks(line), within))
        if said(line).endswith(":"):
            levels[within + INDENT] = None
    return list(levels)
