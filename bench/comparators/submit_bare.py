"""The least that storing a body can cost: plain ASGI, a pool of asyncpg, one prepared INSERT, a constant answer."""

import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, MutableMapping
from typing import Any

import asyncpg

Message = MutableMapping[str, Any]
Asgi = Callable[[Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]

_TABLE = "CREATE TABLE bare_responses (id uuid PRIMARY KEY, body bytea NOT NULL)"
_INSERT = "INSERT INTO bare_responses (id, body) VALUES ($1, $2)"
_CONTENT = b"{}"
_ID_LENGTH = 36


@contextlib.asynccontextmanager
async def running_bare(address: str, pool: int) -> AsyncGenerator[Asgi]:
    """Run the app on a database, with so many connections; it makes its table."""
    made = asyncpg.create_pool(address, min_size=pool, max_size=pool, reset=_nothing)
    async with made as connections:
        await connections.execute(_TABLE)
        yield create_bare(connections)


def create_bare(connections: Any) -> Asgi:  # noqa: ANN401 asyncpg ships no types
    """Return an app that stores the body of every request under the id at the end of its path."""
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(_CONTENT)).encode())]

    async def app(
        scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        message = await receive()
        body = message["body"]
        while message.get("more_body"):
            message = await receive()
            body += message["body"]
        async with connections.acquire() as connection:
            # asyncpg prepares a statement once for each connection and keeps it.
            await connection.execute(_INSERT, scope["path"][-_ID_LENGTH:], body)
        await send({"type": "http.response.start", "status": 201, "headers": headers})
        await send({"type": "http.response.body", "body": _CONTENT})

    return app


async def _nothing(_connection: object) -> None:
    """Spare the round trip that would reset a connection: nothing here changes one."""
