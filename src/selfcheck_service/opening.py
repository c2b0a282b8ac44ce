"""The database that the settings name: for the service, and for commands that need nothing else of it."""

from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database


def open_database(settings: Settings) -> Database:
    """Return the database of these settings; the caller closes it."""
    return Database(
        settings.database_url.get_secret_value(),
        pool=settings.database_pool,
        seconds=settings.database_seconds,
        prepared_statements=settings.database_prepared_statements,
    )
