"""The calendar that a due date is counted on has to exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sopflow.checks.subject import Subject


def known_calendars(subject: Subject) -> None:
    """Report calendars that cannot be found, each once."""
