"""`selfcheck evaluate`: files in, an evaluation out, the same bytes as from the service."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from selfcheck_service.catalogue import Document, parse_document, read_answers, read_questionnaire
from selfcheck_service.cli.explain import explain_lines
from selfcheck_service.cli.faults import choose_language_of_messages
from selfcheck_service.core.scoring import compile_plan, encode_evaluation, evaluate

app = typer.Typer(add_completion=False, rich_markup_mode=None)


def existing_or_dash(path: Path) -> Path:
    """Return the path of a file that is there, or the dash that stands for standard input."""
    if str(path) != "-" and not path.exists():
        raise typer.BadParameter(f"path '{path}' does not exist.")
    return path


Definition = Annotated[
    Path,
    typer.Argument(metavar="DEFINITION", exists=True, help="Version folder, or one YAML or JSON file."),
]
AnswersFile = Annotated[
    Path,
    typer.Argument(
        metavar="ANSWERS",
        callback=existing_or_dash,
        help="Body of a request for an evaluation, as JSON or YAML; - reads it from standard input.",
    ),
]
Language = Annotated[
    str,
    typer.Option(
        callback=choose_language_of_messages,
        help="Language of the evaluation, by default that of the answers; de and en also choose that of messages.",
    ),
]
Detail = Annotated[Literal["none", "short", "full"], typer.Option(help="How much the evaluation explains.")]
Explain = Annotated[bool, typer.Option("--explain", help="Print a table for people instead of JSON.")]


@app.command()
def evaluate_files(
    definition: Definition,
    answers: AnswersFile,
    language: Language = "",
    explanation: Detail = "short",
    explain: Explain = False,  # noqa: FBT002 - a flag of the command
) -> None:
    """Evaluate answers without a service and without a database.

    Prints exactly the bytes that `POST /v1/evaluations` returns for the same answers, language and explanation.
    """
    reading = read_questionnaire(definition)
    plan = compile_plan(reading.questionnaire)
    parsed = parse_document(plan, read_answers_file(answers), language or None)
    detail = "full" if explain else explanation
    evaluation = evaluate(parsed.answers, language=parsed.language, explanation=detail)
    if explain:
        typer.echo("\n".join(explain_lines(evaluation, parsed.answers, reading.document.positions, definition)))
    else:
        typer.echo(encode_evaluation(evaluation), nl=False)


def read_answers_file(path: Path) -> Document:
    """Read answers from a file, or from standard input where the path is a dash."""
    return read_answers(typer.get_binary_stream("stdin") if str(path) == "-" else path)
