"""Calls of the command line within the test's own process: exit code, standard output and standard error."""

from __future__ import annotations

import os
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest.mock import patch

from sopflow.__main__ import main

ROOT: Final = Path(__file__).parents[2]
INDIRECT: Final = str(ROOT / "procedures" / "pengaduan-tidak-langsung.yaml")
DIRECT: Final = str(ROOT / "procedures" / "pengaduan-langsung.yaml")
BUSINESS: Final = str(ROOT / "tests" / "definition" / "surat-keterangan-usaha.yaml")

MINIMAL: Final = """\
sop: kecil
version: "1"
title: Kecil
actors:
  loket: Petugas Loket
steps:
  - id: periksa
    actor: loket
    activity: Memeriksa berkas
"""


class Result(NamedTuple):
    """What a call left behind."""

    code: int
    out: str
    err: str


class Terminal(TextIOWrapper):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


def call(
    *argv: str, locale: str = "id_ID.UTF-8", encoding: str = "utf-8", terminal: bool = False, **environment: str
) -> Result:
    """Call ``sopflow`` with ``argv``; ``environment`` stands beside the locale."""
    kind: Any = Terminal if terminal else TextIOWrapper
    out, err = (kind(BytesIO(), encoding=encoding, write_through=True) for _ in range(2))
    around = {"LC_ALL": locale, "NO_COLOR": "", **environment}
    with patch.dict(os.environ, around), redirect_stdout(out), redirect_stderr(err):
        code = main(argv)
    return Result(code, out.buffer.getvalue().decode(encoding), err.buffer.getvalue().decode(encoding))


def one_sentence(result: Result) -> str:
    """Return the one line on standard error, having made sure that there is nothing else."""
    assert result.out == ""
    lines = result.err.splitlines()
    assert len(lines) == 1
    assert "Traceback" not in result.err
    return lines[0]
