"""Days off from iCalendar files, as calendar applications write them."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from sopflow.calendars.ical import read_days_off
from sopflow.errors import CalendarError
from sopflow.messages import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path


def event(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"])


def file_with(folder: Path, *events: str) -> Path:
    path = folder / "libur.ics"
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//ID", *events, "END:VCALENDAR", ""])
    path.write_text(text, encoding="utf-8", newline="")
    return path


def days(folder: Path, *events: str) -> list[str]:
    return [closure.day.isoformat() for closure in read_days_off(file_with(folder, *events))]


GALUNGAN = event("UID:1", "SUMMARY:Hari Raya Galungan", "DTSTART;VALUE=DATE:20260617")


def test_an_all_day_event_closes_its_date_and_gives_the_reason(tmp_path: Path) -> None:
    (closure,) = read_days_off(file_with(tmp_path, GALUNGAN))
    assert (closure.day, closure.reason) == (date(2026, 6, 17), "Hari Raya Galungan")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;VALUE=DATE:20260617", "DTEND;VALUE=DATE:20260618"], ["2026-06-17"]),  # the end is not included
        (["DTSTART;VALUE=DATE:20260617", "DTEND;VALUE=DATE:20260620"], ["2026-06-17", "2026-06-18", "2026-06-19"]),
        (["DTSTART;VALUE=DATE:20260617", "DTEND;VALUE=DATE:20260617"], ["2026-06-17"]),  # wrong, and often written
        (["DTSTART;VALUE=DATE:20260617", "DURATION:P2D"], ["2026-06-17", "2026-06-18"]),
        (["DTSTART;VALUE=DATE:20260801", "RRULE:FREQ=YEARLY;COUNT=3"], ["2026-08-01", "2027-08-01", "2028-08-01"]),
        (["DTSTART;VALUE=DATE:20260801", "RRULE:FREQ=YEARLY;UNTIL=20270801"], ["2026-08-01", "2027-08-01"]),
        (["DTSTART;VALUE=DATE:20260801", "RRULE:FREQ=YEARLY;UNTIL=20270801T000000Z"], ["2026-08-01", "2027-08-01"]),
        (
            ["DTSTART;VALUE=DATE:20260617", "RRULE:FREQ=DAILY;INTERVAL=210;COUNT=3"],
            ["2026-06-17", "2027-01-13", "2027-08-11"],
        ),
        (["DTSTART;VALUE=DATE:20260801", "RDATE;VALUE=DATE:20260901,20261001"],
         ["2026-08-01", "2026-09-01", "2026-10-01"]),
        (["DTSTART;VALUE=DATE:20260801", "RRULE:FREQ=YEARLY;COUNT=3", "EXDATE;VALUE=DATE:20270801"],
         ["2026-08-01", "2028-08-01"]),
    ],
)  # fmt: skip
def test_lengths_and_repetitions(tmp_path: Path, lines: list[str], expected: list[str]) -> None:
    assert days(tmp_path, event("UID:1", "SUMMARY:x", *lines)) == expected


def test_an_unending_repetition_ends_with_the_calendar(tmp_path: Path) -> None:
    found = days(tmp_path, event("UID:1", "DTSTART;VALUE=DATE:19450817", "RRULE:FREQ=YEARLY"))
    assert (found[0], found[-1], len(found)) == ("1990-08-17", "2100-08-17", 111)


def test_a_moved_occurrence_closes_the_new_date_only(tmp_path: Path) -> None:
    repeated = event("UID:1", "DTSTART;VALUE=DATE:20260801", "RRULE:FREQ=YEARLY;COUNT=2")
    moved = event("UID:1", "RECURRENCE-ID;VALUE=DATE:20270801", "DTSTART;VALUE=DATE:20270803")
    assert days(tmp_path, repeated, moved) == ["2026-08-01", "2027-08-03"]


def test_a_cancelled_occurrence_of_a_repeated_event_closes_nothing(tmp_path: Path) -> None:
    weekly = event("UID:1", "DTSTART;VALUE=DATE:20260803", "RRULE:FREQ=WEEKLY;COUNT=3")
    gone = event("UID:1", "RECURRENCE-ID;VALUE=DATE:20260810", "DTSTART;VALUE=DATE:20260810", "STATUS:CANCELLED")
    assert days(tmp_path, weekly, gone) == ["2026-08-03", "2026-08-17"]


@pytest.mark.parametrize(
    "lines",
    [
        ["RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"],
        ["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"],
        ["RRULE:FREQ=DAILY;INTERVAL=0"],
        ["RRULE:FREQ=DAILY;COUNT=3;UNTIL=20260901"],
        ["RRULE:FREQ=DAILY;COUNT=3", "EXRULE:FREQ=WEEKLY"],
        ["RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20260801"],
        ["DTEND;VALUE=DATE:20260701"],
        ["DTEND:20260802T120000"],
        ["DURATION:PT36H"],
        ["DURATION:-P1D"],
    ],
)
def test_what_is_not_understood_is_refused(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(CalendarError) as refused:
        days(tmp_path, event("UID:1", "SUMMARY:x", "DTSTART;VALUE=DATE:20260801", *lines))
    assert refused.value.code == "ical-rule"


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART;VALUE=DATE:19900101", "DTEND;VALUE=DATE:21001231", "RRULE:FREQ=DAILY"],
        ["DTSTART;VALUE=DATE:19900101", "DTEND;VALUE=DATE:21001231", "RRULE:FREQ=YEARLY"],
        ["DTSTART;VALUE=DATE:00010101", "RRULE:FREQ=DAILY"],
    ],
)
def test_what_would_go_on_for_ever_is_refused_at_once(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(CalendarError) as refused:
        days(tmp_path, event("UID:1", "SUMMARY:x", *lines))
    assert refused.value.code in {"ical-too-many", "ical-without-days"}


def test_an_event_over_the_first_new_year_is_cut(tmp_path: Path) -> None:
    over = event("UID:1", "DTSTART;VALUE=DATE:19891230", "DTEND;VALUE=DATE:19900103")
    assert days(tmp_path, over) == ["1990-01-01", "1990-01-02"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "libur.ics")
    with pytest.raises(CalendarError) as refused:
        read_days_off(tmp_path / "libur.ics")
    assert refused.value.code == "ical-missing"


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "libur.ics").write_bytes(b"BEGIN:VCALENDAR\r\nX-A:Hari Ra\xfdya\r\nEND:VCALENDAR\r\n")
    with pytest.raises(CalendarError) as refused:
        read_days_off(tmp_path / "libur.ics")
    assert refused.value.code == "ical-not-utf8"


def test_events_with_a_time_and_cancelled_ones_are_passed_over(tmp_path: Path) -> None:
    timed = event("UID:2", "DTSTART:20260618T080000Z", "DTEND:20260618T100000Z")
    cancelled = event("UID:3", "DTSTART;VALUE=DATE:20260619", "STATUS:CANCELLED")
    assert days(tmp_path, GALUNGAN, timed, cancelled) == ["2026-06-17"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "ical-missing"),
        ("bukan kalender", "ical-unreadable"),
        (f"BEGIN:VCALENDAR\r\n{event('DTSTART;VALUE=DATE:2026')}\r\nEND:VCALENDAR\r\n", "ical-unreadable"),
        ("", "ical-without-days"),
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "ical-without-days"),
        ("x" * 1_100_000, "ical-too-many"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_days_off_is_refused(tmp_path: Path, content: str | None, code: str) -> None:
    path = tmp_path / "libur.ics"
    if content is not None:
        path.write_text(content, newline="")
    with pytest.raises(CalendarError) as refused:
        read_days_off(path)
    assert refused.value.code == code
    assert all("libur.ics" in refused.value.message(lang) for lang in LANGUAGES)


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=HOURLY;COUNT=5", "COUNT=3", "FREQ=YEARLY;BYDAY=XX"])
def test_a_repetition_that_means_no_dates_is_refused(tmp_path: Path, rule: str) -> None:
    with pytest.raises(CalendarError) as refused:
        days(tmp_path, event("UID:1", "SUMMARY:x", "DTSTART;VALUE=DATE:20260801", f"RRULE:{rule}"))
    assert refused.value.code in {"ical-rule", "ical-unreadable"}


def test_a_fault_is_told_at_the_file_s_name_in_the_calendar(tmp_path: Path) -> None:
    import sopflow

    path = tmp_path / "kota.yaml"
    path.write_text("calendar: kota\nextends: id-asn\nclosures_from:\n  - file: tidak-ada.ics\n    basis: SE\n")
    (fault,) = sopflow.check(path)
    assert (fault.code, fault.span.line, fault.span.column) == ("ical-missing", 4, 11)


def test_without_the_library_a_sentence_says_how_to_install_it(tmp_path: Path) -> None:
    with patch.dict(sys.modules, {"icalendar": None}), pytest.raises(CalendarError) as refused:
        read_days_off(file_with(tmp_path, GALUNGAN))
    assert "sopflow[ics]" in refused.value.message("id")
