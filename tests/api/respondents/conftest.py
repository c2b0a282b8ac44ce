"""Respondents on both databases: whether something is lost is decided there."""

import pytest

from selfcheck_service.settings import Settings
from tests.answering import invite_people, make_round


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url)


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def round_(database):
    """A confidential round that is open."""
    return await make_round(database)


@pytest.fixture
async def person(database, round_):
    """Somebody of the administration who is invited to it."""
    return (await invite_people(database, round_))[0]
