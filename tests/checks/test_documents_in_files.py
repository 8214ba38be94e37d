"""Documents over all ways, as the author of a file reads of it: the code, the entry and the way that shows it."""

from __future__ import annotations

from typing import Final

import pytest

import sopflow
from diagnosed import STYLE, diagnose, summary

HEAD: Final = """\
sop: izin
version: "1"
title: Izin
day_counting: working
actors: {loket: Loket, kasi: Kasi}
documents:
  kajian: Hasil kajian
  izin: Surat izin
data:
  jenis: {type: string, enum: [baru, ulang]}
  besar: {type: boolean}
steps:
"""
SKIPPED: Final = (
    HEAD
    + """\
  - {id: kaji, actor: loket, activity: Mengkaji, outputs: [kajian], optional: true}
  - id: putus
    actor: kasi
    activity: Memutuskan
    inputs:
      - kajian
    outputs: [izin]
"""
)
SAID_ELSEWHERE: Final = STYLE - {"output-unused"}


@pytest.mark.parametrize(
    ("text", "line", "code", "english"),
    [
        (SKIPPED, 18, "input-missing",
         "On the way kaji -> [skipped] -> putus there is no Hasil kajian yet, so this step cannot be completed."),
        (SKIPPED.replace("optional: true", "duration: 1 hari, on_overdue: {next: putus}"), 18, "input-missing",
         "On the way kaji -> [on_overdue] -> putus there is no Hasil kajian yet, so this step cannot be completed."),
        (HEAD + """\
  - {id: putus, actor: kasi, activity: Memutuskan, inputs: [kajian], next: kaji}
  - id: kaji
    actor: loket
    activity: Mengkaji
    outputs: [kajian]
    branches:
      - {id: ulang, next: putus}
      - {id: cukup, next: selesai}
""", 13, "input-only-afterwards",
         "Hasil kajian is produced only after this step (by kaji), so it can never be completed for the first time."),
        (HEAD + """\
  - {id: bagi, actor: loket, activity: Membagi, next: [kaji, tinjau]}
  - {id: kaji, actor: loket, activity: Mengkaji, outputs: [kajian], next: putus}
  - {id: tinjau, actor: kasi, activity: Meninjau, inputs: [kajian], next: putus}
  - {id: putus, actor: kasi, activity: Memutuskan, join: all, outputs: [izin]}
""", 15, "input-from-beside",
         "Hasil kajian comes from a parallel flow (kaji), so this step can be completed only after that."),
        (HEAD + """\
  - {id: bagi, actor: loket, activity: Membagi, next: [kaji, tinjau]}
  - {id: kaji, actor: loket, activity: Mengkaji, outputs: [kajian], next: putus, optional: true}
  - {id: tinjau, actor: kasi, activity: Meninjau, inputs: [kajian], next: putus}
  - {id: putus, actor: kasi, activity: Memutuskan, join: all, outputs: [izin]}
""", 15, "input-missing",
         "On the way bagi -> tinjau there is no Hasil kajian yet, so this step cannot be completed."),
        (HEAD + """\
  - id: nilai
    actor: loket
    activity: Menilai
    sets: [besar]
    branches:
      - {id: ya, next: kaji}
      - {id: tidak, next: putus}
  - {id: kaji, actor: loket, activity: Mengkaji, outputs: [kajian]}
  - id: putus
    actor: kasi
    activity: Memutuskan
    inputs:
      - document: kajian
        when: {besar: true}
""", 25, "input-perhaps-missing",
         "On the way nilai -> [tidak] -> putus there is no Hasil kajian yet; if the condition of this input holds "
         "there, the step cannot be completed."),
        (HEAD + """\
  - {id: bagi, actor: loket, activity: Membagi, next: [kaji, tinjau]}
  - {id: kaji, actor: loket, activity: Mengkaji, outputs: [kajian], next: putus}
  - {id: tinjau, actor: kasi, activity: Meninjau, outputs: [kajian], next: putus}
  - {id: putus, actor: kasi, activity: Memutuskan, join: all, inputs: [kajian], outputs: [izin]}
""", 15, "output-twice",
         "Hasil kajian is produced twice in the parallel flows of step 'bagi': by kaji and tinjau."),
        (HEAD + """\
  - {id: kaji, actor: loket, activity: Mengkaji, outputs: [kajian]}
  - {id: ulas, actor: loket, activity: Mengulas, outputs: [kajian]}
  - {id: putus, actor: kasi, activity: Memutuskan, inputs: [kajian], outputs: [izin]}
""", 13, "output-overwritten",
         "Hasil kajian is produced anew by ulas before any step uses it."),
        (HEAD + """\
  - {id: kaji, actor: loket, activity: Mengkaji, outputs: [kajian]}
  - {id: putus, actor: kasi, activity: Memutuskan, outputs: [izin]}
""", 13, "output-unused",
         "No step after this one uses Hasil kajian."),
    ],
)  # fmt: skip
def test_documents_that_are_missing_or_idle(text: str, line: int, code: str, english: str) -> None:
    (found,) = diagnose(text, leaving_out=SAID_ELSEWHERE)
    assert (found.span.line, found.code) == (line, code)
    assert "kajian" in found.source[found.span.column - 1 : found.span.end_column]
    assert found.message("en") == english
    assert found.hint("id")


def test_two_flows_that_wait_for_each_other_are_a_circle() -> None:
    text = (
        HEAD
        + """\
  - {id: bagi, actor: loket, activity: Membagi, next: [kaji, susun]}
  - {id: kaji, actor: loket, activity: Mengkaji, inputs: [izin], outputs: [kajian], next: putus}
  - {id: susun, actor: kasi, activity: Menyusun, inputs: [kajian], outputs: [izin], next: putus}
  - {id: putus, actor: kasi, activity: Memutuskan, join: all}
"""
    )
    found = diagnose(text)
    assert summary(found) == [(14, "inputs-wait-in-circle", "izin"), (15, "inputs-wait-in-circle", "kajian")]
    assert all(one.severity == "error" for one in found)


CORRELATED: Final = (
    HEAD
    + """\
  - id: terima
    actor: loket
    activity: Menerima
    sets: [jenis]
    branches:
      - {id: baru, when: {jenis: baru}, next: kaji}
      - {id: ulang, when: {jenis: ulang}, next: putus}
  - {id: kaji, actor: loket, activity: Mengkaji, outputs: [kajian]}
  - id: putus
    actor: kasi
    activity: Memutuskan
    branches:
      - {id: baru, when: {jenis: baru}, next: cetak}
      - {id: ulang, when: {jenis: ulang}, next: selesai}
  - id: cetak
    actor: kasi
    activity: Mencetak
    inputs: [kajian]
    outputs: [izin]
    next: selesai
"""
)


def test_a_second_decision_by_the_same_fact_goes_the_same_way() -> None:
    assert diagnose(CORRELATED) == []
    anew = CORRELATED.replace("activity: Memutuskan", "activity: Memutuskan\n    sets: [jenis]")
    (found,) = diagnose(anew)
    assert found.code == "input-missing"
    assert "terima -> [ulang] -> putus -> [baru] -> cetak" in found.message("en")


def test_a_condition_that_an_input_shares_with_a_decision_is_kept_in_mind() -> None:
    text = CORRELATED.replace("    inputs: [kajian]\n", "").replace(
        "activity: Memutuskan\n", "activity: Memutuskan\n    inputs: [{document: kajian, when: {jenis: baru}}]\n"
    )
    assert diagnose(text) == []
    assert [one.code for one in diagnose(text.replace("when: {jenis: baru}}]", "when: {jenis: ulang}}]"))] == [
        "input-perhaps-missing"
    ]


def test_what_comes_from_outside_or_is_on_hand_or_updated_is_never_missing() -> None:
    for kind in ("external", "on_hand"):
        text = SKIPPED.replace("  kajian: Hasil kajian", f"  kajian: {{name: Hasil kajian, {kind}: true}}")
        assert diagnose(text) == []
    assert diagnose(SKIPPED.replace("outputs: [izin]", "outputs: [izin, kajian]")) == []
    assert diagnose(SKIPPED.replace("      - kajian", "      - {document: kajian, optional: true}")) == []
    assert diagnose(SKIPPED.replace("activity: Memutuskan", "activity: Memutuskan\n    optional: true")) == []


def test_a_missing_input_is_said_where_it_bites_first() -> None:
    again = SKIPPED + "  - {id: cetak, actor: kasi, activity: Mencetak, inputs: [kajian], outputs: [izin]}\n"
    assert [one.code for one in diagnose(again)] == ["input-missing"]
    with pytest.raises(sopflow.SopInvalid, match="kaji"):
        sopflow.loads(again)


CONDITIONAL: Final = (
    HEAD
    + """\
  - id: periksa
    actor: loket
    activity: Memeriksa
    sets: [besar]
    inputs:
      - document: kajian
        when: {besar: true}
  - id: putus
    actor: kasi
    activity: Memutuskan
    branches:
      - {id: baik, next: selesai}
      - {id: kurang, outputs: [kajian], next: periksa}
"""
)


def test_a_conditional_input_that_comes_with_rework_is_a_warning() -> None:
    """The note of what is wrong is needed in the second round only: every case can be completed."""
    (found,) = diagnose(CONDITIONAL)
    assert (found.code, found.severity) == ("input-perhaps-missing", "warning")
    case = sopflow.loads(CONDITIONAL).start(at="2026-03-02T09:00")
    for step, chosen, data in (
        ("periksa", None, {"besar": False}), ("putus", "kurang", {}), ("periksa", None, {"besar": True}),
        ("putus", "baik", {}),
    ):  # fmt: skip
        actor = case.procedure.steps[step].actor
        case = case.complete(step, by=actor, at="2026-03-02T10:00", choose=chosen, data=data)
    assert case.outcome == "selesai"


def test_silence_that_means_something_gets_a_case_past_a_missing_input() -> None:
    text = SKIPPED.replace(
        "    outputs: [izin]", "    outputs: [izin]\n    duration: 1 hari\n    on_overdue: {next: selesai}"
    )
    (found,) = diagnose(text)
    assert (found.code, found.severity) == ("input-missing-then-overdue", "warning")
    assert sopflow.loads(text).id == "izin"


def test_the_way_that_is_shown_passes_the_step_that_could_have_brought_it() -> None:
    """The shortest way leads through the other flow, and would tell nobody why."""
    text = (
        HEAD
        + """\
  - {id: bagi, actor: loket, activity: Membagi, next: [susun, tinjau]}
  - {id: susun, actor: loket, activity: Menyusun, next: putus}
  - {id: tinjau, actor: kasi, activity: Meninjau, next: kaji}
  - {id: kaji, actor: loket, activity: Mengkaji, outputs: [kajian], optional: true, next: putus}
  - {id: putus, actor: kasi, activity: Memutuskan, join: all, inputs: [kajian], outputs: [izin]}
"""
    )
    (found,) = diagnose(text)
    assert "bagi -> tinjau -> kaji -> [skipped] -> putus" in found.message("en")
    assert "Delete 'optional: true' at step kaji" in (found.hint("en") or "")
