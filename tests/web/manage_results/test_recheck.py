"""The re-check on a page: measures beside what moved, without a cause."""

from tests.api.test_comparisons import two_rounds
from tests.web.manage_results.filling import send
from tests.web.reading import read, word


async def test_measures_stand_beside_what_moved(facilitator, database):
    earlier, later = await two_rounds(database)
    path = f"/manage/rounds/{earlier.id}"
    form = f"{path}/measures/new"
    made = await send(facilitator, form, form, title="Wegweiser", items="leadership", status="decided")
    assert made.status_code == 303, made.text
    asked = read((await facilitator.get(f"{path}/recheck")).text)
    assert [each.attributes["value"] for each in asked.one("select").all("option")] == [str(later.id)]
    response = await facilitator.get(f"{path}/recheck?later_round={later.id}")
    assert response.status_code == 200
    page = read(response.text)
    assert "Wegweiser" in page.text
    assert word("recheck.list.moved", "en") in page.text
    assert page.all("table")
    written = await facilitator.get(f"{path}/recheck.html?later_round={later.id}")
    assert written.status_code == 200
    assert "attachment" in written.headers["content-disposition"]


async def test_a_round_that_cannot_be_beside_it_is_refused_in_words(facilitator, database):
    earlier, later = await two_rounds(database)
    path = f"/manage/rounds/{later.id}/recheck"
    assert word("recheck.no_later", "en") in (await facilitator.get(path)).text
    refused = await facilitator.get(f"{path}?later_round={earlier.id}")
    assert refused.status_code == 422
    assert read(refused.text).one("div", role="alert").text
    assert (await facilitator.get(f"/manage/rounds/{later.id}/recheck.exe?later_round={earlier.id}")).status_code == 404
