"""A running case goes over to another version of its SOP: where that is safe, and why it is not elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from store_cases import TWO_AT_ONCE as OLD

import sopflow
from effort import tries
from sopflow import Case, CommandError, Rejected
from sopflow.testing import attempts, finish, histories, procedures

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = json.loads((Path(__file__).parents[2] / "schemas" / "case.schema.json").read_text(encoding="utf-8"))
AT, LATER = "2026-03-02T10:00", "2026-03-03T10:00"
GIVEN: dict[str, Any] = {"by": "kepala", "at": LATER, "reason": "SOP baru"}


def version(*changes: tuple[str, str]) -> sopflow.Procedure:
    """The SOP with some of its words changed, as version 2."""
    text = OLD.replace('version: "1"', 'version: "2"')
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    return sopflow.loads(text)


def started() -> Case:
    return sopflow.loads(OLD).start(at="2026-03-02T09:00", documents=["berkas"], id="K-1")


def apart() -> Case:
    """Both parallel steps are under way."""
    return started().complete("terima", by="loket", at=AT)


def one_waits() -> Case:
    """One of the parallel steps is over, its flow waits for the other one."""
    return apart().complete("menelaah", by="teknis", at=LATER)


LONGER = version(("3 hari kerja", "7 hari kerja"))


def test_due_dates_stay_as_promised_and_what_begins_later_is_counted_on_the_new_version() -> None:
    case = apart()
    after = case.migrate(LONGER, **GIVEN)
    assert after.procedure is LONGER
    assert after.earlier == (case.procedure,)
    assert {step: task.due for step, task in after.tasks.items()} == {
        step: task.due for step, task in case.tasks.items()
    }
    assert after.events[-1]._asdict() | {"at": None} == {
        "seq": 3, "at": None, "by": "kepala", "version": "2", "hash": LONGER.hash, "was_version": "1",
        "was_hash": case.procedure.hash, "reason": "SOP baru", "person": None, "steps": {}, "type": "migrated",
    }  # fmt: skip
    again = after.complete("menelaah", by="teknis", at=LATER).complete(
        "mengukur", by="teknis", at=LATER, data={"luas": 1}
    )
    again = again.complete("memutus", by="kepala", at=LATER, choose="ulang").complete("terima", by="loket", at=LATER)
    assert str(again.tasks["menelaah"].due) == "2026-03-12 15:00:00+07:00"  # seven working days, in Ramadan hours
    assert again.tasks["menelaah"].visit == 2


def test_a_case_that_has_gone_over_is_written_and_read_with_both_versions() -> None:
    case = one_waits().migrate(LONGER, **GIVEN)
    case = case.complete("mengukur", by="teknis", at=LATER, data={"luas": 1})
    third = version(("2 hari kerja", "1 hari kerja"))
    case = case.migrate(third, **{**GIVEN, "by": "loket"})
    text = case.to_json()
    jsonschema.validate(json.loads(text), SCHEMA)
    again = Case.from_json(text, third, earlier=[LONGER, sopflow.loads(OLD)])
    assert (again, again.earlier) == (case, case.earlier)
    assert [task.step for task in again.history] == ["terima", "menelaah", "mengukur"]
    assert again.as_of(3).procedure == case.earlier[0]
    assert again.as_of(4).procedure == LONGER
    with pytest.raises(Rejected) as refused:
        Case.from_json(text, third, earlier=[LONGER])
    assert refused.value.code == "definition_mismatch"
    assert finish(case).outcome == "selesai"


@pytest.mark.parametrize("case", [started(), apart(), one_waits()], ids=["first", "apart", "one waits"])
def test_a_step_that_is_called_otherwise_goes_on_under_its_new_name(case: Case) -> None:
    renamed = version(("menelaah", "memeriksa"), ("memutus", "menetapkan"), ("terima", "menerima"))
    names = {"menelaah": "memeriksa", "memutus": "menetapkan", "terima": "menerima"}
    after = case.migrate(renamed, steps=names, **GIVEN)
    assert list(after.tasks) == [names.get(step, step) for step in case.tasks]
    assert Case.from_json(after.to_json(), renamed, earlier=[case.procedure]) == after
    assert finish(after).outcome == "selesai"
    if "menelaah" in case.tasks:
        with pytest.raises(Rejected) as refused:
            case.migrate(renamed, **GIVEN)
        assert refused.value.code == "not_migratable"


NEW_DOCUMENT = (
    ("documents:\n", "documents:\n  nomor: Nomor agenda\n"),
    ("    inputs: [berkas]\n", "    inputs: [berkas]\n    outputs: [nomor]\n"),
    ("inputs: [telaah, hasil_ukur]", "inputs: [telaah, hasil_ukur, nomor]"),
)
UNSAFE: dict[str, tuple[Case, sopflow.Procedure, Mapping[str, str], str]] = {
    "another SOP": (apart(), sopflow.loads(OLD.replace("dua-sekaligus", "lain")), {}, "lain"),
    "the same content": (apart(), version(("Menelaah berkas", "Menelaah semua berkas")), {}, "sudah memakai"),
    "a step that is gone": (apart(), version(("menelaah", "memeriksa")), {}, "menelaah"),
    "a new name that does not exist": (apart(), LONGER, {"menelaah": "memeriksa"}, "memeriksa"),
    "a new name that does not exist, for a step that is not active": (
        started(), LONGER, {"memutus": "menetapkan"}, "menetapkan",
    ),
    "an old name that does not exist": (apart(), LONGER, {"menelah": "menelaah"}, "menelah"),
    "two become one": (apart(), LONGER, {"menelaah": "mengukur"}, "menjadi satu"),
    "no fork any more": (
        apart(),
        version(("next: [menelaah, mengukur]", "next: menelaah"), ("    duration: 3 hari kerja\n    next: memutus",
            "    duration: 3 hari kerja\n    next: mengukur"), ("    join: all\n", "")),
        {},
        "bersamaan",
    ),
    "out of the fork": (one_waits(), LONGER, {"mengukur": "terima"}, "bersamaan"),
    "into the fork": (started(), LONGER, {"terima": "menelaah"}, "bersamaan"),
    "a fact that is no longer right": (
        apart().record({"luas": 3}, by="loket", at=LATER), version(("minimum: 0", "minimum: 5")), {}, "Luas tanah",
    ),
    "a document that is made behind it": (apart(), version(*NEW_DOCUMENT), {}, "Nomor agenda"),
    "a promise that is gone": (
        sopflow.loads(OLD.replace("actors:", "service_time: 9 hari kerja\nactors:", 1)).start(at=AT, id="K-1"),
        LONGER, {}, "dijanjikan",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE)
def test_where_it_is_not_safe_it_is_refused_with_the_reason(name: str) -> None:
    case, to, steps, words = UNSAFE[name]
    with pytest.raises(Rejected) as refused:
        case.migrate(to, steps=steps, **GIVEN)
    assert refused.value.code == "not_migratable"
    for lang in ("id", "en"):
        assert "\n" not in refused.value.message(lang)
    assert words in refused.value.message("id")
    (first, *_) = case.why_not("migrate", to, steps=steps, **GIVEN)
    assert first.message("en") == refused.value.message("en")


def test_what_only_an_optional_step_makes_may_be_missed() -> None:
    chain = """
sop: rantai
version: "1"
title: Rantai
actors: {loket: Loket}
documents: {nomor: Nomor, hasil: Hasil}
steps:
  - {id: awal, actor: loket, activity: Mulai, next: sisip}
  - {id: sisip, actor: loket, activity: Sisip, OPTIONAL outputs: [MADE], next: akhir}
  - {id: akhir, actor: loket, activity: Akhir, INPUTS outputs: [hasil], next: selesai}
outcomes: {selesai: Selesai}
"""

    def sop(number: int, optional: str, made: str, inputs: str) -> sopflow.Procedure:
        text = chain.replace('"1"', f'"{number}"').replace("OPTIONAL", optional).replace("MADE", made)
        return sopflow.loads(text.replace("INPUTS", inputs))

    old = sop(1, "optional: true,", "nomor", "")
    case = old.start(at=AT, id="K-1").complete("awal", by="loket", at=AT)
    needed = "inputs: [nomor],"
    assert case.why_not("migrate", sop(2, "", "nomor", needed), by="loket", at=LATER, reason="-") == []
    early = chain.replace("activity: Mulai,", "activity: Mulai, outputs: [nomor],").replace('"1"', '"3"')
    skippable = sopflow.loads(
        early.replace("OPTIONAL", "optional: true,").replace("MADE", "nomor").replace("INPUTS", needed)
    )
    (reason,) = case.why_not("migrate", skippable, by="loket", at=LATER, reason="-")
    assert "Nomor" in reason.message("id")


def test_a_step_that_lacked_it_before_may_lack_it_for_ever_now() -> None:
    """The flow beside it made what it needs; in the new version a step before the fork does, which has been passed."""
    before = OLD.replace("documents:\n", "documents:\n  nomor: Nomor agenda\n").replace(
        "    activity: Menelaah berkas\n", "    activity: Menelaah berkas\n    inputs: [nomor]\n"
    )
    old = sopflow.loads(before.replace("outputs: [hasil_ukur]", "outputs: [hasil_ukur, nomor]"))
    new = before.replace("    inputs: [berkas]\n", "    inputs: [berkas]\n    outputs: [nomor]\n", 1)
    case = old.start(at="2026-03-02T09:00", documents=["berkas"], id="K-1").complete("terima", by="loket", at=AT)
    reasons = case.why_not("migrate", sopflow.loads(new.replace('"1"', '"2"', 1)), **GIVEN)
    assert [reason.code for reason in reasons] == ["not_migratable"]


def test_another_time_zone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "timur.yaml").write_text(
        "calendar: timur\nversion: '1'\nextends: id-asn\ntimezone: Asia/Jayapura\n", encoding="utf-8"
    )
    file = tmp_path / "dua-sekaligus.yaml"
    file.write_text(OLD.replace("actors:", "calendar: timur.yaml\nactors:", 1), encoding="utf-8")
    (reason,) = apart().why_not("migrate", sopflow.load(file), **GIVEN)
    assert "Asia/Jayapura" in reason.message("en")


def test_a_document_that_is_still_to_be_made_is_no_obstacle() -> None:
    case = started().migrate(version(*NEW_DOCUMENT), **GIVEN)
    assert finish(case).outcome == "selesai"


def test_who_may_and_when_is_as_for_other_commands() -> None:
    case = apart()
    for changed, code in (
        ({"by": "pemohon"}, "wrong_actor"),
        ({"by": "bupati"}, "unknown_actor"),
        ({"at": "2026-03-02T08:00"}, "time_reversed"),
    ):
        with pytest.raises(Rejected) as refused:
            case.migrate(LONGER, **{**GIVEN, **changed})
        assert refused.value.code == code
    for wrong in ({"reason": " "}, {"steps": ["menelaah"]}, {"steps": {"menelaah": 3}}):
        with pytest.raises(CommandError):
            case.migrate(LONGER, **{**GIVEN, **wrong})
    with pytest.raises(CommandError):
        case.migrate("sop.yaml", **GIVEN)  # type: ignore[arg-type]
    with pytest.raises(Rejected) as refused:
        case.cancel(**GIVEN).migrate(LONGER, **GIVEN)
    assert refused.value.code == "case_closed"
    suspended = case.suspend(**GIVEN).migrate(LONGER, **GIVEN)
    assert suspended.status == "suspended"
    assert finish(suspended).outcome == "selesai"


def test_what_came_before_cannot_be_taken_back_nor_entered_late() -> None:
    case = one_waits().migrate(LONGER, **{**GIVEN, "at": "2026-03-04T10:00"})
    with pytest.raises(Rejected) as refused:
        case.revert(by="kepala", at="2026-03-04T11:00", reason="salah")
    assert refused.value.code == "not_revertible"
    with pytest.raises(Rejected) as refused:
        case.complete("mengukur", by="teknis", at="2026-03-03T12:00", data={"luas": 1})
    assert refused.value.code == "time_reversed"
    assert "versi SOP yang lain" in refused.value.message("id")


def test_documents_and_facts_that_the_new_version_does_not_have_are_let_go() -> None:
    case = apart().record({"nama": "Siti"}, by="loket", at=AT)
    fewer = version(("  nama: {type: string, title: Nama pemohon}\n", ""))
    assert dict(case.migrate(fewer, **GIVEN).data) == {}


def later_version(text: str) -> str:
    """An SOP as version 2 with other terms: the flow is the same."""
    sop = json.loads(text)
    sop["version"] = "2"
    for step in sop["steps"]:
        if "duration" in step:
            step["duration"] = "6 hari kerja"
    sop["steps"][0]["duration"] = "8 hari kerja"
    return json.dumps(sop)


@given(st.data())
@settings(max_examples=tries(40), deadline=None, suppress_health_check=list(HealthCheck))
def test_a_version_with_other_terms_takes_every_case(data: st.DataObject) -> None:
    old = data.draw(procedures())
    assert old.source is not None
    new = sopflow.loads(later_version(old.source.text))
    case = data.draw(histories(old, max_events=10))
    inside = [actor.id for actor in old.actors.values() if not actor.external]
    if case.status not in {"open", "suspended"} or not inside or new.hash == old.hash:
        return
    at = max(event.at for event in case.events)
    after = case.migrate(new, by=inside[0], at=at, reason="-")
    assert {step: task.since for step, task in after.tasks.items()} == {
        step: task.since for step, task in case.tasks.items()
    }
    assert Case.from_json(after.to_json(), new, earlier=[old]) == after
    for _ in range(3):
        attempt = data.draw(attempts(after))
        if attempt is None:
            break
        after = attempt.on(after)
    if after.status in {"open", "suspended"}:
        assert finish(after).status == "closed"


@given(procedures(), procedures(), st.data())
@settings(max_examples=tries(100), deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_the_other_version_is_a_case_that_it_takes_comes_to_an_end_there(
    old: sopflow.Procedure, new: sopflow.Procedure, data: st.DataObject
) -> None:
    """Two SOPs drawn apart share names of steps and documents by chance; most cases are refused, none gets stuck."""
    case = data.draw(histories(old, max_events=8))
    inside = [actor.id for actor in old.actors.values() if not actor.external]
    names = data.draw(
        st.fixed_dictionaries({step: st.sampled_from(list(new.steps)) for step in case.tasks})
        if case.tasks
        else st.just({})
    )
    if case.status not in {"open", "suspended"} or not inside or new.id != old.id:
        return
    at = max(event.at for event in case.events)
    refused = case.why_not("migrate", new, steps=names, by=inside[0], at=at, reason="-")
    event("refused" if refused else "taken")
    if refused:
        return
    after = case.migrate(new, steps=names, by=inside[0], at=at, reason="-")
    assert Case.from_json(after.to_json(), new, earlier=[old]) == after
    for _ in range(4):
        attempt = data.draw(attempts(after))
        if attempt is None or after.status not in {"open", "suspended"}:
            break
        after = attempt.on(after)
    if after.status in {"open", "suspended"}:
        assert finish(after).status == "closed"


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """An SOP as somebody may have edited it: outputs and inputs moved, steps made optional or no longer so."""
    sop = json.loads(text)
    sop["version"] = "2"
    documents = list(sop["documents"])
    for _ in range(draw(st.integers(1, 4))):
        step, document = draw(st.sampled_from(sop["steps"])), draw(st.sampled_from(documents))
        kind = draw(st.sampled_from(["outputs", "outputs", "inputs", "inputs", "optional"]))
        if kind == "optional":
            step["optional"] = not step.get("optional", False)
            continue
        listed = step.setdefault(kind, [])
        if document in listed:
            listed.remove(document)
        else:
            listed.append(document)
        if not listed:
            del step[kind]
    return json.dumps(sop)


@given(st.data())
@settings(max_examples=tries(120), deadline=None, suppress_health_check=list(HealthCheck))
def test_a_case_that_an_edited_version_takes_comes_to_each_of_its_ends(data: st.DataObject) -> None:
    """However it goes on there, steps skipped and overdue ways taken, nobody ever waits for a document for good."""
    old = data.draw(procedures())
    assert old.source is not None
    try:
        new = sopflow.loads(data.draw(edited(old.source.text)))
    except sopflow.SopInvalid:
        event("no SOP any more")
        return
    case = data.draw(histories(old, max_events=8))
    inside = [actor.id for actor in old.actors.values() if not actor.external]
    if case.status not in {"open", "suspended"} or not inside or new.hash == old.hash:
        return
    at = max(happened.at for happened in case.events)
    refused = case.why_not("migrate", new, by=inside[0], at=at, reason="-")
    event("refused" if refused else "taken")
    if refused:
        return
    after = case.migrate(new, by=inside[0], at=at, reason="-")
    for _ in range(data.draw(st.integers(0, 12))):
        attempt = data.draw(attempts(after))
        if attempt is None or after.status not in {"open", "suspended"}:
            break
        after = attempt.on(after)
    if after.status in {"open", "suspended"}:
        assert finish(after).status == "closed"
