"""The names that outside programs call, and how they are called; what is not built yet is not listed."""

from __future__ import annotations

import copy
import inspect
import pickle
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

import sopflow

PROCEDURES = Path(__file__).parents[1] / "procedures"
INDIRECT = PROCEDURES / "pengaduan-tidak-langsung.yaml"


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("load", ["path"]),
        ("loads", ["text", "name"]),
        ("check", ["paths"]),
        ("calendar", ["name_or_path"]),
        ("Duration.parse", ["text"]),
        ("Procedure.plan", ["self", "start", "choices"]),
        ("Procedure.start", ["self", "at", "by", "documents", "data", "id"]),
        ("Case.complete", ["self", "step", "by", "at", "choose", "documents", "data"]),
        ("Case.skip", ["self", "step", "by", "at", "reason"]),
        ("Case.lapse", ["self", "step", "by", "at"]),
        ("Case.attach", ["self", "documents", "by", "at"]),
        ("Case.record", ["self", "data", "by", "at"]),
        ("Case.assign", ["self", "step", "person", "by", "at"]),
        ("Case.suspend", ["self", "by", "at", "reason"]),
        ("Case.resume", ["self", "by", "at", "restart"]),
        ("Case.extend", ["self", "step", "to", "by", "at", "reason"]),
        ("Case.revert", ["self", "by", "at", "reason"]),
        ("Case.recount", ["self", "calendar", "by", "at", "reason"]),
        ("Case.withdraw", ["self", "by", "at", "reason"]),
        ("Case.cancel", ["self", "by", "at", "reason"]),
        ("Case.why_not", ["self", "command", "args", "kwargs"]),
        ("Case.overdue", ["self", "at"]),
        ("Case.plan", ["self", "at", "choices"]),
        ("Case.to_json", ["self"]),
        ("Case.from_json", ["text", "procedure"]),
        ("Person", ["id", "roles"]),
        ("Task.remaining", ["self", "at"]),
        ("WorkCalendar.due", ["self", "start", "duration"]),
        ("WorkCalendar.working_minutes", ["self", "a", "b"]),
        ("WorkCalendar.is_working", ["self", "at"]),
        ("WorkCalendar.next_opening", ["self", "at"]),
        ("SopError.message", ["self", "lang"]),
    ],
)
def test_functions_take_their_parameters_in_this_order(name: str, parameters: list[str]) -> None:
    function: Any = sopflow
    for part in name.split("."):
        function = getattr(function, part)
    assert list(inspect.signature(function).parameters)[: len(parameters)] == parameters


def test_a_text_is_called_text_where_nobody_names_it() -> None:
    with pytest.raises(sopflow.SopInvalid) as caught:
        sopflow.loads("")
    assert caught.value.diagnostics[0].file == "<text>"


def test_values_have_their_attributes() -> None:
    sop = sopflow.load(INDIRECT)
    assert (sop.id, sop.version) == ("pengaduan-tidak-langsung", "1")
    assert sop.title.startswith("PROSEDUR")
    assert sop.hash.startswith("1:")
    for mapping in (sop.steps, sop.actors, sop.documents, sop.data, sop.outcomes):
        assert all(key == value.id for key, value in mapping.items())
        with pytest.raises(TypeError):
            mapping["baru"] = None  # type: ignore[index]
    duration = sop.steps["klarifikasi"].duration
    assert duration is not None
    assert (duration.amount, duration.unit, duration.text) == (10, "working_day", "10 Hari Kerja")
    due = sop.calendar.due("2026-03-02T09:00", "10 hari kerja")
    assert (due.at.isoformat(), due.certain, due.assumptions) == ("2026-03-16T15:00:00+07:00", True, ())
    assert (sop.calendar.id, str(sop.calendar.timezone)) == ("id-asn", "Asia/Jakarta")
    assert sop.calendar.version
    assert sop.calendar.hash


@pytest.mark.parametrize("path", sorted(PROCEDURES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_procedure_can_be_copied_and_sent_to_another_process(path: Path) -> None:
    sop = sopflow.load(path)
    for again in (copy.deepcopy(sop), pickle.loads(pickle.dumps(sop))):
        assert again == sop
        assert again.hash == sop.hash
        assert again.plan("2026-03-02T09:00") == sop.plan("2026-03-02T09:00")
    assert len(set(sop.steps.values())) == len(sop.steps)


def test_one_procedure_serves_many_threads() -> None:
    sop = sopflow.load(INDIRECT)
    found: list[str] = []
    threads = [Thread(target=lambda: found.append(str(sop.plan("2026-03-02T09:00").due))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["2026-04-21 16:00:00+07:00"] * 20


def test_cases_and_tasks_have_their_attributes() -> None:
    case = sopflow.load(INDIRECT).start(at="2026-03-02T09:00", documents=["berkas_pengaduan"])
    assert (case.status, case.outcome, case.data, case.documents) == ("open", None, {}, ("berkas_pengaduan",))
    assert (case.due, case.procedure.id, len(case.events)) == (None, "pengaduan-tidak-langsung", 1)
    (task,) = case.tasks.values()
    assert (task.step, task.actor, task.assignee, task.visit) == ("penyerahan_berkas", "staf_administrasi", None, 1)
    assert (task.since.isoformat(), task.due and task.due.isoformat()) == (
        "2026-03-02T09:00:00+07:00",
        "2026-03-02T11:00:00+07:00",
    )
    assert (task.certain, task.assumptions, task.missing) == (True, (), ())
    assert (task.done_at, task.done_by, task.branch, task.late) == (None, None, None, 0)
    case = case.complete("penyerahan_berkas", by="staf_administrasi", at="2026-03-02T11:30")
    (done,) = case.history
    assert (done.done_at and done.done_at.isoformat(), done.done_by, done.late) == (
        "2026-03-02T11:30:00+07:00",
        "staf_administrasi",
        30,
    )
