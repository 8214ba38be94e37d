"""The words and signs of terms, and how a text is cut into them. It must not know how they are put together."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sopflow.duration.numerals import spelled_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Word = Literal["second", "minute", "hour", "clock", "day", "week", "month", "year"]
Kind = Literal["", "working", "calendar"]

UNITS: Final[Mapping[str, Word]] = {
    **dict.fromkeys(("detik", "dtk", "second", "seconds", "sec", "secs"), "second"),
    **dict.fromkeys(("menit", "mnt", "minute", "minutes", "min", "mins"), "minute"),
    **dict.fromkeys(("jam", "hour", "hours", "hrs"), "hour"),
    **dict.fromkeys(("hari", "day", "days"), "day"),
    **dict.fromkeys(("minggu", "mgg", "pekan", "week", "weeks"), "week"),
    **dict.fromkeys(("bulan", "bln", "month", "months"), "month"),
    **dict.fromkeys(("tahun", "thn", "th", "year", "years"), "year"),
}
KIND_AFTER: Final[Mapping[str, Kind]] = {"kerja": "working", "kalender": "calendar"}
KIND_BEFORE: Final[Mapping[str, Kind]] = {
    "working": "working", "work": "working", "business": "working", "calendar": "calendar",
}  # fmt: skip
KIND_BRACKETS: Final[Mapping[str, Kind]] = {
    "kerja": "working", "hari kerja": "working", "jam kerja": "working", "working": "working",
    "working days": "working",
    "kalender": "calendar", "hari kalender": "calendar", "calendar days": "calendar",
}  # fmt: skip
KIND_FITS: Final[Mapping[Kind, frozenset[Word]]] = {
    "": frozenset({"second", "minute", "hour", "day", "week", "month", "year"}),
    "working": frozenset({"second", "minute", "hour", "day"}),
    "calendar": frozenset({"day", "week", "month", "year"}),
}
SPELLINGS: Final = (
    "detik", "menit", "menit kerja", "jam", "jam kerja", "hari", "hari kerja", "hari kalender", "minggu", "bulan",
    "tahun", "minutes", "hours", "days", "working days", "calendar days", "weeks", "months", "years",
)  # fmt: skip

_SAME_DAY: Final = frozenset(
    {
        "hari yang sama", "hari yg sama", "pada hari yang sama", "pada hari yg sama", "di hari yang sama",
        "hari kerja yang sama", "pada hari kerja yang sama", "hari itu juga", "pada hari itu juga",
        "same day", "the same day", "on the same day", "same working day",
    }
)  # fmt: skip
SINCE: Final = frozenset(
    {
        "sejak", "semenjak", "terhitung", "dihitung", "setelah", "sesudah", "dari", "mulai",
        "since", "from", "after", "following",
    }
)  # fmt: skip
BEFORE: Final = frozenset({"sebelum", "sebelumnya", "menjelang", "before", "prior"})
TIMES: Final = frozenset({"x", "×", "*", "kali", "times"})
AND: Final = frozenset({"dan", "and", ",", "&", "+"})


def _opening(phrases: Sequence[str], signs: Sequence[str]) -> re.Pattern[str]:
    def either(words: Sequence[str]) -> str:
        return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    return re.compile(rf"(?:(?:{either(phrases)})(?![^\W\d_])[.:]?|{either(signs)})\s*", re.IGNORECASE)


_AT_MOST: Final = _opening(
    (
        "maks", "maksimal", "maksimum", "max", "maximal", "maximum", "paling lama", "paling lambat", "paling banyak",
        "selambat-lambatnya", "selambat lambatnya", "selambat - lambatnya", "selambat2nya", "selambatnya",
        "selama-lamanya", "selama", "dalam waktu", "dlm waktu", "dalam tempo", "dlm tempo", "dalam jangka waktu",
        "jangka waktu", "dalam", "dlm", "tidak lebih dari", "kurang dari", "kurang lebih", "lebih kurang", "sekitar",
        "at most", "up to", "no more than", "not more than", "no later than", "not later than", "within", "about",
        "less than", "for",
    ),
    ("±", "+/-", "+-", "+", "≤", "<=", "<", "≈", "~"),
)  # fmt: skip
_AT_LEAST: Final = _opening(
    (
        "minimal", "minimum", "min", "paling cepat", "paling sedikit", "paling singkat", "paling kurang",
        "sekurang-kurangnya", "sekurang kurangnya", "setidaknya", "setidak-tidaknya", "lebih dari",
        "at least", "not less than", "no less than", "more than",
    ),
    ("≥", ">=", ">"),
)  # fmt: skip

_RANGE: Final = r"-|(?<![^\W\d_])(?:s\.\s?d\.?|s\s?/\s?d\.?|sd\.?|sampai(?: dengan)?|hingga|to)(?![^\W\d_])"
_TOKEN: Final = re.compile(
    rf"(?P<range>{_RANGE})|(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+\.?)|\((?P<bracket>[^()]*)\)|(?P<sign>\S)",
    re.IGNORECASE,
)
_ONE_UNIT: Final = re.compile(r"\bse(?=(?:detik|menit|jam|hari|minggu|bulan|tahun)\b)", re.IGNORECASE)
_VULGAR: Final = re.compile(r"(\d*) ?([¼½¾])")
_QUARTERS: Final = {"¼": "25", "½": "5", "¾": "75"}


class Token(NamedTuple):
    kind: str
    text: str
    start: int


def plain(text: str) -> str:
    """Return a text with one kind of space, dash and digit; what cannot be seen is dropped."""
    text = " ".join("".join(map(_plain_character, unicodedata.normalize("NFC", text))).split())
    text = _VULGAR.sub(lambda found: f"{found[1] or 0},{_QUARTERS[found[2]]}", text)
    return _ONE_UNIT.sub("satu ", text).rstrip(" .;,")


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Cf":
        return ""
    return "-" if category == "Pd" or character == "\N{MINUS SIGN}" else character


def limit_word(phrase: str) -> tuple[bool, int] | None:
    """Return whether a phrase begins with a word that says "at most" (else "at least"), and where that word ends."""
    if _AT_LEAST.match(phrase):
        return False, 0
    found = _AT_MOST.match(phrase)
    return None if found is None else (True, found.end())


def is_same_day(phrase: str) -> bool:
    """Return whether a phrase says "the same day"."""
    return " ".join(token.text for token in tokens(phrase) if token.kind != "bracket") in _SAME_DAY


def tokens(phrase: str) -> list[Token]:
    """Cut a phrase into its words, numbers, signs and brackets."""
    found = []
    for match in _TOKEN.finditer(phrase):
        kind = match.lastgroup or ""
        text = match[kind]
        found.append(Token(kind, text.rstrip(".").casefold() if kind == "word" else text, match.start()))
    return found


def alike(word: str, known: Sequence[str]) -> str | None:
    """Return the known word that ``word`` is most likely a slip of."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, n=1)), None)


def written(count: Fraction) -> str:
    """Write a number as sheets do, with a decimal comma."""
    return str(count) if count.denominator == 1 else f"{float(count):f}".rstrip("0").replace(".", ",")


def letters(text: str) -> str:
    """Return the letters of a text, small and without anything between them."""
    return "".join(character for character in text.casefold() if character.isalpha())


def number_in(bracket: str) -> Fraction | None:
    """Return the number that a bracket repeats, in digits or words."""
    return Fraction(int(bracket)) if bracket.strip().isdecimal() else spelled_numbers().get(letters(bracket))
