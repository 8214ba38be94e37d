"""The values of a calendar file, one by one: each is read, or refused with its place and what would be right.

Words may come as text or as what YAML makes of them (dates). It must not know what the values mean together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from sopflow.calendars.rules import MINUTES_PER_DAY, Closure, DecreedYear, Opening, Period
from sopflow.errors import CalendarError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sopflow.calendars.rules import Hours, Interval, Week, WeekChange

T = TypeVar("T")

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_SPAN: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))", re.ASCII)
_YEARS: Final = range(1900, 2201)


def mapping(value: object, place: str) -> Mapping[str, Any]:
    """Return ``value``, which must be keys with values."""
    if not isinstance(value, Mapping):
        raise CalendarError("calendar-not-mapping", place=place)
    return value


def only_keys(content: Mapping[str, Any], known: Sequence[str], place: str) -> None:
    """Refuse a key that is not among ``known``."""
    for key in content:
        if key not in known:
            raise CalendarError("calendar-key-unknown", key=key, place=_under(place, str(key)), known=list(known))


def required(content: Mapping[str, Any], key: str, place: str) -> Any:
    """Return the value of a key that must be there."""
    if key not in content:
        raise CalendarError("calendar-key-missing", key=key, place=place or "calendar")
    return content[key]


def text(content: Mapping[str, Any], key: str, place: str) -> str:
    """Return a text that must be there and not be empty."""
    value = required(content, key, place)
    if not isinstance(value, str) or not value.strip():
        raise CalendarError("calendar-not-text", place=_under(place, key), value=value)
    return value.strip()


def flag(content: Mapping[str, Any], key: str, place: str, *, default: bool | None = None) -> bool:
    """Return true or false; without ``default`` the key must be there."""
    value = content.get(key, default) if default is not None else required(content, key, place)
    if not isinstance(value, bool):
        raise CalendarError("calendar-not-flag", place=_under(place, key), value=value)
    return value


def one_of(content: Mapping[str, Any], key: str, place: str, allowed: Sequence[str]) -> str:
    """Return one of the words in ``allowed``."""
    value = content[key]
    if value not in allowed:
        raise CalendarError("calendar-not-allowed", place=_under(place, key), value=value, allowed=list(allowed))
    return cast("str", value)


def zone(content: Mapping[str, Any], key: str, place: str) -> str:
    """Return the name of an IANA time zone."""
    from zoneinfo import ZoneInfo, available_timezones

    name = text(content, key, place)
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        if not available_timezones():
            raise CalendarError("calendar-timezone-data-missing") from None
        raise CalendarError("calendar-timezone-unknown", value=name) from None
    return name


def day(content: Mapping[str, Any], key: str, place: str) -> date:
    """Return a date."""
    value = required(content, key, place)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise CalendarError("calendar-not-date", place=_under(place, key), value=value)


def clock(value: object, place: str) -> int:
    """Return the minute of the day of a time such as "15:00"."""
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise CalendarError("calendar-not-clock", place=place, value=value)
    return int(found[1]) * 60 + int(found[2])


def each(content: Mapping[str, Any], key: str, read: Callable[[Mapping[str, Any], str], T]) -> tuple[T, ...]:
    """Return every entry of a list under ``key``, read by ``read``; none where the key is absent."""
    entries = content.get(key, [])
    if not isinstance(entries, list | tuple):
        raise CalendarError("calendar-not-list", place=key)
    places = (f"{key}[{number}]" for number in range(1, len(entries) + 1))
    return tuple(read(mapping(entry, place), place) for entry, place in zip(entries, places, strict=True))


def closure(content: Mapping[str, Any], place: str) -> Closure:
    """Read an entry of ``closures``."""
    only_keys(content, ("date", "reason", "basis"), place)
    return Closure(day(content, "date", place), _words(content, "reason", place), _words(content, "basis", place))


def opening(content: Mapping[str, Any], place: str) -> Opening:
    """Read an entry of ``openings``: a duty day must say its hours, a working day may."""
    only_keys(content, ("date", "working_day", "hours", "reason", "basis"), place)
    on, working = day(content, "date", place), flag(content, "working_day", place)
    own = hours(content["hours"], f"{place}.hours") if "hours" in content else None
    if own == () or (own is None and not working):
        raise CalendarError("calendar-opening-without-hours", date=on)
    return Opening(on, working, own, _words(content, "reason", place), _words(content, "basis", place))


def period(content: Mapping[str, Any], place: str) -> Period:
    """Read an entry of ``periods``."""
    only_keys(content, ("name", "from", "to", "hours"), place)
    first, last = day(content, "from", place), day(content, "to", place)
    if last < first:
        raise CalendarError("calendar-period-reversed", place=place, first=first, last=last)
    change = week_change(required(content, "hours", place), f"{place}.hours")
    return Period(_words(content, "name", place), first, last, change)


def decreed_year(content: Mapping[str, Any], place: str) -> DecreedYear:
    """Read an entry of ``decreed``."""
    only_keys(content, ("year", "basis"), place)
    value = required(content, "year", place)
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    if not isinstance(value, int) or value not in _YEARS:
        raise CalendarError("calendar-not-year", place=_under(place, "year"), value=value)
    return DecreedYear(value, _words(content, "basis", place))


def week(value: object, place: str) -> Week:
    """Read the hours of a week; days that are not named have none."""
    named = week_change(value, place)
    return tuple(hours or () for hours in named)


def week_change(value: object, place: str) -> WeekChange:
    """Read hours by day or range of days (``mon-thu``); days that are not named stay as they are."""
    found: list[Hours | None] = [None] * 7
    for key, spans in mapping(value, place).items():
        for weekday in _days(key, place):
            if found[weekday] is not None:
                raise CalendarError("calendar-day-twice", place=place, day=_WEEKDAYS[weekday])
            found[weekday] = hours(spans, _under(place, str(key)))
    return tuple(found)


def hours(value: object, place: str) -> Hours:
    """Read the intervals of a date; they must not overlap."""
    if not isinstance(value, list | tuple):
        raise CalendarError("calendar-not-list", place=place)
    found = sorted(_interval(span, place) for span in value)
    for (_, closing), (opening_, _) in pairwise(found):
        if opening_ < closing:
            raise CalendarError("calendar-hours-overlap", place=place, value=[str(span) for span in value])
    return tuple(found)


def _interval(value: object, place: str) -> Interval:
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise CalendarError("calendar-hours-wrong", place=place, value=value)
    opening_ = int(found[1]) * 60 + int(found[2])
    closing = int(found[3] or found[5]) * 60 + int(found[4] or found[6])
    return opening_, closing if closing > opening_ else closing + MINUTES_PER_DAY


def _days(key: object, place: str) -> range | list[int]:
    first, dash, last = str(key).partition("-")
    if first not in _WEEKDAYS or (dash and last not in _WEEKDAYS):
        raise CalendarError("calendar-day-unknown", place=place, value=key)
    begin = _WEEKDAYS.index(first)
    end = _WEEKDAYS.index(last) if dash else begin
    return range(begin, end + 1) if begin <= end else [*range(begin, 7), *range(end + 1)]


def _words(content: Mapping[str, Any], key: str, place: str) -> str:
    return text(content, key, place) if key in content else ""


def _under(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
