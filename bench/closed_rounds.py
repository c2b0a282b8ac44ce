"""Closed rounds with very many responses, the requests that seal them and read their release."""

import contextlib
import functools
import json
from collections.abc import Sequence
from pathlib import Path

from bench.clients import converse
from bench.definition import answer_sets
from bench.postgres import query
from bench.rounds import make_rounds
from bench.sockets import Address, serving
from selfcheck_service.storage import Database
from selfcheck_service.storage.rounds import RoundRow
from selfcheck_service.use_cases.understanding import encode_plain

# So many different sets of answers, each of which is given again and again.
SETS = 2_000
_FILL = """
    INSERT INTO responses (municipality_id, round_id, id, terms_hash, perspective, secret_hash, language, answers,
        entered_on, changed_on)
    SELECT $1, $2, gen_random_uuid(), $3, '', sha256(n::text::bytea), 'de', ($4::bytea[])[1 + n % $5],
        current_date, current_date
    FROM generate_series(1, $6) AS n
    """
_CLOSE = "UPDATE rounds SET closes_at = now() - interval '1 hour' WHERE id = $1"


async def prepare_rounds(url: str, count: int) -> list[RoundRow]:
    """Return rounds in an empty database, open ones that nobody has answered."""
    database = Database(url, seconds=60)
    made = await make_rounds(database, count)
    await database.close()
    return made


@functools.cache
def _answers() -> list[bytes]:
    return [encode_plain(members["answers"]) for members in answer_sets("middle", SETS)]


async def fill_and_close(url: str, found: RoundRow, count: int) -> None:
    """Let so many respond to a round, and close it."""
    await query(url, _FILL, found.municipality_id, found.id, found.terms_hash, _answers(), SETS, count)
    await query(url, _CLOSE, found.id)
    await query(url, "ANALYZE responses")
    # What was written long ago is on the disk, as it is before a round is sealed in earnest.
    await query(url, "CHECKPOINT")


def serving_releases(ready: Path, name: str, url: str) -> contextlib.AbstractContextManager[Address]:
    """Run a server of `bench.release_servers`."""
    return serving(ready, lambda port: ["bench.release_servers", name, str(port), str(ready), url])


async def seal(address: Address, found: RoundRow, *, n: int) -> float:
    """Seal a round by one request; return the seconds that it took."""
    request = request_of("POST", f"/v1/rounds/{found.id}/releases", address)
    seen = await converse(address.port, [request], clients=1, status=201)
    assert json.loads(seen.first)["n"] == n, seen.first[:200]
    return seen.seconds


def request_of(method: str, path: str, address: Address) -> bytes:
    """Return a request without a body, as a client in the same data centre would send it."""
    head: Sequence[str] = (
        f"{method} {path} HTTP/1.1",
        f"host: 127.0.0.1:{address.port}",
        "user-agent: bench",
        "accept: application/json",
        "accept-language: de",
        f"authorization: {address.authorization.decode()}",
        "content-length: 0",
    )
    return "\r\n".join((*head, "", "")).encode()
