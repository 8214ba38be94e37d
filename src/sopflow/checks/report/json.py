"""What a check found, as the JSON data of the contract. It must not know how the data is written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopflow.checks.run import Run


def report_data(run: Run, lang: str) -> dict[str, object]:
    """Return the counts of a run and its ``diagnostics``; ``lang`` is that of the sentences."""
    return {
        "files": run.files,
        "skipped": run.skipped,
        "errors": run.count("error"),
        "warnings": run.count("warning"),
        "silenced": len(run.silenced),
        "diagnostics": [found.to_dict(lang) for found in run.diagnostics],
    }
