"""Memory after very many evaluations of many versions, in a process of its own.

Run as `python -m bench.memory`, it is that process: it prints the resident memory, in kibibytes, at two moments.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import uvloop

from bench.asgi import Call, answer_of, call_of
from bench.definition import answer_sets, bench_definition, request_bodies
from bench.evaluations import log_in, settle_memory
from bench.measuring import Spread, show
from bench.results import Row
from bench.service import running_service

VERSIONS = 20
EVALUATIONS = 100_000
FIRST = 1_000
SETS = 200
# Mostly what is fast, so that this takes a minute and not ten.
DETAILS = (b"none",) * 8 + (b"short", b"full")
SECONDS = 1800


def measure_memory(rounds: int) -> list[Row]:
    """Measure once: what grows, grows with the evaluations and not with the rounds."""
    del rounds
    finished = subprocess.run(
        [sys.executable, "-m", "bench.memory"], check=True, stdout=subprocess.PIPE, text=True, timeout=SECONDS
    )
    first, last = map(int, finished.stdout.split())
    ratio = last / first
    return [
        Row(
            f"memory after {EVALUATIONS:,} evaluations of {VERSIONS} versions ({last / 1024:.0f} MiB)",
            f"after the first {FIRST:,}",
            Spread(ratio, ratio, ratio),
            floor=1.1,
            aim=1.05,
            lower_is_better=True,
        )
    ]


async def _evaluate_often(folder: Path) -> tuple[int, int]:
    versions = [f"1.0.{number}" for number in range(VERSIONS)]
    first = 0
    process = psutil.Process()
    async with running_service(folder, [bench_definition(version) for version in versions]) as service:
        calls = _calls(versions, service.authorization)
        settle_memory()
        for number in range(EVALUATIONS):
            await answer_of(service.app, calls[number % len(calls)])
            if number + 1 == FIRST:
                first = process.memory_info().rss
            if number % 500 == 0:
                show(f"{number:,} of {EVALUATIONS:,} evaluations")
        show("")
        return first, process.memory_info().rss


def _calls(versions: list[str], authorization: bytes) -> list[Call]:
    """Return calls that ask for all versions in turn, each with other answers."""
    calls, template = [], request_bodies()[0]
    for number, members in enumerate(answer_sets("middle", SETS * VERSIONS)):
        named = {**template, **members, "version": versions[number % VERSIONS]}
        query = b"explanation=" + DETAILS[number // VERSIONS % len(DETAILS)]
        calls.append(call_of(json.dumps(named).encode(), authorization, query))
    return calls


def main() -> None:
    """Print the resident memory after the first evaluations and after all of them."""
    with tempfile.TemporaryDirectory() as folder, log_in(Path(folder) / "log"):
        first, last = uvloop.run(_evaluate_often(Path(folder)))
    sys.stdout.write(f"{first // 1024} {last // 1024}\n")


if __name__ == "__main__":
    main()
