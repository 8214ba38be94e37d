"""Due dates of many starts at once, as NumPy arrays, equal to the single answers element by element.

A term in days ends where all starts of one date end that lie on the same side of its cutoff and its closing, so each
such group is counted once, by the same ``Counter``; working minutes are looked up in the index as arrays. It must not
know certainty. NumPy is an extra (``fast``).
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sopflow.calendars.counting import not_positive
from sopflow.calendars.instant import minute_of
from sopflow.calendars.rules import MINUTES_PER_DAY
from sopflow.calendars.worktime import FIRST_YEAR, LAST_DAY, LAST_YEAR, YEARS
from sopflow.errors import CalendarError, InstantError

if TYPE_CHECKING:
    from collections.abc import Callable
    from zoneinfo import ZoneInfo

    import numpy as np
    from numpy.typing import NDArray

    from sopflow.calendars.counting import Counter
    from sopflow.calendars.worktime import Block
    from sopflow.duration import Duration

    Instants = NDArray[np.datetime64]
    Integers = NDArray[np.int64]

_EPOCH: Final = date(1970, 1, 1).toordinal() * MINUTES_PER_DAY
_NEVER: Final = (LAST_DAY + 2) * MINUTES_PER_DAY
_MOST_MINUTES: Final = (LAST_YEAR - FIRST_YEAR + 1) * 366 * MINUTES_PER_DAY
_BUCKET: Final = 5
"""Tables have one entry for 32 minutes, so that seldom two intervals open or close within one."""

_SIDES: Final = 4
"""A date has up to three turns, so four stretches."""


class Many:
    """Counts terms on one calendar, for arrays of starts."""

    def __init__(
        self,
        counter: Counter,
        timezone: ZoneInfo,
        local: Callable[[Any], tuple[int, int]],
        clock_hours_later: Callable[[int, Duration], datetime],
    ) -> None:
        try:
            import numpy
        except ImportError:
            raise CalendarError("numpy-not-installed") from None
        self.np = numpy
        self.counter = counter
        self.work = counter.work
        self.timezone = timezone
        self.local = local
        self.clock_hours_later = clock_hours_later
        self._known: _Index | None = None

    def due(self, starts: object, duration: Duration, *, cutoff: bool) -> Instants:
        """Return when a term ends for each start; both are ``datetime64[m]`` in local time, of the same shape."""
        shape, minutes, days = self._read(starts)
        if not minutes.size:
            return self._instants(minutes).reshape(shape)
        if duration.amount < 1 and duration.unit != "same_day":
            raise not_positive(duration)
        if duration.unit == "clock_hour":
            ends = self._clock_hours(minutes, duration)
        elif duration.unit == "minute":
            ends = self._minutes(self._received(minutes, days) if cutoff else minutes, duration.amount)
        else:
            ends = self._terms_in_days(minutes, days, duration, cutoff=cutoff)
        return self._instants(ends).reshape(shape)

    def _read(self, starts: Any) -> tuple[tuple[int, ...], Integers, Integers]:
        """Return the shape of the starts, their minutes, and the dates they belong to.

        Arrays of ``datetime64`` are read as they are; whatever else there is, one by one as ``due`` reads it.
        """
        np = self.np
        if getattr(getattr(starts, "dtype", None), "tz", None) is not None:  # pandas would turn them into UTC
            starts = list(starts)
        try:
            given: Any = np.asarray(starts)
        except (TypeError, ValueError):
            raise InstantError("instants-invalid") from None
        if np.ma.is_masked(starts):
            raise InstantError("instants-invalid")
        if given.dtype.kind == "M":
            return given.shape, *self._of_datetimes(given.ravel())
        elements = np.asarray(starts, dtype=object).ravel().tolist()
        found = np.array([self.local(start) for start in elements], dtype=np.int64).reshape(-1, 2)
        return given.shape, found[:, 0].copy(), found[:, 1].copy()

    def _of_datetimes(self, given: Any) -> tuple[Integers, Integers]:
        """Return the minutes of an array of ``datetime64``, and the dates; one without a time means its opening."""
        np = self.np
        if np.isnat(given).any() or np.datetime_data(given.dtype)[0] in {"generic", "ps", "fs", "as"}:
            raise InstantError("instants-invalid")
        if not given.size:
            return given.view(np.int64), given.view(np.int64)
        for extreme in (given.min(), given.max()):  # before anything is computed that could overflow
            year = int(extreme.astype("datetime64[Y]").astype(np.int64)) + 1970
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise CalendarError("calendar-year-outside", year=year, first=FIRST_YEAR, last=LAST_YEAR)
        if np.datetime_data(given.dtype)[0] in {"Y", "M", "W", "D"}:
            days = given.astype("datetime64[D]").view(np.int64) + _EPOCH // MINUTES_PER_DAY
            return self._per_date(days, lambda day: self.work.opening_of(day) or day * MINUTES_PER_DAY), days
        minutes = given.astype("datetime64[m]").view(np.int64) + _EPOCH
        return minutes, self._dates(minutes)

    def _instants(self, minutes: Integers) -> Instants:
        return (minutes - _EPOCH).view("datetime64[m]")

    def _dates(self, minutes: Integers) -> Integers:
        civil = minutes // MINUTES_PER_DAY
        if not self.work.reaches_midnight:
            return civil
        index = self._index(minutes)
        at = index.opened.last_up_to(minutes)
        return self.np.where(minutes <= index.closes[at], index.dates[at], civil)

    def _received(self, minutes: Integers, days: Integers) -> Integers:
        """Return when starts from outside count: the late ones at the opening of the next working day."""
        if not self.counter.has_cutoff:
            return minutes
        limits = self._per_date(days, self.counter.cutoff_of)
        openings = self._per_date(days, lambda day: self.counter.received(_NEVER, day)[0])
        return self.np.where(minutes > limits, openings, minutes)

    def _minutes(self, minutes: Integers, amount: int) -> Integers:
        if amount > _MOST_MINUTES:
            raise self.work.exhausted()
        index = self._index(minutes)
        while True:
            at = index.opened.last_up_to(minutes)
            targets: Integers = index.ends[at] + amount - self.np.maximum(index.closes[at] - minutes, 0)
            if int(targets.max()) <= index.ends[-1]:
                targets += index.gaps[index.ended.last_up_to(targets - 1) + 1]
                return targets
            index = self._as_arrays(self.work.longer(index.block))

    def _terms_in_days(self, minutes: Integers, days: Integers, duration: Duration, *, cutoff: bool) -> Integers:
        """Count once for all starts of a date that lie between two of its turns."""
        np = self.np
        first = int(days.min())
        groups = (days - first) * _SIDES
        turns = self._turns(days, duration, cutoff=cutoff)
        for turn in turns:
            groups += minutes > turn[days - first]
        ends: Integers = np.zeros(int(groups.max()) + 1, dtype=np.int64)
        for group in np.flatnonzero(np.bincount(groups)).tolist():
            offset, side = divmod(group, _SIDES)
            start = int(turns[side - 1][offset]) + 1 if side else (first + offset) * MINUTES_PER_DAY
            ends[group] = self.counter.end_of(start, offset + first, duration, cutoff=cutoff)[0]
        return ends[groups]

    def _turns(self, days: Integers, duration: Duration, *, cutoff: bool) -> list[Integers]:
        """Return arrays that hold, for each date from the first on, its turns in order."""
        np = self.np
        first = int(days.min())
        used = np.flatnonzero(np.bincount(days - first)).tolist()
        found = {offset: self.counter.turns(first + offset, duration, cutoff=cutoff) for offset in used}
        turns = np.full((max(map(len, found.values())), used[-1] + 1), _NEVER, dtype=np.int64)
        for offset, instants in found.items():
            turns[: len(instants), offset] = instants
        return list(turns)

    def _per_date(self, days: Integers, answer: Callable[[int], int]) -> Integers:
        """Return the answer for each date, asked once for all that are the same."""
        np = self.np
        first = int(days.min())
        answers: Integers = np.zeros(int(days.max()) - first + 1, dtype=np.int64)
        for offset in np.flatnonzero(np.bincount(days - first)).tolist():
            answers[offset] = answer(first + offset)
        return answers[days - first]

    def _clock_hours(self, minutes: Integers, duration: Duration) -> Integers:
        if not self._has_one_offset:
            later = [minute_of(self.clock_hours_later(minute, duration)) for minute in minutes.tolist()]
            ends: Integers = self.np.array(later, dtype=self.np.int64)
            return ends
        last = int(minutes.max())
        return minutes + (minute_of(self.clock_hours_later(last, duration)) - last)

    @cached_property
    def _has_one_offset(self) -> bool:
        """Whether clocks of the zone were never put forward or back; twelve looks a year find all that ever did."""
        years = YEARS
        firsts = (datetime(year, month, 1, tzinfo=self.timezone) for year in years for month in range(1, 13))
        return len({first.utcoffset() for first in firsts}) == 1

    def _index(self, minutes: Integers) -> _Index:
        """Return the index as arrays, over all years in which the instants lie."""
        self.work.is_working(int(minutes.min()))
        return self._as_arrays(self.work.block_around(int(minutes.max())))

    def _as_arrays(self, block: Block) -> _Index:
        known = self._known
        if known is None or known.block is not block:
            opens, closes, ends, dates = (self.np.array(column, dtype=self.np.int64) for column in block.columns)
            opened, ended = _Steps(opens, self.np), _Steps(ends, self.np)
            known = self._known = _Index(block, closes, ends, closes - ends, dates, opened, ended)
        return known


class _Index(NamedTuple):
    """A block of the index as arrays; ``gaps`` lead from working minutes to minutes."""

    block: Block
    closes: Integers
    ends: Integers
    gaps: Integers
    dates: Integers
    opened: _Steps
    ended: _Steps


class _Steps:
    """A sorted array in which each value is found by a table and a step or two, which beats bisection several times."""

    def __init__(self, values: Integers, np: Any) -> None:
        self.first = int(values[0])
        buckets = np.arange(self.first, int(values[-1]) + (2 << _BUCKET), 1 << _BUCKET, dtype=np.int64)
        self.table = np.searchsorted(values, buckets, side="right") - 1
        self.most = int(np.diff(self.table).max())
        self.following = np.append(values[1:], np.iinfo(np.int64).max)

    def last_up_to(self, wanted: Integers) -> Integers:
        """Return the place of the last value that is not larger, for each wanted number; none may be too small."""
        bucket = (wanted - self.first) >> _BUCKET
        places: Integers = self.table.take(bucket, mode="clip")
        for _ in range(self.most):
            places += self.following[places] <= wanted
        return places
