"""A diagnostic: one sentence about one place in one file.

It stands on the ground floor, because the reader, the calendars, the definition and the checks all report with it.
It must not know what is checked, nor how a report looks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from sopflow.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity = Literal["error", "warning", "note"]

WARNINGS: Final = frozenset(
    {
        # files
        "comma-in-list", "hash-cuts-text", "quote-left-over", "file-name-differs",
        # flow and decisions
        "branch-never-holds", "branches-unproven", "fact-stale", "fact-value-outside", "facts-unproven",
        "otherwise-never-taken", "outcome-unused",
        # documents
        "documents-unproven", "input-from-beside", "input-missing-then-overdue", "input-perhaps-missing",
        "input-unproven", "output-overwritten",
        "output-twice", "output-unused",
        # time
        "days-mixed", "days-unqualified", "hours-over-a-day", "service-time-exceeded", "step-longer-than-service",
        # the sheet
        "activity-names-actor", "activity-not-active", "actor-combined", "actor-twice", "date-impossible",
        "decision-many-ways", "decision-one-way", "step-without-output",
        # calendars
        "calendar-date-outside", "day-without-reason",
        # silencing
        "silencing-unused",
    }
)  # fmt: skip
"""What an office may do on purpose."""

NOTES: Final = frozenset(
    {
        "actor-unused", "closure-on-day-off", "deadline-without-overdue", "hours-pass-midnight",
        "opening-on-working-day", "step-without-duration",
    }
)  # fmt: skip
"""What is good to know. Every other code is an error: it makes a case impossible, ambiguous or endless."""


def severity_of(code: str) -> Severity:
    """Return how much a code matters: the same wherever it is reported."""
    return "warning" if code in WARNINGS else "note" if code in NOTES else "error"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line of a file; lines and columns count from 1, ``end_column`` is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What is wrong (or odd), where, and what would be right.

    ``code`` is stable; ``params`` are the facts of the sentence. ``hint_code`` names a second sentence that says how
    to mend it. ``source`` is the text of the line, so that a report needs no file.
    """

    file: str
    span: Span
    code: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
    hint_code: str | None = None
    source: str = ""

    @property
    def severity(self) -> Severity:
        """``error``, ``warning`` or ``note``."""
        return severity_of(self.code)

    @property
    def location(self) -> str:
        """``file:line:column``, as editors and compilers write it."""
        return f"{self.file}:{self.span.line}:{self.span.column}"

    def message(self, lang: str | None = None) -> str:
        """Return the sentence in ``lang`` ("id" or "en")."""
        return say(self.code, lang, **self.params)

    def hint(self, lang: str | None = None) -> str | None:
        """Return what would be right, where that is known."""
        return None if self.hint_code is None else say(self.hint_code, lang, **self.params)

    def to_dict(self, lang: str | None = None) -> dict[str, object]:
        """Return the JSON shape of ``sopflow check --format json``."""
        return {
            "file": self.file,
            "line": self.span.line,
            "column": self.span.column,
            "end_line": self.span.end_line,
            "end_column": self.span.end_column,
            "code": self.code,
            "severity": self.severity,
            "message": self.message(lang),
            "hint": self.hint(lang),
        }
