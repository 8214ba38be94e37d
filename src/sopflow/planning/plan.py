"""All ways through an SOP, timed from one start, or from where a running case stands.

Base ways take neither rework nor an overdue way. Beside them stands, for each such way out, the shown way with that way
out taken once. It must not know files.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from sopflow.planning.choosers import Chosen, Detour, Enumeration, detour_to
from sopflow.planning.clock import Clock
from sopflow.planning.extremes import Extremes
from sopflow.planning.model import MAX_LISTED, Plan
from sopflow.planning.position import at_the_start
from sopflow.planning.rework import Rework, can_end
from sopflow.planning.simulate import Simulation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sopflow.calendars.instant import When
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.flow import Flow
    from sopflow.definition.model import Definition, Exit
    from sopflow.planning.model import Choice, Scenario
    from sopflow.planning.position import Position

MAX_TASKS: Final = 200_000
"""Base ways among which some loop, so that only running them tells the longest, are run up to this many tasks."""


def make_plan(
    definition: Definition,
    flow: Flow,
    calendars: Callable[[str], WorkCalendar],
    start: When,
    choices: Sequence[tuple[str, str]] | Mapping[str, str] = (),
    calendar: WorkCalendar | None = None,
    position: Position | None = None,
) -> Plan:
    """Return the plan of an SOP from ``start``; ``calendar`` stands in for the SOP's own.

    With the ``position`` of a running case at that instant it is what is still to come of that case.

    Raises ``InstantError`` for what is not a date or time, ``ChoiceError`` for a choice that the SOP does not offer,
    ``CalendarError`` where a due date lies outside the years that the calendar answers.
    """
    clock = Clock(definition, calendars, calendar)
    at = clock.zone.instant(start)
    standing = position or at_the_start(definition.first_step, clock, at)
    return _Planner(definition, flow, clock, at, standing).plan(choices)


class _Planner:
    def __init__(self, definition: Definition, flow: Flow, clock: Clock, start: datetime, position: Position) -> None:
        self._definition = definition
        self._start = start
        self._standing = [task.step for task in position.tasks]
        self._rework = rework = Rework(definition, self._standing)
        self._simulation = Simulation(definition, flow, clock, rework, position)
        self._extremes = None if rework.place is None else Extremes(definition, flow, clock, rework, position)

    def plan(self, choices: Sequence[tuple[str, str]] | Mapping[str, str]) -> Plan:
        chosen = Chosen(self._definition, choices, self._rework)
        run = self._simulation.run(chosen)
        chosen.refuse_unused()
        shown = run.scenario()
        base, beside = self._base_ways()
        detours = self._detours(beside, {way.step: way for way in run.exits})
        ways = _distinct([shown, *base, *detours])
        truncated = self._too_many or len(ways) > MAX_LISTED
        if truncated:
            ways = _distinct([shown, *_extremes([*ways, *self._extreme_ways()])])
        return Plan(
            sop=self._definition.id,
            version=self._definition.version,
            start=self._start,
            steps=run.planned(self._definition),
            outcome=shown.outcome,
            due=shown.due,
            certain=shown.certain,
            assumptions=shown.assumptions,
            latest=max((way.due for way in ways if way.due), default=None),
            truncated=truncated,
            scenarios=tuple(ways),
        )

    @cached_property
    def _too_many(self) -> bool:
        return self._extremes is not None and self._extremes.at_least > MAX_LISTED

    def _base_ways(self) -> tuple[list[Scenario], list[Exit]]:
        """Return the base ways, none where they are too many to list, and the ways out that stand beside them."""
        enumeration = Enumeration(self._rework)
        most = MAX_LISTED + 1
        if self._extremes is None:
            most = max(most, MAX_TASKS // len(self._definition.steps))
        found: list[Scenario] = []
        while not (self._too_many or enumeration.exhausted or len(found) == most):
            found.append(self._simulation.run(enumeration).scenario())
            enumeration.advance()
        taken = {way for ways in self._rework.base.values() for way in ways}
        if self._extremes is None:
            taken |= enumeration.taken - enumeration.left
        named = (way for ways in self._rework.exits.values() for way in ways if way.branch)
        return found, [way for way in named if way not in taken]

    def _detours(self, beside: Iterable[Exit], shown: Mapping[str, Exit]) -> list[Scenario]:
        """Return the shown way with each way out taken once that can still be reached.

        Where the case would end before that one is reached, the other flows go on until it is, if they can.
        """
        found = []
        for way in beside:
            first = detour_to(way, self._standing, shown, self._rework)
            if first is None:
                continue
            run = self._simulation.run(Detour(first, shown, self._rework))
            if way not in run.exits:
                run = self._simulation.run(Detour(first, self._patient, self._rework))
            if way in run.exits:
                found.append(run.scenario())
        return found

    @cached_property
    def _patient(self) -> dict[str, Exit]:
        """The first base way out of each step that does not lead to the end of everything."""
        ways = self._rework.base
        closing = [outcome.id for outcome in self._definition.outcomes.values() if not outcome.ends_case]
        going_on = can_end(ways, closing)
        return {
            step: way
            for step in ways
            for way in reversed(ways[step])
            if all(target in going_on for target in way.targets)
        }

    def _extreme_ways(self) -> list[Scenario]:
        if self._extremes is None:
            return []
        found = (self._extremes.longest, self._extremes.shortest)
        return [self._simulation.run(Detour(ways, ways, self._rework)).scenario() for ways in found]


def _distinct(ways: Iterable[Scenario]) -> list[Scenario]:
    """Return the ways in order, each series of choices once."""
    found: dict[tuple[Choice, ...], Scenario] = {}
    for way in ways:
        found.setdefault(way.choices, way)
    return list(found.values())


def _extremes(ways: Sequence[Scenario]) -> list[Scenario]:
    """Return the way that ends last and the one that ends first."""
    timed = [way for way in ways if way.due]
    return [max(timed, key=_end), min(timed, key=_end)] if timed else []


def _end(way: Scenario) -> datetime:
    assert way.due is not None
    return way.due
