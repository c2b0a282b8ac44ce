"""The end: the review, submitting once however often one presses, the evaluation, and erasing."""

import json

import pytest

from selfcheck_service.web.respond.finishing import Finishing
from tests.answering import invite_people, make_round
from tests.web.reading import read, word
from tests.web.respond.answering import begin, follow, send
from tests.web.session.signing import form_of, post


@pytest.fixture
async def review(visitor, person):
    """The review of somebody who has answered one question."""
    await send(visitor, await begin(visitor, person.code), "next", leadership="2")
    return await visitor.get(f"/answer/{person.round.id}/review")


async def submit(visitor, review, **more):
    sent = [pair for pair in form_of(review.text, review.url.path) if pair[0] not in more]
    return await post(visitor, review.url.path, [*sent, *more.items()])


async def evaluation(client, person, visitor):
    cookie = visitor.cookies.get("selfcheck_answer").split(".")
    path = f"/v1/rounds/{person.round.id}/responses/{cookie[1]}"
    return await client.get(path, headers={"selfcheck-response-secret": cookie[2]})


class TestSubmitting:
    async def test_what_is_open_is_named_with_the_way_there(self, review):
        links = [each.attributes["href"] for each in read(review.text).one("main").all("a")]
        assert [each for each in links if "#item-" in each]
        assert not [each for each in links if each.endswith("#item-leadership")]

    async def test_pressing_twice_submits_once(self, visitor, client, person, review):
        for _ in range(2):
            assert (await follow(visitor, await submit(visitor, review))).url.path.endswith("/receipt")
        stored = (await evaluation(client, person, visitor)).json()
        assert stored["answers"] == {"leadership": 2}
        assert stored["draft"] is None
        assert stored["language"] == "de"

    async def test_what_changed_elsewhere_is_looked_through_again(self, visitor, person, review):
        page = await visitor.get(f"/answer/{person.round.id}/fields/steering")
        await send(visitor, page, "stay", leadership="1")
        answer = await submit(visitor, review)
        assert answer.status_code == 409
        assert word("answer_done.note.changed") in answer.text
        assert (await follow(visitor, await submit(visitor, answer))).url.path.endswith("/receipt")

    async def test_a_name_that_was_typed_stays_whatever_is_refused(self, visitor, database):
        person = (await invite_people(database, await make_round(database, mode="open")))[0]
        await begin(visitor, person.code)
        page = await visitor.get(f"/answer/{person.round.id}/review")
        empty = await submit(visitor, page, display_name="Frau Ä.")
        assert empty.status_code == 422
        assert read(empty.text).one("input", id="display_name").attributes["value"] == "Frau Ä."
        # What was refused is read first, and has the focus.
        assert word("answer_done.note.empty") in read(empty.text).one("div", role="alert", autofocus="").text

    async def test_who_changes_something_is_told_that_it_does_not_count_yet(self, visitor, person, review):
        await follow(visitor, await submit(visitor, review))
        field = await visitor.get(f"/answer/{person.round.id}/fields/steering")
        assert word("answer_done.correct_hint") in field.text
        await send(visitor, field, "stay", leadership="1")
        standing = read((await visitor.get(f"/answer/{person.round.id}")).text).one("main")
        first = standing.all("a", class_="button")[0]
        assert (first.text, first.attributes["href"]) == (word("answer_done.submit_changes"), review.url.path)
        again = await visitor.get(review.url.path)
        assert word("answer_done.review_lead") not in again.text
        assert word("answer_done.submit_changes") in [each.text for each in read(again.text).all("button")]

    async def test_nothing_at_all_is_not_submitted(self, visitor, person):
        await begin(visitor, person.code)
        page = await visitor.get(f"/answer/{person.round.id}/review")
        answer = await submit(visitor, page)
        assert answer.status_code == 422
        assert word("answer_done.note.empty") in answer.text

    async def test_a_correction_takes_the_place_of_what_was_submitted(self, visitor, client, person, review):
        await submit(visitor, review)
        page = await visitor.get(f"/answer/{person.round.id}/fields/steering")
        # Only to look changes nothing.
        await send(visitor, page, "next")
        assert (await evaluation(client, person, visitor)).json()["draft"] is None
        await send(visitor, page, "next", leadership="0")
        shown = await visitor.get(f"/answer/{person.round.id}/evaluation")
        assert word("answer_done.draft_left") in shown.text
        await submit(visitor, await visitor.get(review.url.path))
        assert (await evaluation(client, person, visitor)).json()["answers"] == {"leadership": 0}

    async def test_an_open_round_asks_for_a_name(self, visitor, client, database):
        person = (await invite_people(database, await make_round(database, mode="open")))[0]
        await send(visitor, await begin(visitor, person.code), "next", leadership="2")
        page = await visitor.get(f"/answer/{person.round.id}/review")
        for name in ("", " ", "x" * 81):
            answer = await submit(visitor, page, display_name=name)
            assert answer.status_code == 422
            assert 'href="#display_name"' in answer.text
        assert (await submit(visitor, page, display_name="Ada, Kämmerei")).status_code == 303
        assert (await evaluation(client, person, visitor)).json()["display_name"] == "Ada, Kämmerei"

    async def test_a_name_that_somebody_has_is_asked_for_once_more(self, visitor, client, database):
        other, person = await invite_people(database, await make_round(database, mode="open"), 2)
        assert (await other.submit(client, display_name="Kranich")).status_code == 201
        await send(visitor, await begin(visitor, person.code), "next", leadership="2")
        page = await visitor.get(f"/answer/{person.round.id}/review")
        answer = await submit(visitor, page, display_name="kranich")
        assert answer.status_code == 422
        assert word("answer_done.note.name_taken") in answer.text
        assert 'href="#display_name"' in answer.text
        assert read(answer.text).one("input", id="display_name").attributes["value"] == "kranich"
        assert (await submit(visitor, answer, display_name="Kranich 2")).status_code == 303
        assert (await evaluation(client, person, visitor)).json()["display_name"] == "Kranich 2"


class TestTheEvaluation:
    async def test_the_page_says_what_the_api_says(self, visitor, client, person, review):
        await submit(visitor, review)
        file = await visitor.get(f"/answer/{person.round.id}/evaluation.json")
        found = json.loads(file.content)
        page = await visitor.get(f"/answer/{person.round.id}/evaluation")
        for field in found["fields"]:
            assert field["title"] in page.text
        assert file.headers["content-disposition"].startswith("attachment")
        paper = await visitor.get(f"/answer/{person.round.id}/evaluation.pdf")
        assert paper.content.startswith(b"%PDF-")
        for each in (page, file, paper):
            assert "no-store" in each.headers["cache-control"]

    async def test_erasing_asks_first_and_is_final(self, visitor, client, person, review):
        await submit(visitor, review)
        cookie = visitor.cookies.get("selfcheck_answer").split(".")
        path = f"/answer/{person.round.id}/erase"
        form = form_of((await visitor.get(path)).text, path)
        gone = await follow(visitor, await post(visitor, path, form))
        assert gone.url.path == "/answer/erased"
        assert visitor.cookies.get("selfcheck_answer") is None
        visitor.cookies.set("selfcheck_answer", ".".join(cookie), path=f"/answer/{person.round.id}")
        again = await follow(visitor, await visitor.get(f"/answer/{person.round.id}"))
        assert again.url.path == "/answer/erased"


class TestOthersWereFaster:
    async def test_a_correction_that_was_overtaken_is_looked_through_again(
        self, visitor, client, person, review, monkeypatch
    ):
        await submit(visitor, review)
        page = await visitor.get(f"/answer/{person.round.id}/fields/steering")
        await send(visitor, page, "stay", leadership="1")
        again = await visitor.get(review.url.path)
        cookie = visitor.cookies.get("selfcheck_answer").split(".")
        path = f"/v1/rounds/{person.round.id}/responses/{cookie[1]}"
        own = {"selfcheck-response-secret": cookie[2]}
        real = Finishing._submit

        async def overtaken(self, request, visit, place):
            stored = await client.get(path, headers=own)
            body = {"answers": {"leadership": 0}, "language": "de"}
            await client.put(path, headers={**own, "if-match": stored.headers["etag"]}, json=body)
            await real(self, request, visit, place)

        monkeypatch.setattr(Finishing, "_submit", overtaken)
        answer = await submit(visitor, again)
        assert answer.status_code == 409
        assert word("answer_done.note.changed") in answer.text
        assert (await evaluation(client, person, visitor)).json()["answers"] == {"leadership": 0}
