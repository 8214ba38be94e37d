"""Clock stop: how a due date moves when a case is suspended and resumed.

While a case is suspended, time does not pass for its tasks. Instants and dates are the integers of ``worktime.py``;
clock hours are paid back in ``clock.py``, they need no calendar. It must not know time zones, texts or certainty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.calendars.counting import Counter
    from sopflow.duration import Duration

Pause = tuple[int, int]
"""From when until when a case was suspended, as minutes; half-open."""


def merged(pauses: Iterable[Pause], start: int) -> list[Pause]:
    """Return the pauses in order, touching and overlapping ones as one, cut at ``start``."""
    found: list[Pause] = []
    for begin, end in sorted((max(begin, start), end) for begin, end in pauses if end > start):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > begin:
            found.append((begin, end))
    return found


def end_after(counter: Counter, minute: int, day: int, duration: Duration, pauses: list[Pause]) -> tuple[int, int]:
    """Return the minute on which a suspended term ends, and its date; ``pauses`` are ``merged``.

    The start is taken as it is: a cutoff has been applied before.
    """
    if duration.unit == "minute":
        return _working_minutes(counter, minute, day, duration, pauses)
    if duration.unit in {"working_day", "same_day"}:
        return _working_days(counter, minute, day, duration, pauses)
    return _calendar_days(counter, minute, day, duration, pauses)


def _working_minutes(
    counter: Counter, minute: int, day: int, duration: Duration, pauses: list[Pause]
) -> tuple[int, int]:
    """Pay the working minutes of each pause back exactly."""
    end, end_day = counter.end_of(minute, day, duration, cutoff=False)
    for begin, resumed in pauses:
        if begin >= end:
            break
        lost = counter.work.between(begin, resumed)
        if lost:
            end = counter.work.after(end, lost)
            end_day = counter.work.date_of(end)
    return end, end_day


def _working_days(counter: Counter, minute: int, day: int, duration: Duration, pauses: list[Pause]) -> tuple[int, int]:
    """Move the end by the working days on which the case could not be served."""
    end, end_day = counter.end_of(minute, day, duration, cutoff=False)
    unmoved, lost = end_day, 0
    for begin, resumed in pauses:
        if begin >= end:
            break
        lost += counter.work.working_days(*_served(counter, begin, resumed))
        if lost:
            end_day = counter.work.working_day(unmoved, lost)
            end = counter.minute_on(end_day)
        if end < resumed:
            end, end_day = counter.same_day(resumed, counter.work.date_of(resumed))
    return end, end_day


def _calendar_days(counter: Counter, minute: int, day: int, duration: Duration, pauses: list[Pause]) -> tuple[int, int]:
    """Move the unrolled date by the suspended days, and roll it once."""
    target = counter.unrolled(minute, day, duration)
    end, end_day = counter.end_of(minute, day, duration, cutoff=False)
    for begin, resumed in pauses:
        if begin >= end:
            break
        suspended, served = _served(counter, begin, resumed)
        target += served - suspended
        end, end_day = counter.rolled(minute, target)
        if end < resumed:
            end, end_day = counter.same_day(resumed, counter.work.date_of(resumed))
    return end, end_day


def _served(counter: Counter, begin: int, resumed: int) -> tuple[int, int]:
    """Return the dates on which the case would have been served next, at the beginning and at the end of a pause."""
    return counter.work.serves_on(begin), counter.work.serves_on(resumed)
