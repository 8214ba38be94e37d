"""One run of an SOP in time order: flows start tasks, tasks take their full time, forks open and meet.

How a decision falls is asked of a ``Chooser``. It must not know which ways there are besides the one it runs, nor
whether it runs from the start or from where a case stands.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sopflow.calendars.certainty import combine
from sopflow.definition.model import ON_OVERDUE
from sopflow.engine.routing import Arrival, Fork, latest
from sopflow.planning.model import Choice, PlannedTask, Scenario
from sopflow.planning.position import Running
from sopflow.planning.rework import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sopflow.definition.flow import Flow
    from sopflow.definition.model import Definition, Exit, Step
    from sopflow.planning.clock import Clock
    from sopflow.planning.position import Position
    from sopflow.planning.rework import Rework

    _Scheduled = tuple[datetime, int, int, Running, frozenset[str]]
    """A task by its end, then in the order of the sheet, then of its start; and the steps that its flow has passed."""

    _Met = tuple[int, tuple[Arrival, ...], frozenset[str]]
    """How many flows of a fork have met, their arrivals, and the steps that they have passed."""


class Chooser(Protocol):
    """Decides how a step goes on.

    ``visit`` counts from where the run starts; ``passed`` are the steps of this flow since then, or since it last
    turned back.
    """

    def __call__(self, step: str, visit: int, passed: frozenset[str], /) -> Exit: ...


class _Flow(NamedTuple):
    target: str
    arrivals: tuple[Arrival, ...]
    forks: tuple[Fork, ...]
    passed: frozenset[str]


@dataclass(slots=True)
class Run:
    """What came of one run; ``tasks`` are in the order in which they started."""

    tasks: list[Running] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    exits: list[Exit] = field(default_factory=list)
    outcome: str = ""
    end: datetime | None = None

    def scenario(self) -> Scenario:
        """Return the run as a way: its choices and its end."""
        timed = any(task.due for task in self.tasks)
        assumptions = combine(*(task.assumptions for task in self.tasks if task.assumptions))
        due = self.end if timed else None
        return Scenario(tuple(self.choices), self.outcome, due, not assumptions, assumptions)

    def planned(self, definition: Definition) -> tuple[PlannedTask, ...]:
        """Return the tasks as a plan shows them."""
        return tuple(_planned(definition.steps[task.step], task) for task in self.tasks)


def _planned(step: Step, task: Running) -> PlannedTask:
    return PlannedTask(
        step=step.id,
        visit=task.visit,
        number=step.number,
        activity=step.activity,
        actor=step.actor,
        starts=task.since,
        due=task.due,
        duration=step.duration,
        certain=not task.assumptions,
        assumptions=task.assumptions,
    )


class Simulation:
    """Runs one SOP from one position, each time with another chooser."""

    def __init__(self, definition: Definition, flow: Flow, clock: Clock, rework: Rework, position: Position) -> None:
        self._meets = flow.meets
        self._clock = clock
        self._rework = rework
        self._places = {step: place for place, step in enumerate(definition.steps)}
        self._tasks = position.tasks
        self._over = position.visits
        self._visits = {**position.visits, **{task.step: task.visit for task in position.tasks}}
        self._met: dict[Fork, _Met] = {fork: (*there, NOTHING) for fork, there in position.waiting.items()}
        self._active: list[_Scheduled] = [
            (task.end, self._places[task.step], order, task, NOTHING) for order, task in enumerate(position.tasks)
        ]
        heapq.heapify(self._active)
        self._external = {s.id: definition.actors[s.actor].external for s in definition.steps.values()}

    def run(self, choose: Chooser) -> Run:
        """Run to the outcome: that of the last flow, or the first that ends the case at once.

        The rules of flow see to it that a flow meets all others before it reaches an outcome that does not.
        """
        places, time = self._places, self._clock.time
        run, visits, met, active = Run([*self._tasks]), {**self._visits}, {**self._met}, [*self._active]
        while True:
            _, _, _, done, passed = heapq.heappop(active)
            for flow in self._complete(done, passed, choose, run):
                arrived = _meet(flow, met) if flow.forks else flow
                if arrived is None:
                    continue
                target, arrivals, forks, passed = arrived
                since = latest(arrivals)
                if target not in places:
                    run.outcome, run.end = target, since
                    return run
                visits[target] = visit = visits.get(target, 0) + 1
                due, end, assumptions = time(target, arrivals)
                task = Running(target, visit, since, due, end, assumptions, forks)
                heapq.heappush(active, (end, places[target], len(run.tasks), task, passed))
                run.tasks.append(task)

    def _complete(self, task: Running, passed: frozenset[str], choose: Chooser, run: Run) -> Sequence[_Flow]:
        step = task.step
        ways = self._rework.exits[step]
        passed = self._rework.remember(passed, step)
        way = choose(step, task.visit - self._over.get(step, 0), passed) if len(ways) > 1 else ways[0]
        run.exits.append(way)
        if way.branch is not None:
            run.choices.append(Choice(step, task.visit, way.branch))
        if passed and self._rework.turns_back(way, passed):
            passed = NOTHING
        arrivals = ((task.end, self._external[step] and way.branch != ON_OVERDUE),)
        if len(way.targets) == 1:
            return (_Flow(way.targets[0], arrivals, task.forks, passed),)
        number_of_no_event = -len(run.exits)
        forks = (*task.forks, Fork(number_of_no_event, self._meets[way], len(way.targets)))
        return [_Flow(target, arrivals, forks, passed) for target in way.targets]


def _meet(flow: _Flow, met: dict[Fork, _Met]) -> _Flow | None:
    """Return the flow that goes on at its target: None while it waits for others to meet it there."""
    target, arrivals, forks, passed = flow
    while forks and forks[-1].place == target:
        fork = forks[-1]
        count, others, their_steps = met.pop(fork, (0, (), NOTHING))
        arrivals, passed = others + arrivals, their_steps | passed
        if count + 1 < fork.size:
            met[fork] = (count + 1, arrivals, passed)
            return None
        forks = forks[:-1]
    return _Flow(target, arrivals, forks, passed)
