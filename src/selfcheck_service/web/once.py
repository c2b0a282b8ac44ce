"""A form that is sent twice makes one thing: by a double click, by the back button, over a line that broke.

Each form that makes something holds a value of chance. What was made is remembered for a day under the value and all
that was typed: who goes back and types something else means another thing.
"""

import hashlib
import itertools
import json
import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from starlette.requests import Request

from selfcheck_service.edge.context import context_of
from selfcheck_service.edge.moments import current_moment, new_id
from selfcheck_service.storage import Transaction
from selfcheck_service.storage.idempotency import Reply, keep_reply, take_key
from selfcheck_service.web.sent import sent_of
from selfcheck_service.web.visit import Visit

# The name of the hidden field.
ONCE = "once"
_KEPT_FOR = timedelta(hours=24)
_MADE = 201
_SEED = re.compile(r"[0-9a-f]{32}")
Made = TypeVar("Made")


def new_chance() -> str:
    """Return the value that a new form holds."""
    return new_id().hex


async def once(
    request: Request, visit: Visit, make: Callable[[Transaction], Awaitable[tuple[str, Made]]]
) -> tuple[str, Made | None]:
    """Return the path of what a form makes, and the thing itself; None where the same form has made it before.

    `make` works in one transaction with what is remembered. Raises whatever it raises; then nothing is made.
    """
    now, digest = current_moment(), hashlib.sha256(b"page " + _whole(request)).digest()
    async with context_of(request.scope).database.transaction() as transaction:
        caller = visit.principal.caller
        earlier = await take_key(transaction, caller, digest, at=now, since=now - _KEPT_FOR)
        if earlier is not None:
            return earlier.location or "", None
        path, made = await make(transaction)
        await keep_reply(transaction, caller, digest, Reply(digest, _MADE, path, b"", now))
    return path, made


def seed_of(request: Request) -> str:
    """Return 32 hexadecimal digits that follow from the chance of a form and from all that was typed into it.

    What is made of them is made again where the same form comes twice, and never where it says something else. They are
    no more to be guessed than the chance of the form.
    """
    return hashlib.sha256(b"seed " + _whole(request)).hexdigest()[:32]


def is_seed(text: str) -> bool:
    """Tell whether a text is what a new form holds: chance enough for a code."""
    return _SEED.fullmatch(text) is not None


def chance_of(seed: str) -> Callable[[int], int]:
    """Return what gives numbers from 0 to n - 1 that follow from a seed.

    So a form that is sent twice, of which the browser has seen only the second answer, still leads to the same code.
    """
    digests = (hashlib.sha256(f"the code of a room {seed} {at}".encode()).digest() for at in itertools.count())
    return lambda size: int.from_bytes(next(digests)) % size


def _whole(request: Request) -> bytes:
    sent = sent_of(request)
    return json.dumps([request.url.path, sent.one(ONCE), sorted(sent.pairs)]).encode()
