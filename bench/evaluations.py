"""`POST /v1/evaluations` without sockets: the whole service, an echo of the same sizes, and the bare minimum."""

import asyncio
import contextlib
import gc
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

import uvloop

from bench.asgi import App, Call, answer_of, call_of, seconds_per_call
from bench.comparators.bare import create_bare
from bench.comparators.echo import create_echo
from bench.definition import bench_definition, request_bodies
from bench.measuring import Contestant, Costs, interleave, ratios
from bench.results import Row
from bench.service import running_service
from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import compile_plan
from selfcheck_service.edge.server import settle

PASSES = 5
_STDERR = 2


def measure_evaluations(rounds: int) -> list[Row]:
    """Measure all forms of the request against both comparators."""
    with tempfile.TemporaryDirectory() as folder, log_in(Path(folder) / "log"):
        costs, size = costs_of_calls(Path(folder), rounds)
    request = f"POST /v1/evaluations, 60 items, {size / 1000:.0f} kB"
    return [
        # Why not more: docs/decisions/0008-exact-and-explained-before-fast.md.
        Row(f"{request}, explanation=none", "FastAPI echo", ratios(costs, "echo", "none"), floor=0.6, aim=0.8),
        Row("the same", "bare ASGI app", ratios(costs, "bare", "none"), floor=0.5, aim=0.65),
        Row("the same, explanation=short", "FastAPI echo", ratios(costs, "echo", "short")),
        Row("the same, explanation=full", "FastAPI echo", ratios(costs, "echo", "full")),
    ]


def costs_of_calls(folder: Path, rounds: int) -> tuple[Costs, int]:
    """Return what calls cost on the loop that the server uses, and how long the answers are."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        service = running_service(folder, [bench_definition()])
        started = runner.run(service.__aenter__())
        calls = {detail: _calls(started.authorization, detail) for detail in ("none", "short", "full")}
        contents = [runner.run(answer_of(started.app, call)) for call in calls["none"]]
        typical = sorted(contents, key=len)[len(contents) // 2]
        echo = create_echo(typical)
        bare = create_bare(compile_plan(parse_definition(bench_definition())))
        assert [runner.run(answer_of(bare, call)) for call in calls["none"]] == contents
        assert json.loads(runner.run(answer_of(echo, calls["none"][0]))) == json.loads(typical)
        settle_memory()
        contestants = {
            "echo": _contestant(runner, echo, calls["none"] * PASSES),
            "bare": _contestant(runner, bare, calls["none"] * PASSES),
            "none": _contestant(runner, started.app, calls["none"] * PASSES),
            # The long explanations take longer, and are information only.
            "short": _contestant(runner, started.app, calls["short"]),
            "full": _contestant(runner, started.app, calls["full"]),
        }
        costs = interleave(contestants, rounds)
        runner.run(service.__aexit__(None, None, None))
    return costs, round(mean(map(len, contents)))


def _calls(authorization: bytes, detail: str) -> list[Call]:
    bodies = (json.dumps(body, ensure_ascii=False).encode() for body in request_bodies())
    return [call_of(body, authorization, f"explanation={detail}".encode()) for body in bodies]


def _contestant(runner: asyncio.Runner, app: App, calls: Sequence[Call]) -> Contestant:
    return lambda: runner.run(seconds_per_call(app, calls))


def settle_memory() -> None:
    """Do for all contestants what the service does at its start, and the default server does not."""
    gc.collect()
    settle()


@contextlib.contextmanager
def log_in(path: Path) -> Iterator[None]:
    """Let the service write its log lines to a file meanwhile."""
    kept = os.dup(_STDERR)
    with path.open("wb") as log:
        os.dup2(log.fileno(), _STDERR)
    try:
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)
