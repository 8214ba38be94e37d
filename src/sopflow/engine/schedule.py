"""What is due to happen in a case by itself: reminders, escalations, overdue ways, each with its instant.

It is made of where the case stands and nothing else, so whatever moves a due date moves what hangs on it. It must not
know what has been sent, nor what time it is.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from sopflow.definition.model import Reminder
from sopflow.engine.routing import latest
from sopflow.errors import CalendarError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.model import Definition, Escalation
    from sopflow.duration import Duration
    from sopflow.engine.events import Promise
    from sopflow.engine.machine import Machine
    from sopflow.engine.situation import Active, Situation, Term

Kind = Literal["reminder", "escalation", "overdue_way"]
Recipient = tuple[str, str | None]
"""A role, and the person who has taken its task, if anybody has."""

_PASSED: Final = timedelta(minutes=1)
"""Instants count in minutes: whatever is done in the minute of a due date is on time."""


class Deadline(NamedTuple):
    """Something that is due to happen ``at`` an instant, since something is ``due`` near it.

    ``step`` and ``visit`` name the task; None and 0 are what the citizen was promised. ``role`` hears of it (``person``
    where somebody has taken the task), or answers for the overdue way. ``term`` is how long before or after the due
    date, None where it is as soon as that has passed. ``certain`` tells whether the due date rests on decreed data
    only. Instants are aware, in the zone of the SOP's calendar.
    """

    at: datetime
    kind: Kind
    step: str | None
    visit: int
    due: datetime
    role: str
    person: str | None
    term: Duration | None
    certain: bool

    @property
    def key(self) -> str:
        """What tells it apart in its case, but for the person; the same as long as the due date is."""
        due = self.due.astimezone(UTC).isoformat()
        return f"{self.kind}/{self.step or ''}/{self.visit}/{due}/{_written(self.term)}/{self.role}"

    @property
    def rule(self) -> str:
        """What tells the reminder or escalation of the SOP apart that it comes from."""
        return f"{self.kind}/{self.step or ''}/{_written(self.term)}"

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON has it."""
        term = None if self.term is None else self.term.text
        return {**self._asdict(), "at": self.at.isoformat(), "due": self.due.isoformat(), "term": term}


def rules(definition: Definition) -> frozenset[str]:
    """Return what tells the reminders and escalations of an SOP apart, as ``Deadline.rule`` has it."""
    return frozenset(
        f"reminder/{step or ''}/{_written(notice.before)}"
        if isinstance(notice, Reminder)
        else f"escalation/{step or ''}/{_written(notice.after)}"
        for step, notices in definition.notices_by_step.items()
        for notice in notices
    )


def _written(term: Duration | None) -> str:
    return "" if term is None else f"{term.amount} {term.unit}"


def schedule(machine: Machine, now: Situation) -> tuple[Deadline, ...]:
    """Return all that hangs on the due dates of a case, in the order in which it is due; nothing while it stands still.

    What would have been due before its task began is left out, and what lies outside the years that a calendar answers.
    """
    if now.status != "open" or not machine.tells:
        return ()
    found: list[Deadline] = []
    for task in now.tasks.values():
        if task.promise is not None:
            found += _of_task(machine, task, task.promise)
    if now.service is not None:
        found += _of_service(machine, now, now.service)
    return tuple(sorted(set(found), key=lambda one: (one.at, one.key, one.person or "")))


def _of_task(machine: Machine, task: Active, promise: Promise) -> Iterator[Deadline]:
    step = machine.steps[task.step]
    performer = (step.actor, task.assignee)

    def recipients(roles: tuple[str, ...]) -> list[Recipient]:
        return [performer if role == step.actor else (role, None) for role in roles or (step.actor,)]

    about = (task.step, task.visit, promise.at)
    for reminder in step.remind:
        at = _before(machine, step.calendar, promise.at, reminder)
        if at is not None and at > task.since:
            for recipient in recipients(reminder.to):
                yield _deadline(at, "reminder", about, recipient, reminder.before, promise)
    for escalation in step.escalate:
        at = _after(machine, step.calendar, promise.at, escalation)
        if at is not None:
            for recipient in recipients(escalation.to):
                yield _deadline(at, "escalation", about, recipient, escalation.after, promise)
    if step.overdue is not None and step.responsible is not None:
        yield _deadline(promise.at + _PASSED, "overdue_way", about, (step.responsible, None), None, promise)


def _of_service(machine: Machine, now: Situation, term: Term) -> Iterator[Deadline]:
    service, promise, since = machine.service_time, term.promise, latest(term.arrivals)
    if service is None:
        return
    at_work: list[Recipient] = [(machine.steps[task.step].actor, task.assignee) for task in now.tasks.values()]
    about = (None, 0, promise.at)
    for reminder in service.remind:
        at = _before(machine, machine.calendar, promise.at, reminder)
        if at is not None and at > since:
            for recipient in [(role, None) for role in reminder.to] or at_work:
                yield _deadline(at, "reminder", about, recipient, reminder.before, promise)
    for escalation in service.escalate:
        at = _after(machine, machine.calendar, promise.at, escalation)
        if at is not None:
            for role in escalation.to:
                yield _deadline(at, "escalation", about, (role, None), escalation.after, promise)


def _deadline(
    at: datetime,
    kind: Kind,
    about: tuple[str | None, int, datetime],
    recipient: Recipient,
    term: Duration | None,
    promise: Promise,
) -> Deadline:
    return Deadline(at, kind, *about, *recipient, term, not promise.assumptions)


def _before(machine: Machine, calendar: WorkCalendar, due: datetime, reminder: Reminder) -> datetime | None:
    try:
        return machine.zone.shown(calendar.before(due, reminder.before))
    except CalendarError:
        return None


def _after(machine: Machine, calendar: WorkCalendar, due: datetime, escalation: Escalation) -> datetime | None:
    if escalation.after is None:
        return due + _PASSED
    try:
        at, _ = calendar.end_of(due, escalation.after, cutoff=False)
    except CalendarError:
        return None
    return machine.zone.not_before(at, due)
