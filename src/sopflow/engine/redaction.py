"""Events without personal data, as the law on it may ask for: who did what and when stays, names and words go.

What is taken away is never needed to replay a case: ways are in the events, not worked out of facts. It must not know
who asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sopflow.engine.events import Fixed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sopflow.engine.events import Event

MASKED: Final = "[…]"
"""What stands in the place of a reason."""


def redacted(event: Event, facts: Collection[str], persons: Mapping[str, str], *, reasons: bool) -> Event:
    """Return an event without the values of ``facts``, with other names for ``persons``, and without its reason."""
    changed: dict[str, Any] = {}
    for field in ("person", "assignee"):
        name = getattr(event, field, None)
        if name is not None and name in persons:
            changed[field] = persons[name]
    data: Mapping[str, object] = getattr(event, "data", {})
    if not data.keys().isdisjoint(facts):
        changed["data"] = Fixed({fact: value for fact, value in data.items() if fact not in facts})
    if reasons and getattr(event, "reason", None) is not None:
        changed["reason"] = MASKED
    return event._replace(**changed)


def names_in(events: Collection[Event]) -> set[str]:
    """Return the ids of persons that stand in events."""
    found = {event.person for event in events} | {getattr(event, "assignee", None) for event in events}
    return {name for name in found if name is not None}
