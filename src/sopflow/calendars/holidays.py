"""Indonesia's days off and Ramadan, with what is decreed and what is only estimated.

Dates come from the ``holidays`` package, asked in one fixed language because its mark for an estimate follows the
locale; ``builtin/indonesia.yaml`` adds the decrees, corrections of single days and the announced first days of
Ramadan. This module must not know calendars: which of these days a unit takes over is decided in ``days.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal

from sopflow.calendars.shipped import shipped
from sopflow.errors import CalendarError
from sopflow.messages import default_language, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Category = Literal["public", "joint_leave"]

FIRST_YEAR: Final = 1946
LAST_YEAR: Final = 2100
"""Outside these years the package answers with an empty list, which must not pass for working days."""

_CATEGORIES: Final[tuple[tuple[str, Category], ...]] = (("public", "public"), ("government", "joint_leave"))
_ESTIMATED: Final = " (estimated)"
_OBSERVED: Final = " (observed)"
_JOINT: Final = " Joint Holiday"
_IDUL_FITRI: Final = "Eid al-Fitr"
_NYEPI: Final = "Day of Silence"
_NYEPI_SINCE: Final = 1983  # Keppres 3 of 1983
_SAME_MONTH: Final = timedelta(days=5)
_HIJRI_ANCHOR: Final = (date(2026, 2, 19), 1447)
_HIJRI_YEAR_DAYS: Final = 354.367


@dataclass(frozen=True, slots=True)
class DayOff:
    """One holiday on one date; ``name`` is English, the package's own words. ``basis`` names the decree, if known."""

    day: date
    name: str
    category: Category
    estimated: bool = False
    basis: str = ""

    def named(self, lang: str | None = None) -> str:
        """Return what it is called in ``lang`` ("id" or "en"; without it, the language of the locale)."""
        lang = lang or default_language()
        return self.name if lang == "en" else names(self.day.year, lang, self.category).get(self.day, self.name)

    def describe(self, lang: str | None = None) -> str:
        """Return its name, and in brackets its kind with the decree behind it, or that it is an estimate."""
        code = f"day-{self.category.replace('_', '-')}"
        if self.estimated:
            return say(f"{code}-estimated", lang, name=self.named(lang))
        return say(f"{code}-basis" if self.basis else code, lang, name=self.named(lang), basis=self.basis)


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The days off of one year, by date and category.

    ``decreed`` says whether its joint leave is settled; ``complete`` whether the package has all its holidays.
    """

    year: int
    days: tuple[DayOff, ...]
    decreed: bool
    complete: bool


@dataclass(frozen=True, slots=True)
class Ramadan:
    """One Ramadan, from its first day to the day before Idul Fitri."""

    first: date
    last: date
    estimated: bool
    hijri_year: int


@cache
def holiday_year(year: int) -> HolidayYear:
    """Return the days off of ``year`` (1946-2100), else raise ``CalendarError``."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CalendarError("calendar-year-outside", year=year, first=FIRST_YEAR, last=LAST_YEAR)
    data = shipped("indonesia")
    decrees = {entry["year"]: entry["decrees"] for entry in data["decreed"]}
    days = corrected(_package_days(year), [c for c in data["corrections"] if c["date"].year == year])
    days = with_inherited_estimates(days)
    bases = {entry["date"]: entry["basis"] for entry in data["single_days"]}
    of_the_year = decrees[year][0]["basis"] if decrees.get(year) else ""
    complete = year < _NYEPI_SINCE or any(day.name == _NYEPI for day in days)
    return HolidayYear(
        year=year,
        days=tuple(day if day.basis else replace(day, basis=bases.get(day.day, of_the_year)) for day in days),
        decreed=year < min(decrees) or year in decrees,
        complete=complete,
    )


def latest_decreed_year() -> int:
    """Return the last year whose days off and joint leave are decreed."""
    years: list[int] = [entry["year"] for entry in shipped("indonesia")["decreed"]]
    return max(years)


def corrected(days: Iterable[DayOff], corrections: Iterable[Mapping[str, Any]]) -> list[DayOff]:
    """Return ``days`` with the corrections of the data file applied: a day taken away, or a day added."""
    result = list(days)
    for entry in corrections:
        day, category = entry["date"], entry["category"]
        result = [known for known in result if (known.day, known.category) != (day, category)]
        if entry["off"]:
            result.append(DayOff(day, entry["name"]["en"], category, basis=entry["basis"]))
    return sorted(result, key=lambda off: (off.day, off.category))


def with_inherited_estimates(days: Iterable[DayOff]) -> list[DayOff]:
    """Return ``days`` with joint leave marked as estimated where its feast is: the package marks only the feast."""
    known = list(days)
    feasts = [day.name for day in known if day.estimated]

    def hangs_on_estimate(day: DayOff) -> bool:
        feast = day.name.removesuffix(_JOINT)
        return day.category == "joint_leave" and any(name.startswith(feast) for name in feasts)

    return [replace(day, estimated=True) if hangs_on_estimate(day) else day for day in known]


@cache
def ramadans(year: int) -> tuple[Ramadan, ...]:
    """Return each Ramadan that touches ``year``: two in 2030, and one that began in the year before."""
    found = (_ramadan(first) for first in _first_days(year - 1, year))
    return tuple(ramadan for ramadan in found if ramadan.first.year <= year <= ramadan.last.year)


@cache
def names(year: int, lang: str, category: Category) -> Mapping[date, str]:
    """Return what the days off of one category are called in ``lang`` ("id" or "en"), by date."""
    language = "id" if lang == "id" else "en_US"
    mark = " (perkiraan)" if lang == "id" else _ESTIMATED
    package_category = next(name for name, known in _CATEGORIES if known == category)
    found = {day: name.replace(mark, "") for day, name in _package(year, package_category, language).items()}
    for entry in shipped("indonesia")["corrections"]:
        if entry["date"].year == year and entry["off"] and entry["category"] == category:
            found[entry["date"]] = entry["name"][lang]
    return found


@cache
def data_version() -> str:
    """Return what the dates rest on: the version of our data file and of the package."""
    from importlib.metadata import version

    return f"indonesia {shipped('indonesia')['version']}, holidays {version('holidays')}"


def _package(year: int, category: str, language: str) -> Any:
    from holidays import country_holidays

    return country_holidays("ID", years=year, categories=(category,), language=language, expand=False)


def _package_days(year: int) -> Iterable[DayOff]:
    for package_category, category in _CATEGORIES:
        found = _package(year, package_category, "en_US")
        for day in sorted(found):
            for words in found.get_list(day):
                name = words.replace(_OBSERVED, "")
                yield DayOff(day, name.removesuffix(_ESTIMATED), category, estimated=name.endswith(_ESTIMATED))


def _first_days(*years: int) -> list[date]:
    announced = [entry["first"] for entry in shipped("indonesia")["ramadan"]]
    table = {
        first
        for year in years
        if FIRST_YEAR <= year <= LAST_YEAR
        for first, _ in _package(year, "public", "en_US")._islamic_calendar.ramadan_beginning_dates(year)
        if first.year in years
    }

    def announced_or(first: date) -> date:
        return next((day for day in announced if abs(day - first) <= _SAME_MONTH), first)

    return sorted(announced_or(first) for first in table)


def _ramadan(first: date) -> Ramadan:
    last_announced = max(entry["first"] for entry in shipped("indonesia")["ramadan"])
    anchor, anchor_year = _HIJRI_ANCHOR
    return Ramadan(
        first=first,
        last=_idul_fitri_after(first) - timedelta(days=1),
        estimated=first > last_announced,
        hijri_year=anchor_year + round((first - anchor).days / _HIJRI_YEAR_DAYS),
    )


def _idul_fitri_after(first: date) -> date:
    return next(
        off.day
        for year in (first.year, first.year + 1)
        for off in holiday_year(year).days
        if off.name == _IDUL_FITRI and off.day > first
    )
