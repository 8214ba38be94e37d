"""The words of a calendar file: dates, times of day, intervals, weekdays and zones, as they are written.

``read_*`` take what the format allows and return None for anything else; ``likely_*`` then return how it was probably
meant to be written. It must not know where in a file a word stands.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from sopflow.calendars.rules import MINUTES_PER_DAY

if TYPE_CHECKING:
    from sopflow.calendars.rules import Interval

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_SPAN: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))", re.ASCII)

_SPOKEN_CLOCK: Final = re.compile(
    r"(?:pukul|jam)?\s*(\d{1,2})[.:](\d{2})(?:[.:]00)?\s*(?:wib|wita|wit)?", re.ASCII | re.IGNORECASE
)
_UNTIL: Final = re.compile(r"\s*(?:-|–|—|s\.?\s?/?\s?d\.?|sampai(?: dengan)?|hingga|to|until)\s*", re.IGNORECASE)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[a-z]+)[-/. ](\d{4})", re.ASCII | re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})", re.ASCII)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
_ENGLISH_MONTHS: Final = {"may": 5, "aug": 8, "oct": 10, "dec": 12, "ags": 8}
_SPOKEN_DAYS: Final = {
    "senin": "mon", "selasa": "tue", "rabu": "wed", "kamis": "thu", "jumat": "fri", "jum'at": "fri", "sabtu": "sat",
    "minggu": "sun", "ahad": "sun",
}  # fmt: skip
_ZONES: Final = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"} | {
    f"{clock}+{hours}": zone
    for clock in ("gmt", "utc")
    for hours, zone in (("7", "Asia/Jakarta"), ("8", "Asia/Makassar"), ("9", "Asia/Jayapura"))
}
_QUOTES: Final = "“”„‟‘’\"' "
_NO_PLACE: Final = frozenset({"localtime", "posixrules", "Factory"})


def read_date(text: str) -> date | None:
    """Return the date of ``2026-05-15``."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def is_impossible(text: str) -> bool:
    """Return whether a text is written as a date that no calendar has: ``2026-02-30``."""
    return _DATE.fullmatch(text) is not None and read_date(text) is None


def read_clock(text: str) -> int | None:
    """Return the minute of the day of ``15:00``."""
    found = _CLOCK.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) if found else None


def read_interval(text: str) -> Interval | None:
    """Return the interval of ``07:30-12:00``; one that closes no later than it opens passes midnight."""
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    opening = int(found[1]) * 60 + int(found[2])
    closing = int(found[3] or found[5]) * 60 + int(found[4] or found[6])
    return opening, closing if closing > opening else closing + MINUTES_PER_DAY


def read_days(text: str) -> list[int] | None:
    """Return the weekdays, Monday is 0, of ``mon`` or ``mon-thu``; ``sat-mon`` passes the end of the week."""
    first, dash, last = text.partition("-")
    if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
        return None
    begin = WEEKDAYS.index(first)
    end = WEEKDAYS.index(last) if dash else begin
    return [weekday % 7 for weekday in range(begin, (end if end >= begin else end + 7) + 1)]


def is_zone(text: str) -> bool:
    """Return whether a text names an IANA time zone; whatever the machine's own zone is called is none."""
    from zoneinfo import ZoneInfo

    if text in _NO_PLACE or text.partition("/")[0] in {"posix", "right"}:
        return False
    try:
        ZoneInfo(text)
    except (ValueError, OSError, LookupError):
        return False
    return True


def zones_are_known() -> bool:
    """Return whether this machine has any data of time zones."""
    from zoneinfo import available_timezones

    return bool(available_timezones())


def likely_date(text: str) -> str | None:
    """Return ``2026-05-15`` for ``15-05-2026``, ``15 Mei 2026`` and the like."""
    text = text.strip(_QUOTES)
    found = _DAY_FIRST.fullmatch(text)
    parts = (found[3], found[2], found[1]) if found else None
    if parts is None and (found := _YEAR_FIRST.fullmatch(text)):
        parts = (found[1], found[2], found[3])
    if parts is None:
        return None
    year, month, day = int(parts[0]), _month(parts[1]), int(parts[2])
    written = f"{year:04}-{month:02}-{day:02}"
    return written if read_date(written) else None


def likely_clock(text: str) -> str | None:
    """Return ``07:30`` for ``7.30``, ``pukul 07.30 WIB`` and the like."""
    found = _SPOKEN_CLOCK.fullmatch(text.strip(_QUOTES))
    written = f"{int(found[1]):02}:{found[2]}" if found else ""
    return written if read_clock(written) is not None or written == "24:00" else None


def likely_interval(text: str) -> str | None:
    """Return ``07:30-12:00`` for ``7.30 s.d. 12.00`` and the like."""
    clocks = [likely_clock(part) for part in _UNTIL.split(text.strip(_QUOTES))]
    written = "-".join(clock for clock in clocks if clock)
    return written if len(clocks) == 2 and read_interval(written) else None


def likely_days(text: str) -> str | None:
    """Return ``mon-thu`` for ``Senin-Kamis``, ``Monday - Thursday`` and the like."""
    days = [_likely_day(part) for part in _UNTIL.split(text.strip().casefold())]
    written = "-".join(day for day in days if day)
    return written if len(days) <= 2 and all(days) else None


def likely_zone(text: str) -> str | None:
    """Return ``Asia/Jakarta`` for ``WIB``, and whichever zone a slip of letters is near to."""
    from difflib import get_close_matches

    known = _ZONES.get(text.strip().casefold())
    near = get_close_matches(text[:60], _ZONES.values(), n=1, cutoff=0.7)
    return known or (near[0] if near else None)


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    short = text.casefold()[:3]
    return _MONTHS.index(short) + 1 if short in _MONTHS else _ENGLISH_MONTHS.get(short, 0)


def _likely_day(text: str) -> str | None:
    spoken = {day for word, day in _SPOKEN_DAYS.items() if len(text) >= 3 and word.startswith(text)}
    if len(spoken) == 1:
        return spoken.pop()
    return text[:3] if text[:3] in WEEKDAYS and text.isalpha() else None
