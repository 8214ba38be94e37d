"""``sopflow due``: when a term ends, without any SOP; and the two questions backwards."""

from __future__ import annotations

from typing import Final

from sopflow.calendars.load import calendar as find_calendar
from sopflow.cli.answer import Answer, json_text
from sopflow.cli.options import CALENDAR, FORMAT, LANGUAGE, Argument, option
from sopflow.cli.usage import UsageError
from sopflow.duration import Duration
from sopflow.render.due import before_data, before_text, due_data, due_text, start_by_data, start_by_text

PARAMETERS: Final = (
    Argument("duration", metavar="DURATION", help="cli-duration-argument"),
    option("start", "--from", metavar="ISO", help="cli-from-option"),
    option("--by", metavar="ISO", help="cli-by-option"),
    option("--before", metavar="ISO", help="cli-before-option"),
    CALENDAR,
    option("--explain", is_flag=True, help="cli-explain-option"),
    FORMAT,
    LANGUAGE,
)


def due(
    duration: str,
    start: str | None,
    by: str | None,
    before: str | None,
    calendar: str | None,
    explain: bool,
    format: str,
    lang: str,
) -> Answer:
    """Count a term; raises ``SopError`` for what is no term, no instant or no calendar."""
    if [start, by, before].count(None) != 2:
        raise UsageError("cli-due-question", help="sopflow due --help")
    if explain and start is None:
        raise UsageError("cli-explain-forwards")
    term = Duration.parse(duration)
    counted_on = find_calendar(calendar if calendar is not None else "id-asn")
    if start is not None:
        since, found = counted_on.instant(start), counted_on.due(start, term)
        if format == "json":
            return Answer(json_text(due_data(found, since, term, lang, explain=explain)))
        return Answer(due_text(found, since, term, lang, explain=explain))
    if by is not None:
        limit, at = counted_on.instant(by), counted_on.start_by(by, term)
        if format == "json":
            return Answer(json_text(start_by_data(at, limit, term, lang)))
        return Answer(start_by_text(at, limit, term, counted_on, lang))
    assert before is not None
    event, at = counted_on.instant(before), counted_on.before(before, term)
    if format == "json":
        return Answer(json_text(before_data(at, event, term, lang)))
    return Answer(before_text(at, event, term, counted_on, lang))
