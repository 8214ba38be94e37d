"""From the tables of one version of the program to those of the next, with Alembic.

Alembic is imported where it is used, since that costs more than opening a database. It must not know databases.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def is_known(version: str) -> bool:
    """Return whether a version is one that this program can bring forward."""
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    try:
        return ScriptDirectory.from_config(_config()).get_revision(version) is not None
    except CommandError:
        return False


def run_migrations(connection: Connection) -> None:
    """Bring the tables to the version of this program, in the transaction of the connection."""
    from alembic.command import upgrade

    config = _config()
    config.attributes["connection"] = connection
    upgrade(config, "head")


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
