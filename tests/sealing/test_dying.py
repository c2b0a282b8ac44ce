"""A seal that dies at any point is finished by the next one, to the same bytes. Each time a real process dies."""

import asyncio
import dataclasses
import os
import uuid
import warnings
from collections.abc import Coroutine, Generator
from typing import Any

import pytest

from selfcheck_service.storage import Database
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.storage.releases import list_releases
from selfcheck_service.storage.rounds import add_round, find_round
from selfcheck_service.storage.shuffling import list_ids
from tests.sealing.answered import TWELVE, a_sealer, answer, closed_round

pytestmark = pytest.mark.fault

DIED, DONE = 9, 0
# More steps than there are would mean that it never comes to an end.
MOST_STEPS = 200


class DiesAfter:
    """Runs a coroutine and ends the process, without any farewell, where it waits for so many times."""

    def __init__(self, running: Coroutine[Any, Any, Any], steps: int) -> None:
        self._running = running
        self._steps = steps

    def __await__(self) -> Generator[Any, Any, Any]:
        waiting = self._running.__await__()
        for _ in range(self._steps):
            try:
                yield next(waiting)
            except StopIteration as end:
                return end.value
        os._exit(DIED)


def in_a_process(url: str, round_id: uuid.UUID, steps: int) -> int:
    """Seal in a process of its own, which dies after so many steps; return how it ended."""
    with warnings.catch_warnings():
        # The child does nothing with the threads of this process but leave them alone.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        ended = 1
        try:
            asyncio.run(_seal(url, round_id, steps))
            ended = DONE
        finally:
            os._exit(ended)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


async def _seal(url: str, round_id: uuid.UUID, steps: int) -> None:
    database = Database(url)
    await DiesAfter(a_sealer(database).seal(round_id), steps)
    await database.close()


async def _prepared(url: str, count: int) -> list[uuid.UUID]:
    database = Database(url)
    first, _ = await closed_round(database)
    rounds = [first]
    async with database.transaction() as transaction:
        for _ in range(count - 1):
            rounds.append(dataclasses.replace(first, id=uuid.uuid4()))
            await add_round(transaction, rounds[-1])
    for each in rounds[1:]:
        await answer(database, each, TWELVE)
    await database.close()
    return [each.id for each in rounds]


async def _looked_at(url: str, round_id: uuid.UUID) -> tuple[int, bytes]:
    """How many releases a death has left behind, and what the next seal makes of it."""
    database = Database(url)
    left = await _released(database, round_id)
    document = (await a_sealer(database).seal(round_id)).release.document
    assert await _released(database, round_id) == 1
    async with database.reading() as transaction:
        found = await find_round(transaction, round_id)
        assert found is not None
        ids = await list_ids(transaction, found.municipality_id, round_id, after=None, limit=100)
        assert len(ids) == sum(map(len, TWELVE.values()))
    await database.close()
    return left, document.replace(str(round_id).encode(), b"*")


async def _released(database: Database, round_id: uuid.UUID) -> int:
    async with database.reading() as transaction:
        return len(await list_releases(transaction, round_id, reach=EVERYWHERE, after=0, limit=10))


def test_at_each_await(database_url):
    documents, died, left = set(), 0, set()
    for steps, round_id in enumerate(asyncio.run(_prepared(database_url, MOST_STEPS)), 1):
        ended = in_a_process(database_url, round_id, steps)
        before, document = asyncio.run(_looked_at(database_url, round_id))
        documents.add(document)
        left.add(before)
        if ended == DONE:
            break
        assert ended == DIED, steps
        died += 1
    else:
        pytest.fail("it never came to an end")
    assert died >= 20
    assert len(documents) == 1
    # Some died before the release was there and some after.
    assert left == {0, 1}
