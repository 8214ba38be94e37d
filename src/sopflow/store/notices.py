"""Who was told what of which due date: rows of their table.

A notice is recorded once, in the transaction in which it falls due, with what it says. It must not know when something
is due, nor how far a notice has come.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from sqlalchemy import select, update

from sopflow.store import tables
from sopflow.store.dialects import insert_new

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from sopflow.engine.schedule import Deadline

NoticeKind = Literal["reminder", "escalation", "confirmation"]

_N, _C = tables.notices.c, tables.cases.c


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that somebody is told. Instants are in UTC.

    ``at`` is when it was due, ``recorded`` when it was found to be; ``key`` tells it apart in its case, ``said`` is
    what it says, as it was then. ``person`` is None where the whole ``role`` is told.
    """

    number: int
    case: str
    key: str
    kind: NoticeKind
    step: str | None
    visit: int
    role: str
    person: str | None
    at: datetime
    due: datetime
    said: Mapping[str, Any]
    recorded: datetime


def record(
    connection: Connection, case: int, deadline: Deadline, kind: NoticeKind, said: Mapping[str, Any], now: datetime
) -> int | None:
    """Record a notice, and return its number; None where it was recorded before."""
    row = {
        **about(case, deadline, now), "key": key_of(deadline, kind), "kind": kind, "person": deadline.person or "",
        "at": deadline.at, "body": json.dumps(said, ensure_ascii=False),
    }  # fmt: skip
    if not insert_new(connection, tables.notices, row):
        return None
    query = select(_N.number).where(_N.case == case, _N.key == row["key"], _N.person == row["person"])
    return int(connection.execute(query).scalar_one())


def key_of(deadline: Deadline, kind: str) -> str:
    """Return what tells a notice, or a referral, apart in its case."""
    return kind + deadline.key.removeprefix(deadline.kind)


def about(case: int, deadline: Deadline, now: datetime) -> dict[str, Any]:
    """Return what a notice and a referral have in common."""
    return {
        "case": case, "step": deadline.step, "visit": deadline.visit, "role": deadline.role, "due": deadline.due,
        "recorded": now,
    }  # fmt: skip


def recorded_keys(connection: Connection, cases: Collection[int]) -> set[tuple[int, str, str]]:
    """Return what has been told of cases: their number, the key, and the person or nothing."""
    rows = connection.execute(select(_N.case, _N.key, _N.person).where(_N.case.in_(cases)))
    return {(row.case, row.key, row.person) for row in rows}


def notices_of(connection: Connection, case: str) -> tuple[Notice, ...]:
    """Return what was told of a case, in order."""
    rows = connection.execute(_NOTICES.where(_C.id == case).order_by(_N.number))
    return tuple(_notice(row) for row in rows)


def notice(connection: Connection, number: int) -> Notice | None:
    """Return a notice."""
    row = connection.execute(_NOTICES.where(_N.number == number)).first()
    return None if row is None else _notice(row)


def rename(connection: Connection, case: int, names: Mapping[str, str]) -> None:
    """Put other names in the place of those of persons."""
    for was, now in names.items():
        connection.execute(update(tables.notices).where(_N.case == case, _N.person == was).values(person=now))


_NOTICES: Final = select(tables.notices, _C.id).join_from(tables.notices, tables.cases, _N.case == _C.number)


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        number=row.number, case=row.id, key=row.key, kind=row.kind, step=row.step, visit=row.visit, role=row.role,
        person=row.person or None, at=row.at, due=row.due, said=json.loads(row.body), recorded=row.recorded,
    )  # fmt: skip
