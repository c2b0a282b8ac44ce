"""Whatever goes wrong is said in one form, in German and in English, and nothing is said that should not be."""

import json
from pathlib import Path

import httpx
import pytest

from selfcheck_service.core.definition import MESSAGES
from selfcheck_service.edge.problems import ALL_TYPES, LANGUAGES, ProblemDocument
from selfcheck_service.storage import DatabaseUnavailable

MEMBERS = {"type", "title", "status", "detail", "code", "errors", "trace_id"}


class TestDocument:
    async def test_it_has_the_members_of_the_standard_and_ours(self, client):
        response = await client.get("/nowhere")
        assert response.headers["content-type"] == "application/problem+json"
        assert set(response.json()) == MEMBERS
        assert response.json()["status"] == response.status_code == 404

    @pytest.mark.parametrize(
        ("asked", "language", "title"),
        [
            ("de", "de", "Nicht gefunden"),
            ("en-GB, de;q=0.5", "en", "Not found"),
            ("fr", "de", "Nicht gefunden"),
            ("", "de", "Nicht gefunden"),
        ],
    )
    async def test_its_words_follow_the_caller_and_its_codes_do_not(self, client, asked, language, title):
        response = await client.get("/nowhere", headers={"accept-language": asked})
        assert response.headers["content-language"] == language
        assert response.headers["vary"] == "accept-language"
        assert (response.json()["title"], response.json()["code"]) == (title, "unknown_path")

    @pytest.mark.parametrize(
        ("address", "german"),
        [
            ("/v1/questionnaires/Bad_Key", "a-z, 0-9 und einzelne Bindestriche"),
            ("/v1/questionnaires/a/versions/1.0", "drei Zahlen wie in „1.0.0“"),
            ("/v1/questionnaires?cursor=$", "`next` der Seite davor"),
        ],
    )
    async def test_it_says_in_words_how_a_parameter_is_written(self, client, address, german):
        response = await client.get(address, headers={"accept-language": "de"})
        (fault,) = response.json()["errors"]
        assert (response.status_code, fault["code"]) == (422, "malformed")
        assert fault["message"].endswith(f" hat nicht die Form: {german}.")

    async def test_its_type_leads_to_a_description(self, client):
        kind = (await client.get("/nowhere")).json()["type"]
        assert (await client.get(kind)).json() == {"type": kind, "title": "Not found", "status": 404}

    async def test_a_type_that_does_not_exist_is_not_found(self, client):
        assert (await client.get("/problems/nothing")).status_code == 404

    @pytest.mark.parametrize("kind", ALL_TYPES, ids=lambda kind: kind.name)
    async def test_every_type_is_described_in_both_languages(self, client, kind):
        for language in LANGUAGES:
            response = await client.get(f"/problems/{kind.name}", headers={"accept-language": language})
            assert response.json()["title"] == kind.title[language]


class TestMethods:
    async def test_another_method_is_refused_with_those_that_are_possible(self, client):
        response = await client.delete("/v1/questionnaires")
        assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
        version = await client.post("/v1/questionnaires/beispiel/versions/1.0.0")
        assert version.headers["allow"] == "GET, HEAD, PATCH"
        assert response.json()["code"] == "method_not_allowed"

    @pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "CONNECT", "BREW"])
    async def test_strange_methods_are_refused(self, client, method):
        assert (await client.request(method, "/v1/evaluations")).status_code == 405


class TestParameters:
    async def test_every_parameter_that_does_not_exist_is_named(self, client):
        response = await client.get("/v1/questionnaires?sort=key&page=2")
        assert response.status_code == 422
        assert [(each["code"], each["parameter"]) for each in response.json()["errors"]] == [
            ("unknown_parameter", "sort"),
            ("unknown_parameter", "page"),
        ]

    async def test_a_parameter_that_stands_twice_is_refused(self, client):
        response = await client.get("/v1/questionnaires?limit=1&limit=2")
        assert [(each["code"], each["parameter"]) for each in response.json()["errors"]] == [
            ("duplicate_parameter", "limit")
        ]

    @pytest.mark.parametrize(
        ("path", "code", "parameter"),
        [
            ("/v1/questionnaires?limit=0", "out_of_range", "limit"),
            ("/v1/questionnaires?limit=101", "out_of_range", "limit"),
            ("/v1/questionnaires?limit=ten", "malformed", "limit"),
            ("/v1/questionnaires?cursor=%FF", "malformed", "cursor"),
            ("/v1/questionnaires?cursor=" + "A" * 1201, "too_long", "cursor"),
            ("/v1/questionnaires/beispiel?cursor=eA", "malformed", "cursor"),
            ("/v1/questionnaires/UPPER", "malformed", "key"),
            ("/v1/questionnaires/a%00b", "malformed", "key"),
            ("/v1/questionnaires/" + "a" * 65, "too_long", "key"),
            ("/v1/questionnaires/beispiel/versions/1.0", "malformed", "version"),
            ("/v1/questionnaires/beispiel/versions/1.0.0%0A", "malformed", "version"),
            ("/v1/questionnaires/beispiel/versions/99999999999.0.0", "malformed", "version"),
        ],
    )
    async def test_a_malformed_parameter_is_named(self, client, path, code, parameter):
        response = await client.get(path)
        assert response.status_code == 422
        assert [(each["code"], each["parameter"]) for each in response.json()["errors"]] == [(code, parameter)]


class TestUnexpectedFailures:
    @pytest.fixture
    def broken(self, app, monkeypatch):
        async def fail(*_, **__):
            raise RuntimeError("the canary sings")

        monkeypatch.setattr("selfcheck_service.storage.questionnaires.list_questionnaires", fail)

    async def test_the_caller_reads_its_trace_id_and_nothing_else(self, client, broken, capfd):
        response = await client.get("/v1/questionnaires")
        assert response.status_code == 500
        assert (response.json()["code"], response.json()["errors"]) == ("internal", [])
        assert "canary" not in response.text
        assert response.headers["api-version"]

    async def test_the_operator_finds_it_by_that_id(self, client, broken, capfd):
        trace = (await client.get("/v1/questionnaires")).json()["trace_id"]
        (line,) = [line for line in capfd.readouterr().err.splitlines() if "request_failed" in line]
        logged = json.loads(line)
        assert logged["trace_id"] == trace
        assert "builtins.RuntimeError" in logged["exception"]
        assert "canary" not in json.dumps(logged)

    async def test_a_database_that_does_not_answer_is_unavailable_for_now(self, client, monkeypatch, capfd):
        async def fail(*_, **__):
            raise DatabaseUnavailable("no") from OSError("the cable is out")

        monkeypatch.setattr("selfcheck_service.storage.questionnaires.list_questionnaires", fail)
        response = await client.get("/v1/questionnaires")
        assert (response.status_code, response.headers["retry-after"]) == (503, "1")
        assert response.json()["code"] == "database_unavailable"
        assert "cable" not in response.text
        assert "the cable is out" in capfd.readouterr().err


def test_every_code_has_words_in_both_languages():
    for code, (english, german) in MESSAGES.items():
        assert english, code
        assert german, code
        assert english != german, code


def test_the_document_is_what_the_contract_says():
    # Moments are told where there are any.
    assert set(ProblemDocument.__struct_fields__) == MEMBERS | {"opens_at", "closes_at", "expires_on"}


class TestBrowsers:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"cors_origins": ("https://web.example",)})

    async def test_a_page_from_the_list_may_read_answers_and_failures(self, client):
        for path in ("/v1/questionnaires", "/nowhere"):
            response = await client.get(path, headers={"origin": "https://web.example"})
            assert response.headers["access-control-allow-origin"] == "https://web.example"
        failed = await client.post("/v1/evaluations", headers={"origin": "https://web.example"})
        assert failed.headers["access-control-allow-origin"] == "https://web.example"

    async def test_it_may_read_what_is_put_off_and_what_failed(self, app, client, monkeypatch):
        async def fail(*_, **__):
            raise RuntimeError

        asked = {"origin": "https://web.example"}
        monkeypatch.setattr("selfcheck_service.storage.questionnaires.list_questionnaires", fail)
        failed = await client.get("/v1/questionnaires", headers=asked)
        monkeypatch.setattr(type(app.state.context.limits), "concurrent_requests", 0)
        put_off = await client.get("/v1/questionnaires", headers=asked)
        assert (failed.status_code, put_off.status_code) == (500, 503)
        for response in (failed, put_off):
            assert response.headers.get_list("access-control-allow-origin") == ["https://web.example"]
            assert "origin" in response.headers["vary"]
        others = await client.get("/v1/questionnaires", headers={"origin": "https://evil.example"})
        assert (others.status_code, others.headers.get("access-control-allow-origin")) == (503, None)

    async def test_a_page_from_elsewhere_may_not(self, client):
        response = await client.get("/v1/questionnaires", headers={"origin": "https://evil.example"})
        assert "access-control-allow-origin" not in response.headers

    async def test_a_page_may_ask_beforehand(self, client):
        asked = {"origin": "https://web.example", "access-control-request-method": "POST"}
        response = await client.options("/v1/evaluations", headers=asked)
        assert response.status_code == 200
        assert "POST" in response.headers["access-control-allow-methods"]
        assert response.headers["api-version"]


async def test_without_a_list_no_page_of_others_may_read_anything(client):
    response = await client.get("/v1/questionnaires", headers={"origin": "https://web.example"})
    assert "access-control-allow-origin" not in response.headers


class TestOverload:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"concurrent_requests": 1})

    async def test_what_is_too_much_is_put_off_and_watchers_get_through(self, app, client, monkeypatch):
        async def ask_meanwhile(*_, **__):
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://t") as other:
                found["turned away"] = await other.get("/v1/questionnaires")
                found["alive"] = await other.get("/livez")
            return []

        found: dict[str, httpx.Response] = {}
        monkeypatch.setattr("selfcheck_service.storage.questionnaires.list_questionnaires", ask_meanwhile)
        assert (await client.get("/v1/questionnaires")).status_code == 200
        assert found["turned away"].status_code == 503
        assert found["turned away"].json()["code"] == "overloaded"
        assert found["turned away"].headers["retry-after"] == "1"
        assert found["alive"].status_code == 200


def _as_read(template: str) -> str:
    """Return a message as the page shows it: its placeholders stay, braces that are meant as such are single."""
    return template.replace("{{", "{").replace("}}", "}")


def test_the_documented_messages_are_those_in_use():
    page = (Path(__file__).parents[2] / "docs" / "problems.md").read_text(encoding="utf-8")
    differing = [code for code, (english, _) in MESSAGES.items() if f"| `{code}` | {_as_read(english)} |" not in page]
    assert differing == []
    assert [kind.name for kind in ALL_TYPES if f"| `/problems/{kind.name}` | {kind.status} |" not in page] == []
