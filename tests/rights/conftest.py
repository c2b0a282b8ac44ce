"""Rights are tried on both databases: each has its own way to forget a condition."""

import pytest

from selfcheck_service.settings import Settings
from tests.rights.world import UNLIMITED


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url, guest_rounds=True, **UNLIMITED)


@pytest.fixture
def database(app):
    return app.state.context.database
