"""Laws of running cases on real and random SOPs: taking back, what stays, and that the core is pure."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

import sopflow
from effort import tries
from sopflow import Case, CommandError, Rejected
from sopflow.engine import objections
from sopflow.engine.commands import Command, Complete, Start
from sopflow.engine.deciding import decide, decide_start, take, why_not
from sopflow.engine.state import ImpossibleError, begin, evolve
from sopflow.testing import attempts, histories, procedures, wrong_attempts
from sopflow.testing.attempts import _assign, _attach, _record

if TYPE_CHECKING:
    from datetime import datetime

    from sopflow.testing import Attempt

ROOT: Final = Path(__file__).parents[2]
INDIRECT: Final = sopflow.load(ROOT / "procedures" / "pengaduan-tidak-langsung.yaml")
LETTER: Final = sopflow.load(ROOT / "tests" / "definition" / "surat-keterangan-usaha.yaml")

cases = st.one_of(histories(INDIRECT), histories(LETTER), procedures(8).flatmap(histories))
open_cases = cases.filter(lambda case: case.status == "open")
LEAVING: Final = {"complete", "skip", "lapse"}


def where(case: Case) -> dict[str, Any]:
    """All that users see of where a case stands."""
    return {
        "status": case.status, "outcome": case.outcome, "tasks": dict(case.tasks), "history": case.history,
        "data": dict(case.data), "documents": case.documents, "due": case.due, "assumptions": case.assumptions,
    }  # fmt: skip


def drawn(data: st.DataObject, case: Case, names: set[str]) -> Attempt:
    """A command of one of these names that the case takes."""
    for _ in range(12):
        attempt = data.draw(attempts(case))
        if attempt is not None and attempt.name in names:
            return attempt
    return reject()


def inside(case: Case) -> str:
    return next(actor.id for actor in case.procedure.actors.values() if not actor.external)


def last(case: Case) -> datetime:
    return max(event.at for event in case.events)


@settings(max_examples=tries(40), deadline=None)
@given(data=st.data())
def test_taking_a_completion_back_gives_what_was_before_it(data: st.DataObject) -> None:
    case = data.draw(open_cases)
    attempt = drawn(data, case, LEAVING)
    after = attempt.on(case)
    back = after.revert(by=inside(case), at=last(after), reason="Salah klik")
    assert where(back) == where(case)
    assert [event.type for event in back.events[-2:]] == [after.events[-1].type, "reverted"]
    again = attempt.on(back)
    assert where(again) == where(after)
    with pytest.raises(Rejected):
        back.revert(by=inside(case), at=last(back), reason="Lagi")


@settings(max_examples=tries(40), deadline=None)
@given(data=st.data())
def test_what_was_handed_in_stated_or_assigned_since_stays(data: st.DataObject) -> None:
    case = data.draw(open_cases)
    attempt = drawn(data, case, LEAVING)
    after, expected = attempt.on(case), case
    assume(after.status == "open")
    for _ in range(data.draw(st.integers(1, 3))):
        kind = data.draw(st.sampled_from([_attach, _record, _assign]))
        more = data.draw(kind(after))
        if more is None or more.why_not(after):  # no document from outside, no fact
            continue
        there = more.name != "assign" or (
            more.args[0] in expected.tasks and expected.tasks[more.args[0]].visit == after.tasks[more.args[0]].visit
        )
        after = more.on(after)
        if there:
            expected = more.on(expected)
    back = after.revert(by=inside(case), at=last(after), reason="Salah klik")
    assert where(back) == where(expected)


@settings(max_examples=tries(20), deadline=None)
@given(data=st.data())
def test_after_anything_else_nothing_can_be_taken_back(data: st.DataObject) -> None:
    case = data.draw(cases)
    attempt = drawn(data, case, {"suspend", "resume", "extend", "recount", "revert"})
    after = attempt.on(case)
    codes = [reason.code for reason in after.why_not("revert", by=inside(case), at=last(after), reason="x")]
    assert "not_revertible" in codes


def test_a_completion_that_closed_the_case_can_be_taken_back() -> None:
    case = INDIRECT.start(at="2026-03-02T09:00", documents=["berkas_pengaduan", "data_pendukung"])
    case = case.complete("penyerahan_berkas", by="staf_administrasi", at="2026-03-02T10:00")
    stated = {"dapat_ditindaklanjuti": False}
    closed = case.complete("klarifikasi", by="petugas_layanan", at="2026-03-03T10:00", data=stated)
    assert (closed.status, closed.outcome, dict(closed.tasks)) == ("closed", "tidak_dapat_ditindaklanjuti", {})
    back = closed.revert(by="sekretaris", at="2026-03-03T11:00", reason="Salah klik")
    assert where(back) == where(case)
    with pytest.raises(Rejected) as refused:
        closed.attach(["data_pendukung"], by="pelapor", at="2026-03-03T11:00")
    assert refused.value.code == "case_closed"
    for name in ("withdraw", "cancel"):
        ended = getattr(case, name)(by="sekretaris", at="2026-03-03T10:00", reason="x")
        with pytest.raises(Rejected) as refused:
            ended.revert(by="sekretaris", at="2026-03-03T11:00", reason="x")
        assert refused.value.code == "case_closed"


@settings(max_examples=tries(20), deadline=None)
@given(case=cases)
def test_deciding_and_evolving_are_pure_and_make_what_the_case_holds(case: Case) -> None:
    machine = case.procedure.machine
    state = begin(machine, case.events[0])
    for event in case.events[1:]:
        before = repr(state)
        following = evolve(machine, state, event)
        assert evolve(machine, state, event) == following
        assert repr(state) == before
        with pytest.raises(ImpossibleError):
            evolve(machine, following, event)  # its number has passed
        state = following
    replayed = Case.from_json(case.to_json(), case.procedure)
    assert where(replayed) == where(case)


def test_a_state_of_another_sop_is_refused_before_all_else() -> None:
    case = INDIRECT.start(at="2026-03-02T09:00")
    state = begin(INDIRECT.machine, case.events[0])
    with pytest.raises(Rejected) as refused:
        decide(LETTER.machine, state, Complete("tidak_ada", by="siapa", at="2026-03-02T08:00"))
    assert refused.value.code == "definition_mismatch"


def test_a_start_decides_the_same_each_time() -> None:
    command = Start(at="2026-03-02T09:00")
    assert decide_start(INDIRECT.machine, command) == decide_start(INDIRECT.machine, command)


@settings(max_examples=tries(40), deadline=None)
@given(data=st.data())
def test_what_most_do_is_held_to_the_same_as_all_else(data: st.DataObject) -> None:
    """The short way past the checks of an ordinary completion leads nowhere else than the long one."""
    case = data.draw(cases)
    attempt = data.draw(attempts(case) if data.draw(st.booleans()) else wrong_attempts(case))
    if attempt is None:
        return
    short = [(reason.code, reason.step, reason.params) for reason in attempt.why_not(case)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(objections, "_is_ordinary", lambda _now, _asked: False)
        assert [(reason.code, reason.step, reason.params) for reason in attempt.why_not(case)] == short


@settings(max_examples=tries(40), deadline=None)
@given(data=st.data())
def test_a_suspended_case_takes_the_events_of_the_commands_that_it_takes(data: st.DataObject) -> None:
    """What commands say of themselves, and what the state says of their events, are the same."""
    case = data.draw(cases)
    attempt = data.draw(attempts(case))
    assume(attempt is not None and case.status == "open")
    assert attempt is not None
    event = attempt.on(case).events[-1]
    stopped = case.suspend(by=inside(case), at=last(case), reason="Menunggu")
    machine, state = case.procedure.machine, stopped._state
    refused = [reason.code for reason in attempt.why_not(stopped)]
    try:
        evolve(machine, state, event._replace(seq=event.seq + 1))
    except ImpossibleError:
        assert {"case_suspended", "already_suspended", "not_revertible"} & set(refused)
    else:
        assert "case_suspended" not in refused


class Unusual(Complete):
    """A command of an application's own."""


@pytest.mark.parametrize("command", [Start(at="2026-03-02T09:00"), Unusual("x", by="y", at="2026-03-02")], ids=repr)
def test_what_is_no_command_of_a_running_case_is_refused_in_a_sentence(command: Command) -> None:
    state = begin(INDIRECT.machine, INDIRECT.start(at="2026-03-02T09:00").events[0])
    for ask in (decide, take, why_not):
        with pytest.raises(CommandError) as caught:
            ask(INDIRECT.machine, state, command)
        assert caught.value.code == "command-unknown"


@settings(max_examples=tries(20), deadline=None)
@given(data=st.data())
def test_parallel_flows_may_be_entered_in_any_order(data: st.DataObject) -> None:
    """Done at noon and entered in the evening: the join begins with the latest of them either way."""
    case = LETTER.start(at="2026-03-02T09:00", documents=["berkas"])
    case = case.complete("periksa", by="loket", at="2026-03-02T09:10", data={"lengkap": True})
    start = case.events[-1].at
    first, second = (start + timedelta(minutes=data.draw(st.integers(0, 5000))) for _ in range(2))

    def done(case: Case, step: str, at: datetime) -> Case:
        return case.complete(step, by=case.tasks[step].actor, at=at)

    one = done(done(case, "tinjau", first), "susun", second)
    other = done(done(case, "susun", second), "tinjau", first)
    assert one.tasks["tandatangan"].since == max(first, second)
    assert {**where(one), "history": ()} == {**where(other), "history": ()}
