"""The database behind a store: reached by its URL, set up where it is empty, left untouched where it is not ours.

SQLite is opened so that writers wait for each other and what was acknowledged survives a loss of power (WAL, full
synchronisation); PostgreSQL as it is by default (READ COMMITTED). It must not know what is in the tables.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from weakref import ref

from sqlalchemy import create_engine, event, exc, inspect, pool, text
from sqlalchemy.engine import make_url

from sopflow.errors import StoreError
from sopflow.messages import Either
from sopflow.plaintext import one_line
from sopflow.store.faults import LostError, as_sentences, is_lost
from sopflow.store.rows import is_storable
from sopflow.store.tables import SCHEMA, VERSIONS
from sopflow.store.upgrading import is_known, run_migrations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine, RootTransaction
    from sqlalchemy.engine import URL

WAIT: Final = 10
"""So many seconds a command waits for others that hold a lock."""

_PAUSE: Final = 0.05
_MISSING: Final = "missing"
_EMPTY: Final = "empty"
_FOREIGN: Final = "foreign"
_PREPARING: Final = 0x50F1
"""The number of the lock of PostgreSQL under which tables are made."""
_WRITES: Final = "sopflow_writes"


class Database:
    """A database, and its connections. Making one touches nothing."""

    def __init__(self, url: str | URL) -> None:
        self._url = _known_url(url)
        self.is_sqlite = self._url.get_backend_name() == "sqlite"
        path = self._url.database if self.is_sqlite else None
        self._file = None if path in {None, "", ":memory:"} else path
        self._engine = _sqlite_engine(self._url, self._file) if self.is_sqlite else _postgresql_engine(self._url)

    @property
    def name(self) -> str:
        """What people call the database: the file, or the address without the password."""
        return self._file or self._url.render_as_string(hide_password=True)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection to read from; all that is read within one ``with`` is of one state."""
        with as_sentences(self.name), self._engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in a ``transaction``; whatever the database complains of is a ``StoreError``."""
        with as_sentences(self.name), self.transaction() as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Give a connection in a transaction that is committed at the end, rolled back where anything fails.

        What goes wrong in between is left as it is, since it may be an application's own. Raises ``LostError`` where
        the connection is lost while the database commits: then nobody knows whether it did.
        """
        with as_sentences(self.name):
            connection = self._engine.connect()
        with closing(connection):
            with as_sentences(self.name):
                transaction = connection.execution_options(**{_WRITES: True}).begin()
            try:
                yield connection
            except BaseException:
                transaction.rollback()
                raise
            if not transaction.is_active:  # whoever had the connection has ended it
                raise StoreError("store-transaction-over", database=self.name)
            with as_sentences(self.name):
                self._commit(transaction)

    def _commit(self, transaction: RootTransaction) -> None:
        try:
            transaction.commit()
        except exc.DBAPIError as error:
            if is_lost(error):
                raise LostError("store-uncertain", database=self.name) from error
            raise

    @contextmanager
    def held(self) -> Iterator[Connection | None]:
        """Give a connection for as long as a program runs, outside of transactions: what it locks, it loses if it dies.

        For SQLite, which has no such locks, None: there the program holds a file beside the database. Raises
        ``StoreError`` where another program holds it, or where the database is no file.
        """
        if not self.is_sqlite:
            with as_sentences(self.name), self._engine.connect() as connection:
                try:
                    yield connection.execution_options(isolation_level="AUTOCOMMIT")
                finally:
                    connection.invalidate()  # closed, not kept for others with its locks
            return
        if self._file is None:
            raise StoreError("store-watch-memory")
        with as_sentences(self.name):
            lock = sqlite3.connect(f"{os.path.realpath(self._file)}-runner", timeout=0, isolation_level=None)
        with closing(lock):
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise StoreError("store-denied", database=self.name, reason=one_line(str(error))) from None
                raise StoreError("store-watch-alone", database=self.name) from None
            yield None

    def sibling(self, name: str) -> tuple[str, str | None]:
        """Return the URL at which another program of ours may keep its own tables, and the schema for them.

        In PostgreSQL that is a schema beside the one of the store, for SQLite a file beside its file.
        """
        if self.is_sqlite:
            return f"sqlite:///{os.path.realpath(self._file or name)}-{name}", None
        with self.reading() as connection:
            schema = connection.exec_driver_sql("SELECT current_schema()").scalar()
        return self._url.render_as_string(hide_password=False), f"{schema}_{name}"

    def empty_the_log(self) -> None:
        """Bring what SQLite holds in its log into the file, and empty the log; PostgreSQL has no such thing of ours.

        Raises ``StoreError`` where others read the file for so long that it could not be done.
        """
        until = time.monotonic() + WAIT
        while self._file is not None and self._outside_transactions("PRAGMA wal_checkpoint(TRUNCATE)"):
            if time.monotonic() > until:
                raise StoreError("store-log-in-use", database=self.name)
            time.sleep(_PAUSE)  # SQLite does not wait for somebody else who does the same

    def make_ready(self, *, create: bool) -> None:
        """Make sure that the tables are those of this program; with ``create`` they are made where nothing is yet.

        Raises ``StoreError`` for what is not there, not ours, or of another version.
        """
        found = self._found()
        if found in {_MISSING, _EMPTY} and create:
            self.upgrade()
        elif found in {_MISSING, _EMPTY, _FOREIGN}:
            raise StoreError(f"store-{found}", database=self.name)
        elif found != SCHEMA:
            raise StoreError("store-older" if is_known(found) else "store-newer", database=self.name)

    def upgrade(self, *, shared: bool = False) -> None:
        """Make the tables, or bring those of an older version forward; beside those of others only if ``shared``.

        It happens in one transaction, and once where several programs ask for it at the same time.
        """
        found = self._found()
        if found in {_MISSING, _EMPTY} and self._file is not None:
            self._outside_transactions("PRAGMA journal_mode=WAL")  # readers never wait for writers
        with self.writing() as connection:
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _PREPARING})
            found = _schema(connection)
            if found == _FOREIGN and not shared:
                raise StoreError("store-foreign", database=self.name)
            if found not in {_EMPTY, _FOREIGN} and not is_known(found):
                raise StoreError("store-newer", database=self.name)
            run_migrations(connection)

    def _found(self) -> str:
        """Return which version the tables have, or why there are none of ours."""
        if self._file is not None:
            if not os.path.exists(self._file):
                return _MISSING
            return _found_in_file(self._file, self.name)
        with self.reading() as connection:
            return _schema(connection)

    def _outside_transactions(self, statement: str) -> object:
        """Do what cannot be done in a transaction, and return the first thing that SQLite answers."""
        with as_sentences(self.name), self._engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            answer = connection.exec_driver_sql(statement).scalar()
            connection.exec_driver_sql("BEGIN")
            return answer


def _schema(connection: Connection) -> str:
    names = inspect(connection).get_table_names()
    if VERSIONS in names:
        version = connection.exec_driver_sql(f"SELECT version_num FROM {VERSIONS}").scalar()
        return _FOREIGN if version is None else str(version)
    return _FOREIGN if names else _EMPTY


def _found_in_file(file: str, name: str) -> str:
    """Look into a file without changing it, since it may be of another program.

    Where nobody has it open, SQLite is told that nobody will: else it would leave files of its own beside it.
    """
    if os.path.isdir(file):
        raise StoreError("store-is-folder", database=name)
    alone = "" if os.path.exists(f"{file}-wal") else "&immutable=1"
    with as_sentences(name):
        connection = sqlite3.connect(f"{Path(file).absolute().as_uri()}?mode=ro{alone}", uri=True, timeout=WAIT)
        try:
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if VERSIONS in names:
                row = connection.execute(f"SELECT version_num FROM {VERSIONS}").fetchone()
                return _FOREIGN if row is None else str(row[0])
            return _FOREIGN if names else _EMPTY
        finally:
            connection.close()


def _known_url(url: str | URL) -> URL:
    try:
        found = make_url(url)
    except (exc.ArgumentError, ValueError):
        shown, _, hidden = str(url).rpartition("@")  # before the sign there may be a password
        raise _no_url(f"…@{hidden}" if shown else str(url)) from None
    if found.drivername in {"postgres", "postgresql"}:
        found = found.set(drivername="postgresql+psycopg")
    known = found.drivername in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}
    path = found.database or ""
    sqlite = found.get_backend_name() == "sqlite"
    if not known or path.startswith("file:") or (sqlite and (found.host or not is_storable(path))):
        raise _no_url(found.render_as_string(hide_password=True))
    return found


def _no_url(given: str) -> StoreError:
    return StoreError("store-url", given=given, known=Either(("sqlite:///…", "postgresql://…")))


def _sqlite_engine(url: URL, file: str | None) -> Engine:
    settings: dict[str, Any] = {"connect_args": {"check_same_thread": False, "timeout": WAIT}}
    if file is None:  # a database in memory is its one connection, for which all threads wait
        settings.update(poolclass=pool.QueuePool, pool_size=1, max_overflow=0, pool_timeout=WAIT)
    engine = create_engine(url, **settings)

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # or the driver would begin transactions as it thinks fit
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begins(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    _leave_connections_to_their_process(engine)
    return engine


def _postgresql_engine(url: URL) -> Engine:
    options = f"{url.query.get('options', '')} -c lock_timeout={WAIT * 1000}".strip()
    try:
        engine = create_engine(
            url,
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            connect_args={"connect_timeout": WAIT, "options": options},
        )
    except ModuleNotFoundError:
        raise StoreError("store-no-driver") from None
    _leave_connections_to_their_process(engine)
    return engine


def _leave_connections_to_their_process(engine: Engine) -> None:
    """Have a process that is forked open connections of its own: two on one would talk across each other."""
    known = ref(engine)

    def forget() -> None:
        left = known()
        if left is not None:
            left.dispose(close=False)

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=forget)
