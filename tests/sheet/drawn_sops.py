"""Random SOPs to be drawn: flows of every kind, several actors, words of any length."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st

from sketches import sketch
from sopflow.definition.model import Actor, Branch, Definition, Step
from strategies import sound_sketches, sound_wild_sketches

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORDS: Final = st.sampled_from(
    [
        "Memeriksa",
        "berkas",
        "di",
        "pertanggungjawaban",
        "dan/atau",
        "surat-menyurat",
        "W" * 45,
        "Ω≥",
        "ꦱꦸꦫꦠ",
        "شكوى",
        "漢字",
        "é",
    ]
)
_TEXT: Final = st.lists(_WORDS, min_size=1, max_size=14).map(" ".join)
_LABEL: Final = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)


@st.composite
def drawn_sops(draw: st.DrawFn, most_actors: int = 12) -> Definition:
    """An SOP of a few steps up to several dozen; its flow is sound, its words are not."""
    most = draw(st.sampled_from([4, 8, 8, 20, 30]))
    found = sketch(draw(st.one_of(sound_sketches(most), sound_sketches(most), sound_wild_sketches())))
    names = [f"a{place}" for place in range(draw(st.integers(1, most_actors)))]
    actors = {name: Actor(name, draw(_TEXT)) for name in names}
    steps = {step.id: _worded(draw, step, actors) for step in found.steps.values()}
    return replace(found, actors=actors, steps=steps)


def _worded(draw: st.DrawFn, step: Step, actors: Mapping[str, Actor]) -> Step:
    who, *others = draw(st.permutations(list(actors)))
    branches = tuple(replace(branch, label=draw(_LABEL), activity=draw(st.none() | _TEXT)) for branch in step.branches)
    late: Branch | None = step.on_overdue and replace(step.on_overdue, label=draw(_LABEL))
    return replace(
        step,
        actor=who,
        participants=tuple(others[: draw(st.sampled_from([0, 0, 0, 1, 2]))]),
        activity=draw(_TEXT),
        note=draw(st.none() | _TEXT),
        branches=branches,
        on_overdue=late,
        optional=not branches and draw(st.integers(0, 4)) == 0,
    )
