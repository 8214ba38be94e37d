"""What SQLite and PostgreSQL say in words of their own. It must not know our tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Table


def insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> bool:
    """Insert a row, unless one that breaks its unique keys is there, or comes at the same moment; return whether."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    return bool(connection.execute(dialect.insert(table).values(**row).on_conflict_do_nothing()).rowcount)


def database_time(connection: Connection) -> datetime | None:
    """Return what time it is for all who use the database; None for SQLite, where everybody is on one machine."""
    if connection.dialect.name == "sqlite":
        return None
    found: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return found
