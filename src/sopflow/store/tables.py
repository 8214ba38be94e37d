"""The tables of the store, as this version of the program knows them. What brings a database here is ``migrations``.

Events are only ever added (and, where the law asks for it, redacted); ``cases`` and ``tasks`` are what they lead to, so
that worklists need no replay, and change in the same transaction. Instants are in UTC. It must not know queries.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect
    from sqlalchemy.types import TypeEngine

SCHEMA: Final = "0002"
"""The migration that leads to these tables."""
VERSIONS: Final = "sopflow_version"
"""The table in which the database says which migration it has."""

NEVER: Final = datetime(9999, 12, 31, tzinfo=UTC)
"""From when on a task is late that has no due date, or whose clock stands still."""


AT_ONCE: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When a case is to be looked at of which nobody has worked out when its next deadline is."""


class Instant(TypeDecorator[datetime]):
    """An aware datetime: ``timestamptz`` in PostgreSQL, in SQLite text in UTC that sorts as time does."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return what the database has for it."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String(32))
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Return an instant as the database takes it."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return an instant of the database in UTC."""
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        found: datetime = value.astimezone(UTC)
        return found


_NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by themselves in an INTEGER only
_ID: Final = String(200)

metadata: Final = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "fk": "%(table_name)s_%(column_0_name)s_fk",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    }
)

calendars: Final = Table(
    "sopflow_calendars",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("id", Text, nullable=False),
    Column("rules", Text, nullable=False),
    Column("recorded", Instant, nullable=False),
)
"""Every calendar of a file that an SOP has ever counted on, by its content hash."""

procedures: Final = Table(
    "sopflow_procedures",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("sop", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("hash", String(80), nullable=False),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("calendars", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("content", String(64), nullable=False),
    Column("recorded", Instant, nullable=False),
    Column("rules", Text),
    UniqueConstraint("sop", "version", "hash"),
)
"""SOPs by id, version and content hash: the text, and which calendars stand for those that it names by path.

Better wording or a changed calendar takes the place of the old; ``content`` is the hash of all that may change so.
``rules`` is a JSON object that tells of each reminder and escalation since when it holds; NULL: since ever.
"""

cases: Final = Table(
    "sopflow_cases",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("id", _ID, nullable=False, unique=True),
    Column("procedure", ForeignKey(procedures.c.number), nullable=False, index=True),
    Column("sop", Text, nullable=False),
    Column("status", String(10), nullable=False),
    Column("outcome", Text),
    Column("seq", Integer, nullable=False),
    Column("started", Instant, nullable=False),
    Column("due", Instant),
    Column("certain", Boolean, nullable=False),
    Column("late_from", Instant, nullable=False),
    Column("ended", Instant),
    Column("recorded", Instant, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("wake", Instant),
)
"""Where each case stands after its event ``seq``, which was ``recorded`` then; ``revision`` grows with every change.

``wake`` is when its deadlines are to be looked at: the next of them, or an earlier instant.
"""

events: Final = Table(
    "sopflow_events",
    metadata,
    Column("case", ForeignKey(cases.c.number), primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("type", String(10), nullable=False),
    Column("at", Instant, nullable=False),
    Column("recorded", Instant, nullable=False),
    Column("key", _ID),
    Column("body", Text, nullable=False),
)
"""What has happened, in order; ``key`` is the idempotency key of the command, where it had one."""

tasks: Final = Table(
    "sopflow_tasks",
    metadata,
    Column("case", ForeignKey(cases.c.number), primary_key=True, autoincrement=False),
    Column("step", Text, primary_key=True),
    Column("visit", Integer, nullable=False),
    Column("sop", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("assignee", _ID),
    Column("since", Instant, nullable=False),
    Column("due", Instant),
    Column("certain", Boolean, nullable=False),
    Column("late_from", Instant, nullable=False),
    Column("missing", Text, nullable=False),
)
"""The active tasks of all cases; ``missing`` is a JSON list."""

redactions: Final = Table(
    "sopflow_redactions",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("case", ForeignKey(cases.c.number), nullable=False, index=True),
    Column("recorded", Instant, nullable=False),
    Column("by", _ID, nullable=False),
    Column("reason", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("persons", Integer, nullable=False),
    Column("reasons", Boolean, nullable=False),
)
"""What personal data was taken out of which case; ``facts`` is a JSON list of ids, ``persons`` how many names."""

notices: Final = Table(
    "sopflow_notices",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("case", ForeignKey(cases.c.number), nullable=False),
    Column("key", Text, nullable=False),
    Column("person", _ID, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("step", Text),
    Column("visit", Integer, nullable=False),
    Column("role", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("due", Instant, nullable=False),
    Column("body", Text, nullable=False),
    Column("recorded", Instant, nullable=False),
    UniqueConstraint("case", "key", "person"),
)
"""Who was told what of which due date, each once: ``at`` is when it was due, ``body`` what it says, as JSON.

``person`` is empty where nobody has taken the task.
"""

deliveries: Final = Table(
    "sopflow_deliveries",
    metadata,
    Column("notice", ForeignKey(notices.c.number), primary_key=True, autoincrement=False),
    Column("channel", String(20), primary_key=True),
    Column("state", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("failure", Text),
    Column("runner", _NUMBER),
    Column("changed", Instant, nullable=False),
)
"""How far each notice has come on each channel.

It is ``new``, ``claimed`` or being sent (``sending``) by a ``runner``, to be tried again (``retrying``), or over:
``sent``, ``failed`` or ``outdated``.
"""

referrals: Final = Table(
    "sopflow_referrals",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("case", ForeignKey(cases.c.number), nullable=False),
    Column("key", Text, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("step", Text),
    Column("visit", Integer, nullable=False),
    Column("role", Text, nullable=False),
    Column("due", Instant, nullable=False),
    Column("reason", String(40), nullable=False),
    Column("details", Text, nullable=False),
    Column("recorded", Instant, nullable=False),
    Column("settled", Instant),
    Column("by", _ID),
    UniqueConstraint("case", "key"),
)
"""What the program must not or could not do, and has laid before an official: ``overdue_way`` or ``undelivered``.

``details`` is JSON, ``settled`` when the official has seen to it.
"""

runners: Final = Table(
    "sopflow_runners",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("version", Text, nullable=False),
    Column("started", Instant, nullable=False),
)
"""The programs that keep deadlines, and those that have died since the others last looked."""

watch: Final = Table(
    "sopflow_watch",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("since", Instant, nullable=False),
    Column("calendars", String(64), nullable=False),
)
"""Since when deadlines are kept, and the hash of the built-in calendars on which they were last counted: one row."""

_URGENCY: Final = ("late_from", "case", "step")

Index("sopflow_tasks_urgency_idx", *(tasks.c[name] for name in _URGENCY))
Index("sopflow_tasks_actor_idx", tasks.c.actor, *(tasks.c[name] for name in _URGENCY))
Index(
    "sopflow_tasks_role_idx",
    tasks.c.actor,
    *(tasks.c[name] for name in _URGENCY),
    sqlite_where=tasks.c.assignee.is_(None),
    postgresql_where=tasks.c.assignee.is_(None),
)
Index(
    "sopflow_tasks_assignee_idx",
    tasks.c.assignee,
    *(tasks.c[name] for name in _URGENCY),
    sqlite_where=tasks.c.assignee.is_not(None),
    postgresql_where=tasks.c.assignee.is_not(None),
)
Index("sopflow_tasks_sop_idx", tasks.c.sop, *(tasks.c[name] for name in _URGENCY))
Index("sopflow_cases_sop_idx", cases.c.sop, cases.c.status, cases.c.number)
Index("sopflow_cases_status_idx", cases.c.status, cases.c.number)
Index(
    "sopflow_cases_wake_idx",
    cases.c.wake,
    cases.c.number,
    sqlite_where=cases.c.wake.is_not(None),
    postgresql_where=cases.c.wake.is_not(None),
)
_OPEN: Final = text("state IN ('new', 'claimed', 'sending', 'retrying')")
Index(
    "sopflow_deliveries_open_idx",
    deliveries.c.state,
    deliveries.c.notice,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
Index(
    "sopflow_referrals_open_idx",
    referrals.c.number,
    sqlite_where=referrals.c.settled.is_(None),
    postgresql_where=referrals.c.settled.is_(None),
)
Index("sopflow_cases_outcome_idx", cases.c.sop, cases.c.outcome, cases.c.number)
Index(
    "sopflow_events_key_idx",
    events.c.key,
    unique=True,
    sqlite_where=events.c.key.is_not(None),
    postgresql_where=events.c.key.is_not(None),
)
