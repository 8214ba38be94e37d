"""Where the cells of a table begin and end, when they have to become rows and columns of another program."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NEAR: Final = 0.01
"""Sums of fractions that agree so nearly are one edge."""


def edges(found: Iterable[float]) -> list[float]:
    """Return edges in order, each once."""
    kept: list[float] = []
    for edge in sorted(found):
        if not kept or edge - kept[-1] > NEAR:
            kept.append(edge)
    return kept


def place_of(edge: float, known: Sequence[float]) -> int:
    """Return the place of an edge among the known ones."""
    return bisect_left(known, edge - NEAR)
