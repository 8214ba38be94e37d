"""What a check found as workflow commands of GitHub Actions, which it shows beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.checks.report.shared import posix_path, sentence
from sopflow.checks.rulebook import rule
from sopflow.plaintext import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.diagnostic import Diagnostic, Severity

_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "note": "notice"}


def github_report(diagnostics: Iterable[Diagnostic], lang: str) -> str:
    """Return one command a line."""
    return "\n".join(_command(found, lang) for found in diagnostics)


def _command(found: Diagnostic, lang: str) -> str:
    span, entry = found.span, rule(found.code)
    properties = {
        "file": harmless(posix_path(found.file)),
        "line": str(span.line),
        "endLine": str(span.end_line),
        "col": str(span.column),
        "endColumn": str(max(span.column, span.end_column - 1)),  # the last column is included
        "title": f"{found.code}: {entry.name[lang]}" if entry else found.code,
    }
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = sentence(found, lang)
    return f"::{_COMMANDS[found.severity]} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
