"""Whatever our documents show is true: outputs are what is printed, examples run and load."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

import sopflow
from documents import PICTURE, ROOT, WITH_OUTPUTS, blocks, picture, with_outputs
from rules_pages import RULES, rules_page

GUIDE = ROOT / "docs" / "panduan-analis.md"
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("path", WITH_OUTPUTS, ids=lambda path: path.name)
def test_the_outputs_shown_are_those_printed(path: Path, regenerate: bool) -> None:
    text = path.read_text(encoding="utf-8")
    if regenerate:
        path.write_text(with_outputs(text), encoding="utf-8")
    else:
        assert with_outputs(text) == text


@pytest.mark.parametrize("lang", RULES)
def test_the_pages_of_rules_are_the_rulebook(lang: str, regenerate: bool) -> None:
    if regenerate:
        RULES[lang].write_text(rules_page(lang), encoding="utf-8")
    else:
        assert RULES[lang].read_text(encoding="utf-8") == rules_page(lang)


def test_the_picture_shows_what_a_terminal_shows(regenerate: bool) -> None:
    def words(svg: str) -> list[str]:
        return [html.unescape(text) for text in re.findall(r"<text[^>]*>(.*?)</text>", svg)]

    if regenerate:
        PICTURE.write_text(picture(), encoding="utf-8")
    assert words(PICTURE.read_text(encoding="utf-8")) == words(picture())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_python_examples_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for code in blocks(path, "python"):
        exec(compile(code, path.name, "exec"), {})


def test_the_sop_of_the_readme_is_the_example() -> None:
    (text,) = blocks(ROOT / "README.md", "yaml")
    assert text == (ROOT / "docs" / "contoh" / "izin-ruang.yaml").read_text(encoding="utf-8")
    assert sopflow.loads(text, "izin-ruang.yaml").diagnostics == ()


def test_the_shortest_sop_of_the_guide_loads_and_its_pieces_fit() -> None:
    found = blocks(GUIDE, "yaml")
    shortest, duration, step, branches, decision, numbers, parallel, overdue, notices, promised, outcomes, cells = found
    head = shortest[: shortest.index("steps:")]
    sop = sopflow.loads(shortest, "peminjaman-ruang.yaml")
    assert sop.diagnostics == ()
    changed = shortest.replace("    duration: 2 hari\n", duration)
    assert sopflow.loads(changed).steps["izin"].duration == sopflow.Duration(3, "working_day")
    longer = shortest.replace("  - id: izin\n", step + "  - id: izin\n")
    assert list(sopflow.loads(longer).steps) == ["permohonan", "pencatatan", "izin"]
    decided = shortest.replace("  - id: izin\n", branches + "  - id: izin\n")
    assert [branch.next for branch in sopflow.loads(decided).steps["permohonan"].branches] == [("izin",), ("selesai",)]
    assert sopflow.loads(f"{head}{parallel}").plan("2026-03-02").outcome == "selesai"
    ends = outcomes + "  selesai: Selesai\n"
    late = shortest.replace("    outputs: [izin]\n", "    outputs: [izin]\n    next: selesai\n") + overdue + ends
    ended = sopflow.loads(late).steps["izin"].on_overdue
    assert ended is not None
    assert ended.next == ("gugur",)
    told = sopflow.loads(late.replace("    next: selesai\n", f"    next: selesai\n{notices}")).steps["izin"]
    assert told.remind
    assert told.escalate
    assert (str(told.remind[0].before), told.remind[0].to, told.escalate[0].to) == ("1 hari kerja", (), ("umum",))
    by_data = sopflow.loads(f"{head}{decision}{outcomes}").steps["periksa"].branches
    assert [branch.otherwise for branch in by_data] == [False, True]
    by_numbers = sopflow.loads(f"{head}{numbers}{outcomes}").steps["nilai"].branches
    assert [branch.when and branch.when.facts for branch in by_numbers] == [("modal",), ("modal", "kelas"), None]
    service = sopflow.loads(shortest.replace("actors:", promised + "actors:", 1)).definition.service_time
    assert service is not None
    assert (str(service.duration), service.start, str(service.extension)) == ("14 hari kerja", "izin", "7 hari kerja")
    cell = sopflow.loads(shortest + cells).steps["konsep"]
    assert (cell.number, cell.inputs[0].quantity, cell.result) == ("2a", "2 rangkap", "Terkirim")


def test_the_calendars_of_the_guide_are_the_examples_and_without_fault() -> None:
    _, six_days, district = blocks(ROOT / "docs" / "kalender.md", "yaml")
    for name, text in (("enam-hari.yaml", six_days), ("kabupaten.yaml", district), ("piket.yaml", None)):
        path = ROOT / "docs" / "contoh" / name
        assert text is None or path.read_text(encoding="utf-8") == text
        assert sopflow.check(path) == []


def test_the_six_day_week_has_the_hours_it_says() -> None:
    week = sopflow.calendar(ROOT / "docs" / "contoh" / "enam-hari.yaml")
    assert week.working_minutes("2026-07-06T00:00", "2026-07-13T00:00") == 37.5 * 60
    assert week.working_minutes("2026-03-02T00:00", "2026-03-09T00:00") == 32.5 * 60  # Ramadan
    assert week.due("2026-07-03", "1 hari kerja").at.isoformat() == "2026-07-04T13:30:00+07:00"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
