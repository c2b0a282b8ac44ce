"""What is wrong with a document: every problem as its place and its code."""

from typing import Any

from selfcheck_service.core.definition import AnswersInvalid, DefinitionInvalid, lint, parse_definition
from selfcheck_service.core.scoring import Plan, parse_answers
from tests.builders import Data

Fault = tuple[str, str]


def faults_of(document: object) -> list[Fault]:
    """Return what a definition is refused for, in order; nothing where it is accepted."""
    try:
        parse_definition(document)
    except DefinitionInvalid as invalid:
        return [(problem.location, problem.code) for problem in invalid.problems]
    return []


def findings_in(document: Data) -> list[tuple[str, str, str]]:
    """Return what the linter says of a definition that is accepted."""
    return [(problem.location, problem.code, problem.severity) for problem in lint(parse_definition(document))]


def faults_of_answers(plan: Plan, body: Data) -> list[Fault]:
    """Return what a body is refused for, in order; nothing where it is accepted."""
    try:
        parse_answers(plan, body)
    except AnswersInvalid as invalid:
        return [(problem.location, problem.code) for problem in invalid.problems]
    return []


def at(document: Any, place: str) -> Any:
    """Return what stands at a JSON pointer."""
    for part in place.split("/")[1:]:
        document = document[int(part)] if isinstance(document, list) else document[part]
    return document


def put(document: Any, place: str, value: Any) -> None:
    """Put a value at a JSON pointer."""
    parent, _, name = place.rpartition("/")
    container = at(document, parent)
    container[int(name) if isinstance(container, list) else name] = value
