"""Events as plain data, and back. What is not exactly of the form that is written here is refused with its place.

It must not know what stands around the events, nor which event may follow which.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sopflow.calendars.certainty import ASSUMPTIONS, Assumption
from sopflow.calendars.worktime import FIRST_YEAR, LAST_YEAR
from sopflow.duration import Duration
from sopflow.engine.events import TYPES, Begun, Fixed, Moved, Promise
from sopflow.engine.values import is_plain
from sopflow.errors import CaseError, DurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from sopflow.engine.events import Event
    from sopflow.engine.machine import Machine

    Data = dict[str, Any]

_HEAD: Final = frozenset({"type", "seq", "at", "by"})
_CALENDAR: Final = frozenset({"id", "hash"})
_BEGUN: Final = frozenset({"step", "visit", "since", "due"})
_STEP: Final = frozenset({"step"})
_FIRST_VISIT: Final = frozenset({"step", "due"})
_PROMISE: Final = frozenset({"at", "calendar", "assumptions", "base", "lost"})
_AT: Final = frozenset({"at"})
_MOVED: Final = frozenset({"was", "due"})
_DURATION: Final = frozenset({"amount", "unit"})
_ASSUMPTION: Final = frozenset({"code", "dates", "params"})
_ASSUMED: Final = frozenset({"code", "dates"})


class Writer:
    """Writes events; ``calendars`` are those met so far, named by their place."""

    def __init__(self) -> None:
        self.calendars: dict[tuple[str, str], int] = {}

    def event(self, event: Event) -> Data:
        """Return an event as plain data, without what has its default."""
        written: Data = {"type": event.type, "seq": event.seq, "at": _iso(event.at), "by": event.by}
        at = event.at
        for place, name, required, write, _ in _SHAPES[event.type].fields:
            value = event[place]
            if value or required:
                written[name] = value if write is None else write(self, value, at)
        return written

    def documents(self, documents: tuple[str, ...], _at: datetime) -> list[str]:
        """Return ids as a list."""
        return list(documents)

    def begun(self, tasks: tuple[Begun, ...], at: datetime) -> list[Data]:
        """Return tasks that begin, without what can be told from the event."""
        return [self._task(task, at) for task in tasks]

    def _task(self, task: Begun, at: datetime) -> Data:
        written: Data = {"step": task.step}
        if task.visit != 1:
            written["visit"] = task.visit
        if task.since != at:
            written["since"] = _iso(task.since)
        if task.due is not None:
            written["due"] = self.promise(task.due, at)
        return written

    def promise(self, promise: Promise, _at: datetime) -> str | Data:
        """Return a due date: the bare instant, where it is certain and counted on the first calendar of the case."""
        at, calendar, content, assumptions, base, _ = promise
        place = self.calendars.setdefault((calendar, content), len(self.calendars))
        if not (place or assumptions or base):
            return _often(at)
        written: Data = {"at": _often(at)}
        if place:
            written["calendar"] = place
        if promise.assumptions:
            written["assumptions"] = [_assumption_data(one) for one in promise.assumptions]
        if promise.base is not None:
            written["base"] = promise.base.isoformat()
        if promise.lost:
            written["lost"] = promise.lost
        return written

    def moved(self, moved: Moved, at: datetime) -> Data:
        """Return a due date that moved."""
        return {"was": _iso(moved.was), "due": self.promise(moved.due, at)}

    def all_moved(self, moved: Mapping[str, Moved], at: datetime) -> Data:
        """Return due dates that moved, by step."""
        return {step: self.moved(one, at) for step, one in moved.items()}

    def deadline(self, to: datetime | Duration, _at: datetime) -> str | Data:
        """Return what a deadline was moved to, or by."""
        return {"amount": to.amount, "unit": to.unit} if isinstance(to, Duration) else _iso(to)


class Reader:
    """Reads the events of one SOP; instants come out in its zone. ``CaseError`` for what was never written."""

    def __init__(self, machine: Machine, calendars: object) -> None:
        self._machine = machine
        self._zone = machine.zone
        self._known = machine.known_instants
        self._calendars: list[tuple[str, str]] = []
        self._number, self._field = 0, "calendars"
        if not isinstance(calendars, list):
            raise self._wrong()
        for raw in calendars:
            self._keys(raw, _CALENDAR, _CALENDAR)
            self._calendars.append((self.text(raw["id"]), self.text(raw["hash"])))

    def event(self, raw: object, number: int) -> Event:
        """Return an event; ``number`` is its place in the case."""
        self._number, self._field = number, ""
        shape = _SHAPES.get(raw["type"]) if isinstance(raw, dict) and isinstance(raw.get("type"), str) else None
        if shape is None:
            raise self._wrong()
        given: Data = raw  # type: ignore[assignment]
        if not shape.required <= given.keys():
            refuse_missing(shape.required - given.keys(), self._where)
        if given["seq"] != number or given["seq"].__class__ is not int:
            raise self._wrong()
        at = self.instant(given["at"])
        values = list(shape.defaults)
        values[:3] = number, at, self._one_of(given["by"], self._machine.actors)
        read_so_far = 4
        for place, name, _, _, read in shape.fields:
            if name in given:
                self._field = name
                values[place] = read(self, given[name], at)
                read_so_far += 1
        if read_so_far != len(given):
            self._field = ""
            refuse_unknown(given.keys() - shape.known, self._where)
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

    def instant(self, raw: object, _at: datetime | None = None) -> datetime:
        """Return an instant in the zone of the SOP's calendar, within the years that calendars answer for."""
        if not isinstance(raw, str) or len(raw) != _ISO_LENGTH or raw[7] + raw[10] + raw[13] != "-T:":
            raise self._wrong()  # another form of ISO 8601
        try:
            at = self._zone.shown(datetime.fromisoformat(raw))
        except (ValueError, OverflowError):
            raise self._wrong() from None
        if raw[16] not in "+-" or not FIRST_YEAR <= at.year <= LAST_YEAR:
            raise self._wrong()
        return at

    def _due(self, raw: object) -> datetime:
        """Return an instant that many cases share."""
        known = self._known
        if isinstance(raw, str) and raw in known:
            return known[raw]
        at = self.instant(raw)
        if len(known) < _MOST_KNOWN and isinstance(raw, str):
            known[raw] = at
        return at

    def step(self, raw: object, _at: datetime | None = None) -> str:
        """Return the id of a step."""
        return self._one_of(raw, self._machine.steps)

    def documents(self, raw: object, _at: datetime) -> tuple[str, ...]:
        """Return ids of documents that come from outside."""
        found = self._list(raw)
        try:
            if self._machine.external.issuperset(found):
                return tuple(found)
        except TypeError:
            pass
        raise self._wrong()

    def data(self, raw: object, _at: datetime) -> Mapping[str, Any]:
        """Return facts, each of the kind that the SOP says."""
        if not isinstance(raw, dict) or not raw:
            raise self._wrong()
        for fact, value in raw.items():
            if not (is_plain(value) and self._machine.facts[self._one_of(fact, self._machine.facts)](value)):
                raise self._wrong()
        return Fixed(raw)

    def begun(self, raw: object, at: datetime) -> tuple[Begun, ...]:
        """Return tasks that begin."""
        return tuple(self._task(one, at) for one in self._list(raw))

    def _task(self, raw: object, at: datetime) -> Begun:
        if isinstance(raw, dict) and raw.keys() == _FIRST_VISIT:
            return Begun(self.step(raw["step"]), 1, at, self.promise(raw["due"]))
        found = self._keys(raw, _BEGUN, _STEP)
        return Begun(
            self.step(found["step"]),
            self.number(found["visit"]) if "visit" in found else 1,
            self.instant(found["since"]) if "since" in found else at,
            self.promise(found["due"]) if "due" in found else None,
        )

    def promise(self, raw: object, _at: datetime | None = None) -> Promise:
        """Return a due date."""
        if isinstance(raw, str) and self._calendars:
            return Promise(self._due(raw), *self._calendars[0])
        found = self._keys(raw, _PROMISE, _AT)
        if len(found) == 1 or ("lost" in found and "base" not in found):
            raise self._wrong()
        place = self.number(found["calendar"]) if "calendar" in found else 0
        if place >= len(self._calendars):
            raise self._wrong()
        return Promise(
            self._due(found["at"]),
            *self._calendars[place],
            tuple(self._assumption(one) for one in self._list(found["assumptions"])) if "assumptions" in found else (),
            self._date(found["base"]) if "base" in found else None,
            self.number(found["lost"]) if "lost" in found else 0,
        )

    def moved(self, raw: object, _at: datetime | None = None) -> Moved:
        """Return a due date that moved."""
        found = self._keys(raw, _MOVED, _MOVED)
        return Moved(self.instant(found["was"]), self.promise(found["due"]))

    def all_moved(self, raw: object, _at: datetime) -> Mapping[str, Moved]:
        """Return due dates that moved, by step."""
        if not isinstance(raw, dict) or not raw:
            raise self._wrong()
        return Fixed({self.step(step): self.moved(one) for step, one in raw.items()})

    def deadline(self, raw: object, _at: datetime) -> datetime | Duration:
        """Return what a deadline was moved to, or by."""
        if isinstance(raw, str):
            return self.instant(raw)
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
            refuse_unknown(raw.keys() - known, self._where)
            refuse_missing(required - raw.keys(), self._where)
        return raw

    @property
    def _where(self) -> str:
        if not self._number:
            return self._field
        return f"events[{self._number}]{'.' if self._field else ''}{self._field}"

    def _wrong(self) -> CaseError:
        return CaseError("case-form", where=self._where)


def refuse_unknown(keys: set[str], where: str = "") -> None:
    """Raise ``CaseError`` for keys that the format does not know."""
    if keys:
        raise CaseError("case-unknown-key", key=f"{where}.{min(keys)}".lstrip("."))


def refuse_missing(keys: set[str] | frozenset[str], where: str = "") -> None:
    """Raise ``CaseError`` for keys that have to be there."""
    if keys:
        raise CaseError("case-missing-key", key=f"{where}.{min(keys)}".lstrip("."))


def _iso(at: datetime) -> str:
    return at.isoformat("T", "minutes")


_often: Final = lru_cache(maxsize=4096)(_iso)
"""For due dates: terms in days end on few instants, whatever the number of cases."""


_MOST_KNOWN: Final = 4096


_ISO_LENGTH: Final = len("2026-03-02T09:00+07:00")


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
    "documents": (Writer.documents, Reader.documents),
    "data": (None, Reader.data),
    "begun": (Writer.begun, Reader.begun),
    "promise": (Writer.promise, Reader.promise),
    "moved": (Writer.all_moved, Reader.all_moved),
    "to": (Writer.deadline, Reader.deadline),
    "step": (None, Reader.step),
    "late": (None, Reader.number),
    "reverts": (None, Reader.number),
    "restart": (None, Reader.flag),
}
"""Fields that are more than a text, by name; the same name means the same in every event but those below."""

_TEXT: Final = (None, Reader.text)
_ONE_MOVED: Final = (Writer.moved, Reader.moved)
_EXCEPTIONS: Final = {
    ("resumed", "promise"): _ONE_MOVED,
    ("recounted", "promise"): _ONE_MOVED,
    ("extended", "moved"): _ONE_MOVED,
}


class _Shape(NamedTuple):
    """What an event looks like.

    Its fields but those that every event has, what they are by default, all keys that there may be, and must be.
    """

    kind: type[Event]
    fields: tuple[_Field, ...]
    defaults: tuple[Any, ...]
    known: frozenset[str]
    required: frozenset[str]


def _shape(name: str, kind: type[Event]) -> _Shape:
    found = []
    for place, field in enumerate(kind._fields):
        if field not in _HEAD:
            write, read = _EXCEPTIONS.get((name, field)) or _CODECS.get(field, _TEXT)
            found.append(_Field(place, field, field not in kind._field_defaults, write, read))
    required = frozenset({"type", "seq", "at", "by", *(field.name for field in found if field.required)})
    defaults = tuple(kind._field_defaults.get(field) for field in kind._fields)
    return _Shape(kind, tuple(found), defaults, _HEAD | {field.name for field in found}, required)


_SHAPES: Final = {name: _shape(name, kind) for name, kind in TYPES.items()}
