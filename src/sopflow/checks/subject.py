"""What a rule looks at.

It must not know any rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
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


Rule = Callable[[Subject], None]
