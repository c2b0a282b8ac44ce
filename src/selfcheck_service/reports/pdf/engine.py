"""Printing in processes of their own: as many at once as there are cores, each with a deadline.

Typst holds on to memory and cannot be stopped halfway, so it never runs in the process that serves. A printing process
is started when it is needed, prints one job after the other, makes way for everything else, and ends by itself: after
a while without a job, after so many jobs, and when the process that started it ends.
"""

import asyncio
import atexit
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import IO, cast

import msgspec

from selfcheck_service.core.definition.problems import SelfcheckError

# The largest documents take about a second.
DEADLINE_SECONDS = 30.0
# Who comes after so many that wait is better told at once.
MOST_WAITING = 100
# What Typst remembers grows a little with each job.
JOBS_OF_A_PROCESS = 200
_PRINTER = Path(__file__).with_name("printer.py")
_LENGTH = 4
_DONE = b"\x00"


class PdfNotMade(Exception):
    """A document could not be printed, because its template is wrong. That is a fault of this program."""


class PrintersBusy(SelfcheckError):
    """Too many documents wait already, or one took longer than the deadline. Trying again later may help."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What is printed.

    `template` is the name of a file in `templates`, without its ending; `data` are what it reads, as anything that
    msgspec writes as JSON. `language` is a BCP 47 tag, which chooses hyphenation; `title` is not empty; `day` is the
    date of the document, so that it never depends on when it is printed.
    """

    template: str
    data: object
    language: str
    title: str
    day: date


def make_pdf(job: PrintJob) -> bytes:
    """Return a document as PDF, waiting for it; equal jobs give equal bytes. Raises `PdfNotMade` and `PrintersBusy`."""
    return _print_room().take(job).result()


async def make_pdf_aside(job: PrintJob) -> bytes:
    """Return a document as PDF and let others work meanwhile. Raises `PdfNotMade` and `PrintersBusy`."""
    return await asyncio.wrap_future(_print_room().take(job))


class _Printer:
    """A printing process, used by one thread at a time."""

    def __init__(self) -> None:
        self._jobs = 0
        command = [sys.executable, "-I", str(_PRINTER)]
        # What it says of texts is nobody's business: an error comes back as an answer.
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere, bufsize=0)  # noqa: S603 - our own file, started by our own Python
        self._input, self._output = cast("IO[bytes]", self._process.stdin), cast("IO[bytes]", self._process.stdout)

    @property
    def is_used_up(self) -> bool:
        return self._jobs >= JOBS_OF_A_PROCESS or self._process.poll() is not None

    def print(self, job: bytes, deadline: float) -> bytes:
        """Return the answer to a job. Raises `EOFError` or `OSError` where the process ends before, or is ended."""
        self._jobs += 1
        timer = threading.Timer(deadline, self._process.kill)
        timer.start()
        try:
            _write(self._input, len(job).to_bytes(_LENGTH, "big") + job)
            length = int.from_bytes(_read(self._output, _LENGTH), "big")
            return _read(self._output, length)
        finally:
            timer.cancel()

    def end(self) -> None:
        """End the process and wait for its end."""
        self._process.kill()
        self._input.close()
        self._output.close()
        self._process.wait()


class _PrintRoom:
    """As many printers as there are cores, and a thread for each that waits for it."""

    def __init__(self, printers: int) -> None:
        self._threads = ThreadPoolExecutor(printers, "pdf")
        self._free: list[_Printer] = []
        self._places = threading.BoundedSemaphore(printers + MOST_WAITING)
        atexit.register(self._close)

    def take(self, job: PrintJob) -> Future[bytes]:
        if not self._places.acquire(blocking=False):
            raise PrintersBusy("too many documents wait")
        taken = self._threads.submit(self._print, job)
        taken.add_done_callback(lambda _: self._places.release())
        return taken

    def _print(self, printed: PrintJob) -> bytes:
        job = _written(printed)
        # One that waited may end in the moment in which it is taken; a fresh one does not.
        answer = self._answer(self._free_printer(), job) or self._answer(_Printer(), job)
        if answer is None:
            raise PdfNotMade("the printing process ended")
        if answer[:1] != _DONE:
            raise PdfNotMade(answer[1:].decode(errors="replace"))
        return answer[1:]

    def _answer(self, printer: _Printer, job: bytes) -> bytes | None:
        """Return the answer to a job, or None where the process has ended. Raises `PrintersBusy` after the deadline."""
        until = time.monotonic() + DEADLINE_SECONDS
        try:
            answer = printer.print(job, DEADLINE_SECONDS)
        except (EOFError, OSError):
            printer.end()
            if time.monotonic() >= until:
                raise PrintersBusy("printing took too long") from None
            return None
        self._free.append(printer)
        return answer

    def _free_printer(self) -> _Printer:
        while True:
            # Taking from a list is one step, so no two threads take the same one.
            try:
                printer = self._free.pop()
            except IndexError:
                return _Printer()
            if not printer.is_used_up:
                return printer
            printer.end()

    def _close(self) -> None:
        self._threads.shutdown(cancel_futures=True)
        with suppress(IndexError):
            while True:
                self._free.pop().end()


@cache
def _print_room() -> _PrintRoom:
    return _PrintRoom(printers())


def printers() -> int:
    """Return how many documents are printed at once: one core of those for this process stays for all others."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, cores - 1)


def _written(job: PrintJob) -> bytes:
    about: Mapping[str, object] = {
        "template": job.template,
        "data": job.data,
        "language": job.language,
        "title": job.title,
        "day": job.day,
    }
    return msgspec.json.encode(about)


def _write(pipe: IO[bytes], content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[pipe.write(rest) :]


def _read(pipe: IO[bytes], length: int) -> bytes:
    parts: list[bytes] = []
    while length:
        part = pipe.read(length)
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
