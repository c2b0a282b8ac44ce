"""Answers in a file: the body of a request for an evaluation, faults with their places."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from selfcheck_service.catalogue.budget import Budget
from selfcheck_service.catalogue.document import Document, document_of, read_file, read_text
from selfcheck_service.catalogue.locating import FileInvalid, locate
from selfcheck_service.catalogue.places import FileRefused, LocatedProblem, Report
from selfcheck_service.catalogue.source import decode_source
from selfcheck_service.core.definition import AnswersInvalid, Problem, parse_beside
from selfcheck_service.core.definition.exact import describe
from selfcheck_service.core.scoring import Answers, Plan, parse_answers

STANDARD_INPUT = "<stdin>"


@dataclass(frozen=True, slots=True)
class ParsedAnswers:
    """Answers that fit a questionnaire, and the language that the evaluation is to be in."""

    answers: Answers
    language: str


def read_answers(source: Path | BinaryIO) -> Document:
    """Read answers from a file or an open stream; raise `FileInvalid` where they cannot be read."""
    document = read_file(source) if isinstance(source, Path) else _read_stream(source)
    problems = document.problems
    if not document.has_errors and not isinstance(document.data, dict):
        found = Problem("", "wrong_type", {"expected": "a map", "found": describe(document.data)})
        problems = (*problems, LocatedProblem(document.positions.value(""), found))
    if any(one.problem.severity == "error" for one in problems):
        raise FileInvalid(problems)
    return document


def _read_stream(stream: BinaryIO) -> Document:
    report, budget = Report(), Budget()
    try:
        source = decode_source(stream, STANDARD_INPUT, budget=budget, report=report)
        root = read_text(source, budget=budget, report=report)
    except FileRefused as refused:
        report.problems.append(refused.located)
        root = None
    return document_of(root, STANDARD_INPUT, report, incomplete=root is None)


def parse_document(plan: Plan, document: Document, language: str | None = None) -> ParsedAnswers:
    """Return the answers of a document and the language asked for: the given one, the document's, or the source's.

    Raises `FileInvalid` with every fault and its place.
    """
    body = document.data if isinstance(document.data, dict) else {}
    problems = list(_check_names(plan, body))
    asked = language or body.get("language", plan.languages[0])
    if asked not in plan.languages:
        parameters = {"name": str(asked)[:40], "allowed": ", ".join(plan.languages)}
        problems.append(Problem("/language", "unknown_language_asked", parameters))
    try:
        answers = parse_beside(problems, lambda: parse_answers(plan, body))
    except AnswersInvalid as invalid:
        raise FileInvalid(locate(invalid.problems, document.positions)) from invalid
    return ParsedAnswers(answers, str(asked))


def _check_names(plan: Plan, body: dict[str, object]) -> list[Problem]:
    """Answers may say what they belong to; then they must not be evaluated with something else."""
    expected = {"questionnaire": plan.key, "version": plan.version}
    return [
        Problem(f"/{name}", "answers_to_other", {"found": str(body[name])[:80], "wanted": wanted})
        for name, wanted in expected.items()
        if name in body and body[name] != wanted
    ]
