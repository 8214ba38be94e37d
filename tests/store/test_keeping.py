"""Deadlines that are kept in told time, in both databases: what is due is done once, and nothing else."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from simulated_deadlines import Clock, World, check

from effort import EVERYDAY
from sopflow.store import Store
from sopflow.store.keeping import keep

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BEGIN: Final = datetime(2026, 1, 5, tzinfo=UTC)
DAYS, CASES = (70, 12) if EVERYDAY else (365, 2000)


class KilledError(Exception):
    """The program died."""


def everybody(_role: str, _person: str | None) -> list[str]:
    """Everybody is reached by the log."""
    return ["log"]


def keeps(store: Store, clock: Clock, dice: random.Random) -> Callable[[], None]:
    """Keeps what is due; now and then the program dies before that is committed, and begins again."""

    def tick() -> None:
        while True:
            if dice.random() < 0.05:
                with suppress(KilledError), store.transaction() as together:
                    keep(together, together.connection, store._catalogue, clock(), everybody, 3)
                    raise KilledError
            if not store.keeper(clock).keep(everybody, 3).cases:
                return

    return tick


def test_what_is_told_equals_what_the_schedule_demands(url: str, tmp_path: Path) -> None:
    dice, clock = random.Random(5), Clock(BEGIN)
    with Store(url, clock=clock) as store:
        world = World(store, clock, dice, keeps(store, clock, dice), timedelta(hours=3), tmp_path)
        world.live(BEGIN + timedelta(days=DAYS), CASES)
        found = check(world)
    assert found["notices"] > 5 * CASES
    assert found["lapsed"] > CASES / 10
