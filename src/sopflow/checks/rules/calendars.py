"""The calendar that a due date is counted on has to exist, and to be a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.errors import CalendarError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.checks.subject import Subject
    from sopflow.source.nodes import KeyPath


def calendars_exist(subject: Subject) -> None:
    """Report calendars that cannot be found or read, each once; a path starts at the folder of the SOP."""
    named: dict[str, KeyPath] = {}
    for name, path in _calendars(subject):
        named.setdefault(name, path)
    for name, path in named.items():
        try:
            subject.calendar(name)
        except CalendarError as error:
            said = error.as_one()
            hint = "check-that-calendar" if said.code == "calendar-file-unusable" else None
            subject.findings.at(said.code, path, hint=hint, **({"name": name} | said.params))


def _calendars(subject: Subject) -> Iterator[tuple[str, KeyPath]]:
    if subject.findings.has(("calendar",)):
        yield subject.definition.calendar, ("calendar",)
    for actor in subject.definition.actors.values():
        if actor.calendar:
            yield actor.calendar, ("actors", actor.id, "calendar")
    for step in subject.definition.steps.values():
        if step.calendar:
            yield step.calendar, subject.path(step.id, "calendar")
