"""From the words of a term to its amount and unit.

It must not know the words themselves, which stand in ``vocabulary.py``.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from sopflow.duration import vocabulary as words
from sopflow.duration.numerals import spelled_numbers
from sopflow.errors import DurationError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sopflow.duration.vocabulary import Kind, Token, Word

Unit = Literal["minute", "working_day", "calendar_day", "week", "month", "year", "same_day", "clock_hour"]
DayCounting = Literal["working", "calendar"]

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

_MINUTES: Final[Mapping[Word, Fraction]] = {"hour": Fraction(60), "minute": Fraction(1), "second": Fraction(1, 60)}


def read_term(text: str, day_counting: DayCounting) -> tuple[int, Unit, bool]:
    """Return amount and unit of a term, and whether its kind of day or hour is left open.

    Raises ``DurationError``.
    """
    if len(text) > _LONGEST_TEXT:
        raise DurationError("duration-too-long", text=f"{text[:40]}…", limit=_LONGEST_TEXT)
    phrase = words.plain(text)
    if not phrase.strip("- "):
        raise DurationError("duration-empty", text=text)
    while limit := words.limit_word(phrase):
        at_most, end = limit
        if not at_most:
            raise DurationError("duration-minimum", text=text)
        phrase = phrase[end:]
    if words.is_same_day(phrase):
        return 0, "same_day", False
    return _Reader(phrase, text, day_counting).read()


class _Term(NamedTuple):
    number: Fraction
    word: Word | None
    kind: Kind


class _Reader:
    """Reads one phrase from left to right: ``term [term ...] [range term [term ...]]``."""

    def __init__(self, phrase: str, text: str, day_counting: DayCounting) -> None:
        self._phrase = phrase
        self._text = text
        self._day_counting = day_counting
        self._tokens = words.tokens(phrase)
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

    def _peek(self, ahead: int = 0) -> Token:
        at = self._next + ahead
        return self._tokens[at] if at < len(self._tokens) else words.Token("end", "", len(self._phrase))

    def _word(self, ahead: int = 0) -> str:
        token = self._peek(ahead)
        return token.text if token.kind in ("word", "sign") else ""

    def _take(self, kind: str) -> Token | None:
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
        joined = self._word() in words.AND
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
        if self._word() in words.TIMES:
            return self._clock_hours(count)
        word, kind = self._unit()
        if word is not None:
            kind = self._remarks(count, word, kind)
        elif start > 0 or self._peek().kind != "range":
            unit = example if count.denominator == 1 else "jam"
            raise self._refuse("duration-no-unit", right=f"{words.written(count)} {unit}")
        return _Term(count, word, kind)

    def _number(self) -> Fraction | None:
        token = self._peek()
        if token.kind == "number":
            self._next += 1
            return self._digits(token.text)
        if token.kind == "bracket":
            value = words.number_in(token.text)
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
            if words.number_in(token.text) not in (None, count):
                raise self._contradiction(token)

    def _contradiction(self, bracket: Token) -> DurationError:
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

    def _unit(self) -> tuple[Word | None, Kind]:
        token = self._take("word")
        if token is None:
            if self._peek().kind == "sign":
                raise self._refuse("duration-unreadable")
            return None, ""
        if token.text in ("workday", "workdays"):
            return "day", "working"
        kind: Kind = words.KIND_BEFORE.get(token.text, "")
        unit = self._take("word") or token if kind else token
        word = words.UNITS.get(unit.text)
        if word is None:
            raise self._unknown_unit(self._slice(token))
        if not kind:
            kind = words.KIND_AFTER.get(self._word(), "")
            self._next += bool(kind)
        if word not in words.KIND_FITS[kind]:
            raise self._refuse("duration-unknown-unit", unit=self._slice(token))
        if not kind and self._misspells_kind():
            raise self._unknown_unit(self._slice(token, 1))
        return word, kind

    def _misspells_kind(self) -> bool:
        word = self._word() if self._peek().kind == "word" else ""
        if not word or word in words.SINCE or word in words.BEFORE:
            return False
        return words.alike(word, tuple(words.KIND_AFTER)) is not None

    def _unknown_unit(self, unit: str) -> DurationError:
        suggestion = words.alike(unit.casefold(), words.SPELLINGS)
        if suggestion is None:
            return self._refuse("duration-unknown-unit", unit=unit)
        return self._refuse("duration-unit-misspelt", unit=unit, suggestion=suggestion)

    def _slice(self, first: Token, more: int = 0) -> str:
        return self._phrase[first.start : self._peek(more).start].strip()

    def _remarks(self, count: Fraction, word: Word, kind: Kind) -> Kind:
        while token := self._take("bracket"):
            spelled = spelled_numbers().get(words.letters(token.text))
            said = words.KIND_BRACKETS.get(token.text.strip().casefold(), "")
            if word != "clock" and word not in words.KIND_FITS[said]:
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
        if word in words.SINCE:
            raise self._refuse("duration-since", duration=head, tail=tail)
        if word in words.BEFORE:
            raise self._refuse("duration-before", tail=tail)
        remark = tail.translate({ord("("): None, ord(")"): None})
        right = f"{head} ({remark})" if any(map(str.isalnum, remark)) else head
        raise self._refuse("duration-tail", tail=tail, right=right)

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
        units: dict[Word | None, Unit] = {"week": "week", "month": "month", "year": "year"}
        return count, units[word]
