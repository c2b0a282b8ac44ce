"""What operators ask."""

import json
import re

import httpx
import pytest

from selfcheck_service import __version__
from selfcheck_service.app import create_app
from selfcheck_service.settings import Settings


class TestLiveness:
    async def test_it_answers_as_long_as_the_process_does(self, client):
        response = await client.get("/livez")
        assert (response.status_code, response.json()) == (200, {"status": "ok", "checks": {}})

    async def test_it_does_not_depend_on_the_database(self, tmp_path):
        settings = Settings.load(database_url=f"sqlite:///{tmp_path}/nothing/here.db")
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(create_app(settings)), base_url="http://t"
        ) as client:
            assert (await client.get("/livez")).status_code == 200


class TestReadiness:
    async def test_a_started_service_is_ready(self, client):
        response = await client.get("/readyz")
        assert response.status_code == 200
        assert response.json() == {"status": "ok", "checks": {"database": "ok", "schema": "ok"}}

    async def test_a_database_that_is_not_there_is_not_ready(self, tmp_path):
        settings = Settings.load(database_url="postgresql://nobody@/nothing?host=/nonexistent")
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(create_app(settings)), base_url="http://t"
        ) as client:
            response = await client.get("/readyz")
        assert response.status_code == 503
        assert response.json() == {"status": "not_ready", "checks": {"database": "failed", "schema": "failed"}}

    async def test_a_schema_that_is_too_old_is_not_ready(self, postgres_url):
        settings = Settings.load(database_url=postgres_url)
        app = create_app(settings)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as client,
        ):
            response = await client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["checks"] == {"database": "ok", "schema": "failed"}


class TestMetrics:
    async def test_requests_are_counted_by_the_template_of_their_route(self, client, published):
        await client.get("/v1/questionnaires/beispiel")
        await client.get("/v1/questionnaires/another")
        await client.get("/nowhere")
        text = (await client.get("/metrics")).text
        assert 'selfcheck_requests_total{method="GET",route="/v1/questionnaires/{key}",status="200"} 1.0' in text
        assert 'selfcheck_requests_total{method="GET",route="/v1/questionnaires/{key}",status="404"} 1.0' in text
        assert 'selfcheck_requests_total{method="GET",route="none",status="404"} 1.0' in text
        assert 'selfcheck_problems_total{code="unknown_questionnaire"} 1.0' in text

    async def test_methods_that_nobody_knows_share_one_label(self, client):
        await client.request("BREW", "/livez")
        text = (await client.get("/metrics")).text
        assert 'method="OTHER"' in text
        assert "BREW" not in text

    async def test_an_operator_can_switch_them_off(self, settings):
        app = create_app(settings.model_copy(update={"metrics": False}))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as client:
            assert (await client.get("/metrics")).status_code == 404


class TestContract:
    async def test_the_contract_is_served(self, client):
        response = await client.get("/openapi.json")
        assert response.json()["info"]["version"] == __version__

    @pytest.mark.parametrize("path", ["/docs", "/redoc"])
    async def test_no_page_loads_scripts_from_elsewhere(self, client, path):
        assert (await client.get(path)).status_code == 404


class TestHeaders:
    @pytest.mark.parametrize(
        "path", ["/livez", "/nowhere", "/v1/questionnaires", "/v1/questionnaires?limit=0", "/openapi.json"]
    )
    async def test_every_response_has_them(self, client, path):
        headers = (await client.get(path)).headers
        assert headers["api-version"] == __version__
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert re.fullmatch("00-[0-9a-f]{32}-[0-9a-f]{16}-00", headers["traceparent"])
        assert "server" not in headers

    async def test_a_trace_is_continued(self, client):
        trace = "4bf92f3577b34da6a3ce929d0e0e4736"
        response = await client.get("/nowhere", headers={"traceparent": f"00-{trace}-00f067aa0ba902b7-01"})
        assert response.json()["trace_id"] == trace
        assert response.headers["traceparent"].startswith(f"00-{trace}-")
        assert response.headers["traceparent"].endswith("-01")
        assert "00f067aa0ba902b7" not in response.headers["traceparent"]

    @pytest.mark.parametrize(
        "traceparent",
        [
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "nonsense",
            "",
        ],
    )
    async def test_a_malformed_trace_is_not(self, client, traceparent):
        response = await client.get("/nowhere", headers={"traceparent": traceparent})
        assert "4bf92f3577b34da6a3ce929d0e0e4736" not in response.headers["traceparent"].lower()

    async def test_the_head_of_what_can_be_got_can_be_asked_for(self, client, published):
        whole = await client.get("/v1/questionnaires/beispiel/versions/1.0.0")
        head = await client.head("/v1/questionnaires/beispiel/versions/1.0.0")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["etag"] == whole.headers["etag"]
        assert head.headers["content-length"] == whole.headers["content-length"]


async def test_the_log_has_one_line_for_each_request_and_nothing_that_is_nobodys_business(
    client, author, published, capfd
):
    capfd.readouterr()
    await client.get("/v1/questionnaires/beispiel?limit=7&cursor=bm90", headers={"user-agent": "Canary"})
    await client.patch("/v1/questionnaires/beispiel/versions/1.0.0", json={"status": "retired"}, headers=author)
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert [(line["event"], line["method"], line["route"]) for line in lines] == [
        ("request", "GET", "/v1/questionnaires/{key}"),
        ("request", "PATCH", "/v1/questionnaires/{key}/versions/{version}"),
    ]
    key_id = author["authorization"].split("_")[2]
    assert [line["caller"] for line in lines] == ["", key_id]
    assert set(lines[0]) == {
        "timestamp",
        "level",
        "event",
        "method",
        "route",
        "status",
        "milliseconds",
        "trace_id",
        "caller",
    }
