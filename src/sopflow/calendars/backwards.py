"""The two questions backwards: the latest start that still keeps a date, and the last moment before an event.

Neither is the inverse of counting forwards, which is not one-to-one. Instants and dates are the integers of
``worktime.py``; clock hours are not counted here. It must not know time zones, texts or certainty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.calendars.counting import LAST_MINUTE, date_after, not_positive
from sopflow.calendars.rules import MINUTES_PER_DAY
from sopflow.calendars.worktime import FIRST_DAY
from sopflow.errors import CalendarError

if TYPE_CHECKING:
    from sopflow.calendars.counting import Counter
    from sopflow.duration import Duration


def latest_start(counter: Counter, limit: int, duration: Duration, *, cutoff: bool) -> int:
    """Return the latest working instant (an interval's end counts) from which a term ends by ``limit``.

    A later start never ends earlier, so the instant is found by bisection. ``CalendarError`` where it would lie
    before the first year.
    """
    late = limit + 1
    reach = MINUTES_PER_DAY
    early = _earlier(limit, reach)
    while not _ends_by(counter, early, limit, duration, cutoff=cutoff):
        if early == FIRST_DAY * MINUTES_PER_DAY:
            raise counter.work.before_first()
        late, reach = early, reach * 2
        early = _earlier(limit, reach)
    while late - early > 1:
        middle = (early + late) // 2
        if _ends_by(counter, middle, limit, duration, cutoff=cutoff):
            early = middle
        else:
            late = middle
    return counter.work.last_instant(early)


def last_moment_before(counter: Counter, minute: int, day: int, duration: Duration) -> int:
    """Return the last moment that lies a term before an event at ``minute`` of the date ``day``.

    The day of the event is not counted. Working days and calendar terms end with closing time; a calendar term that
    meets a day off is rolled back, unless the calendar rolls nothing.
    """
    work, unit, amount = counter.work, duration.unit, duration.amount
    if unit == "same_day":
        last = day if work.is_working_day(day) else _working_day_before(counter, day, 1)
        return min(counter.minute_on(last), minute)
    if amount < 1:
        raise not_positive(duration)
    if unit == "minute":
        return work.before(minute, amount)
    if unit == "working_day":
        return counter.minute_on(_working_day_before(counter, day, amount))
    target = date_after(day, unit, -amount)
    if target < FIRST_DAY:
        raise work.before_first()
    if work.is_working_day(target):
        return counter.minute_on(target)
    if counter.roll == "none":
        return target * MINUTES_PER_DAY + LAST_MINUTE
    return counter.minute_on(_working_day_before(counter, target, 1))


def _working_day_before(counter: Counter, day: int, number: int) -> int:
    found = counter.work.working_day_before(day, number)
    if not found:
        raise counter.work.before_first()
    return found


def _earlier(limit: int, reach: int) -> int:
    return max(limit - reach, FIRST_DAY * MINUTES_PER_DAY)


def _ends_by(counter: Counter, minute: int, limit: int, duration: Duration, *, cutoff: bool) -> bool:
    try:
        end, _ = counter.end_of(minute, counter.work.date_of(minute), duration, cutoff=cutoff)
    except CalendarError as error:
        if error.code == "calendar-exhausted":  # beyond the last year is beyond the limit
            return False
        raise
    return end <= limit
