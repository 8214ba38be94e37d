"""Laws of plans on random SOPs, held against an interpreter that runs every way and shares nothing with the planner."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, event, given
from hypothesis import strategies as st

from calendar_texts import asn_with
from flow_oracle import Oracle
from sketches import sketch
from sopflow.calendars.load import calendar
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.definition.flow import analyse
from sopflow.definition.model import ON_OVERDUE
from sopflow.errors import ChoiceError
from sopflow.planning import plan as planning
from sopflow.planning.plan import make_plan
from strategies import sound_sketches, sound_wild_sketches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sopflow.definition.model import Definition, Exit
    from sopflow.planning.model import Plan, Scenario

ASN: Final = calendar("id-asn")
CUTOFF: Final = asn_with('counting: {cutoff: "14:00"}')
WIB: Final = ZoneInfo("Asia/Jakarta")

calendars = st.sampled_from([ASN, CUTOFF])
starts = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 30)).map(lambda at: at.replace(second=0, microsecond=0))
sketches = st.one_of(sound_sketches(), sound_wild_sketches())


class Active(NamedTuple):
    """A task as the interpreter sees it; sorted by its end, then by its row."""

    end: datetime
    row: int
    order: int
    step: str
    visit: int
    forks: tuple[Exit, ...]
    passed: frozenset[str]


class Arrived(NamedTuple):
    """A flow at a place, with all arrivals that have met in it: when, and whether from outside."""

    place: str
    forks: tuple[Exit, ...]
    arrivals: tuple[tuple[datetime, bool], ...]
    passed: frozenset[str]


class Ended(NamedTuple):
    choices: tuple[tuple[str, int, str], ...]
    outcome: str
    at: datetime


class NoWayOnError(Exception):
    """Nothing but rework and the overdue way is left: what a plan shows then, the words leave open."""


class Interpreter:
    """Runs all base ways of an SOP, one choice after the other, in time order."""

    def __init__(self, definition: Definition, work: WorkCalendar) -> None:
        self.definition = definition
        self.work = work
        self.oracle = Oracle(definition)
        self.rows = list(definition.steps)

    def base_ways(self, start: datetime) -> list[Ended]:
        first = Arrived(self.rows[0], (), ((start, True),), frozenset())
        return list(self.arrive([first], [], [], (), ()))

    def arrive(
        self,
        arriving: Sequence[Arrived],
        waiting: list[Arrived],
        active: list[Active],
        choices: tuple[tuple[str, int, str], ...],
        visits: tuple[str, ...],
    ) -> Iterator[Ended]:
        for arrived in arriving:
            flow = arrived
            while flow.forks and self.oracle.places[flow.forks[-1]] == flow.place:
                waiting = [*waiting, flow]
                met = [other for other in waiting if (other.place, other.forks) == (flow.place, flow.forks)]
                if len(met) < len(flow.forks[-1].targets):
                    break
                waiting = [other for other in waiting if other not in met]
                arrivals = tuple(arrival for other in met for arrival in other.arrivals)
                passed = frozenset().union(*(other.passed for other in met))
                flow = Arrived(flow.place, flow.forks[:-1], arrivals, passed)
            else:
                if flow.place in self.definition.outcomes:
                    yield Ended(choices, flow.place, max(at for at, _ in flow.arrivals))
                    return
                visits = (*visits, flow.place)
                end = max(self.end(flow.place, at, outside) for at, outside in flow.arrivals)
                row, visit = self.rows.index(flow.place), visits.count(flow.place)
                active = [*active, Active(end, row, len(visits), flow.place, visit, flow.forks, flow.passed)]
        yield from self.complete(waiting, active, choices, visits)

    def complete(
        self,
        waiting: list[Arrived],
        active: list[Active],
        choices: tuple[tuple[str, int, str], ...],
        visits: tuple[str, ...],
    ) -> Iterator[Ended]:
        task = min(active)
        rest = [other for other in active if other is not task]
        step = self.definition.steps[task.step]
        passed = task.passed | {task.step}
        for way in self.ahead(task.step, passed):
            outside = self.definition.actors[step.actor].external
            forks = (*task.forks, way) if len(way.targets) > 1 else task.forks
            flows = [Arrived(target, forks, ((task.end, outside),), passed) for target in way.targets]
            chosen = (*choices, (task.step, task.visit, way.branch)) if way.branch else choices
            yield from self.arrive(flows, waiting, rest, chosen, visits)

    def ahead(self, step: str, passed: frozenset[str]) -> list[Exit]:
        """The ways out that are neither rework nor the overdue way."""
        found = [way for way in self.ordinary(step) if all(self.ends(target, passed) for target in way.targets)]
        if not found:
            raise NoWayOnError
        return found

    def ordinary(self, step: str) -> list[Exit]:
        return [way for way in self.definition.steps[step].exits if way.branch != ON_OVERDUE]

    def ends(self, node: str, passed: frozenset[str]) -> bool:
        if node in self.definition.outcomes:
            return True
        closed = passed | {node}
        return node not in passed and any(
            all(self.ends(target, closed) for target in way.targets) for way in self.ordinary(node)
        )

    def end(self, step_id: str, at: datetime, outside: bool) -> datetime:
        step = self.definition.steps[step_id]
        if step.duration is None:
            return at
        own = step.calendar or self.definition.actors[step.actor].calendar
        return (calendar(own) if own else self.work).due(at, step.duration, cutoff=outside).at.astimezone(WIB)


def plan_of(
    definition: Definition, start: datetime, work: WorkCalendar, choices: Sequence[tuple[str, str]] = ()
) -> Plan:
    return make_plan(definition, analyse(definition), calendar, start, choices, work)


def ended(scenario: Scenario, start: datetime) -> Ended:
    """A way as the interpreter writes it; one in which nothing has a duration ends when it starts."""
    choices = tuple((choice.step, choice.visit, choice.branch) for choice in scenario.choices)
    return Ended(choices, scenario.outcome, scenario.due or start.replace(tzinfo=WIB))


def base_ways(definition: Definition, work: WorkCalendar, start: datetime) -> list[Ended]:
    try:
        found = Interpreter(definition, work).base_ways(start.replace(tzinfo=WIB))
    except NoWayOnError:
        event("no way on")
        assume(False)
    return found


@given(text=sketches, start=starts, work=calendars)
def test_all_base_ways_are_listed_once_with_their_ends(text: str, start: datetime, work: WorkCalendar) -> None:
    definition = sketch(text)
    expected = base_ways(definition, work, start)
    plan = plan_of(definition, start, work)
    assume(not plan.truncated)
    listed = [ended(scenario, start) for scenario in plan.scenarios]
    assert len({way.choices for way in listed}) == len(listed) <= 200
    assert {way for way in expected if way not in listed} == set()
    assert listed[0] == expected[0]
    assert plan.latest == max((way.due for way in plan.scenarios if way.due), default=None)
    event(f"{len(expected) > 1=} {len(listed) > len(expected)=}")


@given(text=sketches, start=starts, work=calendars)
def test_what_stands_beside_the_base_ways_takes_rework_or_an_overdue_way(
    text: str, start: datetime, work: WorkCalendar
) -> None:
    definition = sketch(text)
    expected = {way.choices for way in base_ways(definition, work, start)}
    plan = plan_of(definition, start, work)
    assume(not plan.truncated)
    chosen = [{(c.step, c.branch) for c in scenario.choices} for scenario in plan.scenarios]
    base_exits = {(step, branch) for choices in expected for step, _, branch in choices}
    exits = {(way.step, way.branch) for step in definition.steps.values() for way in step.exits if way.branch}
    assert exits == {exit_ for choices in chosen for exit_ in choices}
    for scenario, choices in zip(plan.scenarios, chosen, strict=True):
        series = tuple((c.step, c.visit, c.branch) for c in scenario.choices)
        assert series in expected or choices - base_exits or any(c.visit > 1 for c in scenario.choices)


@given(text=sketches, start=starts, work=calendars)
def test_the_latest_and_the_extreme_ways_need_no_listing(text: str, start: datetime, work: WorkCalendar) -> None:
    definition = sketch(text)
    listed = plan_of(definition, start, work)
    assume(not listed.truncated and len(listed.scenarios) > 1 and all(way.due for way in listed.scenarios))
    ends = [way.at for way in base_ways(definition, work, start)] + [way.due for way in listed.scenarios if way.due]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "MAX_LISTED", 1)
        short = plan_of(definition, start, work)
    assert short.truncated
    assert short.latest == max(ends)
    assert {max(ends), min(ends)} <= {way.due for way in short.scenarios}
    assert short.scenarios[0] == listed.scenarios[0]
    assert len(short.scenarios) <= 3
    assert short.steps == listed.steps


@given(text=sketches, start=starts, work=calendars, later=st.integers(0, 60 * 24 * 10))
def test_a_later_start_never_ends_earlier(text: str, start: datetime, work: WorkCalendar, later: int) -> None:
    definition = sketch(text)
    early = plan_of(definition, start, work)
    late = plan_of(definition, start + timedelta(minutes=later), work)
    for one, other in ((early.due, late.due), (early.latest, late.latest)):
        assert (one is None) == (other is None)
        assert one is None or other is None or one <= other


@given(text=sketches, start=starts, work=calendars)
def test_the_choices_of_a_way_give_that_way(text: str, start: datetime, work: WorkCalendar) -> None:
    definition = sketch(text)
    base_ways(definition, work, start)
    plan = plan_of(definition, start, work)
    assert plan_of(definition, start, work) == plan
    for scenario in plan.scenarios[:8]:
        again = plan_of(definition, start, work, [(choice.step, choice.branch) for choice in scenario.choices])
        assert again.scenarios[0] == scenario
        assert (again.outcome, again.due, again.certain) == (scenario.outcome, scenario.due, scenario.certain)


@given(text=sketches, start=starts, data=st.data())
def test_any_choice_comes_to_an_end(text: str, start: datetime, data: st.DataObject) -> None:
    """Whatever is chosen, each visit or always: the plan ends in an outcome, or says which choice is of no use."""
    definition = sketch(text)
    exits = [(way.step, way.branch) for step in definition.steps.values() for way in step.exits if way.branch]
    assume(exits)
    some_exits = st.lists(st.sampled_from(exits), max_size=6)
    always = dict(data.draw(some_exits))
    plan = make_plan(definition, analyse(definition), calendar, start, always)
    assert plan.outcome in definition.outcomes
    first = {(choice.step, choice.branch) for choice in plan.scenarios[0].choices if choice.visit == 1}
    asked = {step for step, _ in first}
    assert {(step, branch) for step, branch in always.items() if step in asked} <= first
    in_order = data.draw(some_exits)
    try:
        plan = make_plan(definition, analyse(definition), calendar, start, in_order)
    except ChoiceError as error:
        refused = error.code
    else:
        refused = ""
    assert refused in ("", "choice-unused")
    if refused:
        return
    for step in definition.steps:
        wanted = [branch for name, branch in in_order if name == step]
        assert [choice.branch for choice in plan.scenarios[0].choices if choice.step == step][: len(wanted)] == wanted


@given(text=sketches, start=starts, work=calendars)
def test_tasks_stand_in_the_order_of_their_start(text: str, start: datetime, work: WorkCalendar) -> None:
    definition = sketch(text)
    plan = plan_of(definition, start, work)
    assert [task.starts for task in plan.steps] == sorted(task.starts for task in plan.steps)
    assert plan.steps[0].starts == start.replace(tzinfo=WIB)
    assert all(task.due is None or task.due >= task.starts for task in plan.steps)
    assert all((task.due is None) == (task.duration is None) for task in plan.steps)
    for step in definition.steps:
        visits = [task.visit for task in plan.steps if task.step == step]
        assert visits == list(range(1, len(visits) + 1))
