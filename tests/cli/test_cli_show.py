"""``sopflow show``, ``sopflow graph`` and ``sopflow schema``."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from cli_calls import BUSINESS, DIRECT, INDIRECT, MINIMAL, ROOT, call

import sopflow

if TYPE_CHECKING:
    from pathlib import Path


def test_show_prints_the_sheet() -> None:
    for lang, heading in (("id", "Kelengkapan : "), ("en", "Requirements : ")):
        result = call("show", INDIRECT, "--lang", lang)
        assert (result.code, result.err) == (0, "")
        assert heading in result.out
        assert result.out.startswith("PROSEDUR PELAYANAN PENGADUAN SECARA TIDAK LANGSUNG\n")


def test_show_draws_the_table_on_a_terminal_that_is_wide_enough() -> None:
    wide = call("show", INDIRECT, terminal=True, TERM="dumb", COLUMNS="140").out
    assert "│No│" in wide
    assert wide.count("├") == 7  # below the heading, and between seven rows
    narrow = call("show", INDIRECT, terminal=True, TERM="dumb", COLUMNS="80").out
    assert "│" not in narrow
    assert narrow == call("show", INDIRECT).out


@pytest.mark.parametrize("file", [DIRECT, INDIRECT, BUSINESS])
def test_show_gives_the_whole_procedure_as_data(file: str) -> None:
    procedure = sopflow.load(file)
    data = json.loads(call("show", file, "--format", "json").out)
    assert (data["id"], data["version"], data["title"]) == (procedure.id, procedure.version, procedure.title)
    assert data["hash"] == procedure.hash
    assert [step["id"] for step in data["steps"]] == list(procedure.steps)
    for key in ("actors", "documents", "data", "outcomes"):
        assert list(data[key]) == list(getattr(procedure, key))
    for step in data["steps"]:
        assert [branch["id"] for branch in step["branches"]] == [b.id for b in procedure.steps[step["id"]].branches]


@pytest.mark.parametrize("file", [DIRECT, INDIRECT, BUSINESS])
def test_the_graph_comes_back_whole_from_json_and_graphml(file: str) -> None:
    graph = sopflow.load(file).graph
    linked = nx.node_link_graph(json.loads(call("graph", file).out), edges="edges")
    assert call("graph", file).out == call("graph", file, "--format", "json").out
    graphml = call("graph", file, "--format", "graphml").out
    read = nx.read_graphml(BytesIO(graphml.encode()), force_multigraph=True)
    for found in (linked, read):
        assert isinstance(found, nx.MultiDiGraph)
        assert dict(found.nodes(data=True)) == dict(graph.nodes(data=True))
        assert _edges(found) == _edges(graph)


def _edges(graph: nx.MultiDiGraph[Any]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    found = graph.edges(data=True)
    return sorted(
        (source, target, sorted((k, str(v)) for k, v in data.items() if k != "id")) for source, target, data in found
    )


def test_dot_and_mermaid_begin_as_their_readers_expect() -> None:
    assert call("graph", INDIRECT, "--format", "dot").out.startswith("digraph ")
    assert call("graph", INDIRECT, "--format", "mermaid").out.startswith("flowchart TD\n")


@pytest.mark.parametrize("name", ["sop", "calendar", "case"])
def test_a_schema_is_printed_as_published(name: str) -> None:
    published = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert call("schema", name).out.strip() == published.strip()


def test_the_schema_of_sops_is_the_one_that_is_meant() -> None:
    assert call("schema").out == call("schema", "sop").out


def test_texts_of_an_sop_come_out_literally(tmp_path: Path) -> None:
    file = tmp_path / "kecil.yaml"
    hostile = r'"[bold]x[/] [/] merah \u202Ekebalik"'
    file.write_text(MINIMAL.replace("Memeriksa berkas", hostile).replace("title: Kecil", f"title: {hostile}"), "utf-8")
    calls = [
        ("show",),
        ("plan", "--start", "2026-03-02"),
        *(("graph", "--format", form) for form in ("dot", "mermaid")),
    ]
    for argv in (*calls, ("show", "--format", "json"), ("graph",), ("graph", "--format", "graphml")):
        for terminal in (False, True):
            result = call(*argv, str(file), terminal=terminal, TERM="dumb", COLUMNS="200")
            assert result.code == 0, result.err
            assert "\u202e" not in result.out, argv
            assert "merah" in result.out
    for terminal in (False, True):
        shown = call("plan", str(file), "--start", "2026-03-02", terminal=terminal, TERM="dumb", COLUMNS="200").out
        assert r"[bold]x[/] [/] merah \u202ekebalik" in shown
    data = json.loads(call("show", str(file), "--format", "json").out)
    assert data["title"] == "[bold]x[/] [/] merah \u202ekebalik"
