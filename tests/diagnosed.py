"""Texts under check, for the tests of the reader and of the checks: a small sound SOP, and what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.checks.sop_file import check_reading
from sopflow.messages import LANGUAGES
from sopflow.source.reader import read_bytes, read_text

if TYPE_CHECKING:
    from sopflow.diagnostic import Diagnostic

SOUND: Final = """\
sop: contoh
version: "1"
title: Contoh layanan
day_counting: working
document:
  legal_basis:
    - Peraturan daerah
actors:
  loket: Petugas Loket
steps:
  - id: terima
    actor: loket
    activity: Menerima berkas
    tools: [Komputer, Buku register]
    duration: 2 jam
    result: Berkas diterima
  - id: simpan
    actor: loket
    activity: Menyimpan berkas
    duration: "-"
    result: Berkas tersimpan
"""


STYLE: Final = frozenset(
    {
        "activity-names-actor", "activity-not-active", "actor-combined", "actor-unused", "deadline-without-overdue",
        "decision-many-ways", "output-unused", "step-without-duration", "step-without-output",
    }
)  # fmt: skip
"""What is said of short texts that are about something else."""


def diagnose(content: str | bytes, name: str = "<text>", *, leaving_out: frozenset[str] = STYLE) -> list[Diagnostic]:
    """Return what is said about a file, but for its style; every sentence is made in both languages on the way."""
    reading = read_bytes(content, name) if isinstance(content, bytes) else read_text(content, name)
    found = [one for one in check_reading(reading).diagnostics if one.code not in leaving_out]
    for diagnostic in found:
        for lang in LANGUAGES:
            assert diagnostic.message(lang)
            assert diagnostic.hint_code is None or diagnostic.hint(lang)
    return found


def marked(diagnostic: Diagnostic) -> str:
    """Return the stretch of the line that a diagnostic points at."""
    return diagnostic.source[diagnostic.span.column - 1 : diagnostic.span.end_column - 1]


def summary(diagnostics: list[Diagnostic]) -> list[tuple[int, str, str]]:
    """Return line, code and marked text of each diagnostic."""
    return [(d.span.line, d.code, marked(d)) for d in diagnostics]


def replaced(text: str, line: str, *by: str) -> str:
    """Return the text with one whole line, which must be there once, replaced by others."""
    lines = text.split("\n")
    assert lines.count(line) == 1, f"{line!r} stands {lines.count(line)} times in the text"
    place = lines.index(line)
    return "\n".join([*lines[:place], *by, *lines[place + 1 :]])


def line_number(text: str, line: str) -> int:
    """Return where a whole line stands, counted from 1."""
    return text.split("\n").index(line) + 1
