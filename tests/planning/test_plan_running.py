"""What is still to come of running cases, against dates that were counted by hand.

The hours and days off are those of ``test_plan_dates.py``: 2 March 2026 is a Monday in Ramadan, when Monday to Thursday
are served 08:00-12:00 and 12:30-15:00 and Friday until 15:30; 18 to 24 March and 3 April are off. After Ramadan Monday
to Thursday close at 16:00, Friday at 16:30.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from plan_tables import START, rows, short, ways, wib, with_cutoff
from running_cases import procedure_of
from test_plan_dates import BUSINESS, DIRECT, INDIRECT
from test_plan_laws import ASN

from sketches import sound
from sopflow.calendars.load import calendar
from sopflow.errors import ChoiceError, InstantError
from sopflow.planning import plan as planning

if TYPE_CHECKING:
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.procedure import Case

HANDED_IN: Final = ["berkas_pengaduan", "data_pendukung", "surat_rekomendasi", "laporan_layanan"]


def started(text: str, work: WorkCalendar = ASN) -> Case:
    lines = "\n".join(line.strip() for line in text.strip().splitlines())
    return procedure_of(sound(lines), work).start(at=START)


def indirect_at_row_2() -> Case:
    """Row 1 was done half an hour early, so ten working days count from 10:30 on 2 March, to the 16th."""
    case = INDIRECT.start(at=START, documents=HANDED_IN)
    return case.complete("penyerahan_berkas", by="staf_administrasi", at="2026-03-02T10:30")


def indirect_at_row_3() -> Case:
    """Row 2 was done early, on Tuesday 10 March; five days are 11:1 12:2 13:3 14:Sat 15:Sun 16:4 17:5."""
    return indirect_at_row_2().complete(
        "klarifikasi", by="petugas_layanan", at="2026-03-10T14:00", data={"dapat_ditindaklanjuti": True}
    )


def test_the_indirect_sop_goes_on_from_row_2_as_it_would_from_the_start() -> None:
    """The due date of row 2 is that of the plan from the start, so is all that follows."""
    plan = indirect_at_row_2().plan("2026-03-10T08:00")
    assert plan.start == wib("03-10T08:00")
    assert rows(plan)[0] == ("klarifikasi", 1, "03-02 10:30", "03-16 15:00")
    assert plan.steps[1:] == INDIRECT.plan(START).steps[2:]
    assert ways(plan) == ways(INDIRECT.plan(START))
    assert (plan.outcome, plan.due, plan.latest) == ("selesai", wib("04-21T16:00"), wib("04-21T16:00"))


def test_the_indirect_sop_is_done_earlier_where_row_2_was() -> None:
    """Row 4 18-24:off 25:1 26:2 27:3, row 5 28:Sat 29:Sun 30:1 31:2 1:3 2:4 3:off 4:Sat 5:Sun 6:5, row 6 7:1 8:2 9:3
    10:4 11:Sat 12:Sun 13:5 14:6, row 7 15:1. Without rows 4 and 5, row 6 25:1 26:2 27:3 30:4 31:5 1:6, row 7 2:1.
    """
    plan = indirect_at_row_3().plan("2026-03-11T09:00")
    assert rows(plan) == [
        ("telaah", 1, "03-10 14:00", "03-17 15:00"),
        ("rekomendasi", 1, "03-17 15:00", "03-27 16:30"),
        ("layanan_pendampingan", 1, "03-27 16:30", "04-06 16:00"),
        ("tindak_lanjut", 1, "04-06 16:00", "04-14 16:00"),
        ("penerimaan_layanan", 1, "04-14 16:00", "04-15 16:00"),
    ]
    assert ways(plan) == [
        ("telaah=pendampingan", "selesai", "04-15 16:00"),
        ("telaah=layanan_lain", "selesai", "04-02 16:00"),
    ]
    other = indirect_at_row_3().plan("2026-03-11T09:00", [("telaah", "layanan_lain")])
    assert (other.due, other.latest) == (wib("04-02T16:00"), wib("04-15T16:00"))


def test_what_is_overdue_keeps_its_due_date_and_goes_on_from_now() -> None:
    """On Friday 27 March, row 4 30:1 31:2 1:3, row 5 2:1 3:off 6:2 7:3 8:4 9:5, row 6 10:1 13:2 14:3 15:4 16:5 17:6."""
    plan = indirect_at_row_3().plan("2026-03-27T10:00")
    assert rows(plan) == [
        ("telaah", 1, "03-10 14:00", "03-17 15:00"),
        ("rekomendasi", 1, "03-27 10:00", "04-01 16:00"),
        ("layanan_pendampingan", 1, "04-01 16:00", "04-09 16:00"),
        ("tindak_lanjut", 1, "04-09 16:00", "04-17 16:30"),
        ("penerimaan_layanan", 1, "04-17 16:30", "04-20 16:00"),
    ]


def test_a_suspended_case_is_planned_as_if_it_were_resumed_now() -> None:
    """Suspended on Thursday 12 March, resumed on Monday the 16th: the 13th and the 16th are lost, and paid back on the
    25th and 26th. Row 4 27:1 30:2 31:3, row 5 1:1 2:2 3:off 6:3 7:4 8:5, row 6 9:1 10:2 13:3 14:4 15:5 16:6, row 7
    17:1.
    """
    case = indirect_at_row_3().suspend(by="bidang_ops", at="2026-03-12T10:00", reason="menunggu pelapor")
    plan = case.plan("2026-03-16T09:00")
    assert rows(plan) == [
        ("telaah", 1, "03-10 14:00", "03-26 16:00"),
        ("rekomendasi", 1, "03-26 16:00", "03-31 16:00"),
        ("layanan_pendampingan", 1, "03-31 16:00", "04-08 16:00"),
        ("tindak_lanjut", 1, "04-08 16:00", "04-16 16:00"),
        ("penerimaan_layanan", 1, "04-16 16:00", "04-17 16:30"),
    ]
    assert plan.steps == case.resume(by="bidang_ops", at="2026-03-16T09:00").plan("2026-03-16T09:00").steps
    before = case.plan("2026-03-11T09:00")
    assert (before.start, before.steps[0].due) == (wib("03-11T09:00"), wib("03-17T15:00"))


def test_what_was_done_early_starts_the_next_step_early() -> None:
    """Two minutes early: of row 6, 122 minutes lie before the break of 12:00-12:30, 58 after it."""
    case = DIRECT.start(at=START, documents=["identitas", "informasi_pengaduan", "berkas_pendukung"])
    case = case.complete("kedatangan", by="pelapor", at="2026-03-02T09:03")
    assert rows(case.plan("2026-03-02T09:05")) == [
        ("pemberitahuan_staf", 1, "03-02 09:03", "03-02 09:08"),
        ("penerimaan_pengaduan", 1, "03-02 09:08", "03-02 09:38"),
        ("laporan_keamanan", 1, "03-02 09:38", "03-02 09:43"),
        ("penyampaian_hasil", 1, "03-02 09:43", "03-02 09:58"),
        ("klarifikasi", 1, "03-02 09:58", "03-02 13:28"),
        ("penerimaan_layanan", 1, "03-02 13:28", "03-02 13:33"),
    ]
    late = case.plan("2026-03-02T09:20")
    assert rows(late)[:2] == [
        ("pemberitahuan_staf", 1, "03-02 09:03", "03-02 09:08"),
        ("penerimaan_pengaduan", 1, "03-02 09:20", "03-02 09:50"),
    ]
    assert ways(late) == [("", "selesai", "03-02 13:45")]


def test_rework_is_under_way_and_visits_are_counted_on() -> None:
    """perbaiki 3:1 4:2 5:3; then as from Thursday's closing: periksa Friday 08:15, tinjau 9:1 10:2 11:3, 12:1."""
    case = BUSINESS.start(at=START, documents=["berkas"])
    case = case.complete("periksa", by="loket", at="2026-03-02T09:15", data={"lengkap": False})
    plan = case.plan("2026-03-03T09:00")
    assert rows(plan) == [
        ("perbaiki", 1, "03-02 09:15", "03-05 15:00"),
        ("periksa", 2, "03-05 15:00", "03-06 08:15"),
        ("tinjau", 1, "03-06 08:15", "03-11 15:00"),
        ("susun", 1, "03-06 08:15", "03-06 10:15"),
        ("tandatangan", 1, "03-11 15:00", "03-12 15:00"),
    ]
    assert [way[0] for way in ways(plan)] == [
        "periksa=lengkap tandatangan=setuju",
        "periksa=lengkap tandatangan=tolak",
        "periksa=kembali periksa=lengkap tandatangan=setuju",
        "perbaiki=on_overdue",
    ]
    assert [(c.step, c.visit) for c in plan.scenarios[2].choices][:2] == [("periksa", 2), ("periksa", 3)]
    again = case.plan("2026-03-03T09:00", {"periksa": "kembali"})
    assert [row[:2] for row in rows(again)][:4] == [
        ("perbaiki", 1), ("periksa", 2), ("perbaiki", 2), ("periksa", 3),
    ]  # fmt: skip


def test_a_choice_that_was_made_is_of_no_use_any_more() -> None:
    case = indirect_at_row_3()
    with pytest.raises(ChoiceError) as refused:
        case.plan("2026-03-11T09:00", [("klarifikasi", "tidak_ditindaklanjuti")])
    assert refused.value.code == "choice-unused"
    with pytest.raises(InstantError):
        case.plan("besok")


FORKED: Final = """
    a (30 menit): b+c
    b (2 hari kerja): d+e
    c (1 jam) @warga: temu
    d (1 hari kerja): temu
    e (3 hari kerja): temu
    temu& (1 hari kerja): maju=terbit|ulang=b
"""


def forked() -> Case:
    """On Monday 2 March: a until 09:30, c from outside, late at 15:30, after the closing; b early, on Tuesday 10:00."""
    text = FORKED.replace("c (1 jam) @warga", "c @warga (1 jam)")
    case = started(text, with_cutoff("14:00"))
    case = case.complete("a", by="petugas", at="2026-03-02T09:30").complete("c", by="warga", at="2026-03-02T15:30")
    return case.complete("b", by="petugas", at="2026-03-03T10:00")


def test_who_waits_at_a_join_is_waited_with() -> None:
    """d is due on 4:1, e on 4:1 5:2 6:3; temu starts with the last of three arrivals: 7:Sat 8:Sun 9:1."""
    plan = forked().plan("2026-03-03T11:00")
    assert rows(plan) == [
        ("d", 1, "03-03 10:00", "03-04 15:00"),
        ("e", 1, "03-03 10:00", "03-06 15:30"),
        ("temu", 1, "03-06 15:30", "03-09 15:00"),
    ]
    assert [way[0] for way in ways(plan)] == ["temu=maju", "temu=ulang temu=maju"]


def test_an_arrival_from_outside_counts_with_its_cutoff_though_it_is_not_the_last() -> None:
    """c came from outside at 15:30, after the cutoff: as on Tuesday morning, so temu is due 4:1. b came at 15:40."""
    case = started("a: b+c \n b: temu \n c @warga: temu \n temu& (1 hari kerja): terbit", with_cutoff("14:00"))
    case = case.complete("a", by="petugas", at=START).complete("c", by="warga", at="2026-03-02T15:30")
    plan = case.plan("2026-03-02T15:40")
    assert rows(plan) == [("b", 1, "03-02 09:00", None), ("temu", 1, "03-02 15:40", "03-04 15:00")]


def test_a_task_without_time_limit_is_done_now() -> None:
    case = started("a: b \n b (1 jam): terbit")
    assert rows(case.plan("2026-03-03T10:00")) == [
        ("a", 1, "03-02 09:00", None),
        ("b", 1, "03-03 10:00", "03-03 11:00"),
    ]
    assert rows(case.plan("2026-03-01T10:00")) == [
        ("a", 1, "03-02 09:00", None),
        ("b", 1, "03-02 09:00", "03-02 10:00"),
    ]


def test_an_extended_task_takes_until_its_new_due_date() -> None:
    """b is due on 3:1, longer by two days on 4:1 5:2. Before the extension nothing can be entered any more."""
    case = started("a: b \n b (1 hari kerja): c \n c (1 jam): terbit").complete("a", by="petugas", at=START)
    case = case.extend("b", to="2 hari kerja", by="petugas", at="2026-03-04T10:00", reason="sulit")
    assert (
        rows(case.plan(START))
        == rows(case.plan("2026-03-05T15:00"))
        == [
            ("b", 1, "03-02 09:00", "03-05 15:00"),
            ("c", 1, "03-05 15:00", "03-06 09:00"),
        ]
    )
    late = case.plan("2026-03-06T10:00")
    assert rows(late)[1:] == [("c", 1, "03-06 10:00", "03-06 11:00")]


def test_an_instant_before_the_last_extension_counts_as_that() -> None:
    """b was overdue when c was made longer at 10:00; b cannot be said to have been done before."""
    case = started("a: b+c \n b (30 menit): terbit \n c (30 menit): terbit").complete("a", by="petugas", at=START)
    case = case.extend("c", to="2 jam", by="petugas", at="2026-03-02T10:00", reason="sulit")
    plan = case.plan("2026-03-02T09:45")
    assert (plan.start, short(plan.scenarios[0].due or plan.start)) == (wib("03-02T09:45"), "03-02 11:30")
    assert [planned.due for planned in plan.steps] == [wib("03-02T09:30"), wib("03-02T11:30")]


def test_more_ways_than_can_be_listed_from_a_fork_half_met() -> None:
    """Nine decisions of one or two hours in one flow, one way round of 15 hours in the other; w waits since 10:00."""
    lines = ["mulai: f+w", "f: d0+q", "w: luar", "q (1 jam): cepat=dalam|lambat=r", "r (15 jam): dalam"]
    for number in range(9):
        onward = f"d{number + 1}" if number < 8 else "dalam"
        lines += [f"d{number} (1 jam): lurus={onward}|memutar=p{number}", f"p{number} (1 jam): {onward}"]
    lines += ["dalam& (1 jam): luar", "luar& (1 jam): terbit"]
    case = started("\n".join(lines), calendar("24-jam")).complete("mulai", by="petugas", at=START)
    case = case.complete("f", by="petugas", at=START).complete("w", by="petugas", at="2026-03-02T10:00")
    case = case.complete("d0", by="petugas", at="2026-03-02T09:30", choose="lurus")
    plan = case.plan("2026-03-02T10:00")
    assert plan.truncated
    assert plan.latest == wib("03-03T03:30")
    assert [short(way.due) for way in plan.scenarios if way.due] == ["03-02 19:30", "03-03 03:30"]


def test_the_latest_end_knows_who_waits_already(monkeypatch: pytest.MonkeyPatch) -> None:
    """w waits since 12:00, so straight on ends at 13:00; b has ways of its own to an end, at 11:30 and at 09:30."""
    monkeypatch.setattr(planning, "MAX_LISTED", 1)
    text = """
        a: b+c+w
        b (30 menit): lurus=temu|lain=d|cepat=tutup!
        c: temu
        w: temu
        d (2 jam): gugur!
        temu& (1 jam): x=terbit|y=tolak
    """
    case = started(text, calendar("24-jam")).complete("a", by="petugas", at=START)
    case = case.complete("c", by="petugas", at=START).complete("w", by="petugas", at="2026-03-02T12:00")
    plan = case.plan(START, {"b": "lain"})
    assert plan.truncated
    assert (plan.due, plan.latest) == (wib("03-02T11:30"), wib("03-02T13:00"))


def test_more_ways_than_can_be_listed_from_a_step_that_only_rework_leads_to() -> None:
    """p ends at 10:00; by q, a ends at 16:00, else at 11:00; then nine decisions of one hour or two."""
    lines = ["a (1 jam): maju=d0|kembali=p", "p (1 jam): x=q|y=a", "q (5 jam): a"]
    for number in range(9):
        onward = f"d{number + 1}" if number < 8 else "terbit"
        lines += [f"d{number} (1 jam): lurus={onward}|memutar=p{number}", f"p{number} (1 jam): {onward}"]
    case = started("\n".join(lines), calendar("24-jam")).complete("a", by="petugas", at=START, choose="kembali")
    plan = case.plan(START)
    assert plan.truncated
    assert [short(way.due) for way in plan.scenarios if way.due] == ["03-03 01:00", "03-03 10:00", "03-02 20:00"]


def test_what_is_rework_from_the_start_is_rework_from_here() -> None:
    """From p on, a has not been passed, and could end the case by y; but to go back to it is rework all the same."""
    case = started("a: x=b|y=tolak \n b: c \n c: ulang=a|perbaiki=p|maju=terbit \n p: c")
    for step, branch in (("a", "x"), ("b", None), ("c", "perbaiki")):
        case = case.complete(step, by="petugas", at=START, choose=branch)
    plan = case.plan(START)
    assert [way[0] for way in ways(plan)] == ["c=maju", "c=ulang a=x c=maju", "c=perbaiki c=maju"]
    assert [(c.step, c.visit) for c in plan.scenarios[1].choices] == [("c", 2), ("a", 2), ("c", 3)]


def test_a_loop_that_can_be_entered_at_two_places_is_run_way_by_way_from_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The longest takes s until 14:00, r and q until 16:00, and a; behind q, to go on from r by k is rework."""
    text = """
        a (1 jam): maju=terbit|kembali=p
        p: x=q|y=s
        q (1 jam): l=a|k=r
        r (1 jam): l=a|k=q
        s (5 jam): r
    """
    case = started(text, calendar("24-jam")).complete("a", by="petugas", at=START, choose="kembali")
    plan = case.plan(START)
    assert [way[0] for way in ways(plan)] == [
        "p=x q=l a=maju",
        "p=x q=k r=l a=maju",
        "p=y r=l a=maju",
        "p=y r=k q=l a=maju",
        "p=x q=l a=kembali p=x q=l a=maju",
        "p=x q=k r=k q=l a=maju",
    ]
    monkeypatch.setattr(planning, "MAX_LISTED", 1)
    assert case.plan(START).latest == plan.latest == wib("03-02T17:00")


def test_what_one_flow_has_passed_all_have_passed_where_they_meet() -> None:
    """b meets first. It could end the case by y, but has been done when temu could send the case back to it."""
    text = "a: b+c \n b (1 jam): x=temu|y=gugur! \n c (2 jam): temu \n temu& (1 jam): ulang=b|maju=terbit"
    plan = started(text).complete("a", by="petugas", at=START).plan(START)
    assert [way[0] for way in ways(plan)] == ["b=x temu=maju", "b=y", "b=x temu=ulang b=x temu=maju"]
