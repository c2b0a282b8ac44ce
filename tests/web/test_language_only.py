"""To choose a language is to read: it does nothing for good, guesses no code, and takes no navigation away."""

import dataclasses
import json
import re
import uuid
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import delete, select, update

from selfcheck_service.api import examples
from selfcheck_service.core.ballots.codes import make_shared_code
from selfcheck_service.storage import DatabaseUnavailable
from selfcheck_service.storage.tables import invitations, responses, rounds, tickets
from selfcheck_service.web.carrying import LOOKS, page_of
from selfcheck_service.web.genuine import TOKEN, make_token
from selfcheck_service.web.held import Held, value_of
from tests.answering import make_round
from tests.rights.canaries import dump
from tests.rights.world import close, decide, gather, make_world
from tests.sealing.answered import closed_round
from tests.web.manage.filling import fields_of
from tests.web.reading import read, word
from tests.web.session.signing import form_of, post, sign_in
from tests.web.test_refused import in_english

RATE = 5
NOT_ACCEPTED = (("/answer", "0000-0000-0000"), ("/vote", make_shared_code(lambda size: size - 1)))
# What most forms want to know; what a form does not ask, it does not read.
TYPED = {
    "confirmed": "yes",
    "name": "Aaburg",
    "title": "Neu",
    "grace": "24",
    "count": "2",
    "kind": "personal",
    "scopes": "author",
    "document": json.dumps(examples.DEFINITION | {"version": "9.9.9"}),
    "outcome": "value",
    "value": "2",
    "next_step": "Weiter",
    "status": "idea",
}
FIELD = examples.DEFINITION["fields"][0]["key"]
# What "id" is in the address of a page, by its beginning.
IDS = {
    "/manage/municipalities/": "municipality_id",
    "/manage/programmes/": "programme_id",
    "/manage/rounds/": "round_id",
    "/operate/keys/": "key_id",
}
# Of the forms above these would do something in one of the worlds, with what is typed there.
DONE_BY_WHAT_IS_TYPED = {
    "/answer/{round_id:uuid}/erase",
    "/answer/{round_id:uuid}/fields/{key}",
    "/answer/{round_id:uuid}/leave",
    "/author/draft/publish",
    "/author/questionnaires/{key}/{version}/retire",
    "/manage/municipalities/{municipality_id:uuid}/change",
    "/manage/programmes/new",
    "/manage/programmes/{programme_id:uuid}/change",
    "/manage/rounds/{round_id:uuid}/ballots/{ballot_id:uuid}/close",
    "/manage/rounds/{round_id:uuid}/ballots/{ballot_id:uuid}/discard",
    "/manage/rounds/{round_id:uuid}/change",
    "/manage/rounds/{round_id:uuid}/close",
    "/manage/rounds/{round_id:uuid}/invitations",
    "/manage/rounds/{round_id:uuid}/invitations/{invitation_id:uuid}/revocation",
    "/manage/rounds/{round_id:uuid}/release",
    "/manage/rounds/{round_id}/measures/new",
    "/manage/rounds/{round_id}/measures/{measure_id}",
    "/manage/rounds/{round_id}/measures/{measure_id}/review",
    "/manage/rounds/{round_id}/measures/{measure_id}/reviews/{number}/withdraw",
    "/manage/rounds/{round_id}/workshop/consensus/{kind}/{key}/withdraw",
    "/manage/rounds/{round_id}/workshop/focus",
    "/manage/rounds/{round_id}/workshop/matrix",
    "/operate/keys/new",
    "/operate/keys/{id}/revoke",
    "/operate/keys/{id}/rotate",
    "/sign-out",
}


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


class TestEveryForm:
    """Whatever a form does, to ask for its page in another language does nothing of it; a new route is found here."""

    async def test_nothing_is_done_by_it(self, visitor, app, database, make_key):
        await sign_in(visitor, await make_key("author", "facilitator", "operator", "service"))
        possible = set()
        for world in await worlds(database, visitor, make_key):
            await world.restore(database)
            held = come_in(visitor, world.sides["O"].holder)
            for route in taking(app):
                path = address_of(route, world)
                cookie = held if path.startswith("/answer/") else visitor.cookies["selfcheck_session"]
                own = [(TOKEN, make_token(cookie)), (LOOKS, "yes")]
                form = [*await form_at(visitor, path), *TYPED.items(), *own]
                before = await stored(database)
                looked = await post(visitor, path, form)
                assert await stored(database) == before, route.path
                assert not looked.is_redirect, route.path
                assert looked.status_code != 500, route.path
                if word("again.possible.0") in looked.text:
                    possible.add(route.path)
        # So it is not for want of something to do.
        assert possible >= DONE_BY_WHAT_IS_TYPED


def test_whatever_takes_a_form_has_a_page_to_go_back_to(app):
    open_to = [each.path_regex for each in app.router.routes if hasattr(each, "needs") and "GET" in each.methods]
    some = str(uuid.UUID(int=0, version=4))
    for route in taking(app):
        path = re.sub(r"{(\w+)[^}]*}", lambda part: some if part[1].endswith("_id") else "1", route.path)
        if route.path not in ("/sign-out", "/again"):
            assert any(each.match(page_of(path)) for each in open_to), path


async def close_at(database, row, moment):
    async with database.transaction() as transaction:
        await transaction.connection.execute(update(rounds).where(rounds.c.id == row.id).values(closes_at=moment))


def taking(app):
    """Return the routes of all pages that take a form."""
    return [each for each in app.router.routes if hasattr(each, "needs") and "POST" in each.methods]


async def worlds(database, client, make_key):
    """Return a round that has been released, with all that comes of it, and the same while it is open."""
    made = await make_world(database, client, make_key)
    gathered = await decide(database, client, await gather(database, client, await close(database, made)))
    return gathered, dataclasses.replace(gathered, kept=made.kept)


def come_in(browser, person):
    """Let a browser hold the response of somebody; return what it holds."""
    held = value_of(person.round.id, Held(person.id, person.secret))
    browser.cookies.set("selfcheck_answer", held, path=f"/answer/{person.round.id}")
    return held


def address_of(route, world):
    """Return the address of a page in a world."""
    names = {part.partition("}")[0].partition(":")[0] for part in route.path.split("{")[1:]}
    beginning = next((each for each in IDS if route.path.startswith(each)), "")
    called = {"id": IDS.get(beginning, ""), "key": "subject" if "consensus" in route.path else "key"}
    fields = {"key": FIELD} if "/fields/" in route.path else {}
    key = world.shown["service"]["authorization"].split("_")[2]
    found = {
        name: key if called.get(name) == "key_id" else world.parameter(called.get(name, name), "O") for name in names
    }
    return re.sub(r":(uuid|int)}", "}", route.path).format_map(found | fields)


async def form_at(browser, path):
    """Return what a browser would send of the form of a page as it stands; of a page that has none, nothing."""
    page = await browser.get(path)
    forms = page.text.count(f'action="{path}"') if page.status_code == 200 else 0
    return [pair for pair in fields_of(read(page.text), path) if pair[0] not in TYPED] if forms == 1 else []


async def stored(database):
    """Return all that is stored, but for when somebody was last seen."""
    everything = await dump(database)
    return {name: said for name, said in everything.items() if not name.startswith(("sessions.", "api_keys.last"))}


class TestWhatIsOverAMomentLater:
    """What stood against it is over a moment later, and still a choice of language does nothing."""

    async def test_a_release_that_was_refused_is_not_made_by_it(self, facilitator, database):
        row, _ = await closed_round(database, mode="open")
        path = f"/manage/rounds/{row.id}/release"
        await close_at(database, row, datetime.now(UTC) + timedelta(hours=1))
        refused = await post(facilitator, path, await token(facilitator))
        assert refused.status_code == 409
        same = await in_english(facilitator, refused)
        assert (same.status_code, same.headers["content-language"], same.url.path) == (409, "en", path)
        await close_at(database, row, row.closes_at)
        english = await in_english(facilitator, refused)
        assert read(english.text).one("h1").text == word("again.possible.0", "en")
        async with database.reading() as transaction:
            found = select(rounds.c.sealed_at).where(rounds.c.id == row.id)
            assert await transaction.connection.scalar(found) is None
        # What it would do is said on the page to which it leads back.
        links = {each.text: each.attributes["href"] for each in read(english.text).all("a")}
        page = await facilitator.get(links[word("again.to_page", "en")])
        assert (page.status_code, page.url.path) == (200, path)

    async def test_a_round_with_answers_is_not_deleted_by_it(self, facilitator, database):
        row, _ = await closed_round(database)
        path = f"/manage/rounds/{row.id}/delete"
        refused = await post(facilitator, path, [*await token(facilitator), ("title", row.title)])
        assert refused.status_code == 409
        await erase_all(database)
        english = await in_english(facilitator, refused)
        assert read(english.text).one("h1").text == word("again.possible.0", "en")
        assert (await facilitator.get(f"/manage/rounds/{row.id}")).status_code == 200
        # Its button does it, with what was typed.
        form = form_of(read_form(english.text), path)
        assert ("title", row.title) in form
        assert (await post(facilitator, path, form)).status_code == 303
        assert (await facilitator.get(f"/manage/rounds/{row.id}")).status_code == 404

    async def test_a_code_is_not_issued_by_it(self, facilitator, database):
        row = await make_round(database)
        path = f"/manage/rounds/{row.id}/invitations"
        count = [("perspective", "office"), ("kind", "personal"), ("count", "0")]
        refused = await post(facilitator, path, [*await token(facilitator), *count])
        assert refused.status_code == 422
        english = await in_english(facilitator, refused)
        assert (english.status_code, english.headers["content-language"]) == (422, "en")
        chosen = [("perspective", "office"), ("kind", "personal"), ("count", "2"), (LOOKS, "yes")]
        looked = await post(facilitator, path, [*await token(facilitator), *chosen])
        assert word("again.possible.0") in looked.text
        # And what the page of that choice offers is the form itself, not another look.
        made = await post(facilitator, path, form_of(read_form(looked.text), path))
        assert len(read(made.text).all("code")) == 2


async def erase_all(database):
    """Let nobody have answered anything in any round."""
    async with database.transaction() as transaction:
        for table in (responses, tickets, invitations):
            await transaction.connection.execute(delete(table))


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
