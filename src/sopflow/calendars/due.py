"""How a term is counted, unit by unit, to the minute on which it ends.

Instants and dates are the integers of ``worktime.py``. The rules are those of the table in the documentation of
time: the first day is not counted, a term in days ends at closing time, a calendar term that ends on a day off is
rolled; a calendar may change each. It must not know time zones, texts or certainty.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Final

from sopflow.calendars.rules import MINUTES_PER_DAY
from sopflow.calendars.worktime import LAST_DAY
from sopflow.errors import DurationError

if TYPE_CHECKING:
    from sopflow.calendars.rules import Counting
    from sopflow.calendars.worktime import WorkTime
    from sopflow.duration import Duration

_LAST_MINUTE: Final = MINUTES_PER_DAY - 1
_MOST_DAYS: Final = 60_000
"""More than the calendar's years hold; longer terms need no arithmetic to be refused."""


class Counter:
    """Counts terms on one calendar."""

    def __init__(self, work: WorkTime, counting: Counting) -> None:
        self._work = work
        self._cutoff = counting.cutoff
        self._includes_start = counting.first_day == "included"
        self._ends_at_midnight = counting.ends == "midnight"
        self._roll = counting.roll

    def end_of(self, minute: int, day: int, duration: Duration, *, cutoff: bool) -> tuple[int, int]:
        """Return the minute on which a term ends that starts at ``minute`` of the date ``day``, and its date.

        Clock hours are not counted here: they need no calendar. ``cutoff`` says whether the start comes in from
        outside, so that a late one counts as started on the next working day. ``CalendarError`` where the end lies
        beyond the last year, ``DurationError`` for a term that is not positive.
        """
        unit, amount = duration.unit, duration.amount
        if cutoff and self._cutoff is not None:
            minute, day = self.received(minute, day)
        if amount < 1 and unit != "same_day":
            raise not_positive(duration)
        if unit == "working_day":
            return self._working_days(minute, day, amount)
        if unit == "minute":
            end = self._work.after(minute, amount)
            return end, self._work.date_of(end) if end // MINUTES_PER_DAY <= LAST_DAY else day
        if unit == "same_day":
            return self._same_day(minute, day)
        first = self._day_one(minute, day) if self._includes_start else day
        return self._calendar_term(minute, _date_after(first, duration) - self._includes_start)

    def received(self, minute: int, day: int) -> tuple[int, int]:
        """Return when a start from outside counts: itself, or the next working day's opening after the cutoff."""
        work = self._work
        if self._cutoff is None or (
            work.is_working_day(day) and minute - day * MINUTES_PER_DAY <= self._cutoff
        ):  # fmt: skip
            return minute, day
        following = work.working_day(day, 1)
        opening = work.opening_of(following)
        return (minute if opening is None else opening), following

    def closings_used(self, start: int, end: int, duration: Duration) -> list[int]:
        """Return the dates whose closing time decided when a term in days ends."""
        used = [] if self._ends_at_midnight else [end]
        if self._includes_start or (duration.unit == "same_day" and used):
            used = [start, *used]
        return [day for day in used if self._work.is_working_day(day)]

    def _working_days(self, minute: int, day: int, amount: int) -> tuple[int, int]:
        work = self._work
        if self._includes_start:
            first = self._day_one(minute, day)
            return self._not_before(minute, first if amount == 1 else work.working_day(first, amount - 1))
        return self._not_before(minute, work.working_day(day, amount))

    def _same_day(self, minute: int, day: int) -> tuple[int, int]:
        if self._work.is_working_day(day):
            return self._not_before(minute, day)
        return self._on_working_day(self._work.working_day(day, 1))

    def _calendar_term(self, minute: int, target: int) -> tuple[int, int]:
        work = self._work
        if work.is_working_day(target):
            return self._not_before(minute, target)
        if self._roll == "none":
            end = target * MINUTES_PER_DAY + _LAST_MINUTE
            return (end, target) if end >= minute else self._on_working_day(work.working_day(target, 1))
        if self._roll == "back":
            back = work.working_day_before(target)
            if back is not None and self._minute_on(back) >= minute:
                return self._on_working_day(back)
        return self._on_working_day(work.working_day(target, 1))

    def _not_before(self, minute: int, target: int) -> tuple[int, int]:
        end = self._minute_on(target)
        if end >= minute:
            return end, target
        return self._on_working_day(self._work.working_day(target, 1))

    def _on_working_day(self, day: int) -> tuple[int, int]:
        return self._minute_on(day), day

    def _minute_on(self, day: int) -> int:
        return day * MINUTES_PER_DAY + _LAST_MINUTE if self._ends_at_midnight else self._work.closing_of(day)

    def _day_one(self, minute: int, day: int) -> int:
        """Return the start's date, or the next working day where it is none or has already closed."""
        work = self._work
        return day if work.is_working_day(day) and minute <= work.closing_of(day) else work.working_day(day, 1)


def _date_after(day: int, duration: Duration) -> int:
    amount = min(duration.amount, _MOST_DAYS)
    if duration.unit == "month":
        return _months_after(day, amount)
    if duration.unit == "year":
        return _months_after(day, amount * 12)
    return day + amount * (7 if duration.unit == "week" else 1)


def not_positive(duration: Duration) -> DurationError:
    """Return the error for a term of zero or less."""
    return DurationError("duration-not-positive", text=str(duration) or str(duration.amount))


def _months_after(day: int, months: int) -> int:
    start = date.fromordinal(day)
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    if year > date.max.year:
        return date.max.toordinal()
    return date(year, month, min(start.day, monthrange(year, month)[1])).toordinal()
