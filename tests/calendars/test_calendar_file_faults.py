"""What is wrong or odd in a calendar file: each fault with its line, the marked words, and how it is mended."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import sopflow
from diagnosed import marked
from sopflow.calendars.holidays import holiday_year
from sopflow.checks.calendar_file import check_calendar
from sopflow.errors import CalendarInvalid
from sopflow.messages import LANGUAGES
from sopflow.source.reader import read_text

if TYPE_CHECKING:
    from sopflow.diagnostic import Diagnostic

HEAD = "calendar: uji\nextends: id-asn\n"


def faults(text: str) -> list[Diagnostic]:
    """What is said about a calendar; every sentence is made in both languages on the way."""
    reading = read_text(text, "uji.yaml")
    check_calendar(reading, Path("uji.yaml"))
    found = list(reading.reported())
    for diagnostic in found:
        for lang in LANGUAGES:
            assert diagnostic.message(lang)
            assert diagnostic.hint_code is None or diagnostic.hint(lang)
    return found


def said(text: str) -> list[tuple[str, str]]:
    return [(found.code, marked(found)) for found in faults(text)]


@pytest.mark.parametrize(
    ("text", "code", "mark"),
    [
        # keys: unknown, missing, half-set
        ("hour: {mon: ['08:00-09:00']}", "unknown-key", "hour"),
        ("counting: {end: closing}", "unknown-key", "end"),
        ("closures: [{tanggal: 2026-01-02, reason: a}]", "unknown-key", "tanggal"),
        ("ramadan: {}", "missing-key", "ramadan"),
        ("closures: [{reason: x}]", "missing-key", "reason"),
        ("openings: [{date: 2026-05-15, reason: a}]", "missing-key", "date"),
        ("periods: [{from: 2026-05-15, hours: {mon: []}}]", "missing-key", "from"),
        ("periods: [{from: 2026-05-15, to: 2026-05-16}]", "missing-key", "from"),
        ("decreed: [{basis: SKB}]", "missing-key", "basis"),
        ("hours:", "value-missing", "hours"),
        ("version: ''", "text-empty", "''"),
        ("counting: {}", "mapping-empty", "{}"),
        ("hours: {}", "mapping-empty", "{}"),
        # types
        ("closures: {date: 2026-05-15}", "wrong-type", "{date: 2026-05-15}"),
        ("closures: [2026-05-15]", "wrong-type", "2026-05-15"),
        ("national_holidays: tidak", "boolean-wanted", "tidak"),
        ("decreed: [{year: tahun depan}]", "wrong-type", "tahun depan"),
        ("decreed: [{year: 1889}]", "number-below", "1889"),
        ("decreed: [{year: 2208}]", "number-above", "2208"),
        ("decreed: [{year: ٢٠٢٨}]", "wrong-type", "٢٠٢٨"),
        ("hours: {mon: 08:00-16:00}", "list-wanted", "08:00-16:00"),
        # words
        ("counting: {roll: sideways}", "not-one-of", "sideways"),
        ("counting: {cutoff: 900}", "calendar-not-clock", "900"),
        ("counting: {cutoff: '25:00'}", "calendar-not-clock", "'25:00'"),
        ("timezone: WIB", "calendar-timezone-unknown", "WIB"),
        ("timezone: Asia/Jayapora", "calendar-timezone-unknown", "Asia/Jayapora"),
        ("timezone: ../etc/passwd", "calendar-timezone-unknown", "../etc/passwd"),
        ("timezone: localtime", "calendar-timezone-unknown", "localtime"),
        ("closures: [{date: kemarin, reason: a}]", "calendar-not-date", "kemarin"),
        ("closures: [{date: 2026-02-30, reason: a}]", "calendar-date-impossible", "2026-02-30"),
        ("hours: {senin-kamis: ['08:00-09:00']}", "calendar-day-unknown", "senin-kamis"),
        ("hours: {hari: ['08:00-09:00']}", "calendar-day-unknown", "hari"),
        ("hours: {mon-thu: ['08:00-09:00'], wed: ['08:00-09:00']}", "calendar-day-twice", "wed"),
        ("hours: {mon: ['8-16']}", "calendar-hours-wrong", "'8-16'"),
        ("hours: {mon: ['08:00']}", "calendar-hours-wrong", "'08:00'"),
        ("hours: {mon: ['08:00-']}", "calendar-hours-wrong", "'08:00-'"),
        ("hours: {mon: ['08:00-25:00']}", "calendar-hours-wrong", "'08:00-25:00'"),
        ("hours: {mon: ['08:00-12:00', '11:00-16:00']}", "calendar-hours-overlap", "'11:00-16:00'"),
        ("hours: {mon: ['22:00-06:00', '23:00-23:30']}", "calendar-hours-overlap", "'23:00-23:30'"),
        # what it says together
        ("extends: id-asm", "calendar-unknown-near", "id-asm"),
        ("hours: {mon: []}", "calendar-no-hours", "hours"),
        ("openings: [{date: 2026-05-16, working_day: false, reason: a}]", "duty-without-hours", "working_day"),
        ("openings: [{date: 2026-05-16, working_day: true, reason: a}]", "opening-without-hours", "2026-05-16"),
        ("openings: [{date: 2026-05-16, working_day: true, hours: [], reason: a}]", "opening-without-hours", "hours"),
        ("periods: [{from: 2026-05-16, to: 2026-05-15, hours: {mon: []}}]", "period-reversed", "2026-05-15"),
        ("periods: [{from: 2026-01-01, to: 2026-12-31, hours: {sun-sat: []}}]",
         "calendar-year-without-work", "2026-01-01"),
    ],
)  # fmt: skip
def test_what_is_unknown_half_set_or_contradictory_is_an_error_at_its_place(text: str, code: str, mark: str) -> None:
    head = "calendar: uji\n" if text.startswith("extends") else HEAD
    found = faults(f"{head}{text}\n")
    assert [(fault.code, marked(fault), fault.severity) for fault in found] == [(code, mark, "error")]


@pytest.mark.parametrize(
    ("text", "code", "mark"),
    [
        ("timezone: Asia/Jakarta\nhours: {mon: ['08:00-16:00']}\n", "unknown-key", "timezone"),
        ("calendar: a\nhours: {mon: ['08:00-16:00']}\n", "missing-key", "calendar"),
        ("calendar: a\ntimezone: Asia/Jakarta\n", "missing-key", "calendar"),
        ("calendar: Kalender Kota\nextends: id-asn\n", "sop-id-form", "Kalender Kota"),
    ],
)
def test_a_calendar_that_extends_nothing_says_its_id_zone_and_hours(text: str, code: str, mark: str) -> None:
    if code == "unknown-key":
        assert [code for code, _ in said(text)] == ["missing-key"]
    else:
        assert said(text) == [(code, mark)]


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("timezone: wita", "Asia/Makassar"),
        ("timezone: Asia/jakarta", "Asia/Jakarta"),
        ("closures: [{date: 15-05-2026, reason: a}]", "2026-05-15"),
        ("closures: [{date: 15/5/2026, reason: a}]", "2026-05-15"),
        ("closures: [{date: 5 Mei 2026, reason: a}]", "2026-05-05"),
        ("closures: [{date: 17 August 2027, reason: a}]", "2027-08-17"),
        ("closures: [{date: 2026/05/15, reason: a}]", "2026-05-15"),
        ("hours: {Senin-Kamis: ['08:00-09:00']}", "mon-thu"),
        ("hours: {Jum'at: ['08:00-09:00']}", "fri"),
        ("hours: {Monday: ['08:00-09:00']}", "mon"),
        ("hours: {mon: [07.30 s.d. 12.00]}", "07:30-12:00"),
        ("hours: {mon: [7:30-12:00]}", "07:30-12:00"),
        ("hours: {mon: [07.30 - 12.00 WIB]}", "07:30-12:00"),
        ("hours: {mon: [19.00-24.00]}", "19:00-24:00"),
        ("counting: {cutoff: 15.00}", "15:00"),
        ("counting: {cutoff: pukul 15.00 WIB}", "15:00"),
        ("decreed: [{year: 2028, dasar: SKB}]", None),
        ("national_holidays: Tidak", "false"),
    ],
)
def test_how_officials_write_is_answered_with_how_it_is_written_here(text: str, fixed: str | None) -> None:
    (fault,) = faults(f"{HEAD}{text}\n")
    if fixed is None:
        assert fault.hint_code == "did-you-mean"
    else:
        assert fault.hint_code == "write-value"
        assert fault.params["fixed"] == fixed
        assert fixed in str(fault.hint("id"))


def test_all_faults_come_out_at_once_and_none_brings_others_behind_it() -> None:
    text = """\
calendar: kota
extends: id-asn
timezone: WIT
hours:
  mon-thu: ["07.30-12.00", "13:00-16:00"]
  fri: ["07:30-11:30", "11:00-16:30"]
periods:
  - {name: a, from: 2026-12-01, to: 2026-12-10, hours: {mon: []}}
  - {name: b, from: 2026-12-10, to: 2026-12-20, hours: {mon: []}}
closures:
  - {date: 2026-05-15, reason: a}
  - {date: 2026-05-15, reason: b}
openings:
  - {date: 2026-05-15, working_day: true, reason: c}
  - {date: 2026-05-20, working_day: ya, reason: d}
"""
    assert [(found.span.line, found.code) for found in faults(text)] == [
        (3, "calendar-timezone-unknown"),
        (5, "calendar-hours-wrong"),
        (6, "calendar-hours-overlap"),
        (9, "calendar-periods-overlap"),
        (12, "calendar-date-twice"),
        (14, "calendar-closed-and-open"),
        (15, "boolean-wanted"),
    ]


def test_what_changes_nothing_is_a_note_and_what_nobody_could_defend_a_warning() -> None:
    text = f"""{HEAD}\
closures:
  - {{date: 2026-05-17, reason: Hari jadi}}
  - {{date: 2026-08-17, reason: Hari jadi}}
  - {{date: 2026-05-15, reason: Hari jadi}}
  - {{date: 2026-05-13, reason: Hari jadi}}
  - {{date: 2026-05-12}}
  - {{date: 2206-05-12, reason: salah ketik}}
openings:
  - {{date: 2026-05-19, working_day: true, reason: a}}
  - {{date: 2026-05-20, working_day: true, reason: a, hours: ["08:00-20:00"]}}
  - {{date: 2026-05-28, working_day: true, reason: Cuti bersama dicabut}}
"""
    assert [(found.span.line, found.code, found.severity) for found in faults(text)] == [
        (4, "closure-on-day-off", "note"),  # a Sunday
        (5, "closure-on-day-off", "note"),  # Independence Day
        (6, "closure-on-day-off", "note"),  # joint leave
        (8, "day-without-reason", "warning"),
        (9, "calendar-date-outside", "warning"),
        (11, "opening-on-working-day", "note"),
    ]


def test_what_the_extended_calendar_says_is_not_said_again(tmp_path: Path) -> None:
    (tmp_path / "provinsi.yaml").write_text(f"""{HEAD}\
closures: [{{date: 2026-05-13, reason: a}}]
openings: [{{date: 2026-05-16, working_day: false, hours: ["08:00-12:00"], reason: b}}]
""")
    (tmp_path / "kota.yaml").write_text("""\
calendar: kota
extends: ./provinsi.yaml
closures:
  - {date: 2026-05-13, reason: a}
  - {date: 2026-05-16, reason: a}
openings:
  - {date: 2026-05-13, working_day: true, reason: a}
  - {date: 2026-05-16, working_day: true, reason: a, hours: ["08:00-12:00"]}
""")
    found = sopflow.check(tmp_path / "kota.yaml")
    assert [(fault.span.line, fault.code) for fault in found] == [
        (5, "calendar-closed-and-open-inherited"),
        (7, "calendar-closed-and-open"),
        (8, "calendar-closed-and-open"),
    ]


def test_an_opening_on_a_date_that_an_icalendar_file_closes_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "libur.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
        "DTSTART;VALUE=DATE:20260818\r\nSUMMARY:libur\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        newline="",
    )
    (tmp_path / "kota.yaml").write_text(f"""{HEAD}\
closures_from: [{{file: libur.ics, basis: a}}]
openings: [{{date: 2026-08-18, working_day: true, reason: b}}]
""")
    assert [(found.code, found.span.line) for found in sopflow.check(tmp_path / "kota.yaml")] == [
        ("calendar-closed-and-open", 4)
    ]


def test_a_calendar_that_is_closed_on_all_but_holidays_has_no_year(tmp_path: Path) -> None:
    mondays = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(52)]
    closed = [day for day in mondays if day not in {off.day for off in holiday_year(2026).days}]
    lines = "".join(f"  - {{date: {day}, reason: a}}\n" for day in closed)
    found = faults(f"{HEAD}hours: {{mon: ['08:00-12:00']}}\nclosures:\n{lines}")
    assert [fault.code for fault in found if fault.severity == "error"] == ["calendar-year-without-work"]


def test_five_thousand_periods_are_checked_at_once() -> None:
    first = date(2020, 1, 1)
    lines = "".join(
        f"  - {{from: {first + timedelta(days=2 * at)}, to: {first + timedelta(days=2 * at)}, hours: {{fri: []}}}}\n"
        for at in range(3_000)
    )
    assert faults(f"{HEAD}periods:\n{lines}") == []


def test_hours_that_may_be_swapped_are_asked_about() -> None:
    (note,) = faults(f"{HEAD}hours: {{mon-fri: ['16:00-08:00'], sat: ['22:00-06:00'], sun: ['07:00-07:00']}}\n")
    assert (note.code, note.severity, marked(note)) == ("hours-pass-midnight", "note", "'16:00-08:00'")


def test_a_link_to_itself_and_a_long_chain_are_refused(tmp_path: Path) -> None:
    (tmp_path / "putar.yaml").symlink_to("putar.yaml")
    (tmp_path / "kota.yaml").write_text("calendar: kota\nextends: putar.yaml\n")
    assert [fault.code for fault in sopflow.check(tmp_path / "kota.yaml")] == ["calendar-file-missing"]
    for number in range(25):
        parent = "id-asn" if number == 0 else f"k{number - 1}.yaml"
        (tmp_path / f"k{number}.yaml").write_text(f"calendar: k{number}\nextends: {parent}\n")
    assert sopflow.check(tmp_path / "k10.yaml") == []
    assert [fault.code for fault in sopflow.check(tmp_path / "k24.yaml")] == ["calendar-extends-deep"]


def test_a_fault_in_the_extended_file_is_told_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "provinsi.yaml").write_text("calendar: provinsi\nextends: id-asn\ntimezone: WIB\n")
    (tmp_path / "kota.yaml").write_text("calendar: kota\nextends: provinsi.yaml\nversion: '2'\n")
    (fault,) = sopflow.check(tmp_path / "kota.yaml")
    assert (fault.span.line, marked(fault), fault.code) == (2, "provinsi.yaml", "calendar-file-unusable")
    assert "provinsi.yaml:3:11" in fault.message("id")
    assert "WIB" in fault.message("id")
    with pytest.raises(CalendarInvalid) as refused:
        sopflow.calendar(tmp_path / "provinsi.yaml")
    assert "provinsi.yaml:3:11" in refused.value.message("en")


def test_a_calendar_is_checked_in_a_folder_beside_the_sops(tmp_path: Path) -> None:
    (tmp_path / "kota.yaml").write_text(f"{HEAD}closure: []\n")
    (tmp_path / "lain.yaml").write_text("daftar: [1, 2]\n")
    assert [fault.code for fault in sopflow.check(tmp_path)] == ["unknown-key"]


def test_the_built_in_calendars_are_without_fault() -> None:
    from sopflow.calendars.shipped import BUILT_IN, shipped_text

    for name in BUILT_IN:
        assert faults(shipped_text(name)) == []


def test_an_sop_that_is_named_as_a_calendar_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "izin.yaml").write_text("sop: izin\nversion: '1'\n")
    with pytest.raises(CalendarInvalid) as refused:
        sopflow.calendar(tmp_path / "izin.yaml")
    assert [fault.code for fault in refused.value.diagnostics] == ["not-a-calendar"]


@pytest.mark.parametrize(
    ("text", "code", "fixed"),
    [
        ("closures: 2026-05-05", "list-wanted", "[{date: 2026-05-05}]"),
        ("closures_from: libur.ics", "list-wanted", "[{file: libur.ics}]"),
        ("closures:\n  -", "item-empty", None),
    ],
)
def test_a_list_of_days_that_is_none_is_answered_with_one(text: str, code: str, fixed: str | None) -> None:
    (fault,) = faults(f"{HEAD}{text}\n")
    assert (fault.code, fault.params.get("fixed")) == (code, fixed)
