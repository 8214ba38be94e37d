"""A document that a step needs has to come from somewhere; else no case gets past that step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.messages import Either

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject
    from sopflow.definition.model import Step


def inputs_come_from_somewhere(subject: Subject) -> None:
    """Report required inputs that are neither handed in, nor on hand, nor produced by any step."""
    definition = subject.definition
    if not subject.built.documents_known:
        return
    available = {document.id for document in definition.documents.values() if document.external or document.on_hand}
    available |= {document for step in definition.steps.values() for document in _produced(step)}
    for step in definition.steps.values():
        for place, item in enumerate(step.inputs):
            if item.documents and not item.optional and not available.intersection(item.documents):
                names = [definition.documents[document].name or document for document in item.documents]
                path = subject.place(step.id, "inputs", place)
                subject.report.at("input-never-produced", path, names=Either(tuple(names)), hint="input-source")


def _produced(step: Step) -> list[str]:
    outputs = [*step.outputs, *(output for way in step.exits for output in way.outputs)]
    return [output.document for output in outputs]
