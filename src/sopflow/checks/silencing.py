"""What somebody has looked at and lets be: warnings and notes that are silenced, each with its reason.

``# sopflow: allow CODE - reason`` stands on the line that is meant, or on a line of its own above it; for all files of
a folder the reasons stand in its ``sopflow.toml`` (``settings.py``). Errors are never silenced: a case would be stuck.
A silencing that silences nothing is itself reported, so that none outlives what it was written for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sopflow.diagnostic import NOTES, WARNINGS
from sopflow.messages import catalogue
from sopflow.source.nodes import At, Mapping, Place, Scalar, Sequence
from sopflow.source.spelling import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sopflow.diagnostic import Diagnostic
    from sopflow.source.nodes import Node, SourceText
    from sopflow.source.reader import Reading

_COMMENT: Final = re.compile(r"(?:^|(?<=\s))#\s*sopflow\s*:\s*(?P<said>.*)$")
_ALLOW: Final = re.compile(r"allow\s+(?P<codes>[\w-]+(?:\s*,\s*[\w-]+)*)(?:\s+[-–—]+\s*(?P<reason>.*?))?\s*$")
SILENCEABLE: Final = WARNINGS | NOTES


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that somebody lets be, and why; ``in_file`` where that is said beside it, not for the whole folder."""

    diagnostic: Diagnostic
    reason: str
    in_file: bool


@dataclass(slots=True)
class _Comment:
    """One code that a comment silences, on one line (from 1)."""

    code: str
    reason: str
    line: int
    place: Place
    used: bool = False


def silence(reading: Reading) -> tuple[tuple[Diagnostic, ...], tuple[Silenced, ...]]:
    """Return what is reported of a file and what its comments silence."""
    found = reading.reported()
    comments = list(_comments(reading)) if any("sopflow" in line for line in reading.source.lines) else []
    if not comments:
        return found, ()
    usable = [comment for comment in comments if isinstance(comment, _Comment)]
    said = [comment for comment in comments if not isinstance(comment, _Comment)]
    left, silenced = [], []
    for diagnostic in found:
        mine = [one for one in usable if (one.code, one.line) == (diagnostic.code, diagnostic.span.line)]
        for comment in mine:
            comment.used = True
        if mine:
            silenced.append(Silenced(diagnostic, mine[0].reason, True))
        else:
            left.append(diagnostic)
    if not any(diagnostic.severity == "error" for diagnostic in found):  # else not everything was looked at
        said += [
            _unused(reading.source, one, [other.span.line for other in left if other.code == one.code])
            for one in usable
            if not one.used
        ]
    return tuple(sorted([*left, *said], key=_position)), tuple(silenced)


def _unused(source: SourceText, comment: _Comment, lines: list[int]) -> Diagnostic:
    """Report a comment that silences nothing; where what it names is said on other lines, it may belong there."""
    hint = "silencing-elsewhere-hint" if lines else "silencing-unused-hint"
    return source.diagnose("silencing-unused", comment.place, code=comment.code, hint_code=hint, lines=lines[:5])


def refuse_code(code: str) -> tuple[str, dict[str, object]] | None:
    """Return what is wrong about silencing a code, and what to say of it; None where nothing is."""
    if code in SILENCEABLE:
        return None
    if code in catalogue("id"):
        return "silencing-of-error", {"code": code}
    return "silencing-unknown-code", {"code": code, "meant": suggest(code, SILENCEABLE)}


def _comments(reading: Reading) -> Iterator[_Comment | Diagnostic]:
    """Give what the comments silence, and what is wrong about them."""
    source = reading.source
    for number, line in enumerate(source.lines):
        comment = _COMMENT.search(line)
        if comment is None or (reading.root is not None and _is_text(reading.root, number, comment.start())):
            continue
        whole = Place(At(number, comment.start()), At(number, len(line.rstrip())))
        allow = _ALLOW.fullmatch(comment["said"])
        if allow is None:
            yield _unreadable(source, whole, comment["said"])
        elif not allow["reason"]:
            yield source.diagnose("silencing-without-reason", whole)
        else:
            begin = comment.start("said") + allow.start("codes")
            yield from _codes(source, number, begin, allow["codes"], allow["reason"])


def _unreadable(source: SourceText, place: Place, said: str) -> Diagnostic:
    """Report a comment of another form; where a code and a reason can be made out, show how they are written."""
    loose = re.fullmatch(r"\w+\W+(?P<code>[a-z]+(?:-[a-z]+)+)\W+(?P<reason>\w.*)", said.strip())
    if loose is None:
        return source.diagnose("silencing-unreadable", place)
    fixed = f"# sopflow: allow {loose['code']} - {loose['reason']}"
    return source.diagnose("silencing-unreadable", place, hint_code="write-value", fixed=fixed)


def _codes(source: SourceText, number: int, begin: int, codes: str, reason: str) -> Iterator[_Comment | Diagnostic]:
    meant = _line_meant(source, number)
    for name in re.finditer(r"[\w-]+", codes):
        place = Place(At(number, begin + name.start()), At(number, begin + name.end()))
        refused = refuse_code(name.group())
        if refused is None:
            yield _Comment(name.group(), reason, meant + 1, place)
        else:
            code, params = refused
            hint = "did-you-mean" if params.get("meant") else f"{code}-hint"
            yield source.diagnose(code, place, hint_code=hint, **params)


def _line_meant(source: SourceText, number: int) -> int:
    """Return the line that a comment is about: its own, or the next one with something else on it."""
    if not source.line(number).lstrip().startswith("#"):
        return number
    below = range(number + 1, len(source.lines))
    return next((line for line in below if source.line(line).strip() and source.line(line).lstrip()[0] != "#"), number)


def _is_text(node: Node, line: int, column: int) -> bool:
    """Return whether a place lies in a text, where a ``#`` is no comment."""
    if isinstance(node, Scalar):
        begin, end = (node.start.line, node.start.column), (node.end.line, node.end.column)
        return begin <= (line, column) < end
    inner: Iterable[Node] = ()
    if isinstance(node, Mapping):
        inner = (part for entry in node.entries.values() for part in entry)
    elif isinstance(node, Sequence):
        inner = node.items
    return any(_is_text(part, line, column) for part in inner)


def _position(found: Diagnostic) -> tuple[int, int]:
    return found.span.line, found.span.column
