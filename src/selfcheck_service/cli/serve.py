"""`selfcheck serve`: the API and the pages, with the questionnaires shipped."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from selfcheck_service.app import serve
from selfcheck_service.catalogue import find_definitions
from selfcheck_service.cli.database import with_database
from selfcheck_service.cli.demonstration import explain_demo, prepare_demo
from selfcheck_service.cli.faults import MessageLanguage, explain_fault, say
from selfcheck_service.cli.publish import publish_file
from selfcheck_service.core.definition.problems import Conflict, InputInvalid
from selfcheck_service.edge.server import require_free_address
from selfcheck_service.settings import Settings, default_database_url
from selfcheck_service.storage import Database

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Host = Annotated[str | None, typer.Option(help="Address to listen to.", show_default="SELFCHECK_HOST")]
Port = Annotated[int | None, typer.Option(help="Port to listen to.", show_default="SELFCHECK_PORT")]
IsDemo = Annotated[
    bool,
    typer.Option("--demo", help="Serve a made-up programme from a database of its own, whatever the settings name."),
]


@app.command()
def serve_here(
    host: Host = None,
    port: Port = None,
    demo: IsDemo = False,  # noqa: FBT002 - a flag of the command
    language: MessageLanguage = "",
) -> None:
    """Serve the API and the pages until told to stop.

    An embedded database is made and upgraded first, a PostgreSQL only with SELFCHECK_DATABASE_UPGRADE=true. Then the
    questionnaires shipped are published (or those at SELFCHECK_QUESTIONNAIRES). docs/operators.md explains every
    setting.
    """
    chosen: dict[str, object] = {"host": host, "port": port}
    if demo:
        # Never the operator's own, though the surroundings may name that.
        chosen |= {"demo": True, "database_url": default_database_url(demo=True)}
    settings = Settings.load(**{name: value for name, value in chosen.items() if value is not None})
    require_free_address(settings.host, settings.port)

    async def publish(database: Database) -> None:
        await _publish_shipped(database, settings.questionnaires or shipped_questionnaires(), language)

    if settings.demo:
        explain_demo(settings, prepare_demo(settings, publish), _address(settings))
    else:
        with_database(settings, publish, upgrades=settings.database_upgrade)
    say(f"selfcheck: {_address(settings)}")
    serve(settings)


def shipped_questionnaires() -> Path:
    """Return where the questionnaires are that come with the service: in the package, or beside `src` in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_questionnaires"
    return installed if installed.is_dir() else package.parent.parent / "questionnaires"


async def _publish_shipped(database: Database, folder: Path, language: str) -> None:
    """Publish what is not published yet. A faulty one is named and does not keep the service from starting."""
    for definition in find_definitions(folder):
        try:
            await publish_file(database, definition, now=datetime.now(UTC), preview=False)
        except (InputInvalid, Conflict) as error:
            say(f"{definition}:")
            explain_fault(error, language)


def _address(settings: Settings) -> str:
    host = "127.0.0.1" if settings.host in ("", "0.0.0.0", "::") else settings.host  # noqa: S104 - compared, not bound to
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}:{settings.port}{settings.root_path}/"
