"""One run of an SOP in time order: flows start tasks, tasks take their full time, forks open and meet.

How a decision falls is asked of a ``Chooser``. It must not know which ways there are besides the one it runs.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sopflow.calendars.certainty import Assumption, combine
from sopflow.definition.model import ON_OVERDUE
from sopflow.planning.model import Choice, PlannedTask, Scenario
from sopflow.planning.rework import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.flow import Flow
    from sopflow.definition.model import Definition, Exit, Step
    from sopflow.planning.rework import Rework


class Arrival(NamedTuple):
    """When a flow arrives at a step; ``external`` where it comes from outside, so that a calendar's cutoff counts."""

    at: datetime
    external: bool


class Timing(NamedTuple):
    """When a task is due (None: it has no duration), when it ends, and what that rests on."""

    due: datetime | None
    end: datetime
    assumptions: tuple[Assumption, ...]


class Chooser(Protocol):
    """Decides how a step goes on; ``passed`` are the steps of this flow since it last turned back."""

    def __call__(self, step: str, visit: int, passed: frozenset[str], /) -> Exit: ...


class Clock:
    """Times the tasks of one SOP; equal questions are answered once."""

    def __init__(
        self, definition: Definition, calendars: Callable[[str], WorkCalendar], calendar: WorkCalendar | None = None
    ) -> None:
        self.calendar = calendar or calendars(definition.calendar)
        own = {s.id: s.calendar or definition.actors[s.actor].calendar for s in definition.steps.values()}
        self._calendars = {step: calendars(name) if name else self.calendar for step, name in own.items()}
        self._durations = {step.id: step.duration for step in definition.steps.values()}
        self._known: dict[tuple[str, tuple[Arrival, ...]], Timing] = {}

    def time(self, step: str, arrivals: tuple[Arrival, ...]) -> Timing:
        """Return when a task that starts with the last of ``arrivals`` is due: no arrival makes it due earlier."""
        key = (step, arrivals)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._time(step, arrivals)
        return known

    def _time(self, step: str, arrivals: tuple[Arrival, ...]) -> Timing:
        duration = self._durations[step]
        if duration is None:
            return Timing(None, start_of(arrivals), ())
        calendar = self._calendars[step]
        dues = [calendar.due(arrival.at, duration, cutoff=arrival.external) for arrival in arrivals]
        last = max(dues, key=lambda due: due.at)
        end = last.at.astimezone(self.calendar.timezone)
        return Timing(end, end, last.assumptions)


def start_of(arrivals: tuple[Arrival, ...]) -> datetime:
    """Return when a task starts: with the last arrival."""
    return arrivals[0].at if len(arrivals) == 1 else max(arrival.at for arrival in arrivals)


@dataclass(slots=True)
class _Fork:
    """Flows that have parted and not met again; ``around`` are the forks that this one lies in."""

    waiting: int
    place: str
    around: tuple[_Fork, ...]
    arrivals: tuple[Arrival, ...] = ()
    passed: frozenset[str] = NOTHING


class _Flow(NamedTuple):
    target: str
    arrivals: tuple[Arrival, ...]
    forks: tuple[_Fork, ...]
    passed: frozenset[str]


class _Task(NamedTuple):
    """A task; sorted by its end, then in the order of the sheet, then in the order in which they started."""

    end: datetime
    place: int
    order: int
    visit: int
    flow: _Flow
    timing: Timing


@dataclass(slots=True)
class Run:
    """What came of one run; ``tasks`` are in the order in which they started."""

    tasks: list[_Task] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    exits: list[Exit] = field(default_factory=list)
    outcome: str = ""
    end: datetime | None = None

    def scenario(self) -> Scenario:
        """Return the run as a way: its choices and its end."""
        timed = any(task.timing.due for task in self.tasks)
        assumptions = combine(*(task.timing.assumptions for task in self.tasks if task.timing.assumptions))
        due = self.end if timed else None
        return Scenario(tuple(self.choices), self.outcome, due, not assumptions, assumptions)

    def planned(self, definition: Definition) -> tuple[PlannedTask, ...]:
        """Return the tasks as a plan shows them."""
        return tuple(_planned(definition.steps[task.flow.target], task) for task in self.tasks)


def _planned(step: Step, task: _Task) -> PlannedTask:
    return PlannedTask(
        step=step.id,
        visit=task.visit,
        number=step.number,
        activity=step.activity,
        actor=step.actor,
        starts=start_of(task.flow.arrivals),
        due=task.timing.due,
        duration=step.duration,
        certain=not task.timing.assumptions,
        assumptions=task.timing.assumptions,
    )


class Simulation:
    """Runs one SOP from one start, each time with another chooser."""

    def __init__(self, definition: Definition, flow: Flow, clock: Clock, rework: Rework, start: datetime) -> None:
        self._first = _Flow(definition.first_step, (Arrival(start, external=True),), (), NOTHING)
        self._meets = flow.meets
        self._clock = clock
        self._rework = rework
        self._places = {step: place for place, step in enumerate(definition.steps)}
        self._external = {s.id: definition.actors[s.actor].external for s in definition.steps.values()}

    def run(self, choose: Chooser) -> Run:
        """Run to the outcome: that of the last flow, or the first that ends the case at once.

        The rules of flow see to it that a flow meets all others before it reaches an outcome that does not.
        """
        run = Run()
        visits: dict[str, int] = {}
        active: list[_Task] = []
        flows = [self._first]
        while True:
            for flow in flows:
                arrived = _met(flow) if flow.forks else flow
                if arrived is None:
                    continue
                target = arrived.target
                if target not in self._places:
                    run.outcome, run.end = target, start_of(arrived.arrivals)
                    return run
                visits[target] = visit = visits.get(target, 0) + 1
                timing = self._clock.time(target, arrived.arrivals)
                task = _Task(timing.end, self._places[target], len(run.tasks), visit, arrived, timing)
                run.tasks.append(task)
                heapq.heappush(active, task)
            flows = self._complete(heapq.heappop(active), choose, run)

    def _complete(self, task: _Task, choose: Chooser, run: Run) -> list[_Flow]:
        flow = task.flow
        step = flow.target
        ways = self._rework.exits[step]
        passed = self._rework.remember(flow.passed, step)
        way = choose(step, task.visit, passed) if len(ways) > 1 else ways[0]
        run.exits.append(way)
        if way.branch is not None:
            run.choices.append(Choice(step, task.visit, way.branch))
        if passed and self._rework.turns_back(way, passed):
            passed = NOTHING
        arrivals = (Arrival(task.end, self._external[step] and way.branch != ON_OVERDUE),)
        if len(way.targets) == 1:
            return [_Flow(way.targets[0], arrivals, flow.forks, passed)]
        forks = (*flow.forks, _Fork(len(way.targets), self._meets[way], flow.forks))
        return [_Flow(target, arrivals, forks, passed) for target in way.targets]


def _met(flow: _Flow) -> _Flow | None:
    """Return the flow that goes on at its target: None while it waits for others to meet it there."""
    while flow.forks and flow.forks[-1].place == flow.target:
        fork = flow.forks[-1]
        fork.waiting -= 1
        fork.arrivals += flow.arrivals
        fork.passed |= flow.passed
        if fork.waiting:
            return None
        flow = _Flow(flow.target, fork.arrivals, fork.around, fork.passed)
    return flow
