"""A BPMN document run by its own rules and as naively as can be: tokens on tasks, and tokens that wait at gateways.

Nothing is known of the SOP that the document was written from, but which way of a gateway is which of its branches.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from sopflow.definition.model import ON_OVERDUE

if TYPE_CHECKING:
    from sopflow.definition.model import Definition

MODEL: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


class DocumentRun:
    """A case of a BPMN document."""

    def __init__(self, definition: Definition, document: bytes) -> None:
        process = ET.fromstring(document).find(f"{MODEL}process")
        assert process is not None
        self._definition = definition
        self._nodes = {element.get("id", ""): element for element in process}
        self._targets = {
            element.get("id", ""): element.get("targetRef", "") for element in process.iter(f"{MODEL}sequenceFlow")
        }
        self._timers = {element.get("attachedToRef", ""): element for element in process.iter(f"{MODEL}boundaryEvent")}
        self._tasks: Counter[str] = Counter()
        self._waiting: dict[str, Counter[str]] = {}
        self._ended: list[str] = []
        self._over = False
        [start] = [element for element in process if element.tag == f"{MODEL}startEvent"]
        self._leave(start)

    def active(self) -> set[str]:
        """The ids of the steps that are active, each of which is so once."""
        steps = [_step(task) for task in self._tasks.elements()]
        assert len(steps) == len(set(steps)), steps
        return set(steps)

    def complete(self, step: str, branch: str | None) -> None:
        """Complete the step on that way; None for the way that has no name."""
        [task] = [task for task in self._tasks if _step(task) == step]
        self._tasks[task] -= 1
        self._tasks += Counter()
        if branch == ON_OVERDUE:
            self._leave(self._timers[task])
            return
        branches = [found.id for found in self._definition.steps[step].branches]
        [onward] = self._outgoing(self._nodes[task])
        if len(branches) > 1:
            gateway = self._nodes[self._targets[onward]]
            onward = self._outgoing(gateway)[branches.index(branch or "")]
        self._follow(onward)

    def outcome(self) -> str | None:
        """The outcome of a case of which nothing is left, None while something is."""
        if not self._over and (self._tasks or any(self._waiting.values())):
            return None
        assert len(set(self._ended[-1:] if self._over else self._ended)) == 1, self._ended
        return self._ended[-1]

    def _outgoing(self, node: ET.Element) -> list[str]:
        return [found.text or "" for found in node.findall(f"{MODEL}outgoing")]

    def _leave(self, node: ET.Element) -> None:
        for flow in self._outgoing(node):
            if not self._over:
                self._follow(flow)

    def _follow(self, flow: str) -> None:
        """Let a token come to the end of a sequence flow."""
        target = self._targets[flow]
        node = self._nodes[target]
        kind = node.tag.removeprefix(MODEL)
        if kind == "userTask":
            self._tasks[target] += 1
        elif kind == "endEvent":
            self._ended.append(target.removeprefix("End_"))
            if node.find(f"{MODEL}terminateEventDefinition") is not None:
                self._over = True
                self._tasks, self._waiting = Counter(), {}
        elif kind == "parallelGateway" and len(node.findall(f"{MODEL}incoming")) > 1:
            waiting = self._waiting.setdefault(target, Counter())
            waiting[flow] += 1
            if all(waiting[found.text or ""] for found in node.findall(f"{MODEL}incoming")):
                self._waiting[target] = waiting - Counter(
                    found.text or "" for found in node.findall(f"{MODEL}incoming")
                )
                self._leave(node)
        else:
            assert kind == "parallelGateway" or len(self._outgoing(node)) == 1, target
            self._leave(node)


def _step(task: str) -> str:
    """The step of a task; what is drawn again has a number behind a full stop."""
    return task.removeprefix("Task_").partition(".")[0]
