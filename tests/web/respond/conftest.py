"""People with access codes, and browsers that prefer German."""

import pytest

from tests.answering import invite_people, make_round


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
def visitor(client):
    """A browser: it keeps cookies, and says where a form stood."""
    client.headers.update(
        {"accept-language": "de-DE,de;q=0.9", "accept": "text/html,*/*;q=0.8", "sec-fetch-site": "same-origin"}
    )
    return client


@pytest.fixture
async def round_(database):
    """A confidential round that is open."""
    return await make_round(database)


@pytest.fixture
async def person(database, round_):
    """Somebody of the administration who is invited to it."""
    return (await invite_people(database, round_))[0]
