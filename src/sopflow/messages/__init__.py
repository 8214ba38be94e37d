"""The only place where a code becomes a sentence.

One catalogue per language (``id/``, ``en/``), each a mapping from code to template; a test proves that both hold
the same codes with the same fields. Templates use ``str.format`` fields; dates, instants and lists are written the
way each language writes them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final = ("id", "en")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a sentence that is itself looked up in the catalogue."""

    code: str


@dataclass(frozen=True, slots=True)
class Either:
    """Words of which one holds: ``a, b atau c``."""

    items: tuple[object, ...]


_WEEKDAYS: Final = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SHORT_WEEKDAYS: Final = {
    "id": ("Sn", "Sl", "Rb", "Km", "Jm", "Sb", "Mg"),
    "en": ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"),
}
_ENGLISH_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def default_language() -> str:
    """Return "en" where the locale of the machine is English, else "id"."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "en" if value.lower().startswith("en") else "id"
    return "id"


@dataclass(frozen=True, slots=True)
class Several:
    """Things that hold commas or an "and" themselves: ``a; b; c``."""

    items: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A whole sentence inside another one."""

    code: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps one after the other: ``periksa -> [lengkap] -> susun``."""

    items: tuple[object, ...]

    def __str__(self) -> str:
        return " -> ".join(map(str, self.items))


@dataclass(frozen=True, slots=True)
class AlsoOnLines:
    """The other lines on which the same thing stands: `` (also on line 4 and 9)``, nothing where there are none."""

    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day, as its minute: ``15.00`` in Indonesian, ``15:00`` in English."""

    minute: int


@cache
def catalogue(lang: str) -> Mapping[str, str]:
    """Return the templates of one language by code; raises ``ValueError`` for any other than "id" and "en"."""
    messages: Mapping[str, str] = import_module(f"sopflow.messages.{_known(lang)}").MESSAGES
    return messages


def say(code: str, lang: str | None = None, /, **params: object) -> str:
    """Return the sentence behind ``code`` in ``lang`` ("id" or "en"; without it, the language of the locale)."""
    lang = _known(lang)
    return catalogue(lang)[code].format(**{name: _written(value, lang) for name, value in params.items()})


def _known(lang: str | None) -> str:
    """Return a language that sopflow speaks, without its region ("en-GB"); ``ValueError`` for any other."""
    if lang in LANGUAGES:
        return lang
    known = (lang or default_language()).replace("_", "-").partition("-")[0].lower()
    if known not in LANGUAGES:
        raise ValueError(f"no language {lang!r}: sopflow speaks {' and '.join(LANGUAGES)}")
    return known


def weekday_names(lang: str | None = None) -> tuple[str, ...]:
    """Return the seven days from Monday on."""
    return _WEEKDAYS[_known(lang)]


def short_weekday_names(lang: str | None = None) -> tuple[str, ...]:
    """Return the seven days from Monday on in two letters, as on a wall calendar."""
    return _SHORT_WEEKDAYS[_known(lang)]


def month_name(month: int, lang: str | None = None) -> str:
    """Return the name of a month, 1 to 12."""
    return (_ENGLISH_MONTHS if (lang or default_language()) == "en" else _MONTHS)[month - 1]


def format_clock(minute: int, lang: str | None = None) -> str:
    """Write a time of day from its minute: ``07.30`` in Indonesian, ``07:30`` in English; midnight at the end is 24."""
    hours, minutes = divmod(minute if minute <= 24 * 60 else minute - 24 * 60, 60)
    sign = ":" if (lang or default_language()) == "en" else "."
    return f"{hours:02}{sign}{minutes:02}"


def weekday_name(day: date, lang: str | None = None) -> str:
    """Return the weekday of a date: ``Senin`` or ``Monday``."""
    return weekday_names(lang)[day.weekday()]


def format_date(day: date, lang: str | None = None) -> str:
    """Write a date: ``21 April 2026`` in Indonesian, ``2026-04-21`` in English."""
    if (lang or default_language()) == "en":
        return day.isoformat()
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_instant(at: datetime, lang: str | None = None) -> str:
    """Write an instant in its own zone: ``21 April 2026 16.00`` in Indonesian, ``2026-04-21 16:00`` in English."""
    lang = lang or default_language()
    clock = f"{at.hour:02}.{at.minute:02}" if lang == "id" else f"{at.hour:02}:{at.minute:02}"
    return f"{format_date(at.date(), lang)} {clock}"


def format_list(items: list[str] | tuple[str, ...], lang: str) -> str:
    """Join words: ``a, b dan c`` in Indonesian, ``a, b and c`` in English."""
    return _joined(items, "dan" if lang == "id" else "and")


def _joined(items: list[str] | tuple[str, ...], word: str) -> str:
    return "".join(items) if len(items) < 2 else f"{', '.join(items[:-1])} {word} {items[-1]}"


def _written(value: object, lang: str) -> object:
    if isinstance(value, Sentence):
        return say(value.code, lang, **value.params)
    if isinstance(value, Term):
        return catalogue(lang)[value.code]
    if isinstance(value, Either):
        return _joined([str(_written(item, lang)) for item in value.items], "atau" if lang == "id" else "or")
    if isinstance(value, Several):
        return "; ".join(str(_written(item, lang)) for item in value.items)
    if isinstance(value, Chain):
        return " -> ".join(str(_written(item, lang)) for item in value.items)
    if isinstance(value, AlsoOnLines):
        lines = format_list([str(line) for line in value.lines], lang)
        code = "also-on-line" if len(value.lines) == 1 else "also-on-lines"
        return catalogue(lang)[code].format(lines=lines) if lines else ""
    if isinstance(value, ClockTime):
        return format_clock(value.minute, lang)
    if isinstance(value, datetime):
        return format_instant(value, lang)
    if isinstance(value, date):
        return format_date(value, lang)
    if isinstance(value, list | tuple):
        return format_list([str(_written(item, lang)) for item in value], lang)
    return value
