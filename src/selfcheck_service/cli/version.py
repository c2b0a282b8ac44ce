"""`selfcheck version`: which version this is."""

import typer

from selfcheck_service import __version__

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def version() -> None:
    """Print the version of this service."""
    typer.echo(__version__)
