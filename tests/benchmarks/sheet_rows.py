"""The rows about the sheet: an SOP drawn, beside a library that only finds places for the same flow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from grandalf.graphs import Edge, Graph, Vertex
from grandalf.layouts import SugiyamaLayout
from rows import Row

import sopflow
from sopflow.definition.graph import build_graph
from sopflow.output import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sopflow.definition.model import Definition

ROOT: Final = Path(__file__).parents[2]
REAL: Final = ROOT / "procedures" / "pengaduan-tidak-langsung.yaml"


def sheet_rows() -> Iterator[Row]:
    """Give the rows in the order of the table."""
    definition = sopflow.load(REAL).definition
    places = placed(definition)
    for format in ("svg", "pdf", "bpmn"):
        yield Row(
            f"draw an SOP of 7 steps as {format}", drawn(definition, format), "grandalf, places only", places, None
        )


def drawn(definition: Definition, format: str) -> Callable[[], Any]:
    """Return what draws an SOP from its model."""
    return lambda: render(definition, format)


class Size:
    """What grandalf wants to know of a node."""

    w, h = 100, 40


def placed(definition: Definition) -> Callable[[], Any]:
    """Return what places the steps and outcomes of an SOP in layers."""
    edges = build_graph(definition).edges(data=True)
    flows = [(source, target) for source, target, data in edges if data["kind"] == "flow"]

    def place() -> None:
        nodes = {name: Vertex(name) for flow in flows for name in flow}
        for node in nodes.values():
            node.view = Size()
        drawing = Graph(list(nodes.values()), [Edge(nodes[source], nodes[target]) for source, target in flows])
        layout = SugiyamaLayout(drawing.C[0])
        layout.init_all(roots=[nodes["start"]])
        layout.draw()

    return place
