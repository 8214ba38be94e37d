"""The files that the sheet is written to: whole, self-contained, and harmless whatever the SOP says."""

from __future__ import annotations

import io
import re
import time
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import docx
import pytest
from written_sops import BUSINESS, FORTY_LINES, HOSTILE, INDIRECT, definition, in_a_row

import sopflow
from sopflow.definition.model import Actor
from sopflow.errors import SopError
from sopflow.output import FORMATS, render

if TYPE_CHECKING:
    from sopflow.definition.model import Definition

SVG: Final = "{http://www.w3.org/2000/svg}"
MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def hostile() -> Definition:
    sop = in_a_row(2, 2, activity=HOSTILE, note=HOSTILE)
    actors = {actor.id: Actor(actor.id, HOSTILE) for actor in sop.actors.values()}
    return replace(sop, title=HOSTILE, agency=HOSTILE, actors=actors)


def test_the_svg_is_one_document_with_title_and_description() -> None:
    root = ET.fromstring(render(definition(BUSINESS), "svg"))
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title") == "Penerbitan Surat Keterangan Usaha"
    assert "Petugas Loket: Memeriksa kelengkapan berkas → Lengkap: langkah 3" in root.findtext(f"{SVG}desc", "")
    labelled = root.get("aria-labelledby", "").split()
    assert {element.get("id") for element in root.iter()} >= set(labelled)
    texts = " ".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))
    assert "Menandatangani surat" in texts


def test_the_svg_needs_no_other_file() -> None:
    text = render(definition(INDIRECT), "svg").decode()
    assert not re.search(r"href|url\(|@import|<image|<script|<foreignObject", text)
    assert re.findall(r"https?://[^\"<\s]+", text) == ["http://www.w3.org/2000/svg"]


def test_each_row_of_the_svg_can_be_linked_to() -> None:
    root = ET.fromstring(render(definition(BUSINESS), "svg"))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {"step-periksa", "step-tandatangan", "outcome-gugur"} <= set(ids)


class Reader(HTMLParser):
    """Notes every element, and the text of the document."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(html: bytes) -> Reader:
    reader = Reader()
    reader.feed(html.decode())
    return reader


@pytest.mark.parametrize("sop", [definition(BUSINESS), hostile()], ids=["usual", "hostile"])
def test_the_html_runs_nothing_and_fetches_nothing(sop: Definition) -> None:
    reader = read(render(sop, "html"))
    tags = {tag for tag, _ in reader.elements}
    assert not tags & {"script", "link", "img", "image", "iframe", "object", "use", "foreignobject"}
    names = {name for _, attributes in reader.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name == "src"}
    targets = [attributes["href"] for tag, attributes in reader.elements if "href" in attributes]
    assert targets
    assert all(target and target.startswith("#") for target in targets)
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {f"#{id}" for id in ids} >= set(targets)


def test_the_html_says_condition_and_documents_where_somebody_points() -> None:
    text = "".join(read(render(definition(BUSINESS), "html")).words)
    assert "Lengkap (bila Berkas lengkap: ya) → langkah 3; langkah 4" in text
    assert "Kelengkapan: Berkas permohonan; Peraturan perundang-undangan; Komputer; Buku register" in text
    assert "langkah 1 → langkah 2: Tidak lengkap (bila Berkas lengkap: tidak)" in text


@pytest.mark.parametrize("format", ["svg", "bpmn"])
def test_hostile_words_stay_words_in_xml(format: str) -> None:
    text = render(hostile(), format).decode()
    root = ET.fromstring(text)
    found = [*root.itertext(), *(value for element in root.iter() for value in element.attrib.values())]
    assert any("<script>alert('x')</script> &" in words for words in found)
    assert "<script" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_the_pdf_takes_hostile_words_as_words() -> None:
    written = render(hostile(), "pdf")
    assert written.startswith(b"%PDF-")
    assert written.rstrip().endswith(b"%%EOF")


def test_the_word_document_holds_real_tables_with_every_word() -> None:
    document = docx.Document(io.BytesIO(render(definition(BUSINESS), "docx")))
    assert document.core_properties.title == "Penerbitan Surat Keterangan Usaha"
    tables = [[cell.text for row in table.rows for cell in row.cells] for table in document.tables]
    identity, steps = tables[0], tables[-1]
    assert "Nomor SOP" in identity
    assert "070/12/2026" in identity
    for words in ("Memeriksa kelengkapan berkas", "1-3 hari kerja", "Permohonan ditolak", "Kepala Seksi"):
        assert words in steps
    assert any("Peraturan perundang-undangan\n" in cell.replace("\N{NO-BREAK SPACE}", " ") for cell in steps)


def test_the_word_document_draws_each_symbol_with_the_shape_of_flowcharts() -> None:
    with zipfile.ZipFile(io.BytesIO(render(definition(BUSINESS), "docx"))) as files:
        text = files.read("word/document.xml").decode()
    ET.fromstring(text)
    # start and three outcomes, four boxes and one who takes part, two decisions
    assert text.count('prst="flowChartTerminator"') == 4
    assert text.count('prst="flowChartProcess"') == 4
    assert text.count('prst="flowChartDecision"') == 2
    ids = re.findall(r'<wp:docPr id="(\d+)"', text)
    assert len(ids) == len(set(ids))


def test_the_workbook_holds_the_words_and_a_picture_for_each_row() -> None:
    sop = definition(BUSINESS)
    with zipfile.ZipFile(io.BytesIO(render(sop, "xlsx"))) as files:
        names = files.namelist()
        strings = "".join(ET.fromstring(files.read("xl/sharedStrings.xml")).itertext())
        worksheet = ET.fromstring(files.read("xl/worksheets/sheet1.xml"))
        pictures = [files.read(name) for name in names if name.startswith("xl/media/")]
    for step in sop.steps.values():
        assert step.activity in strings
    assert len(pictures) == len(sop.steps) + len(sop.outcomes)
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert all(b"pHYs" not in picture for picture in pictures)  # the size in pixels is the size that counts
    assert all(float(row.get("ht", "0")) <= 409.5 for row in worksheet.iter(f"{MAIN}row"))


@pytest.mark.parametrize(
    "start", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "http://contoh.id", "{=A1}", "<r>a</b></r>"]
)
def test_words_of_a_workbook_are_never_formulas(start: str) -> None:
    with zipfile.ZipFile(io.BytesIO(render(in_a_row(1, activity=start), "xlsx"))) as files:
        worksheet = ET.fromstring(files.read("xl/worksheets/sheet1.xml"))
        strings = "".join(ET.fromstring(files.read("xl/sharedStrings.xml")).itertext())
    assert start in strings
    assert not list(worksheet.iter(f"{MAIN}f"))
    assert not list(worksheet.iter(f"{MAIN}hyperlink"))


@pytest.mark.parametrize("format", FORMATS)
def test_every_form_takes_every_sop(format: str) -> None:
    for sop in (hostile(), in_a_row(2, activity=FORTY_LINES * 8), in_a_row(5, 20), definition(INDIRECT)):
        assert render(sop, format)
        assert render(sop, format, lang="en", paper="f4")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_sop_gives_the_same_file_whenever_it_is_written(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(definition(BUSINESS), format)
    later = time.time() + 100_000
    monkeypatch.setattr("time.time", lambda: later)
    monkeypatch.setattr("time.localtime", lambda *_: time.gmtime(later))
    assert render(definition(BUSINESS), format) == first


def test_a_title_of_any_length_is_a_title() -> None:
    for title in ("kata " * 200, "\u202e" * 100):
        assert render(replace(in_a_row(1), title=title), "docx")


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(SopError, match=r"32767|32\.767"):
        render(in_a_row(1, activity="Memeriksa " * 4_000), "xlsx")


def test_other_forms_and_papers_are_refused() -> None:
    sop = sopflow.load(BUSINESS)
    with pytest.raises(SopError, match=r"gif.*svg"):
        sop.render("gif")
    with pytest.raises(SopError, match=r"a3.*a4"):
        sop.render("svg", paper="a3")
