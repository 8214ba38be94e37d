"""The rows about running cases: the seven steps of the indirect complaint procedure, from start to end, and as JSON."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import engine_peers as peers
from rows import Row

import sopflow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROCEDURE: Final = Path(__file__).parents[2] / "procedures" / "pengaduan-tidak-langsung.yaml"
DOCUMENTS: Final = ["berkas_pengaduan", "data_pendukung", "surat_rekomendasi", "laporan_layanan"]
DAYS: Final = (2, 9, 11, 12, 13, 16, 17)
"""The days of March 2026 on which the steps are completed."""


def engine_rows() -> Iterator[Row]:
    """Give the rows in the order of the table."""
    work, ours = "a 7-step case from start to end", our_case()
    for name, peer, goal in (
        ("transitions, state change only", peers.transitions_case(), 1),
        ("sismic", peers.sismic_case(), 1),
        ("python-statemachine", peers.statemachine_case(), 1),
        ("SpiffWorkflow", peers.spiff_case(), 1 / 8),
    ):
        yield Row(work, ours, name, peer, goal, same_steps)
    case = ours()
    written = case.to_json()
    again = peers.spiff_json()
    yield Row(
        "write and read back a finished case as JSON",
        lambda: sopflow.Case.from_json(case.to_json(), case.procedure),
        "SpiffWorkflow",
        again,
        1 / 5,
        lambda mine, theirs: same_steps(mine, peers.spiff_steps(theirs)),
    )
    work = "the size of that JSON"
    yield Row(work, lambda: len(written), "SpiffWorkflow", peers.spiff_json_bytes, 1 / 4, unit="bytes")


def our_case() -> Callable[[], sopflow.Case]:
    """Return what runs one case, with every check, due date and event; instants as an application has them."""
    sop = sopflow.load(PROCEDURE)
    zone = sop.calendar.timezone
    start, *times = [datetime(2026, 3, day, 14, 0, tzinfo=zone) for day in (DAYS[0], *DAYS)]
    steps = [
        (step, sop.steps[step].actor, at, peers.CHOSEN.get(step), peers.STATED.get(step, {}))
        for step, at in zip(peers.STEPS, times, strict=True)
    ]

    def run() -> sopflow.Case:
        case = sop.start(at=start, documents=DOCUMENTS)
        for step, actor, at, choice, facts in steps:
            case = case.complete(step, by=actor, at=at, choose=choice, data=facts)
        return case

    return run


def same_steps(case: sopflow.Case, steps: list[str]) -> bool:
    """Say whether both completed the same steps in the same order."""
    return case.outcome == "selesai" and [task.step for task in case.history] == steps
