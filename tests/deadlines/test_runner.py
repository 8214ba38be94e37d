"""Runners on DBOS, as processes that are killed, beside servers that fail: nothing is lost, and nothing told twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from deadline_worker import FastClock
from receivers import MailBox, Receiver, Request, free_port, mail_server, receiver

import sopflow
from effort import EVERYDAY, tries
from sopflow import Rejected
from sopflow.store import Store
from sopflow.testing.attempts import completions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow import Procedure
    from sopflow.store import Notice

WORKER: Final = Path(__file__).parent / "deadline_worker.py"
BASE: Final = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
SPEED: Final = 600.0
"""A real second is ten minutes, as is the time from one look to the next."""
SLACK: Final = 10
"""So many real seconds pass at most until another runner has taken over, or a new one has begun."""

SOP: Final = """
sop: izin
version: "1"
title: Izin
calendar: 24-jam
remind:
  before: 30 menit
escalate:
  - to: loket
  - after: 20 menit
    to: [kepala, teknis]
actors:
  loket: Petugas Loket
  teknis: Petugas Teknis
  kepala: Kepala
  pemohon:
    name: Pemohon
    external: true
steps:
  - id: periksa
    actor: loket
    activity: Memeriksa berkas
    duration: 40 menit
    next: [ukur, lengkapi]
  - id: ukur
    actor: teknis
    activity: Mengukur lokasi
    duration: 50 menit
    next: putus
  - id: lengkapi
    actor: pemohon
    activity: Melengkapi berkas
    duration: 1 jam
    on_overdue:
      label: Tidak dilengkapi
      next: putus
    next: putus
  - id: putus
    join: all
    actor: kepala
    activity: Memutus
    duration: 40 menit
    branches:
      - id: setuju
        label: Disetujui
        next: terbit
      - id: ulang
        label: Ulangi
        next: periksa
outcomes:
  terbit: Izin terbit
"""
"""Terms of minutes, on a calendar without nights: two flows, rework, and an overdue way."""


def sop() -> Procedure:
    """The SOP, loaded."""
    return sopflow.loads(SOP)


class Runners:
    """Processes that keep deadlines."""

    def __init__(self, *argv: str) -> None:
        self._argv = argv
        self.alive: list[subprocess.Popen[str]] = []

    def begin(self, number: int = 1) -> None:
        """Start so many more, and wait until they keep deadlines."""
        argv = [sys.executable, str(WORKER), *self._argv]
        started = [subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) for _ in range(number)]
        self.alive += started
        for process in started:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"

    def kill(self, dice: random.Random) -> None:
        """Kill one, as if the power had gone."""
        self._end(self.alive.pop(dice.randrange(len(self.alive))))

    def kill_all(self) -> None:
        """Kill those that are left."""
        while self.alive:
            self._end(self.alive.pop())

    def _end(self, process: subprocess.Popen[str]) -> None:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()

    def end(self) -> list[int]:
        """End all, and return what they end with."""
        for process in self.alive:
            process.send_signal(signal.SIGTERM)
        codes = [process.wait(30) for process in self.alive]
        for process in self.alive:
            assert process.stdout is not None
            process.stdout.close()
        self.alive = []
        return codes


@contextmanager
def runners(url: str, clock_of: float, *channels: str, speed: float = SPEED) -> Iterator[Runners]:
    """Give processes that keep the deadlines of a database, in fast time that began at ``clock_of``."""
    found = Runners(url, BASE.isoformat(), str(clock_of), str(speed), *channels)
    try:
        yield found
    finally:
        found.kill_all()


def wait_for(seconds: float, ready: object) -> None:
    """Wait until something is so."""
    until = time.monotonic() + seconds
    while not ready():  # type: ignore[operator]
        assert time.monotonic() < until, "it takes too long"
        time.sleep(0.1)


def all_notices(store: Store) -> list[Notice]:
    """All that was told."""
    return [notice for line in store.cases(limit=None) for notice in store.notices(line.case)]


def states(store: Store) -> list[str]:
    """How far every delivery has come."""
    return [one.state for notice in all_notices(store) for one in store.deliveries(notice.number)]


def something_happens(store: Store, dice: random.Random, now: datetime) -> None:
    """Give a command to some case, right or wrong."""
    lines = store.cases(status=["open", "suspended"], limit=None).lines
    if not lines:
        return
    case = store.case(dice.choice(lines).case)
    on = store.on(str(case.id))
    try:
        if case.status == "suspended":
            on.resume(by="kepala", at=now)
        elif dice.random() < 0.2:
            on.suspend(by="kepala", at=now, reason="Banjir")
        elif dice.random() < 0.3:
            on.extend(dice.choice(sorted(case.tasks)), to="20 menit", by="kepala", at=now, reason="Rumit")
        else:
            ways = [way for way, _ in completions(case) if way.name == "complete"]
            way = dice.choice(ways)
            on.complete(*way.args, **{**way.kwargs, "at": now})
    except Rejected:
        pass


_WRITING: Final = timedelta(seconds=SPEED)
"""What is recorded at an instant is written a little later, and others may come in between."""


def check_told(store: Store, slack: timedelta, until: datetime) -> int:
    """Hold what was told against the pure schedule; return how much that is.

    Each notice was demanded when it was recorded, and whatever was demanded for longer than ``slack`` was recorded.
    """
    found = 0
    for line in store.cases(limit=None):
        log = store.log(line.case)
        told = {(notice.key, notice.person): notice for notice in store.notices(line.case)}
        demanded: set[tuple[str, str | None]] = set()
        for place, entry in enumerate(log):
            end = log[place + 1].recorded if place + 1 < len(log) else until
            for one in store.case(line.case, seq=entry.event.seq).deadlines:
                if one.kind == "overdue_way":
                    assert max(one.at, entry.recorded) + slack > end, (line.case, one, "was not taken")
                    continue
                was = told.get((one.key, one.person))
                if (
                    was is not None
                    and one.at <= was.recorded
                    and entry.recorded - _WRITING <= was.recorded <= end + _WRITING
                ):
                    demanded.add((one.key, one.person))
                if max(one.at, entry.recorded) + slack <= end:
                    assert was is not None, (line.case, one)
                    assert was.recorded <= max(one.at, entry.recorded) + slack, (line.case, one)
        assert {place for place, notice in told.items() if notice.kind != "confirmation"} == demanded
        found += len(told)
    return found


def check_delivered(store: Store, server: Receiver, until: datetime) -> None:
    """Whatever was told by then has arrived, under a key of its own, or was outdated; nothing else has."""
    notices = {notice.number: notice for notice in all_notices(store)}
    state = {number: store.deliveries(number)[0].state for number in notices}
    over = {number for number, notice in notices.items() if notice.recorded <= until}
    assert {state[number] for number in over} <= {"sent", "outdated"}
    by_key: dict[str, set[int]] = {}
    for request in server.accepted:
        by_key.setdefault(request.key, set()).add(request.data["notice"])
    assert all(len(numbers) == 1 for numbers in by_key.values())
    arrived = [next(iter(numbers)) for numbers in by_key.values()]
    assert len(arrived) == len(set(arrived)), "a notice has one key"
    assert {number for number in over if state[number] == "sent"} <= set(arrived) <= notices.keys()


@pytest.mark.parametrize(("kind", "processes"), [("postgresql", 2)] if EVERYDAY else [("sqlite", 1), ("postgresql", 4)])
def test_killed_runners_lose_nothing_and_tell_nothing_twice(
    request: pytest.FixtureRequest, kind: str, processes: int
) -> None:
    url, dice = request.getfixturevalue(kind), random.Random(7)
    begun = time.time()
    clock = FastClock(BASE, begun, SPEED)
    with receiver() as server, Store(url, clock=clock) as store, runners(url, begun, server.url) as alive:
        store.add(sop())
        alive.begin(processes)
        last_kill, number = time.monotonic(), 0
        end = time.monotonic() + min(6 * tries(1), 240)
        while time.monotonic() < end:
            for _ in range(2 if processes > 1 else 1):
                number += 1
                store.start("izin", at=clock(), by="loket", id=f"K-{number}")
            for _ in range(4):
                something_happens(store, dice, clock())
            if time.monotonic() - last_kill > (2.5 if processes > 1 else 8):  # a file has nobody else meanwhile
                alive.kill(dice)
                alive.begin()
                last_kill = time.monotonic()
            time.sleep(0.1 if processes > 1 else 0.5)
        wait_for(60, lambda: not {"new", "claimed", "sending", "retrying"} & set(states(store)))
        until = clock()
        told = check_told(store, timedelta(seconds=SLACK * SPEED), until)
        assert told > 10
        assert alive.end() == [0] * processes
        check_delivered(store, server, until)


_SLOWER: Final = 150.0
"""At this speed what DBOS forgets would be remembered after half a minute only."""


def behave_badly(request: Request) -> int | str:
    """Take some notices, and refuse others in every way there is."""
    ways: list[int | str] = [200, 500, "hang", "close"]
    number: int = request.data["notice"]
    return ways[number % 4]


def test_failing_receivers_are_tried_again_then_laid_before_an_official_and_hold_nothing_up(sqlite: str) -> None:
    begun = time.time()
    clock = FastClock(BASE, begun, _SLOWER)
    with (
        receiver(behave_badly) as server,
        Store(sqlite, clock=clock) as store,
        runners(sqlite, begun, server.url, speed=_SLOWER) as alive,
    ):
        store.add(sop())
        alive.begin()
        for number in range(8):
            store.start("izin", at=clock() - timedelta(minutes=8), by="loket", id=f"K-{number}")
        wait_for(15, lambda: states(store).count("sent") >= 2)
        wait_for(15, lambda: states(store).count("failed") >= 6)
        assert alive.end() == [0]
        for notice in all_notices(store):
            (one,) = store.deliveries(notice.number)
            if one.state == "sent":
                assert notice.number % 4 == 0
                assert one.attempts == 1
            elif one.state == "failed":
                assert notice.number % 4
                assert one.attempts == 3
                tried = {request.key for request in server.requests if request.data["notice"] == notice.number}
                assert len(tried) == 1
        waiting = [one for one in store.referrals() if one.kind == "undelivered"]
        assert len(waiting) >= 6
        assert {one.role for one in waiting} <= {"loket", "kepala", "teknis"}
        store.dismiss(waiting[0].number, by="kepala")
        assert waiting[0].number not in {one.number for one in store.referrals()}


def test_a_mail_server_that_comes_back_is_found_again(postgresql: str) -> None:
    begun, port, box = time.time(), free_port(), MailBox()
    clock = FastClock(BASE, begun, SPEED)
    with Store(postgresql, clock=clock) as store, runners(postgresql, begun, "-", f"smtp://127.0.0.1:{port}") as alive:
        store.add(sop())
        alive.begin()
        store.start("izin", at=clock(), by="loket", id="K-1")
        wait_for(30, lambda: any(one.attempts for told in all_notices(store) for one in store.deliveries(told.number)))
        assert box.mails == []
        with mail_server(box, port):
            wait_for(30, lambda: "sent" in states(store))
            wait_for(30, lambda: any(one.kind == "undelivered" for one in store.referrals()))  # who has no address
        assert alive.end() == [0]
        ids = [mail["Message-ID"] for mail in box.mails]
        assert len(ids) == len(set(ids)) >= 1
