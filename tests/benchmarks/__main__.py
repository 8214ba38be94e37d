"""Measure sopflow beside its peers, in turn and in one process, and write the figures and a table of ratios.

``make bench`` runs it. A ratio is the median of the ratios of single rounds, each of which asks both; its spread is
from the first to the third quarter. Nothing is asserted here: the goals stand beside the figures.
"""

from __future__ import annotations

import argparse
import json
import platform
import sys
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from statistics import median, quantiles
from timeit import Timer
from typing import TYPE_CHECKING, Final

from checking_rows import checking_rows
from engine_rows import engine_rows
from rows import Row, rows
from sheet_rows import sheet_rows
from store_rows import store_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = (
    "numpy", "pandas", "businesstimedelta", "holidays", "transitions", "sismic", "python-statemachine", "SpiffWorkflow",
    "check-jsonschema", "grandalf", "SQLAlchemy", "psycopg",
)  # fmt: skip
ROUNDS: Final = 15
FEW_ROUNDS: Final = 3
LONG: Final = 2.0
"""Work that takes so many seconds on both sides together is measured in few rounds."""

SHORTEST: Final = 0.02
"""A round asks as often as it takes to fill so many seconds."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of the table: microseconds of one question (or bytes), and ours over the peer's."""

    work: str
    peer: str
    ours: float
    theirs: float
    ratio: float
    low: float
    high: float
    goal: float | None
    unit: str = "seconds"

    @property
    def verdict(self) -> str:
        """What the goal was, and whether it is met; nothing where there is none."""
        return "" if self.goal is None else f"{self.goal:.2g}, {'met' if self.ratio <= self.goal else 'missed'}"


def measure(row: Row) -> Measured:
    if row.same and not row.same(row.ours(), row.theirs()):
        raise SystemExit(f"{row.work}: sopflow and {row.peer} answer differently: {row.ours()}, {row.theirs()}")
    if row.unit == "bytes":
        mine, other = row.ours(), row.theirs()
        ratio = mine / other
        return Measured(row.work, row.peer, mine, other, ratio, ratio, ratio, row.goal, row.unit)
    ours, theirs = timed(row.ours), timed(row.theirs)
    rounds = [(ours(), theirs())]
    rounds += [(ours(), theirs()) for _ in range((FEW_ROUNDS if sum(rounds[0]) > LONG else ROUNDS) - 1)]
    ratios = [mine / other for mine, other in rounds]
    low, _, high = quantiles(ratios, n=4)
    return Measured(
        row.work, row.peer, median(mine for mine, _ in rounds) * 1e6, median(other for _, other in rounds) * 1e6,
        median(ratios), low, high, row.goal,
    )  # fmt: skip


def timed(question: Callable[[], object]) -> Callable[[], float]:
    """Return what gives the seconds of one question, asked often enough to be measured."""
    timer = Timer(question)
    number = 1
    while timer.timeit(number) < SHORTEST:
        number *= 2
    return lambda: timer.timeit(number) / number


def table(measured: Iterable[Measured]) -> str:
    head = "| work | sopflow | peer | ratio | from - to | goal |\n| --- | --- | --- | --- | --- | --- |"
    lines = [
        f"| {m.work} | {written(m.ours, m.unit)} | {m.peer} {written(m.theirs, m.unit)} | {m.ratio:.2g} "
        f"| {m.low:.2g} - {m.high:.2g} | {m.verdict} |"
        for m in measured
    ]
    return "\n".join([head, *lines])


def written(amount: float, unit: str) -> str:
    small, large = ("bytes", "kB") if unit == "bytes" else ("µs", "ms")
    return f"{amount:.3g} {small}" if amount < 1000 else f"{amount / 1000:.3g} {large}"


def environment() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}; {packages}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--table", type=Path, help="a Markdown file whose table between its two marks is written anew")
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "bench.json", help="where the figures go")
    options = parser.parse_args()
    measured = []
    for row in chain(rows(), engine_rows(), checking_rows(), sheet_rows(), store_rows()):
        measured.append(measure(row))
        print(table(measured).splitlines()[-1], file=sys.stderr)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps([asdict(m) for m in measured], indent=2) + "\n", encoding="utf-8")
    if options.table:
        before, mark, rest = options.table.read_text(encoding="utf-8").partition("<!-- table -->\n")
        _, end, after = rest.partition("<!-- end -->")
        made = f"\n{environment()}\n\n{table(measured)}\n\n"
        options.table.write_text(f"{before}{mark}{made}{end}{after}", encoding="utf-8")
    print(table(measured))


if __name__ == "__main__":
    main()
