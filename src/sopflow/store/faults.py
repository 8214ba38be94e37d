"""What databases complain of, in one sentence that says what is wrong and what to do. It must not know our tables."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import exc

from sopflow.errors import StoreError
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SQLITE: Final[Mapping[int, str]] = {
    sqlite3.SQLITE_BUSY: "store-locked",
    sqlite3.SQLITE_LOCKED: "store-locked",
    sqlite3.SQLITE_READONLY: "store-denied",
    sqlite3.SQLITE_PERM: "store-denied",
    sqlite3.SQLITE_CANTOPEN: "store-not-opened",
    sqlite3.SQLITE_FULL: "store-full",
    sqlite3.SQLITE_CORRUPT: "store-damaged",
    sqlite3.SQLITE_NOTADB: "store-no-database-file",
}
"""By the low byte of the result code."""

_POSTGRESQL: Final[Mapping[str, str]] = {
    "28": "store-refused",
    "3D": "store-unknown-database",
    "42501": "store-denied",
    "25006": "store-denied",
    "53100": "store-full",
    "55P03": "store-locked",
    "40P01": "store-locked",
    "40001": "store-locked",
    "08": "store-lost",
    "57P": "store-lost",
}
"""By the SQLSTATE, or the beginning of it."""


class LostError(StoreError):
    """The connection was lost while the database committed: whether it did is not known."""


@contextmanager
def as_sentences(database: str) -> Iterator[None]:
    """Raise what a database complains of as ``StoreError``; a breach of its rules is left to those who provoked it."""
    try:
        yield
    except exc.IntegrityError:
        raise
    except exc.TimeoutError as error:  # all connections are in use
        raise StoreError("store-locked", database=database) from error
    except exc.DBAPIError as error:
        raise _sentence(error.orig, database, connected=error.statement is not None) from error
    except sqlite3.Error as error:
        raise _sentence(error, database) from error


def is_lost(error: exc.DBAPIError) -> bool:
    """Return whether there is no connection any more."""
    return error.connection_invalidated or _code(error.orig, connected=True) == "store-lost"


def _sentence(error: Any, database: str, *, connected: bool = True) -> StoreError:
    return StoreError(_code(error, connected=connected), database=database, reason=one_line(str(error)))


def _code(error: Any, *, connected: bool) -> str:
    if isinstance(error, sqlite3.Error):
        return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "store-fault")
    state = getattr(error, "sqlstate", None) or ""
    for length in (5, 3, 2):
        if state[:length] in _POSTGRESQL:
            return _POSTGRESQL[state[:length]]
    if state:
        return "store-fault"
    return _without_state(str(error), connected)


def _without_state(said: str, connected: bool) -> str:
    """Return what a complaint is about that came from the driver, or before there was a connection."""
    if connected:
        return "store-lost" if "connection" in said or "server closed" in said else "store-fault"
    for words, code in (("authentication", "store-refused"), ("does not exist", "store-unknown-database")):
        if words in said:
            return code
    return "store-unreachable"
