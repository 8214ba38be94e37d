"""Strict YAML with a place for every key and value; what is refused is refused by name.

The places are counted by hand, in characters of the line, from 1.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from diagnosed import SOUND, diagnose, line_number, marked, replaced, summary
from sopflow.messages import AlsoOnLines
from sopflow.source.composer import MAX_DEPTH
from sopflow.source.nodes import MAX_REPORTED, Mapping, Node, Scalar, Sequence
from sopflow.source.reader import MAX_BYTES, read_bytes, read_path, read_text

if TYPE_CHECKING:
    from pathlib import Path

Place = tuple[int, int, int, int]
ACTIVITY = "    activity: Menerima berkas"


def places(text: str | bytes) -> dict[str, Place]:
    """Return where each scalar of a text starts and ends: line and column from 1, the end exclusive."""
    reading = read_bytes(text, "t") if isinstance(text, bytes) else read_text(text, "t")
    assert reading.root is not None
    assert reading.diagnostics == []
    found: dict[str, Place] = {}

    def walk(node: Node) -> None:
        if isinstance(node, Scalar):
            found[node.text] = (node.start.line + 1, node.start.column + 1, node.end.line + 1, node.end.column + 1)
        elif isinstance(node, Sequence):
            for item in node.items:
                walk(item)
        elif isinstance(node, Mapping):
            for key, value in node.entries.values():
                walk(key)
                walk(value)

    walk(reading.root)
    return found


def test_places_of_keys_values_and_items() -> None:
    text = "sop: contoh\nsteps:\n  - id: satu\n    with: [loket, 'kasi a']\n"
    assert places(text) == {
        "sop": (1, 1, 1, 4),
        "contoh": (1, 6, 1, 12),
        "steps": (2, 1, 2, 6),
        "id": (3, 5, 3, 7),
        "satu": (3, 9, 3, 13),
        "with": (4, 5, 4, 9),
        "loket": (4, 12, 4, 17),
        "kasi a": (4, 19, 4, 27),
    }


def test_columns_count_characters_not_bytes() -> None:
    text = "é–“x”: 'né😀'  # ü\n😀: [ü, b]\n"
    assert places(text) == {
        "é–“x”": (1, 1, 1, 6),
        "né😀": (1, 8, 1, 13),
        "😀": (2, 1, 2, 2),
        "ü": (2, 5, 2, 6),
        "b": (2, 8, 2, 9),
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_every_line_end_of_yaml_ends_a_line(end: str) -> None:
    expected = {"a": (1, 1, 1, 2), "satu": (1, 4, 1, 8), "b": (2, 1, 2, 2), "dua": (2, 4, 2, 7)}
    assert places(end.join(["a: satu", "b: dua", ""])) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"], ids=ascii)
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["plain", "BOM"])
def test_a_diagnostic_shows_its_own_line_whatever_ends_the_lines(end: str, bom: str) -> None:
    damaged = replaced(SOUND, ACTIVITY, "    activty: Menerima berkas")
    text = bom + damaged.replace("\n", end)
    for content in (text, text.encode()):
        (found,) = diagnose(content)
        assert found.source == "    activty: Menerima berkas"
        assert (found.span.line, found.span.column, found.span.end_line, found.span.end_column) == (13, 5, 13, 12)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=ascii)
def test_a_byte_order_mark_and_windows_line_ends_are_fine(end: str) -> None:
    text = SOUND.replace("\n", end)
    assert diagnose("\ufeff" + text) == []
    assert diagnose(b"\xef\xbb\xbf" + text.encode()) == []


def test_a_mark_inside_the_file_is_named() -> None:
    text = replaced(SOUND, ACTIVITY, "    \ufeffactivity: Menerima berkas")
    (found,) = diagnose(text)
    assert (found.code, found.span.line, found.span.column) == ("yaml-character", 13, 5)
    assert found.params["character"] == "U+FEFF"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\ufffe", "\ud800"], ids=ascii)
def test_characters_that_no_text_file_holds(character: str) -> None:
    (found,) = diagnose(replaced(SOUND, ACTIVITY, f"    activity: é{character}x"))
    assert (found.code, found.span.line, found.span.column, found.span.end_column) == ("yaml-character", 13, 16, 17)
    assert found.params["character"] == f"U+{ord(character):04X}"


REFUSED = [
    (["    activity: &kata Menerima"], "yaml-anchor", 13, "&kata"),
    (["    activity: &kata"], "yaml-anchor", 13, "&kata"),
    (["    activity: !!str Menerima"], "yaml-tag", 13, "!!str"),
    (["    activity: !python/object:os.system x"], "yaml-tag", 13, "!python/object:os.system"),
    (["    activity: !"], "yaml-tag", 13, "!"),
    (["    activity: Menerima", "    activity: Menerima"], "duplicate-key", 14, "activity"),
    (["    activity: Menerima", '    "activity": Menerima'], "duplicate-key", 14, '"activity"'),
    (["    <<: {activity: Menerima}"], "yaml-merge-key", 13, "<<"),
    (["    ? activity", "    : Menerima"], "yaml-sign", 13, "? activity"),
    (["    [activity]: Menerima"], "yaml-key-not-text", 13, "[activity]"),
    (["    {activity: x}: Menerima"], "yaml-key-not-text", 13, "{activity: x}"),
]


@pytest.mark.parametrize(("lines", "code", "line", "span"), REFUSED, ids=[case[0][-1].strip() for case in REFUSED])
def test_what_yaml_could_do_and_an_sop_must_not(lines: list[str], code: str, line: int, span: str) -> None:
    assert summary(diagnose(replaced(SOUND, ACTIVITY, *lines))) == [(line, code, span)]


def test_an_alias_is_named_with_its_anchor_and_brings_nothing_behind_it() -> None:
    text = replaced(SOUND, ACTIVITY, "    activity: &kata Menerima")
    text = replaced(text, "    activity: Menyimpan berkas", "    activity: *kata")
    (found,) = diagnose(text)
    assert summary([found]) == [(13, "yaml-anchor", "&kata")]
    assert found.params["also"] == AlsoOnLines((19,))


def test_a_merge_key_with_an_alias() -> None:
    text = replaced(SOUND, "  - id: terima", "  - &dasar", "    id: terima")
    text = replaced(text, "  - id: simpan", "  - <<: *dasar", "    id: simpan")
    assert summary(diagnose(text)) == [
        (11, "yaml-anchor", "&dasar"),
        (18, "yaml-merge-key", "<<"),
    ]


def test_duplicate_keys_name_the_first_line_and_the_first_value_counts() -> None:
    text = replaced(SOUND, "title: Contoh layanan", "title: Contoh layanan", "title: Lain", "title: Lagi")
    assert summary(diagnose(text)) == [(4, "duplicate-key", "title"), (5, "duplicate-key", "title")]
    assert [d.params["first_line"] for d in diagnose(text)] == [3, 3]


def test_a_key_whose_line_was_doubled_keeps_its_value() -> None:
    text = replaced(SOUND, "actors:", "actors:", "actors:")
    assert summary(diagnose(text)) == [(9, "duplicate-key", "actors")]


@pytest.mark.parametrize("second", ["---", "--- # dua", "...\n---"])
def test_several_documents_are_one_diagnostic_where_the_second_begins(second: str) -> None:
    (found,) = diagnose(f"---\n{SOUND}{second}\n{SOUND}")
    assert found.code == "yaml-several-documents"
    assert found.span.line == len(SOUND.splitlines()) + 2 + second.count("\n")


def test_one_document_between_its_marks_is_fine() -> None:
    assert diagnose(f"---\n{SOUND}") == []
    assert diagnose(f"%YAML 1.2\n---\n{SOUND}...\n") == []


def test_size_is_bounded_before_anything_is_read() -> None:
    comment = "#" * (MAX_BYTES - len(SOUND))
    assert diagnose(SOUND + comment) == []
    assert [d.code for d in diagnose(SOUND + comment + "#")] == ["file-too-large"]
    assert [d.code for d in diagnose((SOUND + comment + "#").encode())] == ["file-too-large"]
    assert [d.code for d in diagnose("é" * (MAX_BYTES // 2) + "#")] == ["file-too-large"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "- - "], ids=repr)
def test_depth_is_bounded(opening: str) -> None:
    per_level = opening.count("- ") or 1
    text = opening * (2 * MAX_DEPTH // per_level) + "x"
    (found,) = diagnose(text)
    assert found.code == "yaml-too-deep"
    assert (found.span.line, found.span.column) == (1, 1 + MAX_DEPTH * len(opening) // per_level)


def test_depth_of_the_format_is_far_from_the_bound() -> None:
    nested = "{not: " * (MAX_DEPTH - 3) + "{const: true}" + "}" * (MAX_DEPTH - 3)
    text = replaced(SOUND, "steps:", "data:", f"  lengkap: {nested}", "steps:")
    codes = [d.code for d in diagnose(text)]
    assert "yaml-too-deep" not in codes
    text = replaced(SOUND, "steps:", "data:", f"  lengkap: {{not: {nested}}}", "steps:")
    assert [d.code for d in diagnose(text)] == ["yaml-too-deep"]


def test_not_utf8_is_found_at_its_byte() -> None:
    data = SOUND.encode().replace(b"Menerima berkas", "Menerima “berkas”".encode("cp1252"))
    (found,) = diagnose(data)
    assert (found.code, found.span.line, found.span.column) == ("file-not-utf8", 13, 24)
    assert found.params["byte"] == "0x93"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_named(encoding: str) -> None:
    assert summary(diagnose(SOUND.encode(encoding))) == [(1, "file-utf16", "")]


def test_more_faults_than_anyone_reads_are_not_all_worded() -> None:
    text = SOUND + "".join("title: lagi\n" for _ in range(10 * MAX_REPORTED))
    started = time.perf_counter()
    found = diagnose(text)
    assert len(found) == MAX_REPORTED
    assert time.perf_counter() - started < 1


def test_files_are_read_like_texts(tmp_path: Path) -> None:
    file = tmp_path / "contoh.yaml"
    file.write_bytes(SOUND.encode())
    reading = read_path(file)
    assert reading.root is not None
    assert reading.source.lines == SOUND.split("\n")


def test_places_past_the_end_stay_in_the_file() -> None:
    text = SOUND + '    note: "tidak ditutup\n\n\n'
    (found,) = diagnose(text)
    assert (found.code, found.span.line, marked(found)) == ("yaml-quote-open", 22, '"tidak ditutup')
    assert line_number(text, '    note: "tidak ditutup') == 22
