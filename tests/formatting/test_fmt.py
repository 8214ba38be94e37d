"""Formatting: the order and the blanks change, what a file says and its comments never do."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sopflow
from diagnosed import SOUND
from effort import tries
from sopflow.formatting import layout
from sopflow.source.nodes import plain
from sopflow.source.reader import read_text


def formatted(text: str, name: str, kind: str) -> str:
    result = layout.formatted(text, name, kind)
    assert result is not None
    return result


ROOT: Final = Path(__file__).parents[2]
FILES: Final = [
    *sorted((ROOT / "procedures").glob("*.yaml")),
    ROOT / "docs" / "contoh" / "izin-ruang.yaml",
    ROOT / "docs" / "contoh" / "kabupaten.yaml",
    ROOT / "tests" / "definition" / "surat-keterangan-usaha.yaml",
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_our_own_files_are_in_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(text, path.name, "sop" if "\nsteps:" in text else "calendar") == text


UNTIDY: Final = """\
# yaml-language-server: $schema=../schemas/sop.schema.json
# Berkas ini milik loket.

# judulnya
title:   Contoh layanan   # di belakang
version: 1.10
sop: contoh

steps:
- activity: Menerima berkas
  # siapa
  actor: loket   # yang jaga
  id: terima
  tools: [ Komputer ,Printer ]
  duration: "2 jam"

# langkah kedua
- id: simpan
  activity: 'Menyimpan berkas'
  actor: loket
  note: |
    dua
    baris
actors:
    pemohon: Pemohon
    # kasi: belum ada
    loket: Petugas Loket
"""
ORDER: Final = [
    *("sop", "version", "title", "actors", "pemohon", "loket", "steps"),
    *("id", "actor", "activity", "tools", "duration"),
    *("id", "actor", "activity", "note"),
]


def keys(text: str) -> list[str]:
    """The keys of each line, whatever stands around them."""
    lines = (line.strip().removeprefix("- ") for line in text.split("\n"))
    return [line.partition(":")[0] for line in lines if ":" in line and line[:1] != "#"]


def test_an_untidy_file_is_put_in_order() -> None:
    result = formatted(UNTIDY, "contoh.yaml", "sop")
    assert keys(result) == ORDER
    assert plain_of(result) == plain_of(UNTIDY)
    assert 'duration: "2 jam"' in result
    assert "activity: 'Menyimpan berkas'" in result
    assert "version: 1.10" in result
    assert "tools: [Komputer, Printer]" in result
    assert "# judulnya\ntitle: Contoh layanan" in result
    assert re.search("title: Contoh layanan +# di belakang", result)
    assert result.startswith(UNTIDY[: UNTIDY.index("# judulnya")])
    assert list(sopflow.loads(result).actors) == ["pemohon", "loket"]


def plain_of(text: str) -> object:
    reading = read_text(text, "x")
    assert reading.root is not None
    return plain(reading.root)


def shuffled(text: str, seed: int) -> str:
    """The text with the parts of the file, and the keys of each step, in another order."""
    rng = random.Random(seed)
    parts: list[list[str]] = []
    for line in text.rstrip("\n").split("\n"):
        if line[:1].isalpha() or not parts:
            parts.append([line])
        else:
            parts[-1].append(line)
    rng.shuffle(parts)
    return "\n".join(line for part in parts for line in part) + "\n"


def comments(text: str) -> list[str]:
    return sorted(comment for line in text.split("\n") if (comment := line.partition("#")[2].rstrip()))


@settings(max_examples=tries(60), deadline=None)
@given(seed=st.integers(0, 10_000), path=st.sampled_from(FILES[:2] + FILES[4:]))
def test_whatever_the_order_was_the_same_file_comes_out_and_stays(seed: int, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    untidy = shuffled(text, seed)
    result = formatted(untidy, path.name, "sop")
    assert plain_of(result) == plain_of(text)
    assert sopflow.loads(result).definition == sopflow.loads(text).definition
    assert comments(result) == comments(untidy)
    assert formatted(result, path.name, "sop") == result


@pytest.mark.parametrize(
    "text",
    [
        SOUND.replace("duration: 2 jam", "duration:   2 jam").replace("\n", "\r\n"),
        SOUND + "agency: >-\n  Satuan\n  Polisi\n",
        SOUND + 'agency: "a\\u00e9 # b"   # c\n',
        SOUND + "agency: |2\n    a\n   b\n",
        SOUND + "unit: on\nfee: 0x1F\nagency: 2026-01-05\n",
        SOUND + "data: {besar: {type: boolean, title: 'Be''sar'}}\n",
        "# hanya di atas\n\n" + SOUND + "\n# paling bawah\n",
        SOUND.replace("  loket: Petugas Loket", "  loket: Petugas\n    Loket"),
    ],
)
def test_nothing_is_lost(text: str) -> None:
    result = formatted(text, "contoh.yaml", "sop")
    assert plain_of(result.replace("\r\n", "\n")) == plain_of(text.replace("\r\n", "\n"))
    assert ("\r\n" in result) == ("\r\n" in text)
    assert formatted(result, "contoh.yaml", "sop") == result
    assert result.count("#") == text.count("#")


@pytest.mark.parametrize(
    ("untidy", "tidy"),
    [
        (
            "steps:\n  # baris satu\n  - activity: M\n    id: a\n    actor: loket\n",
            "steps:\n  # baris satu\n  - id: a\n    actor: loket\n    activity: M\n",
        ),
        (
            "steps:\n  - id: a\n    activity: M\n    actor: loket\n# akhir berkas\n",
            "steps:\n  - id: a\n    actor: loket\n    activity: M\n# akhir berkas\n",
        ),
        ("# Milik kami\ntitle: A\nsop: a\n", "# Milik kami\nsop: a\ntitle: A\n"),
    ],
)
def test_comments_stay_with_what_they_are_about(untidy: str, tidy: str) -> None:
    assert formatted(untidy, "contoh.yaml", "sop") == tidy


@pytest.mark.parametrize("text", [SOUND + 'agency: "a\u2028b"\n', SOUND + "agency: |+\n  a\n\n\n...\n"])
def test_what_cannot_be_laid_out_is_left_alone(text: str) -> None:
    assert layout.formatted(text, "contoh.yaml", "sop") is None


def test_bare_carriage_returns_become_line_ends() -> None:
    assert formatted(SOUND.replace("\n", "\r"), "contoh.yaml", "sop") == SOUND


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(sopflow.SopInvalid):
        formatted(SOUND.replace("activity: Menyimpan", 'activity: "Menyimpan'), "contoh.yaml", "sop")
