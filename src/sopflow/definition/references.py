"""Names that point at something else in the same file: steps, actors, documents, facts.

A name that nothing has is reported once, with all the lines on which it stands, and read as the name that was
probably meant. It must not know what a reference is for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from sopflow.messages import AlsoOnLines, Either
from sopflow.source.nodes import Node, Path, Unreadable, find, find_key
from sopflow.source.shape import suggest, written_path

if TYPE_CHECKING:
    from sopflow.diagnostic import Diagnostic, Severity
    from sopflow.source.reader import Reading

Kind = Literal["step", "actor", "document", "fact"]


class Report:
    """Collects the diagnostics of one file; places are given as paths into it."""

    def __init__(self, reading: Reading) -> None:
        assert reading.root is not None
        self._reading = reading
        self._root = reading.root

    def at(
        self, code: str, path: Path, /, *, severity: Severity = "error", hint: str | None = None, **params: Any
    ) -> None:
        """Report something about the value at ``path``."""
        self._add(code, find(self._root, path), path, severity, hint, params)

    def at_key(
        self, code: str, path: Path, /, *, severity: Severity = "error", hint: str | None = None, **params: Any
    ) -> None:
        """Report something about the key that leads to ``path``."""
        self._add(code, find_key(self._root, path), path, severity, hint, params)

    def node(self, path: Path) -> Node:
        """Return the node at ``path``."""
        return find(self._root, path)

    def has(self, path: Path) -> bool:
        """Return whether the file says something at ``path``."""
        return find(self._root, path) is not find(self._root, path[:-1])

    def line(self, path: Path) -> int:
        """Return the line of ``path``, counted from 1."""
        return find(self._root, path).start.line + 1

    def _add(
        self, code: str, place: Node, path: Path, severity: Severity, hint: str | None, params: dict[str, Any]
    ) -> None:
        params.setdefault("where", written_path(path))
        found = self._reading.source.diagnose(code, place, severity=severity, hint_code=hint, **params)
        self.diagnostics.append(found)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """What has been reported so far, what the reader found included."""
        return self._reading.diagnostics


@dataclass(slots=True)
class References:
    """The known names of one kind.

    ``complete`` is False where some names could not be read, ``lost`` becomes True where a reference was not resolved.
    """

    kind: Kind
    known: tuple[str, ...]
    complete: bool = True
    lost: bool = False
    _unknown: dict[str, list[Path]] = field(default_factory=dict)
    _keys: set[Path] = field(default_factory=set)

    def resolve(self, name: object, path: Path) -> str | None:
        """Return the name, the one that was probably meant, or None where nobody can tell."""
        if isinstance(name, Unreadable) or not isinstance(name, str):
            self.lost = True
            return None
        if name in self.known:
            return name
        self._unknown.setdefault(name, []).append(path)
        meant = suggest(name, self.known)
        self.lost = self.lost or meant is None
        return meant

    def resolve_key(self, name: str, path: Path) -> str | None:
        """Return the same for a name that stands as a key."""
        self._keys.add(path)
        return self.resolve(name, path)

    def resolve_all(self, names: object, path: Path) -> tuple[str, ...]:
        """Return the names of a list, without those that nobody can tell."""
        if not isinstance(names, list):
            return ()
        found = (self.resolve(name, (*path, index)) for index, name in enumerate(names))
        return tuple(dict.fromkeys(name for name in found if name is not None))

    def report_unknown(self, report: Report) -> None:
        """Report each unknown name at its first place."""
        for name, paths in self._unknown.items():
            meant = suggest(name, self.known)
            if meant is None and not self.complete:
                continue
            code = f"unknown-{self.kind}"
            lines = sorted({report.line(path) for path in paths[1:]} - {report.line(paths[0])})
            also = AlsoOnLines(tuple(lines))
            say = report.at_key if paths[0] in self._keys else report.at
            if meant:
                say(code, paths[0], hint="did-you-mean", name=name, meant=meant, also=also)
            elif self.known:
                say(code, paths[0], hint="known-names", name=name, known=Either(self.known), also=also)
            else:
                say(code, paths[0], name=name, also=also)
