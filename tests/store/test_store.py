"""Cases in a store: kept, found again, and worked on by several at once, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError
from store_cases import ANI, BUDI, LATER, START, TWO_AT_ONCE, check_tables, finished

import sopflow
from sopflow import Case, Rejected, SopError
from sopflow.errors import StoreError
from sopflow.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def two(store: Store, id: str = "K-1") -> Case:
    """A case of which both parallel steps are under way."""
    case = store.start(sopflow.loads(TWO_AT_ONCE), at=START, documents=["berkas"], id=id)
    return store.on(str(case.id)).complete("terima", by="loket", at="2026-03-02T10:00")


def test_a_case_is_found_again_as_it_was(store: Store, url: str, indirect: sopflow.Procedure) -> None:
    case = finished(store, indirect)
    assert case.id is not None
    with Store(url) as other:
        found = other.case(case.id)
        assert (found, found.procedure, found.procedure.hash) == (case, indirect, indirect.hash)
        assert found.to_json() == case.to_json()
        check_tables(other)


def test_a_case_without_an_id_gets_one_that_can_be_read_out(store: Store, indirect: sopflow.Procedure) -> None:
    ids = {str(store.start(indirect, at=START).id) for _ in range(20)}
    assert len(ids) == 20
    assert all([len(part) for part in id.split("-")] == [4, 4, 4] for id in ids)


def test_what_was_entered_late_is_recorded_when_it_was_entered(url: str, indirect: sopflow.Procedure) -> None:
    entered = [datetime(2026, 3, 3, 8, 0, 0, 123456, tzinfo=UTC) + timedelta(days=day) for day in range(3)]
    clock = iter([entered[0], *entered])
    with Store(url, clock=lambda: next(clock)) as store:
        case = store.start(indirect, at=START, id="K-1")
        store.on("K-1").attach(["berkas_pengaduan"], by="pelapor", at="2026-03-02T09:30")
        case = store.on("K-1").complete("penyerahan_berkas", by="staf_administrasi", at="2026-03-02T10:30")
        log = store.log("K-1")
    assert [entry.recorded for entry in log] == entered
    assert [entry.event.at for entry in log] == [event.at for event in case.events]
    assert case.events[-1].at.isoformat() == "2026-03-02T10:30:00+07:00"


def test_a_refused_command_changes_nothing(store: Store) -> None:
    before = two(store)
    with pytest.raises(Rejected, match="Petugas teknis") as refused:
        store.on("K-1").complete("menelaah", by="loket", at="2026-03-02T11:00")
    assert refused.value.code == "wrong_actor"
    with pytest.raises(SopError, match="besok"):
        store.on("K-1").complete("menelaah", by="teknis", at="besok")
    assert store.case("K-1") == before
    check_tables(store)


def test_documents_may_come_from_an_iterator(store: Store, indirect: sopflow.Procedure) -> None:
    store.start(indirect, at=START, documents=iter(["berkas_pengaduan"]), id="K-1")
    assert store.case("K-1").documents == ("berkas_pengaduan",)
    case = store.on("K-1", seen=1).attach(iter(["data_pendukung"]), by="pelapor", at=START)
    assert case.documents == ("berkas_pengaduan", "data_pendukung")


def test_a_case_is_shown_as_it_stood(store: Store) -> None:
    now = two(store)
    assert store.case("K-1", seq=1) == now.as_of(1)
    assert list(store.case("K-1", seq=1).tasks) == ["terima"]
    assert store.case("K-1", seq=2) == now
    for wrong in (0, 3, -1, True, "1"):
        with pytest.raises(SopError) as error:
            store.case("K-1", seq=wrong)  # type: ignore[arg-type]
        assert error.value.code == "case-seq"


# --- who was faster ---


def test_of_two_who_complete_the_same_task_one_wins_and_the_other_hears_who_it_was(store: Store) -> None:
    seen = two(store).seq
    store.on("K-1", seen=seen).complete("menelaah", by=BUDI, at="2026-03-03T10:00")
    with pytest.raises(Rejected) as refused:
        store.on("K-1", seen=seen).complete("menelaah", by=ANI, at="2026-03-03T09:00")
    assert (refused.value.code, refused.value.step) == ("conflict", "menelaah")
    assert refused.value.params["who"] == "budi"
    assert refused.value.message("id") == (
        "budi lebih dahulu menyelesaikan langkah pada 3 Maret 2026 10.00, sehingga perintah ini tidak disimpan; lihat "
        "dahulu keadaan kasus ini."
    )
    assert "budi was faster and completed a step at 2026-03-03 10:00" in refused.value.message("en")
    assert [event.person for event in store.case("K-1").events] == [None, None, "budi"]


def test_two_who_work_on_two_tasks_do_not_disturb_each_other(store: Store) -> None:
    seen = two(store).seq
    store.on("K-1", seen=seen).complete("menelaah", by=BUDI, at="2026-03-03T10:00")
    case = store.on("K-1", seen=seen).complete("mengukur", by=ANI, at="2026-03-04T09:00", data={"luas": 100})
    assert list(case.tasks) == ["memutus"]
    check_tables(store)


def test_a_wrong_command_stays_wrong_whoever_was_faster(store: Store) -> None:
    seen = two(store).seq
    store.on("K-1", seen=seen).complete("menelaah", by=BUDI, at="2026-03-03T10:00")
    with pytest.raises(Rejected) as refused:
        store.on("K-1", seen=seen).complete("menelaah", by="kepala", at="2026-03-03T09:00")
    assert refused.value.code == "step_not_active"


def test_a_task_that_came_again_is_another_task(store: Store) -> None:
    seen = two(store).seq
    for step, given in (("menelaah", {}), ("mengukur", {"data": {"luas": 1}})):
        store.on("K-1").complete(step, by="teknis", at="2026-03-03T10:00", **given)  # type: ignore[arg-type]
    store.on("K-1").complete("memutus", by="kepala", at="2026-03-04T10:00", choose="ulang")
    store.on("K-1").complete("terima", by="loket", at="2026-03-04T11:00")
    with pytest.raises(Rejected) as refused:
        store.on("K-1", seen=seen).complete("menelaah", by=ANI, at="2026-03-04T12:00")
    assert (refused.value.code, refused.value.params["who"]) == ("conflict", "teknis")
    assert store.case("K-1").tasks["menelaah"].visit == 2


STALE: dict[str, tuple[tuple[str, tuple[Any, ...], dict[str, Any]], tuple[str, tuple[Any, ...], dict[str, Any]]]] = {
    "both take the task": (
        ("assign", ("menelaah", "budi"), {"by": "kepala"}),
        ("assign", ("menelaah", "ani"), {"by": "kepala"}),
    ),
    "one takes what the other completes": (
        ("assign", ("menelaah", "budi"), {"by": "kepala"}),
        ("complete", ("menelaah",), {"by": "teknis"}),
    ),
    "both extend": (
        ("extend", ("menelaah",), {"to": "3 hari kerja", "by": "kepala", "reason": "hujan"}),
        ("extend", ("menelaah",), {"to": "3 hari kerja", "by": "kepala", "reason": "hujan"}),
    ),
    "both state a fact": (
        ("record", ({"luas": 10},), {"by": "loket"}),
        ("record", ({"luas": 12},), {"by": "loket"}),
    ),
    "both suspend": (
        ("suspend", (), {"by": "kepala", "reason": "banjir"}),
        ("suspend", (), {"by": "kepala", "reason": "banjir"}),
    ),
    "one withdraws": (
        ("withdraw", (), {"by": "pemohon", "reason": "batal"}),
        ("attach", (["berkas"],), {"by": "pemohon"}),
    ),
    "both revert": (
        ("revert", (), {"by": "kepala", "reason": "salah klik"}),
        ("revert", (), {"by": "kepala", "reason": "salah klik"}),
    ),
}


@pytest.mark.parametrize("name", STALE)
def test_what_rests_on_something_that_has_changed_is_a_conflict(store: Store, name: str) -> None:
    seen = two(store).seq
    (first, first_args, first_given), (second, second_args, second_given) = STALE[name]
    at = "2026-03-03T10:00"
    getattr(store.on("K-1", seen=seen), first)(*first_args, at=at, **first_given)
    before = store.case("K-1")
    with pytest.raises(Rejected) as refused:
        getattr(store.on("K-1", seen=seen), second)(*second_args, at=at, **second_given)
    assert refused.value.code == "conflict"
    assert refused.value.params["seq"] == seen + 1
    assert store.case("K-1") == before


HARMLESS: dict[str, tuple[str, tuple[Any, ...], dict[str, Any]]] = {
    "documents": ("attach", (["berkas"],), {"by": "pemohon"}),
    "another fact": ("record", ({"nama": "Siti"},), {"by": "loket"}),
    "another task": ("assign", ("mengukur", "ani"), {"by": "kepala"}),
    "a later deadline of another task": (
        "extend",
        ("mengukur",),
        {"to": "1 hari kerja", "by": "kepala", "reason": "-"},
    ),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_has_nothing_to_do_with_a_command_does_not_stop_it(store: Store, name: str) -> None:
    seen = two(store).seq
    command, args, given = HARMLESS[name]
    getattr(store.on("K-1", seen=seen), command)(*args, at="2026-03-03T10:00", **given)
    case = store.on("K-1", seen=seen).complete("menelaah", by="teknis", at="2026-03-03T10:00")
    assert case.seq == seen + 2
    check_tables(store)


# --- keys ---


def test_a_command_that_is_tried_again_with_its_key_happens_once(store: Store) -> None:
    case = store.start(sopflow.loads(TWO_AT_ONCE), at=START, documents=["berkas"], key="start-1")
    again = store.start(sopflow.loads(TWO_AT_ONCE), at="2026-03-02T09:05", documents=["berkas"], key="start-1")
    assert again == case
    id = str(case.id)
    done = store.on(id, seen=1, key="a").complete("terima", by="loket", at="2026-03-02T10:00")
    store.on(id, key="b").complete("menelaah", by="teknis", at="2026-03-03T10:00")
    again = store.on(id, seen=1, key="a").complete("terima", by="loket", at="2026-03-02T10:01")
    assert again == done
    assert store.case(id).seq == 3
    assert [entry.key for entry in store.log(id)] == ["start-1", "a", "b"]
    assert len(store.cases(LATER)) == 1


@pytest.mark.parametrize(
    ("command", "args", "given"),
    [
        ("complete", ("menelaah",), {"by": "teknis"}),
        ("record", ({"luas": 2},), {"by": "loket"}),
        ("suspend", (), {"by": "kepala", "reason": "banjir"}),
    ],
)
def test_a_key_is_for_one_command(store: Store, command: str, args: tuple[Any, ...], given: dict[str, Any]) -> None:
    two(store)
    store.on("K-1", key="a").record({"luas": 1}, by="loket", at="2026-03-03T10:00")
    with pytest.raises(StoreError) as error:
        getattr(store.on("K-1", key="a"), command)(*args, at="2026-03-03T10:00", **given)
    assert error.value.code == "store-key-used"
    store.start(sopflow.loads(TWO_AT_ONCE), at=START, id="K-2")
    with pytest.raises(StoreError) as error:
        store.on("K-2", key="a").record({"luas": 1}, by="loket", at="2026-03-03T10:00")
    assert error.value.params["case"] == "K-1"


def test_a_refused_command_leaves_its_key_free(store: Store) -> None:
    two(store)
    with pytest.raises(Rejected):
        store.on("K-1", key="a").complete("memutus", by="kepala", at="2026-03-03T10:00")
    store.on("K-1", key="a").complete("menelaah", by="teknis", at="2026-03-03T10:00")


# --- transactions ---


def test_what_is_taken_together_happens_together_or_not_at_all(store: Store, url: str) -> None:
    two(store)
    with store.transaction() as together:
        together.connection.execute(text("CREATE TABLE surat (kasus text)"))

    def fail_at_last() -> None:
        with store.transaction() as together:
            together.connection.execute(text("INSERT INTO surat VALUES ('K-1')"))
            together.on("K-1").complete("menelaah", by="teknis", at="2026-03-03T10:00")
            together.start(sopflow.loads(TWO_AT_ONCE), at=START, id="K-2")
            together.on("K-1").complete("memutus", by="kepala", at="2026-03-03T10:00")

    with pytest.raises(Rejected):
        fail_at_last()
    assert store.case("K-1").seq == 2
    assert len(check_tables(store)) == 1
    with store.transaction() as together:
        together.connection.execute(text("INSERT INTO surat VALUES ('K-1')"))
        together.on("K-1", seen=2).complete("menelaah", by="teknis", at="2026-03-03T10:00")
        assert together.case("K-1").seq == 3
        assert [item.step for item in together.worklist(LATER)] == ["mengukur"]
    with Store(url) as other, other.transaction() as together:
        assert together.connection.scalar(text("SELECT count(*) FROM surat")) == 1
        assert together.case("K-1").seq == 3


def test_a_key_that_was_used_meanwhile_does_not_end_a_transaction(store: Store) -> None:
    two(store)
    store.on("K-1", key="a").record({"luas": 1}, by="loket", at="2026-03-03T10:00")
    with store.transaction() as together:
        with pytest.raises(StoreError):
            together.start(sopflow.loads(TWO_AT_ONCE), at=START, id="K-1")
        assert together.on("K-1", key="a").record({"luas": 1}, by="loket", at="2026-03-03T10:00").seq == 3
        together.on("K-1").complete("menelaah", by="teknis", at="2026-03-03T10:00")
    assert store.case("K-1").seq == 4


# --- what is there, and what is not ---


def test_what_is_not_there_is_said(store: Store, indirect: sopflow.Procedure) -> None:
    with pytest.raises(StoreError) as error:
        store.case("K-9")
    assert error.value.message("en") == "There is no case 'K-9'; see 'sopflow case list'."
    with pytest.raises(StoreError) as error:
        store.start("pengaduan", at=START)
    assert error.value.code == "store-without-sops"
    store.start(indirect, at=START, id="K-1")
    with pytest.raises(StoreError) as error:
        store.start("pengaduan", at=START)
    assert indirect.id in error.value.message("id")
    with pytest.raises(StoreError) as error:
        store.procedure(indirect.id, "9")
    assert error.value.code == "store-version-unknown"
    with pytest.raises(StoreError) as error:
        store.start(indirect, at=START, id="K-1")
    assert error.value.code == "store-case-exists"
    assert store.start(indirect.id, at=START).procedure == indirect


@pytest.mark.parametrize(
    ("given", "code"), [("", "empty"), ("  ", "empty"), ("K" * 201, "long"), ("a\x00b", "form"), ("\ud800", "form")]
)
def test_ids_and_keys_that_no_database_takes_are_refused(store: Store, given: str, code: str) -> None:
    sop = sopflow.loads(TWO_AT_ONCE)
    for call in (
        lambda: store.start(sop, at=START, id=given),
        lambda: store.start(sop, at=START, key=given),
        lambda: store.case(given),
        lambda: store.on("K-1", key=given),
    ):
        with pytest.raises(StoreError) as error:
            call()
        assert error.value.code.endswith(code)
        assert "\n" not in error.value.message("id")
    if code != "empty":
        two(store)
        with pytest.raises(StoreError) as error:
            store.on("K-1").assign("menelaah", given, by="kepala", at="2026-03-03T10:00")
        assert error.value.code == f"store-person-{code}"
        assert store.case("K-1").seq == 2


def test_a_case_begun_elsewhere_is_put_into_the_store(store: Store, indirect: sopflow.Procedure) -> None:
    case = indirect.start(at=START, documents=["berkas_pengaduan"], id="017/2026")
    case = case.complete("penyerahan_berkas", by="staf_administrasi", at="2026-03-02T10:30")
    store.put(case)
    assert store.case("017/2026") == case
    with pytest.raises(StoreError) as error:
        store.put(case)
    assert error.value.code == "store-case-exists"
    with pytest.raises(StoreError) as error:
        store.put(indirect.start(at=START))
    assert error.value.code == "store-case-empty"
    check_tables(store)


HOSTILE = (
    "'; DROP TABLE sopflow_cases; --", '" OR 1=1 --', "%s %(id)s {x} :name", "\\'; SELECT 1;", "''''", "K\n1",
    "é😀\u202e", "$$; DELETE FROM sopflow_events; $$", "\\x00", "?", "NULL",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_field_reaches_the_database_as_sql(store: Store, words: str) -> None:
    sop = sopflow.loads(TWO_AT_ONCE)
    other = store.start(sop, at=START, documents=["berkas"], id="lain")
    case = store.start(sop, at=START, documents=["berkas"], data={"nama": words}, id=words, key=words)
    store.on(words).complete("terima", by=sopflow.Person(words, roles={"loket"}), at="2026-03-02T10:00")
    store.on(words, key=f"2{words}").assign("menelaah", words, by="kepala", at="2026-03-02T10:00")
    store.on(words).suspend(by="kepala", at="2026-03-02T10:00", reason=words)
    for asked in ({"person": words}, {"actor": words}, {"sop": words}):
        assert {item.case for item in store.worklist(LATER, **asked)} <= {words}  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="'next'"):
        store.worklist(LATER, after=words)
    for asked in ({"sop": words}, {"outcome": words}, {"actor": words}):
        assert len(store.cases(LATER, **asked)) == 0  # type: ignore[arg-type]
    assert len(store.counts(LATER, sop=words).cases) == 0
    with pytest.raises(StoreError):
        store.procedure(words)
    assert store.case("lain") == other
    found = store.case(words)
    assert (found.id, found.data["nama"], found.tasks["menelaah"].assignee) == (case.id, words, words)
    assert found.events[-1].reason == words  # type: ignore[union-attr]
    assert len(check_tables(store)) == 2


# --- SOPs ---


def test_a_running_case_keeps_the_sop_that_it_began_with(store: Store, url: str) -> None:
    store.start(sopflow.loads(TWO_AT_ONCE), at=START, documents=["berkas"], id="lama")
    longer = sopflow.loads(TWO_AT_ONCE.replace("3 hari kerja", "4 hari kerja"))
    store.start(longer, at=START, documents=["berkas"], id="baru")
    with Store(url) as other:
        old, new = (
            other.on(id).complete("terima", by="loket", at="2026-03-02T10:00").tasks["menelaah"]
            for id in ("lama", "baru")
        )
        assert (str(old.due), str(new.due)) == ("2026-03-05 15:00:00+07:00", "2026-03-06 15:30:00+07:00")
        assert other.procedure("dua-sekaligus").hash == longer.hash
        other.add(sopflow.loads(TWO_AT_ONCE))
        assert other.procedure("dua-sekaligus").hash != longer.hash
        check_tables(other)


def test_better_wording_takes_the_place_of_the_old(store: Store, url: str) -> None:
    two(store)
    better = sopflow.loads(TWO_AT_ONCE.replace("Mengukur tanah", "Mengukur bidang tanah"))
    assert better.hash == store.case("K-1").procedure.hash
    store.add(better)
    with Store(url) as other:
        for opened in (store, other):
            assert opened.case("K-1").procedure.steps["mengukur"].activity == "Mengukur bidang tanah"


def test_the_calendar_of_a_file_is_kept_with_the_sop(store: Store, url: str, tmp_path: Path) -> None:
    office = tmp_path / "kantor.yaml"
    office.write_text("calendar: kantor\nversion: '1'\nextends: id-asn\n", encoding="utf-8")
    sop = tmp_path / "sop.yaml"
    sop.write_text(TWO_AT_ONCE.replace("actors:", "calendar: ./kantor.yaml\nactors:", 1), encoding="utf-8")
    store.start(sopflow.load(sop), at=START, documents=["berkas"], id="K-1")
    office.unlink()
    sop.unlink()
    with Store(url) as other:
        case = other.on("K-1").complete("terima", by="loket", at="2026-03-02T10:00")
        assert str(case.tasks["menelaah"].due) == "2026-03-05 15:00:00+07:00"
        assert case.procedure.calendar.id == "kantor"
    office.write_text(
        "calendar: kantor\nversion: '2'\nextends: id-asn\nclosures: [{date: 2026-03-04, reason: Pindah kantor}]\n",
        encoding="utf-8",
    )
    sop.write_text(TWO_AT_ONCE.replace("actors:", "calendar: ./kantor.yaml\nactors:", 1), encoding="utf-8")
    store.add(sopflow.load(sop))
    with Store(url) as other:
        assert str(other.case("K-1").tasks["menelaah"].due) == "2026-03-05 15:00:00+07:00"
        other.on("K-1").revert(by="loket", at="2026-03-02T10:00", reason="salah")
        case = other.on("K-1").complete("terima", by="loket", at="2026-03-02T10:00")
        assert str(case.tasks["menelaah"].due) == "2026-03-06 15:30:00+07:00"
        check_tables(other)


def test_an_sop_that_was_not_read_from_a_text_cannot_be_kept(store: Store, indirect: sopflow.Procedure) -> None:
    bare = sopflow.Procedure(indirect.definition, indirect._flow, {})
    with pytest.raises(StoreError) as error:
        store.add(bare)
    assert error.value.code == "store-procedure-without-text"


def test_names_that_no_database_can_index_are_refused(store: Store) -> None:
    long = "langkah_" + "a" * 200
    with pytest.raises(StoreError) as error:
        store.add(sopflow.loads(TWO_AT_ONCE.replace("menelaah", long)))
    assert error.value.code == "store-id-long"


def test_rows_that_somebody_else_has_changed_are_not_read(store: Store) -> None:
    two(store)
    with store.transaction() as together:
        together.connection.execute(text("DELETE FROM sopflow_events WHERE seq = 1"))
    with pytest.raises(StoreError) as error:
        store.case("K-1")
    assert error.value.code == "store-case-changed"


# --- what has been found by attack ---


def test_what_was_rolled_back_is_not_remembered(store: Store) -> None:
    """A number of a row may be given to another SOP after a rollback."""

    def fail() -> None:
        with store.transaction() as together:
            together.start(sopflow.loads(TWO_AT_ONCE), at=START, documents=["berkas"], id="A")
            together.case("A")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    other = sopflow.loads(TWO_AT_ONCE.replace("dua-sekaligus", "lain"))
    store.start(other, at=START, documents=["berkas"], id="B")
    assert store.case("B").procedure == other
    assert store.procedure("lain") == other
    assert not store.has("A")
    check_tables(store)


def test_a_case_that_has_gone_over_elsewhere_is_put_with_all_its_versions(store: Store, url: str) -> None:
    new = sopflow.loads(TWO_AT_ONCE.replace("3 hari kerja", "4 hari kerja").replace('version: "1"', 'version: "2"'))
    case = sopflow.loads(TWO_AT_ONCE).start(at=START, documents=["berkas"], id="K-1")
    case = case.migrate(new, by="kepala", at=START, reason="baru")
    store.put(case)
    with Store(url) as other:
        assert (other.case("K-1"), other.case("K-1").earlier) == (case, case.earlier)
        check_tables(other)


@pytest.mark.parametrize(
    ("command", "args", "first", "second"),
    [
        ("complete", ("menelaah",), {"by": BUDI}, {"by": ANI}),
        ("complete", ("menelaah",), {"by": "teknis"}, {"by": "pemohon"}),
        ("extend", ("menelaah",), {"to": "3 hari kerja"}, {"to": "30 hari kerja"}),
        ("assign", ("menelaah", "budi"), {}, {"by": "loket"}),
    ],
)
def test_a_key_is_not_for_somebody_else_nor_for_something_else(
    store: Store, command: str, args: tuple[Any, ...], first: dict[str, Any], second: dict[str, Any]
) -> None:
    two(store)
    given: dict[str, Any] = {"by": "kepala", "at": "2026-03-03T10:00"}
    given |= {"reason": "-"} if command == "extend" else {}
    done = getattr(store.on("K-1", key="k"), command)(*args, **{**given, **first})
    assert getattr(store.on("K-1", key="k"), command)(*args, **{**given, **first}) == done
    with pytest.raises(StoreError) as error:
        getattr(store.on("K-1", key="k"), command)(*args, **{**given, **first, **second})
    assert error.value.code == "store-key-used"


def test_a_key_of_a_start_is_for_one_case_of_one_sop(store: Store) -> None:
    sop, other = sopflow.loads(TWO_AT_ONCE), sopflow.loads(TWO_AT_ONCE.replace("dua-sekaligus", "lain"))
    store.start(sop, at=START, key="k", id="K-1")
    assert store.start(sop, at=START, key="k", id="K-1").id == "K-1"
    assert store.start(sop, at=START, key="k").id == "K-1"
    for wrong, id in ((other, "K-1"), (sop, "K-2"), (other, None)):
        with pytest.raises(StoreError) as error:
            store.start(wrong, at=START, key="k", id=id)
        assert error.value.code == "store-key-used"
    with pytest.raises(StoreError) as error:
        store.start(sop, at=START, id="K-1", key="lain")
    assert error.value.code == "store-case-exists"


def test_the_calendars_of_the_store_count_until_others_are_added(store: Store, url: str, tmp_path: Path) -> None:
    """A worker that still has the file of yesterday does not bring it back."""
    office, file = tmp_path / "kantor.yaml", tmp_path / "sop.yaml"
    file.write_text(TWO_AT_ONCE.replace("actors:", "calendar: ./kantor.yaml\nactors:", 1), encoding="utf-8")
    office.write_text("calendar: kantor\nversion: '1'\nextends: id-asn\n", encoding="utf-8")
    old = sopflow.load(file)
    store.start(old, at=START, documents=["berkas"], id="K-1")
    closures = "closures: [{date: 2026-03-03, reason: Banjir}]\n"
    office.write_text(f"calendar: kantor\nversion: '2'\nextends: id-asn\n{closures}", encoding="utf-8")
    new = sopflow.load(file)
    store.add(new)
    with Store(url) as other:
        for worker in (store, other):
            case = worker.start(old, at=START, documents=["berkas"])
            assert (
                case.tasks["terima"].due
                == new.start(at=START).tasks["terima"].due
                != old.start(at=START).tasks["terima"].due
            )
    longer = sopflow.loads(
        TWO_AT_ONCE.replace("3 hari kerja", "4 hari kerja").replace("actors:", "title_short: x\nactors:", 0)
    )
    store.add(longer)
    store.start(new, at=START, documents=["berkas"])
    assert store.procedure("dua-sekaligus").hash == longer.hash  # starting a case publishes nothing


def test_a_form_of_the_old_version_is_not_taken_for_the_new_one(store: Store) -> None:
    seen = two(store).seq
    new = TWO_AT_ONCE.replace('version: "1"', 'version: "2"').replace(
        "    outputs: [telaah]\n", "    outputs: [telaah, surat]\n"
    )
    store.on("K-1").migrate(sopflow.loads(new), by="kepala", at="2026-03-03T09:00", reason="baru")
    with pytest.raises(Rejected) as refused:
        store.on("K-1", seen=seen).complete("menelaah", by="teknis", at="2026-03-03T10:00")
    assert refused.value.code == "conflict"
    assert "versi SOP" in refused.value.message("id")


def test_a_case_is_read_in_one_state_while_others_go_on(url: str) -> None:
    new = sopflow.loads(TWO_AT_ONCE.replace("3 hari kerja", "4 hari kerja").replace('version: "1"', 'version: "2"'))
    with Store(url) as store, Store(url) as other:
        before = two(store)
        given: dict[str, Any] = {"by": "kepala", "at": "2026-03-03T09:00"}
        between: list[Callable[[], object]] = [lambda: other.on("K-1").migrate(new, reason="baru", **given)]

        def go_on(_connection: object, _cursor: object, sql: str, *_: object) -> None:
            if "FROM sopflow_events" in sql and between:
                between.pop()()

        event.listen(store._database._engine, "before_cursor_execute", go_on)
        assert store.case("K-1") == before
        assert store.case("K-1").procedure.hash == new.hash
        if not url.startswith("sqlite"):  # whose other writers wait
            between.append(lambda: other.on("K-1").record({"luas": 1}, **given))
            with store.transaction() as together:  # READ COMMITTED, in which each question may see another state
                assert together.case("K-1").seq == before.seq + 2


def test_a_transaction_that_is_over_is_said_to_be(store: Store) -> None:
    two(store)
    with store.transaction() as together:
        pass
    for call in (
        lambda: together.case("K-1"),
        together.worklist,
        lambda: together.on("K-1").attach(["berkas"], by="pemohon", at=START),
    ):
        with pytest.raises(StoreError) as error:
            call()
        assert error.value.code == "store-transaction-over"

    def end_it() -> None:
        with store.transaction() as together:
            together.connection.commit()
            with pytest.raises(StoreError):
                together.case("K-1")

    with pytest.raises(StoreError) as error:
        end_it()
    assert error.value.code == "store-transaction-over"
    assert store.case("K-1").seq == 2


def test_an_error_of_the_application_stays_its_own(store: Store) -> None:
    def fail() -> None:
        with store.transaction() as together:
            together.start(sopflow.loads(TWO_AT_ONCE), at=START, id="K-1")
            together.connection.execute(text("SELECT nothing FROM nowhere"))

    with pytest.raises(DBAPIError):
        fail()
    assert not store.has("K-1")


ODD: list[Any] = [b"x", 5, {}, [], 1.5, object(), "\ud800", "a\x00b"]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: ascii(odd)[:12])
def test_odd_values_are_one_sentence(store: Store, odd: Any) -> None:
    case = two(store)
    sop = sopflow.loads(TWO_AT_ONCE)
    calls: list[Any] = [
        lambda: store.add(odd),
        lambda: store.put(odd),
        lambda: store.put_calendar(odd),
        lambda: store.start(odd, at=START),
        lambda: store.start(sop, at=START, id=odd),
        lambda: store.start(sop, at=START, key=odd),
        lambda: store.case(odd),
        lambda: store.case("K-1", seq="x"),  # type: ignore[arg-type]
        lambda: store.on("K-1", seen=odd).attach(["berkas"], by="pemohon", at=START),
        lambda: store.on("K-1", key=odd).attach(["berkas"], by="pemohon", at=START),
        lambda: store.on("K-1").migrate(odd, by="kepala", at=START, reason="-"),
        lambda: store.procedure(odd),
        lambda: store.worklist(LATER, actor=odd),
        lambda: store.worklist(LATER, person=odd),
        lambda: store.worklist(LATER, sop=odd),
        lambda: store.worklist(LATER, after=odd),
        lambda: store.worklist(odd),
        lambda: store.cases(LATER, outcome=odd),
        lambda: store.counts(LATER, sop=odd),
        lambda: store.redact("K-1", by=odd, reason="-", reasons=True),
        lambda: store.redact("K-1", by="kepala", reason="-", facts=[odd]),
        lambda: store.redact("K-1", by="kepala", reason="-", reasons=odd),
        lambda: store.recount_all(odd, by="kepala", at=START, reason="-"),
        lambda: store.migrate_all(odd, by="kepala", at=START, reason="-"),
        lambda: Case.from_json(case.to_json(), sop, [odd]),
    ]
    for number, call in enumerate(calls):
        with pytest.raises(SopError) as error:
            call()
        assert "\n" not in error.value.message("id"), number
    assert store.case("K-1") == case
    check_tables(store)


@pytest.mark.parametrize("limit", [10**40, 2**31 + 1])
def test_numbers_that_no_database_has_are_refused(store: Store, limit: int) -> None:
    with pytest.raises(StoreError):
        store.worklist(LATER, limit=limit)
    far = urlsafe_b64encode(f'["cases",{10**40}]'.encode()).decode()
    with pytest.raises(StoreError):
        store.cases(LATER, after=far)
