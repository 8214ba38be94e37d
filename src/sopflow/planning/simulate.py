"""One run of an SOP in time order: flows start tasks, tasks take their full time, forks open and meet.

How a decision falls is asked of a ``Chooser``. It must not know which ways there are besides the one it runs.
"""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sopflow.calendars.certainty import Assumption, combine
from sopflow.definition.model import ON_OVERDUE
from sopflow.planning.model import Choice, PlannedTask, Scenario

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.flow import Flow
    from sopflow.definition.model import Definition, Step, Way


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

    def __call__(self, step: Step, visit: int, passed: frozenset[str]) -> Way: ...


class Clock:
    """Times the tasks of one SOP; equal questions are answered once."""

    def __init__(
        self, definition: Definition, calendars: Callable[[str], WorkCalendar], calendar: WorkCalendar | None = None
    ) -> None:
        self._definition = definition
        self._calendars = calendars
        self.calendar = calendar or calendars(definition.calendar)
        self._override = calendar
        self._known: dict[tuple[str, tuple[Arrival, ...]], Timing] = {}

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the SOP's calendar."""
        return self.calendar.timezone

    def time(self, step: Step, arrivals: tuple[Arrival, ...]) -> Timing:
        """Return when a task that starts with the last of ``arrivals`` is due: no arrival makes it due earlier."""
        key = (step.id, arrivals)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._time(step, arrivals)
        return known

    def _time(self, step: Step, arrivals: tuple[Arrival, ...]) -> Timing:
        start = max(arrival.at for arrival in arrivals)
        if step.duration is None:
            return Timing(None, start, ())
        calendar = self._calendar_of(step)
        dues = [calendar.due(arrival.at, step.duration, cutoff=arrival.external) for arrival in arrivals]
        last = max(dues, key=lambda due: due.at)
        end = last.at.astimezone(self.zone)
        return Timing(end, end, last.assumptions)

    def _calendar_of(self, step: Step) -> WorkCalendar:
        own = step.calendar or self._definition.actors[step.actor].calendar
        return self._calendars(own) if own else self.calendar


@dataclass(slots=True)
class Run:
    """What came of one run."""

    tasks: list[PlannedTask] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    outcome: str = ""
    end: datetime | None = None

    def scenario(self) -> Scenario:
        """Return the run as a way: its choices and its end."""
        due = self.end if any(task.due for task in self.tasks) else None
        assumptions = combine(*(task.assumptions for task in self.tasks))
        return Scenario(tuple(self.choices), self.outcome, due, not assumptions, assumptions)


@dataclass(slots=True)
class _Fork:
    """Flows that have parted and not met again; ``around`` are the forks that this one lies in."""

    waiting: int
    place: str
    around: tuple[_Fork, ...]
    arrivals: tuple[Arrival, ...] = ()
    passed: frozenset[str] = frozenset()


class _Flow(NamedTuple):
    target: str
    arrivals: tuple[Arrival, ...]
    forks: tuple[_Fork, ...]
    passed: frozenset[str]


class _Done(NamedTuple):
    """A task at its end; sorted by time, then in the order of the sheet, then in the order in which they started."""

    end: datetime
    place: int
    order: int
    step: Step
    visit: int
    flow: _Flow


class Simulation:
    """Runs one SOP, each time with another chooser."""

    def __init__(self, definition: Definition, flow: Flow, clock: Clock, turns_back: TurnsBack) -> None:
        self._definition = definition
        self._meets = flow.meets
        self._clock = clock
        self._turns_back = turns_back
        self._places = {step: place for place, step in enumerate(definition.steps)}

    def run(self, start: datetime, choose: Chooser) -> Run:
        """Run from ``start`` to the outcome: that of the last flow, or the first that ends the case at once.

        The rules of flow see to it that a flow meets all others before it reaches an outcome that does not.
        """
        run = Run()
        visits: Counter[str] = Counter()
        done: list[_Done] = []
        flows = [_Flow(self._definition.first_step, (Arrival(start, external=True),), (), frozenset())]
        while True:
            for flow in flows:
                arrived = self._met(flow)
                if arrived is None:
                    continue
                if arrived.target in self._definition.outcomes:
                    run.outcome = arrived.target
                    run.end = max(arrival.at for arrival in arrived.arrivals)
                    return run
                visits[arrived.target] += 1
                heapq.heappush(done, self._begin(arrived, visits[arrived.target], len(run.tasks), run))
            flows = self._complete(heapq.heappop(done), choose, run)

    def _met(self, flow: _Flow) -> _Flow | None:
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

    def _begin(self, flow: _Flow, visit: int, order: int, run: Run) -> _Done:
        step = self._definition.steps[flow.target]
        timing = self._clock.time(step, flow.arrivals)
        run.tasks.append(
            PlannedTask(
                step=step.id,
                visit=visit,
                number=step.number,
                activity=step.activity,
                actor=step.actor,
                starts=max(arrival.at for arrival in flow.arrivals),
                due=timing.due,
                duration=step.duration,
                certain=not timing.assumptions,
                assumptions=timing.assumptions,
            )
        )
        return _Done(timing.end, self._places[step.id], order, step, visit, flow)

    def _complete(self, done: _Done, choose: Chooser, run: Run) -> list[_Flow]:
        step, flow = done.step, done.flow
        passed = self._turns_back.remember(flow.passed, step.id)
        way = choose(step, done.visit, passed) if len(step.ways) > 1 else step.ways[0]
        run.ways.append(way)
        if way.branch is not None:
            run.choices.append(Choice(step.id, done.visit, way.branch))
        if self._turns_back(way, passed):
            passed = frozenset()
        external = self._definition.actors[step.actor].external and way.branch != ON_OVERDUE
        arrivals = (Arrival(done.end, external),)
        forks = flow.forks
        if len(way.targets) > 1:
            forks = (*forks, _Fork(len(way.targets), self._meets[way], forks))
        return [_Flow(target, arrivals, forks, passed) for target in way.targets]


class TurnsBack:
    """Says whether a way out of a step is rework for a flow that has passed certain steps.

    It is where, the overdue ways aside, some target of it leads to no outcome but through a step that has been passed.
    Only steps on loops are remembered: no other can be met again.
    """

    def __init__(self, definition: Definition) -> None:
        self._successors = {
            step.id: tuple(target for way in step.ways if way.branch != ON_OVERDUE for target in way.targets)
            for step in definition.steps.values()
        }
        self._outcomes = definition.outcomes
        self._looping = _looping(
            {step.id: [t for way in step.ways for t in way.targets] for step in definition.steps.values()}
        )
        self._known: dict[tuple[Way, frozenset[str]], bool] = {}

    def remember(self, passed: frozenset[str], step: str) -> frozenset[str]:
        """Return ``passed`` with ``step`` in it."""
        return passed | {step} if step in self._looping else passed

    def __call__(self, way: Way, passed: frozenset[str]) -> bool:
        if not passed:
            return False
        key = (way, passed)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = not all(self._ends(target, passed) for target in way.targets)
        return known

    def _ends(self, target: str, passed: frozenset[str]) -> bool:
        seen, waiting = {target}, [target]
        while waiting:
            node = waiting.pop()
            if node in self._outcomes:
                return True
            if node not in passed:
                fresh = [after for after in self._successors[node] if after not in seen]
                seen.update(fresh)
                waiting += fresh
        return False


def _looping(successors: dict[str, list[str]]) -> frozenset[str]:
    """Return the steps that may lie on a loop: what is left when all that nothing leads to or from is taken away."""
    left = set(successors)
    while True:
        leads_to = {target for step in left for target in successors[step]}
        kept = {step for step in left if step in leads_to and any(target in left for target in successors[step])}
        if kept == left:
            return frozenset(left)
        left = kept
