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
from sopflow.source.nodes import At, Place, text_spans
from sopflow.source.spelling import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sopflow.diagnostic import Diagnostic
    from sopflow.source.nodes import SourceText
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
    by_place: dict[tuple[str, int], list[_Comment]] = {}
    for comment in usable:
        by_place.setdefault((comment.code, comment.line), []).append(comment)
    for diagnostic in found:
        mine = by_place.get((diagnostic.code, diagnostic.span.line), [])
        for comment in mine:
            comment.used = True
        if mine:
            silenced.append(Silenced(diagnostic, mine[0].reason, True))
        else:
            left.append(diagnostic)
    lines: dict[str, list[int]] = {}
    for diagnostic in left:
        lines.setdefault(diagnostic.code, []).append(diagnostic.span.line)
    if not any(diagnostic.severity == "error" for diagnostic in found):  # else not everything was looked at
        said += [_unused(reading.source, one, lines.get(one.code, [])) for one in usable if not one.used]
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
    """Give what the comments silence, and what is wrong about them, the last line first."""
    source = reading.source
    texts = text_spans(reading.root) if reading.root is not None else {}
    below: int | None = None
    for number in range(len(source.lines) - 1, -1, -1):
        line = source.line(number)
        comment = _COMMENT.search(line)
        if comment is not None and not any(begin <= comment.start() < end for begin, end in texts.get(number, ())):
            meant = number if not line.lstrip().startswith("#") else number if below is None else below
            whole = Place(At(number, comment.start()), At(number, len(line.rstrip())))
            allow = _ALLOW.fullmatch(comment["said"])
            if allow is None:
                yield _unreadable(source, whole, comment["said"])
            elif not allow["reason"]:
                yield source.diagnose("silencing-without-reason", whole)
            else:
                begin = comment.start("said") + allow.start("codes")
                yield from _codes(source, At(number, begin), meant, allow["codes"], allow["reason"])
        if line.strip() and not line.lstrip().startswith("#"):
            below = number


def _unreadable(source: SourceText, place: Place, said: str) -> Diagnostic:
    """Report a comment of another form; where a code and a reason can be made out, show how they are written."""
    loose = re.fullmatch(r"\w+\W+(?P<code>[a-z]+(?:-[a-z]+)+)\W+(?P<reason>\w.*)", said.strip())
    if loose is None:
        return source.diagnose("silencing-unreadable", place)
    fixed = f"# sopflow: allow {loose['code']} - {loose['reason']}"
    return source.diagnose("silencing-unreadable", place, hint_code="write-value", fixed=fixed)


def _codes(source: SourceText, at: At, meant: int, codes: str, reason: str) -> Iterator[_Comment | Diagnostic]:
    for name in re.finditer(r"[\w-]+", codes):
        place = Place(At(at.line, at.column + name.start()), At(at.line, at.column + name.end()))
        refused = refuse_code(name.group())
        if refused is None:
            yield _Comment(name.group(), reason, meant + 1, place)
        else:
            code, params = refused
            hint = "did-you-mean" if params.get("meant") else f"{code}-hint"
            yield source.diagnose(code, place, hint_code=hint, **params)


def _position(found: Diagnostic) -> tuple[int, int]:
    return found.span.line, found.span.column
