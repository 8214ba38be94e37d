"""Who may do what to a case, and when.

Expected answers come from the design of the engine; dates were counted by hand, see ``rejection_cases``.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rejection_calls import (
    ANI,
    SITI,
    TONO,
    VISITOR,
    Where,
    about,
    attach,
    cancel,
    codes,
    extend,
    periksa,
    record,
    recount,
    refusal,
    resume,
    revert,
    skip,
    suspend,
    withdraw,
)
from rejection_cases import (
    BUDI,
    CALENDAR,
    CALENDAR_DAYS,
    FACTS,
    HANDED_IN,
    SOP,
    START,
    Call,
    april,
    assigned,
    at_ajukan,
    at_fork,
    at_paraf,
    at_periksa,
    at_putuskan_unpaid,
    cancelled,
    closed,
    promised_longer,
    suspended,
    withdrawn,
)

import sopflow
from effort import tries
from sopflow.procedure import Case

# --- who may do what ---

KINDS: Final[dict[str, str | sopflow.Person]] = {
    "the step's actor": "kasi",
    "another actor of the agency": "loket",
    "the first, who is external": "pemohon",
    "another external one": "ahli",
    "a person with the role": BUDI,
    "a person with another role": SITI,
    "a person with an external role too": ANI,
    "a person with external roles only": sopflow.Person("eko", roles=["ahli", "pemohon"]),
    "a person without role": VISITOR,
}
PERFORMER: Final = "yes no no no yes no yes no unknown"
AGENCY: Final = "yes yes no no yes yes yes no unknown"
ANYBODY: Final = "yes yes yes yes yes yes yes yes unknown"
CODES: Final = {"yes": [], "no": ["wrong_actor"], "unknown": ["unknown_actor"]}
WHO: Final[list[tuple[Where, Call, str]]] = [
    (at_paraf, about("complete", "tinjau"), PERFORMER),
    (at_paraf, skip("paraf"), PERFORMER),
    (at_paraf, about("lapse", "tinjau", at=april("16 16:00")), AGENCY),
    (at_paraf, about("assign", "tinjau", person="rina"), AGENCY),
    (at_paraf, suspend, AGENCY),
    (suspended, resume, AGENCY),
    (at_paraf, about("extend", "tinjau", to="1 hari kerja", reason="Cuaca"), AGENCY),
    (at_paraf, extend, AGENCY),
    (at_paraf, revert, AGENCY),
    (at_paraf, recount, AGENCY),
    (at_paraf, cancel, AGENCY),
    (at_paraf, attach("akta"), ANYBODY),
    (at_paraf, record(luas=50), ANYBODY),
    (at_paraf, withdraw, ANYBODY),
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("where", "what", "answers"), WHO, ids=[f"{n}-{row[1].name}" for n, row in enumerate(WHO)])
def test_who_may_do_what(where: Where, what: Call, answers: str, kind: str) -> None:
    answer = dict(zip(KINDS, answers.split(), strict=True))[kind]
    assert codes(what.but(by=KINDS[kind]).against(where())) == CODES[answer]


@pytest.mark.parametrize(("kind", "answer"), list(zip(KINDS, ANYBODY.split(), strict=True)))
def test_any_actor_may_start_a_case(kind: str, answer: str) -> None:
    if answer == "yes":
        assert SOP.start(at=START, by=KINDS[kind]).status == "open"
        return
    with pytest.raises(sopflow.Rejected) as caught:
        SOP.start(at=START, by=KINDS[kind])
    assert [caught.value.code] == CODES[answer]


def test_a_case_that_nobody_is_named_for_is_started_by_the_first_actor() -> None:
    assert SOP.start(at=START) == SOP.start(at=START, by="pemohon")


@pytest.mark.parametrize(
    ("by", "allowed"),
    [
        (BUDI, True),
        (TONO, False),  # the role, but somebody else
        ("kasi", False),  # the role alone is nobody
        ("loket", False),
        (sopflow.Person("budi", roles={"loket"}), False),  # the person, without the role
        (sopflow.Person("tono", roles={"loket"}), False),
    ],
    ids=str,
)
def test_an_assigned_task_is_ended_by_that_person_only(by: str | sopflow.Person, allowed: bool) -> None:
    expected = [] if allowed else ["wrong_actor"]
    assert codes(about("complete", "tinjau", by=by).against(assigned())) == expected
    assert codes(skip("paraf", by=by).against(assigned())) == expected


@pytest.mark.parametrize("by", ["kasi", "loket", TONO, SITI], ids=str)
def test_an_assigned_task_may_lapse_or_be_assigned_anew_by_anybody_of_the_agency(by: str | sopflow.Person) -> None:
    assert about("lapse", "tinjau", by=by, at=april("16 16:00")).against(assigned()) == []
    again = about("assign", "tinjau", by=by, person=TONO).on(assigned())
    assert about("complete", "tinjau", by=TONO).against(again) == []
    assert codes(about("complete", "tinjau", by=BUDI).against(again)) == ["wrong_actor"]


def test_a_suspended_case_takes_what_does_not_move_it_on() -> None:
    taken = [attach("akta"), record(luas=5), about("assign", "tinjau", person=BUDI), resume, withdraw, cancel]
    assert [codes(what.against(suspended())) for what in taken] == [[]] * len(taken)
    refused = [about("complete", "tinjau"), skip("paraf"), extend, revert, recount]
    assert {what.name: refusal(suspended(), what).code for what in refused} == dict.fromkeys(
        ["complete", "skip", "extend", "revert", "recount"], "case_suspended"
    )
    assert refusal(suspended(), about("lapse", "tinjau", at=april("16 16:00"))).code == "case_suspended"


@pytest.mark.parametrize("over", [withdrawn, cancelled, closed], ids=["withdrawn", "cancelled", "closed"])
def test_a_case_that_is_over_takes_nothing(over: Where) -> None:
    whole = [attach("akta"), record(luas=5), suspend, resume, extend, recount, withdraw, cancel]
    steps = [periksa, skip("periksa"), about("lapse", "periksa"), about("assign", "periksa", person=SITI)]
    steps.append(about("extend", "periksa", to="1 hari kerja", reason="Cuaca"))
    assert {refusal(over(), what).code for what in (*whole, *steps)} == {"case_closed"}


def test_the_completion_that_closed_a_case_can_be_taken_back_once() -> None:
    case = revert.on(closed())
    assert (case.status, case.outcome, list(case.tasks)) == ("open", None, ["umumkan"])
    assert codes(revert.against(case)) == ["not_revertible"]


# --- when ---


def promised_recounted() -> Case:
    return recount.but(at=april("14 08:00")).on(at_paraf())


def extended() -> Case:
    return about("extend", "tinjau", to="1 hari kerja", at=april("14 08:00"), reason="Cuaca").on(at_paraf())


def resumed() -> Case:
    return at_paraf().suspend(by="kasi", at=april("13 15:00"), reason="Banjir").resume(by="kasi", at=april("14 08:00"))


AFTER_A_BARRIER: Final[list[Call]] = [
    about("complete", "tinjau"), skip("paraf"), about("assign", "tinjau", person=BUDI), attach("akta"), record(luas=5),
    suspend, about("extend", "tinjau", to="1 hari kerja", reason="Cuaca"), extend, recount, withdraw, cancel,
]  # fmt: skip
WHILE_SUSPENDED: Final[list[Call]] = [
    about("assign", "tinjau", person=BUDI), attach("akta"), record(luas=5), resume, withdraw, cancel,
]  # fmt: skip
BARRIERS: Final[list[tuple[Where, Call, str]]] = [
    *[(where, what, "14 08:00") for where in (extended, resumed, promised_recounted) for what in AFTER_A_BARRIER],
    *[(suspended, what, "14 08:00") for what in WHILE_SUSPENDED],
    # the task's own start
    (at_periksa, periksa, "13 10:00"),
    (at_paraf, about("complete", "tinjau"), "13 11:00"),
    (at_paraf, skip("paraf"), "13 14:00"),
    (at_paraf, about("assign", "paraf", person=BUDI), "13 14:00"),
    (at_fork, about("extend", "tinjau", to="1 hari kerja", reason="Cuaca"), "13 11:00"),
    # the completion that is taken back
    (at_paraf, revert, "13 14:00"),
    (closed, revert, "14 14:00"),
    (lambda: attach("akta").on(at_paraf()), revert, "13 14:00"),
]


def barrier_id(value: object) -> str:
    return value.name if isinstance(value, Call) else str(getattr(value, "__name__", value)).strip("<>")


@pytest.mark.parametrize(("where", "what", "barrier"), BARRIERS, ids=barrier_id)
def test_a_minute_before_it_can_have_happened_is_refused(where: Where, what: Call, barrier: str) -> None:
    first = datetime.fromisoformat(april(barrier))
    assert codes(what.but(at=first).against(where())) == []
    assert codes(what.but(at=first - timedelta(minutes=1)).against(where())) == ["time_reversed"]


@pytest.mark.parametrize(
    ("where", "before", "indonesian", "english"),
    [
        (at_ajukan, "13 08:59",
         "Waktu 13 April 2026 08.59 terlalu awal: kasus ini dimulai pada 13 April 2026 09.00",
         "2026-04-13 08:59 is too early: the case began at 2026-04-13 09:00"),
        (suspended, "14 07:59",
         "Waktu 14 April 2026 07.59 terlalu awal: kasus ini ditangguhkan pada 14 April 2026 08.00",
         "2026-04-14 07:59 is too early: the case was suspended at 2026-04-14 08:00"),
        (resumed, "14 07:59",
         "Waktu 14 April 2026 07.59 terlalu awal: kasus ini dilanjutkan pada 14 April 2026 08.00",
         "2026-04-14 07:59 is too early: the case was resumed at 2026-04-14 08:00"),
        (extended, "14 07:59",
         "Waktu 14 April 2026 07.59 terlalu awal: batas waktunya diperpanjang pada 14 April 2026 08.00",
         "2026-04-14 07:59 is too early: a deadline was extended at 2026-04-14 08:00"),
        (promised_longer, "13 10:29",
         "Waktu 13 April 2026 10.29 terlalu awal: batas waktunya diperpanjang pada 13 April 2026 10.30",
         "2026-04-13 10:29 is too early: a deadline was extended at 2026-04-13 10:30"),
        (promised_recounted, "14 07:59",
         "Waktu 14 April 2026 07.59 terlalu awal: jatuh temponya dihitung ulang pada 14 April 2026 08.00",
         "2026-04-14 07:59 is too early: due dates were counted anew at 2026-04-14 08:00"),
    ],
    ids=["start", "suspension", "resumption", "extension", "extension of the promise", "recount"],
)  # fmt: skip
def test_what_is_too_early_for_a_case_is_told_what_came_before(
    where: Where, before: str, indonesian: str, english: str
) -> None:
    """By a case that has just come there, and by one that was written and read again."""
    for case in (where(), Case.from_json(where().to_json(), SOP)):
        reason = refusal(case, attach("akta", at=april(before)))
        assert (reason.code, reason.step) == ("time_reversed", None)
        assert reason.message("id") == f"{indonesian}; berikan waktu sejak saat itu."
        assert reason.message("en") == f"{english}; give a time from then on."


def test_a_case_whose_step_is_taken_back_is_barred_by_what_came_before_it() -> None:
    """Suspended on 13 April at 15:00 and resumed on 14 April at 08:00; then a step was completed, and taken back."""
    case = revert.but(at=april("14 09:00")).on(about("complete", "tinjau", at=april("14 08:30")).on(resumed()))
    reason = refusal(case, attach("akta", at=april("14 07:59")))
    assert reason.message("en") == (
        "2026-04-14 07:59 is too early: the case was resumed at 2026-04-14 08:00; give a time from then on."
    )


def test_a_lapse_lies_after_the_last_recount() -> None:
    """The task has been due since 16 April 16:00."""
    case = recount.but(at=april("17 09:00")).on(at_paraf())
    assert codes(about("lapse", "tinjau", at=april("17 09:00")).against(case)) == []
    assert codes(about("lapse", "tinjau", at=april("17 08:59")).against(case)) == ["time_reversed"]


def test_a_step_lapses_from_its_due_instant_on() -> None:
    assert about("lapse", "ajukan", at=april("16 16:00")).on(at_ajukan()).outcome == "gugur"
    assert codes(about("lapse", "ajukan", at=april("16 15:59")).against(at_ajukan())) == ["not_overdue"]


def test_an_extension_reaches_to_the_last_minute_that_the_sop_allows() -> None:
    assert extend.but(to=april("30 16:00")).on(at_periksa()).due == promised_longer().due
    assert codes(extend.but(to=april("27 16:01")).against(at_periksa())) == []


def at_fork_of(sop: sopflow.Procedure) -> Case:
    """At ``tinjau`` since Monday 13 April 11:00, due Thursday 16 April 16:00 (14, 15, 16)."""
    case = sop.start(at=START, documents=HANDED_IN, data=FACTS)
    case = case.complete("ajukan", by="pemohon", at=april("13 10:00"))
    return case.complete("periksa", by="loket", at=april("13 11:00"), data={"lengkap": True})


@pytest.mark.parametrize(
    ("sop", "to", "due"),
    [
        (SOP, "3 hari", "21 16:00"),  # Fri 17, Mon 20, Tue 21
        (CALENDAR_DAYS, "3 hari", "20 16:00"),  # Fri 17, Sat 18, Sun 19: on to Monday 20
        (CALENDAR_DAYS, "3 hari kerja", "21 16:00"),
        (SOP, "3 hari kalender", "20 16:00"),
    ],
    ids=["working", "calendar", "calendar, said working", "working, said calendar"],
)
def test_a_deadline_in_bare_days_counts_the_days_that_the_sop_counts(sop: sopflow.Procedure, to: str, due: str) -> None:
    case = about("extend", "tinjau", to=to, at=april("14 08:00"), reason="Cuaca").on(at_fork_of(sop))
    found = case.tasks["tinjau"].due
    assert found is not None
    assert found.replace(tzinfo=None) == datetime.fromisoformat(april(due))


def test_a_promise_in_bare_days_is_as_long_as_the_days_that_the_sop_counts() -> None:
    """Due Monday 27 April, extended until Thursday 30 at most: four calendar days on is Friday 1 May, a holiday."""
    for sop in (SOP, CALENDAR_DAYS):
        for to, expected in (("3 hari", []), ("4 hari", ["not_an_extension"])):
            assert codes(extend.but(to=to).against(at_fork_of(sop))) == expected


def test_a_case_may_be_entered_all_at_one_instant() -> None:
    case = at_putuskan_unpaid()
    case = case.complete("putuskan", by="camat", at=START, choose="tolak", data={"jumlah": 1}, documents=["bukti"])
    assert case.outcome == "ditolak"


@settings(max_examples=tries(60))
@given(st.permutations(["tinjau", "susun", "paraf"]), st.lists(st.integers(0, 3000), min_size=3, max_size=3))
def test_parallel_flows_may_be_entered_in_any_order_of_time(order: list[str], minutes: list[int]) -> None:
    """The join starts at the latest arrival, however the clerks entered them."""
    start = datetime.fromisoformat(april("13 11:00"))
    when = dict(zip(["tinjau", "susun", "paraf"], minutes, strict=True))
    when["paraf"] = max(when["paraf"], when["susun"])  # one flow, in which each begins with the one before
    entered = [step for step in order if step != "paraf"]
    entered.insert(max(order.index("paraf"), entered.index("susun") + 1), "paraf")
    case = at_fork()
    for step in entered:
        case = about("complete", step, by=SOP.steps[step].actor, at=start + timedelta(minutes=when[step])).on(case)
    task = case.tasks["nilai"]
    assert task.since.replace(tzinfo=None) == start + timedelta(minutes=max(when["tinjau"], when["paraf"]))
    assert task.due == CALENDAR.due(task.since, "1 hari kerja").at


def test_what_happened_at_noon_may_be_entered_in_the_evening() -> None:
    case = about("complete", "susun", by="loket", at=april("13 15:30")).on(at_fork())
    assert codes(about("complete", "tinjau", at=april("13 12:00")).against(case)) == []


@pytest.mark.parametrize(
    "at",
    [
        "2026-04-14T07:30",
        "2026-04-14 07:30:00",
        "2026-04-14T00:30Z",
        "2026-04-14T09:30+09:00",
        "2026-04-14",  # the office opens at 07:30
        date(2026, 4, 14),
        datetime(2026, 4, 14, 7, 30),
        datetime(2026, 4, 14, 0, 30, tzinfo=UTC),
    ],
    ids=repr,
)
def test_an_instant_is_the_same_in_every_form(at: str | date) -> None:
    assert periksa.but(at=at).on(at_periksa()) == periksa.but(at=april("14 07:30")).on(at_periksa())
    assert codes(periksa.but(at=at, by="kasi").against(at_periksa())) == ["wrong_actor"]
