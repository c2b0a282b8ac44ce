"""`selfcheck housekeeping`: delete what is due, and say so, one JSON object a line."""

import asyncio
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from selfcheck_service.cli.database import with_database
from selfcheck_service.cli.faults import DONE, REFUSED, say
from selfcheck_service.cli.progress import progress_bar
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.use_cases.house import keep_house, sweep_once
from selfcheck_service.use_cases.keeping import Housekeeping, Kept

app = typer.Typer(add_completion=False, rich_markup_mode=None)

DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
# How often, and after how many seconds, the files of an embedded database are looked at again.
_TRIES, _WAIT_SECONDS = 5, 1.0
# On a server housekeeping has time, and nobody waits for it.
_SWEEP_SECONDS = 600


@app.command()
def housekeeping(preview: DryRun = False) -> None:  # noqa: FBT002 - a flag of the command
    """Delete responses whose retention is over, useless codes, guest rounds, old replies and ended sessions.

    Ballots that nobody has closed in a day are closed, and their votes counted and deleted.

    Prints a line for each round of which anything was done, and one that adds up. It may run at any time, beside the
    service and twice at once. Leaves with 1 where all was deleted but traces may be left in the files of the database,
    because somebody was reading all the while or the tables belong to another role: the next run removes them.
    """
    settings = Settings.load()
    idle = timedelta(minutes=settings.session_idle_minutes)

    async def work(database: Database) -> int:
        run = Housekeeping(database, now=datetime.now(UTC), new_id=uuid.uuid4)
        with progress_bar("housekeeping") as progress:
            total = await keep_house(run, idle=idle, only_look=preview, tell=_tell, progress=progress)
        is_clean = preview or await _scrub(database)
        typer.echo(json.dumps({"dry_run": preview, **total}))
        if not is_clean:
            say("somebody is reading, or the tables are another role's: traces of what was deleted may be left")
        return DONE if is_clean else REFUSED

    raise typer.Exit(with_database(settings, work))


async def _scrub(database: Database) -> bool:
    for _ in range(_TRIES):
        if await sweep_once(database, seconds=_SWEEP_SECONDS):
            return True
        await asyncio.sleep(_WAIT_SECONDS)
    return False


def _tell(kept: Kept) -> None:
    typer.echo(json.dumps(_line(kept)))


def _line(kept: Kept) -> dict[str, object]:
    return {
        "round": str(kept.round_id),
        "municipality": str(kept.municipality_id),
        "opened": kept.opened,
        "closed": kept.closed,
        "codes": kept.codes,
        "responses": kept.responses,
        "erased": kept.erased,
    }
