"""A term as the sheet words it, and what it means: ``10 hari kerja`` <-> ``Duration(10, "working_day")``.

It must not know calendars: how a unit is counted is said in ``calendars/due.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sopflow.duration.grammar import read_term

Unit = Literal["minute", "working_day", "calendar_day", "week", "month", "year", "same_day", "clock_hour"]
DayCounting = Literal["working", "calendar"]


@dataclass(frozen=True, slots=True)
class Duration:
    """A term.

    ``amount`` counts ``unit``: working minutes for terms in minutes and hours (``2 jam`` is 120), else days, weeks,
    months, years or clock hours; 0 for ``same_day``. ``text`` is the wording, kept for print and without weight in
    comparisons. ``bare`` says that the wording leaves the kind of day or hour open (``5 hari``, ``24 jam``).
    """

    amount: int
    unit: Unit
    text: str = field(default="", compare=False)
    bare: bool = field(default=False, compare=False)

    @classmethod
    def parse(cls, text: str, day_counting: DayCounting = "working") -> Duration:
        """Read a term in Indonesian or English words; a bare ``hari`` counts as ``day_counting`` says.

        Raises ``DurationError``: the sentence says what would be right.
        """
        amount, unit, bare = read_term(text, day_counting)
        return cls(amount, unit, text, bare)

    def __str__(self) -> str:
        return self.text
