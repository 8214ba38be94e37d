"""Each document that a step produces is used afterwards; else the Output column says more than the work does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.checks.rules.documents import document_names
from sopflow.definition.idle import idle_outputs, produced_twice

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject
    from sopflow.definition.model import Output, Step
    from sopflow.source.nodes import KeyPath


def outputs_are_used(subject: Subject) -> None:
    """Warn of outputs that nobody uses, and of documents that two parallel flows produce."""
    for idle in idle_outputs(subject.definition, subject.flow):
        code = "output-overwritten" if idle.overwritten else "output-unused"
        subject.findings.at(
            code, _place(subject, idle.step, idle.document), hint=f"{code}-hint",
            names=document_names(subject, (idle.document,)), others=idle.overwritten,
        )  # fmt: skip
    for twice in produced_twice(subject.definition, subject.flow):
        subject.findings.at(
            "output-twice", _place(subject, twice.steps[-1], twice.document), hint="output-twice-hint",
            names=document_names(subject, (twice.document,)), others=twice.steps, step=twice.fork,
        )  # fmt: skip


def _place(subject: Subject, step: str, document: str) -> KeyPath:
    """Return where a step says first that it produces a document."""
    outputs = _outputs(subject.definition.steps[step])
    return next(subject.path(step, *path) for output, path in outputs if output.document == document)


def _outputs(step: Step) -> list[tuple[Output, KeyPath]]:
    """Return all outputs of a step, those of its branches and of its overdue way too, with their places in it."""
    found: list[tuple[Output, KeyPath]] = [(out, ("outputs", place)) for place, out in enumerate(step.outputs)]
    for number, branch in enumerate(step.branches):
        found += [(out, ("branches", number, "outputs", place)) for place, out in enumerate(branch.outputs)]
    if step.on_overdue:
        found += [(out, ("on_overdue", "outputs", place)) for place, out in enumerate(step.on_overdue.outputs)]
    return found
