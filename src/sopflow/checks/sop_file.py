"""An SOP file under check: read, held against the schema, built, and looked at by each rule.

Nothing is raised for what is in a file. It must not know other files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sopflow.checks.calendar_file import is_calendar
from sopflow.checks.rules import BESIDE_ERRORS, ONCE_SOUND, SOUNDNESS
from sopflow.checks.silencing import Silenced, silence
from sopflow.checks.subject import Subject
from sopflow.definition.build import build
from sopflow.definition.flow import Flow, analyse
from sopflow.source.findings import Findings
from sopflow.source.nodes import Mapping, Scalar, Unreadable
from sopflow.source.reader import SUFFIXES, Reading
from sopflow.source.schemas import load_schema
from sopflow.source.shape import read_shape

if TYPE_CHECKING:
    from collections.abc import Mapping as ReadOnly

    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.model import Definition
    from sopflow.diagnostic import Diagnostic

_SOP_KEYS: Final = frozenset({"sop", "steps"})


@dataclass(frozen=True, slots=True)
class Checked:
    """One file: its model and flow (None where too little of it could be read) and all diagnostics, in file order.

    ``calendars`` are those that the file names, as they were when it was checked.
    """

    definition: Definition | None
    flow: Flow | None
    diagnostics: tuple[Diagnostic, ...]
    calendars: ReadOnly[str, WorkCalendar] = field(default_factory=dict)
    silenced: tuple[Silenced, ...] = ()

    @property
    def ok(self) -> bool:
        """True where no diagnostic is an error."""
        return not any(found.severity == "error" for found in self.diagnostics)


def check_reading(
    reading: Reading, *, advice: bool = True, known: ReadOnly[str, WorkCalendar] | None = None
) -> Checked:
    """Check one file that has been read; without ``advice``, of a file without errors nothing more is asked.

    ``known`` are calendars by the names that the file has for them; they are not looked for.
    """
    built, flow = None, None
    calendars: dict[str, WorkCalendar] = dict(known or {})
    if is_something_else(reading):
        reading.diagnostics += [] if reading.diagnostics else [not_an_sop(reading)]
    elif reading.root is not None:
        data = read_shape(reading, load_schema("sop"))
        built = build(data, Findings(reading)) if isinstance(data, dict) else None
    if built:
        flow = analyse(built.definition, built.uncertain)
        subject = Subject(built, flow, reading.source.name, calendars)
        for rule in SOUNDNESS:
            rule(subject)
        for rule in BESIDE_ERRORS if advice or not subject.sound else ():
            rule(subject)
        for rule in ONCE_SOUND if advice and subject.sound else ():
            rule(subject)
    found, silenced = silence(reading)
    return Checked(built.definition if built else None, flow, found, calendars, silenced)


def is_sop(reading: Reading) -> bool:
    """Return whether a file has keys that only SOPs have."""
    return isinstance(reading.root, Mapping) and bool(_SOP_KEYS & reading.root.entries.keys())


def is_something_else(reading: Reading) -> bool:
    """Return whether a file could be read and is no SOP; of one with keys that could not be read nobody knows."""
    root = reading.root
    unknown = root is None or isinstance(root, Unreadable) or (isinstance(root, Mapping) and not root.whole)
    return not unknown and not is_sop(reading)


def not_an_sop(reading: Reading) -> Diagnostic:
    """Return what is said of a file that is something else: which it is, if that can be told."""
    root = reading.root
    assert root is not None
    if is_calendar(reading, named=True):
        return reading.source.diagnose("calendar-no-sop", root)
    if isinstance(root, Scalar) and root.text.endswith(tuple(SUFFIXES)):
        return reading.source.diagnose("path-no-sop", root)
    return reading.source.diagnose("not-an-sop", root, hint_code="not-an-sop-hint")
