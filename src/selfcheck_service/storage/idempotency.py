"""What was answered to requests with an Idempotency-Key, for whoever sends one of them again."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Insert, and_, delete, select, update
from sqlalchemy.dialects import sqlite

from selfcheck_service.storage.database import Transaction
from selfcheck_service.storage.tables import idempotency

# Stands in a row while its request is under way; nobody else ever sees it, because it is not committed.
_UNDER_WAY = 0


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered, and to what: `request_hash` is the SHA-256 of method, path and body. Codes are not in it."""

    request_hash: bytes
    status: int
    location: str | None
    body: bytes
    created_at: datetime


async def take_key(
    transaction: Transaction, caller: str, key_hash: bytes, *, at: datetime, since: datetime
) -> Reply | None:
    """Take an Idempotency-Key until the end of the transaction; return what was answered under it, where it was.

    Whoever else takes it meanwhile waits, and then finds the answer, or nothing where the transaction came to nothing.
    What is older than `since` does not count. In either case something is written, so that the commit of a repetition
    is as safe as that of the deed.
    """
    values = {
        "caller": caller,
        "key_hash": key_hash,
        "request_hash": b"",
        "status": _UNDER_WAY,
        "location": None,
        "body": b"",
        "created_at": at,
    }
    statement = _insert_or_touch(transaction.connection.dialect.name).returning(*idempotency.c)
    row = (await transaction.connection.execute(statement, values)).mappings().one()
    if row["status"] == _UNDER_WAY or row["created_at"] < since:
        return None
    return Reply(bytes(row["request_hash"]), row["status"], row["location"], bytes(row["body"]), row["created_at"])


async def keep_reply(transaction: Transaction, caller: str, key_hash: bytes, reply: Reply) -> None:
    """Keep what is answered under a key that was taken in this transaction."""
    statement = (
        update(idempotency)
        .where(and_(idempotency.c.caller == caller, idempotency.c.key_hash == key_hash))
        .values(**asdict(reply))
    )
    await transaction.connection.execute(statement)


async def forget_replies(transaction: Transaction, *, before: datetime, limit: int) -> int:
    """Delete so many of the replies that were given before a moment, oldest first; return how many they were.

    Those that were given at the same moment go together.
    """
    oldest = (
        select(idempotency.c.created_at).where(idempotency.c.created_at < before).order_by(idempotency.c.created_at)
    )
    last = await transaction.connection.scalar(oldest.offset(limit - 1).limit(1))
    old = idempotency.c.created_at < before if last is None else idempotency.c.created_at <= last
    return (await transaction.connection.execute(delete(idempotency).where(old))).rowcount


def _insert_or_touch(dialect: str) -> Insert:
    """Return the INSERT that writes a row in any case, changes none that is there, and gives it back."""
    if dialect == "sqlite":
        embedded = sqlite.insert(idempotency)
        return embedded.on_conflict_do_update(
            index_elements=["caller", "key_hash"], set_={"caller": embedded.excluded.caller}
        )
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - large, and not needed on SQLite

    served = postgresql.insert(idempotency)
    return served.on_conflict_do_update(index_elements=["caller", "key_hash"], set_={"caller": served.excluded.caller})
