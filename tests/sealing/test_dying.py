"""A seal that dies at any point is finished by the next one, to the same bytes. Each time a real process dies."""

import asyncio
import dataclasses
import os
import uuid
import warnings
from collections.abc import Coroutine, Generator, Sequence
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
# After so many steps more than a seal took that nobody disturbed, it would never come to an end.
MORE_STEPS = 25
# The last steps, in which the release is there already, are all taken.
LAST_STEPS = 15


class Steps:
    """Counts the steps of all tasks of a process, and ends the process, without any farewell, after so many."""

    def __init__(self, count: int) -> None:
        self.left = count

    def counted(self, running: Coroutine[Any, Any, Any]) -> Coroutine[Any, Any, Any]:
        async def run() -> object:
            return await _Counted(running, self)

        return run()

    def task(self, loop: asyncio.AbstractEventLoop, running: Any, **options: Any) -> "asyncio.Task[Any]":
        return asyncio.Task(self.counted(running), loop=loop, **options)

    def take(self) -> None:
        if self.left == 0:
            os._exit(DIED)
        self.left -= 1


class _Counted:
    """What a task waits for, a step at a time."""

    def __init__(self, running: Coroutine[Any, Any, Any], steps: Steps) -> None:
        self._running, self._steps = running, steps

    def __await__(self) -> Generator[Any, Any, Any]:
        waiting = self._running.__await__()
        try:
            found = next(waiting)
            while True:
                self._steps.take()
                try:
                    sent = yield found
                except BaseException as error:  # noqa: BLE001 - what is thrown into a task is for what it runs
                    found = waiting.throw(error)
                else:
                    found = waiting.send(sent)
        except StopIteration as end:
            return end.value


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


async def _seal(url: str, round_id: uuid.UUID, steps: int) -> int:
    """Seal, unless the process dies first; return how many of the steps were not needed."""
    database, counting = Database(url), Steps(steps)
    asyncio.get_running_loop().set_task_factory(counting.task)
    await asyncio.create_task(a_sealer(database).seal(round_id))
    asyncio.get_running_loop().set_task_factory(None)
    await database.close()
    return counting.left


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


async def _all_looked_at(url: str, rounds: Sequence[uuid.UUID]) -> list[tuple[int, bytes]]:
    database = Database(url)
    found = [await _looked_at(database, each) for each in rounds]
    await database.close()
    return found


async def _looked_at(database: Database, round_id: uuid.UUID) -> tuple[int, bytes]:
    """How many releases a death has left behind, and what the next seal makes of it."""
    left = await _released(database, round_id)
    document = (await a_sealer(database).seal(round_id)).release.document
    assert await _released(database, round_id) == 1
    async with database.reading() as transaction:
        found = await find_round(transaction, round_id)
        assert found is not None
        ids = await list_ids(transaction, found.municipality_id, round_id, after=None, limit=100)
        assert len(ids) == sum(map(len, TWELVE.values()))
    return left, document.replace(str(round_id).encode(), b"*")


async def _released(database: Database, round_id: uuid.UUID) -> int:
    async with database.reading() as transaction:
        return len(await list_releases(transaction, round_id, reach=EVERYWHERE, after=0, limit=10))


def test_at_each_await(database_url, effort):
    """Embedded at each, on PostgreSQL at every third and each of the last; in the long form at each on both."""
    (undisturbed,) = asyncio.run(_prepared(database_url, 1))
    enough = 10_000
    whole = enough - asyncio.run(_seal(database_url, undisturbed, enough))
    every = 1 if effort == "long" or database_url.startswith("sqlite") else 3
    steps = [*range(1, whole - LAST_STEPS, every), *range(whole - LAST_STEPS, whole + MORE_STEPS)]
    # Nobody here is connected to the database while a process dies, and each dies in another round.
    rounds = asyncio.run(_prepared(database_url, len(steps)))
    ended = []
    for count, round_id in zip(steps, rounds, strict=True):
        ended.append(in_a_process(database_url, round_id, count))
        if ended[-1] == DONE:
            break
        assert ended[-1] == DIED, count
    else:
        pytest.fail("it never came to an end")
    found = asyncio.run(_all_looked_at(database_url, rounds[: len(ended)]))
    assert len(ended) > 20
    assert len({document for _, document in found}) == 1
    # Some died before the release was there and some after.
    assert {left for left, _ in found[:-1]} == {0, 1}
