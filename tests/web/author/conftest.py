"""Somebody who has signed in to write questionnaires."""

import pytest

from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.fixtures import NOW
from tests.web.everything import DOCUMENT
from tests.web.session.signing import sign_in


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def writer(client, database, make_key):
    """A browser in which an author has signed in, and a service with one questionnaire."""
    await publish_questionnaire(database, DOCUMENT, now=NOW)
    client.headers.update({"accept": "text/html", "accept-language": "en"})
    await sign_in(client, await make_key("author"))
    return client
