"""Runs over files and folders: what is checked, what is skipped, what is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sopflow
from diagnosed import SOUND
from sopflow.checks.run import check_paths

if TYPE_CHECKING:
    from pathlib import Path

CALENDAR = """calendar: kantor
extends: id-asn
closures:
  - date: 2026-08-06
    reason: Pemungutan suara ulang
    basis: SE Gubernur
"""


def test_a_folder_holds_sops_calendars_and_other_files(tmp_path: Path) -> None:
    (tmp_path / "contoh.yaml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "kantor.yaml").write_text(CALENDAR, encoding="utf-8")
    (tmp_path / "compose.yaml").write_text("services: {}\n", encoding="utf-8")
    hidden = tmp_path / ".git"
    hidden.mkdir()
    (hidden / "x.yaml").write_text("sop: [", encoding="utf-8")
    run = check_paths([tmp_path])
    assert (run.files, run.skipped, run.diagnostics) == (2, 1, ())


def test_a_file_named_twice_is_checked_once(tmp_path: Path) -> None:
    file = tmp_path / "contoh.yaml"
    file.write_text(SOUND, encoding="utf-8")
    run = check_paths([tmp_path, file, str(tmp_path / "." / "contoh.yaml")])
    assert (run.files, run.diagnostics) == (1, ())


def test_the_same_sop_in_two_files_is_said_at_the_second(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(SOUND, encoding="utf-8")
    (found,) = [d for d in check_paths([tmp_path]).diagnostics if d.code == "duplicate-sop"]
    assert found.file.endswith("b.yaml")
    assert "a.yaml" in found.message("en")


@pytest.mark.parametrize(
    ("line", "damaged", "code"),
    [
        ("extends: id-asn", "extends: id-asm", "calendar-unknown-near"),
        ("  - date: 2026-08-06", "  - date: 2026-08-36", "calendar-date-impossible"),
        ("    basis: SE Gubernur", "    dasar: SE Gubernur", "unknown-key"),
        ("calendar: kantor", "calendar: @kantor", "yaml-sign"),
    ],
)
def test_a_calendar_file_is_checked_like_an_sop(tmp_path: Path, line: str, damaged: str, code: str) -> None:
    file = tmp_path / "kantor.yaml"
    file.write_text(CALENDAR.replace(line, damaged), encoding="utf-8")
    (found,) = sopflow.check(file)
    assert found.code == code
    assert found.message("id") != found.message("en")


def test_a_fault_of_a_calendar_is_found_at_its_key(tmp_path: Path) -> None:
    file = tmp_path / "kantor.yaml"
    file.write_text(CALENDAR.replace("    reason: Pemungutan", "    alasan: Pemungutan"), encoding="utf-8")
    (found,) = sopflow.check(file)
    assert found.span.line == 5


def test_the_calendar_of_an_sop_is_read_once_from_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "procedures"
    folder.mkdir()
    file = folder / "contoh.yaml"
    file.write_text(f"{SOUND}calendar: ../kantor.yaml\n", encoding="utf-8")
    (tmp_path / "kantor.yaml").write_text(CALENDAR, encoding="utf-8")
    for sop in (sopflow.load(file), sopflow.loads(file.read_text(encoding="utf-8"), str(file))):
        (tmp_path / "kantor.yaml").write_text(CALENDAR, encoding="utf-8")
        assert sop.calendar.id == "kantor"
    loaded = sopflow.load(file)
    (tmp_path / "kantor.yaml").unlink()
    assert loaded.calendar.due("2026-08-05", "1 hari kerja").at.isoformat() == "2026-08-07T16:30:00+07:00"
    (found,) = sopflow.check(file)
    assert found.code == "calendar-file-missing"


def test_an_outcome_that_nothing_leads_to_is_a_warning() -> None:
    sop = sopflow.loads(f"{SOUND}    next: selesai\noutcomes:\n  selesai: Selesai\n  ditolak: Ditolak\n")
    assert [(found.code, found.severity, found.span.line) for found in sop.diagnostics] == [
        ("outcome-unused", "warning", 25)
    ]
