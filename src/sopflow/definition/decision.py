"""Whether a decision by facts has exactly one answer: no two branches at once, and always one.

Each condition is a set of boxes in the space of the facts that it reads: one box for each alternative, in each fact the
cells (``partition.py``) whose values pass. Two branches overlap where two of their boxes meet; a gap is a point that no
box covers. Everything is exact; where that would take too long it is said that nothing is known. It must not know
files.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, Final

from sopflow.definition.partition import partition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sopflow.definition.model import Branch, Fact
    from sopflow.definition.partition import Cell

    Example = dict[str, Any]
    Box = dict[str, frozenset[int]]

_MOST_STEPS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two branches that hold at once, and facts with which they do."""

    first: str
    second: str
    example: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """What is known of the branches of one step.

    ``gap`` are facts with which none of them holds, ``never`` the branches that hold for no facts at all; ``proven`` is
    False where the facts have too many values to look at, so that neither overlaps nor gaps are known.
    """

    overlaps: tuple[Overlap, ...] = ()
    gap: Mapping[str, Any] | None = None
    never: tuple[str, ...] = ()
    proven: bool = True


class _TooLongError(Exception):
    """More steps than anybody would wait for."""


def examine(branches: Sequence[Branch], facts: Mapping[str, Fact]) -> Decision:
    """Return what is known of branches of which each has a condition, one of them ``otherwise`` perhaps."""
    spaces = _spaces(branches, facts)
    if spaces is None:
        return Decision(proven=False)
    boxes = {branch.id: _boxes(branch, spaces) for branch in branches if branch.when}
    overlaps = [
        Overlap(first, second, _example(both, spaces))
        for (first, mine), (second, other) in combinations(boxes.items(), 2)
        for both in [_meeting(mine, other)]
        if both is not None
    ]
    never = tuple(branch for branch, found in boxes.items() if not found)
    last = next((branch.id for branch in branches if branch.otherwise), None)
    try:
        gap = _uncovered([box for found in boxes.values() for box in found], spaces)
    except _TooLongError:
        return Decision(tuple(overlaps), None, never, proven=last is not None)
    if last is not None:
        return Decision(tuple(overlaps), None, never if gap else (*never, last))
    return Decision(tuple(overlaps), None if gap is None else _example(gap, spaces), never)


def witnesses(branches: Sequence[Branch], facts: Mapping[str, Fact]) -> dict[str, Example]:
    """Return facts with which each branch holds, and no other one where they are decisions with one answer.

    Branches for which nothing is known are left out.
    """
    spaces = _spaces(branches, facts)
    if spaces is None:
        return {}
    boxes = {branch.id: _boxes(branch, spaces) for branch in branches if branch.when}
    found = {branch: _example(some[0], spaces) for branch, some in boxes.items() if some}
    last = next((branch.id for branch in branches if branch.otherwise), None)
    if last is not None:
        try:
            left = _uncovered([box for some in boxes.values() for box in some], spaces)
        except _TooLongError:
            left = None
        if left is not None:
            found[last] = _example(left, spaces)
    return found


def _spaces(branches: Sequence[Branch], facts: Mapping[str, Fact]) -> dict[str, _Space] | None:
    """Return the cells of each fact that the branches read; None where there are too many of one."""
    spaces: dict[str, _Space] = {}
    for name in dict.fromkeys(fact for branch in branches if branch.when for fact in branch.when.facts):
        tests = [
            test.schema
            for branch in branches
            if branch.when
            for tests in branch.when.alternatives
            for test in tests
            if test.fact == name
        ]
        cells = partition({"type": facts[name].type, **facts[name].schema}, tests)
        if cells is None:
            return None
        spaces[name] = _Space(cells, tests)
    return spaces


class _Space:
    """The cells of one fact, and the schemas that its conditions hold it against."""

    def __init__(self, cells: tuple[Cell, ...], tests: list[Mapping[str, object]]) -> None:
        self.cells = cells
        self._tests = tests

    @property
    def whole(self) -> frozenset[int]:
        """All cells, by their place."""
        return frozenset(range(len(self.cells)))

    def passing(self, schema: Mapping[str, object]) -> frozenset[int]:
        """Return the cells whose values meet one of the schemas."""
        asked = self._tests.index(schema)
        return frozenset(place for place, cell in enumerate(self.cells) if asked in cell.meets)


def _boxes(branch: Branch, spaces: Mapping[str, _Space]) -> list[Box]:
    """Return the boxes of a condition, the empty ones left out."""
    assert branch.when is not None
    boxes: list[Box] = []
    for tests in branch.when.alternatives:
        box: Box = {}
        for test in tests:
            box[test.fact] = box.get(test.fact, spaces[test.fact].whole) & spaces[test.fact].passing(test.schema)
        if all(box.values()):
            boxes.append(box)
    return boxes


def _meeting(mine: list[Box], others: list[Box]) -> Box | None:
    """Return where a box of one branch and one of another meet, None where they do nowhere."""
    for one, other in product(mine, others):
        both = {name: one.get(name, cells) & other.get(name, cells) for name, cells in {**one, **other}.items()}
        if all(both.values()):
            return both
    return None


def _uncovered(boxes: list[Box], spaces: Mapping[str, _Space]) -> Box | None:
    """Return a part of the whole space that no box covers, None where there is none.

    To stay out of a box is to leave it in one of its facts: each is tried, with what is left of the space.
    """
    steps = 0

    def search(left: Box, place: int) -> Box | None:
        nonlocal steps
        steps += 1
        if steps > _MOST_STEPS:
            raise _TooLongError
        while place < len(boxes) and any(left[name].isdisjoint(cells) for name, cells in boxes[place].items()):
            place += 1
        if place == len(boxes):
            return left
        for name, cells in boxes[place].items():
            outside = left[name] - cells
            found = search({**left, name: outside}, place + 1) if outside else None
            if found is not None:
                return found
            left = {**left, name: left[name] & cells}  # what lies outside has been tried
        return None

    whole = {name: space.whole for name, space in spaces.items()}
    return search(whole, 0) if all(whole.values()) else None


def _example(box: Box, spaces: Mapping[str, _Space]) -> Example:
    return {name: spaces[name].cells[min(cells)].value for name, cells in box.items()}
