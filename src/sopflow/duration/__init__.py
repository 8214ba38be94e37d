"""A term as the sheet words it, and what it means: ``10 hari kerja`` <-> ``Duration(10, "working_day")``.

It must not know calendars: how a unit is counted is said in ``calendars/counting.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, get_args

from sopflow.duration.grammar import DayCounting, Unit, read_term
from sopflow.errors import DurationError
from sopflow.messages import Either

__all__ = ["DayCounting", "Duration", "Unit"]

_UNITS: Final = get_args(Unit)
_SHORT: Final = 40
_read_again = lru_cache(maxsize=512)(read_term)  # the sheets of an agency say the same few terms


@dataclass(frozen=True, slots=True)
class Duration:
    """A term.

    ``amount`` counts ``unit``: working minutes for terms in minutes and hours (``2 jam`` is 120), else days, weeks,
    months, years or clock hours; 0 for ``same_day``. ``text`` is the wording, kept for print and without weight in
    comparisons. ``bare`` says that the wording leaves the kind of day or hour open (``5 hari``, ``24 jam``).

    Raises ``DurationError`` for a unit that does not exist, and for an amount that is not a whole number.
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
        if not isinstance(text, str):
            raise DurationError("duration-no-text", found=type(text).__name__)
        known = len(text) <= _SHORT and isinstance(day_counting, str)
        amount, unit, bare = _read_again(text, day_counting) if known else read_term(text, day_counting)
        return cls(amount, unit, text, bare)

    def __post_init__(self) -> None:
        if self.unit not in _UNITS:
            raise DurationError("duration-unit-name", unit=self.unit, known=Either(_UNITS))
        if not isinstance(self.amount, int):
            raise DurationError("duration-amount", amount=self.amount)

    def __str__(self) -> str:
        if self.text or self.unit != "clock_hour" or self.amount % 24:
            return self.text or _WORDED[self.unit].format(self.amount)
        return f"{self.amount // 24} x 24 jam"


_WORDED: Final[dict[str, str]] = {
    "minute": "{} menit kerja",
    "working_day": "{} hari kerja",
    "calendar_day": "{} hari kalender",
    "week": "{} minggu",
    "month": "{} bulan",
    "year": "{} tahun",
    "same_day": "hari yang sama",
    "clock_hour": "{} jam (terus-menerus)",
}
