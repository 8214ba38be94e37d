"""Wordings that leave open how a term counts: the due date would rest on a guess."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.checks.subject import Subject
    from sopflow.definition.model import Escalation, Reminder
    from sopflow.duration import Duration
    from sopflow.source.nodes import KeyPath

_DAYS: Final = frozenset({"working_day", "calendar_day"})
_HOURS_A_DAY: Final = 24
_MINUTES_A_DAY: Final = 24 * 60


def days_are_qualified(subject: Subject) -> None:
    """Warn once of bare ``hari`` where the SOP does not say how they count; a mixture raises the question twice."""
    if subject.findings.has(("day_counting",)) or not subject.findings.whole(()):
        return
    days = [(duration, path) for duration, path in _durations(subject) if duration.unit in _DAYS]
    bare = [path for duration, path in days if duration.bare]
    said = next((duration for duration, _ in days if not duration.bare), None)
    if bare:
        also = subject.findings.also(bare)
        code = "days-unqualified" if said is None else "days-mixed"
        subject.findings.at(code, bare[0], hint="say-day-counting", also=also, text=said and said.text)


def hours_are_plausible(subject: Subject) -> None:
    """Ask of bare hours of a day or more which hours are meant."""
    for duration, path in _durations(subject):
        if duration.bare and duration.unit == "minute" and duration.amount >= _MINUTES_A_DAY:
            hours = duration.amount // 60
            days = hours // _HOURS_A_DAY
            clock = f"{days} x 24 jam" if hours == days * _HOURS_A_DAY else None
            hint = "say-clock-hours" if clock else "say-working-hours"
            fixed = f"{hours} jam kerja"
            subject.findings.at("hours-over-a-day", path, hint=hint, text=duration.text, clock=clock, fixed=fixed)


def _durations(subject: Subject) -> Iterator[tuple[Duration, KeyPath]]:
    """Give every duration of the SOP with its place, in the order of the format."""
    definition = subject.definition
    promised = definition.service_time
    if promised:
        yield promised.duration, subject.path_of_promise
        if promised.extension:
            yield promised.extension, ("service_time", "extension")
        yield from _of_notices(subject, ("service_time",), promised.remind, promised.escalate)
    yield from _of_notices(subject, (), definition.remind, definition.escalate)
    for step in definition.steps.values():
        if step.duration:
            yield step.duration, subject.path(step.id, "duration")
        yield from _of_notices(subject, subject.path(step.id), step.remind or (), step.escalate or ())


def _of_notices(
    subject: Subject, path: KeyPath, remind: tuple[Reminder, ...], escalate: tuple[Escalation, ...]
) -> Iterator[tuple[Duration, KeyPath]]:
    for place, reminder in enumerate(remind):
        yield reminder.before, subject.path_of_notice(path, "remind", place, "before")
    for place, escalation in enumerate(escalate):
        if escalation.after:
            yield escalation.after, subject.path_of_notice(path, "escalate", place, "after")
