"""Personal data taken out of a case for good: the history replays, the words are nowhere any more."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from sqlalchemy import select
from store_cases import ROOT, START, TWO_AT_ONCE, check_tables

import sopflow
from sopflow import Case, Person, Rejected, SopError
from sopflow.errors import StoreError
from sopflow.store import Store, prepare, tables

if TYPE_CHECKING:
    from collections.abc import Callable

NAME, WORDS, OFFICIAL = "Siti Rahmawati", "berkas tertinggal di Jalan Kenanga", "budi.santoso"


@pytest.fixture
def case(store: Store) -> Case:
    """A case with a name, a person and a reason in several of its events."""
    store.start(sopflow.loads(TWO_AT_ONCE), at=START, documents=["berkas"], data={"nama": NAME}, id="K-1")
    store.on("K-1").complete("terima", by=Person("ani", roles={"loket"}), at="2026-03-02T10:00")
    store.on("K-1").record({"nama": f"{NAME} (alias)"}, by="loket", at="2026-03-02T10:10")
    store.on("K-1").assign("menelaah", OFFICIAL, by="kepala", at="2026-03-02T10:20")
    store.on("K-1").suspend(by="kepala", at="2026-03-02T11:00", reason=WORDS)
    store.on("K-1").resume(by="kepala", at="2026-03-02T12:00")
    store.on("K-1").extend("menelaah", to="1 hari kerja", by="kepala", at="2026-03-02T12:00", reason=WORDS)
    by = Person(OFFICIAL, roles={"teknis"})
    return store.on("K-1").complete("menelaah", by=by, at="2026-03-03T10:00", data={"luas": 12, "nama": NAME})


def everything(store: Store) -> str:
    """All that the rows of the database say."""
    with store.transaction() as together:
        return "\n".join(
            str(tuple(row))
            for table in tables.metadata.sorted_tables
            for row in together.connection.execute(select(table))
        )


def test_what_is_redacted_is_gone_and_the_rest_is_as_it_was(store: Store, url: str, case: Case) -> None:
    after = store.redact(
        "K-1", by="kepala", reason="permintaan pemohon", facts=["nama"], persons=[OFFICIAL], reasons=True
    )
    with Store(url) as other:
        assert other.case("K-1") == after
        check_tables(other)
        said = everything(other)
    for gone in ("Siti", "Rahmawati", "Kenanga", "budi", "santoso"):
        assert gone not in said
        assert gone not in after.to_json()
    assert dict(after.data) == {"luas": 12}
    assert [event.type for event in after.events] == [event.type for event in case.events]
    assert [event.at for event in after.events] == [event.at for event in case.events]
    assert {task.step: task.due for task in after.tasks.values()} == {
        task.step: task.due for task in case.tasks.values()
    }
    assert after.history[-1].done_by == "[1]"
    assert after.events[1].person == "ani"
    assert after.events[3].assignee == "[1]"  # type: ignore[union-attr]
    assert after.events[4].reason == "[…]"  # type: ignore[union-attr]
    assert Case.from_json(after.to_json(), after.procedure) == after
    schema = json.loads((ROOT / "schemas" / "case.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(after.to_json()), schema)


def test_no_trace_is_left_in_the_file(sqlite: str, tmp_path: Path) -> None:
    with Store(sqlite) as store:
        for number in range(30):
            store.start(sopflow.loads(TWO_AT_ONCE), at=START, data={"nama": f"{NAME}-{number}"}, id=f"K-{number}")
            store.on(f"K-{number}").assign("terima", f"{OFFICIAL}-{number}", by="kepala", at=START)
            store.on(f"K-{number}").assign("terima", "ani", by="kepala", at=START)
        for number in range(30):
            store.redact(f"K-{number}", by="kepala", reason="-", facts=["nama"], persons=[f"{OFFICIAL}-{number}"])
        for file in tmp_path.iterdir():
            assert b"Rahmawati" not in file.read_bytes(), file
            assert b"santoso" not in file.read_bytes(), file
        check_tables(store)


def test_who_took_it_out_and_why_is_kept(store: Store, case: Case) -> None:
    store.redact("K-1", by=Person("ani", roles={"loket"}), reason=" permintaan ", facts=["nama"])
    store.redact("K-1", by="kepala", reason="arsip", persons=[OFFICIAL, "ani"], reasons=True)
    first, second = store.redactions("K-1")
    assert (first.by, first.reason, first.facts, first.persons, first.reasons) == (
        "[1]",
        "[…]",
        ("nama",),
        0,
        False,
    )
    assert (second.by, second.facts, second.persons, second.reasons) == ("kepala", (), 2, True)
    assert first.recorded <= second.recorded
    assert {event.person for event in store.case("K-1").events} == {None, "[1]", "[2]"}


def test_a_case_goes_on_after_a_redaction(store: Store, case: Case) -> None:
    seen = case.seq
    store.redact("K-1", by="kepala", reason="-", facts=["luas", "nama"], reasons=True)
    after = store.on("K-1", seen=seen).complete("mengukur", by="teknis", at="2026-03-04T10:00", data={"luas": 9})
    assert list(after.tasks) == ["memutus"]
    check_tables(store)


def test_a_fact_that_was_taken_out_is_asked_for_again(store: Store) -> None:
    decides = TWO_AT_ONCE.replace(
        "      - {id: setuju, label: Disetujui, outputs: [surat], next: selesai}\n"
        "      - {id: ulang, label: Ulangi, next: terima}",
        "      - {id: setuju, label: Disetujui, when: {luas: {maximum: 10}}, outputs: [surat], next: selesai}\n"
        "      - {id: ulang, label: Ulangi, otherwise: true, next: terima}",
    )
    store.start(sopflow.loads(decides), at=START, documents=["berkas"], id="K-1")
    store.on("K-1").complete("terima", by="loket", at=START)
    store.on("K-1").complete("menelaah", by="teknis", at=START)
    assert store.on("K-1").complete("mengukur", by="teknis", at=START, data={"luas": 3}).tasks["memutus"].missing == ()
    after = store.redact("K-1", by="kepala", reason="-", facts=["luas"])
    assert after.tasks["memutus"].missing == ("luas",)
    assert store.worklist(START, actor="kepala").lines[0].missing == ("luas",)
    check_tables(store)


WRONG: dict[str, tuple[dict[str, Any], Callable[[SopError], bool]]] = {
    "a fact that the SOP does not have": (
        {"facts": ["alamat"]}, lambda error: error.code == "store-redact-fact" and "nama" in error.message("id"),
    ),
    "a person who is not there": ({"persons": ["dewi"]}, lambda error: error.code == "store-redact-person"),
    "nothing": ({}, lambda error: error.code == "nothing-redacted"),
    "no reason": ({"reasons": True, "reason": " "}, lambda error: error.code == "reason-missing"),
    "a stranger": ({"reasons": True, "by": "bupati"}, lambda error: error.code == "unknown_actor"),
    "somebody from outside": ({"reasons": True, "by": "pemohon"}, lambda error: error.code == "wrong_actor"),
    "one text": ({"facts": "nama"}, lambda error: error.code == "names-form"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_redaction_changes_nothing(store: Store, case: Case, name: str) -> None:
    given, right = WRONG[name]
    with pytest.raises(SopError) as error:
        store.redact("K-1", **{"by": "kepala", "reason": "-", **given})
    assert right(error.value), error.value.message("en")
    assert store.case("K-1") == case
    assert store.redactions("K-1") == ()


def test_whoever_has_a_task_keeps_the_name_until_somebody_else_has_it(store: Store, case: Case) -> None:
    store.on("K-1").assign("mengukur", "dewi", by="kepala", at="2026-03-04T09:00")
    with pytest.raises(StoreError) as error:
        store.redact("K-1", by="kepala", reason="-", persons=["dewi"])
    assert error.value.code == "store-redact-assignee"
    store.on("K-1").assign("mengukur", "rudi", by="kepala", at="2026-03-04T09:00")
    assert "dewi" not in store.redact("K-1", by="kepala", reason="-", persons=["dewi"]).to_json()


def test_commands_and_redactions_at_once_are_all_done(store: Store, case: Case) -> None:
    """Nobody writes back what somebody else has taken out, nor takes out what somebody else has written."""
    together = Barrier(3)

    def at_once(call: Callable[[], object]) -> None:
        together.wait(20)
        call()

    with ThreadPoolExecutor(3) as threads:
        for number in range(8):
            store.on("K-1").record({"nama": f"{NAME} {number}"}, by="loket", at="2026-03-04T09:00")
            store.on("K-1").assign("mengukur", f"dewi{number}", by="kepala", at="2026-03-04T09:00")
            store.on("K-1").assign("mengukur", "rudi", by="kepala", at="2026-03-04T09:00")
            calls: list[Callable[[], object]] = [
                lambda: store.redact("K-1", by="kepala", reason="-", facts=["nama"]),
                lambda: store.redact("K-1", by="kepala", reason="-", persons=[f"dewi{number}"]),  # noqa: B023
                lambda: store.on("K-1").record({"luas": number}, by="loket", at="2026-03-04T09:00"),  # noqa: B023
            ]
            for done in [threads.submit(at_once, call) for call in calls]:
                done.result()
    assert "Siti" not in everything(store)
    assert "dewi" not in everything(store)
    assert store.case("K-1").data["luas"] == 7
    assert len(store.redactions("K-1")) == 16
    check_tables(store)


def test_a_name_that_stands_only_in_an_earlier_redaction_goes_too(store: Store, case: Case) -> None:
    store.redact("K-1", by=Person("wati", roles={"kepala"}), reason="kata Wati", facts=["nama"])
    store.redact("K-1", by="kepala", reason="-", persons=["wati"], reasons=True)
    assert "ati" not in str(store.redactions("K-1")[0])


def test_a_log_that_cannot_be_emptied_is_said(sqlite: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sopflow.store.database.WAIT", 1)
    with Store(sqlite) as store:
        store.start(sopflow.loads(TWO_AT_ONCE), at=START, data={"nama": NAME}, id="K-1")
        with Store(sqlite) as reader, reader._database.reading() as connection:
            connection.execute(select(tables.cases)).all()
            with pytest.raises(StoreError) as error:
                store.redact("K-1", by="kepala", reason="-", facts=["nama"])
        assert error.value.code == "store-log-in-use"
        assert dict(store.case("K-1").data) == {}
        prepare(sqlite)
        for file in tmp_path.iterdir():
            assert b"Rahmawati" not in file.read_bytes(), file


def test_a_redaction_in_a_transaction_leaves_no_trace_either(sqlite: str, tmp_path: Path) -> None:
    with Store(sqlite) as store:
        store.start(sopflow.loads(TWO_AT_ONCE), at=START, data={"nama": NAME}, id="K-1")
        with store.transaction() as together:
            together.redact("K-1", by="kepala", reason="-", facts=["nama"])
        for file in tmp_path.iterdir():
            assert b"Rahmawati" not in file.read_bytes(), file


def test_a_case_that_is_over_is_redacted_as_well(store: Store, case: Case) -> None:
    store.on("K-1").withdraw(by="pemohon", at="2026-03-04T09:00", reason=f"pindah, {NAME}")
    after = store.redact("K-1", by="kepala", reason="-", facts=["nama"], persons=["ani", OFFICIAL], reasons=True)
    assert after.status == "withdrawn"
    assert "Siti" not in everything(store)
    with pytest.raises(Rejected):
        store.on("K-1").attach(["berkas"], by="pemohon", at="2026-03-04T09:00")
