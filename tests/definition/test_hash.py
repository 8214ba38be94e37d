"""The content hash: what a running case depends on, and nothing else."""

from __future__ import annotations

import json
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest

import sopflow
from sopflow.definition.hash import canonical

ROOT: Final = Path(__file__).parents[2]
BUSINESS: Final = Path(__file__).with_name("surat-keterangan-usaha.yaml").read_text(encoding="utf-8")

SMALL: Final = """\
sop: kecil
version: "1"
title: Kecil
service_time: 5 hari kerja
day_counting: calendar
actors:
  a: Petugas
  w:
    name: Warga
    external: true
    calendar: 24-jam
documents:
  d:
    name: Berkas
    external: true
  e: Surat
  p:
    name: Peraturan
    on_hand: true
data:
  x:
    type: string
    title: Jenis
    enum: [baru, "é"]
  m:
    type: number
    minimum: 0
steps:
  - id: s
    actor: a
    with: [w]
    activity: Memeriksa
    duration: 5 hari
    sets: [x]
    branches:
      - id: y
        label: Ya
        when: {x: baru, m: {minimum: 5}}
        next: [u, t]
      - id: z
        otherwise: true
        outputs: [e]
        next: selesai
  - id: t
    actor: w
    activity: Melengkapi
    inputs: [p, d, {any_of: [e, d], optional: true, when: {x: [baru]}, quantity: 2 lembar}]
    duration: 1,5 jam
    outputs: [{document: e, as: Surat jadi}]
    next: v
    on_overdue:
      next: gugur
  - id: u
    actor: a
    activity: Menunggu
    optional: true
    next: v
  - id: v
    join: all
    actor: a
    activity: Menutup
    calendar: id-asn
    next: selesai
outcomes:
  selesai: Selesai
  gugur:
    name: Gugur
    ends_case: true
"""

# Written by hand from the words of the design: sorted keys, durations as number and unit, defaults left out.
CANONICAL: Final = (
    '{"actors":{"a":{},"w":{"calendar":"24-jam","external":true}},'
    '"data":{"m":{"minimum":0,"type":"number"},"x":{"enum":["baru","é"],"type":"string"}},'
    '"day_counting":"calendar",'
    '"documents":{"d":{"external":true},"e":{},"p":{"on_hand":true}},'
    '"first":"s",'
    '"outcomes":{"gugur":{"ends_case":true},"selesai":{}},'
    '"service_time":{"duration":[5,"working_day"]},'
    '"steps":{'
    '"s":{"actor":"a","branches":{'
    '"y":{"next":["t","u"],"when":[{"m":{"minimum":5},"x":{"const":"baru"}}]},'
    '"z":{"next":["selesai"],"otherwise":true,"outputs":["e"]}},'
    '"duration":[5,"calendar_day"],"sets":["x"]},'
    '"t":{"actor":"w","duration":[90,"minute"],"inputs":['
    '{"any_of":["d","e"],"optional":true,"when":[{"x":{"enum":["baru"]}}]},{"any_of":["d"]},{"any_of":["p"]}],'
    '"next":["v"],"on_overdue":{"next":["gugur"]},"outputs":["e"]},'
    '"u":{"actor":"a","next":["v"],"optional":true},'
    '"v":{"actor":"a","calendar":"id-asn","join":true,"next":["selesai"]}}}'
)


def hash_of(text: str) -> str:
    return sopflow.loads(text).hash


def changed(*pairs: tuple[str, str], text: str = SMALL) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def test_the_hash_is_that_of_the_canonical_json() -> None:
    definition = sopflow.loads(SMALL).definition
    assert canonical(definition) == json.loads(CANONICAL)
    assert hash_of(SMALL) == "1:" + sha256(CANONICAL.encode()).hexdigest()


# Both real SOPs, row by row from the source table: step, actor, inputs, duration, outputs.
DIRECT: Final = [
    ("kedatangan", "pelapor", ["identitas"], [5, "minute"], ["data_pelapor"]),
    ("pemberitahuan_staf", "petugas_piket", ["informasi_pengaduan"], [5, "minute"], ["berkas_pengaduan"]),
    ("penerimaan_pengaduan", "staf_administrasi", ["berkas_pengaduan"], [30, "minute"], ["analisis_pengaduan"]),
    ("laporan_keamanan", "bidang_ops", ["analisis_pengaduan"], [5, "minute"], ["berkas_analisis"]),
    ("penyampaian_hasil", "staf_administrasi", ["berkas_analisis"], [15, "minute"], ["data_pendukung"]),
    ("klarifikasi", "petugas_layanan", ["data_pendukung", "peraturan"], [180, "minute"], ["hasil_klarifikasi"]),
    ("penerimaan_layanan", "pelapor", ["berkas_pendukung"], [5, "minute"], ["form_penerimaan_layanan"]),
]
INDIRECT: Final = [
    ("penyerahan_berkas", "staf_administrasi", ["berkas_pengaduan"], [120, "minute"], ["berkas_pengaduan"]),
    ("klarifikasi", "petugas_layanan", ["berkas_pengaduan", "data_pendukung", "peraturan"], [10, "working_day"],
     ["hasil_analisis"]),
    ("telaah", "bidang_ops", ["hasil_analisis"], [5, "working_day"], []),
    ("rekomendasi", "sekretaris", ["surat_rekomendasi"], [3, "working_day"], ["hasil_rekomendasi"]),
    ("layanan_pendampingan", "kasat_pol_pp", ["hasil_rekomendasi"], [5, "working_day"], []),
    ("tindak_lanjut", "petugas_layanan", ["laporan_layanan"], [6, "working_day"], ["surat_tindak_lanjut"]),
    ("penerimaan_layanan", "pelapor", ["surat_tindak_lanjut"], [1, "working_day"], ["informasi_layanan"]),
]  # fmt: skip


def content_of(rows: list[tuple[str, str, list[str], list[Any], list[str]]], external: set[str]) -> dict[str, Any]:
    """The content of an SOP whose steps follow one another."""
    following = [*(row[0] for row in rows[1:]), "selesai"]
    steps = {
        step: {"actor": actor, "inputs": [{"any_of": [name]} for name in inputs], "duration": duration, "next": [after]}
        | ({"outputs": outputs} if outputs else {})
        for (step, actor, inputs, duration, outputs), after in zip(rows, following, strict=True)
    }
    return {
        "actors": {actor: {"external": True} if actor == "pelapor" else {} for _, actor, *_ in rows},
        "documents": {
            name: {"external": True} if name in external else {"on_hand": True} if name == "peraturan" else {}
            for row in rows
            for name in (*row[2], *row[4])
        },
        "first": rows[0][0],
        "outcomes": {"selesai": {}},
        "steps": steps,
    }


def indirect() -> dict[str, Any]:
    """The indirect SOP: two decisions, of which the first is by a fact, and an outcome of its own for branch 2b."""
    content = content_of(INDIRECT, {"berkas_pengaduan", "data_pendukung", "surat_rekomendasi", "laporan_layanan"})
    content["data"] = {"dapat_ditindaklanjuti": {"type": "boolean"}}
    content["outcomes"]["tidak_dapat_ditindaklanjuti"] = {}
    clarify, review = content["steps"]["klarifikasi"], content["steps"]["telaah"]
    del clarify["next"], review["next"]
    clarify["sets"] = ["dapat_ditindaklanjuti"]
    clarify["branches"] = {
        "ditindaklanjuti": {"when": [{"dapat_ditindaklanjuti": {"const": True}}], "next": ["telaah"]},
        "tidak_ditindaklanjuti": {
            "when": [{"dapat_ditindaklanjuti": {"const": False}}],
            "next": ["tidak_dapat_ditindaklanjuti"],
        },
    }
    review["branches"] = {"pendampingan": {"next": ["rekomendasi"]}, "layanan_lain": {"next": ["tindak_lanjut"]}}
    return content


@pytest.mark.parametrize(
    ("file", "content", "pinned"),
    [
        (
            "pengaduan-langsung",
            content_of(DIRECT, {"identitas", "informasi_pengaduan", "berkas_pendukung"}),
            "1:4563dbc2e663ccaeae9d595b7ce265df75ad3d67d60a1e380c2135d78cd80f10",
        ),
        (
            "pengaduan-tidak-langsung",
            indirect(),
            "1:099f3eb1ab1ae1a60260742ed7465e48a0d26a2a1295c0d9ce0aeadab25d4c22",
        ),
    ],
)
def test_the_hashes_of_the_real_sops_are_pinned(file: str, content: dict[str, Any], pinned: str) -> None:
    """A change here orphans the running cases of an office: it needs a new format number, not a new pin."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert "1:" + sha256(text.encode()).hexdigest() == pinned
    assert sopflow.load(ROOT / "procedures" / f"{file}.yaml").hash == pinned


SAME: Final = {
    "comments": [("sop: kecil", "# komentar\nsop: kecil  # lagi")],
    "the version": [('version: "1"', 'version: "2"')],
    "the title": [("title: Kecil", "title: Lebih besar")],
    "names": [("a: Petugas", "a: Petugas Loket"), ("e: Surat\n", "e: Surat Keterangan\n")],
    "labels": [("label: Ya", "label: Diterima")],
    "activities": [("activity: Memeriksa", "activity: Memeriksa berkas")],
    "a note, a number, tools, a result": [
        (
            "activity: Menunggu",
            'activity: Menunggu\n    note: Catatan\n    number: "3a"\n    tools: [Meja]\n    result: Ada',
        )
    ],
    "who takes part": [("    with: [w]\n", "")],
    "printed wordings and quantities": [("as: Surat jadi", "as: Surat"), (", quantity: 2 lembar", "")],
    "the title of a fact": [("title: Jenis", "title: Jenis permohonan\n    description: Baru atau lama")],
    "the wording of a duration": [
        ("duration: 5 hari\n", "duration: 5 (lima) hari kalender\n"),
        ("1,5 jam", "90 menit"),
    ],
    "the wording of the promise": [
        ("service_time: 5 hari kerja", "service_time: {duration: paling lama 5 hari kerja}")
    ],
    "defaults written out": [
        ("a: Petugas", "a: {name: Petugas, external: false}"),
        ("e: Surat\n", "e: {name: Surat, external: false, on_hand: false}\n"),
        ("sop: kecil", "sop: kecil\ncalendar: id-asn"),
        ("selesai: Selesai", "selesai: {name: Selesai, ends_case: false}"),
        ("activity: Memeriksa", "activity: Memeriksa\n    optional: false"),
        ("inputs: [p, d,", "inputs: [{document: p, optional: false}, {document: d},"),
    ],
    "the order of keys, lists and targets": [
        ("next: [u, t]", "next: [t, u]"),
        ("inputs: [p, d,", "inputs: [d, p,"),
        ("when: {x: baru, m: {minimum: 5}}", "when: {m: {minimum: 5}, x: baru}"),
        ("any_of: [e, d]", "any_of: [d, e]"),
    ],
    "a fact in its long form": [("x: baru,", "x: {const: baru},")],
    "a composed letter": [("é", unicodedata.normalize("NFD", "é"))],
    "the identity block": [
        ("title: Kecil", "title: Kecil\ndocument:\n  number: 1/2026\n  legal_basis: [UU]\nfee: gratis")
    ],
}

OTHER: Final = {
    "who acts": [("actor: a\n    activity: Menutup", "actor: w\n    activity: Menutup")],
    "who is external": [("name: Warga\n    external: true", "name: Warga")],
    "an actor's calendar": [("    calendar: 24-jam\n", "")],
    "a step's calendar": [("    calendar: id-asn\n", "")],
    "the sop's calendar": [("sop: kecil", "sop: kecil\ncalendar: 24-jam")],
    "how days are counted": [("day_counting: calendar", "day_counting: working")],
    "the promise": [("service_time: 5 hari kerja", "service_time: 6 hari kerja")],
    "what the promise runs from": [("service_time: 5 hari kerja", "service_time: {duration: 5 hari kerja, from: s}")],
    "the extension": [
        ("service_time: 5 hari kerja", "service_time: {duration: 5 hari kerja, extension: 1 hari kerja}")
    ],
    "an amount": [("duration: 5 hari\n", "duration: 6 hari\n")],
    "a unit": [("duration: 5 hari\n", "duration: 5 hari kerja\n")],
    "a missing duration": [("    duration: 5 hari\n", "")],
    "an input": [("inputs: [p, d,", "inputs: [p,")],
    "an optional input": [("optional: true, when", "when")],
    "an input's condition": [(", when: {x: [baru]}", "")],
    "an output": [("    outputs: [{document: e, as: Surat jadi}]\n", "")],
    "a branch's output": [("        outputs: [e]\n", "")],
    "a document's source": [("name: Berkas\n    external: true", "name: Berkas\n    on_hand: true")],
    "a fact that is set": [("    sets: [x]\n", "")],
    "a fact's range": [("    minimum: 0\n", "    minimum: 1\n")],
    "a condition": [("m: {minimum: 5}}", "m: {minimum: 6}}")],
    "a branch's id": [("- id: y", "- id: ya")],
    "a target": [("        next: selesai\n", "        next: gugur\n")],
    "a lapse": [("    on_overdue:\n      next: gugur\n", "")],
    "a lapse's target": [("    on_overdue:\n      next: gugur", "    on_overdue:\n      next: v")],
    "an optional step": [("    optional: true\n", "")],
    "an outcome that ends the case": [("name: Gugur\n    ends_case: true", "name: Gugur"), ("next: gugur", "next: v")],
    "an outcome's id": [("  gugur:\n", "  batal:\n"), ("next: gugur", "next: batal")],
    "a step's id": [("- id: u\n", "- id: uu\n"), ("next: [u, t]", "next: [uu, t]")],
    "an unused actor": [("  a: Petugas", "  b: Baru\n  a: Petugas")],
}


@pytest.mark.parametrize("what", SAME)
def test_wording_and_layout_leave_the_hash_as_it_is(what: str) -> None:
    assert hash_of(changed(*SAME[what])) == hash_of(SMALL)


@pytest.mark.parametrize("what", OTHER)
def test_what_a_case_depends_on_changes_the_hash(what: str) -> None:
    assert hash_of(changed(*OTHER[what])) != hash_of(SMALL)


def test_all_these_changes_give_different_hashes() -> None:
    hashes = [hash_of(changed(*pairs)) for pairs in OTHER.values()]
    assert len(set(hashes)) == len(hashes)


def test_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    plain, windows = tmp_path / "kecil.yaml", tmp_path / "windows" / "kecil.yaml"
    windows.parent.mkdir()
    plain.write_bytes(SMALL.encode())
    windows.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert sopflow.load(plain).hash == sopflow.load(windows).hash == hash_of(SMALL)


def test_steps_may_change_places_but_not_the_first() -> None:
    """What follows by its place in the file is part of the content; the order itself is not."""
    head, _, rest = BUSINESS.partition("  - id: tinjau\n")
    tinjau, _, rest = rest.partition("  - id: susun\n")
    susun, _, rest = rest.partition("  - id: tandatangan\n")
    moved = f"{head}  - id: susun\n{susun}  - id: tinjau\n{tinjau}  - id: tandatangan\n{rest}"
    assert hash_of(moved) == hash_of(BUSINESS)
    first, _, rest = BUSINESS.partition("steps:\n")[2].partition("  - id: perbaiki\n")
    perbaiki, _, rest = rest.partition("  - id: tinjau\n")
    other_start = (
        BUSINESS.partition("steps:\n")[0] + f"steps:\n  - id: perbaiki\n{perbaiki}{first}  - id: tinjau\n{rest}"
    )
    assert hash_of(other_start) != hash_of(BUSINESS)


def test_the_first_outcome_of_all_is_the_default_written_out() -> None:
    text = "sop: satu\nversion: '1'\ntitle: Satu\nactors: {a: A}\nsteps:\n  - {id: s, actor: a, activity: K}\n"
    assert hash_of(text) == hash_of(text + "outcomes: {selesai: Usai}\n")
    assert hash_of(text) == hash_of(text.replace("activity: K", "activity: K, next: selesai"))
    assert hash_of(text) == hash_of(text + "day_counting: working\n")
    assert hash_of(text) == hash_of(text.replace("activity: K", 'activity: K, duration: "-"'))
