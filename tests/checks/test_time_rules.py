"""What is said of terms and promises: dates are worked out by hand from the calendar of 2026."""

from __future__ import annotations

from typing import Final

import pytest

from diagnosed import diagnose, summary

HEAD: Final = """\
sop: izin
version: "1"
title: Izin
service_time: {PROMISE}
day_counting: working
actors: {{loket: Loket, warga: {{name: Warga, external: true}}}}
steps:
  - {{id: terima, actor: loket, activity: Menerima, duration: 2 hari, result: a}}
  - {{id: lengkapi, actor: warga, activity: Melengkapi, duration: 9 hari, result: a, on_overdue: {{next: kaji}}}}
  - {{id: kaji, actor: loket, activity: Mengkaji, duration: 3 hari, result: a}}
"""


def said(promise: str, extra: str = "") -> list[tuple[int, str, str]]:
    return summary(diagnose(HEAD.format(PROMISE=promise) + extra))


def test_a_promise_that_can_be_kept_is_left_alone() -> None:
    """2 + 3 hari kerja of the office; the nine days of the citizen do not count."""
    assert said("5 hari kerja") == []
    assert said("{duration: 3 hari kerja, from: lengkapi}") == []


@pytest.mark.parametrize(
    ("promise", "line", "marked"),
    [
        ("4 hari kerja", 4, "4 hari kerja"),
        ("{duration: 2 hari kerja, from: terima}", 10, "3 hari"),
    ],
)
def test_a_promise_that_cannot_be_kept(promise: str, line: int, marked: str) -> None:
    ((where, code, text),) = said(promise)
    assert (where, text) == (line, marked)
    assert code == ("service-time-exceeded" if line == 4 else "step-longer-than-service")


def test_the_worst_start_of_the_year_is_named() -> None:
    """From Friday 1 October 2027 five calendar days end on Wednesday the 6th, at 16.00.

    Two working days end on Tuesday the 5th, three more on Friday the 8th, which closes at 16.30. Where the five days
    end on a day off they move to the next working day, so that 1 March, before Nyepi and Idul Fitri, is in time.
    """
    (found,) = diagnose(HEAD.format(PROMISE="5 hari kalender"))
    assert found.message("en") == (
        "The promised 5 hari kalender cannot always be kept: at worst, from 2027-10-01 07:30, it ends on 2027-10-06 "
        "16:00, while the steps terima, lengkapi and kaji end on 2027-10-08 16:30 only."
    )
    assert found.severity == "warning"


AMID: Final = """\
sop: izin
version: "1"
title: Izin
service_time: {duration: DAYS hari kerja, from: periksa}
day_counting: working
actors: {loket: Loket}
steps:
  - {id: bagi, actor: loket, activity: Membagi, duration: 1 hari, result: a, next: [periksa, kaji]}
  - {id: periksa, actor: loket, activity: Memeriksa, duration: 1 hari, result: a, next: putus}
  - {id: kaji, actor: loket, activity: Mengkaji, duration: 10 hari, result: a, next: putus}
  - {id: putus, actor: loket, activity: Memutuskan, join: all, duration: 1 hari, result: a}
"""


@pytest.mark.parametrize(("days", "codes"), [("9", ["service-time-exceeded"]), ("10", [])])
def test_a_term_that_begins_amid_parallel_flows_waits_for_the_others(days: str, codes: list[str]) -> None:
    """Counted from the end of ``periksa`` on day 2, ``kaji`` ends on day 11 and ``putus`` on day 12: ten days later."""
    assert [found.code for found in diagnose(AMID.replace("DAYS", days))] == codes


def test_rework_and_overdue_ways_do_not_count() -> None:
    text = HEAD.format(PROMISE="5 hari kerja").replace(
        "3 hari, result: a}", "3 hari, result: a, branches: [{id: ulang, next: terima}, {id: ya, next: selesai}]}"
    )
    assert diagnose(text) == []


def test_a_step_longer_than_the_whole_is_named_in_place_of_the_way() -> None:
    assert said("2 hari kerja") == [(10, "step-longer-than-service", "3 hari")]


def test_nothing_is_said_of_time_where_something_is_wrong() -> None:
    assert [code for _, code, _ in said("1 hari kerja", "  - {id: akhir, actor: lokat, activity: Menutup}\n")] == [
        "unknown-actor"
    ]


def test_steps_without_a_duration_are_noted_once() -> None:
    text = HEAD.format(PROMISE="9 hari kerja").replace("duration: 2 hari, ", "").replace("duration: 3 hari, ", "")
    (found,) = diagnose(text, leaving_out=frozenset())
    assert (found.span.line, found.code, found.severity) == (8, "step-without-duration", "note")
    assert "(also on line 10)" in found.message("en")
    dash = text.replace("activity: Menerima", 'activity: Menerima, duration: "-"')
    assert summary(diagnose(dash, leaving_out=frozenset())) == [(10, "step-without-duration", "kaji")]


def test_a_citizen_who_is_waited_for_without_end_is_noted() -> None:
    text = HEAD.format(PROMISE="9 hari kerja").replace(", on_overdue: {next: kaji}", "")
    (found,) = diagnose(text, leaving_out=frozenset())
    assert (found.span.line, found.code, found.severity) == (9, "deadline-without-overdue", "note")
    assert found.message("id") == "Bila Warga tidak bertindak sampai tenggat ini, kasus menunggu terus."


def test_a_mixture_of_days_is_asked_about_with_both_wordings() -> None:
    text = HEAD.format(PROMISE="9 hari kerja").replace("day_counting: working\n", "")
    (found,) = diagnose(text)
    assert (found.span.line, found.code) == (7, "days-mixed")
    assert "while elsewhere it says '9 hari kerja'" in found.message("en")
