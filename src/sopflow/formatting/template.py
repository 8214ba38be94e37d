"""The SOP that somebody starts from: ``new.id.yaml`` and ``new.en.yaml`` beside this file, with its id put in."""

from __future__ import annotations

from pathlib import Path


def new_sop(id: str, counting: str, lang: str) -> str:
    """Return the text of an SOP without errors; an empty ``counting`` leaves the question how ``hari`` counts in it."""
    text = (Path(__file__).parent / f"new.{lang}.yaml").read_text(encoding="utf-8")
    lines = text.replace("{id}", id).replace("{counting}", counting or "working").split("\n")
    question = next(place for place, line in enumerate(lines) if line.startswith("day_counting")) - 1
    return "\n".join(lines[:question] + lines[question + bool(counting) :])
