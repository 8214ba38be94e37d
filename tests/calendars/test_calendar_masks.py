"""Hundreds of thousands of cases over ten years against NumPy: its business days, and a mask of every single minute.

What is an hour, a holiday or a Ramadan is said here again, from the decrees and announcements, and the holidays package
is asked directly; of ours only the answers are used. Arrays of due dates stand for single ones, which a test of their
own proves.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final

import numpy as np
import pytest
from calendar_terms import ALWAYS, ASN, WARGA
from holidays import country_holidays

from calendar_texts import asn_with, calendar_of
from effort import tries
from sopflow.duration import Duration

FIRST: Final = date(2016, 1, 1)
LAST: Final = date(2027, 1, 31)
DAYS: Final = (LAST - FIRST).days + 1
DAY: Final = 1440

# From the first day that was announced to the day before Idul Fitri.
RAMADAN: Final = [
    ("2016-06-06", "2016-07-05"), ("2017-05-27", "2017-06-24"), ("2018-05-17", "2018-06-14"),
    ("2019-05-06", "2019-06-04"), ("2020-04-24", "2020-05-23"), ("2021-04-13", "2021-05-12"),
    ("2022-04-03", "2022-05-01"), ("2023-03-23", "2023-04-21"), ("2024-03-12", "2024-04-09"),
    ("2025-03-01", "2025-03-30"), ("2026-02-19", "2026-03-20"),
]  # fmt: skip
OFFICE: Final = {"mon-thu": ["07:30-12:00", "13:00-16:00"], "fri": ["07:30-11:30", "13:00-16:30"]}
FASTING: Final = {"mon-thu": ["08:00-12:00", "12:30-15:00"], "fri": ["08:00-11:30", "12:30-15:30"]}
NIGHT: Final = calendar_of("""
calendar: malam
timezone: Asia/Jayapura
joint_leave: false
hours: {mon-sat: ["22:00-06:00"], sun: ["18:00-20:00"]}
""")


@cache
def off(category: str) -> frozenset[date]:
    return frozenset(country_holidays("ID", years=range(2015, 2029), categories=(category,)))


def minutes_of(hours: dict[str, list[str]], weekday: int) -> list[tuple[int, int]]:
    if weekday > 4:
        return []
    spans = (span.split("-") for span in hours["fri" if weekday == 4 else "mon-thu"])
    return [tuple(int(clock[:2]) * 60 + int(clock[3:]) for clock in span) for span in spans]  # type: ignore[misc]


def office_mask() -> Any:
    """Every minute from FIRST on, true where the office of ``id-asn`` works."""
    mask = np.zeros(DAYS * DAY, dtype=bool)
    fasting = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in RAMADAN]
    for offset in range(DAYS):
        day = FIRST + timedelta(days=offset)
        if day in off("public") or day in off("government"):
            continue
        hours = FASTING if any(first <= day <= last for first, last in fasting) else OFFICE
        for opens, closes in minutes_of(hours, day.weekday()):
            mask[offset * DAY + opens : offset * DAY + closes] = True
    return mask


def night_mask() -> Any:
    """Every minute from FIRST on, true where NIGHT works: what begins before midnight belongs to that date."""
    mask = np.zeros((DAYS + 1) * DAY, dtype=bool)
    for offset in range(DAYS):
        day = FIRST + timedelta(days=offset)
        if day not in off("public"):
            opens, closes = (18 * 60, 20 * 60) if day.weekday() == 6 else (22 * 60, 30 * 60)
            mask[offset * DAY + opens : offset * DAY + closes] = True
    return mask[: DAYS * DAY]


CALENDARS: Final = {
    "id-asn": (ASN, office_mask),
    "id-warga": (WARGA, office_mask),
    "24-jam": (ALWAYS, lambda: np.ones(DAYS * DAY, dtype=bool)),
    "wita": (asn_with("timezone: Asia/Makassar"), office_mask),
    "new-york": (asn_with("timezone: America/New_York"), office_mask),
    "malam": (NIGHT, night_mask),
}


@pytest.mark.parametrize("name", CALENDARS)
def test_minutes_equal_a_mask_of_every_minute(name: str) -> None:
    calendar, make = CALENDARS[name]
    mask = make()
    passed = np.concatenate([[0], np.cumsum(mask)])  # working minutes before each minute
    worked = np.flatnonzero(mask)
    random = np.random.default_rng(11)
    for _ in range(tries(40)):
        amount = int(np.exp(random.uniform(0, np.log(0.45 * worked.size))))  # from a minute to years
        latest = int(worked[-amount - 1])
        starts = random.integers(DAY, latest, 2_500)
        ends = worked[passed[starts] + amount - 1] + 1  # the end of the last minute that counts
        origin = np.datetime64(FIRST, "m")
        found = calendar.due_many(origin + starts.astype("timedelta64[m]"), Duration(amount, "minute"))
        assert ((found - origin).astype(int) == ends).all()


@pytest.mark.parametrize("name", CALENDARS)
def test_measured_time_and_openings_equal_the_mask(name: str) -> None:
    calendar, make = CALENDARS[name]
    mask = make()
    passed = np.concatenate([[0], np.cumsum(mask)])
    worked = np.flatnonzero(mask)
    random = np.random.default_rng(12)
    begin = datetime.combine(FIRST, datetime.min.time())
    for a, b in random.integers(DAY, worked[-2], (tries(1_500), 2)).tolist():
        at, to = begin + timedelta(minutes=a), begin + timedelta(minutes=b)
        assert calendar.working_minutes(at, to) == passed[b] - passed[a]
        assert calendar.is_working(at) == mask[a]
        opening = int(worked[np.searchsorted(worked, a)])
        assert calendar.next_opening(at).replace(tzinfo=None) == begin + timedelta(minutes=opening)


def test_working_days_equal_numpy_in_hundreds_of_thousands_of_cases() -> None:
    days_off = sorted(off("public") | off("government"))
    random = np.random.default_rng(13)
    for _ in range(tries(120)):
        amount = int(np.exp(random.uniform(0, np.log(1_200))))
        starts = np.datetime64(FIRST, "m") + random.integers(0, 6 * 365 * DAY, 2_500).astype("timedelta64[m]")
        expected = np.busday_offset(starts.astype("datetime64[D]"), amount, roll="backward", holidays=days_off)
        for calendar in (ASN, WARGA):
            found = calendar.due_many(starts, Duration(amount, "working_day"))
            assert (found.astype("datetime64[D]") == expected).all()
        ends = WARGA.due_many(starts, Duration(amount, "working_day")) - expected.astype("datetime64[m]")
        assert (ends.astype(int) == DAY - 1).all()


def test_calendar_terms_equal_numpy_rolled_forward() -> None:
    days_off = sorted(off("public") | off("government"))
    random = np.random.default_rng(14)
    for unit, size, most in (("calendar_day", "D", 2_000), ("week", "W", 300), ("month", "M", 100), ("year", "Y", 8)):
        for _ in range(tries(15)):
            amount = int(random.integers(1, most))
            starts = np.datetime64(FIRST, "m") + random.integers(0, 2 * 365 * DAY, 2_500).astype("timedelta64[m]")
            dates = starts.astype("datetime64[D]")
            if size in {"D", "W"}:
                target = dates + np.timedelta64(amount * (7 if size == "W" else 1), "D")
            else:
                months = dates.astype("datetime64[M]") + np.timedelta64(amount * (12 if size == "Y" else 1), "M")
                number = (dates - dates.astype("datetime64[M]").astype("datetime64[D]")).astype(int)
                last = (
                    (months + np.timedelta64(1, "M")).astype("datetime64[D]") - months.astype("datetime64[D]")
                ).astype(int) - 1
                target = months.astype("datetime64[D]") + np.minimum(number, last)
            keep = target < np.datetime64("2026-12-01")
            expected = np.busday_offset(target[keep], 0, roll="forward", holidays=days_off)
            found = ASN.due_many(starts[keep], Duration(amount, unit))  # type: ignore[arg-type]
            assert (found.astype("datetime64[D]") == expected).all()


def test_clock_hours_equal_the_clocks_of_the_zone() -> None:
    zone = asn_with("timezone: America/New_York").timezone
    calendar = CALENDARS["new-york"][0]
    random = np.random.default_rng(15)
    for _ in range(tries(1_000)):
        start = datetime(2016, 1, 1, tzinfo=zone) + timedelta(minutes=int(random.integers(0, 10 * 365 * DAY)))
        hours = int(random.integers(1, 24 * 400))
        assert calendar.due(start, Duration(hours, "clock_hour")).at.timestamp() == start.timestamp() + hours * 3600
