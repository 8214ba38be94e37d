"""What a check found as SARIF 2.1.0 (OASIS, 2020), which code hosts show beside the lines.

What somebody lets be is there too, as suppressed, with the reason. Columns count Unicode characters.
"""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sopflow.checks.report.explanation import shown
from sopflow.checks.report.fingerprint import with_fingerprints
from sopflow.checks.report.shared import sentence
from sopflow.checks.rulebook import rule
from sopflow.messages import say

if TYPE_CHECKING:
    from sopflow.checks.run import Run
    from sopflow.checks.silencing import Silenced
    from sopflow.diagnostic import Diagnostic

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif_data(run: Run, lang: str, version: str) -> dict[str, object]:
    """Return the SARIF log of a run; ``version`` is that of sopflow."""
    silenced = {id(one.diagnostic): one for one in run.silenced}
    found = [*run.diagnostics, *(one.diagnostic for one in run.silenced)]
    codes = sorted({one.code for one in found})
    driver = {"name": "sopflow", "version": version, "rules": [_rule(code, lang) for code in codes]}
    results = [
        _result(one, mark, codes.index(one.code), silenced.get(id(one)), lang) for one, mark in with_fingerprints(found)
    ]
    log: dict[str, Any] = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [log]}


def _rule(code: str, lang: str) -> dict[str, object]:
    entry = rule(code)
    if entry is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": entry.name[lang]},
        "fullDescription": {"text": entry.why[lang]},
        "help": {"text": f"{entry.why[lang]}\n\n{say('explain-good', lang)}\n\n{shown(entry.good, lang)}"},
        "defaultConfiguration": {"level": entry.severity},
    }


def _result(found: Diagnostic, mark: str, index: int, silenced: Silenced | None, lang: str) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": found.severity,
        "message": {"text": sentence(found, lang)},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": file_uri(found.file)}, "region": _region(found)}}
        ],
        "partialFingerprints": {"sopflow/v1": mark},
    }
    if silenced is not None:
        kind = "inSource" if silenced.in_file else "external"
        result["suppressions"] = [{"kind": kind, "justification": silenced.reason}]
    return result


def _region(found: Diagnostic) -> dict[str, object]:
    span = found.span
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "snippet": {"text": found.source},
    }


def file_uri(file: str) -> str:
    """Return a path as a URI: relative where the path is, so that it holds in every checkout."""
    path = PurePath(os.path.normpath(file))
    text = path.as_posix().encode("utf-8", "surrogateescape")
    return f"file://{'' if text.startswith(b'/') else '/'}{quote(text)}" if path.is_absolute() else quote(text)
