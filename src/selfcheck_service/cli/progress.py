"""How far something has got that takes its time: a bar on the error stream for whoever sits before the screen."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

Progress = Callable[[int, int], None]


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """Show how much is done of how much, as often as the function is called that this yields."""
    with typer.progressbar(length=1, file=sys.stderr, label=label, hidden=not _watched()) as bar:

        def progress(done: int, whole: int) -> None:
            bar.length = whole
            bar.update(done - bar.pos)

        yield progress


def expires_in(seconds: float) -> Callable[[], bool]:
    """Return what tells whether so many seconds are over, counted from now."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


def _watched() -> bool:
    """Tell whether somebody sits before the screen; a bar in a log file is noise."""
    return sys.stdout.isatty() and sys.stderr.isatty()
