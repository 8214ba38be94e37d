"""From names and paths to ``CalendarRules`` and ``WorkCalendar``.

A file is read like an SOP: strict YAML, then the schema, then ``build.py``; all that is wrong with it comes out at
once. How dates follow from the rules is not known here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sopflow.calendars.build import build
from sopflow.calendars.contradictions import report_contradictions
from sopflow.calendars.ical import read_days_off
from sopflow.calendars.shipped import BUILT_IN, shipped_text
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.errors import CalendarError, CalendarInvalid
from sopflow.source.findings import Findings
from sopflow.source.nodes import Mapping, find_key
from sopflow.source.reader import UNOPENED, read_path, read_text
from sopflow.source.schemas import load_schema
from sopflow.source.shape import read_shape, read_structure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sopflow.calendars.build import BuiltCalendar
    from sopflow.calendars.rules import CalendarRules, Closure
    from sopflow.source.reader import Reading

_MOST_ANCESTORS = 20


def calendar(name_or_path: str | Path, folder: Path | None = None) -> WorkCalendar:
    """Return a built-in calendar by its name, or the calendar of a file.

    A text is a path where it names a YAML file or holds a slash; a relative path starts from ``folder``, without it
    from the current one. Built-in calendars are made once and shared. Raises ``CalendarError`` for a name that nobody
    knows and a file that cannot be opened, ``CalendarInvalid`` with all diagnostics for a file with errors.
    """
    if isinstance(name_or_path, Path) or _looks_like_path(name_or_path):
        return WorkCalendar(load_file((folder or Path()) / name_or_path))
    if not isinstance(name_or_path, str):
        raise CalendarError("calendar-unknown", name=name_or_path, known=list(BUILT_IN))
    return _built_in(name_or_path)


@cache
def built_in_rules(name: str) -> CalendarRules:
    """Return the rules of a built-in calendar; ``CalendarError`` with the known names for any other name."""
    if name not in BUILT_IN:
        raise _unknown(name)
    reading = read_text(shipped_text(name), f"{name}.yaml")
    data = read_structure(reading, load_schema("calendar"))  # a test holds our own files against the whole schema
    assert isinstance(data, dict)
    return build(data, Findings(reading), _OtherFiles(Path(), ())).rules


def load_file(path: Path) -> CalendarRules:
    """Return the rules of a calendar file; what it extends is a built-in name or a path from its own folder.

    Raises as ``calendar``.
    """
    return _from_file(path, ())


def build_reading(reading: Reading, path: Path, children: tuple[Path, ...] = ()) -> BuiltCalendar | None:
    """Build the calendar of a file that has been read; what is wrong goes to ``reading.diagnostics``.

    None where the file holds nothing to build from; ``children`` are the files that extend this one.
    """
    if reading.root is None:
        return None
    if isinstance(reading.root, Mapping) and "sop" in reading.root.entries:
        reading.diagnostics.append(reading.source.diagnose("not-a-calendar", find_key(reading.root, ("sop",))))
        return None
    data = read_shape(reading, load_schema("calendar"))
    if not isinstance(data, dict):
        return None
    built = build(data, Findings(reading), _OtherFiles(path.parent, (*children, path.resolve())))
    report_contradictions(built)
    return built


class _OtherFiles:
    """What a calendar file takes from others; ``line`` holds the files that extend each other, the first one first."""

    def __init__(self, folder: Path, line: tuple[Path, ...]) -> None:
        self.folder = folder
        self.line = line

    def rules(self, name: str) -> CalendarRules:
        """Return the rules of a built-in calendar, or of a file."""
        return _from_file(self.folder / name, self.line) if _looks_like_path(name) else built_in_rules(name)

    def days_off(self, file: str) -> Sequence[Closure]:
        """Return the days off in an iCalendar file."""
        return read_days_off(self.folder / file)


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
    except (OSError, RuntimeError, ValueError):  # a link that leads to itself is a RuntimeError before Python 3.13
        raise CalendarError("calendar-file-missing", file=str(path)) from None
    if here in children:
        raise CalendarError("calendar-extends-itself", file=path.name)
    if len(children) >= _MOST_ANCESTORS:
        raise CalendarError("calendar-extends-deep", file=path.name, most=_MOST_ANCESTORS)
    reading = read_path(path)
    built = build_reading(reading, path, children)
    if any(found.code in UNOPENED for found in reading.diagnostics):
        raise CalendarError("calendar-file-missing", file=str(path))
    invalid = CalendarInvalid(reading.reported())
    if built is None or invalid.errors:
        raise invalid
    return built.rules
