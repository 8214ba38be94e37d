"""The testing kit: what it draws is what it says, and its state machine finds no fault on real and random SOPs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test

import sopflow
from effort import tries
from sopflow.testing import attempts, case_machine, finish, histories, procedures, sop_texts, wrong_attempts

if TYPE_CHECKING:
    from sopflow import Case, Procedure

ROOT: Final = Path(__file__).parents[2]
REAL: Final = [
    sopflow.load(path)
    for path in (ROOT / "tests/definition/surat-keterangan-usaha.yaml", *sorted((ROOT / "procedures").glob("*.yaml")))
]


@settings(max_examples=tries(60), deadline=None)
@given(text=sop_texts(12))
def test_random_sops_have_no_error(text: str) -> None:
    sop = sopflow.loads(text)
    assert all(found.severity != "error" for found in sop.diagnostics)


@pytest.mark.parametrize("sop", REAL, ids=lambda sop: sop.id)
@settings(max_examples=tries(15), deadline=None)
@given(data=st.data())
def test_what_is_drawn_right_is_taken_and_what_is_drawn_wrong_is_refused(sop: Procedure, data: st.DataObject) -> None:
    case = data.draw(histories(sop))
    right = data.draw(attempts(case))
    if right is not None:
        assert right.why_not(case) == []
        assert len(right.on(case).events) == len(case.events) + 1
    wrong = data.draw(wrong_attempts(case))
    with pytest.raises(sopflow.Rejected):
        wrong.on(case)


@pytest.mark.parametrize("sop", REAL, ids=lambda sop: sop.id)
def test_the_state_machine_finds_no_fault_in_real_procedures(sop: Procedure) -> None:
    steps = settings(max_examples=tries(15), stateful_step_count=30, deadline=None)
    run_state_machine_as_test(case_machine(sop), settings=steps)


@settings(max_examples=tries(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(sop=procedures(10))
def test_the_state_machine_finds_no_fault_in_random_procedures(sop: Procedure) -> None:
    run_state_machine_as_test(
        case_machine(sop), settings=settings(max_examples=3, stateful_step_count=25, deadline=None, database=None)
    )


@settings(max_examples=tries(40), deadline=None)
@given(data=st.data())
def test_every_case_can_be_brought_to_its_end(data: st.DataObject) -> None:
    case: Case = data.draw(procedures(8).flatmap(histories))
    if case.status in {"open", "suspended"}:
        assert finish(case).status == "closed"


ODD: Final = {
    "an actor with the name of a person": ("budi: Budi, siti: Siti, wati: Wati", "k: {type: boolean}", "budi"),
    "only external actors": ("warga: {name: Warga, external: true}", "k: {type: boolean}", "warga"),
    "a fact between two numbers": (
        "loket: Loket",
        "k: {type: number, exclusiveMinimum: 0, exclusiveMaximum: 1}",
        "loket",
    ),
    "a long text": ("loket: Loket", "k: {type: string, minLength: 50}", "loket"),
    "an amount in steps": ("loket: Loket", "k: {type: integer, minimum: 5, multipleOf: 7000}", "loket"),
    "one letter": ("loket: Loket", "k: {type: string, minLength: 1, maxLength: 1}", "loket"),
    "a multiple": ("loket: Loket", "k: {type: number, multipleOf: 0.25, minimum: 0.3}", "loket"),
}


def test_the_one_answer_in_a_thousand_is_found() -> None:
    """Ten facts, and only where all are false does the case go on."""
    facts = [f"f{number}" for number in range(10)]
    declared = ", ".join(f"{fact}: {{type: boolean}}" for fact in facts)
    never = ", ".join(f"{fact}: false" for fact in facts)
    sop = sopflow.loads(
        f"sop: coba\nversion: '1'\ntitle: Coba\nactors: {{loket: Loket}}\ndata: {{{declared}}}\n"
        f"steps:\n  - id: a\n    actor: loket\n    activity: Mencatat\n    sets: [{', '.join(facts)}]\n    branches:\n"
        f"      - {{id: lengkap, when: {{{never}}}, next: selesai}}\n      - {{id: kurang, otherwise: true, next: b}}\n"
        "  - {id: b, actor: loket, activity: Melengkapi, next: a}\n"
    )
    done = finish(sop.start(at="2026-03-02"))
    assert [task.branch for task in done.history] == ["lengkap"]


@pytest.mark.parametrize("odd", ODD)
def test_odd_sops_are_driven_as_well(odd: str) -> None:
    actors, facts, actor = ODD[odd]
    sop = sopflow.loads(
        f"sop: coba\nversion: '1'\ntitle: Coba\nday_counting: working\nactors: {{{actors}}}\ndata: {{{facts}}}\n"
        f"steps:\n  - {{id: a, actor: {actor}, activity: Mencatat, sets: [k], duration: 3 hari, next: b}}\n"
        f"  - {{id: b, actor: {actor}, activity: Memeriksa, duration: 1 hari}}\n"
    )
    assert finish(sop.start(at="2026-03-02")).outcome == "selesai"
    steps = settings(max_examples=tries(8), stateful_step_count=15, deadline=None, database=None)
    run_state_machine_as_test(case_machine(sop), settings=steps)


@pytest.mark.parametrize("schema", ["type: integer", "{type: string, format: date}", "{type: string, minLength: 6}"])
def test_a_fact_that_no_condition_reads_is_stated_on_the_way_to_the_end(schema: str) -> None:
    fact = schema if schema.startswith("{") else f"{{{schema}}}"
    sop = sopflow.loads(
        f"sop: coba\nversion: '1'\ntitle: Coba\nday_counting: working\nactors: {{loket: Loket}}\ndata: {{k: {fact}}}\n"
        "steps: [{id: a, actor: loket, activity: Mencatat, sets: [k]}]\n"
    )
    assert finish(sop.start(at="2026-03-02")).outcome == "selesai"


def test_documents_that_turn_out_to_be_none_are_refused() -> None:
    case = REAL[-1].start(at="2026-03-02")
    with pytest.raises(sopflow.CommandError):
        case.attach(iter([]), by="pelapor", at="2026-03-03")
