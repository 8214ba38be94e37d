"""What a program that keeps deadlines asks of a store: what is due, who is to be told, and which others are at work.

It must not know how notices are delivered, nor what engine calls it.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, exc, insert, select, text

from sopflow.errors import StoreError
from sopflow.store import deliveries, notices, records, referrals, tables
from sopflow.store.dialects import database_time
from sopflow.store.keeping import begin_watch, keep
from sopflow.store.transaction import Transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime, timedelta

    from sqlalchemy import Connection

    from sopflow.store.catalogue import Catalogue
    from sopflow.store.database import Database
    from sopflow.store.deliveries import Claimed, DeliveryState
    from sopflow.store.keeping import Kept, Route
    from sopflow.store.notices import Notice

_W = tables.runners.c
_LOCK: Final = "(('sopflow_runners'::regclass::oid::bigint << 32) | :number)"
"""The lock of PostgreSQL that a runner holds while it lives: of this very table, whatever other schemas have."""
_HELD: Final = "locktype = 'advisory' AND objsubid = 1 AND classid = 'sopflow_runners'::regclass::oid"


class Keeper:
    """The side of a store that a runner uses. Without ``clock`` the time is that of the database, for all machines."""

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        recorded: Callable[[], datetime],
        clock: Callable[[], datetime] | None,
    ) -> None:
        self._database = database
        self._catalogue = catalogue
        self._recorded = recorded
        self._clock = clock

    @property
    def name(self) -> str:
        """What people call the database."""
        return self._database.name

    def sibling(self, name: str) -> tuple[str, str | None]:
        """Return the URL, and the schema, for tables that are not of the store."""
        return self._database.sibling(name)

    @contextmanager
    def registered(self, version: str) -> Iterator[Registration]:
        """Be one of the runners for as long as this lasts; the next one takes over what is left.

        Raises ``StoreError`` where a runner of another version is at work, or on SQLite any other one.
        """
        with self._database.held() as lock:
            with self._database.writing() as connection:
                _lock_runners(connection)
                alive = _alive(connection)
                others = connection.execute(select(_W.number, _W.version)).all()
                other = next((row for row in others if row.number in alive and row.version != version), None)
                if other is not None:
                    raise StoreError("store-watch-version", theirs=other.version, ours=version)
                registration = Registration(_add_runner(connection, version, self._now(connection)), lock)
                registration.hold()  # before anybody else can see that it is there
                begin_watch(connection, self._now(connection))
            yield registration

    def take_over(self, own: int) -> tuple[int, ...]:
        """Return the runners that have died since anybody looked, and have their deliveries claimed by others."""
        with self._database.writing() as connection:
            _lock_runners(connection)
            alive = {own, *_alive(connection)}
            known = connection.execute(select(_W.number, _W.started)).all()
            dead = [row.number for row in known if row.number not in alive]
            if dead:
                deliveries.requeue_of(connection, dead, self._now(connection))
                connection.execute(delete(tables.runners).where(_W.number.in_(dead)))
        return tuple(dead)

    def keep(self, route: Route, most: int) -> Kept:
        """Do what is due in at most so many cases; ask again until there are none.

        ``route`` tells on which channels a role, or the person who has taken its task, is reached.
        """
        with self._database.writing() as connection:
            together = Transaction(connection, self._catalogue, self._recorded, self.name)
            return keep(together, connection, self._catalogue, self._now(connection), route, most)

    def claim(self, runner: int, most: int, at_work: int) -> list[Claimed]:
        """Take deliveries that nobody has been charged with; whoever takes them has to attempt them.

        None are taken while ``at_work`` of them are not over, so that none wait long.
        """
        with self._database.writing() as connection:
            if deliveries.at_work(connection) >= at_work:
                return []
            return deliveries.claim(connection, runner, most, self._now(connection))

    def requeue_stale(self, claimed: timedelta, retrying: timedelta) -> None:
        """Have deliveries claimed anew of which nothing has been heard for so long; ``retrying``: after a failure."""
        with self._database.writing() as connection:
            now = self._now(connection)
            deliveries.requeue_stale(connection, now - claimed, now - retrying, now)

    def begin(self, which: Claimed, runner: int) -> Notice | None:
        """Begin an attempt, and return what to deliver; None where it is another's, or was made before."""
        with self._database.writing() as connection:
            if not deliveries.begin_attempt(connection, which, runner, self._now(connection)):
                return None
            return notices.notice(connection, which.notice)

    def stands(self, told: Notice) -> bool:
        """Return whether what somebody is to be told is still so."""
        with self._database.reading() as connection:
            if told.kind == "confirmation":
                waiting = referrals.open_referrals(connection, case=told.case)
                return any((one.step, one.visit, one.due) == (told.step, told.visit, told.due) for one in waiting)
            case = records.read(connection, self._catalogue, told.case).case
        if any(one.key == told.key and told.person in {None, one.person} for one in case.deadlines):
            return True
        passed = told.kind == "escalation" and told.step is not None  # that it was late stays true once it has lapsed
        return passed and any(
            (task.step, task.visit, task.due, task.ended) == (told.step, told.visit, told.due, "lapsed")
            for task in case.history
        )

    def attempts(self, which: Claimed) -> int | None:
        """Return after how many attempts a delivery is to be tried again; None where it is not."""
        with self._database.reading() as connection:
            found = deliveries.deliveries_of(connection, which.notice)
        return next((one.attempts for one in found if (one.channel, one.state) == (which.channel, "retrying")), None)

    def ended(self, which: Claimed, state: DeliveryState, failure: str | None = None) -> None:
        """Take note of what became of an attempt."""
        with self._database.writing() as connection:
            deliveries.end_attempt(connection, which, state, failure, self._now(connection))

    def given_up(self, which: Claimed, told: Notice, why: Mapping[str, str]) -> None:
        """Take note that a notice is not tried any more on a channel, and lay it before an official."""
        with self._database.writing() as connection:
            now = self._now(connection)
            if deliveries.end_attempt(connection, which, "failed", why["en"], now):
                machine = records.read(connection, self._catalogue, told.case).case.procedure.machine
                inside = [role for role, external in machine.actors.items() if not external]
                step = machine.steps.get(told.step or "")
                role = (step.responsible if step is not None else None) or (inside or [told.role])[0]
                referrals.refer_undelivered(connection, told, which.channel, role, why, now)

    def _now(self, connection: Connection) -> datetime:
        if self._clock is not None:
            return self._clock()
        return database_time(connection) or self._recorded()


class Registration:
    """A runner that is known to the others: its ``number``."""

    def __init__(self, number: int, lock: Connection | None) -> None:
        self.number = number
        self._lock = lock
        self._one_at_a_time = threading.Lock()

    def hold(self) -> None:
        """Hold the lock by which the others know that the runner is alive."""
        if self._lock is not None:
            self._lock.execute(text(f"SELECT pg_advisory_lock({_LOCK})"), {"number": self.number})

    def holds(self) -> bool:
        """Return whether the others still see that the runner is at work: else they take its work over."""
        if self._lock is None:
            return True
        query = text(f"SELECT count(*) FROM pg_locks WHERE {_HELD} AND pid = pg_backend_pid() AND objid = :number")
        try:
            with self._one_at_a_time:
                return bool(self._lock.execute(query, {"number": self.number}).scalar())
        except exc.SQLAlchemyError:
            return False


def _lock_runners(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"), {"number": 0})


def _alive(connection: Connection) -> set[int]:
    """Return the runners that hold their lock; on SQLite there is none but the one that asks."""
    if connection.dialect.name == "sqlite":
        return set()
    here = "database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    query = text(f"SELECT objid::bigint FROM pg_locks WHERE {_HELD} AND objid <> 0 AND granted AND {here}")
    return set(connection.scalars(query))


def _add_runner(connection: Connection, version: str, now: datetime) -> int:
    query = insert(tables.runners).values(version=version, started=now).returning(_W.number)
    return int(connection.execute(query).scalar_one())
