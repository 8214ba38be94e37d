"""A calendar that has changed: what a recount would move, why, and the recount itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from store_cases import LATER, START, TWO_AT_ONCE, check_tables

import sopflow
from sopflow import SopError
from sopflow.errors import StoreError
from sopflow.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from sopflow import WorkCalendar

OFFICE = "calendar: kantor\nversion: '{version}'\nextends: id-asn\n{rest}"
FLOOD = "closures: [{date: 2026-03-04, reason: Banjir, basis: SK Bupati 12/2026}]\n"
WHO = sopflow.Person("admin", roles={"kepala"})


def office(folder: Path, version: int, rest: str = "") -> WorkCalendar:
    file = folder / "kantor.yaml"
    file.write_text(OFFICE.format(version=version, rest=rest), encoding="utf-8")
    return sopflow.calendar(file)


@pytest.fixture
def begun(store: Store, tmp_path: Path) -> Store:
    """Four cases on the calendar of an office, one of them suspended, one on another step; one of another SOP."""
    office(tmp_path, 1)
    file = tmp_path / "dua-sekaligus.yaml"
    file.write_text(TWO_AT_ONCE.replace("actors:", "service_time: 10 hari kerja\ncalendar: kantor.yaml\nactors:", 1))
    sop = sopflow.load(file)
    other = sopflow.loads(TWO_AT_ONCE.replace("dua-sekaligus", "lain"))
    for id, procedure in (("A", sop), ("B", sop), ("C", sop), ("D", sop), ("lain", other)):
        store.start(procedure, at=START, documents=["berkas"], id=id)
        if id != "D":
            store.on(id).complete("terima", by="loket", at="2026-03-02T10:00")
    store.on("C").suspend(by="kepala", at="2026-03-03T10:00", reason="menunggu")
    return store


def test_a_dry_run_lists_what_would_move_with_the_decree_and_changes_nothing(begun: Store, tmp_path: Path) -> None:
    before = {line.case: begun.case(line.case) for line in begun.cases(LATER, limit=None)}
    changed = office(tmp_path, 2, FLOOD)
    found = {
        recount.case: recount
        for recount in begun.recount_all(changed, by=WHO, at="2026-03-03T12:00", reason="SK Bupati", dry_run=True)
    }
    assert found.keys() == {"A", "B", "C", "D"}
    moves = {move.step: move for move in found["A"].moves}
    assert {step: (str(move.was), str(move.due)) for step, move in moves.items()} == {
        "menelaah": ("2026-03-05 15:00:00+07:00", "2026-03-06 15:30:00+07:00"),
        "mengukur": ("2026-03-09 15:00:00+07:00", "2026-03-10 15:00:00+07:00"),
        None: ("2026-03-16 15:00:00+07:00", "2026-03-17 15:00:00+07:00"),
    }
    for move in moves.values():
        (day,) = move.because
        assert (day.date, day.working) == (date(2026, 3, 4), False)
        assert day.why is not None
        assert "Banjir" in day.why.message("id")
        assert "SK Bupati 12/2026" in day.why.message("en")
        assert move.certain
    assert found["C"].refused is not None
    assert found["C"].refused.code == "case_suspended"
    assert [move.step for move in found["D"].moves] == [None]  # its task is due on the day before
    assert {line.case: begun.case(line.case) for line in begun.cases(LATER, limit=None)} == before


def test_a_recount_moves_what_the_dry_run_said_once(begun: Store, url: str, tmp_path: Path) -> None:
    changed = office(tmp_path, 2, FLOOD)
    given = {"by": WHO, "at": "2026-03-03T12:00", "reason": "SK Bupati"}
    said = list(begun.recount_all(changed, **given, dry_run=True))  # type: ignore[arg-type]
    done = list(begun.recount_all(changed, **given))  # type: ignore[arg-type]
    assert [(one.case, one.moves) for one in done] == [(one.case, one.moves) for one in said]
    assert str(begun.case("A").tasks["menelaah"].due) == "2026-03-06 15:30:00+07:00"
    assert begun.case("A").events[-1].type == "recounted"
    again = list(begun.recount_all(changed, **given))  # type: ignore[arg-type]
    assert [(one.case, one.moves) for one in again] == [("C", ())]
    assert begun.case("lain").seq == 2
    check_tables(begun)
    with Store(url) as other:  # what begins afterwards is counted on the changed calendar, in every process
        case = other.on("D").complete("terima", by="loket", at="2026-03-03T14:00")
        assert str(case.tasks["menelaah"].due) == "2026-03-09 15:00:00+07:00"


def test_a_day_that_is_taken_back_is_named_as_well(begun: Store, tmp_path: Path) -> None:
    given = {"by": WHO, "at": "2026-03-03T12:00", "reason": "-"}
    list(begun.recount_all(office(tmp_path, 2, FLOOD), **given))  # type: ignore[arg-type]
    (back,) = [one for one in begun.recount_all(office(tmp_path, 3), **given, dry_run=True) if one.case == "B"]  # type: ignore[arg-type]
    assert {move.step: str(move.due) for move in back.moves}["menelaah"] == "2026-03-05 15:00:00+07:00"
    (day,) = back.moves[0].because
    assert (day.date, day.working) == (date(2026, 3, 4), True)
    assert day.why is not None
    assert "Banjir" in day.why.message("id")


def test_nothing_is_changed_unless_all_that_is_given_is_right(begun: Store, tmp_path: Path) -> None:
    changed = office(tmp_path, 2, FLOOD)
    given: dict[str, Any] = {"by": WHO, "at": "2026-03-03T12:00", "reason": "-"}
    for wrong, code in (
        ({"by": "pemohon"}, "wrong_actor"),
        ({"by": "bupati"}, "unknown_actor"),
        ({"by": None}, "by-form"),
        ({"at": "besok"}, "instant-invalid"),
        ({"reason": " "}, "reason-missing"),
    ):
        with pytest.raises(SopError) as refused:
            begun.recount_all(changed, **{**given, **wrong})
        assert refused.value.code == code
    assert begun.procedure("dua-sekaligus").calendar.version == "1"
    with pytest.raises(SopError):
        begun.recount_all("kantor.yaml", **given)  # type: ignore[arg-type]


def test_a_calendar_that_no_sop_uses_is_refused(begun: Store, tmp_path: Path) -> None:
    file = tmp_path / "asing.yaml"
    file.write_text("calendar: asing\nversion: '1'\nextends: id-asn\n", encoding="utf-8")
    with pytest.raises(StoreError) as error:
        list(begun.recount_all(sopflow.calendar(file), by=WHO, at=LATER, reason="-"))
    assert error.value.code == "store-calendar-unused"


def test_a_changed_built_in_calendar_is_kept_too(store: Store, url: str, tmp_path: Path) -> None:
    """An office may know of a decree before the program does: a calendar of its own under the name of ours."""
    store.start(sopflow.loads(TWO_AT_ONCE), at=START, documents=["berkas"], id="K-1")
    store.on("K-1").complete("terima", by="loket", at="2026-03-02T10:00")
    file = tmp_path / "asn.yaml"
    file.write_text(f"calendar: id-asn\nversion: '9'\nextends: id-asn\n{FLOOD}", encoding="utf-8")
    (found,) = store.recount_all(sopflow.calendar(file), by=WHO, at="2026-03-03T12:00", reason="SKB")
    assert {move.step for move in found.moves} == {"menelaah", "mengukur"}
    assert all(len(move.because) == 1 for move in found.moves)
    with Store(url) as other:
        assert other.case("K-1").procedure.calendar.version == "9"
        check_tables(other)
