"""A year of a calendar as plain data, ready for JSON. It must not know how the data is written out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopflow.messages import format_clock

if TYPE_CHECKING:
    from sopflow.calendars.holidays import DayOff
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.calendars.year import CalendarYear, YearDay, YearMonth

Data = dict[str, Any]


def calendar_year_data(year: CalendarYear, calendar: WorkCalendar, lang: str) -> Data:
    """Return the year as dicts and lists; ``minutes`` is working time, hours are ``"07:30-12:00"``."""
    return {
        "calendar": calendar.id,
        "version": calendar.version,
        "hash": calendar.hash,
        "timezone": calendar.timezone.key,
        "year": year.year,
        "working_days": sum(month.working_days for month in year.months),
        "minutes": sum(month.minutes for month in year.months),
        "certain": not year.assumptions,
        "assumptions": [assumption.to_dict(lang) for assumption in year.assumptions],
        "days_off": [_off(off, lang) for day in year.days for off in day.days_off],
        "ramadan": [
            {"from": found.first.isoformat(), "to": found.last.isoformat(), "estimated": found.estimated}
            for found in year.ramadans
        ],
        "months": [_month(month, lang) for month in year.months],
    }


def _month(month: YearMonth, lang: str) -> Data:
    return {
        "month": month.number,
        "working_days": month.working_days,
        "minutes": month.minutes,
        "days": [_day(day, lang) for day in month.days],
    }


def _day(day: YearDay, lang: str) -> Data:
    return {
        "date": day.date.isoformat(),
        "working": day.working,
        "minutes": day.minutes,
        "hours": [f"{format_clock(opening, 'en')}-{format_clock(closing, 'en')}" for opening, closing in day.hours],
        "kind": day.kind,
        "reason": day.why.message(lang) if day.why else None,
    }


def _off(off: DayOff, lang: str) -> Data:
    return {
        "date": off.day.isoformat(),
        "category": off.category,
        "name": off.named(lang),
        "basis": off.basis or None,
        "estimated": off.estimated,
    }
