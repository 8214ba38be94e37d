"""Cases in a store that go over to another version of their SOP, one by one and all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from store_cases import LATER, START, TWO_AT_ONCE, check_tables

import sopflow
from sopflow import Rejected
from sopflow.store import Store
from sopflow.testing import finish

if TYPE_CHECKING:
    from sopflow import Case

OLD = sopflow.loads(TWO_AT_ONCE)
NEW = sopflow.loads(TWO_AT_ONCE.replace('version: "1"', 'version: "2"').replace("menelaah", "memeriksa"))
GIVEN: dict[str, Any] = {"by": "kepala", "at": "2026-03-05T10:00", "reason": "SOP baru"}
NAMES = {"menelaah": "memeriksa"}


def begun(store: Store) -> list[Case]:
    """Cases at several stages, one of them over, one of another SOP."""
    for number in range(6):
        id = f"K-{number}"
        store.start(OLD, at=START, documents=["berkas"], id=id)
        if number > 1:
            store.on(id).complete("terima", by="loket", at="2026-03-02T10:00")
        if number == 3:
            store.on(id).complete("mengukur", by="teknis", at="2026-03-03T10:00", data={"luas": 3})
        if number == 4:
            store.on(id).suspend(by="kepala", at="2026-03-03T10:00", reason="-")
        if number == 5:
            store.on(id).cancel(by="kepala", at="2026-03-03T10:00", reason="-")
    store.start(sopflow.loads(TWO_AT_ONCE.replace("dua-sekaligus", "lain")), at=START, id="lain")
    return [store.case(line.case) for line in store.cases(LATER, limit=None)]


def test_a_dry_run_says_how_many_can_go_and_why_the_others_cannot(store: Store) -> None:
    before = begun(store)
    moves = {move.case: move for move in store.migrate_all(NEW, **GIVEN, dry_run=True)}
    assert moves.keys() == {"K-0", "K-1", "K-2", "K-3", "K-4"}
    assert {id for id, move in moves.items() if move.refused} == {"K-2", "K-3", "K-4"}
    (reason,) = moves["K-2"].refused
    assert (reason.code, reason.step) == ("not_migratable", "menelaah")
    moves = {move.case: move for move in store.migrate_all(NEW, steps=NAMES, **GIVEN, dry_run=True)}
    assert not [move for move in moves.values() if move.refused]
    assert [store.case(str(case.id)) for case in before] == before


def test_all_cases_that_can_go_over_do_and_go_on_there(store: Store, url: str) -> None:
    begun(store)
    assert {move.case for move in store.migrate_all(NEW, steps=NAMES, **GIVEN) if not move.refused} == {
        "K-0", "K-1", "K-2", "K-3", "K-4",
    }  # fmt: skip
    assert list(store.migrate_all(NEW, steps=NAMES, **GIVEN)) == []
    with Store(url) as other:
        for id in ("K-0", "K-2", "K-3", "K-4"):
            case = other.case(id)
            assert (case.procedure.hash, [version.hash for version in case.earlier]) == (NEW.hash, [OLD.hash])
            assert case.as_of(1).procedure.hash == OLD.hash
            assert finish(case).outcome == "selesai"
        case = other.on("K-3").complete("memeriksa", by="teknis", at="2026-03-06T10:00")
        assert [task.step for task in case.history] == ["terima", "mengukur", "memeriksa"]
        assert {item.step for item in other.worklist(LATER, sop="dua-sekaligus")} == {
            "terima", "memeriksa", "mengukur", "memutus",
        }  # fmt: skip
        assert {item.version for item in other.worklist(LATER, sop="dua-sekaligus")} == {"2"}
        check_tables(other)


def test_one_case_goes_over_by_itself_unless_somebody_was_faster(store: Store) -> None:
    begun(store)
    seen = store.case("K-2").seq
    store.on("K-2").complete("menelaah", by="teknis", at="2026-03-05T09:00")
    with pytest.raises(Rejected) as refused:
        store.on("K-2", seen=seen).migrate(NEW, steps=NAMES, **GIVEN)
    assert refused.value.code == "conflict"
    after = store.on("K-2", key="pindah").migrate(NEW, **GIVEN)
    assert store.on("K-2", key="pindah").migrate(NEW, **GIVEN) == after
    assert store.case("K-2") == after
    with pytest.raises(Rejected) as refused:
        store.on("K-2", seen=seen).complete("mengukur", by="teknis", at="2026-03-05T09:00", data={"luas": 1})
    assert refused.value.code in {"conflict", "time_reversed"}
    check_tables(store)


def test_a_redaction_reaches_what_happened_under_the_old_version(store: Store) -> None:
    store.start(OLD, at=START, documents=["berkas"], data={"nama": "Siti"}, id="K-1")
    store.on("K-1").migrate(NEW, **GIVEN)
    after = store.redact("K-1", by="kepala", reason="-", facts=["nama"], reasons=True)
    assert "Siti" not in after.to_json()
    assert store.case("K-1") == after
    check_tables(store)
