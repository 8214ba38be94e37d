"""``sopflow graph``: the SOP as a graph, in the forms of other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from sopflow.cli.answer import Answer, json_text
from sopflow.cli.options import Language, SopFile
from sopflow.cli.usage import one_of
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


def _known_form(value: str) -> str:
    return one_of("--format", value, tuple(_FORMS))


Form = Annotated[
    str, typer.Option("--format", metavar="|".join(_FORMS), help="cli-graph-format-option", callback=_known_form)
]


def graph(file: SopFile, format: Form = "json", lang: Language = "") -> Answer:
    """Write the graph of the SOP in ``file``: all of it as json or graphml, its flow as dot or mermaid."""
    return Answer(_FORMS[format](load(file), lang))
