"""The count behind a due date, as an answer: each date with its running count, or the reason why it was skipped.

It must not know how the count is made (``walk.py``, ``clock.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopflow.messages import format_date, format_instant, say, weekday_name
from sopflow.plaintext import one_line, padded, width

if TYPE_CHECKING:
    from datetime import date, datetime

    from sopflow.calendars.reasons import Reason
    from sopflow.duration import Duration


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """One date of a term: ``count`` is the running count of days, None where the date was skipped.

    For hours and minutes it is the working minutes up to the end of the date, for N x 24 jam the full hours. ``why``
    says why a date was skipped, or what is special about one that counts.
    """

    date: date
    count: int | None
    why: Reason | None = None

    def reason(self, lang: str | None = None) -> str | None:
        """Return why, in ``lang`` ("id" or "en"), None for a date like any other."""
        return self.why.message(lang) if self.why else None


@dataclass(frozen=True, slots=True)
class ExplainedInterval:
    """A stretch of time that was counted, in the calendar's zone; half-open."""

    start: datetime
    end: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a due date was counted.

    ``start`` is the start as it was given and ``due`` the due date, in the calendar's zone. ``days`` are all dates from
    the one to the other, or to the date from which it was rolled back; ``intervals`` the stretches of time that were
    used, for terms in minutes and hours.
    """

    due: datetime
    start: datetime
    duration: Duration
    days: tuple[ExplainedDay, ...]
    intervals: tuple[ExplainedInterval, ...]

    def to_dict(self, lang: str | None = None) -> dict[str, object]:
        """Return ``{"days": [{"date", "count", "reason", "code"}], "intervals": [{"from", "to", "minutes"}]}``."""
        days = [
            {
                "date": day.date.isoformat(),
                "count": day.count,
                "reason": day.reason(lang),
                "code": day.why.code if day.why else None,
            }
            for day in self.days
        ]
        intervals = [
            {"from": span.start.isoformat(), "to": span.end.isoformat(), "minutes": span.minutes}
            for span in self.intervals
        ]
        return {"days": days, "intervals": intervals}

    def text(self, lang: str | None = None) -> str:
        """Return a table in ``lang``: weekday, date, count and reason, and below a date the stretches used on it."""
        rows = [
            (
                weekday_name(day.date, lang),
                format_date(day.date, lang),
                self._counted(day, lang),
                one_line(day.reason(lang) or ""),
            )
            for day in self.days
        ]
        widths = [max(width(row[column]) for row in rows) for column in range(3)]
        lines = []
        for day, row in zip(self.days, rows, strict=True):
            cells = [padded(cell, size) for cell, size in zip(row, widths, strict=False)]
            lines.append("  ".join([*cells, row[3]]).rstrip())
            lines += [f"    {self._span(span, lang)}" for span in self.intervals if span.start.date() == day.date]
        return "\n".join(lines)

    def _counted(self, day: ExplainedDay, lang: str | None) -> str:
        if day.count is None:
            return "-"
        if self.duration.unit == "minute":
            return say("explain-minutes", lang, hours=day.count // 60, minutes=day.count % 60)
        if self.duration.unit == "clock_hour":
            return say("explain-hours", lang, hours=day.count)
        return str(day.count)

    def _span(self, span: ExplainedInterval, lang: str | None) -> str:
        end = format_instant(span.end, lang)
        if span.end.date() == span.start.date():
            end = end.split(" ")[-1]
        return say("explain-interval", lang, start=span.start, end=end, minutes=span.minutes)
