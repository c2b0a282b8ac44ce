"""Rounds of long ago, and housekeeping at any moment."""

import asyncio
import json
import secrets
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import Event, list_events
from selfcheck_service.storage.municipalities import GUEST
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.rounds import RoundRow
from selfcheck_service.storage.tables import municipalities, responses
from selfcheck_service.use_cases.keeping import Housekeeping, Kept
from tests.answering import make_round

DAY = timedelta(days=1)


async def past_round(database: Database, *, closed_days_ago: float, **changes: Any) -> RoundRow:
    """Add a round that was open for ten days."""
    closes_at = datetime.now(UTC) - closed_days_ago * DAY
    opens_at = closes_at - 10 * DAY
    return await make_round(database, opens_at=opens_at, closes_at=closes_at, created_at=opens_at, **changes)


async def fill(database: Database, round_: RoundRow, count: int, *, answers: bytes = b"{}") -> list[uuid.UUID]:
    """Store so many submitted responses, one more that is a draft, and one more that is erased; return all ids."""
    ids = [uuid.uuid4() for _ in range(count + 2)]
    key = {"municipality_id": round_.municipality_id, "round_id": round_.id, "terms_hash": round_.terms_hash}
    day = round_.opens_at.date()
    nothing = dict.fromkeys(("perspective", "secret_hash", "entered_on", "changed_on", "answers", "draft", "erased_on"))
    present = {**nothing, "perspective": "office", "entered_on": day, "changed_on": day}
    rows = [{**key, **present, "id": each, "secret_hash": secrets.token_bytes(32), "answers": answers} for each in ids]
    rows[-2] |= {"answers": None, "draft": answers}
    rows[-1] |= {**nothing, "erased_on": day}
    async with database.transaction() as transaction:
        await transaction.connection.execute(insert(responses), rows)
    return ids


async def make_guest(database: Database, round_: RoundRow) -> None:
    """Turn the municipality of a round into one of the guest round's own."""
    async with database.transaction() as transaction:
        mine = municipalities.c.id == round_.municipality_id
        await transaction.connection.execute(municipalities.update().where(mine).values(type=GUEST))


async def keep_house(database: Database, *, now: datetime | None = None) -> list[Kept]:
    """Keep house once; return what was done."""
    run = Housekeeping(database, now=now or datetime.now(UTC), new_id=uuid.uuid4)
    found = [each async for each in run.rounds()]
    kept = [await run.keep(each) for each in found]
    await run.forget_replies()
    return [each for each in kept if each.is_something]


async def foresee(database: Database) -> list[Kept]:
    run = Housekeeping(database, now=datetime.now(UTC), new_id=uuid.uuid4)
    kept = [await run.foresee(each) async for each in run.rounds()]
    return [each for each in kept if each.is_something]


async def events_of(database: Database, round_: RoundRow) -> Sequence[Event]:
    """Return what the trail says of a round, oldest first."""
    async with database.reading() as transaction:
        found = await list_events(transaction, EVERYWHERE, limit=1000)
    return [event for event in reversed(found) if event.round_id == round_.id]


async def rows_of(database: Database, table: Any) -> list[Any]:
    async with database.reading() as transaction:
        return list(await transaction.connection.execute(select(table)))


def lines_of(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


async def in_thread(work: Any, *arguments: Any, **options: Any) -> Any:
    """Do what begins an event loop of its own, such as a command."""
    return await asyncio.to_thread(work, *arguments, **options)
