"""What leaves a server: the head of a response together with its body, and nothing later than it was written."""

import asyncio

import pytest

from selfcheck_service.edge.server import JoinedWrites


class Recording:
    """The end of a connection that keeps what was sent at once as one part."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.closing = False

    def write(self, data: bytes) -> None:
        assert not self.closing
        self.sent.append(data)

    def writelines(self, parts: tuple[bytes, ...]) -> None:
        self.write(b"".join(parts))

    def close(self) -> None:
        self.closing = True

    def is_closing(self) -> bool:
        return self.closing


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


async def test_what_is_written_alone_leaves_in_the_same_turn(response, recording):
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


async def test_what_waits_leaves_before_the_end(response, recording):
    response.write(b"head")
    response.close()
    assert recording.sent == [b"head"]
    assert recording.closing
    assert response.is_closing()
    await asyncio.sleep(0)
    assert recording.sent == [b"head"]
