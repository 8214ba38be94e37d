"""What a check found as JUnit XML, which CI servers show as tests: each file is one, and fails where it has errors."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sopflow.checks.report.text import text_report
from sopflow.messages import say
from sopflow.plaintext import harmless, one_line

if TYPE_CHECKING:
    from sopflow.checks.run import Run
    from sopflow.diagnostic import Diagnostic


def junit_report(run: Run, lang: str, *, strict: bool = False) -> str:
    """Return the document; with ``strict`` a file fails for warnings too. What does not fail it is its output."""
    by_file: dict[str, list[Diagnostic]] = {file: [] for file in run.checked}
    for found in run.diagnostics:
        by_file.setdefault(found.file, []).append(found)
    suite = ET.Element("testsuite", name="sopflow")
    failures = sum(_case(suite, file, found, lang, strict) for file, found in by_file.items())
    counts = {"tests": str(len(by_file)), "failures": str(failures), "errors": "0"}
    suite.attrib.update(counts)
    root = ET.Element("testsuites", counts)
    root.append(suite)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _case(suite: ET.Element, file: str, found: list[Diagnostic], lang: str, strict: bool) -> bool:
    """Add one file; return whether it fails."""
    failing = [one for one in found if one.severity == "error" or (strict and one.severity == "warning")]
    others = [one for one in found if one not in failing]
    case = ET.SubElement(suite, "testcase", name=harmless(file), classname="sopflow")
    if failing:
        first = f"{failing[0].code}: {one_line(failing[0].message(lang))}"
        more = say("report-and-more", lang, number=len(failing) - 1) if len(failing) > 1 else ""
        failure = ET.SubElement(case, "failure", message=f"{first}{more}", type=failing[0].severity)
        failure.text = _report(failing, lang)
    if others:
        ET.SubElement(case, "system-out").text = _report(others, lang)
    return bool(failing)


def _report(found: list[Diagnostic], lang: str) -> str:
    return harmless(text_report(found, lang), keep="\n")
