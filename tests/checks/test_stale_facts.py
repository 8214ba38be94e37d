"""Facts that decide in a loop: a warning where no step of some way back states them anew, as all simple loops show."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sopflow
from diagnosed import diagnose, summary
from effort import tries
from sopflow.definition.flow import shortest_way

ROOT: Final = Path(__file__).parents[2]
TEXT: Final = """\
sop: izin
version: "1"
title: Izin
actors: {loket: Loket}
data:
  lengkap: {type: boolean}
  besar: {type: boolean}
steps:
  - id: terima
    actor: loket
    activity: Menerima
    sets: [besar]
  - id: periksa
    actor: loket
    activity: Memeriksa
    branches:
      - id: ya
        when: {lengkap: true}
        next: putus
      - id: tidak
        when: {lengkap: false}
        next: perbaiki
  - id: perbaiki
    actor: loket
    activity: Memperbaiki
    next: periksa
  - id: putus
    actor: loket
    activity: Memutuskan
    branches:
      - id: besar
        when: {besar: true}
        next: selesai
      - id: kecil
        otherwise: true
        next: selesai
"""


def test_a_decision_that_comes_again_with_the_old_answer_is_shown_with_the_way() -> None:
    (found,) = reported = diagnose(TEXT)
    assert summary(reported) == [(16, "fact-stale", "branches")]
    assert found.severity == "warning"
    assert found.message("id") == (
        "Jalan periksa -> [tidak] -> perbaiki -> periksa kembali ke keputusan ini, dan tidak ada langkah di jalan "
        "itu yang menyatakan ulang lengkap, sehingga keputusan diambil dengan jawaban lama."
    )
    assert found.message("en") == (
        "The way periksa -> [tidak] -> perbaiki -> periksa leads back to this decision, and no step on it states "
        "lengkap anew: it would be decided by the old answer."
    )


@pytest.mark.parametrize("step", ["Memeriksa", "Memperbaiki"])
def test_a_step_of_the_way_that_states_it_anew_is_enough(step: str) -> None:
    assert diagnose(TEXT.replace(f"activity: {step}", f"activity: {step}\n    sets: [lengkap]")) == []


def test_a_second_way_back_without_a_new_answer_is_found() -> None:
    text = TEXT.replace("activity: Memperbaiki", "activity: Memperbaiki\n    sets: [lengkap]")
    text = text.replace(
        "        otherwise: true\n        next: selesai", "        otherwise: true\n        next: periksa"
    )
    assert [(found.code, str(found.params["way"]), found.params["facts"]) for found in diagnose(text)] == [
        ("fact-stale", "periksa -> [ya] -> putus -> [kecil] -> periksa", ["lengkap"]),
        ("fact-stale", "putus -> [kecil] -> periksa -> [ya] -> putus", ["besar"]),
    ]


@pytest.mark.parametrize(
    ("without", "left"),
    [
        ("on_overdue: {label: Lewat, next: periksa}\n    duration: 2 jam", "[on_overdue]"),
        ("optional: true", "[skipped]"),
    ],
)
def test_a_step_that_lapses_or_is_skipped_states_nothing(without: str, left: str) -> None:
    text = TEXT.replace("activity: Memperbaiki", f"activity: Memperbaiki\n    sets: [lengkap]\n    {without}")
    (found,) = diagnose(text)
    assert found.code == "fact-stale"
    assert f"The way periksa -> [tidak] -> perbaiki -> {left} -> periksa leads back" in found.message("en")


FORKED: Final = """\
sop: izin
version: "1"
title: Izin
actors: {loket: Loket}
data:
  ok: {type: boolean}
steps:
  - {id: c, actor: loket, activity: Membagi, next: [e, f]}
  - {id: e, actor: loket, activity: Mengisi, sets: [ok], next: g}
  - {id: f, actor: loket, activity: Menyusun, next: g}
  - id: g
    join: all
    actor: loket
    activity: Menilai
    branches:
      - {id: u, when: {ok: true}, next: selesai}
      - {id: v, when: {ok: false}, next: c}
"""


def test_what_a_parallel_flow_always_states_is_stated_where_they_meet() -> None:
    assert diagnose(FORKED) == []
    assert [found.code for found in diagnose(FORKED.replace("sets: [ok], ", "sets: [ok], optional: true, "))] == [
        "fact-stale"
    ]


def test_the_procedures_of_the_house_state_what_decides() -> None:
    for path in sorted((ROOT / "procedures").glob("*.yaml")):
        assert "fact-stale" not in [found.code for found in sopflow.check(path)]


graphs = st.integers(2, 7).flatmap(
    lambda size: st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=14)
)


@settings(max_examples=tries(200), deadline=None)
@given(edges=graphs, avoided=st.sets(st.integers(1, 6), max_size=3))
def test_the_shortest_way_round_is_the_shortest_of_all_loops(edges: list[tuple[int, int]], avoided: set[int]) -> None:
    successors: dict[str, list[str]] = {}
    for begin, end in edges:
        successors.setdefault(str(begin), []).append(str(end))
    graph = nx.DiGraph((str(begin), str(end)) for begin, end in edges)
    graph.remove_nodes_from([str(step) for step in avoided])
    loops = [len(loop) for loop in nx.simple_cycles(graph) if "0" in loop]
    way = shortest_way(successors, "0", "0", {str(step) for step in avoided})
    assert (None if way is None else len(way) - 1) == min(loops, default=None)
    for step, following in zip(way or (), (way or ())[1:], strict=False):
        assert following in successors[step]
