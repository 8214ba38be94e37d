"""Which calendar counts for a step, where its cutoff holds, and how a start is read.

The hours and days off are those of ``test_plan_dates.py``.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Final

import pytest
from plan_tables import START, plan_of, rows, with_cutoff

import sopflow
from calendar_texts import asn_with
from sopflow.calendars.instant import When
from sopflow.calendars.load import calendar
from sopflow.errors import CalendarError, InstantError

PROCEDURES: Final = Path(__file__).parents[2] / "procedures"
INDIRECT: Final = sopflow.load(PROCEDURES / "pengaduan-tidak-langsung.yaml")
DIRECT: Final = sopflow.load(PROCEDURES / "pengaduan-langsung.yaml")


def test_a_cutoff_counts_at_the_start_and_after_an_external_actor_only() -> None:
    """Cutoff 14:00, Monday 2 March, in Ramadan.

    From 14:30, a counts as started on Tuesday: 4:1. b starts at the closing of the 4th, within the agency, so the
    cutoff is left aside: 5:1. c, by a citizen, too: 6:1. d follows the citizen at Friday's closing, after the cutoff,
    so it counts as started on Monday the 9th: 10:1. e, within the agency: 11:1.
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
    """On 24-jam a working day ends at 23:59, and 18 March counts; on id-asn the next working day is the 25th."""
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
    papua = asn_with("timezone: Asia/Jayapura")
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
