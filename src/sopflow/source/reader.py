"""Text or file -> tree of nodes, or a diagnostic that says why not.

The tree is built in ``composer.py``; here are files, encodings, sizes, and the way on after a fault of syntax. It must
not know schemas; what the writer meant is guessed in ``traps.py`` and ``syntax.py``.
"""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from sopflow.messages import Term
from sopflow.source import traps
from sopflow.source.composer import MAX_DEPTH, Composer, Refused
from sopflow.source.lines import blanks
from sopflow.source.misplaced import find_misplaced
from sopflow.source.nodes import At, Node, Place, SourceText, is_bare, whole_line
from sopflow.source.syntax import explain

if TYPE_CHECKING:
    from sopflow.diagnostic import Diagnostic

MAX_BYTES: Final = 1024 * 1024
_REASONS: Final[dict[int | None, str]] = {
    errno.EACCES: "reason-permission",
    errno.EPERM: "reason-permission",
    errno.ELOOP: "reason-loop",
    errno.EIO: "reason-device",
}

_FAR_REACHING: Final = frozenset({"yaml-bracket-open", "yaml-quote-open"})
"""Faults whose end nobody knows: what comes after them is not read."""

_MENDED: Final = 20
_MENDED_LENGTH: Final = 100_000
"""So many faults of syntax are read past, in files up to this length: each costs one more reading."""

SUFFIXES: Final = frozenset({".yaml", ".yml"})
"""How the names of YAML files end."""

UNOPENED: Final = frozenset({"file-missing", "file-is-folder", "file-unreadable"})
"""Codes of files that could not be opened at all."""


@dataclass(slots=True)
class Reading:
    """What came out of a file: its text, the tree (None where there is none to go on with) and what was wrong.

    ``mended`` holds the lines (from 1) that were read as they should be written; their diagnostics come first.
    ``mend`` is how the line of the last diagnostic is to be written, where that ended the reading and can be told.
    """

    source: SourceText
    root: Node | None
    diagnostics: list[Diagnostic]
    mended: frozenset[int] = frozenset()
    mend: str | None = None

    def reported(self) -> tuple[Diagnostic, ...]:
        """Return all diagnostics in the order of the file; about a mended line only why it was mended."""
        first = len(self.mended)
        later = (found for found in self.diagnostics[first:] if found.span.line not in self.mended)
        found = [*self.diagnostics[:first], *later]
        return tuple(sorted(found, key=lambda diagnostic: (diagnostic.span.line, diagnostic.span.column)))


def read_path(path: str | Path) -> Reading:
    """Read a file. Never raises for what is in it, nor for a file that cannot be opened."""
    try:
        kind = os.stat(path).st_mode
        if stat.S_ISDIR(kind):
            return _refused(str(path), "file-is-folder")
        if not stat.S_ISREG(kind):  # a pipe would be waited for without end
            return _refused(str(path), "file-unreadable", reason=Term("reason-no-file"))
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return _refused(str(path), "file-missing")
    except (OSError, ValueError) as error:
        reason = _REASONS.get(getattr(error, "errno", None), "reason-name")
        return _refused(str(path), "file-unreadable", reason=Term(reason))
    return read_bytes(data, str(path))


def is_folder(path: str | Path) -> bool:
    """Return whether a path leads to a folder; a name that no file can have leads nowhere."""
    try:
        return bool(str(path)) and Path(path).is_dir()
    except (OSError, ValueError):
        return False


def read_bytes(data: bytes, name: str) -> Reading:
    """Read the bytes of a file; ``name`` is what diagnostics call it."""
    if len(data) > MAX_BYTES:
        return _refused(name, "file-too-large", limit=MAX_BYTES // 1024)
    if _is_utf16(data):
        return _refused(name, "file-utf16")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        source = SourceText(name, before)
        last = len(source.lines) - 1
        column = len(source.lines[last])
        place = Place(At(last, column), At(last, column + 1))
        return Reading(source, None, [source.diagnose("file-not-utf8", place, byte=f"0x{data[error.start]:02X}")])
    return _read(text, name)


def read_text(text: str, name: str) -> Reading:
    """Read a text; ``name`` is what diagnostics call it."""
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return _refused(name, "file-too-large", limit=MAX_BYTES // 1024)
    return _read(text.removeprefix("\ufeff"), name)


def _is_utf16(data: bytes) -> bool:
    """Return whether a file looks like UTF-16: its mark at the start, or a zero byte in each of the first letters."""
    return data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:4:2] == b"\0\0" or data[1:4:2] == b"\0\0"


def _refused(name: str, code: str, **params: Any) -> Reading:
    source = SourceText(name, "")
    return Reading(source, None, [source.diagnose(code, Place(At(0, 0), At(0, 1)), **params)])


def _read(text: str, name: str) -> Reading:
    """Read a text; where a fault of syntax can be mended, go on with the mended line to find what else is wrong."""
    source = SourceText(name, text)
    forbidden = traps.forbidden_character(source) or traps.strange_blank(source)
    if forbidden:
        return Reading(source, None, [forbidden])
    written = list(source.lines)
    faults: list[Diagnostic] = []
    reading = _attempt(source, text)
    while (fault := _mendable(reading, faults)) and len(faults) < _MENDED and len(text) < _MENDED_LENGTH:
        faults.append(fault)
        source.lines[fault.span.line - 1] = str(reading.mend)
        reading = _attempt(source, "\n".join(source.lines))
    source.lines = written
    lost = reading.root is None and faults and reading.diagnostics[-1].span.line <= faults[-1].span.line
    later = [] if lost else reading.diagnostics
    return Reading(source, reading.root, [*faults, *later], frozenset(found.span.line for found in faults))


def _mendable(reading: Reading, faults: list[Diagnostic]) -> Diagnostic | None:
    """Return the fault of syntax that ended the reading, if it says how its line is to be written."""
    if reading.root is not None or not reading.diagnostics:
        return None
    last = reading.diagnostics[-1]
    further = not faults or last.span.line > faults[-1].span.line
    return last if further and reading.mend is not None else None


def _attempt(source: SourceText, text: str) -> Reading:
    composer = Composer(source)
    try:
        root = composer.compose(text)
    except Refused as refusal:
        return Reading(source, None, [*composer.found(), refusal.diagnostic])
    except yaml.MarkedYAMLError as error:
        explained, mend = _explained(source, error, composer)
        before = [d for d in composer.found() if d.span != explained.span]
        return Reading(source, None, [*before, explained], mend=mend)
    except yaml.YAMLError:
        return Reading(source, None, [source.diagnose("yaml-syntax", whole_line(source, 0))])
    if root is None or is_bare(root):
        empty = source.diagnose("file-empty", whole_line(source, 0))
        return Reading(source, None, [*composer.found(), empty])
    return Reading(source, root, composer.found())


def _explained(source: SourceText, error: yaml.MarkedYAMLError, composer: Composer) -> tuple[Diagnostic, str | None]:
    """Return the diagnostic for a fault of syntax, and its line as it should be written where that can be told."""
    if "nesting depth" in (error.problem or ""):  # the parser has a bound of its own, and looks ahead
        mark = error.problem_mark or At(0, 0)
        return source.diagnose("yaml-too-deep", Place(mark, mark), limit=MAX_DEPTH), None
    found = explain(source, error, composer.last_quoted, composer.open_bracket())
    fixed = found.params.get("fixed")
    if not fixed:
        return find_misplaced(source, found) or (found, None)
    if found.code in _FAR_REACHING:
        return found, None
    return found, " " * blanks(source.line(found.span.line - 1)) + str(fixed)
