"""``sopflow explain``: one code with its examples, or all of them; and the forms of ``check`` that programs read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from cli_calls import DIRECT, call, one_sentence

from sopflow.checks.rulebook import codes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "id",
            ["branches-overlap (kesalahan): Dua cabang cocok sekaligus", "Contoh yang benar:"],
        ),
        ("en", ["branches-overlap (error): Two branches hold at once", "Wrong:", "Right:"]),
    ],
)
def test_a_code_is_explained_with_what_is_printed_for_its_example(lang: str, words: list[str]) -> None:
    result = call("explain", "branches-overlap", "--lang", lang)
    assert result.code == 0
    assert all(word in result.out for word in words)
    assert "contoh.yaml:13:5: " in result.out
    assert "modal = 5000000" in result.out
    assert "sopflow: allow" not in result.out  # an error is not let be


def test_of_a_warning_it_is_said_how_to_let_it_be() -> None:
    assert "# sopflow: allow step-without-output - reason" in call("explain", "step-without-output", "--lang", "en").out


def test_each_code_is_explained_in_both_languages() -> None:
    for code in codes():
        for lang in ("id", "en"):
            result = call("explain", code, "--lang", lang)
            assert (result.code, result.err) == (0, "")
            assert result.out.startswith(f"{code} (")


def test_as_data_it_has_the_same_parts() -> None:
    (data,) = json.loads(call("explain", "join-missing", "--format", "json", "--lang", "en").out)["codes"]
    assert list(data) == ["code", "severity", "name", "why", "bad", "output", "good"]
    assert (data["code"], data["severity"]) == ("join-missing", "error")
    assert "join: all" in data["good"]


def test_without_a_code_all_are_listed() -> None:
    lines = call("explain", "--lang", "en").out.splitlines()
    assert len(lines) == len(codes()) + 2
    assert {entry["code"] for entry in json.loads(call("explain", "--format", "json").out)["codes"]} == set(codes())


@pytest.mark.parametrize(
    ("code", "word"),
    [("join-mising", "'join-missing'"), ("xyz", "sopflow explain"), ("../flow/x", "sopflow explain")],
)
def test_a_code_that_does_not_exist_is_wrong_usage(code: str, word: str) -> None:
    result = call("explain", code, "--lang", "en")
    assert result.code == 2
    assert word in one_sentence(result)


def test_every_form_of_the_report_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "contoh.yaml"
    file.write_text("sop: contoh\n", encoding="utf-8")
    for form in ("json", "sarif", "gitlab"):
        result = call("check", str(file), "--format", form)
        assert (result.code, result.err) == (1, "")
        assert json.loads(result.out)
    assert ET.fromstring(call("check", str(file), "--format", "junit").out).tag == "testsuites"
    assert call("check", str(file), "--format", "github").out.startswith("::error file=")
    assert call("check", DIRECT, "--format", "github").code == 0
