"""``sopflow due``: when a term ends, without any SOP."""

from __future__ import annotations

from typing import Annotated

import typer

from sopflow.calendars.load import calendar as find_calendar
from sopflow.cli.answer import Answer, json_text
from sopflow.cli.options import CalendarName, Format, Language
from sopflow.duration import Duration
from sopflow.messages import say
from sopflow.plaintext import one_line

Term = Annotated[str, typer.Argument(metavar="DURATION", help="cli-duration-argument")]
From = Annotated[str, typer.Option("--from", metavar="ISO", help="cli-from-option")]


def due(
    duration: Term, start: From, calendar: CalendarName = None, format: Format = "text", lang: Language = ""
) -> Answer:
    """Count a term; raises ``SopError`` for what is no term, no instant or no calendar."""
    term = Duration.parse(duration)
    counted_on = find_calendar(calendar if calendar is not None else "id-asn")
    since = counted_on.instant(start)
    found = counted_on.due(start, term)
    note = _note(term, lang)
    if format == "json":
        data: dict[str, object] = {
            "from": since.isoformat(),
            "duration": term.text,
            "due": found.at.isoformat(),
            "certain": found.certain,
            "assumptions": [assumption.to_dict(lang) for assumption in found.assumptions],
        }
        return Answer(json_text(data | ({"note": note} if note else {})))
    sentence = say(
        "cli-due", lang, duration=one_line(term.text), start=since, due=found.at, calendar=one_line(counted_on.id),
        zone=counted_on.timezone.key,
    )  # fmt: skip
    doubts = [f"  - {one_line(assumption.message(lang))}" for assumption in found.assumptions]
    certainty = [] if found.certain else [say("cli-due-uncertain", lang), *doubts]
    return Answer("\n".join([sentence, *certainty, *([note] if note else [])]))


def _note(term: Duration, lang: str) -> str | None:
    """Return how a term was read whose wording leaves the kind of day or hour open."""
    if term.bare and term.unit == "working_day":
        return say("cli-bare-days", lang)
    if term.bare and term.unit == "minute":
        return say("cli-bare-hours", lang)
    return None
