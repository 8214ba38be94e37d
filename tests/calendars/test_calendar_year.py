"""A year of a calendar: its sums, its days off, and what goes out to other programs and comes back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from calendar_terms import ALWAYS, ASN

from calendar_texts import asn_with, calendar_of
from sopflow.calendars.ical import read_days_off
from sopflow.calendars.load import load_file
from sopflow.errors import CalendarError
from sopflow.render.calendar_data import calendar_year_data
from sopflow.render.calendar_year import calendar_year_text
from sopflow.render.ical import calendar_year_ics

if TYPE_CHECKING:
    from pathlib import Path

TOWN = asn_with("""
closures:
  - {date: 2026-07-02, reason: Hari jadi kota, basis: SK Wali Kota}
openings:
  - {date: 2026-07-04, working_day: false, hours: ["08:00-12:00"], reason: Piket}
  - {date: 2026-08-17, working_day: true, reason: Libur dicabut, basis: Keppres}
periods:
  - {name: Minggu tenang, from: 2026-09-07, to: 2026-09-11, hours: {mon: [], tue: ["08:00-10:00"]}}
""")


@pytest.mark.parametrize("year", [1990, 2024, 2026, 2031, 2100])
def test_working_days_of_a_month_are_those_of_numpy(year: int) -> None:
    from sopflow.calendars.holidays import holiday_year

    off = [day.day for day in holiday_year(year).days]
    for month in ASN.year(year).months:
        first = np.datetime64(f"{year}-{month.number:02}")
        after = first + np.timedelta64(1, "M")
        expected = np.busday_count(first.astype("datetime64[D]"), after.astype("datetime64[D]"), holidays=off)
        assert month.working_days == expected


def test_working_minutes_of_a_month_are_what_passes_in_it() -> None:
    for calendar in (ASN, TOWN, ALWAYS):
        for month in calendar.year(2026).months:
            first = month.days[0].date
            after = month.days[-1].date + timedelta(days=1)
            assert month.minutes == calendar.working_minutes(f"{first} 00:00", f"{after} 00:00")


def test_a_night_belongs_to_the_date_on_which_it_begins() -> None:
    night = calendar_of("""
calendar: malam
timezone: Asia/Jakarta
national_holidays: false
joint_leave: false
hours: {mon-sun: ["22:00-06:00"]}
""")
    december = night.year(2026).months[11]
    assert december.days[30].hours == ((1320, 1800),)
    assert december.minutes == 31 * 8 * 60


def test_each_date_knows_why_it_is_what_it_is() -> None:
    days = {day.date: day for day in TOWN.year(2026).days}
    assert (days[date(2026, 7, 2)].ground, days[date(2026, 7, 2)].working) == ("closure", False)
    assert (days[date(2026, 7, 4)].ground, days[date(2026, 7, 4)].minutes) == ("opening", 240)
    assert (days[date(2026, 8, 17)].ground, days[date(2026, 8, 17)].working) == ("opening", True)
    assert (days[date(2026, 9, 7)].ground, days[date(2026, 9, 8)].minutes) == ("period", 120)
    assert days[date(2026, 3, 2)].ground == "ramadan"
    assert [off.name for off in days[date(2026, 3, 21)].days_off] == ["Eid al-Fitr"]  # a Saturday


def test_a_year_says_what_is_not_decreed() -> None:
    assert ASN.year(2026).assumptions == ()
    assert [a.code for a in ASN.year(2027).assumptions] == ["estimated-holiday", "estimated-ramadan"]
    assert [a.code for a in ASN.year(2030).assumptions][-2:] == ["estimated-ramadan"] * 2  # 2030 touches two
    assert ALWAYS.year(2090).assumptions == ()


def test_a_year_that_an_agency_has_settled_shows_its_decree() -> None:
    settled = asn_with("decreed: [{year: 2028, basis: SKB 3 Menteri}]")
    line = "Cuti bersama 2028 menurut kalender ini sudah ditetapkan: SKB 3 Menteri."
    assert line in calendar_year_text(settled.year(2028), settled, "id").splitlines()
    assert line not in calendar_year_text(settled.year(2029), settled, "id").splitlines()


@pytest.mark.parametrize("year", [1989, 2101, 0, 99999])
def test_other_years_are_refused(year: int) -> None:
    with pytest.raises(CalendarError):
        ASN.year(year)


def test_the_text_shows_every_kind_of_date() -> None:
    text = calendar_year_text(TOWN.year(2026), TOWN, "id")
    lines = text.splitlines()
    assert lines[0] == "Kalender uji, versi 1, tahun 2026 (Asia/Jakarta)"
    assert "       1   2T  3   4P  5-" in text
    assert "17B 18  19  20  21  22- 23-" in text
    assert " 7T  8k  9  10  11  12- 13-" in text
    assert "Juli       22          169 jam 0 menit" in text  # 22 days of 7.5 hours, and 4 hours on duty
    assert "Kamis   2 Juli 2026       Hari jadi kota                        tutup             SK Wali Kota" in lines
    assert "Semua hari libur tahun ini sudah ditetapkan." in lines
    english = calendar_year_text(ASN.year(2027), ASN, "en")
    assert "Eid al-Fitr" in english
    assert "still an estimate" in english
    assert "Mo  Tu  We  Th  Fr  Sa  Su" in english


def test_the_data_holds_months_days_off_and_hours() -> None:
    data = calendar_year_data(ASN.year(2026), ASN, "id")
    assert [month["working_days"] for month in data["months"]] == [20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21]
    assert data["working_days"] == 240
    assert data["days_off"][0] == {
        "date": "2026-01-01",
        "category": "public",
        "name": "Tahun Baru Masehi",
        "basis": "SKB 3 Menteri Nomor 1497, 2 dan 5 Tahun 2025",
        "estimated": False,
    }
    assert data["ramadan"] == [{"from": "2026-02-19", "to": "2026-03-20", "estimated": False}]
    assert data["months"][2]["days"][1] == {
        "date": "2026-03-02",
        "working": True,
        "minutes": 390,
        "hours": ["08:00-12:00", "12:30-15:00"],
        "kind": "ramadan",
        "reason": None,
    }


def test_days_off_go_out_as_icalendar_and_come_back_as_closures(tmp_path: Path) -> None:
    file = tmp_path / "libur.ics"
    file.write_text(calendar_year_ics(TOWN.year(2026), TOWN, "id"), encoding="utf-8", newline="\r\n")
    off = {off.day for day in ASN.year(2026).days for off in day.days_off} - {date(2026, 8, 17)}
    off |= {date(2026, 7, 2), date(2026, 9, 7)}  # the closure, and the Monday of the period
    assert {closure.day for closure in read_days_off(file)} == off
    assert date(2026, 7, 4) not in off  # somebody is on duty
    assert date(2026, 8, 17) not in off
    (tmp_path / "lain.yaml").write_text(
        "calendar: lain\nextends: id-asn\nnational_holidays: false\njoint_leave: false\n"
        "closures_from: [{file: libur.ics, basis: SE Wali Kota}]\n"
    )
    rules = load_file(tmp_path / "lain.yaml")
    assert {closure.day for closure in rules.closures} == off
    assert {closure.basis for closure in rules.closures} == {"SE Wali Kota"}


def test_icalendar_text_survives_what_people_write_into_it() -> None:
    town = asn_with('closures: [{date: 2026-07-02, reason: "a; b, c \\\\ d\\nBEGIN:VEVENT"}]')
    text = calendar_year_ics(town.year(2026), town, "id")
    assert text.count("\nBEGIN:VEVENT") == sum(not d.hours and bool(d.days_off) for d in town.year(2026).days) + 1
