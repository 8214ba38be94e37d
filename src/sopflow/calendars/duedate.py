"""A due date, as an answer: when, how certain, and how it was counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sopflow.calendars.certainty import Assumption
    from sopflow.calendars.explain import Explanation
    from sopflow.calendars.instant import When
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.duration import Duration


Question = tuple["When", "Duration", bool, "Sequence[tuple[When, When]]"]
"""What was asked: the start as it was given, the term, whether a cutoff holds, and when the case was suspended."""


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
