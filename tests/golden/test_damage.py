"""Damaging one line of an SOP gives one diagnostic that points at that line.

``damage/damages.yaml`` lists the damages, ``damage/diagnostics.txt`` what is said about each, as people read it. The
second is written anew by ``make golden``, and read by eye after.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from diagnosed import diagnose, line_number, replaced
from effort import EVERYDAY
from sopflow.messages import LANGUAGES

EVERY: Final = 3 if EVERYDAY else 1
"""Slips are tried on every line by ``make fuzz``, each on a third of the lines every day."""
HERE: Final = Path(__file__).with_name("damage")
ROOT: Final = Path(__file__).parents[2]
GOLDEN: Final = HERE / "diagnostics.txt"
FILES: Final = {
    path.stem: path.read_text(encoding="utf-8")
    for path in (ROOT / "tests/definition/surat-keterangan-usaha.yaml", *(ROOT / "procedures").glob("*.yaml"))
}
DAMAGES: Final[list[dict[str, Any]]] = yaml.safe_load((HERE / "damages.yaml").read_text(encoding="utf-8"))
IDS: Final = [f"{damage['file']}: {damage['damaged'].strip()[:50]}" for damage in DAMAGES]


def test_the_files_are_sound() -> None:
    for name, text in FILES.items():
        assert diagnose(text, f"{name}.yaml") == [], name


@pytest.mark.parametrize("damage", DAMAGES, ids=IDS)
def test_one_damage_is_one_diagnostic_at_its_line(damage: dict[str, Any]) -> None:
    text = FILES[damage["file"]]
    damaged = replaced(text, damage["line"], damage["damaged"])
    found = diagnose(damaged, f"{damage['file']}.yaml")
    line = line_number(damaged, damage["points_at"]) if "points_at" in damage else line_number(text, damage["line"])
    assert [(d.code, d.span.line) for d in found] == [(damage["code"], line)]
    (diagnostic,) = found
    assert diagnostic.span.end_line == diagnostic.span.line
    assert 1 <= diagnostic.span.column < diagnostic.span.end_column <= len(diagnostic.source) + 1
    assert ("points_at" in damage) == (line != line_number(text, damage["line"])) == ("since" in damage)


@pytest.mark.parametrize("name", FILES)
def test_a_line_shifted_by_one_blank_is_found_or_harmless(name: str) -> None:
    """Whatever the parser stumbles over further down: the line that is out of line is the one that is named."""
    lines = FILES[name].split("\n")
    stumbled = 0
    for number, line in list(enumerate(lines))[::EVERY]:
        for shifted in (f" {line}", line[1:]) if line.startswith(" ") else ():
            text = "\n".join([*lines[:number], shifted, *lines[number + 1 :]])
            found = diagnose(text, f"{name}.yaml") if line.strip() and not line.strip().startswith("#") else []
            assert [d.span.line for d in found] in ([], [number + 1]), (number + 1, [d.code for d in found])
            stumbled += bool(found)
    assert stumbled > 60 // EVERY


SLIPS: Final[dict[str, tuple[str, str]]] = {
    "two blanks more": ("^", "  "),
    "two blanks less": ("^  ", ""),
    "a dash lost": ("^( *)- ", r"\1  "),
    "a dash and its blanks lost": ("^( *)- ", r"\1"),
    "a dash too many": (r"^( *)(?=\w)", r"\1- "),
    "a colon lost": (r"^( *(?:- )?\w+):", r"\1"),
    "a blank lost behind a colon": (r"^( *(?:- )?\w+): (?=[^ #])", r"\1:"),
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("name", FILES)
def test_a_slip_of_structure_is_said_once_at_its_line(name: str, slip: str) -> None:
    """On the lines of the real files; where a slip changes nothing, nothing is said.

    A key that becomes part of the group above and doubles another one there is said in two sentences.
    """
    lines = FILES[name].split("\n")
    tried, twice = 0, 0
    for number, line in list(enumerate(lines))[len(slip) % EVERY :: EVERY]:
        damaged = re.sub(*SLIPS[slip], line)
        if damaged != line and line.strip() and not line.strip().startswith("#"):
            tried += 1
            found = diagnose("\n".join([*lines[:number], damaged, *lines[number + 1 :]]), f"{name}.yaml")
            said = [one.span.line for one in found]
            assert not said or number + 1 in said, (number + 1, damaged, [one.code for one in found])
            if said not in ([], [number + 1]):
                assert {one.code for one in found} & {"duplicate-key", "duplicate-keys"}, (number + 1, damaged)
                twice += 1
    assert tried >= 8 or (EVERYDAY and tried)
    assert twice <= 2


def test_there_are_many_kinds_of_damage() -> None:
    at_their_line = [damage for damage in DAMAGES if "points_at" not in damage]
    assert len(at_their_line) >= 60
    assert len({damage["code"] for damage in at_their_line}) >= 40


def test_what_is_said_about_them(regenerate: bool) -> None:
    said = "\n".join(_said(damage) for damage in DAMAGES)
    if regenerate:
        GOLDEN.write_text(said, encoding="utf-8")
    assert said == GOLDEN.read_text(encoding="utf-8")


def _said(damage: dict[str, Any]) -> str:
    text = replaced(FILES[damage["file"]], damage["line"], damage["damaged"])
    lines = []
    for found in diagnose(text, f"{damage['file']}.yaml"):
        lines += [f"{found.location} {found.severity} {found.code}", f"  | {found.source}"]
        lines.append(f"  | {' ' * (found.span.column - 1)}{'^' * (found.span.end_column - found.span.column)}")
        for lang in LANGUAGES:
            hint = found.hint(lang)
            lines.append(f"  {lang}: {found.message(lang)}{f' {hint}' if hint else ''}")
    return "\n".join([*lines, ""])
