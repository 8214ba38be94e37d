"""Due dates as an iCalendar feed (RFC 5545): one event for each task that is due, whose id stays while it is open.

The library that writes it is an extra (``ics``). It must not know where tasks come from.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from sopflow.errors import CalendarError
from sopflow.messages import say
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_REFRESH: Final = timedelta(hours=1)
"""How often programs should ask for the feed again."""


class DueDate(NamedTuple):
    """A task that is due: of which case and SOP, which step and visit, what is done, when it is due."""

    case: str
    title: str
    step: str
    visit: int
    activity: str
    due: datetime
    overdue: bool


def due_dates_ics(dates: Iterable[DueDate], whose: str, now: datetime, lang: str) -> str:
    """Return the feed's text; raises ``CalendarError`` where the library is not installed.

    ``now`` is the stamp of each event. Lines end with a line feed; whoever writes the file ends them as the standard
    asks.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise CalendarError("ical-not-installed") from None
    file = Calendar()
    file.add("prodid", "-//sopflow//due dates//ID")
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", say("due-dates-name", lang, whose=one_line(whose)))
    file.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    for one in dates:
        event = Event()
        event.add("uid", f"{one.case}.{one.step}.{one.visit}@sopflow")
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", one.due.astimezone(UTC))
        code = "due-dates-overdue" if one.overdue else "due-dates-summary"
        event.add("summary", say(code, lang, activity=one_line(one.activity), case=one_line(one.case)))
        event.add("description", one_line(one.title))
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    text: str = file.to_ical().decode("utf-8")
    return text.rstrip("\r\n").replace("\r\n", "\n")
