"""`GET …/releases/1/workshop-brief`: a real server and a real PostgreSQL, one client, one request after the other.

The release is one of the shipped questionnaire with the most: eighty items, six perspectives, fifty people, and all its
suggestions.
"""

import asyncio
import contextlib
import dataclasses
import tempfile
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import uvloop

from bench.clients import converse
from bench.closed_rounds import request_of, serving_releases
from bench.measuring import Contestant, interleave, ratios
from bench.postgres import durable_postgres
from bench.results import Row
from bench.sockets import Address
from selfcheck_service.catalogue import read_document
from selfcheck_service.core.releases import canonical_release, release_hash
from selfcheck_service.core.rounds.terms import terms_hash
from selfcheck_service.storage import Database
from selfcheck_service.storage.migrate import upgrade
from selfcheck_service.storage.municipalities import Municipality, add_municipality
from selfcheck_service.storage.releases import StoredRelease, add_release
from selfcheck_service.storage.rounds import RoundRow, add_round
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.core.workshop.briefs import TOWN, released_of, shipped
from tests.postgres import create_database

LARGEST = Path("questionnaires/weltoffene-kommune/1.0.0")
CALLS = 100


def measure_briefs(rounds: int, calls: int = CALLS) -> list[Row]:
    """Measure preparing a workshop against reading the release it is made of; in each row less is better."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(durable_postgres())
        runner = stack.enter_context(asyncio.Runner(loop_factory=uvloop.new_event_loop))
        url = runner.run(create_database(server, "briefs"))
        made = runner.run(_prepare(url))
        address = stack.enter_context(serving_releases(folder / "service", "service", url))
        path = f"/v1/rounds/{made.id}/releases/1"
        contestants: dict[str, Contestant] = {
            "release": _contestant(runner, address, path, calls),
            "brief": _contestant(runner, address, f"{path}/workshop-brief?kind=full_day&people=60", calls),
            "page": _contestant(runner, address, f"{path}/workshop-brief.html?kind=full_day&people=60", calls),
        }
        costs = interleave(contestants, rounds)
    read = "reading its release, over a socket"
    items = len(shipped().items)
    return [
        Row(
            f"GET …/workshop-brief as JSON, {items} items, 6 perspectives",
            read,
            ratios(costs, "brief", "release"),
            floor=50,
            aim=25,
            lower_is_better=True,
        ),
        Row("the same as one HTML file", read, ratios(costs, "page", "release"), lower_is_better=True),
    ]


async def _prepare(url: str) -> RoundRow:
    database = Database(url, seconds=60)
    await upgrade(database)
    made = await add_released(database)
    await database.close()
    return made


async def add_released(database: Database) -> RoundRow:
    """Add the questionnaire, one round, and its release."""
    now = datetime.now(UTC)
    await publish_questionnaire(database, read_document(LARGEST).data, now=now)
    town = Municipality(uuid.uuid4(), "Musterstadt", "independent_city", None, None, None, None, now)
    made = _round(town.id, now)
    document = canonical_release(released_of("blocks"))
    release = StoredRelease(town.id, made.id, 1, release_hash(document), now, document)
    async with database.transaction() as transaction:
        await add_municipality(transaction, town)
        await add_round(transaction, made)
        await add_release(transaction, release)
    return made


def _round(municipality_id: uuid.UUID, now: datetime) -> RoundRow:
    questionnaire = shipped().questionnaire
    made = RoundRow(
        municipality_id=municipality_id,
        id=uuid.uuid4(),
        programme_id=None,
        title="Wo stehen wir?",
        questionnaire=questionnaire.key,
        version=questionnaire.version,
        mode="confidential",
        perspectives=tuple(each.key for each in questionnaire.perspectives),
        minimum_group_size=5,
        retention_days=90,
        free_texts=False,
        profile=TOWN,
        terms_hash="",
        languages=("de", "en"),
        opens_at=now - timedelta(days=2),
        closes_at=now - timedelta(days=1),
        erase_on=None,
        created_at=now - timedelta(days=3),
    )
    return dataclasses.replace(made, terms_hash=terms_hash(made.terms))


def _contestant(runner: asyncio.Runner, address: Address, path: str, calls: int) -> Callable[[], float]:
    request = request_of("GET", path, address)

    async def read() -> float:
        seen = await converse(address.port, [request] * calls, clients=1, status=200)
        return seen.seconds / calls

    return lambda: runner.run(read())
