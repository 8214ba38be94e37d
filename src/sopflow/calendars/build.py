"""Plain data of a calendar file -> ``CalendarRules``, and what is wrong with what the file says.

A value that cannot be read is left out after it has been reported; what contradicts what is looked for in
``contradictions.py``. It must not know where other files lie: whoever calls it hands them over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, Protocol, TypeVar

from sopflow.calendars import words
from sopflow.calendars.rules import NO_CHANGE, CalendarRules, Closure, DecreedYear, Opening, Period
from sopflow.errors import CalendarError
from sopflow.source import values
from sopflow.source.spelling import as_sop_id

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sopflow.calendars.rules import Hours, Interval, Week, WeekChange
    from sopflow.source.findings import Findings
    from sopflow.source.nodes import KeyPath

T = TypeVar("T")
Data = dict[str, Any]

_NO_HOURS: Final[Week] = ((),) * 7


class OtherFiles(Protocol):
    """Gives what a calendar file takes from others; each raises ``CalendarError`` where it cannot."""

    def rules(self, name: str) -> CalendarRules:
        """Return the rules of a built-in calendar, or of a file."""
        ...

    def days_off(self, file: str) -> Sequence[Closure]:
        """Return the days off in an iCalendar file."""
        ...


class Placed(NamedTuple, Generic[T]):
    """An entry of a file and where it stands."""

    path: KeyPath
    entry: T


@dataclass(slots=True)
class BuiltCalendar:
    """The rules of a file, what they extend, and where its own entries stand in it.

    ``base`` is None where nothing is extended; ``hours_known`` says whether the hours of the week could be read.
    ``closures``, ``openings`` and ``periods`` are the file's own, ``imported`` are closures from iCalendar files.
    """

    rules: CalendarRules
    base: CalendarRules | None
    findings: Findings
    hours_known: bool
    closures: list[Placed[Closure]]
    openings: list[Placed[Opening]]
    periods: list[Placed[Period]]
    imported: list[Placed[Closure]]

    @property
    def days(self) -> list[Placed[Closure] | Placed[Opening]]:
        """The closures and openings of the file itself."""
        return [*self.closures, *self.openings]

    def without_own_days(self) -> CalendarRules:
        """Return the rules as they would be without the closures and openings of the file itself."""
        closures, openings = (self.base.closures, self.base.openings) if self.base else ((), ())
        imported = tuple(closure.entry for closure in self.imported)
        return replace(self.rules, closures=(*closures, *imported), openings=openings)


def build(data: Data, findings: Findings, others: OtherFiles) -> BuiltCalendar:
    """Build the rules; what is wrong with single values and missing keys is reported to ``findings``."""
    return _Builder(data, findings, others).build()


class _Builder:
    def __init__(self, data: Data, findings: Findings, others: OtherFiles) -> None:
        self.data = data
        self.findings = findings
        self.others = others

    def build(self) -> BuiltCalendar:
        base = self._base()
        alone = "extends" not in self.data
        week = self._week(self.data, ())
        for key in ("timezone", "hours") if alone else ():
            if key not in self.data:
                self.findings.at_key("missing-key", ("calendar",), key=key, hint="extend-or-say")
        rules = base or CalendarRules(id="", timezone="UTC", hours=_NO_HOURS)
        if "hours" in self.data:
            rules = replace(rules, hours=tuple(hours or () for hours in week), ramadan=NO_CHANGE)
        if "ramadan" in self.data:
            rules = replace(rules, ramadan=self._week(values.mapping(self.data, "ramadan"), ("ramadan",)))
        counting = replace(rules.counting, **self._counting())
        periods = self._each("periods", self._period)
        closures = self._each("closures", self._closure)
        openings = self._each("openings", self._opening)
        imported = self._imported(closures)
        rules = replace(
            rules,
            id=values.text(self.data, "calendar") or as_sop_id(""),
            version=values.text(self.data, "version") or "1",
            timezone=self._zone() or rules.timezone,
            national_holidays=_either(values.flag(self.data, "national_holidays"), rules.national_holidays),
            joint_leave=_either(values.flag(self.data, "joint_leave"), rules.joint_leave),
            periods=(*rules.periods, *(period.entry for period in periods)),
            closures=(
                *rules.closures,
                *(closure.entry for closure in [*closures, *imported]),
            ),
            openings=(*rules.openings, *(opening.entry for opening in openings)),
            decreed=rules.decreed + tuple(self._decreed()),
            counting=counting,
        )
        known = any(day is not None for day in week) if "hours" in self.data else base is not None
        return BuiltCalendar(rules, base, self.findings, known, closures, openings, periods, imported)

    def _base(self) -> CalendarRules | None:
        name = values.text(self.data, "extends")
        if not name:
            return None
        try:
            return self.others.rules(name)
        except CalendarError as error:
            said = error.as_one()
            self.findings.at(said.code, ("extends",), **said.params)
            return None

    def _zone(self) -> str | None:
        name = values.text(self.data, "timezone")
        if name is None or words.is_zone(name):
            return name
        if not words.zones_are_known():
            self.findings.at("calendar-timezone-data-missing", ("timezone",))
        else:
            self._refuse("calendar-timezone-unknown", ("timezone",), name, words.likely_zone(name))
        return None

    def _counting(self) -> Data:
        said = values.mapping(self.data, "counting")
        changes: Data = {key: said[key] for key in ("first_day", "ends", "roll") if values.text(said, key)}
        cutoff = values.text(said, "cutoff")
        if cutoff is not None:
            minute = words.read_clock(cutoff)
            if minute is None:
                self._refuse("calendar-not-clock", ("counting", "cutoff"), cutoff, words.likely_clock(cutoff))
            else:
                changes["cutoff"] = minute
        return changes

    def _each(self, key: str, read: Callable[[Data, KeyPath], T | None]) -> list[Placed[T]]:
        """Return every entry of a list that could be read, with the place where it stands."""
        found = ((path, read(entry, path)) for path, entry in self._entries(key))
        return [Placed(path, entry) for path, entry in found if entry is not None]

    def _closure(self, entry: Data, path: KeyPath) -> Closure | None:
        day = self._date(entry, "date", path)
        return Closure(day, values.text(entry, "reason") or "", values.text(entry, "basis") or "") if day else None

    def _opening(self, entry: Data, path: KeyPath) -> Opening | None:
        day = self._date(entry, "date", path)
        working = values.flag(entry, "working_day")
        hours = self._hours(entry["hours"], (*path, "hours")) if isinstance(entry.get("hours"), list) else None
        if "hours" in entry and not hours:
            if hours == ():
                self.findings.at_key("opening-without-hours", (*path, "hours"), hint="say-hours", date=day)
            return None
        if hours is None and working is False:
            self.findings.at_key("duty-without-hours", (*path, "working_day"), hint="say-hours")
            return None
        if day is None or working is None:
            return None
        return Opening(day, working, hours, values.text(entry, "reason") or "", values.text(entry, "basis") or "")

    def _period(self, entry: Data, path: KeyPath) -> Period | None:
        first, last = self._date(entry, "from", path), self._date(entry, "to", path)
        change = self._week(entry, path)
        if first is None or last is None:
            return None
        if last < first:
            self.findings.at("period-reversed", (*path, "to"), first=first, last=last)
            return None
        return Period(values.text(entry, "name") or "", first, last, change)

    def _decreed(self) -> list[DecreedYear]:
        found = [(entry.get("year"), values.text(entry, "basis") or "") for _, entry in self._entries("decreed")]
        return [DecreedYear(year, basis) for year, basis in found if isinstance(year, int)]

    def _imported(self, own: list[Placed[Closure]]) -> list[Placed[Closure]]:
        """Return the days off of iCalendar files; a date that is said twice stays as it was said first."""
        taken = {closure.entry.day for closure in own}
        found = []
        for path, entry in self._entries("closures_from"):
            file, basis = values.text(entry, "file"), values.text(entry, "basis") or ""
            if not file:
                continue
            try:
                days = self.others.days_off(file)
            except CalendarError as error:
                self.findings.at(error.code, (*path, "file"), **error.params)
                continue
            new = [replace(closure, basis=basis) for closure in days if closure.day not in taken]
            taken |= {closure.day for closure in new}
            found += [Placed((*path, "file"), closure) for closure in new]
        return found

    def _entries(self, key: str) -> list[tuple[KeyPath, Data]]:
        return [((key, place), entry) for place, entry in values.entries(self.data, key)]

    def _week(self, holder: Data, path: KeyPath) -> WeekChange:
        """Return the hours by weekday under ``hours`` of ``holder``; days that are not named stay None."""
        path = (*path, "hours")
        found: list[Hours | None] = [None] * 7
        for key, spans in values.mapping(holder, "hours").items():
            days = self._weekdays(key, path)
            hours = self._hours(spans, (*path, key)) if isinstance(spans, list) else None
            twice = [words.WEEKDAYS[day] for day in days if found[day] is not None]
            if twice and words.read_days(key):
                self.findings.at_key("calendar-day-twice", (*path, key), days=twice)
            for day in days:
                found[day] = hours
        return tuple(found)

    def _weekdays(self, said: str, path: KeyPath) -> list[int]:
        """Return the weekdays of a key; where it cannot be read, those that were probably meant."""
        days = words.read_days(said)
        if days is not None:
            return days
        likely = words.likely_days(said)
        self._refuse("calendar-day-unknown", (*path, said), said, likely, key=True)
        return words.read_days(likely) or [] if likely else []

    def _hours(self, spans: list[Any], path: KeyPath) -> Hours | None:
        """Return the intervals of a date in order, None where one could not be read or two overlap."""
        found: list[tuple[Interval, int]] = []
        for place, span in enumerate(spans):
            interval = words.read_interval(span) if isinstance(span, str) else None
            if interval is not None:
                found.append((interval, place))
            elif isinstance(span, str):
                self._refuse("calendar-hours-wrong", (*path, place), span, words.likely_interval(span))
        found.sort()
        for (earlier, first), (later, second) in pairwise(found):
            if later[0] < earlier[1]:
                place = max(first, second)
                self.findings.at("calendar-hours-overlap", (*path, place), first=spans[first], second=spans[second])
                return None
        return tuple(interval for interval, _ in found) if len(found) == len(spans) else None

    def _date(self, entry: Data, key: str, path: KeyPath) -> date | None:
        said = values.text(entry, key)
        day = words.read_date(said) if said is not None else None
        if said is not None and day is None and words.is_impossible(said):
            self.findings.at("calendar-date-impossible", (*path, key), value=said)
        elif said is not None and day is None:
            self._refuse("calendar-not-date", (*path, key), said, words.likely_date(said))
        return day

    def _refuse(self, code: str, path: KeyPath, said: str, likely: str | None, *, key: bool = False) -> None:
        """Report a word that cannot be read, with how it was probably meant to be written."""
        report = self.findings.at_key if key else self.findings.at
        report(code, path, hint="write-value" if likely else None, value=said, fixed=likely)


def _either(said: bool | None, inherited: bool) -> bool:
    return inherited if said is None else said
