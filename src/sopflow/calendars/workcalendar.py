"""The calendar that users hold: instants in, due dates out.

It joins the rules of a calendar file with the index, the counting and the certainty; each of those knows nothing of
the others. It must not know files (``load.py``).
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from sopflow.calendars import clock, walk
from sopflow.calendars.certainty import Assumption, Certainty, combine, resting_on
from sopflow.calendars.clockstop import Standing, end_after, merged, moved
from sopflow.calendars.counting import Counter, not_positive
from sopflow.calendars.days import DayRules
from sopflow.calendars.instant import When, minute_of
from sopflow.calendars.localtime import LocalTime
from sopflow.calendars.rules import content_hash
from sopflow.calendars.worktime import FIRST_YEAR, LAST_YEAR, WorkTime
from sopflow.duration import Duration
from sopflow.errors import CalendarError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from sopflow.calendars.clockstop import Pause
    from sopflow.calendars.explain import Explanation
    from sopflow.calendars.many import Many
    from sopflow.calendars.rules import CalendarRules
    from sopflow.calendars.year import CalendarYear

_NO_DOUBT: Final[tuple[Assumption, ...]] = ()


Question = tuple[When, Duration, bool, "Sequence[tuple[When, When]]"]
"""What was asked: the start as it was given, the term, whether a cutoff holds, and when the case was suspended."""


class StandingDue(NamedTuple):
    """A due date that stands as a fact: the instant, what it rested on, and what the next suspension has to know.

    ``base`` is the date on which the term would end if it had never been suspended nor rolled, ``lost`` the days that
    suspensions have cost it.
    """

    at: datetime
    assumptions: tuple[Assumption, ...]
    base: date
    lost: int = 0


class Due:
    """A due date. Immutable; compared by its instant and its assumptions.

    Written without a dataclass, because one is made for every term that is counted and freezing costs more than
    counting.
    """

    __slots__ = ("_asked", "_assumptions", "_at", "_calendar")

    def __init__(
        self, at: datetime, assumptions: tuple[Assumption, ...], calendar: WorkCalendar, asked: Question
    ) -> None:
        self._at = at
        self._assumptions = assumptions
        self._calendar = calendar
        self._asked = asked

    @property
    def at(self) -> datetime:
        """The instant, in the calendar's zone, to the minute."""
        return self._at

    @property
    def certain(self) -> bool:
        """Whether it rests only on decreed data as the calendar holds it."""
        return not self._assumptions

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What else it rests on."""
        return self._assumptions

    @property
    def calendar(self) -> WorkCalendar:
        """The calendar on which it was counted."""
        return self._calendar

    @property
    def explanation(self) -> Explanation:
        """How it was counted, date by date."""
        return self._calendar.explained(self, *self._asked)

    def explain(self, lang: str | None = None) -> str:
        """Return how it was counted, as a table in ``lang`` ("id" or "en"; without it, that of the locale)."""
        return self.explanation.text(lang)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Due):
            return NotImplemented
        return (self._at, self._assumptions) == (other._at, other._assumptions)

    def __hash__(self) -> int:
        return hash((self._at, self._assumptions))

    def __repr__(self) -> str:
        return f"<Due {self._at.isoformat()}{'' if self.certain else ', uncertain'}>"


class WorkCalendar:
    """A working calendar: immutable, and safe to share between threads.

    Instants may be ISO text, dates, or datetimes; naive ones are taken in the calendar's zone, seconds are cut, a
    date without a time means the opening of that date (00:00 where nothing opens on it). Working time is wall-clock
    time of the zone. Answers are given for the years 1990 to 2100; others raise ``CalendarError``.
    """

    def __init__(self, rules: CalendarRules) -> None:
        self._rules = rules
        self.id: Final = rules.id
        self.timezone = ZoneInfo(rules.timezone)
        self._days = DayRules(rules)
        self._work = WorkTime(self._days, name=rules.id, reaches_midnight=rules.reaches_midnight)
        self._counter = Counter(self._work, rules.counting)
        self._certainty = Certainty(rules, self._days)
        self.local_time = LocalTime(self.timezone, self._work)
        self._local, self._at, self._utc_minute = (
            self.local_time.minute_of,
            self.local_time.at,
            self.local_time.utc_minute,
        )
        self._ends: dict[int, datetime] = {}

    def __reduce__(self) -> tuple[type[WorkCalendar], tuple[CalendarRules]]:
        return WorkCalendar, (self._rules,)

    def __repr__(self) -> str:
        return f"<WorkCalendar {self.id} {self.version}>"

    @property
    def rules(self) -> CalendarRules:
        """What its file says, and what the calendars say that it extends."""
        return self._rules

    @property
    def version(self) -> str:
        """The agency's own version of the calendar."""
        return self.rules.version

    @cached_property
    def hash(self) -> str:
        """SHA-256 over all that moves a date: the rules, and the version of the holiday data they take over."""
        from sopflow.calendars.holidays import data_version

        return content_hash(self.rules, data_version() if self.rules.takes_over_holidays else "")

    def instant(self, when: When) -> datetime:
        """Return ``when`` as an aware datetime in the calendar's zone, to the minute.

        ``InstantError`` for what is not a date or time, ``CalendarError`` for a year outside 1990-2100.
        """
        return self.local_time.instant(when)

    def due(self, start: When, duration: Duration | str, *, cutoff: bool = True) -> Due:
        """Return when a term ends that starts at ``start``.

        A text is read as ``Duration.parse`` does, a bare "hari" as working days. ``cutoff=False`` leaves the
        calendar's cutoff aside, as between an agency's own steps. ``CalendarError`` where the due date lies outside
        1990-2100, ``InstantError`` and ``DurationError`` for what cannot be read or is not positive.
        """
        if duration.__class__ is not Duration:
            duration = _term(duration)
        at, assumptions = self.end_of(start, duration, cutoff)
        return Due(at, assumptions, self, (start, duration, cutoff, ()))

    def end_of(self, start: When, duration: Duration, cutoff: bool) -> tuple[datetime, tuple[Assumption, ...]]:
        """Return what ``due`` answers, as the bare instant and what it rests on."""
        if duration.unit == "clock_hour":
            return self._clock_due((start, duration, cutoff, ())).at, _NO_DOUBT
        minute, day = self._local(start)
        counter = self._counter
        end, end_day = counter.end_of(minute, day, duration, cutoff)
        begin, last = self._certainty.clear
        sure = begin <= day and end_day <= last and not counter.rolls_back
        assumptions = _NO_DOUBT if sure else self._doubts((minute, day), end_day, duration)
        if duration.unit == "minute":
            return self._at(end), assumptions
        try:
            return self._ends[end], assumptions  # terms in days end on few instants
        except KeyError:
            at = self._ends[end] = self._at(end)
            return at, assumptions

    def resumed(
        self, start: When, duration: Duration | str, pauses: Iterable[tuple[When, When]], *, cutoff: bool = True
    ) -> Due:
        """Return when a term ends that was suspended: ``pauses`` are ``(from, to)``, in any order, half-open.

        Working minutes and clock hours are paid back exactly; a term in days moves by the days on which the case
        could not be served, and rolls once. What lies before the start is cut, a pause at or after the due date moves
        nothing, and a pause that began before it never leaves a due date before the resumption. Raises as ``due``.
        """
        term = _term(duration)
        asked = (start, term, cutoff, self._pauses(pauses))
        if term.unit == "clock_hour":
            return self._clock_due(asked)
        given = self._local(start)
        received = self._counter.received(*given) if cutoff else given
        stopped = self._merged(asked[3], received[0])
        end, end_day = end_after(self._counter, *received, term, stopped)
        stopped = [pause for pause in stopped if pause[0] < end]  # the others have moved nothing
        return Due(self._at(end), self._doubts(given, end_day, term, stopped), self, asked)

    def received(self, start: When) -> datetime:
        """Return when a start from outside counts: itself, or the next working day's opening after the cutoff."""
        return self._at(self._counter.received(*self._local(start))[0])

    def standing(
        self, due: When, start: When, duration: Duration, assumptions: tuple[Assumption, ...], *, changed: bool = False
    ) -> StandingDue:
        """Return the due date of a term that has never been suspended, ready for ``moved``.

        ``changed`` says that this calendar may count otherwise today: then what hangs on the start is left as it is.
        """
        day = self._local(due)[1]
        if not (changed and self._counter.asks_for_the_start):
            day = self._counter.unrolled_end(*self._local(start), duration, day)
        return StandingDue(self.instant(due), assumptions, date.fromordinal(day))

    def moved(
        self, promised: StandingDue, duration: Duration, start: When, pauses: Sequence[tuple[When, When]]
    ) -> StandingDue:
        """Return where a due date falls that was promised, so is not counted again, after the last of ``pauses``.

        ``start`` is when the term started, after a cutoff; what lies before it is cut. Suspension by suspension this
        gives what ``resumed`` gives for all of them, but from a promise that this calendar might count otherwise today.
        Where nothing moves, ``promised`` itself is returned.
        """
        if duration.unit == "clock_hour":
            pause, was = self._merged_utc(pauses[-1:], self._utc_minute(start)), clock.utc_minute(promised.at)
            end = clock.end_after(was, 0, pause)
            return promised if end == was else promised._replace(at=self.local_time.of_utc(end))
        begin = self._local(start)
        end, day = self._local(promised.at)
        stopped = self._merged(pauses[-1:], begin[0])
        if not stopped or stopped[0][0] >= end:
            return promised
        stood = Standing(end, day, promised.base.toordinal(), promised.lost)
        now = moved(self._counter, duration.unit, stood, stopped[0], begin[0])
        if now == stood:
            return promised
        doubts = self._doubts(begin, now.day, duration, self._merged(pauses, begin[0]))
        return StandingDue(self._at(now.end), doubts, promised.base, now.lost)

    def start_by(self, due: When, duration: Duration | str, *, cutoff: bool = True) -> datetime:
        """Return the latest working instant (an interval's end counts) from which a term ends by ``due``.

        Raises as ``due``, and ``CalendarError`` where that instant lies before 1990.
        """
        from sopflow.calendars.backwards import latest_start

        term = _term(duration)
        if term.unit == "clock_hour":
            return self._at(self._work.last_instant(minute_of(self._clock_hours_before(due, term))))
        return self._at(latest_start(self._counter, self._local(due)[0], term, cutoff=cutoff))

    def before(self, event: When, duration: Duration | str) -> datetime:
        """Return the last moment that lies a term before an event: "paling lambat 3 hari kerja sebelum".

        The day of the event is not counted, and terms in days end with closing time; calendar units roll back,
        minutes pass by working time, clock hours by the clock. Raises as ``start_by``.
        """
        from sopflow.calendars.backwards import last_moment_before

        term = _term(duration)
        if term.unit == "clock_hour":
            return self._clock_hours_before(event, term)
        minute, day = self._local(event)
        return self._at(last_moment_before(self._counter, minute, day, term))

    def due_many(self, starts: Any, duration: Duration | str, *, cutoff: bool = True) -> NDArray[np.datetime64]:
        """Return when a term ends for each of many starts, as an array of ``datetime64[m]`` in local time.

        ``starts`` is an array of ``datetime64`` in local time, or whatever NumPy makes one of, of any shape, which is
        that of the answer too; ``datetime64[D]`` means the opening of each date. The answers are those of ``due``.
        Certainty is not told. Needs NumPy (the extra ``fast``). Raises as ``due``.
        """
        return self._many.due(starts, _term(duration), cutoff=cutoff)

    @cached_property
    def _many(self) -> Many:
        from sopflow.calendars.many import Many

        def clock_hours_later(minute: int, term: Duration) -> datetime:
            return self._clock_due((self._at(minute), term, False, ())).at

        return Many(self._counter, self.timezone, self._local, clock_hours_later)

    def year(self, year: int) -> CalendarYear:
        """Return what each date of a year is; ``CalendarError`` outside the years 1990 to 2100."""
        from sopflow.calendars.year import calendar_year

        if isinstance(year, bool) or not isinstance(year, int) or not FIRST_YEAR <= year <= LAST_YEAR:
            raise CalendarError("calendar-year-outside", year=year, first=FIRST_YEAR, last=LAST_YEAR)
        return calendar_year(year, self._days, self._work, self._certainty)

    def explain(self, start: When, duration: Duration | str, *, cutoff: bool = True) -> Explanation:
        """Return how ``due`` comes to its answer, date by date. Raises as ``due``."""
        return self.due(start, duration, cutoff=cutoff).explanation

    def explained(
        self, due: Due, start: When, duration: Duration, cutoff: bool, suspended: Sequence[tuple[When, When]]
    ) -> Explanation:
        """Return how an answer of this calendar was counted."""
        if duration.unit == "clock_hour":
            begin = self._utc_minute(start)
            end = clock.utc_minute(due.at)
            return clock.explanation(duration, begin, end, self._merged_utc(suspended, begin), self.timezone)
        given = self._local(start)
        received = self._counter.received(*given) if cutoff else given
        stopped = self._merged(suspended, received[0])
        ends = end_after(self._counter, *received, duration, stopped)
        term = walk.Term(duration, given, received, ends, stopped)
        return walk.explanation(term, self._days, self._counter, self._at)

    def is_working(self, at: When) -> bool:
        """Say whether ``at`` lies in working time; closing time itself does not."""
        return self._work.is_working(self._local(at)[0])

    def next_opening(self, at: When) -> datetime:
        """Return ``at`` itself while working, else the next opening."""
        return self._at(self._work.next_opening(self._local(at)[0]))

    def working_minutes(self, a: When, b: When) -> int:
        """Return the working minutes from ``a`` to ``b``, negative where ``b`` is the earlier."""
        return self._work.between(self._local(a)[0], self._local(b)[0])

    def _pauses(self, pauses: Iterable[tuple[When, When]]) -> tuple[tuple[When, When], ...]:
        """Return the pauses as they were given; ``CalendarError`` for one that ends before it begins."""
        try:
            found = tuple((begin, end) for begin, end in pauses)
        except (TypeError, ValueError):
            raise CalendarError("pause-form") from None
        for begin, end in found:
            first, last = self.instant(begin), self.instant(end)
            if clock.utc_minute(last) < clock.utc_minute(first):
                raise CalendarError("pause-reversed", first=first, last=last)
        return found

    def _merged(self, pauses: Sequence[tuple[When, When]], start: int) -> list[Pause]:
        """Return pauses as minutes of the index, merged and cut at ``start``."""
        return merged([(self._local(begin)[0], self._local(end)[0]) for begin, end in pauses], start)

    def _merged_utc(self, pauses: Sequence[tuple[When, When]], start: int) -> list[Pause]:
        """Return pauses as minutes in UTC, merged and cut at ``start``."""
        return merged([(self._utc_minute(begin), self._utc_minute(end)) for begin, end in pauses], start)

    def _clock_due(self, asked: Question) -> Due:
        """Return the end of a term in clock hours."""
        start, duration, _, suspended = asked
        if duration.amount < 1:
            raise not_positive(duration)
        begin = self._utc_minute(start)
        end = clock.end_after(begin, duration.amount, self._merged_utc(suspended, begin))
        return Due(self.local_time.of_utc(end), _NO_DOUBT, self, asked)

    def _clock_hours_before(self, when: When, duration: Duration) -> datetime:
        if duration.amount < 1:
            raise not_positive(duration)
        try:
            at = clock.local(self._utc_minute(when) - duration.amount * 60, self.timezone)
        except (OverflowError, ValueError, OSError):
            raise self._work.before_first() from None
        if at.year < FIRST_YEAR:
            raise self._work.before_first()
        return at

    def _doubts(
        self, start: tuple[int, int], end_day: int, duration: Duration, pauses: Sequence[Pause] = ()
    ) -> tuple[Assumption, ...]:
        """Return what a term rests on that is not decreed; it starts at a minute of a date, and ends on ``end_day``."""
        minute, first = start
        last = self._counter.last_date(minute, first, end_day, duration)
        if self._certainty.is_clear(first, last):
            return _NO_DOUBT
        if duration.unit == "minute":
            ramadans = self._work.estimated_ramadan(first, last)
        else:
            used = self._counter.hours_used(start, end_day, duration, pauses)
            ramadans = [ramadan for day in sorted(used) for ramadan in self._work.estimated_ramadan(day, day)]
        return combine(self._certainty.span(first, last), map(resting_on, ramadans))


def _term(duration: object) -> Duration:
    """Return a term that was given as text; ``DurationError`` for what is neither text nor term."""
    if isinstance(duration, Duration):
        return duration
    return _parsed(duration) if isinstance(duration, str) else Duration.parse(duration)  # type: ignore[arg-type]


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Duration:
    return Duration.parse(text)
