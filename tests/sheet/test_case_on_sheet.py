"""A running case on the sheet: colours by status, due dates in the notes, which case it is below the table."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

import docx
import pytest
from written_sops import BUSINESS, INDIRECT, ROOT

import sopflow
from sopflow import SopError, loads

if TYPE_CHECKING:
    from sopflow.procedure import Case

ROOM: Final = ROOT / "docs" / "contoh" / "izin-ruang.yaml"
AT: Final = "2026-03-20T08:00"


def complaint() -> Case:
    """A complaint whose second step was decided, so that the third is under way."""
    sop = sopflow.load(INDIRECT)
    case = sop.start(at="2026-03-02T09:00", documents=["berkas_pengaduan", "data_pendukung"], id="P-17/2026")
    case = case.complete("penyerahan_berkas", by="staf_administrasi", at="2026-03-02T10:30")
    return case.complete(
        "klarifikasi", by="petugas_layanan", at="2026-03-10T14:00", data={"dapat_ditindaklanjuti": True}
    )


def statuses(svg: str) -> list[str]:
    """The status of each symbol, in the order of the sheet."""
    return re.findall(r'class="symbol [^"]*?(done|active|late|never)"', svg)


def words(svg: str) -> str:
    return " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))


def test_done_late_and_not_reached() -> None:
    svg = complaint().render("svg", at=AT).decode()
    # start, steps 1 and 2 are done; 3 was due on 17 March; 4 to 7 and both ends were not reached
    assert "Hijau: selesai. Merah: terlambat. Kelabu: belum atau tidak dilalui." in words(svg)
    assert sorted(statuses(svg)) == sorted(["done", "done", "done", "late", *["never"] * 6])
    said = words(svg)
    for expected in (
        "Selesai 2 Maret 2026 10.30",
        "Selesai 10 Maret 2026 14.00: Ditindaklanjuti",
        "Terlambat, jatuh tempo 17 Maret 2026 15.00",
        "Kasus P-17/2026: berjalan, keadaan 20 Maret 2026",
    ):
        assert expected in said


def test_before_the_due_date_the_step_is_only_active() -> None:
    svg = complaint().render("svg", at="2026-03-11T08:00", lang="en").decode()
    assert statuses(svg).count("active") == 1
    assert "late" not in statuses(svg)
    assert "Active, due 2026-03-17 15:00" in words(svg)


def test_rework_and_a_skipped_deadline_are_told_visit_by_visit() -> None:
    sop = sopflow.load(BUSINESS)
    case = sop.start(at="2026-03-02T09:00", documents=["berkas"])
    case = case.complete("periksa", by="loket", at="2026-03-02T09:10", data={"lengkap": False})
    case = case.complete("perbaiki", by="pemohon", at="2026-03-03T09:00")
    case = case.complete("periksa", by="loket", at="2026-03-03T09:10", data={"lengkap": False})
    case = case.lapse("perbaiki", by="loket", at="2026-03-12T09:00")
    said = words(case.render("svg", at="2026-03-12T10:00").decode())
    assert "(kali ke-2)" in said
    assert "Dinyatakan lewat waktu 12 Maret 2026 09.00" in said
    assert "Kasus ini selesai (Permohonan gugur)" in said


def test_a_suspended_case_has_no_due_date_to_show() -> None:
    case = complaint().suspend(by="bidang_ops", at="2026-03-11T08:00", reason="menunggu keterangan")
    svg = case.render("svg", at="2026-03-30T08:00").decode()
    assert "late" not in statuses(svg)
    assert svg.count("diamond suspended") == 1
    assert "Ditangguhkan, berjalan sejak 10 Maret 2026 14.00" in words(svg)
    assert "Kasus P-17/2026: ditangguhkan" in words(svg)


def test_a_skipped_step_is_not_shown_as_done() -> None:
    text = ROOM.read_text(encoding="utf-8")
    sop = loads(text.replace("    duration: 1 hari\n", "    duration: 1 hari\n    optional: true\n"))
    case = sop.start(at="2026-03-02T09:00", documents=["surat"])
    case = case.complete("periksa", by="umum", at="2026-03-02T09:10", choose="lengkap")
    case = case.skip("terbitkan", by="umum", at="2026-03-02T10:00", reason="sudah ada")
    svg = case.render("svg", at="2026-03-02T11:00").decode()
    assert svg.count("optional never") == 1
    assert "Dilewati 2 Maret 2026 10.00" in words(svg)


def test_a_closed_case_has_no_service_that_is_due() -> None:
    sop = sopflow.load(BUSINESS)
    case = sop.start(at="2026-03-02T09:00", documents=["berkas"])
    case = case.complete("periksa", by="loket", at="2026-03-02T09:10", data={"lengkap": False})
    assert "Layanan jatuh tempo" in words(case.render("svg", at="2026-03-02T09:10").decode())
    case = case.lapse("perbaiki", by="loket", at="2026-03-12T09:00")
    assert "Layanan jatuh tempo" not in words(case.render("svg", at="2026-03-12T09:00").decode())


def test_the_past_of_a_case_is_not_shown() -> None:
    with pytest.raises(SopError, match=r"2026-03-10 14:00|10 Maret 2026 14\.00"):
        complaint().render("svg", at="2026-03-10T13:59")


@pytest.mark.parametrize("format", ["bpmn", "mmd", "dot"])
def test_what_draws_no_sheet_shows_no_case(format: str) -> None:
    with pytest.raises(SopError, match=rf"\.{format}.*\.svg"):
        complaint().render(format, at=AT)


def test_every_sheet_shows_the_case() -> None:
    late, due = "fbd3cf", "Terlambat, jatuh tempo 17 Maret 2026 15.00"
    case = complaint()
    html = case.render("html", at=AT).decode()
    assert due in html
    assert 'diamond late"' in html
    document = docx.Document(io.BytesIO(case.render("docx", at=AT)))
    assert any(due in cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert f'val="{late}"' in document.element.xml
    with zipfile.ZipFile(io.BytesIO(case.render("xlsx", at=AT))) as files:
        assert due in files.read("xl/sharedStrings.xml").decode()
    assert case.render("pdf", at=AT).startswith(b"%PDF-")
