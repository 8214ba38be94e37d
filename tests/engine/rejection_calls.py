"""Commands to the cases of ``rejection_cases``, and what is asked of a refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

import pytest
from rejection_cases import (
    CALENDAR,
    NEXT_VERSION,
    Call,
    april,
    call,
)

import sopflow
from sopflow.procedure import Case

Where = Callable[[], Case]

LATER: Final = april("15 09:00")
"""After the latest event of every case of ``rejection_cases``."""
SITI: Final = sopflow.Person("siti", roles={"loket"})
TONO: Final = sopflow.Person("tono", roles={"kasi"})
ANI: Final = sopflow.Person("ani", roles={"ahli", "kasi"})
VISITOR: Final = sopflow.Person("tamu", roles={"wartawan"})


def codes(reasons: list[sopflow.Rejected]) -> list[str]:
    return [reason.code for reason in reasons]


def refusal(case: Case, what: Call) -> sopflow.Rejected:
    """The rejection of a command, which has left the case as it was."""
    written = case.to_json()
    again = Case.from_json(written, case.procedure) if case.procedure is not NEXT_VERSION else case
    with pytest.raises(sopflow.Rejected) as caught:
        what.on(case)
    assert case == again
    assert case.to_json() == written
    return caught.value


STEPS: Final = "ajukan, periksa, tinjau, susun, paraf, nilai, putuskan"
ACTORS: Final = "pemohon, ahli, loket, kasi"
EXTERNAL: Final = "formulir, ktp, paspor, akta"
FIELDS: Final = "badan_hukum, lengkap, luas, mendesak, jumlah"
periksa: Final = call("complete", "periksa", by="loket", at=LATER, data={"lengkap": True})
nilai: Final = call("complete", "nilai", by="kasi", at=LATER)
putuskan: Final = call("complete", "putuskan", by="camat", at=LATER, choose="setuju", data={"jumlah": 1})
umumkan: Final = call("complete", "umumkan", by="loket", at=LATER, data={"kelas": "besar"})
suspend: Final = call("suspend", by="kasi", at=LATER, reason="Banjir")
resume: Final = call("resume", by="kasi", at=LATER)
extend: Final = call("extend", by="kasi", at=LATER, to="1 hari kerja", reason="Cuaca")
revert: Final = call("revert", by="kasi", at=LATER, reason="Salah tekan")
recount: Final = call("recount", CALENDAR, by="kasi", at=LATER, reason="Cuti bersama")
withdraw: Final = call("withdraw", by="pemohon", at=LATER, reason="Pindah")
cancel: Final = call("cancel", by="kasi", at=LATER, reason="Rangkap")


def about(name: str, step: str, **named: Any) -> Call:
    return call(name, step, **{"by": "kasi", "at": LATER, **named})


def skip(step: str, **named: Any) -> Call:
    return about("skip", step, reason="Sudah jelas", **named)


def attach(*documents: str, **named: Any) -> Call:
    return call("attach", documents, **{"by": "pemohon", "at": LATER, **named})


def record(**data: Any) -> Call:
    return call("record", data, by="pemohon", at=LATER)


def assert_short_line(error: sopflow.SopError) -> None:
    assert_one_sentence(error)
    for lang in ("id", "en"):
        assert len(error.message(lang)) < 300
        assert error.message(lang).isprintable()


def assert_one_sentence(error: sopflow.SopError) -> None:
    for lang in ("id", "en"):
        text = error.message(lang)
        assert text.endswith(".")
        assert "\n" not in text
        assert not re.search(r"[.?!] [A-Z]", text), text
