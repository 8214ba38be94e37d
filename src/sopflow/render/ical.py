"""The days off of a year as an iCalendar file (RFC 5545): one all-day event for each date on which nobody serves.

The same file can be read back as days off (``closures_from``). The library that writes it is an extra (``ics``).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from sopflow.errors import CalendarError
from sopflow.messages import say
from sopflow.plaintext import one_line

if TYPE_CHECKING:
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.calendars.year import CalendarYear, YearDay


_OFF: Final = frozenset({"public", "joint-leave", "closed"})


def calendar_year_ics(year: CalendarYear, calendar: WorkCalendar, lang: str) -> str:
    """Return the file's text; raises ``CalendarError`` where the library is not installed.

    Lines end with a line feed; whoever writes the file ends them as the standard asks. Weekends are left out, so are
    dates on which somebody is on duty. Equal calendars give equal files: the stamp of each event is the beginning of
    the year.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise CalendarError("ical-not-installed") from None
    file = Calendar()
    file.add("prodid", "-//sopflow//work calendar//ID")
    file.add("version", "2.0")
    file.add("x-wr-calname", say("ical-name", lang, calendar=one_line(calendar.id), year=year.year))
    for day in year.days:
        if day.kind not in _OFF:
            continue
        event = Event()
        event.add("uid", f"{day.date.isoformat()}.{calendar.id}@sopflow")
        event.add("dtstamp", datetime(year.year, 1, 1, tzinfo=UTC))
        event.add("dtstart", day.date)
        event.add("dtend", day.date + timedelta(days=1))
        event.add("summary", _summary(day, lang))
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    text: str = file.to_ical().decode("utf-8")
    return text.rstrip("\r\n").replace("\r\n", "\n")


def _summary(day: YearDay, lang: str) -> str:
    if day.kind in {"public", "joint-leave"}:
        return one_line("; ".join(dict.fromkeys(off.describe(lang) for off in day.days_off)))
    return one_line(day.why.message(lang)) if day.why else ""
