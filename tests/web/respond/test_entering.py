"""Coming in: codes that are not good look alike, links and keys are understood, and devices are shared."""

import uuid

import pytest

from selfcheck_service.core.ballots.codes import make_shared_code
from selfcheck_service.core.rounds.resume_keys import ResumeKey
from tests.answering import invite, invite_people, make_round
from tests.web.reading import read, word
from tests.web.respond.answering import begin, come_in, follow, send, turn
from tests.web.session.signing import form_of, post


class TestCodes:
    async def test_used_revoked_and_made_up_codes_look_the_same(self, visitor, database, round_, person):
        page = await begin(visitor, person.code)
        await send(visitor, page, "next", leadership="1")
        visitor.cookies.clear()
        other = (await invite_people(database, await make_round(database, opens_in=-3)))[0]
        unknown = ResumeKey(round_.id.bytes, bytes(16)).shown()
        answers = {
            name: await come_in(visitor, code)
            for name, code in {"used": person.code, "made up": "0000-0000-0000", "unknown": unknown}.items()
        }
        elsewhere = await post(visitor, f"/answer/{round_.id}/enter", [("code", other.code)])
        nowhere = await post(visitor, f"/answer/{uuid.uuid4()}/enter", [("code", other.code)])
        for answer in (*answers.values(), elsewhere, nowhere):
            assert answer.status_code == 422
            assert word("answer_enter.fault.not_accepted") in answer.text
            assert "selfcheck_answer" not in answer.headers.get("set-cookie", "")

    async def test_a_slip_of_the_pen_is_said(self, visitor, person):
        answer = await come_in(visitor, person.code[:-1] + ("0" if person.code[-1] != "0" else "1"))
        assert answer.status_code == 422
        assert word("answer_enter.fault.malformed") in answer.text

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ("", "missing"),
            ("   ", "missing"),
            ("sck_live_oLqqGLge0WrS_wrong", "sign_in_key"),
            (" SCK_LIVE_x", "sign_in_key"),
            (make_shared_code(lambda n: n - 1), "ballot_code"),
            ("something else", "malformed"),
        ],
    )
    async def test_what_is_no_code_for_this_page_is_told_where_it_belongs(self, visitor, round_, typed, said):
        for path in ("/answer", f"/answer/{round_.id}/enter"):
            answer = await post(visitor, path, [("code", typed)])
            assert answer.status_code == 422
            page = read(answer.text)
            assert word(f"answer_enter.fault.{said}") in page.one("div", class_="summary-of-faults").text
            ways = [each.attributes["href"] for each in page.one("main").all("a")]
            assert ("/sign-in" in ways) == (said == "sign_in_key")
            # A key that opens more than this page is not shown on it again.
            assert ("sck_live" in answer.text.lower()) == (said != "sign_in_key" and "sck" in typed)

    async def test_a_code_of_a_ballot_comes_along_to_voting_and_back(self, visitor, person):
        code = make_shared_code(lambda n: n - 1)
        answer = await post(visitor, "/answer", [("code", code)])
        there = await post(visitor, "/vote", form_of(answer.text, "/vote"))
        assert word("vote.code_fault.not_accepted") in there.text
        back = await post(visitor, "/vote", [("code", person.code)])
        assert word("vote.code_fault.access_code") in back.text
        welcome = await follow(visitor, await post(visitor, "/answer", form_of(back.text, "/answer")))
        assert word("answer_enter.begin") in welcome.text

    @pytest.mark.parametrize(
        "way", ["{code}", "  {code} ", "{lower}", "https://x.example/answer/1#code={code}", "/#{code}"]
    )
    async def test_a_code_is_read_as_people_give_it(self, visitor, person, way):
        page = await come_in(visitor, way.format(code=person.code, lower=person.code.lower().replace("-", "")))
        assert word("answer_enter.begin") in page.text

    async def test_neither_code_nor_secret_stands_in_an_address_or_a_log(self, visitor, person, capfd):
        page = await begin(visitor, person.code)
        key = await turn(visitor, page, "next", leadership="1")
        written = read(key.text).one("p", class_="key-text").text
        visitor.cookies.clear()
        await come_in(visitor, written)
        logged = "".join(capfd.readouterr())
        secret = visitor.cookies.get("selfcheck_answer").split(".")[2]
        assert "/answer/{round_id:uuid}" in logged
        assert not [each for each in (person.code, written, secret) if each in logged]


class TestKeys:
    async def test_a_key_leads_back_on_another_device(self, visitor, person):
        page = await begin(visitor, person.code)
        key = await turn(visitor, page, "next", leadership="1")
        written = read(key.text).one("p", class_="key-text").text
        visitor.cookies.clear()
        standing = await come_in(visitor, written.lower().replace("-", ""))
        assert word("answer_done.begun") in standing.text
        assert (await visitor.get(page.url.path)).text.count("checked") >= 1

    async def test_a_key_of_another_round_leads_to_that_round(self, visitor, database, person):
        page = await begin(visitor, person.code)
        key = await turn(visitor, page, "next", leadership="1")
        written = read(key.text).one("p", class_="key-text").text
        visitor.cookies.clear()
        other = await make_round(database, opens_in=-3)
        found = await follow(visitor, await post(visitor, f"/answer/{other.id}/enter", [("code", written)]))
        assert found.url.path == f"/answer/{person.round.id}"


class TestSharedDevices:
    async def test_whoever_has_begun_here_is_not_pushed_aside(self, visitor, database, round_):
        (code,) = await invite(database, round_, 5, kind="open")
        page = await begin(visitor, code)
        await send(visitor, page, "next", leadership="1")
        asked = await come_in(visitor, code)
        assert word("answer_enter.begun") in asked.text
        path = f"/answer/{round_.id}/enter"
        anew = await follow(visitor, await post(visitor, path, [*form_of(asked.text, path), ("anew", "1")]))
        assert word("answer_enter.begin") in anew.text

    async def test_what_was_typed_comes_along_past_the_question_who_one_is(self, visitor, database, round_):
        (code,) = await invite(database, round_, 5, kind="open")
        page = await begin(visitor, code)
        await send(visitor, page, "next", leadership="1")
        path, field = f"/answer/{round_.id}/enter", f"/answer/{round_.id}/fields/steering"
        asked = await post(visitor, path, [("code", code), ("to", field), ("typed.answer.leadership", "3")])
        assert word("answer_enter.begun") in asked.text
        welcome = await post(visitor, path, [*form_of(asked.text, path), ("anew", "1")])
        assert ("typed.answer.leadership", "3") in form_of(welcome.text, f"/answer/{round_.id}/begin")

    async def test_who_leaves_is_forgotten(self, visitor, person):
        page = await begin(visitor, person.code)
        key = await turn(visitor, page, "next", leadership="1")
        path = f"/answer/{person.round.id}/leave"
        left = await follow(visitor, await post(visitor, path, form_of(key.text, path)))
        assert left.url.path == "/answer/left"
        assert word("answer_enter.code") in (await visitor.get(f"/answer/{person.round.id}")).text


class TestTheWelcome:
    @pytest.mark.parametrize(("opens", "closes", "said"), [(2, 4, "planned"), (-4, -2, "over")])
    async def test_outside_the_hours_nobody_begins(self, visitor, database, opens, closes, said):
        round_ = await make_round(database, opens_in=opens, closes_in=closes)
        person = (await invite_people(database, round_))[0]
        page = await come_in(visitor, person.code)
        assert word(f"answer_enter.{said}").partition("{")[0] in page.text
        assert word("answer_enter.begin") not in [each.text for each in read(page.text).all("button")]

    @pytest.mark.parametrize(
        ("language", "expected"), [("en", "Taking part is voluntary"), ("de-simple", "Sie können mitmachen.")]
    )
    async def test_it_is_read_in_the_language_that_is_chosen(self, visitor, person, language, expected):
        await come_in(visitor, person.code)
        page = await visitor.get(f"/answer/{person.round.id}?language={language}")
        assert expected in page.text
