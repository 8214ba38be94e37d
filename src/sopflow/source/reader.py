"""Text or file -> tree of nodes, or a diagnostic that says why not.

Only the parts of YAML that a procedure needs are read. What would make a file mean something else than it looks like
(duplicate keys, anchors, aliases, merge keys, tags) is refused by name, and size and depth are bounded before anything
is built. It must not know schemas; what the writer meant is guessed in ``traps.py`` and ``syntax.py``.
"""

from __future__ import annotations

import warnings
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import yaml

from sopflow.messages import AlsoOnLines
from sopflow.source import traps
from sopflow.source.nodes import (
    MAX_REPORTED,
    At,
    HasPlace,
    Mapping,
    Mark,
    Node,
    Place,
    Scalar,
    Sequence,
    SourceText,
    Unreadable,
    whole_line,
)
from sopflow.source.syntax import explain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.diagnostic import Diagnostic

MAX_BYTES: Final = 1024 * 1024
MAX_DEPTH: Final = 32
_LISTED: Final = 10

UNOPENED: Final = frozenset({"file-missing", "file-is-folder", "file-unreadable"})
"""Codes of files that could not be opened at all."""


@dataclass(slots=True)
class Reading:
    """What came out of a file: its text, the tree (None where there is none to go on with) and what was wrong."""

    source: SourceText
    root: Node | None
    diagnostics: list[Diagnostic]


def read_path(path: str | Path) -> Reading:
    """Read a file. Never raises for what is in it, nor for a file that cannot be opened."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return _refused(str(path), "file-missing")
    except IsADirectoryError:
        return _refused(str(path), "file-is-folder")
    except (OSError, ValueError) as error:
        if is_folder(path):  # Windows calls it a lack of permission
            return _refused(str(path), "file-is-folder")
        return _refused(str(path), "file-unreadable", reason=getattr(error, "strerror", None) or str(error))
    return read_bytes(data, str(path))


def is_folder(path: str | Path) -> bool:
    """Return whether a path leads to a folder; a name that no file can have leads nowhere."""
    try:
        return Path(path).is_dir()
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
    source = SourceText(name, text)
    forbidden = traps.forbidden_character(source)
    if forbidden:
        return Reading(source, None, [forbidden])
    composer = _Composer(source)
    try:
        root = composer.compose(text)
    except _Refused as refusal:
        return Reading(source, None, [*composer.found(), refusal.diagnostic])
    except yaml.MarkedYAMLError as error:
        explained = _explained(source, error, composer)
        before = [d for d in composer.found() if d.span != explained.span]
        return Reading(source, None, [*before, explained])
    except yaml.YAMLError:
        return Reading(source, None, [source.diagnose("yaml-syntax", whole_line(source, 0))])
    if root is None or (isinstance(root, Scalar) and root.plain and not root.text):
        empty = source.diagnose("file-empty", whole_line(source, 0))
        return Reading(source, None, [*composer.found(), empty])
    return Reading(source, root, composer.found())


def _explained(source: SourceText, error: yaml.MarkedYAMLError, composer: _Composer) -> Diagnostic:
    if "nesting depth" in (error.problem or ""):  # the parser has a bound of its own, and looks ahead
        mark = error.problem_mark or At(0, 0)
        return source.diagnose("yaml-too-deep", Place(mark, mark), limit=MAX_DEPTH)
    return explain(source, error, composer.last_quoted, composer.open_bracket())


class _Refused(Exception):  # noqa: N818 - ends the reading, is no error of the program
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__()
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been read yet.

    ``key`` is the key that waits for its value; ``doubled`` holds the keys that were there before, and
    ``since_doubled`` counts all keys from the first of these on.
    """

    node: Sequence | Mapping
    key: Scalar | Unreadable | None = None
    doubled: list[Scalar] = field(default_factory=list)
    since_doubled: int = 0


class _Composer:
    """Builds the tree from parser events with a stack of its own, so that no depth can exhaust Python's."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.last_quoted: Scalar | None = None
        self._open: list[_Open] = []
        self._root: Node | None = None
        self._anchors: dict[str, Place] = {}
        self._anchor_lines: list[int] = []

    def found(self) -> list[Diagnostic]:
        """Return all that was found wrong; anchors and what refers to them are one thing, said at the first."""
        with suppress(_Refused):
            while self._open:
                self._report_doubled(self._open.pop())
        if not self._anchors:
            return self.diagnostics
        name, place = next(iter(self._anchors.items()))
        lines = [line + 1 for line in dict.fromkeys(self._anchor_lines) if line != place.start.line]
        also = AlsoOnLines(tuple(lines[:_LISTED]))
        return [*self.diagnostics, self.source.diagnose("yaml-anchor", place, name=name, also=also)]

    def open_bracket(self) -> Mark | None:
        """Return where the innermost list or mapping in brackets opens that has not been closed yet."""
        return next((opened.node.start for opened in reversed(self._open) if opened.node.flow), None)

    def compose(self, text: str) -> Node | None:
        documents = 0
        event: Any
        for event in _events(text):
            start, end = event.start_mark, event.end_mark
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent):
                self._start(event, Mapping({}, bool(event.flow_style), start, end))
            elif isinstance(event, yaml.SequenceStartEvent):
                self._start(event, Sequence([], bool(event.flow_style), start, end))
            elif isinstance(event, yaml.CollectionEndEvent):
                closed = self._open.pop()
                closed.node.end = end
                self._report_doubled(closed)
                self._add(closed.node)
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Refused(self.source.diagnose("yaml-several-documents", Place(start, end)))
        return self._root

    def _scalar(self, event: Any) -> None:
        refused = self._check_properties(event)
        scalar = Scalar(event.value, not event.style, event.start_mark, event.end_mark)
        if event.style in {"'", '"'}:
            self.last_quoted = scalar
        empty = scalar.plain and not scalar.text
        self._add(Unreadable(scalar.start, scalar.end) if refused and empty else scalar)

    def _start(self, event: Any, node: Sequence | Mapping) -> None:
        self._check_properties(event)
        if len(self._open) >= MAX_DEPTH:
            place = Place(event.start_mark, At(event.start_mark.line, event.start_mark.column + 1))
            raise _Refused(self.source.diagnose("yaml-too-deep", place, limit=MAX_DEPTH))
        self._open.append(_Open(node))

    def _add(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        parent = self._open[-1]
        if isinstance(parent.node, Sequence):
            parent.node.items.append(node)
        elif parent.key is None:
            parent.key = self._as_key(node)
        else:
            key, parent.key = parent.key, None
            if isinstance(key, Scalar):
                self._enter(parent, parent.node, key, node)
            else:
                parent.node.whole = False

    def _as_key(self, node: Node) -> Scalar | Unreadable:
        if isinstance(node, Scalar):
            asked = traps.begins_with_question(self.source, node)
            if node.plain and node.text == "<<":
                self._report("yaml-merge-key", node)
            elif asked:
                self._add_diagnostic(asked)
            else:
                return node
            return Unreadable(node.start, node.end)
        if not isinstance(node, Unreadable):
            self._report("yaml-key-not-text", node)
        return Unreadable(node.start, node.end)

    def _enter(self, opened: _Open, mapping: Mapping, key: Scalar, value: Node) -> None:
        first = mapping.entries.get(key.text)
        if first:
            opened.doubled.append(key)
            if isinstance(first[1], Scalar) and first[1].plain and not first[1].text:
                mapping.entries[key.text] = (first[0], value)  # the line was written twice, its value only once
        else:
            mapping.entries[key.text] = (key, value)
        opened.since_doubled += bool(opened.doubled)

    def _report_doubled(self, opened: _Open) -> None:
        """Report keys that stand twice; where most of the rest is doubled, the line that begins a new entry is gone."""
        if not isinstance(opened.node, Mapping) or not opened.doubled:
            return
        names = list(dict.fromkeys(key.text for key in opened.doubled))
        if len(names) > 1 and 2 * len(opened.doubled) >= opened.since_doubled:
            opened.node.whole = False
            self._report("duplicate-keys", opened.doubled[0], keys=names[:_LISTED])
            return
        for key in opened.doubled[:MAX_REPORTED]:
            first = opened.node.entries[key.text][0]
            self._report("duplicate-key", key, key=key.text, first_line=first.start.line + 1)

    def _check_properties(self, event: Any) -> bool:
        """Report an anchor or a tag; return whether there was one."""
        if event.anchor is not None:
            place, name = self._property("&", event.start_mark)
            self._anchors.setdefault(name, place)
            self._anchor_lines.append(place.start.line)
        if event.tag is not None:
            place, name = self._property("!", event.start_mark)
            self._report("yaml-tag", place, name=name)
        return event.anchor is not None or event.tag is not None

    def _property(self, sign: str, mark: Mark) -> tuple[Place, str]:
        """Return an anchor or a tag with its place; where a value has both, they stand one behind the other."""
        line = self.source.line(mark.line)
        column = mark.column if line.startswith(sign, mark.column) else line.find(f" {sign}", mark.column) + 1
        end = next((i for i in range(column, len(line)) if line[i] in " \t,]}"), len(line))
        return Place(At(mark.line, column), At(mark.line, end)), line[column:end]

    def _alias(self, event: Any) -> None:
        if f"&{event.anchor}" in self._anchors:
            self._anchor_lines.append(event.start_mark.line)
        else:
            self._add_diagnostic(traps.begins_with_sign(self.source, event.start_mark))
        self._add(Unreadable(event.start_mark, event.end_mark))

    def _report(self, code: str, place: HasPlace, **params: Any) -> None:
        self._add_diagnostic(self.source.diagnose(code, place, **params))

    def _add_diagnostic(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)
        if len(self.diagnostics) >= MAX_REPORTED:
            raise _Refused(self.diagnostics.pop())


def _events(text: str) -> Iterator[Any]:
    return yaml.parse(text, Loader=_loader())  # events only: nothing is ever constructed


def _loader() -> Any:
    if yaml.__with_libyaml__:
        return yaml.CBaseLoader
    warnings.warn("PyYAML was built without libyaml: reading is many times slower", RuntimeWarning, stacklevel=2)
    return yaml.BaseLoader
