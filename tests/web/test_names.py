"""Names that no questionnaire can have lead nowhere, and never to a database, which might fail on them."""

import pytest

from selfcheck_service.settings import Settings
from tests.web.everything import KEY, VERSION


@pytest.fixture
def settings(database_url: str) -> Settings:
    return Settings.load(database_url=database_url, anonymous_evaluations=True)


@pytest.mark.parametrize(
    "path",
    [
        "/questionnaires/a%00/1.0.0",
        f"/questionnaires/{KEY}/1.0.0%00",
        f"/questionnaires/{KEY}/99999999999999999999999.0.0",
        f"/questionnaires/{KEY}/{VERSION}%0A",
        f"/questionnaires/{KEY.upper()}/{VERSION}",
        f"/questionnaires/{'a' * 65}/{VERSION}/evaluation",
        "/?after=%00",
        "/?after=a%00b",
        f"/?after={'a' * 65}",
    ],
)
async def test_a_name_that_cannot_be_is_not_found(pages, path):
    assert (await pages.get(path)).status_code == 404


async def test_a_name_that_can_be_is_looked_for(pages):
    assert (await pages.get("/?after=a")).status_code == 200
    assert (await pages.get("/?after=")).status_code == 200
