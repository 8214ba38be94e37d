"""Events as plain data, and back. What is not exactly of the form that is written here is refused with its place.

Only the offset of an instant may be another one, since a calendar may change its zone. It must not know what stands
around the events, nor which event may follow which.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sopflow.calendars.certainty import ASSUMPTIONS, Assumption
from sopflow.duration import Duration
from sopflow.engine.events import TYPES, Begun, Fixed, Migrated, Moved, Promise
from sopflow.engine.values import is_plain
from sopflow.errors import CaseError, DurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence

    from sopflow.engine.events import Event
    from sopflow.engine.machine import Machine

    Data = dict[str, Any]

_HEAD: Final = frozenset({"type", "seq", "at", "by"})
_CALENDAR: Final = frozenset({"id", "hash"})
_BEGUN: Final = frozenset({"step", "visit", "since", "due"})
_STEP: Final = frozenset({"step"})
_PROMISE: Final = frozenset({"at", "calendar", "assumptions", "base", "lost"})
_AT: Final = frozenset({"at"})
_MOVED: Final = frozenset({"was", "due"})
_DURATION: Final = frozenset({"amount", "unit"})
_ASSUMPTION: Final = frozenset({"code", "dates", "params"})
_ASSUMED: Final = frozenset({"code", "dates"})


class Writer:
    """Writes events; ``calendars`` are those met so far, named by their place."""

    def __init__(self, machine: Machine) -> None:
        self.calendars: dict[tuple[str, str], int] = {}
        self._instant = machine.zone.written

    def event(self, event: Event) -> Data:
        """Return an event as plain data, without what has its default."""
        at = event.at
        written: Data = {"type": event.type, "seq": event.seq, "at": self._instant(at), "by": event.by}
        for place, name, required, write, _ in _SHAPES[event.type].fields:
            value = event[place]
            if value or required:
                written[name] = value if write is None else write(self, value, at)
        return written

    def begun(self, tasks: tuple[Begun, ...], at: datetime) -> list[Data]:
        """Return tasks that begin, without what can be told from the event."""
        return [self._task(task, at) for task in tasks]

    def _task(self, task: Begun, at: datetime) -> Data:
        step, visit, since, due = task
        written: Data = {"step": step}
        if visit != 1:
            written["visit"] = visit
        if since is not at and since != at:
            written["since"] = self._instant(since)
        if due is not None:
            written["due"] = self.promise(due, at)
        return written

    def promise(self, promise: Promise, _at: datetime) -> str | Data:
        """Return a due date: the bare instant, where it is certain and counted on the first calendar of the case."""
        at, calendar, content, assumptions, base, _ = promise
        place = self.calendars.setdefault((calendar, content), len(self.calendars))
        if not (place or assumptions or base):
            return self._instant(at)
        written: Data = {"at": self._instant(at)}
        if promise.assumptions:
            written["assumptions"] = [_assumption_data(one) for one in promise.assumptions]
        if promise.base is not None:
            written["base"] = promise.base.isoformat()
        if place:
            written["calendar"] = place
        if promise.lost:
            written["lost"] = promise.lost
        return written

    def moved(self, moved: Moved, at: datetime) -> Data:
        """Return a due date that moved."""
        return {"was": self._instant(moved.was), "due": self.promise(moved.due, at)}

    def all_moved(self, moved: Mapping[str, Moved], at: datetime) -> Data:
        """Return due dates that moved, by step."""
        return {step: self.moved(one, at) for step, one in moved.items()}

    def deadline(self, to: datetime | Duration, _at: datetime) -> str | Data:
        """Return what a deadline was moved to, or by."""
        return {"amount": to.amount, "unit": to.unit} if isinstance(to, Duration) else self._instant(to)


class Reader:
    """Reads the events of one SOP; instants come out in its zone. ``CaseError`` for what was never written."""

    def __init__(self, machine: Machine, calendars: object) -> None:
        self._machine = machine
        self._steps = machine.steps
        self._instant = machine.zone.read
        self._calendars: list[tuple[str, str]] = []
        self._number, self._kind, self._field = 0, "", "calendars"
        self._used: set[int] = set()
        if not isinstance(calendars, list):
            raise self._wrong()
        for raw in calendars:
            self._keys(raw, _CALENDAR, _CALENDAR)
            self._calendars.append((self.text(raw["id"]), self.text(raw["hash"])))
        if len(set(self._calendars)) < len(self._calendars):
            raise self._wrong()

    def events(self, raw: object, later: Sequence[Machine] = ()) -> tuple[Event, ...]:
        """Return the events of a case; ``later`` are the versions of the SOP that it has gone over to, in order."""
        self._field = "events"
        listed = self._list(raw)
        if later:
            found, to = [], iter(later)
            for number, one in enumerate(listed, 1):
                found.append(self.event(one, number))
                if isinstance(found[-1], Migrated):
                    self.go_on_with(next(to, self._machine))
        else:
            found = [self.event(one, number) for number, one in enumerate(listed, 1)]
        self._number, self._field = 0, "calendars"
        if len(self._used) < len(self._calendars):
            raise self._wrong()
        return tuple(found)

    def event(self, raw: object, number: int) -> Event:
        """Return an event; ``number`` is its place in the case."""
        self._number, self._field = number, ""
        if not isinstance(raw, dict):
            raise self._wrong()
        kind = self._kind = self._one_of(raw.get("type"), _SHAPES)
        shape = _SHAPES[kind]
        try:
            readers = _readers(kind, tuple(raw))
        except KeyError:
            raise wrong_keys(raw, shape.known, shape.required, self._where) from None
        if raw["seq"] != number or raw["seq"].__class__ is not int:
            raise self._wrong()
        try:
            at = self._instant(raw["at"])
            values = list(shape.defaults)
            values[:3] = number, at, self._one_of(raw["by"], self._machine.actors)  # the head of each event
            for place, name, read in readers:
                self._field = name
                values[place] = read(self, raw[name], at)
        except CaseError:
            raise
        except ValueError:  # no instant
            raise self._wrong() from None
        return shape.kind._make(values)

    def text(self, raw: object, _at: datetime | None = None) -> str:
        """Return a text that is not empty."""
        if not isinstance(raw, str) or not raw:
            raise self._wrong()
        return raw

    def number(self, raw: object, _at: datetime | None = None) -> int:
        """Return a whole number from 1 on."""
        if not isinstance(raw, int) or isinstance(raw, bool) or raw < 1:
            raise self._wrong()
        return raw

    def flag(self, raw: object, _at: datetime) -> bool:
        """Return true, since false is left out."""
        if raw is not True:
            raise self._wrong()
        return True

    def step(self, raw: object, _at: datetime | None = None) -> str:
        """Return the id of a step."""
        if raw.__class__ is not str or raw not in self._steps:
            raise self._wrong()
        return raw

    def renamed(self, raw: object, _at: datetime) -> Mapping[str, str]:
        """Return what steps are called in another version, by what they were called."""
        if not isinstance(raw, dict) or not raw:
            raise self._wrong()
        return Fixed({self.text(old): self.text(new) for old, new in raw.items()})

    def go_on_with(self, machine: Machine) -> None:
        """Read what follows as events of another version of the SOP."""
        self._machine, self._steps, self._instant = machine, machine.steps, machine.zone.read

    def documents(self, raw: object, _at: datetime) -> tuple[str, ...]:
        """Return ids of documents that come from outside."""
        found = [self._one_of(one, self._machine.external) for one in self._list(raw)]
        if found != [document for document in self._machine.documents if document in found]:
            raise self._wrong()
        return tuple(found)

    def data(self, raw: object, _at: datetime) -> Mapping[str, Any]:
        """Return facts, each of the kind that the SOP says; none where all that was recorded has been redacted."""
        if not isinstance(raw, dict) or not (raw or self._kind == "recorded"):
            raise self._wrong()
        for fact, value in raw.items():
            if not (is_plain(value) and self._machine.facts[self._one_of(fact, self._machine.facts)](value)):
                raise self._wrong()
        return Fixed(raw)

    def begun(self, raw: object, at: datetime) -> tuple[Begun, ...]:
        """Return tasks that begin."""
        return tuple([self._task(one, at) for one in self._list(raw)])

    def _task(self, raw: object, at: datetime) -> Begun:
        if isinstance(raw, dict) and len(raw) == 2 and "step" in raw and "due" in raw:  # as most are
            return Begun._make((self.step(raw["step"]), 1, at, self.promise(raw["due"])))
        found = self._keys(raw, _BEGUN, _STEP)
        visit = self.number(found["visit"]) if "visit" in found else 1
        since = self._instant(found["since"]) if "since" in found else at
        if ("visit" in found and visit == 1) or ("since" in found and since == at):
            raise self._wrong()
        return Begun(self.step(found["step"]), visit, since, self.promise(found["due"]) if "due" in found else None)

    def promise(self, raw: object, _at: datetime | None = None) -> Promise:
        """Return a due date."""
        if isinstance(raw, str) and self._calendars:
            self._used.add(0)
            calendar, content = self._calendars[0]
            return Promise._make((self._instant(raw), calendar, content, (), None, 0))
        found = self._keys(raw, _PROMISE, _AT)
        if len(found) == 1 or ("lost" in found and "base" not in found):
            raise self._wrong()
        place = self.number(found["calendar"]) if "calendar" in found else 0
        if place >= len(self._calendars) or place > len(self._used):  # they stand in the order of their first use
            raise self._wrong()
        self._used.add(place)
        return Promise(
            self._instant(found["at"]),
            *self._calendars[place],
            tuple(self._assumption(one) for one in self._list(found["assumptions"])) if "assumptions" in found else (),
            self._date(found["base"]) if "base" in found else None,
            self.number(found["lost"]) if "lost" in found else 0,
        )

    def moved(self, raw: object, _at: datetime | None = None) -> Moved:
        """Return a due date that moved."""
        found = self._keys(raw, _MOVED, _MOVED)
        return Moved(self._instant(found["was"]), self.promise(found["due"]))

    def all_moved(self, raw: object, _at: datetime) -> Mapping[str, Moved]:
        """Return due dates that moved, by step."""
        if not isinstance(raw, dict) or not raw:
            raise self._wrong()
        return Fixed({self.step(step): self.moved(one) for step, one in raw.items()})

    def deadline(self, raw: object, _at: datetime) -> datetime | Duration:
        """Return what a deadline was moved to, or by."""
        if isinstance(raw, str):
            return self._instant(raw)
        found = self._keys(raw, _DURATION, _DURATION)
        try:
            return Duration(
                found["amount"] if found["unit"] == "same_day" else self.number(found["amount"]), found["unit"]
            )
        except (DurationError, TypeError):
            raise self._wrong() from None

    def _assumption(self, raw: object) -> Assumption:
        found = self._keys(raw, _ASSUMPTION, _ASSUMED)
        params = found.get("params", {})
        code = self._one_of(found["code"], ASSUMPTIONS)
        if not isinstance(params, dict) or params.keys() != ASSUMPTIONS[code]:
            raise self._wrong()
        dates = tuple(self._date(day) for day in self._list(found["dates"]))
        return Assumption(code, dates, {name: self.number(value) for name, value in params.items()})

    def _date(self, raw: object) -> date:
        try:
            found = date.fromisoformat(self.text(raw))
        except ValueError:
            raise self._wrong() from None
        if found.isoformat() != raw:
            raise self._wrong()
        return found

    def _one_of(self, raw: object, known: Container[str]) -> str:
        if not isinstance(raw, str) or raw not in known:
            raise self._wrong()
        return raw

    def _list(self, raw: object) -> list[Any]:
        if not isinstance(raw, list) or not raw:
            raise self._wrong()
        return raw

    def _keys(self, raw: object, known: frozenset[str], required: frozenset[str]) -> Data:
        if not isinstance(raw, dict):
            raise self._wrong()
        if not required <= raw.keys() <= known:
            raise wrong_keys(raw, known, required, self._where)
        return raw

    @property
    def _where(self) -> str:
        if not self._number:
            return self._field
        return f"events[{self._number}]{'.' if self._field else ''}{self._field}"

    def _wrong(self) -> CaseError:
        return CaseError("case-form", where=self._where)


def wrong_keys(found: Data, known: frozenset[str], required: frozenset[str], where: str = "") -> CaseError:
    """Return the error for keys that the format does not know, or that have to be there."""
    unknown = found.keys() - known
    code, key = ("case-unknown-key", min(unknown)) if unknown else ("case-missing-key", min(required - found.keys()))
    return CaseError(code, key=f"{where}.{key}".lstrip("."))


def _assumption_data(assumption: Assumption) -> Data:
    written: Data = {"code": assumption.code, "dates": [day.isoformat() for day in assumption.dates]}
    return {**written, "params": dict(assumption.params)} if assumption.params else written


class _Field(NamedTuple):
    """A field of an event: its place, whether it is always there, how it is written (None: as it is) and read."""

    place: int
    name: str
    required: bool
    write: Callable[[Writer, Any, datetime], Any] | None
    read: Callable[[Reader, Any, datetime], Any]


_CODECS: Final[Mapping[str, tuple[Callable[[Writer, Any, datetime], Any] | None, Any]]] = {
    "documents": (None, Reader.documents),
    "data": (None, Reader.data),
    "begun": (Writer.begun, Reader.begun),
    "promise": (Writer.promise, Reader.promise),
    "moved": (Writer.all_moved, Reader.all_moved),
    "promise_moved": (Writer.moved, Reader.moved),
    "to": (Writer.deadline, Reader.deadline),
    "step": (None, Reader.step),
    "late": (None, Reader.number),
    "reverts": (None, Reader.number),
    "restart": (None, Reader.flag),
    "steps": (None, Reader.renamed),
}
"""Fields that are more than a text, by name; the same name means the same in every event."""

_TEXT: Final = (None, Reader.text)


class _Shape(NamedTuple):
    """What an event looks like.

    Its fields but those that every event has, what they are by default, all keys that there may be, and must be.
    """

    kind: type[Event]
    fields: tuple[_Field, ...]
    defaults: tuple[Any, ...]
    known: frozenset[str]
    required: frozenset[str]


def _shape(kind: type[Event]) -> _Shape:
    assert kind._fields[:3] == ("seq", "at", "by")  # the reader puts them there
    found = []
    for place, field in enumerate(kind._fields):
        if field not in _HEAD:
            write, read = _CODECS.get(field, _TEXT)
            found.append(_Field(place, field, field not in kind._field_defaults, write, read))
    required = _HEAD | {field.name for field in found if field.required}
    defaults = tuple(kind._field_defaults.get(field) for field in kind._fields)
    return _Shape(kind, tuple(found), defaults, frozenset(kind._fields), required)


_SHAPES: Final = {name: _shape(kind) for name, kind in TYPES.items()}


@lru_cache(maxsize=256)
def _readers(name: str, keys: tuple[str, ...]) -> tuple[tuple[int, str, Callable[[Reader, Any, datetime], Any]], ...]:
    """Return place, name and reader of each field that an event gives beside its head; ``KeyError`` for wrong keys.

    Nearly all events have one of a few combinations of keys, so this is asked once for each.
    """
    shape = _SHAPES[name]
    if not shape.required <= set(keys) <= shape.known:
        raise KeyError(name)
    return tuple((field.place, field.name, field.read) for field in shape.fields if field.name in keys)
