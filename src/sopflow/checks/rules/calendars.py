"""The calendar that a due date is counted on has to exist, and to be a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sopflow.errors import CalendarError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.checks.subject import Subject
    from sopflow.source.nodes import Path as Place


def calendars_exist(subject: Subject) -> None:
    """Report calendars that cannot be found or read, each once; a path starts at the folder of the SOP."""
    named: dict[str, Place] = {}
    for name, place in _calendars(subject):
        named.setdefault(name, place)
    for name, place in named.items():
        error = _fault(name, Path(subject.file).parent)
        if error:
            subject.report.at(error.code, place, **error.params)


def _fault(name: str, folder: Path) -> CalendarError | None:
    from sopflow.calendars.load import calendar

    try:
        calendar(name, folder)
    except CalendarError as error:
        return error
    return None


def _calendars(subject: Subject) -> Iterator[tuple[str, Place]]:
    if subject.report.has(("calendar",)):
        yield subject.definition.calendar, ("calendar",)
    for actor in subject.definition.actors.values():
        if actor.calendar:
            yield actor.calendar, ("actors", actor.id, "calendar")
    for step in subject.definition.steps.values():
        if step.calendar:
            yield step.calendar, subject.place(step.id, "calendar")
