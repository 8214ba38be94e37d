"""The gallery in ``docs/galeri``: our SOPs in every form that they can be rendered in. ``make gallery`` writes it anew.

What is text is held against the program by ``tests/sheet/test_gallery.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sopflow
from sopflow.output import FORMATS

ROOT: Final = Path(__file__).parents[1]
GALLERY: Final = ROOT / "docs" / "galeri"
SOPS: Final = (
    ROOT / "procedures" / "pengaduan-langsung.yaml",
    ROOT / "procedures" / "pengaduan-tidak-langsung.yaml",
    ROOT / "tests" / "definition" / "surat-keterangan-usaha.yaml",
)
TEXTS: Final = ("svg", "html", "mmd", "dot", "bpmn")
CASE: Final = "kasus-berjalan"


def pictures(formats: tuple[str, ...] = tuple(FORMATS)) -> dict[str, bytes]:
    """Return the files of the gallery by their names."""
    found = {f"{path.stem}.{format}": sopflow.load(path).render(format) for path in SOPS for format in formats}
    return found | {f"{CASE}.svg": running_case()}


def running_case() -> bytes:
    """A complaint whose third step is late, on the sheet."""
    case = sopflow.load(SOPS[1]).start(at="2026-03-02T09:00", documents=["berkas_pengaduan", "data_pendukung"])
    case = case.complete("penyerahan_berkas", by="staf_administrasi", at="2026-03-02T10:30")
    facts = {"dapat_ditindaklanjuti": True}
    case = case.complete("klarifikasi", by="petugas_layanan", at="2026-03-10T14:00", data=facts)
    return case.render("svg", at="2026-03-20T08:00")


if __name__ == "__main__":
    GALLERY.mkdir(parents=True, exist_ok=True)
    for name, content in pictures().items():
        (GALLERY / name).write_bytes(content)
