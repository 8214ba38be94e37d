"""An SOP as BPMN: another engine runs it, every element is drawn, and conditions mean what the file means."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest
from bpmn_runner import FUNCTIONS, python_of, reach
from hypothesis import given, settings
from hypothesis import strategies as st
from token_run import DocumentRun

import sopflow
from bpmn_conditions import FACTS, Alternatives, condition_of, conditions, holds
from effort import EVERYDAY, tries
from sketches import sound
from sopflow.bpmn.feel import condition_expression
from sopflow.definition.condition import Condition, Predicate
from sopflow.output import render
from strategies import reworked_sketches, sound_sketches, sound_wild_sketches
from token_game import TokenCase

if TYPE_CHECKING:
    from sopflow.definition.model import Definition

ROOT: Final = Path(__file__).parents[2]
FILES: Final = [
    ROOT / "tests" / "definition" / "surat-keterangan-usaha.yaml",
    ROOT / "procedures" / "pengaduan-tidak-langsung.yaml",
    ROOT / "procedures" / "pengaduan-langsung.yaml",
    ROOT / "docs" / "contoh" / "izin-ruang.yaml",
]
MODEL: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DIAGRAM: Final = "{http://www.omg.org/spec/BPMN/20100524/DI}"


def real(path: Path) -> Definition:
    return sopflow.load(path).definition


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_another_engine_comes_to_each_outcome(path: Path) -> None:
    definition = real(path)
    assert {outcome: reach(definition, outcome) for outcome in definition.outcomes} == {
        outcome: outcome for outcome in definition.outcomes
    }


@given(st.one_of(sound_sketches(6), sound_wild_sketches()))
@settings(max_examples=tries(25), derandomize=EVERYDAY)
def test_another_engine_ends_wherever_it_should(text: str) -> None:
    definition = sound(text)
    for outcome in definition.outcomes:
        # a case can end early on the way to an outcome where another flow ends it at once
        assert reach(definition, outcome) is not None


@given(st.one_of(sound_sketches(), reworked_sketches(), sound_wild_sketches()), st.data())
@settings(max_examples=tries(60))
def test_the_document_means_what_the_format_says(text: str, data: st.DataObject) -> None:
    """By BPMN's own rules, a case is always where it is by the words of the format, and ends in the same outcome."""
    definition = sound(text)
    document = render(definition, "bpmn")
    for _ in range(3):
        run, tokens = DocumentRun(definition, document), TokenCase(definition)
        for _ in range(60):
            assert run.active() == tokens.active()
            assert run.outcome() == tokens.outcome()
            if tokens.outcome() is not None:
                break
            step = data.draw(st.sampled_from(sorted(tokens.active())))
            way = data.draw(st.sampled_from(definition.steps[step].exits))
            run.complete(step, way.branch)
            tokens.complete(step, way.branch)


def parsed(definition: Definition) -> ET.Element:
    return ET.fromstring(render(definition, "bpmn"))


def check_document(definition: Definition) -> None:
    root = parsed(definition)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    process = root.find(f"{MODEL}process")
    assert process is not None
    flows = {flow.get("id"): flow for flow in process.iter(f"{MODEL}sequenceFlow")}
    nodes = {element.get("id"): element for element in process if element.find(f"{MODEL}incoming") is not None or
             element.find(f"{MODEL}outgoing") is not None}  # fmt: skip
    for flow in flows.values():
        source, target = nodes[flow.get("sourceRef")], nodes[flow.get("targetRef")]
        assert flow.get("id") in [found.text for found in source.iter(f"{MODEL}outgoing")]
        assert flow.get("id") in [found.text for found in target.iter(f"{MODEL}incoming")]
    lanes = [found.text for found in process.iter(f"{MODEL}flowNodeRef")]
    assert sorted(filter(None, lanes)) == sorted(filter(None, nodes))
    for id, node in nodes.items():
        coming = len(node.findall(f"{MODEL}incoming"))
        going = len(node.findall(f"{MODEL}outgoing"))
        if node.tag == f"{MODEL}userTask":
            assert (coming, going) == (1, 1), id
        elif node.tag.endswith("Gateway"):
            assert (coming > 1) != (going > 1), id
    drawn = {element.get("bpmnElement") for element in root.iter() if element.get("bpmnElement")}
    wanted = set(nodes) | set(flows) | {"Collaboration", "Pool"} | {f"Lane_{actor}" for actor in definition.actors}
    wanted |= {found.get("id") for found in process.iter(f"{MODEL}dataObjectReference")}
    wanted |= {found.get("id") for found in process.iter() if found.tag.endswith("Association")}
    assert drawn == wanted


def check_drawing(definition: Definition) -> None:
    """Elements stand in their lanes, apart from each other, and flows go round them."""
    root = parsed(definition)
    kinds = {element.get("id"): element.tag.removeprefix(MODEL) for element in root.iter()}
    hosts = {element.get("id"): element.get("attachedToRef") for element in root.iter(f"{MODEL}boundaryEvent")}
    boxes = {shape.get("bpmnElement"): bounds(shape) for shape in root.iter(f"{DIAGRAM}BPMNShape")}
    lane_of = {
        found.text: lane.get("id") for lane in root.iter(f"{MODEL}lane") for found in lane.iter(f"{MODEL}flowNodeRef")
    }
    solid = {id: box for id, box in boxes.items() if kinds[id] not in {"participant", "lane", "boundaryEvent"}}
    for id, (left, top, right, bottom) in solid.items():
        if id in lane_of:
            lane = boxes[lane_of[id]]
            assert lane[0] <= left <= right <= lane[2], id
            assert lane[1] <= top <= bottom <= lane[3], id
    for (one, a), (other, b) in combinations(solid.items(), 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)
    for edge in root.iter(f"{DIAGRAM}BPMNEdge"):
        if kinds[edge.get("bpmnElement")] != "sequenceFlow":
            continue
        points = [(float(point.get("x", "")), float(point.get("y", ""))) for point in edge if point.get("x")]
        for (x, y), (then_x, then_y) in pairwise(points):
            assert x == then_x or y == then_y
            line = (min(x, then_x), min(y, then_y), max(x, then_x), max(y, then_y))
            for id, box in solid.items():
                inside = (
                    line[0] < box[2] - 0.2 and box[0] + 0.2 < line[2]
                    if line[0] < line[2]
                    else box[0] + 0.2 < x < box[2] - 0.2
                )
                across = (
                    line[1] < box[3] - 0.2 and box[1] + 0.2 < line[3]
                    if line[1] < line[3]
                    else box[1] + 0.2 < y < box[3] - 0.2
                )
                assert not (inside and across), (edge.get("bpmnElement"), id)
    assert set(hosts.values()) <= set(boxes)


def bounds(shape: ET.Element) -> tuple[float, float, float, float]:
    found = shape[0]
    x, y = float(found.get("x", "")), float(found.get("y", ""))
    return (x, y, x + float(found.get("width", "")), y + float(found.get("height", "")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_real_documents_are_whole_and_drawn(path: Path) -> None:
    check_document(real(path))
    check_drawing(real(path))


@given(st.one_of(sound_sketches(9), sound_wild_sketches()))
@settings(max_examples=tries(40))
def test_every_document_is_whole_and_drawn(text: str) -> None:
    check_document(sound(text))
    check_drawing(sound(text))


def test_steps_whose_ids_look_like_ours_are_all_drawn() -> None:
    # "satu" is drawn in the fork and outside it; "satu_2" and the others are steps of their own
    definition = sound("""
        awal: b0=lain+satu | b1=satu
        lain: temu
        satu: satu_2
        satu_2: satu_in
        satu_in: satu_shape
        satu_shape: temu
        temu&: terbit
    """)
    check_document(definition)
    tasks = [element.get("id", "") for element in parsed(definition).iter(f"{MODEL}userTask")]
    assert len(tasks) == 11
    assert {"Task_satu", "Task_satu.2", "Task_satu_2", "Task_satu_2.2", "Task_satu_in"} <= set(tasks)


def test_facts_that_feel_reads_as_words_of_its_own_are_called_otherwise() -> None:
    condition = Condition(((Predicate("date", {"const": 1}), Predicate("tanggal", {"const": 2})),))
    assert condition_expression(condition) == "(date_ = 1) and (tanggal = 2)"


@given(conditions())
@settings(max_examples=tries(150))
def test_conditions_mean_in_feel_what_they_mean_as_schemas(alternatives: Alternatives) -> None:
    expression = python_of(condition_expression(condition_of(alternatives)))
    for facts in FACTS:
        assert eval(expression, dict(FUNCTIONS), dict(facts)) == holds(alternatives, facts), expression


def test_texts_in_conditions_are_quoted() -> None:
    condition = Condition(((Predicate("jenis", {"const": 'a" or true'}), Predicate("nama", {"minLength": 2})),))
    expression = condition_expression(condition)
    assert expression == '(jenis = "a\\" or true") and (string length(nama) >= 2)'
    assert not eval(python_of(expression), {}, {"jenis": "a", "nama": "abc"})


def test_what_bpmn_has_no_element_for_is_written_down() -> None:
    text = render(real(FILES[0]), "bpmn").decode()
    assert "Waktu: 3 hari kerja" in text
    assert re.search(r"Kepala Seksi, bersama Petugas Loket", text)
    assert "timeDate" in text
    assert "due_perbaiki" in text
    assert "terminateEventDefinition" in text
