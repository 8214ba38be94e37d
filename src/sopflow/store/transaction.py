"""Several commands and questions together, over one connection. It must not know how the connection came about."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sopflow.errors import StoreError
from sopflow.store.faults import as_sentences
from sopflow.store.foreseeing import Foresees

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from sqlalchemy import Connection

    from sopflow.procedure import Procedure
    from sopflow.store.catalogue import Catalogue


class Transaction(Foresees):
    """Commands and questions over one ``connection``, of SQLAlchemy, on which an application may write as well."""

    def __init__(self, connection: Connection, catalogue: Catalogue, clock: Callable[[], datetime], name: str) -> None:
        super().__init__(catalogue, clock)
        self.connection = connection
        self.redacted = False
        self._name = name

    @property
    def name(self) -> str:
        """What people call the database."""
        return self._name

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        self._check()
        with as_sentences(self._name):
            yield self.connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        self._check()
        with as_sentences(self._name), self.connection.begin_nested():
            yield self.connection

    def _check(self) -> None:
        if self.connection.closed or not self.connection.in_transaction():
            raise StoreError("store-transaction-over", database=self._name)

    def _forget(self) -> None:
        """Take note that something was redacted: the log can be emptied once it is committed."""
        self.redacted = True

    def _committed(self, procedure: Procedure, number: int) -> None:
        """Leave it open whether an SOP is kept: nobody knows yet whether the transaction will be."""
