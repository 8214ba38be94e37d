"""Many files: divided among processes they are answered in the same order, and whoever waits sees how far it is."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from diagnosed import SOUND
from sopflow.checks import run
from sopflow.checks.run import check_paths
from sopflow.cli.progress import Waiting

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(60):
        text = SOUND.replace("sop: contoh", f"sop: sop-{number % 58}")
        if number % 7 == 0:
            text = text.replace("actor: loket", "actor: lokat")
        (tmp_path / f"sop-{number:02}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "lain.yaml").write_text("services: {}\n", encoding="utf-8")
    (tmp_path / "sopflow.toml").write_text('[allow]\nfile-name-differs = "uji"\n', encoding="utf-8")
    return tmp_path


def test_two_processes_find_what_one_finds_in_the_same_order(folder: Path) -> None:
    alone, together = check_paths([folder]), check_paths([folder], workers=2)
    assert alone == together
    assert alone.files == 60
    assert {found.code for found in alone.diagnostics} == {"unknown-actor", "duplicate-sop"}
    assert [found.message("id") for found in alone.diagnostics] == [f.message("id") for f in together.diagnostics]


def test_progress_is_told_file_by_file(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    check_paths([folder], workers=2, progress=lambda done, total: told.append((done, total)))
    assert told == [(done, 61) for done in range(1, 62)]


def waited(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, seconds: float) -> bool:
    """Whether something is shown when half of the work took so long."""
    now = [0.0]
    monkeypatch.setattr("sopflow.cli.progress.time.monotonic", lambda: now[0])
    monkeypatch.setattr("sopflow.cli.progress.is_terminal", lambda stream: terminal and stream is sys.stderr)
    with Waiting("en") as waiting:
        now[0] = seconds
        waiting(5, 10)
        return waiting.shows


def test_a_person_who_waits_longer_than_a_second_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert waited(monkeypatch, terminal=True, seconds=1.5)
    assert not waited(monkeypatch, terminal=True, seconds=0.5)
    assert not waited(monkeypatch, terminal=False, seconds=1.5)


ORIGINAL: Final = run._check_file
PARENT: Final = os.getpid()


def killed_in_a_process_of_its_own(asked: tuple[str | Path, bool]) -> run._File:
    """What a check finds, unless it runs in another process: that one is killed in the middle."""
    if os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    return ORIGINAL(asked)


@pytest.fixture
def forking() -> Iterator[None]:
    """Processes that have what a test replaced, whatever this version of Python starts them with."""
    before = multiprocessing.get_start_method()
    multiprocessing.set_start_method("fork", force=True)
    yield
    multiprocessing.set_start_method(before, force=True)


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="Windows forks no process")
@pytest.mark.usefixtures("forking")
def test_where_a_process_is_killed_the_rest_is_checked_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = run.check_paths([folder])
    monkeypatch.setattr(run, "_check_file", killed_in_a_process_of_its_own)
    assert run.check_paths([folder], workers=2) == alone
