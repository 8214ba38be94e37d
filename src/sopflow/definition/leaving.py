"""The ways out of a step, and what comes of taking one: which documents it produces, which facts are stated on it.

A step that is skipped, or whose time passes, produces and states nothing of its own. It must not know the flow as a
whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sopflow.definition.model import ON_OVERDUE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.definition.model import Branch, Definition, Exit, Output, Step

NOTHING: Final[frozenset[str]] = frozenset()


class Leaving(NamedTuple):
    """One way out of a step, the overdue way and being ``skipped`` included."""

    way: Exit
    branch: Branch | None
    skipped: bool
    outputs: frozenset[str]
    states: frozenset[str]

    @property
    def completes(self) -> bool:
        """Whether the step has been done: it was neither skipped nor overtaken by time."""
        return not self.skipped and self.way.branch != ON_OVERDUE


def leavings(step: Step) -> tuple[Leaving, ...]:
    """Return all ways out of a step; being skipped comes last."""
    own, sets = documents_of(step.outputs), frozenset(step.sets)
    found = []
    for way in step.exits:
        branch = step.branch(way.branch) if way.branch else None
        outputs = documents_of(branch.outputs) if branch else NOTHING
        late = way.branch == ON_OVERDUE
        found.append(Leaving(way, branch, False, outputs if late else own | outputs, NOTHING if late else sets))
    if step.optional:
        found.append(Leaving(step.exits[0], None, True, NOTHING, NOTHING))
    return tuple(found)


def all_leavings(definition: Definition) -> dict[str, tuple[Leaving, ...]]:
    """Return the ways out of each step."""
    return {step.id: leavings(step) for step in definition.steps.values()}


def documents_of(outputs: Iterable[Output]) -> frozenset[str]:
    """Return the documents among outputs."""
    return frozenset(output.document for output in outputs)
