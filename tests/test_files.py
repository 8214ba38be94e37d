"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from sopflow.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_new_file_has_the_rights_of_new_files(tmp_path: Path) -> None:
    write_whole(tmp_path / "baru", b"isi")
    (tmp_path / "biasa").write_bytes(b"isi")
    assert (tmp_path / "baru").stat().st_mode == (tmp_path / "biasa").stat().st_mode
    assert (tmp_path / "baru").read_bytes() == b"isi"


def test_an_old_file_keeps_its_rights(tmp_path: Path) -> None:
    place = tmp_path / "lama"
    place.write_bytes(b"lama")
    place.chmod(0o640)
    write_whole(place, b"baru")
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    assert place.read_bytes() == b"baru"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "asli").write_bytes(b"lama")
    (tmp_path / "pintas").symlink_to("asli")
    write_whole(tmp_path / "pintas", b"baru")
    assert (tmp_path / "pintas").is_symlink()
    assert (tmp_path / "asli").read_bytes() == b"baru"


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipa"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"isi")
    assert os.read(reader, 10) == b"isi"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_where_it_fails_all_of_the_old_stays_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "lama"
    place.write_bytes(b"lama")

    def refuse(*_: object) -> None:
        raise OSError("penuh")

    monkeypatch.setattr("sopflow.files.os.replace", refuse)
    with pytest.raises(OSError, match="penuh"):
        write_whole(place, b"baru")
    assert [path.name for path in tmp_path.iterdir()] == ["lama"]
    assert place.read_bytes() == b"lama"


def test_no_folder_is_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "tiada" / "baru", b"isi")
