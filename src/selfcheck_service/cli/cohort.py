"""`selfcheck cohort`: what the answers of many people come to together, from files alone."""

import json
from pathlib import Path
from typing import Annotated

import typer

from selfcheck_service.catalogue import FileInvalid, LocatedProblem, parse_document, read_answers, read_questionnaire
from selfcheck_service.cli.faults import MessageLanguage
from selfcheck_service.cli.output import Format, FormatOption
from selfcheck_service.core.definition import Questionnaire, exact_to_number, exact_to_text
from selfcheck_service.core.definition.texts import Text, is_german
from selfcheck_service.core.scoring import Answers, CohortResult, Plan, cohort_results, compile_plan
from selfcheck_service.core.scoring.phrases import phrases_in

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_SUFFIXES = frozenset({".json", ".yaml", ".yml"})
# English, German.
# More digits than these nobody reads.
_LONGEST = 40
_FROM = ("from {people} of {whole}", "aus {people} von {whole}")
_LEFT_OUT = ("{count} without a value left out", "{count} ohne Angabe nicht mitgezählt")
_NOTHING = {
    "minimum_answered": ("no value: {least} are needed", "kein Wert: {least} werden gebraucht"),
    "formula_undefined": ("no value: the formula has none", "kein Wert: Die Formel hat keinen"),
}

Definition = Annotated[
    Path, typer.Argument(metavar="DEFINITION", exists=True, help="Version folder, or one YAML or JSON file.")
]
AnswersFiles = Annotated[
    list[Path],
    typer.Argument(
        metavar="ANSWERS...",
        exists=True,
        help="Bodies of requests for an evaluation, one file for each person, or folders of such files.",
    ),
]


@app.command()
def cohort(
    definition: Definition, answers: AnswersFiles, *, output: FormatOption = Format.TEXT, language: MessageLanguage = ""
) -> None:
    """Work out the cohort values of a definition: means, shares, a Net Promoter Score.

    Nobody is asked for and nothing is stored; whoever has the files has seen the answers. Leaves with 1 where a file is
    at fault, and then no value is printed.
    """
    plan = compile_plan(read_questionnaire(definition).questionnaire)
    found = cohort_results(plan, _everybody(plan, answers))
    if output is Format.JSON:
        rows = [_row(one, plan.questionnaire, language) for one in found]
        typer.echo(json.dumps({"cohort": rows}, ensure_ascii=False, indent=2))
    else:
        for one in found:
            typer.echo(_line(one, plan.questionnaire, language))


def _everybody(plan: Plan, paths: list[Path]) -> list[Answers]:
    """Return the answers of all files; raise `FileInvalid` with the faults of all that have some."""
    parsed: list[Answers] = []
    faults: list[LocatedProblem] = []
    for file in [file for path in paths for file in _files(path)]:
        try:
            parsed.append(parse_document(plan, read_answers(file)).answers)
        except FileInvalid as invalid:
            faults += invalid.located
    if faults:
        raise FileInvalid(faults)
    return parsed


def _files(path: Path) -> list[Path]:
    return sorted(file for file in path.iterdir() if file.suffix in _SUFFIXES) if path.is_dir() else [path]


def _line(found: CohortResult, questionnaire: Questionnaire, language: str) -> str:
    german = is_german(language)
    if found.value is None:
        value = _NOTHING[found.reason or ""][german].format(least=_least(found, questionnaire))
    else:
        phrases = phrases_in(language)
        shown = phrases.number(found.value)
        value = shown if len(shown) <= _LONGEST else phrases.brief(found.value)
    counted = [_FROM[german].format(people=found.people, whole=found.people + found.left_out)]
    counted += [_LEFT_OUT[german].format(count=found.left_out)] if found.left_out else []
    return f"{_title(found, questionnaire, language)}: {value} ({', '.join(counted)}) [{found.key}]"


def _row(found: CohortResult, questionnaire: Questionnaire, language: str) -> dict[str, object]:
    value = found.value
    return {
        "key": found.key,
        "title": _title(found, questionnaire, language),
        "value": None if value is None else exact_to_number(value),
        "exact": None if value is None else exact_to_text(value),
        "people": found.people,
        "left_out": found.left_out,
        "reason": found.reason,
    }


def _title(found: CohortResult, questionnaire: Questionnaire, language: str) -> str:
    title = next(one.title for one in questionnaire.cohort if one.key == found.key)
    return Text(title).in_language(language, questionnaire.languages[0])


def _least(found: CohortResult, questionnaire: Questionnaire) -> int:
    return next(one.minimum_answered for one in questionnaire.cohort if one.key == found.key)
