"""What has not the form that commands take, and values that are no facts: one sentence, the case unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from fractions import Fraction
from itertools import permutations
from typing import Any, Final

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pytest
from rejection_calls import (
    LATER,
    STEPS,
    about,
    assert_one_sentence,
    assert_short_line,
    cancel,
    codes,
    extend,
    periksa,
    record,
    refusal,
    resume,
    revert,
    skip,
    suspend,
    withdraw,
)
from rejection_cases import (
    PLAIN,
    SOP,
    START,
    STRICT,
    TEXT,
    Call,
    at_periksa,
    at_putuskan,
    call,
    empty_handed,
    suspended,
)

import sopflow
from sopflow import Case
from sopflow.errors import CalendarError, CommandError, DurationError, InstantError

BAD_FORMS: Final[list[tuple[str, Call, type[Exception]]]] = [
    ("documents as one text", call("attach", "ktp", by="kasi", at=LATER), CommandError),
    ("documents as bytes", call("attach", b"ktp", by="kasi", at=LATER), CommandError),
    ("documents as a mapping", call("attach", {"ktp": True}, by="kasi", at=LATER), CommandError),
    ("documents as a number", call("attach", 5, by="kasi", at=LATER), CommandError),
    ("no documents at all", call("attach", None, by="kasi", at=LATER), CommandError),
    ("an empty list of documents", call("attach", [], by="kasi", at=LATER), CommandError),
    ("documents that are numbers", call("attach", [5], by="kasi", at=LATER), CommandError),
    ("documents that are None", call("attach", ["ktp", None], by="kasi", at=LATER), CommandError),
    ("documents that are lists", call("attach", [["ktp"]], by="kasi", at=LATER), CommandError),
    ("documents that are mappings", call("attach", [{"document": "ktp"}], by="kasi", at=LATER), CommandError),
    ("documents of a completion as text", periksa.but(documents="ktp"), CommandError),
    ("documents of a completion as lists", periksa.but(documents=[["ktp"]]), CommandError),
    ("facts as a list", call("record", ["lengkap"], by="kasi", at=LATER), CommandError),
    ("facts as pairs", call("record", [("lengkap", True)], by="kasi", at=LATER), CommandError),
    ("facts as text", call("record", "lengkap", by="kasi", at=LATER), CommandError),
    ("no facts at all", call("record", {}, by="kasi", at=LATER), CommandError),
    ("facts as None", call("record", None, by="kasi", at=LATER), CommandError),
    ("facts named by numbers", call("record", {1: True}, by="kasi", at=LATER), CommandError),
    ("facts of a completion as a list", periksa.but(data=[]), CommandError),
    ("nobody acts", periksa.but(by=None), CommandError),
    ("a number acts", periksa.but(by=5), CommandError),
    ("a list acts", periksa.but(by=["loket"]), CommandError),
    ("a reason that is empty", suspend.but(reason=""), CommandError),
    ("a reason of blanks", cancel.but(reason=" \n\t"), CommandError),
    ("a reason that is None", withdraw.but(reason=None), CommandError),
    ("a reason that is a number", revert.but(reason=5), CommandError),
    ("a reason of a skip that is empty", skip("periksa").but(reason=""), CommandError),
    ("a person that is None", about("assign", "periksa", person=None), CommandError),
    ("a person of blanks", about("assign", "periksa", person=" "), CommandError),
    ("a person that is a number", about("assign", "periksa", person=7), CommandError),
    ("a calendar as text", call("recount", "id-asn", by="kasi", at=LATER, reason="Cuti"), CommandError),
    ("a calendar that is None", call("recount", None, by="kasi", at=LATER, reason="Cuti"), CommandError),
    ("a person that is a role", about("assign", "periksa", person="loket"), CommandError),
    ("a choice that is a number", periksa.but(choose=1), CommandError),
    ("a choice that is a list", periksa.but(choose=["lengkap"]), CommandError),
    ("a restart in words", resume.but(restart="ya"), CommandError),
    ("a restart that is a number", resume.but(restart=1), CommandError),
    ("a restart that is None", resume.but(restart=None), CommandError),
    ("a deadline that is None", extend.but(to=None), CommandError),
    ("a deadline that is a number", extend.but(to=3), CommandError),
    ("a deadline that is a span of time", extend.but(to=timedelta(days=1)), CommandError),
    ("a deadline that is no term", extend.but(to="besok"), DurationError),
    ("a deadline that is empty", extend.but(to=""), DurationError),
    ("a deadline on no date", extend.but(to="2026-04-31"), InstantError),
    ("a deadline that is no instant", extend.but(to="2026-04"), InstantError),
    ("a deadline beyond the calendar", extend.but(to="100 tahun"), CalendarError),
    ("a deadline in a year beyond the calendar", extend.but(to="2150-01-04T09:00"), CalendarError),
    ("a term of more than a century", extend.but(to="90000 hari kerja"), DurationError),
    ("a due date beyond the calendar", periksa.but(at="2100-12-30T09:00"), CalendarError),
    ("an instant that is None", periksa.but(at=None), InstantError),
    ("an instant that is a number", periksa.but(at=20260415), InstantError),
    ("an instant in words", periksa.but(at="kemarin"), InstantError),
    ("an instant on no date", periksa.but(at="2026-04-31T09:00"), InstantError),
    ("an instant that is empty", periksa.but(at=""), InstantError),
    ("an instant beyond the calendar", periksa.but(at="2150-01-04T09:00"), CalendarError),
]


@pytest.mark.parametrize(("what", "error"), [row[1:] for row in BAD_FORMS], ids=[row[0] for row in BAD_FORMS])
def test_what_has_not_the_right_form_is_answered_with_one_sentence(what: Call, error: type[Exception]) -> None:
    case = at_periksa()
    written = case.to_json()
    for ask in (what.on, what.against):
        with pytest.raises(error) as caught:
            ask(case)
        assert isinstance(caught.value, sopflow.SopError)
        assert_one_sentence(caught.value)
    assert case.to_json() == written


@pytest.mark.parametrize("name", ["selesaikan", "start", "", "tasks", "to_json", "__init__", None, 5, ["complete"]])
def test_a_command_that_does_not_exist_is_answered_with_those_that_do(name: Any) -> None:
    with pytest.raises(CommandError) as caught:
        at_periksa().why_not(name, "periksa", by="loket", at=LATER)
    assert_one_sentence(caught.value)
    known = "complete, skip, lapse, attach, record, assign, suspend, resume, extend, revert, recount, migrate, withdraw"
    assert caught.value.message("id") == f"Tindakan '{name}' tidak dikenal; yang ada {known} dan cancel."
    assert caught.value.message("en") == f"There is no command '{name}'; the commands are {known} and cancel."


@pytest.mark.parametrize("restart", ["ya", 1, 0, None, []], ids=repr)
def test_whether_terms_begin_anew_is_said_with_true_or_false(restart: Any) -> None:
    with pytest.raises(CommandError) as caught:
        resume.but(restart=restart).on(suspended())
    assert caught.value.code == "restart-form"
    assert caught.value.message("id") == f"'restart' diberikan sebagai True atau False, bukan {restart!r}."
    assert caught.value.message("en") == f"'restart' is given as True or False, not as {restart!r}."


@pytest.mark.parametrize("step", [None, 5, "", ["periksa"], ("periksa",), b"periksa"], ids=repr)
def test_a_step_that_is_no_text_is_a_step_that_the_sop_does_not_have(step: Any) -> None:
    reason = refusal(at_periksa(), call("complete", step, by="loket", at=LATER))
    assert reason.code == "unknown_step"
    assert reason.message("id") == f"SOP ini tidak mempunyai langkah '{step}'; langkahnya {STEPS} dan umumkan."
    assert reason.message("en") == f"This SOP has no step '{step}'; its steps are {STEPS} and umumkan."


@pytest.mark.parametrize(
    ("id", "roles"),
    [("", {"kasi"}), (" ", {"kasi"}), (None, {"kasi"}), (5, {"kasi"}), ("budi", None), ("budi", [5]), ("budi", 5)],
)
def test_a_person_needs_an_id_and_roles_that_are_texts(id: Any, roles: Any) -> None:
    with pytest.raises(CommandError) as caught:
        sopflow.Person(id, roles=roles)
    assert_one_sentence(caught.value)


def test_a_person_needs_an_id() -> None:
    with pytest.raises(TypeError):
        sopflow.Person(roles={"kasi"})  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"id": ""}, CommandError),
        ({"id": 5}, CommandError),
        ({"by": 5}, CommandError),
        ({"documents": "ktp"}, CommandError),
        ({"documents": None}, CommandError),
        ({"documents": [["ktp"]]}, CommandError),
        ({"data": ["lengkap"]}, CommandError),
        ({"at": None}, InstantError),
        ({"at": "kemarin"}, InstantError),
    ],
    ids=repr,
)
def test_a_case_that_is_started_with_bad_forms_is_answered_with_one_sentence(
    given: dict[str, Any], error: type[sopflow.SopError]
) -> None:
    with pytest.raises(error) as caught:
        SOP.start(**{"at": START, **given})
    assert_one_sentence(caught.value)


NO_FACTS: Final[list[tuple[str, Any]]] = [
    ("luas", float("nan")), ("luas", float("inf")), ("luas", [5]), ("luas", {"m2": 5}), ("luas", True), ("luas", "50"),
    ("luas", None), ("luas", b"5"), ("luas", 5j), ("luas", 10**400), ("luas", -(10**400)), ("luas", 10**5000),
    ("jumlah", 1.5), ("jumlah", True), ("jumlah", 6), ("lengkap", 1), ("lengkap", 0), ("lengkap", "true"),
    ("lengkap", None), ("kelas", "\ud800"), ("kelas", 1), ("kelas", date(2026, 4, 13)), ("kelas", "x" * 100_000),
    ("kelas", "besar\n"),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "value"), NO_FACTS, ids=[f"{n}-{fact}" for n, (fact, _) in enumerate(NO_FACTS)])
def test_a_value_that_is_no_fact_is_refused_in_one_short_sentence(fact: str, value: Any) -> None:
    what = record(**{fact: value})
    assert codes(what.against(at_periksa())) == ["data_invalid"]
    reason = refusal(at_periksa(), what)
    assert_one_sentence(reason)
    for lang in ("id", "en"):
        assert len(reason.message(lang)) < 300
        assert reason.message(lang).encode()
    with pytest.raises(sopflow.Rejected) as caught:
        SOP.start(at=START, data={fact: value})
    assert caught.value.code == "data_invalid"


def test_a_text_can_be_told_from_a_number_in_what_a_fact_should_be() -> None:
    """The SOP wants the text "1" or "2", and was given the number."""
    with pytest.raises(sopflow.Rejected) as caught:
        STRICT.start(at=START, data={"golongan": 1})
    assert 'diisi 1, seharusnya "1" atau "2"' in caught.value.message("id")
    assert 'is 1, it should be "1" or "2"' in caught.value.message("en")


@pytest.mark.parametrize(("fact", "value"), [("luas", 0), ("luas", 2.5), ("jumlah", 5), ("kelas", "kecil")])
def test_a_value_at_the_edge_of_its_schema_is_taken(fact: str, value: Any) -> None:
    assert record(**{fact: value}).on(at_periksa()).data[fact] == value


class Kelas(StrEnum):
    """As applications name the values of a fact."""

    KECIL = "kecil"


class Jumlah(IntEnum):
    TIGA = 3


@pytest.mark.parametrize(
    ("fact", "value", "plain"),
    [
        ("kelas", Kelas.KECIL, "kecil"),
        ("kelas", np.str_("kecil"), "kecil"),
        ("jumlah", Jumlah.TIGA, 3),
        ("jumlah", 3.0, 3),
        ("luas", np.float64(2.5), 2.5),
        ("luas", Jumlah.TIGA, 3),
    ],
)
def test_a_value_of_a_kind_of_its_own_is_stored_as_the_plain_one(fact: str, value: Any, plain: object) -> None:
    case = record(**{fact: value}).on(at_periksa())
    stored = case.data[fact]
    assert (stored, type(stored)) == (plain, type(plain))
    assert case == record(**{fact: plain}).on(at_periksa())
    assert Case.from_json(case.to_json(), SOP).data == case.data


@pytest.mark.parametrize(
    "value", [np.float32(2.5), np.int64(3), np.bool_(True), Decimal("2.5"), Fraction(5, 2)], ids=repr
)
def test_a_number_that_json_does_not_know_is_refused(value: Any) -> None:
    """Which plain one it should be is for the application to say."""
    assert codes(record(luas=value).against(at_periksa())) == ["data_invalid"]


class Peran(str, Enum):  # noqa: UP042 - as many applications write it; format() gives its name
    """Roles and facts as members of an enumeration."""

    LOKET = "loket"
    KASI = "kasi"
    LUAS = "luas"
    PERIKSA = "periksa"
    TOLAK = "tolak"


def test_ids_may_be_members_of_an_enumeration() -> None:
    case = about("complete", Peran.PERIKSA, by=Peran.LOKET, data={"lengkap": True}).on(at_periksa())
    assert case == periksa.on(at_periksa())
    assert type(case.events[-1].by) is str
    assert type(next(iter(record(luas=2).on(case).data))) is str
    recorded = call("record", {Peran.LUAS: 2}, by=Peran.KASI, at=LATER).on(case)
    assert recorded == call("record", {"luas": 2}, by="kasi", at=LATER).on(case)
    assert codes(call("record", {Peran.LUAS: "x"}, by=Peran.KASI, at=LATER).against(case)) == ["data_invalid"]
    assert refusal(at_periksa(), periksa.but(by=Peran.KASI)).message("en") == (
        refusal(at_periksa(), periksa.but(by="kasi")).message("en")
    )
    chosen = call("complete", "putuskan", by="camat", at=LATER, choose=Peran.TOLAK, data={"jumlah": 1})
    assert chosen.on(at_putuskan()) == chosen.but(choose="tolak").on(at_putuskan())
    with pytest.raises(CommandError):
        about("assign", "periksa", person=Peran.LOKET).on(at_periksa())
    assert sopflow.Person(Peran.KASI, roles=[Peran.KASI]) == sopflow.Person("kasi", roles={"kasi"})
    assert type(sopflow.Person(Peran.KASI).id) is str


ARRAYS: Final = [np.array([1, 2]), np.array("x"), pd.Series({"luas": 1, "b": 2}), pd.DataFrame({"luas": [1]}), object()]


@pytest.mark.parametrize("given", ARRAYS, ids=lambda given: type(given).__name__)
def test_tables_are_no_facts(given: Any) -> None:
    for what in (call("record", given, by="kasi", at=LATER), periksa.but(data=given)):
        for ask in (what.on, what.against):
            with pytest.raises(CommandError) as caught:
                ask(at_periksa())
            assert_one_sentence(caught.value)
    with pytest.raises(CommandError):
        SOP.start(at=START, data=given)


@pytest.mark.parametrize("given", [np.array("ktp"), np.array([1]), 5, None], ids=repr)
def test_what_holds_no_texts_is_no_documents_and_no_roles(given: Any) -> None:
    with pytest.raises(CommandError):
        call("attach", given, by="kasi", at=LATER).on(at_periksa())
    with pytest.raises(CommandError):
        sopflow.Person("budi", roles=given)


def test_names_of_the_sop_steer_nothing_in_sentences() -> None:
    text = TEXT.replace("Akta pendirian", '"Akta\u202e pendirian\\nkedua"').replace("Luas lahan", '"Luas\u202e lahan"')
    odd = sopflow.loads(text.replace("name: Ahli", 'name: "Ahli\u202e"'))
    case = odd.start(at=START, documents=["formulir", "ktp"], data={"badan_hukum": True})
    for what in (
        call("complete", "ajukan", by="pemohon", at=LATER),
        call("record", {"luas": "x"}, by="ahli", at=LATER),
        call("suspend", by="ahli", at=LATER, reason="x"),
    ):
        for reason in what.against(case):
            assert_short_line(reason)
            assert "u202e" in reason.message("id")


def test_facts_are_read_once() -> None:
    """What is checked is what is stored, also where a mapping answers otherwise each time."""

    class Wayward(Mapping[str, Any]):
        asked = 0

        def __getitem__(self, key: str) -> Any:
            self.asked += 1
            return 2 if self.asked == 1 else -1

        def __iter__(self) -> Iterator[str]:
            return iter(["luas"])

        def __len__(self) -> int:
            return 1

    wayward = Wayward()
    case = call("record", wayward, by="pemohon", at=LATER).on(at_periksa())
    assert (wayward.asked, case.data["luas"]) == (1, 2)


def test_an_instant_of_pandas_is_stored_as_a_plain_one() -> None:
    at = pd.Timestamp("2026-04-15 09:00", tz="Asia/Jakarta")
    case = periksa.but(at=at).on(at_periksa())
    assert type(case.events[-1].at) is datetime
    assert case == periksa.on(at_periksa())
    assert extend.but(to=pd.Timestamp("2026-04-28 09:00")).on(at_periksa()) == (
        extend.but(to="2026-04-28T09:00").on(at_periksa())
    )


@pytest.mark.parametrize("order", list(permutations(("ktp", "paspor", "akta"))))
def test_documents_are_the_same_in_any_order(order: tuple[str, ...]) -> None:
    case = empty_handed().attach(order, by="pemohon", at=START)
    assert case == empty_handed().attach(["ktp", "paspor", "akta"], by="pemohon", at=START)
    assert Case.from_json(case.to_json(), SOP) == case


def test_an_array_of_documents_is_taken_as_any_collection() -> None:
    assert "ktp" in empty_handed().attach(np.array(["ktp", "akta"]), by="pemohon", at=START).documents


def test_a_task_is_given_to_a_person_not_to_a_role() -> None:
    with pytest.raises(CommandError) as caught:
        about("assign", "periksa", person="loket").on(at_periksa())
    assert caught.value.message("id") == (
        "'loket' adalah peran, bukan orang; berikan id orang, atau sopflow.Person dengan peran itu."
    )
    assert caught.value.message("en") == (
        "'loket' is a role, not a person; give the id of a person, or a sopflow.Person with that role."
    )


def test_documents_come_in_any_kind_of_collection() -> None:
    """Handed in twice is handed in once."""
    for documents in (["ktp"], ("ktp", "ktp"), {"ktp"}, iter(["ktp"]), {"ktp": 1}.keys()):
        assert "ktp" in empty_handed().attach(documents, by="pemohon", at=START).documents


def test_the_plain_sop_ends_with_its_one_step() -> None:
    assert PLAIN.start(at=START).complete("tulis", by="sekretaris", at=START).outcome == "selesai"
