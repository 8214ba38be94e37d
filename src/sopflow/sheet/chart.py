"""The flow of an SOP as the official sheet draws it: which symbol stands in which row and column, and what leads where.

A step is a box; a step that decides is a diamond, and where it has more than two ways a chain of diamonds, each of
which lets one way go. It must not know how large anything is, nor pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sopflow.definition.graph import START, step_node, target_node
from sopflow.definition.model import ON_OVERDUE
from sopflow.layout.wrapping import NO_BREAK
from sopflow.messages import LANGUAGES, say
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sopflow.definition.model import Branch, Definition, Step
    from sopflow.layout.grid import Side
    from sopflow.sheet.model import FlowKey, Shape

LEADS_TO: Final = "to:"
COMES_FROM: Final = "from:"
"""What the keys of off-page connectors begin with."""

_DOWN: tuple[Side, ...] = ("bottom",)
_ASIDE: tuple[Side, ...] = ("right", "left")
_ANY: tuple[Side, ...] = ("bottom", "right", "left")


@dataclass(frozen=True, slots=True)
class Mark:
    """A symbol, and the place of its actor among the columns."""

    key: str
    shape: Shape
    column: int
    words: tuple[str, ...] = ()
    optional: bool = False
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """An arrow from one mark to another. Flows of the same ``exit`` start as one line.

    ``keys`` are the edges of the graph that it stands for; the link of a chain of diamonds stands for none.
    """

    keys: tuple[FlowKey, ...]
    exit: str
    source: str
    target: str
    sides: tuple[Side, ...]
    label: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """The symbols of one row of the table, band by band; ``key`` is the row's node in the graph."""

    key: str
    bands: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """All symbols in the order of the sheet, and all arrows."""

    strips: tuple[Strip, ...]
    flows: tuple[Flow, ...]


def chart(definition: Definition, lang: str) -> Chart:
    """Return the chart of an SOP; outcomes that nothing leads to are left out."""
    columns = {actor: place for place, actor in enumerate(definition.actors)}
    order = {step: place for place, step in enumerate(definition.steps)}
    first = definition.first_step
    starts = Mark(START, "capsule", columns[definition.steps[first].actor], (say("words-start", lang),))
    flows = [Flow(((START, step_node(first), ""),), START, START, step_node(first), _DOWN)]
    bands = {step.id: list(_bands(step, columns, lang)) for step in definition.steps.values()}
    bands[first].insert(0, (starts,))
    for step in definition.steps.values():
        flows += _flows(definition, step, order, lang)
    strips = []
    for outcome, last in last_steps(definition).items():
        mark = Mark(target_node(definition, outcome), "capsule", columns[last.actor], (say("words-end", lang),))
        if has_row(definition, outcome):
            strips.append(Strip(mark.key, ((mark,),)))
        else:
            bands[last.id].append((mark,))
    steps = [Strip(step_node(step), tuple(drawn)) for step, drawn in bands.items()]
    return Chart((*steps, *strips), tuple(flows))


def last_steps(definition: Definition) -> dict[str, Step]:
    """Return for each outcome that a case can come to the last row that leads to it, in the order of the outcomes."""
    last = {target: step for step in definition.steps.values() for way in step.exits for target in way.targets}
    return {outcome: last[outcome] for outcome in definition.outcomes if outcome in last}


def has_row(definition: Definition, outcome: str) -> bool:
    """Say whether an outcome has a row: its symbol only says that the case ends, so any other name needs one."""
    return one_line(definition.outcomes[outcome].name).casefold() not in {
        say("words-end", lang).casefold() for lang in LANGUAGES
    }


def _bands(step: Step, columns: dict[str, int], lang: str) -> Iterator[tuple[Mark, ...]]:
    shape: Shape = "diamond" if step.branches else "box"
    words = (say("words-if-needed", lang),) if step.optional else ()
    own = Mark(step_node(step.id), shape, columns[step.actor], words, step.optional)
    yield (own, *(Mark(f"{own.key}@{actor}", "box", columns[actor], aside=True) for actor in step.participants))
    for link in range(1, len(step.branches) - 1):
        yield (Mark(_link(step, link), "diamond", own.column),)


def _link(step: Step, place: int) -> str:
    """Return the key of a diamond in the chain of a decision; the first is the step itself."""
    return f"{step_node(step.id)}/{place}" if place else step_node(step.id)


def _flows(definition: Definition, step: Step, order: dict[str, int], lang: str) -> Iterator[Flow]:
    here = step_node(step.id)
    for target in step.next:
        there = target_node(definition, target)
        yield Flow(((here, there, ""),), here, here, there, _DOWN)
    links = max(len(step.branches) - 1, 1)
    for link in range(1, links):
        yield Flow((), _link(step, link - 1), _link(step, link - 1), _link(step, link), _DOWN)
    ahead = _straight_on(step.branches[links - 1 :], order, step.id)
    for place, branch in enumerate(step.branches):
        link = min(place, links - 1)
        sides = _ASIDE if link < links - 1 else _DOWN if branch is ahead else _ANY
        yield from _ways(definition, here, _link(step, link), branch, sides, branch_label(step, branch))
    if step.on_overdue:
        label = say("sheet-if-overdue", lang, label=one_line(step.on_overdue.label))
        sides = _ASIDE if step.next or len(step.branches) > 2 else (*_ASIDE, "bottom")
        yield from _ways(definition, here, here, step.on_overdue, sides, label)


def _straight_on(branches: Sequence[Branch], order: dict[str, int], step: str) -> Branch | None:
    """Return the branch that goes down: the one that leads to the nearest row below."""
    below = [
        (min(order.get(target, len(order)) for target in branch.next), place)
        for place, branch in enumerate(branches)
        if all(order.get(target, len(order)) > order[step] for target in branch.next)
    ]
    return branches[min(below)[1]] if below else None


def _ways(
    definition: Definition, here: str, mark: str, branch: Branch, sides: tuple[Side, ...], label: str
) -> Iterator[Flow]:
    for target in branch.next:
        there = target_node(definition, target)
        exit = f"{here}:{branch.id}"
        yield Flow(((here, there, branch.id),), exit, mark, there, sides, label, branch.id == ON_OVERDUE)


def branch_label(step: Step, branch: Branch) -> str:
    """Return what is written beside a way: with its letter, where the cells of the row use letters."""
    label = one_line(branch.label)
    if any(other.activity or other.outputs or other.result for other in step.branches):
        return f"{letter(step.branches.index(branch))}.{NO_BREAK}{label}"
    return label


def node_of(mark: str) -> str:
    """Return the node of the graph that a mark belongs to, by their keys: a diamond of a chain belongs to its step, an
    off-page connector to what it leads to."""
    return mark.removeprefix(LEADS_TO).removeprefix(COMES_FROM).partition("@")[0].partition("/")[0]


def letter(place: int) -> str:
    """Return the letter of a branch: a to z, then numbers."""
    return chr(ord("a") + place) if place < 26 else str(place + 1)
