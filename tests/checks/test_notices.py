"""What is said of reminders and escalations, and where it points."""

from __future__ import annotations

from typing import Final

import pytest

import sopflow
from diagnosed import diagnose, summary

HEAD: Final = """\
sop: izin
version: "1"
title: Izin
day_counting: working
actors: {loket: Loket, kepala: Kepala, warga: {name: Warga, external: true}}
"""
STEPS: Final = """\
steps:
  - {id: terima, actor: loket, activity: Menerima, duration: 2 jam, result: a}
  - {id: lengkapi, actor: warga, activity: Melengkapi, duration: 3 hari kerja, result: a, on_overdue: {next: kaji}}
  - {id: kaji, actor: kepala, activity: Mengkaji, duration: 1 x 24 jam, result: a}
"""


def said(text: str) -> list[tuple[int, str, str]]:
    return summary(diagnose(HEAD + text))


@pytest.mark.parametrize(
    "rules",
    [
        "remind: {before: 1 hari kerja}\n",
        "remind: [{before: 2 hari kerja}, {before: 1 jam, to: kepala}]\n",
        "escalate: [{to: kepala}, {after: 1 jam, to: [loket]}]\n",
        "remind: []\nescalate: []\n",
        "service_time: {duration: 9 hari kerja, remind: {before: 9 hari kerja}, escalate: {to: kepala}}\n",
    ],
)
def test_what_is_right_is_left_alone(rules: str) -> None:
    assert said(rules + STEPS) == []


@pytest.mark.parametrize(
    ("rules", "code", "marked"),
    [
        ("remind: {before: 4 hari kerja}\n", "reminder-never-comes", "4 hari kerja"),
        ("remind: [{before: 1 jam}, {before: 2 bulan}]\n", "reminder-never-comes", "2 bulan"),
        (
            "service_time: {duration: 9 hari kerja, remind: {before: 10 hari kerja}}\n",
            "reminder-never-comes",
            "10 hari kerja",
        ),
        ("remind: {before: 1 jam, to: lokat}\n", "unknown-actor", "lokat"),
        ("remind: {before: 1 jam, to: [kepala, warge]}\n", "unknown-actor", "warge"),
        ("remind: {to: loket}\n", "missing-key", "remind"),
        ("remind: {before: 0 hari}\n", "duration-not-positive", "0 hari"),
        ("remind: {before: [1 jam]}\n", "wrong-type", "[1 jam]"),
        ("remind: {before: 1 jam, after: 1 jam}\n", "unknown-key", "after"),
        ("escalate: {to: warga}\n", "escalate-to-external", "warga"),
        ("escalate: [{to: kepala}, {to: [loket, warga]}]\n", "escalate-to-external", "warga"),
        ("escalate: {after: 1 jam}\n", "missing-key", "escalate"),
        ("escalate: {after: kapan-kapan, to: loket}\n", "duration-unreadable", "kapan-kapan"),
        ("escalate: [{to: kepala}, {to: kepala}]\n", "list-repeats", "{to: kepala}"),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(rules: str, code: str, marked: str) -> None:
    found = said(rules + STEPS)
    assert [(one, text) for _, one, text in found if one != "actor-unused"] == [(code, marked)]


@pytest.mark.parametrize(
    ("step", "code", "marked"),
    [
        ("duration: 2 hari kerja, remind: {before: 3 hari kerja}", "reminder-never-comes", "3 hari kerja"),
        (
            "duration: 1 jam, remind: [{before: 30 menit}, {before: 1 hari kerja}]",
            "reminder-never-comes",
            "1 hari kerja",
        ),
        ("duration: 1 x 24 jam, remind: {before: 2 x 24 jam}", "reminder-never-comes", "2 x 24 jam"),
        ('duration: "-", remind: {before: 1 jam}', "notice-without-duration", "remind"),
        ("escalate: {to: kepala}", "notice-without-duration", "escalate"),
    ],
)
def test_a_step_may_have_its_own(step: str, code: str, marked: str) -> None:
    text = f"steps:\n  - {{id: satu, actor: loket, activity: Satu, result: a, {step}}}\n"
    found = [(one, words) for _, one, words in said(text) if one not in {"actor-unused", "step-without-duration"}]
    assert found == [(code, marked)]


def test_what_just_fits_is_no_fault() -> None:
    """A term of two working days that starts at opening; two working days before its end is that day's closing."""
    step = "{id: satu, actor: loket, activity: Satu, result: a, duration: 2 hari kerja, remind: {before: 2 hari kerja}}"
    assert said(f"steps:\n  - {step}\n") == []


def test_an_actor_who_only_hears_of_something_is_used() -> None:
    steps = "steps:\n  - {id: satu, actor: loket, activity: Satu, result: a, duration: 1 jam}\n"
    for rules, unused in (("", {"kepala", "warga"}), ("escalate: {to: kepala}\n", {"warga"})):
        found = sopflow.loads(HEAD + rules + steps).diagnostics
        assert {one.params["id"] for one in found if one.code == "actor-unused"} == unused


def test_rules_are_no_part_of_what_a_case_depends_on() -> None:
    plain = sopflow.loads(HEAD + STEPS)
    told = sopflow.loads(HEAD + "remind: {before: 1 jam}\nescalate: {to: kepala}\n" + STEPS)
    assert told.hash == plain.hash
    assert told != plain
