"""Bodies are counted while they stream in, and waited for only so long."""

import asyncio
import json
import time

import psutil
import pytest

from selfcheck_service.api import examples

PATH = "/v1/evaluations"
JSON = {"content-type": "application/json"}
KIBIBYTE = 1024


async def chunks(total, size=64 * KIBIBYTE, counter=None):
    for sent in range(0, total, size):
        if counter is not None:
            counter.append(sent)
        yield b" " * min(size, total - sent)


class TestSize:
    async def test_a_body_of_the_largest_size_is_read(self, client, published):
        body = json.dumps(examples.ANSWERS).encode()
        response = await client.post(PATH, content=body.ljust(256 * KIBIBYTE), headers=JSON)
        assert response.status_code == 200

    @pytest.mark.parametrize("headers", [JSON, JSON | {"origin": "https://web.example"}])
    async def test_a_body_that_is_one_byte_larger_is_not(self, client, headers):
        response = await client.post(PATH, content=b" " * (256 * KIBIBYTE + 1), headers=headers)
        assert (response.status_code, response.json()["code"]) == (413, "too_large")
        assert response.headers["connection"] == "close"

    async def test_a_huge_body_without_a_length_is_cut_off_at_once(self, client):
        sent: list[int] = []
        before, started = psutil.Process().memory_info().rss, time.monotonic()
        response = await client.post(PATH, content=chunks(1024**3, counter=sent), headers=JSON)
        assert response.status_code == 413
        assert len(sent) < 10
        assert time.monotonic() - started < 1
        assert psutil.Process().memory_info().rss - before < 50 * KIBIBYTE**2

    @pytest.mark.parametrize("length", ["262145", "999999999999999999999999999999"])
    async def test_a_body_that_says_it_is_too_large_is_not_read(self, client, length):
        sent: list[int] = []
        headers = JSON | {"content-length": length}
        response = await client.post(PATH, content=chunks(1024, counter=sent), headers=headers)
        assert response.status_code == 413

    async def test_definitions_may_be_larger(self, client, author):
        path = "/v1/questionnaires/beispiel/versions"
        body = json.dumps(examples.DEFINITION).encode()
        assert (await client.post(path, content=body.ljust(4 * KIBIBYTE**2), headers=author | JSON)).status_code == 201
        too_large = b" " * (4 * KIBIBYTE**2 + 1)
        assert (await client.post(path, content=too_large, headers=author | JSON)).status_code == 413


class TestForm:
    @pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd", "gzip, gzip", "GZIP", "nonsense"])
    async def test_a_compressed_body_is_refused(self, client, encoding):
        headers = JSON | {"content-encoding": encoding}
        response = await client.post(PATH, content=b"\x1f\x8b", headers=headers)
        assert (response.status_code, response.json()["code"]) == (415, "content_encoding")
        assert response.headers["accept-encoding"] == "identity"

    async def test_a_body_may_say_that_it_is_not_compressed(self, client, published):
        headers = JSON | {"content-encoding": "identity"}
        assert (await client.post(PATH, json=examples.ANSWERS, headers=headers)).status_code == 200

    @pytest.mark.parametrize(
        "declared",
        [
            "",
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "application/json; charset=latin-1",
            "application/jsonx",
        ],
    )
    async def test_only_json_is_taken(self, client, declared):
        headers = {"content-type": declared} if declared else {}
        response = await client.post(PATH, content=b"{}", headers=headers)
        assert (response.status_code, response.json()["code"]) == (415, "content_type")

    @pytest.mark.parametrize("declared", ["application/json; charset=utf-8", 'APPLICATION/JSON; charset="UTF-8"'])
    async def test_json_may_be_declared_in_other_ways(self, client, published, declared):
        body = json.dumps(examples.ANSWERS).encode()
        assert (await client.post(PATH, content=body, headers={"content-type": declared})).status_code == 200


class TestPatience:
    @pytest.fixture
    def settings(self, settings):
        return settings.model_copy(update={"body_seconds": 0.2})

    @pytest.mark.parametrize("headers", [JSON, JSON | {"origin": "https://web.example"}])
    async def test_a_body_that_stops_coming_is_not_waited_for(self, client, headers):
        async def stalling():
            yield b"{"
            await asyncio.sleep(5)
            yield b"}"

        response = await client.post(PATH, content=stalling(), headers=headers)
        assert (response.status_code, response.json()["code"]) == (408, "body_too_slow")
        assert response.headers["connection"] == "close"

    async def test_a_body_that_comes_in_drops_is_not_waited_for(self, client):
        async def dripping():
            while True:
                yield b" "
                await asyncio.sleep(0.05)

        assert (await client.post(PATH, content=dripping(), headers=JSON)).status_code == 408

    async def test_what_takes_long_after_the_body_is_not_cut_off(self, client, published, monkeypatch):
        async def slowly(self, *_):
            await asyncio.sleep(0.4)
            return await get(self, *_)

        get = type(client._transport.app.state.context.plans).get
        monkeypatch.setattr("selfcheck_service.use_cases.plans.Plans.get", slowly)
        assert (await client.post(PATH, json=examples.ANSWERS)).status_code == 200


@pytest.mark.parametrize("headers", [[], [(b"origin", b"https://web.example")]])
async def test_a_caller_who_hangs_up_is_no_failure_of_ours(app, capfd, headers):
    messages = [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]
    sent = []

    async def receive():
        return messages.pop(0)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": PATH,
        "raw_path": PATH.encode(),
        "query_string": b"",
        "headers": [(b"content-type", b"application/json"), *headers],
        "http_version": "1.1",
        "scheme": "http",
        "root_path": "",
    }
    await app(scope, receive, send)
    assert sent == []
    assert '"status":499' in capfd.readouterr().err
