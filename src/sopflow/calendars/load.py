"""From calendar files to ``CalendarRules`` and ``WorkCalendar``.

``rules_from`` takes plain parsed data, whoever has read it, and refuses whatever is unknown, half-set or
contradictory; ``calendar`` finds a calendar by name or path. How dates follow from the rules is not known here.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sopflow.calendars import reading
from sopflow.calendars.rules import NO_CHANGE, CalendarRules, Counting
from sopflow.calendars.shipped import BUILT_IN, shipped
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.errors import CalendarError
from sopflow.messages import Sentence
from sopflow.source.nodes import plain
from sopflow.source.reader import UNOPENED, read_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sopflow.calendars.rules import Week, WeekChange
    from sopflow.source.reader import Reading

_MOST_ANCESTORS = 20

_KEYS = (
    "calendar", "version", "extends", "timezone", "national_holidays", "joint_leave", "hours", "ramadan", "periods",
    "closures", "openings", "decreed", "counting",
)  # fmt: skip


def calendar(name_or_path: str | Path, folder: Path | None = None) -> WorkCalendar:
    """Return a built-in calendar by its name, or the calendar of a file.

    A text is a path where it names a YAML file or holds a slash; a relative path starts from ``folder``, without it
    from the current one. Built-in calendars are made once and shared. ``CalendarError`` for a name that nobody
    knows and for a file that is no calendar.
    """
    if isinstance(name_or_path, Path) or _looks_like_path(name_or_path):
        path = (folder or Path()) / name_or_path
        try:
            return WorkCalendar(load_file(path))
        except CalendarError as error:
            raise _about(path, error) from None
    if not isinstance(name_or_path, str):
        raise CalendarError("calendar-unknown", name=name_or_path, known=list(BUILT_IN))
    return _built_in(name_or_path)


def built_in_rules(name: str) -> CalendarRules:
    """Return the rules of a built-in calendar; ``CalendarError`` with the known names for any other name."""
    if name not in BUILT_IN:
        raise _unknown(name)
    return rules_from(shipped(name), built_in_rules)


def load_file(path: Path) -> CalendarRules:
    """Return the rules of a calendar file; what it extends is a built-in name or a path from its own folder.

    ``CalendarError`` where a file cannot be read, is no calendar, or extends itself.
    """
    return _from_file(path, ())


def rules_of(found: Reading, path: Path) -> CalendarRules:
    """Return the rules of a calendar file that has been read; ``CalendarError`` as ``load_file``."""
    return _rules(found, path, (path.resolve(),))


def rules_from(data: Mapping[str, Any], parent: Callable[[str], CalendarRules]) -> CalendarRules:
    """Return the rules that the parsed content of a calendar file states.

    ``parent`` gives the rules of the calendar that it extends. ``CalendarError`` names the place in ``place``
    (``hours.mon-thu``, ``closures[2].date``) and says what would be right.
    """
    reading.only_keys(data, _KEYS, "")
    own = reading.text(data, "calendar", "")
    base = parent(reading.text(data, "extends", "")) if "extends" in data else None
    rules = _beginning(data, own, base)
    if "ramadan" in data:
        rules = replace(rules, ramadan=_ramadan(data["ramadan"]))
    rules = replace(
        rules,
        version=reading.text(data, "version", "") if "version" in data else "1",
        national_holidays=reading.flag(data, "national_holidays", "", default=rules.national_holidays),
        joint_leave=reading.flag(data, "joint_leave", "", default=rules.joint_leave),
        periods=rules.periods + reading.each(data, "periods", reading.period),
        closures=rules.closures + reading.each(data, "closures", reading.closure),
        openings=rules.openings + reading.each(data, "openings", reading.opening),
        decreed=rules.decreed + reading.each(data, "decreed", reading.decreed_year),
        counting=_counting(data["counting"], rules.counting) if "counting" in data else rules.counting,
    )
    _refuse_contradictions(rules)
    return rules


def _about(path: Path, error: CalendarError) -> CalendarError:
    """Return the error with the name of the file, where its sentence does not hold one."""
    if "file" in error.params:
        return error
    return CalendarError("calendar-file-unreadable", file=str(path), reason=Sentence(error.code, error.params))


def _looks_like_path(name: object) -> bool:
    return isinstance(name, str) and (name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name)


@cache
def _built_in(name: str) -> WorkCalendar:
    return WorkCalendar(built_in_rules(name))


def _unknown(name: str) -> CalendarError:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), BUILT_IN, n=1, cutoff=0.5)
    if near:
        return CalendarError("calendar-unknown-near", name=name, near=near[0], known=list(BUILT_IN))
    return CalendarError("calendar-unknown", name=name, known=list(BUILT_IN))


def _from_file(path: Path, children: tuple[Path, ...]) -> CalendarRules:
    try:
        here = path.resolve()
    except (OSError, ValueError):
        raise CalendarError("calendar-file-missing", file=str(path)) from None
    if here in children or len(children) >= _MOST_ANCESTORS:
        raise CalendarError("calendar-extends-itself", file=path.name)
    return _rules(read_path(path), path, (*children, here))


def _rules(found: Reading, path: Path, line: tuple[Path, ...]) -> CalendarRules:
    """Return the rules of a file; ``line`` is what extends it, and itself."""

    def parent(name: str) -> CalendarRules:
        return _from_file(path.parent / name, line) if _looks_like_path(name) else built_in_rules(name)

    return rules_from(_content(found, path), parent)


def _content(found: Reading, path: Path) -> Mapping[str, Any]:
    if found.root is None or found.diagnostics:
        first = found.diagnostics[0]
        if first.code in UNOPENED:
            raise CalendarError("calendar-file-missing", file=str(path))
        raise CalendarError("calendar-file-unreadable", file=first.location, reason=Sentence(first.code, first.params))
    return reading.mapping(plain(found.root), path.name)


def _beginning(data: Mapping[str, Any], own: str, base: CalendarRules | None) -> CalendarRules:
    hours: Week | None = reading.week(data["hours"], "hours") if "hours" in data else None
    zone = reading.zone(data, "timezone", "") if base is None or "timezone" in data else base.timezone
    if base is None:
        if hours is None:
            raise CalendarError("calendar-key-missing", key="hours", place=own)
        return CalendarRules(id=own, timezone=zone, hours=hours)
    if hours is None:
        return replace(base, id=own, timezone=zone)
    return replace(base, id=own, timezone=zone, hours=hours, ramadan=NO_CHANGE)


def _ramadan(value: object) -> WeekChange:
    content = reading.mapping(value, "ramadan")
    reading.only_keys(content, ("hours",), "ramadan")
    return reading.week_change(reading.required(content, "hours", "ramadan"), "ramadan.hours")


def _counting(value: object, base: Counting) -> Counting:
    content = reading.mapping(value, "counting")
    reading.only_keys(content, ("first_day", "ends", "roll", "cutoff"), "counting")
    changes: dict[str, Any] = {
        key: reading.one_of(content, key, "counting", allowed)
        for key, allowed in (
            ("first_day", ("excluded", "included")),
            ("ends", ("closing", "midnight")),
            ("roll", ("forward", "none", "back")),
        )
        if key in content
    }
    if "cutoff" in content:
        changes["cutoff"] = reading.clock(content["cutoff"], "counting.cutoff")
    return replace(base, **changes)


def _refuse_contradictions(rules: CalendarRules) -> None:
    if not any(rules.hours):
        raise CalendarError("calendar-no-hours", calendar=rules.id)
    closed = [closure.day for closure in rules.closures]
    opened = [opening.day for opening in rules.openings]
    for day in sorted(set(closed) & set(opened)):
        raise CalendarError("calendar-closed-and-open", date=day)
    for days in (closed, opened):
        for day in sorted(day for day in set(days) if days.count(day) > 1):
            raise CalendarError("calendar-date-twice", date=day)
    periods = sorted(rules.periods, key=lambda period: period.first)
    for earlier, later in pairwise(periods):
        if later.first <= earlier.last:
            raise CalendarError("calendar-periods-overlap", first=later.first, last=earlier.last)
    for opening in rules.openings:
        if opening.hours is None and not _may_have_hours(rules, opening.day.weekday()):
            raise CalendarError("calendar-opening-without-hours", date=opening.day)


def _may_have_hours(rules: CalendarRules, weekday: int) -> bool:
    weeks = (rules.hours, rules.ramadan, *(period.hours for period in rules.periods))
    return any(week[weekday] for week in weeks)
