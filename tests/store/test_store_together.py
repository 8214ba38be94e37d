"""Many processes over one database: nothing is lost, nothing happens twice, also where they are killed."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Any, Final

import pytest
from store_cases import START, TWO_AT_ONCE, check_tables
from store_worker import give

import sopflow
from effort import tries
from sopflow import Case, Rejected
from sopflow.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable

WORKER: Final = Path(__file__).with_name("store_worker.py")
FAR: Final = "2030-01-01T09:00"
CASES: Final = [f"K-{number}" for number in range(12)]
HONEST: Final = {
    "conflict", "not_revertible", "case_closed", "case_suspended", "already_suspended", "step_not_active",
    "wrong_actor", "time_reversed", "not_an_extension",
}  # fmt: skip
"""Why a command of a worker may be refused: somebody was faster, or it was wrong from the start."""
OVERDUE: Final = """
sop: batas-keputusan
version: "1"
title: Batas keputusan
actors: {pemohon: {name: Pemohon, external: true}, kepala: Kepala}
steps:
  - id: memutus
    actor: kepala
    activity: Memutus
    duration: 2 hari kerja
    next: selesai
    on_overdue: {label: Dianggap disetujui, next: dianggap_setuju}
outcomes: {selesai: Selesai, dianggap_setuju: Dianggap disetujui}
"""


def begun(url: str) -> None:
    """Start the cases that the workers share."""
    sop = sopflow.loads(TWO_AT_ONCE)
    with Store(url) as store:
        for id in CASES:
            store.start(sop, at=START, documents=["berkas"], id=id)


def worker(url: str, name: str, commands: int, seed: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WORKER), url, name, str(commands), str(seed), *CASES],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def lines_of(said: str) -> list[dict[str, Any]]:
    """Return what a worker said; where it was killed in the middle of a line, that line is left out."""
    return [json.loads(line) for line in said.splitlines(keepends=True) if line.endswith("\n")]


def until_done(started: subprocess.Popen[str], commands: int) -> str:
    """Return what a worker says until it has done so many commands."""
    assert started.stdout is not None
    said = ""
    while said.count('"done"') < commands:
        line = started.stdout.readline()
        assert line, "the worker has ended"
        said += line
    return said


def check_history(store: Store, done: Iterable[dict[str, Any]]) -> None:
    """Give every command that was acknowledged once more, one after the other, to cases that are in no store.

    That they lead to the very same histories shows that what happened is what some serial order explains.
    """
    by_place = {(line["case"], line["seq"]): line for line in done}
    for stored in check_tables(store, FAR):
        case: Case = stored.as_of(1)
        for entry in store.log(str(stored.id))[1:]:
            line = by_place[str(stored.id), entry.event.seq]
            assert line["done"] == entry.key
            case = give(case, (line["name"], line["args"], line["kwargs"]))
        assert case == stored


def check_no_double_completion(store: Store) -> int:
    """Hold each end of a task against the others: a visit ends once, unless a revert took it back."""
    ends = 0
    for id in CASES:
        case = store.case(id)
        ended: dict[int, tuple[str, int]] = {}
        for event in case.events:
            if event.type in {"completed", "skipped", "lapsed"}:
                step = event.step
                key = (step, case.as_of(event.seq - 1).tasks[step].visit)
                assert key not in ended.values(), f"{id}: {key} ended twice"
                ended[event.seq] = key
                ends += 1
            elif event.type == "reverted":
                del ended[event.reverts]
    return ends


@pytest.mark.parametrize(("kind", "processes", "commands"), [("postgresql", 8, 40), ("sqlite", 3, 40)])
def test_many_processes_lose_nothing_and_do_nothing_twice(
    request: pytest.FixtureRequest, kind: str, processes: int, commands: int
) -> None:
    url: str = request.getfixturevalue(kind)
    begun(url)
    workers = [worker(url, f"petugas{number}", tries(commands), number) for number in range(processes)]
    said = [started.communicate() for started in workers]
    assert [errors for _, errors in said] == [""] * processes
    lines = [line for out, _ in said for line in lines_of(out)]
    done = [line for line in lines if "done" in line]
    refused = [line for line in lines if "refused" in line]
    assert len(done) + len(refused) == processes * tries(commands)
    assert len({(line["case"], line["seq"]) for line in done}) == len(done)
    assert any(line["code"] == "conflict" for line in refused)
    assert {line["code"] for line in refused} <= HONEST
    with Store(url) as store:
        assert sum(case.seq for case in check_tables(store, FAR)) == len(CASES) + len(done)
        check_history(store, done)
        assert check_no_double_completion(store) > 10


@pytest.mark.parametrize(("kind", "processes"), [("postgresql", 3), ("sqlite", 2)])
def test_what_was_acknowledged_survives_a_kill(request: pytest.FixtureRequest, kind: str, processes: int) -> None:
    url: str = request.getfixturevalue(kind)
    begun(url)
    dice = random.Random(7)
    lines: list[dict[str, Any]] = []
    kills = 0
    for round in range(tries(2)):
        workers = [worker(url, f"petugas{number}", 100_000, 1000 * round + number) for number in range(processes)]
        heard = [until_done(started, dice.randint(10, 20)) for started in workers]
        time.sleep(dice.uniform(0, 0.1))
        for started in workers:
            os.kill(started.pid, signal.SIGKILL)
            kills += 1
        for started, before in zip(workers, heard, strict=True):
            assert started.stdout is not None
            assert started.stderr is not None
            lines += lines_of(before + started.stdout.read())
            assert started.stderr.read() == ""
            started.wait()
            started.stdout.close()
            started.stderr.close()
        with Store(url) as store:
            check_tables(store, FAR)
    tried = {line["try"] for line in lines if "try" in line}
    acknowledged = {line["done"]: (line["case"], line["seq"]) for line in lines if "done" in line}
    with Store(url) as store:
        there = {entry.key: (id, entry.event.seq) for id in CASES for entry in store.log(id) if entry.key is not None}
    assert len(acknowledged) >= 10 * kills
    assert acknowledged.items() <= there.items()
    unsaid = there.keys() - acknowledged.keys()
    assert len(unsaid) <= kills  # stored, and killed before it could say so
    assert unsaid <= tried


def test_of_a_lapse_and_a_completion_at_the_same_moment_one_wins(url: str) -> None:
    sop = sopflow.loads(OVERDUE)
    ids = [f"K-{number}" for number in range(tries(15))]
    both = Barrier(2)
    with Store(url) as store, ThreadPoolExecutor(2) as threads:
        due = [store.start(sop, at=START, id=id).tasks["memutus"].due for id in ids]

        def end(command: str) -> list[str]:
            """Return how it came out, case by case; both look at each case before either acts."""
            came = []
            for id, at in zip(ids, due, strict=True):
                target = store.on(id, seen=1)
                both.wait()
                try:
                    getattr(target, command)("memutus", by="kepala", at=at)
                    came.append("won")
                except Rejected as refused:
                    came.append(refused.code)
            return came

        ended = [threads.submit(end, command) for command in ("complete", "lapse")]
        outcomes = list(zip(*(future.result() for future in ended), strict=True))
        assert {tuple(sorted(pair)) for pair in outcomes} == {("conflict", "won")}
        for id, (completed, _) in zip(ids, outcomes, strict=True):
            case = store.case(id)
            assert case.outcome == ("selesai" if completed == "won" else "dianggap_setuju")
            assert case.seq == 2
        check_tables(store, FAR)


def test_the_same_key_from_many_threads_happens_once(url: str) -> None:
    sop = sopflow.loads(TWO_AT_ONCE)
    with Store(url) as store, ThreadPoolExecutor(6) as threads:
        together = Barrier(6)

        def start(_: int) -> Case:
            together.wait()
            return store.start(sop, at=START, documents=["berkas"], key="formulir-1")

        cases = list(threads.map(start, range(6)))
        assert len({case.id for case in cases}) == 1
        id = str(cases[0].id)

        def complete(_: int) -> Case:
            together.wait()
            return store.on(id, key="klik-1").complete("terima", by="loket", at="2026-03-02T10:00")

        cases = list(threads.map(complete, range(6)))
        assert {case.seq for case in cases} == {2}
        assert store.case(id) == cases[0]
        assert len(check_tables(store)) == 1
