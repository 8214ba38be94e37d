"""Node-link data and GraphML hold the whole graph, whatever the texts are."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from render_samples import one_step
from sopflow.definition.graph import build_graph
from sopflow.plaintext import harmless
from sopflow.render.graphs import to_graphml, to_node_link


def test_node_link_data_has_the_keys_of_the_contract() -> None:
    data = to_node_link(build_graph(one_step()))
    assert set(data) == {"directed", "multigraph", "graph", "nodes", "edges"}
    assert {"source", "target", "key", "kind"} <= set(data["edges"][0])
    graph: Any = nx.node_link_graph(json.loads(json.dumps(data)), edges="edges")
    assert nx.utils.graphs_equal(graph, build_graph(one_step()))


@given(st.text())
def test_graphml_reads_back_whatever_the_texts_are(text: str) -> None:
    graph = build_graph(one_step(text))
    before = dict(graph.nodes["step:periksa"])
    read = nx.read_graphml(BytesIO(to_graphml(graph).encode()), force_multigraph=True)
    assert set(read.edges()) == set(graph.edges())
    assert (read.nodes["step:periksa"]["activity"] or "") == harmless(text, keep="\n\t")
    assert graph.nodes["step:periksa"] == before
