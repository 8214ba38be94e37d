"""``schemas/calendar.schema.json`` alone, with jsonschema as the judge: editors hold files against it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "schemas" / "calendar.schema.json").read_text(encoding="utf-8")
)
VALIDATOR: Final = Draft202012Validator(SCHEMA)
DESIGN: Final = """
calendar: pemprov-papua-tengah
extends: id-asn
timezone: Asia/Jayapura
closures:
  - {date: "2025-08-06", reason: Pemungutan suara ulang, basis: SE Gubernur}
openings:
  - {date: "2026-05-15", working_day: true, reason: Cuti bersama dicabut}
  - {date: "2026-05-16", working_day: false, hours: ["08:00-12:00"], reason: Layanan piket}
decreed:
  - {year: 2028, basis: SKB 3 Menteri}
counting: {first_day: excluded, ends: closing, roll: forward, cutoff: "15:00"}
"""
NIGHT: Final = """
calendar: piket-malam
timezone: Asia/Jakarta
national_holidays: false
joint_leave: false
hours: {mon-sun: ["22:00-06:00"]}
ramadan: {hours: {mon-thu: ["21:00-02:00"]}}
periods:
  - {name: Minggu tenang, from: "2026-12-28", to: "2026-12-31", hours: {mon-thu: ["20:00-24:00"]}}
"""


def subschemas(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, list):
        for item in schema:
            yield from subschemas(item)
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from subschemas(value)


@pytest.mark.parametrize("text", [DESIGN, NIGHT])
def test_it_takes_what_the_format_says(text: str) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert list(VALIDATOR.iter_errors(yaml.safe_load(text))) == []


@pytest.mark.parametrize(
    "damage",
    [
        {"hour": {}},
        {"extends": None},
        {"calendar": "Papua Tengah"},
        {"closures": [{"reason": "x"}]},
        {"closures": [{"date": "15-05-2026"}]},
        {"openings": [{"date": "2026-05-15"}]},
        {"openings": [{"date": "2026-05-15", "working_day": False}]},
        {"decreed": [{"basis": "SKB"}]},
        {"decreed": [{"year": "2028"}]},
        {"counting": {"roll": "sideways"}},
        {"counting": {"cutoff": "25:00"}},
        {"counting": {}},
        {"hours": {"senin": []}},
        {"hours": {"mon": ["8-16"]}},
        {"hours": {"mon": "08:00-16:00"}},
        {"periods": [{"from": "2026-05-15", "hours": {"mon": []}}]},
        {"ramadan": {}},
        {"closures_from": [{"basis": "x"}]},
    ],
)
def test_it_refuses_what_is_unknown_or_half_set(damage: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(yaml.safe_load(DESIGN) | damage)


def test_a_calendar_that_extends_nothing_needs_its_zone_and_hours() -> None:
    alone = yaml.safe_load(NIGHT)
    for key in ("timezone", "hours"):
        assert not VALIDATOR.is_valid({k: value for k, value in alone.items() if k != key})
    assert VALIDATOR.is_valid({"calendar": "a", "extends": "id-asn"})


def test_every_key_is_explained_in_both_languages() -> None:
    keys = [
        (name, key)
        for schema in subschemas(SCHEMA)
        for name, key in schema.get("properties", {}).items()
        if "const" not in key
    ]
    assert len(keys) > 25
    for name, key in keys:
        assert key["title"].count(" / ") == key["description"].count(" / ") == 1, name


def test_its_patterns_are_read_alike_by_every_engine() -> None:
    patterns = [schema["pattern"] for schema in subschemas(SCHEMA) if isinstance(schema.get("pattern"), str)]
    assert len(patterns) >= 5
    for pattern in set(patterns) - {"\\S"}:  # a text is more than blanks
        assert pattern.startswith("^")
        assert pattern.endswith("$")
        assert not re.search(r"\\[dwsb]", pattern)  # not only ASCII in some
