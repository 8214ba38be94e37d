"""What is to be done, what is late, and how much there is of it: questions to the tables, answered in pages.

Pages go on after the last line of the one before (never by counting lines), so that each costs the same, however many
come before it. It must not know commands.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, literal, or_, select, tuple_, union_all

from sopflow.calendars.load import calendar
from sopflow.engine.person import Person
from sopflow.errors import StoreError
from sopflow.plaintext import shown
from sopflow.store import tables
from sopflow.store.cursor import cursor_of, place_after
from sopflow.store.lines import CaseCount, CaseLine, Counts, Page, TaskCount, WorkItem
from sopflow.store.rows import is_storable
from sopflow.store.tables import Instant

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import ColumnElement, Connection, Row, Select

    from sopflow.calendars.instant import When
    from sopflow.engine.situation import Status

    Condition = ColumnElement[bool]

_C, _T, _P = tables.cases.c, tables.tasks.c, tables.procedures.c
_ORDER: Final = (_T.late_from, _T.case, _T.step)
"""The most urgent task first; of those that are never late, the one whose case is the oldest."""
_PAGE: Final = 500
_MOST: Final = 2**31
"""No page has more lines."""
RUNNING: Final[tuple[Status, ...]] = ("open", "suspended")
"""The statuses of cases that are not over."""


class Queries(ABC):
    """What can be asked of a store. Where ``at`` is not given, it is now.

    Instants may be given as everywhere; those without a zone are taken in that of the calendar ``id-asn``. ``after`` is
    the ``next`` of the page before; without ``limit`` a page holds all there is.
    """

    _clock: Callable[[], datetime]

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """Give a connection to read from."""

    def worklist(
        self,
        at: When | None = None,
        *,
        actor: str | None = None,
        person: Person | str | None = None,
        sop: str | None = None,
        overdue: bool = False,
        due_before: When | None = None,
        limit: int | None = 50,
        after: str | None = None,
    ) -> Page[WorkItem]:
        """Return active tasks, the most urgent first.

        ``person`` is an id, for the tasks that she has taken, or a ``Person``, also for those of her roles that nobody
        has taken. In a suspended case only what was overdue by then is overdue, and due before whatever instant.
        """
        now = self._instant(at)
        actor, sop, after = _text(actor), _text(sop), _text(after)
        wanted = [condition for condition in (
            None if actor is None else _T.actor == actor,
            None if sop is None else _T.sop == sop,
            _T.late_from < now if overdue else None,
            None if due_before is None else _T.late_from < self._instant(due_before),
            None if after is None else _tasks_after(after),
        ) if condition is not None]  # fmt: skip
        most = None if limit is None else positive(limit) + 1
        scopes = [select(*_ORDER).where(*wanted, scope).order_by(*_ORDER).limit(most) for scope in _scopes(person)] or [
            select(*_ORDER).where(*wanted).order_by(*_ORDER).limit(most)
        ]
        found = scopes[0].subquery()
        if len(scopes) > 1:
            found = union_all(*(select(scope.subquery()) for scope in scopes)).subquery()
        query = (
            _TASKS.join(found, and_(found.c.case == _T.case, found.c.step == _T.step))
            .order_by(found.c.late_from, found.c.case, found.c.step)
            .limit(most)
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
        rows, last = _page(rows, limit)
        place = last and cursor_of("tasks", last.late_from.isoformat(), last.number, last.step)
        return Page(tuple(_item(row, now) for row in rows), place)

    def cases(
        self,
        at: When | None = None,
        *,
        sop: str | None = None,
        status: Status | Collection[Status] | None = None,
        outcome: str | None = None,
        actor: str | None = None,
        overdue: bool = False,
        limit: int | None = 50,
        after: str | None = None,
    ) -> Page[CaseLine]:
        """Return cases, the latest that was begun first.

        ``actor`` leaves those in which this role has an active task. ``overdue`` leaves those with a task (of that
        role) or a promised service whose due date has passed.
        """
        now = self._instant(at)
        sop, outcome, actor, after = _text(sop), _text(outcome), _text(actor), _text(after)
        statuses = [status] if isinstance(status, str) else [] if status is None else [*status]
        own = select(_T.case).where(_T.case == _C.number)
        late = or_(_C.late_from < now, own.where(_T.late_from < now).exists())
        if actor is not None:
            own = own.where(_T.actor == actor)
            late = own.where(or_(_C.late_from < now, _T.late_from < now)).exists()
        wanted = [condition for condition in (
            None if sop is None else _C.sop == sop,
            None if status is None else _C.status.in_([_text(one) for one in statuses]),
            None if outcome is None else _C.outcome == outcome,
            late if overdue else own.exists() if actor is not None else None,
            None if after is None else _C.number < place_after("cases", after, int)[0],
        ) if condition is not None]  # fmt: skip
        most = None if limit is None else positive(limit) + 1
        query = _CASES.where(*wanted).order_by(_C.number.desc()).limit(most)
        with self._reading() as connection:
            rows, last = _page(connection.execute(query).all(), limit)
            numbers = [row.number for row in rows]
            tasks = connection.execute(_TASKS.where(_T.case.in_(numbers)).order_by(*_ORDER)).all() if numbers else []
        items: dict[str, list[WorkItem]] = {}
        for task in tasks:
            items.setdefault(task.id, []).append(_item(task, now))
        lines = tuple(_line(row, now, tuple(items.get(row.id, ()))) for row in rows)
        return Page(lines, last and cursor_of("cases", last.number))

    def counts(self, at: When | None = None, *, sop: str | None = None) -> Counts:
        """Return the numbers of a dashboard."""
        now, sop = self._instant(at), _text(sop)
        tasks = select(
            _T.sop, _T.actor, func.count(), func.count().filter(_T.assignee.is_(None)),
            func.count().filter(_T.late_from < now),
        ).group_by(_T.sop, _T.actor).order_by(_T.sop, _T.actor)  # fmt: skip
        cases = select(
            _C.sop, _C.status, _C.outcome, func.count(), func.count().filter(_C.late_from < now),
        ).group_by(_C.sop, _C.status, _C.outcome).order_by(_C.sop, _C.status, _C.outcome)  # fmt: skip
        if sop is not None:
            tasks, cases = tasks.where(_T.sop == sop), cases.where(_C.sop == sop)
        with self._reading() as connection:
            return Counts(
                tuple(TaskCount(*row) for row in connection.execute(tasks)),
                tuple(CaseCount(*row) for row in connection.execute(cases)),
            )

    def _instant(self, when: When | None) -> datetime:
        return calendar("id-asn").instant(self._clock() if when is None else when)


def running(queries: Queries, sop: str, at: When) -> Iterator[CaseLine]:
    """Give every case of an SOP that is not over, page by page, so that no question takes long."""
    after: str | None = None
    while True:
        page = queries.cases(at, sop=sop, status=RUNNING, limit=_PAGE, after=after)
        yield from page
        after = page.next
        if after is None:
            break


_TASKS: Final[Select[Any]] = (
    select(tables.tasks, _C.id, _C.number, _C.status, _C.due.label("promised"), _P.version, _P.hash, _P.zone)
    .join_from(tables.tasks, tables.cases, _T.case == _C.number)
    .join(tables.procedures, _C.procedure == _P.number)
)
_CASES: Final[Select[Any]] = select(tables.cases, _P.version, _P.zone).join(
    tables.procedures, _C.procedure == _P.number
)


def _scopes(person: Person | str | None) -> list[Condition]:
    """Return whose tasks are wanted, in parts that an index answers each."""
    if person is None:
        return []
    if not isinstance(person, Person):
        return [_T.assignee == _text(person)]
    roles = sorted(_text(role) or "" for role in person.roles)
    return [_T.assignee == _text(person.id), *(and_(_T.assignee.is_(None), _T.actor == role) for role in roles)]


def _tasks_after(cursor: str) -> Condition:
    late_from, number, step = place_after("tasks", cursor, str, int, str)
    try:
        instant = datetime.fromisoformat(late_from).astimezone(UTC)
    except (ValueError, OverflowError):
        raise StoreError("store-cursor", given=shown(cursor)) from None
    return tuple_(*_ORDER) > tuple_(literal(instant, Instant), literal(number), literal(step))


def _text(asked: str | None) -> str | None:
    """Return a text that a database can be asked for; ``StoreError`` for what none of them can hold."""
    if asked is not None and (not isinstance(asked, str) or not is_storable(asked)):
        raise StoreError("store-question", given=shown(asked))
    return asked


def positive(limit: int) -> int:
    """Return how many lines are asked for; ``StoreError`` for what is no number of lines."""
    if isinstance(limit, bool) or not isinstance(limit, int) or not 1 <= limit <= _MOST:
        raise StoreError("store-limit", given=shown(limit))
    return limit


def _page(rows: Any, limit: int | None) -> tuple[Any, Row[Any] | None]:
    """Return the rows of a page, of which there is one more if there is a next page, and its last one then."""
    if limit is None or len(rows) <= limit:
        return rows, None
    return rows[:limit], rows[limit - 1]


def _item(row: Row[Any], now: datetime) -> WorkItem:
    zone = ZoneInfo(row.zone)
    return WorkItem(
        case=row.id, sop=row.sop, version=row.version, hash=row.hash, status=row.status,
        promised=row.promised and row.promised.astimezone(zone), step=row.step, actor=row.actor, assignee=row.assignee,
        visit=row.visit, since=row.since.astimezone(zone), due=row.due and row.due.astimezone(zone),
        certain=row.certain, overdue=row.late_from < now, missing=tuple(json.loads(row.missing)),
    )  # fmt: skip


def _line(row: Row[Any], now: datetime, tasks: tuple[WorkItem, ...]) -> CaseLine:
    zone = ZoneInfo(row.zone)
    return CaseLine(
        case=row.id, sop=row.sop, version=row.version, status=row.status, outcome=row.outcome,
        started=row.started.astimezone(zone), due=row.due and row.due.astimezone(zone), certain=row.certain,
        overdue=row.late_from < now or any(task.overdue for task in tasks),
        ended=row.ended and row.ended.astimezone(zone), tasks=tasks,
    )  # fmt: skip
