"""The re-check over HTTP: measures of a round beside what a later release says."""

import hashlib
import io
import uuid
from html import escape

import pytest
from pypdf import PdfReader

from selfcheck_service.settings import Settings
from selfcheck_service.storage.audit import list_events
from selfcheck_service.storage.reach import EVERYWHERE
from tests.answering import make_round
from tests.api.test_comparisons import EARLY, a_release_like, faults, sealed, two_rounds


@pytest.fixture
def settings(database_url) -> Settings:
    return Settings.load(database_url=database_url)


@pytest.fixture
def database(app):
    return app.state.context.database


@pytest.fixture
async def facilitator(make_key):
    return await make_key("facilitator")


async def rechecked(client, rounds, headers, **parameters):
    asked = {"later_round": str(rounds[1].id), **parameters}
    return await client.get(f"/v1/rounds/{rounds[0].id}/recheck", params=asked, headers=headers)


async def decide(client, round_, headers, **said):
    path = f"/v1/rounds/{round_.id}/measures"
    response = await client.post(path, json={"title": "Wegweiser", "status": "decided", **said}, headers=headers)
    assert response.status_code == 201, response.text
    return response.json()


class TestRechecking:
    async def test_measures_stand_beside_what_moved(self, client, database, facilitator):
        rounds = await two_rounds(database)
        made = await decide(client, rounds[0], facilitator, items=["leadership"], status="running")
        path = f"/v1/rounds/{rounds[0].id}/measures/{made['id']}/reviews"
        review = await client.post(path, json={"status": "done", "next_step": "Feiern"}, headers=facilitator)
        assert review.status_code == 201, review.text
        response = await rechecked(client, rounds, {**facilitator, "accept-language": "en"})
        assert response.status_code == 200, response.text
        found = response.json()
        assert [found[side]["round"] for side in ("earlier", "later")] == [str(each.id) for each in rounds]
        assert [found[side]["number"] for side in ("earlier", "later")] == [1, 1]
        (measure,) = found["measures"]
        assert (measure["id"], measure["title"], measure["status"]) == (made["id"], "Wegweiser", "done")
        assert (measure["last_review"]["next_step"], measure["status_then"]) == ("Feiern", None)
        (aim,) = measure["aims"]
        assert (aim["key"], aim["outcome"], aim["instrument"]) == ("leadership", "higher", "unchanged")
        assert aim["title"] == "The leadership stands up for it."
        assert [entry["measures"] for entry in found["moved"]["entries"]] == [[made["id"]]]
        assert found["progress"]["done"] == 1
        assert found["notes"][0]["key"] == "side_by_side"

    async def test_its_figures_are_those_of_the_comparison(self, client, database, facilitator):
        rounds = await two_rounds(database)
        await decide(client, rounds[0], facilitator, items=["leadership"])
        found = (await rechecked(client, rounds, facilitator)).json()
        path = f"/v1/rounds/{rounds[1].id}/releases/1/comparison"
        compared = (await client.get(path, params={"earlier_round": str(rounds[0].id)}, headers=facilitator)).json()
        (item,) = [each for each in compared["total"]["items"] if each["key"] == "leadership"]
        reading = found["measures"][0]["aims"][0]["readings"][0]
        for name in ("earlier", "later", "difference", "text"):
            assert reading[name] == item[name]
        assert [found[side] for side in ("earlier", "later")] == [compared[side] for side in ("earlier", "later")]

    async def test_in_german_and_always_the_same(self, client, database, facilitator):
        rounds = await two_rounds(database)
        await decide(client, rounds[0], facilitator, fields=["steering"])
        headers = {**facilitator, "accept-language": "de"}
        response = await rechecked(client, rounds, headers)
        assert (response.headers["content-language"], response.headers["vary"]) == ("de", "accept-language")
        assert response.headers["cache-control"] == "private, no-store"
        assert "lässt sich daraus nicht ablesen" in response.json()["notes"][0]["text"]
        assert (await rechecked(client, rounds, headers)).content == response.content

    async def test_a_round_without_measures_says_what_moved(self, client, database, facilitator):
        rounds = await two_rounds(database)
        found = (await rechecked(client, rounds, facilitator)).json()
        assert found["measures"] == []
        assert "leadership" in [entry["key"] for entry in found["moved_unaimed"]["entries"]]

    async def test_old_releases_say_so(self, client, database, facilitator):
        _, later = await two_rounds(database)
        old = await make_round(database, opens_in=-30, closes_in=-25, municipality_id=later.municipality_id)
        await a_release_like(database, later, old, closed_on="2022-05-31")
        found = (await rechecked(client, (old, later), facilitator)).json()
        assert (found["earlier"]["outdated"], found["later"]["outdated"]) == (True, False)
        (note,) = [note for note in found["notes"] if note["about"] == "time"]
        assert note["key"] == "earlier_outdated"


class TestFiles:
    """The re-check to read and to print."""

    async def get(self, client, rounds, headers, form, **parameters):
        asked = {"later_round": str(rounds[1].id), **parameters}
        return await client.get(f"/v1/rounds/{rounds[0].id}/recheck.{form}", params=asked, headers=headers)

    @pytest.mark.parametrize(("form", "media_type"), [("html", "text/html; charset=utf-8"), ("pdf", "application/pdf")])
    async def test_each_is_a_file_that_stays_the_same(self, client, database, facilitator, form, media_type):
        rounds = await two_rounds(database)
        await decide(client, rounds[0], facilitator, items=["leadership"])
        response = await self.get(client, rounds, facilitator, form, language="de")
        assert (response.status_code, response.headers["content-type"]) == (200, media_type)
        assert response.headers["etag"] == f'"{hashlib.sha256(response.content).hexdigest()}"'
        assert response.headers["content-disposition"].endswith(f'-recheck-de.{form}"')
        assert (response.headers["content-language"], response.headers["cache-control"]) == ("de", "private, no-store")
        assert (await self.get(client, rounds, facilitator, form, language="de")).content == response.content
        tag = response.headers["etag"]
        known = await self.get(client, rounds, {**facilitator, "if-none-match": tag}, form, language="de")
        assert (known.status_code, known.content) == (304, b"")

    async def test_it_says_what_the_data_say(self, client, database, facilitator):
        rounds = await two_rounds(database)
        await decide(client, rounds[0], facilitator, items=["leadership"])
        for language in ("de", "en"):
            data = (await rechecked(client, rounds, {**facilitator, "accept-language": language})).json()
            (aim,) = data["measures"][0]["aims"]
            html = (await self.get(client, rounds, facilitator, "html", language=language)).text
            pdf = PdfReader(io.BytesIO((await self.get(client, rounds, facilitator, "pdf", language=language)).content))
            printed = "".join("".join(page.extract_text() for page in pdf.pages).split())
            for text in (aim["title"], aim["text"], data["notes"][0]["text"], "Wegweiser"):
                assert escape(text) in html
                assert "".join(text.split())[:30] in printed

    async def test_in_the_trail_stands_who_took_it(self, client, database, facilitator):
        rounds = await two_rounds(database)
        path = f"/v1/rounds/{rounds[0].id}/recheck.html"
        assert (await client.head(path, params={"later_round": str(rounds[1].id)}, headers=facilitator)).is_success
        await self.get(client, rounds, facilitator, "html")
        async with database.reading() as transaction:
            events = await list_events(transaction, EVERYWHERE, limit=100)
        (exported,) = [event.details for event in events if event.event == "round_exported"]
        assert exported == {"number": 1, "form": "recheck.html", "later_round": str(rounds[1].id)}

    @pytest.mark.parametrize("form", ["html", "pdf"])
    async def test_what_cannot_be_compared_is_refused(self, client, database, facilitator, form):
        earlier, later = await two_rounds(database)
        response = await self.get(client, (later, earlier), facilitator, form)
        assert faults(response) == (422, [("later_round", "compared_not_earlier")])
        bare = await make_round(database, opens_in=-30, closes_in=-25, municipality_id=earlier.municipality_id)
        response = await self.get(client, (bare, later), facilitator, form)
        assert (response.status_code, response.json()["code"]) == (409, "round_without_release")
        assert (await self.get(client, (earlier, later), facilitator, form, language="fr")).status_code == 422


class TestRefusing:
    async def test_the_wrong_order_and_the_same_round(self, client, database, facilitator):
        earlier, later = await two_rounds(database)
        response = await rechecked(client, (later, earlier), facilitator)
        assert faults(response) == (422, [("later_round", "compared_not_earlier")])
        response = await rechecked(client, (later, later), facilitator)
        assert faults(response) == (422, [("later_round", "compared_same_day")])

    async def test_another_municipality(self, client, database, facilitator):
        earlier, _ = await two_rounds(database)
        other = await sealed(database, EARLY, days=1)
        response = await rechecked(client, (earlier, other), facilitator)
        assert faults(response) == (422, [("later_round", "compared_other_municipality")])

    async def test_a_round_without_a_release(self, client, database, facilitator):
        earlier, later = await two_rounds(database)
        bare = await make_round(database, opens_in=-30, closes_in=-25, municipality_id=earlier.municipality_id)
        response = await rechecked(client, (bare, later), facilitator)
        assert (response.status_code, response.json()["code"]) == (409, "round_without_release")
        response = await rechecked(client, (earlier, bare), facilitator)
        assert faults(response) == (422, [("later_round", "unknown_release")])

    async def test_what_is_out_of_reach_looks_like_what_is_not_there(self, client, database, make_key):
        earlier, later = await two_rounds(database)
        foreign = await sealed(database, EARLY, days=1)
        own = await make_key("facilitator", municipalities=frozenset({str(later.municipality_id)}))
        response = await rechecked(client, (earlier, foreign), own)
        assert faults(response) == (422, [("later_round", "unknown_round")])
        response = await rechecked(client, (foreign, later), own)
        assert (response.status_code, response.json()["code"]) == (404, "unknown_round")

    async def test_parameters_that_say_nothing(self, client, facilitator):
        path = f"/v1/rounds/{uuid.UUID(int=1)}/recheck"
        for asked in ({}, {"later_round": "x"}, {"later_round": str(uuid.UUID(int=1)), "other": "1"}):
            assert (await client.get(path, params=asked, headers=facilitator)).status_code == 422
