"""What we are measured against: the same question, asked of the libraries that people use for it.

Each peer is set up once, as its users would, with the same days off and the same hours; only the question is timed.
"""

from __future__ import annotations

import warnings
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

import businesstimedelta as btd
import numpy as np
import pandas as pd  # type: ignore[import-untyped]
from business_duration import businessDuration
from holidays import country_holidays

if TYPE_CHECKING:
    from collections.abc import Callable

START: Final = datetime(2026, 3, 2, 9, 10)
YEAR_LATER: Final = datetime(2027, 3, 2, 9, 10)
Hours = tuple[tuple[str, str], ...]
"""Of every weekday from Monday to Friday: the most that peers can be told."""

OFFICE: Final[Hours] = (("07:30", "12:00"), ("13:00", "16:00"))
UNBROKEN: Final[Hours] = (("08:00", "16:00"),)
MILLION: Final = 1_000_000


def days_off() -> list[date]:
    """Indonesia's holidays and joint leave, as the package has them."""
    return sorted(country_holidays("ID", years=range(2015, 2040), categories=("public", "government")))


def starts() -> Any:
    """A million instants of ten years, in no order."""
    chosen = np.random.default_rng(2026).integers(0, 3650 * 1440, MILLION)
    return np.datetime64("2020-01-01T00:00") + chosen.astype("timedelta64[m]")


def numpy_day(number: int) -> Callable[[], object]:
    calendar = np.busdaycalendar(holidays=days_off())
    start = np.datetime64(START, "D")
    return lambda: np.busday_offset(start, number, roll="backward", busdaycal=calendar)


def numpy_days(number: int) -> Callable[[], object]:
    calendar = np.busdaycalendar(holidays=days_off())
    dates = starts().astype("datetime64[D]")
    return lambda: np.busday_offset(dates, number, roll="backward", busdaycal=calendar)


def pandas_day(number: int) -> Callable[[], object]:
    offset, start = pd.offsets.CustomBusinessDay(number, holidays=days_off()), pd.Timestamp(START)
    return lambda: start + offset


def holidays_day(number: int) -> Callable[[], object]:
    calendar = country_holidays("ID", years=range(2015, 2040), categories=("public", "government"))
    start = START.date()
    return lambda: calendar.get_nth_working_day(start, number)


def pandas_hours(number: int, hours: Hours) -> Callable[[], object]:
    offset = pd.offsets.CustomBusinessHour(
        number, start=[opens for opens, _ in hours], end=[closes for _, closes in hours], holidays=days_off()
    )
    start = pd.Timestamp(START)
    return lambda: start + offset


def business_timedelta() -> Any:
    working = [
        btd.WorkDayRule(time.fromisoformat(opens), time.fromisoformat(closes), working_days=[0, 1, 2, 3, 4])
        for opens, closes in OFFICE
    ]
    off = btd.HolidayRule(country_holidays("ID", years=range(2015, 2040), categories=("public", "government")))
    return btd.Rules([*working, off])


def business_timedelta_add(minutes: int) -> Callable[[], object]:
    step = btd.BusinessTimeDelta(business_timedelta(), timedelta=timedelta(minutes=minutes))
    return lambda: START + step


def business_timedelta_between() -> Callable[[], object]:
    rules = business_timedelta()
    return lambda: rules.difference(START, YEAR_LATER)


def business_duration_between() -> Callable[[], object]:
    off = dict.fromkeys(days_off(), "libur")

    def ask() -> object:
        with warnings.catch_warnings(action="ignore"):
            return businessDuration(START, YEAR_LATER, starttime=time(8, 0), endtime=time(16, 0), holidaylist=off)

    return ask
