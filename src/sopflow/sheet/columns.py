"""How wide the columns of the table are: as the symbols need, as the words need, and the rest where it saves height."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from sopflow.layout.placing import room
from sopflow.layout.wrapping import Style, widest_word, wrapped
from sopflow.sheet.paper import BODY, HEAD, PADDING, SPACING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopflow.layout.placing import Extent, Lanes
    from sopflow.sheet.content import Lines, RowWords

TEXTS: Final = ("activity", "inputs", "duration", "outputs", "note")
"""The columns of text, the actors' columns lying behind the first."""

_LEAST: Final = {"activity": 110.0, "inputs": 66.0, "duration": 40.0, "outputs": 62.0, "note": 50.0}
_WIDEST_WORD: Final = 90.0
_SHARE: Final = 3.0
ACTOR_HEAD: Final = Style(6.6, 7.8, bold=True)
_ACTOR_GAP: Final = 2.0
_COMFORTABLE: Final = 46.0
_TURNED_LENGTH: Final = 84.0


@dataclass(frozen=True)
class Columns:
    """Where the columns lie, from 0 at the left edge of the table."""

    number: float
    actors: tuple[float, ...]
    """The rules beside the actors' columns."""
    middles: tuple[float, ...]
    """The lines that the actors' symbols stand on."""
    texts: dict[str, tuple[float, float]]
    """Where each column of text begins and ends."""
    turned: bool
    """Whether the names of the actors are to be read from below, since they are too many."""

    @property
    def width(self) -> float:
        """The width of the table."""
        return self.texts["note"][1]


def columns(
    rows: Sequence[RowWords], actors: Lines, heads: dict[str, str], lanes: Sequence[Lanes], extents: Sequence[Extent],
    available: float,
) -> Columns:  # fmt: skip
    """Return the columns of a table as wide as ``available``, or wider where it cannot be less."""
    number = max(widest_word([row.number for row in rows], BODY), HEAD.width(heads["number"])) + 2 * PADDING
    needed = room(extents, lanes, SPACING)
    least = {name: _least(name, rows, heads[name]) for name in TEXTS}
    spare = available - number - sum(least.values())
    named = [
        max(need, widest_word([name], ACTOR_HEAD) + 2 * _ACTOR_GAP) for need, name in zip(needed, actors, strict=True)
    ]
    turned = sum(named) > max(spare, sum(needed))
    wide = needed if turned else named
    if not turned:
        comfortable = [max(width, _COMFORTABLE) for width in wide]
        wide = comfortable if sum(comfortable) <= spare else wide
    shared = _shared_out(rows, least, spare - sum(wide))
    edges, middles = _actor_edges(number + shared["activity"], wide, needed, lanes, extents)
    texts = {"activity": (number, number + shared["activity"])}
    left = edges[-1]
    for name in TEXTS[1:]:
        texts[name] = (left, left + shared[name])
        left += shared[name]
    return Columns(number, edges, middles, texts, turned)


def actor_heads(actors: Lines, found: Columns) -> list[tuple[str, ...]]:
    """Return the names of the actors in lines, along their columns or across."""
    lines = []
    for name, (left, right) in zip(actors, pairwise(found.actors), strict=True):
        across = right - left - 2 * _ACTOR_GAP
        length = max(_TURNED_LENGTH, widest_word([name], ACTOR_HEAD))
        if found.turned:
            while len(wrapped([name], length, ACTOR_HEAD)) * ACTOR_HEAD.leading > across:
                length += 6
        lines.append(tuple(wrapped([name], length if found.turned else across, ACTOR_HEAD)))
    return lines


def _least(name: str, rows: Sequence[RowWords], head: str) -> float:
    """Return the width that holds the longest word, unless that is too long for any column."""
    words = widest_word([text for row in rows for text in getattr(row, name)], BODY)
    return max(min(words, _WIDEST_WORD), HEAD.width(head), _LEAST[name] - 2 * PADDING) + 2 * PADDING


def _shared_out(rows: Sequence[RowWords], least: dict[str, float], spare: float) -> dict[str, float]:
    """Give what is left over to the columns, bit by bit, always where the table becomes lowest."""
    widths = dict(least)
    lengths = [{name: [BODY.width(text) for text in getattr(row, name)] for name in TEXTS} for row in rows]
    while spare >= _SHARE:
        best = min(TEXTS, key=lambda name: (_height(lengths, {**widths, name: widths[name] + _SHARE}), widths[name]))
        widths[best] += _SHARE
        spare -= _SHARE
    widths["activity"] += max(spare, 0)
    return widths


def _height(lengths: Sequence[dict[str, list[float]]], widths: dict[str, float]) -> float:
    """Return about how many lines the rows take together."""
    return sum(
        max(sum(max(1.0, length / (widths[name] - 2 * PADDING)) for length in cell) for name, cell in row.items())
        for row in lengths
    )


def _actor_edges(
    left: float, wide: Sequence[float], needed: Sequence[float], lanes: Sequence[Lanes], extents: Sequence[Extent]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Return the rules and middles; what a column has more than it needs lies on both sides."""
    edges = [left, *(left + width for width in accumulate(wide))]
    middles = [
        edges[place] + (wide[place] - needed[place]) / 2 + SPACING.breadth(lanes[place].behind) + extents[place].before
        for place in range(len(wide))
    ]
    return tuple(edges), tuple(middles)
