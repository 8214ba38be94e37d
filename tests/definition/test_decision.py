"""Decisions by facts: what is said of overlaps and gaps is what trying every combination of values says."""

from __future__ import annotations

from itertools import combinations, product
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import tries
from sopflow.definition.condition import Condition, Predicate
from sopflow.definition.decision import Decision, examine, witnesses
from sopflow.definition.facts import compile_condition
from sopflow.definition.model import Branch, Fact

SMALL: Final[dict[str, tuple[dict[str, Any], list[Any]]]] = {
    "lengkap": ({"type": "boolean"}, [True, False]),
    "kelas": ({"type": "string", "enum": ["besar", "kecil", "mikro"]}, ["besar", "kecil", "mikro"]),
    "jumlah": ({"type": "integer", "minimum": 0, "maximum": 5}, [0, 1, 2, 3, 4, 5]),
    "luas": ({"type": "number", "enum": [0, 0.5, 10]}, [0, 0.5, 10]),
}
"""Facts with few values: their schemas, and all that they can be."""
FACTS: Final = {name: Fact(name, schema["type"], name, "", schema) for name, (schema, _) in SMALL.items()}


def schemas_of(name: str) -> st.SearchStrategy[dict[str, Any]]:
    values = st.sampled_from(SMALL[name][1])
    found = [values.map(lambda value: {"const": value}), st.lists(values, min_size=1).map(lambda some: {"enum": some})]
    if name in {"jumlah", "luas"}:
        limits = st.sampled_from(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"])
        found.append(st.tuples(limits, st.sampled_from([0, 1, 2, 3, 5, 10])).map(lambda pair: {pair[0]: pair[1]}))
        found.append(st.just({"multipleOf": 2}))
    simple = st.one_of(found)
    return st.one_of(simple, simple.map(lambda schema: {"not": schema}))


predicates = st.sampled_from(list(SMALL)).flatmap(
    lambda name: schemas_of(name).map(lambda schema: Predicate(name, schema))
)
alternatives = st.lists(predicates, min_size=1, max_size=3, unique_by=lambda test: test.fact).map(tuple)
conditions = st.lists(alternatives, min_size=1, max_size=3).map(lambda found: Condition(tuple(found)))


@st.composite
def decisions(draw: st.DrawFn) -> list[Branch]:
    whens = draw(st.lists(conditions, min_size=1, max_size=4))
    branches = [Branch(f"b{place}", "", ("x",), when=when) for place, when in enumerate(whens)]
    if draw(st.booleans()):
        branches.append(Branch("lain", "", ("x",), otherwise=True))
    return branches


def holding(branches: list[Branch], facts: dict[str, Any]) -> list[str]:
    return [branch.id for branch in branches if branch.when and compile_condition(branch.when)(facts).holds]


@settings(max_examples=tries(120), deadline=None)
@given(branches=decisions())
def test_overlaps_and_gaps_are_those_that_trying_everything_finds(branches: list[Branch]) -> None:
    every = [dict(zip(SMALL, chosen, strict=True)) for chosen in product(*(values for _, values in SMALL.values()))]
    found = [holding(branches, facts) for facts in every]
    decision = examine(branches, FACTS)
    assert decision.proven
    overlapping = {pair for some in found for pair in combinations(some, 2)}
    assert {(overlap.first, overlap.second) for overlap in decision.overlaps} == overlapping
    complete = any(branch.otherwise for branch in branches) or all(found)
    assert (decision.gap is None) == complete
    unused = {branch.id for branch in branches if branch.when} - {one for some in found for one in some}
    assert set(decision.never) == unused | {branch.id for branch in branches if branch.otherwise and all(found)}
    for overlap in decision.overlaps:
        assert {overlap.first, overlap.second} <= set(holding(branches, dict(overlap.example)))
    if decision.gap is not None:
        assert holding(branches, dict(decision.gap)) == []
        read = {fact for branch in branches if branch.when for fact in branch.when.facts}
        assert decision.gap.keys() == read


@settings(max_examples=tries(120), deadline=None)
@given(branches=decisions())
def test_a_witness_shows_that_a_branch_can_hold(branches: list[Branch]) -> None:
    found = witnesses(branches, FACTS)
    decision = examine(branches, FACTS)
    never = set(decision.never)
    for branch in branches:
        if branch.when:
            assert (branch.id in found) == (branch.id not in never)
            assert branch.id not in found or branch.id in holding(branches, found[branch.id])
        elif branch.id in found:
            assert holding(branches, found[branch.id]) == []


def decided(*whens: list[dict[str, Any]], schema: dict[str, Any]) -> Decision:
    branches = [
        Branch(f"b{place}", "", ("x",), when=Condition(tuple((Predicate("modal", one),) for one in when)))
        for place, when in enumerate(whens)
    ]
    return examine(branches, {"modal": Fact("modal", schema["type"], "Modal", "", schema)})


def test_the_example_is_the_limit_that_both_include() -> None:
    capital = {"type": "number", "minimum": 0}
    both = decided([{"maximum": 5_000_000}], [{"minimum": 5_000_000}], schema=capital)
    assert [(one.first, one.second, one.example) for one in both.overlaps] == [("b0", "b1", {"modal": 5_000_000})]
    assert both.gap is None
    none = decided([{"exclusiveMaximum": 5_000_000}], [{"exclusiveMinimum": 5_000_000}], schema=capital)
    assert (none.overlaps, none.gap) == ((), {"modal": 5_000_000})
    one = decided([{"exclusiveMaximum": 5_000_000}], [{"minimum": 5_000_000}], schema=capital)
    assert one == Decision()
    negative = decided([{"exclusiveMaximum": 0}], [{"minimum": 0}], schema=capital)
    assert negative == Decision(never=("b0",))


def test_what_would_take_too_long_is_not_said_to_be_proven() -> None:
    units = [{"multipleOf": unit} for unit in (2, 3, 5, 7, 11, 13, 17, 19, 23)]
    assert decided(units, [{"not": {"anyOf": units}}], schema={"type": "integer"}) == Decision(proven=False)
    names = [f"f{place}" for place in range(16)]
    facts = {name: Fact(name, "boolean", name, "", {"type": "boolean"}) for name in names}
    parity = [  # which of many facts hold together is no question of boxes
        Branch(
            f"b{place}",
            "",
            ("x",),
            when=Condition(((Predicate(one, {"const": True}), Predicate(other, {"const": False})),)),
        )
        for place, (one, other) in enumerate(product(names[:8], names[8:]))
    ]
    assert examine(parity, facts).gap is not None


@pytest.mark.parametrize("size", [4, 10, 14])
def test_many_facts_that_cover_everything_are_seen_through(size: int) -> None:
    """The first that holds decides: b0 where f0, b1 where not f0 but f1, ..., the last where none does."""
    names = [f"f{place}" for place in range(size)]
    facts = {name: Fact(name, "boolean", name, "", {"type": "boolean"}) for name in names}
    branches = []
    for place in range(size + 1):
        tests = [Predicate(name, {"const": False}) for name in names[:place]]
        tests += [Predicate(name, {"const": True}) for name in names[place : place + 1]]
        branches.append(Branch(f"b{place}", "", ("x",), when=Condition((tuple(tests),))))
    assert examine(branches, facts) == Decision()
    assert examine(branches[:-1], facts).gap == dict.fromkeys(names, False)
