"""``sopflow due``: when a term ends, without any SOP; and the two questions backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sopflow.calendars.certainty import sentences
from sopflow.calendars.load import calendar as find_calendar
from sopflow.cli.answer import Answer, json_text
from sopflow.cli.options import CalendarName, Format, Language
from sopflow.cli.usage import UsageError
from sopflow.duration import Duration
from sopflow.messages import say
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from sopflow.calendars.workcalendar import WorkCalendar

Term = Annotated[str, typer.Argument(metavar="DURATION", help="cli-duration-argument")]
From = Annotated[str | None, typer.Option("--from", metavar="ISO", help="cli-from-option")]
By = Annotated[str | None, typer.Option("--by", metavar="ISO", help="cli-by-option")]
Before = Annotated[str | None, typer.Option("--before", metavar="ISO", help="cli-before-option")]
Explain = Annotated[bool, typer.Option("--explain", help="cli-explain-option")]


def due(
    duration: Term,
    start: From = None,
    by: By = None,
    before: Before = None,
    calendar: CalendarName = None,
    explain: Explain = False,
    format: Format = "text",
    lang: Language = "",
) -> Answer:
    """Count a term; raises ``SopError`` for what is no term, no instant or no calendar."""
    if [start, by, before].count(None) != 2:
        raise UsageError("cli-due-question", help="sopflow due --help")
    if explain and start is None:
        raise UsageError("cli-explain-forwards")
    term = Duration.parse(duration)
    counted_on = find_calendar(calendar if calendar is not None else "id-asn")
    if start is not None:
        data, text = _forwards(counted_on, start, term, lang, explain=explain)
    else:
        data, text = _backwards(counted_on, by, before, term, lang)
    note = _note(term, lang)
    if format == "json":
        return Answer(json_text(data | ({"note": note} if note else {})))
    return Answer("\n".join([*text, *([note] if note else [])]))


def _forwards(
    calendar: WorkCalendar, start: str, term: Duration, lang: str, *, explain: bool
) -> tuple[dict[str, object], list[str]]:
    found = calendar.due(start, term)
    since = calendar.instant(start)
    data: dict[str, object] = {
        "from": since.isoformat(),
        "duration": term.text,
        "due": found.at.isoformat(),
        "certain": found.certain,
        "assumptions": [assumption.to_dict(lang) for assumption in found.assumptions],
    }
    text = [_sentence("cli-due", calendar, term, lang, start=since, due=found.at)]
    if explain:
        explanation = found.explanation
        data |= explanation.to_dict(lang)
        text += explanation.text(lang).split("\n")
    if not found.certain:
        doubts = [f"  - {one_line(sentence)}" for sentence in sentences(found.assumptions, lang)]
        text += [say("cli-due-uncertain", lang), *doubts]
    return data, text


def _backwards(
    calendar: WorkCalendar, by: str | None, before: str | None, term: Duration, lang: str
) -> tuple[dict[str, object], list[str]]:
    if by is not None:
        limit, at = calendar.instant(by), calendar.start_by(by, term)
        data: dict[str, object] = {"by": limit.isoformat(), "duration": term.text, "start_by": at.isoformat()}
        return data, [_sentence("cli-start-by", calendar, term, lang, due=limit, at=at)]
    event, at = calendar.instant(before or ""), calendar.before(before or "", term)
    data = {"event": event.isoformat(), "duration": term.text, "before": at.isoformat()}
    return data, [_sentence("cli-before", calendar, term, lang, event=event, at=at)]


def _sentence(code: str, calendar: WorkCalendar, term: Duration, lang: str, **instants: object) -> str:
    return say(
        code, lang, duration=one_line(term.text), calendar=one_line(calendar.id), zone=calendar.timezone.key, **instants
    )


def _note(term: Duration, lang: str) -> str | None:
    """Return how a term was read whose wording leaves the kind of day or hour open."""
    if term.bare and term.unit == "working_day":
        return say("cli-bare-days", lang)
    if term.bare and term.unit == "minute":
        return say("cli-bare-hours", lang)
    return None
