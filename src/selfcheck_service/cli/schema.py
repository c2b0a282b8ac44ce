"""`selfcheck db`: the schema of the database."""

import asyncio
from collections.abc import Awaitable, Callable

import typer

from selfcheck_service.app import open_database
from selfcheck_service.cli.database import Result
from selfcheck_service.cli.faults import DONE, REFUSED, say
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage.migrate import current_revision, head_revision, upgrade

app = typer.Typer(
    add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="Look at the schema of the database."
)


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
