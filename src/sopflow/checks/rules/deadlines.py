"""Deadlines that nobody set, or whose passing means nothing: worth knowing, and often meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject


def steps_have_a_deadline(subject: Subject) -> None:
    """Note once the steps that say nothing of time; a dash in the cell says that there is no limit."""
    paths = [
        subject.path(step.id, "id")
        for step in subject.definition.steps.values()
        if step.duration is None and not subject.findings.has(subject.path(step.id, "duration"))
    ]
    if paths:
        also = subject.findings.also(paths)
        subject.findings.at("step-without-duration", paths[0], hint="step-without-duration-hint", also=also)


def outsiders_who_are_late_are_thought_of(subject: Subject) -> None:
    """Note deadlines of external actors without an overdue way: the case would wait for them without end."""
    for step in subject.definition.steps.values():
        actor = subject.definition.actors.get(step.actor)
        if actor is not None and actor.external and step.duration and not step.on_overdue:
            path = subject.path(step.id, "duration")
            subject.findings.at("deadline-without-overdue", path, hint="deadline-without-overdue-hint", name=actor.name)
