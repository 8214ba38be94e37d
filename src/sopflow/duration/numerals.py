"""Numbers in words, as sheets repeat them in brackets: ``empat belas`` is 14.

It must not know what is counted.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def spelled_numbers() -> Mapping[str, Fraction]:
    """Every number word up to 999 (English: 99) without its spaces, since sheets write ``enampuluh`` as well."""
    spelled = {_indonesian(n): Fraction(n) for n in range(1000)}
    spelled |= {_english(n): Fraction(n) for n in range(100)}
    halves = {f"{_indonesian(n)}setengah": n + Fraction(1, 2) for n in range(1, 100)}
    return {**spelled, **halves, "setengah": Fraction(1, 2)}


_DIGITS: Final = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def _indonesian(n: int) -> str:
    if n < 10:
        return _DIGITS[n]
    if n < 20:
        return ("sepuluh", "sebelas")[n - 10] if n < 12 else f"{_DIGITS[n - 10]}belas"
    size, name = (10, "puluh") if n < 100 else (100, "ratus")
    head, rest = divmod(n, size)
    return f"{'se' if head == 1 else _DIGITS[head]}{name}{_indonesian(rest) if rest else ''}"


_ENGLISH: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_ENGLISH_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _english(n: int) -> str:
    if n < 20:
        return _ENGLISH[n]
    tens, ones = divmod(n, 10)
    return _ENGLISH_TENS[tens - 2] + (_ENGLISH[ones] if ones else "")
