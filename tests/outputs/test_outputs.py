"""The files as people open them: in editors, browsers and office programs, which ``make test-outputs`` installs."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written_sops import (
    BUSINESS,
    DIRECT,
    FORTY_LINES,
    HOSTILE,
    INDIRECT,
    OTHER_SCRIPTS,
    deciding,
    definition,
    in_a_row,
)

from bpmn_conditions import FACTS, Alternatives, condition_of, conditions, holds
from sopflow.bpmn.feel import condition_expression
from sopflow.definition.model import Definition
from sopflow.layout import metrics
from sopflow.output import render
from sopflow.sheet.pages import sheet_in_pages

ROOT: Final = Path(__file__).parents[2]
TOOLS: Final = ROOT / ".outputs"
BPMN: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DIAGRAM: Final = "{http://www.omg.org/spec/BPMN/20100524/DI}"

SOPS: Final[dict[str, Definition]] = {
    "usaha": definition(BUSINESS),
    "tidak-langsung": definition(INDIRECT),
    "langsung": definition(DIRECT),
    "jahat": in_a_row(2, 2, activity=HOSTILE, note=HOSTILE),
    "aksara": in_a_row(2, 2, activity=OTHER_SCRIPTS, note=OTHER_SCRIPTS),
    "panjang": in_a_row(30, 3, activity="Mengerjakan bagian ini sampai selesai"),
    "empat-puluh": in_a_row(2, activity=FORTY_LINES),
    "dua-puluh": in_a_row(20, 20),
    "pilihan": deciding(7),
}
REAL: Final = ("usaha", "tidak-langsung", "langsung")


def written(folder: Path, format: str, names: Any = SOPS) -> dict[str, Path]:
    """Write SOPs to files."""
    files = {name: folder / f"{name}.{format}" for name in names}
    for name, file in files.items():
        file.write_bytes(render(SOPS[name], format))
    return files


def browsed(kind: str, files: dict[str, Path]) -> dict[str, Any]:
    """What a browser finds in files."""
    call = ["node", str(TOOLS / "browser.mjs"), kind, *map(str, files.values())]
    answer = subprocess.run(call, capture_output=True, text=True, check=False, timeout=300)
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout)
    return {name: found[str(file)] for name, file in files.items()}


def run(*call: str | Path) -> str:
    return subprocess.run([*map(str, call)], capture_output=True, text=True, check=True, timeout=300).stdout


def pdf_text(file: Path) -> str:
    return run("pdftotext", "-layout", file, "-")


def pdf_pages(file: Path) -> int:
    return int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", file)).group(1))  # type: ignore[union-attr]


def office_pdfs(folder: Path, files: dict[str, Path]) -> dict[str, Path]:
    """Let LibreOffice print files."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder / "pdf", *files.values())
    return {name: folder / "pdf" / f"{file.stem}.pdf" for name, file in files.items()}


def letters(text: str) -> set[str]:
    """The words of a text, whatever stands between them."""
    return set(re.findall(r"[A-Za-z]{3,}", text))


def wanted(sop: Definition) -> set[str]:
    words = [sop.title, *(step.activity for step in sop.steps.values())]
    words += [outcome.name for outcome in sop.outcomes.values()]
    return letters(" ".join(words))


def test_bpmn_opens_in_bpmn_js_without_a_warning_and_every_element_is_drawn(tmp_path: Path) -> None:
    files = written(tmp_path, "bpmn")
    for name, found in browsed("bpmn", files).items():
        assert found["noted"] == [], name
        root = ET.fromstring(files[name].read_bytes())
        drawn = {element.get("bpmnElement") for element in root.iter() if element.get("bpmnElement")}
        assert drawn <= set(found["drawn"]), name


def test_mermaid_itself_draws_the_mermaid(tmp_path: Path) -> None:
    for name, found in browsed("mermaid", written(tmp_path, "mmd")).items():
        assert found["noted"] == [], name
        shown = letters(" ".join(found["labels"]))
        assert wanted(SOPS[name]) - letters(SOPS[name].title) <= shown, name


def test_graphviz_draws_the_dot(tmp_path: Path) -> None:
    for name, file in written(tmp_path, "dot").items():
        svg = ET.fromstring(run("dot", "-Tsvg", file))
        shown = letters(" ".join(svg.itertext()))
        assert wanted(SOPS[name]) <= shown, name


def test_html_fetches_nothing_runs_nothing_and_prints_its_pages(tmp_path: Path) -> None:
    files = written(tmp_path, "html")
    for name, found in browsed("html", files).items():
        assert found["noted"] == [], name
        assert found["requests"] == [], name
        assert found["dark"] != "rgb(255, 255, 255)", name
        assert all(found["ids"]), name
        printed = files[name].with_suffix(".html.pdf")
        assert pdf_pages(printed) == len(sheet_in_pages(SOPS[name], "id").pages), name


def test_lines_of_the_svg_are_as_long_as_they_were_laid_out(tmp_path: Path) -> None:
    for name, found in browsed("svg", written(tmp_path, "svg")).items():
        assert found["noted"] == [], name
        assert found["lines"], name
        for line in found["lines"]:
            # letters that lean towards each other are set a little closer
            assert 0.9 * line["laid"] - 0.5 <= line["real"] <= line["laid"] + 0.3, line


def test_every_width_of_the_table_is_that_of_the_typeface(tmp_path: Path) -> None:
    """Each letter of the table is set forty times at 10 points by the browser."""
    lines = []
    for bold in (False, True):
        for letter in metrics._WIDTHS[bold]:
            if letter.strip():
                width = metrics.text_width(letter * 40, 10, bold)
                shown = letter.replace("&", "&amp;").replace("<", "&lt;")
                weight = "bold" if bold else "normal"
                lines.append(f'<text font-weight="{weight}" textLength="{width}">{shown * 40}</text>')
    file = tmp_path / "huruf.svg"
    style = "<style>text{font-family:'Liberation Sans';font-size:10px;font-kerning:none}</style>"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{style}{"".join(lines)}</svg>', encoding="utf-8")
    found = browsed("svg", {"huruf": file})["huruf"]["lines"]
    assert len(found) == len(lines)
    for line in found:
        assert line["real"] == pytest.approx(line["laid"], abs=1), line


@pytest.mark.parametrize(("paper", "size"), [("a4", "841.89 x 595.276"), ("f4", "935.433 x 609.449")])
def test_pdf_has_its_paper_its_typefaces_and_every_word(tmp_path: Path, paper: str, size: str) -> None:
    for name, sop in SOPS.items():
        file = tmp_path / f"{name}.pdf"
        file.write_bytes(render(sop, "pdf", paper=paper))
        assert pdf_pages(file) == len(sheet_in_pages(sop, "id", paper).pages)
        width, height = (float(part) for part in size.split(" x "))
        found = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", run("pdfinfo", file))
        assert found is not None
        assert (float(found[1]), float(found[2])) == pytest.approx((width, height), abs=0.1)
        fonts = run("pdffonts", file).splitlines()[2:]
        assert fonts
        assert all(re.search(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s", font)[1] == "yes" for font in fonts)  # type: ignore[index]
        assert wanted(sop) <= letters(pdf_text(file)), name


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_office_files_open_and_print_with_every_word(tmp_path: Path, format: str) -> None:
    files = written(tmp_path, format)
    for name, file in office_pdfs(tmp_path, files).items():
        in_pictures = {"Selesai"} if format == "xlsx" else set()
        assert wanted(SOPS[name]) - in_pictures <= letters(pdf_text(file)), name
        if format == "docx":
            pages = len(sheet_in_pages(SOPS[name], "id").pages)
            assert pages <= pdf_pages(file) <= pages + (name not in REAL), name


@given(st.lists(conditions(), min_size=40, max_size=60))
@settings(max_examples=5)
def test_conditions_mean_what_they_should_to_an_interpreter_of_feel(found: list[Alternatives]) -> None:
    asked = [
        {"expression": condition_expression(condition_of(alternatives)), "facts": facts}
        for alternatives in found
        for facts in FACTS
    ]
    call = ["node", str(TOOLS / "feel.mjs")]
    answer = subprocess.run(call, input=json.dumps(asked), capture_output=True, text=True, check=True, timeout=100)
    wanted = [holds(alternatives, facts) for alternatives in found for facts in FACTS]
    wrong = [
        (question, said)
        for question, said, right in zip(asked, json.loads(answer.stdout), wanted, strict=True)
        if said != right
    ]
    assert wrong == []
