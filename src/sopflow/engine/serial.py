"""A case as JSON: its events, and the id, version and content hash of its SOP (``schemas/case.schema.json``).

Reading is strict: what the format does not know comes from a newer version or from somebody's hand, and is refused.
Defaults are left out, calendars are listed once, and a digest over everything shows whether anything was changed. It is
that of the text with its keys sorted and no blanks; that is how it is written, so that reading costs one look at the
text as it stands, and only what somebody else has put in another order is brought into this one first.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from sopflow.engine.codec import Reader, Writer, wrong_keys
from sopflow.engine.events import Migrated
from sopflow.engine.refusals import other_definition
from sopflow.engine.state import ImpossibleError, begin, evolve, relocate
from sopflow.errors import CaseError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sopflow.engine.events import Event
    from sopflow.engine.machine import Machine
    from sopflow.engine.situation import State

    Data = dict[str, Any]

FORMAT: Final = 1
_CANONICAL: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), check_circular=False)
_DIGEST: Final = ',"digest":"'
_TELLING: Final = frozenset({"format", "events"})
_EVENT_KEYS: Final = frozenset({"event", "calendars"})
_KEYS: Final = frozenset({"format", "case", "sop", "version", "hash", "calendars", "events", "digest"})


def to_json(machine: Machine, id: str | None, events: tuple[Event, ...]) -> str:
    """Return a case as JSON text, in ASCII and on one line; the same for the same case."""
    writer = Writer(machine)
    written = [writer.event(event) for event in events]
    body = _CANONICAL.encode(
        {
            "format": FORMAT,
            "case": id,
            "sop": machine.id,
            "version": machine.version,
            "hash": machine.hash,
            "calendars": [{"id": calendar, "hash": content} for calendar, content in writer.calendars],
            "events": written,
        }
    )
    return f'{body[:-1]}{_DIGEST}{_digest(body)}"}}'


def from_json(
    machine: Machine, text: str | bytes, earlier: Mapping[str, Machine]
) -> tuple[str | None, tuple[Event, ...], State, tuple[str, ...]]:
    """Return id, events and state of a case, and the hashes of the versions that it has gone by before, in order.

    ``earlier`` are such versions by content hash. Raises ``CaseError`` and ``Rejected`` as ``Case.from_json``.
    """
    body = _object(text)
    if body.get("format").__class__ is int and body["format"] > FORMAT:
        raise CaseError("case-newer", format=body["format"], known=FORMAT)
    if body.keys() != _KEYS:
        raise wrong_keys(body, _KEYS, _KEYS)
    if not _is_unchanged(text, body, body.pop("digest")):
        raise CaseError("case-changed")
    for key in ("case", "sop", "version", "hash"):
        if not (isinstance(body[key], str) and body[key]) and not (key == "case" and body[key] is None):
            raise CaseError("case-form", where=key)
    if body["format"].__class__ is not int or body["format"] != FORMAT:
        raise CaseError("case-form", where="format")
    if (body["sop"], body["hash"]) != (machine.id, machine.hash):
        raise other_definition(machine, body["hash"], body["sop"], body["version"])
    before = _versions_before(body["events"])
    known = {**earlier, machine.hash: machine}
    for was in before:
        if was not in known:
            raise other_definition(machine, was, machine.id, "-")
    machines = [*(known[was] for was in before), machine]
    events = Reader(machines[0], body["calendars"]).events(body["events"], machines[1:])
    return body["case"], events, replayed(machines, events), before


def event_to_json(machine: Machine, event: Event) -> str:
    """Return one event as JSON text that can be read on its own: beside it stand the calendars of its due dates."""
    writer = Writer(machine)
    written = writer.event(event)
    calendars = [{"id": calendar, "hash": content} for calendar, content in writer.calendars]
    return _CANONICAL.encode({"event": written, "calendars": calendars} if calendars else {"event": written})


def event_from_json(machine: Machine, text: str, number: int) -> Event:
    """Return the event that ``event_to_json`` wrote, ``number`` being its place; ``CaseError`` for all else."""
    body = _object(text, _EVENT_KEYS)
    if "event" not in body or not body.keys() <= _EVENT_KEYS:
        raise wrong_keys(body, _EVENT_KEYS, frozenset({"event"}))
    return Reader(machine, body.get("calendars", [])).event(body["event"], number)


def _versions_before(raw: object) -> tuple[str, ...]:
    """Return the content hashes of the versions of its SOP that a case has left, in order."""
    events = raw if isinstance(raw, list) else []
    left = (one.get("was_hash") for one in events if isinstance(one, dict) and one.get("type") == "migrated")
    return tuple(was for was in left if isinstance(was, str))


def replayed(machines: Sequence[Machine], events: tuple[Event, ...]) -> State:
    """Return where a case stands after its events; ``CaseError`` where one of them cannot follow.

    ``machines`` are the SOP that it began with, and the versions of it that it has gone over to since.
    """
    machine, number, version = machines[0], 1, 0
    try:
        state = begin(machine, events[0])
        for event in events[1:]:
            number += 1
            if event.__class__ is Migrated:
                version += 1
                machine = machines[version]
                state = relocate(machine, state, event)
            else:
                state = evolve(machine, state, event)
    except (ImpossibleError, LookupError):
        raise CaseError("case-impossible", number=number, type=events[number - 1].type) from None
    return state


def _object(text: object, telling: frozenset[str] = _TELLING) -> Data:
    """Return the object that a text holds; without any of the ``telling`` keys it is of somebody else."""
    if not isinstance(text, str | bytes):
        raise CaseError("case-no-text", found=type(text).__name__)
    try:
        found = json.loads(_without_mark(text))
    except (ValueError, RecursionError):
        raise CaseError("case-not-json") from None
    if not isinstance(found, dict) or telling.isdisjoint(found):
        raise CaseError("case-not-a-case")
    return found


def _is_unchanged(text: str | bytes, body: Data, digest: object) -> bool:
    """Return whether a case is as it was written; ``body`` is what stands in ``text`` beside the digest."""
    tail = f'{_DIGEST}{digest}"}}'
    if isinstance(text, str) and text.isascii() and text.endswith(tail) and _digest(text[: -len(tail)] + "}") == digest:
        return True
    return _digest(_CANONICAL.encode(body)) == digest and not _has_doubled_keys(text)


def _has_doubled_keys(text: str | bytes) -> bool:
    """Return whether a key stands twice in any object, of which JSON would take the last."""
    doubled: list[str] = []

    def keep(pairs: list[tuple[str, Any]]) -> Data:
        found = dict(pairs)
        doubled.extend(found if len(found) < len(pairs) else ())
        return found

    json.loads(_without_mark(text), object_pairs_hook=keep)
    return bool(doubled)


def _without_mark(text: str | bytes) -> str | bytes:
    return text.removeprefix("\ufeff") if isinstance(text, str) else text


def _digest(canonical: str) -> str:
    return sha256(canonical.encode()).hexdigest()
