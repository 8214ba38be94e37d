"""One SOP with all that a command can be wrong about, and cases brought to each of its steps.

The first case starts on Monday 13 April 2026 at 09:00. There is no holiday until 1 May. Hours of ``id-asn``: Mon-Thu
07:30-12:00 and 13:00-16:00, Fri 07:30-11:30 and 13:00-16:30; a term in days is due at the close of its last day.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Final

import sopflow
from sopflow.procedure import Case, Procedure

TEXT: Final = """
sop: izin-contoh
version: "3"
title: Penerbitan izin contoh
day_counting: working
service_time:
  duration: 10 hari kerja
  from: ajukan
  extension: 3 hari kerja
actors:
  pemohon: {name: Pemohon, external: true}
  ahli: {name: Ahli, external: true}
  loket: Petugas loket
  kasi: Kepala seksi
  camat: Camat
documents:
  formulir: {name: Formulir, external: true}
  ktp: {name: KTP, external: true}
  paspor: {name: Paspor, external: true}
  akta: {name: Akta pendirian, external: true}
  bukti: {name: Bukti bayar, external: true}
  peraturan: {name: Peraturan, on_hand: true}
  konsep: Konsep izin
  izin: Izin
data:
  badan_hukum: {type: boolean, title: Badan hukum}
  lengkap: {type: boolean, title: Berkas lengkap}
  luas: {type: number, minimum: 0, title: Luas lahan}
  mendesak: {type: boolean, title: Mendesak}
  jumlah: {type: integer, minimum: 1, maximum: 5, title: Jumlah izin}
  kelas: {type: string, enum: [besar, kecil], title: Kelas usaha}
steps:
  - id: ajukan
    actor: pemohon
    activity: Mengajukan permohonan
    inputs:
      - formulir
      - any_of: [ktp, paspor]
      - {document: akta, when: {badan_hukum: true}}
    duration: 3 hari kerja
    next: periksa
    on_overdue: {label: Tidak diajukan, next: gugur}
  - id: periksa
    actor: loket
    activity: Memeriksa berkas
    inputs: [formulir, peraturan]
    duration: 2 jam
    sets: [lengkap]
    branches:
      - {id: lengkap, when: {lengkap: true}, next: [tinjau, susun]}
      - {id: kembali, otherwise: true, next: ajukan}
  - id: tinjau
    actor: kasi
    with: [ahli]
    activity: Meninjau lapangan
    duration: 3 hari kerja
    next: nilai
    on_overdue: {label: Tanpa tinjauan, next: nilai}
  - id: susun
    actor: loket
    activity: Menyusun konsep
    outputs: [konsep]
    next: paraf
  - id: paraf
    actor: kasi
    activity: Memaraf konsep
    optional: true
    next: nilai
  - id: nilai
    join: all
    actor: kasi
    activity: Menilai permohonan
    duration: 1 hari kerja
    branches:
      - {id: biasa, when: {luas: {maximum: 100}}, next: putuskan}
      - id: cepat  # nobody proves what such multiples lead to, so overlap and gap are found when a case is there
        when:
          - {mendesak: true}
          - luas:
              minimum: 1
              allOf: [{multipleOf: 2}, {multipleOf: 3}, {multipleOf: 5}, {multipleOf: 7}, {multipleOf: 11},
                      {multipleOf: 13}, {multipleOf: 17}, {multipleOf: 19}, {multipleOf: 23}]
        next: umumkan
  - id: putuskan
    actor: camat
    activity: Memutuskan permohonan
    inputs: [konsep, bukti]
    duration: 2 hari kerja
    sets: [jumlah]
    branches:
      - {id: setuju, outputs: [izin], next: umumkan}
      - {id: tolak, next: ditolak}
      - {id: perbaiki, next: periksa}
  - id: umumkan
    actor: loket
    activity: Mengumumkan izin
    duration: 1 hari kerja
    branches:
      - {id: papan, when: {kelas: besar}, next: terbit}
      - {id: situs, otherwise: true, next: terbit}
outcomes:
  terbit: Izin terbit
  ditolak: Permohonan ditolak
  gugur: {name: Permohonan gugur, ends_case: true}
"""

PLAIN_TEXT: Final = """
sop: surat-edaran
version: "1"
title: Penerbitan surat edaran
service_time: 5 hari kerja
actors: {sekretaris: Sekretaris}
documents: {edaran: Surat edaran}
steps:
  - {id: tulis, actor: sekretaris, activity: Menulis edaran, outputs: [edaran]}
"""

SOP: Final[Procedure] = sopflow.loads(TEXT)
NEXT_VERSION: Final[Procedure] = sopflow.loads(TEXT.replace('"3"', '"4"').replace("2 jam", "3 jam"))
PLAIN: Final[Procedure] = sopflow.loads(PLAIN_TEXT)
"""No document from outside, no facts, and a service time that cannot be extended."""
UNPROMISED: Final[Procedure] = sopflow.loads(PLAIN_TEXT.replace("service_time: 5 hari kerja\n", ""))
"""The same without a service time."""
CALENDAR_DAYS: Final[Procedure] = sopflow.loads(TEXT.replace("day_counting: working", "day_counting: calendar"))
"""The same as ``SOP``, whose own terms all say which days they count, where a bare "hari" is a calendar day."""
STRICT: Final[Procedure] = sopflow.loads(PLAIN_TEXT + 'data:\n  golongan: {type: string, enum: ["1", "2"]}\n')
"""A fact that is a text of one digit."""

START: Final = "2026-04-13T09:00"
HANDED_IN: Final = ("formulir", "ktp", "bukti")
FACTS: Final = {"badan_hukum": False}
BUDI: Final = sopflow.Person("budi", roles={"kasi"})
CALENDAR: Final = sopflow.calendar("id-asn")


def april(text: str) -> str:
    """``"13 09:00"`` is 9 o'clock on 13 April 2026."""
    day, clock = text.split()
    return f"2026-04-{day}T{clock}"


@dataclass(frozen=True)
class Call:
    """A command with what is given to it."""

    name: str
    given: tuple[Any, ...] = ()
    named: dict[str, Any] = field(default_factory=dict)

    def on(self, case: Case) -> Case:
        """The case after the command."""
        after: Case = getattr(case, self.name)(*self.given, **self.named)
        return after

    def against(self, case: Case) -> list[sopflow.Rejected]:
        """What speaks against the command."""
        return case.why_not(self.name, *self.given, **self.named)

    def but(self, **named: Any) -> Call:
        """The same command with something else given."""
        return replace(self, named={**self.named, **named})


def call(name: str, *given: Any, **named: Any) -> Call:
    return Call(name, given, named)


def empty_handed() -> Case:
    """At ``ajukan`` since 13 April 09:00, due 16 April 16:00 (14, 15, 16), with nothing handed in or known."""
    return SOP.start(at=START)


def at_ajukan() -> Case:
    """At ``ajukan`` since 13 April 09:00, due 16 April 16:00, with all that the applicant needs."""
    return SOP.start(at=START, documents=HANDED_IN, data=FACTS)


def at_periksa() -> Case:
    """At ``periksa`` since 13 April 10:00, due 12:00.

    The service time runs from here: 10 working days are 14-17, 20-24 and 27 April, so it is due on 27 April at 16:00;
    its extension of 3 working days (28, 29, 30) leads to 30 April 16:00.
    """
    return at_ajukan().complete("ajukan", by="pemohon", at=april("13 10:00"))


def at_fork() -> Case:
    """At ``tinjau`` (due 16 April 16:00) and ``susun`` (no limit), both since 13 April 11:00."""
    return at_periksa().complete("periksa", by="loket", at=april("13 11:00"), data={"lengkap": True})


def at_paraf() -> Case:
    """At ``tinjau`` since 13 April 11:00 and ``paraf`` since 14:00."""
    return at_fork().complete("susun", by="loket", at=april("13 14:00"))


def at_nilai() -> Case:
    """At ``nilai`` since 14 April 10:00, due 15 April 16:00."""
    skipped = at_paraf().skip("paraf", by="kasi", at=april("14 09:00"), reason="Sudah jelas")
    return skipped.complete("tinjau", by="kasi", at=april("14 10:00"))


def at_putuskan() -> Case:
    """At ``putuskan`` since 14 April 11:00, due 16 April 16:00."""
    facts = {"luas": 50, "mendesak": False}
    return at_nilai().complete("nilai", by="kasi", at=april("14 11:00"), data=facts)


def at_putuskan_unpaid() -> Case:
    """As ``at_putuskan``, where the proof of payment is still missing."""
    case = SOP.start(at=START, documents=["formulir", "paspor"], data=FACTS)
    ways: list[tuple[str, str, dict[str, Any]]] = [
        ("ajukan", "pemohon", {}),
        ("periksa", "loket", {"lengkap": True}),
        ("susun", "loket", {}),
        ("paraf", "kasi", {}),
        ("tinjau", "kasi", {}),
        ("nilai", "kasi", {"luas": 50, "mendesak": False}),
    ]
    for step, by, data in ways:
        case = case.complete(step, by=by, at=START, data=data)
    return case


def at_umumkan() -> Case:
    """At ``umumkan`` since 14 April 13:00, due 15 April 16:00."""
    return at_putuskan().complete("putuskan", by="camat", at=april("14 13:00"), choose="setuju", data={"jumlah": 1})


def closed() -> Case:
    """Closed with ``terbit`` on 14 April at 14:00."""
    return at_umumkan().complete("umumkan", by="loket", at=april("14 14:00"), data={"kelas": "besar"})


def withdrawn() -> Case:
    return at_periksa().withdraw(by="pemohon", at=april("13 11:00"), reason="Pindah")


def cancelled() -> Case:
    return at_periksa().cancel(by="kasi", at=april("13 11:00"), reason="Rangkap")


def suspended() -> Case:
    """``at_paraf``, suspended since 14 April 08:00."""
    return at_paraf().suspend(by="kasi", at=april("14 08:00"), reason="Banjir")


def assigned() -> Case:
    """``at_paraf``, both tasks given to Budi."""
    case = at_paraf()
    for step in ("tinjau", "paraf"):
        case = case.assign(step, BUDI, by="camat", at=april("14 08:00"))
    return case


def promised_longer() -> Case:
    """``at_periksa``, the service time extended until 30 April at 16:00."""
    return at_periksa().extend(to="3 hari kerja", by="kasi", at=april("13 10:30"), reason="Cuaca")


def of_next_version(case: Case) -> Case:
    """A case that an application has put under another version of its SOP."""
    return Case(NEXT_VERSION, case.id, case.events, case._state)


def plain() -> Case:
    """A case of the plain SOP, at ``tulis``."""
    return PLAIN.start(at=START)


def unpromised() -> Case:
    """A case of the plain SOP without service time, at ``tulis``."""
    return UNPROMISED.start(at=START)
