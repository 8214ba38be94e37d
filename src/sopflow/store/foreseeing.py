"""What will happen by itself in the cases of a store, what has been told, and what waits for an official.

It must not know how deadlines are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select, tuple_

from sopflow.errors import StoreError
from sopflow.store import deliveries, notices, records, referrals, tables
from sopflow.store.cases import Cases
from sopflow.store.keeping import done_of, is_pending
from sopflow.store.redaction import responsible
from sopflow.store.rows import storable
from sopflow.store.worklist import positive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sopflow.calendars.instant import When
    from sopflow.engine.person import By
    from sopflow.engine.schedule import Deadline
    from sopflow.procedure import Case
    from sopflow.store.deliveries import Delivery
    from sopflow.store.notices import Notice
    from sopflow.store.referrals import Referral

_C: Final = tables.cases.c
_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A deadline of a case in the store; ``late`` where it is due already, and nobody has kept it yet."""

    case: str
    sop: str
    version: str
    deadline: Deadline
    late: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON shape of the command line."""
        about = {"case": self.case, "sop": self.sop, "version": self.version}
        return {**about, **self.deadline.to_dict(), "late": self.late}


class Foresees(Cases):
    """Questions about deadlines, and the answers of officials to what was laid before them."""

    def deadlines(
        self,
        at: When | None = None,
        *,
        sop: str | None = None,
        actor: str | None = None,
        until: When | None = None,
        limit: int | None = 50,
    ) -> tuple[Foreseen, ...]:
        """Return what will happen next as all cases stand, the next first: reminders, escalations, overdue ways.

        ``actor`` leaves what this role hears of, or answers for; ``until`` leaves what is due by an instant. Cases are
        read in the order in which they are due, until there are enough: a short list costs little among a million,
        unless an ``actor`` is asked for of whom there is little.
        """
        now, last = self._instant(at), None if until is None else self._instant(until)
        if limit is not None:
            positive(limit)
        found: list[Foreseen] = []
        for wake, page in self._awaking(sop, now):
            found += [
                one
                for one in page
                if (actor is None or one.deadline.role == actor) and (last is None or one.deadline.at <= last)
            ]
            enough = limit is not None and len(found) >= limit and sorted(_at(one) for one in found)[limit - 1] < wake
            if enough or (last is not None and wake > last):
                break
        found.sort(key=lambda one: (_at(one), one.case, one.deadline.key))
        return tuple(found if limit is None else found[:limit])

    def notices(self, id: str) -> tuple[Notice, ...]:
        """Return what has been told of a case, in order; ``StoreError`` where there is none."""
        with self._reading() as connection:
            if not records.is_known(connection, storable("case", id)):
                raise StoreError("store-case-unknown", case=id)
            return notices.notices_of(connection, id)

    def deliveries(self, notice: int) -> tuple[Delivery, ...]:
        """Return how far a notice has come on each channel."""
        with self._reading() as connection:
            return deliveries.deliveries_of(connection, notice)

    def referrals(self, *, sop: str | None = None, actor: str | None = None) -> tuple[Referral, ...]:
        """Return what waits for an official: overdue ways to confirm, and notices that reached nobody."""
        with self._reading() as connection:
            return referrals.open_referrals(connection, sop=sop, role=actor)

    def watched_since(self) -> datetime | None:
        """Return since when deadlines are kept here (in UTC), None where nobody has begun."""
        with self._reading() as connection:
            return connection.execute(select(tables.watch.c.since)).scalar()

    def confirm(self, number: int, *, by: By, at: When | None = None) -> Case:
        """Do what was laid before an official: take the overdue way, or note that the notice was passed on by hand.

        The way is taken ``at`` an instant, by default now: what an official decides has no earlier date.

        Raises ``StoreError`` where there is no such number, it no longer matters, or somebody was faster, and what
        ``lapse`` raises.
        """
        found = self._settle(number, by)
        case = self.case(found.case)
        if found.kind == "overdue_way":
            assert found.step is not None
            task = case.tasks.get(found.step)
            if task is None or (task.visit, task.due) != (found.visit, found.due):
                raise StoreError("store-referral-over", number=number)
            case = self.on(found.case, seen=case.seq).lapse(found.step, by=by, at=self._instant(at))
        return case

    def dismiss(self, number: int, *, by: By) -> Case:
        """Note that an official has seen to what was laid before her in another way; nothing is done to the case."""
        return self.case(self._settle(number, by).case)

    def _settle(self, number: int, by: By) -> Referral:
        with self._reading() as connection:
            found = referrals.referral(connection, number)
            standing = referrals.open_referrals(connection, case=found.case)
        if found.settled is not None and found.by is not None:
            zone = self.case(found.case).procedure.calendar.timezone
            raise StoreError("store-referral-settled", number=number, at=found.settled.astimezone(zone), by=found.by)
        if number not in {one.number for one in standing}:
            raise StoreError("store-referral-over", number=number)
        who = storable("person", responsible(self.case(found.case).procedure, by))
        with self._writing() as connection:
            if not referrals.settle_referral(connection, number, who, self._clock()):
                raise StoreError("store-referral-over", number=number)
        return found

    def _awaking(self, sop: str | None, now: datetime) -> Iterator[tuple[datetime, list[Foreseen]]]:
        """Give pages of deadlines that nobody has kept yet, and until when there can be none of a later page."""
        place: tuple[datetime, int] | None = None
        while True:
            query = select(_C.id, _C.number, _C.procedure, _C.wake).where(_C.wake.is_not(None))
            if sop is not None:
                query = query.where(_C.sop == sop)
            if place is not None:
                query = query.where(tuple_(_C.wake, _C.number) > tuple_(*place))
            with self._reading() as connection:
                rows = connection.execute(query.order_by(_C.wake, _C.number).limit(_PAGE)).all()
                since = connection.execute(select(tables.watch.c.since)).scalar()
                done = done_of(connection, [row.number for row in rows])
                page: list[Foreseen] = []
                for row in rows:
                    held = {} if since is None else self._catalogue.rules(connection, row.procedure)
                    case = records.read(connection, self._catalogue, row.id).case
                    page += [
                        Foreseen(row.id, case.procedure.id, case.procedure.version, one, late=one.at <= now)
                        for one in case.deadlines
                        if is_pending(case, row.number, one, since or now, held, done)
                    ]
            if len(rows) < _PAGE:
                yield tables.NEVER, page
                return
            place = (rows[-1].wake, rows[-1].number)
            yield rows[-1].wake, page


def _at(one: Foreseen) -> datetime:
    return one.deadline.at
