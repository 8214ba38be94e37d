"""Cases as JSON: what is written comes back equal at every point, and what was not written is refused in a sentence."""

from __future__ import annotations

import json
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import sopflow
from effort import tries
from sopflow import Case, CaseError, CommandError, Rejected
from sopflow.testing import histories, procedures

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
INDIRECT: Final = sopflow.load(ROOT / "procedures" / "pengaduan-tidak-langsung.yaml")
SCHEMA: Final[dict[str, Any]] = json.loads((ROOT / "schemas" / "case.schema.json").read_text(encoding="utf-8"))
JUDGE: Final = Draft202012Validator(SCHEMA)

cases = st.one_of(histories(INDIRECT), procedures(8).flatmap(histories))


def sealed(body: dict[str, Any]) -> str:
    """A case as somebody would write it who knows how the digest is made."""
    rest = {key: value for key, value in body.items() if key != "digest"}
    digest = sha256(json.dumps(rest, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
    return json.dumps({**rest, "digest": digest})


def cut_after(body: dict[str, Any], length: int) -> dict[str, Any]:
    """A case as it was after so many events, with the calendars on which something has been counted by then."""
    events = body["events"][:length]
    values = [at(events, path) for path in places(events)]
    dues = [value["due"] for value in values if isinstance(value, dict) and "due" in value]
    dues += [value["promise"] for value in values if isinstance(value, dict) and "promise" in value]
    counted = [due.get("calendar", 0) if isinstance(due, dict) else 0 for due in dues]
    return {**body, "events": events, "calendars": body["calendars"][: max(counted, default=-1) + 1]}


def one_sentence(error: sopflow.SopError) -> None:
    for lang in ("id", "en"):
        said = error.message(lang)
        assert said.endswith(".")
        assert "\n" not in said
        assert "{" not in said


def a_case() -> Case:
    """A case with a little of everything: documents, facts, a person, a pause, an extension, a recount, a revert."""
    case = INDIRECT.start(at="2026-03-02T09:00", documents=["berkas_pengaduan"], id="017/2026")
    case = case.assign("penyerahan_berkas", "budi", by="sekretaris", at="2026-03-02T09:05")
    budi = sopflow.Person("budi", roles={"staf_administrasi"})
    case = case.complete("penyerahan_berkas", by=budi, at="2026-03-02T11:30")
    case = case.revert(by="sekretaris", at="2026-03-02T11:40", reason="Salah klik")
    case = case.complete("penyerahan_berkas", by=budi, at="2026-03-02T11:45")
    case = case.attach(["data_pendukung"], by="pelapor", at="2026-03-03T09:00")
    case = case.suspend(by="petugas_layanan", at="2026-03-04T10:00", reason="Menunggu keterangan pelapor")
    case = case.resume(by="petugas_layanan", at="2026-03-09T10:00")
    case = case.extend("klarifikasi", to="2 hari kerja", by="petugas_layanan", at="2026-03-10T09:00", reason="Rumit")
    case = case.recount(sopflow.calendar("id-warga"), by="sekretaris", at="2026-03-10T10:00", reason="Kalender baru")
    case = case.record({"dapat_ditindaklanjuti": True}, by="petugas_layanan", at="2026-03-10T11:00")
    return case.complete(
        "klarifikasi", by="petugas_layanan", at="2026-03-11T09:00", data={"dapat_ditindaklanjuti": True}
    )


@settings(max_examples=tries(60), deadline=None)
@given(case=cases)
def test_every_case_comes_back_equal_at_every_point_and_fits_the_schema(case: Case) -> None:
    text = case.to_json()
    JUDGE.validate(json.loads(text))
    whole = json.loads(text)
    for length in range(1, len(case.events) + 1):
        part = Case.from_json(sealed(cut_after(whole, length)), case.procedure)
        assert part.events == case.events[:length]
        assert Case.from_json(part.to_json(), case.procedure) == part
    again = Case.from_json(text, case.procedure)
    assert again == case
    assert hash(again) == hash(case)
    assert (again.status, again.outcome, again.tasks, again.due) == (case.status, case.outcome, case.tasks, case.due)


def test_the_json_of_a_case_says_what_happened_in_plain_words() -> None:
    written = json.loads(a_case().to_json())
    assert (written["case"], written["sop"], written["version"]) == ("017/2026", "pengaduan-tidak-langsung", "1")
    assert [event["type"] for event in written["events"]] == [
        "started", "assigned", "completed", "reverted", "completed", "attached", "suspended", "resumed", "extended",
        "recounted", "recorded", "completed",
    ]  # fmt: skip
    assert written["events"][2] == {
        "type": "completed", "seq": 3, "at": "2026-03-02T11:30+07:00", "by": "staf_administrasi", "person": "budi",
        "step": "penyerahan_berkas", "late": 30,
        "begun": [{"step": "klarifikasi", "due": "2026-03-16T15:00+07:00"}],
    }  # fmt: skip


def test_keys_in_another_order_and_blanks_between_them_change_nothing() -> None:
    case = a_case()
    written = json.loads(case.to_json())
    shuffled = json.dumps(written, sort_keys=True, indent=2)
    assert Case.from_json(shuffled, INDIRECT) == case
    assert Case.from_json(shuffled.encode(), INDIRECT) == case


def test_a_text_cut_off_anywhere_is_refused() -> None:
    text = a_case().to_json()
    for end in range(len(text)):
        with pytest.raises(CaseError) as refused:
            Case.from_json(text[:end], INDIRECT)
        assert refused.value.code in {"case-not-json", "case-not-a-case"}
    one_sentence(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "17",
        '"a"',
        "[" * 100_000,
        '{"events":NaN}',
        b"\xff\xfe",
        "9" * 5000,
        "\ud800",
        "\ufeff",
        '{"format": 1, "events": ["\ud800"]}',
        '{"format": 1, "events": [], "\udfff": 1}',
    ],
)
def test_what_is_no_case_is_refused(text: str | bytes) -> None:
    with pytest.raises(CaseError) as refused:
        Case.from_json(text, INDIRECT)
    one_sentence(refused.value)


@pytest.mark.parametrize("given", [None, 5, {}, [], object()])
def test_what_is_no_text_is_refused(given: Any) -> None:
    with pytest.raises(CaseError) as refused:
        Case.from_json(given, INDIRECT)
    assert refused.value.code == "case-no-text"
    one_sentence(refused.value)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON value."""
    yield path
    inner: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places(one, (*path, key))


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A copy with something else at a place, or without it where ``new`` is Ellipsis."""
    copy = deepcopy(value)
    inner = copy
    for key in path[:-1]:
        inner = inner[key]
    if new is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = new
    return copy


WHOLE: Final = json.loads(a_case().to_json())
OTHERS: Final = [
    ..., None, True, False, 0, 1, -1, 2.5, "", "x", [], {}, [1], {"x": 1}, 10**400, "2026-03-02T09:00+07:00",
    "2026-03-02T09:00:00.00", "2026-03-02T09:00:30+07", "2026-W10-1T09:00+07:00",
    "klarifikasi", "started", "hasil_analisis", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("path", [path for path in places(WHOLE) if path], ids=lambda path: ".".join(map(str, path)))
def test_whatever_is_changed_by_hand_is_found(path: tuple[Any, ...]) -> None:
    """Without a new digest always; with one, unless what comes out is a case that could have been written."""
    for new in OTHERS:
        other = changed(WHOLE, path, new)
        if json.dumps(other, sort_keys=True) == json.dumps(WHOLE, sort_keys=True):
            continue
        with pytest.raises((CaseError, Rejected)) as refused:
            Case.from_json(json.dumps(other), INDIRECT)
        one_sentence(refused.value)
        try:
            read = Case.from_json(sealed(other), INDIRECT)
        except (CaseError, Rejected) as error:
            one_sentence(error)
        else:
            assert JUDGE.is_valid(json.loads(sealed(other)))
            again = json.loads(
                sealed({**other, "version": INDIRECT.version})
            )  # that in use, if the content is the same
            assert json.loads(read.to_json()) == again


@settings(max_examples=tries(150), deadline=None)
@given(data=st.data())
def test_events_left_out_doubled_or_exchanged_are_refused(data: st.DataObject) -> None:
    """Also with numbers put right, unless what comes out is a case that could have been written."""
    events = WHOLE["events"]
    chosen = data.draw(st.lists(st.sampled_from(events), min_size=1, max_size=len(events)))
    assume(chosen != events[: len(chosen)])
    with pytest.raises(CaseError) as refused:
        Case.from_json(sealed(cut_after({**WHOLE, "events": chosen}, len(chosen))), INDIRECT)
    one_sentence(refused.value)
    renumbered = [{**event, "seq": number} for number, event in enumerate(chosen, 1)]
    body = cut_after({**WHOLE, "events": renumbered}, len(chosen))
    try:
        read = Case.from_json(sealed(body), INDIRECT)
    except CaseError as error:
        one_sentence(error)
    else:
        assert json.loads(read.to_json())["events"] == renumbered


@pytest.mark.parametrize(
    ("left_out", "number", "kind"),
    [
        (0, 1, "assigned"),  # nobody has started the case
        (3, 4, "completed"),  # what is done again has not been taken back
        (6, 7, "resumed"),  # nor suspended
        (7, 8, "extended"),  # nor resumed
    ],
)
def test_an_event_that_cannot_follow_is_named(left_out: int, number: int, kind: str) -> None:
    rest = [event for place, event in enumerate(WHOLE["events"]) if place != left_out]
    renumbered = [{**event, "seq": place} for place, event in enumerate(rest, 1)]
    with pytest.raises(CaseError) as refused:
        Case.from_json(sealed({**WHOLE, "events": renumbered}), INDIRECT)
    assert refused.value.code == "case-impossible"
    assert (refused.value.params["number"], refused.value.params["type"]) == (number, kind)
    one_sentence(refused.value)


@pytest.mark.parametrize(
    ("path", "new"),
    [
        (("calendars",), [*WHOLE["calendars"], {"id": "x", "hash": "y"}]),  # nothing has been counted on it
        (("calendars",), [WHOLE["calendars"][0], *WHOLE["calendars"]]),
        (("events", 2, "begun", 0, "visit"), 1),
        (("events", 2, "begun", 0, "since"), WHOLE["events"][2]["at"]),
        (("events", 0, "documents"), ["berkas_pengaduan", "berkas_pengaduan"]),
        (("events", 0, "documents"), ["data_pendukung", "berkas_pengaduan"]),  # not as in the SOP
    ],
)
def test_what_would_be_written_otherwise_is_refused(path: tuple[Any, ...], new: Any) -> None:
    with pytest.raises(CaseError) as refused:
        Case.from_json(sealed(changed(WHOLE, path, new)), INDIRECT)
    assert refused.value.code == "case-form"


def test_a_key_that_stands_twice_is_found_although_json_takes_the_last() -> None:
    text = a_case().to_json()
    for doubled in (text.replace('"case":', '"case":"PALSU","case":'), text.replace('"seq":3', '"seq":9,"seq":3')):
        with pytest.raises(CaseError) as refused:
            Case.from_json(doubled, INDIRECT)
        assert refused.value.code == "case-changed"


@pytest.mark.parametrize("other", [None, "sop.yaml", ROOT / "sop.yaml", []])
def test_a_case_is_read_with_a_procedure(other: Any) -> None:
    with pytest.raises(CommandError) as refused:
        Case.from_json(a_case().to_json(), other)
    assert refused.value.code == "procedure-form"
    one_sentence(refused.value)


def test_the_offset_of_an_instant_may_be_another_one() -> None:
    """A calendar may change its zone; its cases stay as they are."""
    other = changed(WHOLE, ("events", 0, "at"), "2026-03-02T02:00+00:00")
    assert Case.from_json(sealed(other), INDIRECT) == a_case()


def test_a_byte_order_mark_before_it_changes_nothing() -> None:
    text = a_case().to_json()
    for marked in ("\ufeff" + text, b"\xef\xbb\xbf" + text.encode()):
        assert Case.from_json(marked, INDIRECT) == a_case()


UNCERTAIN: Final = json.loads(INDIRECT.start(at="2028-03-01T09:00").to_json())


@pytest.mark.parametrize(
    ("place", "new"),
    [
        (("code",), "wish"),
        (("code",), "estimated-holiday"),  # it has no year
        (("params",), ...),
        (("params",), {}),
        (("params", "year"), "2028"),
        (("params", "year"), 0),
        (("params", "month"), 5),
        (("dates",), []),
        (("dates", 0), "2028-03-32"),
        (("dates", 0), "20280301"),
    ],
)
def test_what_a_due_date_rests_on_is_read_as_strictly(place: tuple[Any, ...], new: Any) -> None:
    path: tuple[Any, ...] = ("events", 0, "begun", 0, "due", "assumptions")
    path = (*path, [one["code"] for one in at(UNCERTAIN, path)].index("joint-leave-undecreed"))
    with pytest.raises(CaseError) as refused:
        Case.from_json(sealed(changed(UNCERTAIN, (*path, *place), new)), INDIRECT)
    assert "events[1].begun" in refused.value.message("en")
    one_sentence(refused.value)


@pytest.mark.parametrize(
    "raw",
    [
        "9999-12-31T23:59+07:00", "0001-01-01T00:00+07:00", "1989-12-31T23:59+07:00", "2101-01-01T00:00+07:00",
        "2026-03-03T09:00:00.0+07", "20260303T0900+0700xxxxxxx", "2026-03-03 09:00+07:00", "2026-03-03T09:00-99:00",
        "2026-03-03T09:00Z", "2026-03-03T09:00", "2026-W10-2T09:00+07:00", "２026-03-03T09:00+07:00",
    ],
)  # fmt: skip
def test_an_instant_that_was_never_written_is_refused_wherever_it_stands(raw: str) -> None:
    for path in (("events", 0, "at"), ("events", 0, "begun", 0, "due"), ("events", 7, "moved", "klarifikasi", "was")):
        with pytest.raises(CaseError) as refused:
            Case.from_json(sealed(changed(WHOLE, path, raw)), INDIRECT)
        one_sentence(refused.value)


def test_the_text_is_that_of_which_the_digest_is_made() -> None:
    text = a_case().to_json()
    body = {key: value for key, value in json.loads(text).items() if key != "digest"}
    assert text.startswith(json.dumps(body, separators=(",", ":"), sort_keys=True)[:-1] + ',"digest":"')


def test_a_newer_format_and_unknown_keys_are_called_newer() -> None:
    with pytest.raises(CaseError, match="2") as newer:
        Case.from_json(json.dumps({**WHOLE, "format": 2, "neu": 1}), INDIRECT)
    assert newer.value.code == "case-newer"
    for path in (("weather",), ("events", 2, "weather"), ("events", 2, "begun", 0, "weather")):
        with pytest.raises(CaseError, match="weather") as unknown:
            Case.from_json(sealed(changed(WHOLE, path, "sunny")), INDIRECT)
        assert unknown.value.code == "case-unknown-key"


def test_a_changed_sop_is_refused_with_what_changed() -> None:
    text = (ROOT / "procedures" / "pengaduan-tidak-langsung.yaml").read_text(encoding="utf-8")
    newer = sopflow.loads(text.replace('version: "1"', 'version: "2"').replace("10 Hari Kerja", "9 Hari Kerja"))
    with pytest.raises(Rejected) as refused:
        Case.from_json(a_case().to_json(), newer)
    assert refused.value.code == "definition_mismatch"
    assert refused.value.params["was_hash"] == INDIRECT.hash
    assert refused.value.params["now_hash"] == newer.hash
    said = refused.value.message("en")
    assert "version 1 " in said
    assert "version 2 " in said
    assert INDIRECT.hash[:10] in said
    assert newer.hash[:10] in said


def test_better_wording_does_not_orphan_a_case() -> None:
    text = (ROOT / "procedures" / "pengaduan-tidak-langsung.yaml").read_text(encoding="utf-8")
    reworded = sopflow.loads(text.replace("Hasil Analisis", "Hasil Telaah"))
    assert Case.from_json(a_case().to_json(), reworded) == a_case()


def test_another_procedure_is_refused() -> None:
    other = sopflow.load(ROOT / "procedures" / "pengaduan-langsung.yaml")
    with pytest.raises(Rejected, match="pengaduan-langsung"):
        Case.from_json(a_case().to_json(), other)


def test_the_schema_explains_every_key_in_both_languages() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    named = [
        value
        for path in places(SCHEMA)
        if len(path) > 1 and path[-2] == "properties" and path[-1] != "type"
        for value in [at(SCHEMA, path)]
    ]
    assert len(named) > 60
    for value in named:
        title = value.get("title") or at(SCHEMA, tuple(value["$ref"].removeprefix("#/").split("/")))["title"]
        assert " / " in title or title in {"Id", "Format"}


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value
