"""The drawing cut along its rows is the whole drawing: no line is lost, none is drawn twice."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from drawn_sops import drawn_sops
from hypothesis import given, settings

from effort import EVERYDAY, tries
from sopflow.layout.polyline import length
from sopflow.sheet.pages import sheet_in_one_piece, sheet_in_pages
from sopflow.sheet.strips import strips

if TYPE_CHECKING:
    from sopflow.definition.model import Definition


pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


@given(drawn_sops())
@settings(max_examples=tries(15), derandomize=EVERYDAY)
def test_strips_add_up_to_the_whole(definition: Definition) -> None:
    for sheet in (sheet_in_one_piece(definition, "id"), sheet_in_pages(definition, "id")):
        for page in sheet.pages:
            cut = list(strips(page))
            strokes = [stroke for strip in cut for stroke in strip.strokes]
            whole = sum(length(connector.line) for connector in page.connectors)
            assert sum(length(stroke.line) for stroke in strokes) == pytest.approx(whole)
            assert sum(stroke.arrow for stroke in strokes) == len(page.connectors)
            assert sum(len(strip.symbols) for strip in cut) == len(page.symbols)
            assert sum(len(strip.labels) for strip in cut) == sum(bool(line.label) for line in page.connectors)
            for strip in cut:
                height = strip.row.drawing.height
                for stroke in strip.strokes:
                    assert all(-1e-6 <= point.y <= height + 1e-6 for point in stroke.line)
                    assert all(one != two for one, two in pairwise(stroke.line))
