"""To choose a language is to read: it does nothing for good, guesses no code, and takes no navigation away."""

import re
from urllib.parse import urlsplit

import pytest

from selfcheck_service.core.ballots.codes import make_shared_code
from selfcheck_service.storage import DatabaseUnavailable
from selfcheck_service.storage.rounds import find_round
from tests.answering import make_round
from tests.sealing.answered import closed_round
from tests.web.manage.filling import send
from tests.web.reading import read, word
from tests.web.session.signing import form_of, post, sign_in
from tests.web.test_refused import choice, in_english

RATE = 5
NOT_ACCEPTED = (("/answer", "0000-0000-0000"), ("/vote", make_shared_code(lambda size: size - 1)))
# Forms that can no longer be taken back, by the end of their path.
FOR_GOOD = re.compile(r"/(close|delete|discard|release|revoke|revocation|retire|erase)$")


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"refused_rate": RATE})


@pytest.fixture
async def visitor(client):
    client.headers.update({"accept": "text/html", "accept-language": "de", "sec-fetch-site": "same-origin"})
    return client


@pytest.fixture
async def facilitator(visitor, make_key):
    await sign_in(visitor, await make_key("facilitator"))
    return visitor


@pytest.fixture
def database(app):
    return app.state.context.database


class TestDeeds:
    def test_every_form_that_does_something_for_good_is_one(self, app):
        taking = [each for each in app.router.routes if hasattr(each, "needs") and "POST" in each.methods]
        wanted = {each.path for each in taking if FOR_GOOD.search(each.path)}
        assert len(wanted) >= 9
        assert {each.path for each in taking if each.deed} == wanted

    async def test_a_release_that_was_refused_is_not_made_by_it(self, facilitator, database):
        row = await make_round(database, mode="open")
        path = f"/manage/rounds/{row.id}/release"
        refused = await post(facilitator, path, await token(facilitator))
        assert refused.status_code == 409
        assert choice(refused.text).all("button") == []
        # What stood against it is over a moment later.
        await send(facilitator, f"/manage/rounds/{row.id}/close")
        english = await in_english(facilitator, refused)
        assert (english.status_code, english.headers["content-language"]) == (200, "en")
        assert english.url.path == path
        async with database.reading() as transaction:
            found = await find_round(transaction, row.id)
        assert found is not None
        assert found.sealed_at is None

    async def test_a_round_with_answers_is_not_deleted_by_it(self, facilitator, database):
        row, _ = await closed_round(database)
        path = f"/manage/rounds/{row.id}/delete"
        refused = await post(facilitator, path, [*await token(facilitator), ("title", row.title)])
        assert refused.status_code == 409
        assert choice(refused.text).all("button") == []
        (link,) = choice(refused.text).all("a", hreflang="en")
        assert urlsplit(link.attributes["href"]).path == path


async def token(browser):
    """Return what shows that a form is one of ours."""
    page = await browser.get("/manage/municipalities/new")
    return [pair for pair in form_of(page.text, "/manage/municipalities/new") if pair[0] == "csrf"]


class TestTheNavigation:
    async def test_who_has_signed_in_keeps_it(self, facilitator):
        asked = await post(facilitator, "/manage/municipalities/new", [("name", "Aaburg"), ("csrf", "x")])
        english = await in_english(facilitator, asked)
        assert english.url.path == "/again"
        links = read(english.text).one("nav", class_="site-navigation").all("a")
        assert "/manage/municipalities" in [urlsplit(each.attributes["href"]).path for each in links]
        assert read(english.text).one("main").one("form").one("a").attributes["href"].startswith("/manage")
        out = await post(facilitator, "/sign-out", form_of(english.text, "/sign-out"))
        assert out.status_code == 303

    async def test_the_page_is_there_where_nobody_can_tell_who_that_is(self, facilitator, app, monkeypatch):
        asked = await post(facilitator, "/manage/municipalities/new", [("name", "Aaburg"), ("csrf", "x")])
        monkeypatch.setattr(app.state.context.sessions, "find", _broken)
        english = await in_english(facilitator, asked)
        assert english.status_code == 403
        assert "Aaburg" in read(english.text).one("main").text

    async def test_nobody_else_gets_it(self, visitor):
        pairs = [("again.why", "unproved"), ("again.to", "/manage"), ("typed.name", "Aaburg")]
        page = await post(visitor, "/again", pairs)
        assert read(page.text).all("nav", class_="site-navigation") == []


async def _broken(*_: object) -> None:
    raise DatabaseUnavailable("database_unavailable")


class TestGuessing:
    @pytest.mark.parametrize(("path", "code"), NOT_ACCEPTED)
    async def test_a_wrong_code_read_in_another_language_is_one_guess(self, visitor, path, code):
        page = await post(visitor, path, [("code", code), ("typed.dots.own-1", "1")])
        assert page.status_code == 422
        for _ in range(3 * RATE):
            page = await in_english(visitor, page)
            assert page.status_code == 422
        group = "answer_enter.fault" if path == "/answer" else "vote.code_fault"
        assert word(f"{group}.not_accepted", "en") in read(page.text).text
        # The code stays in its field, the button tries it again, and that counts.
        assert read(page.text).one("input", id="code").attributes["value"] == code
        form = form_of(read_form(page.text), path)
        answers = [(await post(visitor, path, form)).status_code for _ in range(2 * RATE)]
        assert answers[: RATE - 1] == [422] * (RATE - 1)
        assert answers[-1] == 429

    async def test_a_code_for_a_round_as_well(self, visitor, database):
        row = await make_round(database)
        page = await post(visitor, f"/answer/{row.id}/enter", [("code", "0000-0000-0000")])
        for _ in range(2 * RATE):
            page = await in_english(visitor, page)
            assert page.status_code == 422

    async def test_a_wrong_key_is_one_guess_and_still_said_to_be_wrong(self, visitor):
        page = await post(visitor, "/sign-in", [("key", "sck_live_wrong"), ("to", "/operate")])
        for _ in range(3 * RATE):
            page = await in_english(visitor, page)
            assert page.status_code == 401
        assert word("session.fault.not_accepted", "en") in read(page.text).text
        assert (await post(visitor, "/sign-in", [("key", "sck_live_other")])).status_code == 401


def read_form(page):
    """Return the part of a page that holds its own form, without the choice of a language."""
    return "<main" + page.partition("<main")[2].partition("</main>")[0] + "</main>"
