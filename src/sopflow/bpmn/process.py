"""An SOP as a BPMN process: tasks, gateways, events and the flows between them, before they are drawn or written.

A step is a user task; a decision is an exclusive gateway behind it, the overdue way a timer event on its border. A fork
is a parallel gateway, and so is the place where its flows meet. A step that takes in several flows has a merging
gateway before it. BPMN's parallel gateway waits for each of its flows; so each flow of a fork has one way into it, and
a step that lies in a fork and outside it as well is drawn once for each.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from sopflow.bpmn.feel import choice_expression, condition_expression
from sopflow.definition.model import ON_OVERDUE
from sopflow.errors import SopError
from sopflow.messages import say
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopflow.definition.model import Branch, Definition, Exit, Step

Kind = Literal["start", "task", "choice", "merge", "split", "join", "overdue", "end"]

_MOST_COPIES: Final = 200
"""Steps in a fork and outside it, and all behind them, may have to be drawn twice, and these again."""

Context = tuple[tuple[str, int], ...]
"""The forks that a flow lies in, the innermost last: the id of each one's gateway, and which of its flows it is."""

_BEFORE, _MERGE, _TASK, _CHOICE, _SPLIT, _AFTER = range(6)
"""The elements of a row of the sheet, from left to right."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the process. ``lane`` is the id of its actor; ``order`` sorts elements from left to right.

    ``step`` is what a task does, ``outcome`` what an end event reaches; an overdue event sits on the task ``host``.
    """

    id: str
    kind: Kind
    lane: str
    order: tuple[float, ...]
    name: str = ""
    step: Step | None = None
    outcome: str = ""
    ends_case: bool = False
    host: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow; ``condition`` is an expression in FEEL, ``otherwise`` marks the default flow of its gateway."""

    id: str
    source: str
    target: str
    name: str = ""
    condition: str = ""
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Process:
    """All elements from left to right, and the flows between them."""

    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]


def process(definition: Definition, meets: Mapping[Exit, str], lang: str) -> Process:
    """Return the process of a sound SOP; ``meets`` tells where the flows of each fork meet."""
    return _Builder(definition, meets, lang).built()


class _Builder:
    """Follows the flow from its start; what it comes to for the first time is put into the process."""

    def __init__(self, definition: Definition, meets: Mapping[Exit, str], lang: str) -> None:
        self._definition = definition
        self._meets = meets
        self._lang = lang
        self._nodes: dict[str, Node] = {}
        self._flows: list[Flow] = []
        self._tasks: dict[tuple[str, Context], str] = {}
        self._ends: dict[str, str] = {}
        self._places: dict[str, str] = {}
        self._waiting: deque[tuple[Step, Context]] = deque()
        self._used: Counter[str] = Counter()
        self._last = {
            target: step
            for step in definition.steps.values()
            for way in step.exits
            for target in way.targets
            if target in definition.outcomes
        }
        rows = {step: float(place) for place, step in enumerate(definition.steps)}
        self._rows = rows | {outcome: rows[step.id] + 0.5 for outcome, step in self._last.items()}

    def built(self) -> Process:
        first = self._definition.first_step
        start = self._add("start", "StartEvent", first, (-1.0,), name=say("words-start", self._lang))
        self._connect(start, self._arrive(first, ()))
        while self._waiting:
            if len(self._tasks) > len(self._definition.steps) + _MOST_COPIES:
                raise SopError("render-too-many-copies", most=_MOST_COPIES)
            self._leave(*self._waiting.popleft())
        self._leave_out_needless_merges()
        self._put_in_merges()
        nodes = sorted(self._nodes.values(), key=lambda node: node.order)
        return Process(tuple(nodes), tuple(self._flows))

    def _add(self, kind: Kind, stem: str, place: str, order: tuple[float, ...], **parts: Any) -> str:
        """Put an element into the lane of a step or outcome, under an id that nothing else has.

        What is drawn several times has a number behind a full stop, which no id of an SOP has.
        """
        self._used[stem] += 1
        id = stem if self._used[stem] == 1 else f"{stem}.{self._used[stem]}"
        assert id not in self._nodes, id
        lane = (self._definition.steps.get(place) or self._last[place]).actor
        self._nodes[id] = Node(id, kind, lane, order, **parts)
        return id

    def _connect(self, source: str, target: str, **parts: Any) -> None:
        self._used["Flow"] += 1
        self._flows.append(Flow(f"Flow_{self._used['Flow']}", source, target, **parts))

    def _arrive(self, target: str, context: Context) -> str:
        """Return the element that a flow comes to on its way to a step or outcome, put in if need be."""
        if context and self._places[context[-1][0]] == target:
            return self._gather(target, context)
        if target in self._definition.outcomes:
            return self._end(target)
        if (target, context) not in self._tasks:
            step = self._definition.steps[target]
            name = one_line(step.activity)
            order = (self._rows[target], _TASK)
            self._tasks[target, context] = self._add("task", f"Task_{target}", target, order, name=name, step=step)
            self._waiting.append((step, context))
        return self._tasks[target, context]

    def _gather(self, place: str, context: Context) -> str:
        """Return where a flow of a fork is gathered, before the gateway at which it meets the others."""
        (split, flow), outer = context[-1], context[:-1]
        join = split.replace("Split", "Join", 1)
        before = (self._rows[place], _BEFORE, -float(len(context)))
        if join not in self._nodes:
            self._add("join", join, place, (*before, 1.0))
            self._connect(join, self._arrive(place, outer))
        gathered = f"{join}.flow.{flow + 1}"
        if gathered not in self._nodes:
            self._add("merge", gathered, place, (*before, 0.0, float(flow)))
            self._connect(gathered, join)
        return gathered

    def _end(self, outcome: str) -> str:
        if outcome not in self._ends:
            found = self._definition.outcomes[outcome]
            self._ends[outcome] = self._add(
                "end", f"End_{outcome}", outcome, (self._rows[outcome], _AFTER),
                name=one_line(found.name), outcome=outcome, ends_case=found.ends_case,
            )  # fmt: skip
        return self._ends[outcome]

    def _leave(self, step: Step, context: Context) -> None:
        """Put in the ways out of a step."""
        task = self._tasks[step.id, context]
        row = self._rows[step.id]
        source = task
        if len(step.branches) > 1:
            source = self._add("choice", f"Choice_{task.removeprefix('Task_')}", step.id, (row, _CHOICE))
            self._connect(task, source)
        for way in step.exits:
            branch = step.branch(way.branch) if way.branch else None
            if way.branch == ON_OVERDUE and branch:
                order = (row, _TASK, 1.0)
                stem = f"Overdue_{task.removeprefix('Task_')}"
                name = say("sheet-if-overdue", self._lang, label=one_line(branch.label))
                event = self._add("overdue", stem, step.id, order, name=name, step=step, host=task)
                self._connect(event, self._follow(way, context, row))
            elif branch is None or len(step.branches) == 1:
                self._connect(source, self._follow(way, context, row), name=one_line(branch.label) if branch else "")
            else:
                self._connect(
                    source, self._follow(way, context, row), name=one_line(branch.label),
                    condition=_condition(step, branch), otherwise=branch.otherwise,
                )  # fmt: skip

    def _follow(self, way: Exit, context: Context, row: float) -> str:
        """Return what a way out leads to: a step or outcome, or the gateway of a fork."""
        if len(way.targets) == 1:
            return self._arrive(way.targets[0], context)
        stem = f"Split_{way.step}.{way.branch}" if way.branch else f"Split_{way.step}"
        split = self._add("split", stem, way.step, (row, _SPLIT))
        self._places[split] = self._meets[way]
        for flow, target in enumerate(way.targets):
            self._connect(split, self._arrive(target, (*context, (split, flow))))
        return split

    def _leave_out_needless_merges(self) -> None:
        """Where only one way comes to where a flow is gathered, it leads straight on."""
        coming = Counter(flow.target for flow in self._flows)
        needless = {
            flow.source: flow.target
            for flow in self._flows
            if self._nodes[flow.source].kind == "merge" and coming[flow.source] == 1
        }
        self._flows = [
            replace(flow, target=needless.get(flow.target, flow.target))
            for flow in self._flows
            if flow.source not in needless
        ]
        for gathered in needless:
            del self._nodes[gathered]

    def _put_in_merges(self) -> None:
        """Let several flows to one task come together before it."""
        coming = Counter(flow.target for flow in self._flows)
        for task, node in list(self._nodes.items()):
            if node.kind == "task" and coming[task] > 1 and node.step:
                stem = f"Merge_{task.removeprefix('Task_')}"
                merge = self._add("merge", stem, node.step.id, (self._rows[node.step.id], _MERGE))
                self._flows = [replace(flow, target=merge) if flow.target == task else flow for flow in self._flows]
                self._connect(merge, task)


def _condition(step: Step, branch: Branch) -> str:
    if branch.otherwise:
        return ""
    return condition_expression(branch.when) if branch.when else choice_expression(step.id, branch.id)
