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
import warnings
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest
from hypothesis import HealthCheck, event, given, reject, settings
from hypothesis import strategies as st

from effort import tries
from flow_oracle import Oracle
from sketches import sketch
from sopflow.definition.flow import analyse
from strategies import sound_sketches, sound_wild_sketches, wild_flows

if TYPE_CHECKING:
    from sopflow.definition.model import Definition, Exit

prover: Final = pytest.importorskip("pm4py.algo.analysis.woflan.algorithm")
connect: Final = pytest.importorskip("pm4py.objects.petri_net.utils.petri_utils").add_arc_from_to
nets: Final = pytest.importorskip("pm4py.objects.petri_net.obj")
MOST_PLACES: Final = 24  # woflan takes seconds for a net of forty places,
MOST_FORKED: Final = 5  # and for eight flows side by side
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
        if sum(len(way.targets) - 1 for way in self._meets) > MOST_FORKED:
            raise OverflowError
        self.places: dict[Place, None] = {}
        self.transitions: dict[Transition, None] = {}
        self._connect((START,), (self._arrive(definition.first_step, ()),))
        self.places[END] = None
        for step in definition.steps:
            if all(place.at != step for place in self.places):
                self._arrive(step, ())  # nothing leads there, so it is dead

    def _arrive(self, target: str, forks: tuple[Flow, ...]) -> Place:
        """The place where a flow comes to lie, with all that follows."""
        step = self._definition.steps.get(target)
        waits = bool(forks) and self._meets[forks[-1].way] == target and (step is None or step.join)
        place = Place(target, waits, forks) if step or waits else END
        if place not in self.places:
            if len(self.places) >= MOST_PLACES:
                raise OverflowError
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
        # A fork inside itself would go deeper without end. It is taken for the same one, which then has flows too many.
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
    """Ask woflan; ``OverflowError`` where the net is too large for it."""
    made = Net(definition)
    numbered = dict(enumerate(made.places))  # woflan orders places by their names
    places = {place: nets.PetriNet.Place(f"p{number:03}") for number, place in numbered.items()}
    net = nets.PetriNet("sop", set(places.values()))
    for number, (before, after, _) in enumerate(made.transitions):
        transition = nets.PetriNet.Transition(f"t{number:03}", "labelled, so that woflan minds whether it is dead")
        net.transitions.add(transition)
        for place in before:
            connect(places[place], transition, net)
        for place in after:
            connect(transition, places[place], net)
    start, end = nets.Marking([places[START]]), nets.Marking([places[END]])
    with warnings.catch_warnings(action="ignore"):  # of old ways to use numpy and scipy
        sound, found = prover.apply(net, start, end, parameters=QUIETLY)
    twice: set[str] = set()
    for _, marking in found["r_g_s_c"].nodes(data="marking") if sound else ():
        active: Counter[str] = Counter()
        for number, place in numbered.items():
            active[place.at] += 0 if place.waits else int(marking[number])
        twice |= {step for step, tokens in active.items() if tokens > 1}
    return Verdict(sound, frozenset(twice))


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
@settings(max_examples=tries(60), suppress_health_check=list(HealthCheck))
def test_what_passes_is_what_the_prover_finds_sound(definition: Definition) -> None:
    """An SOP is refused exactly where cases could get stuck, end twice or have a step active twice at once."""
    codes = {fault.code for fault in analyse(definition).faults}
    try:
        verdict = prove(definition)
    except OverflowError:
        reject()
    event(f"{verdict.sound}, {bool(verdict.twice)}, {sorted(codes)}")
    assert (not codes) == (verdict.sound and not verdict.twice)
    if verdict.twice:
        assert codes == {"fork-shares-step"}


@pytest.mark.parametrize(
    ("text", "sound", "twice"),
    [
        ("a: b+c; b: d; c: d; d&: terbit", True, ""),
        ("a: b+c; b: d; c: d; d&: x=terbit|y=b", True, ""),  # a flow alone passes the join
        ("a: b+c; b: d+e; d: terbit; e: terbit; c: terbit", True, ""),  # the inner fork first
        ("a: b+c; b: x=d|y=e; c: d; d: e; e&: terbit", True, "d"),
        ("a: b+c; b: d; c: d; d: terbit", False, ""),  # nobody waits
        ("a: b+c; b: x=d|y=a; c: d; d&: terbit", False, ""),  # more and more flows
        ("a: b+c; b: terbit; c: tolak", False, ""),  # two ends
        ("a: x=b|y=terbit; b: b", False, ""),  # no end
        ("a: terbit; b: terbit", False, ""),  # dead
    ],
)
def test_the_prover_tells_sound_from_unsound(text: str, sound: bool, twice: str) -> None:
    definition = sketch(text.replace(";", "\n"))
    assert prove(definition) == Verdict(sound, frozenset(twice))
    assert (analyse(definition).faults == ()) == (sound and not twice)
