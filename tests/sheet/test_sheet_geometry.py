"""Laws of every drawn sheet, on random SOPs: nothing overlaps, nothing is cut, every flow is drawn exactly once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from drawn_sops import drawn_sops
from geometry import check, followed
from hypothesis import given, settings

from effort import EVERYDAY, tries
from sopflow.sheet.pages import sheet_in_one_piece, sheet_in_pages

if TYPE_CHECKING:
    from sopflow.definition.model import Definition
    from sopflow.sheet.model import Sheet


pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def flows(definition: Definition) -> set[tuple[str, str, str]]:
    """The flows of the SOP's graph."""
    from sopflow.definition.graph import build_graph

    graph = build_graph(definition)
    edges = graph.edges(data=True)
    return {(source, target, str(data.get("branch", ""))) for source, target, data in edges if data["kind"] == "flow"}


def check_flows(definition: Definition, sheet: Sheet) -> None:
    drawn = followed(sheet)
    assert drawn.keys() == flows(definition)
    for (source, target, _branch), ways in drawn.items():
        if len(ways) == 1:
            assert ways == [(ways[0][0], target)]
        else:
            assert sorted(way[1] for way in ways) == sorted([f"to:{target}", target])
            assert {way[0] for way in ways if way[1] == target} == {f"from:{target}"}
        begins = [way[0] for way in ways if not way[0].startswith("from:")]
        assert [begin.split("/")[0] for begin in begins] == [source]


@given(drawn_sops())
@settings(max_examples=tries(30), derandomize=EVERYDAY)
def test_in_one_piece(definition: Definition) -> None:
    sheet = sheet_in_one_piece(definition, "id")
    check(sheet)
    check_flows(definition, sheet)


@pytest.mark.parametrize("paper", ["a4", "f4"])
@given(drawn_sops())
@settings(max_examples=tries(12), derandomize=EVERYDAY)
def test_in_pages(paper: str, definition: Definition) -> None:
    sheet = sheet_in_pages(definition, "id", paper)
    check(sheet)
    check_flows(definition, sheet)
