"""The sheet's own rules: what an official would send back. Words are judged only where they are surely wrong."""

from __future__ import annotations

from typing import Final

import pytest

from diagnosed import diagnose, summary

TEXT: Final = """\
sop: izin
version: "1"
title: Izin
actors:
  loket: Petugas Loket
  kadin: Kepala Dinas
steps:
  - id: terima
    actor: loket
    with: [kadin]
    activity: Menerima berkas
    duration: 1 jam
    result: Berkas diterima
"""


def style(*changes: tuple[str, str]) -> list[tuple[int, str, str]]:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return summary(diagnose(text, leaving_out=frozenset()))


def activity(words: str) -> list[tuple[int, str, str]]:
    return style(("Menerima berkas", words))


def test_a_sheet_in_order_is_left_alone() -> None:
    assert style() == []


@pytest.mark.parametrize(
    "words",
    [
        "Mengkaji",
        "Perhatikan berkas",
        "Pertimbangkan usulan",
        "Berkoordinasi dengan loket",
        "Terima berkas",
        "Check the papers",
        "Dinas luar",
        "Direct it",
    ],
)
def test_words_that_are_not_surely_wrong_pass(words: str) -> None:
    assert activity(words) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Petugas Loket menerima berkas", "activity-names-actor"),
        ("PETUGAS LOKET menerima berkas", "activity-names-actor"),
        ("Kepala Dinas menandatangani", "activity-names-actor"),
        ("Penerimaan berkas", "activity-not-active"),
        ("Pemeriksaan berkas", "activity-not-active"),
        ("Penyusunan konsep", "activity-not-active"),
        ("Diterima berkas oleh loket", "activity-not-active"),
        ("Disampaikan kepada kepala", "activity-not-active"),
    ],
)
def test_activities_that_begin_with_anything_but_a_verb(words: str, code: str) -> None:
    assert activity(words) == [(11, code, words)]


@pytest.mark.parametrize(
    ("words", "fixed"),
    [
        ("Petugas Loket menerima berkas", "Menerima berkas"),
        ("Petugas Loket dan Kepala Dinas menerima berkas;", "Menerima berkas"),
        ("Petugas loket:", None),
        ("Petugas Loket: berkas permohonan lengkap", None),
    ],
)
def test_the_activity_without_its_subject_is_shown(words: str, fixed: str | None) -> None:
    (found,) = diagnose(TEXT.replace("Menerima berkas", f'"{words}"'), leaving_out=frozenset())
    assert found.params["fixed"] == fixed
    assert (found.hint("id") or "").startswith(f"Tulis: {fixed}" if fixed else "Mulailah dengan kata kerja aktif")


@pytest.mark.parametrize(
    ("name", "line"), [("Kadin/Bupati", 6), ("Bidang Ops / Bidang Penegak", 6), ("{name: Kadin/Bupati}", 6)]
)
def test_a_column_of_two_actors(name: str, line: int) -> None:
    ((where, code, marked),) = style(("Kepala Dinas", name))
    assert (where, code) == (line, "actor-combined")
    assert "/" in marked


@pytest.mark.parametrize("name", ["Petugas s/d", "Kelas 1/2", "Seksi Registrasi dan Administrasi", "a/n Camat"])
def test_names_with_a_stroke_that_are_one(name: str) -> None:
    assert style(("Kepala Dinas", name)) == []


def test_a_decision_of_three_ways() -> None:
    ways = "branches: [{id: a, next: selesai}, {id: b, next: selesai}, {id: c, next: selesai}]"
    assert style(("duration: 1 jam", f"duration: 1 jam\n    {ways}")) == [(13, "decision-many-ways", "branches")]
    assert style(("duration: 1 jam", "duration: 1 jam\n    " + ways.replace(", {id: c, next: selesai}", ""))) == []


def test_a_step_without_an_output() -> None:
    assert style(("    result: Berkas diterima\n", "")) == [(8, "step-without-output", "terima")]
    branch = "    branches: [{id: a, next: selesai, result: Diterima}, {id: b, next: selesai}]\n"
    assert style(("    result: Berkas diterima\n", branch)) == []


def test_an_actor_who_does_nothing() -> None:
    assert style(("    with: [kadin]\n", "")) == [(6, "actor-unused", "kadin")]
