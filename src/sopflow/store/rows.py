"""What the tables say of a case: made of the case itself, so that rows and history cannot differ.

It must not know how rows get into a database.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sopflow.engine.events import Migrated
from sopflow.engine.serial import event_from_json, event_to_json
from sopflow.engine.situation import ENDED
from sopflow.errors import StoreError
from sopflow.plaintext import cut
from sopflow.store.tables import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sopflow.engine.events import Event, Promise
    from sopflow.engine.situation import Situation
    from sopflow.procedure import Case, Procedure

    Row = dict[str, Any]

LONGEST: Final = 200
"""Ids of cases, persons, keys and in SOPs have no more characters in a store, since databases index them."""


def case_row(case: Case) -> Row:
    """Return where a case stands."""
    now = case.state.now
    return {
        "status": case.status,
        "outcome": case.outcome,
        "seq": case.seq,
        "due": case.due,
        "certain": case.certain,
        "late_from": late_from(now, now.service and now.service.promise) if case.status not in ENDED else NEVER,
        "ended": case.events[-1].at if case.status in ENDED else None,
        "wake": min((deadline.at for deadline in case.deadlines), default=None),
    }


def task_rows(case: Case) -> dict[str, Row]:
    """Return the active tasks by step."""
    now, sop = case.state.now, case.procedure.id
    return {
        step: {
            "step": step,
            "visit": task.visit,
            "sop": sop,
            "actor": task.actor,
            "assignee": None if task.assignee is None else storable("person", task.assignee),
            "since": task.since,
            "due": task.due,
            "certain": task.certain,
            "late_from": late_from(now, now.tasks[step].promise),
            "missing": json.dumps(task.missing),
        }
        for step, task in case.tasks.items()
    }


def event_row(procedure: Procedure, event: Event) -> Row:
    """Return an event, without when it was recorded."""
    return {
        "seq": event.seq,
        "type": event.type,
        "at": event.at,
        "body": event_to_json(procedure.machine, event),
    }


def events_of(versions: Sequence[Procedure], bodies: Iterable[str]) -> tuple[Event, ...]:
    """Return the events that rows hold, of a case that has gone by these versions of its SOP in order.

    Raises ``CaseError`` where somebody else has written the rows, ``LookupError`` where a version is missing.
    """
    machine, *later = [version.machine for version in versions]
    found: list[Event] = []
    for number, body in enumerate(bodies, 1):
        found.append(event_from_json(machine, body, number))
        if isinstance(found[-1], Migrated):
            machine = later.pop(0)
    return tuple(found)


def version_left(body: str) -> tuple[str, str]:
    """Return the version and content hash that a case left, as its event ``migrated`` says."""
    event = json.loads(body)["event"]
    return event["was_version"], event["was_hash"]


def late_from(now: Situation, promise: Promise | None) -> datetime:
    """Return the instant after which a due date has passed; while the clock stands still, only one that had by then."""
    if promise is None or (now.suspended is not None and now.suspended <= promise.at):
        return NEVER
    return promise.at


def is_storable(text: str) -> bool:
    """Return whether databases can hold a text: neither NUL nor lone surrogates."""
    return "\x00" not in text and (text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text))


def storable(what: str, text: str) -> str:
    """Return a text that a database can index; ``StoreError`` for any other. ``what`` is it: case, person, key, id."""
    if not isinstance(text, str) or not text.strip():
        raise StoreError(f"store-{what}-empty")
    if len(text) > LONGEST:
        raise StoreError(f"store-{what}-long", given=cut(text), most=LONGEST)
    if not is_storable(text):
        raise StoreError(f"store-{what}-form", given=cut(text))
    return text
