"""Under a path prefix, as behind a proxy: the way is the same, and every address begins with it."""

import pytest

from tests.web.reading import read
from tests.web.respond.answering import follow, turn
from tests.web.session.signing import form_of, post


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"root_path": "/amt/check"})


async def test_the_way_is_the_same(visitor, person):
    here = f"/amt/check/answer/{person.round.id}"
    entered = await post(visitor, "/amt/check/answer", [("code", person.code)])
    assert entered.headers["location"] == f"{here}/enter"
    welcome = await follow(visitor, entered)
    assert [each.path for each in visitor.cookies.jar] == [here]
    first = await follow(visitor, await post(visitor, f"{here}/begin", form_of(welcome.text, f"{here}/begin")))
    key = await turn(visitor, first, "next", leadership="1")
    assert key.url.path == f"{here}/key"
    assert "/amt/check/answer" in read(key.text).one("p", class_="key-address").text
    assert "/amt/check/amt" not in key.text
    links = [each.attributes["href"] for each in read(key.text).one("main").all("a")]
    assert links
    assert all(each.startswith("/amt/check/") for each in links)


async def test_a_page_with_a_secret_is_sent_as_it_is(visitor, person):
    entered = await post(visitor, "/amt/check/answer", [("code", person.code)])
    welcome = await follow(visitor, entered)
    path = f"/amt/check/answer/{person.round.id}/begin"
    first = await follow(visitor, await post(visitor, path, form_of(welcome.text, path)))
    key = await turn(visitor, first, "next", leadership="1")
    assert key.headers.get("content-encoding") is None
    assert "selfcheck-holds-secret" not in key.headers
