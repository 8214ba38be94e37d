"""An SOP as BPMN 2.0, run by SpiffWorkflow: what others' engine says about where a case stands.

A step is a user task, a decision an exclusive gateway, an outcome an end event, a terminating one where it ends the
case. A fork is a block, so it is drawn as one: an embedded sub-process from its parallel gateway to the one where its
flows meet, then on to the place where they meet. Each flow has a merging gateway of its own before the join, since a
flow that a decision split is still one flow. An outcome that ends the case ends a sub-process by an error event, which
its boundary hands outwards.

**What can be said.** Every sound SOP. A BPMN join would wait for ever for a flow that is alone, so only the flows of a
block lead to its join, and all others straight to the step. Where a step lies both in a block and outside it, or in
two blocks, no single drawing says that; it is drawn once for each, all of these under one name (``drawn_once`` tells
whether that was needed). What breaks a rule of flow is refused with ``UnsoundError``.

**Why sub-processes.** A join of SpiffWorkflow 3.2.0 is not reliable in a loop. It looks for its arrivals in the whole
history and leaves out its own ancestors only, so an earlier round's arrival that did not fire the join counts again:
in ``mulai: a+b | a: j | b: j | j&: ulang=mulai | maju=terbit`` with a before b in the first round, b alone fires the
join in the second (``ParallelGateway._check_threshold_unstructured``); its inclusive gateway never looks behind its
first firing either. Each run of a sub-process has a history of its own, in which a join fires at most once.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import pytest

from sopflow.definition.flow import analyse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.definition.model import Definition, Exit

Parser: Final = pytest.importorskip("SpiffWorkflow.bpmn.parser").BpmnParser
Workflow: Final = pytest.importorskip("SpiffWorkflow.bpmn").BpmnWorkflow
State: Final = pytest.importorskip("SpiffWorkflow").TaskState

NAMESPACE: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
PROCESS: Final = "process.1"


class UnsoundError(Exception):
    """The SOP breaks a rule of flow, so that nobody can say how it runs."""


class BpmnCase:
    """A case of an SOP that SpiffWorkflow runs.

    Its history is one tree, and SpiffWorkflow looks 1,000 deep and says nothing of what lies below: after some five
    hundred completions in one run of a process it sees no task any more. Searches stay far below that.
    """

    def __init__(self, definition: Definition) -> None:
        process, parts = _parsed(to_bpmn(definition))
        self._workflow = Workflow(process, parts)
        self._workflow.do_engine_steps()

    def active(self) -> set[str]:
        """The ids of the steps that are ready, of which none is so twice."""
        steps = [task.task_spec.bpmn_name for task in self._ready()]
        assert len(steps) == len(set(steps)), steps
        return set(steps)

    def complete(self, step: str, branch: str | None) -> None:
        """Complete the step on that way; None for the way that has no name."""
        [task] = [task for task in self._ready() if task.task_spec.bpmn_name == step]
        task.data["chosen"] = branch
        task.run()
        self._workflow.do_engine_steps()

    def outcome(self) -> str | None:
        """The outcome of a completed case, of which it has exactly one."""
        if not self._workflow.completed:
            return None
        tasks = self._workflow.get_tasks(state=State.COMPLETED, skip_subprocesses=True)
        [end] = [task for task in tasks if (task.task_spec.bpmn_id or "").startswith("end.")]
        return str(end.task_spec.bpmn_name)

    def _ready(self) -> list[Any]:
        return list(self._workflow.get_tasks(state=State.READY, manual=True))


def to_bpmn(definition: Definition) -> str:
    """Return the SOP as a BPMN document. Raises UnsoundError where it breaks a rule of flow."""
    return _Diagram(definition).document()


def drawn_once(definition: Definition) -> bool:
    """Whether each step stands in the diagram once, as no sequence flow is both in a block and outside it."""
    diagram = _Diagram(definition)
    diagram.document()
    return all(diagram.drawn[step] <= 1 for step in definition.steps)


@lru_cache(maxsize=64)
def _parsed(document: str) -> tuple[Any, Any]:
    """Parse a document, which costs more than a dozen completions: several cases of an SOP share it."""
    parser = Parser()
    parser.add_bpmn_str(document)
    return parser.get_spec(PROCESS), parser.get_subprocess_specs(PROCESS)


class _Diagram:
    """What all processes of a document share: the SOP, and how often a name has been used."""

    def __init__(self, definition: Definition) -> None:
        flow = analyse(definition)
        if flow.faults:
            raise UnsoundError(flow.faults)
        self.definition = definition
        self.meets = flow.meets
        self.drawn: Counter[str] = Counter()

    def document(self) -> str:
        """Return the whole document."""
        process = _Process(self)
        process.add('<startEvent id="start.1"/>')
        process.connect("start.1", process.arrive(self.definition.first_step))
        ends = [outcome.id for outcome in self.definition.outcomes.values() if outcome.ends_case]
        errors = "".join(f'<error id="error.{end}" errorCode="{end}"/>' for end in ends)
        body = f'<process id="{PROCESS}" isExecutable="true">{process.body()}</process>'
        return f'<definitions xmlns="{NAMESPACE}" targetNamespace="urn:sopflow">{errors}{body}</definitions>'

    def number(self, name: str) -> int:
        """Count the name, so that what bears it gets an id that nothing else has."""
        self.drawn[name] += 1
        return self.drawn[name]


class _Process:
    """The elements of the process, or of the sub-process of a block, while they are written.

    ``block`` is the id of the sub-process and ``place`` is where the flows of the block meet.
    """

    def __init__(self, diagram: _Diagram, block: str = "", place: str | None = None) -> None:
        self.thrown: list[str] = []
        self._diagram = diagram
        self._block = block
        self._place = place
        self._steps: dict[str, str] = {}
        self._elements: list[str] = []

    def add(self, *elements: str) -> None:
        self._elements += elements

    def body(self) -> str:
        return "".join(self._elements)

    def connect(self, source: str, target: str, condition: str = "") -> None:
        test = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
        number = self._diagram.number("flow.")
        self.add(f'<sequenceFlow id="flow.{number}" sourceRef="{source}" targetRef="{target}">{test}</sequenceFlow>')

    def arrive(self, target: str, flow: int = 0) -> str:
        """Return the id of what that flow of the block comes to on its way to the target, drawn if need be."""
        if target == self._place:
            return f"{self._block}.flow.{flow}"
        if target in self._diagram.definition.outcomes:
            return self._end(target)
        if target not in self._steps:
            self._step(target, flow)
        return self._steps[target]

    def _end(self, outcome: str) -> str:
        event = f"end.{outcome}.{self._diagram.number(outcome)}"
        kind = ""
        if self._diagram.definition.outcomes[outcome].ends_case:
            kind = "<terminateEventDefinition/>"
            if self._block:
                kind = f'<errorEventDefinition errorRef="error.{outcome}"/>'
                self.thrown += [outcome] if outcome not in self.thrown else []
        self.add(f'<endEvent id="{event}" name="{outcome}">{kind}</endEvent>')
        return event

    def _step(self, step: str, flow: int) -> None:
        number = self._diagram.number(step)
        task = self._steps[step] = step if number == 1 else f"{step}-{number}"
        self.add(f'<userTask id="{task}" name="{step}"/>')
        exits = self._diagram.definition.steps[step].exits
        if len(exits) == 1:
            self.connect(task, self._follow(exits[0], flow))
            return
        self.add(f'<exclusiveGateway id="{task}.choice"/>')
        self.connect(task, f"{task}.choice")
        for way in exits:
            self.connect(f"{task}.choice", self._follow(way, flow), f"chosen == {way.branch!r}")

    def _follow(self, way: Exit, flow: int) -> str:
        return self._fork(way, flow) if len(way.targets) > 1 else self.arrive(way.targets[0], flow)

    def _fork(self, way: Exit, flow: int) -> str:
        block = f"fork.{self._diagram.number('fork.')}"
        place = self._diagram.meets[way]
        inner = _Process(self._diagram, block, place)
        inner.draw_block(way.targets)
        self.add(f'<subProcess id="{block}">{inner.body()}</subProcess>')
        for outcome in inner.thrown:
            event = f"{block}.throws.{outcome}"
            kind = f'<errorEventDefinition errorRef="error.{outcome}"/>'
            self.add(f'<boundaryEvent id="{event}" attachedToRef="{block}">{kind}</boundaryEvent>')
            self.connect(event, self._end(outcome))
        self.connect(block, self.arrive(place, flow))
        return block

    def draw_block(self, targets: Iterable[str]) -> None:
        """Draw the block whose flows start with the targets."""
        block = self._block
        self.add(f'<startEvent id="{block}.start"/>', f'<parallelGateway id="{block}.split"/>')
        self.add(f'<parallelGateway id="{block}.join"/>', f'<endEvent id="{block}.end"/>')
        self.connect(f"{block}.start", f"{block}.split")
        for flow, target in enumerate(targets):
            self.add(f'<exclusiveGateway id="{block}.flow.{flow}"/>')
            self.connect(f"{block}.flow.{flow}", f"{block}.join")
            self.connect(f"{block}.split", self.arrive(target, flow))
        self.connect(f"{block}.join", f"{block}.end")
