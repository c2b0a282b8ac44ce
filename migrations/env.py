"""How Alembic runs our migrations: on the connection that storage/migrate.py hands over, and no other way."""

from alembic import context

from selfcheck_service.storage.tables import metadata

connection = context.config.attributes["connection"]

context.configure(
    connection=connection,
    target_metadata=metadata,
    compare_server_default=True,
    # SQLite cannot alter a table, so Alembic copies it. Triggers do not survive that: make them anew afterwards.
    render_as_batch=connection.dialect.name == "sqlite",
    transaction_per_migration=connection.dialect.name == "postgresql",
)
with context.begin_transaction():
    context.run_migrations()
