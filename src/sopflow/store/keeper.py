"""What a program that keeps deadlines asks of a store: what is due, who is to be told, and which others are at work.

It must not know how notices are delivered, nor what engine calls it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, select, text

from sopflow.errors import StoreError
from sopflow.store import notices, tables
from sopflow.store.keeping import begin_watch, database_time, keep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from sopflow.store.catalogue import Catalogue
    from sopflow.store.database import Database
    from sopflow.store.keeping import Kept
    from sopflow.store.notices import DeliveryState, Notice
    from sopflow.store.store import Store

_RUNNERS: Final = 0x50F2
"""The first of the two numbers of the locks of PostgreSQL that runners hold; the second is their own."""
_W = tables.runners.c


class Keeper:
    """The side of a store that a runner uses. ``clock`` tells the time where it is not that of the database."""

    def __init__(
        self, store: Store, database: Database, catalogue: Catalogue, clock: Callable[[], datetime] | None
    ) -> None:
        self._store = store
        self._database = database
        self._catalogue = catalogue
        self._clock = clock

    @property
    def is_alone(self) -> bool:
        """Whether only one runner may work on the database, as on SQLite."""
        return self._database.is_sqlite

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

    def keep(self, channels: Sequence[str], most: int) -> Kept:
        """Do what is due in at most so many cases; ask again until there are none."""
        with self._store.transaction() as together:
            return keep(together, self._catalogue, self._now(together.connection), channels, most)

    def waiting(self, most: int) -> list[tuple[int, str, int]]:
        """Return deliveries that nobody has been charged with: notice, channel, and how many attempts there were."""
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
            if found is None:
                return None
            mine = [it for it in notices.deliveries_of(connection, number) if it.channel == channel]
            if not mine or mine[0].state in notices.FINAL:
                return None
            if found.kind == "confirmation":
                stands = any(
                    (one.case, one.step, one.visit, one.due) == (found.case, found.step, found.visit, found.due)
                    for one in notices.open_referrals(connection, case=found.case)
                )
            else:
                case = self._store.case(found.case)
                stands = any((one.key, one.person) == (found.key, found.person) for one in case.deadlines)
        if stands:
            return found
        self._attempted(number, channel, "outdated", None)
        return None

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
        return database_time(connection) or self._store.now()


class Registration:
    """A runner that is known to the others: its ``number``."""

    def __init__(self, number: int, lock: Connection | None) -> None:
        self.number = number
        self._lock = lock

    def holds(self) -> bool:
        """Return whether the others still see that the runner is at work: else they take its work over."""
        if self._lock is None:
            return True
        found = self._lock.execute(
            text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
                 " AND classid = :kind AND objid = :number"),
            {"kind": _RUNNERS, "number": self.number},
        )  # fmt: skip
        return bool(found.scalar())


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
