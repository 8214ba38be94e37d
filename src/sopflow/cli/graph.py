"""``sopflow graph``: the SOP as a graph, in the forms of other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.cli.answer import Answer, json_text
from sopflow.cli.options import LANGUAGE, SOP_FILE, option
from sopflow.loading import load
from sopflow.render.dot import to_dot
from sopflow.render.drawing import drawing
from sopflow.render.graphs import to_graphml, to_node_link
from sopflow.render.mermaid import to_mermaid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sopflow.procedure import Procedure

_FORMS: Final[Mapping[str, Callable[[Procedure, str], str]]] = {
    "json": lambda procedure, lang: json_text(to_node_link(procedure.graph)),
    "dot": lambda procedure, lang: to_dot(drawing(procedure.definition, lang)),
    "mermaid": lambda procedure, lang: to_mermaid(drawing(procedure.definition, lang)),
    "graphml": lambda procedure, lang: to_graphml(procedure.graph),
}


PARAMETERS: Final = (
    SOP_FILE,
    option("--format", known=tuple(_FORMS), default="json", help="cli-graph-format-option"),
    LANGUAGE,
)


def graph(file: str, format: str, lang: str) -> Answer:
    """Write the graph of the SOP in ``file``: all of it as json or graphml, its flow as dot or mermaid."""
    return Answer(_FORMS[format](load(file), lang))
