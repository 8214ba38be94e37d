"""Events of the YAML parser -> tree of nodes, with what makes a file mean something else than it looks like.

Nothing is ever constructed: duplicate keys, anchors, aliases, merge keys and tags are refused by name, and depth is
bounded before anything is built. It must not know files nor schemas.
"""

from __future__ import annotations

import warnings
from contextlib import suppress
from dataclasses import dataclass, field
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
    is_bare,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.diagnostic import Diagnostic

MAX_DEPTH: Final = 32
_LISTED: Final = 10


class Refused(Exception):  # noqa: N818 - ends the reading, is no error of the program
    """There is no going on; ``diagnostic`` says why."""

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


class Composer:
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
        with suppress(Refused):
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
        """Return the tree of a text, None where it is empty; raises ``Refused`` and ``yaml.YAMLError``."""
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
                    raise Refused(self.source.diagnose("yaml-several-documents", Place(start, end)))
        return self._root

    def _scalar(self, event: Any) -> None:
        refused = self._check_properties(event)
        scalar = Scalar(event.value, not event.style, event.start_mark, event.end_mark)
        if event.style in {"'", '"'}:
            self.last_quoted = scalar
        unseen = traps.escaped_character(self.source, scalar) if event.style == '"' else None
        if unseen:
            self._add_diagnostic(unseen)
        nothing_left = unseen or (refused and scalar.plain and not scalar.text)
        self._add(Unreadable(scalar.start, scalar.end) if nothing_left else scalar)

    def _start(self, event: Any, node: Sequence | Mapping) -> None:
        self._check_properties(event)
        if len(self._open) >= MAX_DEPTH:
            place = Place(event.start_mark, At(event.start_mark.line, event.start_mark.column + 1))
            raise Refused(self.source.diagnose("yaml-too-deep", place, limit=MAX_DEPTH))
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
            if is_bare(first[1]):
                mapping.entries[key.text] = (first[0], value)  # the line was written twice, its value only once
        else:
            mapping.entries[key.text] = (key, value)
        opened.since_doubled += bool(opened.doubled)

    def _report_doubled(self, opened: _Open) -> None:
        """Report keys that stand twice; where most of the rest is doubled, the line that begins a new entry is gone."""
        if not isinstance(opened.node, Mapping) or not opened.doubled:
            return
        names = list(dict.fromkeys(key.text for key in opened.doubled))
        opened.node.whole = False  # one of the two had another name
        if len(names) > 1 and 2 * len(opened.doubled) >= opened.since_doubled:
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
            raise Refused(self.diagnostics.pop())


def _events(text: str) -> Iterator[Any]:
    return yaml.parse(text, Loader=_loader())  # events only: nothing is ever constructed


def _loader() -> Any:
    if yaml.__with_libyaml__:
        return yaml.CBaseLoader
    warnings.warn("PyYAML was built without libyaml: reading is many times slower", RuntimeWarning, stacklevel=2)
    return yaml.BaseLoader
