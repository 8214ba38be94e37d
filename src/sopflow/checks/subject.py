"""What a rule looks at.

It must not know any rule.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sopflow.definition.build import Built
from sopflow.definition.flow import Flow

if TYPE_CHECKING:
    from sopflow.definition.model import Definition
    from sopflow.definition.references import Report
    from sopflow.source.nodes import Path


@dataclass(frozen=True, slots=True)
class Subject:
    """One SOP under check: the model, its flow, the file's name, and where each part stands in the file.

    A rule takes a subject and reports what it finds to ``subject.report``.
    """

    built: Built
    flow: Flow
    file: str

    @property
    def definition(self) -> Definition:
        """The model; pieces that could not be read are missing from it."""
        return self.built.definition

    @property
    def report(self) -> Report:
        """Where findings go."""
        return self.built.report

    def place(self, step: str, *rest: str | int) -> Path:
        """Return the path of a step, or of a part of it."""
        return (*self.built.places[step], *rest)


Rule = Callable[[Subject], None]
