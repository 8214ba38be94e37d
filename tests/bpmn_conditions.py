"""Random conditions on four facts, and what they mean by jsonschema."""

from __future__ import annotations

from itertools import product
from typing import Any, Final

from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sopflow.definition.condition import Condition, Predicate

Alternatives = list[dict[str, dict[str, Any]]]

FACTS: Final = [
    {"a": a, "b": b, "nama": name, "lengkap": complete}
    for a, (b, name, complete) in product(
        (-3, 0, 1, 2.5), ((-1, "", True), (1, "ya", False), (3, 'kata "panjang"', True))
    )
]
"""What the facts may be, in some combinations."""

_TEXTS: Final = st.sampled_from(["", "ya", 'kata "panjang"', "lain"])
_NUMBERS: Final = st.one_of(
    st.sampled_from([0, 1, 2.5, -3]).map(lambda value: {"const": value}),
    st.lists(st.integers(-3, 3), min_size=1, max_size=3, unique=True).map(lambda values: {"enum": values}),
    st.dictionaries(
        st.sampled_from(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]), st.integers(-3, 3), min_size=1
    ),
    st.integers(1, 3).map(lambda value: {"multipleOf": value}),
    st.sampled_from(["integer", "number"]).map(lambda value: {"type": value}),
)
_WORDS: Final = st.one_of(
    _TEXTS.map(lambda value: {"const": value}),
    st.lists(_TEXTS, min_size=1, max_size=3, unique=True).map(lambda values: {"enum": values}),
    st.dictionaries(st.sampled_from(["minLength", "maxLength"]), st.integers(0, 5), min_size=1),
)
_ANSWERS: Final = st.booleans().map(lambda value: {"const": value})


def _combined(simple: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.recursive(
        simple,
        lambda inner: st.one_of(
            inner.map(lambda schema: {"not": schema}),
            st.lists(inner, min_size=1, max_size=3).map(lambda schemas: {"anyOf": schemas}),
            st.lists(inner, min_size=1, max_size=3).map(lambda schemas: {"allOf": schemas}),
        ),
        max_leaves=4,
    )


_ALL: Final = st.fixed_dictionaries(
    {},
    optional={
        "a": _combined(_NUMBERS),
        "b": _combined(_NUMBERS),
        "nama": _combined(_WORDS),
        "lengkap": _combined(_ANSWERS),
    },
).filter(bool)


def conditions() -> st.SearchStrategy[Alternatives]:
    """Conditions as a file says them: a list of mappings, of which any one has to hold."""
    return st.lists(_ALL, min_size=1, max_size=3)


def condition_of(alternatives: Alternatives) -> Condition:
    """The condition as the model has it."""
    tests = (tuple(Predicate(fact, schema) for fact, schema in found.items()) for found in alternatives)
    return Condition(tuple(tests))


def holds(alternatives: Alternatives, facts: dict[str, Any]) -> bool:
    """Whether a condition holds, as jsonschema sees it."""
    return any(
        all(Draft202012Validator(schema).is_valid(facts[fact]) for fact, schema in tests.items())
        for tests in alternatives
    )
