"""The schema decides how a scalar is read, and what does not fit is said once, where it stands.

``jsonschema`` is the oracle: whatever is accepted must validate, and whatever validates must be accepted.
"""

from __future__ import annotations

import copy
import json
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from diagnosed import SOUND, diagnose, line_number, marked, replaced, summary
from sopflow.source.nodes import Unreadable
from sopflow.source.reader import read_text
from sopflow.source.schemas import load_schema
from sopflow.source.shape import read_shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.diagnostic import Diagnostic

SCHEMA: Final = load_schema("sop")
VALIDATOR: Final = Draft202012Validator(SCHEMA)
ROOT: Final = Path(__file__).parents[2]
EXAMPLES: Final = [ROOT / "tests/definition/surat-keterangan-usaha.yaml", *sorted((ROOT / "procedures").glob("*.yaml"))]
ACTIVITY: Final = "    activity: Menerima berkas"


def shaped(text: str) -> tuple[Any, list[Diagnostic]]:
    """Return the data of a text and what is wrong with its form; nothing is built or checked."""
    reading = read_text(text, "t")
    data = None if reading.root is None else read_shape(reading, SCHEMA)
    return data, [d for d in reading.diagnostics if d.severity == "error"]


TEXTS = [
    "1.10",
    "ya",
    "no",
    "on",
    "Yes",
    "true",
    "false",
    "True",
    "1_000",
    "0x10",
    "0o17",
    "1e3",
    ".5",
    "-1",
    "+1",
    "null",
    "~",
]
TEXTS += [
    "NULL",
    "2026-01-05",
    "2026-01-05T09:00:00Z",
    "12:30:45",
    "07:30",
    ".inf",
    ".nan",
    "070/12/2026",
    "007",
    "=",
    "1,5",
]


@pytest.mark.parametrize("words", TEXTS)
def test_where_text_is_wanted_the_words_are_the_value(words: str) -> None:
    text = replaced(SOUND, 'version: "1"', f"version: {words}")
    text = replaced(text, ACTIVITY, f"    activity: {words}")
    text = replaced(text, "    tools: [Komputer, Buku register]", f"    tools: [{words if ',' not in words else 'a'}]")
    data, errors = shaped(text)
    assert errors == []
    assert data["version"] == words
    assert data["steps"][0]["activity"] == words


@pytest.mark.parametrize("words", ["null", "~", "2026-01-05", "APRIL 2015", "2", "1.0"])
def test_a_cell_that_may_be_empty_keeps_its_words(words: str) -> None:
    data, errors = shaped(replaced(SOUND, "document:", "document:", f"  revision: {words}", "  created:"))
    assert errors == []
    assert data["document"]["revision"] == words
    assert data["document"]["created"] is None


@pytest.mark.parametrize(("words", "value"), [("true", True), ("false", False)])
def test_only_true_and_false_are_booleans(words: str, value: bool) -> None:
    data, errors = shaped(replaced(SOUND, ACTIVITY, ACTIVITY, f"    optional: {words}"))
    assert errors == []
    assert data["steps"][0]["optional"] is value


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("ya", "true"),
        ("Yes", "true"),
        ("on", "true"),
        ("True", "true"),
        ('"false"', "false"),
        ("tidak", "false"),
        ("no", "false"),
    ],
)
def test_other_words_for_true_and_false_are_named_with_the_right_one(words: str, meant: str) -> None:
    (found,) = diagnose(replaced(SOUND, ACTIVITY, ACTIVITY, f"    optional: {words}"))
    assert (found.code, found.span.line, marked(found)) == ("boolean-wanted", 14, words)
    assert found.params["fixed"] == meant


@pytest.mark.parametrize("words", ["1", "mungkin", "[true]", "{a: true}"])
def test_what_is_no_boolean_at_all(words: str) -> None:
    (found,) = diagnose(replaced(SOUND, ACTIVITY, ACTIVITY, f"    optional: {words}"))
    assert (found.code, found.span.line, marked(found)) == ("wrong-type", 14, words)


NUMBERS = [
    ("5", 5),
    ("-5", -5),
    ("+5", 5),
    ("007", 7),
    ("0.5", 0.5),
    ("1.", 1.0),
    (".5", 0.5),
    ("1e3", 1000.0),
    ("-1E-2", -0.01),
]


@pytest.mark.parametrize(("words", "value"), NUMBERS, ids=[words for words, _ in NUMBERS])
def test_numbers(words: str, value: float) -> None:
    data, errors = shaped(replaced(SOUND, "steps:", "data:", "  modal:", f"    minimum: {words}", "steps:"))
    assert errors == []
    assert data["data"]["modal"]["minimum"] == value


@pytest.mark.parametrize("words", ["1_000", "0x10", "1,5", ".inf", ".nan", "1e999", "1" * 400, '"5"', "lima", "12:30"])
def test_what_is_no_number(words: str) -> None:
    (found,) = diagnose(replaced(SOUND, "steps:", "data:", "  modal:", f"    minimum: {words}", "steps:"))
    assert (found.code, found.span.line, marked(found)) == ("wrong-type", 12, words)


def test_whole_numbers_are_wanted_where_letters_are_counted() -> None:
    (found,) = diagnose(replaced(SOUND, "steps:", "data:", "  nama:", "    minLength: 1.5", "steps:"))
    assert (found.code, marked(found)) == ("wrong-type", "1.5")


def test_the_value_of_a_fact_is_read_as_it_looks() -> None:
    block = ["data:", "  tingkat:", "    enum: [1, 2.5, true, 1.10.1, '3', ya]", "steps:"]
    data, errors = shaped(replaced(SOUND, "steps:", *block))
    assert errors == []
    assert data["data"]["tingkat"]["enum"] == [1, 2.5, True, "1.10.1", "3", "ya"]


FAULTS = [
    # about a wrong value: at the value
    ("title: Contoh layanan", "title: [a, b]", "wrong-type", "[a, b]"),
    ("title: Contoh layanan", "title: {a: b}", "wrong-type", "{a: b}"),
    ("title: Contoh layanan", 'title: ""', "text-empty", '""'),
    ("title: Contoh layanan", "title:", "value-missing", "title"),
    ("title: Contoh layanan", "title:   # belum ada", "value-missing", "title"),
    ("sop: contoh", "sop: Contoh Layanan", "sop-id-form", "Contoh Layanan"),
    ("sop: contoh", "sop: contoh_layanan", "sop-id-form", "contoh_layanan"),
    ("day_counting: working", "day_counting: kerja", "not-one-of", "kerja"),
    ("  - id: terima", "  - id: 1", "id-form", "1"),
    ("  - id: terima", "  - id: Terima", "id-form", "Terima"),
    ("  - id: terima", "  - id:", "value-missing", "id"),
    ("  - id: terima", "  - id: [terima]", "wrong-type", "[terima]"),
    (ACTIVITY, "    activity: [a, b]", "wrong-type", "[a, b]"),
    ("    tools: [Komputer, Buku register]", "    tools: {a: b}", "wrong-type", "{a: b}"),
    ("    tools: [Komputer, Buku register]", '    tools: [Komputer, ""]', "text-empty", '""'),
    ("    tools: [Komputer, Buku register]", "    with: [loket, loket]", "list-repeats", "loket"),
    ("    tools: [Komputer, Buku register]", "    with: loket", "list-wanted", "loket"),
    ("    tools: [Komputer, Buku register]", "    join: any", "not-one-of", "any"),
    ("    tools: [Komputer, Buku register]", "    next: [simpan]", "list-too-short", "[simpan]"),
    ("    tools: [Komputer, Buku register]", "    next: []", "list-too-short", "[]"),
    ("    tools: [Komputer, Buku register]", "    branches: []", "list-too-short", "[]"),
    ("    tools: [Komputer, Buku register]", "    branches: {a: simpan}", "wrong-type", "{a: simpan}"),
    ("    tools: [Komputer, Buku register]", "    inputs: [[a, b]]", "wrong-type", "[a, b]"),
    ("    tools: [Komputer, Buku register]", "    inputs: [{}]", "mapping-empty", "{}"),
    # about a key: at the key
    ("title: Contoh layanan", "titel: Contoh layanan", "unknown-key", "titel"),
    ("  loket: Petugas Loket", "  Loket: Petugas Loket", "id-form", "Loket"),
    ("  loket: Petugas Loket", "  Petugas loket: Loket", "id-form", "Petugas loket"),
    ("  loket: Petugas Loket", "  1: Petugas Loket", "id-form", "1"),
    ("  loket: Petugas Loket", "  loket:", "value-missing", "loket"),
    ("  loket: Petugas Loket", "  loket: {nama: Loket}", "unknown-key", "nama"),
    ("  loket: Petugas Loket", "  loket: {name: Loket, xyz: 1}", "unknown-key", "xyz"),
    ("  loket: Petugas Loket", "  loket: {external: true}", "missing-key", "loket"),
    (ACTIVITY, "    kegiatan: Menerima berkas", "unknown-key", "kegiatan"),
    (ACTIVITY, "    Activity: Menerima berkas", "unknown-key", "Activity"),
    (ACTIVITY, "    aktivitas: Menerima berkas", "unknown-key", "aktivitas"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "damaged", "code", "span"), FAULTS, ids=[case[1].strip() for case in FAULTS])
def test_one_fault_is_one_diagnostic_where_it_stands(line: str, damaged: str, code: str, span: str) -> None:
    assert summary(diagnose(replaced(SOUND, line, damaged))) == [(line_number(SOUND, line), code, span)]


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("    kegiatan: Menerima berkas", "activity"),
        ("    Kegiatan: Menerima berkas", "activity"),
        ("    actvity: Menerima berkas", "activity"),
    ],
)
def test_a_key_in_indonesian_or_misspelt_is_read_as_the_one_that_was_meant(damaged: str, meant: str) -> None:
    (found,) = diagnose(replaced(SOUND, ACTIVITY, damaged))
    assert (found.hint_code, found.params["meant"]) == ("did-you-mean", meant)


def test_required_keys_are_missed_at_what_names_the_mapping() -> None:
    text = replaced(SOUND, ACTIVITY)
    assert summary(diagnose(text)) == [(11, "missing-key", "id")]
    text = replaced(replaced(SOUND, "title: Contoh layanan"), 'version: "1"')
    assert summary(diagnose(text)) == [(1, "missing-key", "sop"), (1, "missing-key", "sop")]


def test_keys_that_lost_the_line_above_them_are_one_diagnostic() -> None:
    text = replaced(SOUND, "actors:")
    text = replaced(text, "  loket: Petugas Loket", "  loket: Petugas Loket", "  kasi: Kepala Seksi")
    assert [(d.code, d.span.line) for d in diagnose(text)] == [("missing-key", 1), ("unknown-keys", 8)]


def test_unrelated_unknown_keys_are_named_each() -> None:
    text = replaced(SOUND, 'version: "1"', "xyz: 1", 'version: "1"', "qqq: 2")
    assert summary(diagnose(text)) == [(2, "unknown-key", "xyz"), (4, "unknown-key", "qqq")]


@pytest.mark.parametrize(
    "keyword", ["$ref", "pattern", "if", "properties", "items", "minItems", "contains", "$defs", "format"]
)
def test_conditions_take_no_other_keyword(keyword: str) -> None:
    block = [
        "    sets: [setuju]",
        "    branches:",
        "      - id: a",
        f"        when: {{setuju: {{const: true, {keyword}: x}}}}",
    ]
    block += ["        next: simpan", "      - id: b", "        otherwise: true", "        next: selesai"]
    text = replaced(SOUND, "    duration: 2 jam", *block)
    text = replaced(text, "steps:", "data:", "  setuju: {type: boolean}", "steps:")
    assert summary(diagnose(text)) == [(20, "unknown-key", keyword)]


def test_a_list_or_a_text_at_the_top_is_no_sop() -> None:
    for content in ("- sop: a\n- steps: []\n", "sop surat keterangan\n", "[1, 2]\n", "a: b\n", "{}\n", "42"):
        (found,) = diagnose(content)
        assert (found.code, found.span.line) == ("not-an-sop", 1)


# --- agreement with jsonschema ---


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_accepted_validates(path: Path) -> None:
    data, errors = shaped(path.read_text(encoding="utf-8"))
    assert errors == []
    VALIDATOR.validate(data)


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield from _paths(inner, (*path, key))


def _with(data: Any, path: tuple[str | int, ...], change: Any) -> Any:
    data = copy.deepcopy(data)
    if not path:
        return change(data)
    parent = data
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = change(parent[path[-1]])
    return data


CORPUS: Final[list[Any]] = [shaped(path.read_text(encoding="utf-8"))[0] for path in EXAMPLES]
KEYS: Final = st.sampled_from(
    [
        "id",
        "next",
        "when",
        "type",
        "const",
        "enum",
        "not",
        "anyOf",
        "external",
        "name",
        "document",
        "any_of",
        "x",
        "otherwise",
        "as",
    ]
)
LEAVES: Final = st.sampled_from([True, False, 0, -1, 2.5, "", "a", "a_b", "A b", "all", "working", "boolean", [], {}])
VALUES: Final = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=5
)


def _readings(value: Any) -> Iterator[Any]:
    """Every way to read the plain scalars of a value: true, false and numbers as they are, or as text."""
    if isinstance(value, dict):
        for values in product(*(list(_readings(inner)) for inner in value.values())):
            yield dict(zip(value, values, strict=True))
    elif isinstance(value, list):
        for values in product(*(list(_readings(inner)) for inner in value)):
            pairs = combinations(zip(map(json.dumps, value), values, strict=True), 2)
            if all(one[1] == other[1] for one, other in pairs if one[0] == other[0]):
                yield list(values)
    else:
        yield value
        if not isinstance(value, str):
            yield json.dumps(value)


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, list[Any]]:
    """A file of the corpus with one value replaced, removed or added, as text, and all that it may be read as."""
    data = draw(st.sampled_from(CORPUS))
    path = draw(st.sampled_from(list(_paths(data))))
    value, key = draw(VALUES), draw(KEYS)
    kind = draw(st.sampled_from(["replace", "remove", "add"]))
    place = draw(st.integers(0, 9))

    def change(old: Any, new: Any) -> Any:
        if kind == "remove" and isinstance(old, dict) and old:
            gone = sorted(old)[place % len(old)]
            return {name: inner for name, inner in old.items() if name != gone}
        if kind == "remove" and isinstance(old, list):
            return old[1:]
        if kind == "add" and isinstance(old, dict):
            return {**old, key: new}
        if kind == "add" and isinstance(old, list):
            return [*old, new]
        return new

    text = json.dumps(_with(data, path, lambda old: change(old, value)), indent=1)
    return text, [_with(data, path, lambda old, new=new: change(old, new)) for new in _readings(value)]


def _names_looked_up_later(schema: Any, key: str = "") -> Any:
    """Return the schema with the form of names left open where they refer: they are looked up after the reading."""
    if isinstance(schema, list):
        return [_names_looked_up_later(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("$ref") == "#/$defs/id" and key not in {"id", "propertyNames"}:
        return {"type": "string"}
    return {name: _names_looked_up_later(inner, name) for name, inner in schema.items()}


LOOKED_UP: Final = Draft202012Validator(_names_looked_up_later(SCHEMA))


@given(damaged())
def test_acceptance_is_that_of_jsonschema(case: tuple[str, list[Any]]) -> None:
    text, readings = case
    read, errors = shaped(text)
    assert (not errors) == any(LOOKED_UP.is_valid(data) for data in readings), [e.message("en") for e in errors]
    if not errors:
        assert not isinstance(read, Unreadable)
        LOOKED_UP.validate(read)


@pytest.mark.parametrize(("word", "meant"), [("kerja", "working"), ("hari kalender", "calendar")])
def test_a_choice_in_indonesian_is_understood(word: str, meant: str) -> None:
    (found,) = diagnose(SOUND.replace("day_counting: working", f"day_counting: {word}"))
    assert (found.code, found.params["meant"]) == ("not-one-of", meant)
