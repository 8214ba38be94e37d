"""A calendar that has changed: which due dates a recount would move, and why, and then the recount.

The calendar takes the place of the one of its id in every SOP, so that what begins afterwards is counted on it; then
each open case is recounted by itself. What is interrupted is begun again: a case that has been recounted does not move
a second time. It must not know how cases are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopflow.calendars.changes import changed_days
from sopflow.engine import commands as given
from sopflow.engine.events import Recounted
from sopflow.errors import Rejected, StoreError
from sopflow.store.redaction import responsible
from sopflow.store.worklist import RUNNING, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sopflow.calendars.changes import ChangedDay
    from sopflow.calendars.instant import When
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.engine.events import Moved
    from sopflow.engine.person import By
    from sopflow.engine.situation import Term
    from sopflow.procedure import Case
    from sopflow.store.cases import Cases


@dataclass(frozen=True, slots=True)
class DueMove:
    """A due date that a recount moves: of a task (``step``), or what the citizen was promised (None).

    ``was`` and ``due`` are aware, in the zone of the SOP's calendar; they are the same where only the certainty
    changes. ``because`` are the dates between that are something else now; where the calendar on which the date was
    counted is no longer known, nothing.
    """

    step: str | None
    was: datetime
    due: datetime
    certain: bool
    because: tuple[ChangedDay, ...]

    def to_dict(self, lang: str) -> dict[str, object]:
        """Return the JSON shape of the command line; reasons are in ``lang``."""
        days = [
            {"date": day.date.isoformat(), "working": day.working, "reason": day.why and day.why.message(lang)}
            for day in self.because
        ]
        moved = {"step": self.step, "was": self.was.isoformat(), "due": self.due.isoformat()}
        return {**moved, "certain": self.certain, "because": days}


@dataclass(frozen=True, slots=True)
class CaseRecount:
    """What a recount does to a case; ``refused`` is why it cannot be recounted, else None."""

    case: str
    sop: str
    moves: tuple[DueMove, ...]
    refused: Rejected | None


def recount_all(
    store: Cases, calendar: WorkCalendar, *, by: By, at: When, reason: str, dry_run: bool
) -> tuple[CaseRecount, ...]:
    """Recount each running case; see ``Store.recount_all``. Nothing is changed unless all that is given is right."""
    given.Recount(calendar, by=by, at=at, reason=reason).check()
    sops = store.using(calendar)
    if not sops:
        raise StoreError("store-calendar-unused", calendar=calendar.id)
    for sop in sops:
        sop.machine.zone.instant(at)
        responsible(sop, by)
    if not dry_run:
        store.put_calendar(calendar)
    lines = [line for sop in sorted({sop.id for sop in sops}) for line in running(store, sop, at)]
    found = (_recounted(store, line.case, calendar, by, at, reason, dry_run) for line in lines)
    return tuple(recount for recount in found if recount is not None)


def _recounted(
    store: Cases, id: str, calendar: WorkCalendar, by: By, at: When, reason: str, dry_run: bool
) -> CaseRecount | None:
    case = store.case(id)
    if case.status not in RUNNING or not _counts_on(case, calendar):
        return None
    try:
        after = case.recount(calendar, by=by, at=at, reason=reason)
        moves = tuple(_moves(store, after, calendar))
        if moves and not dry_run:
            after = store.on(id, seen=case.seq).recount(calendar, by=by, at=at, reason=reason)
            moves = tuple(_moves(store, after, calendar))
    except Rejected as rejected:
        return CaseRecount(id, case.procedure.id, (), rejected)
    return CaseRecount(id, case.procedure.id, moves, None) if moves else None


def _counts_on(case: Case, calendar: WorkCalendar) -> bool:
    return any(used.id == calendar.id for used in case.procedure.calendars.values())


def _moves(store: Cases, after: Case, calendar: WorkCalendar) -> Iterator[DueMove]:
    """Give the dates that are other ones now, or as certain or uncertain as they were not."""
    event = after.events[-1]
    assert isinstance(event, Recounted)
    before = after.as_of(event.seq - 1).state.now
    terms: dict[str | None, Term | None] = {step: task.term for step, task in before.tasks.items()}
    terms[None] = before.service
    moved: list[tuple[str | None, Moved | None]] = [*event.moved.items(), (None, event.promise_moved)]
    for step, move in moved:
        term = terms[step]
        if move is None or term is None:
            continue
        if (move.due.at, move.due.assumptions) != (term.promise.at, term.promise.assumptions):
            old = store.calendar(term.promise.hash)
            first, last = max(at for at, _ in term.arrivals).date(), max(move.was, move.due.at).date()
            because = () if old is None else changed_days(old, calendar, first, last)
            yield DueMove(step, move.was, move.due.at, not move.due.assumptions, because)
