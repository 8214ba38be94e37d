"""The tree that a YAML file is read into, and the text that its places point into.

It must not know schemas, nor what a key means.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from sopflow.diagnostic import Diagnostic, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what YAML 1.1 counts as the end of a line


class Mark(Protocol):
    """A place as PyYAML marks it: line and column count from 0."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(slots=True, eq=False)
class Scalar:
    """A text; ``plain`` where no quotes and no block sign stand around it."""

    text: str
    plain: bool
    start: Mark
    end: Mark


@dataclass(slots=True, eq=False)
class Sequence:
    """A list; ``flow`` where it is written in ``[ ]``."""

    items: list[Node]
    flow: bool
    start: Mark
    end: Mark


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys and values; ``flow`` where it is written in ``{ }``, not ``whole`` where some key could not be read."""

    entries: dict[str, tuple[Scalar, Node]]
    flow: bool
    start: Mark
    end: Mark
    whole: bool = True


@dataclass(slots=True, eq=False)
class Unreadable:
    """What stands where a diagnostic has already been written: nothing more is said about it."""

    start: Mark
    end: Mark


_FAR: Final = 2**31
MAX_REPORTED: Final = 100
"""More faults of one file than this tell nobody anything more."""

Node = Scalar | Sequence | Mapping | Unreadable
KeyPath = tuple[str | int, ...]


class SourceText:
    """The lines of one file, and the diagnostics that point into them."""

    __slots__ = ("lines", "name")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.lines = LINE_BREAK.split(text)

    @property
    def text(self) -> str:
        """The whole text; every line ends as on Unix."""
        return "\n".join(self.lines)

    def line(self, number: int) -> str:
        """Return a line; ``number`` counts from 0, past the end the line is empty."""
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def span(self, start: Mark, end: Mark) -> Span:
        """Return the stretch from ``start`` to ``end``, cut at the end of its first line."""
        line = self.line(start.line)
        column = min(start.column, len(line))
        end_column = end.column if end.line == start.line else len(line.rstrip())
        return Span(start.line + 1, column + 1, start.line + 1, max(end_column, column + 1) + 1)

    def diagnose(
        self,
        code: str,
        place: HasPlace,
        /,
        *,
        hint_code: str | None = None,
        **params: Any,
    ) -> Diagnostic:
        """Return a diagnostic about ``place``."""
        span = self.span(place.start, place.end)
        return Diagnostic(self.name, span, code, params, hint_code, self.line(place.start.line))


class HasPlace(Protocol):
    """Whatever stands somewhere in a file."""

    @property
    def start(self) -> Mark: ...
    @property
    def end(self) -> Mark: ...


@dataclass(frozen=True, slots=True)
class At:
    """A place of its own; line and column count from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch that is no node."""

    start: Mark
    end: Mark


def whole_line(source: SourceText, number: int) -> Place:
    """Return the stretch of a line from its first to its last character that is no blank."""
    line = source.line(number)
    return Place(At(number, len(line) - len(line.lstrip())), At(number, len(line.rstrip())))


def find(root: Node, path: Iterable[str | int]) -> Node:
    """Return the node at ``path``, or the deepest one on the way to it."""
    node = root
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
            node = node.entries[step][1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            break
    return node


def find_key(root: Node, path: KeyPath) -> Node:
    """Return the key that leads to ``path``; where the last step is no key, the node itself."""
    parent = find(root, path[:-1])
    last = path[-1] if path else None
    if isinstance(parent, Mapping) and isinstance(last, str) and last in parent.entries:
        return parent.entries[last][0]
    return find(root, path)


def is_bare(node: Node) -> bool:
    """Return whether a value is missing: nothing stands where it should."""
    return isinstance(node, Scalar) and node.plain and not node.text


def plain(node: Node) -> object:
    """Return a tree as dicts, lists, texts and booleans: every scalar is the text as written, but true and false."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Scalar):
        return node.text == "true" if node.plain and node.text in {"true", "false"} else node.text
    return None


def text_spans(root: Node) -> dict[int, list[tuple[int, int]]]:
    """Return the stretches of each line (from 0) that are texts or keys, where a ``#`` is no comment."""
    found: dict[int, list[tuple[int, int]]] = {}
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Mapping):
            waiting += [part for entry in node.entries.values() for part in entry]
        elif isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Scalar):
            for line in range(node.start.line, node.end.line + 1):
                begin = node.start.column if line == node.start.line else 0
                end = node.end.column if line == node.end.line else _FAR
                found.setdefault(line, []).append((begin, end))
    return found


def written_path(path: KeyPath) -> str:
    """Write where in a file something stands: ``steps[2].branches``."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")
