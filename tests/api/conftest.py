"""The service of these tests stands on either database: what one takes, the other may choke on."""

import pytest

from selfcheck_service.settings import Settings


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Settings of a service open to everybody's evaluations, on each of the two dialects."""
    return Settings.load(database_url=database_url, anonymous_evaluations=True)
