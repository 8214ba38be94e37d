"""A sheet as it lies on paper, before anyone decides in which format it is written: the neutral form.

Lengths are points (1/72 inch) from the upper left corner of a page. It must not know SOPs nor formats.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sopflow.layout.box import Box
    from sopflow.layout.polyline import Point, Polyline
    from sopflow.layout.wrapping import Style

Shape = Literal["capsule", "box", "diamond", "pentagon"]
"""With the arrow, the five symbols of the official sheet: start and end, activity, decision, off-page connector."""

Align = Literal["start", "middle"]
Status = Literal["done", "active", "late", "suspended", "never"]

FlowKey = tuple[str, str, str]
"""An edge of the SOP's graph: its nodes, and the branch or an empty text."""


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text in a box: one below the other from its top, or in its middle; ``turned``: read from below.

    ``paragraphs`` are the words before they were broken into lines.
    """

    box: Box
    lines: tuple[str, ...]
    style: Style
    align: Align = "start"
    centred: bool = False
    turned: bool = False
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, with what is written in it; in the columns of the actors mostly nothing."""

    box: Box
    texts: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol in the column of an actor. ``node`` is what it stands for in the SOP's graph, ``key`` its own name.

    ``dashed``: the activity may be skipped. ``aside``: who acts takes part, somebody else is responsible.
    """

    key: str
    node: str
    shape: Shape
    box: Box
    lines: tuple[str, ...] = ()
    dashed: bool = False
    aside: bool = False
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Connector:
    """A line with an arrow at its end. Where it joins another one, the arrow touches that.

    ``flows`` are those of the SOP's graph that it was drawn for. ``dashed``: the way that is
    taken when the time has passed. All that leave by one ``exit`` start as one line.
    """

    flows: tuple[FlowKey, ...]
    line: Polyline
    dashed: bool = False
    label: Text | None = None
    exit: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A dotted line between those who do a step together."""

    line: Polyline


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of the table."""

    start: Point
    end: Point
    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The strip of a table row on a page, and of that the part in the columns of the actors, where symbols stand.

    ``key`` is the step's or outcome's node in the graph.
    """

    key: str
    box: Box
    drawing: Box
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page, or the whole sheet where there are no pages.

    ``tables`` are the identity block and the table of the steps, ``notes`` what stands below them,
    ``foot`` what stands at the foot of each page.
    """

    width: float
    height: float
    tables: tuple[tuple[Cell, ...], ...]
    notes: tuple[Text, ...]
    foot: tuple[Text, ...]
    rules: tuple[Rule, ...]
    rows: tuple[Row, ...]
    symbols: tuple[Symbol, ...]
    connectors: tuple[Connector, ...]
    ties: tuple[Tie, ...] = ()

    @property
    def texts(self) -> tuple[Text, ...]:
        """All that is written outside the drawing."""
        return (*(text for table in self.tables for cell in table for text in cell.texts), *self.notes, *self.foot)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All pages of a sheet, ``enlargement`` times as large as the paper that they are meant for.

    ``description`` says in words what the sheet shows; ``symbol_hints`` (by the key of a symbol) and ``flow_hints`` say
    it of a part when somebody points at it.
    """

    title: str
    lang: str
    description: str
    pages: tuple[Page, ...]
    enlargement: float = 1.0
    symbol_hints: Mapping[str, str] = field(default_factory=dict)
    flow_hints: Mapping[FlowKey, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseMarks:
    """What is shown of a case: the status of nodes of the graph, what is added to the notes of their rows, and what is
    said below the table."""

    statuses: Mapping[str, Status] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    closing: tuple[str, ...] = ()


NO_CASE = CaseMarks()
