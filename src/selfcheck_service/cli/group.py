"""The commands and how they are found: each lives in a module that is imported when it is called.

`selfcheck check` in an editor must answer at once; it never loads the web framework or the database that other commands
need.
"""

from difflib import get_close_matches
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command

from selfcheck_service import __version__
from selfcheck_service.cli.faults import explain_fault, message_language
from selfcheck_service.core.definition.problems import SelfcheckError


class Command(NamedTuple):
    """The module in this package whose `app` defines the command, and what it is for."""

    module: str
    purpose: str


COMMANDS = {
    "serve": Command("serve", "Serve the API and the pages."),
    "check": Command("check", "Name every fault of questionnaire definitions, with file and line."),
    "evaluate": Command("evaluate", "Evaluate answers without a service: files in, JSON or a table out."),
    "cohort": Command("cohort", "Work out what the answers of many people come to together."),
    "bundle": Command("bundle", "Print a definition as the one JSON document that the API takes."),
    "document": Command("document", "Write a definition as pages that people read and link."),
    "diff": Command("diff", "Compare two versions: the smallest honest bump, and what stays comparable."),
    "golden": Command("golden", "Record golden cases, and review them."),
    "publish": Command("publish", "Publish definitions, directly into the database."),
    "replay": Command("replay", "Compute an evaluation again and compare it with its receipt."),
    "keys": Command("keys", "Make and revoke API keys."),
    "audit": Command("audit", "Print who did what."),
    "housekeeping": Command(
        "housekeeping", "Delete what is due: responses after their retention, guest rounds, codes."
    ),
    "erasures": Command("erasures", "Carry erasures over to a restored database."),
    "openapi": Command("contract", "Print, write or compare the contract."),
    "db": Command("schema", "Look at the schema of the database, upgrade it, copy an embedded one."),
    "config": Command("configuration", "Look at the settings."),
    "version": Command("version", "Print the version of this service."),
}


class LazyGroup(TyperGroup):
    """Imports a command when it is called, and turns what goes wrong in it into a sentence and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401 - typer keeps the types of its parser private
        """Return the names of all commands, without importing any."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 - as just above
        """Return the command of this name; one that does not exist is wrong usage."""
        if cmd_name not in COMMANDS:
            near = get_close_matches(cmd_name, COMMANDS, n=1)
            ctx.fail(f"No such command “{cmd_name}”." + "".join(f" Did you mean “{name}”?" for name in near))
        command = get_command(import_module(f"selfcheck_service.cli.{COMMANDS[cmd_name].module}").app)
        command.name = cmd_name
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as just above
        """Write what the commands are for, without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.purpose) for name, command in COMMANDS.items()])

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as just above
        """Run the command; nobody who gives bad input sees a traceback."""
        try:
            return super().invoke(ctx)
        except (SelfcheckError, OSError) as error:
            raise typer.Exit(explain_fault(error, message_language(ctx))) from error


app = typer.Typer(
    cls=LazyGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Self-checks for municipalities: check, publish and evaluate questionnaires.",
    epilog="Exit codes: 0 done, 1 faults found or refused, 2 wrong usage, 3 the surroundings (database, files) fail.",
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - the value of the flag
    if wanted:
        typer.echo(__version__)
        raise typer.Exit(0)


Version = Annotated[
    bool,
    typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version of this service."),
]


@app.callback()
def _selfcheck(version: Version = False) -> None:  # noqa: FBT002 - a flag of the command
    """Only a group has commands that are looked up by name."""
    del version
