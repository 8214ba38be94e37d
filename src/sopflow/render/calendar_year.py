"""A year of a calendar as people print it: twelve small months, the days off with their decrees, the hours.

It must not know where it is shown.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from sopflow.calendars.certainty import sentences
from sopflow.calendars.holidays import holiday_year
from sopflow.messages import (
    format_clock,
    format_date,
    month_name,
    say,
    short_weekday_names,
    weekday_name,
    weekday_names,
)
from sopflow.plaintext import one_line, padded
from sopflow.render.table import plain_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.calendars.rules import Hours, Week, WeekChange
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.calendars.year import CalendarYear, YearDay, YearMonth

_ACROSS: Final = 3
_CELL: Final = 3
_BLOCK: Final = 7 * (_CELL + 1) - 1
_MARKS: Final = ("public", "joint-leave", "closed", "duty", "opening", "ramadan", "period", "off")


def calendar_year_text(year: CalendarYear, calendar: WorkCalendar, lang: str) -> str:
    """Return the year as text, nothing wrapped."""
    parts = [_head(year, calendar, lang), *_grid(year, lang), _legend(year, lang), _sums(year, lang)]
    parts += [_days_off(year, lang), _hours(year, calendar, lang), _certainty(year, calendar, lang)]
    return "\n\n".join(part for part in parts if part)


def _head(year: CalendarYear, calendar: WorkCalendar, lang: str) -> str:
    return say(
        "year-head", lang, calendar=one_line(calendar.id), version=one_line(calendar.version), year=year.year,
        zone=calendar.timezone.key,
    )  # fmt: skip


def _grid(year: CalendarYear, lang: str) -> Iterator[str]:
    for first in range(0, 12, _ACROSS):
        blocks = [_month(month, lang) for month in year.months[first : first + _ACROSS]]
        height = max(map(len, blocks))
        filled = [[*block, *[""] * (height - len(block))] for block in blocks]
        yield "\n".join("   ".join(padded(line, _BLOCK) for line in row).rstrip() for row in zip(*filled, strict=True))


def _month(month: YearMonth, lang: str) -> list[str]:
    names = " ".join(padded(name, _CELL) for name in short_weekday_names(lang)).rstrip()
    cells = [""] * month.days[0].date.weekday()
    cells += [f"{day.date.day:2}{_mark(day, lang)}" for day in month.days]
    weeks = (cells[at : at + 7] for at in range(0, len(cells), 7))
    return [month_name(month.number, lang), names, *(" ".join(padded(cell, _CELL) for cell in week) for week in weeks)]


def _mark(day: YearDay, lang: str) -> str:
    return " " if day.kind == "usual" else say(f"year-mark-{day.kind}", lang)


def _legend(year: CalendarYear, lang: str) -> str:
    used = {day.kind for day in year.days}
    return "  ".join(say(f"year-mark-{kind}-is", lang) for kind in _MARKS if kind in used)


def _sums(year: CalendarYear, lang: str) -> str:
    columns = [say(f"year-column-{name}", lang) for name in ("month", "days", "hours")]
    rows = [(month_name(month.number, lang), month.working_days, month.minutes) for month in year.months]
    rows.append((say("year-all", lang), sum(row[1] for row in rows), sum(row[2] for row in rows)))
    return plain_table(columns, [(name, str(days), _length(minutes, lang)) for name, days, minutes in rows])


def _length(minutes: int, lang: str) -> str:
    return say("explain-minutes", lang, hours=minutes // 60, minutes=minutes % 60)


def _days_off(year: CalendarYear, lang: str) -> str:
    named = [day for day in year.days if day.days_off or day.ground in {"closure", "opening"}]
    if not named:
        return ""
    columns = [say(f"year-column-{name}", lang) for name in ("weekday", "date", "reason", "kind", "basis")]
    return plain_table(columns, [row for day in named for row in _rows(day, lang)])


def _rows(day: YearDay, lang: str) -> Iterator[tuple[str, ...]]:
    """Give a line for what the calendar file says of a date, and one for each holiday that falls on it."""
    named = (weekday_name(day.date, lang), format_date(day.date, lang))
    if day.why and day.ground in {"closure", "opening"}:
        reason, basis = (one_line(str(day.why.params.get(key, ""))) for key in ("reason", "basis"))
        yield *named, reason, say(f"year-kind-{day.kind}", lang), basis
    for off in () if day.kind == "opening" else day.days_off:
        kind = say(f"year-kind-{off.category.replace('_', '-')}", lang)
        basis = say("year-estimated", lang) if off.estimated else one_line(off.basis)
        if not basis and holiday_year(off.day.year).decreed:
            basis = say("year-decreed", lang)
        yield *named, one_line(off.named(lang)), kind, basis


def _hours(year: CalendarYear, calendar: WorkCalendar, lang: str) -> str:
    rules = calendar.rules
    parts = [say("year-hours", lang), *_week(rules.hours, lang)]
    for ramadan in year.ramadans:
        parts += [say("year-hours-ramadan", lang, first=ramadan.first, last=ramadan.last), *_week(rules.ramadan, lang)]
    for period in rules.periods:
        if period.first.year <= year.year <= period.last.year:
            name = one_line(period.name) or say("year-period", lang)
            parts.append(say("year-hours-period", lang, name=name, first=period.first, last=period.last))
            parts += _week(period.hours, lang)
    return "\n".join(parts)


def _week(week: Week | WeekChange, lang: str) -> Iterator[str]:
    """Give one line for each run of weekdays with the same hours; days that are not said are left out."""
    names = weekday_names(lang)
    for hours, run in groupby(range(7), key=lambda weekday: week[weekday]):
        days = list(run)
        if hours is None:
            continue
        named = names[days[0]] if len(days) == 1 else f"{names[days[0]]}-{names[days[-1]]}"
        yield f"  {named}: {_spans(hours, lang)}"


def _spans(hours: Hours, lang: str) -> str:
    spans = [f"{format_clock(opening, lang)}-{format_clock(closing, lang)}" for opening, closing in hours]
    return ", ".join(spans) or say("year-no-hours", lang)


def _certainty(year: CalendarYear, calendar: WorkCalendar, lang: str) -> str:
    decrees = [
        say("year-decreed-by", lang, year=decreed.year, basis=one_line(decreed.basis))
        for decreed in calendar.rules.decreed
        if decreed.year == year.year and decreed.basis
    ]
    if not year.assumptions:
        return "\n".join([say("year-certain", lang), *decrees])
    doubts = [f"  - {sentence}" for sentence in sentences(year.assumptions, lang)]
    return "\n".join([say("year-uncertain", lang), *doubts, *decrees])
