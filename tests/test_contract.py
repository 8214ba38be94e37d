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
