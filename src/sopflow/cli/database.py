"""The store that a command works on, and the options that say which one and when."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sopflow.cli.options import option
from sopflow.cli.usage import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.store import Store

DB: Final = option("--db", metavar="URL", help="cli-db-option")
AS_OF: Final = option("--at", metavar="ISO", help="cli-as-of-option")


@contextmanager
def opened(db: str | None, *, create: bool = False) -> Iterator[Store]:
    """Give the store at a URL; without one at that of SOPFLOW_DB, else the file in the user's data folder."""
    try:
        from sopflow.store import Store
    except ImportError:
        raise UsageError("cli-store-missing") from None
    with Store(address(db, create=create), create=create) as store:
        yield store


def address(db: str | None, *, create: bool = False) -> str:
    """Return the URL of the store."""
    found = os.environ.get("SOPFLOW_DB") if db is None else db
    if found is not None:
        return found
    from platformdirs import user_data_path

    folder = user_data_path("sopflow", appauthor=False)
    if create:
        folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{Path(folder) / 'kasus.db'}"


def now() -> datetime:
    """Return what time it is."""
    return datetime.now(UTC)
