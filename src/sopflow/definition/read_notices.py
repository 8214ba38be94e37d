"""Reminders and escalations of a file -> model: who hears of a due date, and how long before or after it.

They are no part of what a case depends on: better ones hold for running cases as well. It must not know whose they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sopflow.definition.model import Escalation, Reminder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sopflow.definition.model import Actor
    from sopflow.definition.references import References
    from sopflow.duration import Duration
    from sopflow.source.findings import Findings
    from sopflow.source.nodes import KeyPath

    ReadDuration = Callable[[Any, KeyPath], Duration | None]


class NoticeReader:
    """Reads ``remind`` and ``escalate``; ``duration`` reads a term, and reports what is wrong with it."""

    def __init__(
        self, actors: Mapping[str, Actor], names: References, duration: ReadDuration, findings: Findings
    ) -> None:
        self._actors = actors
        self._names = names
        self._duration = duration
        self._findings = findings

    def reminders(self, data: Mapping[str, Any], path: KeyPath) -> tuple[Reminder, ...] | None:
        """Return the reminders of an entry of the file, None where it has none of its own."""
        if "remind" not in data:
            return None
        found = []
        for entry, at in _entries(data["remind"], (*path, "remind")):
            to = self._recipients(entry.get("to"), (*at, "to"))
            before = self._duration(entry.get("before"), (*at, "before"))
            if before is not None:
                found.append(Reminder(before, to))
        return tuple(found)

    def escalations(self, data: Mapping[str, Any], path: KeyPath) -> tuple[Escalation, ...] | None:
        """Return the escalations of an entry of the file, None where it has none of its own."""
        if "escalate" not in data:
            return None
        found = []
        for entry, at in _entries(data["escalate"], (*path, "escalate")):
            to = self._recipients(entry.get("to"), (*at, "to"), inside=True)
            after = self._duration(entry.get("after"), (*at, "after"))
            if to and (after is not None or "after" not in entry):
                found.append(Escalation(to, after))
        return tuple(found)

    def _recipients(self, value: Any, path: KeyPath, *, inside: bool = False) -> tuple[str, ...]:
        """Return who hears of it; ``inside``: nobody from outside the agency may."""
        names = [(value, path)] if isinstance(value, str) else _listed(value, path)
        found: list[str] = []
        for name, place in names:
            actor = self._names.resolve(name, place)
            if actor is None:
                continue
            if inside and self._actors[actor].external:
                self._findings.at("escalate-to-external", place, name=self._actors[actor].name or actor)
            elif actor not in found:
                found.append(actor)
        return tuple(found)


def _entries(value: Any, path: KeyPath) -> Iterator[tuple[Mapping[str, Any], KeyPath]]:
    """Give each entry of a list with its place; one entry need not stand in a list."""
    for entry, at in [(value, path)] if isinstance(value, dict) else _listed(value, path):
        if isinstance(entry, dict):
            yield entry, at


def _listed(value: Any, path: KeyPath) -> list[tuple[Any, KeyPath]]:
    return [(item, (*path, place)) for place, item in enumerate(value if isinstance(value, list) else ())]
