"""A document that a step needs has to come from somewhere; else no case gets past that step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopflow.messages import Either

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject
    from sopflow.definition.model import Step
    from sopflow.source.nodes import KeyPath


def inputs_come_from_somewhere(subject: Subject) -> None:
    """Findings required inputs that are neither handed in, nor on hand, nor produced by any step, each once."""
    definition = subject.definition
    if not subject.built.documents_known:
        return
    available = {document.id for document in definition.documents.values() if document.external or document.on_hand}
    available |= {document for step in definition.steps.values() for document in _produced(step)}
    missing: dict[tuple[str, ...], list[KeyPath]] = {}
    for step in definition.steps.values():
        for place, item in enumerate(step.inputs):
            if item.documents and not item.optional and not available.intersection(item.documents):
                missing.setdefault(item.documents, []).append(subject.path(step.id, "inputs", place))
    for documents, paths in missing.items():
        names = [definition.documents[document].name or document for document in documents]
        said: dict[str, Any] = {"names": Either(tuple(names)), "also": subject.findings.also(paths)}
        subject.findings.at("input-never-produced", paths[0], hint="input-source", **said)


def _produced(step: Step) -> list[str]:
    outputs = [*step.outputs, *(output for way in step.named_exits for output in way.outputs)]
    return [output.document for output in outputs]
