"""Whatever is thrown at the loader, it returns a procedure or diagnostics, and nothing else.

Each diagnostic points into the file and can be said in both languages. ``HYPOTHESIS_PROFILE=fuzz`` (``make fuzz``)
throws many thousand times as much as the usual run.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from hypothesis import example, given
from hypothesis import strategies as st

import sopflow
from sopflow.checks.sop_file import check_reading
from sopflow.messages import LANGUAGES
from sopflow.source.nodes import LINE_BREAK
from sopflow.source.reader import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sopflow.diagnostic import Diagnostic

ROOT: Final = Path(__file__).parents[1]
FILES: Final = [
    path.read_text(encoding="utf-8")
    for path in (ROOT / "tests/definition/surat-keterangan-usaha.yaml", *sorted((ROOT / "procedures").glob("*.yaml")))
]
SIGNS: Final = [
    *"\"'#:,-[]{}&*!|>%@`?~<=\\\t\n\r \0\ufeff\x85\u2028\u00a0é😀",
    *("- ", ": ", " #", "<<: ", "---\n", "...\n", "*a", "&a ", "!!str ", "[", "{a: ", "? ", "|\n", ">-\n", "''"),
    *("true", "ya", "null", "1e999", "0x10", "\\x", "2026-01-01"),
]
TOKENS: Final = [
    *("next", "branches", "steps", "id", "when", "otherwise", "on_overdue", "join", "all", "inputs", "outputs", "data"),
    *("type", "enum", "const", "not", "anyOf", "selesai", "periksa", "3 hari kerja", "hari", "24 jam", "$ref", ""),
    *("calendar", "24-jam", "a.yaml", "actors", "loket", "any_of", "optional", "default", "multipleOf", "format"),
]


def assert_answered(text: str, ask: Callable[[], object]) -> None:
    """Assert that a load gives a procedure whose parts can be used, or diagnostics that can be shown."""
    answer: object
    try:
        answer = ask()
    except sopflow.SopInvalid as invalid:
        answer = invalid
    assert isinstance(answer, sopflow.Procedure | sopflow.SopInvalid)
    assert_shown(text, answer.diagnostics)
    wrong = any(found.severity == "error" for found in answer.diagnostics)
    assert wrong == isinstance(answer, sopflow.SopInvalid)
    if isinstance(answer, sopflow.Procedure):
        assert answer.hash
        assert answer.graph.number_of_nodes() > len(answer.steps)
    else:
        assert str(answer)


def assert_shown(text: str, diagnostics: Sequence[Diagnostic]) -> None:
    lines = LINE_BREAK.split(text.removeprefix("\ufeff"))
    places = [(found.span, found.message("en")) for found in diagnostics]
    assert len(set(places)) == len(places), "something is said twice"
    for found in diagnostics:
        span = found.span
        assert 1 <= span.line <= len(lines)
        assert span.end_line == span.line
        assert 1 <= span.column < span.end_column <= len(lines[span.line - 1]) + 2
        assert found.source == lines[span.line - 1]
        for lang in LANGUAGES:
            assert found.message(lang)
            assert found.hint_code is None or found.hint(lang)
            assert found.to_dict(lang)["code"] == found.code


@given(st.text(max_size=300))
@example("")
@example("\ufeff\ufeff")
@example("a: *a")
@example("&a [*a]")
@example("? - a\n: b")
def test_any_text(text: str) -> None:
    assert_answered(text, lambda: sopflow.loads(text))


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\xef\xbb\xbf\xef\xbb")
@example(b"sop: a\nsteps: []\n\x80")
def test_any_bytes(data: bytes) -> None:
    checked = check_reading(read_bytes(data, "x.yaml"))
    assert checked.diagnostics or checked.definition
    for found in checked.diagnostics:
        assert all(found.message(lang) for lang in LANGUAGES)
        assert 1 <= found.span.line <= len(LINE_BREAK.split(data.decode("utf-8", "replace")))


@given(st.lists(st.sampled_from([*SIGNS, *TOKENS, "a", "sop: x\n", "steps:\n", "  "]), max_size=40).map("".join))
def test_any_heap_of_signs(text: str) -> None:
    assert_answered(text, lambda: sopflow.loads(text))


@st.composite
def damaged_files(draw: st.DrawFn) -> str:
    """A sound file, damaged a few times: deleted, doubled or swapped, a sign put in, a word replaced."""
    text = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["delete", "double", "sign", "swap", "word", "indent", "line"]))
        place = draw(st.integers(0, max(len(text) - 1, 0)))
        length = draw(st.integers(1, 12))
        lines = text.split("\n")
        number = draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        if kind == "delete":
            text = text[:place] + text[place + length :]
        elif kind == "double":
            text = text[: place + length] + text[place:]
        elif kind == "sign":
            text = text[:place] + draw(st.sampled_from(SIGNS)) + text[place:]
        elif kind == "swap":
            lines[number], lines[other] = lines[other], lines[number]
            text = "\n".join(lines)
        elif kind == "word":
            words = lines[number].split(" ")
            words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from([*TOKENS, *SIGNS]))
            lines[number] = " ".join(words)
            text = "\n".join(lines)
        elif kind == "indent":
            lines[number] = " " * draw(st.integers(0, 9)) + lines[number].lstrip()
            text = "\n".join(lines)
        else:
            del lines[number : number + draw(st.integers(0, 3))]
            text = "\n".join(lines)
    return text


@given(damaged_files())
def test_any_damage_to_a_sound_file(text: str) -> None:
    assert_answered(text, lambda: sopflow.loads(text))


@given(damaged_files(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"]))
def test_any_damage_in_any_encoding(text: str, encoding: str) -> None:
    checked = check_reading(read_bytes(text.encode(encoding, "replace"), "x.yaml"))
    assert checked.diagnostics or checked.definition
