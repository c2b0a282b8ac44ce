"""`selfcheck config`: what the settings come to."""

import typer
from pydantic import SecretStr

from selfcheck_service.cli.faults import say
from selfcheck_service.settings import PREFIX, Settings, unknown_variables

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True, help="Look at the settings.")


@app.callback()
def _configuration() -> None:
    """Only a group has commands of its own."""


@app.command()
def check() -> None:
    """Print every setting as it is in force; secrets are not shown. Variables that are no setting are named."""
    settings = Settings.load()
    for name in Settings.model_fields:
        typer.echo(f"{PREFIX}{name.upper()}={_shown(getattr(settings, name))}")
    for variable in unknown_variables():
        say(f"{variable} is no setting")


def _shown(value: object) -> str:
    """Return the value as it would be written in a variable."""
    match value:
        case SecretStr():
            return "(hidden)"
        case bool():
            return str(value).lower()
        case tuple():
            return " ".join(map(str, value))
        case None:
            return ""
        case _:
            return str(value)
