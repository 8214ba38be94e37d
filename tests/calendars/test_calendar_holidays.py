"""Indonesia's days off: the package against the decrees, the data file, and Ramadan.

The lists below were copied from the decrees (2024: SKB 855, 3, 4 of 2023; 2025: SKB 1017, 2, 2 of 2024 and SKB 933, 1,
3 of 2025; 2026: SKB 1497, 2, 5 of 2025), not from our output.
"""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest

from sopflow.calendars.holidays import (
    Category,
    DayOff,
    corrected,
    data_version,
    holiday_year,
    ramadans,
    with_inherited_estimates,
)
from sopflow.calendars.shipped import shipped
from sopflow.errors import CalendarError

JOINT_LEAVE = {
    2024: ["02-09", "03-12", "04-08", "04-09", "04-12", "04-15", "05-10", "05-24", "06-18", "12-26"],
    2025: ["01-28", "03-28", "04-02", "04-03", "04-04", "04-07", "05-13", "05-30", "06-09", "08-18", "12-26"],
    2026: ["02-16", "03-18", "03-20", "03-23", "03-24", "05-15", "05-28", "12-24"],
    2027: ["02-05", "03-09", "03-12", "03-15", "03-25", "05-18", "05-19", "12-24"],
}
NATIONAL = {
    2024: [
        "01-01", "02-08", "02-10", "02-14", "03-11", "03-29", "03-31", "04-10", "04-11", "05-01", "05-09", "05-23",
        "06-01", "06-17", "07-07", "08-17", "09-16", "11-27", "12-25",
    ],
    2025: [
        "01-01", "01-27", "01-29", "03-29", "03-31", "04-01", "04-18", "04-20", "05-01", "05-12", "05-29", "06-01",
        "06-06", "06-27", "08-17", "09-05", "12-25",
    ],
    2026: [
        "01-01", "01-16", "02-17", "03-19", "03-21", "03-22", "04-03", "04-05", "05-01", "05-14", "05-27", "05-31",
        "06-01", "06-16", "08-17", "08-25", "12-25",
    ],
}  # fmt: skip


def dates(year: int, category: Category) -> list[str]:
    return [f"{off.day:%m-%d}" for off in holiday_year(year).days if off.category == category]


def differences(year: int, category: Category, decreed: dict[int, list[str]]) -> list[str]:
    """What the data file must correct: dates on which the package and the decree disagree."""
    from holidays import country_holidays

    package_category = {"public": "public", "joint_leave": "government"}[category]
    package = country_holidays("ID", years=year, categories=(package_category,), language="en_US")
    return sorted({f"{day:%m-%d}" for day in package} ^ set(decreed[year]))


@pytest.mark.parametrize("year", NATIONAL)
def test_national_holidays_are_those_of_the_decree(year: int) -> None:
    assert dates(year, "public") == NATIONAL[year]


@pytest.mark.parametrize("year", JOINT_LEAVE)
def test_joint_leave_is_that_of_the_decree(year: int) -> None:
    assert dates(year, "joint_leave") == JOINT_LEAVE[year]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_data_file_corrects_exactly_what_the_package_has_wrong(year: int) -> None:
    recorded: dict[Category, list[str]] = {"public": [], "joint_leave": []}
    for entry in shipped("indonesia")["corrections"]:
        if entry["date"].year == year:
            recorded[entry["category"]].append(f"{entry['date']:%m-%d}")
    assert differences(year, "public", NATIONAL) == sorted(recorded["public"])
    assert differences(year, "joint_leave", JOINT_LEAVE) == sorted(recorded["joint_leave"])


def test_the_counts_of_2026_and_2027_are_those_that_were_announced() -> None:
    assert [len(dates(2026, category)) for category in ("public", "joint_leave")] == [17, 8]
    assert [len(dates(2027, category)) for category in ("public", "joint_leave")] == [18, 8]


def test_each_day_of_a_decreed_year_names_its_decree() -> None:
    basis = {off.day: off.basis for off in holiday_year(2025).days} | {
        off.day: off.basis for off in holiday_year(2024).days
    }
    assert "1017" in basis[date(2025, 3, 31)]
    assert "933" in basis[date(2025, 8, 18)]
    assert basis[date(2024, 11, 27)] == "Keppres 33 Tahun 2024"
    assert "855" in basis[date(2024, 12, 26)]
    assert "1497" in holiday_year(2026).days[0].basis
    assert {off.basis for off in holiday_year(2027).days} == {""}  # decreed, but the number is not confirmed


def test_joint_leave_is_decreed_from_the_past_until_2027() -> None:
    assert all(holiday_year(year).decreed for year in range(1990, 2028))
    assert not any(holiday_year(year).decreed for year in range(2028, 2101))
    assert not any(dates(year, "joint_leave") for year in range(2028, 2101))


def test_joint_leave_that_hangs_on_an_estimated_feast_is_an_estimate() -> None:
    estimated = [f"{off.day:%m-%d}" for off in holiday_year(2027).days if off.estimated]
    # Idul Fitri 10 and 11 March with its joint leave 9, 12, 15; Idul Adha 17 May with its joint leave 18
    assert estimated == ["03-09", "03-10", "03-11", "03-12", "03-15", "05-17", "05-18"]
    assert not any(off.estimated for year in range(1990, 2027) for off in holiday_year(year).days)


def test_a_joint_leave_of_another_feast_stays_as_it_is() -> None:
    feast = DayOff(date(2030, 2, 4), "Eid al-Fitr", "public", estimated=True)
    own = DayOff(date(2030, 2, 6), "Eid al-Fitr Joint Holiday", "joint_leave")
    other = DayOff(date(2030, 12, 26), "Christmas Joint Holiday", "joint_leave")
    assert [off.estimated for off in with_inherited_estimates([feast, own, other])] == [True, True, False]


def test_nyepi_is_absent_from_2051_on() -> None:
    assert [year for year in range(1990, 2101) if not holiday_year(year).complete] == list(range(2051, 2101))


@pytest.mark.parametrize("year", [1945, 2101])
def test_years_that_the_package_does_not_have_are_refused(year: int) -> None:
    with pytest.raises(CalendarError):
        holiday_year(year)


def test_a_correction_takes_a_day_away_or_adds_one() -> None:
    days = [DayOff(date(2028, 5, 4), "Idul Adha", "public"), DayOff(date(2028, 5, 5), "x", "joint_leave")]
    corrections = [
        {"date": date(2028, 5, 5), "category": "joint_leave", "off": False, "basis": "a"},
        {
            "date": date(2028, 3, 1),
            "category": "joint_leave",
            "off": True,
            "basis": "b",
            "name": {"en": "y", "id": "z"},
        },
    ]
    assert corrected(days, corrections) == [DayOff(date(2028, 3, 1), "y", "joint_leave", basis="b"), days[0]]


def test_names_are_there_in_both_languages_and_without_the_mark_of_an_estimate() -> None:
    feast = next(off for off in holiday_year(2027).days if off.day == date(2027, 3, 10))
    leave = next(off for off in holiday_year(2026).days if off.day == date(2026, 3, 20))
    assert (feast.named("id"), feast.named("en")) == ("Hari Raya Idul Fitri", "Eid al-Fitr")
    assert leave.named("id") == "Cuti Bersama Hari Raya Idul Fitri"
    assert not any("(" in off.named(lang) for off in holiday_year(2028).days for lang in ("id", "en"))


def test_announced_first_days_of_ramadan_hold_and_later_ones_are_estimates() -> None:
    firsts = {r.first: r for year in range(2023, 2029) for r in ramadans(year)}
    announced = [date(2023, 3, 23), date(2024, 3, 12), date(2025, 3, 1), date(2026, 2, 19)]
    assert list(firsts) == [*announced, date(2027, 2, 8), date(2028, 1, 28)]
    assert [firsts[day].estimated for day in firsts] == [False] * 4 + [True] * 2
    assert firsts[date(2026, 2, 19)].last == date(2026, 3, 20)  # Idul Fitri is 21 March
    assert [r.hijri_year for r in firsts.values()] == [1444, 1445, 1446, 1447, 1448, 1449]


def test_ramadan_may_cross_the_new_year_and_2030_touches_two() -> None:
    assert [(r.first, r.last) for r in ramadans(2030)] == [
        (date(2030, 1, 6), date(2030, 2, 3)),
        (date(2030, 12, 26), date(2031, 1, 24)),
    ]
    assert ramadans(2031)[0] == ramadans(2030)[1]


def test_every_ramadan_has_29_or_30_days() -> None:
    lengths = {(r.last - r.first).days + 1 for year in range(1990, 2101) for r in ramadans(year)}
    assert lengths == {29, 30}


def test_every_ramadan_follows_the_one_before_by_a_lunar_year() -> None:
    found = list(dict.fromkeys(r for year in range(1990, 2101) for r in ramadans(year)))
    assert {b.hijri_year - a.hijri_year for a, b in pairwise(found)} == {1}
    assert all(timedelta(353) <= b.first - a.first <= timedelta(356) for a, b in pairwise(found))


@pytest.mark.parametrize("locale", ["C", "id_ID.UTF-8", "en_US.UTF-8", "th_TH.UTF-8"])
def test_the_locale_of_the_machine_changes_nothing(locale: str) -> None:
    program = (
        "from sopflow.calendars.holidays import holiday_year\n"
        "print([(str(o.day), o.name, o.estimated) for o in holiday_year(2027).days])\n"
        "print(ascii([o.named('id') for o in holiday_year(2027).days]))\n"
    )
    environment = {**os.environ, "LANG": locale, "LANGUAGE": locale[:2], "LC_ALL": locale}
    there = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    days = str([(str(o.day), o.name, o.estimated) for o in holiday_year(2027).days])
    known = ascii([o.named("id") for o in holiday_year(2027).days])
    assert there.stdout.splitlines() == [days, known]


def test_the_data_has_a_version_of_its_own() -> None:
    assert data_version().startswith("indonesia 1, holidays ")
