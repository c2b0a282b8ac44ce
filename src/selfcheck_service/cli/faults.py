"""What went wrong, in sentences on the error stream, and the exit code for it."""

import os
from typing import Annotated, Protocol

import typer

from selfcheck_service.catalogue import FileInvalid
from selfcheck_service.core.definition.problems import Conflict, InputInvalid, NotFound


class Context(Protocol):
    """What is used of the context of a command."""

    obj: object

    def find_root(self) -> "Context":
        """Return the context of `selfcheck` itself."""
        ...


DONE, REFUSED, MISUSED, SURROUNDINGS = 0, 1, 2, 3


def message_language(context: Context) -> str:
    """Return the language of messages: the one asked for, else that of the surroundings, else English."""
    chosen = context.find_root().obj
    if chosen is not None:
        return str(chosen)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "de" if value.lower().startswith("de") else "en"
    return "en"


def _choose_language(context: typer.Context, value: str) -> str:
    if value not in ("", "de", "en"):
        raise typer.BadParameter("possible are de and en")
    if value:
        # The root keeps it: errors are put into words there, after the command has given up.
        context.find_root().obj = value
    return message_language(context)


def choose_language_of_messages(context: typer.Context, value: str) -> str:
    """Speak German or English to those who ask for an evaluation in it; of other languages there are no messages."""
    spoken = value.split("-", maxsplit=1)[0]
    if spoken in ("de", "en"):
        context.find_root().obj = spoken
    return value


MessageLanguage = Annotated[
    str,
    typer.Option("--language", callback=_choose_language, help="Of the messages: de or en.", show_default="LANG"),
]


def say(*lines: str) -> None:
    """Write to the error stream: the other one carries what was asked for, and nothing else."""
    for line in lines:
        typer.echo(line, err=True)


def explain_fault(error: Exception, language: str) -> int:
    """Say what went wrong and return the exit code."""
    match error:
        case FileInvalid():
            say(*(located.render(language) for located in error.located))
        case InputInvalid():
            say(
                *(f"{one.location or '/'}: {one.severity} {one.code} {one.message(language)}" for one in error.problems)
            )
        case NotFound() | Conflict():
            say(f"{error.problem.code}: {error.problem.message(language)}")
        case TimeoutError():
            # Python's own says nothing at all; it is an OSError, so it has to stand before those.
            say(str(error) or "gave up: something did not answer in time")
            return SURROUNDINGS
        case OSError():
            say(f"{error.filename}: {error.strerror}" if error.filename else str(error))
            return SURROUNDINGS
        case _:
            say(str(error))
            return SURROUNDINGS
    return REFUSED
