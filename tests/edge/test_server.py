"""What leaves a server: the head of a response together with its body, and nothing later than one turn."""

import asyncio

import pytest
import uvicorn
from uvicorn.server import ServerState

from selfcheck_service.edge.server import GuardedProtocol, JoinedWrites


class Recording:
    """The end of a connection that keeps what was sent at once as one part."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.closing = False

    def write(self, data: bytes) -> None:
        assert not self.closing
        self.sent.append(data)

    def close(self) -> None:
        self.closing = True

    def abort(self) -> None:
        self.closing = True

    def is_closing(self) -> bool:
        return self.closing

    def get_extra_info(self, _name: str) -> None:
        """Nobody knows anything of the other end."""


@pytest.fixture
def recording() -> Recording:
    return Recording()


@pytest.fixture
async def response(recording) -> JoinedWrites:
    return JoinedWrites(recording, asyncio.get_running_loop())


async def test_head_and_body_leave_together(response, recording):
    response.write(b"head")
    response.write(b"body")
    assert recording.sent == [b"headbody"]
    await asyncio.sleep(0)
    assert recording.sent == [b"headbody"]


async def test_what_is_written_alone_leaves_with_the_next_turn(response, recording):
    """As the head of a response does whose body takes its time, and as `100 Continue` does."""
    response.write(b"head")
    assert recording.sent == []
    await asyncio.sleep(0)
    assert recording.sent == [b"head"]
    response.write(b"body")
    await asyncio.sleep(0)
    assert recording.sent == [b"head", b"body"]


async def test_nothing_is_lost_in_a_longer_stream(response, recording):
    for part in (b"head", b"1", b"2", b"3", b"4"):
        response.write(part)
    await asyncio.sleep(0)
    assert recording.sent == [b"head1", b"23", b"4"]


async def test_who_was_cut_off_in_the_meantime_gets_nothing(response, recording):
    """To write to a connection that is no more would be an error in the log."""
    response.write(b"head")
    recording.close()
    await asyncio.sleep(0)
    assert recording.sent == []


async def test_what_waits_leaves_before_the_end(response, recording):
    response.write(b"head")
    response.close()
    assert recording.sent == [b"head"]
    assert recording.closing
    assert response.is_closing()
    await asyncio.sleep(0)
    assert recording.sent == [b"head"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_of_a_complete_response_nothing_waits(recording, method):
    """Whoever stops the server closes a connection whose response is complete, there and then."""
    seen = []
    ended = asyncio.Event()

    async def app(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
        seen.append(len(recording.sent))
        await send({"type": "http.response.body", "body": b"body"})
        seen.append(len(recording.sent))
        ended.set()

    config = uvicorn.Config(app, lifespan="off", log_config=None, ws="none", http=GuardedProtocol)
    config.load()
    protocol = GuardedProtocol(config, ServerState(), {})
    protocol.connection_made(recording)
    protocol.data_received(f"{method} / HTTP/1.1\r\nHost: selfcheck\r\n\r\n".encode())
    await ended.wait()
    assert seen == [0, 1]
    assert recording.sent[0].endswith(b"\r\n\r\nbody" if method == "GET" else b"\r\n\r\n")
    protocol.connection_lost(None)
