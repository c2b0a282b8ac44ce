"""The pages of what is published: every version with its state, and retiring one."""

import pytest

from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.questionnaires import get_questionnaire
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.fixtures import NOW
from tests.web.author.writing import variant
from tests.web.reading import read, word
from tests.web.session.signing import form_of, post, sign_in

PATH = "/author/questionnaires/alles"


async def test_the_list_shows_every_version_with_its_state(writer, database):
    await publish_questionnaire(database, variant("1.2.4"), now=NOW)
    await writer.post(f"{PATH}/1.2.3/retire", content=b"")
    page = read((await writer.get("/author")).text)
    rows = [each.text for each in page.one("tbody").all("tr")]
    assert len(rows) == 2
    assert rows[0].startswith("1.2.4")
    assert all(word("author.state.published", "en") in row for row in rows)


async def test_of_many_versions_the_list_shows_the_newest_and_leads_to_the_others(writer, database):
    for patch in range(4, 25):
        await publish_questionnaire(database, variant(f"1.2.{patch}"), now=NOW)
    page = read((await writer.get("/author")).text)
    assert len(page.one("tbody").all("tr")) == 3
    first = read((await writer.get(PATH)).text)
    assert len(first.one("tbody").all("tr")) == 20
    second = read((await writer.get(first.one("a", rel="next").attributes["href"])).text)
    assert [each.text.split()[0] for each in second.one("tbody").all("a")] == [f"1.2.{n}" for n in (4, 3)]


async def test_published_versions_are_compared_from_the_older_to_the_newer(writer, database):
    await publish_questionnaire(database, variant("1.2.4", title={"de": "Neu", "en": "New"}), now=NOW)
    for version, against in (("1.2.3", "1.2.4"), ("1.2.4", "1.2.3")):
        page = read((await writer.get(f"{PATH}/{version}")).text)
        assert [each.attributes["value"] for each in page.one("select", id="against").all("option")] == [against]
        compared = read((await writer.get(f"{PATH}/{version}", params={"against": against})).text)
        heading = compared.one("section", **{"aria-labelledby": "comparison"}).one("h2").text
        assert heading == word("author.compared", "en").format(old="1.2.3", new="1.2.4")


async def test_a_single_version_has_none_to_be_compared_with(writer):
    assert not read((await writer.get(f"{PATH}/1.2.3")).text).all("select")


@pytest.mark.parametrize("against", ["9.9.9", "x", ""])
async def test_what_was_never_published_is_not_compared_with(writer, against):
    assert (await writer.get(f"{PATH}/1.2.3", params={"against": against})).status_code == 404


@pytest.mark.parametrize("language", ["de-simple", "fr"])
async def test_the_language_of_a_preview_does_not_stay(writer, language):
    page = read((await writer.get(f"{PATH}/1.2.3", params={"language": language})).text)
    links = [each.attributes["href"] for each in page.all("a") if "/author" in each.attributes.get("href", "")]
    assert links
    assert not [each for each in links if language in each]


async def test_a_version_leads_to_its_questions_in_each_language(writer):
    page = read((await writer.get(f"{PATH}/1.2.3")).text)
    links = [each.attributes["href"] for each in page.one(id="content").all("a")]
    for language in ("de", "en"):
        address = f"/questionnaires/alles/1.2.3?language={language}"
        assert address in links
        assert (await writer.get(address)).status_code == 200
    assert "/v1/questionnaires/alles/versions/1.2.3" in links
    assert (await writer.get("/v1/questionnaires/alles/versions/1.2.3")).status_code == 200


async def test_a_version_is_retired_once_it_was_confirmed(writer, database):
    asked = await writer.get(f"{PATH}/1.2.3/retire")
    form = form_of(asked.text, f"{PATH}/1.2.3/retire")
    unconfirmed = [pair for pair in form if pair[0] != "confirmed"]
    assert (await post(writer, f"{PATH}/1.2.3/retire", unconfirmed)).status_code == 200
    async with database.reading() as transaction:
        assert (await get_questionnaire(transaction, "alles", "1.2.3")).status == "published"
    done = await post(writer, f"{PATH}/1.2.3/retire", form)
    assert done.status_code == 303
    page = await writer.get(done.headers["location"])
    assert word("author.done.retired", "en") in page.text
    assert word("author.state.retired", "en") in page.text
    async with database.reading() as transaction:
        assert (await get_questionnaire(transaction, "alles", "1.2.3")).status == "retired"
        (event, *_) = await list_events(transaction, EVERYWHERE, limit=1)
    assert event.event == "questionnaire_retired"
    assert event.actor not in ("cli", "anonymous")
    # Sent twice, as by a double click, it changes nothing.
    assert (await post(writer, f"{PATH}/1.2.3/retire", form)).status_code == 303
    # There is nothing left to ask.
    assert "confirmed" not in (await writer.get(f"{PATH}/1.2.3/retire")).text


@pytest.mark.parametrize(
    "path",
    [
        "/author/questionnaires/nobody",
        f"{PATH}/9.9.9",
        f"{PATH}/x",
        "/author?after=%00",
        f"{PATH}?after=1",
        "/author/X",
    ],
)
async def test_what_is_not_there_is_not_found(writer, path):
    assert (await writer.get(path)).status_code == 404


async def test_only_authors_come_in(client, make_key):
    client.headers["accept"] = "text/html"
    assert (await client.get("/author")).status_code == 303
    await sign_in(client, await make_key("facilitator", "operator"))
    for path in ("/author", PATH, f"{PATH}/1.2.3", "/author/draft"):
        assert (await client.get(path)).status_code == 403
