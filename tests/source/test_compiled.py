"""The quick test of a schema says yes only where jsonschema finds nothing, and for files that are right it does."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from effort import tries
from sopflow.source.compiled import surely_fits
from sopflow.source.reader import read_path
from sopflow.source.schemas import load_schema
from sopflow.source.shape import read_structure

ROOT: Final = Path(__file__).parents[2]
SCHEMA: Final = load_schema("sop")
STRICT: Final = Draft202012Validator(SCHEMA)
FITS: Final = surely_fits(SCHEMA)
FILES: Final = [*sorted((ROOT / "procedures").glob("*.yaml")), ROOT / "tests/definition/surat-keterangan-usaha.yaml"]


def data_of(path: Path) -> Any:
    return read_structure(read_path(path), SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_right_needs_no_second_look(path: Path) -> None:
    assert FITS(data_of(path))
    assert STRICT.is_valid(data_of(path))


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every place of a value: what holds it, and its key."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [place for key, value in inner for place in [(data, key), *places(value)]]


odd = st.sampled_from(
    [None, True, 0, -1, 1.5, "", " ", "x", "Xy", "a b", "a\n", [], {}, ["x"], ["x", "x"], {"x": "y"}, [1], {"id": "a"}]
)


@settings(max_examples=tries(500), deadline=None)
@given(draw=st.data(), path=st.sampled_from(FILES), changes=st.integers(1, 2))
def test_a_yes_is_a_yes(draw: st.DataObject, path: Path, changes: int) -> None:
    data = copy.deepcopy(data_of(path))
    for _ in range(changes):
        holder, key = draw.draw(st.sampled_from(places(data)))
        if isinstance(holder, dict) and draw.draw(st.booleans()):
            holder[draw.draw(st.sampled_from(["x", "next", "type", "Nama", "a-b", "minimum"]))] = copy.deepcopy(
                draw.draw(odd)
            )
        elif draw.draw(st.booleans()):
            holder[key] = copy.deepcopy(draw.draw(odd))
        else:  # what stands somewhere else, and may fit here too
            other, at = draw.draw(st.sampled_from(places(data)))
            holder[key] = copy.deepcopy(other[at])
    if FITS(data):
        assert STRICT.is_valid(data)


def test_a_keyword_that_it_does_not_know_is_a_no() -> None:
    assert not surely_fits({"contains": {"const": 1}})([1])
    assert not surely_fits({"properties": {"a": {"if": {"const": 1}}}})({"a": 1})
    assert surely_fits({"properties": {"a": {"if": {"const": 1}}}})({"b": 1})


def test_a_definition_may_hold_itself() -> None:
    schema = yaml.safe_load(
        "{$ref: '#/$defs/tree', $defs: {tree: {type: object, additionalProperties: {$ref: '#/$defs/tree'}}}}"
    )
    assert surely_fits(schema)({"a": {"b": {}}})
    assert not surely_fits(schema)({"a": {"b": 1}})
