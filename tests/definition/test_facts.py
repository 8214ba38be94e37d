"""Facts and conditions: the compiled schemas against jsonschema, and conditions over facts that are not known."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from effort import tries
from sopflow.definition.condition import Condition, Predicate
from sopflow.definition.facts import Answer, compile_condition, compile_schema
from sopflow.engine.values import is_plain

numbers = st.one_of(st.integers(-6, 6), st.sampled_from([0.5, -1.5, 2.0, 1e15, 10**30]))
texts = st.sampled_from(["", "a", "ab", "abc", "é", "2026-02-28", "2026-02-30"])
values = st.one_of(st.booleans(), numbers, texts)


def schemas() -> st.SearchStrategy[dict[str, Any]]:
    flat = st.fixed_dictionaries(
        {},
        optional={
            "type": st.sampled_from(["boolean", "integer", "number", "string"]),
            "const": values,
            "enum": st.lists(values, min_size=1, max_size=4),
            "minimum": numbers,
            "maximum": numbers,
            "exclusiveMinimum": numbers,
            "exclusiveMaximum": numbers,
            "multipleOf": st.sampled_from([1, 2, 3, 0.5]),
            "minLength": st.integers(0, 3),
            "maxLength": st.integers(0, 3),
        },
    )
    return st.recursive(
        flat,
        lambda inner: st.one_of(
            inner.map(lambda schema: {"not": schema}),
            st.lists(inner, min_size=1, max_size=3).map(lambda several: {"anyOf": several}),
            st.lists(inner, min_size=1, max_size=3).map(lambda several: {"allOf": several}),
        ),
        max_leaves=4,
    )


@settings(max_examples=tries(400), deadline=None)
@given(schemas(), st.lists(values, min_size=1, max_size=6))
def test_compiled_schemas_say_what_jsonschema_says(schema: dict[str, Any], candidates: list[Any]) -> None:
    test, judge = compile_schema(schema), Draft202012Validator(schema)
    for value in candidates:
        assert test(value) == judge.is_valid(value), value


def test_true_is_not_one_and_one_is_one_point_zero() -> None:
    assert not compile_schema({"const": 1})(True)
    assert not compile_schema({"enum": [0, False]})("0")
    assert compile_schema({"const": 1})(1.0)
    assert compile_schema({"type": "integer"})(2.0)
    assert not compile_schema({"type": "integer"})(True)


def test_multiples_are_those_of_arithmetic() -> None:
    """jsonschema divides floats, and so says that 0.3 is no multiple of 0.1."""
    assert compile_schema({"multipleOf": 0.1})(0.3)
    assert not compile_schema({"multipleOf": 0.1})(0.35)


def test_a_date_is_one_that_exists() -> None:
    test = compile_schema({"type": "string", "format": "date"})
    assert test("2026-02-28")
    assert not any(map(test, ["2026-02-30", "20260228", "28-02-2026", "", "2026-W01-1"]))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None, [], {}, b"x", "\ud800", 1j])
def test_what_json_cannot_hold_is_no_fact(value: object) -> None:
    assert not is_plain(value)


@given(values)
def test_what_json_can_hold_is_one(value: object) -> None:
    assert is_plain(value)
    assert json.loads(json.dumps(value)) == value


def condition(*alternatives: dict[str, Any]) -> Condition:
    return Condition(
        tuple(tuple(Predicate(fact, {"const": value}) for fact, value in tests.items()) for tests in alternatives)
    )


@pytest.mark.parametrize(
    ("facts", "holds", "missing"),
    [
        ({"a": 1, "b": 2}, True, ()),
        ({"a": 1, "b": 3}, False, ("c",)),  # the second alternative is still open
        ({"a": 1}, False, ("b", "c")),
        ({"a": 2}, False, ("c",)),  # the first cannot hold any more
        ({}, False, ("a", "b", "c")),
        ({"c": 3}, True, ()),
        ({"c": 4, "a": 2}, False, ()),
        ({"c": 4, "b": 2}, False, ("a",)),
    ],
)
def test_a_condition_with_facts_that_are_not_known_is_open(
    facts: dict[str, Any], holds: bool, missing: tuple[str, ...]
) -> None:
    ask = compile_condition(condition({"a": 1, "b": 2}, {"c": 3}))
    assert ask(facts) == Answer(holds, missing)
