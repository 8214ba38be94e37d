"""A due date as an official reads it and as data, and the two answers backwards. It must not know who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.calendars.certainty import sentences
from sopflow.messages import say
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from sopflow.calendars.workcalendar import Due, WorkCalendar
    from sopflow.duration import Duration

Data = dict[str, object]


def due_data(due: Due, start: datetime, term: Duration, lang: str, *, explain: bool) -> Data:
    """Return the JSON of a due date; with ``explain`` how it was counted too."""
    data: Data = {
        "from": start.isoformat(),
        "duration": term.text,
        "due": due.at.isoformat(),
        "certain": due.certain,
        "assumptions": [assumption.to_dict(lang) for assumption in due.assumptions],
    }
    return data | (due.explanation.to_dict(lang) if explain else {}) | _how_it_was_read(term, lang)


def due_text(due: Due, start: datetime, term: Duration, lang: str, *, explain: bool) -> str:
    """Return a sentence, below it the count if asked for, what is not certain, and how the term was read."""
    parts = [_sentence("cli-due", due.calendar, term, lang, start=start, due=due.at)]
    parts += [due.explain(lang)] if explain else []
    if not due.certain:
        doubts = [f"  - {one_line(sentence)}" for sentence in sentences(due.assumptions, lang)]
        parts += [say("cli-due-uncertain", lang), *doubts]
    return _with_note(parts, term, lang)


def start_by_data(at: datetime, limit: datetime, term: Duration, lang: str) -> Data:
    """Return the JSON of the latest start."""
    found = {"by": limit.isoformat(), "duration": term.text, "start_by": at.isoformat()}
    return found | _how_it_was_read(term, lang)


def start_by_text(at: datetime, limit: datetime, term: Duration, calendar: WorkCalendar, lang: str) -> str:
    """Return the latest start as a sentence."""
    return _with_note([_sentence("cli-start-by", calendar, term, lang, due=limit, at=at)], term, lang)


def before_data(at: datetime, event: datetime, term: Duration, lang: str) -> Data:
    """Return the JSON of the last moment before an event."""
    found = {"event": event.isoformat(), "duration": term.text, "before": at.isoformat()}
    return found | _how_it_was_read(term, lang)


def before_text(at: datetime, event: datetime, term: Duration, calendar: WorkCalendar, lang: str) -> str:
    """Return the last moment before an event as a sentence."""
    return _with_note([_sentence("cli-before", calendar, term, lang, event=event, at=at)], term, lang)


def _sentence(code: str, calendar: WorkCalendar, term: Duration, lang: str, **instants: datetime) -> str:
    return say(
        code, lang, duration=one_line(term.text), calendar=one_line(calendar.id), zone=calendar.timezone.key, **instants
    )


def _with_note(parts: list[str], term: Duration, lang: str) -> str:
    return "\n".join([*parts, *map(str, _how_it_was_read(term, lang).values())])


def _how_it_was_read(term: Duration, lang: str) -> Data:
    """Return a note for a term whose wording leaves the kind of day or hour open, else nothing."""
    codes = {"working_day": "cli-bare-days", "minute": "cli-bare-hours"}
    return {"note": say(codes[term.unit], lang)} if term.bare and term.unit in codes else {}
