"""A facilitator who has signed in, and what their pages are about."""

import pytest

from selfcheck_service.settings import Settings
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.answering import QUESTIONNAIRE
from tests.databases import copy_of
from tests.fixtures import NOW
from tests.web.session.signing import sign_in

ENGLISH = {"accept": "text/html", "accept-language": "en"}


@pytest.fixture
def settings(sqlite_template, tmp_path):
    """A service that knows how people reach it, so that slips have QR codes."""
    return Settings.load(database_url=copy_of(sqlite_template, tmp_path), public_url="http://check.example")


@pytest.fixture
async def database(app):
    found = app.state.context.database
    await publish_questionnaire(found, QUESTIONNAIRE, now=NOW)
    return found


@pytest.fixture
async def facilitator(client, make_key, database):
    """A browser in which a facilitator has signed in who reaches everything."""
    client.headers.update(ENGLISH)
    await sign_in(client, await make_key("facilitator"))
    return client
