"""From what users write for an instant to a date or a datetime.

It must not know calendars: which minute a date means, and in which zone, is decided by ``WorkCalendar``.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from sopflow.calendars.rules import MINUTES_PER_DAY
from sopflow.calendars.words import is_impossible, likely_date
from sopflow.errors import InstantError

When = str | date | datetime
"""ISO text, a date, or a datetime with or without a zone."""

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)


def read_instant(when: When) -> date | datetime:
    """Return a date for a date, a datetime for an instant; ``InstantError`` for anything else."""
    if isinstance(when, date):
        if when != when:  # noqa: PLR0124 - what pandas has for no date says that it is one, and is not itself
            raise InstantError("instant-invalid", text=str(when))
        return when
    if type(when).__name__ == "datetime64":  # of NumPy, which writes more digits than a datetime holds
        when = str(when)[:26]
    text = when.strip() if isinstance(when, str) else ""
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
        if _INSTANT.fullmatch(text):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise _refusal(when, text)


def _refusal(when: object, text: str) -> InstantError:
    if is_impossible(text[:10]):
        return InstantError("instant-impossible", text=text)
    likely = likely_date(text)
    if likely:
        return InstantError("instant-near", text=text, fixed=likely)
    return InstantError("instant-invalid", text=when)


def minute_of(at: datetime) -> int:
    """Return an instant as the minute of the index, on the wall clock of its own zone."""
    return at.toordinal() * MINUTES_PER_DAY + at.hour * 60 + at.minute
