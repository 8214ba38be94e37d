"""What every call has in common: help, languages, wrong usage, exit codes, streams."""

from __future__ import annotations

import errno
import os
import shlex
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from typing import Final

import pytest
from cli_calls import BUSINESS, INDIRECT, ROOT, call, one_sentence

from sopflow import __version__
from sopflow.__main__ import main

COMMANDS: Final = ("check", "plan", "due", "calendar", "show", "graph", "schema")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("lang", "usage", "example", "other"),
    [("id", "Pemakaian:", "Contoh:", "Usage"), ("en", "Usage:", "Example:", "Pemakaian")],
)
def test_each_command_explains_itself_with_an_example(
    command: str, lang: str, usage: str, example: str, other: str
) -> None:
    result = call(command, "--help", "--lang", lang)
    assert result.code == 0
    assert result.out.startswith(f"{usage} sopflow {command} ")
    shown = result.out.split(example)[1].strip()
    assert shown.startswith(f"sopflow {command}")
    assert "--lang id|en" in result.out
    assert other not in result.out
    assert result.err == ""


def test_the_whole_explains_itself_and_names_its_commands() -> None:
    result = call("--help")
    assert result.code == 0
    assert all(f"\n  {command} " in result.out for command in COMMANDS)


@pytest.mark.parametrize("command", ["check", "plan", "due", "show", "graph"])
def test_help_of_what_prints_data_names_its_formats(command: str) -> None:
    assert "--format " in call(command, "--help").out


def test_examples_in_the_help_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for command in COMMANDS:
        example = call(command, "--help").out.split("Contoh:")[1].strip()
        result = call(*shlex.split(example)[1:])
        assert (result.code, result.err) == (0, ""), example


def test_version() -> None:
    assert call("--version") == (0, f"sopflow {__version__}\n", "")


@pytest.mark.parametrize(
    ("locale", "argv", "start"),
    [
        ("id_ID.UTF-8", (), "Perintah belum disebut"),
        ("C", (), "Perintah belum disebut"),
        ("en_US.UTF-8", (), "No command given"),
        ("en_US.UTF-8", ("--lang", "id"), "Perintah belum disebut"),
        ("id_ID.UTF-8", ("--lang=en",), "No command given"),
    ],
)
def test_the_language_is_that_of_the_option_then_of_the_locale(locale: str, argv: tuple[str, ...], start: str) -> None:
    result = call(*argv, locale=locale)
    assert result.code == 2
    assert one_sentence(result).startswith(start)


def test_the_language_may_stand_before_or_after_the_command() -> None:
    before = call("--lang", "en", "due", "2 jam", "--from", "2026-03-02T09:00")
    after = call("due", "2 jam", "--from", "2026-03-02T09:00", "--lang", "en")
    assert before == after
    assert "from 2026-03-02 09:00" in before.out


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (
            ("pln",),
            ["'pln'", "graph, render, case, worklist, deadlines, referral, serve-deadlines, db, explain, fmt, new dan",
             "sopflow --help"],
        ),
        (("plan", INDIRECT), ["--start", "sopflow plan --help"]),
        (("plan",), ["FILE", "sopflow plan --help"]),
        (("plan", INDIRECT, "--start"), ["'--start'", "nilai"]),
        (("plan", INDIRECT, "--strat", "2026-03-02"), ["'--strat'", "sopflow plan --help"]),
        (("plan", INDIRECT, INDIRECT, "--start", "2026-03-02"), [INDIRECT, "sopflow plan --help"]),
        (("--verbose", "check"), ["'--verbose'", "sopflow --help"]),
        (("check", "--strict=ya", INDIRECT), ["'--strict'", "tidak memakai nilai"]),
        (("check", INDIRECT, "--format", "xml"), ["'xml'", "--format", "gitlab atau junit"]),
        (("graph", INDIRECT, "--format", "png"), ["'png'", "json, dot, mermaid atau graphml"]),
        (("render", INDIRECT, "-o", "lembar.doc"), ['".doc"', ".docx"]),
        (("render", INDIRECT, "-o", "lembar"), [".svg"]),
        (("render", INDIRECT), ["--output", "sopflow render --help"]),
        (("render", INDIRECT, "-o", "x.svg", "--paper", "a3"), ["'a3'", "a4 atau f4"]),
        (("render", INDIRECT, "-o", "x.svg", "--at", "2026-03-02"), ["--case"]),
        (("render", INDIRECT, "-o", "x.svg", "--case", "tiada.json"), ["tiada.json", "tidak ada"]),
        (("render", INDIRECT, "-o", "tiada/x.svg"), ["tiada/x.svg", "foldernya tidak ada"]),
        (("render", INDIRECT, "-o", "x.svg", "--case", str(ROOT)), [str(ROOT), "sebuah folder"]),
        (("render", INDIRECT, "-o", "x.svg", "--case", INDIRECT), [INDIRECT, "JSON"]),
        (("check", INDIRECT, "--lang", "fr"), ["'fr'", "--lang", "id atau en"]),
        (("check",), ["PATH", "sopflow check --help"]),
        (("check", ""), ["kosong"]),
        (("schema", "kalendar"), ["'kalendar'", "sop"]),
        (("due", "10 hari kerja"), ["--from"]),
        (("due", "sepuluh", "--from", "2026-03-02"), ['"sepuluh"']),
        (("due", "1 hari kerja", "--from", "kemarin"), ['"kemarin"']),
        (("due", "1 hari kerja", "--from", "2026-03-02", "--calendar", "id-asm"), ['"id-asm"', '"id-asn"']),
        (("due", "1 hari kerja", "--from", "2026-03-02", "--calendar", "tiada.yaml"), ["tiada.yaml"]),
        (("due", "1 hari kerja", "--from", "1889-03-02"), ["1889"]),
        (("plan", INDIRECT, "--start", "02/03/2026"), ['"02/03/2026"']),
        (("plan", INDIRECT, "--start", "2026-03-02", "--choose", "klarifikasi"), ["'klarifikasi'", "langkah=cabang"]),
        (("plan", INDIRECT, "--start", "2026-03-02", "--choose", "x=y"), ['"x"', "klarifikasi"]),
        (("plan", INDIRECT, "--start", "2026-03-02", "--choose", "telaah=y"), ['"y"', "pendampingan"]),
        (("plan", INDIRECT, "--start", "2026-03-02", "--choose", "rekomendasi=y"), ['"rekomendasi"']),
        (
            ("plan", INDIRECT, "--start", "2026-03-02", "--choose", "telaah=pendampingan", "--choose",
             "telaah=pendampingan"),
            ['"telaah=pendampingan"'],
        ),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_sentence_and_code_two(argv: tuple[str, ...], words: list[str]) -> None:
    result = call(*argv)
    assert result.code == 2
    sentence = one_sentence(result)
    assert all(word in sentence for word in words), sentence


@pytest.mark.parametrize("command", [("check",), ("show",), ("graph",), ("plan", "--start", "2026-03-02")])
def test_a_path_that_does_not_exist_is_one_sentence_and_code_two(command: tuple[str, ...]) -> None:
    result = call(*command, "tiada.yaml")
    assert result.code == 2
    assert one_sentence(result) == "tiada.yaml: Berkas tidak ditemukan."


def test_a_folder_is_no_sop_file() -> None:
    result = call("show", str(ROOT), "--lang", "en")
    assert result.code == 2
    assert one_sentence(result).startswith(f"{ROOT}: ")


def test_control_characters_of_arguments_never_reach_the_terminal() -> None:
    for argv in (("pl\x1b[31man",), ("check", "a\x1b[2Jb.yaml"), ("due", "\x1b]0;x\x07", "--from", "2026-03-02")):
        result = call(*argv)
        assert result.code == 2
        assert "\x1b" not in result.err
        assert "\\x1b" in one_sentence(result)


def test_without_its_packages_it_says_how_to_install_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("click", "rich"):
        with monkeypatch.context() as missing:
            missing.setitem(sys.modules, package, None)
            result = call("check", "procedures")
            assert result.code == 2
            assert 'pip install "sopflow[cli]"' in one_sentence(result)


def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sopflow.cli.show.load", interrupted)
    assert call("show", INDIRECT) == (130, "", "")


def test_the_unexpected_is_one_sentence_unless_the_traceback_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise RuntimeError("rusak")

    monkeypatch.setattr("sopflow.cli.show.load", broken)
    result = call("show", INDIRECT)
    assert result.code == 2
    assert "RuntimeError: rusak" in one_sentence(result)
    monkeypatch.setenv("SOPFLOW_TRACEBACK", "1")
    with pytest.raises(RuntimeError, match="rusak"):
        call("show", INDIRECT)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_encoding_that_lacks_letters_never_stops_the_output(encoding: str) -> None:
    result = call("plan", INDIRECT, "--start", "2026-03-02", "--lang", "en", encoding=encoding)
    assert result.code == 0
    assert "Outcome: Selesai" in result.out


def test_closed_streams_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["show", INDIRECT]) == 0
    assert main(["show", "tiada.yaml"]) == 2


def _run(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    ours = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "PYTHON": sys.executable, **environment}
    return subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, env=ours, cwd=ROOT)


def test_as_a_module_in_the_plainest_environment() -> None:
    done = _run(f'"$PYTHON" -m sopflow show "{BUSINESS}"', LANG="C", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Penerbitan Surat Keterangan Usaha" in done.stdout
    wrong = _run('"$PYTHON" -m sopflow')
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert len(wrong.stderr.splitlines()) == 1


@pytest.mark.parametrize("words", ["schema", "--help", "check --help"])
def test_a_reader_that_goes_away_is_no_error(words: str) -> None:
    done = _run(f'set -o pipefail; "$PYTHON" -m sopflow {words} | true; echo "${{PIPESTATUS[0]}}"')
    assert done.stderr == ""
    assert done.stdout.strip() in {"0", "141"}


class _FullDisk(StringIO):
    def write(self, _text: str) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with redirect_stdout(_FullDisk()):
        code = main(["schema", "--lang", "en"])
    assert (code, capsys.readouterr().err) == (
        2, "The output cannot be written: the disk is full.\n",
    )  # fmt: skip


def test_an_interrupt_while_the_program_is_loaded_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("sopflow.cli.app.run", interrupted)
    assert main(["check"]) == 130
