"""SOPs in the store: kept by id, version and content hash, with the calendars that they name, and loaded once each.

A case is read with the SOP that it began with. Better wording, and a changed calendar of a file, take the place of the
old when the SOP is added again: what begins afterwards is counted on that. It must not know cases.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from sopflow.calendars.load import built_in_rules
from sopflow.calendars.load import calendar as find_calendar
from sopflow.calendars.shipped import BUILT_IN
from sopflow.calendars.stored import rules_from_json, rules_to_json
from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.errors import SopInvalid, StoreError
from sopflow.loading import loads
from sopflow.store import tables
from sopflow.store.rows import storable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Row, Table

    from sopflow.procedure import Procedure

_KEPT = tables.procedures.c


class Shelf:
    """The SOPs of one store. Safe to share between threads: what two load at once is the same."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._loaded: dict[tuple[int, int], Procedure] = {}
        self._kept: dict[tuple[str, ...], int] = {}

    def known(self, procedure: Procedure) -> int | None:
        """Return the number of an SOP that this program has kept before, just as it is."""
        return self._kept.get(_fingerprint(procedure))

    def remember(self, procedure: Procedure, number: int) -> None:
        """Take note that what ``keep`` did has been committed."""
        self._kept[_fingerprint(procedure)] = number

    def keep(self, connection: Connection, procedure: Procedure) -> int:
        """Return the number of an SOP in the database, which has it from now on, as the latest of its id."""
        identity, content = _identity(procedure), _content(procedure)
        for given in (procedure.id, procedure.version, *procedure.steps, *procedure.actors, *procedure.outcomes):
            storable("id", given)
        for calendar in _calendars_to_keep(procedure).values():
            self._keep_calendar(connection, calendar)
        recorded = {"recorded": self._clock()}
        insert_new(connection, tables.procedures, {**identity, **content, **recorded, "revision": 1})
        row = connection.execute(select(tables.procedures).filter_by(**identity).with_for_update()).one()
        changed = any(row._mapping[column] != value for column, value in content.items())
        renewed = {**content, **recorded, "revision": row.revision + changed}
        connection.execute(update(tables.procedures).where(_KEPT.number == row.number).values(renewed))
        return int(row.number)

    def _keep_calendar(self, connection: Connection, calendar: WorkCalendar) -> None:
        row = {"hash": calendar.hash, "id": calendar.id, "rules": rules_to_json(calendar.rules)}
        insert_new(connection, tables.calendars, {**row, "recorded": self._clock()})

    def get(self, connection: Connection, number: int, revision: int) -> Procedure:
        """Return an SOP by its number; raises ``StoreError`` where it can no longer be read."""
        found = self._loaded.get((number, revision))
        if found is None:
            row = connection.execute(select(tables.procedures).where(_KEPT.number == number)).one()
            found = self._loaded[number, row.revision] = self._load(connection, row)
        return found

    def find(self, connection: Connection, sop: str, version: str | None = None) -> Procedure:
        """Return the SOP of an id that was added last; ``StoreError`` where there is none."""
        query = select(_KEPT.number, _KEPT.revision).where(_KEPT.sop == sop)
        if version is not None:
            query = query.where(_KEPT.version == version)
        row = connection.execute(query.order_by(_KEPT.recorded.desc(), _KEPT.number.desc()).limit(1)).first()
        if row is None:
            known = connection.scalars(select(_KEPT.sop).distinct().order_by(_KEPT.sop).limit(20)).all()
            if version is not None and sop in known:
                raise StoreError("store-version-unknown", sop=sop, version=version)
            raise StoreError("store-sop-unknown" if known else "store-without-sops", sop=sop, known=list(known))
        return self.get(connection, row.number, row.revision)

    def version(self, connection: Connection, sop: str, version: str, content: str) -> Procedure:
        """Return an SOP by all that tells it apart; ``LookupError`` where there is none."""
        query = select(_KEPT.number, _KEPT.revision).filter_by(sop=sop, version=version, hash=content)
        row = connection.execute(query).first()
        if row is None:
            raise LookupError(content)
        return self.get(connection, row.number, row.revision)

    def put_calendar(self, connection: Connection, calendar: WorkCalendar, *, dry_run: bool) -> tuple[str, ...]:
        """Let a calendar take the place of the one of its id in every SOP, and return the ids of these SOPs."""
        sops: set[str] = set()
        for row in connection.execute(select(tables.procedures).order_by(_KEPT.number).with_for_update()).all():
            procedure = self.get(connection, row.number, row.revision)
            names = [name for name, used in procedure.calendars.items() if used.id == calendar.id]
            kept: dict[str, str] = json.loads(row.calendars)
            changed = {**kept, **dict.fromkeys(names, calendar.hash)}
            sops |= {row.sop} if names else set()
            if changed != kept and not dry_run:
                self._keep_calendar(connection, calendar)
                better = {"calendars": json.dumps(changed, sort_keys=True), "revision": row.revision + 1}
                if changed.get(procedure.definition.calendar) == calendar.hash:
                    better["zone"] = calendar.timezone.key
                connection.execute(update(tables.procedures).where(_KEPT.number == row.number).values(better))
        if not dry_run:
            self._kept.clear()
        return tuple(sorted(sops))

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


def insert_new(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert a row, unless one that breaks its unique keys is there, or comes at the same moment."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    connection.execute(dialect.insert(table).values(**row).on_conflict_do_nothing())


def _calendars_to_keep(procedure: Procedure) -> dict[str, WorkCalendar]:
    """Return the calendars that the program does not have by their names."""
    return {
        name: calendar
        for name, calendar in procedure.calendars.items()
        if name not in BUILT_IN or calendar.rules != built_in_rules(name)
    }


def _identity(procedure: Procedure) -> dict[str, str]:
    return {"sop": procedure.id, "version": procedure.version, "hash": procedure.hash}


def _content(procedure: Procedure) -> dict[str, str]:
    """Return what may become better without being another SOP."""
    if procedure.source is None:
        raise StoreError("store-procedure-without-text", sop=procedure.id)
    kept = {name: calendar.hash for name, calendar in _calendars_to_keep(procedure).items()}
    return {
        "name": procedure.source.name,
        "source": procedure.source.text,
        "calendars": json.dumps(kept, sort_keys=True),
        "zone": procedure.calendar.timezone.key,
    }


def _fingerprint(procedure: Procedure) -> tuple[str, ...]:
    return (*_identity(procedure).values(), *_content(procedure).values())
