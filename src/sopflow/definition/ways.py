"""The ways of one flow through an SOP on which something does not happen: nobody brings a document, or states a fact.

A flow carries the forks that it lies in. Where a fork meets, what has happened in any of its flows has happened; so a
flow gets past that place without it only where each of the others can come there without it too. One flow at a time is
followed, never all of them at once, so there is no state space to search. It must not know files.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

from sopflow.definition.flow import reach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sopflow.definition.flow import Flow
    from sopflow.definition.leaving import Leaving
    from sopflow.definition.model import Definition
    from sopflow.definition.steering import Known, Steering

Fork = tuple[str, str | None]
"""A way that forks: its step, and its branch where it has one."""

Forks = tuple[tuple[Fork, str], ...]
"""The forks that a flow lies in, the outermost first, and where this flow of each began."""

_DEEPEST: Final = 40
"""Forks in forks that are followed: each costs a few frames of the stack."""

_NOBODY: Final[frozenset[str]] = frozenset()


class Standing(NamedTuple):
    """Where a flow is: at a step or outcome, in forks, with what is known of the facts that steer it."""

    place: str
    forks: Forks
    known: Known


Way = tuple["Leaving", ...]


class Reached:
    """Where one can come to from a place, the nearest first, and the shortest way to each."""

    def __init__(self, start: Standing, before: Mapping[Standing, tuple[Standing, Leaving]]) -> None:
        self._start = start
        self._before = before

    def at(self, place: str) -> list[Standing]:
        """Return how one can stand at a step or outcome."""
        return [there for there in self._before if there.place == place]

    def way_to(self, there: Standing) -> Way:
        """Return the ways out that lead from the start to a place."""
        way: list[Leaving] = []
        here = there
        while not way or here != self._start:
            here, leaving = self._before[here]
            way.append(leaving)
        return tuple(reversed(way))


class TooLongError(Exception):
    """More places than anybody would wait for."""


class Budget:
    """How many places may still be looked at; a hostile file must not hang a check."""

    def __init__(self, places: int) -> None:
        self._left = places

    def spend(self) -> None:
        """Count one place; raises ``TooLongError`` where there were too many."""
        self._left -= 1
        if self._left < 0:
            raise TooLongError


class Ways:
    """The ways on which nothing ``happens``: no way out of a step of which that says so is taken."""

    def __init__(
        self,
        definition: Definition,
        flow: Flow,
        happens: Callable[[Leaving], bool],
        budget: Budget,
        steering: Steering,
    ) -> None:
        self._steps = definition.steps
        self._meets = {(fork.step, fork.branch): place for fork, place in flow.meets.items()}
        self._targets = {(fork.step, fork.branch): fork.targets for fork in flow.meets}
        self._successors = flow.successors
        self._happens = happens
        self._budget = budget
        self.steering = steering
        self.start = Standing(definition.first_step, (), self.steering.start)
        self._depth = 0
        self._known: dict[tuple[Fork, str, Known, frozenset[str]], bool] = {}
        self._read_inside: dict[Fork, frozenset[str]] = {}

    def from_start(self) -> Reached:
        """Return where one can come to from the first step."""
        return self.onward(self.start)

    def standings(self, step: str) -> list[Standing]:
        """Return how one can stand at a step: in which forks."""
        first = [self.start] if step == self.start.place else []
        return list(dict.fromkeys([*first, *self.from_start().at(step)]))

    def onward(self, start: Standing) -> Reached:
        """Return where one can come to from a place, that place left out unless a way leads back to it."""
        before: dict[Standing, tuple[Standing, Leaving]] = {}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for leaving, there in self._onward(here, 0):
                if there not in before:
                    before[there] = here, leaving
                    if there != start:
                        waiting.append(there)
        return Reached(start, before)

    def beside(self, forks: Forks) -> Iterator[tuple[Fork, str]]:
        """Give the flows that run beside one that lies in these forks."""
        for fork, mine in forks:
            for target in self._targets[fork]:
                if target not in (mine, self._meets[fork]):
                    yield fork, target

    def always(self, fork: Fork, target: str, known: Known, blocked: frozenset[str] = _NOBODY) -> bool:
        """Return whether it happens on each way of a flow of a fork to the place where the fork meets.

        Steps that are ``blocked`` are never completed: a flow that comes to one has not made it happen.
        """
        self._budget.spend()
        key = (fork, target, known, blocked)
        if key not in self._known:
            self._depth += 1
            if self._depth > _DEEPEST:
                raise TooLongError
            self._known[key] = self._always(fork, target, known, blocked)
            self._depth -= 1
        return self._known[key]

    def _always(self, fork: Fork, target: str, known: Known, blocked: frozenset[str]) -> bool:
        place = self._meets[fork]
        if target == place:
            return False
        if target not in self._steps:
            return True  # it ends the case
        start = Standing(target, ((fork, target),), known)
        waiting, seen = deque([start]), {start}
        while waiting:
            here = waiting.popleft()
            if here.place in blocked and not self._happens_beside(here, blocked):
                return False
            for _, there in self._onward(here, 1, blocked):
                if there.place == place and len(there.forks) == 1:
                    return False
                if there not in seen:
                    seen.add(there)
                    waiting.append(there)
        return True

    def _happens_beside(self, here: Standing, blocked: frozenset[str]) -> bool:
        """Return whether it happens in a flow beside this one, within the outermost fork."""
        return any(self.always(fork, target, here.known, blocked) for fork, target in self.beside(here.forks[1:]))

    def _onward(
        self, here: Standing, depth: int, blocked: frozenset[str] = _NOBODY
    ) -> Iterator[tuple[Leaving, Standing]]:
        """Give the next places of a flow; the ``depth`` outermost forks do not meet on the way."""
        if here.place not in self._steps:
            return
        self._budget.spend()
        for leaving, known in self.steering.leave(here.place, here.known):
            if self._happens(leaving):
                continue
            if len(leaving.way.targets) == 1:
                met = self._met(leaving.way.targets[0], here.forks, known, depth, blocked)
                if met is not None:
                    yield leaving, Standing(leaving.way.targets[0], met, known)
                continue
            fork = (leaving.way.step, leaving.way.branch)
            for settled in self.steering.settled(known, self._facts_inside(fork)):
                for target in leaving.way.targets:
                    met = self._met(target, (*here.forks, (fork, target)), settled, depth, blocked)
                    if met is not None:
                        yield leaving, Standing(target, met, settled)

    def _facts_inside(self, fork: Fork) -> frozenset[str]:
        """Return the facts that steer the flows of a fork: all of them go by the same values."""
        if not self.steering.names:
            return _NOBODY
        if fork not in self._read_inside:
            inside = reach(self._targets[fork], self._successors, self._meets[fork])
            self._read_inside[fork] = frozenset(fact for step in inside for fact in self.steering.reads(step))
        return self._read_inside[fork]

    def _met(self, target: str, forks: Forks, known: Known, depth: int, blocked: frozenset[str]) -> Forks | None:
        """Return the forks around a flow that has come to ``target``; None where it has happened by then."""
        while len(forks) > depth and self._meets[forks[-1][0]] == target:
            fork, mine = forks[-1]
            if any(other != mine and self.always(fork, other, known, blocked) for other in self._targets[fork]):
                return None
            forks = forks[:-1]
        return forks
