"""What an official finds on a sheet: identity, headings on every page, connectors between pages, every word."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from geometry import check, followed
from written_sops import (
    BUSINESS,
    DIRECT,
    FORTY_LINES,
    HOSTILE,
    INDIRECT,
    OTHER_SCRIPTS,
    deciding,
    definition,
    in_a_row,
    words,
)

from sopflow.definition.model import Actor, Approver, Identity
from sopflow.plaintext import harmless
from sopflow.sheet.pages import sheet_in_one_piece, sheet_in_pages
from sopflow.sheet.paper import PAPERS

if TYPE_CHECKING:
    from pathlib import Path

    from sopflow.definition.model import Definition
    from sopflow.sheet.model import Page, Sheet


def pages_with_rows(sheet: Sheet) -> list[Page]:
    return [page for page in sheet.pages if page.rows]


@pytest.mark.parametrize("path", [BUSINESS, INDIRECT, DIRECT], ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_real_sheets_keep_the_laws(path: Path, lang: str, paper: str) -> None:
    sop = definition(path)
    for sheet in (sheet_in_one_piece(sop, lang), sheet_in_pages(sop, lang, paper)):
        check(sheet)
        assert followed(sheet)


def test_the_identity_block_is_on_the_first_page_only() -> None:
    sheet = sheet_in_pages(definition(BUSINESS), "id")
    first, *others = sheet.pages
    said = words(replace(sheet, pages=(first,)))
    for expected in ("Kecamatan Contoh", "Nomor SOP 070/12/2026", "5 Januari 2026", "20 Januari 2026 (revisi 2)",
                     "27 Januari 2026", "1 Februari 2026", "Camat", "Penerbitan Surat Keterangan Usaha", "Dasar hukum",
                     "Undang-Undang Nomor 25 Tahun 2009", "Peralatan/perlengkapan"):  # fmt: skip
        assert expected in said
    assert others
    assert all("Disahkan oleh" not in words(replace(sheet, pages=(page,))) for page in others)


def test_dates_that_are_no_dates_stay_as_they_are_written() -> None:
    identity = Identity(created="APRIL 2015", revision="2", approved="27-01-2026")
    said = words(sheet_in_one_piece(replace(in_a_row(1), identity=identity), "id"))
    assert "Tanggal Pembuatan APRIL 2015" in said
    assert "Tanggal Revisi revisi 2" in said
    assert "Tanggal Pengesahan 27-01-2026" in said
    assert "Tanggal Efektif" not in said


def test_an_empty_identity_block_leaves_room_to_write_and_sign() -> None:
    said = words(sheet_in_one_piece(in_a_row(1), "id"))
    for label in ("Nomor SOP", "Tanggal Pengesahan", "Tanggal Efektif", "Disahkan oleh", "Kualifikasi pelaksana"):
        assert label in said


def test_every_page_with_rows_repeats_the_headings_and_has_a_number() -> None:
    sheet = sheet_in_pages(in_a_row(40, 3), "id")
    assert len(pages_with_rows(sheet)) > 2
    for number, page in enumerate(sheet.pages, 1):
        said = words(replace(sheet, pages=(page,)))
        assert f"Halaman {number} dari {len(sheet.pages)}" in said
        if page.rows:
            for heading in ("No", "Kegiatan", "Pelaksana 1", "Pelaksana 3", "Mutu Baku", "Kelengkapan", "Keterangan"):
                assert heading in said


def test_off_page_connectors_come_in_pairs_and_name_the_other_page() -> None:
    sheet = sheet_in_pages(in_a_row(40), "id")
    out, into = Counter[str](), Counter[str]()
    for number, page in enumerate(sheet.pages, 1):
        for symbol in page.symbols:
            if symbol.shape == "pentagon":
                letter, other = symbol.lines
                (out if symbol.key.startswith("to:") else into)[letter] += 1
                assert other == f"hal. {number + 1 if symbol.key.startswith('to:') else number - 1}"
    assert out == into
    assert max(out.values()) == 1
    assert len(out) == len(pages_with_rows(sheet)) - 1


def test_a_table_that_fits_on_one_page_is_not_torn() -> None:
    assert len(pages_with_rows(sheet_in_pages(definition(INDIRECT), "id"))) == 1


@pytest.mark.parametrize(
    "sop",
    [
        in_a_row(3, activity=FORTY_LINES),
        in_a_row(2, activity=FORTY_LINES * 8),
        in_a_row(25, 20),
        in_a_row(3, 1),
        in_a_row(2, 2, activity=OTHER_SCRIPTS * 20, note=OTHER_SCRIPTS),
        in_a_row(2, 2, activity="W" * 400, note="i" * 900),
        in_a_row(2, activity=HOSTILE, note=HOSTILE),
        deciding(12),
        deciding(25),
        replace(in_a_row(2), title="Judul yang panjang " * 120, agency="A" * 300),
        replace(in_a_row(2), identity=Identity(legal_basis=("Peraturan Daerah yang panjang namanya",) * 150)),
        replace(in_a_row(2), identity=Identity(approved_by=Approver("Kepala", "Nama " * 400, "Pembina", "1" * 200))),
        in_a_row(2, number="kata " * 60),
        replace(in_a_row(2), fee="Biaya menurut peraturan daerah yang berlaku. " * 250),
        replace(in_a_row(2), actors={"pelaksana_1": Actor("pelaksana_1", "Pelaksana yang panjang namanya " * 120)}),
        replace(in_a_row(2, activity="Satu\nDua\n\nTiga"), agency="Pemerintah Kabupaten\nDinas Contoh"),
    ],
    ids=[
        "forty lines", "a row higher than a page", "twenty actors", "one actor", "other scripts", "long words",
        "hostile words", "twelve ways", "many ways", "a long title", "a long list", "a long signature",
        "a long number", "a long fee", "a long actor", "several lines",
    ],
)  # fmt: skip
def test_whatever_is_written_nothing_is_cut(sop: Definition) -> None:
    whole = sheet_in_one_piece(sop, "id")
    check(whole)
    said = without_blanks(words(whole))
    texts = [sop.title, sop.agency, *sop.identity.legal_basis, sop.identity.approved_by.name]
    texts += [text for step in sop.steps.values() for text in (step.activity, step.note or "", step.number)]
    texts += [branch.label for step in sop.steps.values() for branch in step.branches]
    texts += [outcome.name for outcome in sop.outcomes.values()]
    for text in texts:
        assert without_blanks(harmless(text, keep="\n")) in said
    letters = Counter(said)
    for sheet in (sheet_in_pages(sop, "id"), sheet_in_pages(sop, "id", "f4")):
        check(sheet)
        # words of a row that is broken over pages do not stand together, but all of them are there
        assert not letters - Counter(without_blanks(words(sheet)))


def test_a_version_of_any_length_leaves_room_for_the_rest() -> None:
    sheet = sheet_in_pages(replace(in_a_row(2), version="1.2 revisi " * 1500), "id")
    check(sheet)
    assert "1.2 revisi" in words(sheet)


@pytest.mark.parametrize("lines", range(20, 45))
def test_a_list_of_any_length_makes_the_sheet_no_smaller(lines: int) -> None:
    identity = Identity(legal_basis=tuple(f"Peraturan Daerah Nomor {number}" for number in range(lines)))
    assert sheet_in_pages(replace(in_a_row(2), identity=identity), "id").enlargement == 1


def test_lines_of_the_file_stay_lines() -> None:
    sop = replace(in_a_row(1, activity="Memeriksa:\n1) nama\n2) alamat"), agency="Pemerintah Kabupaten\nDinas Contoh")
    texts = [text.lines for text in sheet_in_one_piece(sop, "id").pages[0].texts]
    assert ("Memeriksa:", "1) nama", "2) alamat") in texts
    assert ("Pemerintah Kabupaten", "Dinas Contoh") in texts


def test_the_sheet_has_the_same_rows_in_both_languages() -> None:
    rows = [[row.key for row in sheet_in_one_piece(in_a_row(2), lang).pages[0].rows] for lang in ("id", "en")]
    assert rows[0] == rows[1]


def without_blanks(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("steps", range(4, 40, 5))
@pytest.mark.parametrize("actors", [1, 9])
def test_larger_paper_takes_no_more_pages(steps: int, actors: int) -> None:
    sop = in_a_row(steps, actors, activity="Memeriksa berkas permohonan dan mencatatnya dalam buku register")
    assert len(sheet_in_pages(sop, "id", "f4").pages) <= len(sheet_in_pages(sop, "id", "a4").pages)


def test_letters_of_decisions_stand_beside_their_ways_where_cells_use_them() -> None:
    said = words(sheet_in_one_piece(definition(INDIRECT), "id"))
    assert "a. Ditindaklanjuti" in said
    assert "b. Tidak ditindaklanjuti" in said
    assert "a. Lengkap" not in words(sheet_in_one_piece(definition(BUSINESS), "id"))


def test_optional_steps_and_overdue_ways_say_what_they_are() -> None:
    sop = in_a_row(2, optional=True)
    sheet = sheet_in_one_piece(sop, "id")
    assert [symbol.lines for symbol in sheet.pages[0].symbols if symbol.dashed] == [("bila perlu",)] * 2
    assert "Boleh dilewati dengan alasan." in words(sheet)
    connectors = sheet_in_one_piece(definition(BUSINESS), "id").pages[0].connectors
    labels = [" ".join(line.label.lines) for line in connectors if line.dashed and line.label]
    assert labels == ["Lewat\N{NO-BREAK SPACE}waktu: Tidak dilengkapi"]
