"""Names that point at something else in the same file: steps, actors, documents, facts.

A name that nothing has is reported once, with all the lines on which it stands, and read as the name that was
probably meant. It must not know what a reference is for.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from sopflow.messages import Either
from sopflow.source.nodes import MAX_REPORTED, KeyPath, Unreadable
from sopflow.source.spelling import is_id, several, sheet_number, suggest

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from sopflow.source.findings import Findings

Kind = Literal["step", "actor", "document", "fact"]

_LISTED: Final = 20
"""A longer list of names helps nobody to find the one that is meant."""


@dataclass(slots=True)
class References:
    """The known names of one kind.

    ``complete`` is False where some names could not be read, ``doubtful`` is True where a known name may stand in the
    place of another one, ``lost`` becomes True where a reference was not resolved; ``numbers`` leads from the sheet's
    No. to a name, ``labels`` from what people call it, for those who refer by these.
    """

    kind: Kind
    known: dict[str, None]
    complete: bool = True
    doubtful: bool = False
    numbers: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    lost: bool = False
    _unknown: dict[str, list[KeyPath]] = field(default_factory=dict)
    _meant: dict[str, str | None] = field(default_factory=dict)
    _keys: set[KeyPath] = field(default_factory=set)

    @classmethod
    def to(cls, kind: Kind, names: Iterable[str], *, complete: bool = True, doubtful: bool = False) -> References:
        """Return the references to ``names``; where one of these is no id, nobody can say how it will be called."""
        known = dict.fromkeys(names)
        return cls(kind, known, complete and all(is_id(name) for name in known), doubtful)

    def resolve(self, name: object, path: KeyPath) -> str | None:
        """Return the name, the one that was probably meant, or None where nobody can tell."""
        if isinstance(name, Unreadable) or not isinstance(name, str):
            self.lost = True
            return None
        if name in self.known:
            return name
        if name not in self._meant:
            crowded = len(self._meant) >= MAX_REPORTED
            self._meant[name] = None if crowded else self.likely(name)
        meant = self._meant[name]
        self._unknown.setdefault(name, []).append(path)
        self.lost = self.lost or meant is None
        return meant

    def likely(self, name: str) -> str | None:
        """Return the known name that was probably meant: by its No., by what it is called, or by a slip."""
        number, label = sheet_number(name), _label(name)
        if number in self.numbers:
            return self.numbers[number]
        if label in self.labels:
            return self.labels[label]
        return suggest(name, self.known)

    def are_called(self, labels: Iterable[tuple[str, str]]) -> None:
        """Take what people call the names; what two are called says nothing."""
        found = [(_label(label), name) for name, label in labels if label]
        often = Counter(label for label, _ in found)
        self.labels = {label: name for label, name in found if often[label] == 1}

    def dismiss(self, name: str) -> None:
        """Take back what an unknown name was thought to mean."""
        self._meant[name] = None
        self.lost = True

    def resolve_key(self, name: str, path: KeyPath) -> str | None:
        """Return the same for a name that stands as a key."""
        self._keys.add(path)
        return self.resolve(name, path)

    def resolve_all(self, names: object, path: KeyPath) -> tuple[str, ...]:
        """Return the names of a list, without those that nobody can tell."""
        if not isinstance(names, list):
            return ()
        found = (self.resolve(name, (*path, index)) for index, name in enumerate(names))
        return tuple(dict.fromkeys(name for name in found if name is not None))

    def report_unknown(self, findings: Findings, sections: Mapping[str, Container[str]]) -> None:
        """Report each unknown name at its first place; ``sections`` are the names that each section of the file has."""
        misplaced = findings.unknown_keys()
        self._unknown = {name: paths for name, paths in self._unknown.items() if name not in misplaced}
        if not self.known and self.complete:
            self._report_undeclared(findings, sections)
            return
        reported = [name for name in self._unknown if not self._follows(name, self._meant[name])]
        for name in reported[:MAX_REPORTED]:
            paths = sorted(self._unknown[name], key=findings.line)
            meant = self._meant[name]
            params: dict[str, Any] = {"name": name, "also": findings.also(paths)}
            together, section = self._together(name), _section_of(name, sections)
            if section:
                params |= _elsewhere(findings, section, name)
            elif together:
                params |= _taken_apart(together, paths[0])
            elif meant:
                params |= {"hint": "did-you-mean", "meant": meant}
            elif 0 < len(self.known) <= _LISTED:
                params |= {"hint": "known-names", "known": Either(tuple(self.known))}
            say = findings.at_key if paths[0] in self._keys else findings.at
            say(f"unknown-{self.kind}", paths[0], **params)

    def _together(self, name: str) -> list[str]:
        """Return the names that a text strings together, where all of them are known; else nothing."""
        names = several(name) if not is_id(name) else []
        meant = [part if part in self.known else self.likely(part) for part in names]
        found = [part for part in meant if part is not None]
        return found if len(names) > 1 and len(found) == len(names) else []

    def _report_undeclared(self, findings: Findings, sections: Mapping[str, Container[str]]) -> None:
        """Report once where the file declares nothing of this kind at all."""
        paths = sorted((path for found in self._unknown.values() for path in found), key=findings.line)
        if paths:
            name = next(name for name, found in self._unknown.items() if paths[0] in found)
            say = findings.at_key if paths[0] in self._keys else findings.at
            section = _section_of(name, sections)
            hint = _elsewhere(findings, section, name) if section else {"hint": f"declare-{self.kind}"}
            say(f"unknown-{self.kind}", paths[0], name=name, also=findings.also(paths), **hint)

    def _follows(self, name: str, meant: str | None) -> bool:
        """Return whether an unknown name is probably the one that could not be read where it was given."""
        if self.complete:
            return False
        if self.doubtful:
            return True
        return meant is None or not is_id(meant) or _without_digits(meant) == _without_digits(name)


def _section_of(name: str, sections: Mapping[str, Container[str]]) -> str | None:
    """Return the section of the file in which a name stands that should stand in another one."""
    return next((section for section, names in sections.items() if name in names), None)


def _elsewhere(findings: Findings, section: str, name: str) -> dict[str, Any]:
    return {"hint": "stands-elsewhere", "section": section, "line": findings.key_line((section, name))}


def _label(text: str) -> str:
    return " ".join(text.casefold().split())


def _taken_apart(names: list[str], path: KeyPath) -> dict[str, Any]:
    """Return the hint for several names in one text: a list, its items one by one, or one actor and the others."""
    if path[-1] == "actor":
        return {"hint": "one-actor", "first": names[0], "others": ", ".join(names[1:])}
    written = ", ".join(names)
    return {"hint": "write-value", "fixed": written if isinstance(path[-1], int) else f"[{written}]"}


def _without_digits(name: str) -> str:
    return "".join(letter for letter in name if not letter.isdigit())
