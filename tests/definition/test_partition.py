"""The cells of a fact: every value that it may have answers as the value of one cell does."""

from __future__ import annotations

from decimal import Decimal, getcontext
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import tries
from sopflow.definition.partition import Cell, partition

getcontext().prec = 100

NUMBERS: Final = st.one_of(st.integers(-6, 6), st.sampled_from([0.5, -0.5, 2.5, 0.1, 0.3, 1.0, 2.0, 1e9, -1e9]))
TEXTS: Final = st.sampled_from(["", "a", "ab", "abc", "lain", "xlain", "2026-01-01", "2026-01-02", "2024-02-29"])
UNITS: Final = st.sampled_from([1, 2, 3, 5, 0.5, 0.1, 1.5, 250])


def atoms(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Schemas of one keyword."""
    if kind == "boolean":
        return st.one_of(st.booleans().map(lambda value: {"const": value}), st.just({"enum": [True, False]}))
    if kind == "string":
        return st.one_of(
            TEXTS.map(lambda value: {"const": value}),
            st.lists(TEXTS, min_size=1, max_size=3).map(lambda values: {"enum": values}),
            st.integers(0, 6).map(lambda length: {"minLength": length}),
            st.integers(0, 6).map(lambda length: {"maxLength": length}),
        )
    limits = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "const"]
    return st.one_of(
        st.tuples(st.sampled_from(limits), NUMBERS).map(lambda pair: {pair[0]: pair[1]}),
        st.lists(NUMBERS, min_size=1, max_size=3).map(lambda values: {"enum": values}),
        UNITS.map(lambda unit: {"multipleOf": unit}),
        st.sampled_from(["integer", "number"]).map(lambda name: {"type": name}),
    )


def schemas(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """Schemas as conditions have them."""
    one = atoms(kind)
    several = st.lists(one, min_size=1, max_size=3)
    merged = several.map(lambda found: {key: value for schema in found for key, value in schema.items()})
    return st.one_of(
        merged,
        one.map(lambda schema: {"not": schema}),
        several.map(lambda found: {"anyOf": found}),
        several.map(lambda found: {"allOf": found}),
    )


def values(kind: str) -> st.SearchStrategy[Any]:
    if kind == "boolean":
        return st.booleans()
    if kind == "string":
        return st.one_of(TEXTS, st.text(max_size=8))
    whole = st.one_of(st.integers(-40, 40), st.integers())
    if kind == "integer":
        return whole
    return st.one_of(whole, NUMBERS, st.integers(-400, 400).map(lambda tenths: tenths / 10))


def holds(schema: dict[str, Any], value: Any) -> bool:
    """What a schema says of a value, in decimal arithmetic."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    number = Decimal(repr(value)) if is_number else Decimal()

    def same(other: Any) -> bool:
        return (
            type(other) is type(value) and other == value
            if isinstance(value, bool | str)
            else (not isinstance(other, bool | str) and other == value)
        )

    def one(keyword: str, wanted: Any) -> bool:
        match keyword:
            case "type":
                kinds = {"boolean": isinstance(value, bool), "string": isinstance(value, str), "number": is_number}
                return kinds.get(wanted, is_number and number == number.to_integral_value())
            case "const":
                return same(wanted)
            case "enum":
                return any(same(other) for other in wanted)
            case "not":
                return not holds(wanted, value)
            case "anyOf":
                return any(holds(inner, value) for inner in wanted)
            case "allOf":
                return all(holds(inner, value) for inner in wanted)
            case "minLength" | "maxLength":
                return not isinstance(value, str) or (
                    len(value) >= wanted if "min" in keyword else len(value) <= wanted
                )
        limit = Decimal(repr(wanted))
        return (
            not is_number
            or {
                "minimum": number >= limit,
                "maximum": number <= limit,
                "exclusiveMinimum": number > limit,
                "exclusiveMaximum": number < limit,
                "multipleOf": keyword == "multipleOf" and number % limit == 0,
            }[keyword]
        )

    return all(one(keyword, wanted) for keyword, wanted in schema.items())


def met(tests: list[dict[str, Any]], value: Any) -> frozenset[int]:
    return frozenset(place for place, schema in enumerate(tests) if holds(schema, value))


@settings(max_examples=tries(300), deadline=None)
@given(data=st.data(), kind=st.sampled_from(["boolean", "string", "integer", "number"]))
def test_each_value_answers_as_one_cell_does(data: st.DataObject, kind: str) -> None:
    domain = {"type": kind, **data.draw(st.one_of(st.just({}), schemas(kind)))}
    tests = data.draw(st.lists(schemas(kind), max_size=4))
    cells = partition(domain, tests)
    assert cells is not None
    known = {cell.meets for cell in cells}
    assert len(known) == len(cells)
    for cell in cells:
        assert met([domain], cell.value) == {0}
        assert met(tests, cell.value) == cell.meets
    for value in data.draw(st.lists(values(kind), max_size=20)):
        if met([domain], value):
            assert met(tests, value) in known


@pytest.mark.parametrize(
    ("domain", "tests", "expected"),
    [
        ({"type": "boolean"}, [{"const": True}], [(True, {0}), (False, set())]),
        (
            {"type": "number", "minimum": 0},
            [{"maximum": 5_000_000}, {"minimum": 5_000_000}],
            [(0, {0}), (5_000_000, {0, 1}), (5_000_001, {1})],
        ),
        ({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}, [], [(0.1, set())]),
        ({"type": "integer"}, [{"multipleOf": 2}, {"multipleOf": 3}], [(0, {0, 1}), (1, set()), (2, {0}), (3, {1})]),
        ({"type": "string", "enum": ["besar", "kecil"]}, [{"const": "besar"}], [("besar", {0}), ("kecil", set())]),
        ({"type": "string", "minLength": 50}, [], [("x" * 46 + "lain", set())]),
        ({"type": "string", "format": "date"}, [{"const": "2026-01-01"}], [("2026-01-01", {0}), ("2026-01-02", set())]),
        ({"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 1}, [], []),
        (
            {"type": "integer", "minimum": 0, "multipleOf": 50_000},
            [{"minimum": 1_000_000}],
            [(0, set()), (1_000_000, {0})],
        ),
        ({"type": "integer"}, [{"multipleOf": 9973}], [(0, {0}), (1, set())]),
        (
            {"type": "string", "minLength": 1, "maxLength": 1},
            [{"enum": list("n0123456789")}],
            [("n", {0}), ("a", set())],
        ),
    ],
)
def test_cells_have_values_that_are_easy_to_read(
    domain: dict[str, Any], tests: list[dict[str, Any]], expected: list[tuple[Any, set[int]]]
) -> None:
    found = partition(domain, tests)
    assert found is not None
    assert sorted(found, key=repr) == sorted((Cell(value, frozenset(meets)) for value, meets in expected), key=repr)


@pytest.mark.parametrize(
    ("domain", "tests"),
    [
        ({"type": "integer"}, [{"multipleOf": unit} for unit in (2, 3, 5, 7, 11, 13, 17, 19)]),
        ({"type": "number", "minimum": 1e23}, []),  # no floating-point number is that decimal
        ({"type": "string", "minLength": 1_000_000}, []),
        ({"type": "number"}, [{"const": value} for value in range(3000)]),
    ],
)
def test_too_many_cells_are_not_looked_at(domain: dict[str, Any], tests: list[dict[str, Any]]) -> None:
    assert partition(domain, tests) is None
