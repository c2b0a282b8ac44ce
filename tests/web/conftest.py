"""The pages of a running service that has one of everything, and a browser to look at them."""

import pytest
from fastapi import FastAPI

from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.fixtures import NOW
from tests.web.everything import DOCUMENT


@pytest.fixture
async def pages(app: FastAPI, client):
    """A visitor whose browser prefers German, and a service with one questionnaire."""
    await publish_questionnaire(app.state.context.database, DOCUMENT, now=NOW)
    client.headers.update({"accept-language": "de-DE,de;q=0.9,en;q=0.5", "accept": "text/html,*/*;q=0.8"})
    return client
