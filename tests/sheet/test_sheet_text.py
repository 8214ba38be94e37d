"""The sheet in plain text: the columns of the official form, and every word of the SOP in its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import sopflow
from render_samples import condition, deciding, one_step, sop
from sopflow.definition.model import Branch, Definition, Document, Fact, Input, Output, Step
from sopflow.sheet.text import sheet

BUSINESS = Path(__file__).parents[1] / "definition" / "surat-keterangan-usaha.yaml"


def block(definition: Definition, number: int, lang: str = "id") -> list[str]:
    """Return the lines of a row of the sheet, counted from 0; title, identity and actors come before."""
    return sheet(definition, lang).split("\n\n")[3 + number].splitlines()


def rows(definition: Definition, column: str, number: int = 0, lang: str = "id") -> list[str]:
    """Return the lines that a row has in a column."""
    lines = block(definition, number, lang)
    begin = next((place for place, line in enumerate(lines) if line.startswith(f"{column} ")), None)
    if begin is None:
        return []
    indent = lines[begin].index(" : ") + 3
    end = begin + 1
    while end < len(lines) and lines[end].startswith(" " * indent):
        end += 1
    return [line[indent:] for line in lines[begin:end]]


def test_the_identity_block_and_the_actors_come_first() -> None:
    title, identity, actors, *steps = sheet(sopflow.load(BUSINESS).definition, "id").split("\n\n")
    assert title == "Penerbitan Surat Keterangan Usaha"
    fields = dict(line.split(" : ", 1) for line in identity.splitlines())
    assert {name.strip(): value for name, value in fields.items()} == {
        "SOP": "surat-keterangan-usaha",
        "Versi": "1.2",
        "Nomor SOP": "070/12/2026",
        "Revisi": "2",
        "Tanggal Pembuatan": "5 Januari 2026",
        "Tanggal Revisi": "20 Januari 2026",
        "Tanggal Pengesahan": "27 Januari 2026",
        "Tanggal Efektif": "1 Februari 2026",
        "Disahkan oleh": "Camat",
        "Instansi": "Kecamatan Contoh",
        "Unit": "Seksi Pelayanan",
        "Produk layanan": "Surat keterangan usaha",
        "Jangka waktu layanan": "14 hari kerja, sejak langkah 1 selesai, dapat diperpanjang 7 hari kerja",
        "Biaya": "gratis",
        "Kalender": "id-asn",
        "Dasar hukum": "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik",
        "Keterkaitan": "pengaduan-langsung",
    }
    assert [line.split(":")[-1].strip() for line in actors.splitlines()] == [
        "Pemohon (dari luar instansi)", "Petugas Loket", "Kepala Seksi", "Camat",
    ]  # fmt: skip
    assert len(steps) == 5


def test_a_row_has_the_columns_of_the_sheet() -> None:
    definition = sopflow.load(BUSINESS).definition
    assert rows(definition, "No") == ["1"]
    assert rows(definition, "Kegiatan") == ["Memeriksa kelengkapan berkas"]
    assert rows(definition, "Pelaksana") == ["Petugas Loket"]
    assert rows(definition, "Kelengkapan") == [
        "Berkas permohonan", "Peraturan perundang-undangan", "Komputer", "Buku register",
    ]  # fmt: skip
    assert rows(definition, "Waktu") == ["15 menit"]
    assert rows(definition, "Output", 3) == ["Konsep surat"]
    assert rows(definition, "Keterangan") == [
        "Langkah 3 dan 4 berjalan bersamaan.",
        "Menyatakan: Berkas lengkap.",
        "a. Lengkap (bila Berkas lengkap: ya) -> ke 3 (tinjau) dan ke 4 (susun)",
        "b. Tidak lengkap (bila Berkas lengkap: tidak) -> ke 2 (perbaiki)",
    ]
    assert rows(definition, "Pelaksana", 2) == ["Kepala Seksi, bersama Petugas Loket"]
    assert rows(definition, "Output", 4) == ["a. Surat keterangan"]
    assert rows(definition, "Keterangan", 1) == ["-> ke 1 (periksa)", "Tidak dilengkapi -> berakhir: Permohonan gugur"]


def test_labels_are_in_the_language_asked_for() -> None:
    definition = sopflow.load(BUSINESS).definition
    assert rows(definition, "Requirements", lang="en")[0] == "Berkas permohonan"
    assert rows(definition, "Notes", 4, lang="en") == [
        "Waits for all parallel flows.",
        "a. Disetujui -> ends: Surat diterbitkan",
        "b. Ditolak -> ends: Permohonan ditolak",
    ]
    assert "Service time : 14 hari kerja, since the end of step 1" in sheet(definition, "en")


def test_the_letters_of_the_sheet_stand_under_the_activity() -> None:
    branches = (
        Branch("x", "X", ("selesai",), activity="menyetujui;"),
        Branch("y", "Y", ("selesai",), activity="menolak.", result="Surat penolakan"),
    )
    definition = one_step("Camat memilih:", next=(), branches=branches)
    assert rows(definition, "Kegiatan") == ["Camat memilih:", "a. menyetujui;", "b. menolak."]
    assert rows(definition, "Output") == ["b. Surat penolakan"]


def test_requirements_say_when_and_how_many() -> None:
    documents = {name: Document(name, name.upper()) for name in ("ktp", "paspor", "akta")}
    step = Step(
        "periksa", "1", "loket", "Memeriksa", next=("selesai",), tools=("Komputer",),
        inputs=(
            Input(("ktp", "paspor"), quantity="3 rangkap"),
            Input(("akta",), optional=True, when=condition(modal={"minimum": 5})),
        ),
        outputs=(Output("akta", "AKTA sudah dicap"),), result="Terkirim", note="Lihat lampiran", optional=True,
        calendar="id-warga",
    )  # fmt: skip
    definition = sop({"periksa": step}, documents=documents, data={"modal": Fact("modal", "number", "Modal (Rp)")})
    assert rows(definition, "Kelengkapan") == [
        "KTP atau PASPOR (3 rangkap)", "AKTA (bila ada, bila Modal (Rp): paling sedikit 5)", "Komputer",
    ]  # fmt: skip
    assert rows(definition, "Output") == ["AKTA sudah dicap", "Terkirim"]
    assert rows(definition, "Waktu") == ["tanpa batas waktu"]
    assert rows(definition, "Keterangan") == [
        "Lihat lampiran", "Boleh dilewati dengan alasan.", "Dihitung pada kalender id-warga.", "-> berakhir: Selesai",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"const": True}, "ya"),
        ({"const": False}, "tidak"),
        ({"const": "pusat"}, "pusat"),
        ({"const": 3}, "3"),
        ({"enum": ["pusat", "daerah", "desa"]}, "pusat, daerah atau desa"),
        ({"minimum": 2, "exclusiveMaximum": 10}, "paling sedikit 2 dan kurang dari 10"),
        ({"exclusiveMinimum": 2, "maximum": 10}, "lebih dari 2 dan paling banyak 10"),
        ({"not": {"const": 1}}, '{"not": {"const": 1}}'),
    ],
)
def test_conditions_are_in_words(schema: dict[str, object], words: str) -> None:
    branches = (
        Branch("x", "X", ("selesai",), when=condition(modal=schema)),
        Branch("y", "Y", ("selesai",), otherwise=True),
    )
    definition = replace(one_step(next=(), branches=branches), data={"modal": Fact("modal", "number", "Modal")})
    assert rows(definition, "Keterangan") == [
        f"a. X (bila Modal: {words}) -> berakhir: Selesai", "b. Y (selain itu) -> berakhir: Selesai",
    ]  # fmt: skip


def test_texts_stay_on_their_line_and_steer_nothing() -> None:
    written = sheet(one_step("satu\n\nNo : 9\x1b[31m\tdua"), "id")
    assert "Kegiatan   : satu No : 9\\x1b[31m dua\n" in written
    assert "\x1b" not in sheet(deciding("\x1b[2J"), "id")
