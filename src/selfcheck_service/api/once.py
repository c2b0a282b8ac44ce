"""Creating something once, however often the request for it is sent: the header `Idempotency-Key`.

What is made and what is answered are committed together. So a request that is repeated after a crash, on another
replica or by two clients at once makes one thing, and every repetition reads what the first one read.
"""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

import msgspec
from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel

from selfcheck_service.api.dependencies import Now
from selfcheck_service.core.definition import Problem, canonical_json
from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.principals import ApiKey, Principal
from selfcheck_service.edge.problems import ParametersInvalid
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.idempotency import Reply, keep_reply, take_key

# Whoever repeats a request later than this means another thing.
KEPT_FOR = timedelta(hours=24)
# Members that must be null, or not there, in what is stored.
NEVER_KEPT = frozenset({"access_code", "code", "codes", "facilitator_key", "links", "secret", "slips"})
_CHANGED = 200
_CREATED = 201


@dataclass(frozen=True, slots=True)
class Created:
    """What a POST made: where it is, what the caller reads, and what is kept for whoever sends the request again.

    `kept` is needed where `shown` holds what must not be stored, such as codes; in `kept` these are null. Without a
    `location` something that was there has changed, and the status is 200 in place of 201.
    """

    location: str | None
    shown: BaseModel
    kept: BaseModel | None = None

    @property
    def status(self) -> int:
        """Return the status of the answer."""
        return _CHANGED if self.location is None else _CREATED


Create = Callable[[Transaction], Awaitable[Created]]


class Creation:
    """Runs what a POST creates, once for each Idempotency-Key of a caller."""

    def __init__(self, request: Request, key: str | None, now: datetime) -> None:
        self._request = request
        self._key = key
        self._now = now

    async def __call__(self, principal: Principal, body: BaseModel, create: Create) -> Response:
        """Return 201 or 200 with what `create` made in a transaction, or what was answered to the same request before.

        Raises `ParametersInvalid` where the key came with another request before, and whatever `create` raises; then
        nothing is stored, and the same request may be sent again. Without an Idempotency-Key, and for somebody without
        an API key, every request makes something new.
        """
        context = context_of(self._request.scope)
        async with context.database.transaction() as transaction:
            if self._key is None or not isinstance(principal, ApiKey):
                return self._response(await create(transaction))
            key_hash = hashlib.sha256(self._key.encode()).digest()
            request_hash = self._hash(body)
            earlier = await take_key(transaction, principal.caller, key_hash, at=self._now, since=self._now - KEPT_FOR)
            if earlier is None:
                created = await create(transaction)
                reply = _reply(created, request_hash, self._now)
                await keep_reply(transaction, principal.caller, key_hash, reply)
                return self._response(created)
        if earlier.request_hash != request_hash:
            raise ParametersInvalid([Problem("@Idempotency-Key", "idempotency_key_reused")])
        return self._answer(earlier.status, earlier.location, earlier.body, {"idempotency-replayed": "true"})

    def _hash(self, body: BaseModel) -> bytes:
        """Return the SHA-256 of what is asked for; how the body was written does not matter."""
        said = canonical_json(body.model_dump(mode="json", exclude_unset=True))
        start = f"{self._request.method} {self._request.url.path}\n".encode()
        return hashlib.sha256(start + said).digest()

    def _response(self, created: Created) -> Response:
        return self._answer(created.status, created.location, created.shown.model_dump_json().encode(), {})

    def _answer(self, status: int, location: str | None, body: bytes, headers: dict[str, str]) -> Response:
        if location is not None:
            headers["location"] = context_of(self._request.scope).root_path + location
        return Response(body, status_code=status, media_type="application/json", headers=headers)


def _reply(created: Created, request_hash: bytes, at: datetime) -> Reply:
    body = (created.kept or created.shown).model_dump_json().encode()
    if _holds_secrets(msgspec.json.decode(body)):
        raise ValueError("what is kept of this reply holds codes")
    return Reply(request_hash, created.status, created.location, body, at)


def _holds_secrets(value: object) -> bool:
    if isinstance(value, list):
        return any(map(_holds_secrets, value))
    if not isinstance(value, dict):
        return False
    # Links with codes are a list; where something goes on is a map of paths.
    told = (value.get(name) for name in NEVER_KEPT if name != "links" or isinstance(value.get(name), list))
    if any(each is not None for each in told):
        return True
    return any(map(_holds_secrets, value.values()))


async def _creation(
    request: Request,
    now: Now,
    key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            pattern=r"^[ -~]{1,200}$",
            description="Chosen by the client, best a UUID. For 24 hours the same request with the same value makes "
            "nothing anew and gets the same answer, with `Idempotency-Replayed: true`.",
        ),
    ] = None,
) -> Creation:
    return Creation(request, key, now)


Once = Annotated[Creation, Depends(_creation)]
