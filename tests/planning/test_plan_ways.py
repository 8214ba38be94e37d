"""What a plan does with forks, ends, rework, lapses and choices, and on which calendar each step counts.

The hours and days off are those of ``test_plan_dates.py``: 2 March 2026 is a Monday in Ramadan, when
Monday to Thursday close at 15:00 and Friday at 15:30.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from plan_tables import START, Choices, plan_of, rows, ways, wib

import sopflow
from sketches import sketch
from sopflow.errors import ChoiceError

BUSINESS: Final = sopflow.load(Path(__file__).parents[1] / "definition" / "surat-keterangan-usaha.yaml")


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


def test_a_way_beside_a_shown_rework_that_was_cut_off_comes_to_an_end() -> None:
    """Shown: d goes back to c, which b cancels on the 5th. If b lapses, d is done again on the 6th."""
    plan = plan_of(
        """
        a (30 menit): b+c
        b (3 hari kerja): x=gugur!|y=temu|lapse=temu
        c (1 hari kerja): d
        d (1 hari kerja): maju=temu|ulang=c
        temu& (1 jam): terbit
        """,
        choices=[("d", "ulang")],
    )
    assert ways(plan) == [
        ("d=ulang b=x", "gugur", "03-05 15:00"),
        ("d=maju b=x", "gugur", "03-05 15:00"),
        ("d=maju b=y", "terbit", "03-06 09:00"),
        ("d=ulang b=on_overdue d=maju", "terbit", "03-09 09:00"),
    ]


def test_the_sketches_of_these_tests_are_what_they_seem() -> None:
    step = sketch(
        "a& @warga #24-jam (1 jam): x=b+c|lapse=gugur! \n b: terbit \n c: terbit".replace(" \n ", "\n")
    ).steps["a"]
    assert (step.join, step.actor, step.calendar) == (True, "warga", "24-jam")
    assert [(way.branch, way.targets) for way in step.exits] == [("x", ("b", "c")), ("on_overdue", ("gugur",))]


@pytest.mark.parametrize("choices", ["periksa=lengkap", ["periksa=lengkap"], [("periksa",)], [("periksa", 1)], None, 7])
def test_choices_of_another_form_are_refused_in_a_sentence(choices: Any) -> None:
    sop = sopflow.load(Path(__file__).parents[1] / "definition" / "surat-keterangan-usaha.yaml")
    with pytest.raises(ChoiceError) as refused:
        sop.plan("2026-03-02T09:00", choices)
    assert refused.value.code == "choice-form"
