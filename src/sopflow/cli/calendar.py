"""``sopflow calendar``: one year of a work calendar, to be printed or taken over by other programs."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sopflow.calendars.load import calendar as find_calendar
from sopflow.calendars.worktime import FIRST_YEAR, LAST_YEAR
from sopflow.cli.answer import Answer, json_text
from sopflow.cli.options import LANGUAGE, Argument, option
from sopflow.cli.usage import UsageError
from sopflow.render.calendar_data import calendar_year_data
from sopflow.render.calendar_year import calendar_year_text
from sopflow.render.ical import calendar_year_ics


def _known_year(value: str) -> str:
    four_digits = len(value) == 4 and value.isascii() and value.isdigit()
    if value and not (four_digits and FIRST_YEAR <= int(value) <= LAST_YEAR):
        raise UsageError("cli-year-range", value=value[:20], first=FIRST_YEAR, last=LAST_YEAR)
    return value


PARAMETERS: Final = (
    Argument("name", metavar="NAME|FILE", help="cli-calendar-argument"),
    option("--year", metavar="YEAR", help="cli-year-option", default="", check=_known_year),
    option("--format", known=("text", "json", "ics"), default="text", help="cli-calendar-format-option"),
    LANGUAGE,
)


def calendar(name: str, year: str, format: str, lang: str) -> Answer:
    """Show a year of a calendar; raises ``CalendarError`` for what is no calendar."""
    found = find_calendar(name)
    shown = found.year(int(year) if year else datetime.now(found.timezone).year)
    if format == "json":
        return Answer(json_text(calendar_year_data(shown, found, lang)))
    if format == "ics":
        return Answer(calendar_year_ics(shown, found, lang), network_lines=True)
    return Answer(calendar_year_text(shown, found, lang))
