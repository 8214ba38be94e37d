"""What a case refuses: each code with its sentences, and their order.

Expected codes come from the design of the engine and its contract, expected sentences from the templates, filled in by
hand; dates were counted by hand, see ``rejection_cases``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rejection_calls import (
    ACTORS,
    ANI,
    EXTERNAL,
    FIELDS,
    LATER,
    SITI,
    STEPS,
    TONO,
    VISITOR,
    Where,
    about,
    assert_one_sentence,
    assert_short_line,
    attach,
    cancel,
    codes,
    extend,
    nilai,
    periksa,
    putuskan,
    record,
    recount,
    refusal,
    resume,
    revert,
    skip,
    suspend,
    umumkan,
    withdraw,
)
from rejection_cases import (
    BUDI,
    CALENDAR,
    FACTS,
    HANDED_IN,
    NEXT_VERSION,
    SOP,
    START,
    Call,
    april,
    assigned,
    at_ajukan,
    at_fork,
    at_nilai,
    at_paraf,
    at_periksa,
    at_putuskan,
    at_putuskan_unpaid,
    at_umumkan,
    call,
    cancelled,
    closed,
    empty_handed,
    of_next_version,
    plain,
    promised_longer,
    suspended,
    unpromised,
    withdrawn,
)

import sopflow
from effort import tries
from sopflow.errors import CalendarError
from sopflow.procedure import Case

ORDER: Final = (
    "definition_mismatch", "case_closed", "unknown_step", "unknown_actor", "unknown_document", "not_external",
    "unknown_field", "unknown_branch", "case_suspended", "not_suspended", "already_suspended", "step_not_active",
    "time_reversed", "wrong_actor", "not_optional", "not_overdue", "no_lapse", "data_invalid", "missing_input",
    "missing_data", "branch_required", "branch_not_open", "no_branch_matches", "several_branches_match",
    "not_an_extension", "not_revertible",
)  # fmt: skip
"""The contract's order, without ``conflict``, which only a store can raise."""


# --- each code, with the step it names and its sentences ---


class Row(NamedTuple):
    """A case, a command that is wrong there for one reason, and how that reason reads."""

    where: Where
    what: Call
    code: str
    step: str | None
    indonesian: str
    english: str


EXTERNALS_MUST_NOT: Final = [
    (at_ajukan, about("lapse", "ajukan", at=april("16 16:00")), "menempuh jalan lewat waktu", "take the overdue way"),
    (at_periksa, about("assign", "periksa", person=SITI), "menugaskan langkah", "assign a step"),
    (at_periksa, suspend, "menangguhkan kasus", "suspend the case"),
    (suspended, resume, "melanjutkan kasus", "resume the case"),
    (at_periksa, extend, "memperpanjang waktu", "extend a deadline"),
    (at_periksa, revert, "menarik kembali penyelesaian", "take a completion back"),
    (at_periksa, recount, "menghitung ulang jatuh tempo", "recount due dates"),
    (at_periksa, cancel, "membatalkan kasus", "cancel the case"),
]
ROWS: Final[list[Row]] = [
    Row(lambda: of_next_version(at_periksa()), periksa, "definition_mismatch", "periksa",
        f"Kasus ini dimulai dengan isi SOP izin-contoh yang lain ({SOP.hash[:10]}) daripada versi 4 yang dipakai "
        f"sekarang ({NEXT_VERSION.hash[:10]}); pakai SOP yang semula.",
        f"This case began with other content of the SOP izin-contoh ({SOP.hash[:10]}) than that of version 4 in use "
        f"now ({NEXT_VERSION.hash[:10]}); use the SOP that it began with."),
    Row(closed, withdraw, "case_closed", None,
        "Kasus ini sudah selesai dengan hasil Izin terbit (terbit); tidak ada lagi yang dapat dilakukan.",
        "This case is closed with the outcome Izin terbit (terbit); nothing more can be done to it."),
    Row(withdrawn, withdraw, "case_closed", None,
        "Kasus ini sudah ditarik kembali oleh pemohon; tidak ada lagi yang dapat dilakukan.",
        "This case has been withdrawn by the applicant; nothing more can be done to it."),
    Row(cancelled, periksa, "case_closed", "periksa",
        "Kasus ini sudah dibatalkan; tidak ada lagi yang dapat dilakukan.",
        "This case has been cancelled; nothing more can be done to it."),
    Row(cancelled, revert, "case_closed", None,
        "Kasus ini sudah dibatalkan; tidak ada lagi yang dapat dilakukan.",
        "This case has been cancelled; nothing more can be done to it."),
    Row(at_periksa, about("complete", "priksa", by="loket"), "unknown_step", "priksa",
        f"SOP ini tidak mempunyai langkah 'priksa'; langkahnya {STEPS} dan umumkan.",
        f"This SOP has no step 'priksa'; its steps are {STEPS} and umumkan."),
    Row(at_periksa, about("extend", "priksa", to="1 hari kerja", reason="Cuaca"), "unknown_step", "priksa",
        f"SOP ini tidak mempunyai langkah 'priksa'; langkahnya {STEPS} dan umumkan.",
        f"This SOP has no step 'priksa'; its steps are {STEPS} and umumkan."),
    Row(at_periksa, periksa.but(by="bupati"), "unknown_actor", "periksa",
        f"SOP ini tidak mempunyai pelaksana 'bupati'; pelaksananya {ACTORS} dan camat.",
        f"This SOP has no actor 'bupati'; its actors are {ACTORS} and camat."),
    Row(at_periksa, withdraw.but(by=VISITOR), "unknown_actor", None,
        f"'tamu' tidak mempunyai peran dalam SOP ini; berikan salah satu dari peran {ACTORS} dan camat.",
        f"'tamu' has no role in this SOP; give one of the roles {ACTORS} and camat."),
    Row(at_periksa, attach("kartu"), "unknown_document", None,
        f"SOP ini tidak mengenal dokumen kartu; yang dapat diserahkan {EXTERNAL} dan bukti.",
        f"This SOP does not know the document(s) kartu; what can be handed in is {EXTERNAL} and bukti."),
    Row(at_periksa, attach("kartu", "surat"), "unknown_document", None,
        f"SOP ini tidak mengenal dokumen kartu dan surat; yang dapat diserahkan {EXTERNAL} dan bukti.",
        f"This SOP does not know the document(s) kartu and surat; what can be handed in is {EXTERNAL} and bukti."),
    Row(at_periksa, periksa.but(documents=["kartu"]), "unknown_document", "periksa",
        f"SOP ini tidak mengenal dokumen kartu; yang dapat diserahkan {EXTERNAL} dan bukti.",
        f"This SOP does not know the document(s) kartu; what can be handed in is {EXTERNAL} and bukti."),
    Row(plain, attach("kartu", by="sekretaris"), "unknown_document", None,
        "SOP ini tidak mengenal dokumen kartu dan tidak menerima dokumen dari luar.",
        "This SOP does not know the document(s) kartu, and takes none from outside."),
    Row(at_periksa, attach("konsep"), "not_external", None,
        "Dokumen Konsep izin (konsep) tidak dapat diserahkan karena dihasilkan atau sudah ada di kantor; yang dapat "
        f"diserahkan {EXTERNAL} dan bukti.",
        "What is produced or already at the office cannot be handed in: Konsep izin (konsep); what can be is "
        f"{EXTERNAL} and bukti."),
    Row(at_periksa, periksa.but(documents=["peraturan"]), "not_external", "periksa",
        "Dokumen Peraturan (peraturan) tidak dapat diserahkan karena dihasilkan atau sudah ada di kantor; yang dapat "
        f"diserahkan {EXTERNAL} dan bukti.",
        "What is produced or already at the office cannot be handed in: Peraturan (peraturan); what can be is "
        f"{EXTERNAL} and bukti."),
    Row(plain, attach("edaran", by="sekretaris"), "not_external", None,
        "Dokumen Surat edaran (edaran) tidak dapat diserahkan karena dihasilkan atau sudah ada di kantor; SOP ini "
        "tidak menerima dokumen dari luar.",
        "What is produced or already at the office cannot be handed in: Surat edaran (edaran); this SOP takes no "
        "documents from outside."),
    Row(at_periksa, record(warna="biru"), "unknown_field", None,
        f"SOP ini tidak mengenal data warna; yang dikenal {FIELDS} dan kelas.",
        f"This SOP does not know the fact(s) warna; it knows {FIELDS} and kelas."),
    Row(at_periksa, periksa.but(data={"lengkap": True, "warna": 1}), "unknown_field", "periksa",
        f"SOP ini tidak mengenal data warna; yang dikenal {FIELDS} dan kelas.",
        f"This SOP does not know the fact(s) warna; it knows {FIELDS} and kelas."),
    Row(plain, call("record", {"warna": "biru"}, by="sekretaris", at=LATER), "unknown_field", None,
        "SOP ini tidak mengenal data warna; SOP ini tidak memakai data.",
        "This SOP does not know the fact(s) warna; it uses no facts."),
    Row(at_putuskan, putuskan.but(choose="tunda"), "unknown_branch", "putuskan",
        "Langkah 7 (putuskan) tidak mempunyai cabang 'tunda'; cabangnya setuju, tolak dan perbaiki.",
        "Step 7 (putuskan) has no branch 'tunda'; its branches are setuju, tolak and perbaiki."),
    Row(at_periksa, periksa.but(choose="tunda"), "unknown_branch", "periksa",
        "Langkah 2 (periksa) tidak mempunyai cabang 'tunda'; cabangnya lengkap dan kembali.",
        "Step 2 (periksa) has no branch 'tunda'; its branches are lengkap and kembali."),
    Row(suspended, about("complete", "tinjau"), "case_suspended", "tinjau",
        "Kasus ini ditangguhkan sejak 14 April 2026 08.00; lanjutkan dahulu ('resume') sebelum pekerjaan diteruskan.",
        "This case has been suspended since 2026-04-14 08:00; resume it before work goes on."),
    Row(suspended, extend, "case_suspended", None,
        "Kasus ini ditangguhkan sejak 14 April 2026 08.00; lanjutkan dahulu ('resume') sebelum pekerjaan diteruskan.",
        "This case has been suspended since 2026-04-14 08:00; resume it before work goes on."),
    Row(at_periksa, resume, "not_suspended", None,
        "Kasus ini tidak sedang ditangguhkan; pekerjaannya dapat diteruskan begitu saja.",
        "This case is not suspended; work on it can simply go on."),
    Row(suspended, suspend, "already_suspended", None,
        "Kasus ini sudah ditangguhkan sejak 14 April 2026 08.00; baru dapat ditangguhkan lagi setelah dilanjutkan.",
        "This case has been suspended since 2026-04-14 08:00; it can be suspended again only once it has been "
        "resumed."),
    Row(at_fork, about("complete", "nilai"), "step_not_active", "nilai",
        "Langkah 6 (nilai) tidak sedang berjalan; yang berjalan sekarang langkah 3 (tinjau) dan 4 (susun).",
        "Step 6 (nilai) is not under way; what is under way is step 3 (tinjau) and 4 (susun)."),
    Row(at_periksa, about("assign", "tinjau", person=BUDI), "step_not_active", "tinjau",
        "Langkah 3 (tinjau) tidak sedang berjalan; yang berjalan sekarang langkah 2 (periksa).",
        "Step 3 (tinjau) is not under way; what is under way is step 2 (periksa)."),
    # a task began
    Row(at_periksa, periksa.but(at=april("13 09:59")), "time_reversed", "periksa",
        "Waktu 13 April 2026 09.59 terlalu awal: langkah 2 (periksa) baru mulai pada 13 April 2026 10.00; berikan "
        "waktu sejak saat itu.",
        "2026-04-13 09:59 is too early: step 2 (periksa) began at 2026-04-13 10:00; give a time from then on."),
    Row(at_fork, about("extend", "tinjau", to="1 hari kerja", at=april("13 10:59"), reason="Cuaca"), "time_reversed",
        "tinjau",
        "Waktu 13 April 2026 10.59 terlalu awal: langkah 3 (tinjau) baru mulai pada 13 April 2026 11.00; berikan "
        "waktu sejak saat itu.",
        "2026-04-13 10:59 is too early: step 3 (tinjau) began at 2026-04-13 11:00; give a time from then on."),
    # a completion, a skip that is to be taken back
    Row(at_paraf, revert.but(at=april("13 13:59")), "time_reversed", None,
        "Waktu 13 April 2026 13.59 terlalu awal: langkah 4 (susun) baru berakhir pada 13 April 2026 14.00; berikan "
        "waktu sejak saat itu.",
        "2026-04-13 13:59 is too early: step 4 (susun) ended at 2026-04-13 14:00; give a time from then on."),
    Row(lambda: skip("paraf", at=april("14 09:00")).on(at_paraf()), revert.but(at=april("14 08:59")), "time_reversed",
        None,
        "Waktu 14 April 2026 08.59 terlalu awal: langkah 5 (paraf) baru berakhir pada 14 April 2026 09.00; berikan "
        "waktu sejak saat itu.",
        "2026-04-14 08:59 is too early: step 5 (paraf) ended at 2026-04-14 09:00; give a time from then on."),
    # something that happened to the case itself, even where the task began before it
    Row(suspended, resume.but(at=april("14 07:59")), "time_reversed", None,
        "Waktu 14 April 2026 07.59 terlalu awal: kasus ini ditangguhkan pada 14 April 2026 08.00; berikan waktu sejak "
        "saat itu.",
        "2026-04-14 07:59 is too early: the case was suspended at 2026-04-14 08:00; give a time from then on."),
    Row(at_ajukan, attach("akta", at=april("13 08:59")), "time_reversed", None,
        "Waktu 13 April 2026 08.59 terlalu awal: kasus ini dimulai pada 13 April 2026 09.00; berikan waktu sejak "
        "saat itu.",
        "2026-04-13 08:59 is too early: the case began at 2026-04-13 09:00; give a time from then on."),
    Row(promised_longer, periksa.but(at=april("13 10:29")), "time_reversed", "periksa",
        "Waktu 13 April 2026 10.29 terlalu awal: batas waktunya diperpanjang pada 13 April 2026 10.30; berikan waktu "
        "sejak saat itu.",
        "2026-04-13 10:29 is too early: a deadline was extended at 2026-04-13 10:30; give a time from then on."),
    Row(at_periksa, periksa.but(by="kasi"), "wrong_actor", "periksa",
        "Langkah 2 (periksa) dikerjakan oleh Petugas loket (loket), bukan oleh Kepala seksi (kasi).",
        "Step 2 (periksa) is done by Petugas loket (loket), not by Kepala seksi (kasi)."),
    Row(at_periksa, periksa.but(by=TONO), "wrong_actor", "periksa",
        "Langkah 2 (periksa) dikerjakan oleh Petugas loket (loket), bukan oleh 'tono' sebagai Kepala seksi (kasi).",
        "Step 2 (periksa) is done by Petugas loket (loket), not by 'tono' as Kepala seksi (kasi)."),
    Row(assigned, about("complete", "tinjau", by=TONO), "wrong_actor", "tinjau",
        "Langkah 3 (tinjau) ditugaskan kepada 'budi', sehingga tidak dapat dikerjakan oleh 'tono' sebagai Kepala "
        "seksi (kasi); tugaskan ulang dahulu bila perlu.",
        "Step 3 (tinjau) is assigned to 'budi', so 'tono' as Kepala seksi (kasi) cannot do it; assign it anew first if "
        "need be."),
    Row(assigned, about("complete", "tinjau"), "wrong_actor", "tinjau",
        "Langkah 3 (tinjau) ditugaskan kepada 'budi', sehingga tidak dapat dikerjakan oleh Kepala seksi (kasi); "
        "tugaskan ulang dahulu bila perlu.",
        "Step 3 (tinjau) is assigned to 'budi', so Kepala seksi (kasi) cannot do it; assign it anew first if need be."),
    Row(at_fork, about("assign", "tinjau", person=SITI), "wrong_actor", "tinjau",
        "'siti' tidak mempunyai peran Kepala seksi (kasi), sehingga tidak dapat ditugasi langkah 3 (tinjau).",
        "'siti' does not have the role Kepala seksi (kasi), so step 3 (tinjau) cannot be assigned to them."),
    Row(at_periksa, suspend.but(by=sopflow.Person("eko", roles={"ahli"})), "wrong_actor", None,
        "'eko' sebagai Ahli (ahli) adalah pihak luar dan tidak dapat menangguhkan kasus; yang dapat: Petugas loket "
        "(loket), Kepala seksi (kasi) dan Camat (camat).",
        "'eko' as Ahli (ahli) is outside the agency and cannot suspend the case; those who can: Petugas loket (loket), "
        "Kepala seksi (kasi) and Camat (camat)."),
    Row(at_periksa, skip("periksa", by="loket"), "not_optional", "periksa",
        "Langkah 2 (periksa) wajib dikerjakan; hanya langkah 'optional: true' yang dapat dilewati.",
        "Step 2 (periksa) has to be done; only a step with 'optional: true' can be skipped."),
    Row(at_ajukan, about("lapse", "ajukan", at=april("16 15:59")), "not_overdue", "ajukan",
        "Langkah 1 (ajukan) baru jatuh tempo 16 April 2026 16.00; jalan lewat waktu terbuka sejak saat itu.",
        "Step 1 (ajukan) is not due before 2026-04-16 16:00; its overdue way is open from then on."),
    Row(at_fork, about("lapse", "susun"), "not_overdue", "susun",
        "Langkah 4 (susun) tanpa batas waktu, sehingga tidak pernah lewat waktu.",
        "Step 4 (susun) has no time limit, so it is never overdue."),
    Row(at_nilai, about("lapse", "nilai", at=april("15 16:00")), "no_lapse", "nilai",
        "SOP ini tidak mengatur apa yang terjadi bila langkah 6 (nilai) lewat waktu ('on_overdue').",
        "This SOP does not say what happens when step 6 (nilai) is overdue ('on_overdue')."),
    Row(at_periksa, periksa.but(data={"lengkap": "ya"}), "data_invalid", "periksa",
        'Data ini tidak dapat diterima: Berkas lengkap (lengkap) diisi "ya", seharusnya true atau false.',
        'These facts cannot be taken: Berkas lengkap (lengkap) is "ya", it should be true or false.'),
    Row(at_periksa, record(lengkap=None), "data_invalid", None,
        "Data ini tidak dapat diterima: Berkas lengkap (lengkap) diisi null, seharusnya true atau false.",
        "These facts cannot be taken: Berkas lengkap (lengkap) is null, it should be true or false."),
    Row(at_periksa, record(luas=True), "data_invalid", None,
        "Data ini tidak dapat diterima: Luas lahan (luas) diisi true, seharusnya bilangan dan paling kecil 0.",
        "These facts cannot be taken: Luas lahan (luas) is true, it should be a number and at least 0."),
    Row(at_periksa, record(luas=-1), "data_invalid", None,
        "Data ini tidak dapat diterima: Luas lahan (luas) diisi -1, seharusnya bilangan dan paling kecil 0.",
        "These facts cannot be taken: Luas lahan (luas) is -1, it should be a number and at least 0."),
    Row(at_periksa, record(jumlah=1.5), "data_invalid", None,
        "Data ini tidak dapat diterima: Jumlah izin (jumlah) diisi 1.5, seharusnya bilangan bulat, paling kecil 1 dan "
        "paling besar 5.",
        "These facts cannot be taken: Jumlah izin (jumlah) is 1.5, it should be a whole number, at least 1 and at most "
        "5."),
    Row(at_periksa, record(luas=-1, jumlah=6), "data_invalid", None,
        "Data ini tidak dapat diterima: Luas lahan (luas) diisi -1, seharusnya bilangan dan paling kecil 0; Jumlah "
        "izin (jumlah) diisi 6, seharusnya bilangan bulat, paling kecil 1 dan paling besar 5.",
        "These facts cannot be taken: Luas lahan (luas) is -1, it should be a number and at least 0; Jumlah izin "
        "(jumlah) is 6, it should be a whole number, at least 1 and at most 5."),
    Row(at_periksa, record(kelas="sedang"), "data_invalid", None,
        'Data ini tidak dapat diterima: Kelas usaha (kelas) diisi "sedang", seharusnya "besar" atau "kecil".',
        'These facts cannot be taken: Kelas usaha (kelas) is "sedang", it should be "besar" or "kecil".'),
    Row(lambda: SOP.start(at=START, documents=["ktp"], data=FACTS), about("complete", "ajukan", by="pemohon"),
        "missing_input", "ajukan",
        "Langkah 1 (ajukan) belum dapat diselesaikan; dokumen yang belum ada: Formulir (formulir).",
        "Step 1 (ajukan) cannot be completed yet; documents still missing: Formulir (formulir)."),
    Row(lambda: SOP.start(at=START, documents=["formulir"], data=FACTS), about("complete", "ajukan", by="pemohon"),
        "missing_input", "ajukan",
        "Langkah 1 (ajukan) belum dapat diselesaikan; dokumen yang belum ada: KTP (ktp) atau Paspor (paspor).",
        "Step 1 (ajukan) cannot be completed yet; documents still missing: KTP (ktp) or Paspor (paspor)."),
    Row(at_ajukan, about("complete", "ajukan", by="pemohon", data={"badan_hukum": True}), "missing_input", "ajukan",
        "Langkah 1 (ajukan) belum dapat diselesaikan; dokumen yang belum ada: Akta pendirian (akta).",
        "Step 1 (ajukan) cannot be completed yet; documents still missing: Akta pendirian (akta)."),
    Row(empty_handed, about("complete", "ajukan", by="pemohon", data={"badan_hukum": True}), "missing_input", "ajukan",
        "Langkah 1 (ajukan) belum dapat diselesaikan; dokumen yang belum ada: Formulir (formulir); KTP (ktp) atau "
        "Paspor (paspor); Akta pendirian (akta).",
        "Step 1 (ajukan) cannot be completed yet; documents still missing: Formulir (formulir); KTP (ktp) or Paspor "
        "(paspor); Akta pendirian (akta)."),
    Row(at_putuskan, putuskan.but(data={}), "missing_data", "putuskan",
        "Langkah 7 (putuskan) belum dapat diselesaikan; data yang belum dinyatakan: Jumlah izin (jumlah).",
        "Step 7 (putuskan) cannot be completed yet; facts still to be stated: Jumlah izin (jumlah)."),
    Row(at_umumkan, umumkan.but(data={}), "missing_data", "umumkan",
        "Langkah 8 (umumkan) belum dapat diselesaikan; data yang belum dinyatakan: Kelas usaha (kelas).",
        "Step 8 (umumkan) cannot be completed yet; facts still to be stated: Kelas usaha (kelas)."),
    Row(at_nilai, nilai.but(data={"luas": 200}), "missing_data", "nilai",
        "Langkah 6 (nilai) belum dapat diselesaikan; data yang belum dinyatakan: Mendesak (mendesak).",
        "Step 6 (nilai) cannot be completed yet; facts still to be stated: Mendesak (mendesak)."),
    Row(at_nilai, nilai, "missing_data", "nilai",
        "Langkah 6 (nilai) belum dapat diselesaikan; data yang belum dinyatakan: Luas lahan (luas); Mendesak "
        "(mendesak).",
        "Step 6 (nilai) cannot be completed yet; facts still to be stated: Luas lahan (luas); Mendesak (mendesak)."),
    Row(lambda: SOP.start(at=START, documents=HANDED_IN), about("complete", "ajukan", by="pemohon"),
        "missing_data", "ajukan",
        "Langkah 1 (ajukan) belum dapat diselesaikan; data yang belum dinyatakan: Badan hukum (badan_hukum).",
        "Step 1 (ajukan) cannot be completed yet; facts still to be stated: Badan hukum (badan_hukum)."),
    Row(at_putuskan, putuskan.but(choose=None), "branch_required", "putuskan",
        "Pada langkah 7 (putuskan) pelaksana memilih cabang; pilih setuju, tolak atau perbaiki.",
        "At step 7 (putuskan) the actor chooses the branch; choose setuju, tolak or perbaiki."),
    Row(at_periksa, periksa.but(choose="lengkap"), "branch_not_open", "periksa",
        "Pada langkah 2 (periksa) cabang ditentukan oleh data, bukan dipilih; hapus pilihan 'lengkap'.",
        "At step 2 (periksa) the facts decide the branch, nobody chooses it; leave out the choice 'lengkap'."),
    Row(at_fork, about("complete", "susun", by="loket", choose="cepat"), "branch_not_open", "susun",
        "Langkah 4 (susun) tidak mempunyai cabang; hapus pilihan 'cepat'.",
        "Step 4 (susun) has no branches; leave out the choice 'cepat'."),
    Row(at_nilai, nilai.but(data={"luas": 200, "mendesak": False}), "no_branch_matches", "nilai",
        "Tidak ada cabang langkah 6 (nilai) yang sesuai dengan data; periksa Luas lahan (luas) dan Mendesak "
        "(mendesak), atau lengkapi cabang pada SOP.",
        "No branch of step 6 (nilai) fits the facts; check Luas lahan (luas) and Mendesak (mendesak), or complete the "
        "branches in the SOP."),
    Row(at_nilai, nilai.but(data={"luas": 50, "mendesak": True}), "several_branches_match", "nilai",
        "Cabang biasa dan cepat pada langkah 6 (nilai) sama-sama sesuai dengan data; periksa Luas lahan (luas) dan "
        "Mendesak (mendesak), atau perbaiki cabang pada SOP.",
        "The branches biasa and cepat of step 6 (nilai) all fit the facts; check Luas lahan (luas) and Mendesak "
        "(mendesak), or mend the branches in the SOP."),
    Row(at_fork, about("extend", "tinjau", to=april("16 16:00"), reason="Cuaca"), "not_an_extension", "tinjau",
        "Waktu 16 April 2026 16.00 tidak lebih lambat daripada jatuh tempo sekarang, 16 April 2026 16.00; berikan "
        "waktu sesudah itu.",
        "2026-04-16 16:00 is not later than the present due date, 2026-04-16 16:00; give a later one."),
    Row(at_periksa, extend.but(to=april("27 15:59")), "not_an_extension", None,
        "Waktu 27 April 2026 15.59 tidak lebih lambat daripada jatuh tempo sekarang, 27 April 2026 16.00; berikan "
        "waktu sesudah itu.",
        "2026-04-27 15:59 is not later than the present due date, 2026-04-27 16:00; give a later one."),
    Row(at_fork, about("extend", "susun", to="1 hari kerja", reason="Cuaca"), "not_an_extension", "susun",
        "Langkah 4 (susun) tanpa batas waktu, sehingga tidak ada yang diperpanjang.",
        "Step 4 (susun) has no time limit, so there is nothing to extend."),
    Row(at_ajukan, extend, "not_an_extension", None,
        "Jangka waktu layanan baru berjalan sejak langkah 1 (ajukan) selesai, sehingga belum ada yang diperpanjang.",
        "The service time runs from the completion of step 1 (ajukan), so there is nothing to extend yet."),
    Row(unpromised, extend.but(by="sekretaris"), "not_an_extension", None,
        "SOP ini tidak menetapkan 'service_time', sehingga tidak ada yang diperpanjang.",
        "This SOP sets no 'service_time', so there is nothing to extend."),
    Row(plain, extend.but(by="sekretaris"), "not_an_extension", None,
        "SOP ini tidak mengatur perpanjangan jangka waktu layanan ('extension' pada 'service_time').",
        "This SOP does not foresee an extension of the service time ('extension' in 'service_time')."),
    Row(promised_longer, extend, "not_an_extension", None,
        "Jangka waktu layanan sudah pernah diperpanjang; hanya boleh satu kali.",
        "The service time has been extended before; it may be extended once."),
    Row(at_periksa, extend.but(to=april("30 16:01")), "not_an_extension", None,
        "Jangka waktu layanan hanya boleh diperpanjang 3 hari kerja, paling lambat sampai 30 April 2026 16.00; 30 "
        "April 2026 16.01 terlalu lambat.",
        "The service time may be extended by 3 hari kerja, to 2026-04-30 16:00 at most; 2026-04-30 16:01 is too late."),
    *[
        Row(where, revert, "not_revertible", None,
            "Tidak ada yang dapat ditarik kembali; yang dapat hanya penyelesaian, pelewatan atau jalan lewat waktu "
            "yang terakhir, selama sesudahnya hanya ada dokumen, data atau penugasan.",
            "Nothing can be taken back; that is possible only for the latest completion, skip or lapse, as long as "
            "only documents, facts or assignments came after it.")
        for where in (at_ajukan, promised_longer)
    ],
    *[
        Row(where, what.but(by="pemohon"), "wrong_actor", what.given[0] if what.name in {"lapse", "assign"} else None,
            f"Pemohon (pemohon) adalah pihak luar dan tidak dapat {indonesian}; yang dapat: Petugas loket (loket), "
            "Kepala seksi (kasi) dan Camat (camat).",
            f"Pemohon (pemohon) is outside the agency and cannot {english}; those who can: Petugas loket (loket), "
            "Kepala seksi (kasi) and Camat (camat).")
        for where, what, indonesian, english in EXTERNALS_MUST_NOT
    ],
]  # fmt: skip

each_row = pytest.mark.parametrize(
    "row", ROWS, ids=[f"{number}-{row.code}-{row.what.name}" for number, row in enumerate(ROWS)]
)


@each_row
def test_a_wrong_command_is_refused_with_its_code(row: Row) -> None:
    assert refusal(row.where(), row.what).code == row.code


@each_row
def test_a_refusal_names_the_step_that_the_command_was_about(row: Row) -> None:
    assert refusal(row.where(), row.what).step == row.step


@each_row
def test_a_refusal_says_in_both_languages_what_is_wrong(row: Row) -> None:
    found = refusal(row.where(), row.what)
    assert found.message("id") == row.indonesian
    assert found.message("en") == row.english


@each_row
def test_a_refusal_is_one_sentence(row: Row) -> None:
    assert_one_sentence(refusal(row.where(), row.what))


@each_row
def test_why_not_says_what_the_command_would_be_refused_with(row: Row) -> None:
    raised, [first, *_] = refusal(row.where(), row.what), row.what.against(row.where())
    assert (first.code, first.step, first.message("id")) == (raised.code, raised.step, raised.message("id"))


SHOWN: Final = {"satu\ndua": r"satu\x0adua", "x" * 10_000: "x" * 59 + "…", "\n" * 10_000: r"\x0a" * 14 + r"\x0…"}
"""What somebody gave, and how a sentence writes it: on one line, and no more than 60 characters of it."""
BY_ODD_IDS: Final[dict[str, tuple[Where, Callable[[str], Call]]]] = {
    "unknown_step": (at_periksa, lambda odd: about("complete", odd)),
    "unknown_actor": (at_periksa, lambda odd: periksa.but(by=odd)),
    "unknown_actor, a person": (at_periksa, lambda odd: withdraw.but(by=sopflow.Person(odd + "x", roles={odd}))),
    "unknown_document": (at_periksa, attach),
    "unknown_field": (at_periksa, lambda odd: record(**{odd: 1})),
    "unknown_branch": (at_putuskan, lambda odd: putuskan.but(choose=odd)),
    "branch_not_open": (at_fork, lambda odd: about("complete", "susun", by="loket", choose=odd)),
    "wrong_actor": (at_periksa, lambda odd: periksa.but(by=sopflow.Person(odd + "x", roles={"kasi"}))),
    "wrong_actor, to be assigned": (
        at_fork, lambda odd: about("assign", "tinjau", person=sopflow.Person(odd + "x", roles={"loket"})),
    ),
    "wrong_actor, external": (at_periksa, lambda odd: suspend.but(by=sopflow.Person(odd + "x", roles={"ahli"}))),
}  # fmt: skip


@pytest.mark.parametrize("odd", SHOWN, ids=["a newline", "10,000 letters", "10,000 newlines"])
@pytest.mark.parametrize("kind", BY_ODD_IDS)
def test_an_id_that_is_long_or_holds_newlines_is_shown_short_and_on_one_line(kind: str, odd: str) -> None:
    where, what = BY_ODD_IDS[kind]
    reason = refusal(where(), what(odd))
    assert reason.code == kind.partition(",")[0]
    assert_short_line(reason)
    for lang in ("id", "en"):
        assert SHOWN[odd] in reason.message(lang)


@pytest.mark.parametrize("odd", SHOWN, ids=["a newline", "10,000 letters", "10,000 newlines"])
def test_somebody_whose_id_is_long_or_holds_newlines_is_shown_short_as_the_one_assigned(odd: str) -> None:
    case = about("assign", "tinjau", person=sopflow.Person(odd + "x", roles={"kasi"})).on(at_fork())
    reason = refusal(case, about("complete", "tinjau", by=sopflow.Person(odd + "y", roles={"kasi"})))
    assert reason.code == "wrong_actor"
    assert_short_line(reason)
    for lang in ("id", "en"):
        assert reason.message(lang).count(SHOWN[odd]) == 2


@pytest.mark.parametrize("length", [60, 61])
def test_an_id_is_cut_from_61_characters_on(length: int) -> None:
    reason = refusal(at_periksa(), periksa.but(by="b" * length))
    shown = "b" * 60 if length == 60 else "b" * 59 + "…"
    assert reason.message("id") == f"SOP ini tidak mempunyai pelaksana '{shown}'; pelaksananya {ACTORS} dan camat."
    assert reason.message("en") == f"This SOP has no actor '{shown}'; its actors are {ACTORS} and camat."


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (date(2026, 4, 13), "nilai berjenis date", "a value of type date"),
        (b"5", "nilai berjenis bytes", "a value of type bytes"),
        (10**400, "bilangan yang terlalu besar", "a number that is too large"),
        (-(10**5000), "bilangan yang terlalu besar", "a number that is too large"),
        ([5], "[5]", "[5]"),
        ({"m2": 5}, '{"m2": 5}', '{"m2": 5}'),
        ("lima", '"lima"', '"lima"'),
    ],
    ids=["date", "bytes", "huge", "hugely negative", "list", "mapping", "text"],
)
def test_a_value_is_shown_as_json_or_said_in_words(value: Any, indonesian: str, english: str) -> None:
    reason = refusal(at_periksa(), record(luas=value))
    assert reason.message("id") == (
        f"Data ini tidak dapat diterima: Luas lahan (luas) diisi {indonesian}, seharusnya bilangan dan paling kecil 0."
    )
    assert reason.message("en") == (
        f"These facts cannot be taken: Luas lahan (luas) is {english}, it should be a number and at least 0."
    )


@pytest.mark.parametrize("value", ["x" * 10_000, "\n" * 10_000, [1] * 10_000, {"x" * 100: 1}, -(10**300)], ids=[
    "letters", "newlines", "list", "mapping", "number",
])  # fmt: skip
def test_a_value_that_is_cut_is_shown_with_an_ellipsis(value: Any) -> None:
    reason = refusal(at_periksa(), record(luas=value))
    assert_short_line(reason)
    assert re.search(r" diisi \S.*…[\"\]}]?, seharusnya ", reason.message("id")), reason.message("id")
    assert re.search(r" is \S.*…[\"\]}]?, it should be ", reason.message("en")), reason.message("en")


def test_a_reason_names_no_step_where_what_was_given_for_it_is_no_text() -> None:
    reason = refusal(at_periksa(), call("complete", ["periksa"], by="loket", at=LATER))
    assert (reason.code, reason.step) == ("unknown_step", None)


@pytest.mark.parametrize("what", [
    periksa.but(by="bupati", documents=["kartu", "izin"], data={"warna": 1, "lengkap": 0}, choose="tunda"),
    about("complete", "nilai", by="bupati", documents=["kartu", "izin"], data={"warna": 1, "luas": -1}),
    about("assign", "tinjau", by="pemohon", person=SITI, at=april("13 09:00")),
    about("extend", "periksa", by="bupati", to="1 jam", at=april("13 09:00"), reason="Cuaca"),
], ids=lambda what: f"{what.name}-{what.given[0]}")  # fmt: skip
@pytest.mark.parametrize("where", [at_periksa, withdrawn, suspended, lambda: of_next_version(at_periksa())])
def test_every_reason_against_a_command_names_the_step_that_it_is_about(where: Where, what: Call) -> None:
    reasons = what.against(where())
    assert len(reasons) > 1
    assert {reason.step for reason in reasons} == {what.given[0]}


def test_every_code_of_the_contract_is_in_the_table() -> None:
    assert {row.code for row in ROWS} == set(ORDER)


def test_a_case_is_not_read_with_the_next_version_of_its_sop() -> None:
    with pytest.raises(sopflow.Rejected) as caught:
        Case.from_json(at_periksa().to_json(), NEXT_VERSION)
    assert (caught.value.code, caught.value.step) == ("definition_mismatch", None)
    assert caught.value.message("id") == (
        f"Kasus ini memakai SOP izin-contoh versi 3 ({SOP.hash[:10]}), sedangkan yang diberikan SOP izin-contoh versi "
        f"4 ({NEXT_VERSION.hash[:10]}); baca dengan SOP yang semula."
    )
    assert caught.value.message("en") == (
        f"This case goes by SOP izin-contoh version 3 ({SOP.hash[:10]}), but what was given is SOP izin-contoh version "
        f"4 ({NEXT_VERSION.hash[:10]}); read it with the SOP that it began with."
    )


def test_no_step_is_under_way_in_a_case_that_is_over() -> None:
    _, reason = umumkan.against(closed())
    assert (reason.code, reason.step) == ("step_not_active", "umumkan")
    assert reason.message("id") == "Langkah 8 (umumkan) tidak sedang berjalan; tidak ada langkah yang berjalan."
    assert reason.message("en") == "Step 8 (umumkan) is not under way; no step is."


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"by": "bupati"}, "unknown_actor"),
        ({"by": VISITOR}, "unknown_actor"),
        ({"documents": ["kartu"]}, "unknown_document"),
        ({"documents": ["peraturan"]}, "not_external"),
        ({"data": {"warna": 1}}, "unknown_field"),
        ({"data": {"luas": -1}}, "data_invalid"),
        ({"by": "bupati", "documents": ["kartu"]}, "unknown_actor"),
        ({"documents": ["izin", "kartu"], "data": {"warna": 1}}, "unknown_document"),
        ({"documents": ["izin"], "data": {"warna": 1}}, "not_external"),
        ({"data": {"luas": -1, "warna": 1}}, "unknown_field"),
    ],
)
def test_a_case_does_not_start_with_what_the_sop_does_not_know(given: dict[str, Any], code: str) -> None:
    with pytest.raises(sopflow.Rejected) as caught:
        SOP.start(at=START, **given)
    assert caught.value.code == code


def test_a_fact_that_a_step_sets_is_stated_anew_on_each_visit() -> None:
    known = at_periksa().record({"lengkap": True}, by="loket", at=LATER)
    assert refusal(known, periksa.but(data={})).code == "missing_data"
    case = periksa.but(data={"lengkap": False}).on(known)
    case = case.complete("ajukan", by="pemohon", at=LATER)
    assert refusal(case, periksa.but(data={})).code == "missing_data"


# --- the order ---

NEVER_AT_ONCE: Final = {
    ("case_suspended", "not_suspended"): "one needs a suspended case, the other one that is not",
    ("not_suspended", "already_suspended"): "one needs a suspended case, the other one that is not",
    ("already_suspended", "step_not_active"): "suspend is about no step",
    ("not_optional", "not_overdue"): "one is of skip, the other of lapse",
    ("no_lapse", "data_invalid"): "lapse takes no facts",
    ("branch_required", "branch_not_open"): "one needs a choice that is missing, the other one that was made",
    ("no_branch_matches", "several_branches_match"): "none and several",
    ("several_branches_match", "not_an_extension"): "one is of complete, the other of extend",
    ("not_an_extension", "not_revertible"): "one is of extend, the other of revert",
}
"""Neighbours that no command can have both; for these the table below has the nearest that can."""


def suspended_at_putuskan() -> Case:
    return at_putuskan().suspend(by="kasi", at=april("14 12:00"), reason="Banjir")


SEVERAL: Final[list[tuple[Where, Call, str]]] = [
    (lambda: of_next_version(closed()), withdraw, "definition_mismatch case_closed"),
    (closed, about("complete", "priksa"), "case_closed unknown_step"),
    (at_periksa, about("complete", "priksa", by="bupati"), "unknown_step unknown_actor"),
    (at_periksa, attach("kartu", by="bupati"), "unknown_actor unknown_document"),
    (at_periksa, attach("izin", "kartu"), "unknown_document not_external"),
    (at_periksa, periksa.but(documents=["izin"], data={"lengkap": True, "warna": 1}), "not_external unknown_field"),
    (at_putuskan, putuskan.but(choose="tunda", data={"jumlah": 1, "warna": 1}), "unknown_field unknown_branch"),
    (suspended_at_putuskan, putuskan.but(choose="tunda"), "unknown_branch case_suspended"),
    (suspended, periksa, "case_suspended step_not_active"),
    (at_periksa, resume.but(by="bupati"), "unknown_actor not_suspended"),  # resume has no step, document, fact, branch
    (promised_longer, resume.but(at=april("13 10:29")), "not_suspended time_reversed"),
    (suspended, suspend.but(by="bupati"), "unknown_actor already_suspended"),  # nor has suspend
    (suspended, suspend.but(at=april("14 07:59")), "already_suspended time_reversed"),
    (promised_longer, about("complete", "ajukan", by="pemohon", at=april("13 10:29")), "step_not_active time_reversed"),
    (at_periksa, periksa.but(by="kasi", at=april("13 09:59")), "time_reversed wrong_actor"),
    (at_periksa, skip("periksa"), "wrong_actor not_optional"),
    (at_ajukan, about("lapse", "ajukan", by="pemohon"), "wrong_actor not_overdue"),  # not_optional is of skip alone
    (at_nilai, about("lapse", "nilai"), "not_overdue no_lapse"),
    (
        at_periksa,
        periksa.but(by="kasi", data={"lengkap": 1}),
        "wrong_actor data_invalid",
    ),  # what is between has no data
    (at_putuskan_unpaid, putuskan.but(data={"jumlah": 0}), "data_invalid missing_input"),
    (at_putuskan_unpaid, putuskan.but(data={}), "missing_input missing_data"),
    (at_putuskan, putuskan.but(data={}, choose=None), "missing_data branch_required"),
    (at_periksa, periksa.but(data={}, choose="lengkap"), "missing_data branch_not_open"),  # chosen, so not required
    (at_nilai, nilai.but(choose="cepat", data={"luas": 200, "mendesak": False}), "branch_not_open no_branch_matches"),
    (at_nilai, nilai.but(choose="biasa", data={"luas": 5, "mendesak": True}), "branch_not_open several_branches_match"),
    (at_fork, about("extend", "susun", by="ahli", to="1 hari", reason="Cuaca"), "wrong_actor not_an_extension"),
    (at_ajukan, revert.but(by="ahli"), "wrong_actor not_revertible"),
    # several that are no neighbours
    (closed, umumkan.but(by="bupati"), "case_closed unknown_actor step_not_active"),
    (suspended, skip("tinjau", by="camat"), "case_suspended wrong_actor not_optional"),
    (at_putuskan, putuskan.but(data={"luas": -1}, choose=None), "data_invalid missing_data branch_required"),
    (at_putuskan_unpaid, putuskan.but(data={"jumlah": 0}, choose=None), "data_invalid missing_input branch_required"),
    # an invalid fact hides no other reason, and it is not missing as well
    (at_periksa, periksa.but(data={"lengkap": "ya"}), "data_invalid"),
    (at_umumkan, umumkan.but(data={"kelas": 1}), "data_invalid"),
    (at_nilai, nilai.but(data={"luas": -1}), "data_invalid missing_data"),
    (at_nilai, nilai.but(data={"luas": -1, "mendesak": False}), "data_invalid"),
    (at_nilai, nilai.but(choose="cepat", data={"luas": -1, "mendesak": False}), "data_invalid branch_not_open"),
    (at_nilai, nilai.but(data={"luas": 200, "mendesak": False, "jumlah": 9}), "data_invalid no_branch_matches"),
    (at_nilai, nilai.but(data={"luas": 50, "mendesak": True, "jumlah": 9}), "data_invalid several_branches_match"),
]
each_several = pytest.mark.parametrize(
    ("where", "what", "expected"), SEVERAL, ids=[expected.replace(" ", "+") for _, _, expected in SEVERAL]
)


@each_several
def test_of_several_reasons_the_first_of_the_contract_is_raised(where: Where, what: Call, expected: str) -> None:
    assert refusal(where(), what).code == expected.split(maxsplit=1)[0]


@each_several
def test_why_not_gives_all_reasons_in_the_order_of_the_contract(where: Where, what: Call, expected: str) -> None:
    assert codes(what.against(where())) == expected.split()


def test_a_fact_that_is_invalid_is_not_missing_as_well() -> None:
    _, reason = nilai.but(data={"luas": -1}).against(at_nilai())
    assert (reason.code, reason.step) == ("missing_data", "nilai")
    assert reason.message("id") == (
        "Langkah 6 (nilai) belum dapat diselesaikan; data yang belum dinyatakan: Mendesak (mendesak)."
    )
    assert reason.message("en") == (
        "Step 6 (nilai) cannot be completed yet; facts still to be stated: Mendesak (mendesak)."
    )


def test_every_pair_of_neighbours_is_in_the_table_or_cannot_be() -> None:
    shown = {pair for _, _, expected in SEVERAL for pair in pairwise(expected.split())}
    neighbours = set(pairwise(ORDER))
    assert neighbours - shown == set(NEVER_AT_ONCE)


# --- why_not and the command agree ---

ACTING: Final = [*SOP.actors, "bupati", BUDI, TONO, SITI, ANI, VISITOR]
GOOD_FACTS: Final = st.fixed_dictionaries(
    {
        "badan_hukum": st.just(False), "lengkap": st.sampled_from([True, True, False]), "jumlah": st.integers(1, 5),
        "luas": st.sampled_from([50, 200]), "mendesak": st.booleans(), "kelas": st.sampled_from(["besar", "kecil"]),
    }
)  # fmt: skip
SOME_FACTS: Final = st.dictionaries(
    st.sampled_from([*SOP.data, "warna"]),
    st.sampled_from([True, False, 0, 1, 50, 2.5, "besar", "ya", None]),
    max_size=3,
)
SOME_DOCUMENTS: Final = st.lists(st.sampled_from([*HANDED_IN, "akta", "konsep", "kartu"]), max_size=3)
MINUTES: Final = st.sampled_from([0, 0, 0, 30, 600, 3 * 1440, 6 * 1440, -1, -1440])


@st.composite
def commands(draw: st.DrawFn, case: Case) -> Call:
    """A command on that case: often one that goes on, else any."""
    at = case.events[-1].at + timedelta(minutes=draw(MINUTES))
    active = list(case.tasks)
    if active and draw(st.sampled_from([True, True, False])):
        step = draw(st.sampled_from(active))
        assignee = case.tasks[step].assignee
        by: str | sopflow.Person = (
            sopflow.Person(assignee, {SOP.steps[step].actor}) if assignee else SOP.steps[step].actor
        )
        branch = draw(st.sampled_from(["setuju", "tolak", "perbaiki"])) if step == "putuskan" else None
        return about("complete", step, by=by, at=at, choose=branch, documents=HANDED_IN, data=draw(GOOD_FACTS))
    step = draw(st.sampled_from([*active, *SOP.steps, "priksa"]))
    common = {"by": draw(st.sampled_from(ACTING)), "at": at}
    because = {**common, "reason": "Perlu"}
    documents, data = draw(SOME_DOCUMENTS), draw(SOME_FACTS)
    to = draw(st.sampled_from(["1 hari kerja", "2 jam", "9 hari kerja", "2026-04-01", "2026-04-28"]))
    choose = draw(st.sampled_from([None, None, "setuju", "lengkap", "tunda"]))
    person = draw(st.sampled_from(["budi", BUDI, SITI]))
    return draw(
        st.sampled_from(
            [
                call("complete", step, **common, choose=choose, documents=documents, data=data),
                call("skip", step, **because), call("lapse", step, **common), call("lapse", step, **common),
                call("attach", documents or ["ktp"], **common), call("record", data or {"luas": 50}, **common),
                call("assign", step, person, **common), call("suspend", **because), call("resume", **common),
                call("resume", **common, restart=True), call("extend", step, to=to, **because),
                call("extend", to=to, **because), call("revert", **because), call("recount", CALENDAR, **because),
                *([call("withdraw", **because), call("cancel", **because)] if len(case.events) > 6 else []),
            ]
        )
    )  # fmt: skip


@settings(max_examples=tries(150))
@given(st.data(), st.integers(1, 14))
def test_why_not_is_empty_exactly_where_the_command_succeeds(data: st.DataObject, length: int) -> None:
    case = at_ajukan()
    for _ in range(length):
        what = data.draw(commands(case))
        reasons = what.against(case)
        places = [ORDER.index(code) for code in codes(reasons)]
        assert places == sorted(set(places))
        if not reasons:
            written = case.to_json()
            after = what.on(case)
            assert case.to_json() == written
            assert len(after.events) == len(case.events) + 1
            case = after
            continue
        raised = refusal(case, what)
        assert (raised.code, raised.step) == (reasons[0].code, reasons[0].step)
        assert [raised.message(lang) for lang in ("id", "en")] == [reasons[0].message(lang) for lang in ("id", "en")]


def test_why_not_and_the_command_agree_where_a_refused_deadline_lies_beyond_the_calendar() -> None:
    what = extend.but(to="100 tahun", by="ahli")
    with pytest.raises(sopflow.SopError) as raised:
        what.on(at_periksa())
    try:
        answer = codes(what.against(at_periksa()))[0]
    except CalendarError as error:
        answer = error.code
    assert answer == raised.value.code
