"""Broken: whoever submits again gets the acknowledgement from memory, and nobody looks whether it still holds."""

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import selfcheck_service.app
from selfcheck_service.app import served_as
from selfcheck_service.cli import main
from selfcheck_service.settings import Settings


class Memory:
    """Remembers what was answered to whom, and not that it may have changed since."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._answers: dict[tuple[str, bytes, bytes], list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory where the same was submitted before."""
        if scope["type"] != "http" or scope["method"] != "PUT" or "/responses/" not in scope["path"]:
            await self._app(scope, receive, send)
            return
        body = await _read(receive)
        asked = (scope["path"], dict(scope["headers"]).get(b"selfcheck-response-secret", b""), body)
        if asked not in self._answers:
            answer: list[Message] = []

            async def send_and_remember(message: Message) -> None:
                answer.append(message)
                await send(message)

            await self._app(scope, _again(body, receive), send_and_remember)
            if answer and answer[0]["status"] in (200, 201):
                self._answers[asked] = [{**answer[0], "status": 200}, *answer[1:]]
            return
        for message in self._answers[asked]:
            await send(message)


async def _read(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body"):
            return body


def _again(body: bytes, receive: Receive) -> Receive:
    """Return what receives a body that was read already."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def read() -> Message:
        return messages.pop() if messages else await receive()

    return read


def _served(app: ASGIApp, settings: Settings) -> uvicorn.Config:
    return served_as(Memory(app), settings)


if __name__ == "__main__":
    selfcheck_service.app.served_as = _served  # broken on purpose
    main()
