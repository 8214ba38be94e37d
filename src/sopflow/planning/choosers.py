"""How decisions fall in a run: by default, as somebody chose, or so that every way is run once.

It must not know time.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sopflow.definition.model import ON_OVERDUE
from sopflow.errors import ChoiceError
from sopflow.messages import Either

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sopflow.definition.model import Definition, Step, Way
    from sopflow.planning.simulate import TurnsBack


class Default:
    """Takes the first way that is not rework; never the overdue way."""

    def __init__(self, turns_back: TurnsBack) -> None:
        self._turns_back = turns_back

    def __call__(self, step: Step, visit: int, passed: frozenset[str]) -> Way:
        return next(self.ways(step, passed))

    def ways(self, step: Step, passed: frozenset[str]) -> Iterator[Way]:
        """Give the ways that a base way may take: neither rework nor the overdue way."""
        return (way for way in step.ways if way.branch != ON_OVERDUE and not self._turns_back(way, passed))


class Chosen:
    """Follows choices that somebody made, and the default where nothing is chosen.

    A sequence is used up visit by visit; a mapping holds for each visit, except that rework is taken once.
    """

    def __init__(
        self, definition: Definition, choices: Sequence[tuple[str, str]] | Mapping[str, str], turns_back: TurnsBack
    ) -> None:
        self._default = Default(turns_back)
        self._turns_back = turns_back
        self._always: dict[str, Way] = {}
        self._in_order: dict[str, deque[Way]] = {}
        if isinstance(choices, Mapping):
            self._always = {step: _way(definition, step, branch) for step, branch in choices.items()}
        else:
            for step, branch in choices:
                self._in_order.setdefault(step, deque()).append(_way(definition, step, branch))

    def __call__(self, step: Step, visit: int, passed: frozenset[str]) -> Way:
        waiting = self._in_order.get(step.id)
        if waiting:
            return waiting.popleft()
        way = self._always.get(step.id)
        if way and (visit == 1 or not (way.branch == ON_OVERDUE or self._turns_back(way, passed))):
            return way
        return self._default(step, visit, passed)

    def refuse_unused(self) -> None:
        """Raise ``ChoiceError`` where a choice of a sequence was never asked for."""
        for step, ways in self._in_order.items():
            if ways:
                raise ChoiceError("choice-unused", step=step, branch=ways[0].branch)


class Detour:
    """Takes given ways on the first visit of each step, then goes as the shown way goes."""

    def __init__(self, first: Mapping[str, Way], shown: Mapping[str, Way], turns_back: TurnsBack) -> None:
        self._first = first
        self._shown = shown
        self._default = Default(turns_back)

    def __call__(self, step: Step, visit: int, passed: frozenset[str]) -> Way:
        way = self._first.get(step.id) if visit == 1 else None
        return way or self._shown.get(step.id) or self._default(step, visit, passed)


class Enumeration:
    """Goes through all base ways: each run takes the next series of choices, until ``exhausted``."""

    def __init__(self, turns_back: TurnsBack) -> None:
        self._default = Default(turns_back)
        self._prefix: list[int] = []
        self._taken: list[tuple[int, int]] = []
        self.exhausted = False
        self.skipped: set[Way] = set()
        self.taken: set[Way] = set()

    def __call__(self, step: Step, visit: int, passed: frozenset[str]) -> Way:
        ways = list(self._default.ways(step, passed))
        self.skipped.update(way for way in step.ways if way not in ways)
        place = len(self._taken)
        index = self._prefix[place] if place < len(self._prefix) else 0
        self._taken.append((index, len(ways)))
        self.taken.add(ways[index])
        return ways[index]

    def advance(self) -> None:
        """Go on to the next series of choices."""
        while self._taken and self._taken[-1][0] + 1 == self._taken[-1][1]:
            self._taken.pop()
        if not self._taken:
            self.exhausted = True
            return
        self._prefix = [index for index, _ in self._taken]
        self._prefix[-1] += 1
        self._taken = []


def detour_to(definition: Definition, target: Way, shown: Mapping[str, Way]) -> dict[str, Way]:
    """Return what has to be taken on the first visits to come to ``target`` with as few changes as can be.

    A step of the shown way goes on as shown at no cost, any other way out costs one; overdue ways are the last resort.
    """
    cost = {definition.first_step: 0}
    came: dict[str, Way] = {}
    waiting = [(0, definition.first_step)]
    while waiting:
        so_far, name = heapq.heappop(waiting)
        if so_far > cost[name]:
            continue
        step = definition.steps[name]
        for way in step.ways:
            price = _price(way, step, shown, len(definition.steps))
            for after in way.targets:
                if after in definition.steps and so_far + price < cost.get(after, so_far + price + 1):
                    cost[after], came[after] = so_far + price, way
                    heapq.heappush(waiting, (so_far + price, after))
    taken = {target.step: target}
    name = target.step
    while name != definition.first_step:
        way = came[name]
        taken[way.step] = way
        name = way.step
    return taken


def _price(way: Way, step: Step, shown: Mapping[str, Way], most: int) -> int:
    if way.branch == ON_OVERDUE:
        return most
    return 0 if len(step.ways) == 1 or way.branch is None or shown.get(step.id) == way else 1


def _way(definition: Definition, step_id: str, branch: str) -> Way:
    step = definition.steps.get(step_id)
    if step is None:
        raise ChoiceError("choice-step-unknown", step=step_id, known=Either(tuple(definition.steps)))
    for way in step.ways:
        if way.branch == branch:
            return way
    known = tuple(way.branch for way in step.ways if way.branch)
    if not known:
        raise ChoiceError("choice-not-needed", step=step_id)
    raise ChoiceError("choice-branch-unknown", step=step_id, branch=branch, known=Either(known))
