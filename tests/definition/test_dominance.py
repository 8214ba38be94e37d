"""Dominators, held against networkx and against the words of their definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from sopflow.definition.dominance import dominators, reversed_graph

if TYPE_CHECKING:
    from collections.abc import Iterable

Graph = dict[str, list[str]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any directed graph, loops, double edges and parts that nothing leads to included."""
    nodes = [f"n{number}" for number in range(draw(st.integers(1, 12)))]
    return {node: draw(st.lists(st.sampled_from(nodes), max_size=4)) for node in nodes}


def reach(graph: Graph, start: str, without: str | None = None) -> set[str]:
    reached: set[str] = set()
    waiting = [start] if start != without else []
    while waiting:
        node = waiting.pop()
        if node not in reached:
            reached.add(node)
            waiting += [target for target in graph[node] if target != without]
    return reached


def dominated_by_all(graph: Graph, nodes: Iterable[str]) -> set[str]:
    """What every way from n0 to each of the nodes leads through."""
    return {place for place in graph if not any(node in reach(graph, "n0", without=place) for node in nodes)}


@given(graph=graphs())
@settings(max_examples=120)
def test_networkx_finds_the_same(graph: Graph) -> None:
    tree = dominators("n0", graph)
    same: nx.DiGraph[str] = nx.DiGraph([(source, target) for source, targets in graph.items() for target in targets])
    same.add_nodes_from(graph)
    expected = dict(nx.immediate_dominators(same, "n0"))
    expected["n0"] = "n0"
    assert dict(tree.parent) == expected


@given(graph=graphs(), data=st.data())
@settings(max_examples=80)
def test_the_common_dominator_is_the_nearest_one(graph: Graph, data: st.DataObject) -> None:
    nodes = data.draw(st.lists(st.sampled_from(sorted(graph)), min_size=1, max_size=4))
    common = dominators("n0", graph).common(nodes)
    if not set(nodes) <= reach(graph, "n0"):
        assert common is None
        return
    candidates = dominated_by_all(graph, nodes)
    assert common in candidates
    assert dominated_by_all(graph, [common]) == candidates


def test_what_the_root_does_not_reach_has_no_dominator() -> None:
    tree = dominators("a", {"a": ["b"], "b": ["a"], "c": ["b"]})
    assert dict(tree.parent) == {"a": "a", "b": "a"}
    assert tree.common(["b", "c"]) is None
    assert tree.common([]) is None


def test_a_long_chain_needs_no_recursion() -> None:
    chain = {f"n{number}": [f"n{number + 1}"] for number in range(20_000)}
    assert dominators("n0", chain).parent["n20000"] == "n19999"


def test_turning_round_keeps_every_edge() -> None:
    assert reversed_graph({"a": ["b", "b", "c"], "c": ["a"]}) == {"b": ["a", "a"], "c": ["a"], "a": ["c"]}
