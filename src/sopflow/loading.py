"""From files to procedures, and to what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sopflow.checks.run import check_paths
from sopflow.checks.sop_file import check_reading
from sopflow.errors import SopInvalid
from sopflow.procedure import Procedure
from sopflow.source.reader import read_bytes, read_path, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.diagnostic import Diagnostic
    from sopflow.source.reader import Reading


def load(path: str | Path) -> Procedure:
    """Load an SOP from a YAML file.

    Raises ``SopInvalid`` where the file has errors or cannot be opened; its ``diagnostics`` hold all of them, with
    line and column.
    """
    return _procedure(read_path(path))


def loads(text: str | bytes, name: str = "<text>", *, calendars: Mapping[str, WorkCalendar] | None = None) -> Procedure:
    """Load an SOP from a text; ``name`` is what diagnostics call it, paths in it start at its folder.

    ``calendars`` are calendars by the names or paths that the text has for them; they are not looked for. Raises
    ``SopInvalid``.
    """
    return _procedure(read_bytes(text, name) if isinstance(text, bytes) else read_text(text, name), calendars)


def check(*paths: str | Path) -> list[Diagnostic]:
    """Check files and folders, and return all that is wrong or odd, file by file, each in the order of its lines."""
    return list(check_paths(paths).diagnostics)


def _procedure(reading: Reading, calendars: Mapping[str, WorkCalendar] | None = None) -> Procedure:
    checked = check_reading(reading, advice=False, known=calendars)
    if not checked.ok or checked.definition is None or checked.flow is None:
        raise SopInvalid(checked.diagnostics)
    return Procedure(checked.definition, checked.flow, checked.calendars, reading.source)
