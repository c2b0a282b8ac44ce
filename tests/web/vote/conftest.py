"""A room with a ballot, and phones: browsers that keep cookies and say where a form stood."""

import pytest

from tests.voting import Room, open_room, released_round
from tests.web.vote.phones import HEADERS


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    """The header of somebody who facilitates."""
    return await make_key("facilitator")


@pytest.fixture
async def round_(database):
    return await released_round(database)


@pytest.fixture
def opening(client, round_, facilitator):
    """Open a ballot by the API: opening(**changes)."""

    async def opening(**changes: object) -> Room:
        return await open_room(client, round_, facilitator, **changes)

    return opening


@pytest.fixture
async def room(opening):
    return await opening()


@pytest.fixture
async def phone(client):
    """A phone whose browser prefers German."""
    client.headers.update(HEADERS)
    return client
