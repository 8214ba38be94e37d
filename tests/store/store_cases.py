"""Cases for the tests of the store, and what has to hold of one whatever has happened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sopflow import Person
from sopflow.store.rows import late_from

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow import Case, Procedure
    from sopflow.store import Store, WorkItem

ROOT: Final = Path(__file__).parents[2]
INDIRECT: Final = ROOT / "procedures" / "pengaduan-tidak-langsung.yaml"
DIRECT: Final = ROOT / "procedures" / "pengaduan-langsung.yaml"
START: Final = "2026-03-02T09:00"
LATER: Final = "2026-12-01T09:00"

TWO_AT_ONCE: Final = """
sop: dua-sekaligus
version: "1"
title: Dua pekerjaan sekaligus
actors:
  pemohon: {name: Pemohon, external: true}
  loket: Loket
  teknis: Petugas teknis
  kepala: Kepala
documents:
  berkas: {name: Berkas, external: true}
  telaah: Telaah
  hasil_ukur: Hasil pengukuran
  surat: Surat keputusan
data:
  luas: {type: integer, title: Luas tanah, minimum: 0}
  nama: {type: string, title: Nama pemohon}
steps:
  - id: terima
    actor: loket
    activity: Menerima berkas
    inputs: [berkas]
    duration: 1 hari kerja
    next: [menelaah, mengukur]
  - id: menelaah
    actor: teknis
    activity: Menelaah berkas
    outputs: [telaah]
    duration: 3 hari kerja
    next: memutus
  - id: mengukur
    actor: teknis
    activity: Mengukur tanah
    outputs: [hasil_ukur]
    sets: [luas]
    duration: 5 hari kerja
    next: memutus
  - id: memutus
    actor: kepala
    activity: Memutus
    join: all
    inputs: [telaah, hasil_ukur]
    duration: 2 hari kerja
    branches:
      - {id: setuju, label: Disetujui, outputs: [surat], next: selesai}
      - {id: ulang, label: Ulangi, next: terima}
outcomes:
  selesai: Selesai
"""
"""Two flows beside each other, a choice, and rework."""


def all_items(store: Store, at: str = LATER, limit: int = 3, **asked: object) -> list[WorkItem]:
    """Return a whole worklist, asked for page by page."""
    found: list[WorkItem] = []
    after: str | None = None
    while True:
        page = store.worklist(at, limit=limit, after=after, **asked)  # type: ignore[arg-type]
        assert len(page) <= limit
        found += page
        after = page.next
        if after is None:
            return found
        assert len(page) == limit


def as_in_cases(cases: Iterable[Case], at: str = LATER) -> list[tuple[object, ...]]:
    """Return the active tasks of cases, as the worklist should have them, in some order."""
    found = []
    for case in cases:
        for task in case.tasks.values():
            overdue = task.step in {late.step for late in case.overdue(at)}
            found.append((
                case.id, case.procedure.id, case.procedure.version, case.status, case.due, task.step, task.actor,
                task.assignee, task.visit,
                task.since, task.due, task.certain, overdue, task.missing,
            ))  # fmt: skip
    return sorted(found, key=str)


def as_in_store(store: Store, at: str = LATER) -> list[tuple[object, ...]]:
    """Return the same from the tables."""
    return sorted(
        (
            (
                item.case, item.sop, item.version, item.status, item.promised, item.step, item.actor, item.assignee,
                item.visit, item.since, item.due, item.certain, item.overdue, item.missing,
            )
            for item in store.worklist(at, limit=None)
        ),
        key=str,
    )  # fmt: skip


def check_tables(store: Store, at: str = LATER) -> list[Case]:
    """Hold the tables against a replay of every history, and return the cases."""
    lines = store.cases(at, limit=None).lines
    cases = [store.case(line.case) for line in lines]
    for line, case in zip(lines, cases, strict=True):
        assert (line.status, line.outcome, line.due, line.certain) == (
            case.status, case.outcome, case.due, case.certain,
        )  # fmt: skip
        assert line.started == case.events[0].at
        promise = case.state.now.service and late_from(case.state.now, case.state.now.service.promise)
        assert line.overdue == bool(
            case.overdue(at) or (promise and line.ended is None and promise < case.procedure.calendar.instant(at))
        )
        assert (line.ended is not None) == (case.status in {"closed", "withdrawn", "cancelled"})
        assert [item.step for item in line.tasks] == [
            item.step for item in store.worklist(at, limit=None) if item.case == line.case
        ]
        assert [entry.event for entry in store.log(line.case)] == list(case.events)
    assert as_in_store(store, at) == as_in_cases(cases, at)
    return cases


def finished(store: Store, sop: Procedure, id: str | None = None) -> Case:
    """Take a case of the indirect procedure from start to end."""
    case = store.start(sop, at=START, documents=["berkas_pengaduan"], id=id)
    case = store.on(str(case.id)).complete("penyerahan_berkas", by="staf_administrasi", at="2026-03-02T10:30")
    return store.on(str(case.id)).complete(
        "klarifikasi", by="petugas_layanan", at="2026-03-10T14:00", documents=["data_pendukung"],
        data={"dapat_ditindaklanjuti": False},
    )  # fmt: skip


BUDI: Final = Person("budi", roles={"teknis"})
ANI: Final = Person("ani", roles={"teknis"})
