"""The rulebook: every code has an entry, every bad example shows it and nothing else, every good one is in order."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import sopflow
from sopflow.checks.examples import findings
from sopflow.checks.rulebook import codes, rule
from sopflow.diagnostic import NOTES, WARNINGS
from sopflow.messages import LANGUAGES, catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE: Final = Path(sopflow.__file__).parent
SPEAKERS: Final = {
    "diagnose", "at", "at_key", "_report", "_refused", "_hash", "to_quote", "Fault", "DurationError", "CalendarError",
}  # fmt: skip
NEVER_OF_FILES: Final = {
    # of calls, not of files
    "calendar-before-first", "calendar-exhausted", "calendar-year-outside", "calendar-year-without-work",
    "duration-amount", "duration-empty", "duration-no-text", "duration-unit-name", "numpy-not-installed", "pause-form",
    "pause-reversed",
}  # fmt: skip


def reported() -> Iterator[str]:
    """Each code that some call reports by name."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                for argument in node.args[:2] if name in SPEAKERS else ():
                    parts = ast.walk(argument) if isinstance(argument, ast.IfExp) else [argument]
                    texts = (part.value for part in parts if isinstance(part, ast.Constant))
                    yield from (text for text in texts if isinstance(text, str) and text in catalogue("en"))


def test_every_code_has_an_entry() -> None:
    assert (set(reported()) | WARNINGS | NOTES) - NEVER_OF_FILES - set(codes()) == set()
    assert set(codes()) <= catalogue("en").keys()
    assert len(set(codes())) == len(codes())


@pytest.mark.parametrize("code", codes())
def test_an_entry_has_names_reasons_and_two_examples(code: str) -> None:
    entry = rule(code)
    assert entry is not None
    for lang in LANGUAGES:
        assert 3 < len(entry.name[lang]) < 70
        assert not entry.name[lang].endswith(".")
        assert entry.why[lang].endswith(".")
        for example in (entry.bad, entry.good):
            assert example.shown or example.words[lang]


@pytest.mark.parametrize("code", [code for code in codes() if (entry := rule(code)) and entry.bad.shown])
def test_the_bad_example_shows_it_and_nothing_else_and_the_good_one_is_in_order(code: str) -> None:
    entry = rule(code)
    assert entry is not None
    found = findings(entry.bad)
    assert {one.code for one in found} == {code}
    assert all(one.span.line <= entry.bad.shown.count("\n") for one in found)
    assert findings(entry.good) == ()


def test_a_code_that_is_a_path_is_no_code() -> None:
    assert rule("../rulebook/flow/join-missing") is None
    assert rule("") is None
