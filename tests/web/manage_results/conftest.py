"""Somebody who has signed in to facilitate, and rounds with a release."""

from typing import Any

import pytest

from tests.sealing.answered import a_sealer, closed_round
from tests.web.session.signing import sign_in

ENGLISH = {"accept": "text/html", "accept-language": "en"}


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(client, make_key):
    """A browser in which a facilitator has signed in."""
    client.headers.update(ENGLISH)
    await sign_in(client, await make_key("facilitator"))
    return client


@pytest.fixture
def release(database):
    """Make a round with answers and its release; returns the path of its page."""

    async def make(*answers: Any, **changes: Any) -> str:
        round_, _ = await closed_round(database, *answers, **changes)
        await a_sealer(database).seal(round_.id)
        return f"/manage/rounds/{round_.id}"

    return make
