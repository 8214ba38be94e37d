"""A file put in its usual layout, in its place: all of the new text or, where anything fails, all of the old."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from sopflow.errors import SopInvalid
from sopflow.files import write_whole
from sopflow.formatting.layout import formatted
from sopflow.source.reader import read_path

Outcome = Literal["changed", "unchanged", "left"]


def format_file(file: str | Path, kind: str, *, write: bool = True) -> Outcome:
    """Format an SOP or calendar file (``kind`` "sop" or "calendar"); without ``write``, only say what would be done.

    "left" is a file whose layout cannot be changed without changing what it says. Raises ``SopInvalid`` for a file that
    cannot be read, ``OSError`` for one that cannot be written, ``ImportError`` without the extra ``fmt``.
    """
    reading = read_path(file)
    if reading.root is None:
        raise SopInvalid(reading.reported())
    text = Path(file).read_bytes().decode("utf-8-sig")
    result = formatted(text, str(file), kind)
    if result is None:
        return "left"
    if result == text:
        return "unchanged"
    if write:
        write_whole(file, result.encode("utf-8"))
    return "changed"
