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

from sqlalchemy import exc, insert, select, update

from sopflow.calendars.load import calendar
from sopflow.calendars.shipped import BUILT_IN
from sopflow.engine.events import Lapsed, Migrated, Reverted
from sopflow.engine.person import Person
from sopflow.errors import CalendarError, Rejected
from sopflow.messages import LANGUAGES, say
from sopflow.plaintext import one_line
from sopflow.store import notices, referrals, tables
from sopflow.store.deliveries import add_deliveries, renew
from sopflow.store.notices import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from sopflow.engine.schedule import Deadline
    from sopflow.engine.situation import Term
    from sopflow.procedure import Case
    from sopflow.store.cases import Cases
    from sopflow.store.catalogue import Catalogue
    from sopflow.store.notices import NoticeKind
    from sopflow.store.records import Entry
    from sopflow.store.referrals import ReferralReason

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
    failed: list[tuple[str, Exception]] = field(default_factory=list)


def begin_watch(connection: Connection, now: datetime) -> None:
    """Take note since when deadlines are kept; where the built-in calendars have changed, have all cases looked at."""
    content = sha256("".join(calendar(name).hash for name in BUILT_IN).encode()).hexdigest()
    found = connection.execute(select(_W.calendars)).scalar()
    if found is None:
        connection.execute(insert(tables.watch).values(number=_ONE, since=now, calendars=content))
    elif found != content:
        connection.execute(update(tables.watch).values(calendars=content))
        connection.execute(update(tables.cases).where(_C.status == "open").values(wake=tables.AT_ONCE))


def keep(together: Cases, connection: Connection, catalogue: Catalogue, now: datetime, route: Route, most: int) -> Kept:
    """Do what is due in the cases that have waited longest, ``most`` at once.

    ``together`` are the cases over the ``connection``. What somebody else is looking at is passed over. The rest has to
    be asked for again. ``route`` tells on which channels a role, or the person who has taken its task, is reached.
    """
    since = connection.execute(select(_W.since)).scalar()
    if since is None:
        begin_watch(connection, now)
        since = now
    query = select(_C.number, _C.id, _C.procedure).where(_C.wake <= now).order_by(_C.wake, _C.number).limit(most)
    rows = connection.execute(query.with_for_update(skip_locked=True, of=tables.cases)).all()
    done = done_of(connection, [row.number for row in rows])
    kept = Kept(cases=len(rows))
    for row in rows:
        held = catalogue.rules(connection, row.procedure)
        looked = _Looking(together, connection, row.number, row.id, now, since, held, route, done)
        try:
            with connection.begin_nested():
                wake = looked.all_due()
                connection.execute(update(tables.cases).where(_C.number == row.number).values(wake=wake))
        except exc.DBAPIError:
            raise
        except Exception as error:  # one case that nobody can make sense of holds up no other one
            kept.failed.append((row.id, error))
            later = update(tables.cases).where(_C.number == row.number).values(wake=now + _LATER)
            connection.execute(later)
        else:
            kept.notices += looked.found.notices
            kept.lapsed += looked.found.lapsed
            kept.referred += looked.found.referred
    return kept


def referral_key(case: Case, deadline: Deadline) -> str:
    """Return what tells a referral apart in its case: once an overdue way was taken back, it is another one."""
    reverts = _taken_back(case, deadline)
    return key_of(deadline, "overdue_way") + (f"/{reverts}" if reverts else "")


Done = set[tuple[int, str, str]]
"""What was told, or laid before officials: the number of the case, the key, and the person or nothing."""


def done_of(connection: Connection, cases: list[int]) -> Done:
    """Return what was told of cases, or laid before officials."""
    if not cases:
        return set()
    referred = {(case, key, "") for case, key in referrals.referred_keys(connection, cases)}
    return notices.recorded_keys(connection, cases) | referred


def is_told(done: Done, case: int, deadline: Deadline, kind: str) -> bool:
    """Return whether somebody was told: the person, or all of the role before she took the task."""
    key = key_of(deadline, kind)
    return (case, key, "") in done or (case, key, deadline.person or "") in done


def is_pending(
    case: Case, number: int, deadline: Deadline, since: datetime, held: Mapping[str, datetime], done: Done
) -> bool:
    """Return whether something of a case, whose row has that number, is still to be done when it is due.

    Rules look forward: a reminder or escalation from before anybody watched, or before its rule was held, is not told.
    """
    if deadline.kind == "overdue_way":
        return (number, referral_key(case, deadline), "") not in done
    in_force = deadline.at >= max(since, held.get(deadline.rule, since))
    return in_force and not is_told(done, number, deadline, deadline.kind)


class _Looking:
    """One case that is looked at; rules are ``held`` since instants, and deadlines kept at all ``since`` one."""

    def __init__(
        self,
        together: Cases,
        connection: Connection,
        number: int,
        id: str,
        now: datetime,
        since: datetime,
        held: Mapping[str, datetime],
        route: Route,
        done: Done,
    ) -> None:
        self._together = together
        self._connection = connection
        self._number = number
        self._id = id
        self._now = now
        self._since = since
        self._held = held
        self._route = route
        self._done = done
        self.found = Kept()

    def all_due(self) -> datetime | None:
        """Do all that is due, and return when the case is to be looked at again."""
        stored = self._together.entries(self._id)
        self._log = stored.log
        case = stored.case
        while True:
            due = [one for one in case.deadlines if one.at <= self._now]
            after = self._do(case, due)
            if after is case:
                self._renew(due)
                return min((one.at for one in case.deadlines if one.at > self._now), default=None)
            self._log, case = self._together.log(self._id), after

    def _do(self, case: Case, due: list[Deadline]) -> Case:
        """Do what is due until something changes the case, and return it as it is then."""
        for deadline in due:
            if not is_pending(case, self._number, deadline, self._since, self._held, self._done):
                continue
            if deadline.kind != "overdue_way":
                self._tell(case, deadline, deadline.kind)
                continue
            after = self._take(case, deadline)
            if after is not None:
                return after
        return case

    def _renew(self, due: list[Deadline]) -> None:
        """Have delivered, and laid before officials, what is true again after a suspension or a revert."""
        kinds = {"overdue_way": "confirmation"}
        true = {(key_of(one, kinds.get(one.kind, one.kind)), one.person or "") for one in due}
        renew(self._connection, self._number, true, self._now)
        referrals.reopen(self._connection, self._number)

    def _tell(self, case: Case, deadline: Deadline, kind: NoticeKind) -> None:
        if is_told(self._done, self._number, deadline, kind):
            return
        number = notices.record(self._connection, self._number, deadline, kind, _said(case, deadline), self._now)
        self._done.add((self._number, key_of(deadline, kind), deadline.person or ""))
        if number is not None:
            add_deliveries(self._connection, number, self._route(deadline.role, deadline.person), self._now)
            self.found.notices.append(number)

    def _take(self, case: Case, deadline: Deadline) -> Case | None:
        """Take an overdue way, and return the case after it; None where it is laid before an official instead."""
        assert deadline.step is not None
        term = case.state.now.tasks[deadline.step].term
        assert term is not None
        found = self._doubt(case, deadline, term) or self._lapse(case, deadline, term)
        if not isinstance(found, tuple):
            return found
        reason, why = found
        key = referral_key(case, deadline)
        self._done.add((self._number, key, ""))
        referrals.refer(self._connection, self._number, key, deadline, reason, why, self._now)
        self._tell(case, deadline, "confirmation")
        self.found.referred.append((self._id, deadline.step))
        return None

    def _lapse(self, case: Case, deadline: Deadline, term: Term) -> Case | Doubt:
        assert deadline.step is not None
        by, at = Person(PROGRAM, roles={deadline.role}), max(term.promise.at, case.state.now.barrier)
        try:
            after = self._together.on(self._id, seen=case.seq).lapse(deadline.step, by=by, at=at)
        except (Rejected, CalendarError) as refused:
            return "refused", {lang: one_line(refused.message(lang)) for lang in LANGUAGES}
        self.found.lapsed.append((self._id, deadline.step))
        return after

    def _doubt(self, case: Case, deadline: Deadline, term: Term) -> Doubt | None:
        return _doubt(case, deadline, term, self._since) or _not_in_time(case, deadline, self._log)


def _doubt(case: Case, deadline: Deadline, term: Term, since: datetime) -> Doubt | None:
    """Return why a program must not take an overdue way; None where it may.

    The passing of a due date can have legal force, so it rests on a date that is certain, on the calendar as it was
    when it was promised, and that fell after deadlines were first kept here.
    """
    assert deadline.step is not None
    promise, counted_on = term.promise, case.procedure.machine.steps[deadline.step].calendar
    if promise.assumptions:
        why = [[assumption.message(lang) for assumption in promise.assumptions] for lang in LANGUAGES]
        return "uncertain", {
            lang: say("referral-uncertain", lang, why=one_line("; ".join(said)))
            for lang, said in zip(LANGUAGES, why, strict=True)
        }
    if _taken_back(case, deadline):
        return "taken_back", {lang: say("referral-taken-back", lang) for lang in LANGUAGES}
    if promise.hash != counted_on.hash:
        return "calendar_changed", {
            lang: say("referral-calendar-changed", lang, calendar=promise.calendar) for lang in LANGUAGES
        }
    if deadline.at < since:
        shown = since.astimezone(case.procedure.calendar.timezone)
        return "before_watch", {lang: say("referral-before-watch", lang, since=shown) for lang in LANGUAGES}
    return None


def _not_in_time(case: Case, deadline: Deadline, log: tuple[Entry, ...]) -> Doubt | None:
    """Return why, where nobody could have kept a due date: it had passed when the event that set it was recorded.

    So no chain of overdue ways runs through the past when the first of them is found late.
    """
    for entry in reversed(log):
        event: Any = entry.event
        begun = {one.step for one in getattr(event, "begun", ())}
        if deadline.step in begun or deadline.step in getattr(event, "moved", {}) or event.type == "migrated":
            if entry.recorded <= deadline.due:
                return None
            at = entry.recorded.astimezone(case.procedure.calendar.timezone)
            return "not_in_time", {lang: say("referral-not-in-time", lang, at=at) for lang in LANGUAGES}
    return None


def _taken_back(case: Case, deadline: Deadline) -> int:
    """Return how often the overdue way of this very task was taken, and taken back."""
    reverted = {event.reverts for event in case.events if isinstance(event, Reverted)}
    taken: list[tuple[str, int]] = []
    for event in case.events:
        if isinstance(event, Migrated):
            taken = [(event.steps.get(step, step), visit) for step, visit in taken]
        elif isinstance(event, Lapsed) and event.seq in reverted:
            taken.append((event.step, case.as_of(event.seq - 1).state.now.tasks[event.step].visit))
    return taken.count((deadline.step or "", deadline.visit))


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
