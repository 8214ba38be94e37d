"""How far each notice has come on each channel: rows that go from ``new`` to ``sent``, ``failed`` or ``outdated``.

An attempt begins with a comparison of how many there were, so that there is never more than one at a time, whatever is
done twice. It must not know how a channel works.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sqlalchemy import and_, func, insert, or_, select, update

from sopflow.store import tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy import Connection

DeliveryState = Literal["new", "claimed", "sending", "retrying", "sent", "failed", "outdated"]
_AT_WORK: Final = ("claimed", "sending")
_D, _N = tables.deliveries.c, tables.notices.c


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


class Claimed(NamedTuple):
    """A delivery that somebody has to attempt: of which notice, on which channel, after how many attempts."""

    notice: int
    stamp: str
    channel: str
    attempts: int


def add_deliveries(connection: Connection, notice: int, channels: Iterable[str], now: datetime) -> None:
    """Have a notice delivered on channels."""
    rows = [{"notice": notice, "channel": name, "state": "new", "attempts": 0, "changed": now} for name in channels]
    if rows:
        connection.execute(insert(tables.deliveries), rows)


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


def at_work(connection: Connection) -> int:
    """Return how many deliveries are claimed and not over."""
    query = select(func.count()).select_from(tables.deliveries).where(_D.state.in_(_AT_WORK))
    return int(connection.execute(query).scalar_one())


def stamp(recorded: datetime) -> str:
    """Return what tells a notice from one of the same number in a database that was put back from a copy."""
    return f"{int(recorded.timestamp() * 1_000_000):x}"


def requeue_of(connection: Connection, dead: Collection[int], now: datetime) -> None:
    """Have deliveries claimed anew whose runner has died."""
    left = update(tables.deliveries).where(_D.state.in_(_AT_WORK), _D.runner.in_(dead))
    connection.execute(left.values(state="new", runner=None, changed=now))


def requeue_stale(connection: Connection, claimed: datetime, retrying: datetime, now: datetime) -> None:
    """Have deliveries claimed anew that were claimed, or should have been tried again, before an instant."""
    stuck = and_(_D.state.in_(_AT_WORK), _D.changed < claimed)
    waiting = and_(_D.state == "retrying", _D.changed < retrying)
    left = update(tables.deliveries).where(_D.state.in_(["claimed", "sending", "retrying"]), or_(stuck, waiting))
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
) -> bool:
    """Take note of what became of an attempt; return False where somebody has taken it over."""
    ended = update(tables.deliveries).where(
        _D.notice == which.notice, _D.channel == which.channel, _D.attempts == which.attempts + 1
    )
    values = {"state": state, "failure": failure, "changed": now}
    return bool(connection.execute(ended.where(_D.state == "sending").values(values)).rowcount)


def renew(connection: Connection, case: int, true: Collection[tuple[str, str]], now: datetime) -> None:
    """Have notices of a case delivered that were outdated and are ``true`` again: keys, with persons or nothing."""
    query = select(_N.number, _N.key, _N.person).join(tables.deliveries, _D.notice == _N.number)
    rows = connection.execute(query.where(_N.case == case, _D.state == "outdated")).all()
    again = [row.number for row in rows if (row.key, row.person) in true]
    if again:
        anew = update(tables.deliveries).where(_D.notice.in_(again), _D.state == "outdated")
        connection.execute(anew.values(state="new", runner=None, changed=now))


def forget_failures(connection: Connection, case: int) -> None:
    """Take out of the deliveries of a case what others have said, since it may name persons."""
    mine = select(_N.number).where(_N.case == case)
    connection.execute(update(tables.deliveries).where(_D.notice.in_(mine)).values(failure=None))
