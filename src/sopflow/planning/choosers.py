"""How decisions fall in a run: by default, as somebody chose, or so that every way is run once.

It must not know time.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sopflow.definition.model import ON_OVERDUE
from sopflow.errors import ChoiceError
from sopflow.messages import Either
from sopflow.plaintext import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sopflow.definition.model import Definition, Exit
    from sopflow.planning.rework import Rework


class Chosen:
    """Follows choices that somebody made; where nothing is chosen, the first way that is not rework.

    A sequence is used up visit by visit; a mapping holds for each visit, except that rework and the overdue way are
    taken once. Visits count from where the plan starts. Raises ``ChoiceError`` for what the SOP does not offer.
    """

    def __init__(
        self, definition: Definition, choices: Sequence[tuple[str, str]] | Mapping[str, str], rework: Rework
    ) -> None:
        self._rework = rework
        self._always: dict[str, Exit] = {}
        self._in_order: dict[str, deque[Exit]] = {}
        if isinstance(choices, Mapping):
            self._always = {step: _way(definition, step, branch) for step, branch in choices.items()}
        else:
            for step, branch in _pairs(choices):
                self._in_order.setdefault(step, deque()).append(_way(definition, step, branch))

    def __call__(self, step: str, visit: int, passed: frozenset[str]) -> Exit:
        waiting = self._in_order.get(step)
        if waiting:
            return waiting.popleft()
        ordinary = self._rework.ordinary(step, passed)
        way = self._always.get(step)
        return way if way and (visit == 1 or way in ordinary) else ordinary[0]

    def refuse_unused(self) -> None:
        """Raise ``ChoiceError`` where a choice of a sequence was never asked for."""
        for step, ways in self._in_order.items():
            if ways:
                raise ChoiceError("choice-unused", step=step, branch=ways[0].branch)


class Detour:
    """Takes given ways on the first visit of each step, then goes as the shown way goes.

    Rework and the overdue way are taken once: the shown way may have ended the case before it came out of its rework.
    """

    def __init__(self, first: Mapping[str, Exit], shown: Mapping[str, Exit], rework: Rework) -> None:
        self._first = first
        self._shown = shown
        self._rework = rework

    def __call__(self, step: str, visit: int, passed: frozenset[str]) -> Exit:
        way = (visit == 1 and self._first.get(step)) or self._shown.get(step)
        if way and visit == 1:
            return way
        ordinary = self._rework.ordinary(step, passed)
        return way if way in ordinary else ordinary[0]


class Enumeration:
    """Goes through all base ways: each run takes the next series of choices, until ``exhausted``.

    ``taken`` and ``left`` are the ways out that the runs so far took, and those that some run could not take.
    """

    def __init__(self, rework: Rework) -> None:
        self._rework = rework
        self._prefix: list[int] = []
        self._asked: list[tuple[int, int]] = []
        self.exhausted = False
        self.taken: set[Exit] = set()
        self.left: set[Exit] = set()

    def __call__(self, step: str, visit: int, passed: frozenset[str]) -> Exit:
        ways = self._rework.ordinary(step, passed)
        place = len(self._asked)
        index = self._prefix[place] if place < len(self._prefix) else 0
        self._asked.append((index, len(ways)))
        self.taken.add(ways[index])
        self.left.update(way for way in self._rework.exits[step] if way not in ways)
        return ways[index]

    def advance(self) -> None:
        """Go on to the next series of choices."""
        while self._asked and self._asked[-1][0] + 1 == self._asked[-1][1]:
            self._asked.pop()
        if not self._asked:
            self.exhausted = True
            return
        self._prefix = [index for index, _ in self._asked]
        self._prefix[-1] += 1
        self._asked = []


def detour_to(
    target: Exit, standing: Collection[str], shown: Mapping[str, Exit], rework: Rework
) -> dict[str, Exit] | None:
    """Return what has to be taken on the first visits to come to ``target`` with as few changes as can be.

    The way leads from one of the steps at which the plan starts (``standing``); None where there is none. A step of
    the shown way goes on as shown at no cost, any other way out costs one; overdue ways are the last resort.
    """
    cost = dict.fromkeys(standing, 0)
    came: dict[str, Exit] = {}
    waiting = [(0, step) for step in sorted(standing)]
    while waiting:
        so_far, step = heapq.heappop(waiting)
        if step == target.step:
            break
        if so_far > cost[step]:
            continue
        for way in rework.exits[step]:
            spent = so_far + _price(way, shown, rework)
            for after in way.targets:
                if after in rework.exits and (after not in cost or spent < cost[after]):
                    cost[after], came[after] = spent, way
                    heapq.heappush(waiting, (spent, after))
    if target.step not in cost:
        return None
    taken = {target.step: target}
    step = target.step
    while step in came:
        way = came[step]
        taken[way.step] = way
        step = way.step
    return taken


def _price(way: Exit, shown: Mapping[str, Exit], rework: Rework) -> int:
    if shown.get(way.step) == way:
        return 0
    if way.branch == ON_OVERDUE:
        return len(rework.exits)
    return 0 if way.branch is None else 1


def _pairs(choices: object) -> list[tuple[str, str]]:
    pairs: list[object] = list(choices) if isinstance(choices, Iterable) and not isinstance(choices, str) else [choices]
    found: list[tuple[str, str]] = []
    for pair in pairs:
        if not (isinstance(pair, tuple | list) and len(pair) == 2 and all(isinstance(name, str) for name in pair)):
            raise ChoiceError("choice-form", found=shown(pair))
        found.append((pair[0], pair[1]))
    return found


def _way(definition: Definition, step_id: str, branch: str) -> Exit:
    step = definition.steps.get(step_id)
    if step is None:
        deciding = tuple(step.id for step in definition.steps.values() if step.named_exits)
        raise ChoiceError("choice-step-unknown", step=step_id, known=Either(deciding or tuple(definition.steps)))
    for way in step.exits:
        if way.branch == branch:
            return way
    known = tuple(way.branch for way in step.exits if way.branch)
    if not known:
        raise ChoiceError("choice-not-needed", step=step_id)
    raise ChoiceError("choice-branch-unknown", step=step_id, branch=branch, known=Either(known))
