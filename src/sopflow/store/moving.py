"""All running cases of an SOP over to another version of it: how many can go, why the others cannot, and then the move.

What is interrupted is begun again: a case that has gone over is no longer one of the old version. It must not know how
cases are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopflow.engine import commands as given
from sopflow.errors import Rejected
from sopflow.store.redaction import responsible
from sopflow.store.worklist import running

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopflow.calendars.instant import When
    from sopflow.engine.person import By
    from sopflow.procedure import Procedure
    from sopflow.store.cases import Cases


@dataclass(frozen=True, slots=True)
class CaseMove:
    """A case and the version that it goes by; ``refused`` are all reasons why it cannot go over, none where it can."""

    case: str
    version: str
    refused: tuple[Rejected, ...]


def migrate_all(
    store: Cases, to: Procedure, *, steps: Mapping[str, str], by: By, at: When, reason: str, dry_run: bool
) -> tuple[CaseMove, ...]:
    """Move each running case that goes by another content of the SOP; see ``Store.migrate_all``."""
    given.Migrate(to, steps=steps, by=by, at=at, reason=reason).check()
    to.machine.zone.instant(at)
    responsible(to, by)
    found: list[CaseMove] = []
    for line in running(store, to.id, at):
        case = store.case(line.case)
        if case.procedure.hash == to.hash:
            continue
        refused = tuple(case.why_not("migrate", to, steps=steps, by=by, at=at, reason=reason))
        if not refused and not dry_run:
            try:
                store.on(line.case, seen=case.seq).migrate(to, steps=steps, by=by, at=at, reason=reason)
            except Rejected as faster:
                refused = (faster,)
        found.append(CaseMove(line.case, case.procedure.version, refused))
    return tuple(found)
