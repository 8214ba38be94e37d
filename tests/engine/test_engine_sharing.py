"""Procedures and cases in many hands: threads, copies, pickles, and what nobody can change."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from pathlib import Path
from typing import Any, Final

import pytest

import sopflow
from sopflow import Case, Rejected
from sopflow.testing.cases import finish

ROOT: Final = Path(__file__).parents[2]
FILES: Final = (ROOT / "tests/definition/surat-keterangan-usaha.yaml", *sorted((ROOT / "procedures").glob("*.yaml")))


def several(sop: sopflow.Procedure) -> list[str]:
    """Cases from different starts, brought to their ends, as JSON; and what is refused on the way."""
    found = []
    for day in range(1, 29):
        case = sop.start(at=f"2026-{day % 12 + 1:02}-{day:02}T10:00", id=str(day))
        try:
            case.revert(by=next(iter(sop.actors)), at="2027-01-01", reason="x")
        except Rejected as rejected:
            found.append(rejected.code)
        found.append(finish(case).to_json())
        found.append(str(case.plan(at="2026-12-30").due))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_many_threads_get_what_one_gets(path: Path) -> None:
    expected = several(sopflow.load(path))
    shared = sopflow.load(path)  # nothing of it has been asked yet
    with ThreadPoolExecutor(8) as threads:
        for found in threads.map(several, [shared] * 16):
            assert found == expected


def a_case() -> Case:
    sop = sopflow.load(FILES[-1])
    case = sop.start(at="2026-03-02T09:00", documents=["berkas_pengaduan"], data={"dapat_ditindaklanjuti": True})
    return case.complete("penyerahan_berkas", by="staf_administrasi", at="2026-03-02T10:30")


def test_a_case_can_be_copied_and_pickled() -> None:
    case = a_case()
    assert case.tasks  # the machine has been made
    for other in (copy.copy(case), copy.deepcopy(case), pickle.loads(pickle.dumps(case))):
        assert other == case
        assert other.tasks == case.tasks
        again = other.revert(by="sekretaris", at="2026-03-02T11:00", reason="Salah klik")
        assert list(again.tasks) == ["penyerahan_berkas"]


def test_a_task_can_be_pickled_and_still_tells_the_time() -> None:
    case = a_case()
    suspended = case.suspend(by="sekretaris", at="2026-03-03T10:00", reason="Menunggu")
    for task in (case.tasks["klarifikasi"], suspended.tasks["klarifikasi"], *case.history):
        for again in (pickle.loads(pickle.dumps(task)), copy.deepcopy(task)):
            assert again == task
            at = "2026-03-05T10:00"
            assert again.remaining(at) == task.remaining(at)
            assert (again.is_overdue(at), again.due_if_resumed(at)) == (task.is_overdue(at), task.due_if_resumed(at))
    assert case.tasks["klarifikasi"].remaining("2026-03-16T14:00") == 60
    for mapping in (case.tasks, case.data):
        assert pickle.loads(pickle.dumps(mapping)) == copy.deepcopy(mapping) == mapping


def test_a_refusal_can_be_pickled() -> None:
    with pytest.raises(Rejected) as refused:
        a_case().complete("telaah", by="bidang_ops", at="2026-03-03T09:00")
    again = pickle.loads(pickle.dumps(refused.value))
    assert (again.code, again.step, again.message("id")) == ("step_not_active", "telaah", refused.value.message("id"))


def test_nothing_of_a_case_can_be_changed() -> None:
    case = a_case()
    whole: Any = case
    with pytest.raises(AttributeError):
        whole.status = "closed"
    with pytest.raises(AttributeError):
        whole.note = "x"
    for mapping in (whole.tasks, whole.data):
        with pytest.raises(TypeError):
            mapping["x"] = None
    with pytest.raises(FrozenInstanceError):
        whole.tasks["klarifikasi"].due = None
    with pytest.raises(AttributeError):
        whole.events[0].at = None
    with pytest.raises(TypeError):
        whole.events[0].data["dapat_ditindaklanjuti"] = False
    assert case == a_case()


def test_what_is_given_can_be_changed_afterwards() -> None:
    sop = sopflow.load(FILES[-1])
    documents, data = ["berkas_pengaduan"], {"dapat_ditindaklanjuti": True}
    case = sop.start(at="2026-03-02T09:00", documents=documents, data=data)
    before = case.to_json()
    documents.clear()
    data.clear()
    assert case.to_json() == before
    assert case.documents == ("berkas_pengaduan",)


def test_cases_are_equal_by_what_happened() -> None:
    case = a_case()
    assert case == a_case()
    assert hash(case) == hash(a_case())
    assert case != case.attach(["data_pendukung"], by="pelapor", at="2026-03-03")
    assert case != "case"
    text = FILES[-1].read_text(encoding="utf-8")
    renamed = sopflow.loads(text.replace("sop: pengaduan-tidak-langsung", "sop: pengaduan-lain"))
    assert renamed.hash == case.procedure.hash
    assert renamed.start(at="2026-03-02T09:00") != case.procedure.start(at="2026-03-02T09:00")
    assert len({case, a_case()}) == 1
    assert "pengaduan-tidak-langsung" in repr(case)
