"""Commands drawn at random, such as a case takes and such as it refuses, and cases that have come some way.

It must not know what always has to hold of a case.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Final

from hypothesis import assume
from hypothesis import strategies as st

from sopflow.calendars.load import calendar
from sopflow.definition.decision import witnesses
from sopflow.definition.model import ON_OVERDUE
from sopflow.engine.events import Completed
from sopflow.engine.person import Person
from sopflow.errors import CalendarError, Rejected
from sopflow.testing.facts import statements, telling_values, values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sopflow.definition.model import Step
    from sopflow.engine.events import Event
    from sopflow.engine.task import Task
    from sopflow.procedure import Case, Procedure

_PAUSES: Final = tuple(timedelta(minutes=minutes) for minutes in (0, 1, 30, 4 * 60, 24 * 60, 3 * 24 * 60, 9 * 24 * 60))
_SINCE: Final = datetime(2025, 1, 1, tzinfo=UTC)
_MINUTES: Final = 900 * 24 * 60
"""Cases start within so many minutes."""

_REASON: Final = "alasan"
_BARRIERS: Final = frozenset({"started", "suspended", "resumed", "extended", "recounted"})
_MOSTLY: Final = st.sampled_from([True] * 9 + [False])
"""A closed case is left alone but for one in ten, which is taken up again by a revert."""
_MOST_COMBINATIONS: Final = 300
"""So many combinations of facts are tried for one step."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A command, ready to be tried: ``attempt.on(case)`` is ``getattr(case, name)(*args, **kwargs)``."""

    name: str
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def on(self, case: Case) -> Case:
        """Return the case after the command; raises ``Rejected`` where it is refused."""
        after: Case = getattr(case, self.name)(*self.args, **self.kwargs)
        return after

    def why_not(self, case: Case) -> list[Rejected]:
        """Return every reason against the command."""
        return case.why_not(self.name, *self.args, **self.kwargs)


def histories(procedure: Procedure, max_events: int = 20) -> st.SearchStrategy[Case]:
    """Cases of an SOP after 1 to ``max_events`` events drawn at random."""

    @st.composite
    def histories(draw: st.DrawFn) -> Case:
        case = draw(started(procedure))
        for _ in range(draw(st.integers(0, max_events - 1))):
            if case.status in {"withdrawn", "cancelled"} or (case.status == "closed" and draw(_MOSTLY)):
                break
            attempt = draw(attempts(case))
            if attempt is None:
                break
            case = attempt.on(case)
        return case

    return histories()


@st.composite
def started(draw: st.DrawFn, procedure: Procedure) -> Case:
    """Cases of an SOP that have just started, with some documents and facts."""
    external = [document.id for document in procedure.documents.values() if document.external]
    return procedure.start(
        at=_SINCE + timedelta(minutes=draw(st.integers(0, _MINUTES))),
        documents=draw(st.lists(st.sampled_from(external), unique=True)) if external else (),
        data=draw(statements(procedure)) if draw(st.booleans()) else {},
        id=draw(st.sampled_from([None, "2026-017"])),
    )


@st.composite
def attempts(draw: st.DrawFn, case: Case) -> Attempt | None:
    """Commands that a case takes; None where it takes none, or where four that were drawn were refused.

    Where an SOP leaves a gap or an overlap between its conditions, it may be that no completion is found.
    """
    if case.status in {"withdrawn", "cancelled"}:
        return None
    makers = list(_makers(case))
    for _ in range(4):
        attempt = draw(draw(st.sampled_from(makers))(case))
        if attempt is not None and not _against(attempt, case):
            return attempt
    return None


@st.composite
def wrong_attempts(draw: st.DrawFn, case: Case) -> Attempt:
    """Commands that a case refuses, each for at least one reason of the contract."""
    attempt = draw(st.sampled_from(list(_wrong(case))))
    assume(_against(attempt, case))
    return attempt


def completions(case: Case) -> Iterator[tuple[Attempt, tuple[str, ...]]]:
    """Give ways on which each active task can be left, with the steps or outcomes that they lead to."""
    procedure = case.procedure
    inside = insiders(procedure)
    documents = [document.id for document in procedure.documents.values() if document.external]
    for task in case.tasks.values():
        step = procedure.steps[task.step]
        at = max(event.at for event in case.events)
        head = {
            "by": Person(task.assignee, roles={task.actor}) if task.assignee else task.actor,
            "at": max(at, task.since),
        }
        for choice, data in _ways_on(procedure, step, task.missing_facts):
            attempt = Attempt("complete", (step.id,), {**head, "choose": choice, "documents": documents, "data": data})
            if not _against(attempt, case):
                yield attempt, _targets(step, attempt.on(case).events[-1])
        if step.on_overdue and task.due and inside:
            yield Attempt("lapse", (step.id,), {"by": inside[0], "at": max(at, task.due)}), step.on_overdue.next


def _ways_on(procedure: Procedure, step: Step, missing: tuple[str, ...]) -> Iterator[tuple[str | None, dict[str, Any]]]:
    """Give choices and facts with which a step may go on: for each branch the facts that decide for it come first."""
    names = dict.fromkeys([*missing, *(name for branch in step.branches if branch.when for name in branch.when.facts)])
    telling = {name: telling_values(procedure, name) for name in names}
    if _decided(step):
        plain = {name: values[0] for name, values in telling.items() if values}
        yield from ((None, {**plain, **deciding}) for deciding in witnesses(step.branches, procedure.data).values())
    choices = [None] if _decided(step) or not step.branches else [branch.id for branch in step.branches]
    for choice, *chosen in islice(product(choices, *telling.values()), _MOST_COMBINATIONS):
        yield choice, dict(zip(names, chosen, strict=True))


def _targets(step: Step, event: Event) -> tuple[str, ...]:
    branch = event.branch if isinstance(event, Completed) else None
    return next(way.targets for way in step.exits if way.branch == branch)


def _against(attempt: Attempt, case: Case) -> bool:
    """Return whether a case refuses a command, or its calendar knows no answer for it."""
    try:
        return bool(attempt.why_not(case))
    except CalendarError:
        return True


def _makers(case: Case) -> Iterator[Callable[[Case], st.SearchStrategy[Attempt | None]]]:
    """Give what can be done in a status, the usual more often."""
    inside = bool(insiders(case.procedure))
    if case.status == "closed":
        yield _revert if inside else _nothing
    elif case.status == "suspended":
        yield from (_resume, _resume, _resume, _attach, _record, _assign, _end)
    else:
        yield from [_complete] * 12
        yield from (_skip, _skip, _attach, _record, _end)
        if inside:
            yield from (_assign, _suspend, _extend, _revert, _recount)
        if inside and any(case.procedure.steps[step].on_overdue for step in case.tasks):
            yield from [_lapse] * 6


def _nothing(_case: Case) -> st.SearchStrategy[Attempt | None]:
    return st.none()


@st.composite
def _complete(draw: st.DrawFn, case: Case) -> Attempt | None:
    task = draw(st.sampled_from(list(case.tasks.values())))
    step = case.procedure.steps[task.step]
    choices = [branch.id for branch in step.branches if not (branch.when or branch.otherwise)]
    return Attempt(
        "complete",
        (task.step,),
        {
            "by": draw(_performer(task)),
            "at": draw(_later(case, task)),
            "choose": draw(st.sampled_from(choices)) if choices and not _decided(step) else None,
            "documents": [name for names in task.missing_documents for name in names],
            "data": {name: draw(values(case.procedure, name)) for name in task.missing_facts},
        },
    )


@st.composite
def _skip(draw: st.DrawFn, case: Case) -> Attempt | None:
    tasks = [task for task in case.tasks.values() if case.procedure.steps[task.step].optional]
    if not tasks:
        return None
    task = draw(st.sampled_from(tasks))
    at = draw(_later(case, task))
    return Attempt("skip", (task.step,), {"by": draw(_performer(task)), "at": at, "reason": _REASON})


@st.composite
def _lapse(draw: st.DrawFn, case: Case) -> Attempt | None:
    tasks = [task for task in case.tasks.values() if case.procedure.steps[task.step].on_overdue and task.due]
    if not tasks:
        return None
    task = draw(st.sampled_from(tasks))
    assert task.due is not None
    at = max(task.due, draw(_later(case, task)))
    return Attempt("lapse", (task.step,), {"by": draw(_insider(case)), "at": at})


@st.composite
def _attach(draw: st.DrawFn, case: Case) -> Attempt | None:
    external = [document.id for document in case.procedure.documents.values() if document.external]
    if not external:
        return None
    documents = draw(st.lists(st.sampled_from(external), min_size=1, unique=True))
    return Attempt("attach", (documents,), {"by": draw(_anybody(case)), "at": draw(_later(case))})


@st.composite
def _record(draw: st.DrawFn, case: Case) -> Attempt | None:
    facts = draw(statements(case.procedure))
    return Attempt("record", (facts,), {"by": draw(_anybody(case)), "at": draw(_later(case))}) if facts else None


@st.composite
def _assign(draw: st.DrawFn, case: Case) -> Attempt | None:
    task = draw(st.sampled_from(list(case.tasks.values())))
    person = draw(st.sampled_from(["budi.s", Person("siti.r", roles={task.actor})]))
    return Attempt("assign", (task.step, person), {"by": draw(_insider(case)), "at": draw(_later(case, task))})


@st.composite
def _suspend(draw: st.DrawFn, case: Case) -> Attempt | None:
    return Attempt("suspend", (), {"by": draw(_insider(case)), "at": draw(_allowed(case)), "reason": _REASON})


@st.composite
def _resume(draw: st.DrawFn, case: Case) -> Attempt | None:
    restart = draw(st.sampled_from([False, False, True]))
    return Attempt("resume", (), {"by": draw(_insider(case)), "at": draw(_allowed(case)), "restart": restart})


@st.composite
def _extend(draw: st.DrawFn, case: Case) -> Attempt | None:
    timed = [task for task in case.tasks.values() if task.due]
    if not timed or (case.due and draw(st.booleans())):
        return Attempt("extend", (), {**draw(_extension(case)), "to": "2 hari kerja"})
    task = draw(st.sampled_from(timed))
    assert task.due is not None
    to = draw(st.sampled_from(["90 menit", "2 hari kerja", "1 minggu", task.due + timedelta(days=3, minutes=7)]))
    return Attempt("extend", (task.step,), {**draw(_extension(case, task)), "to": to})


@st.composite
def _extension(draw: st.DrawFn, case: Case, task: Task | None = None) -> dict[str, Any]:
    return {"by": draw(_insider(case)), "at": draw(_later(case, task)), "reason": _REASON}


@st.composite
def _revert(draw: st.DrawFn, case: Case) -> Attempt | None:
    return Attempt("revert", (), {"by": draw(_insider(case)), "at": draw(_later(case)), "reason": _REASON})


@st.composite
def _recount(draw: st.DrawFn, case: Case) -> Attempt | None:
    changed = draw(st.sampled_from([case.procedure.calendar, calendar("id-warga"), calendar("24-jam")]))
    return Attempt("recount", (changed,), {"by": draw(_insider(case)), "at": draw(_later(case)), "reason": _REASON})


@st.composite
def _end(draw: st.DrawFn, case: Case) -> Attempt | None:
    inside = insiders(case.procedure)
    name = draw(st.sampled_from(["withdraw", "cancel"])) if inside else "withdraw"
    by = draw(_anybody(case) if name == "withdraw" else _insider(case))
    return Attempt(name, (), {"by": by, "at": draw(_later(case)), "reason": _REASON})


def _decided(step: Step) -> bool:
    return any(branch.when or branch.otherwise for branch in step.branches)


def _performer(task: Task) -> st.SearchStrategy[str | Person]:
    if task.assignee is not None:
        return st.just(Person(task.assignee, roles={task.actor}))
    return st.sampled_from([task.actor, Person("wati.n", roles={task.actor})])


def insiders(procedure: Procedure) -> list[str]:
    """Return the actors that are not external; an SOP may have none, and nobody who suspends or extends its cases."""
    return [actor.id for actor in procedure.actors.values() if not actor.external]


def _insider(case: Case) -> st.SearchStrategy[str]:
    return st.sampled_from(insiders(case.procedure))


def _anybody(case: Case) -> st.SearchStrategy[str]:
    return st.sampled_from(list(case.procedure.actors))


def _later(case: Case, task: Task | None = None) -> st.SearchStrategy[datetime]:
    """Instants at which something can happen now: a while after the last event, or what the parallel flows allow."""
    last = max(event.at for event in case.events)
    earliest = max(last, task.since) if task is not None else last
    return st.sampled_from(_PAUSES).map(lambda pause: earliest + pause)


def _allowed(case: Case) -> st.SearchStrategy[datetime]:
    """Instants at which the clock of a case may be stopped or started: also such as lie before what others did."""
    barrier = max(event.at for event in case.events if event.type in _BARRIERS)
    return st.one_of(_later(case), st.sampled_from(_PAUSES).map(lambda pause: barrier + pause))


def _wrong(case: Case) -> Iterator[Attempt]:
    """Give commands that are wrong in most states; where one happens to be right it is left out."""
    procedure = case.procedure
    inside = [*insiders(procedure), *procedure.actors][0]
    outside = [actor.id for actor in procedure.actors.values() if actor.external]
    last = max(event.at for event in case.events)
    head: dict[str, Any] = {"by": inside, "at": last}
    why = {**head, "reason": _REASON}
    yield Attempt("complete", ("tidak_ada",), head)
    yield Attempt("attach", (["dokumen_tidak_ada"],), head)
    yield Attempt("record", ({"data_tidak_ada": True},), head)
    yield Attempt("suspend", (), {**why, "by": "pelaksana_tidak_ada"})
    yield Attempt("suspend", (), {**why, "by": Person("budi.s")})
    yield Attempt("suspend", (), {**why, "at": case.events[0].at - timedelta(minutes=1)})
    yield Attempt("resume", (), head)
    yield Attempt("suspend", (), why)
    yield Attempt("revert", (), why)
    yield Attempt("extend", (), {**why, "to": last - timedelta(days=1)})
    yield from (Attempt("cancel", (), {**why, "by": actor}) for actor in outside)
    for document in procedure.documents.values():
        if not document.external:
            yield Attempt("attach", ([document.id],), head)
    for fact in procedure.data.values():
        yield Attempt("record", ({fact.id: []},), head)
    for step in procedure.steps.values():
        at_work = {**head, "by": step.actor}
        yield Attempt("complete", (step.id,), at_work)
        yield Attempt("complete", (step.id,), {**at_work, "choose": "cabang_tidak_ada"})
        yield Attempt("complete", (step.id,), {**at_work, "choose": ON_OVERDUE})
        yield Attempt("complete", (step.id,), {**at_work, "by": inside})
        yield Attempt("skip", (step.id,), {**at_work, "reason": _REASON})
        yield Attempt("lapse", (step.id,), head)
        yield Attempt("extend", (step.id,), {**why, "to": last - timedelta(days=1)})
