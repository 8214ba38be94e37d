"""Due dates of running cases: promised once, moved by suspensions and extensions, counted anew only when asked.

2026: 1 July is a Wednesday, July has no holiday; ``id-asn`` works Mon-Thu 07:30-12:00 and 13:00-16:00, Fri 07:30-11:30
and 13:00-16:30.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest
from engine_case import procedure_of
from hypothesis import given, settings
from hypothesis import strategies as st

import sopflow
from calendar_texts import asn_with, calendar_of
from effort import tries
from sketches import sound
from sopflow import Case, Rejected
from sopflow.calendars.load import calendar
from sopflow.definition.flow import analyse
from sopflow.engine.events import Recounted
from sopflow.errors import CalendarError
from sopflow.procedure import Procedure

if TYPE_CHECKING:
    from sopflow import WorkCalendar

CALENDARS: Final = {
    "asn": calendar("id-asn"),
    "warga": calendar("id-warga"),
    "always": calendar("24-jam"),
    "cutoff": asn_with('counting: {cutoff: "14:00"}'),
    "included": asn_with("counting: {first_day: included}"),
    "back": asn_with("counting: {roll: back}"),
    "unrolled": asn_with("counting: {roll: none}"),
}
TERMS: Final = (
    "90 menit", "20 jam", "1 hari kerja", "5 hari kerja", "3 hari kalender", "2 minggu", "1 bulan", "hari yang sama",
    "2 x 24 jam",
)  # fmt: skip
MINUTES: Final = st.one_of(st.integers(0, 90), st.integers(0, 3 * 24 * 60), st.integers(0, 12 * 24 * 60))


def procedure(work: WorkCalendar, lines: str) -> Procedure:
    """A procedure whose own calendar is ``work``, whatever its name says."""
    definition = sound(lines)
    return Procedure(definition, analyse(definition), {"id-asn": work})


def one_task(term: str, actor: str = "petugas", work: WorkCalendar = CALENDARS["asn"], at: str = "") -> Case:
    return procedure(work, f"kerja @{actor} ({term}): terbit").start(at=at or "2026-07-01T09:00")


def due(case: Case, step: str = "kerja") -> str:
    found = case.tasks[step].due
    return "" if found is None else found.strftime("%Y-%m-%d %H:%M")


def paused(case: Case, begin: str | datetime, end: str | datetime, **kwargs: Any) -> Case:
    return case.suspend(by="petugas", at=begin, reason="Menunggu").resume(by="petugas", at=end, **kwargs)


@settings(max_examples=tries(300), deadline=None)
@given(
    name=st.sampled_from(list(CALENDARS)),
    term=st.sampled_from(TERMS),
    begin=st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1)),
    steps=st.lists(st.tuples(MINUTES, MINUTES), max_size=4),
)
def test_suspended_one_by_one_a_task_is_due_when_the_calendar_says_for_all_at_once(
    name: str, term: str, begin: datetime, steps: list[tuple[int, int]]
) -> None:
    work = CALENDARS[name]
    case = one_task(term, work=work, at=begin.isoformat(timespec="minutes"))
    at = case.events[0].at
    pauses = []
    for before, lasting in steps:
        pause = (at + timedelta(minutes=before), at + timedelta(minutes=before + lasting))
        case, at = paused(case, *pause), pause[1]
        pauses.append(pause)
    expected = work.resumed(case.events[0].at, term, pauses)
    assert case.tasks["kerja"].due == expected.at
    assert Case.from_json(case.to_json(), case.procedure).tasks == case.tasks


def on(work: WorkCalendar, case: Case, lines: str) -> Case:
    """The case read again after its calendar has become ``work``."""
    return Case.from_json(case.to_json(), procedure(work, lines))


@pytest.mark.parametrize("term", [term for term in TERMS if term != "2 x 24 jam"])  # clock hours pass at noon too
@pytest.mark.parametrize(
    "pause", [("2026-07-01T09:10", "2026-07-01T09:10"), ("2026-07-01T12:00", "2026-07-01T13:00")], ids=["none", "lunch"]
)
def test_a_pause_without_working_time_moves_nothing_whatever_the_calendar_says_by_now(
    term: str, pause: tuple[str, str]
) -> None:
    """A table that changed since the promise was made changes it neither by itself nor by the way."""
    case = one_task(term)
    changed = asn_with("closures: [{date: 2026-07-02, reason: Pemilu}, {date: 2026-07-15, reason: Libur}]")
    later = on(changed, case, f"kerja @petugas ({term}): terbit")
    assert due(later) == due(case)
    assert due(paused(later, *pause)) == due(case)
    again = on(changed, paused(case, "2026-07-01T09:05", "2026-07-01T09:10"), f"kerja @petugas ({term}): terbit")
    assert due(paused(again, "2026-07-01T09:10", "2026-07-01T09:10")) == due(again)  # it touches the one before


FIVE: Final = "kerja @petugas (5 hari kerja): terbit"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "closures: [{date: 2026-07-13, reason: Pemilu}]", "2026-07-10 16:30"),  # Friday: the 13th is not reached
        ("", "closures: [{date: 2026-07-10, reason: Pemilu}]", "2026-07-13 16:00"),  # the day after the 9th is no day
        ("closures: [{date: 2026-07-06, reason: Batal}]", "", "2026-07-13 16:00"),
        ("closures: [{date: 2026-07-03, reason: Batal}]", "", "2026-07-13 16:00"),
    ],
)
def test_a_suspended_day_is_a_day_on_from_the_promise_however_the_calendar_has_changed_since(
    before: str, after: str, expected: str
) -> None:
    """5 hari kerja from 1 July is 8 July, with a day off on the way 9 July; a day is suspended before and after."""
    case = paused(one_task("5 hari kerja", work=asn_with(before)), "2026-07-01T10:00", "2026-07-02T10:00")
    assert due(case) == ("2026-07-10 16:30" if before else "2026-07-09 16:00")
    again = on(asn_with(after), case, FIVE)
    assert due(paused(again, "2026-07-07T10:00", "2026-07-08T10:00")) == expected


@pytest.mark.parametrize("term", ["1 hari kerja", "450 menit"])
def test_suspensions_that_touch_are_not_counted_again_on_a_calendar_that_has_changed_between(term: str) -> None:
    """Due on Monday 6 July after two suspended days, of which one is a day off by now; then a day later each time."""
    case = paused(one_task(term), "2026-07-01T10:00", "2026-07-03T10:00")
    closed = asn_with("closures: [{date: 2026-07-02, reason: Pemilu}]")
    case = on(closed, case, f"kerja @petugas ({term}): terbit")
    days = [due(case)[:10]]
    for begin, end in (("2026-07-03T10:00", "2026-07-06T10:00"), ("2026-07-06T10:00", "2026-07-07T10:00")):
        case = paused(case, begin, end)
        days.append(due(case)[:10])
    assert days == ["2026-07-06", "2026-07-07", "2026-07-08"]


@pytest.mark.parametrize("term", ["3 hari kalender", "1 minggu", "1 bulan"])
@pytest.mark.parametrize("pause", [("2026-07-03T02:00", "2026-07-03T03:00"), ("2026-07-03T09:00", "2026-07-03T10:00")])
def test_a_suspension_within_a_day_does_not_roll_again(term: str, pause: tuple[str, str]) -> None:
    """The date that it falls on has become a holiday meanwhile: the promise stands."""
    case = paused(one_task(term), "2026-07-01T10:00", "2026-07-02T10:00")
    at = case.tasks["kerja"].due
    assert at is not None
    closed = asn_with(f"closures: [{{date: {at:%Y-%m-%d}, reason: Pemilu}}]")
    assert paused(on(closed, case, f"kerja @petugas ({term}): terbit"), *pause).tasks["kerja"].due == at


def test_a_cutoff_on_a_changed_calendar_cuts_no_suspension_away() -> None:
    """Handed in on Wednesday 1 July after 14:00: received on Thursday, due there; Thursday is closed later on."""
    cutoff = 'counting: {cutoff: "14:00"}\n'
    case = one_task("2 jam", work=asn_with(cutoff), at="2026-07-01T15:00")
    assert due(case) == "2026-07-02 09:30"
    closed = asn_with(cutoff + "closures: [{date: 2026-07-02, reason: Pemilu}]")
    case = paused(on(closed, case, "kerja @petugas (2 jam): terbit"), "2026-07-01T15:30", "2026-07-06T09:00")
    assert case.tasks["kerja"].due >= case.events[-1].at  # type: ignore[operator]


def test_what_hung_on_the_start_is_not_counted_again_on_a_changed_calendar() -> None:
    """The first day included, 8 hari kalender from a closed 1 July count from the 2nd to the 9th, then to the 10th."""
    closed = asn_with("counting: {first_day: included}\nclosures: [{date: 2026-07-01, reason: Libur}]")
    case = one_task("8 hari kalender", work=closed)
    assert due(case) == "2026-07-09 16:00"
    opened = on(asn_with("counting: {first_day: included}"), case, "kerja @petugas (8 hari kalender): terbit")
    assert due(paused(opened, "2026-07-06T10:00", "2026-07-07T10:00")) == "2026-07-10 16:30"


def test_a_recount_is_not_forgotten_by_a_suspension_that_touches_the_one_before() -> None:
    """1 hari kerja from 1 July is the 2nd; suspended on the 3rd, it is overdue; two days off then make it the 6th."""
    case = paused(one_task("1 hari kerja"), "2026-07-03T09:00", "2026-07-03T10:00")
    closed = asn_with("closures: [{date: 2026-07-02, reason: Pemilu}, {date: 2026-07-03, reason: Pemilu}]")
    for case_then, calendar_then in (
        (case, closed),
        (on(closed, case, "kerja @petugas (1 hari kerja): terbit"), closed),
    ):
        again = case_then.recount(calendar_then, by="petugas", at="2026-07-03T10:00", reason="Keppres")
        assert due(again) == "2026-07-06 16:00"
        for begin in ("2026-07-03T10:00", "2026-07-03T10:01"):
            stopped = paused(again, begin, "2026-07-14T10:00")
            assert stopped.tasks["kerja"].due >= stopped.events[-1].at  # type: ignore[operator]
    assert due(paused(again, "2026-07-03T10:00", "2026-07-14T10:00")) == (
        due(paused(again, "2026-07-03T10:01", "2026-07-14T10:00"))
    )


def test_time_does_not_pass_in_a_suspended_case_that_is_late_already() -> None:
    """Due on Thursday 2 July 16:00, suspended an hour and a half into Friday, resumed on Monday the 13th."""
    case = one_task("1 hari kerja").suspend(by="petugas", at="2026-07-03T09:00", reason="x")
    assert case.tasks["kerja"].remaining("2026-07-13T09:00") == -90
    case = case.resume(by="petugas", at="2026-07-13T09:00")
    assert case.tasks["kerja"].remaining("2026-07-13T09:00") == -90
    assert case.tasks["kerja"].remaining("2026-07-13T09:30") == -120
    assert case.complete("kerja", by="petugas", at="2026-07-13T09:30").history[0].late == 120


def test_a_suspension_moves_the_promised_date_not_what_a_changed_calendar_would_have_promised() -> None:
    """5 hari kerja from 1 July is 8 July; a closure of the 8th comes later: a day's pause makes it the 9th."""
    case = one_task("5 hari kerja")
    changed = procedure(
        asn_with("closures: [{date: 2026-07-08, reason: Pemilu}]"), "kerja @petugas (5 hari kerja): terbit"
    )
    later = Case.from_json(case.to_json(), changed)
    assert due(later) == "2026-07-08 16:00"
    assert due(paused(later, "2026-07-02T10:00", "2026-07-03T10:00")) == "2026-07-09 16:00"
    recounted = later.recount(changed.calendar, by="petugas", at="2026-07-02T10:00", reason="Keppres")
    assert due(recounted) == "2026-07-09 16:00"
    event = recounted.events[-1]
    assert isinstance(event, Recounted)
    moved = event.moved["kerja"]
    assert (moved.was.day, moved.due.at.day, moved.due.hash) == (8, 9, changed.calendar.hash)
    assert event.reason == "Keppres"
    assert due(paused(recounted, "2026-07-02T10:00", "2026-07-03T10:00")) == "2026-07-10 16:30"


def test_calendar_days_roll_once_however_often_they_are_suspended() -> None:
    """3 hari kalender from Thursday 2 July is Sunday 5, rolled to 6; a day each on 2 and 3: Tuesday 7, not later."""
    case = one_task("3 hari kalender", at="2026-07-02T09:00")
    assert due(case) == "2026-07-06 16:00"
    case = paused(case, "2026-07-02T10:00", "2026-07-03T10:00")
    assert due(case) == "2026-07-06 16:00"  # the 6th is no day off: nothing to roll
    case = paused(case, "2026-07-03T10:30", "2026-07-06T10:00")  # Friday to Monday: three days
    assert due(case) == "2026-07-09 16:00"


@pytest.mark.parametrize(
    ("term", "to", "expected", "after_a_day"),
    [
        ("5 hari kerja", "2 hari kerja", "2026-07-10 16:30", "2026-07-13 16:00"),
        ("5 hari kerja", "1 minggu", "2026-07-15 16:00", "2026-07-16 16:00"),
        ("5 hari kerja", "2026-07-09T10:00", "2026-07-09 10:00", "2026-07-10 10:00"),  # to the minute: 7.5 hours
        ("20 jam", "90 menit", "2026-07-06 08:00", "2026-07-07 08:00"),
        ("2 x 24 jam", "1 x 24 jam", "2026-07-04 09:00", "2026-07-05 09:00"),
        ("2 x 24 jam", "2026-07-05T09:00", "2026-07-05 09:00", "2026-07-06 09:00"),
    ],
)
def test_an_extended_deadline_is_suspended_in_its_own_unit(term: str, to: str, expected: str, after_a_day: str) -> None:
    """The suspension is from Thursday 2 July 10:00 to Friday 3 July 10:00: a day, 7.5 working hours, 24 clock hours."""
    case = one_task(term).extend("kerja", to=to, by="petugas", at="2026-07-01T10:00", reason="Rumit")
    assert due(case) == expected
    assert due(paused(case, "2026-07-02T10:00", "2026-07-03T10:00")) == after_a_day
    with pytest.raises(Rejected):
        case.extend("kerja", to="2026-07-02T10:00", by="petugas", at="2026-07-01T11:00", reason="Rumit")


def test_a_recount_counts_what_was_extended_and_suspended_anew() -> None:
    case = one_task("5 hari kerja").extend(
        "kerja", to="2 hari kerja", by="petugas", at="2026-07-01T10:00", reason="Rumit"
    )
    case = paused(case, "2026-07-02T10:00", "2026-07-03T10:00")
    assert due(case) == "2026-07-13 16:00"
    changed = asn_with("closures: [{date: 2026-07-06, reason: Pemilu}, {date: 2026-07-13, reason: Libur}]")
    again = case.recount(changed, by="petugas", at="2026-07-03T10:00", reason="Keppres")
    assert due(again) == "2026-07-15 16:00"
    same = case.recount(CALENDARS["asn"], by="petugas", at="2026-07-03T10:00", reason="Sama")
    assert same.tasks == case.tasks
    assert same.events[-1].moved == {}  # type: ignore[union-attr]
    nothing = paused(one_task("5 hari kerja"), "2026-07-01T12:00", "2026-07-01T13:00")  # the lunch break
    nothing = nothing.recount(CALENDARS["asn"], by="petugas", at="2026-07-03T10:00", reason="Sama")
    assert nothing.events[-1].moved == {}  # type: ignore[union-attr]


def test_the_term_of_a_citizen_is_never_shortened_by_a_recount() -> None:
    """A joint-leave day is revoked: 18 March 2026 becomes a working day, so the office's term ends earlier."""
    changed = asn_with("openings: [{date: 2026-03-18, working_day: true, reason: Dicabut}]")
    for actor, expected in (("petugas", "2026-03-25 16:00"), ("warga", "2026-03-26 16:00")):
        case = one_task("2 hari kerja", actor, at="2026-03-17T09:00")
        assert due(case) == "2026-03-26 16:00"
        again = case.recount(changed, by="petugas", at="2026-03-17T10:00", reason="SKB baru")
        assert due(again) == expected


def test_only_tasks_on_the_changed_calendar_are_counted_anew() -> None:
    lines = "mulai: a+b\na @petugas (5 hari kerja): j\nb @jaga (5 hari kerja): j\nj&: terbit"
    case = procedure(CALENDARS["asn"], lines).start(at="2026-07-01T09:00")
    case = case.complete("mulai", by="petugas", at="2026-07-01T09:00")
    changed = asn_with("closures: [{date: 2026-07-08, reason: Pemilu}]")
    again = case.recount(changed, by="petugas", at="2026-07-01T10:00", reason="Keppres")
    assert (due(again, "a"), due(again, "b")) == ("2026-07-09 16:00", due(case, "b"))


def test_a_case_of_20_november_2024_keeps_its_promise_until_it_is_recounted() -> None:
    """5 hari kerja from 20 November 2024 was the 27th, until a decree of the 21st made that an election day."""
    before = asn_with("openings: [{date: 2024-11-27, working_day: true, reason: Sebelum Keppres 33/2024}]")
    case = one_task("5 hari kerja", work=before, at="2024-11-20T09:00")
    assert due(case) == "2024-11-27 16:00"
    read = Case.from_json(case.to_json(), procedure(CALENDARS["asn"], "kerja @petugas (5 hari kerja): terbit"))
    assert due(read) == "2024-11-27 16:00"
    again = read.recount(CALENDARS["asn"], by="petugas", at="2024-11-22T09:00", reason="Keppres 33/2024")
    assert due(again) == "2024-11-28 16:00"


def test_terms_can_begin_anew_with_the_complete_application() -> None:
    case = paused(one_task("5 hari kerja"), "2026-07-02T10:00", "2026-07-09T14:00", restart=True)
    assert due(case) == "2026-07-16 16:00"  # 10, 13, 14, 15, 16 July
    assert due(paused(case, "2026-07-10T10:00", "2026-07-13T10:00")) == "2026-07-17 16:30"


@pytest.mark.parametrize(
    ("resumed", "since", "expected", "recounted"),
    [
        # 7 and 8 July, from the start of the task; with the 8th a day off, 7 and 9
        ("2026-07-03T10:00", "2026-07-06T08:00", "2026-07-08 16:00", "2026-07-09 16:00"),
        # 8 and 9 July, from the resumption; with the 8th a day off, 9 and 10
        ("2026-07-07T10:00", "2026-07-06T08:00", "2026-07-09 16:00", "2026-07-10 16:30"),
    ],
)
def test_a_term_that_begins_anew_never_begins_before_its_task(
    resumed: str, since: str, expected: str, recounted: str
) -> None:
    """The suspension is entered after the task that began in the meantime."""
    sop = procedure(CALENDARS["asn"], "mulai @petugas: kerja\nkerja @petugas (2 hari kerja): terbit")
    case = sop.start(at="2026-07-01T09:00").complete("mulai", by="petugas", at=since)
    case = paused(case, "2026-07-02T10:00", resumed, restart=True)
    assert due(case) == expected
    assert Case.from_json(case.to_json(), case.procedure) == case
    changed = asn_with("closures: [{date: 2026-07-08, reason: Pemilu}]")
    assert due(case.recount(changed, by="petugas", at="2026-07-07T11:00", reason="Keppres")) == recounted


@pytest.mark.parametrize(
    ("begin", "end", "expected"),
    [
        ("2026-07-01T15:00", "2026-07-02T14:00", "2026-07-02 15:00"),  # an hour was left
        ("2026-07-01T15:00", "2026-07-01T17:00", "2026-07-02 08:30"),  # the same hour, the next morning
        ("2026-07-01T17:00", "2026-07-02T14:00", "2026-07-02 14:00"),  # nothing was left
        ("2026-07-01T17:00", "2026-07-01T22:00", "2026-07-02 16:00"),  # nor lost: the same day, from the resumption
        ("2026-07-01T17:00", "2026-07-01T18:00", "2026-07-01 20:00"),
    ],
)
def test_an_instant_outside_hours_that_somebody_set_is_never_left_before_the_resumption(
    begin: str, end: str, expected: str
) -> None:
    """Due on Wednesday 1 July at 20:00, four hours after closing."""
    case = one_task("1 jam").extend("kerja", to="2026-07-01T20:00", by="petugas", at="2026-07-01T10:00", reason="x")
    assert due(case) == "2026-07-01 20:00"
    assert due(paused(case, begin, end)) == expected


def test_a_recount_never_takes_back_an_instant_that_was_granted() -> None:
    case = one_task("2 hari kerja").extend(
        "kerja", to="2026-07-09T12:00", by="petugas", at="2026-07-01T10:00", reason="x"
    )
    for changed in (CALENDARS["asn"], asn_with("closures: [{date: 2026-07-02, reason: Pemilu}]")):
        again = case.recount(changed, by="petugas", at="2026-07-01T11:00", reason="Keppres")
        assert due(again) == "2026-07-09 12:00"
    much_later = asn_with(
        "\n".join(["closures:", *(f"  - {{date: 2026-07-{d:02}, reason: Libur}}" for d in range(2, 11))])
    )
    again = case.recount(much_later, by="petugas", at="2026-07-01T11:00", reason="Keppres")
    assert due(again) == "2026-07-14 16:00"  # 13 and 14 July: the calendar itself leads beyond the instant


def test_clock_hours_end_with_the_last_year_that_calendars_know() -> None:
    case = one_task("2 x 24 jam", at="2100-12-29T09:00")
    assert due(case) == "2100-12-31 09:00"
    with pytest.raises(CalendarError):
        case.extend("kerja", to="1 x 24 jam", by="petugas", at="2100-12-29T10:00", reason="x")
    with pytest.raises(CalendarError):
        paused(case, "2100-12-29T10:00", "2100-12-30T10:00")


def test_a_suspended_case_has_a_remaining_time_but_no_due_date() -> None:
    case = one_task("5 jam").suspend(by="petugas", at="2026-07-01T10:00", reason="Menunggu")
    task = case.tasks["kerja"]
    assert task.due is None
    assert task.remaining("2026-07-20T10:00") == 4 * 60
    assert task.due_if_resumed("2026-07-20T10:00") == datetime.fromisoformat("2026-07-20T15:00+07:00")
    assert case.overdue("2026-08-01") == []
    late = one_task("1 jam").suspend(by="petugas", at="2026-07-01T14:00", reason="Menunggu")
    assert [task.step for task in late.overdue("2026-07-01T14:00")] == ["kerja"]
    assert late.tasks["kerja"].remaining("2026-07-20") == -180


def test_overdue_and_late_are_told_in_working_time() -> None:
    case = one_task("5 jam")  # due 1 July 15:00
    assert case.overdue("2026-07-01T15:00") == []
    assert [task.step for task in case.overdue("2026-07-01T15:01")] == ["kerja"]
    assert case.tasks["kerja"].remaining("2026-07-01T14:00") == 60
    done = case.complete("kerja", by="petugas", at="2026-07-02T08:00")
    assert [(task.late, task.done_by, task.on_time) for task in done.history] == [(90, "petugas", False)]
    punctual = case.complete("kerja", by="petugas", at="2026-07-01T15:00")
    assert [(task.late, task.on_time) for task in punctual.history] == [(0, True)]
    in_the_break = one_task("3 jam").complete("kerja", by="petugas", at="2026-07-01T12:30")
    assert [(task.late, task.on_time) for task in in_the_break.history] == [(0, False)]  # due 12:00, nobody works
    assert case.tasks["kerja"].on_time is None
    without = procedure(CALENDARS["asn"], "kerja @petugas: terbit").start(at="2026-07-01T09:00")
    assert without.complete("kerja", by="petugas", at="2026-07-20").history[0].on_time is None


def test_a_join_is_due_by_its_latest_arrival_and_a_cutoff_counts_for_what_comes_from_outside() -> None:
    lines = "mulai: a+b\na @warga: j\nb @petugas: j\nj& (1 hari kerja): terbit"
    case = (
        procedure(CALENDARS["cutoff"], lines)
        .start(at="2026-07-01T09:00")
        .complete("mulai", by="petugas", at="2026-07-01T09:00")
    )
    outside = case.complete("a", by="warga", at="2026-07-02T14:30").complete("b", by="petugas", at="2026-07-02T15:00")
    assert outside.tasks["j"].since == datetime.fromisoformat("2026-07-02T15:00+07:00")
    assert due(outside, "j") == "2026-07-06 16:00"  # received on Friday 3
    inside = case.complete("a", by="warga", at="2026-07-02T13:30").complete("b", by="petugas", at="2026-07-02T15:00")
    assert due(inside, "j") == "2026-07-03 16:30"
    early = case.complete("b", by="petugas", at="2026-07-02T15:00").complete("a", by="warga", at="2026-07-02T13:30")
    assert due(early, "j") == "2026-07-03 16:30"
    assert early.tasks["j"].since == datetime.fromisoformat("2026-07-02T15:00+07:00")


SERVICE: Final = """
sop: layanan
version: "1"
title: Layanan
day_counting: working
service_time: {duration: 5 hari kerja, %s extension: 2 hari kerja}
actors: {loket: Loket, warga: {name: Warga, external: true}}
steps:
  - {id: terima, actor: loket, activity: Menerima, branches: [{id: lengkap, next: kerja}, {id: kurang, next: lengkapi}]}
  - {id: lengkapi, actor: warga, activity: Melengkapi, next: terima}
  - {id: kerja, actor: loket, activity: Mengerjakan, next: selesai}
"""


def moment(case: Case) -> str:
    return case.due.strftime("%m-%d %H:%M") if case.due else ""


def test_what_the_citizen_is_promised_runs_from_the_start() -> None:
    case = sopflow.loads(SERVICE % "").start(at="2026-07-01T09:00")
    assert moment(case) == "07-08 16:00"
    assert case.certain
    assert moment(case.suspend(by="loket", at="2026-07-02T10:00", reason="x")) == ""
    case = case.suspend(by="loket", at="2026-07-02T10:00", reason="x").resume(by="loket", at="2026-07-03T10:00")
    assert moment(case) == "07-09 16:00"
    longer = case.extend(to="2 hari kerja", by="loket", at="2026-07-03T11:00", reason="x")
    assert moment(longer) == "07-13 16:00"
    assert longer.why_not("extend", to="1 hari kerja", by="loket", at="2026-07-03T12:00", reason="x")[0].code == (
        "not_an_extension"
    )
    too_long = case.why_not("extend", to="3 hari kerja", by="loket", at="2026-07-03T12:00", reason="x")
    assert [reason.code for reason in too_long] == ["not_an_extension"]


def test_what_the_citizen_is_promised_can_run_from_the_latest_completion_of_a_step() -> None:
    case = sopflow.loads(SERVICE % "from: terima,").start(at="2026-07-01T09:00")
    assert case.due is None
    case = case.complete("terima", by="loket", at="2026-07-01T10:00", choose="kurang")
    assert moment(case) == "07-08 16:00"
    case = case.complete("lengkapi", by="warga", at="2026-07-03T10:00")
    assert moment(case) == "07-08 16:00"
    case = case.complete("terima", by="loket", at="2026-07-06T10:00", choose="lengkap")
    assert moment(case) == "07-13 16:00"
    back = case.revert(by="loket", at="2026-07-06T10:30", reason="Salah klik")
    assert moment(back) == "07-08 16:00"


def test_uncertain_dates_say_so_in_the_task_and_in_its_json() -> None:
    case = one_task("5 hari kerja", at="2028-03-01T09:00")
    task = case.tasks["kerja"]
    assert not task.certain
    assert "joint-leave-undecreed" in {assumption.code for assumption in task.assumptions}
    again = Case.from_json(case.to_json(), case.procedure)
    assert again.tasks["kerja"].assumptions == task.assumptions
    assert again.to_json() == case.to_json()


BERLIN: Final = """
calendar: berlin
timezone: Europe/Berlin
national_holidays: false
joint_leave: false
hours: {mon-sun: ["00:00-24:00"]}
"""


@pytest.mark.parametrize(
    ("start", "since", "day_later"),
    [
        ("2026-10-25T00:30+00:00", "2026-10-25T02:30+02:00", "2026-10-26T01:30+01:00"),  # the first 02:30
        ("2026-10-25T01:30+00:00", "2026-10-25T02:30+01:00", "2026-10-26T02:30+01:00"),  # the second
        ("2026-03-29T02:30", "2026-03-29T03:30+02:00", "2026-03-30T03:30+02:00"),  # an hour that clocks skip
    ],
)
def test_clocks_that_change_lose_no_hour(start: str, since: str, day_later: str) -> None:
    case = one_task("1 x 24 jam", work=calendar_of(BERLIN), at=start)
    task = case.tasks["kerja"]
    assert (task.since.isoformat(timespec="minutes"), task.due and task.due.isoformat(timespec="minutes")) == (
        since,
        day_later,
    )
    again = Case.from_json(case.to_json(), case.procedure)
    assert again == case
    assert again.to_json() == case.to_json()


def in_berlin(term: str, at: str) -> Case:
    return one_task(term, work=calendar_of(BERLIN), at=at)


def test_in_the_hour_that_clocks_show_twice_a_term_is_over_when_it_is() -> None:
    """On 25 October 2026 the clocks of Berlin go back at 01:00 UTC: 02:45 comes at 00:45 and at 01:45 UTC."""
    sop = procedure(calendar_of(BERLIN), "kerja @petugas (1 x 24 jam): terbit|lapse=gagal")
    case = sop.start(at="2026-10-24T01:30+00:00")
    task = case.tasks["kerja"]
    assert task.due is not None
    assert task.due.isoformat(timespec="minutes") == "2026-10-25T02:30+01:00"
    first, second = "2026-10-25T02:45+02:00", "2026-10-25T02:45+01:00"
    assert [reason.code for reason in case.why_not("lapse", "kerja", by="petugas", at=first)] == ["not_overdue"]
    assert not task.is_overdue(first)
    assert task.is_overdue(second)
    lapsed = case.lapse("kerja", by="petugas", at=second)
    assert lapsed.events[-1].at.isoformat() == "2026-10-25T02:45:00+01:00"
    assert case.lapse("kerja", by="petugas", at=task.due).history[0].on_time is False  # nobody did it
    assert case.complete("kerja", by="petugas", at=first).history[0].on_time
    early, late = (case.complete("kerja", by="petugas", at=at) for at in (first, second))
    assert early != late
    assert Case.from_json(late.to_json(), sop) == late


def test_in_the_hour_that_clocks_show_twice_no_arrival_makes_a_join_due_earlier() -> None:
    """24 hours from 00:30 and from 01:10 UTC end at 02:30 summer time and, 40 minutes later, at 02:10 winter time."""
    lines = "mulai: a+b\na @petugas: j\nb @petugas: j\nj& @petugas (1 x 24 jam): terbit"
    sop = procedure(calendar_of(BERLIN), lines)
    case = sop.start(at="2026-10-24T00:00+00:00").complete("mulai", by="petugas", at="2026-10-24T00:00+00:00")
    for first, second in (("a", "b"), ("b", "a")):
        joined = case.complete(first, by="petugas", at="2026-10-24T00:30+00:00")
        joined = joined.complete(second, by="petugas", at="2026-10-24T01:10+00:00")
        assert joined.tasks["j"].due == datetime.fromisoformat("2026-10-25T02:10+01:00")
    first_late = case.complete("a", by="petugas", at="2026-10-24T01:10+00:00").plan("2026-10-24T00:30+00:00")
    assert first_late.due == datetime.fromisoformat("2026-10-25T02:10+01:00")


@pytest.mark.parametrize("term", ["10 menit", "60 menit", "1 x 24 jam"])
def test_in_the_hour_that_clocks_show_twice_nothing_is_due_before_it_begins(term: str) -> None:
    for minute in range(0, 120, 10):
        start = datetime.fromisoformat("2026-10-25T00:00+00:00") + timedelta(minutes=minute)
        task = in_berlin(term, start.isoformat()).tasks["kerja"]
        assert task.due is not None
        assert task.since == start
        assert task.due >= task.since
        assert not task.is_overdue(start)


def test_in_the_hour_that_clocks_show_twice_clock_hours_are_paid_back() -> None:
    """Due at the second 02:30 of 25 October; an hour of pause makes it 03:30."""
    case = in_berlin("1 x 24 jam", "2026-10-24T03:30")
    assert case.tasks["kerja"].due == datetime.fromisoformat("2026-10-25T02:30+01:00")
    case = paused(case, "2026-10-24T10:00", "2026-10-24T11:00")
    assert case.tasks["kerja"].due == datetime.fromisoformat("2026-10-25T03:30+01:00")
    case = in_berlin("1 x 24 jam", "2026-10-24T03:30")
    longer = case.extend("kerja", to="10 menit", by="petugas", at="2026-10-24T11:00", reason="x")
    assert longer.tasks["kerja"].due == datetime.fromisoformat("2026-10-25T02:40+01:00")


def test_in_the_hour_that_clocks_show_twice_what_is_late_stays_late() -> None:
    """Due at the first 02:30 of 25 October; a suspension two days later moves nothing."""
    case = paused(in_berlin("1 x 24 jam", "2026-10-24T01:30"), "2026-10-24T03:00", "2026-10-24T04:00")
    assert case.tasks["kerja"].due == datetime.fromisoformat("2026-10-25T02:30+02:00")
    late = paused(case, "2026-10-27T09:00", "2026-10-30T09:00")
    assert late.tasks["kerja"].due == case.tasks["kerja"].due
    short = in_berlin("20 menit", "2026-10-25T02:10+02:00")
    assert paused(short, "2026-10-25T02:25+01:00", "2026-10-30T09:00").tasks["kerja"].due == short.tasks["kerja"].due


def test_in_the_hour_that_clocks_show_twice_a_pause_of_that_hour_is_paid_back() -> None:
    case = in_berlin("1 x 24 jam", "2026-10-24T02:53")
    assert case.tasks["kerja"].due == datetime.fromisoformat("2026-10-25T02:53+02:00")
    case = paused(case, "2026-10-24T10:00", "2026-10-24T11:00")
    assert case.tasks["kerja"].due == datetime.fromisoformat("2026-10-25T02:53+01:00")
    calendar_again = case.procedure.calendar
    assert case.recount(calendar_again, by="petugas", at="2026-10-24T12:00", reason="x").tasks == case.tasks
    longer = case.extend("kerja", to="3 menit", by="petugas", at="2026-10-24T12:00", reason="x")
    assert longer.tasks["kerja"].due == datetime.fromisoformat("2026-10-25T02:56+01:00")
    assert longer.recount(calendar_again, by="petugas", at="2026-10-24T12:00", reason="x").tasks == longer.tasks


def test_in_the_hour_that_clocks_show_twice_nobody_is_late_by_less_than_nothing() -> None:
    """Due at the first 02:50, done at the second 02:10: the clock says 40 minutes before."""
    case = in_berlin("60 menit", "2026-10-25T01:50+02:00")
    assert case.tasks["kerja"].remaining("2026-10-25T02:10+01:00") == 0
    done = case.complete("kerja", by="petugas", at="2026-10-25T02:10+01:00")
    assert (done.history[0].late, done.history[0].on_time) == (0, False)
    assert Case.from_json(done.to_json(), case.procedure) == done


def test_in_the_hour_that_clocks_show_twice_time_does_not_run_back() -> None:
    case = in_berlin("1 x 24 jam", "2026-10-25T02:50+02:00")
    assert not case.why_not("complete", "kerja", by="petugas", at="2026-10-25T02:10+01:00")  # 20 minutes later
    case = in_berlin("1 x 24 jam", "2026-10-25T02:10+01:00")
    reasons = case.why_not("complete", "kerja", by="petugas", at="2026-10-25T02:50+02:00")  # 20 minutes earlier
    assert [reason.code for reason in reasons] == ["time_reversed"]


ZONES: Final = ("Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Jakarta")
PUT_BACK: Final = (
    "2026-10-25T01:00+00:00",
    "2026-04-04T15:00+00:00",
    "2026-02-15T02:00+00:00",
    "2026-03-02T02:00+00:00",
)
"""When the clocks of these zones are put back (in Jakarta they never are)."""


@settings(max_examples=tries(150), deadline=None)
@given(
    place=st.integers(0, 3),
    term=st.sampled_from(["10 menit", "50 menit", "2 jam", "1 x 24 jam"]),
    minutes=st.lists(st.integers(0, 90), min_size=2, max_size=8),
    kinds=st.lists(st.sampled_from(["next", "pause", "restart", "longer"]), min_size=8, max_size=8),
)
def test_around_the_doubled_hour_time_runs_on(place: int, term: str, minutes: list[int], kinds: list[str]) -> None:
    work = calendar_of(BERLIN.replace("Europe/Berlin", ZONES[place]))
    sop = procedure(work, f"satu @petugas ({term}): dua\ndua @petugas ({term}): satu|lapse=terbit")
    at = datetime.fromisoformat(PUT_BACK[place]) - timedelta(minutes=60)
    case = sop.start(at=at)
    for wait, kind in zip(minutes, kinds, strict=False):
        at += timedelta(minutes=wait)
        ((step, task),) = case.tasks.items()
        assert task.due is not None
        assert task.due >= task.since
        left = task.remaining(at)
        assert left is not None
        assert (left <= 0) if task.is_overdue(at) else (left >= 0)
        before = task.due
        if kind == "next":
            case = case.complete(step, by="petugas", at=at)
            assert case.history[-1].late >= 0
        elif kind == "longer":
            case = case.extend(step, to="10 menit", by="petugas", at=at, reason="x")
            assert case.tasks[step].due > before  # type: ignore[operator]
        else:
            again = at + timedelta(minutes=45)
            case = paused(case, at, again, restart=kind == "restart")
            due_now = case.tasks[step].due
            assert due_now is not None
            assert due_now >= (again if kind == "restart" or at < before else before)
            at = again
        assert Case.from_json(case.to_json(), sop) == case


@pytest.mark.parametrize("name", ["Europe/Berlin", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Jakarta"])
def test_instants_without_a_zone_are_those_of_the_calendar(name: str) -> None:
    work = calendar_of(BERLIN.replace("Europe/Berlin", name))
    naive = datetime(2026, 6, 15, 10, 0)
    case = one_task("3 jam", work=work, at="2026-06-15T09:00")
    for at in (naive, naive.isoformat(), naive.replace(tzinfo=work.timezone)):
        done = case.complete("kerja", by="petugas", at=at)
        assert done.events[-1].at == naive.replace(tzinfo=work.timezone)
        assert done.events[-1].at.utcoffset() is not None
        assert Case.from_json(done.to_json(), case.procedure) == done


def test_procedure_of_a_bare_definition_runs() -> None:
    assert procedure_of(sound("kerja: terbit")).start(at="2026-07-01").tasks["kerja"].due is None
