"""From texts, files and folders to diagnostics.

Each file goes the same way: read, held against the schema, built, checked. Nothing is raised for what is in a file.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sopflow.checks.calendar_file import check_calendar, is_calendar
from sopflow.checks.rules import RULES
from sopflow.checks.subject import Subject
from sopflow.definition.build import build
from sopflow.definition.flow import Flow, analyse
from sopflow.source.findings import Findings
from sopflow.source.nodes import Mapping, Scalar, Unreadable, find
from sopflow.source.reader import Reading, is_folder, read_path
from sopflow.source.schemas import load_schema
from sopflow.source.shape import read_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Mapping as ReadOnly

    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.model import Definition
    from sopflow.diagnostic import Diagnostic

SUFFIXES: Final = frozenset({".yaml", ".yml"})
_SOP_KEYS: Final = frozenset({"sop", "steps"})


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: its model and flow (None where too little of it could be read) and all diagnostics, in file order.

    ``calendars`` are those that the file names, as they were when it was checked.
    """

    definition: Definition | None
    flow: Flow | None
    diagnostics: tuple[Diagnostic, ...]
    calendars: ReadOnly[str, WorkCalendar] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """True where no diagnostic is an error."""
        return not any(found.severity == "error" for found in self.diagnostics)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run over files found; ``skipped`` counts files of folders that are no SOPs."""

    files: int
    skipped: int
    diagnostics: tuple[Diagnostic, ...]

    def count(self, severity: str) -> int:
        """Return how many diagnostics have that severity."""
        return sum(found.severity == severity for found in self.diagnostics)


def check_reading(reading: Reading) -> Checked:
    """Check one file that has been read."""
    built, flow = None, None
    calendars: dict[str, WorkCalendar] = {}
    if _is_something_else(reading):
        reading.diagnostics += [] if reading.diagnostics else [_not_an_sop(reading)]
    elif reading.root is not None:
        data = read_shape(reading, load_schema("sop"))
        built = build(data, Findings(reading)) if isinstance(data, dict) else None
    if built:
        flow = analyse(built.definition, built.uncertain)
        subject = Subject(built, flow, reading.source.name, calendars)
        for rule in RULES:
            rule(subject)
    return Checked(built.definition if built else None, flow, reading.reported(), calendars)


def check_paths(paths: Iterable[str | Path]) -> Run:
    """Check files and folders; a folder is searched for YAML files, hidden folders left out.

    SOPs and calendars are checked; any other file is skipped in a folder, and an error where it is named itself.
    """
    diagnostics: list[Diagnostic] = []
    seen: dict[tuple[str, str], str] = {}
    files = skipped = 0
    for file, named in _each_once(paths):
        reading = read_path(file)
        if is_calendar(reading, named=named):
            files += 1
            diagnostics += check_calendar(reading, Path(file))
        elif named or reading.root is None or _is_sop(reading):
            files += 1
            checked = check_reading(reading)
            again = _same_sop_again(reading, checked, seen)
            diagnostics += sorted([*checked.diagnostics, *again], key=lambda d: (d.span.line, d.span.column))
        else:
            skipped += 1
    return Run(files, skipped, tuple(diagnostics))


def _each_once(paths: Iterable[str | Path]) -> Iterator[tuple[str | Path, bool]]:
    """Give every file once, and whether it was named itself."""
    seen: set[str] = set()
    for path in paths:
        named = not is_folder(path)
        for file in [path] if named else _yaml_files(Path(path)):
            real = os.path.realpath(os.fspath(file).replace("\0", ""))
            if real not in seen:
                seen.add(real)
                yield file, named


def _yaml_files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return sorted(path for path in found if not _hidden(path.relative_to(folder)))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _is_sop(reading: Reading) -> bool:
    return isinstance(reading.root, Mapping) and bool(_SOP_KEYS & reading.root.entries.keys())


def _is_something_else(reading: Reading) -> bool:
    """Return whether a file could be read and is no SOP; of one with keys that could not be read nobody knows."""
    root = reading.root
    unknown = root is None or isinstance(root, Unreadable) or (isinstance(root, Mapping) and not root.whole)
    return not unknown and not _is_sop(reading)


def _not_an_sop(reading: Reading) -> Diagnostic:
    root = reading.root
    assert root is not None
    if is_calendar(reading, named=True):
        return reading.source.diagnose("calendar-no-sop", root)
    if isinstance(root, Scalar) and root.text.endswith(tuple(SUFFIXES)):
        return reading.source.diagnose("path-no-sop", root)
    return reading.source.diagnose("not-an-sop", root, hint_code="not-an-sop-hint")


def _same_sop_again(reading: Reading, checked: Checked, seen: dict[tuple[str, str], str]) -> list[Diagnostic]:
    """Report an SOP whose id and version another file of this run has already."""
    definition = checked.definition
    if definition is None or not definition.id or not definition.version:
        return []
    key = (definition.id, definition.version)
    first = seen.setdefault(key, reading.source.name)
    if first == reading.source.name:
        return []
    assert reading.root is not None
    place = find(reading.root, ("sop",))
    return [reading.source.diagnose("duplicate-sop", place, sop=key[0], version=key[1], first=first)]
