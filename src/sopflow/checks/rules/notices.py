"""Reminders that come before there is anything to be reminded of: somebody counts on them in vain."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from sopflow.errors import CalendarError
from sopflow.messages import Either

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.checks.subject import Subject
    from sopflow.definition.model import Reminder
    from sopflow.duration import Duration
    from sopflow.source.nodes import KeyPath

    Term = tuple[Duration, WorkCalendar]

_FROM: Final = date(2026, 1, 1)
_MOST_SHOWN: Final = 6
_DAYS: Final = 366
"""Every date of this year is tried as the start of a term, so that all its weekdays, feasts and Ramadan hours are."""


def reminders_can_come(subject: Subject) -> None:
    """Report reminders that lie before the start of each term that they are about, on whatever day it starts."""
    definition = subject.definition
    if not subject.sound:
        return
    try:
        everywhere = [
            (step.duration, subject.calendar(definition.calendar_of(step)))
            for step in definition.steps.values()
            if step.duration is not None and step.remind is None
        ]
        _check(subject, definition.remind, (), everywhere)
        for step in definition.steps.values():
            if step.duration is not None and step.remind:
                term = (step.duration, subject.calendar(definition.calendar_of(step)))
                _check(subject, step.remind, subject.path(step.id), [term])
        promised = definition.service_time
        if promised is not None:
            terms = [(promised.duration, subject.calendar(definition.calendar))]
            _check(subject, promised.remind, ("service_time",), terms)
    except CalendarError:  # what is wrong with a calendar is said elsewhere
        return


def _check(subject: Subject, reminders: tuple[Reminder, ...], path: KeyPath, terms: list[Term]) -> None:
    for place, reminder in enumerate(reminders):
        if not terms or any(_comes(reminder.before, *term) for term in terms):
            continue
        at = subject.path_of_notice(path, "remind", place, "before")
        lasts = Either(tuple(dict.fromkeys(str(duration) for duration, _ in terms))[:_MOST_SHOWN])
        hint = "reminder-never-comes-hint"
        subject.findings.at("reminder-never-comes", at, hint=hint, text=str(reminder.before), lasts=lasts)


def _comes(before: Duration, duration: Duration, calendar: WorkCalendar) -> bool:
    """Return whether a reminder comes after the start of the term, on at least one day on which that starts."""
    return any(calendar.before(calendar.due(start, duration).at, before) > start for start in _starts(calendar))


def _starts(calendar: WorkCalendar) -> Iterator[datetime]:
    for day in range(_DAYS):
        midnight = datetime.combine(_FROM + timedelta(day), time(), tzinfo=calendar.timezone)
        yield calendar.next_opening(midnight)
        yield midnight
