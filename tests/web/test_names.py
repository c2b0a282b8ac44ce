"""Names that no questionnaire can have lead nowhere, and never to a database, which might fail on them."""

import pytest

from selfcheck_service.settings import Settings
from tests.checkout import CHECKOUT
from tests.web.everything import KEY, VERSION
from tests.web.reading import read


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


def test_style_sheets_stay_short_and_the_one_for_paper_comes_last():
    files = sorted((CHECKOUT / "src/selfcheck_service/web/static/style").glob("*.css"))
    lengths = {path.name: len(path.read_text().splitlines()) for path in files}
    assert {name: length for name, length in lengths.items() if length > 400} == {}
    assert "@page" in files[-1].read_text()


async def test_browsers_get_the_style_sheets_as_one(pages):
    page = read((await pages.get("/")).text)
    (sheet,) = page.all("link", rel="stylesheet")
    served = (await pages.get(sheet.attributes["href"])).text
    for path in (CHECKOUT / "src/selfcheck_service/web/static/style").glob("*.css"):
        assert path.read_text() in served
