"""What the program must not or could not do, laid before officials: rows of their table.

It must not know why it is laid before them, nor what they do.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from sqlalchemy import and_, or_, select, update

from sopflow.engine.redaction import MASKED
from sopflow.errors import StoreError
from sopflow.messages import LANGUAGES
from sopflow.store import tables
from sopflow.store.dialects import insert_new
from sopflow.store.notices import about

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row

    from sopflow.engine.schedule import Deadline
    from sopflow.store.notices import Notice

ReferralKind = Literal["overdue_way", "undelivered"]
ReferralReason = Literal[
    "uncertain", "calendar_changed", "before_watch", "not_in_time", "taken_back", "refused", "undelivered"
]

_R, _C, _T, _N = tables.referrals.c, tables.cases.c, tables.tasks.c, tables.notices.c


@dataclass(frozen=True, slots=True)
class Referral:
    """What the program must not or could not do, laid before an official. Instants are in UTC.

    ``overdue_way``: the way that is to be taken once somebody has confirmed it; ``undelivered``: a notice that has not
    reached anybody. ``why`` says the reason, by language. ``settled`` is when ``by`` has seen to it.
    """

    number: int
    case: str
    key: str
    kind: ReferralKind
    step: str | None
    visit: int
    role: str
    due: datetime
    reason: ReferralReason
    why: Mapping[str, str]
    recorded: datetime
    settled: datetime | None
    by: str | None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON shape of the command line."""
        return {
            "number": self.number, "case": self.case, "kind": self.kind, "step": self.step, "visit": self.visit,
            "role": self.role, "due": self.due.isoformat(), "reason": self.reason, "why": dict(self.why),
        }  # fmt: skip


def refer(
    connection: Connection,
    case: int,
    key: str,
    deadline: Deadline,
    reason: ReferralReason,
    why: Mapping[str, str],
    now: datetime,
) -> None:
    """Lay an overdue way before an official, unless that was done before."""
    row = {
        **about(case, deadline, now), "key": key, "kind": "overdue_way", "reason": reason,
        "details": json.dumps(why, ensure_ascii=False),
    }  # fmt: skip
    insert_new(connection, tables.referrals, row)


def refer_undelivered(
    connection: Connection, told: Notice, channel: str, role: str, why: Mapping[str, str], now: datetime
) -> None:
    """Lay a notice that did not arrive on a channel before an official, unless that was done before."""
    case = connection.execute(select(_N.case).where(_N.number == told.number)).scalar_one()
    row = {
        "case": case, "key": f"undelivered/{told.number}/{channel}", "kind": "undelivered", "step": told.step,
        "visit": told.visit, "role": role, "due": told.due, "reason": "undelivered",
        "details": json.dumps(why, ensure_ascii=False), "recorded": now,
    }  # fmt: skip
    insert_new(connection, tables.referrals, row)


def referred_keys(connection: Connection, cases: Collection[int]) -> set[tuple[int, str]]:
    """Return what of cases was laid before officials: their number, and the key."""
    rows = connection.execute(select(_R.case, _R.key).where(_R.case.in_(cases)))
    return {(row.case, row.key) for row in rows}


def open_referrals(
    connection: Connection, *, case: str | None = None, sop: str | None = None, role: str | None = None
) -> tuple[Referral, ...]:
    """Return what is laid before officials and still matters: the task of which it speaks is active as it was."""
    running = and_(_R.step.is_(None), _C.status.in_(["open", "suspended"]))
    query = _REFERRALS.where(_R.settled.is_(None), or_(_stands(), running))
    if case is not None:
        query = query.where(_C.id == case)
    if sop is not None:
        query = query.where(_C.sop == sop)
    if role is not None:
        query = query.where(_R.role == role)
    return tuple(_referral(row) for row in connection.execute(query.order_by(_R.due, _R.number)))


def referral(connection: Connection, number: int) -> Referral:
    """Return what was laid before an official; ``StoreError`` where there is no such thing."""
    row = connection.execute(_REFERRALS.where(_R.number == number)).first()
    if row is None:
        raise StoreError("store-referral-unknown", number=number)
    return _referral(row)


def settle_referral(connection: Connection, number: int, by: str, now: datetime) -> bool:
    """Take note that an official has seen to it; return False where somebody has before."""
    changed = update(tables.referrals).where(_R.number == number, _R.settled.is_(None))
    return bool(connection.execute(changed.values(settled=now, by=by)).rowcount)


def close_referrals(connection: Connection, case: int, ended: Collection[str], *, over: bool, now: datetime) -> None:
    """Settle what was laid before officials of tasks that have ended, or of a case that is ``over``."""
    of_these = update(tables.referrals).where(_R.case == case, _R.settled.is_(None))
    if not over:
        of_these = of_these.where(_R.step.in_(ended))
    connection.execute(of_these.values(settled=now))


def reopen(connection: Connection, case: int) -> None:
    """Lay before officials again what was closed by an event that was taken back since."""
    closed = update(tables.referrals).where(_R.case == case, _R.settled.is_not(None), _R.by.is_(None), _stands())
    connection.execute(closed.values(settled=None))


def _stands() -> ColumnElement[bool]:
    """Return that the task of which a referral speaks is active, as it was."""
    active = select(_T.step).where(_T.case == _R.case, _T.step == _R.step, _T.visit == _R.visit, _T.due == _R.due)
    return active.exists()


def redact_referrals(connection: Connection, case: int, names: Mapping[str, str]) -> None:
    """Put other names in the place of those of persons, and take out what others have said."""
    for was, now in names.items():
        connection.execute(update(tables.referrals).where(_R.case == case, _R.by == was).values(by=now))
    masked = json.dumps(dict.fromkeys(LANGUAGES, MASKED))
    said = update(tables.referrals).where(_R.case == case, _R.kind == "undelivered")
    connection.execute(said.values(details=masked))


_REFERRALS: Final = select(tables.referrals, _C.id).join_from(tables.referrals, tables.cases, _R.case == _C.number)


def _referral(row: Row[Any]) -> Referral:
    return Referral(
        number=row.number, case=row.id, key=row.key, kind=row.kind, step=row.step, visit=row.visit, role=row.role,
        due=row.due, reason=row.reason, why=json.loads(row.details), recorded=row.recorded, settled=row.settled,
        by=row.by,
    )  # fmt: skip
