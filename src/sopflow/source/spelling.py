"""What a word was probably meant to be: the nearest known word, a boolean, an id. It must not know files."""

from __future__ import annotations

import re
from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_ID: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_SOP_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YES_NO: Final = {"true": "true", "ya": "true", "yes": "true", "y": "true", "on": "true", "benar": "true"} | {
    "false": "false", "tidak": "false", "no": "false", "n": "false", "off": "false", "salah": "false", "bukan": "false",
}  # fmt: skip
_JOINTS: Final = re.compile(r" ?[,;/&+] ?| (?:dan|atau|and|or) ")
_SHEET_NUMBER: Final = re.compile(r"(?:ke|kembali ke)?\s*(?:no\.?|nomor|baris|langkah|step|row)?[\s_]*(\d{1,4})\.?")
_THOUSANDS: Final = re.compile(r"[-+]?\d{1,3}(\.\d{3})+")
_SCALES: Final = {"ribu": 1_000, "rb": 1_000, "juta": 1_000_000, "jt": 1_000_000, "miliar": 10**9, "milyar": 10**9}
_AMOUNT: Final = re.compile(
    rf"(?:rp\.?\s*)?(?P<number>[-+]?\d[\d.]*(?:,\d+)?)(?:\s*(?P<scale>{'|'.join(_SCALES)}))?(?:,-)?", re.ASCII
)
_LIMITS: Final = {
    ">=": "minimum", "≥": "minimum", ">": "exclusiveMinimum", "<=": "maximum", "≤": "maximum", "<": "exclusiveMaximum",
}  # fmt: skip
_COMPARED: Final = re.compile(r"(?P<sign>>=|<=|[<>≥≤])\s*(?P<number>.+)")
_SPOKEN: Final = {
    "kerja": "working", "kalender": "calendar", "semua": "all", "teks": "string", "angka": "number",
    "bilangan": "integer", "logika": "boolean", "tanggal": "date",
}  # fmt: skip
_LONGEST: Final = 100
_FARTHEST: Final = 4
"""Nobody slips by more letters."""


def suggest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that ``word`` is most likely a slip of."""
    near = (candidate for candidate in known if abs(len(candidate) - len(word)) <= _FARTHEST)
    folded = {_folded(candidate): candidate for candidate in near}
    close = get_close_matches(_folded(word[:_LONGEST]), folded, n=1, cutoff=0.7)
    return folded[close[0]] if close else None


def in_indonesian(word: str, known: Iterable[str]) -> str | None:
    """Return the known English word that an Indonesian one stands for: ``kerja`` for ``working``."""
    meant = _SPOKEN.get(word.strip().casefold().removeprefix("hari "))
    return meant if meant is not None and meant in set(known) else None


def several(text: str) -> list[str]:
    """Return the names that a text strings together: ``tinjau, susun``, ``surat dan ktp``; one name as it is."""
    return [part for part in _JOINTS.split(" ".join(text.split())) if part]


def sheet_number(text: str) -> str | None:
    """Return the number in ``6``, ``no. 6``, ``baris 6``, ``langkah 6``: the sheet's No. of a step."""
    found = _SHEET_NUMBER.fullmatch(text.strip().casefold())
    return found.group(1) if found else None


def as_boolean(text: str) -> str | None:
    """Return ``true`` or ``false`` for a word that means it: ya, tidak, Yes, "true" in quotes."""
    return _YES_NO.get(text.casefold())


def as_number(text: str) -> str | None:
    """Return the number that a text means, as YAML writes it: ``Rp5.000.000``, ``5 juta``, ``0,5``."""
    found = _AMOUNT.fullmatch(text.strip().casefold()[:_LONGEST])
    if found is None:
        return None
    written = found["number"]
    number = written.replace(".", "") if has_thousands(written.partition(",")[0]) else written
    plain = number.replace(",", ".")
    if plain.count(".") > 1:
        return None
    times = _SCALES.get(found["scale"] or "", 1)
    if times == 1:
        return plain
    whole = Fraction(plain) * times
    return str(whole.numerator) if whole.denominator == 1 else None


def has_thousands(text: str) -> bool:
    """Return whether points part a number by thousands, as Indonesian does: ``5.000`` is five thousand."""
    return _THOUSANDS.fullmatch(text) is not None


def as_limit(text: str) -> str | None:
    """Return the keyword for a comparison: ``minimum: 5`` for ``>= 5``."""
    found = _COMPARED.fullmatch(text.strip())
    number = as_number(found["number"]) if found else None
    return f"{_LIMITS[found['sign']]}: {number}" if found and number else None


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
