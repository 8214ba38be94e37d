"""Bad input of every kind gives one clear diagnostic at the right line, in well under a second, never a traceback.

Each case is tried as a file and, where it can be one, as a text; through ``load``, ``loads`` and ``check`` alike.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final

import pytest

import sopflow
from diagnosed import SOUND, replaced
from sopflow.messages import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from sopflow.diagnostic import Diagnostic

SECONDS: Final = 1.0
ACTIVITY: Final = "    activity: Menerima berkas"
LAUGHS: Final = (
    "["
    + ", ".join(['&a0 ["lol", "lol", "lol"]', *(f"&a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10))])
    + "]"
)

# what it is, the bytes of the file, code, line
CASES: Final[list[tuple[str, bytes, str, int]]] = [
    ("empty", b"", "file-empty", 1),
    ("blank lines", b"\n\n  \n", "file-empty", 1),
    ("a BOM alone", b"\xef\xbb\xbf", "file-empty", 1),
    ("comments only", b"# SOP\n\n# nanti\n", "file-empty", 1),
    ("a document mark only", b"---\n", "file-empty", 1),
    ("a null only", b"---\n~\n", "not-an-sop", 2),
    ("Latin-1", replaced(SOUND, ACTIVITY, "    activity: Caf\u00e9").encode("latin-1"), "file-not-utf8", 13),
    ("cut in a character", SOUND.encode() + b"    note: \xe2\x80", "file-not-utf8", 22),
    ("UTF-16 with a mark", SOUND.encode("utf-16"), "file-utf16", 1),
    ("UTF-16 little-endian", SOUND.encode("utf-16-le"), "file-utf16", 1),
    ("UTF-16 big-endian", SOUND.encode("utf-16-be"), "file-utf16", 1),
    ("an Excel file", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00\xb5U0#\xf4", "file-not-utf8", 1),
    ("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "file-not-utf8", 2),
    ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "file-not-utf8", 1),
    ("not YAML", b"<html>\n<body class='a'>: {[}\n", "yaml-colon-missing", 1),
    ("a first line without its colon", SOUND.replace("sop: ", "sop ", 1).encode(), "yaml-colon-missing", 1),
    ("prose", b"Yang terhormat Bapak Camat,\nbersama ini kami sampaikan SOP.\n", "not-an-sop", 1),
    ("JSON without its end", b'{"sop": "contoh",\n "version": "1",\n', "yaml-bracket-open", 1),
    ("several documents", f"{SOUND}---\n{SOUND}".encode(), "yaml-several-documents", 22),
    ("duplicate keys", replaced(SOUND, "title: Contoh layanan", "title: A", "title: B").encode(), "duplicate-key", 4),
    ("duplicate step keys", replaced(SOUND, ACTIVITY, ACTIVITY, ACTIVITY).encode(), "duplicate-key", 14),
    ("an anchor", replaced(SOUND, ACTIVITY, "    activity: &a Menerima").encode(), "yaml-anchor", 13),
    ("an alias to nothing", replaced(SOUND, ACTIVITY, "    activity: *a").encode(), "yaml-sign", 13),
    ("a recursive alias", b"&a [*a]\n", "yaml-anchor", 1),
    ("billion laughs", LAUGHS.encode(), "yaml-anchor", 1),
    ("a tag", replaced(SOUND, ACTIVITY, "    activity: !!python/name:os.system x").encode(), "yaml-tag", 13),
    ("2 MiB", (SOUND + "# catatan\n" * (2 * 1024 * 1024 // 10)).encode(), "file-too-large", 1),
    ("2 MiB on one line", b"a" * (2 * 1024 * 1024), "file-too-large", 1),
    ("nesting in flow style", b"sop: " + b"[" * 10_000, "yaml-too-deep", 1),
    ("closed nesting in flow style", b"sop: " + b"[" * 10_000 + b"]" * 10_000, "yaml-too-deep", 1),
    ("nesting of mappings in flow style", b"sop: " + b"{a: " * 10_000 + b"x" + b"}" * 10_000, "yaml-too-deep", 1),
    ("nesting in block style", b"".join(b" " * i + b"a:\n" for i in range(1_400)), "yaml-too-deep", 33),
    ("nesting of lists in block style", b"sop:\n  " + b"- " * 10_000 + b"x", "yaml-too-deep", 2),
    ("nesting of keys", b"? " * 10_000 + b"x", "yaml-too-deep", 1),
    ("a list for the whole", b"- sop: contoh\n- title: x\n", "not-an-sop", 1),
    ("a list for a mapping", replaced(SOUND, "  loket: Petugas Loket", "  - loket").encode(), "wrong-type", 9),
    ("a mapping for a list", SOUND.replace("  - id: ", "  a").encode(), "yaml-indentation", 12),
    ("a text for a mapping", replaced(SOUND, "actors:", "actors: loket").encode(), "yaml-indentation", 8),
    ("a number for an id", replaced(SOUND, "  - id: simpan", "  - id: 2").encode(), "id-form", 17),
    ("a number for the SOP's id", replaced(SOUND, "sop: contoh", "sop: 1.5").encode(), "sop-id-form", 1),
    ("a tab for spaces", replaced(SOUND, ACTIVITY, "\tactivity: Menerima").encode(), "yaml-tab", 13),
    ("tabs after spaces", replaced(SOUND, ACTIVITY, "    \tactivity: Menerima").encode(), "yaml-tab", 13),
    ("NUL", replaced(SOUND, ACTIVITY, "    activity: Menerima\0").encode(), "yaml-character", 13),
    ("a control character", replaced(SOUND, ACTIVITY, "    activity: \x1b[1mA").encode(), "yaml-character", 13),
]
IDS: Final = [case[0] for case in CASES]


def only(diagnostics: tuple[Diagnostic, ...] | list[Diagnostic]) -> Diagnostic:
    """Return the one diagnostic that there is, after it has been said in both languages."""
    (found,) = diagnostics
    for lang in LANGUAGES:
        assert len(found.message(lang)) > 10
    return found


@pytest.mark.parametrize(("name", "content", "code", "line"), CASES, ids=IDS)
def test_a_bad_file_is_one_diagnostic(tmp_path: Path, name: str, content: bytes, code: str, line: int) -> None:
    file = tmp_path / "contoh.yaml"
    file.write_bytes(content)
    started = time.perf_counter()
    with pytest.raises(sopflow.SopInvalid) as caught:
        sopflow.load(file)
    assert time.perf_counter() - started < SECONDS, name
    assert [(d.code, d.span.line) for d in caught.value.diagnostics] == [(code, line)]
    assert only(caught.value.diagnostics).file == str(file)
    assert [(d.code, d.span) for d in sopflow.check(file)] == [(d.code, d.span) for d in caught.value.diagnostics]
    assert str(file) in str(caught.value)


@pytest.mark.parametrize(("name", "content", "code", "line"), CASES, ids=IDS)
def test_a_bad_text_is_one_diagnostic(name: str, content: bytes, code: str, line: int) -> None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        assert code.startswith("file-")
        return
    started = time.perf_counter()
    with pytest.raises(sopflow.SopInvalid) as caught:
        sopflow.loads(text, "kiriman")
    assert time.perf_counter() - started < SECONDS, name
    found = caught.value.diagnostics
    if code == "file-utf16":
        code = "yaml-character"
    assert [(d.file, d.code, d.span.line) for d in found] == [("kiriman", code, line)]


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "tidak-ada.yaml", "file-missing"), (tmp_path, "file-is-folder")):
        with pytest.raises(sopflow.SopInvalid) as caught:
            sopflow.load(path)
        found = only(caught.value.diagnostics)
        assert (found.code, found.file, found.span.line, found.span.column) == (code, str(path), 1, 1)
    assert [d.code for d in sopflow.check(tmp_path / "tidak-ada.yaml")] == ["file-missing"]
    assert sopflow.check(tmp_path) == []


@pytest.mark.parametrize("path", ["", "a\0b", "x" * 5000], ids=["nothing", "NUL", "too long"])
def test_names_that_no_file_can_have(path: str) -> None:
    with pytest.raises(sopflow.SopInvalid) as caught:
        sopflow.load(path)
    assert only(caught.value.diagnostics).code in {"file-missing", "file-unreadable", "file-is-folder"}


@pytest.mark.parametrize("path", ["a\0b", "x" * 5000], ids=["NUL", "too long"])
def test_check_takes_names_that_no_file_can_have(path: str) -> None:
    assert only(sopflow.check(path)).code == "file-unreadable"


def test_a_file_without_leave_to_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "contoh.yaml"
    file.write_text(SOUND, encoding="utf-8")
    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(sopflow.SopInvalid) as caught:
        sopflow.load(file)
    monkeypatch.undo()
    assert only(caught.value.diagnostics).code == "file-unreadable"
    assert "izin" in caught.value.diagnostics[0].message("id")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "contoh.yaml")
    with pytest.raises(sopflow.SopInvalid) as caught:
        sopflow.load(tmp_path / "contoh.yaml")
    assert only(caught.value.diagnostics).code == "file-unreadable"


@pytest.mark.parametrize("written", [r'"A\0"', r'"A\x1b[31m"', r'"A\ufffe"'])
def test_characters_that_no_file_may_hold_do_not_come_in_written_out(written: str) -> None:
    with pytest.raises(sopflow.SopInvalid) as caught:
        sopflow.loads(f"{SOUND}agency: {written}\n")
    assert only(caught.value.diagnostics).code == "yaml-character"


def test_an_id_with_a_line_end_is_none() -> None:
    with pytest.raises(sopflow.SopInvalid) as caught:
        sopflow.loads(SOUND.replace("sop: contoh", 'sop: "contoh\\n"', 1))
    assert only(caught.value.diagnostics).code == "sop-id-form"


def test_faults_of_syntax_that_can_be_mended_do_not_hide_what_comes_after() -> None:
    text = SOUND.replace("title: ", "title: Satu: ", 1) + "kunci_asing: @x\n"
    with pytest.raises(sopflow.SopInvalid) as caught:
        sopflow.loads(text)
    assert [found.code for found in caught.value.diagnostics] == ["colon-in-text", "yaml-sign"]


def test_a_list_of_many_pieces_of_sentences_is_not_said_again_and_again() -> None:
    many = ", ".join(["dan x"] * 20_000)
    found = sopflow.loads(SOUND.replace("document:\n", f"document:\n  records: [a, {many}]\n")).diagnostics
    assert {d.code for d in found} == {"comma-in-list"}
    assert len(found) < 10


def test_windows_line_ends_and_a_mark_at_the_start_are_fine(tmp_path: Path) -> None:
    file = tmp_path / "contoh.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    assert sopflow.load(file).id == "contoh"
    assert sopflow.check(file) == []
    assert sopflow.loads("\ufeff" + SOUND.replace("\n", "\r\n")).id == "contoh"


def test_check_looks_into_folders_but_not_into_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / ".git").mkdir()
    broken = replaced(SOUND, "title: Contoh layanan")
    for name in ("a/contoh.yaml", "a/contoh.yml", ".git/contoh.yaml", "a/.contoh.yaml", "a/contoh.txt"):
        (tmp_path / name).write_text(broken, encoding="utf-8")
    (tmp_path / "a" / "compose.yaml").write_text("services: {}\n", encoding="utf-8")
    found = sopflow.check(tmp_path)
    assert [(d.file, d.code) for d in found] == [
        (str(tmp_path / "a/contoh.yaml"), "missing-key"),
        (str(tmp_path / "a/contoh.yml"), "missing-key"),
        (str(tmp_path / "a/contoh.yml"), "duplicate-sop"),
    ]
    assert [d.code for d in sopflow.check(tmp_path / "a" / "compose.yaml")] == ["not-an-sop"]


def test_an_sop_that_is_there_twice_is_an_error_where_its_id_stands(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "contoh.yaml").write_text(SOUND, encoding="utf-8")
    (found,) = sopflow.check(tmp_path, tmp_path / "a" / "contoh.yaml")
    assert (found.file, found.code, found.span.line) == (str(tmp_path / "b/contoh.yaml"), "duplicate-sop", 1)
    (tmp_path / "b" / "contoh.yaml").write_text(replaced(SOUND, 'version: "1"', 'version: "2"'), encoding="utf-8")
    assert sopflow.check(tmp_path) == []


def test_thousands_of_faults_take_no_time_to_speak_of() -> None:
    """Thousands of unknown keys, of steps that name nothing, of doubled ids: no part of the check is quadratic."""
    keys = "".join(f"kunci{i}: 1\n" for i in range(20_000))
    step = "  - id: s{0}\n    actor: x{0}\n    activity: a\n    next: t{0}\n    inputs: [d{0}]\n"
    steps = "".join(step.format(i) for i in range(2_500))
    doubled = "".join(step.format(7) for _ in range(2_500))
    for text in (SOUND + keys, SOUND + steps, SOUND + doubled):
        assert len(text) < 1024 * 1024
        started = time.perf_counter()
        with pytest.raises(sopflow.SopInvalid) as caught:
            sopflow.loads(text)
        assert len(caught.value.diagnostics) <= 1_000
        assert time.perf_counter() - started < 5
