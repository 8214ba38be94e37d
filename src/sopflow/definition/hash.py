"""The content hash of an SOP: the same as long as nothing changes that a running case depends on.

Titles, labels, activities, notes, printed wordings and the identity block are left out, so that better wording,
comments and layout do not orphan running cases. It must not know files.
"""

from __future__ import annotations

import json
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sopflow.definition.condition import Condition
    from sopflow.definition.model import Branch, Definition, Input, Output, Step
    from sopflow.duration import Duration

FORMAT: Final = "1"


def content_hash(definition: Definition) -> str:
    """Return ``1:`` and the SHA-256, in hexadecimal, of the canonical JSON of what a case depends on."""
    text = json.dumps(canonical(definition), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{FORMAT}:{sha256(unicodedata.normalize('NFC', text).encode()).hexdigest()}"


def canonical(definition: Definition) -> dict[str, Any]:
    """Return what a case depends on as plain data, defaults left out."""
    promised = definition.service_time
    return _without_defaults(
        {
            "calendar": definition.calendar if definition.calendar != "id-asn" else None,
            "day_counting": definition.day_counting if definition.day_counting != "working" else None,
            "service_time": promised
            and _without_defaults(
                {
                    "duration": _duration(promised.duration),
                    "from": promised.start,
                    "extension": _duration(promised.extension),
                }
            ),
            "actors": {
                actor.id: _without_defaults({"external": actor.external, "calendar": actor.calendar})
                for actor in definition.actors.values()
            },
            "documents": {
                document.id: _without_defaults({"external": document.external, "on_hand": document.on_hand})
                for document in definition.documents.values()
            },
            "data": {fact.id: dict(fact.schema) for fact in definition.data.values()},
            "first": definition.first_step,
            "steps": {step.id: _step(step) for step in definition.steps.values()},
            "outcomes": {
                outcome.id: _without_defaults({"ends_case": outcome.ends_case})
                for outcome in definition.outcomes.values()
            },
        }
    )


def _step(step: Step) -> dict[str, Any]:
    return _without_defaults(
        {
            "actor": step.actor,
            "inputs": _sorted(_input(item) for item in step.inputs),
            "duration": _duration(step.duration),
            "outputs": _documents(step.outputs),
            "sets": sorted(step.sets),
            "next": sorted(step.next),
            "branches": {branch.id: _branch(branch) for branch in step.branches},
            "on_overdue": step.on_overdue and _branch(step.on_overdue),
            "optional": step.optional,
            "join": step.join,
            "calendar": step.calendar,
        }
    )


def _branch(branch: Branch) -> dict[str, Any]:
    return _without_defaults(
        {
            "when": _condition(branch.when),
            "otherwise": branch.otherwise,
            "next": sorted(branch.next),
            "outputs": _documents(branch.outputs),
        }
    )


def _input(item: Input) -> dict[str, Any]:
    return _without_defaults(
        {"any_of": sorted(item.documents), "optional": item.optional, "when": _condition(item.when)}
    )


def _condition(condition: Condition | None) -> list[Any] | None:
    return None if condition is None else _sorted(condition.to_data())


def _documents(outputs: Iterable[Output]) -> list[str]:
    return sorted({output.document for output in outputs})


def _duration(duration: Duration | None) -> list[Any] | None:
    return None if duration is None else [duration.amount, duration.unit]


def _sorted(items: Iterable[Any]) -> list[Any]:
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True))


def _without_defaults(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, False, [], {})}
