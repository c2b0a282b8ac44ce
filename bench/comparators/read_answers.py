"""Reading and decoding all responses of a round, and nothing else.

One connection of asyncpg, one cursor, a thousand rows at a time, the columns that a seal reads.
"""

import time
import uuid
from collections.abc import Callable

import asyncpg

_SELECT = "SELECT id, perspective, display_name, answers FROM responses WHERE municipality_id = $1 AND round_id = $2"
_AT_ONCE = 1_000


async def seconds_of_reading(
    address: str, municipality_id: uuid.UUID, round_id: uuid.UUID, decode: Callable[[bytes], object]
) -> tuple[float, int]:
    """Return how long it took, without connecting, and how many there are."""
    connection = await asyncpg.connect(address)
    count = 0
    try:
        begin = time.perf_counter()
        async with connection.transaction(readonly=True):
            cursor = await connection.cursor(_SELECT, municipality_id, round_id)
            while rows := await cursor.fetch(_AT_ONCE):
                for row in rows:
                    decode(row["answers"])
                count += len(rows)
        return time.perf_counter() - begin, count
    finally:
        await connection.close()
