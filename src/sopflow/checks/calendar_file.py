"""A calendar file under check: what it says has to make a calendar.

It must not know SOPs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sopflow.errors import CalendarError
from sopflow.source.nodes import KeyPath, Mapping, find

if TYPE_CHECKING:
    from pathlib import Path

    from sopflow.diagnostic import Diagnostic
    from sopflow.source.reader import Reading

_CALENDAR_KEYS: Final = frozenset({"extends", "hours", "closures", "openings"})
_SOP_KEYS: Final = frozenset({"sop", "steps"})
_STEP: Final = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def is_calendar(reading: Reading) -> bool:
    """Return whether a file is a calendar: it has keys that only calendars have."""
    keys = reading.root.entries.keys() if isinstance(reading.root, Mapping) else set()
    return bool(_CALENDAR_KEYS & keys) and not _SOP_KEYS & keys


def check_calendar(reading: Reading, path: Path) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a calendar file, at the key or value that is meant."""
    from sopflow.calendars.load import rules_of

    if reading.diagnostics or reading.root is None:
        return reading.reported()
    try:
        rules_of(reading, path)
    except CalendarError as error:
        place = find(reading.root, _keys(str(error.params.get("place", ""))))
        return (reading.source.diagnose(error.code, place, **error.params),)
    return ()


def _keys(written: str) -> KeyPath:
    """Return the keys of a place such as ``closures[2].date``."""
    steps = (found.groups() for found in _STEP.finditer(written))
    return tuple(key if key else int(number) - 1 for key, number in steps)
