"""The rules of flow, held against a prover of another house: woflan of pm4py says which workflow nets are sound.

Each SOP becomes a net: a place for each step, a transition for each way out of it, and one where the flows of a fork
meet, which waits for a token of each. Only where forks meet is worked out ahead, by brute force (``Oracle``). A token
keeps the forks that it lies in, the way a token of a sub-process does, so flows wait for those of their own fork only,
and a flow that is alone passes a join.

**Where the two differ.** Sound means: nothing is dead, a case can always end, and nothing goes on when it has. A
step that is active twice at once is sound to woflan where both come to an end; the format forbids it. So the
markings that woflan went through are asked for it. Ways that end the case at once are no matter of workflow nets; here
their outcomes are ordinary ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from effort import tries
from flow_oracle import Oracle
from sketches import sketch
from sopflow.definition.flow import analyse
from strategies import sound_sketches, sound_wild_sketches, wild_flows

if TYPE_CHECKING:
    from sopflow.definition.model import Definition, Exit

prover: Final = pytest.importorskip("pm4py.algo.analysis.woflan.algorithm")
nets: Final = pytest.importorskip("pm4py.objects.petri_net.obj")
pytestmark = pytest.mark.filterwarnings("ignore:solution from scipy")
MOST_PLACES: Final = 40
QUIETLY: Final = {"print_diagnostics": False, "return_asap_when_not_sound": True, "return_diagnostics": True}


class Flow(NamedTuple):
    """One of the flows of an open fork."""

    way: Exit
    number: int


class Place(NamedTuple):
    """Where a token lies: active at a step or waiting there, with the forks around it, the outermost first."""

    at: str
    waits: bool = False
    forks: tuple[Flow, ...] = ()


Transition = tuple[tuple[Place, ...], tuple[Place, ...], str | None]
START: Final = Place("(start)")
END: Final = Place("(end)")


class Net:
    """The workflow net of an SOP: its places, and transitions from places to places."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._meets = Oracle(definition).places
        self.places: dict[Place, None] = {}
        self.transitions: dict[Transition, None] = {}
        self._connect((START,), (self._arrive(definition.first_step, ()),))
        self.places[END] = None
        for step in definition.steps:
            if all(place.at != step for place in self.places):
                self._arrive(step, ())

    def _arrive(self, target: str, forks: tuple[Flow, ...]) -> Place:
        """The place where a flow comes to lie, with all that follows."""
        step = self._definition.steps.get(target)
        waits = bool(forks) and self._meets[forks[-1].way] == target and (step is None or step.join)
        place = Place(target, waits, forks) if step or waits else END
        if place not in self.places:
            assume(len(self.places) < MOST_PLACES)
            self.places[place] = None
            if place.waits:
                self._meet(target, forks)
            elif step:
                for way in step.exits:
                    self._connect((place,), self._take(way, forks), way.branch)
        return place

    def _take(self, way: Exit, forks: tuple[Flow, ...]) -> tuple[Place, ...]:
        if len(way.targets) == 1:
            return (self._arrive(way.targets[0], forks),)
        around = forks[: next((depth for depth, flow in enumerate(forks) if flow.way == way), len(forks))]
        return tuple(self._arrive(target, (*around, Flow(way, place))) for place, target in enumerate(way.targets))

    def _meet(self, target: str, forks: tuple[Flow, ...]) -> None:
        *around, (way, _) = forks
        flows = (Place(target, True, (*around, Flow(way, number))) for number in range(len(way.targets)))
        self._connect(tuple(flows), (self._arrive(target, tuple(around)),))

    def _connect(self, before: tuple[Place, ...], after: tuple[Place, ...], branch: str | None = None) -> None:
        self.places |= dict.fromkeys((*before, *after))
        self.transitions[before, after, branch] = None


class Verdict(NamedTuple):
    """What woflan says; where a net is sound, ``twice`` are the steps that can be active twice at once."""

    sound: bool
    twice: frozenset[str] = frozenset()


def prove(definition: Definition) -> Verdict:
    made = Net(definition)
    places = {place: nets.PetriNet.Place(f"p{number:05}") for number, place in enumerate(made.places)}
    transitions = [
        nets.PetriNet.Transition(f"t{n:05}", "dead where it never fires") for n in range(len(made.transitions))
    ]
    arcs = []
    for transition, (before, after, _) in zip(transitions, made.transitions, strict=True):
        arcs += [nets.PetriNet.Arc(places[place], transition) for place in before]
        arcs += [nets.PetriNet.Arc(transition, places[place]) for place in after]
    for arc in arcs:
        arc.source.out_arcs.add(arc)
        arc.target.in_arcs.add(arc)
    net = nets.PetriNet("sop", set(places.values()), set(transitions), set(arcs))
    start, end = nets.Marking({places[START]: 1}), nets.Marking({places[END]: 1})
    sound, found = prover.apply(net, start, end, parameters=QUIETLY)
    if not sound:
        return Verdict(False)
    twice = set()
    for _, marking in found["r_g_s_c"].nodes(data="marking"):
        active = [
            place.at
            for place, count in zip(made.places, marking, strict=True)
            if not place.waits
            for _ in range(int(count))
        ]
        twice |= {step for step in active if active.count(step) > 1}
    return Verdict(True, frozenset(twice))


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Any flow without ways that end the case at once, most with the joins where its forks meet, some with too few."""
    wild = wild_flows(most=6).map("\n".join)
    text = draw(st.one_of(sound_sketches(most=5), sound_wild_sketches(most=6), wild, wild))
    text = re.sub("[&!]", "", text)
    joins = {place for place in Oracle(sketch(text)).places.values() if place}
    if joins and draw(st.integers(0, 9)) == 0:
        joins.remove(draw(st.sampled_from(sorted(joins))))
    return sketch(re.sub(r"(?m)^\w+", lambda head: head[0] + "&" * (head[0] in joins), text))


@given(definition=definitions())
@settings(max_examples=tries(150))
def test_what_passes_is_what_the_prover_finds_sound(definition: Definition) -> None:
    """An SOP is refused exactly where cases could get stuck, end twice or have a step active twice at once."""
    codes = {fault.code for fault in analyse(definition).faults}
    verdict = prove(definition)
    event(f"{verdict.sound}, {bool(verdict.twice)}, {sorted(codes)}")
    assert (not codes) == (verdict.sound and not verdict.twice)
    if verdict.twice:
        assert codes == {"fork-shares-step"}
