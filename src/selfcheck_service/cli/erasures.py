"""`selfcheck erasures`: what was erased stays erased, also after a restore."""

import asyncio
import contextlib
import json
import os
import sys
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from selfcheck_service.cli.database import with_database
from selfcheck_service.cli.evaluate import existing_or_dash
from selfcheck_service.cli.faults import say
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import CLI
from selfcheck_service.storage.migrate import head_revision
from selfcheck_service.storage.reach import EVERYWHERE
from selfcheck_service.use_cases.deeds import Deed
from selfcheck_service.use_cases.erasures import Applied, apply_erasures, read_erasures, stream_erasures

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Carry erasures over to a restored database.",
)

Target = Annotated[Path, typer.Argument(metavar="FILE", help="Where they are written; - for standard output.")]
Source = Annotated[
    Path,
    typer.Argument(metavar="FILE", callback=existing_or_dash, help="What `export` has written; - for standard input."),
]


@app.command("export")
def export_erasures(file: Target) -> None:
    """Write down which responses were erased, for a restore later on. A file that is there is replaced as a whole."""

    async def work(database: Database) -> int:
        with _written(file) as output:
            return await _write(output, stream_erasures(database, _deed(), head_revision()))

    count = with_database(Settings.load(), work)
    say(f"written: {count}")


@app.command("apply")
def apply_to_restored(file: Source) -> None:
    """Erase in a restored database what had been erased, and keep out what would still come. Twice is harmless.

    Prints what was done as JSON. Rounds that the database does not know are named, and are no fault.
    """
    with _opened(file) as source:
        found = read_erasures(str(file), source)

    async def work(database: Database) -> Applied:
        applied = await apply_erasures(database, _deed(), found)
        await database.scrub_files()
        return applied

    typer.echo(json.dumps(_told(with_database(Settings.load(), work))))


def _deed() -> Deed:
    return Deed(CLI, EVERYWHERE, datetime.now(UTC), uuid.uuid4)


async def _write(output: BinaryIO, lines: AsyncIterator[bytes]) -> int:
    """Write the lines, and return how many erasures they hold: all but the first and the last."""
    count = -2
    async for line in lines:
        output.write(line + b"\n")
        count += 1
    await asyncio.to_thread(_keep, output)
    return count


def _keep(output: BinaryIO) -> None:
    output.flush()
    if output is not sys.stdout.buffer:
        os.fsync(output.fileno())


@contextlib.contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    """Yield what becomes the file at the end of the block, as a whole and only where nothing goes wrong in it."""
    if str(path) == "-":
        yield typer.get_binary_stream("stdout")
        return
    # Nobody but its user may read it, and there is never half a file where a whole one was.
    with tempfile.NamedTemporaryFile(dir=path.absolute().parent, prefix=f".{path.name}.", delete=False) as output:
        try:
            yield output  # type: ignore[misc]  # the type of a temporary file has no name
            Path(output.name).replace(path)
        except BaseException:
            Path(output.name).unlink(missing_ok=True)
            raise


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    if str(path) == "-":
        yield typer.get_binary_stream("stdin")
        return
    with path.open("rb") as source:
        yield source


def _told(applied: Applied) -> dict[str, object]:
    unknown = {str(round_id): count for round_id, count in sorted(applied.unknown.items())}
    return {
        "erased": applied.erased,
        "shut_out": applied.shut_out,
        "erased_before": applied.before,
        "unknown_rounds": unknown,
    }
