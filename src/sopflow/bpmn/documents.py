"""The documents that tasks need and produce, one reference for each use, so that it can be drawn beside its task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.bpmn.process import Process
    from sopflow.definition.model import Definition, Step


@dataclass(frozen=True, slots=True)
class Use:
    """A document that a task needs (``is_input``) or produces."""

    id: str
    task: str
    document: str
    name: str
    is_input: bool


def uses(definition: Definition, process: Process) -> tuple[Use, ...]:
    """Return the documents of all tasks; what a branch or the overdue way produces belongs to the task as well."""
    found = []
    for node in process.nodes:
        if node.kind == "task" and node.step:
            for number, (document, is_input) in enumerate(_of_step(node.step), 1):
                name = one_line(definition.documents[document].name)
                found.append(Use(f"Use_{node.id.removeprefix('Task_')}.{number}", node.id, document, name, is_input))
    return tuple(found)


def _of_step(step: Step) -> Iterator[tuple[str, bool]]:
    needed = dict.fromkeys(document for item in step.inputs for document in item.documents)
    produced = [output.document for output in step.outputs]
    produced += [output.document for branch in step.named_exits for output in branch.outputs]
    for document in needed:
        yield document, True
    for document in dict.fromkeys(produced):
        yield document, False
