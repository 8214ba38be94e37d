"""SOPs in the store: kept by id, version and content hash, with the calendars that they name, and loaded once each.

A case is read with the SOP that it began with. Keeping an SOP that is there already changes nothing; publishing it puts
better wording, and changed calendars of files, in the place of the old. It must not know cases.
"""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from sopflow.calendars.load import built_in_rules
from sopflow.calendars.load import calendar as find_calendar
from sopflow.calendars.shipped import BUILT_IN
from sopflow.calendars.stored import rules_from_json, rules_to_json
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.engine.schedule import rules
from sopflow.errors import SopInvalid, StoreError
from sopflow.loading import loads
from sopflow.plaintext import shown
from sopflow.procedure import Procedure
from sopflow.store import tables
from sopflow.store.dialects import insert_new
from sopflow.store.rows import is_storable, storable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy import Connection, Row, Select

_KEPT = tables.procedures.c
Identity = tuple[str, str, str]
"""Id, version and content hash of an SOP."""


class Catalogue:
    """The SOPs of one store. Safe to share between threads: what two load at once is the same.

    What is loaded is remembered by its content, never by the number of a row: that may be rolled back.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._loaded: dict[str, Procedure] = {}
        self._numbers: dict[Identity, int] = {}

    def known(self, procedure: Procedure) -> int | None:
        """Return the number of an SOP that is in the database for sure."""
        return self._numbers.get(_identity(procedure))

    def remember(self, procedure: Procedure, number: int) -> None:
        """Take note that what ``keep`` did has been committed."""
        self._numbers[_identity(procedure)] = number

    def keep(self, connection: Connection, procedure: Procedure) -> int:
        """Return the number of an SOP in the database, which has it from now on; one that is there stays as it is."""
        content = _content(procedure)
        found = connection.execute(_find(procedure)).first()
        if found is None:
            for given in (procedure.id, procedure.version, *procedure.steps, *procedure.actors, *procedure.outcomes):
                storable("id", given)
            for calendar in _calendars_to_keep(procedure).values():
                self._keep_calendar(connection, calendar)
            identity = dict(zip(("sop", "version", "hash"), _identity(procedure), strict=True))
            now = self._clock()
            held = json.dumps(dict.fromkeys(sorted(rules(procedure.definition)), now.isoformat()))
            insert_new(connection, tables.procedures, {**identity, **content, "recorded": now, "rules": held})
            found = connection.execute(_find(procedure)).one()
        return int(found.number)

    def publish(self, connection: Connection, procedure: Procedure) -> None:
        """Let an SOP be the latest of its id, with the wording and the calendars that it has now."""
        number = self.keep(connection, procedure)
        for calendar in _calendars_to_keep(procedure).values():
            self._keep_calendar(connection, calendar)
        was = connection.execute(select(tables.procedures).where(_KEPT.number == number)).one()
        now = self._clock()
        renewed = {**_content(procedure), "recorded": now}
        held = {} if was.rules is None else json.loads(was.rules)
        holds = {rule: held.get(rule, now.isoformat()) for rule in sorted(rules(procedure.definition))}
        others = rules(self.get(connection, number, was.content).definition) != holds.keys()
        renewed["rules"] = json.dumps(holds)
        connection.execute(update(tables.procedures).where(_KEPT.number == number).values(renewed))
        if others or was.calendars != renewed["calendars"]:
            self._wake(connection, number)

    def _keep_calendar(self, connection: Connection, calendar: WorkCalendar) -> None:
        row = {"hash": calendar.hash, "id": calendar.id, "rules": rules_to_json(calendar.rules)}
        insert_new(connection, tables.calendars, {**row, "recorded": self._clock()})

    def stored(self, connection: Connection, procedure: Procedure) -> Procedure:
        """Return an SOP as the database has it, with the calendars that count there; as given, where it has it not."""
        found = connection.execute(_find(procedure)).first()
        return procedure if found is None else self.get(connection, found.number, found.content)

    def get(self, connection: Connection, number: int, content: str) -> Procedure:
        """Return an SOP by its number and the hash of its text; raises ``StoreError`` where it cannot be read."""
        found = self._loaded.get(content)
        if found is None:
            row = connection.execute(select(tables.procedures).where(_KEPT.number == number)).one()
            found = self._loaded[row.content] = self._load(connection, row)
        return found

    def all(self, connection: Connection) -> tuple[Procedure, ...]:
        """Return all SOPs, in the order in which they came."""
        rows = connection.execute(select(_KEPT.number, _KEPT.content).order_by(_KEPT.number)).all()
        return tuple(self.get(connection, row.number, row.content) for row in rows)

    def find(
        self, connection: Connection, sop: str, version: str | None = None, content_hash: str | None = None
    ) -> Procedure:
        """Return the SOP of an id that was added last; ``StoreError`` where there is none."""
        for given in (sop, version, content_hash):
            if given is not None and not (isinstance(given, str) and is_storable(given)):
                raise StoreError("store-question", given=shown(given))
        query = select(_KEPT.number, _KEPT.content).where(_KEPT.sop == sop)
        if version is not None:
            query = query.where(_KEPT.version == version)
        if content_hash is not None:
            query = query.where(_KEPT.hash == content_hash)
        row = connection.execute(query.order_by(_KEPT.recorded.desc(), _KEPT.number.desc()).limit(1)).first()
        if row is None:
            known = connection.scalars(select(_KEPT.sop).distinct().order_by(_KEPT.sop).limit(20)).all()
            if version is not None and sop in known:
                raise StoreError("store-version-unknown", sop=sop, version=version)
            raise StoreError("store-sop-unknown" if known else "store-without-sops", sop=sop, known=list(known))
        return self.get(connection, row.number, row.content)

    def version(self, connection: Connection, sop: str, version: str, content: str) -> Procedure:
        """Return an SOP by all that tells it apart; ``LookupError`` where there is none."""
        query = select(_KEPT.number, _KEPT.content).filter_by(sop=sop, version=version, hash=content)
        row = connection.execute(query).first()
        if row is None:
            raise LookupError(content)
        return self.get(connection, row.number, row.content)

    def using(self, connection: Connection, calendar: WorkCalendar) -> list[tuple[int, Procedure]]:
        """Return the SOPs that name a calendar of this id, with their numbers."""
        rows = connection.execute(select(_KEPT.number, _KEPT.content).order_by(_KEPT.number)).all()
        found = [(row.number, self.get(connection, row.number, row.content)) for row in rows]
        return [(number, sop) for number, sop in found if calendar.id in {used.id for used in sop.calendars.values()}]

    def put_calendar(self, connection: Connection, calendar: WorkCalendar) -> None:
        """Let a calendar take the place of the one of its id in every SOP."""
        for number, procedure in self.using(connection, calendar):
            names = {name: calendar for name, used in procedure.calendars.items() if used.id == calendar.id}
            changed = Procedure(
                procedure.definition, procedure.flow, {**procedure.calendars, **names}, procedure.source
            )
            self._keep_calendar(connection, calendar)
            connection.execute(update(tables.procedures).where(_KEPT.number == number).values(_content(changed)))
            self._wake(connection, number)

    def _wake(self, connection: Connection, number: int) -> None:
        """Have the deadlines of every open case of an SOP looked at, and commands that are under way decided anew."""
        cases = tables.cases.c
        affected = update(tables.cases).where(cases.procedure == number, cases.status == "open")
        connection.execute(affected.values(wake=tables.AT_ONCE, revision=cases.revision + 1))

    def rules(self, connection: Connection, number: int) -> Mapping[str, datetime]:
        """Return since when the reminders and escalations of an SOP hold, those that always have left out."""
        found = connection.execute(select(_KEPT.rules).where(_KEPT.number == number)).scalar_one()
        return {} if found is None else {rule: datetime.fromisoformat(at) for rule, at in json.loads(found).items()}

    def calendar(self, connection: Connection, content: str) -> WorkCalendar | None:
        """Return the calendar with a content hash, where it is still known."""
        for name in BUILT_IN:
            shipped = find_calendar(name)
            if shipped.hash == content:
                return shipped
        query = select(tables.calendars.c.rules).where(tables.calendars.c.hash == content)
        rules = connection.scalar(query)
        return None if rules is None else WorkCalendar(rules_from_json(rules))

    def _load(self, connection: Connection, row: Row[Any]) -> Procedure:
        named: Mapping[str, str] = json.loads(row.calendars)
        query = select(tables.calendars).where(tables.calendars.c.hash.in_(named.values()))
        texts = {kept.hash: kept.rules for kept in connection.execute(query)}
        calendars = {name: WorkCalendar(rules_from_json(texts[content])) for name, content in named.items()}
        about = {"sop": row.sop, "version": row.version}
        try:
            procedure = loads(row.source, row.name, calendars=calendars)
        except SopInvalid as invalid:
            raise StoreError("store-procedure-invalid", **about, reason=invalid.errors[0].message()) from invalid
        if procedure.hash != row.hash:
            raise StoreError("store-procedure-changed", **about)
        return procedure


def _calendars_to_keep(procedure: Procedure) -> dict[str, WorkCalendar]:
    """Return the calendars that the program does not have by their names."""
    return {
        name: calendar
        for name, calendar in procedure.calendars.items()
        if name not in BUILT_IN or calendar.rules != built_in_rules(name)
    }


def _identity(procedure: Procedure) -> Identity:
    return procedure.id, procedure.version, procedure.hash


def _find(procedure: Procedure) -> Select[Any]:
    sop, version, content = _identity(procedure)
    return select(_KEPT.number, _KEPT.content).filter_by(sop=sop, version=version, hash=content)


def _content(procedure: Procedure) -> dict[str, str]:
    """Return what may become better without being another SOP, and the hash of it."""
    if procedure.source is None:
        raise StoreError("store-procedure-without-text", sop=procedure.id)
    kept = {name: calendar.hash for name, calendar in _calendars_to_keep(procedure).items()}
    found = {
        "name": procedure.source.name,
        "source": procedure.source.text,
        "calendars": json.dumps(kept, sort_keys=True),
        "zone": procedure.calendar.timezone.key,
    }
    return {**found, "content": sha256(json.dumps(found).encode()).hexdigest()}
