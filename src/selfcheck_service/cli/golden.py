"""`selfcheck golden`: cases of a version folder, written down by the machine and looked at by people."""

import difflib
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from selfcheck_service.catalogue import parse_document, read_answers, read_questionnaire
from selfcheck_service.catalogue.checking import Reading
from selfcheck_service.catalogue.golden import GoldenCase, check_case, record_case
from selfcheck_service.cli.explain import explain_lines
from selfcheck_service.cli.faults import DONE, REFUSED, MessageLanguage, say
from selfcheck_service.core.definition.problems import Conflict
from selfcheck_service.core.definition.texts import is_german
from selfcheck_service.core.scoring import Plan, compile_plan, evaluate, parse_answers

app = typer.Typer(add_completion=False, rich_markup_mode=None, no_args_is_help=True)

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_REVIEWED = re.compile(r"^(?:reviewed|title): .*$", re.MULTILINE)
_QUESTIONS = ("Are all of these results right?", "Stimmen alle diese Ergebnisse?")
Folder = Annotated[
    Path, typer.Argument(metavar="DEFINITION", exists=True, file_okay=False, help="The folder of a version.")
]
AnswersFile = Annotated[Path, typer.Option("--answers", exists=True, help="Body of a request for an evaluation.")]
Name = Annotated[str, typer.Option(help="Name of the case: a-z, 0-9, - and _; its file is golden/NAME.yaml.")]
Title = Annotated[str, typer.Option(help="What the case is about, in one line.")]
Replace = Annotated[bool, typer.Option("--replace", help="Write over a case that says something else.")]
Yes = Annotated[bool, typer.Option("--yes", help="Say that all results are right, without being asked.")]
Which = Annotated[str, typer.Argument(metavar="[NAME]", help="One case; by default all that were not reviewed.")]


@app.command()
def record(
    definition: Folder,
    *,
    answers: AnswersFile,
    name: Name,
    title: Title = "",
    replace: Replace = False,
    language: MessageLanguage = "",
) -> None:
    """Write down what these answers come to, as a golden case that waits for its review.

    Where the case is there and says something else, each difference is shown, and nothing is written without --replace.
    """
    if not _NAME.fullmatch(name):
        raise typer.BadParameter(f"“{name}” is not a name of a-z, 0-9, - and _")
    del language
    plan = compile_plan(read_questionnaire(definition).questionnaire)
    document = read_answers(answers)
    parse_document(plan, document)
    body = document.data if isinstance(document.data, dict) else {}
    path = definition / "golden" / f"{name}.yaml"
    text = record_case(plan, title or name, body)
    if path.exists() and not replace:
        _refuse_difference(name, path.read_text(encoding="utf-8"), text)
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    typer.echo(path)


def _refuse_difference(name: str, before: str, after: str) -> None:
    """Raise `Conflict` and show each line that differs; who has reviewed a case changes nothing about it."""
    old, new = (_REVIEWED.sub("", text).splitlines() for text in (before, after))
    differences = list(difflib.unified_diff(old, new, "there", "computed", lineterm="", n=1))
    if differences:
        say(*differences)
        raise Conflict("golden_there", name=name)


@app.command()
def review(definition: Folder, name: Which = "", *, yes: Yes = False, language: MessageLanguage = "") -> None:
    """Look at cases that were not reviewed, and say that they are right: the day is written into their files.

    A case whose results are no longer those in its file is not asked about: record it again. Leaves with 1 where a case
    is left unreviewed.
    """
    reading = read_questionnaire(definition)
    plan = compile_plan(reading.questionnaire)
    left = 0
    for path in _cases(definition / "golden", name):
        document = read_answers(path)
        case = GoldenCase(document.data if isinstance(document.data, dict) else {}, document.positions)
        if case.data.get("reviewed") is not False:
            continue
        faults = [found for found in check_case(case, plan) if found.problem.severity == "error"]
        say(*(found.render(language) for found in faults))
        if faults or not _is_right(path, case, plan, reading, language, yes=yes):
            left += 1
        else:
            _write_day(path, case)
    raise typer.Exit(REFUSED if left else DONE)


def _cases(folder: Path, name: str) -> list[Path]:
    """Return the file of the case that is named, or those of all."""
    if not name:
        return sorted(folder.glob("*.yaml"))
    path = folder / f"{name}.yaml"
    if not _NAME.fullmatch(name) or not path.exists():
        raise typer.BadParameter(f"there is no case “{name}” in {folder}")
    return [path]


def _is_right(path: Path, case: GoldenCase, plan: Plan, reading: Reading, language: str, *, yes: bool) -> bool:
    """Show what a case comes to, and ask whether that is right."""
    chosen = language if language in plan.languages else plan.languages[0]
    answers = parse_answers(plan, case.body)
    evaluation = evaluate(answers, language=chosen, explanation="full")
    typer.echo(f"{path}: {case.data.get('title', '')}")
    typer.echo("\n".join(explain_lines(evaluation, answers, reading.document.positions, path.parents[1])))
    return yes or typer.confirm(_QUESTIONS[is_german(language)], err=True)


def _write_day(path: Path, case: GoldenCase) -> None:
    """Write the day in place of `reviewed: false`, however that is spelt, and leave all else as it is."""
    place = case.positions.value("/reviewed")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    line, at = lines[place.line - 1], place.column - 1
    day = datetime.now(UTC).date().isoformat()
    lines[place.line - 1] = line[:at] + re.sub(r"\w+", f'"{day}"', line[at:], count=1)
    path.write_text("".join(lines), encoding="utf-8")
