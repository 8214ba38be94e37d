"""What a folder of SOPs lets be: the ``[allow]`` of its ``sopflow.toml``, a reason for each code.

The nearest such file counts, from the folder of an SOP upwards. It must not know rules.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sopflow.checks.silencing import Silenced, refuse_code
from sopflow.messages import Either, Term
from sopflow.source.nodes import At, Place, SourceText
from sopflow.source.spelling import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.diagnostic import Diagnostic

NAME: Final = "sopflow.toml"
_MAX_BYTES: Final = 64 * 1024
_WHERE: Final = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(slots=True)
class Settings:
    """One ``sopflow.toml``: its reasons by code, what is wrong about it, and which codes have silenced something.

    ``all_seen`` is False once one of its files had errors, so that not everything was looked at.
    """

    path: Path
    source: SourceText
    allow: dict[str, str] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    all_seen: bool = True

    def unused(self) -> list[Diagnostic]:
        """Return the silencings that have silenced nothing."""
        return [
            self.source.diagnose(
                "silencing-unused", _key_place(self.source, code), code=code, hint_code="silencing-unused-hint"
            )
            for code in self.allow
            if code not in self.used
        ]


class Folders:
    """Finds the settings of files; each ``sopflow.toml`` is read once."""

    def __init__(self) -> None:
        self._of_folder: dict[str, Settings | None] = {}

    def of(self, file: str | Path) -> Settings | None:
        """Return the settings that count for a file."""
        return self._of(os.path.dirname(os.path.abspath(os.fspath(file))))

    def read(self) -> list[Settings]:
        """Return all settings that have been found, each once."""
        found = {id(settings): settings for settings in self._of_folder.values() if settings}
        return list(found.values())

    def _of(self, folder: str) -> Settings | None:
        known = self._of_folder.get(folder, _UNKNOWN)
        if not isinstance(known, _Unknown):
            return known
        path, above = Path(folder) / NAME, os.path.dirname(folder)
        if path.is_file():
            settings: Settings | None = read_settings(path)
        else:
            settings = self._of(above) if above != folder else None
        self._of_folder[folder] = settings
        return settings


class _Unknown:
    """A folder that nobody has asked for."""


_UNKNOWN: Final = _Unknown()


def let_be(settings: Settings, found: Iterable[Diagnostic]) -> tuple[list[Diagnostic], list[Silenced]]:
    """Return what is left of findings, and what the settings silence."""
    left, silenced = [], []
    for diagnostic in found:
        reason = settings.allow.get(diagnostic.code)
        if reason is None:
            left.append(diagnostic)
        else:
            settings.used.add(diagnostic.code)
            silenced.append(Silenced(diagnostic, reason, False))
    return left, silenced


def read_settings(path: Path) -> Settings:
    """Read a ``sopflow.toml``; what is wrong about it is in its diagnostics, never raised."""
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError:
        return _refused(path, "file-unreadable", reason=Term("reason-permission"))
    if len(data) > _MAX_BYTES:
        return _unreadable(path, "", "")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _unreadable(path, data.decode("utf-8", "replace"), f"(at line {line}, column 1)")
    return settings_of(path, text)


def settings_of(path: Path, text: str) -> Settings:
    """Return the settings that a text says; ``path`` is where it stands."""
    import tomllib

    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is no TOMLDecodeError
        return _unreadable(path, text, str(error))
    settings = Settings(path, SourceText(os.path.relpath(path), text))
    _read(settings, content)
    return settings


def _read(settings: Settings, content: dict[str, Any]) -> None:
    source = settings.source
    for key in content:
        if key != "allow":
            meant = suggest(key, ["allow"])
            hint = "did-you-mean" if meant else "known-keys"
            params = {"key": key, "known": Either(("[allow]",)), "meant": meant}
            settings.diagnostics.append(
                source.diagnose("unknown-key", _key_place(source, key), hint_code=hint, **params)
            )
    allow = content.get("allow", {})
    if not isinstance(allow, dict):
        settings.diagnostics.append(source.diagnose("settings-form", _key_place(source, "allow")))
        return
    for code, reason in allow.items():
        refused = refuse_code(code)
        place = _key_place(source, code)
        if refused is not None:
            name, params = refused
            hint = "did-you-mean" if params.get("meant") else f"{name}-hint"
            settings.diagnostics.append(source.diagnose(name, place, hint_code=hint, **params))
        elif not isinstance(reason, str) or not reason.strip():
            settings.diagnostics.append(source.diagnose("settings-form", place))
        else:
            settings.allow[code] = reason.strip()


def _unreadable(path: Path, text: str, problem: str) -> Settings:
    source = SourceText(os.path.relpath(path), text)
    where = _WHERE.search(problem)
    end = len(source.lines) - 1 if "end of document" in problem else 0
    line, column = (int(where[1]) - 1, int(where[2]) - 1) if where else (end, 0)
    place = Place(At(line, column), At(line, column + 1))
    return Settings(path, source, diagnostics=[source.diagnose("settings-unreadable", place)])


def _refused(path: Path, code: str, **params: Any) -> Settings:
    source = SourceText(os.path.relpath(path), "")
    return Settings(path, source, diagnostics=[source.diagnose(code, Place(At(0, 0), At(0, 1)), **params)])


def _key_place(source: SourceText, key: str) -> Place:
    """Return where a key stands: TOML is read without places, but a key begins its line or a table's head."""
    wanted = re.compile(rf"^\s*(?:\[\s*)?[\"']?(?P<key>{re.escape(key)})[\"']?\s*(?:=|\.|\])")
    for number, line in enumerate(source.lines):
        found = wanted.match(line)
        if found:
            return Place(At(number, found.start("key")), At(number, found.end("key")))
    return Place(At(0, 0), At(0, 1))
