"""`selfcheck check`: every fault of a definition, as lines that editors and CI can jump to."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from selfcheck_service.catalogue import LocatedProblem, check, find_definitions
from selfcheck_service.cli.deep import LocatedReport, deep_lines, deep_row, deep_summary, look_deep, problem_row
from selfcheck_service.cli.faults import DONE, REFUSED, MessageLanguage, say
from selfcheck_service.cli.output import Format, FormatOption
from selfcheck_service.core.definition.texts import is_german

app = typer.Typer(add_completion=False, rich_markup_mode=None)


Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", exists=True, help="Version folders, folders of them, or YAML or JSON files."),
]


Deep = Annotated[bool, typer.Option("--deep", help="Let synthetic respondents try to break what it promises.")]
Seed = Annotated[int, typer.Option(help="The same seed asks the same respondents; for --deep.")]
Seconds = Annotated[float, typer.Option(min=1, help="When to give up looking in each definition; for --deep.")]


@app.command()
def check_files(
    files: Files,
    *,
    output: FormatOption = Format.TEXT,
    deep: Deep = False,
    seed: Seed = 1,
    seconds: Seconds = 50.0,
    language: MessageLanguage = "",
) -> None:
    """Name every fault of questionnaire definitions, all at once, with file, line and column.

    Prints `file:line:column: severity code message`; docs/checks.md explains each code. Leaves with 1 where there is
    an error; warnings alone leave with 0. With --deep, definitions without errors are looked at by synthetic
    respondents as well (docs/ci-questionnaires.md).
    """
    definitions = [definition for file in files for definition in find_definitions(file)]
    problems: list[LocatedProblem] = []
    reports: list[LocatedReport] = []
    for definition in definitions:
        found = check(definition, today=datetime.now(tz=UTC).date())
        problems += found
        if deep and not any(located.problem.severity == "error" for located in found):
            reports.append(look_deep(definition, seed=seed, seconds=seconds))
    if output is Format.JSON:
        rows: dict[str, object] = {"problems": [problem_row(located, language) for located in problems]}
        rows |= {"deep": [deep_row(report, language) for report in reports]} if deep else {}
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _print_lines(problems, reports, language)
    problems += [located for report in reports for located, _ in report.located]
    errors = sum(located.problem.severity == "error" for located in problems)
    say(_summary(len(definitions), errors, len(problems) - errors, language))
    raise typer.Exit(REFUSED if errors else DONE)


def _print_lines(problems: list[LocatedProblem], reports: list[LocatedReport], language: str) -> None:
    for located in problems:
        typer.echo(located.render(language))
    for report in reports:
        for line in deep_lines(report, language):
            typer.echo(line)
        say(deep_summary(report, language))


def _summary(definitions: int, errors: int, warnings: int, language: str) -> str:
    if is_german(language):
        return f"Definitionen: {definitions}, Fehler: {errors}, Warnungen: {warnings}"
    return f"definitions: {definitions}, errors: {errors}, warnings: {warnings}"
