"""What members of an open round see of each other, once it is released; and that nobody else sees it."""

from uuid import UUID

import pytest

from selfcheck_service.storage.rounds import find_round
from selfcheck_service.web.words import words_in
from tests.answering import invite_people, make_round
from tests.sealing.answered import answer
from tests.web.reading import read, word
from tests.web.respond.answering import begin, send
from tests.web.session.signing import form_of, post

NAME = "Ada, Kämmerei"


async def submit_in(visitor, person, **more):
    """Answer one question and submit; return the path of the pages of the round."""
    path = f"/answer/{person.round.id}"
    await send(visitor, await begin(visitor, person.code), "next", leadership="2")
    form = form_of((await visitor.get(f"{path}/review")).text, f"{path}/review")
    sent = await post(visitor, f"{path}/review", [pair for pair in form if pair[0] not in more] + [*more.items()])
    assert sent.status_code == 303
    return path


@pytest.fixture
async def path(visitor, database):
    """The pages of an open round in which the visitor has submitted, and two more have answered."""
    person = (await invite_people(database, await make_round(database, mode="open")))[0]
    path = await submit_in(visitor, person, display_name=NAME)
    await answer(database, person.round, {"office": [0], "citizens": [1]})
    return path


@pytest.fixture
def release(client, make_key):
    """Close a round and make its release, as its facilitator does."""

    async def release(path):
        key = await make_key("facilitator")
        api = path.replace("/answer", "/v1/rounds")
        closed = await client.patch(api, json={"state": "closed"}, headers=key)
        assert closed.status_code == 200, closed.text
        assert (await client.post(f"{api}/releases", headers=key)).status_code == 201

    return release


async def test_a_member_reads_what_everybody_said_under_which_name(visitor, path, release):
    await release(path)
    shown = await visitor.get(f"{path}/result")
    page = read(shown.text)
    assert shown.status_code == 200
    assert "no-store" in shown.headers["cache-control"]
    ratings = page.one("section", id="ratings").text
    assert NAME in ratings
    assert "office 0" in ratings or "office 1" in ratings
    assert word("results.lead.open") in page.text
    # What only those who facilitate can do is not offered.
    assert not [each for each in page.one("main").all("a") if "/manage" in each.attributes["href"]]


async def test_the_file_has_the_bytes_that_the_interface_gives(visitor, client, path, release):
    await release(path)
    _, response_id, secret, *_ = visitor.cookies.get("selfcheck_answer").split(".")
    api = f"{path.replace('/answer', '/v1/rounds')}/responses/{response_id}/releases/1"
    file = await visitor.get(f"{path}/result.json")
    assert file.headers["content-disposition"].startswith("attachment")
    assert file.content == (await client.get(api, headers={"selfcheck-response-secret": secret})).content


@pytest.mark.parametrize("page", ["receipt", ""])
async def test_the_way_there_is_shown_once_there_is_a_release(visitor, path, release, page):
    address = f"{path}/{page}".rstrip("/")
    assert f"{path}/result" not in (await visitor.get(address)).text
    await release(path)
    assert f"{path}/result" in (await visitor.get(address)).text


async def test_before_the_release_the_page_says_what_comes_first(visitor, path):
    shown = await visitor.get(f"{path}/result")
    assert read(shown.text).one("h1").text == word("answer_done.no_result.0")
    assert (await visitor.get(f"{path}/result.json")).headers["location"].startswith(f"{path}/result")


async def test_who_has_not_submitted_is_no_member(visitor, database, path, release):
    visitor.cookies.clear()
    asked = await visitor.get(f"{path}/result")
    assert (asked.status_code, word("answer_enter.note.needed") in asked.text) == (401, True)
    other = await make_round(database, mode="open")
    person = (await invite_people(database, other))[0]
    await send(visitor, await begin(visitor, person.code), "next", leadership="2")
    await answer(database, other, {"office": [0, 1]})
    drafted = f"/answer/{other.id}"
    await release(drafted)
    for page in ("result", "result.json"):
        led = await visitor.get(f"{drafted}/{page}")
        assert led.status_code == 303, page
    assert "/result" not in (await visitor.get(drafted)).text


async def test_in_a_confidential_round_nobody_sees_it_here(visitor, person, database, release):
    path = await submit_in(visitor, person)
    await answer(database, person.round, {"office": [0, 1, 1, 2, 2, 2], "citizens": [1, 1, 1, 2, 2, 2]})
    await release(path)
    led = await visitor.get(f"{path}/result")
    assert (led.status_code, led.headers["location"].partition("?")[0]) == (303, path)
    assert f"{path}/result" not in (await visitor.get(f"{path}/receipt")).text


async def test_when_somebody_erases_it_is_gone_until_it_is_made_anew(visitor, path, database, release, client):
    person = (await invite_people(database, (await _round(database, path))))[0]
    assert (await person.submit(client, {"leadership": 1}, display_name="Grace")).status_code == 201
    await release(path)
    assert "Grace" in (await visitor.get(f"{path}/result")).text
    assert (await client.delete(person.path, headers=person.own)).status_code == 204
    shown = await visitor.get(f"{path}/result")
    assert "Grace" not in shown.text
    assert read(shown.text).one("h1").text == word("answer_done.no_result.0")


@pytest.mark.parametrize("language", ["en", "de-simple"])
async def test_it_speaks_the_language_of_the_visitor(visitor, path, release, language):
    await release(path)
    page = read((await visitor.get(f"{path}/result?language={language}")).text)
    assert page.one("h1").text == words_in(language).answer_done.result
    assert page.all("section", id="ratings")


async def _round(database, path):
    async with database.reading() as transaction:
        return await find_round(transaction, UUID(path.rpartition("/")[2]))


@pytest.mark.parametrize("language", ["de", "en", "de-simple"])
async def test_whoever_erases_is_told_that_the_result_of_all_goes(visitor, path, release, language):
    said, query = word("answer_done.erase_withdraws", language), {"language": language}
    assert said not in (await visitor.get(f"{path}/erase", params=query)).text
    await release(path)
    assert said in (await visitor.get(f"{path}/erase", params=query)).text


async def test_whoever_erases_a_confidential_answer_is_told_of_no_withdrawal(visitor, database, release):
    round_ = await make_round(database)
    path = await submit_in(visitor, (await invite_people(database, round_))[0])
    await answer(database, round_, {"office": [0] * 5, "citizens": [1] * 5})
    await release(path)
    shown = await visitor.get(f"{path}/erase")
    assert shown.status_code == 200
    assert word("answer_done.erase_withdraws") not in shown.text
