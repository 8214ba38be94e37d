"""One case in the database: read with its events, begun, and taken on by one event, all over a given connection.

It must not know commands, nor what is done when somebody else was faster.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update

from sopflow.engine import serial
from sopflow.engine.redaction import MASKED
from sopflow.engine.situation import ENDED
from sopflow.errors import CaseError, StoreError
from sopflow.procedure import Case
from sopflow.store import tables
from sopflow.store.deliveries import forget_failures
from sopflow.store.notices import rename
from sopflow.store.redaction import Redaction
from sopflow.store.referrals import close_referrals, redact_referrals
from sopflow.store.rows import case_row, event_row, events_of, task_rows, version_left

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from sopflow.engine.events import Event
    from sopflow.store.catalogue import Catalogue

_C, _E, _T, _P = tables.cases.c, tables.events.c, tables.tasks.c, tables.procedures.c


class Entry(NamedTuple):
    """A line of the log of a case: what happened, when it was entered (in UTC), and under which idempotency key."""

    event: Event
    recorded: datetime
    key: str | None


@dataclass(frozen=True, slots=True)
class Stored:
    """A case as the database has it: the number and the revision of its row, and its log."""

    number: int
    revision: int
    case: Case
    log: tuple[Entry, ...]


_CASE = (
    select(_C.number, _C.seq, _C.revision, _C.procedure, _P.content)
    .join_from(tables.cases, tables.procedures, _C.procedure == _P.number)
    .where(_C.id == bindparam("id"))
)
_EVENTS = select(_E.type, _E.body, _E.recorded, _E.key).where(_E.case == bindparam("case")).order_by(_E.seq)
_KEY = (
    select(_C.id, _E.seq)
    .join_from(tables.events, tables.cases, _E.case == _C.number)
    .where(_E.key == bindparam("wanted"))
)
_NEXT = update(tables.cases).where(_C.number == bindparam("row"), _C.revision == bindparam("was"))
_READS: Final = 5
"""So often a case is read again that others go on with between two questions, as in a transaction of READ COMMITTED."""
_TASK = (_T.case == bindparam("row"), _T.step == bindparam("of"))
_ADD_CASE = insert(tables.cases).returning(_C.number)
_ADD_EVENT, _ADD_TASK = insert(tables.events), insert(tables.tasks)
_END_TASK, _CHANGE_TASK = delete(tables.tasks).where(*_TASK), update(tables.tasks).where(*_TASK)


def read(connection: Connection, catalogue: Catalogue, id: str) -> Stored:
    """Return a case; raises ``StoreError`` where there is none, or where its rows were changed by somebody else."""
    for _ in range(_READS):
        found = connection.execute(_CASE, {"id": id}).first()
        if found is None:
            raise StoreError("store-case-unknown", case=id)
        rows = connection.execute(_EVENTS, {"case": found.number}).all()
        if len(rows) == found.seq:
            break
    else:
        raise StoreError("store-case-changed", case=id)
    procedure = catalogue.get(connection, found.procedure, found.content)
    try:
        left = [version_left(row.body) for row in rows if row.type == "migrated"]
        earlier = tuple(catalogue.version(connection, procedure.id, *version) for version in left)
        versions = (*earlier, procedure)
        events = events_of(versions, (row.body for row in rows))
        state = serial.replayed([version.machine for version in versions], events)
    except (CaseError, LookupError, ValueError) as error:
        raise StoreError("store-case-changed", case=id) from error
    log = tuple(Entry(event, row.recorded, row.key) for event, row in zip(events, rows, strict=True))
    return Stored(found.number, found.revision, Case(procedure, id, events, state, earlier), log)


def find_key(connection: Connection, key: str) -> tuple[str, int] | None:
    """Return the id of the case, and the number of the event, that a key was used for."""
    found = connection.execute(_KEY, {"wanted": key}).first()
    return None if found is None else (found.id, found.seq)


def is_known(connection: Connection, id: str) -> bool:
    """Return whether there is a case of an id."""
    return connection.execute(_CASE, {"id": id}).first() is not None


def is_there(connection: Connection, case: Case, recorded: datetime) -> bool:
    """Return whether the latest event of a case was written just so, waiting for whoever still writes it."""
    query = _CASE.with_only_columns(_C.number).with_for_update(of=tables.cases)
    number = connection.scalar(query, {"id": case.id})
    row = connection.execute(select(_E.recorded, _E.body).where(_E.case == number, _E.seq == case.seq)).first()
    return row is not None and tuple(row) == (recorded, event_row(case.procedure, case.events[-1])["body"])


def begin(connection: Connection, procedure: int, case: Case, recorded: datetime, keys: tuple[str | None, ...]) -> None:
    """Write a case that the database does not have; ``keys`` are those of its events."""
    row = case_row(case)
    started = {
        "id": case.id,
        "procedure": procedure,
        "sop": case.procedure.id,
        "started": case.events[0].at,
        "revision": 1,
    }
    number = connection.scalar(_ADD_CASE, {**row, **started, "recorded": recorded})
    connection.execute(
        _ADD_EVENT,
        [
            {**event_row(case.procedure, event), "case": number, "recorded": recorded, "key": key}
            for event, key in zip(case.events, keys, strict=True)
        ],
    )
    begun = [{**task, "case": number} for task in task_rows(case).values()]
    if begun:
        connection.execute(_ADD_TASK, begun)


def lock(connection: Connection, id: str) -> None:
    """Have all others wait who want to change a case, until the transaction is over."""
    connection.execute(_CASE.with_only_columns(_C.number).with_for_update(of=tables.cases), {"id": id})


def rewrite(connection: Connection, stored: Stored, after: Case, redaction: Redaction) -> None:
    """Write a case, read under a lock, of which something was redacted."""
    number = {"row": stored.number, "was": stored.revision, "revision": stored.revision + 1}
    connection.execute(_NEXT, {**case_row(after), "recorded": redaction.recorded, **number})
    for was, now in zip(stored.case.events, after.events, strict=True):
        if was != now:
            body = {"body": event_row(after.procedure, now)["body"]}
            connection.execute(update(tables.events).where(_E.case == stored.number, _E.seq == now.seq).values(body))
    for step, row in task_rows(after).items():
        changed = {name: value for name, value in row.items() if name != "step"}
        connection.execute(_CHANGE_TASK, {**changed, "row": stored.number, "of": step})
    kept = {**redaction._asdict(), "facts": json.dumps(redaction.facts), "case": stored.number}
    connection.execute(insert(tables.redactions).values(kept))


def rename_beside(connection: Connection, number: int, names: Mapping[str, str], *, reasons: bool) -> None:
    """Take the names of persons, and the words of reasons, out of what is kept beside the history too."""
    rename(connection, number, names)
    redact_referrals(connection, number, names)
    forget_failures(connection, number)
    table = tables.redactions
    for was, now in names.items():
        connection.execute(update(table).where(table.c.case == number, table.c.by == was).values(by=now))
    if reasons:
        connection.execute(update(table).where(table.c.case == number).values(reason=MASKED))


def redactions(connection: Connection, number: int) -> tuple[Redaction, ...]:
    """Return what was taken out of a case, in order."""
    table = tables.redactions
    rows = connection.execute(select(table).where(table.c.case == number).order_by(table.c.number))
    return tuple(
        Redaction(row.recorded, row.by, row.reason, tuple(json.loads(row.facts)), row.persons, row.reasons)
        for row in rows
    )


def take_on(
    connection: Connection,
    catalogue: Catalogue,
    stored: Stored,
    after: Case,
    recorded: datetime,
    key: str | None = None,
) -> bool:
    """Write what one more event of a case has changed; return False, and write nothing, where somebody was faster."""
    before = stored.case
    number = {"row": stored.number}
    row = {**case_row(after), "recorded": recorded, "revision": stored.revision + 1}
    if len(after.earlier) > len(before.earlier):
        row["procedure"] = catalogue.keep(connection, after.procedure)
    moved = connection.execute(_NEXT, {**row, **number, "was": stored.revision})
    if moved.rowcount == 0:
        return False
    event = event_row(after.procedure, after.events[-1])
    connection.execute(_ADD_EVENT, {**event, "case": stored.number, "recorded": recorded, "key": key})
    was, now = task_rows(before), task_rows(after)
    ended = was.keys() - now.keys()
    for step in ended:
        connection.execute(_END_TASK, {**number, "of": step})
    if ended and after.procedure.machine.tells:
        close_referrals(connection, stored.number, ended, over=after.status in ENDED, now=recorded)
    for step, row in now.items():
        if step not in was:
            connection.execute(_ADD_TASK, {**row, "case": stored.number})
        elif row != was[step]:
            changed: dict[str, Any] = {name: value for name, value in row.items() if name != "step"}
            connection.execute(_CHANGE_TASK, {**changed, **number, "of": step})
    return True
