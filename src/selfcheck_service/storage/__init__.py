"""What outlives a request. SQL is here and nowhere else; functions take a `Transaction` and return plain rows."""

from selfcheck_service.storage.database import Database, DatabaseUnavailable, Transaction

__all__ = ["Database", "DatabaseUnavailable", "Transaction"]
