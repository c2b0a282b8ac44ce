"""Pages beside the same data by the interface for programs: what it costs to make a page of it.

Called over ASGI in this process, on SQLite; processor time counts, which others on the machine do not change. Pages are
compressed, as browsers ask for it.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import uvloop
from fastapi import FastAPI

from bench.asgi import Call, answer_of
from bench.definition import KEY, VERSION, bench_definition, request_bodies
from bench.evaluations import log_in, settle_memory
from bench.measuring import Contestant, interleave, ratios
from bench.page_world import CODES, EVENTS, MEASURES, Header, PageWorld, page_world
from bench.results import Row

CALLS = 10
CEILING, AIM = 3.0, 2.0
# Most who look at a questionnaire have not signed in.
_NOBODY = (b"user-agent", b"bench")


@dataclass(frozen=True, slots=True)
class Pair:
    """A page, and the calls that bring the same data."""

    page: Call
    calls: Sequence[Call]


def measure_pages(rounds: int) -> list[Row]:
    """Measure pages against the calls that bring the same data; in each row less is better."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        stack.enter_context(log_in(folder / "log"))
        runner = stack.enter_context(asyncio.Runner(loop_factory=uvloop.new_event_loop))
        service = page_world(folder)
        world = runner.run(service.__aenter__())
        pairs = {**_of_facilitators(world), **_of_others(world)}
        settle_memory()
        contestants: dict[str, Contestant] = {}
        for name, pair in pairs.items():
            contestants[f"{name} page"] = _contestant(runner, world.app, [pair.page])
            contestants[f"{name} data"] = _contestant(runner, world.app, pair.calls)
        costs = interleave(contestants, rounds)
        runner.run(service.__aexit__(None, None, None))
    return [
        Row(
            f"page: {name}",
            "the same data by the API",
            ratios(costs, f"{name} page", f"{name} data"),
            CEILING,
            AIM,
            lower_is_better=True,
        )
        for name in pairs
    ]


def _of_facilitators(world: PageWorld) -> dict[str, Pair]:
    caller = world.callers["facilitator"]
    key, session = caller.key, caller.session
    one, town = f"/rounds/{world.round.id}", f"/v1/municipalities/{world.round.municipality_id}"
    read = [_get(f"/v1{one}", key), _get(town, key), _get(f"/v1{one}/participation", key)]
    done, version = f"/rounds/{world.released.id}", f"{world.released.questionnaire}/versions/{world.released.version}"
    # Who shows a release needs the round, the questionnaire with its texts, and the brief: profile, grid and agreement.
    release = [
        _get(f"/v1{done}", key),
        _get(f"/v1/municipalities/{world.released.municipality_id}", key),
        _get(f"/v1{done}/releases/1", key),
        _get(f"/v1/questionnaires/{version}", key),
    ]
    decided = [_get(f"/v1{done}/focus-fields", key), _get(f"/v1{done}/consensus", key)]
    brief = _get(f"/v1{done}/releases/1/workshop-brief", key, b"kind=half_day&people=30")
    plan = [_get(f"/v1{done}/measures", key), _get(f"/v1{done}/measures/readiness", key)]
    return {
        "20 rounds": Pair(_get("/manage/rounds", session), [_get("/v1/rounds", key, b"limit=20")]),
        "a round": Pair(_get(f"/manage{one}", session), [*read, _get(f"/v1{one}/releases", key)]),
        f"invitations, {CODES} codes": Pair(
            _get(f"/manage{one}/invitations", session), [*read, _get(f"/v1{one}/invitations", key)]
        ),
        "results, 80 items": Pair(_get(f"/manage{done}/releases/1", session), [*release, brief]),
        "workshop": Pair(_get(f"/manage{done}/workshop", session), [*release, brief, *decided]),
        "consensus": Pair(_get(f"/manage{done}/workshop/consensus", session), [*release, brief, *decided]),
        f"{MEASURES} measures": Pair(_get(f"/manage{done}/measures", session), [*release, brief, *decided, *plan]),
    }


def _of_others(world: PageWorld) -> dict[str, Pair]:
    author, operator = world.callers["author"], world.callers["operator"]
    body = request_bodies()[0]
    answers = {f"answer.{key}": str(value) for key, value in body["answers"].items() if isinstance(value, int | float)}
    form = urlencode({**answers, **{f"profile.{key}": value for key, value in body["profile"].items()}})
    path, version = f"/questionnaires/{KEY}/{VERSION}", f"/v1/questionnaires/{KEY}/versions/{VERSION}"
    data = json.dumps(body).encode()
    field = f"/answer/{world.round.id}/fields/{bench_definition()['fields'][0]['key']}"
    welcome = _get(f"/v1/rounds/{world.round.id}/welcome", world.code)
    return {
        "start": Pair(_get("/", author.session), [_get("/v1/questionnaires", author.key), _get(version, author.key)]),
        "a questionnaire, 60 items": Pair(_get(path, _NOBODY), [_get(version, author.key)]),
        "an evaluation, 60 items": Pair(
            _post(f"{path}/evaluation", form.encode()),
            [
                _post("/v1/evaluations", data, world.callers["service"].key, query=b"explanation=full"),
                _get(version, author.key),
            ],
        ),
        "a field to answer": Pair(
            _get(field, world.cookie), [welcome, _get(world.draft, world.secret), _get(version, author.key)]
        ),
        "versions": Pair(
            _get(f"/author/questionnaires/{KEY}", author.session), [_get(f"/v1/questionnaires/{KEY}", author.key)]
        ),
        f"the trail, 50 of {EVENTS}": Pair(
            _get("/operate/trail", operator.session),
            # The page says whose it was, and what the round is called.
            [_get("/v1/audit", operator.key, b"limit=50"), *_of_the_round(world)],
        ),
    }


def _of_the_round(world: PageWorld) -> list[Call]:
    key = world.callers["facilitator"].key
    return [_get(f"/v1/rounds/{world.round.id}", key), _get(f"/v1/municipalities/{world.round.municipality_id}", key)]


def _get(path: str, shown: Header, query: bytes = b"") -> Call:
    return Call(b"", _headers(path, shown), query=query, path=path, method="GET")


def _post(path: str, body: bytes, *shown: Header, query: bytes = b"") -> Call:
    kind = b"application/json" if path.startswith("/v1") else b"application/x-www-form-urlencoded"
    length = (b"content-length", str(len(body)).encode())
    own = ((b"content-type", kind), length, (b"sec-fetch-site", b"same-origin"))
    return Call(body, (*_headers(path, *shown), *own), query=query, path=path)


def _headers(path: str, *shown: Header) -> tuple[Header, ...]:
    accept = b"application/json" if path.startswith("/v1") else b"text/html"
    return (
        (b"host", b"127.0.0.1:8000"),
        (b"accept", accept),
        (b"accept-language", b"de"),
        (b"accept-encoding", b"gzip"),
        *shown,
    )


def _contestant(runner: asyncio.Runner, app: FastAPI, calls: Sequence[Call]) -> Contestant:
    async def read() -> float:
        begin = time.process_time()
        for _ in range(CALLS):
            for call in calls:
                await answer_of(app, call)
        return (time.process_time() - begin) / CALLS

    return lambda: runner.run(read())
