"""The graph of an SOP in the forms that other programs read: node-link data and GraphML.

networkx writes both; it must not know what the nodes mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopflow.plaintext import harmless

if TYPE_CHECKING:
    import networkx as nx


def to_node_link(graph: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """Return networkx node-link data with the keys ``nodes`` and ``edges``."""
    import networkx as nx

    data: dict[str, Any] = nx.node_link_data(graph, edges="edges")
    return data


def to_graphml(graph: nx.MultiDiGraph[str]) -> str:
    """Return GraphML; characters that XML cannot hold are written out (``\\x1b``)."""
    import networkx as nx

    writable = graph.copy()
    for attributes in (
        writable.graph,
        *(found for _, found in writable.nodes(data=True)),
        *(found for _, _, found in writable.edges(data=True)),
    ):
        attributes.update(_writable(attributes))
    return "\n".join(nx.generate_graphml(writable))


def _writable(attributes: dict[str, Any]) -> dict[str, Any]:
    return {
        name: harmless(value, keep="\n\t") if isinstance(value, str) else value for name, value in attributes.items()
    }
