"""A BPMN document of ours run by SpiffWorkflow, an engine that others wrote, with a small reader of FEEL beside it."""

from __future__ import annotations

import re
from collections import deque
from math import floor
from typing import TYPE_CHECKING, Any, Final

from SpiffWorkflow import TaskState as State
from SpiffWorkflow.bpmn import BpmnWorkflow as Workflow
from SpiffWorkflow.bpmn.parser import BpmnParser as Parser
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine

from sopflow.definition.model import ON_OVERDUE
from sopflow.output import render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.definition.model import Definition, Exit

LONG_AGO: Final = "2001-01-01T00:00:00+00:00"
FAR: Final = 10**6
NEVER: Final = "2999-01-01T00:00:00+00:00"

_WORD: Final = re.compile(r'"(?:[^"\\]|\\.)*"|instance of \w+|string length|[<>]=|[=<>]|[\w.]+|.', re.DOTALL)
_PYTHON: Final = {
    "=": "==",
    "true": "True",
    "false": "False",
    "string length": "len",
}


def python_of(feel: str) -> str:
    """Return an expression of FEEL, as far as our documents use it, in Python."""
    words: list[str] = []
    for word in _WORD.findall(feel):
        if word.startswith("instance of "):
            kind = {"boolean": "bool", "number": "(int, float)", "string": "str"}[word.removeprefix("instance of ")]
            name = words.pop() if words[-1].strip() else words.pop(-2)
            words.append(f"isinstance({name}, {kind})")
        else:
            words.append(_PYTHON.get(word, word))
    return "".join(words)


FUNCTIONS: Final = {"modulo": lambda one, other: one % other, "floor": floor}


class FeelEngine(PythonScriptEngine):  # type: ignore[misc]
    """Evaluates what gateways and timers say."""

    def evaluate(self, task: Any, expression: str, external_context: Any = None) -> Any:
        return eval(python_of(expression), dict(FUNCTIONS), dict(task.data))


def reach(definition: Definition, outcome: str) -> str | None:
    """Run the document of an SOP so that it comes to an outcome by the shortest way; return the one it came to."""
    parser = Parser()
    parser.add_bpmn_str(render(definition, "bpmn"))
    spec = parser.get_spec(f"sop-{definition.id}")
    workflow = Workflow(spec, script_engine=FeelEngine())
    for document in definition.documents:
        workflow.data_objects[f"Document_{document}"] = "ada"
    for reference in spec.data_objects:
        workflow.data_objects[reference] = "ada"
    near = _distances(definition, [outcome])
    any_end = _distances(definition, definition.outcomes)
    near = {step: near.get(step, FAR + distance) for step, distance in any_end.items()}
    workflow.data.update({f"due_{step}": NEVER for step in definition.steps})
    start = workflow.task_tree
    start.data.update(workflow.data)
    workflow.do_engine_steps()
    for _ in range(10 * len(definition.steps) + 10):
        ready = list(workflow.get_tasks(state=State.READY, manual=True))
        if not ready:
            break
        _go_on(definition, workflow, ready[0], near)
        workflow.do_engine_steps()
    assert workflow.completed, [task.task_spec.bpmn_id for task in workflow.get_tasks(state=State.WAITING)]
    ends = [
        task.task_spec.bpmn_id
        for task in workflow.get_tasks(state=State.COMPLETED)
        if (task.task_spec.bpmn_id or "").startswith("End_")
    ]
    return ends[-1].removeprefix("End_") if len(set(ends)) == 1 else None


def _go_on(definition: Definition, workflow: Any, task: Any, near: dict[str, int]) -> None:
    """Complete a task, or let its time pass, so that it goes towards the outcome."""
    id = task.task_spec.bpmn_id.removeprefix("Task_")
    step = id.partition(".")[0]  # what is drawn again has a number behind a full stop
    way = min(definition.steps[step].exits, key=lambda way: min(near[target] for target in way.targets))
    for output in task.task_spec.data_output_associations:
        task.data[output.bpmn_id] = "ada"
    if way.branch == ON_OVERDUE:
        for timer in workflow.get_tasks(state=State.WAITING):
            if timer.task_spec.bpmn_id == f"Overdue_{id}":
                timer.internal_data["event_value"] = LONG_AGO
        workflow.refresh_timers()
        return
    task.data[f"choice_{step}"] = way.branch
    _state_facts(definition, way, task.data)
    task.run()


def _state_facts(definition: Definition, way: Exit, data: dict[str, Any]) -> None:
    """State the facts that let a case take a way; the conditions of our documents are simple."""
    branch = definition.steps[way.step].branch(way.branch) if way.branch else None
    if branch and branch.when:
        for test in branch.when.alternatives[0]:
            data[test.fact] = test.schema["const"]


def _distances(definition: Definition, outcomes: Iterable[str]) -> dict[str, int]:
    """How many steps it is at least from each step to one of the outcomes."""
    near = dict.fromkeys(outcomes, 0)
    waiting = deque(near)
    while waiting:
        here = waiting.popleft()
        for step in definition.steps.values():
            if step.id not in near and any(here in way.targets for way in step.exits):
                near[step.id] = near[here] + 1
                waiting.append(step.id)
    return near
