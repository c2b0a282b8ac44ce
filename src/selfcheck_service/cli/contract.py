"""`selfcheck openapi`: the contract as documents."""

from pathlib import Path
from typing import Annotated

import typer

from selfcheck_service.api import schema_documents
from selfcheck_service.app import create_app
from selfcheck_service.cli.faults import DONE, REFUSED
from selfcheck_service.settings import Settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)

OPENAPI = "selfcheck-v1.json"
_NEVER_OPENED = "sqlite:///never-opened.db"
Folder = Annotated[Path | None, typer.Option("--check", file_okay=False, exists=True, help="Compare with these files.")]
Target = Annotated[Path | None, typer.Option("--write", file_okay=False, help="Write the documents into this folder.")]


@app.command()
def print_contract(check: Folder = None, write: Target = None) -> None:
    """Print the OpenAPI document, or write or compare it and the JSON Schema of definitions.

    With --check leaves with 1 where a committed file differs from what the service would serve.
    """
    # The contract is the same for every database, and none is opened: also who has no home may look at it.
    documents = schema_documents(create_app(Settings.load(database_url=_NEVER_OPENED)))
    if write is not None:
        write.mkdir(parents=True, exist_ok=True)
        for name, content in documents.items():
            (write / name).write_bytes(content)
    if check is not None:
        raise typer.Exit(_compare(documents, check))
    if write is None:
        typer.echo(documents[OPENAPI], nl=False)


def _compare(documents: dict[str, bytes], folder: Path) -> int:
    worst = DONE
    for name, content in documents.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            typer.echo(f"{path} differs; `selfcheck openapi --write {folder}` writes it anew")
            worst = REFUSED
    return worst
