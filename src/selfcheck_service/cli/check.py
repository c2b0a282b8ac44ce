"""`selfcheck check`: every fault of a definition, as lines that editors and CI can jump to."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from selfcheck_service.catalogue import LocatedProblem, check, find_definitions
from selfcheck_service.cli.faults import DONE, REFUSED, MessageLanguage, say

app = typer.Typer(add_completion=False, rich_markup_mode=None)


class Format(StrEnum):
    """How the problems are written."""

    TEXT = "text"
    JSON = "json"


Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", exists=True, help="Version folders, folders of them, or YAML or JSON files."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="One line per problem, or one JSON document.")]


@app.command()
def check_files(files: Files, output: FormatOption = Format.TEXT, language: MessageLanguage = "") -> None:
    """Name every fault of questionnaire definitions, all at once, with file, line and column.

    Prints `file:line:column: severity code message`; docs/checks.md explains each code. Leaves with 1 where there is
    an error; warnings alone leave with 0.
    """
    definitions = [definition for file in files for definition in find_definitions(file)]
    problems = [located for definition in definitions for located in check(definition)]
    if output is Format.JSON:
        rows = [_row(located, language) for located in problems]
        typer.echo(json.dumps({"problems": rows}, ensure_ascii=False, indent=2))
    else:
        for located in problems:
            typer.echo(located.render(language))
    errors = sum(located.problem.severity == "error" for located in problems)
    say(_summary(len(definitions), errors, len(problems) - errors, language))
    raise typer.Exit(REFUSED if errors else DONE)


def _row(located: LocatedProblem, language: str) -> dict[str, object]:
    place, problem = located.place, located.problem
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "severity": problem.severity,
        "code": problem.code,
        "location": problem.location,
        "message": problem.message(language),
    }


def _summary(definitions: int, errors: int, warnings: int, language: str) -> str:
    if language == "de":
        return f"Definitionen: {definitions}, Fehler: {errors}, Warnungen: {warnings}"
    return f"definitions: {definitions}, errors: {errors}, warnings: {warnings}"
