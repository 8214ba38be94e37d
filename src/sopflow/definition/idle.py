"""What becomes of the documents that steps produce: which nobody uses, and which two flows produce side by side.

What is produced on the way to an outcome is what the SOP is for. It must not know files.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from sopflow.definition.flow import regions
from sopflow.definition.leaving import all_leavings

if TYPE_CHECKING:
    from sopflow.definition.flow import Flow
    from sopflow.definition.model import Definition


class Idle(NamedTuple):
    """An output of a step that no step uses afterwards; ``overwritten`` names the steps that produce it anew."""

    step: str
    document: str
    overwritten: tuple[str, ...]


class Twice(NamedTuple):
    """A document that two flows of one fork produce side by side."""

    fork: str
    document: str
    steps: tuple[str, ...]


def idle_outputs(definition: Definition, flow: Flow) -> tuple[Idle, ...]:
    """Return the outputs that no step uses before they are produced anew or the case ends."""
    search = _Search(definition, flow)
    return tuple(
        found
        for step, leavings in search.leavings.items()
        for document in dict.fromkeys(document for leaving in leavings for document in sorted(leaving.outputs))
        if (found := search.idle(step, document)) is not None
    )


def produced_twice(definition: Definition, flow: Flow) -> tuple[Twice, ...]:
    """Return the documents that two flows of one fork produce, so that nobody knows which of them holds."""
    made = {
        step: frozenset[str]().union(*(leaving.outputs for leaving in leavings))
        for step, leavings in all_leavings(definition).items()
    }
    producing = [step for step, documents in made.items() if documents]
    found: dict[tuple[str, str], Twice] = {}
    for fork, inside in regions(flow).items():
        first: dict[str, list[str]] = {}
        for region in inside:
            producers: dict[str, str] = {}
            for step in (step for step in producing if step in region):
                for document in made[step]:
                    producers.setdefault(document, step)
            for document, step in producers.items():
                first.setdefault(document, []).append(step)
        for document, steps in first.items():
            if len(steps) > 1:
                found.setdefault((document, steps[-1]), Twice(fork.step, document, tuple(steps)))
    return tuple(found.values())


class _Search:
    def __init__(self, definition: Definition, flow: Flow) -> None:
        self._steps = definition.steps
        self._outcomes = definition.outcomes
        self._regions = regions(flow)
        self.leavings = all_leavings(definition)
        self._users: dict[str, set[str]] = {}
        for step in definition.steps.values():
            for document in (document for item in step.inputs for document in item.documents):
                self._users.setdefault(document, set()).add(step.id)

    def idle(self, step: str, document: str) -> Idle | None:
        """Return that an output is idle; None where somebody uses it, or the case may end with it."""
        producing = [leaving for leaving in self.leavings[step] if document in leaving.outputs]
        targets = [target for leaving in producing for target in leaving.way.targets]
        users = self._users.get(document, set())
        if any(target in self._outcomes for target in targets) or users & self._beside(step):
            return None
        overwritten: dict[str, None] = {}
        waiting, seen = deque(targets), set(targets)
        while waiting:
            here = waiting.popleft()
            if here in users:
                return None
            for leaving in self.leavings.get(here, ()):
                if document in leaving.outputs:
                    overwritten[here] = None
                    continue
                fresh = [target for target in leaving.way.targets if target not in seen]
                seen.update(fresh)
                waiting += fresh
        return Idle(step, document, tuple(other for other in overwritten if other != step))

    def _beside(self, step: str) -> set[str]:
        """Return the steps of the flows that may run beside a step."""
        return {
            other
            for inside in self._regions.values()
            if any(step in region for region in inside)
            for region in inside
            if step not in region
            for other in region
        }
