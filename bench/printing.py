"""PDF: what ten pages cost, what a thousand exports leave in memory, and what others notice while many are printed.

A server process on a real PostgreSQL prints the papers of a workshop, in the processes that it starts for that.
"""

import asyncio
import contextlib
import io
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import msgspec
import psutil
import typst
import uvloop
from pypdf import PdfReader

from bench.clients import converse
from bench.closed_rounds import fill_and_close, prepare_rounds, request_of, seal, serving_releases
from bench.measuring import Costs, Spread, interleave, ratios, show
from bench.postgres import durable_postgres, query
from bench.results import Row
from bench.rounds import issue_codes
from bench.sealing import listener
from bench.sockets import Address
from bench.steady import CLIENTS, RATE, submit_until, tail_of
from bench.submitting import requests_of
from selfcheck_service.core.workshop import PreparedWorkshop, prepare_workshop
from selfcheck_service.reports.pdf.brief import brief_job
from selfcheck_service.reports.pdf.printer import Job, make
from selfcheck_service.storage import Database
from selfcheck_service.storage.rounds import RoundRow
from tests.core.workshop.briefs import brief_of
from tests.postgres import create_database

PAGES = 10
_EMPTY = "#set document(title: [Empty])\n= Empty {}"
_ALONE = "import typst; typst.compile(b'', format='pdf')"
_PAPERS = ("workshop-brief.pdf", "workshop-brief/cards.pdf", "workshop-brief/measure-sheets.pdf")


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: exports in all, at first and at once, responses, sweeps of the load, their seconds."""

    exports: int = 1_000
    first: int = 50
    at_once: int = 20
    responses: int = 100
    sweeps: int = 9
    calm: float = 5.0
    codes: int = 20_000


_WHOLE = Size()


@dataclass(frozen=True, slots=True)
class Scene:
    """A server, the exports that it can be asked for, each another one, and requests that submit in an open round."""

    url: str
    address: Address
    process: psutil.Process
    exports: Iterator[bytes]
    requests: Iterator[bytes]


def measure_printing(rounds: int, size: Size = _WHOLE) -> list[Row]:
    """Measure pages in rounds, exports once, and the load in some sweeps; in each row less is better."""
    rows = _pages(rounds)
    with contextlib.ExitStack() as stack:
        runner = stack.enter_context(asyncio.Runner(loop_factory=uvloop.new_event_loop))
        server = stack.enter_context(durable_postgres())
        url = runner.run(create_database(server, "printing"))
        ready = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "service"
        made = runner.run(prepare_rounds(url, 2))
        codes = runner.run(_codes(url, made[0], size.codes))
        address = stack.enter_context(serving_releases(ready, "service", url))
        runner.run(fill_and_close(url, made[1], size.responses))
        runner.run(seal(address, made[1], n=size.responses))
        submitting = requests_of(f"/v1/rounds/{made[0].id}", codes, address.port)
        exports = _exports(f"/v1/rounds/{made[1].id}/releases/1", address)
        scene = Scene(url, address, listener(address.port), exports, submitting)
        return [*rows, *runner.run(_memory(scene, size)), *runner.run(_load(scene, size))]


def _pages(rounds: int) -> list[Row]:
    prepared = prepare_workshop(brief_of("blocks"), "half_day", 30)
    job = _job(prepared, "once")
    pages = len(PdfReader(io.BytesIO(make(job))).pages)
    numbers = itertools.count()

    def ten_pages() -> float:
        # Typst remembers what it has set: each time other texts, as other municipalities have.
        mine = _job(prepared, f"{next(numbers)}")
        begin = time.process_time()
        make(mine)
        return (time.process_time() - begin) * PAGES / pages

    def empty_page() -> float:
        source = _EMPTY.format(next(numbers)).encode()
        begin = time.process_time()
        typst.compile(source, format="pdf", pdf_standards=["ua-1"])
        return time.process_time() - begin

    costs = interleave({"ten": ten_pages, "empty": empty_page, "alone": _empty_page_alone}, rounds)
    what = f"{PAGES} pages of a workshop brief as PDF/UA-1 ({median(costs['ten']) * 1000:.0f} ms)"
    return [
        Row(what, "Typst, an empty page, a process", ratios(costs, "ten", "alone"), 5, 3, lower_is_better=True),
        Row("the same", "Typst, an empty page, warm", ratios(costs, "ten", "empty"), lower_is_better=True),
    ]


def _job(prepared: PreparedWorkshop, mark: str) -> Job:
    job = brief_job(prepared)
    data = json.loads(msgspec.json.encode(job.data).replace(b'"text":"', f'"text":"{mark} '.encode()))
    return Job(template=job.template, data=data, language=job.language, title=job.title, day=job.day.isoformat())


def _empty_page_alone() -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", _ALONE], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


async def _codes(url: str, found: RoundRow, count: int) -> list[str]:
    database = Database(url, seconds=60)
    codes = await issue_codes(database, found, count)
    await database.close()
    return codes


def _exports(release: str, address: Address) -> Iterator[bytes]:
    """Yield requests for papers without end, hardly one of which is like another."""
    kinds = ("online", "half_day", "full_day", "two_parts")
    for paper, language, people, kind in itertools.cycle(
        (paper, language, people, kind)
        for people in range(5, 61)
        for kind in kinds
        for language in ("de", "en")
        for paper in _PAPERS
    ):
        yield request_of("GET", f"{release}/{paper}?language={language}&kind={kind}&people={people}", address)


async def _export(scene: Scene, count: int, clients: int) -> None:
    requests = list(itertools.islice(scene.exports, count))
    await converse(scene.address.port, requests, clients=clients, status=200)


async def _memory(scene: Scene, size: Size) -> list[Row]:
    await _export(scene, size.first, 2)
    first, printers = scene.process.memory_info().rss, _largest_printer(scene.process)
    for number in range(size.first, size.exports, size.first):
        show(f"{number:,} of {size.exports:,} exports")
        await _export(scene, size.first, 2)
    show("")
    last, printers_last = scene.process.memory_info().rss, _largest_printer(scene.process)
    after = f"after the first {size.first}"
    what = f"memory of the service after {size.exports:,} exports as PDF ({last / 2**20:.0f} MiB)"
    theirs = f"memory of its largest printing process ({printers_last / 2**20:.0f} MiB)"
    return [
        Row(what, after, _once(last / first), floor=1.1, aim=1.05, lower_is_better=True),
        Row(theirs, after, _once(printers_last / printers), floor=1.1, aim=1.05, lower_is_better=True),
    ]


def _once(ratio: float) -> Spread:
    return Spread(ratio, ratio, ratio)


def _largest_printer(server: psutil.Process) -> int:
    return max(child.memory_info().rss for child in server.children())


async def _load(scene: Scene, size: Size) -> list[Row]:
    costs: Costs = {"calm": [], "printing": []}
    for _ in range(size.sweeps):
        await _settle(scene)
        done = asyncio.Event()
        asyncio.get_running_loop().call_later(size.calm, done.set)
        costs["calm"].append(tail_of(await submit_until(done, scene.address.port, scene.requests)))
        await _settle(scene)
        costs["printing"].append(tail_of(await _submit_while_printing(scene, size.at_once)))
    what = f"p99 of submitting while {size.at_once} PDF are made, {CLIENTS} clients, {RATE}/s altogether"
    calm = f"without ({median(costs['calm']) * 1000:.1f} ms)"
    return [Row(what, calm, ratios(costs, "printing", "calm"), floor=3, aim=2, lower_is_better=True)]


async def _settle(scene: Scene) -> None:
    """Write what is still to be written: a disk that catches up would be laid to whoever submits at that moment."""
    await query(scene.url, "CHECKPOINT")
    await asyncio.to_thread(os.sync)


async def _submit_while_printing(scene: Scene, at_once: int) -> list[float]:
    done = asyncio.Event()

    async def print_them() -> None:
        try:
            await _export(scene, at_once, at_once)
        finally:
            done.set()

    _, latencies = await asyncio.gather(print_them(), submit_until(done, scene.address.port, scene.requests))
    return list(latencies)
