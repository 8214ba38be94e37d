"""Whatever is done to cases, at random: a store says what the cases say that were never stored."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_cases import DIRECT, INDIRECT, TWO_AT_ONCE, check_tables

import sopflow
from effort import tries
from sopflow import Rejected
from sopflow.testing import attempts, histories, procedures, wrong_attempts

if TYPE_CHECKING:
    from sopflow.store import Store

SOPS = [sopflow.load(INDIRECT), sopflow.load(DIRECT), sopflow.loads(TWO_AT_ONCE)]
NUMBERS = count()
RANDOMLY = settings(
    max_examples=tries(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@given(st.data())
@RANDOMLY
def test_a_stored_case_goes_the_way_of_one_that_is_not(store: Store, data: st.DataObject) -> None:
    sop = data.draw(st.one_of(st.sampled_from(SOPS), procedures()))
    begun = data.draw(histories(sop, max_events=4))
    case = begun.procedure.start(at=begun.events[0].at, id=f"K-{next(NUMBERS)}")
    store.put(case)
    id = str(case.id)
    for _ in range(data.draw(st.integers(1, 12))):
        if data.draw(st.booleans()):
            attempt = data.draw(attempts(case))
            if attempt is None:
                break
            case = attempt.on(case)
            stored = attempt.on(store.on(id, seen=case.seq - 1))  # type: ignore[arg-type]
            assert stored == case
        else:
            attempt = data.draw(wrong_attempts(case))
            with pytest.raises(Rejected) as refused:
                attempt.on(store.on(id))  # type: ignore[arg-type]
            assert refused.value.code == attempt.why_not(case)[0].code
        assert store.case(id) == case
    at = max(event.at for event in case.events)
    (line,) = [line for line in store.cases(at, limit=None) if line.case == id]
    assert [item.step for item in line.tasks if item.overdue] == [
        task.step
        for task in sorted(case.overdue(at), key=lambda task: (case.state.now.tasks[task.step].promise, task.step))
    ]
    for item in line.tasks:
        task = case.tasks[item.step]
        assert (item.due, item.since, item.assignee, item.missing) == (
            task.due,
            task.since,
            task.assignee,
            task.missing,
        )


@given(histories(SOPS[2], max_events=12), st.integers(1, 12), st.data())
@RANDOMLY
def test_a_command_on_an_old_view_is_taken_only_where_it_means_the_same(
    store: Store, history: sopflow.Case, seen: int, data: st.DataObject
) -> None:
    """Whoever looks at an old case gets what she would get now, or hears of the conflict; nothing is done twice."""
    case = sopflow.Case.from_json(history.to_json(), history.procedure)
    case = sopflow.Case(case.procedure, f"K-{next(NUMBERS)}", case.events, case.state)
    store.put(case)
    old = case.as_of(min(seen, case.seq))
    attempt = data.draw(attempts(old))
    if attempt is None:
        return
    after = None
    with suppress(Rejected):
        after = attempt.on(store.on(str(case.id), seen=old.seq))  # type: ignore[arg-type]
    if after is None:
        with pytest.raises(Rejected) as refused:
            attempt.on(store.on(str(case.id), seen=old.seq))  # type: ignore[arg-type]
        assert refused.value.code == "conflict"
        assert refused.value.params["seq"] > old.seq
        assert store.case(str(case.id)) == case
        return
    assert after.events[:-1] == case.events
    meant = attempt.on(old).events[-1]
    done = after.events[-1]
    for field in set(meant._fields) - {"seq", "begun", "promise", "late", "moved", "promise_moved", "reverts"}:
        assert getattr(done, field) == getattr(meant, field)
    if done.type in {"completed", "skipped", "lapsed"}:
        step = done.step
        assert case.tasks[step].visit == old.tasks[step].visit


def test_the_tables_are_what_a_replay_gives(store: Store) -> None:
    @given(st.sampled_from(SOPS).flatmap(histories))
    @RANDOMLY
    def fill(case: sopflow.Case) -> None:
        store.put(sopflow.Case(case.procedure, f"K-{next(NUMBERS)}", case.events, case.state))

    fill()
    assert len(check_tables(store, "2028-06-01T09:00")) >= 20
