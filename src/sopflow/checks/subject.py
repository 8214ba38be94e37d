"""What a rule looks at.

It must not know any rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sopflow.definition.build import Built
from sopflow.definition.flow import Flow

if TYPE_CHECKING:
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.definition.model import Definition
    from sopflow.source.findings import Findings
    from sopflow.source.nodes import KeyPath


@dataclass(frozen=True, slots=True)
class Subject:
    """One SOP under check: the model, its flow, the file's name, and where each part stands in the file.

    A rule takes a subject and reports what it finds to ``subject.findings``; a calendar it reads goes to
    ``calendars``, so that nobody has to read it again.
    """

    built: Built
    flow: Flow
    file: str
    calendars: dict[str, WorkCalendar] = field(default_factory=dict)

    @property
    def definition(self) -> Definition:
        """The model; pieces that could not be read are missing from it."""
        return self.built.definition

    @property
    def findings(self) -> Findings:
        """Where findings go."""
        return self.built.findings

    @property
    def sound(self) -> bool:
        """True where nothing is wrong so far, so that conclusions can be drawn from the whole."""
        found = self.findings.diagnostics
        return not (self.built.uncertain or any(one.severity == "error" for one in found))

    def path(self, step: str, *rest: str | int) -> KeyPath:
        """Return the path of a step, or of a part of it."""
        return (*self.built.places[step], *rest)

    def path_of_notice(self, path: KeyPath, key: str, place: int, name: str) -> KeyPath:
        """Return the path of the term ``name`` of a reminder or escalation: the only one, or the one at a ``place``."""
        one = (*path, key, name)
        return one if self.findings.has(one) else (*path, key, place, name)

    @property
    def path_of_promise(self) -> KeyPath:
        """The path of the duration of ``service_time``, in its short form or its long one."""
        long = ("service_time", "duration")
        return long if self.findings.has(long) else ("service_time",)

    def calendar(self, name: str) -> WorkCalendar:
        """Return a calendar by name or by path from the folder of the SOP; raises ``CalendarError``."""
        from sopflow.calendars.load import calendar

        if name not in self.calendars:
            self.calendars[name] = calendar(name, Path(self.file).parent)
        return self.calendars[name]


Rule = Callable[[Subject], None]
