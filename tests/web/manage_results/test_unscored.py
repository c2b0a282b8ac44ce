"""Every page and every paper of a joint answer in which no field has a score, each for another reason."""

import json

import pytest

from selfcheck_service.use_cases.publishing import publish_questionnaire
from selfcheck_service.web.manage_results.files import PAPERS, REPORTS
from tests.answering import make_round
from tests.core.workshop.unscored import ANSWERS, DOCUMENT, REASONS
from tests.fixtures import NOW
from tests.rounds import add_response
from tests.sealing.answered import a_sealer
from tests.web.reading import read

PAGES = (
    "",
    "/releases/1",
    "/releases/1/over-time",
    "/workshop",
    "/workshop/focus",
    "/workshop/consensus",
    *(f"/workshop/consensus/field/{reason}" for reason in REASONS),
    "/workshop/matrix",
    "/measures",
    "/measures/new",
    "/recheck",
    "/ballots",
    "/ballots/new",
)
FILES = (
    *(f"/releases/1/file.{form}" for form in ("json", "csv", "xlsx")),
    *(f"/workshop/papers/{name}" for name in PAPERS),
    *(f"/measures/papers/{name}.{form}" for name, forms in REPORTS.items() for form in forms),
)


@pytest.fixture
async def path(database):
    """The path of a round with such a release."""
    await publish_questionnaire(database, DOCUMENT, now=NOW)
    terms = {"questionnaire": DOCUMENT["key"], "perspectives": (), "languages": ("en",)}
    round_ = await make_round(database, opens_in=-3, closes_in=-1, mode="institutional", **terms)
    async with database.transaction() as transaction:
        await add_response(transaction, round_, answers=json.dumps(ANSWERS["answers"]).encode())
    await a_sealer(database).seal(round_.id)
    return f"/manage/rounds/{round_.id}"


@pytest.mark.parametrize("language", ["de", "en"])
async def test_every_page_opens(facilitator, path, language):
    facilitator.headers["accept-language"] = language
    for page in PAGES:
        assert (await facilitator.get(path + page)).status_code == 200, page


async def test_every_paper_is_written(facilitator, path):
    for file in FILES:
        response = await facilitator.get(path + file)
        assert response.status_code == 200, file
        assert response.content, file


async def test_each_field_says_once_why_it_has_no_score(facilitator, path):
    page = read((await facilitator.get(f"{path}/releases/1")).text)
    rows = {
        each.one("th").text: [cell.text for cell in each.all("td")]
        for each in page.one("section", id="profile").all("tr")[1:]
    }
    assert len(rows) == len(REASONS)
    assert len({said for _, said in rows.values()}) == len(REASONS)
    assert {value for name, (value, _) in rows.items() if "levels_only" not in name} == {"–"}
    (level,) = [value for name, (value, _) in rows.items() if "levels_only" in name]
    assert "High" in level
