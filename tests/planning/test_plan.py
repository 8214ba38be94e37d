"""Plans, against dates that were counted by hand.

Hours of ``id-asn``: Mon-Thu 07:30-12:00 and 13:00-16:00, Fri 07:30-11:30 and 13:00-16:30. In Ramadan, 19 February to
20 March 2026: Mon-Thu 08:00-12:00 and 12:30-15:00, Fri 08:00-11:30 and 12:30-15:30.

Days off in the spring of 2026, besides Saturdays and Sundays: 18 March (joint leave for Nyepi), 19 March (Nyepi), 20
March (joint leave for Idul Fitri), 21 and 22 March (Idul Fitri, a Saturday and a Sunday), 23 and 24 March (joint leave
for Idul Fitri), 3 April (Good Friday), 5 April (Easter, a Sunday). 2 March is a Monday.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import pytest
from sketches import sketch, sound

import sopflow
from sopflow.calendars.load import built_in_rules, calendar, rules_from
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.definition.flow import analyse
from sopflow.errors import CalendarError, ChoiceError, InstantError
from sopflow.planning.plan import make_plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sopflow.calendars.instant import When
    from sopflow.planning.model import Plan

    Choices = Sequence[tuple[str, str]] | Mapping[str, str]

PROCEDURES: Final = Path(__file__).parents[2] / "procedures"
INDIRECT: Final = sopflow.load(PROCEDURES / "pengaduan-tidak-langsung.yaml")
DIRECT: Final = sopflow.load(PROCEDURES / "pengaduan-langsung.yaml")
BUSINESS: Final = sopflow.load(Path(__file__).parents[1] / "definition" / "surat-keterangan-usaha.yaml")
START: Final = "2026-03-02T09:00"


def wib(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZoneInfo("Asia/Jakarta"))


def plan_of(text: str, start: When = START, choices: Choices = (), work: WorkCalendar | None = None) -> Plan:
    definition = sound("\n".join(line.strip() for line in text.strip().splitlines()))
    return make_plan(definition, analyse(definition), calendar, start, choices, work)


def rows(plan: Plan) -> list[tuple[str, int, str, str | None]]:
    """The tasks as a table: step, visit, start, due."""
    return [(task.step, task.visit, short(task.starts), task.due and short(task.due)) for task in plan.steps]


def ways(plan: Plan) -> list[tuple[str, str, str | None]]:
    """The ways as a table: choices, outcome, due."""
    return [
        (" ".join(f"{c.step}={c.branch}" for c in way.choices), way.outcome, way.due and short(way.due))
        for way in plan.scenarios
    ]


def short(at: datetime) -> str:
    return at.strftime("%m-%d %H:%M")


# Row, step, start, term, day by day, due. "off" days are those of the head of this file; "Sat", "Sun" the week's end.
INDIRECT_BY_HAND: Final = [
    # Ramadan, 08:00-12:00: two hours from 09:00.
    (1, "penyerahan_berkas", "03-02 09:00", "120 Menit", "", "03-02 11:00"),
    # The day of the start is not counted. A Monday in Ramadan closes at 15:00.
    (2, "klarifikasi", "03-02 11:00", "10 Hari Kerja",
     "3:1 4:2 5:3 6:4 7:Sat 8:Sun 9:5 10:6 11:7 12:8 13:9 14:Sat 15:Sun 16:10", "03-16 15:00"),
    # Over Nyepi, Idul Fitri and their joint leave. After Ramadan a Monday closes at 16:00.
    (3, "telaah", "03-16 15:00", "5 Hari",
     "17:1 18:off 19:off 20:off 21:Sat 22:Sun 23:off 24:off 25:2 26:3 27:4 28:Sat 29:Sun 30:5", "03-30 16:00"),
    (4, "rekomendasi", "03-30 16:00", "3 hari", "31:1 1:2 2:3", "04-02 16:00"),
    # Over Good Friday and Easter. A Friday closes at 16:30.
    (5, "layanan_pendampingan", "04-02 16:00", "5 hari",
     "3:off 4:Sat 5:Sun 6:1 7:2 8:3 9:4 10:5", "04-10 16:30"),
    (6, "tindak_lanjut", "04-10 16:30", "6 Hari", "11:Sat 12:Sun 13:1 14:2 15:3 16:4 17:5 18:Sat 19:Sun 20:6",
     "04-20 16:00"),
    (7, "penerimaan_layanan", "04-20 16:00", "1 Hari", "21:1", "04-21 16:00"),
]  # fmt: skip

OFF: Final = {date(2026, 3, day) for day in (18, 19, 20, 23, 24)} | {date(2026, 4, 3)}


@pytest.mark.parametrize("row", INDIRECT_BY_HAND, ids=lambda row: str(row[1]))
def test_the_table_counts_every_date_from_start_to_due_once(row: tuple[int, str, str, str, str, str]) -> None:
    """The table itself: no date left out, none counted that is off, the last count that of the term."""
    _, _, start, term, days, due = row
    counted = 0
    day = wib(start).date()
    for entry in days.split():
        day += timedelta(days=1)
        number, count = entry.split(":")
        assert day.day == int(number)
        assert (count == "off") == (day in OFF)
        assert (count in ("Sat", "Sun")) == (day.weekday() >= 5)
        if count.isdigit():
            counted += 1
            assert counted == int(count)
    assert day == wib(due).date()
    assert not days or counted == int(term.split()[0])


@pytest.mark.parametrize("row", INDIRECT_BY_HAND, ids=lambda row: str(row[1]))
def test_the_indirect_sop_is_due_as_counted_by_hand(row: tuple[int, str, str, str, str, str]) -> None:
    number, step, start, term, _, due = row
    task = INDIRECT.plan("2026-03-02T09:00+07:00").steps[number - 1]
    assert (task.step, task.visit, task.number) == (step, 1, str(number))
    assert (task.starts, task.due) == (wib(start), wib(due))
    assert task.duration is not None
    assert task.duration.text == term
    assert task.certain


def test_the_other_ways_of_the_indirect_sop_are_due_as_counted_by_hand() -> None:
    """Branch 3b goes to row 6 on 30 March: 31:1 1:2 2:3 3:off 4:Sat 5:Sun 6:4 7:5 8:6, row 7 on 9 April, a Thursday."""
    plan = INDIRECT.plan(START)
    assert len(plan.steps) == 7
    assert ways(plan) == [
        ("klarifikasi=ditindaklanjuti telaah=pendampingan", "selesai", "04-21 16:00"),
        ("klarifikasi=ditindaklanjuti telaah=layanan_lain", "selesai", "04-09 16:00"),
        ("klarifikasi=tidak_ditindaklanjuti", "tidak_dapat_ditindaklanjuti", "03-16 15:00"),
    ]
    assert (plan.outcome, plan.due, plan.latest) == ("selesai", wib("04-21T16:00"), wib("04-21T16:00"))
    assert plan.certain
    assert not plan.truncated
    other = INDIRECT.plan(START, {"telaah": "layanan_lain"})
    assert rows(other)[-2:] == [
        ("tindak_lanjut", 1, "03-30 16:00", "04-08 16:00"),
        ("penerimaan_layanan", 1, "04-08 16:00", "04-09 16:00"),
    ]
    assert (other.due, other.latest) == (wib("04-09T16:00"), wib("04-21T16:00"))
    assert [way[0].rpartition(" ")[2] for way in ways(other)] == [
        "telaah=layanan_lain", "telaah=pendampingan", "klarifikasi=tidak_ditindaklanjuti",
    ]  # fmt: skip


def test_the_direct_sop_is_due_as_counted_by_hand() -> None:
    """All in minutes of a Monday in Ramadan; of row 6, 120 minutes lie before the break of 12:00-12:30."""
    plan = DIRECT.plan(START)
    assert rows(plan) == [
        ("kedatangan", 1, "03-02 09:00", "03-02 09:05"),
        ("pemberitahuan_staf", 1, "03-02 09:05", "03-02 09:10"),
        ("penerimaan_pengaduan", 1, "03-02 09:10", "03-02 09:40"),
        ("laporan_keamanan", 1, "03-02 09:40", "03-02 09:45"),
        ("penyampaian_hasil", 1, "03-02 09:45", "03-02 10:00"),
        ("klarifikasi", 1, "03-02 10:00", "03-02 13:30"),
        ("penerimaan_layanan", 1, "03-02 13:30", "03-02 13:35"),
    ]
    assert ways(plan) == [("", "selesai", "03-02 13:35")]


def test_the_direct_sop_goes_on_after_the_weekend() -> None:
    """From Friday 27 March 15:00, after Ramadan: 90 minutes until 16:30, the other 155 on Monday from 07:30."""
    plan = DIRECT.plan("2026-03-27T15:00")
    assert rows(plan)[4:] == [
        ("penyampaian_hasil", 1, "03-27 15:45", "03-27 16:00"),
        ("klarifikasi", 1, "03-27 16:00", "03-30 10:00"),
        ("penerimaan_layanan", 1, "03-30 10:00", "03-30 10:05"),
    ]


def test_the_example_of_the_format_is_due_as_counted_by_hand() -> None:
    """A fork, rework and an overdue way, all in Ramadan.

    tinjau: 3:1 4:2 5:3, Thursday 15:00. susun: two hours from 09:15. tandatangan starts at the later of the two: 6:1,
    Friday 15:30. With rework: perbaiki 3:1 4:2 5:3; periksa again from Thursday's closing, so on Friday 08:00-08:15;
    tinjau 7:Sat 8:Sun 9:1 10:2 11:3; tandatangan 12:1, Thursday 15:00.
    """
    plan = BUSINESS.plan(START)
    assert rows(plan) == [
        ("periksa", 1, "03-02 09:00", "03-02 09:15"),
        ("tinjau", 1, "03-02 09:15", "03-05 15:00"),
        ("susun", 1, "03-02 09:15", "03-02 11:15"),
        ("tandatangan", 1, "03-05 15:00", "03-06 15:30"),
    ]
    assert ways(plan) == [
        ("periksa=lengkap tandatangan=setuju", "terbit", "03-06 15:30"),
        ("periksa=lengkap tandatangan=tolak", "ditolak", "03-06 15:30"),
        ("periksa=kembali periksa=lengkap tandatangan=setuju", "terbit", "03-12 15:00"),
        ("periksa=kembali perbaiki=on_overdue", "gugur", "03-05 15:00"),
    ]
    assert (plan.outcome, plan.due, plan.latest) == ("terbit", wib("03-06T15:30"), wib("03-12T15:00"))


def test_chosen_rework_is_in_the_steps_and_is_counted_by_visits() -> None:
    expected = [
        ("periksa", 1, "03-02 09:00", "03-02 09:15"),
        ("perbaiki", 1, "03-02 09:15", "03-05 15:00"),
        ("periksa", 2, "03-05 15:00", "03-06 08:15"),
        ("tinjau", 1, "03-06 08:15", "03-11 15:00"),
        ("susun", 1, "03-06 08:15", "03-06 10:15"),
        ("tandatangan", 1, "03-11 15:00", "03-12 15:00"),
    ]
    in_order = BUSINESS.plan(START, [("periksa", "kembali")])
    assert rows(in_order) == rows(BUSINESS.plan(START, {"periksa": "kembali"})) == expected
    assert [(c.step, c.visit, c.branch) for c in in_order.scenarios[0].choices] == [
        ("periksa", 1, "kembali"), ("periksa", 2, "lengkap"), ("tandatangan", 1, "setuju"),
    ]  # fmt: skip
    twice = BUSINESS.plan(START, [("periksa", "kembali"), ("periksa", "kembali"), ("tandatangan", "tolak")])
    assert [row[:2] for row in rows(twice)][:5] == [
        ("periksa", 1), ("perbaiki", 1), ("periksa", 2), ("perbaiki", 2), ("periksa", 3),
    ]  # fmt: skip
    assert twice.outcome == "ditolak"


def test_the_json_has_the_shape_of_the_contract() -> None:
    data = BUSINESS.plan(START, [("periksa", "kembali"), ("perbaiki", "on_overdue")]).to_dict("en")
    periksa: dict[str, Any] = {
        "step": "periksa", "visit": 1, "number": "1", "actor": "loket", "starts": "2026-03-02T09:00:00+07:00",
        "due": "2026-03-02T09:15:00+07:00", "duration": "15 menit", "certain": True,
    }  # fmt: skip
    perbaiki: dict[str, Any] = {
        "step": "perbaiki", "visit": 1, "number": "2", "actor": "pemohon", "starts": "2026-03-02T09:15:00+07:00",
        "due": "2026-03-05T15:00:00+07:00", "duration": "3 hari kerja", "certain": True,
    }  # fmt: skip
    lapsed = {
        "choices": [
            {"step": "periksa", "visit": 1, "branch": "kembali"},
            {"step": "perbaiki", "visit": 1, "branch": "on_overdue"},
        ],
        "outcome": "gugur", "due": "2026-03-05T15:00:00+07:00", "certain": True,
    }  # fmt: skip
    scenarios = data.pop("scenarios")
    assert isinstance(scenarios, list)
    assert scenarios[0] == lapsed
    assert [way["outcome"] for way in scenarios] == ["gugur", "terbit", "ditolak", "gugur"][: len(scenarios)]
    assert data == {
        "sop": "surat-keterangan-usaha", "version": "1.2", "start": "2026-03-02T09:00:00+07:00",
        "steps": [periksa, perbaiki], "outcome": "gugur", "due": "2026-03-05T15:00:00+07:00", "certain": True,
        "assumptions": [], "latest": "2026-03-06T15:30:00+07:00", "truncated": False,
    }  # fmt: skip


def test_what_is_not_decreed_yet_is_said() -> None:
    """Ten working days from 28 December 2027 reach into 2028, whose joint leave nobody has decreed."""
    plan = INDIRECT.plan("2027-12-28T09:00")
    assert [task.certain for task in plan.steps][:2] == [True, False]
    assert not plan.certain
    assumptions = plan.to_dict("en")["assumptions"]
    assert isinstance(assumptions, list)
    assert ("joint-leave-undecreed", "2028-01-01") in {(found["code"], found["dates"][0]) for found in assumptions}


def test_a_step_without_duration_takes_no_time() -> None:
    plan = plan_of("""
        a (1 hari kerja): b
        b: c
        c (30 menit): terbit
    """)
    assert rows(plan) == [
        ("a", 1, "03-02 09:00", "03-03 15:00"),
        ("b", 1, "03-03 15:00", None),
        ("c", 1, "03-03 15:00", "03-04 08:30"),
    ]
    assert plan.to_dict()["steps"][1] == {  # type: ignore[index]
        "step": "b", "visit": 1, "number": "2", "actor": "petugas", "starts": "2026-03-03T15:00:00+07:00",
        "due": None, "duration": None, "certain": True,
    }  # fmt: skip


def test_where_nothing_has_a_duration_nothing_is_due() -> None:
    plan = plan_of("a: x=b|y=tolak \n b: terbit")
    assert [task.due for task in plan.steps] == [None, None]
    assert (plan.due, plan.latest, plan.certain) == (None, None, True)
    assert ways(plan) == [("a=x", "terbit", None), ("a=y", "tolak", None)]


def test_an_optional_step_is_done() -> None:
    text = """
        sop: coba
        version: "1"
        title: Coba
        day_counting: working
        actors: {petugas: Petugas}
        steps:
          - {id: a, actor: petugas, activity: Satu, duration: 1 hari kerja}
          - {id: b, actor: petugas, activity: Dua, duration: 2 hari kerja, optional: true}
    """
    plan = sopflow.loads("\n".join(line[8:] for line in text.splitlines()[1:])).plan(START)
    assert rows(plan) == [("a", 1, "03-02 09:00", "03-03 15:00"), ("b", 1, "03-03 15:00", "03-05 15:00")]


def test_a_join_starts_at_the_latest_arrival() -> None:
    plan = plan_of("""
        a (30 menit): b+c+d
        b (2 hari kerja): temu
        c (1 jam): c2
        c2 (1 hari kerja): temu
        d (10 menit): temu
        temu& (30 menit): terbit
    """)
    assert rows(plan) == [
        ("a", 1, "03-02 09:00", "03-02 09:30"),
        ("b", 1, "03-02 09:30", "03-04 15:00"),
        ("c", 1, "03-02 09:30", "03-02 10:30"),
        ("d", 1, "03-02 09:30", "03-02 09:40"),
        ("c2", 1, "03-02 10:30", "03-03 15:00"),
        ("temu", 1, "03-04 15:00", "03-05 08:30"),
    ]


def test_forks_that_meet_in_one_place_wait_for_all() -> None:
    plan = plan_of("""
        a (30 menit): b+c
        b (30 menit): d+e
        c (1 jam): temu
        d (2 hari kerja): temu
        e (1 hari kerja): temu
        temu& (1 hari kerja): terbit
    """)
    assert rows(plan)[-1] == ("temu", 1, "03-04 15:00", "03-05 15:00")


def test_flows_that_meet_at_an_outcome_end_with_the_last() -> None:
    plan = plan_of("""
        a (30 menit): b+c
        b (2 hari kerja): terbit
        c (1 jam): terbit
    """)
    assert ways(plan) == [("", "terbit", "03-04 15:00")]


def test_an_outcome_that_ends_the_case_cancels_what_is_still_active() -> None:
    """c ends the case on 3 March; b, due on the 4th, is cancelled, and temu never starts."""
    plan = plan_of(
        """
        a (30 menit): b+c
        b (2 hari kerja): temu
        c (1 hari kerja): x=temu|y=gugur!
        temu& (1 jam): terbit
        """,
        choices={"c": "y"},
    )
    assert rows(plan) == [
        ("a", 1, "03-02 09:00", "03-02 09:30"),
        ("b", 1, "03-02 09:30", "03-04 15:00"),
        ("c", 1, "03-02 09:30", "03-03 15:00"),
    ]
    assert ways(plan) == [("c=y", "gugur", "03-03 15:00"), ("c=x", "terbit", "03-05 09:00")]
    assert (plan.due, plan.latest) == (wib("03-03T15:00"), wib("03-05T09:00"))


def test_the_first_of_two_ends_at_once_is_the_end() -> None:
    plan = plan_of("""
        a (30 menit): b+c
        b (2 hari kerja): x=tutup!|y=temu
        c (1 hari kerja): x=gugur!|y=temu
        temu& (1 jam): terbit
    """)
    assert ways(plan) == [
        ("c=x", "gugur", "03-03 15:00"),
        ("c=y b=x", "tutup", "03-04 15:00"),
        ("c=y b=y", "terbit", "03-05 09:00"),
    ]


def test_an_exit_is_shown_even_where_the_shown_way_ends_before_it() -> None:
    """Without choices c ends the case on 3 March, before b can be overdue; beside it stands the way in which it is."""
    plan = plan_of("""
        a (30 menit): b+c
        b (2 hari kerja): temu|lapse=tutup!
        c (1 hari kerja): x=gugur!|y=temu
        temu& (1 jam): terbit
    """)
    assert ways(plan) == [
        ("c=x", "gugur", "03-03 15:00"),
        ("c=y", "terbit", "03-05 09:00"),
        ("c=y b=on_overdue", "tutup", "03-04 15:00"),
    ]


def test_every_overdue_exit_stands_beside_the_shown_way() -> None:
    """The way to each is the shown one as far as it goes: b lapses to d, d to an end at once."""
    plan = plan_of("""
        a (1 hari kerja): b
        b (1 hari kerja): terbit|lapse=d
        d (1 hari kerja): b2|lapse=gugur!
        b2 (1 hari kerja): terbit
    """)
    assert ways(plan) == [
        ("", "terbit", "03-04 15:00"),
        ("b=on_overdue", "terbit", "03-06 15:30"),
        ("b=on_overdue d=on_overdue", "gugur", "03-05 15:00"),
    ]


def test_an_overdue_way_may_fork() -> None:
    plan = plan_of(
        """
        a (1 hari kerja): terbit|lapse=b+c
        b (1 hari kerja): terbit
        c (2 hari kerja): terbit
        """,
        choices=[("a", "on_overdue")],
    )
    assert ways(plan) == [("a=on_overdue", "terbit", "03-05 15:00"), ("", "terbit", "03-03 15:00")]


def test_a_loop_that_only_the_overdue_way_leaves_is_left_by_it() -> None:
    plan = plan_of("a (1 hari kerja): b \n b (1 hari kerja): a|lapse=gugur!")
    assert ways(plan) == [("b=on_overdue", "gugur", "03-04 15:00")]


def test_rework_after_a_join_passes_the_join_alone() -> None:
    """temu=ulang sends the case back to b only: b again on the 5th, temu again without c."""
    plan = plan_of(
        """
        a (30 menit): b+c
        b (1 hari kerja): temu
        c (2 hari kerja): temu
        temu& (1 jam): maju=terbit|ulang=b
        """,
    )
    assert ways(plan) == [
        ("temu=maju", "terbit", "03-05 09:00"),
        ("temu=ulang temu=maju", "terbit", "03-09 09:00"),
    ]
    again = plan_of("a: b+c \n b: temu \n c: temu \n temu&: maju=terbit|ulang=b", choices=[("temu", "ulang")])
    assert [row[:2] for row in rows(again)] == [("a", 1), ("b", 1), ("c", 1), ("temu", 1), ("b", 2), ("temu", 2)]


def test_rework_is_what_leads_to_no_end_but_through_what_was_done() -> None:
    """From c, "ulang" leads back to a; "lain" does too, but through d, which has an end of its own."""
    plan = plan_of("""
        a: b
        b: c
        c: ulang=a|lain=d|maju=terbit
        d: x=a|y=tolak
    """)
    assert [way[0] for way in ways(plan)] == ["c=lain d=y", "c=maju", "c=ulang c=lain d=y", "c=lain d=x c=lain d=y"]


def test_loops_that_can_be_entered_at_two_places_are_run_way_by_way() -> None:
    plan = plan_of("""
        a (30 menit): x=b|y=c
        b (1 hari kerja): x=c|y=terbit
        c (2 hari kerja): x=b|y=terbit
    """)
    assert set(ways(plan)) >= {
        ("a=x b=x c=y", "terbit", "03-05 15:00"),
        ("a=x b=y", "terbit", "03-03 15:00"),
        ("a=y c=x b=y", "terbit", "03-05 15:00"),
        ("a=y c=y", "terbit", "03-04 15:00"),
    }


@pytest.mark.parametrize(
    ("choices", "code", "fields"),
    [
        ([("periks", "kembali")], "choice-step-unknown", {"step": "periks"}),
        ({"periks": "kembali"}, "choice-step-unknown", {"step": "periks"}),
        ([("susun", "kembali")], "choice-not-needed", {"step": "susun"}),
        ([("periksa", "kemballi")], "choice-branch-unknown", {"step": "periksa", "branch": "kemballi"}),
        ([("perbaiki", "lengkap")], "choice-branch-unknown", {"step": "perbaiki", "branch": "lengkap"}),
        ([("perbaiki", "on_overdue")], "choice-unused", {"step": "perbaiki", "branch": "on_overdue"}),
        ([("periksa", "lengkap")] * 2, "choice-unused", {"step": "periksa", "branch": "lengkap"}),
    ],
)
def test_a_choice_that_the_sop_does_not_offer_is_refused(choices: Choices, code: str, fields: dict[str, str]) -> None:
    with pytest.raises(ChoiceError) as caught:
        BUSINESS.plan(START, choices)
    assert caught.value.code == code
    for lang in ("id", "en"):
        assert all(field in caught.value.message(lang) for field in fields.values())


def test_a_mapping_may_say_more_than_the_way_asks() -> None:
    assert BUSINESS.plan(START, {"perbaiki": "on_overdue", "periksa": "lengkap"}).outcome == "terbit"


def test_a_mapping_takes_rework_and_the_overdue_way_once() -> None:
    choices = {"periksa": "kembali", "tandatangan": "tolak"}
    assert ways(BUSINESS.plan(START, choices))[0][0] == "periksa=kembali periksa=lengkap tandatangan=tolak"
    text = "a (1 hari kerja): b|lapse=a2 \n a2 (1 jam): a \n b (1 jam): terbit"
    assert ways(plan_of(text, choices={"a": "on_overdue"}))[0][0] == "a=on_overdue"


def with_cutoff(at: str) -> WorkCalendar:
    content = {"calendar": "loket", "extends": "id-asn", "counting": {"cutoff": at}}
    return WorkCalendar(rules_from(content, built_in_rules))


def test_a_cutoff_counts_at_the_start_and_after_an_external_actor_only() -> None:
    """Cutoff 14:00, Monday 2 March, Ramadan. From 14:30, a counts as started on Tuesday: 4:1. b starts at the closing of
    the 4th, within the agency, so the cutoff is left aside: 5:1. c, by a citizen, too: 6:1. d follows the citizen at
    Friday's closing, after the cutoff, so it counts as started on Monday the 9th: 10:1. e, within the agency: 11:1.
    """
    text = """
        a (1 hari kerja): b
        b (1 hari kerja): c
        c @warga (1 hari kerja): d
        d (1 hari kerja): e
        e (1 hari kerja): terbit
    """
    dues = ["03-04 15:00", "03-05 15:00", "03-06 15:30", "03-10 15:00", "03-11 15:00"]
    assert [row[3] for row in rows(plan_of(text, "2026-03-02T14:30", work=with_cutoff("14:00")))] == dues
    early = plan_of(text, "2026-03-02T14:00", work=with_cutoff("14:00"))
    assert [row[3] for row in rows(early)][:2] == ["03-03 15:00", "03-04 15:00"]


def test_the_lapse_of_an_external_actor_is_the_office_s_own_act() -> None:
    text = "a @warga (1 hari kerja): b|lapse=b \n b (1 hari kerja): terbit"
    late = plan_of(text, choices=[("a", "on_overdue")], work=with_cutoff("14:00"))
    assert [row[3] for row in rows(late)] == ["03-03 15:00", "03-04 15:00"]
    done = plan_of(text, work=with_cutoff("14:00"))
    assert [row[3] for row in rows(done)] == ["03-03 15:00", "03-05 15:00"]


def test_no_arrival_makes_a_join_due_earlier() -> None:
    """c, a citizen, arrives at 10:30, after the cutoff of 10:00: counted from Tuesday, 4:1. b arrives at 11:00."""
    text = "a (30 menit): b+c \n b (90 menit): d \n c @warga (1 jam): d \n d& (1 hari kerja): terbit"
    plan = plan_of(text, work=with_cutoff("10:00"))
    assert rows(plan)[-1] == ("d", 1, "03-02 11:00", "03-04 15:00")


def test_the_calendar_of_a_step_comes_before_its_actor_s_and_that_before_the_sop_s() -> None:
    """On 24-jam a working day ends at 23:59, and 18 March counts; on id-asn the next working day after it is the 25th."""
    text = """
        a (1 hari kerja): b
        b @jaga (1 hari kerja): c
        c @jaga #id-asn (1 hari kerja): d
        d #24-jam (3 jam): terbit
    """
    assert rows(plan_of(text, "2026-03-16T09:00")) == [
        ("a", 1, "03-16 09:00", "03-17 15:00"),
        ("b", 1, "03-17 15:00", "03-18 23:59"),
        ("c", 1, "03-18 23:59", "03-25 16:00"),
        ("d", 1, "03-25 16:00", "03-25 19:00"),
    ]


def test_a_calendar_stands_in_for_the_sop_s_own_and_for_no_other() -> None:
    text = "a (1 hari kerja): b \n b #id-asn (1 hari kerja): terbit"
    assert rows(plan_of(text, "2026-03-16T09:00", work=calendar("24-jam"))) == [
        ("a", 1, "03-16 09:00", "03-17 23:59"),
        ("b", 1, "03-17 23:59", "03-25 16:00"),
    ]
    override = INDIRECT.plan(START, calendar=calendar("24-jam"))
    assert rows(override)[:2] == [
        ("penyerahan_berkas", 1, "03-02 09:00", "03-02 11:00"),
        ("klarifikasi", 1, "03-02 11:00", "03-12 23:59"),
    ]


def test_instants_are_in_the_zone_of_the_sop_s_calendar() -> None:
    """09:00 in Jayapura (WIT) is 07:00 in Jakarta; the step of the agency in Jakarta closes at 15:00 WIB, 17:00 WIT."""
    papua = WorkCalendar(
        rules_from({"calendar": "papua", "extends": "id-asn", "timezone": "Asia/Jayapura"}, built_in_rules)
    )
    plan = plan_of("a (30 menit): b \n b #id-asn (1 hari kerja): terbit", START, work=papua)
    assert [task.to_dict()["starts"] for task in plan.steps] == [
        "2026-03-02T09:00:00+09:00", "2026-03-02T09:30:00+09:00",
    ]  # fmt: skip
    assert plan.to_dict()["due"] == "2026-03-03T17:00:00+09:00"
    assert plan_of("a (30 menit): terbit", "2026-03-02T09:00+07:00", work=papua).start.isoformat() == (
        "2026-03-02T11:00:00+09:00"
    )


@pytest.mark.parametrize(
    ("start", "begins"),
    [
        ("2026-03-02", "2026-03-02T08:00:00+07:00"),
        (date(2026, 3, 27), "2026-03-27T07:30:00+07:00"),
        (date(2026, 3, 1), "2026-03-01T00:00:00+07:00"),
        (datetime(2026, 3, 2, 9, 0, 59), "2026-03-02T09:00:00+07:00"),
        ("2026-03-02T02:00:00Z", "2026-03-02T09:00:00+07:00"),
    ],
)
def test_a_start_is_read_as_the_calendar_reads_it(start: When, begins: str) -> None:
    plan = DIRECT.plan(start)
    assert plan.to_dict()["start"] == plan.to_dict()["steps"][0]["starts"] == begins  # type: ignore[index]


def test_a_start_that_is_none_is_refused() -> None:
    with pytest.raises(InstantError):
        DIRECT.plan("besok")
    with pytest.raises(CalendarError):
        DIRECT.plan("1989-01-02T09:00")


def decisions(count: int, term: str = "1 jam") -> str:
    """A row of steps, each of which may be followed by a detour of the same length: 2 ** count ways."""
    lines = []
    for number in range(count):
        onward = f"d{number + 1}" if number + 1 < count else "terbit"
        lines += [f"d{number} ({term}): lurus={onward}|memutar=p{number}", f"p{number} ({term}): {onward}"]
    return "\n".join(lines)


def test_two_hundred_ways_are_listed_and_not_one_more() -> None:
    """7 decisions have 128 ways, 8 have 256. On 24-jam each step takes one hour: 8 at least, 16 at most."""
    every = plan_of(decisions(7), work=calendar("24-jam"))
    assert (len(every.scenarios), every.truncated) == (128, False)
    assert every.latest == wib("03-02T23:00")
    plan = plan_of(decisions(8), work=calendar("24-jam"))
    assert plan.truncated
    assert plan.latest == wib("03-03T01:00")
    assert [way.due for way in plan.scenarios] == [wib("03-02T17:00"), wib("03-03T01:00")]
    other = plan_of(decisions(8), choices={"d3": "memutar"}, work=calendar("24-jam"))
    assert [way.due for way in other.scenarios] == [wib("03-02T18:00"), wib("03-03T01:00"), wib("03-02T17:00")]


def test_a_way_beside_the_base_ways_may_be_the_latest_of_very_many() -> None:
    lapsing = plan_of(
        "m (1 jam): d0|lapse=lama \n lama (9 hari kalender): d0 \n " + decisions(8), work=calendar("24-jam")
    )
    assert lapsing.truncated
    assert lapsing.latest == max(way.due for way in lapsing.scenarios if way.due)
    assert lapsing.latest > wib("03-11T00:00")


def test_more_ways_than_anybody_could_run_are_answered_at_once() -> None:
    """300 decisions, 2 ** 300 ways; on 24-jam the longest takes 600 minutes, the shortest 300."""
    plan = plan_of(decisions(300, "1 menit"), work=calendar("24-jam"))
    assert [way.due for way in plan.scenarios] == [wib("03-02T14:00"), wib("03-02T19:00")]
    assert plan.latest == wib("03-02T19:00")


def test_forks_may_nest_deeper_than_python_calls() -> None:
    """400 forks, one in the other, and nine decisions in the innermost flow: 512 ways."""
    deep = 400
    lines = [f"f{i} (1 menit): {f'f{i + 1}' if i + 1 < deep else 'd0'}+q{i}" for i in range(deep)]
    lines += [decisions(9, "1 jam").replace("terbit", f"j{deep - 1}")]
    lines += [f"q{i} (1 menit): j{i}\nj{i}& (1 menit): {f'j{i - 1}' if i else 'terbit'}" for i in range(deep)]
    plan = plan_of("\n".join(lines), work=calendar("24-jam"))
    assert plan.truncated
    assert [way.due for way in plan.scenarios] == [
        wib("03-02T09:00") + timedelta(hours=hours, minutes=2 * deep) for hours in (9, 18)
    ]


def test_a_big_sop_with_rework_and_overdue_exits_everywhere_is_planned() -> None:
    """400 steps of a minute in a row, 100 of them decisions with a way back to the first, 100 with an overdue exit.

    On 24-jam the shown way takes 400 minutes; the latest goes back from the last decision, in minute 397.
    """
    lines = []
    for number in range(400):
        onward = f"s{number + 1}" if number + 1 < 400 else "terbit"
        ways_out = {0: f"maju={onward}|lompat={onward}|ulang=s0", 1: f"{onward}|lapse=gugur!"}
        lines.append(f"s{number} (1 menit): {ways_out.get(number % 4, onward)}")
    plan = plan_of("\n".join(lines), work=calendar("24-jam"))
    assert plan.truncated
    assert plan.due == wib("03-02T15:40")
    assert plan.latest == wib("03-02T15:40") + timedelta(minutes=397)
    assert min(way.due for way in plan.scenarios if way.due) == wib("03-02T09:02")


def test_a_flow_that_cannot_but_end_the_case_bounds_the_longest_way() -> None:
    """b has 4096 ways of 6 to 12 hours, but c ends the case after 10 at the latest."""
    text = "a: b+c \n b: d0 \n " + decisions(12, "30 menit").replace("terbit", "temu") + """
        c: x=c1|y=c2
        c1 (5 jam): gugur!|lapse=temu
        c2 (10 jam): gugur!|lapse=temu
        temu&: terbit
    """
    plan = plan_of(text, work=calendar("24-jam"))
    assert plan.truncated
    base = [way for way in plan.scenarios if all(choice.branch != "on_overdue" for choice in way.choices)]
    assert {way.outcome for way in base} == {"gugur"}
    assert max(way.due for way in base if way.due) == wib("03-02T19:00")


def test_a_way_on_which_one_flow_ends_the_case_late_lets_the_others_go_on() -> None:
    """The longest way: b takes 20 hours and ends the case; c must not do so before, though its first branch does."""
    text = """
        a: b+c
        b (20 jam): x=gugur!|y=temu
        c (1 jam): x=gugur!|y=d0
    """ + decisions(8).replace("terbit", "temu") + "\n temu&: terbit"
    plan = plan_of(text, work=calendar("24-jam"))
    assert plan.truncated
    assert plan.latest == wib("03-03T05:00")


def test_the_sketches_of_these_tests_are_what_they_seem() -> None:
    step = sketch("a& @warga #24-jam (1 jam): x=b+c|lapse=gugur! \n b: terbit \n c: terbit".replace(" \n ", "\n")).steps["a"]
    assert (step.join, step.actor, step.calendar) == (True, "warga", "24-jam")
    assert [(way.branch, way.targets) for way in step.ways] == [("x", ("b", "c")), ("on_overdue", ("gugur",))]
