"""Rights are tried on both databases: each has its own way to forget a condition."""

import pytest

from selfcheck_service.settings import Settings


@pytest.fixture
def settings(database_url) -> Settings:
    # So many refusals in a row would be stopped; what each of them says is asked here.
    return Settings.load(database_url=database_url, guest_rounds=True, guest_rate=0, refused_rate=0)


@pytest.fixture
def database(app):
    return app.state.context.database
