"""What the proxy does to a connection is what it says."""

import asyncio
import contextlib
import time

import pytest

from hold.proxy import Manner, Proxy


class Echo:
    """A server that sends back what it gets, in capital letters, and remembers it."""

    def __init__(self):
        self.got = b""

    async def serve(self, reader, writer):
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                self.got += data
                writer.write(data.upper())
        writer.transport.abort()


@pytest.fixture
def echo():
    return Echo()


@pytest.fixture
async def proxy(echo):
    server = await asyncio.start_server(echo.serve, "127.0.0.1", 0)
    made = Proxy(lambda: asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1]))
    await made.start()
    yield made
    await made.stop()
    server.close()
    await asyncio.sleep(0.05)


@contextlib.asynccontextmanager
async def connected(proxy):
    reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()
        await asyncio.sleep(0)


async def said(reader, count):
    return await asyncio.wait_for(reader.readexactly(count), 10)


async def ends(reader):
    with contextlib.suppress(ConnectionError):
        return await asyncio.wait_for(reader.read(), 10)
    return b""


async def test_it_passes_on_what_it_gets(proxy):
    data = b"many bytes " * 50_000
    async with connected(proxy) as (reader, writer):
        writer.write(data)
        assert await said(reader, len(data)) == data.upper()
        writer.write_eof()
        assert await ends(reader) == b""


async def test_a_cut_connection_ends_and_new_ones_are_refused(proxy):
    async with connected(proxy) as (reader, writer):
        writer.write(b"one")
        await said(reader, 3)
        proxy.manner = Manner(refuses=True)
        proxy.cut()
        assert await ends(reader) == b""
    async with connected(proxy) as (reader, _):
        assert await ends(reader) == b""


async def test_a_delay_takes_its_time_in_each_direction(proxy):
    proxy.manner = Manner(delay=0.2)
    async with connected(proxy) as (reader, writer):
        began = time.monotonic()
        writer.write(b"one")
        assert await said(reader, 3) == b"ONE"
        assert time.monotonic() - began >= 0.4


async def test_what_is_swallowed_never_comes_and_neither_does_the_rest(proxy, echo):
    proxy.manner = Manner(swallows=True)
    async with connected(proxy) as (reader, writer):
        writer.write(b"one")
        await asyncio.sleep(0.1)
        proxy.manner = Manner()
        writer.write(b"two")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(reader.read(1), 0.3)
    assert echo.got == b""


async def test_half_a_request_arrives(proxy, echo):
    proxy.manner = Manner(cuts_requests=True)
    async with connected(proxy) as (reader, writer):
        writer.write(b"12345678")
        await ends(reader)
    await asyncio.sleep(0.05)
    assert echo.got == b"1234"


async def test_a_request_arrives_and_its_answer_does_not(proxy, echo):
    proxy.manner = Manner(severs_answers=(b"COMMIT",))
    async with connected(proxy) as (reader, writer):
        writer.write(b"select")
        assert await said(reader, 6) == b"SELECT"
        writer.write(b"commit")
        assert await ends(reader) == b""
    assert echo.got == b"selectcommit"


async def test_slices_make_up_the_whole(proxy):
    proxy.manner = Manner(slices=True)
    data = bytes(range(97, 123)) * 100
    async with connected(proxy) as (reader, writer):
        writer.write(data)
        assert await said(reader, len(data)) == data.upper()
