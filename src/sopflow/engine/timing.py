"""Due dates of tasks: counted once when a term begins, then moved as facts.

It must not know commands, nor when what happens.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sopflow.calendars.certainty import combine
from sopflow.calendars.workcalendar import StandingDue
from sopflow.duration import Duration
from sopflow.engine.events import Promise
from sopflow.engine.routing import latest

if TYPE_CHECKING:
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.engine.routing import Arrival
    from sopflow.engine.situation import Pause, Term
    from sopflow.engine.zone import CaseZone


def counted(calendar: WorkCalendar, zone: CaseZone, duration: Duration, arrivals: tuple[Arrival, ...]) -> Promise:
    """Return the due date of a term that begins with the last of ``arrivals``: no arrival makes it due earlier."""
    if len(arrivals) > 1:
        return max((counted(calendar, zone, duration, (one,)) for one in arrivals), key=lambda due: due.at)
    ((start, external),) = arrivals
    at, assumptions = calendar.end_of(start, duration, external)
    if at.tzinfo is not zone.steady_zone:
        at = zone.not_before(at, start)
    return Promise._make((at, calendar.id, calendar.hash, assumptions, None, 0))


def paused(calendar: WorkCalendar, zone: CaseZone, term: Term, pause: Pause) -> Promise:
    """Return when a term is due after one more suspension; one that touches the last one is counted as one with it.

    Where the calendar has changed since the date was promised, the last one is not looked at again.
    """
    promise, pauses = term.promise, [move for move in term.moves if isinstance(move, tuple)]
    as_counted = term.unpaused is not None and term.unpaused.hash == promise.hash == calendar.hash
    if term.unpaused is not None and as_counted and term.touches(pause):
        promise, pause = term.unpaused, (pauses.pop()[0], pause[1])
    if pause[0] >= promise.at:
        return max(promise, term.promise, key=lambda due: due.at)
    last, start = _running(term), _start(calendar, term)
    stood = _standing(calendar, promise, start, last)
    now = calendar.moved(stood, last, start, [*pauses, pause])
    moved = promise if now is stood and promise.at >= pause[1] else _promise(calendar, zone, now, pause[1])
    return max(moved, term.promise, key=lambda due: due.at)


def extended(calendar: WorkCalendar, zone: CaseZone, term: Term, to: datetime | Duration) -> Promise:
    """Return when a term is due that is longer by ``to``, counted from its due date, or lasts until ``to``."""
    stood = StandingDue(term.promise.at, term.promise.assumptions, term.promise.at.date())
    since = term.promise.at if isinstance(to, Duration) else to
    return _promise(calendar, zone, _longer(calendar, stood, to), since)


def recounted(calendar: WorkCalendar, zone: CaseZone, term: Term) -> Promise:
    """Return when a term is due if everything since its start is counted anew, as it stands where that is the same."""
    was, now = term.promise, _counted_anew(calendar, zone, term)
    return was if (now.at, now.hash, now.assumptions) == (was.at, was.hash, was.assumptions) else now


def _counted_anew(calendar: WorkCalendar, zone: CaseZone, term: Term) -> Promise:
    first = counted(calendar, zone, term.duration, term.arrivals)
    if not term.moves:
        return first
    start = _start(calendar, term)
    stood = calendar.standing(first.at, start, term.duration, first.assumptions)
    now = _promise(calendar, zone, stood, start)
    pauses: list[Pause] = []
    running = term.duration
    for move in term.moves:
        if isinstance(move, tuple):
            pauses.append(move)
            before_due = move[0] < now.at
            after = calendar.moved(stood, running, start, pauses) if before_due else stood
            since = move[1] if before_due else now.at
        else:
            running = _unit_after(term.duration, move)
            after = max(stood, _longer(calendar, stood, move), key=lambda due: due.at)
            since = now.at
        now = _promise(calendar, zone, after, since)
        stood = after._replace(at=calendar.instant(now.at))
    return now


def minutes_left(calendar: WorkCalendar, term: Term, at: datetime) -> int:
    """Return the working minutes from ``at`` to the due date of a term, negative once it has passed.

    What a case stood still since then does not count.
    """
    due = term.promise.at
    if at <= due:
        return max(0, calendar.working_minutes(at, due))
    stood_still = sum(
        calendar.working_minutes(max(due, begin), min(at, end))
        for begin, end in (move for move in term.moves if isinstance(move, tuple))
        if due < end and begin < at
    )
    return min(0, stood_still - calendar.working_minutes(due, at))


def _start(calendar: WorkCalendar, term: Term) -> datetime:
    """Return from when on suspensions count: the start, after a cutoff, which clock hours do not have.

    Where a changed calendar would have received it after the due date, it is the start as it was.
    """
    start = latest(term.arrivals)
    if term.duration.unit == "clock_hour":
        return start
    received = max([start, *(calendar.received(at) for at, external in term.arrivals if external)])
    return received if received <= term.promise.at else start


def _running(term: Term) -> Duration:
    """Return the duration in whose unit the due date moves: the term's, or what last made it longer."""
    running = term.duration
    for move in term.moves:
        if not isinstance(move, tuple):
            running = _unit_after(term.duration, move)
    return running


def _unit_after(duration: Duration, to: datetime | Duration) -> Duration:
    """Return the unit after an extension; to an instant that somebody set, time is paid back to the minute."""
    if isinstance(to, Duration):
        return to
    return duration if duration.unit == "clock_hour" else Duration(1, "minute")


def _standing(calendar: WorkCalendar, promise: Promise, start: datetime, running: Duration) -> StandingDue:
    """Return a due date ready to be moved; in working days from where it stands, where the calendar has changed."""
    changed = promise.hash != calendar.hash
    if promise.base is None or (changed and running.unit in {"working_day", "same_day"}):
        return calendar.standing(promise.at, start, running, promise.assumptions, changed=changed)
    return StandingDue(promise.at, promise.assumptions, promise.base, promise.lost)


def _longer(calendar: WorkCalendar, stood: StandingDue, to: datetime | Duration) -> StandingDue:
    if isinstance(to, datetime):
        return StandingDue(to, (), to.date())
    at, assumptions = calendar.end_of(stood.at, to, cutoff=False)
    return calendar.standing(at, stood.at, to, combine(stood.assumptions, assumptions))


def _promise(calendar: WorkCalendar, zone: CaseZone, now: StandingDue, since: datetime) -> Promise:
    return Promise(zone.not_before(now.at, since), calendar.id, calendar.hash, now.assumptions, now.base, now.lost)
