"""Random running cases, and two ways to ask an independent mind for what is to come of one.

``followed`` goes on with a case in the engine itself, each task done exactly at its planned end; ``FromHere`` is the
interpreter of the plans' laws, which starts where a case stands.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hypothesis import strategies as st
from test_plan_laws import CUTOFF, Active, Arrived, Ended, Interpreter

from sopflow.definition.flow import analyse
from sopflow.definition.model import ON_OVERDUE
from sopflow.engine.events import Completed, Extended, Lapsed, Recounted, Resumed, Started, Suspended
from sopflow.planning.rework import Rework
from sopflow.procedure import Procedure
from strategies import sound_sketches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.model import Definition, Exit
    from sopflow.engine.task import Task
    from sopflow.planning.model import Choice, Plan
    from sopflow.procedure import Case

    Draw = Callable[[st.SearchStrategy[Any]], Any]

DELAYS: Final = (0, 0, 1, 45, 60 * 7, 60 * 24, 60 * 24 * 3, 60 * 24 * 12)


@st.composite
def forked_sketches(draw: st.DrawFn) -> str:
    """Two or three sound SOPs side by side, which wait for each other at the end, and may be done again."""
    parts = draw(st.lists(sound_sketches(most=5), min_size=2, max_size=3))
    flows = [re.sub(r"\b(mulai|[sk]\d+)\b", rf"f{number}\1", part) for number, part in enumerate(parts)]
    inside = re.sub(r"\b(terbit|tolak)\b", "temu", "\n".join(flows))
    heads = "+".join(f"f{number}mulai" for number in range(len(parts)))
    ways = " | ".join(draw(st.permutations(["maju=terbit", "ulang=buka"])))
    return f"buka (1 jam): {heads}\n{inside}\ntemu& (1 hari kerja): {ways}"


def procedure_of(definition: Definition, work: WorkCalendar) -> Procedure:
    return Procedure(definition, analyse(definition), {definition.calendar: work})


def barrier(case: Case) -> datetime:
    """Before this instant nothing may be entered any more."""
    return max(e.at for e in case.events if isinstance(e, Started | Suspended | Resumed | Extended | Recounted))


def running_case(draw: Draw, sop: Procedure, start: datetime, most: int = 7) -> list[Case]:
    """The case after its start and after each of a few things that happened to it; the last may have closed it."""
    cases = [sop.start(at=start)]
    for _ in range(draw(st.integers(0, most))):
        if cases[-1].status == "closed":
            break
        cases.append(_gone_on(draw, cases[-1]))
    return cases


def _gone_on(draw: Draw, case: Case) -> Case:
    later = max(event.at for event in case.events) + _delay(draw)
    if case.status == "suspended":
        return case.resume(by="petugas", at=later, restart=draw(st.integers(0, 3)) == 0)
    task = draw(st.sampled_from(list(case.tasks.values())))
    chance = draw(st.integers(0, 11))
    if chance == 0:
        return case.suspend(by="petugas", at=later, reason="menunggu")
    if chance == 1 and task.due:
        term = draw(st.sampled_from(["3 jam", "2 hari kerja", "5 hari kalender"]))
        return case.extend(task.step, to=term, by="petugas", at=later, reason="sulit")
    if chance == 2:
        return case.recount(CUTOFF, by="petugas", at=later, reason="kalender baru")
    way = draw(st.sampled_from(case.procedure.steps[task.step].exits))
    earliest = max(barrier(case), task.since)
    due = task.due or earliest
    instants = [due] if way.branch == ON_OVERDUE else [earliest, due, due - timedelta(minutes=30)]
    return left(case, task, max(earliest, draw(st.sampled_from(instants)) + _delay(draw)), way.branch)


def instant_near(draw: Draw, case: Case) -> datetime:
    """An instant before, at or after what has happened and what is due."""
    known = [event.at for event in case.events] + [task.due for task in case.tasks.values() if task.due]
    near: datetime = draw(st.sampled_from(known))
    return near - _delay(draw) if draw(st.integers(0, 2)) == 0 else near + _delay(draw)


def _delay(draw: Draw) -> timedelta:
    return timedelta(minutes=draw(st.sampled_from(DELAYS)))


class Row(NamedTuple):
    """A task as a plan shows it."""

    step: str
    visit: int
    starts: datetime
    due: datetime | None
    certain: bool
    assumptions: tuple[object, ...]


class Followed(NamedTuple):
    rows: list[Row]
    outcome: str | None
    end: datetime


def planned_rows(plan: Plan) -> list[Row]:
    return [Row(t.step, t.visit, t.starts, t.due, t.certain, t.assumptions) for t in plan.steps]


def left(case: Case, task: Task, at: datetime, branch: str | None) -> Case:
    """The case after a task was left on that way."""
    if branch == ON_OVERDUE:
        return case.lapse(task.step, by="petugas", at=at)
    return case.complete(task.step, by=task.actor, at=at, choose=branch)


def followed(case: Case, at: datetime, choices: Iterable[Choice]) -> Followed:
    """What comes of the case if each task is done exactly at its planned end, on the ways that were chosen."""
    now = max(at, barrier(case))
    if case.status == "suspended":
        case = case.resume(by="petugas", at=now)
    chosen = {(choice.step, choice.visit): choice.branch for choice in choices}
    order = list(case.procedure.steps)
    rows: list[Row] = []
    ends: dict[str, tuple[datetime, int]] = {}

    def see(tasks: Iterable[Task]) -> None:
        for task in tasks:
            rows.append(Row(task.step, task.visit, task.since, task.due, task.certain, task.assumptions))
            ends[task.step] = max(now, task.due or task.since), order.index(task.step)

    see(sorted(case.tasks.values(), key=lambda task: task.since))
    while case.status == "open":
        step = min(ends, key=ends.__getitem__)
        end, _ = ends.pop(step)
        task = case.tasks[step]
        branch = chosen.get((step, task.visit))
        before = case.tasks
        case = left(case, task, end, branch)
        see(task for step, task in case.tasks.items() if before.get(step) is None or before[step].visit != task.visit)
    assert case.outcome is not None
    at_once = case.procedure.outcomes[case.outcome].ends_case
    done = [task.done_at for task in case.history if task.done_at]
    return Followed(rows, case.outcome, case.events[-1].at if at_once else max(done))


class FromHere(Interpreter):
    """Runs all base ways from where a case stands; those from the start hold wherever they are the same each time."""

    def __init__(self, definition: Definition, work: WorkCalendar) -> None:
        super().__init__(definition, work)
        self.fixed: dict[str, list[Exit]] = {}
        if Rework(definition).base:
            self.fix(self.rows[0], frozenset())

    def fix(self, node: str, passed: frozenset[str]) -> None:
        if node in self.definition.outcomes:
            return
        ways = super().ahead(node, passed | {node})
        assert self.fixed.setdefault(node, ways) == ways
        for target in {target for way in ways for target in way.targets}:
            self.fix(target, passed | {node})

    def ahead(self, step: str, passed: frozenset[str]) -> list[Exit]:
        return self.fixed.get(step) or super().ahead(step, passed)

    def base_ways_of(self, case: Case, at: datetime) -> list[Ended]:
        """All base ways of an open case."""
        now, state = max(at, barrier(case)), case._state.now
        parted = {event.seq: event for event in case.events if isinstance(event, Completed | Lapsed)}

        def fork(seq: int) -> Exit:
            event = parted[seq]
            branch = ON_OVERDUE if isinstance(event, Lapsed) else event.branch
            return next(way for way in self.definition.steps[event.step].exits if way.branch == branch)

        tasks = sorted(state.tasks.values(), key=lambda task: task.since)
        active, around = [], {}
        for order, task in enumerate(tasks):
            forks = tuple(fork(there.event) for there in task.forks)
            around.update({there: forks[: depth + 1] for depth, there in enumerate(task.forks)})
            due = case.tasks[task.step].due
            end, row = max(now, due or task.since), self.rows.index(task.step)
            active.append(Active(end, row, order, task.step, task.visit, forks, frozenset()))
        waiting = []
        for there, flows in state.waiting.items():
            arrivals = [flows.arrivals] + [()] * (flows.arrived - 1)
            waiting += [Arrived(there.place, around[there], arrived, frozenset()) for arrived in arrivals]
        visits = tuple(step for step, count in state.visits.items() for _ in range(count))
        return list(self.complete(waiting, active, (), visits))
