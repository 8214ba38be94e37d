"""Laws of the plans of running cases, on random SOPs and random histories.

The first one is what such a plan means: go on with the case as planned, and it is what happens.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from running_cases import (
    FromHere,
    followed,
    forked_sketches,
    instant_near,
    left,
    planned_rows,
    procedure_of,
    running_case,
)
from test_plan_laws import ASN, NoWayOnError, calendars, sketches, starts

from effort import tries
from sketches import sketch
from sopflow.errors import Rejected
from sopflow.planning import plan as planning
from sopflow.planning.rework import Rework

if TYPE_CHECKING:
    from test_plan_laws import Ended

    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.procedure import Case


@st.composite
def histories(draw: st.DrawFn) -> list[Case]:
    """A case at every point of a random history, but where it is closed."""
    sop = procedure_of(sketch(draw(st.one_of(forked_sketches(), sketches))), draw(calendars))
    cases = running_case(draw, sop, draw(starts))
    return [case for case in cases if case.status != "closed"]


def late_on_a_later_visit(case: Case, choices: object) -> bool:
    """Whether a step goes on by ``next`` first and is overdue later: pairs of step and branch cannot tell the visit."""
    return any(
        choice.branch == "on_overdue" and choice.visit > 1 and case.procedure.steps[choice.step].next
        for choice in choices  # type: ignore[attr-defined]
    )


def way(choices: object) -> tuple[tuple[str, int, str], ...]:
    return tuple((choice.step, choice.visit, choice.branch) for choice in choices)  # type: ignore[attr-defined]


@settings(max_examples=tries(100))
@given(cases=histories(), data=st.data())
def test_a_case_that_goes_on_as_planned_goes_as_planned(cases: list[Case], data: st.DataObject) -> None:
    """At every point: steps, visits, starts, due dates, certainty, outcome and end, on the shown way and the others."""
    for case in cases:
        at = instant_near(data.draw, case)
        plan = case.plan(at)
        event(f"{case.status}, {min(len(case.tasks), 3)} tasks, waiting: {bool(case._state.now.waiting)}")
        assert plan.start == case.procedure.calendar.instant(at)
        for scenario in plan.scenarios[:4]:
            if late_on_a_later_visit(case, scenario.choices):
                continue
            shown = case.plan(at, [(choice.step, choice.branch) for choice in scenario.choices])
            assert shown.scenarios[0] == scenario
            found = followed(case, at, scenario.choices)
            assert planned_rows(shown) == found.rows
            assert scenario.outcome == shown.outcome == found.outcome
            assert scenario.due == (found.end if any(row.due for row in found.rows) else None)
            assert scenario.certain == all(row.certain for row in found.rows)
        if not late_on_a_later_visit(case, plan.scenarios[0].choices):
            assert plan.steps == case.plan(at, [(c.step, c.branch) for c in plan.scenarios[0].choices]).steps


def base_ways(case: Case, work: WorkCalendar, at: datetime) -> list[Ended]:
    try:
        return FromHere(case.procedure.definition, work).base_ways_of(case, case.procedure.calendar.instant(at))
    except NoWayOnError:
        event("no way on")
        assume(False)
        raise


@settings(max_examples=tries(100))
@given(cases=histories(), data=st.data())
def test_all_base_ways_from_here_are_listed_once_and_the_latest_needs_no_listing(
    cases: list[Case], data: st.DataObject
) -> None:
    case = cases[-1]
    assume(case.status == "open")
    at = instant_near(data.draw, case)
    expected = base_ways(case, case.procedure.calendar, at)
    plan = case.plan(at)
    assume(not plan.truncated)
    listed = {way(scenario.choices): scenario for scenario in plan.scenarios}
    assert len(listed) == len(plan.scenarios)
    assert way(plan.scenarios[0].choices) == expected[0].choices
    for ended in expected:
        scenario = listed[ended.choices]
        assert (scenario.outcome, scenario.due or ended.at) == (ended.outcome, ended.at)
    assume(len(listed) > 1 and all(scenario.due for scenario in plan.scenarios))
    ends = [ended.at for ended in expected] + [scenario.due for scenario in plan.scenarios if scenario.due]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(planning, "MAX_LISTED", 1)
        short = case.plan(at)
    assert short.truncated
    assert (short.latest, plan.latest) == (max(ends), max(ends))
    assert {max(ends), min(ends)} <= {scenario.due for scenario in short.scenarios}
    assert (short.scenarios[0], short.steps) == (plan.scenarios[0], plan.steps)
    event(f"{len(expected) > 1=} {len(case.tasks) > 1=} {bool(case._state.now.waiting)=}")


@given(cases=histories(), data=st.data())
def test_what_stands_beside_takes_a_way_out_that_no_base_way_takes(cases: list[Case], data: st.DataObject) -> None:
    case = cases[-1]
    assume(case.status == "open")
    at = instant_near(data.draw, case)
    expected = {ended.choices for ended in base_ways(case, case.procedure.calendar, at)}
    plan = case.plan(at)
    assume(not plan.truncated)
    base = {(step, branch) for choices in expected for step, _, branch in choices}
    for scenario in plan.scenarios[1:]:
        choices = way(scenario.choices)
        twice = len({step for step, _, _ in choices}) < len(choices)
        assert choices in expected or twice or {(step, branch) for step, _, branch in choices} - base


@given(text=sketches, start=starts, work=calendars)
def test_a_case_that_has_just_started_has_the_plan_from_the_start(
    text: str, start: datetime, work: WorkCalendar
) -> None:
    sop = procedure_of(sketch(text), work)
    assert sop.start(at=start).plan(start) == sop.plan(start)


@given(text=sketches, start=starts, work=calendars)
def test_what_goes_as_planned_changes_no_plan(text: str, start: datetime, work: WorkCalendar) -> None:
    """Where base ways are the same each time, a case on the shown way keeps its end and the rest of its steps."""
    sop = procedure_of(sketch(text), work)
    assume(Rework(sop.definition).base)
    plan = sop.plan(start)
    choices = {(choice.step, choice.visit): choice.branch for choice in plan.scenarios[0].choices}
    case, rows = sop.start(at=start), list(sop.steps)
    while case.status == "open":
        task = min(case.tasks.values(), key=lambda task: (task.due or task.since, rows.index(task.step)))
        end = task.due or task.since
        case = left(case, task, end, choices.get((task.step, task.visit)))
        if case.status == "open":
            rest = case.plan(end)
            assert rest.outcome == plan.outcome
            assert rest.due == (plan.due if any(planned.due for planned in rest.steps) else None)
            assert [planned for planned in plan.steps if planned in rest.steps] == list(rest.steps)
    assert case.outcome == plan.outcome


@given(cases=histories(), data=st.data(), later=st.integers(0, 60 * 24 * 10))
def test_who_looks_later_never_sees_an_earlier_end(cases: list[Case], data: st.DataObject, later: int) -> None:
    case = cases[-1]
    at = instant_near(data.draw, case)
    early, late = case.plan(at), case.plan(at + timedelta(minutes=later))
    for one, other in ((early.due, late.due), (early.latest, late.latest)):
        assert (one is None) == (other is None)
        assert one is None or other is None or one <= other


@pytest.mark.parametrize("end", ["withdraw", "cancel"])
def test_a_case_that_is_over_has_no_plan(end: str) -> None:
    """The sentence is the one that any command gets."""
    case = procedure_of(sketch("a: terbit"), ASN).start(at="2026-03-02T09:00")
    assert len(case.plan("2026-03-02T09:00").steps) == 1
    ended = getattr(case, end)(by="petugas", at="2026-03-02T10:00", reason="batal")
    for over in (ended, case.complete("a", by="petugas", at="2026-03-02T10:00")):
        with pytest.raises(Rejected) as refused:
            over.plan("2026-03-02T09:00")
        [first, *_] = over.why_not("complete", "a", by="petugas", at="2026-03-02T10:00")
        assert refused.value.code == first.code == "case_closed"
        for lang in ("id", "en"):
            assert refused.value.message(lang) == first.message(lang)
