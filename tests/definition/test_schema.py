"""The published contract of format 1: what ``schemas/sop.schema.json`` takes, refuses and explains.

Speaks to the schema alone, with jsonschema as the judge; it must not know how sopflow reads a file.
"""

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

    from jsonschema import ValidationError

Json = dict[str, Any]
Where = tuple[str | int, ...]

SCHEMA: Final[Json] = json.loads(
    (Path(__file__).parents[2] / "schemas" / "sop.schema.json").read_text(encoding="utf-8")
)
EXAMPLE: Final = Path(__file__).with_name("surat-keterangan-usaha.yaml")
VALIDATOR: Final = Draft202012Validator(SCHEMA)

# The reader takes these and nothing else: a keyword that it does not walk would silently change how a text is read.
WALKED: Final = {"properties", "additionalProperties", "propertyNames", "items", "anyOf", "$ref"}
LEAST: Final = {"minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"}
ASSERTED: Final = {"type", "const", "enum", "required", "pattern", "uniqueItems"} | LEAST
ANNOTATED: Final = {"title", "description", "default", "examples"}
HEADER: Final = {"$schema", "$id", "$defs"}


class SheetLoader(yaml.SafeLoader):
    """Plain scalars stay words, but for true, false and whole numbers (no text of the example looks like one)."""


SheetLoader.yaml_implicit_resolvers = {}
SheetLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
SheetLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:0|[1-9][0-9]*)$"), list("0123456789"))


def children(schema: Json, at: str) -> Iterator[tuple[str, Json]]:
    for keyword in ("additionalProperties", "propertyNames", "items"):
        if isinstance(schema.get(keyword), dict):
            yield f"{at}/{keyword}", schema[keyword]
    for keyword in ("properties", "$defs"):
        for name, child in schema.get(keyword, {}).items():
            yield f"{at}/{keyword}/{name}", child
    for index, child in enumerate(schema.get("anyOf", ())):
        yield f"{at}/anyOf/{index}", child


def subschemas(schema: Json, at: str = "#") -> Iterator[tuple[str, Json]]:
    """Every schema inside ``schema``, itself first, each with its JSON pointer."""
    yield at, schema
    for pointer, child in children(schema, at):
        yield from subschemas(child, pointer)


def resolved(schema: Json) -> Json:
    while "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return schema


def types(schema: Json) -> list[str]:
    """The JSON types that a schema takes, unions opened; a type named twice stands twice."""
    schema = resolved(schema)
    if "anyOf" in schema:
        return [name for branch in schema["anyOf"] for name in types(branch)]
    return [schema["type"]]


ALL: Final = dict(subschemas(SCHEMA))
PROPERTIES: Final = {
    f"{pointer}/properties/{name}": child
    for pointer, schema in ALL.items()
    for name, child in schema.get("properties", {}).items()
}


def sop() -> Json:
    """A short SOP with an entry of every kind."""
    return {
        "sop": "izin",
        "version": "1",
        "title": "Izin",
        "document": {"approved_by": {"name": ""}},
        "actors": {"loket": "Loket"},
        "documents": {"berkas": "Berkas"},
        "data": {"lengkap": {"type": "boolean"}},
        "steps": [
            {
                "id": "periksa",
                "actor": "loket",
                "activity": "Memeriksa",
                "inputs": ["berkas"],
                "outputs": ["berkas"],
                "branches": [{"id": "ya", "when": {"lengkap": True}, "next": "selesai"}],
                "on_overdue": {"next": "selesai"},
            }
        ],
        "outcomes": {"selesai": "Selesai"},
    }


def long_forms() -> Json:
    """The same SOP with each entry in its long form."""
    document = sop()
    document["service_time"] = {"duration": "14 hari kerja"}
    document["actors"]["loket"] = {"name": "Loket"}
    document["documents"]["berkas"] = {"name": "Berkas"}
    document["outcomes"]["selesai"] = {"name": "Selesai"}
    document["steps"][0] |= {"inputs": [{"document": "berkas"}], "outputs": [{"document": "berkas"}], "tools": ["Meja"]}
    return document


def changed(where: Where, value: object, document: Json | None = None) -> Json:
    """``document``, else ``sop()``, with ``value`` put at ``where``."""
    document = sop() if document is None else document
    target: Any = document
    for key in where[:-1]:
        target = target[key]
    target[where[-1]] = value
    return document


def without(where: Where) -> Json:
    document = sop()
    target: Any = document
    for key in where[:-1]:
        target = target[key]
    del target[where[-1]]
    return document


def places(error: ValidationError) -> Iterator[Where]:
    """Where ``error`` lies; inside a union, where it lies in the one branch that takes such a type."""
    if error.validator != "anyOf":
        yield tuple(error.absolute_path)
        return
    inner = error.context or []
    strangers = {fault.schema_path[0] for fault in inner if fault.validator == "type" and not fault.relative_path}
    meant = [fault for fault in inner if fault.schema_path[0] not in strangers]
    if not meant:
        yield tuple(error.absolute_path)
    for fault in meant:
        yield from places(fault)


def faults(document: object) -> set[Where]:
    """Where the schema refuses ``document``."""
    return {place for error in VALIDATOR.iter_errors(document) for place in places(error)}


STEP: Final[Where] = ("steps", 0)
BRANCH: Final[Where] = (*STEP, "branches", 0)
OVERDUE: Final[Where] = (*STEP, "on_overdue")
IDENTITY: Final[Where] = ("document",)
FACT: Final[Where] = ("data", "lengkap")
WHEN: Final[Where] = (*BRANCH, "when")


# --- the schema itself ---


def test_the_schema_is_valid_draft_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMA["$id"] == "urn:sopflow:schema:sop:1"
    Draft202012Validator.check_schema(SCHEMA)


def test_no_object_of_the_schema_names_a_key_twice() -> None:
    def once(pairs: list[tuple[str, object]]) -> Json:
        names = [name for name, _ in pairs]
        assert len(names) == len(set(names)), names
        return dict(pairs)

    text = (Path(__file__).parents[2] / "schemas" / "sop.schema.json").read_text(encoding="utf-8")
    assert json.loads(text, object_pairs_hook=once) == SCHEMA


@pytest.mark.parametrize("pointer", ["#", *PROPERTIES, *(f"#/$defs/{name}" for name in SCHEMA["$defs"])])
@pytest.mark.parametrize("keyword", ["title", "description"])
def test_every_key_is_explained_in_indonesian_and_english(pointer: str, keyword: str) -> None:
    halves = ALL[pointer][keyword].split(" / ")
    assert len(halves) == 2
    assert all(half and half == half.strip() for half in halves)
    if keyword == "description":
        assert all(half.endswith(".") for half in halves)
        assert halves[0] != halves[1]


def test_every_object_is_closed_or_names_its_keys() -> None:
    objects = {pointer: schema for pointer, schema in ALL.items() if schema.get("type") == "object"}
    open_ones = {
        pointer
        for pointer, schema in objects.items()
        if schema.get("additionalProperties") is not False and "propertyNames" not in schema
    }
    assert open_ones == set()
    assert {pointer for pointer, schema in objects.items() if "propertyNames" in schema} == {
        "#/properties/actors",
        "#/properties/documents",
        "#/properties/data",
        "#/properties/outcomes",
        "#/$defs/facts",
    }


def test_every_required_key_is_described() -> None:
    undescribed = {
        f"{pointer}/{name}"
        for pointer, schema in ALL.items()
        for name in schema.get("required", ())
        if name not in schema["properties"]
    }
    assert undescribed == set()


def test_only_local_references_and_each_definition_is_used() -> None:
    references = {schema["$ref"] for schema in ALL.values() if "$ref" in schema}
    assert references == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}


def test_the_reader_can_walk_every_keyword() -> None:
    known = WALKED | ASSERTED | ANNOTATED
    strangers = {pointer: set(schema) - known for pointer, schema in ALL.items() if pointer != "#"}
    assert {pointer: names for pointer, names in strangers.items() if names} == {}
    assert set(SCHEMA) <= known | HEADER


def test_one_type_or_one_union_of_distinct_types_decides_how_a_scalar_is_read() -> None:
    for pointer, schema in ALL.items():
        assert sum(keyword in schema for keyword in ("type", "anyOf", "$ref")) == 1, pointer
        assert isinstance(schema.get("type", ""), str), pointer
        named = types(schema)
        assert len(named) == len(set(named)), pointer


@pytest.mark.parametrize(
    ("pointer", "keys"),
    [
        (
            "#",
            "sop version title agency unit service fee service_time calendar day_counting remind escalate document"
            " actors documents data steps outcomes",
        ),
        (
            "#/$defs/identity",
            "number revision created revised approved effective approved_by legal_basis qualifications related"
            " equipment warnings records",
        ),
        ("#/$defs/identity/properties/approved_by", "position name rank nip"),
        ("#/properties/service_time/anyOf/1", "duration from extension remind escalate"),
        ("#/$defs/actor/anyOf/1", "name external calendar"),
        ("#/$defs/document/anyOf/1", "name external on_hand"),
        ("#/$defs/outcome/anyOf/1", "name ends_case"),
        ("#/$defs/input/anyOf/1", "document any_of optional when quantity"),
        ("#/$defs/output/anyOf/1", "document as"),
        (
            "#/$defs/step",
            "id number actor with activity inputs tools duration outputs result sets next branches on_overdue"
            " remind escalate optional join calendar note",
        ),
        ("#/$defs/reminder", "before to"),
        ("#/$defs/escalation", "after to"),
        ("#/$defs/branch", "id label activity when otherwise outputs result next"),
        ("#/$defs/step/properties/on_overdue", "label activity outputs result next"),
        (
            "#/$defs/condition",
            "type const enum minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength not"
            " anyOf allOf",
        ),
        (
            "#/$defs/fact",
            "type title description default format const enum minimum maximum exclusiveMinimum exclusiveMaximum"
            " multipleOf minLength maxLength not anyOf allOf",
        ),
    ],
)
def test_the_keys_of_format_1(pointer: str, keys: str) -> None:
    assert set(ALL[pointer]["properties"]) == set(keys.split())


# --- what it takes ---


def test_the_example_of_the_format_is_valid() -> None:
    document = yaml.load(EXAMPLE.read_text(encoding="utf-8"), Loader=SheetLoader)
    assert document["document"]["created"] == "2026-01-05"
    assert document["data"]["modal"]["minimum"] == 0
    assert [step["id"] for step in document["steps"]] == ["periksa", "perbaiki", "tinjau", "susun", "tandatangan"]
    assert faults(document) == set()


def test_five_keys_make_an_sop() -> None:
    step = {"id": "terima", "actor": "loket", "activity": "Menerima"}
    document = {"sop": "a", "version": "1", "title": "A", "actors": {"loket": "Loket"}, "steps": [step]}
    assert faults(document) == set()
    for key in document:
        assert faults({name: value for name, value in document.items() if name != key}) == {()}


@pytest.mark.parametrize(
    ("where", "value"),
    [
        pytest.param(("sop",), "pengaduan-2-langsung", id="kebab-case"),
        pytest.param(("agency",), "Pemerintah Kota\nDinas Contoh\nBidang A", id="agency-in-three-lines"),
        pytest.param(("service_time",), "14 hari kerja", id="service-time-short"),
        pytest.param(("service_time",), {"duration": "14 hari"}, id="service-time-long"),
        pytest.param(("calendar",), "kalender/kota.yaml", id="calendar-file"),
        pytest.param(("day_counting",), "calendar", id="day-counting"),
        pytest.param(("document",), {}, id="empty-identity-block"),
        pytest.param((*IDENTITY, "created"), "APRIL 2015", id="date-as-found"),
        pytest.param((*IDENTITY, "revised"), None, id="no-date"),
        pytest.param((*IDENTITY, "approved_by"), {"position": "Camat", "nip": None}, id="nip-left-blank"),
        pytest.param((*IDENTITY, "related"), ["pengaduan-langsung", "SOP lain (belum ada)"], id="related-ids-or-text"),
        pytest.param(("actors", "loket"), {"name": "Loket", "external": False, "calendar": "id-asn"}, id="actor-long"),
        pytest.param(("documents", "berkas"), {"name": "Berkas", "on_hand": True}, id="document-long"),
        pytest.param(("outcomes",), {}, id="no-outcomes-named"),
        pytest.param(("outcomes", "gugur"), {"name": "Gugur", "ends_case": True}, id="outcome-long"),
        pytest.param((*STEP, "number"), "3a", id="number-is-text"),
        pytest.param((*STEP, "number"), "", id="row-that-lost-its-number"),
        pytest.param((*STEP, "duration"), None, id="duration-blank"),
        pytest.param((*STEP, "duration"), "-", id="duration-dash"),
        pytest.param((*STEP, "duration"), "", id="duration-empty"),
        pytest.param((*STEP, "next"), "periksa", id="one-next"),
        pytest.param((*STEP, "next"), ["tinjau", "susun"], id="fork"),
        pytest.param((*STEP, "join"), "all", id="join"),
        pytest.param((*STEP, "optional"), True, id="optional"),
        pytest.param((*STEP, "result"), "Terkirim", id="result-of-a-step"),
        pytest.param((*STEP, "tools"), ["Komputer", "Buku register"], id="tools"),
        pytest.param((*STEP, "inputs"), [{"document": "berkas", "optional": True}], id="optional-input"),
        pytest.param((*STEP, "inputs"), [{"document": "berkas", "when": {"badan_hukum": True}}], id="input-when"),
        pytest.param((*STEP, "inputs"), [{"any_of": ["paspor", "splp"], "quantity": "3 rangkap"}], id="any-of"),
        pytest.param((*STEP, "outputs"), [{"document": "berkas", "as": "Surat sudah ditandatangani"}], id="output-as"),
        pytest.param(OVERDUE, {"label": "Diam", "next": ["a", "b"], "outputs": ["izin"]}, id="overdue-fork"),
        pytest.param(BRANCH, {"id": "tidak", "otherwise": True, "next": "selesai"}, id="otherwise"),
        pytest.param(
            BRANCH,
            {"id": "a", "label": "A", "activity": "Menolak", "outputs": ["berkas"], "result": "Ditolak", "next": "x"},
            id="branch-with-a-row-of-its-own",
        ),
        pytest.param(WHEN, {"lengkap": True, "modal": {"exclusiveMinimum": 0, "maximum": 50}}, id="two-fields"),
        pytest.param(WHEN, {"jalur": ["darat", "laut"], "jumlah": [1, 2.5]}, id="one-of-a-list"),
        pytest.param(WHEN, [{"lengkap": True}, {"modal": {"not": {"anyOf": [{"const": 1}]}}}], id="any-of-conditions"),
        pytest.param(WHEN, {"nama": {"minLength": 1, "maxLength": 9, "allOf": [{"enum": ["a"]}]}}, id="text-lengths"),
        pytest.param(FACT, {"type": "string", "format": "date", "default": "2026-01-01"}, id="date-fact"),
        pytest.param(FACT, {"type": "integer", "title": "Jumlah", "minimum": 1, "multipleOf": 5}, id="integer-fact"),
    ],
)
def test_forms_that_are_taken(where: Where, value: object) -> None:
    assert faults(changed(where, value)) == set()


# --- what it refuses ---


@pytest.mark.parametrize(
    "where",
    [
        *[(*STEP, key) for key in ("id", "actor", "activity")],
        *[(*BRANCH, key) for key in ("id", "next")],
        (*OVERDUE, "next"),
    ],
    ids=lambda where: ".".join(map(str, where)),
)
def test_a_required_key_is_missing(where: Where) -> None:
    assert faults(without(where)) == {where[:-1]}


@pytest.mark.parametrize(
    "where",
    [(), IDENTITY, (*IDENTITY, "approved_by"), FACT, STEP, BRANCH, OVERDUE],
    ids=lambda where: ".".join(map(str, where)) or "sop",
)
def test_an_unknown_key_is_refused_where_it_stands(where: Where) -> None:
    assert faults(changed((*where, "keterangan"), "x")) == {where}


@pytest.mark.parametrize(
    ("where", "value"),
    [
        pytest.param(("sop",), "Surat_Usaha", id="sop-not-kebab"),
        pytest.param(("sop",), "surat--usaha", id="sop-double-hyphen"),
        pytest.param(("version",), 1.2, id="version-as-a-number"),
        pytest.param(("version",), "", id="version-empty"),
        pytest.param(("title",), "", id="title-empty"),
        pytest.param(("service_time",), 14, id="service-time-number"),
        pytest.param(("service_time",), {"from": "periksa"}, id="service-time-without-duration"),
        pytest.param(("service_time",), {"duration": "1 hari", "to": "x"}, id="service-time-unknown-key"),
        pytest.param(("day_counting",), "kerja", id="day-counting-word"),
        pytest.param((*IDENTITY, "number"), 7, id="identity-number-as-a-number"),
        pytest.param((*IDENTITY, "legal_basis"), "UU 25/2009", id="legal-basis-no-list"),
        pytest.param((*IDENTITY, "approved_by"), "Camat", id="approved-by-text"),
        pytest.param(("actors",), {}, id="no-actors"),
        pytest.param(("actors",), ["loket"], id="actors-as-a-list"),
        pytest.param(("actors", "loket"), "", id="actor-without-a-name"),
        pytest.param(("actors", "loket"), None, id="actor-blank"),
        pytest.param(("actors", "loket"), {"external": True}, id="actor-long-without-name"),
        pytest.param(("actors", "loket"), {"name": "L", "on_hand": True}, id="actor-with-a-document-key"),
        pytest.param(("actors", "loket"), {"name": "L", "external": "ya"}, id="actor-external-word"),
        pytest.param(("documents", "berkas"), {"name": "B", "calendar": "x"}, id="document-with-an-actor-key"),
        pytest.param(("outcomes", "selesai"), {"name": "S", "ends_case": 1}, id="ends-case-number"),
        pytest.param(("documents", "berkas"), {"on_hand": True}, id="document-long-without-name"),
        pytest.param(("outcomes", "selesai"), {"ends_case": True}, id="outcome-long-without-name"),
        pytest.param(("steps",), [], id="no-steps"),
        pytest.param((*STEP, "id"), "Periksa", id="step-id-capital"),
        pytest.param((*STEP, "id"), "periksa-berkas", id="step-id-hyphen"),
        pytest.param((*STEP, "id"), "periksa__berkas", id="step-id-double-underscore"),
        pytest.param((*STEP, "id"), "2b", id="step-id-digit-first"),
        pytest.param((*STEP, "activity"), "", id="activity-empty"),
        pytest.param((*STEP, "number"), 3, id="number-as-a-number"),
        pytest.param((*STEP, "with"), "kasi", id="with-no-list"),
        pytest.param((*STEP, "with"), ["kasi", "kasi"], id="with-twice"),
        pytest.param((*STEP, "sets"), ["lengkap", "lengkap"], id="sets-twice"),
        pytest.param((*STEP, "duration"), 3, id="duration-number"),
        pytest.param((*STEP, "duration"), ["1 hari"], id="duration-list"),
        pytest.param((*STEP, "next"), ["tinjau"], id="fork-of-one"),
        pytest.param((*STEP, "next"), ["tinjau", "tinjau"], id="fork-twice-the-same"),
        pytest.param((*STEP, "next"), None, id="next-blank"),
        pytest.param((*STEP, "join"), "any", id="join-any"),
        pytest.param((*STEP, "optional"), "ya", id="optional-word"),
        pytest.param((*STEP, "branches"), [], id="no-branches"),
        pytest.param((*STEP, "branches"), {"ya": "selesai"}, id="branches-as-a-mapping"),
        pytest.param((*STEP, "tools"), "Komputer", id="tools-no-list"),
        pytest.param((*STEP, "inputs", 0), {}, id="input-empty"),
        pytest.param((*STEP, "inputs", 0), {"any_of": ["paspor"]}, id="any-of-one"),
        pytest.param((*STEP, "inputs", 0), {"any_of": ["paspor", "paspor"]}, id="any-of-twice-the-same"),
        pytest.param((*STEP, "inputs", 0), {"document": "berkas", "quantity": 3}, id="quantity-number"),
        pytest.param((*STEP, "inputs", 0), {"document": "berkas", "as": "x"}, id="input-with-an-output-key"),
        pytest.param((*STEP, "outputs", 0), {"as": "Surat"}, id="output-without-document"),
        pytest.param((*STEP, "outputs", 0), {"result": "Terkirim"}, id="result-inside-outputs"),
        pytest.param(OVERDUE, "gugur", id="overdue-short"),
        pytest.param((*OVERDUE, "next"), ["gugur"], id="overdue-fork-of-one"),
        pytest.param((*BRANCH, "otherwise"), False, id="otherwise-false"),
        pytest.param(WHEN, {}, id="when-empty"),
        pytest.param(WHEN, [], id="when-empty-list"),
        pytest.param(WHEN, "lengkap", id="when-text"),
        pytest.param(WHEN, [["lengkap"]], id="when-list-of-lists"),
        pytest.param((*FACT, "type"), "array", id="fact-array"),
        pytest.param((*FACT, "type"), ["string", "number"], id="fact-two-types"),
        pytest.param((*FACT, "format"), "email", id="fact-format"),
        pytest.param((*FACT, "minimum"), "0", id="fact-minimum-text"),
        pytest.param((*FACT, "multipleOf"), 0, id="fact-multiple-of-zero"),
        pytest.param((*FACT, "minLength"), -1, id="fact-negative-length"),
        pytest.param((*FACT, "default"), None, id="fact-default-blank"),
        pytest.param(FACT, "boolean", id="fact-short"),
    ],
)
def test_a_value_is_refused_where_it_stands(where: Where, value: object) -> None:
    found = faults(changed(where, value))
    assert found
    assert all(fault[: len(where)] == where for fault in found)


@pytest.mark.parametrize("keyword", ["$ref", "pattern", "if", "format", "title", "properties", "oneOf", "$comment"])
def test_other_keywords_of_json_schema_are_no_conditions(keyword: str) -> None:
    assert faults(changed(WHEN, {"lengkap": {"type": "string", keyword: "x"}})) == {(*WHEN, "lengkap")}
    nested = {"lengkap": {"anyOf": [{"not": {"type": "string", keyword: "x"}}]}}
    assert faults(changed(WHEN, nested)) == {(*WHEN, "lengkap", "anyOf", 0, "not")}


@pytest.mark.parametrize("keyword", ["$ref", "pattern", "if", "properties", "oneOf", "items"])
def test_other_keywords_of_json_schema_are_no_facts(keyword: str) -> None:
    assert faults(changed((*FACT, keyword), "x")) == {FACT}


@pytest.mark.parametrize("spec", [None, [], ["a", "a"], [["a"]], {}])
def test_a_spec_must_say_something(spec: object) -> None:
    found = faults(changed(WHEN, {"lengkap": spec}))
    assert found
    assert all(fault[: len(WHEN) + 1] == (*WHEN, "lengkap") for fault in found)


@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("type", "array"),
        ("const", None),
        ("enum", []),
        ("enum", ["a", "a"]),
        ("maximum", "50"),
        ("multipleOf", 0),
        ("minLength", -1),
        ("maxLength", -1),
        ("maxLength", 1.5),
        ("not", True),
        ("anyOf", []),
        ("allOf", []),
        ("allOf", {"const": 1}),
    ],
)
def test_facts_and_conditions_take_the_same_keywords_in_the_same_way(keyword: str, value: object) -> None:
    assert faults(changed((*FACT, keyword), value)) == {(*FACT, keyword)}
    assert faults(changed(WHEN, {"lengkap": {keyword: value}})) == {(*WHEN, "lengkap", keyword)}


@pytest.mark.parametrize(
    "where",
    [
        ("calendar",),
        ("service_time",),
        *[("service_time", key) for key in ("duration", "extension")],
        *[("actors", "loket"), ("documents", "berkas"), ("outcomes", "selesai")],
        *[("actors", "loket", key) for key in ("name", "calendar")],
        *[("documents", "berkas", "name"), ("outcomes", "selesai", "name"), (*FACT, "title")],
        *[(*STEP, key) for key in ("result", "calendar")],
        *[(*STEP, "inputs", 0, "quantity"), (*STEP, "outputs", 0, "as"), (*STEP, "tools", 0)],
        *[(*OVERDUE, key) for key in ("label", "activity", "result")],
        *[(*BRANCH, key) for key in ("label", "activity", "result")],
    ],
    ids=lambda where: ".".join(map(str, where)),
)
def test_a_text_that_must_say_something_is_not_empty(where: Where) -> None:
    document = long_forms() if len(where) > 1 else sop()
    assert faults(document) == set()
    assert faults(changed(where, "", document)) == {where}


@pytest.mark.parametrize("mapping", ["actors", "documents", "data", "outcomes"])
@pytest.mark.parametrize("name", ["Loket", "petugas-loket", "1a", "petugas loket", "", "_a", "a_"])
def test_the_keys_of_a_free_mapping_are_ids(mapping: str, name: str) -> None:
    value: object = {"type": "boolean"} if mapping == "data" else "Nama"
    assert faults(changed((mapping, "petugas_loket_2"), value)) == set()
    assert faults(changed((mapping, name), value)) == {(mapping,)}


@pytest.mark.parametrize("document", [None, [], "sop", {}])
def test_what_is_no_sop_at_all(document: object) -> None:
    assert faults(document) == {()}
