"""How findings are written for people and for programs."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopflow.checks.report.json import report_data
from sopflow.checks.report.text import summary, text_report
from sopflow.checks.run import Run
from sopflow.checks.silencing import Silenced
from sopflow.diagnostic import Diagnostic, Span
from sopflow.plaintext import width


def found(source: str, begin: int, end: int, **parts: Any) -> Diagnostic:
    """Return a finding about the characters ``begin`` to ``end`` (from 0, exclusive) of line 3."""
    given_parts: dict[str, Any] = {"params": {"name": "lokat", "also": ""}, "code": "unknown-actor", **parts}
    return Diagnostic("folder/sop.yaml", Span(3, begin + 1, 3, end + 1), source=source, **given_parts)


ADVICE: Final = (
    found("x", 0, 1, code="outcome-unused", params={"id": "x"}),
    found("x", 0, 1, code="actor-unused", params={"id": "x"}),
)


def test_place_severity_code_sentence_line_carets_and_hint() -> None:
    diagnostic = found("    actor: lokat # siapa", 11, 16, hint_code="did-you-mean", params={
        "name": "lokat", "also": "", "meant": "loket",
    })  # fmt: skip
    assert text_report([diagnostic], "en").splitlines() == [
        "folder/sop.yaml:3:12: error unknown-actor: There is no actor 'lokat'.",
        "      actor: lokat # siapa",
        "             ^^^^^",
        "  Did you mean 'loket'?",
    ]
    assert text_report([diagnostic], "id").startswith("folder/sop.yaml:3:12: kesalahan unknown-actor: Tidak ada ")


@pytest.mark.parametrize(("code", "word"), [("outcome-unused", "peringatan"), ("actor-unused", "catatan")])
def test_severities_have_words(code: str, word: str) -> None:
    diagnostic = found("x: lokat", 3, 8, code=code, params={"id": "lokat"})
    assert text_report([diagnostic], "id").startswith(f"folder/sop.yaml:3:4: {word} {code}: ")


def test_without_a_source_line_the_sentence_stands_alone() -> None:
    assert len(text_report([found("", 0, 1)], "id").splitlines()) == 1
    assert len(text_report([found("   ", 0, 1)], "id").splitlines()) == 1


def carets(diagnostic: Diagnostic) -> tuple[str, str]:
    """Return the shown line and the line of carets, without their margin."""
    _, line, marks = text_report([diagnostic], "id").splitlines()
    assert line.startswith("  ")
    return line[2:], marks[2:]


def test_carets_stand_under_wide_letters_and_tabs() -> None:
    assert carets(found('a: "日本語" x', 9, 10)) == ('a: "日本語" x', " " * 12 + "^")
    assert carets(found("a: 日本語", 3, 6)) == ("a: 日本語", "   " + "^" * 6)
    assert carets(found("a:\tlokat", 3, 8)) == ("a:    lokat", "      ^^^^^")
    assert carets(found("a: e\u0301x", 5, 6)) == ("a: e\u0301x", "    ^")


def test_a_place_behind_the_line_has_one_caret() -> None:
    assert carets(found("a:", 2, 3)) == ("a:", "  ^")
    assert carets(found("a:", 40, 41)) == ("a:", "  ^")


def test_a_span_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    diagnostic = Diagnostic("f", Span(1, 4, 2, 1), "unknown-actor", params={"name": "x", "also": ""}, source="a: lokat")
    assert carets(diagnostic) == ("a: lokat", "   ^^^^^")


def test_of_a_long_line_only_what_lies_around_is_shown() -> None:
    line, marks = carets(found("x" * 5000 + "lokat" + "y" * 5000, 5000, 5005))
    assert len(line) < 200
    assert line.startswith("…x")
    assert line.endswith("y…")
    assert line[marks.index("^") :].startswith("lokat")
    assert marks.strip() == "^^^^^"


@given(st.text(st.characters(exclude_characters="\n\r"), min_size=1), st.data())
def test_no_text_steers_the_terminal_and_carets_never_pass_the_line(source: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(source) - 1))
    end = data.draw(st.integers(begin + 1, len(source)))
    written = text_report([found(source, begin, end, params={"name": source, "also": ""})], "en")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", written)
    lines = written.split("\n")
    if source.strip():
        assert set(lines[2].strip()) == {"^"}
        trailing = len(source) - len(source.rstrip())  # not shown
        assert width(lines[2]) <= width(lines[1]) + max(1, trailing * 4)


def test_colours_are_there_only_when_asked_for() -> None:
    diagnostics = [found("x: lokat", 3, 8), found("x: lokat", 3, 8, code="outcome-unused", params={"id": "x"})]
    plain, coloured = (text_report(diagnostics, "en", colour=colour) for colour in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[31merror\x1b[0m" in coloured
    assert "\x1b[33mwarning\x1b[0m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain


@pytest.mark.parametrize(
    ("lang", "run", "line"),
    [
        ("id", Run(2, 0, ()), "2 berkas diperiksa, 0 kesalahan, 0 peringatan"),
        ("en", Run(2, 0, ()), "2 files checked, 0 errors, 0 warnings"),
        ("en", Run(1, 1, (found("x", 0, 1),)), "1 file checked, 1 error, 0 warnings, 1 other file skipped"),
        ("en", Run(1, 2, ADVICE), "1 file checked, 0 errors, 1 warning, 1 note, 2 other files skipped"),
        ("en", Run(1, 0, (), (Silenced(ADVICE[0], "a", True),)), "1 file checked, 0 errors, 0 warnings, 1 silenced"),
        ("id", Run(1, 0, (), (Silenced(ADVICE[0], "a", True),)), "1 berkas diperiksa, 0 kesalahan, 0 peringatan, "
         "1 dikecualikan"),
    ],
)  # fmt: skip
def test_the_summary_counts(lang: str, run: Run, line: str) -> None:
    assert summary(run, lang) == line


def test_the_data_is_that_of_the_contract() -> None:
    data = report_data(
        Run(3, 2, (found("x: lokat", 3, 8), found("x", 0, 1, code="outcome-unused", params={"id": "x"}))), "en"
    )
    first: Any = json.loads(json.dumps(data))["diagnostics"][0]
    assert list(data) == ["files", "skipped", "errors", "warnings", "silenced", "diagnostics"]
    assert (data["files"], data["skipped"], data["errors"], data["warnings"]) == (3, 2, 1, 1)
    assert first == {
        "file": "folder/sop.yaml", "line": 3, "column": 4, "end_line": 3, "end_column": 9, "code": "unknown-actor",
        "severity": "error", "message": "There is no actor 'lokat'.", "hint": None,
    }  # fmt: skip
