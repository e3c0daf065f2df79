"""Runs the steps on the connection that `voicedrill.history.database` gives."""

from alembic import context

from voicedrill.history.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
with context.begin_transaction():
    context.run_migrations()
