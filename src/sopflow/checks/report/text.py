"""What a check found, for people: each finding with its line and a mark under the place, then how many there are.

``file:line:column: severity code: sentence`` comes first, as editors and compilers write it. It must not know rules,
nor whether it is shown on a terminal: the caller says whether colours are wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.messages import say
from sopflow.plaintext import harmless, one_line, width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.checks.run import Run
    from sopflow.diagnostic import Diagnostic

_COLOURS: Final = {"error": "31", "warning": "33", "note": "36"}
_BOLD: Final = "1"
_LONGEST_LINE: Final = 160
_AROUND: Final = 60
_TAB: Final = "    "


def text_report(diagnostics: Iterable[Diagnostic], lang: str, *, colour: bool = False) -> str:
    """Return the findings one below the other; each takes one to four lines."""
    return "\n".join(_finding(found, lang, colour) for found in diagnostics)


def summary(run: Run, lang: str) -> str:
    """Return one line that says how many files were checked and how many findings there are."""
    parts = [
        _counted("files", run.files, lang),
        _counted("errors", run.count("error"), lang),
        _counted("warnings", run.count("warning"), lang),
    ]
    notes = run.count("note")
    if notes:
        parts.append(_counted("notes", notes, lang))
    if run.silenced:
        parts.append(_counted("silenced", len(run.silenced), lang))
    if run.skipped:
        parts.append(_counted("skipped", run.skipped, lang))
    return ", ".join(parts)


def _counted(what: str, number: int, lang: str) -> str:
    return say(f"report-{what}-one" if number == 1 else f"report-{what}", lang, number=number)


def _finding(found: Diagnostic, lang: str, colour: bool) -> str:
    tone = _COLOURS[found.severity]
    severity = say(f"severity-{found.severity}", lang)
    head = (
        f"{_painted(harmless(found.location), _BOLD, colour)}: {_painted(severity, tone, colour)} {found.code}: "
        f"{one_line(found.message(lang))}"
    )
    lines = [head, *_marked(found, tone, colour)]
    hint = found.hint(lang)
    if hint:
        lines.append(f"  {one_line(hint)}")
    return "\n".join(lines)


def _marked(found: Diagnostic, tone: str, colour: bool) -> list[str]:
    """Return the source line and the carets below it; a long line is cut to what lies around the place."""
    if not found.source.strip():
        return []
    begin = min(found.span.column - 1, len(found.source))
    end = max(begin + 1, found.span.end_column - 1 if found.span.end_line == found.span.line else len(found.source))
    before, marked, after = found.source[:begin], found.source[begin:end], found.source[end:]
    if len(found.source) > _LONGEST_LINE:
        before = before if len(before) <= _AROUND else "…" + before[-_AROUND:]
        marked = marked if len(marked) <= _AROUND else marked[:_AROUND]
        after = after if len(after) <= _AROUND else after[:_AROUND] + "…"
    before, marked, after = (_shown(part) for part in (before, marked, after))
    carets = _painted("^" * max(1, width(marked)), tone, colour)
    return [f"  {before}{marked}{after}".rstrip(), f"  {' ' * width(before)}{carets}"]


def _shown(part: str) -> str:
    return harmless(part.replace("\t", _TAB))


def _painted(text: str, code: str, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour else text
