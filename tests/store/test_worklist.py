"""Worklists, lists of cases and counts, against what going through every case by hand gives."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from store_cases import DIRECT, INDIRECT, LATER, TWO_AT_ONCE, all_items, as_in_cases

import sopflow
import sopflow.testing
from sopflow.errors import StoreError

if TYPE_CHECKING:
    from sopflow import Case
    from sopflow.store import Store

DAYS = range(2, 28)


@pytest.fixture
def cases(store: Store) -> list[Case]:
    """Many cases of three SOPs, at all stages, some of their tasks taken, some suspended."""
    two, indirect, direct = sopflow.loads(TWO_AT_ONCE), sopflow.load(INDIRECT), sopflow.load(DIRECT)
    with store.transaction() as together:
        for day in DAYS:
            at, later = f"2026-03-{day:02}T09:00", f"2026-03-{day + 3:02}T10:00"
            id = f"dua-{day}"
            together.start(two, at=at, documents=["berkas"], id=id)
            if day % 2:
                together.on(id).complete("terima", by="loket", at=at)
                who = ("budi", "ani", None)[day % 3]
                if who:
                    together.on(id).assign("menelaah", who, by="kepala", at=at)
                if day % 5 == 0:
                    together.on(id).suspend(by="kepala", at=later, reason="banjir")
                if day % 7 == 0:
                    together.on(id).complete("mengukur", by="teknis", at=later, data={"luas": day})
            if day % 6 == 0:
                together.on(id).withdraw(by="pemohon", at=later, reason="batal")
            if day % 4 == 0:
                together.start(indirect, at=at, documents=["berkas_pengaduan"], id=f"tak-{day}")
            if day % 4 == 1:
                together.start(direct, at=at, id=f"lang-{day}")
    return [store.case(line.case) for line in store.cases(LATER, limit=None)]


def tasks_of(cases: list[Case]) -> list[tuple[Case, sopflow.Task]]:
    return [(case, task) for case in cases for task in case.tasks.values()]


BUDI = sopflow.Person("budi", roles={"teknis", "loket", "staf_administrasi"})


@pytest.mark.parametrize("at", [LATER, "2026-03-16T12:00", "2026-03-10T15:00"])
def test_every_question_is_answered_as_if_each_case_had_been_asked(store: Store, cases: list[Case], at: str) -> None:
    def is_late(case: Case, task: sopflow.Task) -> bool:
        return task.step in {late.step for late in case.overdue(at)}

    asked: list[tuple[dict[str, Any], Any]] = [
        ({}, lambda case, task: True),
        ({"actor": "teknis"}, lambda case, task: task.actor == "teknis"),
        ({"person": "budi"}, lambda case, task: task.assignee == "budi"),
        (
            {"person": BUDI},
            lambda case, task: task.assignee == "budi" or (task.assignee is None and task.actor in BUDI.roles),
        ),
        ({"sop": "dua-sekaligus"}, lambda case, task: case.procedure.id == "dua-sekaligus"),
        ({"overdue": True}, is_late),
        ({"actor": "teknis", "overdue": True}, lambda case, task: task.actor == "teknis" and is_late(case, task)),
        (
            {"due_before": "2026-03-17T00:00", "person": BUDI},
            lambda case, task: (task.assignee == "budi" or (task.assignee is None and task.actor in BUDI.roles))
            and (
                task.step in {late.step for late in case.overdue(LATER)}
                if case.status == "suspended"
                else task.due is not None and task.due.isoformat() < "2026-03-17"
            ),
        ),
        ({"actor": "tidak_ada"}, lambda case, task: False),
    ]  # fmt: skip
    for given, wanted in asked:
        found = all_items(store, at, **given)
        expected = {(case.id, task.step) for case, task in tasks_of(cases) if wanted(case, task)}
        assert {(item.case, item.step) for item in found} == expected, given
        assert len(found) == len(expected)
        dated = [item.due for item in found if item.due is not None]
        assert dated == sorted(dated)
    assert as_in_cases(cases, at) == sorted(
        (
            tuple(getattr(item, field) for field in item.__slots__ if field != "hash")
            for item in store.worklist(at, limit=None)
        ),
        key=str,
    )


def test_lists_of_cases_hold_those_asked_for(store: Store, cases: list[Case]) -> None:
    def listed(**given: Any) -> list[str]:
        found: list[str] = []
        after = None
        while True:
            page = store.cases(LATER, limit=4, after=after, **given)
            found += [line.case for line in page]
            after = page.next
            if after is None:
                return found

    assert listed() == [case.id for case in cases]
    for status in ("open", "suspended", "withdrawn", "closed"):
        assert listed(status=status) == [case.id for case in cases if case.status == status]
    assert listed(sop="dua-sekaligus") == [case.id for case in cases if case.procedure.id == "dua-sekaligus"]
    assert listed(actor="kepala") == [
        case.id for case in cases if any(task.actor == "kepala" for task in case.tasks.values())
    ]
    assert listed(overdue=True, sop="dua-sekaligus") == [
        case.id for case in cases if case.procedure.id == "dua-sekaligus" and case.overdue(LATER)
    ]


def test_cases_are_found_by_how_they_ended(store: Store) -> None:
    sop = sopflow.load(DIRECT)
    for number in range(3):
        store.put(sopflow.testing.finish(sop.start(at="2026-03-02T09:00", id=f"selesai-{number}")))
    store.start(sop, at="2026-03-02T09:00", id="berjalan")
    by_outcome: Counter[str | None] = Counter(line.outcome for line in store.cases(LATER, limit=None))
    assert by_outcome.keys() > {None}
    for ended in by_outcome.keys() - {None}:
        assert len(store.cases(LATER, outcome=ended)) == by_outcome[ended]
    assert by_outcome[None] == 1


def test_the_numbers_of_a_dashboard(store: Store, cases: list[Case]) -> None:
    counts = store.counts(LATER)
    open_tasks = Counter((case.procedure.id, task.actor) for case, task in tasks_of(cases))
    free = Counter((case.procedure.id, task.actor) for case, task in tasks_of(cases) if task.assignee is None)
    late = Counter((case.procedure.id, task.actor) for case in cases for task in case.overdue(LATER))
    assert {(c.sop, c.actor): (c.open, c.unassigned, c.overdue) for c in counts.tasks} == {
        key: (open_tasks[key], free[key], late[key]) for key in open_tasks
    }
    assert {(c.sop, c.status, c.outcome): c.cases for c in counts.cases} == Counter(
        (case.procedure.id, case.status, case.outcome) for case in cases
    )
    only = store.counts(LATER, sop="dua-sekaligus")
    assert {c.sop for c in only.tasks} | {c.sop for c in only.cases} == {"dua-sekaligus"}


def test_a_broken_promise_is_counted(store: Store) -> None:
    promised = TWO_AT_ONCE.replace("actors:", "service_time: 3 hari kerja\nactors:", 1)
    store.start(sopflow.loads(promised), at="2026-03-02T09:00", documents=["berkas"], id="K-1")
    store.on("K-1").complete("terima", by="loket", at="2026-03-02T10:00")
    store.on("K-1").extend("menelaah", to="2026-04-01T10:00", by="kepala", at="2026-03-02T10:00", reason="-")
    assert [(line.overdue, str(line.due)) for line in store.cases("2026-03-05T15:00")] == [
        (False, "2026-03-05 15:00:00+07:00")
    ]
    assert store.counts("2026-03-05T15:00").cases[0].overdue == 0
    assert store.counts("2026-03-05T15:01").cases[0].overdue == 1
    (late,) = store.cases("2026-03-05T15:01", overdue=True)
    assert late.overdue
    assert not any(task.overdue for task in late.tasks)


def test_without_an_instant_it_is_now(store: Store) -> None:
    store.start(sopflow.loads(TWO_AT_ONCE), at="2026-03-02T09:00", documents=["berkas"], id="K-1")
    assert store.worklist().lines[0].overdue
    assert not store.worklist("2026-03-03T00:00").lines[0].overdue
    assert not store.worklist("2026-03-02T20:00+07:00").lines[0].overdue


@pytest.mark.parametrize("limit", [0, -1, True, "3", 2.0])
def test_a_page_has_at_least_one_line(store: Store, limit: Any) -> None:
    for asked in (store.worklist, store.cases):
        with pytest.raises(StoreError) as error:
            asked(LATER, limit=limit)
        assert error.value.code == "store-limit"


def test_a_page_that_is_not_of_the_list_is_refused(store: Store, cases: list[Case]) -> None:
    of_tasks, of_cases = store.worklist(LATER, limit=1).next, store.cases(LATER, limit=1).next
    assert of_tasks is not None
    assert of_cases is not None
    for wrong in ("", "x", "é", of_cases, of_tasks[:-3], "WyJ0YXNrcyIsIm5vIiwxLCJ4Il0", "bnVsbA", "W10"):
        with pytest.raises(StoreError) as error:
            store.worklist(LATER, after=wrong)
        assert error.value.code == "store-cursor"
    with pytest.raises(StoreError):
        store.cases(LATER, after=of_tasks)


def test_a_page_goes_on_where_the_last_one_ended_whatever_has_happened(store: Store, cases: list[Case]) -> None:
    everything = [(item.case, item.step) for item in store.worklist(LATER, limit=None, sop="dua-sekaligus")]
    first = store.worklist(LATER, limit=5, sop="dua-sekaligus")
    gone = {item.case for item in first}
    for id in gone:
        store.on(id).cancel(by="kepala", at=LATER, reason="-")
    second = store.worklist(LATER, limit=None, sop="dua-sekaligus", after=first.next)
    assert [(item.case, item.step) for item in second] == [key for key in everything[5:] if key[0] not in gone]


@pytest.mark.parametrize("asked", [{}, {"actor": "teknis"}, {"person": "budi"}, {"sop": "dua-sekaligus"}])
def test_a_page_is_read_from_an_index_in_its_order(store: Store, cases: list[Case], asked: dict[str, str]) -> None:
    said: list[tuple[str, Any]] = []
    with store.transaction() as together:

        @event.listens_for(together.connection, "before_cursor_execute")
        def note(_connection: object, _cursor: object, sql: str, values: Any, *_: object) -> None:
            said.append((sql, values))

        first = together.worklist(LATER, limit=2, **asked)  # type: ignore[arg-type]
        together.worklist(LATER, limit=2, after=first.next, **asked)  # type: ignore[arg-type]
        sqlite = together.connection.dialect.name == "sqlite"
        if not sqlite:  # there are so few rows that the planner would rather sort them
            together.connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for sql, values in said[:2]:
            explain = "EXPLAIN QUERY PLAN" if sqlite else "EXPLAIN"
            plan = [tuple(row) for row in together.connection.exec_driver_sql(f"{explain} {sql}", values)]
            if sqlite:  # id, parent, -, what; what finds the page comes first, what is sorted after it is that page
                plan = [line for line in plan if line[1] == plan[0][0]]
            assert any("sopflow_tasks_" in line[-1] for line in plan), plan
            assert not any("Sort" in line[-1] or "TEMP B-TREE" in line[-1] for line in plan), plan
