"""The first schema: procedures with their calendars, cases with their events, and the worklist."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sopflow.store.tables import Instant

revision = "0001"
down_revision = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_URGENCY = ("late_from", "case", "step")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "sopflow_calendars",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("recorded", Instant, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="sopflow_calendars_pk"),
    )
    op.create_table(
        "sopflow_procedures",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("hash", sa.String(80), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("calendars", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("recorded", Instant, nullable=False),
        sa.PrimaryKeyConstraint("number", name="sopflow_procedures_pk"),
        sa.UniqueConstraint("sop", "version", "hash", name="sopflow_procedures_sop_version_hash_key"),
    )
    op.create_table(
        "sopflow_cases",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("procedure", _NUMBER, nullable=False),
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("started", Instant, nullable=False),
        sa.Column("due", Instant),
        sa.Column("certain", sa.Boolean, nullable=False),
        sa.Column("late_from", Instant, nullable=False),
        sa.Column("ended", Instant),
        sa.Column("recorded", Instant, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="sopflow_cases_pk"),
        sa.UniqueConstraint("id", name="sopflow_cases_id_key"),
        sa.ForeignKeyConstraint(["procedure"], ["sopflow_procedures.number"], name="sopflow_cases_procedure_fk"),
    )
    op.create_table(
        "sopflow_events",
        sa.Column("case", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("type", sa.String(10), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("recorded", Instant, nullable=False),
        sa.Column("key", sa.String(200)),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("case", "seq", name="sopflow_events_pk"),
        sa.ForeignKeyConstraint(["case"], ["sopflow_cases.number"], name="sopflow_events_case_fk"),
    )
    op.create_table(
        "sopflow_tasks",
        sa.Column("case", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("visit", sa.Integer, nullable=False),
        sa.Column("sop", sa.Text, nullable=False),
        sa.Column("actor", sa.Text, nullable=False),
        sa.Column("assignee", sa.String(200)),
        sa.Column("since", Instant, nullable=False),
        sa.Column("due", Instant),
        sa.Column("certain", sa.Boolean, nullable=False),
        sa.Column("late_from", Instant, nullable=False),
        sa.Column("missing", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("case", "step", name="sopflow_tasks_pk"),
        sa.ForeignKeyConstraint(["case"], ["sopflow_cases.number"], name="sopflow_tasks_case_fk"),
    )
    op.create_table(
        "sopflow_redactions",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("case", _NUMBER, nullable=False),
        sa.Column("recorded", Instant, nullable=False),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("persons", sa.Integer, nullable=False),
        sa.Column("reasons", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("number", name="sopflow_redactions_pk"),
        sa.ForeignKeyConstraint(["case"], ["sopflow_cases.number"], name="sopflow_redactions_case_fk"),
    )
    op.create_index("sopflow_redactions_case_idx", "sopflow_redactions", ["case"])
    keyed = sa.text("key IS NOT NULL")
    op.create_index(
        "sopflow_events_key_idx", "sopflow_events", ["key"], unique=True, sqlite_where=keyed, postgresql_where=keyed
    )
    for name, columns, where in (
        ("urgency", _URGENCY, None),
        ("actor", ("actor", *_URGENCY), None),
        ("role", ("actor", *_URGENCY), "assignee IS NULL"),
        ("assignee", ("assignee", *_URGENCY), "assignee IS NOT NULL"),
        ("sop", ("sop", *_URGENCY), None),
    ):
        only = None if where is None else sa.text(where)
        op.create_index(
            f"sopflow_tasks_{name}_idx", "sopflow_tasks", [*columns], sqlite_where=only, postgresql_where=only
        )
    for name, known in (
        ("procedure", ("procedure",)),
        ("sop", ("sop", "status", "number")),
        ("status", ("status", "number")),
        ("outcome", ("sop", "outcome", "number")),
    ):
        op.create_index(f"sopflow_cases_{name}_idx", "sopflow_cases", [*known])
