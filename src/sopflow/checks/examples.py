"""What a check says of the examples of the rulebook, as somebody would see it who has such a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sopflow.checks.calendar_file import check_calendar
from sopflow.checks.settings import settings_of
from sopflow.checks.silencing import silence
from sopflow.checks.sop_file import check_reading
from sopflow.source.reader import read_text

if TYPE_CHECKING:
    from sopflow.checks.rulebook import Example
    from sopflow.diagnostic import Diagnostic


def findings(example: Example) -> tuple[Diagnostic, ...]:
    """Return all that is said of an example."""
    if example.file.endswith(".toml"):
        return tuple(settings_of(Path(example.file), example.text).diagnostics)
    reading = read_text(example.text, example.file)
    if example.file != "kalender.yaml":
        return check_reading(reading).diagnostics
    check_calendar(reading, Path(example.file))
    return silence(reading)[0]
