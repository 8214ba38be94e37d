"""What can be done with the cases of a store, over whatever connections it has.

A command is decided on the case as it stands, outside of any lock, and written only if the case still stands there;
else it is decided again (``precondition``). It must not know databases.
"""

from __future__ import annotations

import secrets
from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import exc

from sopflow.calendars.workcalendar import WorkCalendar
from sopflow.engine.commands import Start
from sopflow.engine.events import NOTHING
from sopflow.engine.surface import TakesCommands
from sopflow.engine.values import texts
from sopflow.errors import CommandError, StoreError
from sopflow.plaintext import harmless, one_line, shown
from sopflow.procedure import Case, Procedure
from sopflow.store import records
from sopflow.store.faults import LostError
from sopflow.store.keys import led_to
from sopflow.store.precondition import settle
from sopflow.store.redaction import Redaction, other_names, redacted_case, responsible
from sopflow.store.rows import storable
from sopflow.store.worklist import Queries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sqlalchemy import Connection

    from sopflow.calendars.instant import When
    from sopflow.engine.commands import Command
    from sopflow.engine.person import By
    from sopflow.store.catalogue import Catalogue
    from sopflow.store.records import Entry, Stored

_MOST_TRIES: Final = 100
_LETTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"


class Cases(Queries):
    """What can be done with the cases of a store. ``Rejected`` and its neighbours are raised as ``Case`` does."""

    def __init__(self, catalogue: Catalogue, clock: Callable[[], datetime]) -> None:
        self._catalogue = catalogue
        self._clock = clock

    @property
    @abstractmethod
    def name(self) -> str:
        """What people call the database: the file, or the address without the password."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Connection]:
        """Give a connection whose changes become true together, or not at all."""

    def add(self, procedure: Procedure) -> None:
        """Keep an SOP, as the latest of its id.

        It takes the place of one with the same id, version and content hash: better wording, and changed calendars, on
        which all that begins afterwards is counted.
        """
        if not isinstance(procedure, Procedure):
            raise CommandError("procedure-form", found=shown(procedure))
        with self._writing() as connection:
            self._catalogue.publish(connection, procedure)

    def procedure(self, sop: str, version: str | None = None, hash: str | None = None) -> Procedure:
        """Return the SOP of an id (and version, and content hash) added last; ``StoreError`` where there is none."""
        with self._reading() as connection:
            return self._catalogue.find(connection, sop, version, hash)

    def procedures(self) -> tuple[Procedure, ...]:
        """Return all SOPs that the store has, in the order in which they came."""
        with self._reading() as connection:
            return self._catalogue.all(connection)

    def put_calendar(self, calendar: WorkCalendar) -> None:
        """Let a calendar take the place of the one of its id in every SOP.

        What begins afterwards is counted on it; what has begun stays as it was promised.
        """
        if not isinstance(calendar, WorkCalendar):
            raise CommandError("calendar-form", found=shown(calendar))
        with self._writing() as connection:
            self._catalogue.put_calendar(connection, calendar)

    def using(self, calendar: WorkCalendar) -> tuple[Procedure, ...]:
        """Return the SOPs that name a calendar of this id."""
        with self._reading() as connection:
            return tuple(procedure for _, procedure in self._catalogue.using(connection, calendar))

    def calendar(self, content_hash: str) -> WorkCalendar | None:
        """Return the calendar on which something was counted, by the hash that its event names, if it is known."""
        with self._reading() as connection:
            return self._catalogue.calendar(connection, content_hash)

    def start(
        self,
        sop: Procedure | str,
        *,
        at: When,
        by: By | None = None,
        documents: Iterable[str] = (),
        data: Mapping[str, Any] = NOTHING,
        id: str | None = None,
        key: str | None = None,
    ) -> Case:
        """Start a case of an SOP, given as it is loaded (then it is kept too) or by the id of the one added last.

        Where the database has the SOP already, its calendars are those that count; ``add`` puts others in their place.
        Without ``id`` the case gets one of twelve letters and digits. ``key`` makes it safe to try again: where a
        start with this key has succeeded before, its case is returned as it was then. Raises as ``Procedure.start``,
        and ``StoreError`` where there is a case of this id.
        """
        command = Start(at=at, by=by, documents=_once(documents), data=data)
        case_id = _new_id() if id is None else storable("case", id)
        for _ in range(_MOST_TRIES):
            done = self._done(key, command)
            if done is not None:
                if (sop.id if isinstance(sop, Procedure) else sop) != done.procedure.id or id not in {None, done.id}:
                    raise StoreError("store-key-used", key=key, case=done.id, seq=1)
                return done
            procedure = self._as_stored(sop) if isinstance(sop, Procedure) else self.procedure(sop)
            case = procedure.start(at=at, by=by, documents=command.documents, data=data, id=case_id)
            if self._begin(case, (key,)):
                return case
        raise StoreError("store-busy", case=case_id)

    def put(self, case: Case) -> None:
        """Keep a case that was begun elsewhere, with its history; ``StoreError`` where there is one of its id."""
        if not isinstance(case, Case):
            raise CommandError("case-put-form", found=shown(case))
        storable("case", case.id or "")
        self._begin(case, (None,) * case.seq)

    def case(self, id: str, seq: int | None = None) -> Case:
        """Return a case as it stands, or as it stood after event ``seq``; ``StoreError`` where there is none."""
        found = self.entries(id).case
        return found if seq is None else found.as_of(seq)

    def has(self, id: str) -> bool:
        """Say whether there is a case of an id."""
        with self._reading() as connection:
            return records.is_known(connection, storable("case", id))

    def log(self, id: str) -> tuple[Entry, ...]:
        """Return the events of a case, each with when it was entered."""
        return self.entries(id).log

    def entries(self, id: str) -> Stored:
        """Return a case together with its log, as both were at the same moment."""
        with self._reading() as connection:
            return records.read(connection, self._catalogue, storable("case", id))

    def on(self, id: str, *, seen: int | None = None, key: str | None = None) -> StoredCommands:
        """Give a command to a case: ``store.on("K-1", seen=3).complete("periksa", by=…, at=…)`` returns it afterwards.

        ``seen`` is the number of the latest event that whoever gives the command has seen (``case.seq``); without it
        the command is for the case as it stands now. It is ``Rejected`` with the code ``conflict`` where what others
        have done since has changed what the command is about. ``key`` makes it safe to try again: where a command with
        this key has succeeded before, the case is returned as it was then.
        """
        return StoredCommands(self, id, seen, None if key is None else storable("key", key))

    def redact(
        self,
        id: str,
        *,
        by: By,
        reason: str,
        facts: Iterable[str] = (),
        persons: Iterable[str] = (),
        reasons: bool = False,
    ) -> Case:
        """Take personal data out of a case for good, and return the case as it is then; what remains replays as before.

        ``facts`` are those whose values go: they are not known any more, so a decision still to come asks for them
        again. ``persons`` are ids in whose place a name is put that says nothing. With ``reasons`` all reasons go. Who
        took it out, when and why, is kept. A person who has an active task has to give it to somebody else first.
        Raises ``StoreError``, and ``Rejected`` where ``by`` is no internal role nor a person with one.
        """
        gone, names = tuple(sorted(set(_several(facts)))), tuple(sorted(set(_several(persons))))
        if not (gone or names or reasons):
            raise CommandError("nothing-redacted")
        if not isinstance(reason, str) or not reason.strip():
            raise CommandError("reason-missing")
        if not isinstance(reasons, bool):
            raise CommandError("reasons-form", found=shown(reasons))
        storable("case", id)
        with self._writing() as connection:
            records.lock(connection, id)
            stored = records.read(connection, self._catalogue, id)
            who = storable("person", responsible(stored.case.procedure, by))
            others = other_names(stored.case, records.redactions(connection, stored.number), gone, names)
            after = redacted_case(stored.case, gone, others, reasons=reasons)
            records.rename_beside(connection, stored.number, others, reasons=reasons)
            done = Redaction(self._clock(), who, harmless(reason.strip()), gone, len(names), reasons)
            records.rewrite(connection, stored, after, done)
        self._forget()
        return after

    def redactions(self, id: str) -> tuple[Redaction, ...]:
        """Return what was taken out of a case, in order."""
        number = self.entries(id).number
        with self._reading() as connection:
            return records.redactions(connection, number)

    def _forget(self) -> None:
        """Have the database keep no copy of what was overwritten."""

    def _take(self, id: str, command: Command, seen: int | None, key: str | None) -> Case:
        command = _repeatable(command)
        stored = self.entries(id)
        looked_at = stored.case if seen is None else stored.case.as_of(seen)
        for _ in range(_MOST_TRIES):
            done = self._done(key, command, id)
            if done is not None:
                return done
            after = settle(looked_at, stored.case, command)
            if self._write(stored, after, key):
                return after
            stored = self.entries(id)
        raise StoreError("store-busy", case=id)

    def _write(self, stored: Stored, after: Case, key: str | None) -> bool:
        """Write one event; return False where somebody was faster, with another command or with the same key."""
        recorded = self._clock()
        try:
            with self._writing() as connection:
                return records.take_on(connection, self._catalogue, stored, after, recorded, key)
        except exc.IntegrityError as error:
            if self._event_of(key) is None:
                raise StoreError("store-fault", database=self.name, reason=one_line(str(error.orig))) from error
            return False
        except LostError:
            return self._is_there(after, recorded)

    def _begin(self, case: Case, keys: tuple[str | None, ...]) -> bool:
        """Write a case that is new; return False where its first key was used at the same moment."""
        id, recorded = str(case.id), self._clock()
        versions = (*case.earlier, case.procedure)
        try:
            with self._writing() as connection:
                numbers = [self._catalogue.known(one) or self._catalogue.keep(connection, one) for one in versions]
                records.begin(connection, numbers[-1], case, recorded, keys)
        except exc.IntegrityError as error:
            if self._event_of(keys[0]) is not None:
                return False
            if self.has(id):
                raise StoreError("store-case-exists", case=id) from None
            raise StoreError("store-fault", database=self.name, reason=one_line(str(error.orig))) from error
        except LostError:
            if not self._is_there(case, recorded):
                raise
            return True
        for version, number in zip(versions, numbers, strict=True):
            self._committed(version, number)
        return True

    def _committed(self, procedure: Procedure, number: int) -> None:
        """Take note that an SOP is kept."""
        self._catalogue.remember(procedure, number)

    def _as_stored(self, procedure: Procedure) -> Procedure:
        with self._reading() as connection:
            return self._catalogue.stored(connection, procedure)

    def _is_there(self, case: Case, recorded: datetime) -> bool:
        """Return whether the database has what was being committed when the connection was lost."""
        with self._writing() as connection:
            return records.is_there(connection, case, recorded)

    def _event_of(self, key: str | None) -> tuple[str, int] | None:
        """Return the id of the case, and the number of the event, that a key was used for."""
        if key is None:
            return None
        with self._reading() as connection:
            return records.find_key(connection, storable("key", key))

    def _done(self, key: str | None, command: Command, id: str | None = None) -> Case | None:
        """Return the case after the command that had the key, where there was one."""
        found = self._event_of(key)
        if found is None:
            return None
        case = self.case(*found)
        if id not in {None, case.id} or not led_to(command, case):
            raise StoreError("store-key-used", key=key, case=case.id, seq=case.seq)
        return case


class StoredCommands(TakesCommands[Case]):
    """The commands of one case in a store; each returns the case afterwards."""

    def __init__(self, cases: Cases, id: str, seen: int | None, key: str | None) -> None:
        self._cases = cases
        self._id = id
        self._seen = seen
        self._key = key

    def after(self, command: Command) -> Case:
        """Give a command to the case, and return the case after it."""
        return self._cases._take(self._id, command, self._seen, self._key)


def _repeatable(command: Command) -> Command:
    """Return a command that can be read several times: its documents may come from an iterator."""
    documents = getattr(command, "documents", ())
    return replace(command, documents=_once(documents)) if hasattr(documents, "__next__") else command  # type: ignore[call-arg]


def _several(given: Iterable[str]) -> list[str]:
    found = None if isinstance(given, str) else texts(given)
    if found is None:
        raise CommandError("names-form", found=shown(given))
    return found


def _once(documents: Any) -> Any:
    is_iterator = hasattr(documents, "__next__")
    return tuple(documents) if is_iterator else documents


def _new_id() -> str:
    """Return an id that can be read out on the telephone: ``7h2k-9qwm-3xtc``."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(12))
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
