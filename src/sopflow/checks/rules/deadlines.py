"""Deadlines that nobody set, or whose passing means nothing: worth knowing, and often meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.source.nodes import is_bare

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject


def steps_have_a_deadline(subject: Subject) -> None:
    """Note once the steps that say nothing of time; a dash in the cell says that there is no limit."""
    paths = [
        subject.path(step.id, "id")
        for step in subject.definition.steps.values()
        if step.duration is None and not _says_so(subject, step.id)
    ]
    if paths:
        also = subject.findings.also(paths)
        subject.findings.at("step-without-duration", paths[0], hint="step-without-duration-hint", also=also)


def _says_so(subject: Subject, step: str) -> bool:
    """Return whether a step says that there is no limit: by a dash, not by an empty cell."""
    path = subject.path(step, "duration")
    return subject.findings.has(path) and not is_bare(subject.findings.node(path))


def outsiders_who_are_late_are_thought_of(subject: Subject) -> None:
    """Note deadlines of external actors without an overdue way: the case would wait for them without end."""
    for step in subject.definition.steps.values():
        actor = subject.definition.actors.get(step.actor)
        if actor is not None and actor.external and step.duration and not step.on_overdue:
            path = subject.path(step.id, "duration")
            subject.findings.at("deadline-without-overdue", path, hint="deadline-without-overdue-hint", name=actor.name)
