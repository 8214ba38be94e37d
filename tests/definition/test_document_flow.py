"""Documents over all ways, held against playing every case of random SOPs."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from documents_oracle import Game, TooManyStatesError
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from effort import tries
from sketches import sketch
from sopflow.definition.condition import Condition, Predicate
from sopflow.definition.flow import analyse
from sopflow.definition.idle import idle_outputs, produced_twice
from sopflow.definition.lacking import lacking_inputs
from sopflow.definition.leaving import leavings
from sopflow.definition.model import Document, Fact, Input, Output
from strategies import sound_sketches, sound_wild_sketches

if TYPE_CHECKING:
    from sopflow.definition.model import Definition, Step

DOCUMENTS: Final = ("a", "b", "c")
FACTS: Final = ("f", "g")
TERM: Final = ("1 hari kerja",)


def condition(fact: str, value: bool) -> Condition:
    return Condition(((Predicate(fact, {"const": value}),),))


@st.composite
def with_documents(draw: st.DrawFn, facts: bool) -> Definition:
    most = 4 if facts else 7
    text = draw(st.one_of(sound_sketches(most, TERM), sound_wild_sketches(min(most, 5), TERM)))
    definition = sketch(text)
    used = DOCUMENTS[: draw(st.integers(1, 3))]
    rare = st.sampled_from([False] * 4 + [True])
    some = st.lists(st.sampled_from(used), max_size=1)
    steps: dict[str, Step] = {}
    for step in definition.steps.values():
        branches = tuple(replace(b, outputs=made(draw(some)) if draw(rare) else ()) for b in step.branches)
        if facts and len(branches) == 2 and draw(st.booleans()):
            fact = draw(st.sampled_from(FACTS))
            second: dict[str, Any] = draw(st.sampled_from([{"otherwise": True}, {"when": condition(fact, False)}]))
            branches = (replace(branches[0], when=condition(fact, True)), replace(branches[1], **second))
        late = step.on_overdue and replace(step.on_overdue, outputs=made(draw(some)) if draw(rare) else ())
        inputs = []
        for document in draw(st.one_of(some, some, st.permutations(used))):
            when = condition(draw(st.sampled_from(FACTS)), draw(st.booleans())) if facts and draw(rare) else None
            also = draw(st.sampled_from(used)) if draw(rare) else document
            inputs.append(Input(tuple(dict.fromkeys((document, also))), optional=draw(rare), when=when))
        steps[step.id] = replace(
            step,
            branches=branches,
            on_overdue=late,
            inputs=tuple(inputs[:2]) if draw(st.booleans()) else (),
            outputs=made(draw(some)),
            optional=not branches and draw(rare),
            sets=tuple(draw(st.lists(st.sampled_from(FACTS), max_size=1))) if facts and draw(rare) else (),
        )
    return replace(
        definition,
        steps=steps,
        documents={name: Document(name, name) for name in used},
        data={name: Fact(name, "boolean", name) for name in FACTS} if facts else {},
    )


def made(names: list[str]) -> tuple[Output, ...]:
    return tuple(Output(name) for name in names)


def only_needing(definition: Definition, kept: set[tuple[str, int]]) -> Definition:
    """The same SOP, in which all other inputs are optional."""
    steps = {
        step.id: replace(
            step,
            inputs=tuple(
                item if (step.id, place) in kept else replace(item, optional=True)
                for place, item in enumerate(step.inputs)
            ),
        )
        for step in definition.steps.values()
    }
    return replace(definition, steps=steps)


def stated_beside_others(definition: Definition) -> set[str]:
    """The facts that some flow states while another one is under way."""
    game = Game(only_needing(definition, set()))
    beside = {step for state in game.reachable() if len(state.tokens) > 1 for step in game.working(state)}
    return {fact for step in beside & definition.steps.keys() for fact in definition.steps[step].sets}


def held_against_all_cases(definition: Definition) -> set[str]:
    found = lacking_inputs(definition, analyse(definition))
    assert found is not None
    lacks = {(lack.step, lack.place): lack for lack in found}
    waiting = {key for key, lack in lacks.items() if lack.why in {"beside", "circle"}}
    unsteady = stated_beside_others(definition)
    for step in definition.steps.values():
        for place, item in enumerate(step.inputs):
            if item.optional or step.optional:
                assert (step.id, place) not in lacks
                continue
            key = (step.id, place)
            lack = lacks.get(key)
            if lack and item.when and unsteady.intersection(item.when.facts):
                continue  # nobody follows what another flow states meanwhile: "perhaps" is all that can be said
            same = {
                (other.id, at)
                for other in definition.steps.values()
                for at, one in enumerate(other.inputs)
                if set(one.documents) <= set(item.documents) and one.when is None
            }
            beside = lack is not None and lack.why == "beside"  # it waits to good effect once other faults are mended
            game = Game(only_needing(definition, {key, *waiting} if beside else {key, *same, *waiting}))
            if lack is None:
                assert key not in game.ever_lacking(), key
            elif lack.why == "beside":
                assert key not in game.stuck(), key
                assert key in Game(only_needing(definition, {key})).ever_lacking(), key  # others may hold it up
            elif lack.why != "unproven":  # another one that waits, or lacks the same, may hold all cases up before it
                kept = ({key, *same, *waiting}, {key, *waiting}, {key})
                stuck = (Game(only_needing(definition, needs)).stuck() for needs in kept)
                assert any(key in held or (lack.why == "circle" and held & waiting) for held in stuck), lack
    return {lack.why for lack in found}


def play(definition: Definition) -> None:
    try:
        held_against_all_cases(definition)
    except TooManyStatesError:
        reject()


@settings(max_examples=tries(60), deadline=None)
@given(definition=with_documents(facts=False))
def test_documents_agree_with_playing_every_case(definition: Definition) -> None:
    play(definition)


@settings(max_examples=tries(60), deadline=None)
@given(definition=with_documents(facts=True))
def test_documents_agree_with_playing_every_case_where_facts_steer(definition: Definition) -> None:
    play(definition)


def idle_by_playing(definition: Definition) -> set[tuple[str, str]]:
    """Outputs that no run uses, where no flow is beside another: every run is gone through, step by step."""
    finished: set[tuple[str, str]] = set()
    used: set[tuple[str, str]] = set()
    start: tuple[str, frozenset[tuple[str, str]]] = (definition.first_step, frozenset())
    waiting, seen = [start], {start}
    while waiting:
        here, fresh = waiting.pop()
        if here in definition.outcomes:
            continue
        step = definition.steps[here]
        used |= {(by, document) for by, document in fresh for item in step.inputs if document in item.documents}
        for leaving in leavings(step):
            kept = {(by, document) for by, document in fresh if document not in leaving.outputs}
            after = frozenset(kept | {(here, document) for document in leaving.outputs})
            for target in leaving.way.targets:
                if target in definition.outcomes:
                    finished |= {(here, document) for document in leaving.outputs}
                if (target, after) not in seen:
                    seen.add((target, after))
                    waiting.append((target, after))
    produced = {(step, document) for step, document in _produced(definition) if step in {place for place, _ in seen}}
    return produced - used - finished


def _produced(definition: Definition) -> set[tuple[str, str]]:
    return {
        (step.id, document)
        for step in definition.steps.values()
        for leaving in leavings(step)
        for document in leaving.outputs
    }


@settings(max_examples=tries(120), deadline=None)
@given(definition=with_documents(facts=False))
def test_idle_outputs_are_those_that_no_run_uses(definition: Definition) -> None:
    flow = analyse(definition)
    assume(not flow.meets)
    assert {(idle.step, idle.document) for idle in idle_outputs(definition, flow)} == idle_by_playing(definition)


@settings(max_examples=tries(40), deadline=None)
@given(definition=with_documents(facts=False))
def test_documents_produced_twice_are_in_hand_from_two_flows_at_once(definition: Definition) -> None:
    """Where nothing is produced twice, no state has two flows at work whose next steps produce the same document."""
    flow = analyse(definition)
    twice = {twice.document for twice in produced_twice(definition, flow)}
    game = Game(only_needing(definition, set()))
    try:
        states = game.reachable()
    except TooManyStatesError:
        reject()
    for state in states:
        working = game.working(state)
        for one, other in combinations(working, 2):
            for document in DOCUMENTS:
                if (one, document) in _produced(definition) and (other, document) in _produced(definition):
                    assert document in twice
