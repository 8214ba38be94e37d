"""``sopflow plan`` and ``sopflow due``: tables, sentences, JSON shapes, languages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from cli_calls import BUSINESS, INDIRECT, MINIMAL, call, one_sentence

import sopflow
from sopflow.messages import format_instant

if TYPE_CHECKING:
    from pathlib import Path

START = "2026-03-02T09:00"


def _table(out: str) -> list[list[str]]:
    """Return the cells of the plain table, headings first."""
    lines = out.split("\n\n")[1].splitlines()
    edges = [found.span() for found in re.finditer("-+", lines[1])]
    return [[line[begin:end].strip() for begin, end in edges] for line in (lines[0], *lines[2:])]


def test_the_table_has_the_columns_and_rows_of_the_sheet() -> None:
    procedure = sopflow.load(INDIRECT)
    plan = procedure.plan(START)
    result = call("plan", INDIRECT, "--start", START)
    headings, *rows = _table(result.out)
    assert (result.code, result.err) == (0, "")
    assert headings == ["No", "Kegiatan", "Pelaksana", "Mulai", "Jatuh tempo", "Waktu"]
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6", "7"]
    for row, task in zip(rows, plan.steps, strict=True):
        assert task.due is not None
        assert task.duration is not None
        assert row[1] == " ".join(task.activity.split())
        assert row[2] == procedure.actors[task.actor].name
        assert row[3:] == [format_instant(task.starts, "id"), format_instant(task.due, "id"), task.duration.text]


def test_head_and_foot_say_what_is_planned_and_how_it_ends() -> None:
    plan = sopflow.load(INDIRECT).plan(START)
    assert plan.due is not None
    out = call("plan", INDIRECT, "--start", START).out
    assert out.splitlines()[:4] == [
        "PROSEDUR PELAYANAN PENGADUAN SECARA TIDAK LANGSUNG",
        "SOP: pengaduan-tidak-langsung, versi 1",
        "Mulai: 2 Maret 2026 09.00",
        "Kalender: id-asn (Asia/Jakarta)",
    ]
    foot = out.split("\n\n")[2].splitlines()
    due = format_instant(plan.due, "id")
    assert foot[0] == "Pilihan: 2 Ditindaklanjuti, 3 Pendampingan"
    assert foot[1] == f"Hasil akhir: Selesai, jatuh tempo {due}, pasti."
    assert foot[2] == "Jalan lain:"
    assert foot[3].startswith("  2 Ditindaklanjuti, 3 Layanan lain -> Selesai, ")
    assert foot[4].startswith("  2 Tidak ditindaklanjuti -> Kasus tidak dapat ditindaklanjuti, ")
    assert foot[5] == f"Paling lambat dari semua jalan: {due}"


def test_in_english_the_headings_and_dates_are_english() -> None:
    out = call("plan", INDIRECT, "--start", START, "--lang", "en").out
    headings, first, *_ = _table(out)
    assert headings == ["No", "Activity", "Actor", "Starts", "Due", "Time"]
    assert first[3] == "2026-03-02 09:00"
    assert "Start: 2026-03-02 09:00" in out
    assert "Outcome: Selesai, due 2026-" in out


def test_choices_are_used_up_in_order() -> None:
    argv = ("plan", BUSINESS, "--start", START, "--choose", "periksa=kembali", "--choose", "periksa=lengkap")
    out = call(*argv).out
    assert [row[0] for row in _table(out)[1:]] == ["1", "2", "1", "3", "4", "5"]
    assert "Memeriksa kelengkapan berkas (kali ke-2)" in out
    assert "Pilihan: 1 Tidak lengkap, 1 Lengkap (kali ke-2), 5 Disetujui" in out
    assert call(*argv, "--lang", "en").out.count("(visit 2)") == 2


def test_json_has_the_shape_of_the_contract() -> None:
    data = json.loads(call("plan", INDIRECT, "--start", START, "--format", "json").out)
    assert list(data) == [
        "sop", "version", "start", "steps", "outcome", "due", "certain", "assumptions", "latest", "truncated",
        "scenarios",
    ]  # fmt: skip
    assert (data["sop"], data["version"], data["start"]) == (
        "pengaduan-tidak-langsung", "1", "2026-03-02T09:00:00+07:00",
    )  # fmt: skip
    assert list(data["steps"][0]) == ["step", "visit", "number", "actor", "starts", "due", "duration", "certain"]
    shown, *others = data["scenarios"]
    assert shown == {
        "choices": [
            {"step": "klarifikasi", "visit": 1, "branch": "ditindaklanjuti"},
            {"step": "telaah", "visit": 1, "branch": "pendampingan"},
        ],
        "outcome": data["outcome"], "due": data["due"], "certain": data["certain"],
    }  # fmt: skip
    assert len(others) == 2


def test_a_start_beyond_the_decrees_is_marked_and_explained() -> None:
    out = call("plan", INDIRECT, "--start", "2027-12-28T09:00").out
    dues = [row[4] for row in _table(out)[1:]]
    assert not dues[0].endswith("*")
    assert dues[1].endswith(" *")
    foot = out.split("\n\n")[2].splitlines()
    assert foot[0] == "* Tanggal ini belum pasti."
    assert foot[2].endswith("belum pasti:")
    assert foot[3].startswith("  - ")
    others = [line for line in foot if " -> " in line]
    assert len(others) == 2
    assert all(line.endswith(" (belum pasti)") for line in others)


def test_a_step_without_duration_has_no_time_limit(tmp_path: Path) -> None:
    file = tmp_path / "kecil.yaml"
    file.write_text(MINIMAL, encoding="utf-8")
    result = call("plan", str(file), "--start", START)
    assert _table(result.out)[1][4:] == ["tanpa batas waktu", "tanpa batas waktu"]
    assert result.out.splitlines()[-1] == "Hasil akhir: Selesai, tanpa batas waktu."


def test_another_calendar_stands_in_for_the_sops_own(tmp_path: Path) -> None:
    own = tmp_path / "kantor.yaml"
    own.write_text("calendar: kantor\nextends: id-asn\ntimezone: Asia/Jayapura\n", encoding="utf-8")
    out = call("plan", INDIRECT, "--start", START, "--calendar", str(own)).out
    assert "Kalender: kantor (Asia/Jayapura)" in out
    data = json.loads(call("plan", INDIRECT, "--start", START, "--calendar", "24-jam", "--format", "json").out)
    assert data["steps"][0]["due"] == "2026-03-02T11:00:00+07:00"


def test_steps_on_other_calendars_are_named(tmp_path: Path) -> None:
    file = tmp_path / "kecil.yaml"
    text = MINIMAL.replace("  loket: Petugas Loket", "  loket:\n    name: Petugas Loket\n    calendar: 24-jam")
    file.write_text(f"{text}    duration: 2 jam\n", encoding="utf-8")
    out = call("plan", str(file), "--start", "2026-03-02T09:00").out
    assert "Dihitung pada kalender lain: langkah 1 pada 24-jam." in out.splitlines()
    assert "kalender lain" not in call("plan", INDIRECT, "--start", "2026-03-02T09:00").out


def test_a_file_with_errors_shows_them_and_fails(tmp_path: Path) -> None:
    file = tmp_path / "kecil.yaml"
    file.write_text(MINIMAL.replace("actor: loket", "actor: lokat"), encoding="utf-8")
    for argv in (("plan", "--start", START), ("show",), ("graph",)):
        result = call(*argv, str(file), "--lang", "en")
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith(f"{file}:8:12: error unknown-actor: ")
        assert "             ^^^^^" in result.err.splitlines()


def test_nothing_is_cut_when_piped_and_all_fits_on_a_terminal() -> None:
    activity = sopflow.load(INDIRECT).steps["klarifikasi"].activity
    argv = ("plan", INDIRECT, "--start", START)
    piped = call(*argv, COLUMNS="40").out
    shown = call(*argv, terminal=True, COLUMNS="90", TERM="xterm").out
    assert activity in piped
    assert "\t" not in piped
    assert activity not in shown
    table = re.sub(r"\x1b\[\d+m", "", shown).split("\n\n")[1].splitlines()
    assert max(len(line) for line in table) <= 90
    assert "…" not in shown
    assert all(word in shown for word in activity.split())


@pytest.mark.parametrize(
    ("argv", "due"),
    [
        (("3x24 jam", "--from", "2024-03-20T22:19"), "2024-03-23T22:19:00+07:00"),  # Constitutional Court, 2024
        (("1 hari kerja", "--from", "2026-03-20T10:00"), "2026-03-25"),  # Idul Fitri and joint leave 2026
        (("30 hari kalender", "--from", "2026-01-31T10:00", "--calendar", "24-jam"), "2026-03-02"),
    ],
)
def test_due_gives_known_dates(argv: tuple[str, ...], due: str) -> None:
    data = json.loads(call("due", *argv, "--format", "json").out)
    assert list(data) == ["from", "duration", "due", "certain", "assumptions"]
    assert data["due"].startswith(due)
    assert data["duration"] == argv[0]
    assert (data["certain"], data["assumptions"]) == (True, [])


def test_due_is_one_sentence() -> None:
    argv = ("due", "3 x 24 jam", "--from", "2024-03-20T22:19")
    assert call(*argv) == (
        0,
        "3 x 24 jam sejak 20 Maret 2024 22.19 jatuh tempo 23 Maret 2024 22.19 (kalender id-asn, Asia/Jakarta).\n",
        "",
    )
    assert call(*argv, "--lang", "en").out == (
        "3 x 24 jam from 2024-03-20 22:19 is due 2024-03-23 22:19 (calendar id-asn, Asia/Jakarta).\n"
    )


def test_bare_days_count_as_working_days_and_it_says_so() -> None:
    bare, kerja = (
        json.loads(call("due", text, "--from", START, "--format", "json").out) for text in ("5 hari", "5 hari kerja")
    )
    assert bare["due"] == kerja["due"]
    assert "hari kerja" in bare["note"]
    assert "note" not in kerja
    assert call("due", "5 hari", "--from", START).out.splitlines()[1] == bare["note"]
    assert len(call("due", "5 hari kerja", "--from", START).out.splitlines()) == 1
    assert "jam kerja" in call("due", "48 jam", "--from", START).out


def test_what_a_due_date_rests_on_is_said() -> None:
    result = call("due", "5 hari kerja", "--from", "2028-03-01", "--lang", "en")
    sentence, uncertain, *doubts = result.out.splitlines()
    assert sentence.startswith("5 hari kerja from 2028-03-01 ")
    assert uncertain == "This date is not certain yet:"
    assert any("joint leave of 2028" in doubt for doubt in doubts)
    assert all(doubt.startswith("  - ") for doubt in doubts)
    data = json.loads(call("due", "5 hari kerja", "--from", "2028-03-01", "--format", "json").out)
    assert data["certain"] is False
    assert set(data["assumptions"][0]) == {"code", "message", "dates"}


def test_a_negative_term_is_no_option() -> None:
    said = one_sentence(call("due", "-3 hari", "--from", START))
    assert said.startswith("'-3' tidak berlaku: jangka waktu mulai dari 1")
