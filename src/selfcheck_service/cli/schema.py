"""`selfcheck db`: the schema of the database, and copies of an embedded one."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

from selfcheck_service.cli.database import Result
from selfcheck_service.cli.faults import DONE, REFUSED, say
from selfcheck_service.opening import open_database
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage.migrate import current_revision, head_revision, upgrade

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Look at the schema, upgrade it, make copies.",
)
Copy = Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes; there must be nothing yet.")]


@app.command("upgrade")
def upgrade_schema() -> None:
    """Bring the schema to the revision this version needs. Several that do so at once wait for one another."""

    async def work(database: Database) -> str | None:
        before = await current_revision(database)
        await upgrade(database)
        return before

    before = _with_any_schema(work)
    say(f"upgraded: {before or 'nothing'} → {head_revision()}" if before != head_revision() else "nothing to do")


@app.command()
def current() -> None:
    """Print the revision of the database."""
    typer.echo(_with_any_schema(current_revision) or "nothing")


@app.command()
def check() -> None:
    """Leave with 0 where the schema is what this version needs, else with 1."""
    found = _with_any_schema(current_revision)
    if found != head_revision():
        say(f"the schema is at {found or 'nothing'}, needed is {head_revision()}: run `selfcheck db upgrade`")
        raise typer.Exit(REFUSED)
    raise typer.Exit(DONE)


@app.command()
def backup(file: Copy) -> None:
    """Copy an embedded database while the service runs. Of PostgreSQL, pg_dump makes the copy."""

    async def work(database: Database) -> None:
        if not database.is_sqlite:
            raise typer.BadParameter("this is a PostgreSQL: use pg_dump", param_hint="SELFCHECK_DATABASE_URL")
        await database.copy_to(file)

    if file.exists():
        raise typer.BadParameter(f"“{file}” is there already; a backup overwrites none", param_hint="FILE")
    _with_any_schema(work)
    say(f"copied: {file}")


def _with_any_schema(work: Callable[[Database], Awaitable[Result]]) -> Result:
    """Do the work on the database as it is: these commands are there to see and mend its schema."""

    async def run() -> Result:
        database = open_database(Settings.load())
        try:
            database.make_folder()
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(run())
