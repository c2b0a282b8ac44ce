"""A round to try things out, made by a click: what is shown this once works, and elsewhere nobody finds the way in."""

import pytest

from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.fixtures import NOW
from tests.rounds import perspectives_version
from tests.web.reading import read, word
from tests.web.respond.answering import begin
from tests.web.session.signing import form_of, post


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={"guest_rounds": True})


@pytest.fixture
async def visitor(client, app):
    await publish_questionnaire(app.state.context.database, perspectives_version("1.0.0"), now=NOW)
    client.headers.update({"accept": "text/html", "accept-language": "de", "sec-fetch-site": "same-origin"})
    return client


async def make(visitor, mode="confidential"):
    return await post(visitor, "/guest", [("questionnaire", "beispiel"), ("mode", mode)])


class TestMaking:
    async def test_the_way_leads_from_the_start_page_to_answers_and_back_to_the_round(self, visitor):
        assert "/guest" in [each.attributes.get("href") for each in read((await visitor.get("/")).text).all("a")]
        form = [pair for pair in form_of((await visitor.get("/guest")).text, "/guest") if pair[0] == "csrf"]
        assert form == []
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
