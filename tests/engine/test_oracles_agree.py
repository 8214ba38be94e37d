"""Three engines agree: ours, SpiffWorkflow on the SOP as BPMN, and a game of tokens by the words of the format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from bpmn_oracle import BpmnCase, UnsoundError, drawn_once, to_bpmn
from engine_case import EngineCase
from hypothesis import event, given, settings
from hypothesis import strategies as st

import sopflow
from effort import tries
from sketches import sketch, sound
from strategies import reworked_sketches, sound_sketches, sound_wild_sketches
from token_game import TokenCase

if TYPE_CHECKING:
    from sopflow.definition.model import Definition

ROOT: Final = Path(__file__).parents[2]
REAL: Final = [
    sopflow.load(path).definition
    for path in (ROOT / "tests/definition/surat-keterangan-usaha.yaml", *sorted((ROOT / "procedures").glob("*.yaml")))
]
LONGEST: Final = 60
"""Completions of one case at most, as rework can go on for ever."""

HISTORIES: Final = 3
"""Cases of each SOP: they cost less than an SOP."""


sketches = st.one_of(sound_sketches(), reworked_sketches(), reworked_sketches(), sound_wild_sketches())


def play(definition: Definition, data: st.DataObject) -> None:
    """Run a case on ways drawn at random in all three, which agree after each completion."""
    ours, tokens, bpmn = EngineCase(definition), TokenCase(definition), BpmnCase(definition)
    seen: set[str] = set()
    for _ in range(LONGEST):
        assert (ours.active(), ours.outcome()) == (tokens.active(), tokens.outcome())
        assert (bpmn.active(), bpmn.outcome()) == (tokens.active(), tokens.outcome())
        assert ours.status == tokens.status == ("closed" if tokens.outcome() else "open")
        assert bool(tokens.active()) == (tokens.outcome() is None)
        if tokens.outcome():
            break
        ways = [way for step in sorted(tokens.active()) for way in definition.steps[step].exits]
        way = data.draw(st.sampled_from(ways))
        event("rework" if way.step in seen else "ahead")
        seen.add(way.step)
        ours.complete(way.step, way.branch)
        tokens.complete(way.step, way.branch)
        bpmn.complete(way.step, way.branch)
    event(f"closed: {tokens.outcome() is not None}")


@settings(max_examples=tries(100), deadline=None)
@given(text=sketches, data=st.data())
def test_all_three_are_always_at_the_same_steps(text: str, data: st.DataObject) -> None:
    definition = sketch(text)
    event(f"each step drawn once: {drawn_once(definition)}")
    for _ in range(HISTORIES):
        play(definition, data)


@pytest.mark.parametrize("definition", REAL, ids=lambda definition: definition.id)
@settings(max_examples=tries(10), deadline=None)
@given(data=st.data())
def test_all_three_agree_on_real_procedures(definition: Definition, data: st.DataObject) -> None:
    play(definition, data)


KNOWN: Final = {
    "a join waits for every flow": (
        "mulai: a+b+c / a: j / b: j / c: j / j&: terbit",
        "mulai > a b c, b > a c, a > c, c > j, j > terbit!",
    ),
    "a flow may go straight to the join": (
        "mulai: a+j / a: j / j&: terbit",
        "mulai > a, a > j, j > terbit!",
    ),
    "what a decision parts is still one flow": (
        "mulai: a+b / a: x=c | y=j / c: j / b: j / j&: terbit",
        "mulai > a b, a:y > b, b > j, j > terbit!",
    ),
    "a flow that goes round the fork is alone": (
        "mulai: x=a+b | y=j / a: j / b: j / j&: terbit",
        "mulai:y > j, j > terbit!",
    ),
    "an overdue way may fork": (
        "mulai: j | lapse=a+b / a: j / b: j / j&: terbit",
        "mulai:on_overdue > a b, a > b, b > j, j > terbit!",
    ),
    "rework behind a fork is alone": (
        "mulai: a+b / a: j / b: j / j&: ulang=a | maju=terbit",
        "mulai > a b, a > b, b > j, j:ulang > a, a > j, j:maju > terbit!",
    ),
    "rework through a fork waits again, whoever came first before": (
        "mulai: a+b / a: j / b: j / j&: ulang=mulai | maju=terbit",
        "mulai > a b, a > b, b > j, j:ulang > mulai, mulai > a b, b > a, a > j, j:maju > terbit!",
    ),
    "rework inside a flow leaves the others alone": (
        "mulai: a+b / a: j / b: ulang=b | maju=j / j&: terbit",
        "mulai > a b, a > b, b:ulang > b, b:maju > j, j > terbit!",
    ),
    "two forks of a step meet in one place": (
        "mulai: x=a+b | y=a+c / a: j / b: j / c: j / j&: ulang=mulai | maju=terbit",
        "mulai:y > a c, a > c, c > j, j:ulang > mulai, mulai:x > a b, b > a, a > j, j:maju > terbit!",
    ),
    "a fork and the fork inside it meet in one place": (
        "mulai: a+b / a: p+q / p: j / q: j / b: j / j&: terbit",
        "mulai > a b, a > b p q, p > b q, q > b, b > j, j > terbit!",
    ),
    "the same, the outer flow first": (
        "mulai: a+b / a: p+q / p: j / q: j / b: j / j&: terbit",
        "mulai > a b, b > a, a > p q, q > p, p > j, j > terbit!",
    ),
    "flows may meet at an outcome": (
        "mulai: a+b / a: p+q / p: terbit / q: terbit / b: terbit",
        "mulai > a b, a > b p q, p > b q, b > q, q > terbit!",
    ),
    "an outcome may end all at once, from the inmost fork": (
        "mulai: a+b / a: p+q / p: x=j | y=gugur! / q: j / b: j / j&: terbit",
        "mulai > a b, a > b p q, p:y > gugur!",
    ),
    "what ends a case leaves no trace in the next round": (
        "mulai: a+b / a: x=j | y=gugur! / b: j / j&: ulang=mulai | maju=terbit",
        "mulai > a b, a:x > b, b > j, j:ulang > mulai, mulai > a b, a:y > gugur!",
    ),
}


@pytest.mark.parametrize("case_of", [EngineCase, TokenCase, BpmnCase])
@pytest.mark.parametrize(("lines", "history"), KNOWN.values(), ids=KNOWN)
def test_histories_known_by_hand(case_of: type[EngineCase | TokenCase | BpmnCase], lines: str, history: str) -> None:
    """A history names each completion, ``step:branch``, and the steps that are then active, or the outcome."""
    case = case_of(sound(lines.replace(" / ", "\n")))
    for completion, after in (part.split(" > ") for part in history.split(", ")):
        step, _, branch = completion.partition(":")
        case.complete(step, branch or None)
        ended = after.endswith("!")
        assert (case.active(), case.outcome()) == ((set(), after[:-1]) if ended else (set(after.split()), None))


def test_the_diagram_is_bpmn() -> None:
    """The words are those of the standard: its own schema, which SpiffWorkflow brings along, has no objection."""
    validator: Any = pytest.importorskip("SpiffWorkflow.bpmn.parser.BpmnParser").BpmnValidator()
    etree: Any = pytest.importorskip("lxml.etree")
    for definition in (*REAL, *(sound(lines.replace(" / ", "\n")) for lines, _ in KNOWN.values())):
        validator.validate(etree.fromstring(to_bpmn(definition)))


def test_what_is_not_sound_has_no_diagram() -> None:
    with pytest.raises(UnsoundError):
        BpmnCase(sketch("mulai: a+b\na: mulai\nb: terbit"))


def test_a_step_in_a_block_and_outside_it_is_drawn_twice() -> None:
    assert drawn_once(sound("mulai: a+b\na: j\nb: j\nj&: ulang=mulai | maju=terbit"))
    assert not drawn_once(sound("mulai: a+b\na: j\nb: j\nj&: ulang=a | maju=terbit"))
