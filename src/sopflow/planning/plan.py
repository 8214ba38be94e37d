"""All ways through an SOP, timed from one start.

Base ways take neither rework nor an overdue way. Beside them stands, for each such way out, the shown way with that way
out taken once. It must not know files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.definition.model import ON_OVERDUE
from sopflow.planning.choosers import Chosen, Detour, Enumeration, detour_to
from sopflow.planning.extremes import Extremes, base_ways
from sopflow.planning.model import Plan
from sopflow.planning.simulate import Clock, Simulation, TurnsBack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from sopflow.calendars.instant import When
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.flow import Flow
    from sopflow.definition.model import Definition, Way
    from sopflow.planning.model import Choice, Scenario

MAX_LISTED: Final = 200
"""More ways than this are not listed one by one."""

MAX_RUN: Final = 2_000
"""Base ways among which some loop, so that only running them tells the longest, are run up to this number."""


def make_plan(
    definition: Definition,
    flow: Flow,
    calendars: Callable[[str], WorkCalendar],
    start: When,
    choices: Sequence[tuple[str, str]] | Mapping[str, str] = (),
    calendar: WorkCalendar | None = None,
) -> Plan:
    """Return the plan of an SOP from ``start``; ``calendar`` stands in for the SOP's own.

    Raises ``InstantError`` for what is no date or time, ``ChoiceError`` for a choice that the SOP does not offer,
    ``CalendarError`` where a due date lies outside the years that the calendar answers.
    """
    clock = Clock(definition, calendars, calendar)
    return _Planner(definition, flow, clock, clock.calendar.instant(start)).plan(choices)


class _Planner:
    def __init__(self, definition: Definition, flow: Flow, clock: Clock, start: datetime) -> None:
        self._definition = definition
        self._start = start
        self._turns_back = TurnsBack(definition)
        self._simulation = Simulation(definition, flow, clock, self._turns_back)
        ways = base_ways(definition, self._turns_back)
        self._extremes = Extremes(definition, flow, clock, ways) if ways else None

    def plan(self, choices: Sequence[tuple[str, str]] | Mapping[str, str]) -> Plan:
        chosen = Chosen(self._definition, choices, self._turns_back)
        run = self._simulation.run(self._start, chosen)
        chosen.refuse_unused()
        shown = run.scenario()
        base, beside = self._base_ways()
        detours = self._detours(beside, {way.step: way for way in run.ways})
        ways = _distinct([shown, *base, *detours])
        truncated = len(ways) > MAX_LISTED
        if truncated:
            ways = _distinct([shown, *_extremes([*ways, *self._extreme_ways()])])
        return Plan(
            sop=self._definition.id,
            version=self._definition.version,
            start=self._start,
            steps=tuple(run.tasks),
            outcome=shown.outcome,
            due=shown.due,
            certain=shown.certain,
            assumptions=shown.assumptions,
            latest=max((way.due for way in ways if way.due), default=None),
            truncated=truncated,
            scenarios=tuple(ways),
        )

    def _base_ways(self) -> tuple[list[Scenario], list[Way]]:
        """Return the base ways, as many as are needed, and the ways out that some base way had to leave aside."""
        enumeration = Enumeration(self._turns_back)
        most = MAX_LISTED + 1 if self._extremes else MAX_RUN
        found: list[Scenario] = []
        while not enumeration.exhausted and len(found) < most:
            found.append(self._simulation.run(self._start, enumeration).scenario())
            enumeration.advance()
        beside = [
            way
            for step in self._definition.steps.values()
            for way in step.ways
            if way.branch and (way.branch == ON_OVERDUE or way in enumeration.skipped or way not in enumeration.taken)
        ]
        return found, beside

    def _detours(self, beside: Iterable[Way], shown: Mapping[str, Way]) -> list[Scenario]:
        choosers = (Detour(detour_to(self._definition, way, shown), shown, self._turns_back) for way in beside)
        return [self._simulation.run(self._start, chooser).scenario() for chooser in choosers]

    def _extreme_ways(self) -> list[Scenario]:
        if self._extremes is None:
            return []
        found = (self._extremes.longest(self._start), self._extremes.shortest(self._start))
        return [self._simulation.run(self._start, Detour(ways, ways, self._turns_back)).scenario() for ways in found]


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
