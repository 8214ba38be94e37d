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
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from sopflow.store.keeping import Kept, Route
    from sopflow.store.notices import DeliveryState, Notice, Waiting
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
        """Be one of the runners for as long as this lasts.

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
            try:
                yield Registration(number, lock)
            finally:
                with self._database.writing() as connection:
                    connection.execute(delete(tables.runners).where(_W.number == number))

    def dead(self, own: int) -> tuple[int, ...]:
        """Return the runners that have died, as nobody else knows of them yet."""
        with self._database.writing() as connection:
            _lock_runners(connection)
            alive = {own, *_alive(connection)}
            dead = [number for number in connection.scalars(select(_W.number)) if number not in alive]
            if dead:
                connection.execute(delete(tables.runners).where(_W.number.in_(dead)))
        return tuple(dead)

    def keep(self, route: Route, most: int) -> Kept:
        """Do what is due in at most so many cases; ask again until there are none.

        ``route`` tells on which channels a role, or the person who has taken its task, is reached.
        """
        with self._store.transaction() as together:
            return keep(together, self._catalogue, self._now(together.connection), route, most)

    def waiting(self, most: int) -> list[Waiting]:
        """Return deliveries that nobody has been charged with."""
        with self._database.reading() as connection:
            return notices.waiting(connection, most)

    def handed_over(self, which: Sequence[tuple[int, str]]) -> None:
        """Take note that somebody has been charged with deliveries."""
        with self._database.writing() as connection:
            notices.change_deliveries(connection, which, "handed", self._now(connection), was=["new"])

    def hand_back(self) -> None:
        """Have all deliveries charged anew that are not over."""
        with self._database.writing() as connection:
            notices.hand_back(connection, self._now(connection))

    def notice(self, number: int, channel: str) -> Notice | None:
        """Return a notice that is still to be delivered on a channel, and still true; None where it is not."""
        with self._database.reading() as connection:
            found = notices.notice(connection, number)
            mine = [one for one in notices.deliveries_of(connection, number) if one.channel == channel]
        if found is None or not mine or mine[0].state in notices.FINAL:
            return None
        if self._stands(found):
            return found
        self._attempted(number, channel, "outdated", None)
        return None

    def _stands(self, told: Notice) -> bool:
        """Return whether what somebody is to be told is still so."""
        if told.kind != "confirmation":
            deadlines = self._store.case(told.case).deadlines
            return any((one.key, one.person) == (told.key, told.person) for one in deadlines)
        with self._database.reading() as connection:
            waiting = notices.open_referrals(connection, case=told.case)
        return any((one.step, one.visit, one.due) == (told.step, told.visit, told.due) for one in waiting)

    def sent(self, number: int, channel: str) -> None:
        """Take note that a notice was delivered."""
        self._attempted(number, channel, "sent", None)

    def failed(self, number: int, channel: str, failure: str) -> None:
        """Take note that a delivery has failed once more, and will be tried again."""
        self._attempted(number, channel, "handed", failure)

    def given_up(self, told: Notice, channel: str, why: Mapping[str, str]) -> None:
        """Take note that a notice is not tried any more on a channel, and lay it before an official."""
        case = self._store.case(told.case)
        machine = case.procedure.machine
        inside = [role for role, external in machine.actors.items() if not external]
        step = machine.steps.get(told.step or "")
        role = step.responsible if step is not None else None
        with self._database.writing() as connection:
            now = self._now(connection)
            notices.attempted(connection, told.number, channel, "failed", why["id"], now)
            notices.refer_undelivered(connection, told, channel, role or (inside or [told.role])[0], why, now)

    def _attempted(self, number: int, channel: str, state: DeliveryState, failure: str | None) -> None:
        with self._database.writing() as connection:
            notices.attempted(connection, number, channel, state, failure, self._now(connection))

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
