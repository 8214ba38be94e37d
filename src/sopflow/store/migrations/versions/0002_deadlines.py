"""Deadlines that are kept: when each case is to be looked at, who was told what, what was laid before whom."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from sopflow.store.tables import Instant

revision = "0002"
down_revision = "0001"

_NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_ID = sa.String(200)


def upgrade() -> None:
    """Make the tables, and have every open case looked at: an overdue way may be due."""
    op.add_column("sopflow_cases", sa.Column("wake", Instant))
    cases = sa.table("sopflow_cases", sa.column("wake", Instant), sa.column("status", sa.String))
    op.execute(sa.update(cases).where(cases.c.status == "open").values(wake=datetime(1970, 1, 1, tzinfo=UTC)))
    op.add_column("sopflow_procedures", sa.Column("rules", sa.Text))
    op.create_table(
        "sopflow_notices",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("case", _NUMBER, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("person", _ID, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("step", sa.Text),
        sa.Column("visit", sa.Integer, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("due", Instant, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("recorded", Instant, nullable=False),
        sa.PrimaryKeyConstraint("number", name="sopflow_notices_pk"),
        sa.UniqueConstraint("case", "key", "person", name="sopflow_notices_case_key_person_key"),
        sa.ForeignKeyConstraint(["case"], ["sopflow_cases.number"], name="sopflow_notices_case_fk"),
    )
    op.create_table(
        "sopflow_deliveries",
        sa.Column("notice", _NUMBER, autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("failure", sa.Text),
        sa.Column("runner", _NUMBER),
        sa.Column("changed", Instant, nullable=False),
        sa.PrimaryKeyConstraint("notice", "channel", name="sopflow_deliveries_pk"),
        sa.ForeignKeyConstraint(["notice"], ["sopflow_notices.number"], name="sopflow_deliveries_notice_fk"),
    )
    op.create_table(
        "sopflow_referrals",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("case", _NUMBER, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("step", sa.Text),
        sa.Column("visit", sa.Integer, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("due", Instant, nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("details", sa.Text, nullable=False),
        sa.Column("recorded", Instant, nullable=False),
        sa.Column("settled", Instant),
        sa.Column("by", _ID),
        sa.PrimaryKeyConstraint("number", name="sopflow_referrals_pk"),
        sa.UniqueConstraint("case", "key", name="sopflow_referrals_case_key_key"),
        sa.ForeignKeyConstraint(["case"], ["sopflow_cases.number"], name="sopflow_referrals_case_fk"),
    )
    op.create_table(
        "sopflow_runners",
        sa.Column("number", _NUMBER, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("started", Instant, nullable=False),
        sa.PrimaryKeyConstraint("number", name="sopflow_runners_pk"),
    )
    op.create_table(
        "sopflow_watch",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("since", Instant, nullable=False),
        sa.Column("calendars", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="sopflow_watch_pk"),
    )
    for name, table, columns, where in (
        ("cases_wake", "cases", ["wake", "number"], "wake IS NOT NULL"),
        ("deliveries_open", "deliveries", ["state", "notice"], "state IN ('new', 'claimed', 'sending', 'retrying')"),
        ("referrals_open", "referrals", ["number"], "settled IS NULL"),
    ):
        only = sa.text(where)
        op.create_index(f"sopflow_{name}_idx", f"sopflow_{table}", columns, sqlite_where=only, postgresql_where=only)
