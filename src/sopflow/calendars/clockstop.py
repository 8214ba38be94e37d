"""Clock stop: how a due date moves when a case is suspended and resumed.

While a case is suspended, time does not pass for its tasks. Instants and dates are the integers of ``worktime.py``;
clock hours are paid back in ``clock.py``, they need no calendar. It must not know time zones, texts or certainty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.calendars.counting import Counter
    from sopflow.duration import Duration, Unit

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


class Standing(NamedTuple):
    """A due date as it stands: the minute, its date, and what the next suspension needs to know.

    ``base`` is the date on which the term would end if it had never been suspended nor rolled, ``lost`` the days on
    which the case could not be served since then; neither means anything for working minutes.
    """

    end: int
    day: int
    base: int
    lost: int = 0


def end_after(counter: Counter, minute: int, day: int, duration: Duration, pauses: list[Pause]) -> tuple[int, int]:
    """Return the minute on which a suspended term ends, and its date; ``pauses`` are ``merged``.

    The start is taken as it is: a cutoff has been applied before.
    """
    end, end_day = counter.end_of(minute, day, duration, cutoff=False)
    standing = Standing(end, end_day, counter.unrolled_end(minute, day, duration, end_day))
    for pause in pauses:
        if pause[0] >= standing.end:
            break
        standing = moved(counter, duration.unit, standing, pause, minute)
    return standing.end, standing.day


def moved(counter: Counter, unit: Unit, standing: Standing, pause: Pause, start: int) -> Standing:
    """Return where the due date of a term from ``start`` falls after one more suspension, which begins before it."""
    if unit == "minute":
        return _working_minutes(counter, standing, pause)
    if unit in {"working_day", "same_day"}:
        return _working_days(counter, standing, pause)
    return _calendar_days(counter, standing, pause, start)


def _working_minutes(counter: Counter, standing: Standing, pause: Pause) -> Standing:
    """Pay the working minutes of a pause back exactly."""
    lost = counter.work.between(*pause)
    if lost:
        end = counter.work.after(standing.end, lost)
        standing = standing._replace(end=end, day=counter.work.date_of(end))
    return _after(counter, standing, pause)


def _working_days(counter: Counter, standing: Standing, pause: Pause) -> Standing:
    """Move the end by the working days on which the case could not be served."""
    more = counter.work.working_days(*_served(counter, pause))
    if more:
        lost = standing.lost + more
        day = counter.work.working_day(standing.base, lost)
        standing = Standing(counter.minute_on(day), day, standing.base, lost)
    return _after(counter, standing, pause)


def _calendar_days(counter: Counter, standing: Standing, pause: Pause, start: int) -> Standing:
    """Move the unrolled date by the suspended days, and roll it once."""
    suspended, served = _served(counter, pause)
    if served > suspended:
        lost = standing.lost + served - suspended
        end, day = counter.rolled(start, standing.base + lost)
        standing = Standing(end, day, standing.base, lost)
    return _after(counter, standing, pause)


def _after(counter: Counter, standing: Standing, pause: Pause) -> Standing:
    """Return the due date, never before the resumption: it is then that of the same day, counted from there."""
    resumed = pause[1]
    if standing.end >= resumed:
        return standing
    end, day = counter.same_day(resumed, counter.work.date_of(resumed))
    return standing._replace(end=end, day=day)


def _served(counter: Counter, pause: Pause) -> tuple[int, int]:
    """Return the dates on which the case would have been served next, at the beginning and at the end of a pause."""
    begin, resumed = pause
    return counter.work.serves_on(begin), counter.work.serves_on(resumed)
