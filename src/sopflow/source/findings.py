"""What is found in one file after it has been read; places are given as paths of keys into it.

It must not know what is looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sopflow.messages import AlsoOnLines
from sopflow.source.nodes import KeyPath, Mapping, Node, find, find_key, written_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping as ReadOnly

    from sopflow.diagnostic import Diagnostic
    from sopflow.source.reader import Reading

_MOST: Final = 1_000


class Findings:
    """Collects the diagnostics of one file; places are given as paths into it."""

    def __init__(self, reading: Reading) -> None:
        assert reading.root is not None
        self._reading = reading
        self._root = reading.root

    def at(self, code: str, path: KeyPath, /, *, hint: str | None = None, **params: Any) -> None:
        """Report something about the value at ``path``."""
        self._add(code, find(self._root, path), path, hint, params)

    def at_key(self, code: str, path: KeyPath, /, *, hint: str | None = None, **params: Any) -> None:
        """Report something about the key that leads to ``path``."""
        self._add(code, find_key(self._root, path), path, hint, params)

    def node(self, path: KeyPath) -> Node:
        """Return the node at ``path``."""
        return find(self._root, path)

    def has(self, path: KeyPath) -> bool:
        """Return whether the file says something at ``path``."""
        return find(self._root, path) is not find(self._root, path[:-1])

    def whole(self, path: KeyPath) -> bool:
        """Return whether every key of the mapping at ``path`` could be read."""
        node = find(self._root, path)
        return not isinstance(node, Mapping) or node.whole

    def has_errors(self, path: KeyPath) -> bool:
        """Return whether an error has been reported about anything at ``path``, or about the key that leads there."""
        return any(found.severity == "error" for found in self._about(path))

    def says_something_of(self, path: KeyPath) -> bool:
        """Return whether anything at all has been reported about what is at ``path``."""
        return self.has(path) and any(True for _ in self._about(path))

    def _about(self, path: KeyPath) -> Iterator[Diagnostic]:
        key, node = find_key(self._root, path), find(self._root, path)
        begin, end = (key.start.line, key.start.column), (node.end.line, node.end.column)
        for found in self.diagnostics:
            if begin <= (found.span.line - 1, found.span.column - 1) < end:
                yield found

    def unknown_keys(self) -> frozenset[str]:
        """Return the keys that nobody knows where they stand: what is missed elsewhere may be one of these."""
        found: set[str] = set()
        for one in self.diagnostics:
            params: ReadOnly[str, Any] = one.params
            if one.code in {"unknown-key", "unknown-keys"}:
                found.update(params.get("keys") or [params["key"]])
        return frozenset(found)

    def line(self, path: KeyPath) -> int:
        """Return the line of ``path``, counted from 1."""
        return find(self._root, path).start.line + 1

    def also(self, paths: list[KeyPath]) -> AlsoOnLines:
        """Return the lines of all but the first of ``paths``, without the first one's."""
        return AlsoOnLines(tuple(sorted({self.line(path) for path in paths[1:]} - {self.line(paths[0])})))

    def key_line(self, path: KeyPath) -> int | None:
        """Return the line of the key that leads to ``path``, None where the file has no such key."""
        return find_key(self._root, path).start.line + 1 if self.has(path) else None

    def _add(self, code: str, place: Node, path: KeyPath, hint: str | None, params: dict[str, Any]) -> None:
        params.setdefault("where", written_path(path))
        found = self._reading.source.diagnose(code, place, hint_code=hint, **params)
        if len(self.diagnostics) < _MOST:
            self.diagnostics.append(found)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What has been reported so far, what the reader found included."""
        return self._reading.diagnostics
