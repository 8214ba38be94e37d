"""How facts steer a case: a decision that reads what an earlier one has read goes the same way again.

Only facts that are read in two places can tie decisions together, so only those are followed, each as one value for
each cell of values that answer alike (``partition.py``). A fact stays as it is until a step states it anew; before
anybody has read it, it may be anything. It must not know forks or files.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, Final

from sopflow.definition.facts import compile_condition
from sopflow.definition.partition import partition

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from sopflow.definition.condition import Condition
    from sopflow.definition.facts import Answer
    from sopflow.definition.leaving import Leaving
    from sopflow.definition.model import Definition

Known = tuple[Any, ...]
"""The values of the facts that are followed, each ``UNKNOWN`` as long as it may be anything."""

UNKNOWN: Final = object()
_MOST: Final = 512


class Steering:
    """Tells which ways out of a step can be taken with what is known, and what is known behind them.

    With ``follow=False`` facts steer nothing: each way out can always be taken. ``unstable`` facts are not followed,
    since flows beside this one may state them at any time; ``lost`` are those and others that are read in two places
    and not followed.
    """

    def __init__(
        self,
        definition: Definition,
        leavings: Mapping[str, tuple[Leaving, ...]],
        unstable: Collection[str] = (),
        *,
        follow: bool = True,
    ) -> None:
        self._leavings = leavings
        self._readers = _readers(definition) if follow else {}
        shared = [fact for fact, conditions in self._readers.items() if len(conditions) > 1 and fact in definition.data]
        self._cells: dict[str, tuple[Any, ...]] = {}
        for fact in shared:
            cells = None if fact in unstable else _values(definition, fact, self._readers[fact])
            if cells and prod(map(len, self._cells.values())) * len(cells) <= _MOST:
                self._cells[fact] = cells
        self.names: tuple[str, ...] = tuple(self._cells)
        self.lost = frozenset(shared) - set(self.names)
        self.start: Known = (UNKNOWN,) * len(self.names)
        self._tests: dict[int, Callable[[Mapping[str, Any]], Answer]] = {}

    def leave(self, step: str, known: Known) -> Iterator[tuple[Leaving, Known]]:
        """Give the ways out of a step that can be taken, each with what is known behind it."""
        for leaving in self._leavings[step]:
            if not self.names or not leaving.completes:
                yield leaving, known
                continue
            after = self._stated(leaving, known)
            if leaving.branch is None or not (leaving.branch.when or leaving.branch.otherwise):
                yield leaving, after
                continue
            conditions = [one.branch.when for one in self._leavings[step] if one.branch and one.branch.when]
            for chosen in self.settled(after, {fact for when in conditions for fact in when.facts}):
                facts = self._facts(chosen)
                if leaving.branch.when:
                    possible = self._may_hold(leaving.branch.when, facts)
                else:
                    possible = not any(self._ask(when, facts).holds for when in conditions)
                if possible:
                    yield leaving, chosen

    def settled(self, known: Known, read: Collection[str]) -> Iterator[Known]:
        """Give what may be known once these facts have been read: one value for each cell."""
        return product(
            *(
                self._cells[name] if value is UNKNOWN and name in read else (value,)
                for name, value in zip(self.names, known, strict=True)
            )
        )

    def may_hold(self, when: Condition, known: Known, stated: Collection[str]) -> bool:
        """Return whether a condition can hold with what is known, where ``stated`` facts may be given anew."""
        facts = {name: value for name, value in self._facts(known).items() if name not in stated}
        return self._may_hold(when, facts)

    def reads(self, step: str) -> frozenset[str]:
        """Return the facts that the decision of a step reads."""
        return frozenset(fact for fact, readers in self._readers.items() if any(where == step for where, _ in readers))

    def _may_hold(self, when: Condition, facts: Mapping[str, Any]) -> bool:
        answer = self._ask(when, facts)
        return bool(answer.holds or answer.missing)

    def _ask(self, when: Condition, facts: Mapping[str, Any]) -> Answer:
        if id(when) not in self._tests:
            self._tests[id(when)] = compile_condition(when)
        return self._tests[id(when)](facts)

    def _stated(self, leaving: Leaving, known: Known) -> Known:
        if not leaving.states:
            return known
        return tuple(
            UNKNOWN if name in leaving.states else value for name, value in zip(self.names, known, strict=True)
        )

    def _facts(self, known: Known) -> dict[str, Any]:
        return {name: value for name, value in zip(self.names, known, strict=True) if value is not UNKNOWN}


def _readers(definition: Definition) -> dict[str, list[tuple[str, Condition]]]:
    """Return where each fact is read: the step, and the condition of a branch or an input, one for each decision."""
    found: dict[str, list[tuple[str, Condition]]] = {}
    for step in definition.steps.values():
        conditions = [*(branch.when for branch in step.branches), *(item.when for item in step.inputs)]
        for when in filter(None, conditions):
            for fact in when.facts:
                found.setdefault(fact, []).append((step.id, when))
    return found


def _values(definition: Definition, fact: str, readers: list[tuple[str, Condition]]) -> tuple[Any, ...] | None:
    """Return a value of each cell of a fact; None where they are too many."""
    tests = [test.schema for _, when in readers for tests in when.alternatives for test in tests if test.fact == fact]
    schema = {"type": definition.data[fact].type, **definition.data[fact].schema}
    cells = partition(schema, tests)
    return None if cells is None else tuple(cell.value for cell in cells)
