"""An SOP as plain data: what the file says with every default filled in, ready for JSON.

Keys are those of the file where it has them. It must not know how the data is written out.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sopflow.definition.condition import Condition
    from sopflow.definition.model import Branch, Definition, Escalation, Input, Output, Reminder, Step
    from sopflow.duration import Duration

Data = dict[str, Any]


def procedure_data(definition: Definition, content_hash: str) -> Data:
    """Return the SOP as dicts, lists and plain values; actors, documents, data and outcomes by id, steps in order."""
    promised = definition.service_time
    return {
        "id": definition.id,
        "version": definition.version,
        "title": definition.title,
        "agency": definition.agency,
        "unit": definition.unit,
        "service": definition.service,
        "fee": definition.fee,
        "service_time": promised
        and {
            "duration": _duration(promised.duration),
            "from": promised.start,
            "extension": _duration(promised.extension),
            **_notices(promised.remind, promised.escalate),
        },
        "calendar": definition.calendar,
        "day_counting": definition.day_counting,
        **_notices(definition.remind, definition.escalate),
        "document": asdict(definition.identity),
        "actors": {
            actor.id: {"name": actor.name, "external": actor.external, "calendar": actor.calendar}
            for actor in definition.actors.values()
        },
        "documents": {
            document.id: {"name": document.name, "external": document.external, "on_hand": document.on_hand}
            for document in definition.documents.values()
        },
        "data": {
            fact.id: {
                "type": fact.type,
                "title": fact.title,
                "description": fact.description,
                "schema": dict(fact.schema),
            }
            for fact in definition.data.values()
        },
        "steps": [_step(step) for step in definition.steps.values()],
        "outcomes": {
            outcome.id: {"name": outcome.name, "ends_case": outcome.ends_case}
            for outcome in definition.outcomes.values()
        },
        "hash": content_hash,
    }


def _step(step: Step) -> Data:
    return {
        "id": step.id,
        "number": step.number,
        "actor": step.actor,
        "with": list(step.participants),
        "activity": step.activity,
        "inputs": [_input(item) for item in step.inputs],
        "tools": list(step.tools),
        "duration": _duration(step.duration),
        "outputs": [_output(output) for output in step.outputs],
        "result": step.result,
        "sets": list(step.sets),
        "next": list(step.next),
        "branches": [_branch(branch) for branch in step.branches],
        "on_overdue": step.on_overdue and _branch(step.on_overdue),
        **_notices(step.remind, step.escalate),
        "optional": step.optional,
        "join": "all" if step.join else None,
        "calendar": step.calendar,
        "note": step.note,
    }


def _notices(remind: tuple[Reminder, ...] | None, escalate: tuple[Escalation, ...] | None) -> Data:
    """Return reminders and escalations; null where those of the whole SOP hold."""
    before = None if remind is None else [{"before": _duration(one.before), "to": list(one.to)} for one in remind]
    after = None if escalate is None else [{"after": _duration(one.after), "to": list(one.to)} for one in escalate]
    return {"remind": before, "escalate": after}


def _branch(branch: Branch) -> Data:
    return {
        "id": branch.id,
        "label": branch.label,
        "activity": branch.activity,
        "when": _condition(branch.when),
        "otherwise": branch.otherwise,
        "outputs": [_output(output) for output in branch.outputs],
        "result": branch.result,
        "next": list(branch.next),
    }


def _input(item: Input) -> Data:
    return {
        "document": item.documents[0] if len(item.documents) == 1 else None,
        "any_of": list(item.documents) if len(item.documents) > 1 else None,
        "optional": item.optional,
        "when": _condition(item.when),
        "quantity": item.quantity,
    }


def _output(output: Output) -> Data:
    return {"document": output.document, "as": output.wording}


def _condition(condition: Condition | None) -> list[Data] | None:
    return None if condition is None else condition.to_data()


def _duration(duration: Duration | None) -> Data | None:
    return None if duration is None else {"text": duration.text, "amount": duration.amount, "unit": duration.unit}
