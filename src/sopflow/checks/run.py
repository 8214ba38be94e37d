"""From texts, files and folders to diagnostics.

Each file goes the same way: read, held against the schema, built, checked. Nothing is raised for what is in a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sopflow.checks.rules import RULES
from sopflow.checks.subject import Subject
from sopflow.definition.build import build
from sopflow.definition.flow import Flow, analyse
from sopflow.definition.references import Report
from sopflow.definition.schema import load_schema
from sopflow.source.nodes import Mapping, Unreadable, find
from sopflow.source.reader import Reading, is_folder, read_path
from sopflow.source.shape import read_shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.definition.model import Definition
    from sopflow.diagnostic import Diagnostic

SUFFIXES: Final = frozenset({".yaml", ".yml"})
_SOP_KEYS: Final = frozenset({"sop", "steps"})


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: its model and flow (None where too little of it could be read) and all diagnostics, in file order."""

    definition: Definition | None
    flow: Flow | None
    diagnostics: tuple[Diagnostic, ...]

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
    if _is_something_else(reading):
        reading.diagnostics += [] if reading.diagnostics else [_not_an_sop(reading)]
    elif reading.root is not None:
        data = read_shape(reading, load_schema("sop"))
        built = build(data, Report(reading)) if isinstance(data, dict) else None
    if built:
        flow = analyse(built.definition, built.uncertain)
        subject = Subject(built, flow, reading.source.name)
        for rule in RULES:
            rule(subject)
    return Checked(built.definition if built else None, flow, reading.reported())


def check_paths(paths: Iterable[str | Path]) -> Run:
    """Check files and folders; a folder is searched for YAML files, hidden folders left out."""
    diagnostics: list[Diagnostic] = []
    seen: dict[tuple[str, str], str] = {}
    files = skipped = 0
    for path in paths:
        folder = is_folder(path)
        for file in _yaml_files(Path(path)) if folder else [path]:
            reading = read_path(file)
            if folder and reading.root is not None and not _is_sop(reading):
                skipped += 1
                continue
            files += 1
            checked = check_reading(reading)
            diagnostics += checked.diagnostics
            diagnostics += _same_sop_again(reading, checked, seen)
    return Run(files, skipped, tuple(diagnostics))


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
    assert reading.root is not None
    return reading.source.diagnose("not-an-sop", reading.root, hint_code="not-an-sop-hint")


def _same_sop_again(reading: Reading, checked: Checked, seen: dict[tuple[str, str], str]) -> list[Diagnostic]:
    """Report an SOP whose id and version another file of this run has already."""
    definition = checked.definition
    if definition is None or not definition.id or not definition.version:
        return []
    key = (definition.id, definition.version)
    first = seen.setdefault(key, reading.source.name)
    if Path(first).resolve() == Path(reading.source.name).resolve():
        return []
    assert reading.root is not None
    place = find(reading.root, ("sop",))
    return [reading.source.diagnose("duplicate-sop", place, sop=key[0], version=key[1], first=first)]
