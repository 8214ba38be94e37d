"""Reports that other programs read, each read here by such a program, or by its published rules."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from junitparser import Failure, JUnitXml
from sarif_pydantic import Sarif

from sopflow.checks.report.github import github_report
from sopflow.checks.report.gitlab import gitlab_data
from sopflow.checks.report.junit import junit_report
from sopflow.checks.report.sarif import file_uri, sarif_data
from sopflow.checks.run import Run, check_paths
from sopflow.diagnostic import Diagnostic, Span
from sopflow.messages import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE: Final = "<script>&\"',:%0A ::error::\u202e\U0001f600"
TEXT: Final = f"""\
sop: contoh
version: "1"
title: Contoh
actors:
  loket: Petugas Loket
  sepi: Camat
steps:
  - id: terima
    actor: lokat
    activity: {json.dumps("Menerima " + HOSTILE, ensure_ascii=False)}
    duration: 24 jam # sopflow: allow hours-over-a-day - kantor jaga
    next: {json.dumps(HOSTILE, ensure_ascii=False)}
"""
WARNED: Final = """\
sop: rapi
version: "1"
title: Rapi
actors:
  loket: Petugas Loket
  sepi: Camat
steps:
  - id: terima
    actor: loket
    activity: Menerima berkas
    duration: 1 jam
"""
# From the pages of GitLab about code quality reports: these keys are required, and the severities are these.
GITLAB: Final = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "not": {"pattern": "^\\./"}},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer"}}},
                },
            },
        },
    },
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    folder = tmp_path / "a, b:%"
    folder.mkdir()
    (folder / "contoh.yaml").write_text(TEXT, encoding="utf-8")
    (folder / "rapi.yaml").write_text(WARNED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return check_paths(["./a, b:%"])


def test_what_is_found_is_what_is_reported_on(run: Run) -> None:
    assert [found.code for found in run.diagnostics] == [
        "unknown-actor", "unknown-step", "actor-unused", "step-without-output",
    ]  # fmt: skip
    assert [one.diagnostic.code for one in run.silenced] == ["hours-over-a-day"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_sarif_is_read_by_its_model(run: Run, lang: str) -> None:
    log = Sarif.model_validate(json.loads(json.dumps(sarif_data(run, lang, "0.1"))))
    (only,) = log.runs
    results, rules = only.results or [], only.tool.driver.rules or []
    assert [result.rule_id for result in results] == [
        "unknown-actor", "unknown-step", "actor-unused", "step-without-output", "hours-over-a-day",
    ]  # fmt: skip
    for result in results:
        assert rules[result.rule_index or 0].id == result.rule_id
        (location,) = result.locations or []
        assert location.physical_location is not None
        assert location.physical_location.artifact_location is not None
        uri = location.physical_location.artifact_location.uri or ""
        assert uri.startswith("a%2C%20b%3A%25/")
        assert unquote(uri) in {"a, b:%/contoh.yaml", "a, b:%/rapi.yaml"}
    levels = [str(getattr(result.level, "value", result.level)) for result in results]
    assert levels == ["error", "error", "note", "warning", "warning"]
    data = sarif_data(run, lang, "0.1")["runs"][0]["results"]  # type: ignore[index]
    assert [result.get("suppressions") for result in data][-1] == [{"kind": "inSource", "justification": "kantor jaga"}]
    region = data[0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (9, 12, 17)
    assert len({result["partialFingerprints"]["sopflow/v1"] for result in data}) == len(data)


def test_a_path_from_the_root_is_a_file_uri() -> None:
    assert file_uri("/srv/sop/izin usaha.yaml") == "file:///srv/sop/izin%20usaha.yaml"
    assert file_uri("./a/../izin.yaml") == "izin.yaml"


def unescaped(text: str) -> str:
    """What GitHub's runner makes of a value: the escapes of its toolkit, the percent sign last."""
    for sign, escaped in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        text = text.replace(escaped, sign)
    return text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_github_reads_one_command_for_each_finding(run: Run, lang: str) -> None:
    lines = github_report(run.diagnostics, lang).split("\n")
    assert len(lines) == len(run.diagnostics)
    for line, found in zip(lines, run.diagnostics, strict=True):
        command = re.fullmatch(r"::(error|warning|notice) ([^\r\n]*?)::([^\r\n]*)", line)
        assert command
        assert command[1] == {"error": "error", "warning": "warning", "note": "notice"}[found.severity]
        properties = dict(part.split("=", 1) for part in command[2].split(","))
        assert unescaped(properties["file"]) == found.file.removeprefix("./")
        assert int(properties["line"]) == found.span.line
        assert int(properties["endColumn"]) >= int(properties["col"])
        assert found.code in unescaped(properties["title"])
        assert "\u202e" not in line


@pytest.mark.parametrize("lang", LANGUAGES)
def test_gitlab_takes_the_report(run: Run, lang: str) -> None:
    data = json.loads(json.dumps(gitlab_data(run.diagnostics, lang)))
    jsonschema.validate(data, GITLAB)
    assert [entry["severity"] for entry in data] == ["major", "major", "info", "minor"]
    assert len({entry["fingerprint"] for entry in data}) == len(data)
    assert data[0]["location"]["path"] == "a, b:%/contoh.yaml"


def test_a_fingerprint_stays_where_lines_move(run: Run, tmp_path: Path) -> None:
    before = [entry["fingerprint"] for entry in gitlab_data(run.diagnostics, "en")]
    file = tmp_path / "a, b:%" / "contoh.yaml"
    file.write_text(f"# satu baris lagi\n{TEXT}", encoding="utf-8")
    moved = check_paths(["./a, b:%"])
    assert [entry["fingerprint"] for entry in gitlab_data(moved.diagnostics, "en")] == before


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("strict", "failures"), [(False, 1), (True, 2)])
def test_junit_has_a_test_for_each_file(run: Run, lang: str, strict: bool, failures: int) -> None:
    text = junit_report(run, lang, strict=strict)
    suites = JUnitXml.fromstring(text.encode())
    assert (suites.tests, suites.failures, suites.errors) == (2, failures, 0)
    cases = [case for suite in suites for case in suite]
    assert [case.name for case in cases] == ["a, b:%/contoh.yaml", "a, b:%/rapi.yaml"]
    (failed,) = cases[0].result
    assert isinstance(failed, Failure)
    assert "unknown-actor" in str(failed.text)
    assert cases[0].classname == "sopflow"
    assert "actor-unused" in (cases[1].system_out or "")
    assert ET.fromstring(text).tag == "testsuites"


def test_a_file_name_that_steers_a_terminal_does_not_reach_the_log() -> None:
    steering = Diagnostic("a\x07\x1b[31m\u202e.yaml", Span(1, 1, 1, 2), "file-empty")
    assert not re.search("[\x00-\x1f\u202e]", github_report([steering], "en"))
