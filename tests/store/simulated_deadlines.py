"""A time that is told, cases in which all kinds of things happen in it, and what should have been told of them.

What should have been told is worked out afterwards from nothing but the histories, event by event, with the pure
schedule: no table of the store, and no index, has a part in it.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import sopflow
from sopflow import Case, Rejected
from sopflow.engine.events import Lapsed
from sopflow.errors import SopError
from sopflow.store.keeping import PROGRAM
from sopflow.testing.attempts import completions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sopflow import Procedure
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.engine.schedule import Deadline
    from sopflow.store import Entry, Store

SOP: Final = """
sop: izin
version: "1"
title: Izin
day_counting: working
calendar: hari.yaml
service_time:
  duration: 14 hari kerja
  extension: 7 hari kerja
  remind:
    - before: 3 hari kerja
    - before: 1 hari kerja
      to: kepala
  escalate:
    to: kepala
remind:
  before: 1 hari kerja
escalate:
  - to: loket
  - after: 1 hari kerja
    to: [kepala, sekretaris]
actors:
  loket: Petugas Loket
  teknis: Petugas Teknis
  kepala: Kepala
  sekretaris: Sekretaris
  pemohon:
    name: Pemohon
    external: true
steps:
  - id: periksa
    actor: loket
    activity: Memeriksa berkas
    duration: 3 hari kerja
    branches:
      - id: lengkap
        label: Lengkap
        next: [ukur, telaah]
      - id: kurang
        label: Kurang
        next: lengkapi
  - id: lengkapi
    actor: pemohon
    activity: Melengkapi berkas
    duration: 5 hari kerja
    remind:
      - before: 2 hari kerja
        to: [pemohon, loket]
      - before: 4 jam
    escalate: []
    on_overdue:
      label: Tidak dilengkapi
      next: gugur
    next: periksa
  - id: ukur
    actor: teknis
    activity: Mengukur lokasi
    duration: 7 hari kalender
    on_overdue:
      label: Tidak diukur
      next: putus
    next: putus
  - id: telaah
    actor: loket
    activity: Menelaah berkas
    duration: 12 jam
    remind:
      before: 2 jam
    next: putus
  - id: putus
    join: all
    actor: kepala
    activity: Memutus
    duration: 2 hari kerja
    next: terbit
outcomes:
  terbit: Izin terbit
  gugur:
    name: Permohonan gugur
    ends_case: true
"""
"""Reminders and escalations of every kind, two flows, rework, and overdue ways of the office and of the citizen."""


@dataclass
class Clock:
    """What time it is."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class World:
    """A store in told time; ``tick`` keeps the deadlines at one moment, ``ticks`` are those at which it was called."""

    store: Store
    clock: Clock
    dice: random.Random
    tick: Callable[[], None]
    step: timedelta
    folder: Path
    ticks: list[datetime] = field(default_factory=list)
    since: datetime | None = None
    closures: list[str] = field(default_factory=list)
    sops: list[tuple[datetime, Procedure]] = field(default_factory=list)

    def calendar(self) -> WorkCalendar:
        """The calendar with all that has been decreed so far."""
        lines = "".join(f"  - date: {day}\n    reason: Keputusan\n    basis: SK\n" for day in self.closures)
        file = self.folder / "hari.yaml"
        file.write_text(
            f"calendar: hari\nextends: id-asn\nclosures:\n{lines}" if lines else "calendar: hari\nextends: id-asn\n"
        )
        return sopflow.calendar(file)

    def sop(self) -> Procedure:
        """The SOP."""
        return sopflow.loads(SOP, calendars={"hari.yaml": self.calendar()})

    def live(self, until: datetime, cases: int) -> None:
        """Let the time go on: cases begin, things happen to them, days off are decreed, and the keeper may be away."""
        self.sops.append((self.clock.now, self.sop()))
        self.store.add(self.sops[0][1])
        starts = sorted(self.dice.uniform(0, 0.85) for _ in range(cases))
        begin = self.clock.now
        away_until = begin
        number = 0
        while self.clock.now < until:
            self.clock.now += self.step / 2
            part = (self.clock.now - begin) / (until - begin)
            while number < len(starts) and starts[number] <= part:
                number += 1
                self.store.start("izin", at=self.clock.now, by="loket", id=f"K-{number}")
            self._something_happens(cases)
            self.clock.now += self.step / 2
            if self.dice.random() < 0.01:
                away_until = self.clock.now + timedelta(hours=self.dice.choice([2, 30, 100]))
            if self.clock.now >= away_until:
                self.tick()
                self.ticks.append(self.clock.now)
                self.since = self.since or self.clock.now

    def _something_happens(self, cases: int) -> None:
        running = self.store.cases(status=["open", "suspended"], limit=None).lines
        often = self.step / timedelta(days=4)
        for line in running:
            if self.dice.random() < often:
                self._command(self.store.case(line.case))
        if self.dice.random() < self.step / timedelta(days=15):
            day = (self.clock.now + timedelta(days=self.dice.randrange(1, 12))).date().isoformat()
            if day not in self.closures:
                self.closures.append(day)
                changed = self.calendar()
                self.sops.append((self.clock.now, self.sop()))
                if self.dice.random() < 0.6:
                    self.store.recount_all(changed, by="kepala", at=self.clock.now, reason="SK")
                else:
                    self.store.put_calendar(changed)
        if cases and self.dice.random() < often / 2:
            for found in self.store.referrals():
                if self.dice.random() < 0.3:
                    self._try(partial(self.store.confirm, found.number, by="kepala", at=self.clock.now))

    def _command(self, case: Case) -> None:
        on, now = self.store.on(str(case.id)), self.clock.now
        by: dict[str, Any] = {"by": "kepala", "at": now}
        step = self.dice.choice(sorted(case.tasks))
        if case.status == "suspended":
            self._try(lambda: on.resume(**by, restart=self.dice.random() < 0.2))
            return
        chosen = self.dice.random()
        if chosen < 0.5:
            ways = [way for way, _ in completions(case) if way.name == "complete" and way.args == (step,)]
            if ways:
                way = self.dice.choice(ways)
                self._try(lambda: on.complete(*way.args, **{**way.kwargs, "at": now}))
        elif chosen < 0.65:
            self._try(lambda: on.suspend(**by, reason="Banjir"))
        elif chosen < 0.75:
            self._try(lambda: on.extend(step, to="2 hari kerja", **by, reason="Rumit"))
        elif chosen < 0.8:
            self._try(lambda: on.extend(to="3 hari kerja", **by, reason="Rumit"))
        elif chosen < 0.9:
            self._try(lambda: on.assign(step, self.dice.choice(["budi", "ani", "cici"]), **by))
        elif chosen < 0.97:
            self._try(lambda: on.revert(**by, reason="Salah klik"))
        else:
            self._try(lambda: on.withdraw(by="pemohon", at=now, reason="Batal"))

    def _try(self, command: Callable[[], Any]) -> None:
        try:
            command()
        except Rejected:
            pass
        except SopError as error:
            assert error.code in {"store-referral-over"}, error  # noqa: PT017

    def first_tick(self, from_: datetime, until: datetime | None) -> datetime | None:
        """The first moment at which deadlines were kept, of those from one instant to another."""
        place = bisect_left(self.ticks, from_)
        if place == len(self.ticks) or (until is not None and self.ticks[place] > until):
            return None
        return self.ticks[place]


Told = dict[tuple[str, str, str], datetime]
"""The case, the key and the person, and when it is first seen to be due."""


def demanded(world: World) -> tuple[Told, dict[tuple[str, str], datetime]]:
    """Return the notices that should have been recorded, and the overdue ways that should have been taken or referred.

    Between two events, on one calendar, the schedule stands still, and whatever of it is due at a moment at which
    deadlines are kept is seen at the first such moment. What people do stands between two moments, what the program
    does at one: there, what is due before the overdue way that it takes is told, and what is due after it is not.
    """
    assert world.since is not None
    told: Told = {}
    ways: dict[tuple[str, str], datetime] = {}
    for line in world.store.cases(limit=None).lines:
        log = world.store.log(line.case)
        for place, entry in enumerate(log):
            following = log[place + 1] if place + 1 < len(log) else None
            end = None if following is None else following.recorded
            text = world.store.case(line.case, seq=entry.event.seq).to_json()
            for begin, until, sop in _calendars(world, entry.recorded, end):
                due = Case.from_json(text, sop).deadlines
                way = _taken(due, following) if until is end else None
                for one in due:
                    seen = world.first_tick(max(one.at.astimezone(UTC), begin), until)
                    if seen is None or (way is not None and seen == until and (one.at, one.key) > (way.at, way.key)):
                        continue
                    if one.kind == "overdue_way":
                        ways[line.case, one.key] = min(seen, ways.get((line.case, one.key), seen))
                    elif one.at >= world.since:
                        place_of, role = (line.case, one.key, one.person or ""), (line.case, one.key, "")
                        if seen < told.get(role, seen + timedelta(1)):  # or all of the role have been told
                            told[place_of] = min(seen, told.get(place_of, seen))
    return told, ways


def _calendars(
    world: World, begin: datetime, end: datetime | None
) -> Iterator[tuple[datetime, datetime | None, Procedure]]:
    """Give the SOP, with the calendar that it had, for each part of a stretch of time."""
    changes = [*world.sops, (None, None)]
    for (since, sop), (later, _) in pairwise(changes):
        assert since is not None
        assert sop is not None
        if (end is None or since <= end) and (later is None or begin < later):
            yield max(since, begin), end if later is None or (end is not None and end <= later) else later, sop


def _taken(due: tuple[Deadline, ...], following: Entry | None) -> Deadline | None:
    """The overdue way that the program took at the end of a stretch of time."""
    if following is None or not isinstance(following.event, Lapsed) or following.event.person != PROGRAM:
        return None
    return next(one for one in due if one.kind == "overdue_way" and one.step == following.event.step)


def _calendar_at(world: World, at: datetime) -> WorkCalendar:
    """The calendar as it was at an instant."""
    return next(sop for since, sop in reversed(world.sops) if since <= at).calendar


def check(world: World) -> dict[str, int]:
    """Hold what was recorded against what should have been; return how much there was of it."""
    told, ways = demanded(world)
    found: Told = {}
    confirmations = 0
    for line in world.store.cases(limit=None).lines:
        for notice in world.store.notices(line.case):
            assert notice.recorded >= notice.at
            if notice.kind == "confirmation":
                confirmations += 1
                continue
            place = (line.case, notice.key, notice.person or "")
            assert place not in found
            found[place] = notice.recorded
    missing, surplus = told.keys() - found.keys(), found.keys() - told.keys()
    assert not missing, sorted(missing)[:5]
    assert not surplus, sorted(surplus)[:5]
    assert found == told
    lapsed = _ways_taken(world, ways)
    return {"notices": len(found), "lapsed": lapsed, "confirmations": confirmations, "ways": len(ways)}


def _ways_taken(world: World, ways: dict[tuple[str, str], datetime]) -> int:
    """Each overdue way was taken by the program at the moment at which it was due, or laid before an official then."""
    taken: dict[tuple[str, str], datetime] = {}
    lapsed = 0
    for line in world.store.cases(limit=None).lines:
        log = world.store.log(line.case)
        for entry in log:
            event = entry.event
            if not isinstance(event, Lapsed) or event.person != PROGRAM:
                continue
            before = world.store.case(line.case, seq=event.seq - 1)
            promise = before.state.now.tasks[event.step].promise
            assert promise is not None
            assert promise.assumptions == ()
            assert event.at == max(promise.at, before.state.now.barrier)
            assert promise.hash == _calendar_at(world, entry.recorded).hash, "the calendar has changed since"
            (key,) = [one.key for one in before.deadlines if one.kind == "overdue_way" and one.step == event.step]
            assert (line.case, key) not in taken, "an overdue way that was taken back is not taken again"
            taken[line.case, key] = entry.recorded
            lapsed += 1
        for notice in world.store.notices(line.case):
            if notice.kind == "confirmation":
                taken.setdefault((line.case, notice.key.replace("confirmation", "overdue_way", 1)), notice.recorded)
    assert taken.keys() == ways.keys()
    assert all(taken[place] == ways[place] for place in ways)
    return lapsed
