"""The flow of an SOP as shapes and arrows, before anyone decides how they are written.

``dot.py`` and ``mermaid.py`` write it out. A step is a box; where it decides, a small diamond follows from which its
branches part; start and outcomes are rounded, as on the official sheet. It must not know any output format.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sopflow.messages import say
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.definition.model import Definition, Step

Kind = Literal["start", "step", "decision", "outcome"]

START = ("start", "")


@dataclass(frozen=True, slots=True)
class Shape:
    """A node: what it is, the id of its step or outcome, and the lines written in it."""

    kind: Kind
    id: str
    lines: tuple[str, ...] = ()
    optional: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What arrows call it."""
        return (self.kind, self.id)


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between the keys of two shapes; ``overdue`` for the way taken when the time has passed."""

    source: tuple[str, str]
    target: tuple[str, str]
    label: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes and arrows in the order of the sheet."""

    title: str
    shapes: tuple[Shape, ...]
    arrows: tuple[Arrow, ...]


def drawing(definition: Definition, lang: str) -> Drawing:
    """Return the flow; the word for the start is in ``lang``, all others are the SOP's own, each on one line."""
    return Drawing(one_line(definition.title), tuple(_shapes(definition, lang)), tuple(_arrows(definition)))


def _shapes(definition: Definition, lang: str) -> Iterator[Shape]:
    yield Shape("start", "", (say("words-start", lang),))
    for step in definition.steps.values():
        yield Shape("step", step.id, tuple(_step_lines(definition, step)), step.optional)
        if step.branches:
            yield Shape("decision", step.id)
    for outcome in definition.outcomes.values():
        yield Shape("outcome", outcome.id, (one_line(outcome.name),))


def _step_lines(definition: Definition, step: Step) -> Iterator[str]:
    yield one_line(f"{step.number}. {step.activity}")
    yield one_line(definition.actors[step.actor].name)
    if step.duration:
        yield one_line(step.duration.text)


def _arrows(definition: Definition) -> Iterator[Arrow]:
    yield Arrow(START, ("step", definition.first_step))
    for step in definition.steps.values():
        box, diamond = ("step", step.id), ("decision", step.id)
        if step.branches:
            yield Arrow(box, diamond)
        for target in step.next:
            yield Arrow(box, _key(definition, target))
        for branch in step.branches:
            for target in branch.next:
                yield Arrow(diamond, _key(definition, target), one_line(branch.label))
        if step.on_overdue:
            for target in step.on_overdue.next:
                yield Arrow(box, _key(definition, target), one_line(step.on_overdue.label), overdue=True)


def _key(definition: Definition, target: str) -> tuple[str, str]:
    return ("step" if target in definition.steps else "outcome", target)
