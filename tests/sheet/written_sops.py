"""SOPs with the words and shapes that sheets have trouble with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import sopflow
from sopflow.definition.model import Actor, Branch, Definition, Outcome, Step

if TYPE_CHECKING:
    from sopflow.sheet.model import Sheet

ROOT: Final = Path(__file__).parents[2]
BUSINESS: Final = ROOT / "tests" / "definition" / "surat-keterangan-usaha.yaml"
INDIRECT: Final = ROOT / "procedures" / "pengaduan-tidak-langsung.yaml"
DIRECT: Final = ROOT / "procedures" / "pengaduan-langsung.yaml"

FORTY_LINES: Final = " ".join(f"Baris {number} dari uraian kegiatan yang panjang sekali." for number in range(1, 61))
HOSTILE: Final = "<script>alert('x')</script> & \"]]> --> \\ #{1+1} $x^2$ *a* _b_ \x1b[31m\u202e"
OTHER_SCRIPTS: Final = "ꦱꦸꦫꦠ شكوى 漢字 ಕನ್ನಡ 🙂 Ω"


def definition(path: Path) -> Definition:
    """The model of an SOP file."""
    return sopflow.load(path).definition


def in_a_row(steps: int, actors: int = 1, **parts: Any) -> Definition:
    """Return an SOP of so many steps, one after the other, its actors by turns; ``parts`` are those of each step."""
    names = [f"pelaksana_{number}" for number in range(1, actors + 1)]
    made = [
        Step(f"langkah_{number}", str(number), names[number % actors], f"Mengerjakan bagian {number}",
             next=(f"langkah_{number + 1}" if number < steps else "selesai",))
        for number in range(1, steps + 1)
    ]  # fmt: skip
    return Definition(
        "contoh",
        "1",
        "Contoh",
        {name: Actor(name, f"Pelaksana {name[10:]}") for name in names},
        {step.id: replace(step, **parts) for step in made},
        {"selesai": Outcome("selesai", "Selesai")},
    )


def deciding(ways: int) -> Definition:
    """Return an SOP whose only step has so many ways, each to an outcome of its own."""
    outcomes = {f"hasil_{number}": Outcome(f"hasil_{number}", f"Hasil {number}") for number in range(ways)}
    branches = tuple(Branch(f"cara_{place}", f"Cara {place}", (outcome,)) for place, outcome in enumerate(outcomes))
    step = Step("pilih", "1", "loket", "Memilih cara", branches=branches)
    return Definition("pilihan", "1", "Pilihan", {"loket": Actor("loket", "Loket")}, {"pilih": step}, outcomes)


def words(sheet: Sheet) -> str:
    """All words of a sheet, page by page, without line breaks."""
    pages = []
    for page in sheet.pages:
        lines = [line for text in page.texts for line in text.lines]
        lines += [line for symbol in page.symbols for line in symbol.lines]
        lines += [line for connector in page.connectors if connector.label for line in connector.label.lines]
        pages.append(" ".join(lines).replace("\N{NO-BREAK SPACE}", " "))
    return "\n".join(pages)
