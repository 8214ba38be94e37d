"""Many files under check: which they are, in which order, on how many cores; and what only their sum shows."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sopflow.checks.calendar_file import check_calendar, is_calendar
from sopflow.checks.settings import Folders, let_be
from sopflow.checks.silencing import Silenced, silence
from sopflow.checks.sop_file import check_reading, is_something_else, is_sop
from sopflow.source.nodes import find
from sopflow.source.reader import SUFFIXES, is_folder, read_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sopflow.diagnostic import Diagnostic
    from sopflow.source.reader import Reading

    Progress = Callable[[int, int], None]
    """Told how many files are done, of how many."""

_FEW: Final = 48
"""So few files are checked sooner than other processes would have started."""

_PORTION: Final = 8


@dataclass(frozen=True, slots=True)
class Run:
    """What a run over files found; ``skipped`` counts files of folders that are no SOPs.

    ``silenced`` is what somebody lets be, each with the reason; ``checked`` names the files.
    """

    files: int
    skipped: int
    diagnostics: tuple[Diagnostic, ...]
    silenced: tuple[Silenced, ...] = ()
    checked: tuple[str, ...] = ()

    def count(self, severity: str) -> int:
        """Return how many diagnostics have that severity."""
        return sum(found.severity == severity for found in self.diagnostics)


class _File(NamedTuple):
    """What is known of one file; ``again`` is what would be said if another one held the same SOP."""

    counts: bool
    diagnostics: tuple[Diagnostic, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    sop: tuple[str, str] | None = None
    again: Diagnostic | None = None


def check_paths(paths: Iterable[str | Path], *, workers: int = 1, progress: Progress | None = None) -> Run:
    """Check files and folders; a folder is searched for YAML files, hidden folders left out.

    SOPs and calendars are checked; any other file is skipped in a folder, and an error where it is named itself. Many
    files are divided among ``workers`` processes, which a program with threads must not ask for.
    """
    given = list(paths)
    files = list(_each_once(given))
    folders = Folders()
    diagnostics: list[Diagnostic] = []
    silenced: list[Silenced] = []
    first: dict[tuple[str, str], str] = {}
    checked: list[str] = []
    for (file, _), found in zip(files, _checked(files, workers, progress), strict=True):
        if not found.counts:
            continue
        checked.append(str(file))
        settings = folders.of(file)
        left = list(found.diagnostics)
        if settings is not None:
            settings.all_seen &= not any(one.severity == "error" for one in left)
            left, theirs = let_be(settings, left)
            silenced += theirs
        silenced += found.silenced
        if found.sop and found.again and first.setdefault(found.sop, found.again.file) != found.again.file:
            left.append(replace(found.again, params={**found.again.params, "first": first[found.sop]}))
        diagnostics += sorted(left, key=lambda one: (one.span.line, one.span.column))
    for settings in folders.read():
        diagnostics += settings.diagnostics
        if _covers(given, settings.path.parent) and settings.all_seen:
            diagnostics += settings.unused()
    return Run(len(checked), len(files) - len(checked), tuple(diagnostics), tuple(silenced), tuple(checked))


def files_of(paths: Iterable[str | Path]) -> Iterator[tuple[str | Path, str | None]]:
    """Give the SOP and calendar files that paths stand for, each with its kind: "sop" or "calendar".

    The kind is None for what was named itself and is neither. What cannot be read counts as an SOP.
    """
    for file, named in _each_once(paths):
        reading = read_path(file)
        if is_calendar(reading, named=named):
            yield file, "calendar"
        elif named and is_something_else(reading):
            yield file, None
        elif named or reading.root is None or is_sop(reading):
            yield file, "sop"


def _checked(files: list[tuple[str | Path, bool]], workers: int, progress: Progress | None) -> Iterator[_File]:
    """Give what is found in each file, in their order."""
    divided = workers > 1 and len(files) > _FEW
    for done, one in enumerate(_in_processes(files, workers) if divided else map(_check_file, files), 1):
        if progress is not None:
            progress(done, len(files))
        yield one


def _in_processes(files: list[tuple[str | Path, bool]], workers: int) -> Iterator[_File]:
    """Give the same from several processes; where one of them is killed, the rest is checked here."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    done = 0
    try:
        with ProcessPoolExecutor(workers, initializer=_leave_interrupts_to_the_parent) as pool:
            for one in pool.map(_check_file, files, chunksize=_PORTION):
                done += 1
                yield one
    except BrokenProcessPool:
        yield from map(_check_file, files[done:])


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _check_file(asked: tuple[str | Path, bool]) -> _File:
    """Check one file; the second of the pair says whether it was named itself."""
    file, named = asked
    reading = read_path(file)
    if is_calendar(reading, named=named):
        check_calendar(reading, Path(file))
        return _File(True, *silence(reading))
    if not (named or reading.root is None or is_sop(reading)):
        return _File(False)
    checked = check_reading(reading)
    definition = checked.definition
    if definition is None or not definition.id or not definition.version:
        return _File(True, checked.diagnostics, checked.silenced)
    sop = (definition.id, definition.version)
    return _File(True, checked.diagnostics, checked.silenced, sop, _same_sop_again(reading, sop))


def _same_sop_again(reading: Reading, sop: tuple[str, str]) -> Diagnostic:
    assert reading.root is not None
    place = find(reading.root, ("sop",))
    return reading.source.diagnose("duplicate-sop", place, sop=sop[0], version=sop[1], first="")


def _covers(paths: Iterable[str | Path], folder: Path) -> bool:
    """Return whether all files of a folder were asked for."""
    inside = os.path.realpath(folder)
    given = (os.path.realpath(path) for path in paths if is_folder(path))
    return any(os.path.commonpath([path, inside]) == path for path in given)


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
