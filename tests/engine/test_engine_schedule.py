"""What is due to happen in a case: worked out by hand on the calendar of March 2026.

Ramadan hours hold until 19 March (08.00 to 15.00, Fridays to 15.30); the 18th to the 24th are days off.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sopflow
from sopflow import Case, Person
from sopflow.testing import histories, procedures

TEXT: Final = """
sop: izin
version: "1"
title: Izin
day_counting: working
service_time:
  duration: 10 hari kerja
  remind:
    before: 2 hari kerja
  escalate:
    to: [kepala]
remind:
  before: 1 hari kerja
escalate:
  after: 2 jam
  to: kepala
actors:
  loket: Petugas Loket
  kepala: Kepala
  pemohon:
    name: Pemohon
    external: true
steps:
  - id: periksa
    actor: loket
    activity: Memeriksa berkas
    duration: 3 hari kerja
    branches:
      - id: lengkap
        label: Lengkap
        next: putus
      - id: kurang
        label: Kurang
        next: lengkapi
  - id: lengkapi
    actor: pemohon
    activity: Melengkapi berkas
    duration: 2 hari kerja
    remind:
      - before: 1 hari kerja
        to: [pemohon, loket]
      - before: 3 jam
    escalate: []
    on_overdue:
      label: Tidak dilengkapi
      next: gugur
    next: periksa
  - id: putus
    actor: kepala
    activity: Memutus
    duration: 15 menit
    next: terbit
outcomes:
  terbit: Izin terbit
  gugur: Permohonan gugur
"""

BUDI: Final = Person("budi", roles={"loket"})


def told(case: Case, kind: str | None = None) -> list[tuple[str, str | None, str, str | None]]:
    """At what minute what is due, about which step, and who hears of it."""
    return [
        (f"{one.at:%d %H:%M}", one.step, one.role, one.person)
        for one in case.deadlines
        if kind is None or one.kind == kind
    ]


@pytest.fixture
def case() -> Case:
    return sopflow.loads(TEXT).start(at="2026-03-02T09:00", by="loket")


def test_a_step_and_the_promised_service_have_theirs(case: Case) -> None:
    # Due on Thursday the 5th at 15.00; one working day before is the closing of the 4th, two hours later Friday 10.00.
    # The service is due on Monday the 16th; two working days before is the closing of Thursday the 12th.
    assert told(case, "reminder") == [("04 15:00", "periksa", "loket", None), ("12 15:00", None, "loket", None)]
    assert told(case, "escalation") == [("06 10:00", "periksa", "kepala", None), ("16 15:01", None, "kepala", None)]


def test_steps_may_have_their_own_and_what_lies_before_their_start_is_left_out(case: Case) -> None:
    asked = case.complete("periksa", by="loket", at="2026-03-03T10:00", choose="kurang")
    about = [(at, step, role) for at, step, role, _ in told(asked) if step is not None]
    assert about == [
        ("04 15:00", "lengkapi", "loket"),
        ("04 15:00", "lengkapi", "pemohon"),
        ("05 11:30", "lengkapi", "pemohon"),  # three hours before 15.00, but for the break of half an hour
        ("05 15:01", "lengkapi", "loket"),  # the overdue way, for which the office answers
    ]
    decided = case.complete("periksa", by="loket", at="2026-03-03T10:00", choose="lengkap")
    # Due after 15 minutes, at 10.15; two hours later, but for the break, 12.45. No reminder fits.
    assert [one for one in told(decided) if one[1] == "putus"] == [("03 12:45", "putus", "kepala", None)]


def test_who_has_taken_a_task_hears_of_it(case: Case) -> None:
    taken = case.assign("periksa", BUDI, by="loket", at="2026-03-02T10:00")
    assert told(taken, "reminder") == [("04 15:00", "periksa", "loket", "budi"), ("12 15:00", None, "loket", "budi")]
    other = taken.assign("periksa", "ani", by="loket", at="2026-03-03T10:00")
    assert told(other, "reminder")[0] == ("04 15:00", "periksa", "loket", "ani")
    assert {one.key for one in other.deadlines} == {one.key for one in case.deadlines}


def test_a_suspension_holds_everything_and_moves_it(case: Case) -> None:
    stopped = case.suspend(by="kepala", at="2026-03-03T10:00", reason="Banjir")
    assert stopped.deadlines == ()
    again = stopped.resume(by="kepala", at="2026-03-05T10:00")  # two working days later
    assert told(again, "reminder") == [("06 15:30", "periksa", "loket", None), ("16 15:00", None, "loket", None)]
    assert told(again, "escalation") == [("10 10:00", "periksa", "kepala", None), ("25 16:01", None, "kepala", None)]


def test_an_extension_moves_it_and_gives_it_another_key(case: Case) -> None:
    longer = case.extend("periksa", to="1 hari kerja", by="kepala", at="2026-03-03T10:00", reason="Rumit")
    assert told(longer, "reminder")[0] == ("05 15:00", "periksa", "loket", None)
    before, after = ({one.key for one in it.deadlines if one.step} for it in (case, longer))
    assert not before & after


def test_what_is_taken_back_has_the_keys_that_it_had(case: Case) -> None:
    done = case.complete("periksa", by="loket", at="2026-03-03T10:00", choose="lengkap")
    back = done.revert(by="loket", at="2026-03-03T10:30", reason="Salah klik")
    assert back.deadlines == case.deadlines


def test_a_recount_moves_it() -> None:
    sop = sopflow.loads(TEXT)
    case = sop.start(at="2026-03-02T09:00", by="loket")
    flood = sopflow.calendar("docs/contoh/hari-banjir.yaml")
    moved = case.recount(flood, by="kepala", at="2026-03-02T10:00", reason="SK Bupati")
    due = {one.step: one.due for one in moved.deadlines}
    assert due[None] == datetime.fromisoformat("2026-03-17T15:00+07:00")
    assert {one.due for one in case.deadlines if one.step is None} != {due[None]}


def test_an_ended_case_has_none(case: Case) -> None:
    assert case.withdraw(by="pemohon", at="2026-03-03T09:00", reason="Sudah selesai").deadlines == ()


def test_it_is_as_json(case: Case) -> None:
    assert case.deadlines[0].to_dict() == {
        "at": "2026-03-04T15:00:00+07:00", "kind": "reminder", "step": "periksa", "visit": 1,
        "due": "2026-03-05T15:00:00+07:00", "role": "loket", "person": None, "term": "1 hari kerja", "certain": True,
    }  # fmt: skip


@settings(max_examples=30)
@given(st.data())
def test_laws(data: st.DataObject) -> None:
    """Whatever happens, what is due hangs on tasks that are active, and comes in order, each once."""
    sop = data.draw(procedures())
    case = data.draw(histories(sop))
    found = case.deadlines
    assert list(found) == sorted(found, key=lambda one: one.at)
    assert len({(one.key, one.person) for one in found}) == len(found)
    if case.status != "open":
        assert found == ()
    for one in found:
        assert one.role in sop.actors
        if one.step is not None:
            task = case.tasks[one.step]
            assert (one.visit, one.due) == (task.visit, task.due)
            assert one.at > task.since
            assert (one.at < one.due) if one.kind == "reminder" else (one.at > one.due)
        if one.kind != "reminder":
            assert not sop.actors[one.role].external
    lapsing = {one.step for one in found if one.kind == "overdue_way"}
    assert lapsing == {step for step in case.tasks if case.status == "open" and sop.steps[step].on_overdue}
