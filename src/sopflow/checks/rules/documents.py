"""Each document is there when a step needs it; else no case gets past that step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sopflow.checks.rules.written import written_way
from sopflow.definition.lacking import lacking_inputs
from sopflow.definition.leaving import all_leavings
from sopflow.messages import Either

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject
    from sopflow.definition.lacking import Why
    from sopflow.source.nodes import KeyPath

_CODES: Final[dict[Why, str]] = {
    "missing": "input-missing",
    "afterwards": "input-only-afterwards",
    "perhaps": "input-perhaps-missing",
    "overdue": "input-missing-then-overdue",
    "beside": "input-from-beside",
    "circle": "inputs-wait-in-circle",
    "unproven": "input-unproven",
}


def documents_are_there(subject: Subject) -> None:
    """Report inputs that nobody produces, or that are missing on some way."""
    if not subject.built.documents_known:
        return
    nowhere = _never_produced(subject)
    if subject.built.uncertain or subject.flow.faults or _ways_in_doubt(subject):
        return
    lacks = lacking_inputs(subject.definition, subject.flow)
    if lacks is None:
        subject.findings.at("documents-unproven", ("sop",), hint="documents-unproven-hint")
    for lack in lacks or ():
        documents = subject.definition.steps[lack.step].inputs[lack.place].documents
        if documents not in nowhere:
            code = _CODES[lack.why]
            skipped = [one.way.step for one in lack.way if one.skipped and one.way.step in lack.others]
            hint = "input-missing-skipped-hint" if skipped and code == "input-missing" else f"{code}-hint"
            subject.findings.at(
                code, subject.path(lack.step, "inputs", lack.place), hint=hint, step=lack.step, skipped=skipped,
                fixed=f"{{document: {documents[0]}, optional: true}}",
                names=document_names(subject, documents), others=lack.others, way=written_way(lack.way, lack.step),
            )  # fmt: skip


def _ways_in_doubt(subject: Subject) -> bool:
    """Return whether something is wrong with a way out of a step, so that it may lead elsewhere than was read."""
    ways = ("next", "branches", "on_overdue", "optional")
    return any(
        subject.findings.has_errors(subject.path(step, key))
        for step in subject.definition.steps
        for key in ways
        if subject.findings.has(subject.path(step, key))
    )


def _never_produced(subject: Subject) -> set[tuple[str, ...]]:
    """Report required inputs that are neither handed in, nor on hand, nor produced by any step, each once."""
    definition = subject.definition
    available = {document.id for document in definition.documents.values() if document.external or document.on_hand}
    available |= {d for ways in all_leavings(definition).values() for leaving in ways for d in leaving.outputs}
    missing: dict[tuple[str, ...], list[KeyPath]] = {}
    for step in definition.steps.values():
        for place, item in enumerate(step.inputs):
            if item.documents and not item.optional and not available.intersection(item.documents):
                missing.setdefault(item.documents, []).append(subject.path(step.id, "inputs", place))
    for documents, paths in missing.items():
        said: dict[str, Any] = {"names": document_names(subject, documents), "also": subject.findings.also(paths)}
        subject.findings.at("input-never-produced", paths[0], hint="input-source", **said)
    return set(missing)


def document_names(subject: Subject, documents: tuple[str, ...]) -> Either:
    """Return what documents are called, of which any one would do."""
    return Either(tuple(subject.definition.documents[document].name or document for document in documents))
