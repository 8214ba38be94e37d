"""``sopflow calendar``, and what ``sopflow due`` says of a count and of the questions backwards."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from cli_calls import call, one_sentence

if TYPE_CHECKING:
    from pathlib import Path


def test_a_year_in_both_languages_and_as_data() -> None:
    text = call("calendar", "id-asn", "--year", "2026")
    assert (text.code, text.err) == (0, "")
    assert text.out.splitlines()[0] == "Kalender id-asn, versi 1, tahun 2026 (Asia/Jakarta)"
    assert "Working days" in call("calendar", "id-asn", "--year", "2026", "--lang", "en").out
    data = json.loads(call("calendar", "id-asn", "--year", "2026", "--format", "json").out)
    assert (data["calendar"], data["year"], len(data["months"]), data["working_days"]) == ("id-asn", 2026, 12, 240)


def test_an_icalendar_file_has_the_line_ends_of_the_standard() -> None:
    out = call("calendar", "id-asn", "--year", "2026", "--format", "ics").out
    assert out.startswith("BEGIN:VCALENDAR\r\n")
    assert out.endswith("END:VCALENDAR\r\n")
    assert out.count("\n") == out.count("\r\n")
    assert "DTSTART;VALUE=DATE:20260817\r\n" in out


def test_without_a_year_it_is_the_current_one() -> None:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    this_year = datetime.now(ZoneInfo("Asia/Jakarta")).year
    assert f"tahun {this_year} " in call("calendar", "id-asn").out


@pytest.mark.parametrize("year", ["1989", "2101", "dua ribu", "٢٠٢٦", "-1", "", "2026.5"])
def test_a_year_that_cannot_be_answered_for_is_wrong_usage(year: str) -> None:
    result = call("calendar", "id-asn", f"--year={year}")
    if year:
        assert result.code == 2
        assert "1990 sampai 2100" in one_sentence(result)
    else:
        assert result.code == 0


def test_a_calendar_file_with_faults_shows_them_all(tmp_path: Path) -> None:
    file = tmp_path / "kota.yaml"
    file.write_text("calendar: kota\nextends: id-asn\ntimezone: WIB\nclosures:\n  - {date: besok, reason: a}\n")
    for argv in (("calendar", str(file)), ("due", "1 hari kerja", "--from", "2026-03-02", "--calendar", str(file))):
        result = call(*argv)
        assert (result.code, result.out) == (1, "")
        assert f"{file}:3:11: kesalahan calendar-timezone-unknown" in result.err
        assert "Tulis: Asia/Jakarta" in result.err
        assert f"{file}:5:12: kesalahan calendar-not-date" in result.err


def test_a_calendar_that_is_not_there_is_wrong_usage() -> None:
    assert "id-asn" in one_sentence(call("calendar", "id-asm"))
    result = call("calendar", "tidak-ada.yaml")
    assert result.code == 2
    assert "tidak-ada.yaml" in one_sentence(result)


def test_explain_shows_the_count_below_the_sentence() -> None:
    lines = call("due", "2 hari kerja", "--from", "2026-07-02T09:00", "--explain").out.splitlines()
    assert lines[0].startswith("2 hari kerja sejak 2 Juli 2026 09.00 jatuh tempo 6 Juli 2026 16.00")
    assert [line.split()[:4] for line in lines[1:]] == [
        ["Kamis", "2", "Juli", "2026"],
        ["Jumat", "3", "Juli", "2026"],
        ["Sabtu", "4", "Juli", "2026"],
        ["Minggu", "5", "Juli", "2026"],
        ["Senin", "6", "Juli", "2026"],
    ]
    data = json.loads(call("due", "2 jam", "--from", "2026-07-02T15:00", "--explain", "--format", "json").out)
    assert [(day["date"], day["count"], day["reason"]) for day in data["days"]] == [
        ("2026-07-02", 60, None), ("2026-07-03", 120, None),
    ]  # fmt: skip
    assert data["intervals"] == [
        {"from": "2026-07-02T15:00:00+07:00", "to": "2026-07-02T16:00:00+07:00", "minutes": 60},
        {"from": "2026-07-03T07:30:00+07:00", "to": "2026-07-03T08:30:00+07:00", "minutes": 60},
    ]


def test_without_explain_the_data_has_the_keys_of_the_contract_only() -> None:
    data = json.loads(call("due", "2 jam", "--from", "2026-07-02T15:00", "--format", "json").out)
    assert set(data) == {"from", "duration", "due", "certain", "assumptions", "note"}  # a bare "jam" is said
    data = json.loads(call("due", "2 hari kerja", "--from", "2026-07-02T15:00", "--format", "json").out)
    assert set(data) == {"from", "duration", "due", "certain", "assumptions"}


def test_the_two_questions_backwards() -> None:
    by = call("due", "2 hari kerja", "--by", "2026-07-06T16:00")
    assert by.out.startswith("Agar 2 hari kerja selesai 6 Juli 2026 16.00, mulai paling lambat 2 Juli 2026 16.00 ")
    before = call("due", "3 hari kerja", "--before", "2026-07-07T10:00", "--lang", "en")
    assert before.out.startswith("At the latest 3 hari kerja before 2026-07-07 10:00: 2026-07-02 16:00 ")
    data = json.loads(call("due", "2 hari kerja", "--by", "2026-07-06T16:00", "--format", "json").out)
    assert data["start_by"] == "2026-07-02T16:00:00+07:00"
    data = json.loads(call("due", "3 hari kerja", "--before", "2026-07-07", "--format", "json").out)
    assert (data["event"], data["before"]) == ("2026-07-07T07:30:00+07:00", "2026-07-02T16:00:00+07:00")


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("--from", "2026-07-06", "--by", "2026-07-08"),
        ("--by", "2026-07-06", "--before", "2026-07-08"),
        ("--by", "2026-07-06", "--explain"),
    ],
)
def test_one_question_at_a_time(argv: tuple[str, ...]) -> None:
    result = call("due", "1 hari kerja", *argv)
    assert result.code == 2
    assert "--from" in one_sentence(result)
