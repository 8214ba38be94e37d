"""What is due by now in cases: recorded as notices, taken as overdue ways, or laid before an official.

A case is looked at when its next deadline has come (``wake``), never otherwise, so those whose date is far cost
nothing. All that is found in a case is written together; whoever asks again finds it done. It must not know how notices
are delivered, nor who asks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select, update

from sopflow.calendars.load import calendar
from sopflow.calendars.shipped import BUILT_IN
from sopflow.engine.events import Lapsed, Reverted
from sopflow.engine.person import Person
from sopflow.errors import Rejected, SopError
from sopflow.messages import LANGUAGES, say
from sopflow.plaintext import one_line
from sopflow.store import notices, tables
from sopflow.store.notices import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from sopflow.engine.schedule import Deadline
    from sopflow.engine.situation import Term
    from sopflow.procedure import Case
    from sopflow.store.catalogue import Catalogue
    from sopflow.store.notices import NoticeKind, ReferralReason
    from sopflow.store.store import Transaction

    Doubt = tuple[ReferralReason, dict[str, str]]
    Route = Callable[[str, str | None], Sequence[str]]

PROGRAM: Final = "sopflow"
"""The person in whose name the program takes overdue ways."""
_LATER: Final = timedelta(hours=1)
"""After so long a case is looked at again that could not be."""
_ONE: Final = 1
_C, _W = tables.cases.c, tables.watch.c


@dataclass(slots=True)
class Kept:
    """What was found in cases that were due: how many they were, and the numbers of notices.

    ``lapsed`` and ``referred`` name the case and the step of overdue ways that were taken, or laid before an official;
    ``failed`` names cases that could not be looked at, and why.
    """

    cases: int = 0
    notices: list[int] = field(default_factory=list)
    lapsed: list[tuple[str, str]] = field(default_factory=list)
    referred: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, SopError]] = field(default_factory=list)


def begin_watch(connection: Connection, now: datetime) -> None:
    """Take note since when deadlines are kept; where the built-in calendars have changed, have all cases looked at."""
    content = sha256("".join(calendar(name).hash for name in BUILT_IN).encode()).hexdigest()
    found = connection.execute(select(_W.calendars)).scalar()
    if found is None:
        connection.execute(insert(tables.watch).values(number=_ONE, since=now, calendars=content))
    elif found != content:
        connection.execute(update(tables.watch).values(calendars=content))
        connection.execute(update(tables.cases).where(_C.wake.is_not(None)).values(wake=tables.AT_ONCE))


def database_time(connection: Connection) -> datetime | None:
    """Return what time it is for all who use the database; None for SQLite, where everybody is on one machine."""
    if connection.dialect.name == "sqlite":
        return None
    found: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return found


def keep(together: Transaction, catalogue: Catalogue, now: datetime, route: Route, most: int) -> Kept:
    """Do what is due in the cases that have waited longest, ``most`` at once.

    What somebody else is looking at is passed over. The rest has to be asked for again. ``route`` tells on which
    channels a role, or the person who has taken its task, is reached.
    """
    connection = together.connection
    since = connection.execute(select(_W.since)).scalar()
    if since is None:
        begin_watch(connection, now)
        since = now
    query = select(_C.number, _C.id, _C.procedure).where(_C.wake <= now).order_by(_C.wake, _C.number).limit(most)
    rows = connection.execute(query.with_for_update(skip_locked=True, of=tables.cases)).all()
    done = notices.recorded_keys(connection, [row.number for row in rows]) if rows else set()
    kept = Kept(cases=len(rows))
    for row in rows:
        looked = _Looking(together, row.number, row.id, now, since, route, done)
        try:
            with connection.begin_nested():
                looked.force = max(since, catalogue.ruled(connection, row.procedure))
                wake = looked.all_due()
                connection.execute(update(tables.cases).where(_C.number == row.number).values(wake=wake))
        except SopError as error:
            kept.failed.append((row.id, error))
            later = update(tables.cases).where(_C.number == row.number).values(wake=now + _LATER)
            connection.execute(later)
        else:
            kept.notices += looked.found.notices
            kept.lapsed += looked.found.lapsed
            kept.referred += looked.found.referred
    return kept


class _Looking:
    """One case that is looked at."""

    def __init__(
        self,
        together: Transaction,
        number: int,
        id: str,
        now: datetime,
        since: datetime,
        route: Route,
        done: set[tuple[int, str, str]],
    ) -> None:
        self._together = together
        self._connection = together.connection
        self._number = number
        self._id = id
        self._now = now
        self._since = since
        self.force = since
        self._route = route
        self._done = done
        self.found = Kept()

    def all_due(self) -> datetime | None:
        """Do all that is due, and return when the case is to be looked at again."""
        case = self._together.case(self._id)
        while True:
            due = [one for one in case.deadlines if one.at <= self._now]
            after = self._do(case, due)
            if after is case:
                return min((one.at for one in case.deadlines if one.at > self._now), default=None)
            case = after

    def _do(self, case: Case, due: list[Deadline]) -> Case:
        """Do what is due until something changes the case, and return it as it is then."""
        for deadline in due:
            if deadline.kind != "overdue_way":
                if deadline.at >= self.force:
                    self._tell(case, deadline, deadline.kind)
            elif (self._number, key_of(deadline, "overdue_way"), "") not in self._done:
                after = self._take(case, deadline)
                if after is not None:
                    return after
        return case

    def _tell(self, case: Case, deadline: Deadline, kind: NoticeKind) -> None:
        place = (self._number, key_of(deadline, kind), deadline.person or "")
        if place in self._done:
            return
        number = notices.record(self._connection, self._number, deadline, kind, _said(case, deadline), self._now)
        self._done.add(place)
        if number is not None:
            notices.add_deliveries(self._connection, [number], self._route(deadline.role, deadline.person), self._now)
            self.found.notices.append(number)

    def _take(self, case: Case, deadline: Deadline) -> Case | None:
        """Take an overdue way, and return the case after it; None where it is laid before an official instead."""
        assert deadline.step is not None
        term = case.state.now.tasks[deadline.step].term
        assert term is not None
        found = _doubt(case, deadline, term, self._since) or self._lapse(case, deadline, term)
        if not isinstance(found, tuple):
            return found
        reason, why = found
        self._done.add((self._number, key_of(deadline, "overdue_way"), ""))
        notices.refer(self._connection, self._number, deadline, reason, why, self._now)
        self._tell(case, deadline, "confirmation")
        self.found.referred.append((self._id, deadline.step))
        return None

    def _lapse(self, case: Case, deadline: Deadline, term: Term) -> Case | Doubt:
        assert deadline.step is not None
        by, at = Person(PROGRAM, roles={deadline.role}), max(term.promise.at, case.state.now.barrier)
        try:
            after = self._together.on(self._id, seen=case.seq).lapse(deadline.step, by=by, at=at)
        except Rejected as refused:
            return "refused", {lang: refused.message(lang) for lang in LANGUAGES}
        self.found.lapsed.append((self._id, deadline.step))
        return after


def _doubt(case: Case, deadline: Deadline, term: Term, since: datetime) -> Doubt | None:
    """Return why a program must not take an overdue way; None where it may.

    The passing of a due date can have legal force, so it rests on a date that is certain, on the calendar as it was
    when it was promised, and that fell while somebody watched.
    """
    assert deadline.step is not None
    promise, counted_on = term.promise, case.procedure.machine.steps[deadline.step].calendar
    if promise.assumptions:
        why = [[assumption.message(lang) for assumption in promise.assumptions] for lang in LANGUAGES]
        return "uncertain", {
            lang: say("referral-uncertain", lang, why=one_line("; ".join(said)))
            for lang, said in zip(LANGUAGES, why, strict=True)
        }
    if _was_taken_back(case, deadline):
        return "taken_back", {lang: say("referral-taken-back", lang) for lang in LANGUAGES}
    if promise.hash != counted_on.hash:
        return "calendar_changed", {
            lang: say("referral-calendar-changed", lang, calendar=promise.calendar) for lang in LANGUAGES
        }
    if deadline.at < since:
        shown = since.astimezone(case.procedure.calendar.timezone)
        return "before_watch", {lang: say("referral-before-watch", lang, since=shown) for lang in LANGUAGES}
    return None


def _was_taken_back(case: Case, deadline: Deadline) -> bool:
    """Return whether the overdue way of this very task was taken before, and somebody has reverted it."""
    reverted = {event.reverts for event in case.events if isinstance(event, Reverted)}
    return any(
        isinstance(event, Lapsed)
        and event.step == deadline.step
        and event.seq in reverted
        and case.as_of(event.seq - 1).state.now.tasks[event.step].visit == deadline.visit
        for event in case.events
    )


def _said(case: Case, deadline: Deadline) -> dict[str, Any]:
    """Return what a notice says of a case, as it is now."""
    definition = case.procedure.definition
    step = None if deadline.step is None else definition.steps[deadline.step]
    return {
        "sop": definition.id,
        "version": definition.version,
        "title": one_line(definition.title),
        "number": None if step is None else one_line(step.number),
        "activity": None if step is None else one_line(step.activity.rstrip(" ;:,")),
        "actor": None if step is None else one_line(definition.actors[step.actor].name),
        "recipient": one_line(definition.actors[deadline.role].name),
        "label": None if step is None or step.on_overdue is None else one_line(step.on_overdue.label),
        "term": None if deadline.term is None else deadline.term.text,
        "certain": deadline.certain,
        "zone": case.procedure.calendar.timezone.key,
    }
