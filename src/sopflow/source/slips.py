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

_BLOCK_MOVED: Final = 0.05
"""What it costs to think that several lines are out of place alike."""

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
    """A slip undone: ``text`` stands in the place of line ``number`` and those behind it up to ``last``.

    ``code`` and ``hint`` are what would be said of the slip. ``cost`` is how far it is from likely, in values and keys
    that do not fit (``plausible.py``); ``certain`` where ``text`` is what should be written.
    """

    number: int
    text: str
    code: str
    hint: str
    cost: float = 0.0
    last: int = -1

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
        yield from _as_entry(number, body, margin)
        if _KEY_WITH_TEXT.match(body):
            alone = f"{margin}{body.partition(':')[0]}:"
            yield Undone(number, alone, "yaml-indentation", "value-or-group", _VALUE_LOST)
    elif _BARE_KEY.match(body):
        yield Undone(number, f"{margin}{body}:", "yaml-colon-missing", "write-value")
        yield from _as_entry(number, body, margin)
    else:
        yield from _as_entry(number, body, margin)
        code = "yaml-indentation" if ": " in body.partition('"')[0] else "yaml-colon-missing"
        yield Undone(number, f"#{line}", code, "continue-deeper", _HALF_A_KEY)
    if entry or key:
        for indent in _likely_indents(source, number):
            if indent != len(margin):
                yield Undone(number, " " * indent + body, "yaml-indentation", "put-spaces")
                yield from _as_block(source, number, indent - len(margin))


def _as_entry(number: int, body: str, margin: str) -> Iterator[Undone]:
    for before in dict.fromkeys((margin[INDENT:], margin)):
        yield Undone(number, f"{before}- {body}", "yaml-dash-missing", "write-value")


def _as_block(source: SourceText, number: int, shift: int) -> Iterator[Undone]:
    """Move a line together with what stands below it, and with its whole group."""
    first = source.line(number)
    margin, is_entry = blanks(first), bool(_ENTRY.match(first.strip()))
    for least in (margin + 1, margin):
        last = number
        for i in speaking(source, range(number + 1, len(source.lines))):
            line = source.line(i)
            if blanks(line) < least or (blanks(line) == margin and is_entry != bool(_ENTRY.match(line.strip()))):
                break
            last = i
        if last > number:
            lines = [_moved(source.line(i), shift) for i in range(number, last + 1)]
            yield Undone(number, "\n".join(lines), "yaml-indentation", "move-block", _BLOCK_MOVED, last)


def _moved(line: str, shift: int) -> str:
    return line if not line.strip() else " " * max(blanks(line) + shift, 0) + line.lstrip(" ")


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
    """Return how far a line may have to stand from the margin: as a line near it, or above it, or one level deeper."""
    above = list(islice(speaking(source, range(number - 1, -1, -1)), LINES_ABOVE))
    near = above[:_LINES_BEFORE]
    near += islice(speaking(source, range(number + 1, len(source.lines))), _LINES_BEHIND)
    levels: dict[int, None] = {0: None} if said(source.line(number)).endswith(":") else {}
    for i in near:
        line = source.line(i)
        entry = _ENTRY.match(line.strip())
        within = blanks(line) + (entry.end() if entry else 0)
        levels |= dict.fromkeys((blanks(line), within))
        if said(line).endswith(":"):
            levels[within + INDENT] = None
    least = min((blanks(source.line(i)) for i in near), default=0)
    for i in above:  # the entries and groups that the line stands in
        if blanks(source.line(i)) < least:
            least = blanks(source.line(i))
            levels[least] = None
    return list(levels)
