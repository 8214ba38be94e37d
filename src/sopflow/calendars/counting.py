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
from sopflow.calendars.worktime import FIRST_DAY, LAST_DAY
from sopflow.errors import DurationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopflow.calendars.rules import Counting
    from sopflow.calendars.worktime import WorkTime
    from sopflow.duration import Duration, Unit

LAST_MINUTE: Final = MINUTES_PER_DAY - 1
"""23:59, in minutes from 00:00."""
_MOST_DAYS: Final = 60_000
"""More than the calendar's years hold; longer terms need no arithmetic to be refused."""


class Counter:
    """Counts terms on one calendar, forwards."""

    def __init__(self, work: WorkTime, counting: Counting) -> None:
        self.work = work
        self._cutoff = counting.cutoff
        self.includes_start = counting.first_day == "included"
        self._ends_at_midnight = counting.ends == "midnight"
        self.roll = counting.roll
        self.rolls_back = counting.roll == "back"  # then a term may be due before a date on which it depends
        unusual = self.has_cutoff or self.includes_start or self._ends_at_midnight or work.reaches_midnight
        self._is_plain = not unusual

    def end_of(self, minute: int, day: int, duration: Duration, cutoff: bool) -> tuple[int, int]:
        """Return the minute on which a term ends that starts at ``minute`` of the date ``day``, and its date.

        Clock hours are not counted here: they need no calendar. ``cutoff`` says whether the start comes in from
        outside, so that a late one counts as started on the next working day. ``CalendarError`` where the end lies
        beyond the last year, ``DurationError`` for a term that is not positive.
        """
        unit, amount = duration.unit, duration.amount
        if self._is_plain and amount > 0:  # the two questions that are asked most
            if unit == "working_day":
                return self.work.closing_after(day, amount)
            if unit == "minute":
                end = self.work.after(minute, amount)
                return end, end // MINUTES_PER_DAY
        if cutoff and self._cutoff is not None:
            minute, day = self.received(minute, day)
        if amount < 1 and unit != "same_day":
            raise not_positive(duration)
        if unit == "working_day":
            return self._working_days(minute, day, amount)
        if unit == "minute":
            end = self.work.after(minute, amount)
            return end, self.work.date_of(end)
        if unit == "same_day":
            return self.same_day(minute, day)
        return self.rolled(minute, self.unrolled(minute, day, duration))

    def unrolled(self, minute: int, day: int, duration: Duration) -> int:
        """Return the date on which a term of calendar days, weeks, months or years ends if nothing rolls it."""
        first = self.day_one(minute, day) if self.includes_start else day
        return date_after(first, duration.unit, duration.amount) - self.includes_start

    def unrolled_end(self, minute: int, day: int, duration: Duration, end_day: int) -> int:
        """Return the date on which a term would end if nothing rolled it, for a term that ends on ``end_day``."""
        if duration.unit in {"minute", "clock_hour", "working_day", "same_day"}:
            return end_day
        return self.unrolled(minute, day, duration)

    def received(self, minute: int, day: int) -> tuple[int, int]:
        """Return when a start from outside counts: itself, or the next working day's opening after the cutoff."""
        work = self.work
        if self._cutoff is None or minute <= self.cutoff_of(day):
            return minute, day
        following = work.working_day(day, 1)
        opening = work.opening_of(following)
        return (minute if opening is None else opening), following

    @property
    def asks_for_the_start(self) -> bool:
        """Whether it hangs on the date or hours of the start when a calendar term ends."""
        return self.includes_start or self.has_cutoff

    @property
    def has_cutoff(self) -> bool:
        """Whether late starts from outside count as started on the next working day."""
        return self._cutoff is not None

    def cutoff_of(self, day: int) -> int:
        """Return the last instant of a date that is not late; on a day off every start is."""
        late = self._cutoff is None or not self.work.is_working_day(day)
        return 0 if late else day * MINUTES_PER_DAY + (self._cutoff or 0)

    def turns(self, day: int, duration: Duration, *, cutoff: bool) -> list[int]:
        """Return the instants after which a term in days that starts on the date may end elsewhere, in order."""
        found = {self.cutoff_of(day)} if cutoff and self.has_cutoff else set()
        if duration.unit == "working_day" and not self.includes_start:
            return sorted(found)
        if self.work.is_working_day(day):
            found |= {self.work.closing_of(day), self.minute_on(day)}
        elif self.rolls_back and (before := self.work.working_day_before(day)):
            found.add(self.minute_on(before))  # the end of a night may lie on the date after it
        return sorted(found)

    def last_date(self, minute: int, day: int, end_day: int, duration: Duration) -> int:
        """Return the last date on which a term depends: where it was rolled back, the date from which it was."""
        return max(end_day, self.unrolled_end(minute, day, duration, end_day)) if self.rolls_back else end_day

    def hours_used(
        self, start: tuple[int, int], end_day: int, duration: Duration, pauses: Sequence[tuple[int, int]]
    ) -> set[int]:
        """Return the dates whose hours decided when a term in days ends.

        They do where it ends with closing time, where it matters whether the start's date has closed already, and where
        they say to which date the start or the edge of a pause belongs.
        """
        minute, day = start
        used = set() if self._ends_at_midnight else {end_day}
        if self.includes_start or self.rolls_back or (duration.unit == "same_day" and used):
            used.add(day)
        instants = [instant for pause in pauses for instant in pause]
        if self.work.reaches_midnight:
            instants.append(minute)
        for instant in instants:
            civil = instant // MINUTES_PER_DAY
            used |= {civil, civil - self.work.reaches_midnight}
        return {found for found in used if FIRST_DAY <= found <= LAST_DAY}

    def _working_days(self, minute: int, day: int, amount: int) -> tuple[int, int]:
        work = self.work
        if self.includes_start:
            first = self.day_one(minute, day)
            return self._not_before(minute, first if amount == 1 else work.working_day(first, amount - 1))
        return self._not_before(minute, work.working_day(day, amount))

    def same_day(self, minute: int, day: int) -> tuple[int, int]:
        """Return the end of the start's date, of the next working day where that is past or a day off."""
        if self.work.is_working_day(day):
            return self._not_before(minute, day)
        return self._on_working_day(self.work.working_day(day, 1))

    def rolled(self, minute: int, target: int) -> tuple[int, int]:
        """Return where a calendar term ends that started at ``minute`` and ends on ``target`` before it is rolled."""
        work = self.work
        if target > LAST_DAY:
            raise work.exhausted()
        if work.is_working_day(target):
            return self._not_before(minute, target)
        if self.roll == "none":
            end = target * MINUTES_PER_DAY + LAST_MINUTE
            return (end, target) if end >= minute else self._on_working_day(work.working_day(target, 1))
        if self.roll == "back":
            back = work.working_day_before(target)
            if back and self.minute_on(back) >= minute:
                return self._on_working_day(back)
        return self._on_working_day(work.working_day(target, 1))

    def _not_before(self, minute: int, target: int) -> tuple[int, int]:
        end = self.minute_on(target)
        if end >= minute:
            return end, target
        return self._on_working_day(self.work.working_day(target, 1))

    def _on_working_day(self, day: int) -> tuple[int, int]:
        return self.minute_on(day), day

    def minute_on(self, day: int) -> int:
        """Return the minute on which a term ends that ends on the working day ``day``."""
        return day * MINUTES_PER_DAY + LAST_MINUTE if self._ends_at_midnight else self.work.closing_of(day)

    def day_one(self, minute: int, day: int) -> int:
        """Return the start's date, or the next working day where it is none or has already closed."""
        work = self.work
        return day if work.is_working_day(day) and minute <= work.closing_of(day) else work.working_day(day, 1)


def date_after(day: int, unit: Unit, amount: int) -> int:
    """Return the date ``amount`` calendar days, weeks, months or years after ``day``, before it if negative."""
    amount = max(-_MOST_DAYS, min(amount, _MOST_DAYS))
    if unit in {"month", "year"}:
        return _months_after(day, amount * (12 if unit == "year" else 1))
    return day + amount * (7 if unit == "week" else 1)


def not_positive(duration: Duration) -> DurationError:
    """Return the error for a term of zero or less."""
    return DurationError("duration-not-positive", text=str(duration) or str(duration.amount))


def _months_after(day: int, months: int) -> int:
    start = date.fromordinal(day)
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    if not 1 <= year <= date.max.year:
        return date.max.toordinal() if year > 1 else 1
    return date(year, month, min(start.day, monthrange(year, month)[1])).toordinal()
