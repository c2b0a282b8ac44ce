"""The least that an answer over ASGI can cost: decode, evaluate with the same core, encode, and nothing round it."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec

from selfcheck_service.core.scoring import Plan, encode_evaluation, evaluate, parse_answers

Message = MutableMapping[str, Any]
Asgi = Callable[[Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]


def create_bare(plan: Plan) -> Asgi:
    """Return an app that evaluates answers under one plan; it checks nothing but the answers."""
    decode = msgspec.json.Decoder().decode
    plans = {(plan.key, plan.version): plan}

    async def app(
        scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
    ) -> None:
        del scope
        body = decode((await receive())["body"])
        asked = plans[body["questionnaire"], body["version"]]
        evaluation = evaluate(parse_answers(asked, body), language=body["language"], explanation="none")
        content = encode_evaluation(evaluation)
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    return app
