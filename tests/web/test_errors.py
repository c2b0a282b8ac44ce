"""What visitors see when something goes wrong, and how the pages stand unusual requests."""

import itertools
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck_service.app import create_app
from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import compile_plan
from selfcheck_service.settings import Settings
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.databases import copy_of
from tests.fixtures import NOW
from tests.web.everything import DOCUMENT, PATH
from tests.web.reading import encoded, read, word

EVALUATION = f"{PATH}/evaluation"
TRACE = {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}


def title_of(response: httpx.Response) -> str:
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in response.headers["content-security-policy"]
    return read(response.text).one("h1").text


class TestErrorPages:
    @pytest.mark.parametrize("path", ["/nothing", "/questionnaires/keiner/1.0.0", f"{PATH}/x", f"{PATH}9"])
    @pytest.mark.parametrize("language", ["de", "en"])
    async def test_nothing_there(self, pages, path, language):
        response = await pages.get(path, headers={"accept-language": language} | TRACE)
        assert response.status_code == 404
        assert title_of(response) == word("error.404.0", language)
        assert TRACE["traceparent"].split("-")[1] in response.text

    async def test_the_language_that_was_chosen_stays(self, pages):
        assert title_of(await pages.get("/nothing?language=en")) == word("error.404.0", "en")

    @pytest.mark.parametrize(("method", "path"), [("DELETE", PATH), ("POST", "/"), ("PUT", EVALUATION)])
    async def test_a_method_that_is_not_possible(self, pages, method, path):
        response = await pages.request(method, path)
        assert response.status_code == 405
        assert "GET" in response.headers["allow"]
        assert title_of(response) == word("error.405.0")

    async def test_too_much(self, pages):
        response = await pages.post(EVALUATION, **encoded(**{"answer.anmerkung": "x" * 300_000}))
        assert response.status_code == 413
        assert title_of(response) == word("error.413.0")

    async def test_something_else_than_a_form(self, pages):
        unusual: tuple[dict[str, Any], ...] = (
            {"json": {"answers": {}}},
            {"files": {"answer.stufe": b"1"}},
            {"content": b"answer.frei=\xff", "headers": {"content-type": "application/x-www-form-urlencoded"}},
            {"content": "answer.frei=%ff", "headers": {"content-type": "application/x-www-form-urlencoded"}},
            {"content": "a=1&" * 30_000, "headers": {"content-type": "application/x-www-form-urlencoded"}},
        )
        for arguments in unusual:
            response = await pages.post(EVALUATION, **arguments)
            assert response.status_code == 415
            assert title_of(response) == word("error.415.0")

    async def test_a_failure_of_ours_shows_nothing_of_itself(self, pages, app, monkeypatch):
        def fail(*_: object, **__: object) -> None:
            raise RuntimeError("the secret reason")

        monkeypatch.setattr("selfcheck_service.web.trying.evaluate", fail)
        response = await pages.post(EVALUATION, **encoded())
        assert response.status_code == 500
        assert title_of(response) == word("error.500.0")
        assert "secret" not in response.text

    async def test_a_database_that_does_not_answer(self, tmp_path):
        made = create_app(Settings.load(database_url=f"sqlite:///{tmp_path}/nothing/here.db"))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(made), base_url="http://t") as client:
            response = await client.get("/", headers={"accept": "text/html"})
        assert response.status_code == 503
        assert response.headers["retry-after"] == "1"
        assert title_of(response) == word("error.503.0")

    async def test_programs_read_problem_documents(self, pages):
        for path, accept in (("/nothing", "*/*"), ("/v1/nothing", "text/html")):
            response = await pages.get(path, headers={"accept": accept})
            assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")


class TestUnderAPrefix:
    @pytest.fixture
    def settings(self, sqlite_template, tmp_path) -> Settings:
        url = copy_of(sqlite_template, tmp_path)
        return Settings.load(database_url=url, anonymous_evaluations=True, root_path="/amt/check")

    async def test_every_address_begins_with_it(self, pages):
        for response in (
            await pages.get("/amt/check/"),
            await pages.get(f"/amt/check{PATH}?language=en"),
            await pages.post(f"/amt/check{EVALUATION}", **encoded(**{"answer.stufe": "1"})),
            await pages.get("/amt/check/nothing"),
        ):
            page = read(response.text)
            named = [v for e in page.all() for n, v in e.attributes.items() if n in ("href", "action", "formaction")]
            own = [address for address in named if not address.startswith(("#", "https://example.org/"))]
            assert own
            assert [address for address in own if not address.startswith("/amt/check/")] == []
            for address in own:
                # The page that is nowhere offers itself in the other languages.
                if not address.endswith("/evaluation.json") and "/nothing" not in address:
                    found = await pages.get(address, follow_redirects=True)
                    # What is not there is not there in another language either.
                    assert found.status_code == (404 if "/nothing" in address else 200), address

    async def test_so_does_the_way_back(self, pages):
        response = await pages.get(f"/amt/check{EVALUATION}")
        assert response.headers["location"] == f"/amt/check{PATH}"


NAMES = [
    *(
        f"{kind}.{item.key}"
        for item in compile_plan(parse_definition(DOCUMENT)).items
        for kind in ("answer", "no_answer")
    ),
    "profile.art",
    "profile.nichts",
    "answer.nichts",
    "perspective",
    "form",
    "step",
]
VALUES = st.one_of(
    st.sampled_from(
        ["", "0", "1", "2", "dont_know", "declined", "none", '"x"', '"keiner"', '"stadt"', "voll", "kurz", "rat"]
    ),
    st.text(max_size=30),
    st.from_regex(r"[-+]?[0-9]{0,4}[.,]?[0-9]{0,4}", fullmatch=True),
)


class TestAnything:
    @pytest.fixture(scope="class")
    @classmethod
    def folder(cls, tmp_path_factory):
        return tmp_path_factory.mktemp("anything")

    @given(forms=st.lists(st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=12), min_size=1, max_size=10))
    @settings(max_examples=12)
    async def test_whatever_is_sent_is_answered_with_a_page(self, sqlite_template, folder, forms):
        app = create_app(Settings.load(database_url=copy_of(sqlite_template, folder), anonymous_evaluations=True))
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://t") as client,
        ):
            await publish_questionnaire(app.state.context.database, DOCUMENT, now=NOW)
            for pairs, path in itertools.product(forms, (PATH, EVALUATION, f"{EVALUATION}.json")):
                sent: Any = encoded(*pairs)
                sent["headers"]["sec-fetch-site"] = "same-origin"
                response = await client.post(path, **sent)
                assert response.status_code in (200, 422)
                if response.headers["content-type"].startswith("text/html"):
                    read(response.text)
