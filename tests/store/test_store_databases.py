"""What a store opens, what it leaves untouched, and how it says so."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine, inspect, text
from store_cases import START, TWO_AT_ONCE, check_tables

import sopflow
from sopflow.errors import StoreError
from sopflow.store import Store, prepare, tables, upgrading
from sopflow.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator

SOP = sopflow.loads(TWO_AT_ONCE)


def refusal(url: str, **given: Any) -> StoreError:
    with pytest.raises(StoreError) as error:
        Store(url, **given)
    for lang in ("id", "en"):
        assert "\n" not in error.value.message(lang)
    return error.value


def with_statement(url: str, statement: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def tables_in(url: str) -> set[str]:
    engine = create_engine(url)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


# --- what is not there ---


def test_a_new_database_is_set_up(url: str) -> None:
    with Store(url) as store:
        store.start(SOP, at=START, id="K-1")
    with Store(url, create=False) as store:
        assert store.case("K-1").seq == 1


def test_nothing_is_made_where_nothing_is_to_be_made(url: str, tmp_path: Path) -> None:
    assert refusal(url, create=False).code == ("store-missing" if url.startswith("sqlite") else "store-empty")
    assert list(tmp_path.iterdir()) == []
    if not url.startswith("sqlite"):
        assert tables_in(url) == set()


def test_an_empty_file_is_set_up(tmp_path: Path) -> None:
    (tmp_path / "kasus.db").touch()
    with Store(f"sqlite:///{tmp_path / 'kasus.db'}") as store:
        assert len(store.cases()) == 0


def test_a_database_in_memory_lasts_as_long_as_the_store() -> None:
    with Store("sqlite://") as store:
        store.start(SOP, at=START, documents=["berkas"], id="K-1")
        store.on("K-1").complete("terima", by="loket", at="2026-03-02T10:00")
        check_tables(store)


def test_several_programs_set_up_the_same_database_at_once(url: str) -> None:
    code = f"import sys; from sopflow.store import Store; Store({url!r}).close()"
    started = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [(program.communicate()[1], program.returncode) for program in started] == [("", 0)] * 4
    with Store(url) as store:
        store.start(SOP, at=START)


# --- what is not ours ---


def test_tables_of_another_program_are_left_alone_unless_they_are_to_be_shared(url: str) -> None:
    with_statement(url, "CREATE TABLE surat (nomor text)")
    assert refusal(url).code == "store-foreign"
    assert tables_in(url) == {"surat"}
    with pytest.raises(StoreError):
        prepare(url)
    assert tables_in(url) == {"surat"}
    prepare(url, shared=True)
    prepare(url)
    assert {"surat", "sopflow_cases"} < tables_in(url)
    with Store(url) as store:
        store.start(SOP, at=START)


@pytest.mark.parametrize("content", [b"ini bukan basis data" * 100, b"sop: x\n", b"SQLite format 3\x00" + b"x" * 4096])
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "kasus.db"
    file.write_bytes(content)
    assert refusal(f"sqlite:///{file}").code in {"store-no-database-file", "store-damaged"}
    assert file.read_bytes() == content
    assert list(tmp_path.iterdir()) == [file]


def test_a_table_of_versions_without_a_version_is_not_ours(url: str) -> None:
    with_statement(url, "CREATE TABLE sopflow_version (version_num text)")
    assert refusal(url).code == "store-foreign"


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert refusal(f"sqlite:///{tmp_path}").code == "store-is-folder"


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    error = refusal(f"sqlite:///{tmp_path / 'tidak-ada' / 'kasus.db'}")
    assert error.code == "store-not-opened"
    assert "tidak-ada" in error.message("id")


@pytest.mark.parametrize(
    "wrong",
    [
        "postgresql://h:abc/x",
        "sqlite://host/x.db",
        "sqlite:////tmp/\x00.db",
        "",
        "kasus.db",
        "mysql://a/b",
        "sqlite:///file:x?uri=true",
        "postgresql+asyncpg://a/b",
        "://",
        "sqlite:x",
    ],
)
def test_an_address_that_is_none_is_refused(wrong: str) -> None:
    error = refusal(wrong)
    assert error.code == "store-url"
    assert "sqlite:///" in error.message("id")


def test_a_password_is_never_shown(server: str) -> None:
    error = refusal("postgresql://budi:rahasia@127.0.0.1:1/sop")
    assert error.code == "store-unreachable"
    assert "rahasia" not in error.message("id") + repr(error.params)
    for url in ("mysql://budi:rahasia@host/sop", "postgres//budi:rahasia@host/sop", "postgresql://b:rahasia@h:x/y"):
        assert "rahasia" not in refusal(url).message("id")


def test_a_database_that_the_server_does_not_have_is_named(server: str) -> None:
    error = refusal(server.replace("/postgres?", "/tidak_ada?"))
    assert error.code == "store-unknown-database"


def test_postgresql_without_its_driver_says_what_to_install() -> None:
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from sopflow.store import Store\n"
        "from sopflow.errors import StoreError\n"
        "try: Store('postgresql://a/b')\n"
        "except StoreError as error: print(error.message('en'))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert 'pip install "sopflow[postgresql]"' in said


# --- versions ---


def test_the_migrations_lead_to_the_tables_that_the_program_knows(url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with Store(url) as store, store.transaction() as together:
        context = MigrationContext.configure(
            together.connection, opts={"version_table": tables.VERSIONS, "compare_type": True}
        )
        assert compare_metadata(context, tables.metadata) == []
        assert context.get_current_revision() == tables.SCHEMA


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """The migrations of a later program, which adds a column to the cases."""
    folder = tmp_path / "migrations"
    shutil.copytree(upgrading.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = '9999'\ndown_revision = {tables.SCHEMA!r}\n"
        "def upgrade() -> None:\n"
        "    op.add_column('sopflow_cases', sa.Column('note', sa.Text))\n",
        encoding="utf-8",
    )
    return folder


@contextmanager
def later_program(folder: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(upgrading, "MIGRATIONS", folder)
        patch.setattr("sopflow.store.database.SCHEMA", "9999")
        yield


def test_a_database_of_an_older_version_is_brought_forward_when_asked(url: str, next_version: Path) -> None:
    with Store(url) as store:
        before = store.start(SOP, at=START, id="K-1")
    with later_program(next_version):
        assert refusal(url).code == "store-older"
        prepare(url)
        prepare(url)
        with Store(url) as store:
            assert store.case("K-1") == before
    error = refusal(url)
    assert error.code == "store-newer"
    with pytest.raises(StoreError) as again:
        prepare(url)
    assert again.value.code == "store-newer"


def test_a_migration_that_fails_leaves_everything_as_it_was(url: str, next_version: Path) -> None:
    with Store(url) as store:
        before = store.start(SOP, at=START, id="K-1")
    broken = next_version / "versions" / "9999_next.py"
    broken.write_text(broken.read_text(encoding="utf-8") + "    op.execute('SELECT nothing FROM nowhere')\n")
    with later_program(next_version), pytest.raises(StoreError):
        prepare(url)
    with Store(url) as store:
        assert store.case("K-1") == before


# --- permissions, room, locks ---


@contextmanager
def as_nobody() -> Iterator[None]:
    """Be a user without rights, since root may do everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def readable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that every user can get to."""
    folder = tmp_path_factory.mktemp("hak")
    for parent in (folder, *folder.parents[:3]):
        if parent.stat().st_uid == os.geteuid() and parent != Path("/tmp"):
            parent.chmod(0o755)
    return folder


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="Windows has other permissions")
def test_a_file_that_may_not_be_read_or_written_is_named(readable: Path) -> None:
    file = readable / "kasus.db"
    url = f"sqlite:///{file}"
    with Store(url) as store:
        store.start(SOP, at=START, id="K-1")
    content = file.read_bytes()
    readable.chmod(0o755)
    file.chmod(0o000)
    with as_nobody():
        assert refusal(url).code == "store-not-opened"
        assert refusal(f"sqlite:///{readable / 'baru.db'}").code == "store-not-opened"
    file.chmod(0o444)
    with as_nobody():
        try:
            with Store(url) as store:
                store.start(SOP, at=START, id="K-2")
        except StoreError as error:
            said = error
    assert said.code in {"store-denied", "store-not-opened"}
    assert file.read_bytes() == content


def test_a_disk_that_is_full_loses_nothing(sqlite: str) -> None:
    with Store(sqlite) as store:
        kept = [store.start(SOP, at=START, documents=["berkas"], id=f"K-{number}") for number in range(5)]
        with store._database.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 3}")

        def fill() -> None:
            for number in range(5, 10_000):
                kept.append(store.start(SOP, at=START, documents=["berkas"], id=f"K-{number}"))

        with pytest.raises(StoreError) as full:
            fill()
        assert full.value.code == "store-full"
        assert "penuh" in full.value.message("id")
        assert len(kept) > 5
        assert sorted(check_tables(store), key=lambda case: str(case.id)) == sorted(kept, key=lambda case: str(case.id))
    with Store(sqlite) as store:
        store.start(SOP, at=START, documents=["berkas"])
        assert len(check_tables(store)) == len(kept) + 1


def test_a_database_that_somebody_holds_is_waited_for_and_then_said_to_be_locked(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sopflow.store.database.WAIT", 1)
    with Store(url) as store, Store(url) as other:
        store.start(SOP, at=START, documents=["berkas"], id="K-1")
        with other.transaction() as together:
            together.on("K-1").complete("terima", by="loket", at="2026-03-02T10:00")
            with pytest.raises(StoreError) as locked:
                store.on("K-1").attach(["berkas"], by="pemohon", at="2026-03-02T10:00")
            assert locked.value.code == "store-locked"
            assert store.case("K-1").seq == 1  # readers wait for nobody
        store.on("K-1").attach(["berkas"], by="pemohon", at="2026-03-02T10:00")
        check_tables(store)


def test_a_damaged_file_is_said_to_be_damaged(sqlite: str, tmp_path: Path) -> None:
    with Store(sqlite) as store:
        for number in range(50):
            store.start(SOP, at=START, documents=["berkas"], id=f"K-{number}")
    file = tmp_path / "kasus.db"
    content = bytearray(file.read_bytes())
    content[4096 * 2 :] = os.urandom(len(content) - 4096 * 2)
    file.write_bytes(content)

    def use() -> None:
        with Store(sqlite) as store:
            for line in store.cases(limit=None):
                store.case(line.case)
            store.start(SOP, at=START)

    with pytest.raises(StoreError) as error:
        use()
    assert error.value.code in {"store-damaged", "store-case-changed", "store-no-database-file"}


# --- connections ---


def test_a_connection_that_was_cut_is_replaced(postgresql: str) -> None:
    with Store(postgresql) as store, Store(postgresql) as other:
        store.start(SOP, at=START, documents=["berkas"], id="K-1")
        cut_all(other)
        assert store.case("K-1").seq == 1


def test_a_connection_cut_in_a_transaction_leaves_nothing_behind(postgresql: str) -> None:
    with Store(postgresql) as store, Store(postgresql) as other:
        store.start(SOP, at=START, documents=["berkas"], id="K-1")

        def work() -> None:
            with store.transaction() as together:
                together.on("K-1").complete("terima", by="loket", at="2026-03-02T10:00")
                cut_all(other)
                together.on("K-1").complete("menelaah", by="teknis", at="2026-03-02T10:00")

        with pytest.raises(StoreError) as lost:
            work()
        assert lost.value.code == "store-lost"
        assert store.case("K-1").seq == 1
        store.on("K-1").complete("terima", by="loket", at="2026-03-02T10:00")
        check_tables(store)


@pytest.mark.parametrize("committed", [False, True])
def test_a_connection_cut_while_it_commits_leaves_no_doubt(
    postgresql: str, monkeypatch: pytest.MonkeyPatch, committed: bool
) -> None:
    """Whether the database had committed is asked of it; a command that was stored is not given a second time."""
    with Store(postgresql) as store, Store(postgresql) as other:
        store.start(SOP, at=START, documents=["berkas"], id="K-1")
        engine = store._database._engine
        whole, cuts = engine.dialect.do_commit, iter([True])

        def cut(connection: Any) -> None:
            if next(cuts, False):
                if committed:
                    whole(connection)
                cut_all(other)
            whole(connection)

        monkeypatch.setattr(engine.dialect, "do_commit", cut)
        case = store.on("K-1").complete("terima", by="loket", at="2026-03-02T10:00")
        assert (case.seq, store.case("K-1")) == (2, case)
        check_tables(store)


def cut_all(store: Store) -> None:
    """End every other connection of this test, as an administrator or a network may."""
    with store._database.reading() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                "AND application_name = current_setting('application_name')"
            )
        )


def test_a_store_can_be_used_after_a_fork(url: str) -> None:
    with Store(url) as store:
        store.start(SOP, at=START, documents=["berkas"], id="K-1")
        child = os.fork()
        if child == 0:
            try:
                store.on("K-1").complete("terima", by="loket", at="2026-03-02T10:00")
            finally:
                os._exit(0 if store.case("K-1").seq == 2 else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert store.case("K-1").seq == 2
        store.on("K-1").complete("menelaah", by="teknis", at="2026-03-02T10:00")


def test_a_clock_that_is_put_back_loses_no_order(url: str) -> None:
    from datetime import UTC, datetime, timedelta

    now = datetime(2026, 3, 2, 3, tzinfo=UTC)
    jumps = iter([now, now, now - timedelta(days=900), now + timedelta(days=9000), now - timedelta(hours=1), now])
    with Store(url, clock=lambda: next(jumps, now)) as store:
        store.start(SOP, at=START, documents=["berkas"], id="K-1")
        store.on("K-1").complete("terima", by="loket", at="2026-03-02T10:00")
        store.on("K-1").complete("menelaah", by="teknis", at="2026-03-02T10:00")
        store.on("K-1").record({"luas": 1}, by="loket", at="2026-03-02T10:00")
        assert [entry.event.seq for entry in store.log("K-1")] == [1, 2, 3, 4]
        check_tables(store)


def test_reading_changes_nothing(sqlite: str, tmp_path: Path) -> None:
    with Store(sqlite) as store:
        store.start(SOP, at=START, documents=["berkas"], id="K-1")
    content = (tmp_path / "kasus.db").read_bytes()
    with Store(sqlite, create=False) as store:
        store.case("K-1")
        store.worklist()
        store.counts()
    assert (tmp_path / "kasus.db").read_bytes() == content
    assert sqlite3.connect(tmp_path / "kasus.db").execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_name_of_a_database_is_what_people_call_it(url: str, tmp_path: Path) -> None:
    database = Database(url)
    assert database.name == (str(tmp_path / "kasus.db") if url.startswith("sqlite") else database.name)
    assert "***" in Database("postgresql://a:b@c/d").name
