"""``sopflow check``: hold SOP files against the schema and the rules."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from sopflow.checks.report.json import report_data
from sopflow.checks.report.text import summary, text_report
from sopflow.checks.run import Run, check_paths
from sopflow.cli.answer import NO, WRONG, YES, Answer, json_text
from sopflow.cli.options import Format, Language
from sopflow.cli.refusal import unopened_sentences
from sopflow.cli.terminal import wants_colour
from sopflow.cli.usage import UsageError
from sopflow.source.reader import UNOPENED

Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="cli-paths-argument")]
Strict = Annotated[bool, typer.Option("--strict", help="cli-strict-option")]


def check(paths: Paths, strict: Strict = False, format: Format = "text", lang: Language = "") -> Answer:
    """Check files and folders; the code is 1 for errors (``strict``: warnings too), 2 for what cannot be opened."""
    if not all(paths):
        raise UsageError("cli-path-empty")
    run = check_paths(paths)
    if not run.files:
        raise UsageError("cli-no-sop-found", paths=paths)
    unopened = [found for found in run.diagnostics if found.code in UNOPENED]
    text = json_text(report_data(run, lang)) if format == "json" else _text(run, len(unopened), lang)
    return Answer(text, WRONG if unopened else _verdict(run, strict), unopened_sentences(unopened, lang))


def _text(run: Run, unopened: int, lang: str) -> str:
    """Return the findings and the summary; files that could not be opened have their sentence elsewhere."""
    if run.files == unopened:
        return ""
    findings = [found for found in run.diagnostics if found.code not in UNOPENED]
    report = text_report(findings, lang, colour=wants_colour(sys.stdout))
    return "\n".join(part for part in (report, summary(run, lang)) if part)


def _verdict(run: Run, strict: bool) -> int:
    return NO if run.count("error") or (strict and run.count("warning")) else YES
