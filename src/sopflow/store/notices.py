"""What was told to whom of which due date, how far it has come, and what was laid before officials: rows of the tables.

A notice is recorded once, in the transaction in which it falls due, with what it says; each of its deliveries starts as
``new``. It must not know when something is due, nor how a channel works.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from sqlalchemy import and_, insert, or_, select, update

from sopflow.errors import StoreError
from sopflow.store import tables
from sopflow.store.catalogue import insert_new

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from sopflow.engine.schedule import Deadline

NoticeKind = Literal["reminder", "escalation", "confirmation"]
DeliveryState = Literal["new", "claimed", "sending", "retrying", "sent", "failed", "outdated"]
ReferralKind = Literal["overdue_way", "undelivered"]
ReferralReason = Literal["uncertain", "calendar_changed", "before_watch", "taken_back", "refused", "undelivered"]

_N, _D, _R, _C, _T = (
    table.c for table in (tables.notices, tables.deliveries, tables.referrals, tables.cases, tables.tasks)
)


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


@dataclass(frozen=True, slots=True)
class Delivery:
    """How far a notice has come on a channel: after how many attempts, the last failure, who is at it. In UTC."""

    notice: int
    channel: str
    state: DeliveryState
    attempts: int
    failure: str | None
    runner: int | None
    changed: datetime


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


class Claimed(NamedTuple):
    """A delivery that somebody has to attempt: of which notice, on which channel, after how many attempts."""

    notice: int
    stamp: str
    channel: str
    attempts: int


def record(
    connection: Connection, case: int, deadline: Deadline, kind: NoticeKind, said: Mapping[str, Any], now: datetime
) -> int | None:
    """Record a notice, and return its number; None where it was recorded before."""
    row = {
        **_about(case, deadline, now), "key": key_of(deadline, kind), "kind": kind, "person": deadline.person or "",
        "at": deadline.at, "body": json.dumps(said, ensure_ascii=False),
    }  # fmt: skip
    if not insert_new(connection, tables.notices, row):
        return None
    query = select(_N.number).where(_N.case == case, _N.key == row["key"], _N.person == row["person"])
    return int(connection.execute(query).scalar_one())


def key_of(deadline: Deadline, kind: str) -> str:
    """Return what tells a notice, or a referral, apart in its case."""
    return kind + deadline.key.removeprefix(deadline.kind)


def _about(case: int, deadline: Deadline, now: datetime) -> dict[str, Any]:
    return {
        "case": case, "step": deadline.step, "visit": deadline.visit, "role": deadline.role, "due": deadline.due,
        "recorded": now,
    }  # fmt: skip


def add_deliveries(connection: Connection, numbers: Iterable[int], channels: Iterable[str], now: datetime) -> None:
    """Have notices delivered on channels."""
    rows = [
        {"notice": number, "channel": channel, "state": "new", "attempts": 0, "changed": now}
        for number in numbers
        for channel in channels
    ]
    if rows:
        connection.execute(insert(tables.deliveries), rows)


def recorded_keys(connection: Connection, cases: Collection[int]) -> set[tuple[int, str, str]]:
    """Return what was recorded of cases: their number, the key, and the person or nothing; referrals have none."""
    noticed = connection.execute(select(_N.case, _N.key, _N.person).where(_N.case.in_(cases))).all()
    referred = connection.execute(select(_R.case, _R.key).where(_R.case.in_(cases))).all()
    return {tuple(row) for row in noticed} | {(row.case, row.key, "") for row in referred}


def notices_of(connection: Connection, case: str) -> tuple[Notice, ...]:
    """Return what was told of a case, in order."""
    rows = connection.execute(_NOTICES.where(_C.id == case).order_by(_N.number))
    return tuple(_notice(row) for row in rows)


def notice(connection: Connection, number: int) -> Notice | None:
    """Return a notice."""
    row = connection.execute(_NOTICES.where(_N.number == number)).first()
    return None if row is None else _notice(row)


def deliveries_of(connection: Connection, number: int) -> tuple[Delivery, ...]:
    """Return how far a notice has come on each channel."""
    rows = connection.execute(select(tables.deliveries).where(_D.notice == number).order_by(_D.channel))
    return tuple(Delivery(**row._mapping) for row in rows)


def claim(connection: Connection, runner: int, most: int, now: datetime) -> list[Claimed]:
    """Take deliveries that nobody has been charged with, the oldest first; nobody else gets them."""
    query = select(_D.notice, _N.recorded, _D.channel, _D.attempts).join(tables.notices, _D.notice == _N.number)
    query = query.where(_D.state == "new").order_by(_D.notice, _D.channel).limit(most)
    rows = connection.execute(query.with_for_update(skip_locked=True, of=tables.deliveries)).all()
    pairs = [and_(_D.notice == row.notice, _D.channel == row.channel) for row in rows]
    if pairs:
        taken = update(tables.deliveries).where(or_(*pairs))
        connection.execute(taken.values(state="claimed", runner=runner, changed=now))
    return [Claimed(row.notice, stamp(row.recorded), row.channel, row.attempts) for row in rows]


def stamp(recorded: datetime) -> str:
    """Return what tells a notice from one of the same number in a database that was put back from a copy."""
    return f"{int(recorded.timestamp() * 1_000_000):x}"


def hand_back(connection: Connection, dead: Collection[int], now: datetime) -> None:
    """Have deliveries claimed anew whose runner has died."""
    left = update(tables.deliveries).where(_D.state.in_(["claimed", "sending"]), _D.runner.in_(dead))
    connection.execute(left.values(state="new", runner=None, changed=now))


def remember(connection: Connection, claimed: datetime, retrying: datetime, now: datetime) -> None:
    """Have deliveries claimed anew that were claimed, or should have been tried again, before an instant."""
    at_work = and_(_D.state.in_(["claimed", "sending"]), _D.changed < claimed)
    waiting = and_(_D.state == "retrying", _D.changed < retrying)
    left = update(tables.deliveries).where(_D.state.in_(["claimed", "sending", "retrying"]), or_(at_work, waiting))
    connection.execute(left.values(state="new", runner=None, changed=now))


def begin_attempt(connection: Connection, which: Claimed, runner: int, now: datetime) -> bool:
    """Be the only one who makes the next attempt; return False where somebody makes it, or has made it."""
    begun = update(tables.deliveries).where(
        _D.notice == which.notice, _D.channel == which.channel, _D.attempts == which.attempts,
        _D.state.in_(["new", "claimed", "retrying"]),
    )  # fmt: skip
    values = {"state": "sending", "attempts": which.attempts + 1, "runner": runner, "changed": now}
    return bool(connection.execute(begun.values(values)).rowcount)


def end_attempt(
    connection: Connection, which: Claimed, state: DeliveryState, failure: str | None, now: datetime
) -> None:
    """Take note of what became of an attempt, unless somebody has taken it over."""
    ended = update(tables.deliveries).where(
        _D.notice == which.notice, _D.channel == which.channel, _D.attempts == which.attempts + 1
    )
    connection.execute(ended.where(_D.state == "sending").values(state=state, failure=failure, changed=now))


def refer(
    connection: Connection,
    case: int,
    deadline: Deadline,
    reason: ReferralReason,
    why: Mapping[str, str],
    now: datetime,
) -> bool:
    """Lay an overdue way before an official; return False where that was done before."""
    row = {
        **_about(case, deadline, now), "key": key_of(deadline, "overdue_way"), "kind": "overdue_way", "reason": reason,
        "details": json.dumps(why, ensure_ascii=False),
    }  # fmt: skip
    return insert_new(connection, tables.referrals, row)


def refer_undelivered(
    connection: Connection, told: Notice, channel: str, role: str, why: Mapping[str, str], now: datetime
) -> bool:
    """Lay a notice that reached nobody before an official; return False where that was done before."""
    case = connection.execute(select(_N.case).where(_N.number == told.number)).scalar_one()
    row = {
        "case": case, "key": f"undelivered/{told.number}/{channel}", "kind": "undelivered", "step": told.step,
        "visit": told.visit, "role": role, "due": told.due, "reason": "undelivered",
        "details": json.dumps(why, ensure_ascii=False), "recorded": now,
    }  # fmt: skip
    return insert_new(connection, tables.referrals, row)


def open_referrals(
    connection: Connection, *, case: str | None = None, sop: str | None = None, role: str | None = None
) -> tuple[Referral, ...]:
    """Return what is laid before officials and still matters: the task of which it speaks is active as it was."""
    active = select(_T.step).where(_T.case == _R.case, _T.step == _R.step, _T.visit == _R.visit, _T.due == _R.due)
    running = and_(_R.step.is_(None), _C.status.in_(["open", "suspended"]))
    query = _REFERRALS.where(_R.settled.is_(None), or_(active.exists(), running))
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


def rename(connection: Connection, case: int, names: Mapping[str, str]) -> None:
    """Put other names in the place of those of persons."""
    for was, now in names.items():
        connection.execute(update(tables.notices).where(_N.case == case, _N.person == was).values(person=now))
        connection.execute(update(tables.referrals).where(_R.case == case, _R.by == was).values(by=now))


_NOTICES: Final = select(tables.notices, _C.id).join_from(tables.notices, tables.cases, _N.case == _C.number)
_REFERRALS: Final = select(tables.referrals, _C.id).join_from(tables.referrals, tables.cases, _R.case == _C.number)


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        number=row.number, case=row.id, key=row.key, kind=row.kind, step=row.step, visit=row.visit, role=row.role,
        person=row.person or None, at=row.at, due=row.due, said=json.loads(row.body), recorded=row.recorded,
    )  # fmt: skip


def _referral(row: Row[Any]) -> Referral:
    return Referral(
        number=row.number, case=row.id, key=row.key, kind=row.kind, step=row.step, visit=row.visit, role=row.role,
        due=row.due, reason=row.reason, why=json.loads(row.details), recorded=row.recorded, settled=row.settled,
        by=row.by,
    )  # fmt: skip
