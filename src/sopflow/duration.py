"""A term as the sheet words it, and what it means: ``10 hari kerja`` <-> ``Duration(10, "working_day")``.

It must not know calendars: how a unit is counted is said in ``calendar/due.py``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sopflow.errors import DurationError
from sopflow.numerals import spelled_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        if len(text) > _LONGEST_TEXT:
            raise DurationError("duration-too-long", text=f"{text[:40]}…", limit=_LONGEST_TEXT)
        plain = _plain(text)
        if not plain.strip("- "):
            raise DurationError("duration-empty", text=text)
        phrase = _without_limit_words(plain, text)
        if _is_same_day(phrase):
            return cls(0, "same_day", text)
        amount, unit, bare = _Reader(phrase, text, day_counting).read()
        return cls(amount, unit, text, bare)

    def __str__(self) -> str:
        return self.text


_Word = Literal["second", "minute", "hour", "clock", "day", "week", "month", "year"]
_Kind = Literal["", "working", "calendar"]

_LONGEST_TEXT: Final = 200
_YEARS: Final = 2100 - 1990  # what a calendar can hold
_LARGEST: Final[Mapping[Unit, int]] = {
    "minute": _YEARS * 366 * 24 * 60,
    "working_day": _YEARS * 366,
    "calendar_day": _YEARS * 366,
    "week": _YEARS * 53,
    "month": _YEARS * 12,
    "year": _YEARS,
    "clock_hour": _YEARS * 366 * 24,
}

_UNITS: Final[Mapping[str, _Word]] = {
    **dict.fromkeys(("detik", "dtk", "second", "seconds", "sec", "secs"), "second"),
    **dict.fromkeys(("menit", "mnt", "minute", "minutes", "min", "mins"), "minute"),
    **dict.fromkeys(("jam", "hour", "hours", "hrs"), "hour"),
    **dict.fromkeys(("hari", "day", "days"), "day"),
    **dict.fromkeys(("minggu", "mgg", "pekan", "week", "weeks"), "week"),
    **dict.fromkeys(("bulan", "bln", "month", "months"), "month"),
    **dict.fromkeys(("tahun", "thn", "th", "year", "years"), "year"),
}
_KIND_AFTER: Final[Mapping[str, _Kind]] = {"kerja": "working", "kalender": "calendar"}
_KIND_BEFORE: Final[Mapping[str, _Kind]] = {
    "working": "working", "work": "working", "business": "working", "calendar": "calendar",
}  # fmt: skip
_KIND_BRACKETS: Final[Mapping[str, _Kind]] = {
    "kerja": "working", "hari kerja": "working", "jam kerja": "working", "working": "working",
    "working days": "working",
    "kalender": "calendar", "hari kalender": "calendar", "calendar days": "calendar",
}  # fmt: skip
_KIND_FITS: Final[Mapping[_Kind, frozenset[_Word]]] = {
    "": frozenset({"second", "minute", "hour", "day", "week", "month", "year"}),
    "working": frozenset({"second", "minute", "hour", "day"}),
    "calendar": frozenset({"day", "week", "month", "year"}),
}
_MINUTES: Final[Mapping[_Word, Fraction]] = {"hour": Fraction(60), "minute": Fraction(1), "second": Fraction(1, 60)}
_SPELLINGS: Final = (
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
_SINCE: Final = frozenset(
    {
        "sejak", "semenjak", "terhitung", "dihitung", "setelah", "sesudah", "dari", "mulai",
        "since", "from", "after", "following",
    }
)  # fmt: skip
_BEFORE: Final = frozenset({"sebelum", "sebelumnya", "menjelang", "before", "prior"})
_TIMES: Final = frozenset({"x", "×", "*", "kali", "times"})
_AND: Final = frozenset({"dan", "and", ",", "&"})


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


class _Token(NamedTuple):
    kind: str
    text: str
    start: int


class _Term(NamedTuple):
    number: Fraction
    word: _Word | None
    kind: _Kind


class _Reader:
    """Reads one phrase from left to right: ``term [term ...] [range term [term ...]]``."""

    def __init__(self, phrase: str, text: str, day_counting: DayCounting) -> None:
        self._phrase = phrase
        self._text = text
        self._day_counting = day_counting
        self._tokens = _tokens(phrase)
        self._next = 0

    def read(self) -> tuple[int, Unit, bool]:
        lower, upper = self._terms(), None
        if self._take("range"):
            upper = self._terms()
        self._end()
        if upper is None:
            return self._total(lower)
        return self._range(lower, upper)

    # --- words ---

    def _peek(self, ahead: int = 0) -> _Token:
        at = self._next + ahead
        return self._tokens[at] if at < len(self._tokens) else _Token("end", "", len(self._phrase))

    def _word(self, ahead: int = 0) -> str:
        token = self._peek(ahead)
        return token.text if token.kind in ("word", "sign") else ""

    def _take(self, kind: str) -> _Token | None:
        token = self._peek()
        if token.kind != kind:
            return None
        self._next += 1
        return token

    def _refuse(self, code: str, **params: object) -> DurationError:
        return DurationError(code, text=self._text, **params)

    def _terms(self) -> list[_Term]:
        terms = [self._term()]
        while terms[-1].word is not None and self._number_follows():
            terms.append(self._term(example="menit"))
        return terms

    def _number_follows(self) -> bool:
        joined = self._word() in _AND
        follows = self._peek(joined).kind == "number" or self._word(joined) in spelled_numbers()
        if joined and follows:
            self._next += 1
        return follows

    def _term(self, example: str = "hari kerja") -> _Term:
        start = self._next
        count = self._number()
        if count is None:
            negative = self._peek().kind == "range" and self._peek(1).kind == "number"
            raise self._refuse("duration-not-positive" if negative else "duration-unreadable")
        self._number_repeated(count)
        if self._word() in _TIMES:
            return self._clock_hours(count)
        word, kind = self._unit()
        if word is not None:
            kind = self._remarks(count, word, kind)
        elif start > 0 or self._peek().kind != "range":
            unit = example if count.denominator == 1 else "jam"
            raise self._refuse("duration-no-unit", right=f"{_written(count)} {unit}")
        return _Term(count, word, kind)

    def _number(self) -> Fraction | None:
        token = self._peek()
        if token.kind == "number":
            self._next += 1
            return self._digits(token.text)
        if token.kind == "bracket":
            value = _number_in(token.text)
            self._next += value is not None
            return value
        spelled = spelled_numbers()
        run = [t.text for t in self._tokens[self._next : self._next + 8]]
        for length in range(len(run), 0, -1):
            value = spelled.get("".join(run[:length]))
            if value is not None:
                self._next += length
                return value
        return None

    def _digits(self, written: str) -> Fraction:
        if re.fullmatch(r"\d+|\d+\.\d{1,2}|\d+,\d+", written) and not re.fullmatch(r"[1-9]\d{0,2},\d{3}", written):
            return Fraction(written.replace(",", "."))
        if re.fullmatch(r"\d+[.,]\d+", written):
            whole, decimals = re.split("[.,]", written)
            decimal = f"{whole},{decimals.rstrip('0')}".rstrip(",")
            raise self._refuse("duration-thousands", number=written, plain=whole + decimals, decimal=decimal)
        raise self._refuse("duration-number", number=written)

    def _number_repeated(self, count: Fraction) -> None:
        while token := self._take("bracket"):
            if _number_in(token.text) not in (None, count):
                raise self._contradiction(token)

    def _contradiction(self, bracket: _Token) -> DurationError:
        written = self._phrase[: bracket.start].strip()
        return self._refuse("duration-contradiction", written=written, bracket=bracket.text)

    def _clock_hours(self, count: Fraction) -> _Term:
        self._next += 1
        factor = self._number()
        if factor is not None:
            self._number_repeated(factor)
        word, kind = self._unit()
        if factor != 24 or word != "hour" or kind:
            raise self._refuse("duration-times")
        self._remarks(count, "clock", "calendar")
        return _Term(count, "clock", "")

    def _unit(self) -> tuple[_Word | None, _Kind]:
        token = self._take("word")
        if token is None:
            if self._peek().kind == "sign":
                raise self._refuse("duration-unreadable")
            return None, ""
        if token.text in ("workday", "workdays"):
            return "day", "working"
        kind: _Kind = _KIND_BEFORE.get(token.text, "")
        unit = self._take("word") or token if kind else token
        word = _UNITS.get(unit.text)
        if word is None:
            raise self._unknown_unit(self._slice(token))
        if not kind:
            kind = _KIND_AFTER.get(self._word(), "")
            self._next += bool(kind)
        if word not in _KIND_FITS[kind]:
            raise self._refuse("duration-unknown-unit", unit=self._slice(token))
        if not kind and self._peek().kind == "word" and _alike(self._word(), tuple(_KIND_AFTER)):
            raise self._unknown_unit(self._slice(token, 1))
        return word, kind

    def _unknown_unit(self, unit: str) -> DurationError:
        suggestion = _alike(unit.casefold(), _SPELLINGS)
        if suggestion is None:
            return self._refuse("duration-unknown-unit", unit=unit)
        return self._refuse("duration-unit-misspelt", unit=unit, suggestion=suggestion)

    def _slice(self, first: _Token, more: int = 0) -> str:
        return self._phrase[first.start : self._peek(more).start].strip()

    def _remarks(self, count: Fraction, word: _Word, kind: _Kind) -> _Kind:
        while token := self._take("bracket"):
            spelled = spelled_numbers().get(_letters(token.text))
            said = _KIND_BRACKETS.get(token.text.strip().casefold(), "")
            if word != "clock" and word not in _KIND_FITS[said]:
                said = ""
            if (spelled is not None and spelled != count) or (said and kind and said != kind):
                raise self._contradiction(token)
            kind = kind or said
        return kind

    def _end(self) -> None:
        token = self._peek()
        if token.kind == "end":
            return
        head, tail = self._phrase[: token.start].strip(), self._phrase[token.start :].strip(" ,")
        word = next((rest.text for rest in self._tokens[self._next :] if rest.kind == "word"), "")
        if word in _SINCE:
            raise self._refuse("duration-since", duration=head, tail=tail)
        if word in _BEFORE:
            raise self._refuse("duration-before", tail=tail)
        remark = tail.translate({ord("("): None, ord(")"): None})
        raise self._refuse("duration-tail", tail=tail, right=f"{head} ({remark})")

    # --- meaning ---

    def _total(self, terms: Sequence[_Term]) -> tuple[int, Unit, bool]:
        measured = [self._measured(term) for term in terms]
        if len(terms) > 1:
            order = [_MINUTES.get(term.word, Fraction(0)) if term.word else Fraction(0) for term in terms]
            if 0 in order or order != sorted(set(order), reverse=True):
                raise self._refuse("duration-mixed")
        amount, unit = ceil(sum(part for part, _ in measured)), measured[0][1]
        if amount > _LARGEST[unit]:
            raise self._refuse("duration-too-large", years=_YEARS)
        return amount, unit, any(term.word in ("hour", "day") and not term.kind for term in terms)

    def _range(self, lower: Sequence[_Term], upper: Sequence[_Term]) -> tuple[int, Unit, bool]:
        first, last = lower[0], upper[-1]
        if first.word is None:
            if len(upper) > 1:
                raise self._refuse("duration-range-units")
            lower = [first._replace(word=last.word, kind=last.kind)]
        elif len(lower) == len(upper) == 1 and first.word == last.word:
            kind = last.kind or first.kind
            lower, upper = [first._replace(kind=first.kind or kind)], [last._replace(kind=kind)]
        least, unit, _ = self._total(lower)
        most = self._total(upper)
        if unit != most[1]:
            raise self._refuse("duration-range-units")
        if least > most[0]:
            raise self._refuse("duration-reversed")
        return most

    def _measured(self, term: _Term) -> tuple[Fraction, Unit]:
        count, word, kind = term
        if count <= 0:
            raise self._refuse("duration-not-positive")
        if word is not None and word in _MINUTES:
            minutes = count * _MINUTES[word]
            if (count if word == "second" else minutes).denominator != 1:
                raise self._refuse("duration-part-of-minute", right=f"{ceil(minutes)} menit")
            return minutes, "minute"
        if count.denominator != 1:
            raise self._refuse("duration-part-of-day")
        if word == "clock":
            return count * 24, "clock_hour"
        if word == "day":
            return count, "working_day" if (kind or self._day_counting) == "working" else "calendar_day"
        units: dict[_Word | None, Unit] = {"week": "week", "month": "month", "year": "year"}
        return count, units[word]


def _plain(text: str) -> str:
    """One kind of space, dash and digit; what cannot be seen is dropped."""
    plain = " ".join("".join(map(_plain_character, unicodedata.normalize("NFC", text))).split())
    plain = _VULGAR.sub(lambda found: f"{found[1] or 0},{_QUARTERS[found[2]]}", plain)
    return _ONE_UNIT.sub("satu ", plain).rstrip(" .;,")


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Cf":
        return ""
    return "-" if category == "Pd" or character == "\N{MINUS SIGN}" else character


def _without_limit_words(plain: str, text: str) -> str:
    while True:
        if _AT_LEAST.match(plain):
            raise DurationError("duration-minimum", text=text)
        limit = _AT_MOST.match(plain)
        if limit is None:
            return plain
        plain = plain[limit.end() :]


def _is_same_day(phrase: str) -> bool:
    return " ".join(token.text for token in _tokens(phrase) if token.kind != "bracket") in _SAME_DAY


def _tokens(phrase: str) -> list[_Token]:
    found = []
    for match in _TOKEN.finditer(phrase):
        kind = match.lastgroup or ""
        text = match[kind]
        found.append(_Token(kind, text.rstrip(".").casefold() if kind == "word" else text, match.start()))
    return found


def _alike(word: str, known: Sequence[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, n=1)), None)


def _written(count: Fraction) -> str:
    return str(count) if count.denominator == 1 else f"{float(count):f}".rstrip("0").replace(".", ",")


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalpha())


def _number_in(bracket: str) -> Fraction | None:
    return Fraction(int(bracket)) if bracket.strip().isdecimal() else spelled_numbers().get(_letters(bracket))
