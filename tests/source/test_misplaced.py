"""The line that is out of place, where what is wrong shows only further down; and lines that nobody writes."""

from __future__ import annotations

import pytest

from diagnosed import diagnose, line_number

SOUND = """\
sop: contoh
version: "1"
title: Contoh
day_counting: working
document:
  legal_basis:
    - Undang-Undang Nomor 25 Tahun 2009
    - Peraturan Daerah Nomor 3 Tahun 2019
actors:
  loket: Petugas Loket
documents:
  berkas:
    name: Berkas permohonan
    external: true
  surat: Surat keterangan
  salinan: Salinan surat
steps:
  - id: periksa
    actor: loket
    activity: Memeriksa berkas
    inputs: [berkas]
    duration: 1 jam
    result: Berkas diperiksa
    next: susun
  - id: susun
    actor: loket
    activity: Menyusun surat
    duration: 2 jam
    outputs:
      - surat
      - salinan
    on_overdue:
      label: Terlambat
      next: batal
    next: selesai
outcomes:
  selesai: Selesai
  batal:
    name: Batal
"""


def moved(first: str, last: str, blanks: int) -> str:
    """The file with a block of lines further right, or left where ``blanks`` is negative."""
    lines = SOUND.split("\n")
    begin, end = line_number(SOUND, first) - 1, line_number(SOUND, last)
    block = [" " * blanks + line if blanks > 0 else line[-blanks:] for line in lines[begin:end]]
    return "\n".join([*lines[:begin], *block, *lines[end:]])


def test_the_file_is_sound() -> None:
    assert diagnose(SOUND) == []


@pytest.mark.parametrize(
    ("first", "last", "blanks", "right"),
    [
        ("  - id: susun", "    next: selesai", 2, 2),
        ("    inputs: [berkas]", "    next: susun", -2, 4),
        ("documents:", "  salinan: Salinan surat", 2, 0),
        ("    outputs:", "      - salinan", 2, 4),
    ],
)
def test_a_block_out_of_place_is_said_at_its_first_line(first: str, last: str, blanks: int, right: int) -> None:
    found = diagnose(moved(first, last, blanks))
    assert [(one.code, one.span.line) for one in found] == [("yaml-indentation", line_number(SOUND, first))]
    assert found[0].params["count"] == right


@pytest.mark.parametrize(
    ("line", "damaged", "code", "count"),
    [
        (
            "    - Peraturan Daerah Nomor 3 Tahun 2019",
            "    Peraturan Daerah Nomor 3 Tahun 2019",
            "yaml-dash-missing",
            4,
        ),
        ("      - salinan", "      salinan", "yaml-dash-missing", 6),
        ("steps:", " steps:", "yaml-indentation", 0),
        ("documents:", "   documents:", "yaml-indentation", 0),
        ("  - id: periksa", "    id: periksa", "yaml-dash-missing", 2),
        ("    duration: 2 jam", "    duration = 2 jam", "yaml-colon-missing", None),
        ("    duration: 2 jam", "    duration; 2 jam", "yaml-colon-missing", None),
    ],
)
def test_a_line_out_of_place_is_said_at_it_with_what_is_right(
    line: str, damaged: str, code: str, count: int | None
) -> None:
    number = line_number(SOUND, line)
    lines = SOUND.split("\n")
    found = diagnose("\n".join([*lines[: number - 1], damaged, *lines[number:]]))
    assert [(one.code, one.span.line) for one in found] == [(code, number)]
    assert count is None or found[0].params["count"] == count
    fixed = str(found[0].params.get("fixed") or damaged.strip())
    blanks = " " * (count if count is not None else len(damaged) - len(damaged.lstrip()))
    assert diagnose("\n".join([*lines[: number - 1], blanks + fixed, *lines[number:]])) == []


@pytest.mark.parametrize(
    "line",
    [
        "    with: a{}b", '    tools: [a"b, "c" d{}x]', "    tools: [`a{}b]", '    note: "a" b{}x', '    note: "a b{}x',
        "    note: `a{}b", "    note: a: b{}c", "    tools: a{}b", "    note{}: x", "    a b{}c", "    when = {}x",
        "    tools: [a,{},b]", "    tools: [a]{}- b", "    note: a{}#b", "    duration: 3{}hari",
    ],
)  # fmt: skip
def test_a_line_of_blanks_is_read_as_any_other(line: str) -> None:
    """Were it read again from each of its blanks, this would take a minute."""
    found = diagnose(SOUND.replace("    result: Berkas diperiksa", line.format(" " * 20_000)))
    assert len(found) <= 3
