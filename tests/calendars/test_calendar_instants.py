"""What may stand for an instant, and what does not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pytest
from calendar_terms import ASN, due, hours, term, working_days

from calendar_texts import asn_with
from sopflow.errors import CalendarError, InstantError

JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2026-07-01T09:00", "2026-07-01T09:00:00+07:00"),
        ("2026-07-01 09:00", "2026-07-01T09:00:00+07:00"),
        ("2026-07-01T09:00:59", "2026-07-01T09:00:00+07:00"),  # seconds are cut
        ("2026-07-01T09:00:59.123456", "2026-07-01T09:00:00+07:00"),
        ("2026-07-01T09:00Z", "2026-07-01T16:00:00+07:00"),
        ("2026-07-01T09:00+09:00", "2026-07-01T07:00:00+07:00"),
        ("2026-07-01T23:30-05:00", "2026-07-02T11:30:00+07:00"),
        ("2026-07-01", "2026-07-01T07:30:00+07:00"),  # the opening
        ("2026-07-04", "2026-07-04T00:00:00+07:00"),  # nothing opens on a Saturday
        ("2026-02-19", "2026-02-19T08:00:00+07:00"),  # Ramadan
        (date(2026, 7, 1), "2026-07-01T07:30:00+07:00"),
        (datetime(2026, 7, 1, 9, 0, 30), "2026-07-01T09:00:00+07:00"),
        (datetime(2026, 7, 1, 9, tzinfo=UTC), "2026-07-01T16:00:00+07:00"),
        (datetime(2026, 7, 1, 9, tzinfo=timezone(timedelta(hours=9))), "2026-07-01T07:00:00+07:00"),
        (datetime(2026, 7, 1, 9, tzinfo=JAKARTA), "2026-07-01T09:00:00+07:00"),
        ("1990-01-01 00:00", "1990-01-01T00:00:00+07:00"),
        ("2100-12-31 23:59", "2100-12-31T23:59:00+07:00"),
    ],
)
def test_instants_are_read_into_the_zone_of_the_calendar(when: Any, expected: str) -> None:
    found = ASN.instant(when)
    assert found.isoformat() == expected
    assert found.tzinfo is ASN.timezone


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("", "2026-03-02T09:00"),
        ("besok", "2026-03-02T09:00"),
        ("20260701", "2026-03-02T09:00"),
        (5, "2026-03-02T09:00"),
        (None, "2026-03-02T09:00"),
        ("2026-07-01T09.00", "2026-03-02T09:00"),
        ("2026-07-01T25:00", "2026-03-02T09:00"),
        ("2026-13-01", "2026-13-01"),
        ("2026-02-30", "2026-02-30"),
        ("2026-7-1", "2026-07-01T09:00"),
        ("1 Juli 2026", "2026-07-01T09:00"),
        ("01-07-2026", "2026-07-01T09:00"),
        (pd.NaT, "NaT"),
    ],
)
def test_what_is_no_instant_is_refused_with_what_would_be_right(text: Any, right: str) -> None:
    with pytest.raises(InstantError) as refused:
        ASN.instant(text)
    assert right in refused.value.message("id")
    assert right in refused.value.message("en")


def test_an_instant_of_numpy_is_one() -> None:
    for unit in ("m", "s", "us", "ns"):
        instant: Any = np.datetime64("2026-03-17T09:00", unit)
        assert ASN.due(instant, "1 hari kerja").at.day == 25


@pytest.mark.parametrize("when", ["1989-12-31", "2101-01-01", "1989-12-31T23:59", "2101-01-01T00:00", date.min])
def test_years_without_data_are_refused(when: Any) -> None:
    with pytest.raises(CalendarError) as refused:
        ASN.instant(when)
    assert "1990" in refused.value.message("id")


@pytest.mark.parametrize("when", [datetime(1, 1, 1), datetime(9999, 12, 31), datetime(9999, 12, 31, 23, tzinfo=UTC)])
def test_instants_at_the_ends_of_time_are_refused_like_others(when: Any) -> None:
    with pytest.raises(CalendarError):
        ASN.due(when, hours(1))


def test_pandas_timestamps_are_datetimes() -> None:
    assert due(ASN, pd.Timestamp("2026-07-01 09:00"), hours(2)) == "2026-07-01 11:00"
    assert due(ASN, pd.Timestamp("2026-07-01 02:00", tz="UTC"), hours(2)) == "2026-07-01 11:00"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Jakarta", "2026-07-01T16:00:00+07:00"),
        ("Asia/Makassar", "2026-07-01T16:00:00+08:00"),
        ("Asia/Jayapura", "2026-07-01T16:00:00+09:00"),
    ],
)
def test_the_three_zones_of_indonesia(zone: str, expected: str) -> None:
    calendar = asn_with(f"timezone: {zone}")
    assert calendar.due("2026-06-30", working_days(1)).at.isoformat() == expected


def test_an_instant_of_another_zone_belongs_to_the_date_of_the_calendar() -> None:
    # 20:00 UTC on 30 June is 03:00 on 1 July in Jakarta
    assert due(ASN, "2026-06-30T20:00Z", working_days(1)) == "2026-07-02 16:00"


def test_clock_hours_are_real_hours_where_the_clock_is_changed() -> None:
    calendar = asn_with("timezone: Europe/Amsterdam")  # clocks go forward on 29 March 2026 at 02:00
    assert due(calendar, "2026-03-28 12:00", term(24, "clock_hour")) == "2026-03-29 13:00"
