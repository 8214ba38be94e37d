"""Decisions by facts in a file: what is said where two branches hold at once, none does, or nobody can tell."""

from __future__ import annotations

from typing import Final

import pytest

import sopflow
from diagnosed import diagnose, summary

HEAD: Final = """\
sop: izin-usaha
version: "1"
title: Izin usaha
actors: {loket: Loket}
data:
  modal:
    type: number
    minimum: 0
  kelas:
    type: string
    enum: [mikro, kecil]
steps:
  - id: nilai
    actor: loket
    activity: Menilai
    sets: [modal, kelas]
    branches:
"""

MANY: Final = "anyOf: [" + ", ".join(f"{{multipleOf: {unit}}}" for unit in (2, 3, 5, 7, 11, 13, 17, 19, 23)) + "]"


def sop_with(*whens: str) -> str:
    ways = [f"      - id: b{place}\n        {when}\n        next: selesai\n" for place, when in enumerate(whens)]
    return HEAD + "".join(ways)


@pytest.mark.parametrize(
    ("whens", "code", "line", "marked", "indonesian", "english"),
    [
        (
            ("when: {modal: {maximum: 5000000}}", "when: {modal: {minimum: 5000000}}"),
            "branches-overlap", 17, "branches",
            "Dua cabang cocok sekaligus bila modal = 5000000: 'b0' dan 'b1'.",
            "Two branches hold at once where modal = 5000000: 'b0' and 'b1'.",
        ),
        (
            ("when: {modal: {exclusiveMaximum: 5000000}}", "when: {modal: {exclusiveMinimum: 5000000}}"),
            "branches-gap", 17, "branches",
            "Tidak ada cabang yang cocok bila modal = 5000000.",
            "No branch holds where modal = 5000000.",
        ),
        (
            ("when: {kelas: mikro, modal: {maximum: 0}}", "when: {kelas: kecil}"),
            "branches-gap", 17, "branches",
            'Tidak ada cabang yang cocok bila kelas = "mikro", modal = 1.',
            'No branch holds where kelas = "mikro", modal = 1.',
        ),
        (
            ("when: {modal: {minimum: 0}}", "when: {modal: {exclusiveMaximum: 0}}"),
            "branch-never-holds", 22, "when",
            "Syarat cabang 'b1' tidak pernah terpenuhi: tidak ada nilai yang diizinkan 'data' yang memenuhinya.",
            "The condition of branch 'b1' never holds: no value that 'data' allows meets it.",
        ),
        (
            (f"when: {{modal: {{{MANY}}}}}", f"when: {{modal: {{not: {{{MANY}}}}}}}"),
            "branches-unproven", 17, "branches",
            "Tidak dapat dibuktikan bahwa selalu tepat satu cabang yang cocok: nilai datanya terlalu banyak untuk "
            "diperiksa.",
            "It cannot be proven that always exactly one of these branches holds: their facts have too many values to "
            "look at.",
        ),
    ],
)  # fmt: skip
def test_a_decision_without_one_answer_is_shown_with_facts(
    whens: tuple[str, ...], code: str, line: int, marked: str, indonesian: str, english: str
) -> None:
    (found,) = reported = diagnose(sop_with(*whens))
    assert summary(reported) == [(line, code, marked)]
    assert (found.message("id"), found.message("en")) == (indonesian, english)
    assert found.hint("id")
    assert found.hint("en")
    assert found.severity == ("warning" if code in {"branch-never-holds", "branches-unproven"} else "error")


def test_an_overlap_and_a_gap_of_one_decision_are_both_said() -> None:
    found = diagnose(sop_with("when: {modal: {maximum: 10}}", "when: {kelas: mikro}"))
    assert [one.code for one in found] == ["branches-overlap", "branches-gap"]


def test_a_value_that_can_never_be_does_not_hide_the_gap_that_it_leaves() -> None:
    found = diagnose(sop_with("when: {kelas: mikro}", "when: {kelas: besar}"))
    assert {(one.code, one.severity) for one in found} >= {("branches-gap", "error"), ("fact-value-outside", "warning")}


def test_both_branches_on_one_side_are_said_once() -> None:
    found = diagnose(sop_with("when: {kelas: mikro}", "when: {kelas: mikro}"))
    assert [one.code for one in found] == ["branches-overlap"]


def test_each_pair_that_overlaps_is_shown() -> None:
    found = diagnose(sop_with("when: {modal: {minimum: 10}}", "when: {modal: {minimum: 5, maximum: 10}}",
                              "when: {modal: {maximum: 5}}"))  # fmt: skip
    assert [one.message("en") for one in found] == [
        "Two branches hold at once where modal = 10: 'b0' and 'b1'.",
        "Two branches hold at once where modal = 5: 'b1' and 'b2'.",
    ]


@pytest.mark.parametrize(
    "whens",
    [
        ("when: {modal: {maximum: 5}}", "when: {modal: {exclusiveMinimum: 5}}"),
        ("when: {modal: {maximum: 5}}", "otherwise: true"),
        ("when: [{kelas: mikro}, {modal: {maximum: 5}}]", "when: {kelas: kecil, modal: {exclusiveMinimum: 5}}"),
    ],
)
def test_decisions_with_one_answer_are_left_alone(whens: tuple[str, ...]) -> None:
    assert diagnose(sop_with(*whens)) == []


def test_nothing_is_concluded_from_branches_or_facts_that_could_not_be_read() -> None:
    wrong_value = sop_with("when: {modal: {maximum: 'banyak'}}", "when: {modal: {minimum: 5}}")
    unknown_fact = sop_with("when: {modul: {maximum: 5}}", "when: {modal: {minimum: 5}}")
    wrong_fact = sop_with("when: {modal: {maximum: 5}}", "when: {modal: {minimum: 5}}").replace(
        "minimum: 0", "minimum: x"
    )
    for text in (wrong_value, unknown_fact, wrong_fact):
        assert not {"branches-overlap", "branches-gap"} & {found.code for found in diagnose(text)}
        assert any(found.severity == "error" for found in diagnose(text))


def test_what_cannot_be_proven_can_be_loaded_and_the_rest_not() -> None:
    sop = sopflow.loads(sop_with(f"when: {{modal: {{{MANY}}}}}", f"when: {{modal: {{not: {{{MANY}}}}}}}"))
    assert "branches-unproven" in [found.code for found in sop.diagnostics]
    with pytest.raises(sopflow.SopInvalid, match="modal = 5"):
        sopflow.loads(sop_with("when: {modal: {maximum: 5}}", "when: {modal: {minimum: 5}}"))


@pytest.mark.parametrize(
    "schema",
    ["{type: string, minLength: 5, maxLength: 3}", "{type: integer, exclusiveMinimum: 1, exclusiveMaximum: 2}"],
)
def test_a_fact_that_nobody_could_state_is_refused(schema: str) -> None:
    text = HEAD.replace("data:\n", f"data:\n  mustahil: {schema}\n").replace("    branches:\n", "    next: selesai\n")
    (found,) = reported = diagnose(text)
    assert summary(reported) == [(6, "fact-impossible", "mustahil")]
    assert (
        found.message("id")
        == "Tidak ada nilai yang memenuhi semua syarat data 'mustahil'; tidak seorang pun dapat mengisinya."
    )
    assert found.message("en") == "No value meets all that is asked of the fact 'mustahil'; nobody could state it."


@pytest.mark.parametrize(
    ("when", "marked", "fixed"),
    [
        ("{kelas: [mikro, kecl]}", "kecl", "kecil"),
        ("[{kelas: mikro}, {kelas: Kecil}]", "Kecil", "kecil"),
        ("{kelas: {not: {const: menengah}}}", "menengah", None),
        ("{modal: [5, -1]}", "-1", None),
        ("{modal: {anyOf: [{enum: [-5]}, {minimum: 3}]}}", "-5", None),
    ],
)
def test_a_value_that_a_fact_never_has_is_shown_where_it_stands(when: str, marked: str, fixed: str | None) -> None:
    found = [one for one in diagnose(sop_with(f"when: {when}", "otherwise: true")) if one.code == "fact-value-outside"]
    assert [(line, text) for line, _, text in summary(found)] == [(19, marked)]
    assert found[0].severity == "warning"
    assert found[0].params["fixed"] == fixed
    if fixed:
        assert found[0].hint("id") == f"Tulis: {fixed}"


@pytest.mark.parametrize(
    ("when", "keyword"),
    [
        ("{kelas: {minimum: 5}}", "minimum"),
        ("{modal: {minLength: 5}}", "minLength"),
        ("{kelas: {not: {multipleOf: 5}}}", "multipleOf"),
    ],
)
def test_a_keyword_for_other_values_is_refused(when: str, keyword: str) -> None:
    reported = diagnose(sop_with(f"when: {when}", "otherwise: true"))
    assert summary(reported) == [(19, "keyword-misfits", keyword)]
    data = sop_with("when: {kelas: mikro}", "otherwise: true").replace("    minimum: 0\n", "    minLength: 2\n")
    assert summary(diagnose(data)) == [(8, "keyword-misfits", "minLength")]


@pytest.mark.parametrize(
    ("when", "code", "fixed"),
    [
        ("{modal: 5.000}", "number-thousands", "5000"),
        ("{modal: [1, 5.000.000]}", "fact-value-type", "5000000"),
        ("{modal: {minimum: 5.000}}", "number-thousands", "5000"),
        ("{modal: {minimum: 'Rp5.000.000'}}", "wrong-type", "5000000"),
        ("{modal: {minimum: 5 juta}}", "wrong-type", "5000000"),
        ("{modal: {minimum: '0,5'}}", "wrong-type", "0.5"),
        ("{modal: '>= 5.000'}", "fact-value-type", "{minimum: 5000}"),
        ("{modal: '< 1,5'}", "fact-value-type", "{exclusiveMaximum: 1.5}"),
    ],
)
def test_numbers_as_officials_write_them_are_shown_as_yaml_has_them(when: str, code: str, fixed: str) -> None:
    found = [one for one in diagnose(sop_with(f"when: {when}", "otherwise: true")) if one.severity == "error"]
    assert [(one.code, one.params["fixed"]) for one in found] == [(code, fixed)]
    assert found[0].hint("id") == f"Tulis: {fixed}"


@pytest.mark.parametrize("when", ["{modal: 1.25}", "{modal: {minimum: 0.5}}", "{modal: 5000}", "{modal: -1.5}"])
def test_numbers_with_a_fraction_stay_numbers(when: str) -> None:
    assert not any(one.severity == "error" for one in diagnose(sop_with(f"when: {when}", "otherwise: true")))
