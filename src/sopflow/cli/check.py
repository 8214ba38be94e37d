"""``sopflow check``: hold SOP files against the schema and the rules."""

from __future__ import annotations

import os
import sys
from typing import Final

from sopflow.checks.report.text import summary, text_report
from sopflow.checks.run import Run, check_paths
from sopflow.cli.answer import NO, WRONG, YES, Answer, json_text
from sopflow.cli.options import LANGUAGE, PATHS, option
from sopflow.cli.progress import Waiting
from sopflow.cli.refusal import unopened_sentences
from sopflow.cli.terminal import wants_colour
from sopflow.cli.usage import UsageError
from sopflow.source.reader import UNOPENED

FORMATS: Final = ("text", "json", "sarif", "github", "gitlab", "junit")
PARAMETERS: Final = (
    PATHS,
    option("--strict", is_flag=True, help="cli-strict-option"),
    option("--format", known=FORMATS, default="text", help="cli-report-option"),
    LANGUAGE,
)


def check(paths: tuple[str, ...], strict: bool, format: str, lang: str) -> Answer:
    """Check files and folders; the code is 1 for errors (``strict``: warnings too), 2 for what cannot be opened."""
    with Waiting(lang) as waiting:
        run = check_paths(paths, workers=os.cpu_count() or 1, progress=waiting)
    if not run.files:
        raise UsageError("cli-no-sop-found", paths=list(paths))
    unopened = [found for found in run.diagnostics if found.code in UNOPENED]
    text = _text(run, len(unopened), lang) if format == "text" else _report(run, format, strict, lang)
    return Answer(text, WRONG if unopened else _verdict(run, strict), unopened_sentences(unopened, lang))


def _text(run: Run, unopened: int, lang: str) -> str:
    """Return the findings and the summary; files that could not be opened have their sentence elsewhere."""
    if run.files == unopened:
        return ""
    findings = [found for found in run.diagnostics if found.code not in UNOPENED]
    report = text_report(findings, lang, colour=wants_colour(sys.stdout))
    return "\n".join(part for part in (report, summary(run, lang)) if part)


def _report(run: Run, format: str, strict: bool, lang: str) -> str:
    """Return a run as other programs read it; each form is imported only where it is wanted."""
    if format == "sarif":
        from sopflow import __version__
        from sopflow.checks.report.sarif import sarif_data

        return json_text(sarif_data(run, lang, __version__))
    if format == "github":
        from sopflow.checks.report.github import github_report

        return github_report(run.diagnostics, lang)
    if format == "gitlab":
        from sopflow.checks.report.gitlab import gitlab_data

        return json_text(gitlab_data(run.diagnostics, lang))
    if format == "junit":
        from sopflow.checks.report.junit import junit_report

        return junit_report(run, lang, strict=strict)
    from sopflow.checks.report.json import report_data

    return json_text(report_data(run, lang))


def _verdict(run: Run, strict: bool) -> int:
    return NO if run.count("error") or (strict and run.count("warning")) else YES
