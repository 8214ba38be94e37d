"""How Alembic reaches the database: over the connection, and in the transaction, of ``database.py``."""

from __future__ import annotations

from alembic import context

from sopflow.store.tables import VERSIONS, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSIONS,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
