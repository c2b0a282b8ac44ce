"""What has to be there before anybody can answer: a municipality, rounds, and codes. All of the contract stands here.

Whoever changes the wire of rounds changes this module, and no other of the proof.
"""

import asyncio
import hashlib
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hold.http import Reply
from hold.replica import SERVICE, Replica

QUESTIONNAIRE, VERSION = "weltoffene-kommune", "0.1.0"
# Two that answer the full form, one that answers the short one.
PERSPECTIVES = ("verwaltungsspitze", "fachverwaltung", "politik")
MIRRORED = "politik"
# So many codes of each personal invitation are taken back before anybody uses them.
REVOKED = 2
JSON = {"Accept-Language": "en"}


@dataclass(frozen=True, slots=True)
class Seat:
    """The right to one response."""

    round: str
    perspective: str
    code: str
    # Whether the code is good for nobody else.
    single: bool


@dataclass(slots=True)
class Round:
    """A round that is open, with its seats, and how many codes each perspective was given to use."""

    id: str
    seats: list[Seat] = field(default_factory=list)
    # Issued and not revoked.
    usable: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything that the participants of a run need, and the key of who set it up."""

    authorization: dict[str, str]
    rounds: list[Round]
    # The items that each perspective is asked, each answered by 0 to 4.
    items: dict[str, list[str]]


async def set_up(replica: Replica, *, rounds: int, seats: int) -> Setting:
    """Make so many open rounds with so many seats each. Raises `RuntimeError` where the service refuses."""
    authorization = {"Authorization": f"Bearer {await _make_key(replica)}"}
    definition = await _get(replica, f"/v1/questionnaires/{QUESTIONNAIRE}/versions/{VERSION}")
    municipality = await _post(
        replica, "/v1/municipalities", authorization, {"name": "Musterstadt", "type": "municipality_in_district"}
    )
    made = [await _make_round(replica, authorization, municipality["id"], seats) for _ in range(rounds)]
    return Setting(authorization, made, _items(definition))


async def _make_round(replica: Replica, authorization: dict[str, str], municipality: str, seats: int) -> Round:
    now = datetime.now(UTC)
    body = {
        "municipality": municipality,
        "questionnaire": QUESTIONNAIRE,
        "version": VERSION,
        "title": "Rehearsal",
        "perspectives": list(PERSPECTIVES),
        "opens_at": _moment(now - timedelta(minutes=1)),
        "closes_at": _moment(now + timedelta(days=1)),
    }
    made = Round((await _post(replica, "/v1/rounds", authorization, body))["id"])
    # Most have a code of their own; one perspective comes by an open link, whose one code is good for many.
    shares = {"verwaltungsspitze": seats // 2, "fachverwaltung": seats // 4}
    shares["politik"] = seats - sum(shares.values())
    for perspective, count in shares.items():
        kind = "open" if perspective == MIRRORED else "personal"
        single = kind == "personal"
        wanted: dict[str, Any] = {"perspective": perspective, "kind": kind, "count": count + (REVOKED if single else 0)}
        codes = (await _post(replica, f"/v1/rounds/{made.id}/invitations", authorization, wanted))["codes"]
        for code in codes[count:]:
            await _post(replica, f"/v1/rounds/{made.id}/revocations", authorization, {"code": code})
        made.usable[perspective] = count
        made.seats += [Seat(made.id, perspective, codes[number % len(codes)], single) for number in range(count)]
    return made


def _items(definition: dict[str, Any]) -> dict[str, list[str]]:
    items = [item for one in definition["fields"] for item in one["items"] if item.get("scale") == "stage5"]
    full = [item["key"] for item in items]
    mirrored = [item["key"] for item in items if "mirrored" in item.get("forms", {})]
    return {perspective: mirrored if perspective == MIRRORED else full for perspective in PERSPECTIVES}


def make_answers(items: Sequence[str], chance: random.Random) -> dict[str, Any]:
    """Return answers to most of the items; some say that there is none."""
    said: dict[str, Any] = {}
    for key in items:
        drawn = chance.randrange(20)
        if drawn > 1:
            said[key] = drawn % 5
        elif drawn == 1:
            said[key] = {"no_answer": "dont_know"}
    return said


def body_of(answers: dict[str, Any]) -> bytes:
    """Return the body that submits answers, or keeps them as a draft."""
    return json.dumps({"answers": answers, "language": "en"}, separators=(",", ":")).encode()


def path_of(seat: Seat, response: str, kind: str = "responses") -> str:
    """Return where a response lies, or with `drafts` its draft."""
    return f"/v1/rounds/{seat.round}/{kind}/{response}"


def headers_of(secret: str, *, code: str | None = None, etag: str | None = None) -> dict[str, str]:
    """Return what a respondent shows."""
    shown = {**JSON, "Selfcheck-Response-Secret": secret}
    if code is not None:
        shown["Selfcheck-Access-Code"] = code
    if etag is not None:
        shown["If-Match"] = etag
    return shown


def digest(body: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()


async def _make_key(replica: Replica) -> str:
    """Make a key for facilitators on the command line, as an operator would."""
    command = [sys.executable, "-m", SERVICE, "keys", "create", "--scope", "facilitator"]
    process = await asyncio.create_subprocess_exec(
        *command, env=replica.environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    printed, said = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"no key could be made:\n{said.decode(errors='replace')}")
    return printed.decode().strip()


async def _post(replica: Replica, path: str, authorization: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    reply = await replica.ask("POST", path, headers={**JSON, **authorization}, body=json.dumps(body).encode())
    return _checked(reply, f"POST {path}")


async def _get(replica: Replica, path: str) -> dict[str, Any]:
    return _checked(await replica.ask("GET", path, headers=JSON), f"GET {path}")


def _checked(reply: Reply, what: str) -> dict[str, Any]:
    if reply.status not in (200, 201):
        raise RuntimeError(f"{what}: {reply.status} {reply.body.decode(errors='replace')}")
    return dict(reply.json())


def _moment(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
