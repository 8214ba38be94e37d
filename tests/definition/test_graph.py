"""The graph of an SOP: what stands in it, and that networkx takes it as it is."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
import pytest

import sopflow
from sopflow.definition.graph import START

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).parents[2]
INDIRECT: Final = sopflow.load(ROOT / "procedures" / "pengaduan-tidak-langsung.yaml")
DIRECT: Final = sopflow.load(ROOT / "procedures" / "pengaduan-langsung.yaml")
BUSINESS: Final = sopflow.load(Path(__file__).with_name("surat-keterangan-usaha.yaml"))

HOSTILE_TEXT: Final = 'Ñandú "kutip" \'satu\' & <b>; [x] \\n "]\nbaris kedua\t–  😀 é { } # %'
HOSTILE: Final = sopflow.loads(
    json.dumps(
        {
            "sop": "sulit",
            "version": "1",
            "title": HOSTILE_TEXT,
            "day_counting": "working",
            "actors": {"a": HOSTILE_TEXT},
            "documents": {"d": {"name": HOSTILE_TEXT, "external": True}},
            "data": {"f": {"type": "string", "enum": [HOSTILE_TEXT, "lain"]}},
            "steps": [
                {
                    "id": "s", "number": "1.a", "actor": "a", "activity": HOSTILE_TEXT, "inputs": ["d"],
                    "duration": '3 hari kerja ("surat" & <lampiran>)', "note": HOSTILE_TEXT, "result": HOSTILE_TEXT,
                    "sets": ["f"],
                    "branches": [
                        {"id": "x", "label": HOSTILE_TEXT, "when": {"f": HOSTILE_TEXT}, "next": "selesai"},
                        {"id": "y", "label": HOSTILE_TEXT, "otherwise": True, "next": "selesai"},
                    ],
                }
            ],
            "outcomes": {"selesai": HOSTILE_TEXT},
        },
        ensure_ascii=False,
    )
)  # fmt: skip

PROCEDURES: Final = {"indirect": INDIRECT, "direct": DIRECT, "business": BUSINESS, "hostile": HOSTILE}
each_procedure = pytest.mark.parametrize("name", PROCEDURES)


def flow(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The part of the graph that is flow."""
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    part.add_edges_from((source, target) for source, target, _ in edges(graph, "flow"))
    return part


def edges(graph: nx.MultiDiGraph[str], kind: str) -> list[tuple[str, str, dict[str, Any]]]:
    return [(source, target, data) for source, target, data in graph.edges(data=True) if data["kind"] == kind]


def test_the_nodes_are_those_of_the_contract() -> None:
    kinds: dict[str, list[str]] = {}
    for node, data in BUSINESS.graph.nodes(data=True):
        kinds.setdefault(data["kind"], []).append(node)
    assert kinds == {
        "start": ["start"],
        "actor": ["actor:pemohon", "actor:loket", "actor:kasi", "actor:camat"],
        "document": [
            "document:berkas", "document:peraturan", "document:hasil_lapangan", "document:konsep", "document:surat",
        ],
        "step": ["step:periksa", "step:perbaiki", "step:tinjau", "step:susun", "step:tandatangan"],
        "outcome": ["outcome:terbit", "outcome:ditolak", "outcome:gugur"],
    }  # fmt: skip


def test_a_step_carries_what_the_sheet_says_of_it() -> None:
    nodes = BUSINESS.graph.nodes
    assert nodes["step:tandatangan"] == {
        "kind": "step", "number": "5", "activity": "Menandatangani surat", "actor": "camat", "duration": "1 hari",
        "duration_amount": 1, "duration_unit": "working_day", "calendar": "id-asn", "join": "all",
    }  # fmt: skip
    assert "join" not in nodes["step:susun"]
    assert nodes["actor:pemohon"] == {"kind": "actor", "name": "Pemohon", "external": True}
    assert nodes["outcome:gugur"] == {"kind": "outcome", "name": "Permohonan gugur", "ends_case": True}
    assert nodes["document:peraturan"]["on_hand"] is True


def test_the_flow_goes_as_the_work_goes() -> None:
    found = {(source, target, data.get("branch")) for source, target, data in edges(BUSINESS.graph, "flow")}
    assert found == {
        ("start", "step:periksa", None),
        ("step:periksa", "step:tinjau", "lengkap"),
        ("step:periksa", "step:susun", "lengkap"),
        ("step:periksa", "step:perbaiki", "kembali"),
        ("step:perbaiki", "step:periksa", None),
        ("step:perbaiki", "outcome:gugur", "on_overdue"),
        ("step:tinjau", "step:tandatangan", None),
        ("step:susun", "step:tandatangan", None),
        ("step:tandatangan", "outcome:terbit", "setuju"),
        ("step:tandatangan", "outcome:ditolak", "tolak"),
    }
    (kembali,) = [data for _, _, data in edges(BUSINESS.graph, "flow") if data.get("branch") == "kembali"]
    assert kembali["label"] == "Tidak lengkap"
    assert json.loads(kembali["condition"]) == [{"lengkap": {"const": False}}]


def test_work_and_documents_point_from_giver_to_taker() -> None:
    graph = BUSINESS.graph
    performs = {(source, target, data["role"]) for source, target, data in edges(graph, "performs")}
    assert {edge for edge in performs if edge[1] == "step:tinjau"} == {
        ("actor:kasi", "step:tinjau", "responsible"), ("actor:loket", "step:tinjau", "takes_part"),
    }  # fmt: skip
    assert len(performs) == 6
    requires = {(source, target, data["optional"]) for source, target, data in edges(graph, "requires")}
    assert requires == {
        ("document:berkas", "step:periksa", False),
        ("document:peraturan", "step:periksa", False),
        ("document:berkas", "step:susun", False),
        ("document:konsep", "step:tandatangan", False),
        ("document:hasil_lapangan", "step:tandatangan", False),
    }
    produces = {(source, target, data.get("branch")) for source, target, data in edges(graph, "produces")}
    assert produces == {
        ("step:tinjau", "document:hasil_lapangan", None),
        ("step:susun", "document:konsep", None),
        ("step:tandatangan", "document:surat", "setuju"),
    }


@each_procedure
def test_attributes_are_plain(name: str) -> None:
    graph = PROCEDURES[name].graph
    holders = [graph.graph, *(data for _, data in graph.nodes(data=True)), *(d for *_, d in graph.edges(data=True))]
    values = [value for data in holders for value in data.values()]
    assert {type(value) for value in values} <= {str, int, float, bool}
    assert type(graph) is nx.MultiDiGraph


def test_the_caller_owns_the_graph() -> None:
    graph = BUSINESS.graph
    graph.remove_node("step:susun")
    assert "step:susun" in BUSINESS.graph


def test_algorithms_take_it_as_it_is() -> None:
    direct = flow(DIRECT.graph)
    assert list(nx.topological_sort(direct)) == [
        START, *(f"step:{step}" for step in DIRECT.steps), "outcome:selesai",
    ]  # fmt: skip
    assert nx.is_directed_acyclic_graph(flow(INDIRECT.graph))
    assert nx.shortest_path(INDIRECT.graph, START, "outcome:selesai") == [
        START, "step:penyerahan_berkas", "step:klarifikasi", "step:telaah", "step:tindak_lanjut",
        "step:penerimaan_layanan", "outcome:selesai",
    ]  # fmt: skip
    assert not nx.is_directed_acyclic_graph(flow(BUSINESS.graph))
    assert {frozenset(cycle) for cycle in nx.simple_cycles(flow(BUSINESS.graph))} == {
        frozenset({"step:periksa", "step:perbaiki"})
    }
    assert nx.immediate_dominators(flow(BUSINESS.graph), START)["step:tandatangan"] == "step:periksa"
    longest = nx.dag_longest_path(nx.DiGraph(flow(INDIRECT.graph)))
    assert [node for node in longest if node.startswith("step:")] == [f"step:{step}" for step in INDIRECT.steps]


def graphml(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    file = io.BytesIO()
    nx.write_graphml(graph, file)
    file.seek(0)
    return nx.read_graphml(file, force_multigraph=True)  # type: ignore[return-value]


def gml(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    return nx.parse_gml("\n".join(nx.generate_gml(graph)))  # type: ignore[return-value]


def gexf(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    file = io.BytesIO()
    nx.write_gexf(graph, file)
    file.seek(0)
    return nx.read_gexf(file)  # type: ignore[return-value]


def node_link(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    return nx.node_link_graph(json.loads(json.dumps(nx.node_link_data(graph, edges="edges"))), edges="edges")  # type: ignore[return-value]


def adjacency(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    return nx.adjacency_graph(json.loads(json.dumps(nx.adjacency_data(graph))))  # type: ignore[return-value]


def cytoscape(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    return nx.cytoscape_graph(json.loads(json.dumps(nx.cytoscape_data(graph))))  # type: ignore[return-value]


FORMATS: Final[dict[str, Callable[[nx.MultiDiGraph[str]], nx.MultiDiGraph[str]]]] = {
    "graphml": graphml, "gml": gml, "gexf": gexf, "node_link": node_link, "adjacency": adjacency,
    "cytoscape": cytoscape,
}  # fmt: skip


def content(graph: nx.MultiDiGraph[str], without: set[str]) -> tuple[dict[str, Any], list[Any]]:
    def kept(data: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in data.items() if key not in without}

    nodes = {node: kept(data) for node, data in graph.nodes(data=True)}
    return nodes, sorted((a, b, sorted(kept(data).items(), key=str)) for a, b, data in graph.edges(data=True))


# What a format adds of its own, beside what it was given.
ADDED: Final = {"gexf": {"label", "id"}, "cytoscape": {"id", "name", "value", "source", "target", "key"}}


@each_procedure
@pytest.mark.parametrize("form", FORMATS)
def test_exporters_take_it_as_it_is_and_give_it_back(form: str, name: str) -> None:
    graph = PROCEDURES[name].graph
    without = ADDED.get(form, set())
    assert content(FORMATS[form](graph), without) == content(graph, without)


@each_procedure
def test_lists_and_matrices_take_it_too(name: str) -> None:
    graph = PROCEDURES[name].graph
    assert len(list(nx.generate_edgelist(graph))) == graph.number_of_edges()
    assert len(list(nx.generate_adjlist(graph))) == graph.number_of_nodes()
    assert nx.to_numpy_array(graph).sum() == graph.number_of_edges()
    assert len(nx.to_pandas_edgelist(graph)) == graph.number_of_edges()
    assert nx.number_weakly_connected_components(graph) == 1
