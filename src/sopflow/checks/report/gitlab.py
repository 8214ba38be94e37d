"""What a check found as a code quality report of GitLab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sopflow.checks.report.fingerprint import with_fingerprints
from sopflow.checks.report.shared import posix_path, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.diagnostic import Diagnostic, Severity

_SEVERITIES: Final[dict[Severity, str]] = {"error": "major", "warning": "minor", "note": "info"}


def gitlab_data(diagnostics: Iterable[Diagnostic], lang: str) -> list[dict[str, object]]:
    """Return one entry for each finding; paths are as they were given, without a leading ``./``."""
    return [
        {
            "description": sentence(found, lang),
            "check_name": found.code,
            "fingerprint": mark,
            "severity": _SEVERITIES[found.severity],
            "location": {
                "path": posix_path(found.file),
                "lines": {"begin": found.span.line, "end": found.span.end_line},
            },
        }
        for found, mark in with_fingerprints(diagnostics)
    ]
