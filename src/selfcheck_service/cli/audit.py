"""`selfcheck audit`: who did what, one JSON object a line."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import typer

from selfcheck_service.cli.database import with_database
from selfcheck_service.settings import Settings
from selfcheck_service.storage import Database
from selfcheck_service.storage.audit import Event, list_events
from selfcheck_service.storage.reach import EVERYWHERE

app = typer.Typer(add_completion=False, rich_markup_mode=None)

# How many are read at once; each page is a transaction of its own, so that nothing is held up for long.
_PAGE = 1000

Since = Annotated[
    datetime | None,
    typer.Option("--since", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="First day of interest (UTC)."),
]
Municipality = Annotated[
    UUID | None, typer.Option("--municipality", metavar="ID", help="Only what concerns this municipality.")
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="How many events at most; without it: all.")]


@app.command()
def audit(since: Since = None, municipality: Municipality = None, limit: Limit = None) -> None:
    """Print the audit trail, newest first: who did what and when. No answers, codes or secrets are in it."""
    earliest = None if since is None else since.replace(tzinfo=UTC)

    async def work(database: Database) -> None:
        left = limit
        async for event in _events(database, municipality):
            if left == 0 or (earliest is not None and event.at < earliest):
                return
            typer.echo(_line(event))
            left = None if left is None else left - 1

    with_database(Settings.load(), work)


async def _events(database: Database, municipality_id: UUID | None) -> AsyncIterator[Event]:
    after = None
    while True:
        async with database.reading() as transaction:
            page = await list_events(transaction, EVERYWHERE, municipality_id=municipality_id, after=after, limit=_PAGE)
        for event in page:
            yield event
        if len(page) < _PAGE:
            return
        after = page[-1].at, page[-1].id


def _line(event: Event) -> str:
    told = {
        "at": event.at.isoformat(),
        "event": event.event,
        "actor": event.actor,
        "municipality": None if event.municipality_id is None else str(event.municipality_id),
        "round": None if event.round_id is None else str(event.round_id),
        "details": dict(event.details),
        "id": str(event.id),
    }
    return json.dumps(told, ensure_ascii=False)
