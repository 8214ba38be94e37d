"""What a word was probably meant to be: the nearest known word, a boolean, an id. It must not know files."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_ID: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_SOP_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YES_NO: Final = {"true": "true", "ya": "true", "yes": "true", "y": "true", "on": "true", "benar": "true"} | {
    "false": "false", "tidak": "false", "no": "false", "n": "false", "off": "false", "salah": "false", "bukan": "false",
}  # fmt: skip
_JOINTS: Final = re.compile(r"\s*[,;/&+]\s*|\s+(?:dan|atau|and|or)\s+")
_SHEET_NUMBER: Final = re.compile(r"(?:ke|kembali ke)?\s*(?:no\.?|nomor|baris|langkah|step|row)?[\s_]*(\d{1,4})\.?")
_LONGEST: Final = 100
_FARTHEST: Final = 4
"""Nobody slips by more letters."""


def suggest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` is most likely a slip of."""
    near = (candidate for candidate in known if abs(len(candidate) - len(word)) <= _FARTHEST)
    folded = {_folded(candidate): candidate for candidate in near}
    close = get_close_matches(_folded(word[:_LONGEST]), folded, n=1, cutoff=0.7)
    return folded[close[0]] if close else None


def several(text: str) -> list[str]:
    """Return the names that a text strings together: ``tinjau, susun``, ``surat dan ktp``; one name as it is."""
    return [part for part in _JOINTS.split(text.strip()) if part]


def sheet_number(text: str) -> str | None:
    """Return the number in ``6``, ``no. 6``, ``baris 6``, ``langkah 6``: the sheet's No. of a step."""
    found = _SHEET_NUMBER.fullmatch(text.strip().casefold())
    return found.group(1) if found else None


def as_boolean(text: str) -> str | None:
    """Return ``true`` or ``false`` for a word that means it: ya, tidak, Yes, "true" in quotes."""
    return _YES_NO.get(text.casefold())


def is_id(text: str) -> bool:
    """Return whether a text has the form of an id."""
    return _ID.fullmatch(text) is not None


def is_sop_id(text: str) -> bool:
    """Return whether a text has the form of an SOP's id."""
    return _SOP_ID.fullmatch(text) is not None


def as_id(text: str) -> str:
    """Write a text as an id: ``Surat Izin`` as ``surat_izin``."""
    written = "_".join(_words(text)) or "nama"
    return f"no_{written}" if written[0].isdigit() else written


def as_sop_id(text: str) -> str:
    """Write a text as the id of an SOP: ``Surat Izin`` as ``surat-izin``."""
    return "-".join(_words(text)) or "nama"


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text[:_LONGEST].casefold())
