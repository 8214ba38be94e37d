"""Plans, against dates that were counted by hand.

Hours of ``id-asn``: Mon-Thu 07:30-12:00 and 13:00-16:00, Fri 07:30-11:30 and 13:00-16:30. In Ramadan, 19 February to
20 March 2026: Mon-Thu 08:00-12:00 and 12:30-15:00, Fri 08:00-11:30 and 12:30-15:30.

Days off in the spring of 2026, besides Saturdays and Sundays: 18 March (joint leave for Nyepi), 19 March (Nyepi), 20
March (joint leave for Idul Fitri), 21 and 22 March (Idul Fitri, a Saturday and a Sunday), 23 and 24 March (joint leave
for Idul Fitri), 3 April (Good Friday), 5 April (Easter, a Sunday). 2 March is a Monday.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from plan_tables import START, rows, ways, wib

import sopflow

PROCEDURES: Final = Path(__file__).parents[2] / "procedures"
INDIRECT: Final = sopflow.load(PROCEDURES / "pengaduan-tidak-langsung.yaml")
DIRECT: Final = sopflow.load(PROCEDURES / "pengaduan-langsung.yaml")
BUSINESS: Final = sopflow.load(Path(__file__).parents[1] / "definition" / "surat-keterangan-usaha.yaml")


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
