"""``sopflow check``: what it says of good and bad files and folders, and its exit codes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import pytest
from cli_calls import DIRECT, INDIRECT, MINIMAL, ROOT, call, one_sentence

if TYPE_CHECKING:
    from pathlib import Path

WRONG_ACTOR: Final = MINIMAL.replace("actor: loket", "actor: lokat")
WARNED: Final = MINIMAL + "    duration: 5 hari\n    result: Selesai\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kecil.yaml").write_text(WRONG_ACTOR, encoding="utf-8")
    (tmp_path / "lain.yml").write_text("x: 1\n", encoding="utf-8")
    return tmp_path


def test_our_procedures_are_in_order() -> None:
    assert call("check", str(ROOT / "procedures")) == (
        0, "2 berkas diperiksa, 0 kesalahan, 0 peringatan, 22 dikecualikan\n", "",
    )  # fmt: skip
    assert call("check", DIRECT, INDIRECT, "--strict", "--lang", "en") == (
        0, "2 files checked, 0 errors, 0 warnings, 22 silenced\n", "",
    )  # fmt: skip


def test_an_error_is_shown_with_its_place_and_fails(folder: Path) -> None:
    result = call("check", str(folder), "--lang", "en")
    file = folder / "kecil.yaml"
    head, line, carets, hint, total = result.out.splitlines()
    assert result.code == 1
    assert head.startswith(f"{file}:8:12: error unknown-actor: ")
    assert line == "      actor: lokat"
    assert carets == "             ^^^^^"
    assert "loket" in hint
    assert total == "1 file checked, 1 error, 0 warnings, 1 other file skipped"
    assert result.err == ""


def test_warnings_fail_only_when_strict(tmp_path: Path) -> None:
    file = tmp_path / "kecil.yaml"
    file.write_text(WARNED, encoding="utf-8")
    lenient, strict = call("check", str(file)), call("check", str(file), "--strict")
    assert (lenient.code, strict.code) == (0, 1)
    assert lenient.out == strict.out
    assert lenient.out.splitlines()[-1] == "1 berkas diperiksa, 0 kesalahan, 1 peringatan"


def test_json_has_the_shape_of_the_contract(folder: Path) -> None:
    result = call("check", str(folder), "--format", "json", "--lang", "en")
    data = json.loads(result.out)
    assert result.code == 1
    assert {key: data[key] for key in ("files", "skipped", "errors", "warnings")} == {
        "files": 1, "skipped": 1, "errors": 1, "warnings": 0,
    }  # fmt: skip
    (found,) = data["diagnostics"]
    message, hint = found.pop("message"), found.pop("hint")
    assert found == {
        "file": str(folder / "kecil.yaml"), "line": 8, "column": 12, "end_line": 8, "end_column": 17,
        "code": "unknown-actor", "severity": "error",
    }  # fmt: skip
    assert "lokat" in message
    assert "loket" in hint


def test_a_file_that_cannot_be_opened_does_not_hide_the_others(folder: Path) -> None:
    missing = str(folder / "tiada.yaml")
    text = call("check", missing, str(folder / "kecil.yaml"), "--lang", "en")
    assert text.code == 2
    assert "unknown-actor" in text.out
    assert len(text.err.splitlines()) == 1
    assert text.err.startswith(f"{missing}: ")
    data = json.loads(call("check", missing, str(folder), "--format", "json").out)
    assert [found["code"] for found in data["diagnostics"]] == ["file-missing", "unknown-actor"]


def test_a_folder_without_any_sop_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "lain.yaml").write_text("x: 1\n", encoding="utf-8")
    for form in ("text", "json"):
        result = call("check", str(tmp_path), "--format", form)
        assert result.code == 2
        assert str(tmp_path) in one_sentence(result)


def test_a_file_that_cannot_be_parsed_is_a_diagnostic(tmp_path: Path) -> None:
    file = tmp_path / "rusak.yaml"
    file.write_bytes(b"sop: [\xff")
    result = call("check", str(file))
    assert result.code == 1
    assert result.out.startswith(f"{file}:1:")
    assert result.err == ""


def test_colours_only_on_a_terminal_that_wants_them(folder: Path) -> None:
    argv = ("check", str(folder))
    plain = call(*argv)
    coloured = call(*argv, terminal=True, TERM="xterm")
    assert "\x1b[31m" in coloured.out
    assert re.sub(r"\x1b\[\d+m", "", coloured.out) == plain.out
    assert "\x1b" not in plain.out
    assert call(*argv, terminal=True, TERM="dumb").out == plain.out
    assert call(*argv, terminal=True, TERM="xterm", NO_COLOR="1").out == plain.out
