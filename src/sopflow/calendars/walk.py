"""From start to due, date by date: what counts, and why the rest does not.

It walks the dates that the index jumps over, and so shows the count of which the index knows only the end; with it it
shares where the count starts, and the intervals. Slow and plain: that both agree is a law of the tests. Instants and
dates are the integers of ``worktime.py``. It must not know certainty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sopflow.calendars.explain import ExplainedDay, ExplainedInterval, Explanation
from sopflow.calendars.reasons import Reason, reason_off, reason_on
from sopflow.calendars.rules import MINUTES_PER_DAY
from sopflow.messages import ClockTime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sopflow.calendars.clockstop import Pause
    from sopflow.calendars.counting import Counter
    from sopflow.calendars.days import Day, DayRules
    from sopflow.duration import Duration

Stretch = tuple[int, int, int]
"""Working time that was used: from, to, and the date to which it belongs."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term that has been counted: where it starts, where it counts as started, and where it ends.

    ``start`` and ``received`` differ where a cutoff moved the start.
    """

    duration: Duration
    start: tuple[int, int]
    received: tuple[int, int]
    end: tuple[int, int]
    pauses: list[Pause]


def explanation(term: Term, rules: DayRules, counter: Counter, instant: Callable[[int], datetime]) -> Explanation:
    """Return how a term was counted; ``instant`` makes an aware datetime of a minute."""
    walk = _Walk(rules, counter, term)
    stretches = walk.stretches() if term.duration.unit == "minute" else ()
    intervals = (ExplainedInterval(instant(begin), instant(end), end - begin) for begin, end, _ in stretches)
    ends = instant(term.start[0]), instant(term.end[0])
    return Explanation(ends[1], ends[0], term.duration, tuple(walk.days()), tuple(intervals))


class _Walk:
    def __init__(self, rules: DayRules, counter: Counter, term: Term) -> None:
        self.rules = rules
        self.counter = counter
        self.work = counter.work
        self.term = term
        self.suspended = [(self.work.serves_on(begin), self.work.serves_on(end)) for begin, end in term.pauses]

    def days(self) -> Iterator[ExplainedDay]:
        """Give every date from the start to the due date."""
        unit = self.term.duration.unit
        if unit == "minute":
            return self._of_minutes()
        if unit == "same_day":
            return self._of_same_day()
        return self._of_working_days() if unit == "working_day" else self._of_calendar_term()

    def stretches(self) -> Iterator[Stretch]:
        """Give every stretch of working time that was used, the pauses left out."""
        begin = self.term.received[0]
        for paused, resumed in [*self.term.pauses, (self.term.end[0], self.term.end[0])]:
            if begin < min(paused, self.term.end[0]):
                yield from self.work.intervals(begin, min(paused, self.term.end[0]))
            begin = max(begin, resumed)

    def _of_minutes(self) -> Iterator[ExplainedDay]:
        used: dict[int, int] = {}
        for begin, end, ordinal in self.stretches():
            used[ordinal] = used.get(ordinal, 0) + end - begin
        end = self.term.end[0]
        pauses = ((paused, min(resumed, end)) for paused, resumed in self.term.pauses if paused < end)
        paused = {ordinal for begin, until in pauses for _, _, ordinal in self.work.intervals(begin, until)}
        passed = 0
        for day in self._dates():
            ordinal = day.day.toordinal()
            passed += used.get(ordinal, 0)
            if ordinal in used:
                why = Reason("day-paused") if ordinal in paused else reason_on(day, self.rules)
                yield ExplainedDay(day.day, passed, why)
            else:
                yield ExplainedDay(day.day, None, self._skipped(day, Reason("day-over")))

    def _of_same_day(self) -> Iterator[ExplainedDay]:
        last = self.term.end[1]
        for day in self._dates():
            counted = day.day.toordinal() == last
            why = reason_on(day, self.rules) if counted else self._skipped(day, Reason("day-over"))
            yield ExplainedDay(day.day, 1 if counted else None, why)

    def _of_working_days(self) -> Iterator[ExplainedDay]:
        first = self._first_counted()
        return self._counted(first, self.term.duration.amount, lambda day: day.working)

    def _of_calendar_term(self) -> Iterator[ExplainedDay]:
        first = self._first_counted()
        minute, day = self.term.received
        amount = self.counter.unrolled(minute, day, self.term.duration) - first + 1
        return self._counted(first, amount, lambda _: True)

    def _first_counted(self) -> int:
        minute, day = self.term.received
        return self.counter.day_one(minute, day) if self.counter.includes_start else day + 1

    def _counted(self, first: int, amount: int, counts: Callable[[Day], bool]) -> Iterator[ExplainedDay]:
        """Give the dates of a term in days, of which those count that ``counts`` says and no pause holds."""
        count = 0
        ordinal, due = self.term.start[1], self.term.end[1]
        while ordinal <= due or count < amount:
            day = self.rules.day(date.fromordinal(ordinal))
            if ordinal >= first and count < amount and counts(day) and not self._is_suspended(ordinal):
                count += 1
                early = ordinal == due and count < amount
                why = Reason("day-rolled-back") if early else self._remark(day, last=count == amount)
                yield ExplainedDay(day.day, count, why)
            elif ordinal == due:
                yield ExplainedDay(day.day, None, Reason("day-resumed" if self.term.pauses else "day-rolled"))
            else:
                yield ExplainedDay(day.day, None, self._skipped(day, Reason("day-start")))
            ordinal += 1

    def _remark(self, day: Day, *, last: bool) -> Reason | None:
        """Return what is special about a date that counts: an opening, or a day off on which the count ends."""
        return reason_off(day, self.rules) if last and not day.working else reason_on(day, self.rules)

    def _skipped(self, day: Day, otherwise: Reason) -> Reason | None:
        """Return why a date does not count; ``otherwise`` for one that would, had the term not begun on it."""
        ordinal = day.day.toordinal()
        start, received = self.term.start[1], self.term.received[1]
        if ordinal == start < received and day.working:
            limit = self.counter.cutoff_of(start) % MINUTES_PER_DAY
            return Reason("day-cutoff", {"limit": ClockTime(limit)})
        if start < ordinal == received and otherwise.code == "day-start":
            return Reason("day-received")
        by_date = self.term.duration.unit not in {"minute", "same_day", "working_day"}
        if self._is_suspended(ordinal) and (day.hours or by_date):
            return Reason("day-suspended")
        if ordinal == received and self.term.duration.unit not in {"minute", "same_day"}:
            return Reason("day-over") if self.counter.includes_start and day.working else Reason("day-start")
        return otherwise if day.working else reason_off(day, self.rules)

    def _is_suspended(self, ordinal: int) -> bool:
        return any(suspended < ordinal <= resumed for suspended, resumed in self.suspended)

    def _dates(self) -> Iterator[Day]:
        """Give the dates from the start to the due date."""
        for ordinal in range(self.term.start[1], self.term.end[1] + 1):
            yield self.rules.day(date.fromordinal(ordinal))
