"""One HTTP request over one connection, with one deadline: nothing hides what became of it."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

LARGEST = 2**22


class NoAnswer(Exception):
    """The request was not answered, or not completely. Whether it took effect is not known."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that came completely. Names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:  # noqa: ANN401 - whatever the service sent
        """Return the body as data; raises `ValueError` where it is not JSON."""
        return json.loads(self.body)

    @property
    def code(self) -> str | None:
        """The code of a problem, or None where the answer is none."""
        if not self.headers.get("content-type", "").startswith("application/problem+json"):
            return None
        return str(self.json().get("code"))


async def ask(
    port: int, method: str, path: str, *, headers: dict[str, str], body: bytes | None = None, seconds: float
) -> Reply:
    """Send a request to a port of this machine and return the answer.

    Raises `NoAnswer` where there is none within `seconds`, for whatever reason.
    """
    try:
        async with asyncio.timeout(seconds):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=LARGEST)
            try:
                writer.write(_head(method, path, headers, body) + (body or b""))
                return await _read(reader)
            finally:
                writer.transport.abort()
    except (OSError, TimeoutError, EOFError, ValueError, IndexError) as error:
        raise NoAnswer(repr(error)) from error


def _head(method: str, path: str, headers: dict[str, str], body: bytes | None) -> bytes:
    given = {"Host": "127.0.0.1", "Connection": "close", **headers}
    if body is not None:
        given |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items()), "", ""]
    return "\r\n".join(lines).encode()


async def _read(reader: asyncio.StreamReader) -> Reply:
    """Read one answer. A body that is shorter than was said raises `EOFError`."""
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    status = int(first.split(" ")[1])
    length = 0 if status == 204 else int(headers.get("content-length", "-1"))
    if length < 0:
        raise ValueError("an answer without a length could be cut without anybody noticing")
    return Reply(status, headers, await reader.readexactly(length))
