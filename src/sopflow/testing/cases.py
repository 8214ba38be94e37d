"""A state machine that drives a case of one SOP at random and checks, after each command, what always has to hold.

It must not know how commands are drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from sopflow.errors import Rejected
from sopflow.procedure import Case
from sopflow.testing.attempts import attempts, completions, insiders, started, wrong_attempts

if TYPE_CHECKING:
    from sopflow.procedure import Procedure
    from sopflow.testing.attempts import Attempt


def case_machine(procedure: Procedure) -> type[CaseMachine]:
    """Return the state machine of an SOP; its ``TestCase`` is what pytest and unittest run."""
    return type(f"CasesOf{procedure.id.title().replace('-', '')}", (CaseMachine,), {"procedure": procedure})


class CaseMachine(RuleBasedStateMachine):
    """Drives a case of ``procedure``: right commands and wrong ones, until the example is long enough.

    It checks that there is never an outcome before the end nor an active task after it, that no task is due before it
    begins, that a case read back from its JSON is equal, that a refused command changes nothing, that what was
    returned before stays as it was, and that every case can be brought to an end.
    """

    procedure: ClassVar[Procedure]

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        """Start the case."""
        self.case = data.draw(started(self.procedure))
        self.written = self.case.to_json()

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Do something that the case takes."""
        attempt = data.draw(attempts(self.case))
        if attempt is not None:
            before, events = self.case, self.case.events
            self.case = attempt.on(before)
            assert before.to_json() == self.written, "a command changed the case that it was given to"
            assert self.case.events[:-1] == events
            self.written = self.case.to_json()

    @rule(data=st.data())
    def be_refused(self, data: st.DataObject) -> None:
        """Try something that the case refuses."""
        attempt = data.draw(wrong_attempts(self.case))
        reasons = attempt.why_not(self.case)
        raised = _raised(attempt, self.case)
        assert (raised.code, raised.step, raised.params) == (reasons[0].code, reasons[0].step, reasons[0].params)

    @invariant()
    def stands_where_it_can(self) -> None:
        """Check what holds of every case."""
        case = self.case
        over = case.status in {"closed", "withdrawn", "cancelled"}
        assert (case.outcome is not None) == (case.status == "closed")
        assert bool(case.tasks) != over
        assert [event.seq for event in case.events] == list(range(1, len(case.events) + 1))
        for task in (*case.tasks.values(), *case.history):
            assert task.due is None or task.due >= task.since
        assert all(task.done_at and task.done_at >= task.since for task in case.history)

    @invariant()
    def can_be_read_back(self) -> None:
        """Check that the JSON of the case gives an equal one."""
        case, again = self.case, Case.from_json(self.written, self.procedure)
        assert again == case
        assert (again.tasks, again.history, again.data) == (case.tasks, case.history, case.data)
        assert again.to_json() == self.written

    def teardown(self) -> None:
        """Bring the case to its end."""
        case = getattr(self, "case", None)
        if case is not None and case.status not in {"withdrawn", "cancelled"}:
            assert finish(case).status == "closed"


def _raised(attempt: Attempt, case: Case) -> Rejected:
    try:
        attempt.on(case)
    except Rejected as rejected:
        return rejected
    raise AssertionError(f"{attempt} should have been refused")


def finish(case: Case, most: int = 500) -> Case:
    """Return an open or suspended case brought to its outcome, by the ways that lead there soonest.

    Facts are stated as the ways need them. Raises ``AssertionError`` where none of them leads on.
    """
    if case.status == "suspended":
        case = case.resume(by=insiders(case.procedure)[0], at=max(event.at for event in case.events))
    distance = _distances(case.procedure)
    for _ in range(most):
        if case.status != "open":
            return case
        found = [(max(distance[target] for target in targets), attempt) for attempt, targets in completions(case)]
        assert found, f"no completion leads on: {case!r}"
        case = min(found, key=lambda priced: priced[0])[1].on(case)
    raise AssertionError(f"the case of {case.procedure.id} has no end after {most} completions: {case!r}")


def _distances(procedure: Procedure) -> dict[str, int]:
    """Return how many completions each step or outcome is away from an end, at least."""
    known: dict[str, int] = dict.fromkeys(procedure.outcomes, 0)
    ways = [way for step in procedure.steps.values() for way in step.exits]
    for _ in procedure.steps:
        for way in ways:
            if all(target in known for target in way.targets):
                price = 1 + max(known[target] for target in way.targets)
                known[way.step] = min(price, known.get(way.step, price))
    return {step: known.get(step, len(known) + 1) for step in (*procedure.steps, *procedure.outcomes)}
