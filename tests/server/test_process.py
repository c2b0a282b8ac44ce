"""The service as a real process: slow callers are cut off, and who is told to stop finishes first."""

import asyncio
import contextlib
import json
import signal
import time
from collections.abc import Iterator

import httpx
import pytest

from selfcheck_service.api import examples
from tests.databases import copy_of
from tests.service_process import PATIENCE, Service, running

BODY = json.dumps(examples.ANSWERS).encode()
HEAD = (
    b"POST /v1/evaluations HTTP/1.1\r\nHost: selfcheck\r\nContent-Type: application/json\r\n"
    b"Content-Length: " + str(len(BODY)).encode() + b"\r\n\r\n"
)


IMPATIENT = {
    "SELFCHECK_HEAD_SECONDS": "1",
    "SELFCHECK_BODY_SECONDS": "3",
    "SELFCHECK_RESPONSE_SECONDS": "1",
    "SELFCHECK_SHUTDOWN_SECONDS": "5",
}


@pytest.fixture(scope="module")
def service(sqlite_template, tmp_path_factory) -> Iterator[Service]:
    with running(copy_of(sqlite_template, tmp_path_factory.mktemp("served")), **IMPATIENT) as started:
        yield started


@pytest.fixture
def own_service(sqlite_template, tmp_path) -> Iterator[Service]:
    """A service that the test may stop."""
    with running(copy_of(sqlite_template, tmp_path), **IMPATIENT) as started:
        yield started


async def ends(reader: asyncio.StreamReader) -> bytes:
    """Read until the service closes the connection."""
    with contextlib.suppress(ConnectionError):
        return await asyncio.wait_for(reader.read(), PATIENCE)
    return b""


@pytest.mark.fault
class TestStopping:
    async def test_a_request_that_is_under_way_is_answered_first(self, own_service):
        reader, writer = await own_service.connect()
        writer.write(HEAD)
        await writer.drain()
        await asyncio.sleep(0.2)
        own_service.process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.2)
        with pytest.raises(ConnectionRefusedError):
            await own_service.connect()
        writer.write(BODY)
        assert (await ends(reader)).startswith(b"HTTP/1.1 200 OK")
        writer.close()
        await own_service.ended()
        log = own_service.log.read_text()
        assert '"event":"stopped"' in log
        assert "Traceback" not in log

    async def test_it_does_not_wait_for_ever(self, own_service):
        _, writer = await own_service.connect()
        writer.write(HEAD)
        await writer.drain()
        await asyncio.sleep(0.2)
        started = time.monotonic()
        own_service.process.send_signal(signal.SIGTERM)
        await own_service.ended()
        assert time.monotonic() - started < 10
        writer.close()


@pytest.mark.attack
class TestSlowCallers:
    async def test_a_connection_that_says_nothing_is_closed(self, service):
        reader, writer = await service.connect()
        assert await ends(reader) == b""
        writer.close()

    async def test_a_head_that_comes_in_drops_is_not_waited_for(self, service):
        reader, writer = await service.connect()
        started = time.monotonic()
        with contextlib.suppress(ConnectionError):
            writer.write(b"GET /livez HTTP/1.1\r\n")
            for _ in range(100):
                writer.write(b"X-Drop: 1\r\n")
                await writer.drain()
                await asyncio.sleep(0.1)
        assert time.monotonic() - started < 8
        assert await ends(reader) == b""
        writer.close()

    async def test_on_a_kept_connection_the_next_head_is_not_waited_for_either(self, service):
        reader, writer = await service.connect()
        writer.write(b"GET /livez HTTP/1.1\r\nHost: selfcheck\r\n\r\n")
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        await reader.readuntil(b"}}")
        started = time.monotonic()
        with contextlib.suppress(ConnectionError):
            writer.write(b"GET /livez HTTP/1.1\r\n")
            for _ in range(100):
                writer.write(b"X-Drop: 1\r\n")
                await writer.drain()
                await asyncio.sleep(0.1)
        assert time.monotonic() - started < 8
        writer.close()

    async def test_an_endless_head_is_cut_off(self, service):
        reader, writer = await service.connect()
        sent = 0
        with contextlib.suppress(ConnectionError):
            writer.write(b"GET /livez HTTP/1.1\r\n")
            while sent < 64 * 1024**2:
                writer.write(b"X-More: " + b"a" * 8000 + b"\r\n")
                await writer.drain()
                sent += 8010
        assert sent < 16 * 1024**2
        await ends(reader)
        writer.close()

    async def test_a_slow_body_gets_a_problem_and_the_connection_ends(self, service):
        reader, writer = await service.connect()
        writer.write(HEAD + BODY[:10])
        answer = await ends(reader)
        assert answer.startswith(b"HTTP/1.1 408")
        assert b'"code":"body_too_slow"' in answer
        writer.close()

    async def test_who_takes_nothing_of_the_response_is_cut_off(self, service):
        reader, writer = await service.connect()
        asked = 400
        async with httpx.AsyncClient(base_url=service.url) as client:
            size = len((await client.get("/openapi.json")).content)
            with contextlib.suppress(ConnectionError):
                writer.write(b"GET /openapi.json HTTP/1.1\r\nHost: selfcheck\r\n\r\n" * asked)
                await writer.drain()
            # More than all buffers in between hold, so the service has to wait; it must not do so for ever.
            await asyncio.sleep(5)
            assert "selfcheck_requests_in_progress 1.0" in (await client.get("/metrics")).text
        taken = len(await ends(reader))
        writer.close()
        assert taken < size * asked // 2

    async def test_others_are_served_meanwhile(self, service):
        held = [await service.connect() for _ in range(100)]
        for _, writer in held:
            writer.write(b"POST /v1/evaluations HTTP/1.1\r\nX-Slow: ")
        async with httpx.AsyncClient(base_url=service.url) as client:
            for _ in range(20):
                response = await client.post("/v1/evaluations", json=examples.ANSWERS)
                assert response.status_code == 200
        for reader, writer in held:
            await ends(reader)
            writer.close()


async def test_who_waits_to_be_told_to_go_on_is_told_to(service):
    """`Expect: 100-continue`: curl sends larger bodies only then."""
    reader, writer = await service.connect()
    writer.write(HEAD.replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n"))
    assert await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE) == b"HTTP/1.1 100 Continue\r\n\r\n"
    writer.write(BODY)
    assert (await asyncio.wait_for(reader.readline(), PATIENCE)).startswith(b"HTTP/1.1 200")
    writer.close()


async def test_requests_sent_at_once_are_answered_in_their_order(service):
    """HTTP pipelining: the second request is there before the first is answered."""
    reader, writer = await service.connect()
    writer.write(HEAD + BODY + b"GET /livez HTTP/1.1\r\nHost: selfcheck\r\nConnection: close\r\n\r\n")
    answers = await ends(reader)
    assert answers.count(b"HTTP/1.1 200 OK") == 2
    assert answers.index(b'"receipt"') < answers.rindex(b"HTTP/1.1 200 OK") < answers.index(b'"status"', -200)
    writer.close()


@pytest.mark.attack
class TestLargeBodies:
    async def test_a_stream_without_a_length_is_cut_off_long_before_its_end(self, service):
        reader, writer = await service.connect()
        writer.write(
            b"POST /v1/evaluations HTTP/1.1\r\nHost: selfcheck\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        sent = 0
        with contextlib.suppress(ConnectionError):
            while sent < 1024**3:
                writer.write(chunk)
                await writer.drain()
                sent += len(chunk)
        assert sent < 64 * 1024**2
        with contextlib.suppress(ConnectionError):
            assert b"413" in await asyncio.wait_for(reader.readline(), PATIENCE)
        writer.close()


@pytest.mark.attack
async def test_nonsense_on_the_wire_does_no_harm(service):
    for nonsense in (
        b"\x00\xff\xfe" * 100,
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ):
        reader, writer = await service.connect()
        writer.write(nonsense)
        await ends(reader)
        writer.close()
    async with httpx.AsyncClient(base_url=service.url) as client:
        assert (await client.get("/livez")).status_code == 200
