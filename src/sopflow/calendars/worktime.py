"""The index of working time: answers by bisection over sorted arrays, never by walking days.

Instants are integers here: minutes of local wall-clock time since 00:00 of the day before 1 January of year 1
(``date.toordinal() * 1440 + minute of the day``); dates are their ordinals. Years are built once, when they are first
needed, into a block without gaps; readers always hold one finished block, so no reader ever waits for a lock.
It must not know time zones, terms or certainty.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from sopflow.calendars.rules import MINUTES_PER_DAY
from sopflow.errors import CalendarError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.calendars.days import Day, DayRules
    from sopflow.calendars.holidays import Ramadan

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
YEARS: Final = range(FIRST_YEAR, LAST_YEAR + 1)
"""The years for which a calendar answers."""

FIRST_DAY: Final = date(FIRST_YEAR, 1, 1).toordinal()
LAST_DAY: Final = date(LAST_YEAR, 12, 31).toordinal()
_BEGIN: Final = FIRST_DAY * MINUTES_PER_DAY
_END: Final = (LAST_DAY + 1) * MINUTES_PER_DAY
_NEW_YEAR_NIGHT: Final = 2 * MINUTES_PER_DAY


class _Year(NamedTuple):
    opens: list[int]
    closes: list[int]
    dates: list[int]
    working: list[bool]
    closings: list[int]
    ramadan: dict[int, Ramadan]


@dataclass(frozen=True, slots=True)
class Block:
    """The index over the years ``first_year`` to ``last_year``, both included.

    It answers instants from ``start`` (a night shift of the year before may hold earlier ones) up to ``end``,
    exclusive. ``ends[i]`` is the working time from the beginning of the block to the closing of interval ``i``;
    interval 0 is an empty one before all others. ``rank[d - first_day]`` counts the working days up to date ``d``,
    ``days`` are their ordinals, ``closings`` the last minute on which a term that ends there may end.
    """

    first_year: int
    last_year: int
    start: int
    end: int
    first_day: int
    opens: list[int]
    closes: list[int]
    ends: list[int]
    dates: list[int]
    rank: list[int]
    days: list[int]
    closings: list[int]
    ramadan: dict[int, Ramadan]
    ramadan_days: list[int]

    @property
    def columns(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """``opens``, ``closes``, ``ends`` and ``dates``, one entry for each interval."""
        return self.opens, self.closes, self.ends, self.dates


class WorkTime:
    """The working time of one calendar, for the years 1990 to 2100.

    Everything is safe to call from several threads. ``CalendarError`` is raised where an answer lies outside those
    years, or where a year has no working time at all.
    """

    def __init__(self, days: DayRules, *, name: str, reaches_midnight: bool) -> None:
        self._days = days
        self._name = name
        self.reaches_midnight = reaches_midnight
        self._years: dict[int, _Year] = {}
        self._lock = Lock()
        self._block: Block | None = None

    def date_of(self, minute: int) -> int:
        """Return the date to which an instant belongs.

        That is the date on which the interval that holds it begins, its end included unless another interval begins
        there; outside working time the civil date.
        """
        if not self.reaches_midnight or minute >= _END:  # what closes in the last night belongs to its date
            return min(minute // MINUTES_PER_DAY, LAST_DAY)
        block = self.block_around(minute)
        at = bisect_right(block.opens, minute) - 1
        return block.dates[at] if minute <= block.closes[at] else minute // MINUTES_PER_DAY

    def opening_of(self, day: int) -> int | None:
        """Return the first opening of a date, ``None`` where nothing opens on it."""
        block = self._with_day(day)
        at = bisect_left(block.dates, day)
        return block.opens[at] if at < len(block.dates) and block.dates[at] == day else None

    def is_working(self, minute: int) -> bool:
        """Say whether working time passes in the minute that begins at ``minute``."""
        block = self.block_around(minute)
        return minute < block.closes[bisect_right(block.opens, minute) - 1]

    def next_opening(self, minute: int) -> int:
        """Return ``minute`` itself in working time, else the next opening."""
        block = self.block_around(minute)
        at = bisect_right(block.opens, minute)
        if minute < block.closes[at - 1]:
            return minute
        while at == len(block.opens):
            block = self.longer(block)
            at = bisect_right(block.opens, minute)
        return block.opens[at]

    def after(self, minute: int, amount: int) -> int:
        """Return the earliest instant at which ``amount`` working minutes (1 or more) have passed since ``minute``."""
        block = self._block
        if block is None or not block.start <= minute < block.end:
            block = self.block_around(minute)
        while True:
            ends, closes = block.ends, block.closes
            at = bisect_right(block.opens, minute) - 1
            closing = closes[at]
            target = ends[at] + amount
            if minute < closing:
                target += minute - closing
            found = bisect_left(ends, target)
            if found < len(ends):
                return closes[found] - ends[found] + target
            block = self.longer(block)

    def between(self, begin: int, end: int) -> int:
        """Return the working minutes from ``begin`` to ``end``, negative where ``end`` is the earlier."""
        self.block_around(begin)
        block = self.block_around(end)
        if not block.start <= begin < block.end:
            block = self.block_around(begin)
        return _elapsed(block, end) - _elapsed(block, begin)

    def serves_on(self, minute: int) -> int:
        """Return the date of the next instant of a working day's hours at or after ``minute``."""
        day = self.date_of(minute)
        if self.is_working_day(day) and (minute < self.closing_of(day) or self.is_working(minute)):
            return day
        return self.working_day(day, 1)

    def is_working_day(self, day: int) -> bool:
        """Say whether a date is a working day."""
        block = self._with_day(day)
        rank = block.rank[day - block.first_day]
        return rank > 0 and block.days[rank - 1] == day

    def working_days(self, day: int, last: int) -> int:
        """Return how many working days come after ``day``, up to ``last``."""
        self._with_day(day)
        block = self._with_day(last)
        return block.rank[last - block.first_day] - block.rank[day - block.first_day]

    def working_day(self, day: int, number: int) -> int:
        """Return the ``number``-th working day (1 or more) after ``day``."""
        block = self._with_day(day)
        while True:
            at = block.rank[day - block.first_day] + number - 1
            if at < len(block.days):
                return block.days[at]
            block = self.longer(block)

    def closing_after(self, day: int, number: int) -> tuple[int, int]:
        """Return ``closing_of`` the ``number``-th working day (1 or more) after ``day``, and that day."""
        block = self._block
        if block is None or day < block.first_day or day - block.first_day >= len(block.rank):
            block = self._with_day(day)
        while True:
            at = block.rank[day - block.first_day] + number - 1
            if at < len(block.days):
                return block.closings[at], block.days[at]
            block = self.longer(block)

    def working_day_before(self, day: int, number: int = 1) -> int:
        """Return the ``number``-th working day (1 or more) before ``day``, 0 where it lies before the first year."""
        block = self._with_day(day)
        while True:
            counted = block.rank[day - block.first_day]
            at = counted - (counted > 0 and block.days[counted - 1] == day) - number
            if at >= 0:
                return block.days[at] if block.days[at] >= FIRST_DAY else 0
            if block.first_year <= FIRST_YEAR:
                return 0
            block = self._earlier(block)

    def before(self, minute: int, amount: int) -> int:
        """Return the latest instant from which ``amount`` working minutes (1 or more) pass until ``minute``."""
        block = self.block_around(minute)
        while True:
            target = _elapsed(block, minute) - amount
            at = bisect_right(block.ends, target)
            begin = block.closes[at] - block.ends[at] + target if target >= 0 else -1
            if begin >= max(block.start, _BEGIN):
                return begin
            block = self._earlier(block)

    def last_instant(self, minute: int) -> int:
        """Return the latest instant up to ``minute`` that is working or ends an interval."""
        block = self.block_around(minute)
        while True:
            at = bisect_right(block.opens, minute) - 1
            last = min(minute, block.closes[at])
            if at and last >= max(block.start, _BEGIN):
                return last
            block = self._earlier(block)

    def intervals(self, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Give each stretch of working time from ``begin`` to ``end``, cut at both, with the date it belongs to."""
        self.block_around(begin)
        block = self.block_around(min(end, _END - 1))
        for at in range(bisect_right(block.closes, begin), bisect_left(block.opens, end)):
            yield max(begin, block.opens[at]), min(end, block.closes[at]), block.dates[at]

    def intervals_of(self, year: int) -> Iterator[tuple[int, int, int]]:
        """Give each interval that opens in a year, with its date."""
        self._covering(year, year)
        built = self._years[year]
        return zip(built.opens, built.closes, built.dates, strict=True)

    def closing_of(self, day: int) -> int:
        """Return the minute on which a term ends that ends on the working day ``day``.

        That is the end of its last interval, or the minute before where another interval begins at that end.
        """
        block = self._with_day(day)
        return block.closings[block.rank[day - block.first_day] - 1]

    def estimated_ramadan(self, first: int, last: int) -> list[Ramadan]:
        """Return each estimated Ramadan on which the hours of any date from ``first`` to ``last`` rest."""
        self._with_day(first)
        block = self._with_day(last)
        days = block.ramadan_days
        touched = days[bisect_left(days, first) : bisect_right(days, last)]
        return list(dict.fromkeys(block.ramadan[day] for day in touched))

    def block_around(self, minute: int) -> Block:
        """Return the index over the years it holds so far, the one of ``minute`` among them."""
        block = self._block
        if block is not None and block.start <= minute < block.end:
            return block
        year = self.year_of(minute // MINUTES_PER_DAY)
        in_first_night = minute - date(year, 1, 1).toordinal() * MINUTES_PER_DAY < _NEW_YEAR_NIGHT
        return self._covering(year - (self.reaches_midnight and in_first_night), year)

    def _with_day(self, day: int) -> Block:
        block = self._block
        if block is not None and 0 <= day - block.first_day < len(block.rank):
            return block
        year = self.year_of(day)
        return self._covering(year, year)

    def year_of(self, day: int) -> int:
        """Return the year of a date; ``CalendarError`` for one that is not answered for."""
        if FIRST_DAY <= day <= LAST_DAY:
            return date.fromordinal(day).year
        if 0 < day <= date.max.toordinal():
            year = date.fromordinal(day).year
            raise CalendarError("calendar-year-outside", year=year, first=FIRST_YEAR, last=LAST_YEAR)
        raise self.exhausted()

    def before_first(self) -> CalendarError:
        """Return the error for an answer that lies before the first year."""
        return CalendarError("calendar-before-first", calendar=self._name, first=FIRST_YEAR)

    def exhausted(self) -> CalendarError:
        """Return the error for an answer that lies beyond the last year."""
        return CalendarError("calendar-exhausted", calendar=self._name, last=LAST_YEAR)

    def longer(self, block: Block) -> Block:
        """Return the index over some years more than ``block``; ``CalendarError`` where there are none."""
        if block.last_year >= LAST_YEAR:
            raise self.exhausted()
        doubled = block.last_year + (block.last_year - block.first_year) + 1
        return self._covering(block.first_year, min(doubled, LAST_YEAR))

    def _earlier(self, block: Block) -> Block:
        if block.first_year <= FIRST_YEAR:
            raise self.before_first()
        doubled = block.first_year - (block.last_year - block.first_year) - 1
        return self._covering(max(doubled, FIRST_YEAR), block.last_year)

    def _covering(self, first_year: int, last_year: int) -> Block:
        with self._lock:
            block = self._block
            if block is not None:
                first_year, last_year = min(first_year, block.first_year), max(last_year, block.last_year)
                if (first_year, last_year) == (block.first_year, block.last_year):
                    return block
            for year in range(first_year, last_year + 1):
                if year not in self._years:
                    self._years[year] = self._built(year)
            years = [self._years[year] for year in range(first_year, last_year + 1)]
            self._block = _joined(years, first_year, last_year, reaches_midnight=self.reaches_midnight)
            return self._block

    def _built(self, year: int) -> _Year:
        days = list(self._days.days_of(year))
        built = _Year([], [], [], [], [], {})
        for day, following in zip(days, [*days[1:], None], strict=True):
            if day.day.year == year:
                _add(built, day, following)
        if not built.opens:
            raise CalendarError("calendar-year-without-work", calendar=self._name, year=year)
        return built


def _add(built: _Year, day: Day, following: Day | None) -> None:
    ordinal = day.day.toordinal()
    midnight = ordinal * MINUTES_PER_DAY
    built.working.append(day.working)
    if day.ramadan is not None and day.hours:
        built.ramadan[ordinal] = day.ramadan
    if not day.hours:
        return
    limit = following.hours[0][0] + MINUTES_PER_DAY if following is not None and following.hours else None
    for opening, closing in day.hours:
        cut = closing if limit is None else min(closing, limit)
        built.opens.append(midnight + opening)
        built.closes.append(midnight + cut)
        built.dates.append(ordinal)
    if day.working:
        meets_next = limit is not None and cut == limit
        built.closings.append(midnight + cut - meets_next)


def _joined(years: list[_Year], first_year: int, last_year: int, *, reaches_midnight: bool) -> Block:
    first_day = date(first_year, 1, 1).toordinal()
    begin = first_day * MINUTES_PER_DAY
    opens = [begin - 1]
    closes = [begin - 1]
    dates = [first_day - 1]
    working: list[bool] = []
    closings: list[int] = []
    ramadan: dict[int, Ramadan] = {}
    for year in years:
        opens += year.opens
        closes += year.closes
        dates += year.dates
        working += year.working
        closings += year.closings
        ramadan |= year.ramadan
    return Block(
        first_year=first_year,
        last_year=last_year,
        start=begin + (_NEW_YEAR_NIGHT if reaches_midnight else 0),
        end=(first_day + len(working)) * MINUTES_PER_DAY,
        first_day=first_day,
        opens=opens,
        closes=closes,
        ends=list(accumulate(closing - opening for opening, closing in zip(opens, closes, strict=True))),
        dates=dates,
        rank=list(accumulate(working)),
        days=[first_day + offset for offset, counted in enumerate(working) if counted],
        closings=closings,
        ramadan=ramadan,
        ramadan_days=list(ramadan),
    )


def _elapsed(block: Block, minute: int) -> int:
    at = bisect_right(block.opens, minute) - 1
    closing = block.closes[at]
    return block.ends[at] - (closing - minute if minute < closing else 0)
