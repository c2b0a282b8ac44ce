"""What goes wrong on the way is said on a page, to whom it happened, with all that was typed and who has signed in."""

import string

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.definition import AnswersInvalid, Conflict, Problem
from selfcheck_service.core.definition.texts import unclean_character
from selfcheck_service.settings import Settings
from selfcheck_service.storage import DatabaseUnavailable
from selfcheck_service.web.carrying import is_long, is_secret, to_be_seen
from selfcheck_service.web.sent import shown
from tests.databases import copy_of
from tests.web.everything import PATH
from tests.web.reading import encoded, read, word
from tests.web.session.signing import form_of, post, sign_in

EVALUATION = f"{PATH}/evaluation"
TYPED = {"answer.frei": 'one "two" <b>', "answer.stufe": "1"}


def title_of(response: httpx.Response) -> str:
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in response.headers["content-security-policy"]
    return read(response.text).one("h1").text


def said_in(page: str) -> list[str]:
    return [each.text for each in read(page).one("main").all("dd")]


def failing(error: BaseException):
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


class TestBeforeAnybodyLooks:
    """What the frame refuses, before any page is asked for."""

    @pytest.fixture
    def settings(self, sqlite_template, tmp_path) -> Settings:
        return Settings.load(database_url=copy_of(sqlite_template, tmp_path), guest_rate=2, anonymous_evaluations=True)

    @pytest.mark.parametrize("language", ["de", "en", "de-simple"])
    async def test_who_comes_too_often_reads_that_on_a_page(self, pages, language):
        for _ in range(2):
            assert (await pages.get("/?language=en")).status_code == 200
        response = await pages.get(f"/?language={language}")
        assert response.status_code == 429
        assert int(response.headers["retry-after"]) >= 1
        assert title_of(response) == word("error.429.0", language)
        assert word("error.unread", language) not in response.text
        assert f'lang="{language[:2]}"' in response.text.partition(">")[2].partition(">")[0]

    async def test_what_was_typed_is_still_with_the_browser(self, pages):
        for _ in range(2):
            await pages.get("/")
        response = await pages.post(EVALUATION, **encoded(**TYPED))
        assert response.status_code == 429
        assert word("error.unread") in read(response.text).one("main").text
        assert read(response.text).one("main").all("form") == []

    async def test_programs_read_problem_documents(self, pages):
        for _ in range(2):
            await pages.get("/")
        for path, accept in (("/", "*/*"), ("/v1/questionnaires", "text/html")):
            response = await pages.get(path, headers={"accept": accept})
            assert (response.status_code, response.headers["content-type"]) == (429, "application/problem+json")

    async def test_so_does_who_comes_when_there_are_too_many(self, pages, app):
        await pages.get("/static/nothing")
        frame = next(each.kwargs["frame"] for each in app.user_middleware if "frame" in each.kwargs)
        frame._under_way = app.state.context.limits.concurrent_requests
        response = await pages.get("/")
        assert (response.status_code, response.headers["retry-after"]) == (503, "1")
        assert title_of(response) == word("error.503.0")


class TestWhatWasTyped:
    @pytest.mark.parametrize(
        ("error", "status"), [(RuntimeError("secret"), 500), (DatabaseUnavailable("database_unavailable"), 503)]
    )
    async def test_what_passes_can_be_sent_once_more(self, pages, monkeypatch, error, status):
        with monkeypatch.context() as patched:
            patched.setattr("selfcheck_service.web.trying.evaluate", failing(error))
            refused = await pages.post(EVALUATION, **encoded(**TYPED))
        assert refused.status_code == status
        assert "secret" not in refused.text
        assert word("error.kept") in refused.text
        # Under their questions, and what was chosen in its words.
        assert said_in(refused.text) == ['one "two" <b>', "teilweise"]
        assert "Wie weit sind Sie?" in [each.text for each in read(refused.text).one("main").all("dt")]
        again = await post(pages, EVALUATION, form_of(refused.text, EVALUATION))
        assert again.status_code == 200

    @pytest.mark.parametrize(
        ("error", "status", "reason"),
        [
            (Conflict("round_closed", closes_at="9 March"), 409, "9 March"),
            (AnswersInvalid([Problem("/answers/x", "missing", {"name": "x"})]), 422, "x"),
        ],
    )
    async def test_what_stays_as_it_is_says_why_and_shows_it(self, pages, monkeypatch, error, status, reason):
        monkeypatch.setattr("selfcheck_service.web.trying._read", failing(error))
        refused = await pages.post(f"{PATH}?language=en", **encoded(**TYPED))
        page = read(refused.text).one("main")
        assert refused.status_code == status
        assert title_of(refused) == word(f"error.{status}.0", "en")
        assert reason in " ".join(each.text for each in page.all("p"))
        assert said_in(refused.text) == ['one "two" <b>', "teilweise (en)"]
        assert page.all("form") == []

    async def test_whom_it_is_about_is_said_in_words_too(self, pages, monkeypatch):
        about = {"perspective": "rat", "profile.art": '"stadt"', "profile.x": "y", "form": "kurz", "answer.stufe": "1"}
        monkeypatch.setattr("selfcheck_service.web.trying._read", failing(RuntimeError()))
        refused = await pages.post(f"{EVALUATION}?language=en", **encoded(**about))
        rows = [each.text for each in read(refused.text).one("main").one("dl").all("div")]
        assert rows == [
            f"{word('form.perspective', 'en')} Rat (en)",
            "Art der Kommune (en) City",
            "profile.x y",
            # As the form asks it that was open.
            "How far has the municipality come? teilweise (en)",
        ]

    async def test_more_than_can_be_carried_is_shown_to_be_copied(self, pages, monkeypatch):
        monkeypatch.setattr("selfcheck_service.web.trying._read", failing(RuntimeError()))
        long = {f"answer.frei{number}": "x" * 5000 for number in range(30)}
        refused = await pages.post(EVALUATION, **encoded(**long))
        page = read(refused.text).one("main")
        assert page.all("form") == []
        assert len(page.all("dd")) == len(long)


class TestWhoHasSignedIn:
    async def test_the_ways_to_the_own_areas_stay(self, pages, make_key):
        await sign_in(pages, await make_key("facilitator"))
        for path, status in (("/manage/rounds?state=x", 404), ("/operate", 403)):
            response = await pages.get(path)
            assert response.status_code == status
            assert word("session.sign_out") in response.text
            assert word("error.overview") in read(response.text).one("main").text

    async def test_where_nobody_is_known_the_sign_in_is_not_offered_to_who_has_a_session(self, pages, make_key):
        await sign_in(pages, await make_key("facilitator"))
        footer = read((await pages.get("/nothing")).text).one("footer").text
        assert word("session.overview") in footer
        assert word("session.sign_in") not in footer


async def test_a_key_that_comes_along_is_seen_by_nobody(pages, make_key):
    header = await make_key("facilitator")
    key = header["authorization"].removeprefix("Bearer ")
    said = pages.headers.pop("sec-fetch-site")
    refused = await post(pages, "/sign-in", [("key", key), ("to", "/manage")], {"origin": "null"})
    pages.headers["sec-fetch-site"] = said
    assert refused.status_code == 403
    page = read(refused.text)
    assert page.all("dd") == []
    assert "content-encoding" not in refused.headers
    assert dict(form_of(refused.text, "/sign-in"))["key"] == key
    sent = await post(pages, "/sign-in", form_of(refused.text, "/sign-in"))
    assert sent.status_code == 303


class TestCarrying:
    def test_what_the_form_held_itself_says_nothing_to_anybody(self):
        typed = [("title", "x"), ("answer.a", "1"), ("typed.reason", "y")]
        own = [("once", "1"), ("typed.revision", "2"), ("units.people", "3"), ("shown.card", "1-2"), ("key", "sck")]
        assert to_be_seen([*own, *typed]) == typed

    @pytest.mark.parametrize("name", ["key", "typed.code", "access_code", "codes"])
    def test_what_opens_something_is_a_secret(self, name):
        assert is_secret([("title", "x"), (name, "y")])
        assert not is_secret([("title", name)])

    def test_a_hundred_pages_are_too_long(self):
        assert is_long([("x", "y" * 200_000)])
        assert not is_long([("x", "y" * 2000)])


CONTROLS = "".join(each for each in map(chr, range(0x2070)) if unclean_character(each))


@given(st.text(st.sampled_from(string.ascii_letters + "äß\n\t" + CONTROLS)))
def test_what_no_text_may_hold_is_shown_as_such(text):
    made = shown(text)
    assert len(made) == len(text)
    assert unclean_character(made) is None
    assert all(was == now or (now == "\ufffd" and unclean_character(was)) for was, now in zip(text, made, strict=True))
