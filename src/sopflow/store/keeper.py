"""What a program that keeps deadlines asks of a store: what is due, who is to be told, and which others are at work.

It must not know how notices are delivered, nor what engine calls it.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, exc, insert, select, text

from sopflow.errors import StoreError
from sopflow.store import notices, tables
from sopflow.store.keeping import begin_watch, database_time, keep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime, timedelta

    from sqlalchemy import Connection

    from sopflow.store.keeping import Kept, Route
    from sopflow.store.notices import Claimed, DeliveryState, Notice
    from sopflow.store.store import Store

_RUNNERS: Final = 0x50F2
"""The first of the two numbers of the locks of PostgreSQL that runners hold; the second is their own."""
_W = tables.runners.c


class Keeper:
    """The side of a store that a runner uses. Without ``clock`` the time is that of the database, for all machines."""

    def __init__(self, store: Store, clock: Callable[[], datetime] | None = None) -> None:
        self._store = store
        self._database = store._database
        self._catalogue = store._catalogue
        self._clock = clock

    def beside(self, name: str) -> tuple[str, str | None]:
        """Return the URL, and the schema, for tables that are not of the store."""
        return self._database.beside(name)

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
                number = _add_runner(connection, version, self._now(connection))
                if lock is not None:
                    lock.execute(text("SELECT pg_advisory_lock(:kind, :number)"), {"kind": _RUNNERS, "number": number})
                begin_watch(connection, self._now(connection))
            yield Registration(number, lock)

    def bury(self, own: int) -> tuple[int, ...]:
        """Return the runners that have died since anybody looked, and have their deliveries claimed by others."""
        with self._database.writing() as connection:
            _lock_runners(connection)
            alive = {own, *_alive(connection)}
            dead = [number for number in connection.scalars(select(_W.number)) if number not in alive]
            if dead:
                notices.hand_back(connection, dead, self._now(connection))
                connection.execute(delete(tables.runners).where(_W.number.in_(dead)))
        return tuple(dead)

    def keep(self, route: Route, most: int) -> Kept:
        """Do what is due in at most so many cases; ask again until there are none.

        ``route`` tells on which channels a role, or the person who has taken its task, is reached.
        """
        with self._store.transaction() as together:
            return keep(together, self._catalogue, self._now(together.connection), route, most)

    def claim(self, runner: int, most: int) -> list[Claimed]:
        """Take deliveries that nobody has been charged with; whoever takes them has to attempt them."""
        with self._database.writing() as connection:
            return notices.claim(connection, runner, most, self._now(connection))

    def remember(self, claimed: timedelta, retrying: timedelta) -> None:
        """Have deliveries claimed anew of which nothing has been heard for so long; ``retrying``: after a failure."""
        with self._database.writing() as connection:
            now = self._now(connection)
            notices.remember(connection, now - claimed, now - retrying, now)

    def begin(self, which: Claimed, runner: int) -> Notice | None:
        """Begin an attempt, and return what to deliver; None where it is another's, made before, or no longer true."""
        with self._database.writing() as connection:
            if not notices.begin_attempt(connection, which, runner, self._now(connection)):
                return None
            told = notices.notice(connection, which.notice)
        if told is not None and self._stands(told):
            return told
        self._end(which, "outdated", None)
        return None

    def attempts(self, which: Claimed) -> int | None:
        """Return after how many attempts a delivery is to be tried again; None where it is not."""
        with self._database.reading() as connection:
            found = notices.deliveries_of(connection, which.notice)
        return next((one.attempts for one in found if (one.channel, one.state) == (which.channel, "retrying")), None)

    def sent(self, which: Claimed) -> None:
        """Take note that a notice was delivered."""
        self._end(which, "sent", None)

    def failed(self, which: Claimed, failure: str) -> None:
        """Take note that an attempt has failed, and that there will be another one."""
        self._end(which, "retrying", failure)

    def given_up(self, which: Claimed, told: Notice, why: Mapping[str, str]) -> None:
        """Take note that a notice is not tried any more on a channel, and lay it before an official."""
        machine = self._store.case(told.case).procedure.machine
        inside = [role for role, external in machine.actors.items() if not external]
        step = machine.steps.get(told.step or "")
        role = step.responsible if step is not None else None
        with self._database.writing() as connection:
            now = self._now(connection)
            notices.end_attempt(connection, which, "failed", why["en"], now)
            notices.refer_undelivered(connection, told, which.channel, role or (inside or [told.role])[0], why, now)

    def _end(self, which: Claimed, state: DeliveryState, failure: str | None) -> None:
        with self._database.writing() as connection:
            notices.end_attempt(connection, which, state, failure, self._now(connection))

    def _stands(self, told: Notice) -> bool:
        """Return whether what somebody is to be told is still so."""
        if told.kind != "confirmation":
            deadlines = self._store.case(told.case).deadlines
            return any((one.key, one.person) == (told.key, told.person) for one in deadlines)
        with self._database.reading() as connection:
            waiting = notices.open_referrals(connection, case=told.case)
        return any((one.step, one.visit, one.due) == (told.step, told.visit, told.due) for one in waiting)

    def _now(self, connection: Connection) -> datetime:
        if self._clock is not None:
            return self._clock()
        return database_time(connection) or self._store._clock()


class Registration:
    """A runner that is known to the others: its ``number``."""

    def __init__(self, number: int, lock: Connection | None) -> None:
        self.number = number
        self._lock = lock
        self._one_at_a_time = threading.Lock()

    def holds(self) -> bool:
        """Return whether the others still see that the runner is at work: else they take its work over."""
        if self._lock is None:
            return True
        query = text(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
            " AND classid = :kind AND objid = :number"
        )
        try:
            with self._one_at_a_time:
                return bool(self._lock.execute(query, {"kind": _RUNNERS, "number": self.number}).scalar())
        except exc.DBAPIError:
            return False


def _lock_runners(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT pg_advisory_xact_lock(:kind, 0)"), {"kind": _RUNNERS})


def _alive(connection: Connection) -> set[int]:
    """Return the runners that hold their lock; on SQLite there is none but the one that asks."""
    if connection.dialect.name == "sqlite":
        return set()
    query = text(
        "SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid = :kind AND objid <> 0 AND granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    return set(connection.scalars(query, {"kind": _RUNNERS}))


def _add_runner(connection: Connection, version: str, now: datetime) -> int:
    query = insert(tables.runners).values(version=version, started=now).returning(_W.number)
    return int(connection.execute(query).scalar_one())
