"""A round to try things out, made by a click: what is shown this once works, and elsewhere nobody finds the way in."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete

from selfcheck_service.storage.idempotency import forget_replies
from selfcheck_service.storage.rounds import count_guest_rounds
from selfcheck_service.storage.tables import api_keys
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.fixtures import NOW
from tests.rounds import perspectives_version
from tests.web.reading import read, word
from tests.web.respond.answering import begin
from tests.web.session.signing import form_of, post, sign_in


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"guest_rounds": True})


@pytest.fixture
async def visitor(client, app):
    await publish_questionnaire(app.state.context.database, perspectives_version("1.0.0"), now=NOW)
    client.headers.update({"accept": "text/html", "accept-language": "de", "sec-fetch-site": "same-origin"})
    return client


async def make(visitor, mode="confidential", more=()):
    return await post(visitor, "/guest", [("questionnaire", "beispiel"), ("mode", mode), *more])


def keys_of(made):
    return {each.text for each in read(made.text).one("main").all("code")}


async def count_of_rounds(app):
    async with app.state.context.database.reading() as transaction:
        return await count_guest_rounds(transaction, since=datetime(2000, 1, 1, tzinfo=UTC))


class TestMaking:
    async def test_the_way_leads_from_the_start_page_to_answers_and_back_to_the_round(self, visitor):
        assert "/guest" in [each.attributes.get("href") for each in read((await visitor.get("/")).text).all("a")]
        form = form_of((await visitor.get("/guest")).text, "/guest")
        assert not [pair for pair in form if pair[0] == "csrf"]
        made = await make(visitor)
        assert made.status_code == 200
        # A page with a key on it is neither kept nor tells by its length what it is.
        assert made.headers["cache-control"] == "no-store"
        assert "content-encoding" not in made.headers
        code = read(made.text).one("main").all("code")[0].text
        field = await begin(visitor, code)
        assert "/fields/" in field.url.path
        home = await post(visitor, "/sign-in", form_of(made.text, "/sign-in"))
        round_page = await visitor.get(home.headers["location"])
        assert round_page.status_code == 200
        assert word("guest.round_title") in round_page.text
        assert word("round.guest") in round_page.text

    async def test_the_first_page_is_the_round_and_no_door_leads_nowhere(self, visitor):
        made = await make(visitor)
        form = dict(form_of(made.text, "/sign-in"))
        plain = await post(visitor, "/sign-in", [("key", form["key"])])
        home = await visitor.get(plain.headers["location"])
        assert (home.status_code, home.headers["location"]) == (303, form["to"])
        for path in (form["to"], "/manage/rounds"):
            shown = await visitor.get(path)
            assert shown.status_code == 200
            led = {each.attributes.get("href") for each in read(shown.text).all("a")}
            assert not led & {"/manage/municipalities", "/manage/programmes", "/manage/rounds/new"}

    async def test_another_key_that_bears_the_name_of_a_guest_has_its_home(self, visitor, make_key):
        await sign_in(visitor, await make_key("facilitator", name="guest"))
        assert (await visitor.get("/manage")).status_code == 200

    async def test_the_same_form_shows_the_same_round_again(self, visitor, app):
        chance = [pair for pair in form_of((await visitor.get("/guest")).text, "/guest") if pair[0] == "once"]
        first = await make(visitor, more=chance)
        assert first.status_code == 200
        assert (await make(visitor, more=chance)).text == first.text
        # What a form has made is remembered for a day; its key for longer.
        async with app.state.context.database.transaction() as transaction:
            assert await forget_replies(transaction, before=datetime.now(UTC) + timedelta(days=1), limit=10) == 1
        assert (await make(visitor, more=chance)).text == first.text
        other = await make(visitor, "open", more=chance)
        assert keys_of(other).isdisjoint(keys_of(first))
        assert await count_of_rounds(app) == 2

    @pytest.mark.parametrize("more", [[], [("once", "1")]])
    async def test_a_form_without_chance_makes_another_round_each_time(self, visitor, app, more):
        first, second = await make(visitor, more=more), await make(visitor, more=more)
        assert keys_of(first).isdisjoint(keys_of(second))
        assert await count_of_rounds(app) == 2

    async def test_a_round_that_is_gone_is_not_made_again_by_its_form(self, visitor, app):
        chance = [("once", "0" * 32)]
        await make(visitor, more=chance)
        async with app.state.context.database.transaction() as transaction:
            await transaction.connection.execute(delete(api_keys))
        assert (await make(visitor, more=chance)).status_code == 404
        assert await count_of_rounds(app) == 1

    async def test_the_address_to_pass_on_opens_beside_the_key(self, visitor):
        page = read((await make(visitor)).text).one("main")
        link = next(each for each in page.all("a") if "#" in each.attributes["href"])
        assert link.attributes["target"] == "_blank"
        assert word("suggestion.beside") in link.text

    async def test_how_many_are_needed_for_a_result_is_said_at_the_choice(self, visitor):
        page = read((await visitor.get("/guest")).text).one("main").text
        assert word("guest.modes.confidential.1").format(fewest=5) in page

    @pytest.mark.parametrize("mode", ["open", "institutional"])
    async def test_the_mode_is_the_one_that_was_chosen(self, visitor, mode):
        made = await make(visitor, mode)
        many = 1 if mode == "institutional" else 20
        assert word(f"guest.good_for.{'one' if many == 1 else 'other'}").format(count=many) in made.text

    @pytest.mark.parametrize(
        "sent", [[], [("questionnaire", "keiner"), ("mode", "open")], [("questionnaire", "beispiel"), ("mode", "x")]]
    )
    async def test_what_cannot_be_is_said_at_its_place(self, visitor, sent):
        refused = await post(visitor, "/guest", sent)
        assert refused.status_code == 422
        assert word("guest.fault") in read(refused.text).one("div", class_="summary-of-faults").text

    async def test_a_day_has_an_end(self, visitor, monkeypatch):
        monkeypatch.setattr("selfcheck_service.use_cases.guests.MOST_A_DAY", 1)
        assert (await make(visitor)).status_code == 200
        late = await make(visitor)
        assert (late.status_code, read(late.text).one("h1").text) == (429, word("error.429.0"))


class TestClosed:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"guest_rounds": False})

    async def test_where_it_is_not_allowed_nothing_leads_there(self, visitor):
        assert "/guest" not in (await visitor.get("/")).text
        for answer in (await visitor.get("/guest"), await make(visitor)):
            assert answer.status_code == 404
