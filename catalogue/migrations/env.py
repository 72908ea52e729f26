"""Runs the migrations on the connection that catalogue/database.py hands over."""

from alembic import context
from sqlmodel import SQLModel

import catalogue.models
import catalogue.models_decisions
import catalogue.models_spans
import catalogue.models_sync  # noqa: F401  registers the tables

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
