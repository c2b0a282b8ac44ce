"""Filling in without a script: every step keeps, two windows never overwrite each other, and nothing typed is lost."""

import dataclasses
from datetime import UTC, datetime, timedelta

from selfcheck_service.core.rounds.terms import terms_hash
from selfcheck_service.storage import DatabaseUnavailable
from selfcheck_service.storage.rounds import set_round
from tests.answering import invite_people, make_round
from tests.web.reading import fields_of, read, word
from tests.web.respond.answering import begin, come_in, follow, send, turn
from tests.web.session.signing import form_of, post
from tests.web.test_refused import in_english


async def everything(visitor, person):
    return (await visitor.get(f"/answer/{person.round.id}/answers.json")).json()


async def invited(database, **changes):
    return (await invite_people(database, await make_round(database, **changes)))[0]


async def change(database, row, **changes):
    made = dataclasses.replace(row, **changes)
    made = dataclasses.replace(made, terms_hash=terms_hash(made.terms))
    async with database.transaction() as transaction:
        await set_round(transaction, made, changing=[*changes])


def told_as_asked(answer, page, value="2"):
    """Fail where a page does not tell the one answer that was given on another as it was asked and chosen there."""
    form = read(page.text).one("form", id="answers")
    chosen = form.one("input", name_="answer.leadership", value=value).attributes["id"]
    (row,) = read(answer.text).one("main").one("dl").all("div")
    assert row.one("dd").text == form.one("label", for_=chosen).one("span", class_="option-title").text
    assert row.one("dt").text in form.text
    assert row.one("dt").text != "leadership"


async def close(database, row):
    await change(database, row, closes_at=datetime.now(UTC) - timedelta(seconds=1))


class TestLooking:
    async def test_looking_spends_no_code(self, visitor, client, person):
        first = await begin(visitor, person.code)
        second = await turn(visitor, first, "next")
        assert second.status_code == 200
        assert not second.url.path.endswith("/key")
        welcome = f"/v1/rounds/{person.round.id}/welcome"
        assert (await client.get(welcome, headers={"selfcheck-access-code": person.code})).status_code == 200

    async def test_the_first_kept_answer_spends_it_and_brings_the_key(self, visitor, client, person):
        first = await begin(visitor, person.code)
        key = await turn(visitor, first, "next", leadership="2")
        assert key.url.path.endswith("/key")
        assert "<svg" in key.text
        welcome = f"/v1/rounds/{person.round.id}/welcome"
        assert (await client.get(welcome, headers={"selfcheck-access-code": person.code})).status_code == 401
        assert (await everything(visitor, person))["draft"]["answers"] == {"leadership": 2}

    async def test_the_key_is_shown_once_however_the_first_answer_was_kept(self, visitor, person):
        first = await begin(visitor, person.code)
        # As the script keeps it, and as a change of the language does: the page stays, and later it is loaded anew.
        kept = await turn(visitor, first, "keep", leadership="2")
        assert kept.url.path == first.url.path
        key = await turn(visitor, await visitor.get(str(first.url)), "next", leadership="1")
        assert key.url.path.endswith("/key")
        second = await turn(visitor, await visitor.get(str(first.url)), "next", leadership="0")
        assert not second.url.path.endswith("/key")

    async def test_a_form_that_was_open_before_the_key_was_shown_still_fits(self, visitor, person):
        first = await begin(visitor, person.code)
        kept = await turn(visitor, first, "keep", leadership="2")
        await visitor.get(f"/answer/{person.round.id}/key")
        assert (await send(visitor, kept, "keep", leadership="1")).status_code == 303
        assert (await everything(visitor, person))["draft"]["answers"] == {"leadership": 1}

    async def test_who_comes_back_with_the_key_is_not_shown_it_again(self, visitor, person):
        key = await turn(visitor, await begin(visitor, person.code), "next", leadership="2")
        shown = read(key.text).one("code").text
        visitor.cookies.clear()
        standing = await come_in(visitor, shown)
        assert standing.url.path == f"/answer/{person.round.id}"
        page = await visitor.get(f"/answer/{person.round.id}/fields/steering")
        assert not (await turn(visitor, page, "next", leadership="1")).url.path.endswith("/key")

    async def test_a_code_that_others_have_used_up_meanwhile_is_named_and_nothing_is_lost(self, visitor, person):
        first = await begin(visitor, person.code)
        mine = dict(visitor.cookies)
        visitor.cookies.clear()
        await turn(visitor, await begin(visitor, person.code), "next", leadership="0")
        visitor.cookies.clear()
        visitor.cookies.update(mine)
        refused = await send(visitor, first, "next", leadership="2")
        page = read(refused.text)
        assert refused.status_code == 401
        assert "Ihr Zugangscode gilt nicht mehr" in page.text
        assert 'name="typed.answer.leadership" value="2"' in refused.text

    async def test_pages_before_the_beginning_lead_to_it(self, visitor, person):
        await come_in(visitor, person.code)
        for page in ("fields/steering", "review", "receipt", "key", "evaluation", "erase", "answers.json"):
            found = await follow(visitor, await visitor.get(f"/answer/{person.round.id}/{page}"))
            assert found.url.path == f"/answer/{person.round.id}", page


class TestSteps:
    async def test_every_button_keeps(self, visitor, person):
        page = await begin(visitor, person.code)
        for step, value in (("review", "1"), ("to.steering", "2"), ("back", "0"), ("stay", "1")):
            answer = await send(visitor, page, step, leadership=value)
            assert answer.status_code == 303
            page = await visitor.get(page.url.path)
            assert (await everything(visitor, person))["draft"]["answers"] == {"leadership": int(value)}

    async def test_a_language_button_keeps_the_page_and_what_is_filled_in(self, visitor, person):
        page = await begin(visitor, person.code)
        pairs = [*fields_of(read(page.text)), ("answer.leadership", "1"), ("step", "language")]
        english = await follow(visitor, await post(visitor, f"{page.url.path}?language=en", pairs))
        assert english.url.path == page.url.path
        assert 'lang="en"' in english.text
        assert 'value="1" id="item-leadership-2" checked' in english.text

    async def test_what_is_faulty_stays_on_the_page_and_is_kept(self, visitor, database):
        person = await invited(database, free_texts=True)
        page = await begin(visitor, person.code)
        words = "x" * 2001
        faulty = await send(visitor, page, "next", pride=words)
        assert faulty.status_code == 422
        assert read(faulty.text).one("div", class_="summary-of-faults").one("a").attributes["href"] == "#item-pride"
        assert words in faulty.text
        again = await visitor.get(page.url.path)
        assert words in again.text
        assert "aria-invalid" in again.text
        assert "item-pride" in (await visitor.get(f"/answer/{person.round.id}/review")).text
        mended = await turn(visitor, faulty, "next", pride="x")
        assert mended.url.path.endswith("/key")
        assert (await everything(visitor, person))["draft"]["answers"] == {"pride": "x"}

    async def test_free_texts_are_not_asked_for_where_the_round_has_none(self, visitor, person):
        assert "item-pride" not in (await begin(visitor, person.code)).text

    async def test_what_is_taken_back_is_gone(self, visitor, person):
        page = await begin(visitor, person.code)
        await send(visitor, page, "stay", leadership="2")
        page = await visitor.get(page.url.path)
        await send(visitor, page, "stay", leadership="")
        assert (await everything(visitor, person))["draft"]["answers"] == {}


class TestTwoWindows:
    async def test_the_same_field_is_never_overwritten_unasked(self, visitor, person):
        page = await begin(visitor, person.code)
        await send(visitor, page, "stay", leadership="0")
        one = await visitor.get(page.url.path)
        other = await visitor.get(page.url.path)
        assert (await send(visitor, one, "next", leadership="1")).status_code == 303
        conflict = await send(visitor, other, "next", leadership="2")
        assert conflict.status_code == 409
        assert (await everything(visitor, person))["draft"]["answers"] == {"leadership": 1}
        (question,) = read(conflict.text).one("form", id="answers").all("fieldset")
        assert question.one("legend").text in read(page.text).text
        form = [pair for pair in form_of(conflict.text, page.url.path) if pair[0] != "choice.leadership"]
        chosen = [*form, ("choice.leadership", "mine"), ("step", "next")]
        assert (await post(visitor, page.url.path, chosen)).status_code == 303
        assert (await everything(visitor, person))["draft"]["answers"] == {"leadership": 2}

    async def test_the_same_answer_twice_is_no_conflict(self, visitor, person):
        page = await begin(visitor, person.code)
        await send(visitor, page, "stay", leadership="0")
        one, other = await visitor.get(page.url.path), await visitor.get(page.url.path)
        for each in (one, other):
            assert (await send(visitor, each, "next", leadership="1")).status_code == 303


class TestTheScript:
    async def test_it_is_told_when_it_was_kept(self, visitor, person):
        page = await begin(visitor, person.code)
        visitor.headers["accept"] = "application/json"
        told = await send(visitor, page, "keep", leadership="1")
        assert told.status_code == 200, told.text
        assert set(told.json()) == {"kept", "seen", "csrf", "answered", "progress", "hidden", "open", "key"}
        assert told.json()["answered"] == 1
        visitor.headers["accept"] = "text/html"
        # What the page holds is older than the cookie now; the script has been told what fits.
        pairs = [pair for pair in fields_of(read(page.text)) if pair[0] not in ("csrf", "seen", "answer.leadership")]
        pairs += [
            ("csrf", told.json()["csrf"]),
            ("seen", told.json()["seen"]),
            ("answer.leadership", "2"),
            ("step", "next"),
        ]
        key = await follow(visitor, await post(visitor, page.url.path, pairs))
        assert key.url.path.endswith("/key")

    async def test_a_conflict_is_said_and_nothing_kept(self, visitor, person):
        page = await begin(visitor, person.code)
        await send(visitor, page, "stay", leadership="0")
        one, other = await visitor.get(page.url.path), await visitor.get(page.url.path)
        await send(visitor, one, "stay", leadership="1")
        visitor.headers["accept"] = "application/json"
        told = await send(visitor, other, "keep", leadership="2")
        assert (told.status_code, told.json()["kept"]) == (409, None)


class TestNothingIsLost:
    async def test_a_page_that_is_opened_elsewhere_says_why_it_asks_and_leads_there(self, visitor, person):
        page = await begin(visitor, person.code)
        key = await turn(visitor, page, "next", leadership="1")
        written = read(key.text).one("p", class_="key-text").text
        visitor.cookies.clear()
        asked = page
        for name in ("fields/steering", "evaluation.pdf", "answers.json", "review"):
            asked = await visitor.get(f"/answer/{person.round.id}/{name}")
            assert asked.status_code == 401, name
            assert word("answer_enter.note.needed") in asked.text
        path = f"/answer/{person.round.id}/enter"
        form = [pair for pair in form_of(asked.text, path) if pair[0] != "code"]
        assert (await follow(visitor, await post(visitor, path, [*form, ("code", written)]))).url.path.endswith(
            "/review"
        )

    async def test_where_nothing_can_be_kept_it_is_said_in_the_words_of_the_form(
        self, visitor, app, person, monkeypatch
    ):
        page = await begin(visitor, person.code)
        with monkeypatch.context() as patched:
            patched.setattr("selfcheck_service.use_cases.responding.Responding.keep_draft", _unavailable)
            failed = await send(visitor, page, "next", leadership="2")
            assert failed.status_code == 503
            told_as_asked(failed, page)
            assert word("error.unnamed") not in failed.text
            english = await in_english(visitor, failed)
            assert english.status_code == 503
            assert read(english.text).one("main").one("dl").text == "The leadership stands up for it. yes"
            # A service that has just begun knows no questionnaire yet, and cannot read one.
            patched.setattr(app.state.context.plans, "find", lambda *_: None)
            unnamed = await in_english(visitor, failed)
        main = read(unnamed.text).one("main")
        assert word("error.unnamed", "en") in main.text
        assert "open" not in main.one("details").attributes
        assert main.one("dl").text == "leadership 2"
        kept = await post(visitor, page.url.path, form_of(unnamed.text, page.url.path))
        assert kept.status_code == 303

    async def test_without_the_cookie_what_was_typed_comes_along(self, visitor, person):
        page = await begin(visitor, person.code)
        key = await turn(visitor, page, "next", leadership="1")
        written = read(key.text).one("p", class_="key-text").text
        again = await visitor.get(page.url.path)
        visitor.cookies.clear()
        asked = await send(visitor, again, "next", leadership="2")
        assert asked.status_code == 401
        form = [pair for pair in form_of(asked.text, "/answer") if pair[0] != "code"]
        assert ("typed.answer.leadership", "2") in form
        told_as_asked(asked, page)
        wrong = await post(visitor, f"/answer/{person.round.id}/enter", [*form, ("code", "0000-0000-0000")])
        assert wrong.status_code == 422
        form = [pair for pair in form_of(wrong.text, "/answer") if pair[0] != "code"]
        told_as_asked(wrong, page)
        offered = await post(visitor, f"/answer/{person.round.id}/enter", [*form, ("code", written)])
        told_as_asked(offered, page)
        assert word("again.drafts.resumed.1") in offered.text
        assert read(offered.text).one("main").one("button").text == word("again.save")
        assert word("again.resumed.0") in offered.text
        kept = await post(visitor, page.url.path, form_of(offered.text, page.url.path))
        assert kept.status_code == 303, kept.text
        assert (await everything(visitor, person))["draft"]["answers"] == {"leadership": 2}

    async def test_what_was_to_be_submitted_without_the_cookie_is_offered_to_be_sent(self, visitor, person):
        page = await begin(visitor, person.code)
        key = await turn(visitor, page, "next", leadership="1")
        written = read(key.text).one("p", class_="key-text").text
        review = f"/answer/{person.round.id}/review"
        sent = form_of((await visitor.get(review)).text, review)
        visitor.cookies.clear()
        asked = await post(visitor, review, sent)
        path = f"/answer/{person.round.id}/enter"
        form = [pair for pair in form_of(asked.text, path) if pair[0] != "code"]
        offered = await post(visitor, path, [*form, ("code", written)])
        assert word("again.resumed.1") in offered.text
        assert read(offered.text).one("main").one("button").text == word("again.send")
        done = await post(visitor, review, form_of(offered.text, review))
        assert done.headers["location"].endswith("/receipt")

    async def test_without_the_cookie_and_nothing_kept_the_code_leads_back(self, visitor, person):
        page = await begin(visitor, person.code)
        visitor.cookies.clear()
        asked = await send(visitor, page, "next", leadership="2")
        form = [pair for pair in form_of(asked.text, "/answer") if pair[0] != "code"]
        welcome = await post(visitor, f"/answer/{person.round.id}/enter", [*form, ("code", person.code)])
        assert word("answer_enter.begin") in welcome.text
        path = f"/answer/{person.round.id}/begin"
        kept = await post(visitor, path, form_of(welcome.text, path))
        assert kept.status_code == 303, kept.text
        assert (await everything(visitor, person))["draft"]["answers"] == {"leadership": 2}

    async def test_a_round_that_has_closed_says_so(self, visitor, database, person):
        page = await begin(visitor, person.code)
        await send(visitor, page, "stay", leadership="1")
        page = await visitor.get(page.url.path)
        await close(database, person.round)
        shut = await send(visitor, page, "next", leadership="2")
        assert shut.status_code == 409
        # In words, as they were asked and chosen.
        chosen = read(page.text).one("input", name_="answer.leadership", value="2").attributes["id"]
        row = read(shut.text).one("main").one("dl").one("div")
        assert row.one("dd").text == read(page.text).one("label", for_=chosen).one("span", class_="option-title").text
        assert row.one("dt").text in read(page.text).text
        assert row.one("dt").text != "leadership"
        assert (await everything(visitor, person))["draft"]["answers"] == {"leadership": 1}
        standing = await visitor.get(f"/answer/{person.round.id}")
        assert word("answer_done.review") not in standing.text

    async def test_terms_that_changed_are_read_again(self, visitor, database, person):
        page = await begin(visitor, person.code)
        await change(database, person.round, retention_days=30)
        welcome = await send(visitor, page, "next", leadership="2")
        assert welcome.status_code == 409
        assert word("answer_enter.terms_changed") in welcome.text
        path = f"/answer/{person.round.id}/begin"
        told_as_asked(welcome, page)
        kept = await post(visitor, path, form_of(welcome.text, path))
        # Who has agreed once more is not asked a third time.
        assert kept.status_code == 303, kept.text
        assert (await everything(visitor, person))["draft"]["answers"] == {"leadership": 2}

    async def test_terms_that_change_twice_lose_nothing(self, visitor, database, person):
        page = await begin(visitor, person.code)
        await change(database, person.round, retention_days=30)
        welcome = await send(visitor, page, "next", leadership="2")
        await change(database, person.round, retention_days=31)
        path = f"/answer/{person.round.id}/begin"
        again = await post(visitor, path, form_of(welcome.text, path))
        assert again.status_code == 409
        told_as_asked(again, page)
        await close(database, person.round)
        shut = await post(visitor, path, form_of(again.text, path))
        told_as_asked(shut, page)

    async def test_a_draft_that_waits_for_a_button_is_told_as_it_was_asked(self, visitor, person):
        page = await begin(visitor, person.code)
        await send(visitor, page, "stay", leadership="0")
        pairs = [pair for pair in fields_of(read(page.text)) if pair[0] not in ("csrf", "answer.leadership")]
        sent = [*pairs, ("answer.leadership", "2"), ("csrf", "x"), ("step", "next")]
        waiting = await post(visitor, page.url.path, sent)
        assert waiting.status_code == 403
        for answer, language in ((waiting, "de"), (await in_english(visitor, waiting), "en")):
            told_as_asked(answer, page if language == "de" else await visitor.get(f"{page.url.path}?language=en"))
            form = read(answer.text).one("main").one("form")
            assert form.one("button").text == word("again.save", language)
            assert read(answer.text).one("h1").text == word("again.drafts.unproved.0", language)
            leave = form.one("a")
            assert leave.text == word("again.leave_draft", language)
            assert leave.attributes["href"].partition("?")[0] == f"/answer/{person.round.id}"
        assert (await everything(visitor, person))["draft"]["answers"] == {"leadership": 0}

    async def test_what_a_form_says_it_asks_is_believed_of_published_versions_only(self, visitor, person):
        page = await begin(visitor, person.code)
        visitor.cookies.clear()
        for asked in ("", "x", "x 1.0.0", "x 1.0.0 y z", "../.. 1", "x" * 5000 + " 1"):
            pairs = [("asked", asked), ("answer.leadership", "2"), ("seen", "x"), ("first", "1"), ("step", "next")]
            lost = await post(visitor, page.url.path, pairs)
            assert lost.status_code == 401
            assert [each.text for each in read(lost.text).one("dl").all("dt")] == ["leadership"]


async def _unavailable(*_: object, **__: object) -> None:
    raise DatabaseUnavailable("database_unavailable")
