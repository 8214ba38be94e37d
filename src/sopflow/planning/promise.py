"""Whether the time that the citizen was promised can be kept if every step takes its full time.

The longest way counts, without rework and overdue ways, and without the steps of external actors, whose time is not
the office's. It is started at the first opening of each month of a year that is decreed, never of "today": the same
file gets the same answer on every day.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from sopflow.calendars.holidays import latest_decreed_year
from sopflow.definition.flow import regions
from sopflow.engine.timing import counted
from sopflow.planning.choosers import Detour, Enumeration
from sopflow.planning.clock import Clock
from sopflow.planning.extremes import Extremes
from sopflow.planning.position import at_the_start
from sopflow.planning.rework import Rework
from sopflow.planning.simulate import Simulation

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.flow import Flow
    from sopflow.definition.model import Definition, Step
    from sopflow.duration import Duration
    from sopflow.planning.simulate import Run

_MOST_TASKS: Final = 6_000
"""Where ways form a loop, so that only running them tells the longest, they are run up to so many tasks in all."""


class Overrun(NamedTuple):
    """The start (of the promised term) from which a way takes longest beyond what is promised, and its steps."""

    start: datetime
    promised: datetime
    end: datetime
    steps: tuple[str, ...]


class Promised:
    """The promised time of one SOP, from the start of a case or from the end of the step that it names."""

    def __init__(self, definition: Definition, flow: Flow, calendars: Callable[[str], WorkCalendar]) -> None:
        assert definition.service_time is not None
        self._service = definition.service_time
        inside = {step for flows in regions(flow).values() for region in flows for step in region}
        self._amid = self._service.start if self._service.start in inside else None
        self._definition = _within(definition, None if self._amid else self._service.start)
        self._flow = flow
        self._calendars = calendars
        self._clock = Clock(self._definition, calendars)
        self._external = bool(self._service.start is None or _is_external(definition, self._service.start))
        main = calendars(definition.calendar)
        year = latest_decreed_year()
        self._starts = [main.next_opening(f"{year}-{month:02}-01") for month in range(1, 13)]
        self._due = {start: self._count(definition.calendar, self._service.duration, start) for start in self._starts}
        self._doubtful = [start for start in self._starts if not self._is_surely_kept(start)]

    @cached_property
    def _rework(self) -> Rework:
        return Rework(self._definition)

    def _is_surely_kept(self, start: datetime) -> bool:
        """Return whether even all steps one after the other would end in time: no way takes longer than that."""
        end = start
        for step in self._definition.steps.values():
            if step.duration is not None:
                calendar = self._calendars(self._definition.calendar_of(step))
                end = counted(calendar, self._clock.zone, step.duration, ((end, True),)).at
        return end <= self._due[start]

    def overrun(self) -> Overrun | None:
        """Return the worst start, None where the promise can be kept from every one."""
        runs = [(self._longest(start), start) for start in self._doubtful]
        found = [
            Overrun(begin, due, _end(run), tuple(dict.fromkeys(task.step for task in run.tasks)))
            for run, start in runs
            for begin, due in self._terms(run, start)
            if _end(run) > due
        ]
        return max(found, key=lambda overrun: overrun.end - overrun.promised, default=None)

    def _terms(self, run: Run, start: datetime) -> list[tuple[datetime, datetime]]:
        """Return when the promised term begins and ends in a run; nothing where it never begins.

        Where it begins amid parallel flows the others are on their way by then, so such a run is one of the whole case.
        """
        if self._amid is None:
            return [(start, self._due[start])]
        ends = [task.end for task in run.tasks if task.step == self._amid]
        calendar = self._definition.calendar
        return [(max(ends), self._count(calendar, self._service.duration, max(ends)))] if ends else []

    def is_shorter_than(self, step: Step) -> bool:
        """Return whether a step of the office alone takes longer than all that was promised, whatever the start."""
        duration = self._definition.steps[step.id].duration
        if duration is None or self._amid or len(self._doubtful) < len(self._starts):
            return False
        if step.id not in self._rework.base:
            return False
        calendar = self._definition.calendar_of(step)
        return all(self._count(calendar, duration, start) > self._due[start] for start in self._starts)

    def _count(self, calendar: str, duration: Duration, start: datetime) -> datetime:
        return counted(self._calendars(calendar), self._clock.zone, duration, ((start, self._external),)).at

    def _longest(self, start: datetime) -> Run:
        position = at_the_start(self._definition.first_step, self._clock, start)
        simulation = Simulation(self._definition, self._flow, self._clock, self._rework, position)
        if self._rework.place is not None:
            ways = Extremes(self._definition, self._flow, self._clock, self._rework, position).longest
            return simulation.run(Detour(ways, ways, self._rework))
        enumeration = Enumeration(self._rework)
        runs: list[Run] = []
        most = max(1, _MOST_TASKS // (len(self._starts) * len(self._definition.steps)))
        while not enumeration.exhausted and len(runs) < most:
            runs.append(simulation.run(enumeration))
            enumeration.advance()
        return max(runs, key=_end)


def _end(run: Run) -> datetime:
    assert run.end is not None
    return run.end


def _is_external(definition: Definition, step: str) -> bool:
    return definition.actors[definition.steps[step].actor].external


def _within(definition: Definition, start: str | None) -> Definition:
    """Return the SOP as the promise sees it: it begins with the end of that step, and outsiders take no time."""
    timeless = {
        step.id: replace(step, duration=None) if step.id == start or _is_external(definition, step.id) else step
        for step in definition.steps.values()
    }
    if start is not None:
        timeless = {start: timeless.pop(start), **timeless}
    return replace(definition, steps=timeless)
