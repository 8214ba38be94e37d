"""What applications hold: a store, open on a database."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sopflow.engine.events import NOTHING
from sopflow.store.catalogue import Catalogue
from sopflow.store.database import Database
from sopflow.store.foreseeing import Foresees
from sopflow.store.keeper import Keeper
from sopflow.store.moving import migrate_all
from sopflow.store.recounting import recount_all
from sopflow.store.transaction import Transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Self

    from sqlalchemy import Connection
    from sqlalchemy.engine import URL

    from sopflow.calendars.instant import When
    from sopflow.calendars.workcalendar import WorkCalendar
    from sopflow.engine.person import By
    from sopflow.procedure import Case, Procedure
    from sopflow.store.moving import CaseMove
    from sopflow.store.recounting import CaseRecount


def _now() -> datetime:
    return datetime.now(UTC)


class Store(Foresees):
    """Cases in a SQLite file (``sqlite:///kasus.db``) or in PostgreSQL (``postgresql://…``).

    A new file and an empty database are set up, unless ``create`` is False; raises ``StoreError`` for a database that
    cannot be opened, is of another program, or of another version. Safe to share between threads, and usable after a
    fork. ``clock`` tells when something is recorded, as an aware datetime; nothing else depends on it.
    """

    def __init__(self, url: str | URL, *, create: bool = True, clock: Callable[[], datetime] = _now) -> None:
        self._database = Database(url)
        try:
            self._database.make_ready(create=create)
        except BaseException:
            self._database.close()
            raise
        super().__init__(Catalogue(clock), clock)

    @property
    def name(self) -> str:
        """What people call the database: the file, or the address without the password."""
        return self._database.name

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Take several commands together, and what else is written over ``connection``: all of it, or nothing.

        Other writers of a SQLite file wait until it is over, so it should be short.
        """
        with self._database.transaction() as connection:
            together = Transaction(connection, self._catalogue, self._clock, self.name)
            yield together
        if together.redacted:
            self._forget()

    def recount_all(
        self, calendar: WorkCalendar, *, by: By, at: When, reason: str, dry_run: bool = False
    ) -> tuple[CaseRecount, ...]:
        """Count every running case anew on a calendar that has changed, and return those that it moves.

        It takes the place of the calendar of the same id in every SOP, so that what begins afterwards is counted on it
        as well. A case that cannot be recounted (it is suspended, say) is returned with the reason. With ``dry_run``
        nothing is changed. If it is interrupted, do it again: what has been recounted does not move a second time.
        Raises ``Rejected`` where ``by`` is not an internal role of each of the SOPs, nor a ``Person`` with one of each,
        and ``StoreError`` where no SOP has a calendar of this id.
        """
        return recount_all(self, calendar, by=by, at=at, reason=reason, dry_run=dry_run)

    def migrate_all(
        self,
        to: Procedure,
        *,
        by: By,
        at: When,
        reason: str,
        steps: Mapping[str, str] = NOTHING,
        dry_run: bool = False,
    ) -> tuple[CaseMove, ...]:
        """Let every running case of an SOP go on by another version of it; return each with the reasons against it.

        ``steps`` says what active steps are called there, where that is otherwise. Those that cannot go over stay with
        the version that they have. With ``dry_run`` nothing is changed. If it is interrupted, do it again.
        """
        return migrate_all(self, to, steps=steps, by=by, at=at, reason=reason, dry_run=dry_run)

    def keeper(self, clock: Callable[[], datetime] | None = None) -> Keeper:
        """Return the side of the store that keeps deadlines; see ``sopflow.deadlines``.

        Without ``clock`` the time is that of the database, so that several machines agree.
        """
        return Keeper(self._database, self._catalogue, self._clock, clock)

    def confirm(self, number: int, *, by: By, at: When | None = None) -> Case:
        """Do what was laid before an official, and note that she has confirmed it: both, or neither."""
        with self.transaction() as together:
            return together.confirm(number, by=by, at=at)

    def dismiss(self, number: int, *, by: By) -> Case:
        """Note that an official has seen to what was laid before her in another way; nothing is done to the case."""
        with self.transaction() as together:
            return together.dismiss(number, by=by)

    def _forget(self) -> None:
        """Have the database keep no copy of what was overwritten."""
        self._database.empty_the_log()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._database.reading() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._database.writing() as connection:
            yield connection


def prepare(url: str | URL, *, shared: bool = False) -> None:
    """Make the tables of the store in a database, or bring those of an older version forward.

    Beside the tables of another program only where ``shared`` says so. Raises ``StoreError``.
    """
    database = Database(url)
    try:
        database.upgrade(shared=shared)
        database.empty_the_log()
    finally:
        database.close()
