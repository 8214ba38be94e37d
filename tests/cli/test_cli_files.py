"""``sopflow fmt`` and ``sopflow new``: files are written whole or not at all, and never over another."""

from __future__ import annotations

import io
import os
import stat
import sys
from typing import TYPE_CHECKING, Final

import pytest
from cli_calls import DIRECT, INDIRECT, MINIMAL, call, one_sentence

import sopflow
from diagnosed import SOUND

if TYPE_CHECKING:
    from pathlib import Path

UNTIDY: Final = SOUND.replace("sop: contoh\n", "") + "sop: contoh\n"


def test_fmt_writes_what_it_names_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    file = tmp_path / "contoh.yaml"
    file.write_text(UNTIDY, encoding="utf-8")
    file.chmod(0o640)
    asked = call("fmt", str(tmp_path), "--check", "--lang", "en")
    assert (asked.code, asked.out) == (1, f"Would be formatted: {file}\n1 of 1 files would be formatted\n")
    assert file.read_text(encoding="utf-8") == UNTIDY
    assert call("fmt", str(tmp_path), "--lang", "en") == (0, f"Formatted: {file}\n1 of 1 files formatted\n", "")
    assert file.read_text(encoding="utf-8") == SOUND
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert call("fmt", str(tmp_path), "--check", "--lang", "en") == (0, "0 of 1 files would be formatted\n", "")
    assert os.listdir(tmp_path) == ["contoh.yaml"]


def test_fmt_follows_a_link_to_the_file_itself(tmp_path: Path) -> None:
    file, link = tmp_path / "contoh.yaml", tmp_path / "b.yaml"
    file.write_text(UNTIDY, encoding="utf-8")
    link.symlink_to(file)
    assert call("fmt", str(link)).code == 0
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == SOUND


def test_fmt_leaves_a_file_that_cannot_be_read_and_goes_on(tmp_path: Path) -> None:
    broken = SOUND.replace("title: Contoh", 'title: "Contoh')
    (tmp_path / "a.yaml").write_text(broken, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(UNTIDY, encoding="utf-8")
    result = call("fmt", str(tmp_path), "--lang", "en")
    assert result.code == 1
    assert "yaml-quote-open" in result.err
    assert (tmp_path / "a.yaml").read_text(encoding="utf-8") == broken
    assert (tmp_path / "b.yaml").read_text(encoding="utf-8") == SOUND


def test_fmt_leaves_a_named_file_that_is_something_else(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"b":  [1,2],\n "a": null}', encoding="utf-8")
    result = call("fmt", str(file), "--lang", "en")
    assert (result.code, result.out) == (1, "0 of 1 files formatted\n")
    assert "not-an-sop" in result.err
    assert file.read_text(encoding="utf-8") == '{"b":  [1,2],\n "a": null}'


def test_fmt_without_a_file_is_wrong_usage(tmp_path: Path) -> None:
    assert call("fmt", str(tmp_path / "tiada.yaml")).code == 2
    assert call("fmt", str(tmp_path)).code == 2
    assert call("fmt", "").code == 2


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("counting", ["", "working", "calendar"])
def test_new_writes_an_sop_without_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, counting: str
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ("--day-counting", counting) if counting else ()
    assert call("new", "surat-izin", "--lang", lang, *asked).code == 0
    file = tmp_path / "surat-izin.yaml"
    sop = sopflow.load(file)
    assert sop.id == "surat-izin"
    assert sop.definition.day_counting == (counting or "working")
    assert ("PERTANYAAN" in file.read_text() or "QUESTION" in file.read_text()) == (not counting)
    assert sopflow.check(file) == []
    assert call("fmt", str(file), "--check").code == 0
    assert sop.plan("2026-03-02T09:00").outcome == "terbit"


def test_new_never_writes_over_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "izin.yaml").write_text("milik saya", encoding="utf-8")
    (tmp_path / "lain.yaml").symlink_to(tmp_path / "tiada")
    for name in ("izin", "lain"):
        result = call("new", name, "--lang", "en")
        assert result.code == 2
        assert f"{name}.yaml is there already" in one_sentence(result)
    assert (tmp_path / "izin.yaml").read_text(encoding="utf-8") == "milik saya"


@pytest.mark.parametrize("name", ["Surat Izin", "../izin", "", "a/b", "-x-"])
def test_new_wants_an_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = call("new", "--lang", "en", "--", name)
    assert result.code == 2
    one_sentence(result)
    assert os.listdir(tmp_path) == []


def test_new_asks_somebody_who_can_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sopflow.cli.new.is_terminal", lambda _: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("apa?\n2\n"))
    result = call("new", "izin", "--lang", "id")
    assert result.code == 0
    assert result.err.count("(1) hari kerja atau (2) hari kalender") == 2
    assert sopflow.load(tmp_path / "izin.yaml").definition.day_counting == "calendar"


def test_new_without_anybody_to_ask_leaves_the_question_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", None)  # closed before the start
    assert call("new", "izin", "--lang", "id").code == 0
    assert "PERTANYAAN" in (tmp_path / "izin.yaml").read_text(encoding="utf-8")


def test_fmt_names_the_file_that_cannot_be_written_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.yaml").write_text(UNTIDY, encoding="utf-8")
    replace = os.replace

    def refuse(source: str, target: str) -> None:
        if str(target).endswith("b.yaml"):
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr("sopflow.files.os.replace", refuse)
    result = call("fmt", str(tmp_path), "--lang", "en")
    monkeypatch.undo()
    assert result.code == 2
    assert result.err.startswith(f"{tmp_path / 'b.yaml'}: ")
    assert len(result.err.splitlines()) == 1
    assert [(tmp_path / f"{n}.yaml").read_text(encoding="utf-8") == SOUND for n in "abc"] == [True, False, True]
    assert sorted(os.listdir(tmp_path)) == ["a.yaml", "b.yaml", "c.yaml"]


def test_render_never_writes_over_what_it_reads(tmp_path: Path) -> None:
    source = tmp_path / "sop.svg"
    source.write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "pintas.svg").symlink_to(source)
    for output in (source, tmp_path / "pintas.svg"):
        result = call("render", str(source), "-o", str(output))
        assert result.code == 2
        assert "berkas masukan" in one_sentence(result)
    assert source.read_text(encoding="utf-8") == MINIMAL


def test_render_writes_the_file_and_says_so(tmp_path: Path) -> None:
    for name in ("lembar.svg", "lembar.HTML", "alur.bpmn"):
        result = call("render", INDIRECT, "-o", str(tmp_path / name))
        assert (result.code, result.err) == (0, "")
        assert str(tmp_path / name) in result.out
        assert (tmp_path / name).stat().st_size > 1000


def test_render_shows_a_case_from_its_file(tmp_path: Path) -> None:
    case = sopflow.load(INDIRECT).start(at="2026-03-02T09:00", id="P-1")
    (tmp_path / "kasus.json").write_text(case.to_json(), encoding="utf-8")
    output = tmp_path / "kasus.svg"
    argv = ["render", INDIRECT, "-o", str(output), "--case", str(tmp_path / "kasus.json")]
    assert call(*argv, "--at", "2026-03-02T10:00").code == 0
    assert "Kasus P-1: berjalan, keadaan 2 Maret 2026 10.00." in output.read_text(encoding="utf-8")
    assert call(*argv).code == 0
    assert call(*argv, "--at", "2026-03-02T08:00").code == 2
    other = call("render", DIRECT, "-o", str(output), "--case", str(tmp_path / "kasus.json"))
    assert other.code == 2
    assert "pengaduan-langsung" in one_sentence(other)
