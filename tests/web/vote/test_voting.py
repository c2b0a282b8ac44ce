"""Voting by pages, without a script: one vote for each device, whatever is sent twice or gets lost."""

import asyncio
import gzip

import httpx
import pytest
from httpx import ASGITransport, AsyncClient

from selfcheck_service.core.ballots.codes import make_shared_code
from selfcheck_service.storage.ballot_tables import votes
from tests.voting import CLOSE, close, count
from tests.web.reading import read, word
from tests.web.session.signing import FORM, form_of, post
from tests.web.test_refused import in_english
from tests.web.vote.phones import HEADERS, checked, come_in, follow, form, kept, send, vote, without

RATE = 10
PAPER = {"ballots": 10, "dots": {}}


class TestComingIn:
    @pytest.mark.parametrize("written", ["{}", "https://example.org/vote#{}"])
    async def test_a_code_leads_to_its_ballot_however_it_is_written(self, phone, room, written):
        code = room.opened["code"].lower().replace("-", " ")
        page = await come_in(phone, written.format(code))
        assert page.status_code == 200
        assert page.url.path == f"/vote/{room.opened['id']}"
        assert read(page.text).one("h1").text == "Was zuerst?"
        assert [each.text for each in form(page).all("label")] == ["Lotsenstelle", "Sprachcafé", "Leitbild"]

    async def test_the_code_stands_in_no_address_and_on_no_page(self, phone, room):
        page = await come_in(phone, room.opened["code"])
        code = room.opened["code"]
        for text in (page.text, str(page.url)):
            assert code not in text
            assert code.replace("-", "") not in text

    @pytest.mark.parametrize(("code", "fault"), [("", "missing"), ("abc", "malformed")])
    async def test_what_is_no_code_is_said_at_its_place(self, phone, code, fault):
        page = await come_in(phone, code)
        assert page.status_code == 422
        assert word(f"vote.code_fault.{fault}") in read(page.text).one("p", id="fault-code").text
        assert read(page.text).one("input", id="code").attributes["value"] == code

    async def test_a_code_that_is_good_for_nothing_is_told_from_one_that_is_mistyped(self, phone, room):
        wrong = make_shared_code(lambda size: size - 1)
        page = await come_in(phone, wrong)
        assert word("vote.code_fault.not_accepted") in page.text
        assert (page.status_code, page.url.path) == (422, "/vote")

    async def test_to_scan_again_is_still_the_same_vote(self, phone, room, database):
        page = await come_in(phone, room.opened["code"])
        assert kept(await vote(phone, page, **{"own-1": "1"})) is not None
        again = await come_in(phone, room.opened["code"])
        assert "Lotsenstelle" in (kept(again) or "")
        await vote(phone, again, **{"own-2": "1"})
        assert await count(database, votes) == 1

    async def test_another_slip_on_the_same_device_is_another_vote(self, phone, opening, database):
        room = await opening(code_kind="slips", people=2)
        for slip in room.opened["slips"]:
            page = await come_in(phone, slip)
            assert kept(page) is None
            assert kept(await vote(phone, page, **{"own-1": "1"})) is not None
        assert await count(database, votes) == 2


class TestGuessing:
    @pytest.fixture
    def settings(self, settings):
        # So few that the wait is longer than the test, however busy the machine is.
        return settings.model_copy(update={"refused_rate": RATE})

    async def test_who_guesses_is_slowed_down(self, phone, room):
        wrong = make_shared_code(lambda size: size - 1)
        answers = [(await post(phone, "/vote", [("code", wrong)])).status_code for _ in range(4 * RATE)]
        assert answers[0] == 422
        assert answers[-1] == 429

    async def test_who_has_come_in_votes_on_while_others_in_the_room_mistype_codes(self, phone, room):
        page = await come_in(phone, room.opened["code"])
        wrong = make_shared_code(lambda size: size - 1)
        answers = [(await post(phone, "/vote", [("code", wrong)])).status_code for _ in range(4 * RATE)]
        assert answers[-1] == 429
        assert kept(await vote(phone, page, **{"own-1": "1"})) is not None


class TestVoting:
    async def test_a_vote_is_kept_and_can_be_changed(self, phone, room, facilitator):
        page = await come_in(phone, room.opened["code"])
        page = await vote(phone, page, **{"own-1": "1", "own-3": "1"})
        assert (kept(page) or "").endswith("Lotsenstelle Leitbild")
        assert checked(page) == ["own-1", "own-3"]
        page = await vote(phone, page, **{"own-2": "1"})
        assert (kept(page) or "").endswith("Sprachcafé")
        page = await vote(phone, page)
        assert word("vote.kept_empty") in (kept(page) or "")
        found = (await phone.get(room.path, headers=facilitator)).json()
        assert found["voted"] == 1

    async def test_sent_twice_it_counts_once(self, phone, room, database, facilitator):
        page = await come_in(phone, room.opened["code"])
        answers = await asyncio.gather(*[send(phone, page, **{"own-1": "1"}) for _ in range(3)])
        assert {each.status_code for each in answers} == {303}
        assert await count(database, votes) == 1
        result = await close(phone, room, facilitator)
        assert [each["dots"] for each in result["options"]] == [1, 0, 0]

    async def test_too_many_dots_are_refused_and_stay_ticked(self, phone, room, database):
        page = await come_in(phone, room.opened["code"])
        answer = await send(phone, page, **{"own-1": "1", "own-2": "1", "own-3": "1"})
        assert answer.status_code == 422
        assert "Das sind 3 Punkte. Sie haben 2." in read(answer.text).one("div", role="alert").text
        assert checked(answer) == ["own-1", "own-2", "own-3"]
        assert await count(database, votes) == 0

    @pytest.mark.parametrize("written", ["3", "-1", "1,5", "viele", "٣", "99999999999999999999"])
    async def test_numbers_that_cannot_be_stay_as_they_were_typed(self, phone, opening, written):
        room = await opening(cumulating=True, dots=2)
        page = await come_in(phone, room.opened["code"])
        answer = await send(phone, page, **{"own-1": written})
        assert answer.status_code == 422
        assert read(answer.text).one("input", id="dots-own-1").attributes["value"] == written
        (link,) = read(answer.text).one("div", role="alert").all("a")
        assert link.attributes["href"] == "#dots-own-1"

    async def test_several_dots_on_one_option(self, phone, opening):
        room = await opening(cumulating=True, dots=3)
        page = await come_in(phone, room.opened["code"])
        page = await vote(phone, page, **{"own-1": "2", "own-2": "0", "own-3": "1"})
        assert (kept(page) or "").endswith("Lotsenstelle (2 Punkte) Leitbild")

    async def test_what_is_no_option_is_said(self, phone, room):
        page = await come_in(phone, room.opened["code"])
        answer = await send(phone, page, **{"own-9": "1"})
        assert answer.status_code == 422
        assert word("vote.fault.vote_unknown_option") in read(answer.text).one("div", role="alert").text

    async def test_when_all_have_voted_nothing_that_was_put_is_lost(self, phone, room, facilitator):
        page = await come_in(phone, room.opened["code"])
        await room.change(phone, facilitator, {"paper": PAPER})
        answer = await send(phone, page, **{"own-2": "1"})
        assert answer.status_code == 409
        assert word("vote.refused.ballot_full") in answer.text
        assert checked(answer) == ["own-2"]

    async def test_where_there_is_room_again_a_choice_of_language_does_not_vote(self, phone, room, facilitator):
        page = await come_in(phone, room.opened["code"])
        await room.change(phone, facilitator, {"paper": PAPER})
        full = await send(phone, page, **{"own-2": "1"})
        still = await in_english(phone, full)
        assert (still.status_code, checked(still)) == (409, ["own-2"])
        await room.change(phone, facilitator, {"paper": PAPER | {"ballots": 1}})
        english = await in_english(phone, still)
        assert word("again.possible.0", "en") in english.text
        assert kept(await phone.get(page.url.path)) is None
        button = read(english.text).one("main").one("form").all("input")
        sent = await post(phone, page.url.path, [(e.attributes["name"], e.attributes["value"]) for e in button])
        assert "Sprachcafé" in (kept(await follow(phone, sent)) or "")

    async def test_a_slip_that_somebody_has_used_elsewhere(self, phone, app, opening):
        room = await opening(code_kind="slips", people=2)
        page = await come_in(phone, room.opened["slips"][0])
        async with _another(app) as other:
            assert kept(await vote(other, await come_in(other, room.opened["slips"][0]), **{"own-1": "1"}))
        answer = await send(phone, page, **{"own-2": "1"})
        assert answer.status_code == 409
        assert word("vote.spent") in answer.text
        assert word("vote.spent") in (await phone.get(page.url.path)).text

    async def test_dots_are_not_lost_with_the_cookie(self, phone, room, database):
        page = await come_in(phone, room.opened["code"])
        phone.cookies.clear()
        asked = await send(phone, page, **{"own-3": "1"})
        assert word("vote.carried") in asked.text
        form_ = [*without(form_of(asked.text, "/vote"), "code"), ("code", room.opened["code"])]
        back = await follow(phone, await post(phone, "/vote", form_))
        assert word("vote.not_sent") in back.text
        assert checked(back) == ["own-3"]
        assert await count(database, votes) == 0
        assert "Leitbild" in (kept(await vote(phone, back, **{"own-3": "1"})) or "")

    async def test_from_another_site_nobody_votes(self, phone, room, database):
        page = await come_in(phone, room.opened["code"])
        body = "dots.own-1=1"
        answer = await phone.post(page.url.path, content=body, headers=FORM | {"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403
        assert (await phone.post(page.url.path, content=body, headers=FORM)).status_code == 403
        assert await count(database, votes) == 0


class TestTheEnd:
    async def test_after_the_closing_everybody_reads_the_result(self, phone, room, facilitator):
        page = await come_in(phone, room.opened["code"])
        assert read(page.text).all("table") == []
        page = await vote(phone, page, **{"own-2": "1"})
        assert read(page.text).all("table") == []
        await close(phone, room, facilitator)
        page = await phone.get(page.url.path)
        rows = [[cell.text for cell in row.all() if cell.name in ("td", "th")] for row in read(page.text).all("tr")]
        assert rows[1][1:] == ["Sprachcafé", "1"]
        assert read(page.text).all("form", id="ballot") == []

    async def test_dots_that_come_too_late_are_told_not_to_count(self, phone, room, facilitator):
        page = await come_in(phone, room.opened["code"])
        await close(phone, room, facilitator)
        answer = await send(phone, page, **{"own-1": "1"})
        assert answer.status_code == 409
        assert word("vote.too_late") in answer.text
        assert read(answer.text).all("form", id="ballot") == []

    async def test_ties_are_named(self, phone, room, facilitator):
        await room.change(phone, facilitator, {"paper": {"ballots": 2, "dots": {"own-1": 2, "own-3": 2}}})
        await room.change(phone, facilitator, CLOSE)
        page = await come_in(phone, room.opened["code"])
        assert read(page.text).text.count(word("ballot_result.tied")) == 2

    async def test_a_ballot_that_is_gone_lets_the_browser_forget_it(self, phone, room, facilitator):
        page = await come_in(phone, room.opened["code"])
        await phone.delete(room.path, headers=facilitator)
        answer = await phone.get(page.url.path)
        assert word("vote.code_note.over") in answer.text
        assert not [each for each in phone.cookies.jar if each.name == "selfcheck_vote"]


async def test_easy_german_and_english_say_what_is_asked(phone, room):
    await come_in(phone, room.opened["code"])
    path = f"/vote/{room.opened['id']}"
    assert "You have 2 dots." in (await phone.get(path, params={"language": "en"})).text
    simple = await phone.get(path, params={"language": "de-simple"})
    assert "Was ist Ihnen wichtig?" in simple.text
    assert read(simple.text).one("html").attributes["lang"] == "de"


async def test_two_hundred_phones_within_ten_seconds_lose_nothing(app, phone, opening, facilitator):
    room = await opening(people=200)
    doors = asyncio.Semaphore(10)

    async def arrive(other: httpx.AsyncClient) -> httpx.Response:
        async with doors:
            return await come_in(other, room.opened["code"])

    async def put(other: httpx.AsyncClient, page: httpx.Response, at: int) -> httpx.Response:
        await asyncio.sleep(at / 20)
        answer = await send(other, page, **{f"own-{1 + at % 3}": "1"})
        for _ in range(5 if answer.status_code == 503 else 0):
            # It was said honestly that nothing was kept; the script on the page tries again just so.
            await asyncio.sleep(1)
            answer = await send(other, page, **{f"own-{1 + at % 3}": "1"})
        return answer

    phones = [_another(app) for _ in range(200)]
    pages = await asyncio.gather(*map(arrive, phones))
    async with asyncio.timeout(60):
        answers = await asyncio.gather(*map(put, phones, pages, range(200)))
    assert {each.status_code for each in answers} == {303}
    result = await close(phone, room, facilitator)
    assert result["phone_ballots"] == 200
    assert sorted(each["dots"] for each in result["options"]) == [66, 67, 67]


async def test_all_that_a_phone_loads_is_small(phone, room):
    page = await come_in(phone, room.opened["code"])
    head = read(page.text).one("head")
    files = [each.attributes["href"] for each in head.all("link")]
    files += [each.attributes["src"] for each in head.all("script")]
    answers = [await phone.get(path, headers={"accept-encoding": "identity"}) for path in ["/vote", *files]]
    loaded = len(page.content) + sum(len(gzip.compress(each.content)) for each in answers)
    assert loaded < 40 * 1024


def _another(app) -> AsyncClient:
    return AsyncClient(transport=ASGITransport(app=app), base_url="http://test", headers=HEADERS)
