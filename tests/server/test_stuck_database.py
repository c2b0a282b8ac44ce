"""A database that stands still, is locked or cut off: callers are told so in time, and served again soon afterwards."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from hold.http import Reply, ask
from hold.proxy import FAITHFUL, Manner
from hold.replica import SERVICE, Replica
from hold.run import open_site

# One service for all: whatever stood still goes on, and every test begins with a service that answers.
pytestmark = [pytest.mark.fault, pytest.mark.asyncio(loop_scope="module")]

DATABASE_SECONDS = 2.0
# More than the service has connections to the database.
CALLERS = 60


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def site():
    async with open_site() as opened:
        await opened.cluster.create_database("stuck")
        yield opened


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def replica(site) -> AsyncIterator[Replica]:
    made = Replica(
        "replica",
        site.keeper,
        site.cluster,
        "stuck",
        module=SERVICE,
        folder=site.folder,
        SELFCHECK_DATABASE_SECONDS=str(DATABASE_SECONDS),
        SELFCHECK_GUEST_RATE="0",
    )
    await made.open()
    await made.start()
    yield made
    await made.close()


async def call(replica: Replica) -> tuple[Reply, float]:
    """Ask for something that only the database knows."""
    began = time.monotonic()
    reply = await ask(replica.port, "GET", "/v1/questionnaires", headers={}, seconds=30)
    return reply, time.monotonic() - began


async def expect_refusals(replica: Replica) -> None:
    for reply, seconds in await asyncio.gather(*(call(replica) for _ in range(CALLERS))):
        assert reply.status == 503
        assert int(reply.headers["retry-after"]) >= 1
        assert seconds < DATABASE_SECONDS + 1
    # Who asks for nothing of the database is served all the while.
    assert (await ask(replica.port, "GET", "/livez", headers={}, seconds=5)).status == 200


async def expect_service_within(replica: Replica, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while (await call(replica))[0].status != 200:
        assert time.monotonic() < deadline
    assert {reply.status for reply, _ in await asyncio.gather(*(call(replica) for _ in range(CALLERS)))} == {200}


async def test_one_that_stands_still(site, replica):
    await expect_service_within(replica, 5)
    for _ in range(2):
        site.cluster.pause()
        try:
            await expect_refusals(replica)
        finally:
            site.cluster.resume()
        await expect_service_within(replica, 5)


async def test_one_that_is_locked(site, replica):
    await expect_service_within(replica, 5)
    async with site.cluster.locked("stuck", "questionnaires"):
        await expect_refusals(replica)
    await expect_service_within(replica, 5)


async def test_one_from_which_nothing_comes_any_more(replica):
    await expect_service_within(replica, 5)
    replica.link.manner = Manner(swallows=True)
    await expect_refusals(replica)
    replica.link.manner = FAITHFUL
    await expect_service_within(replica, 5)
