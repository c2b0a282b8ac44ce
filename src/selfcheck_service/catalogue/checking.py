"""Everything that is wrong with a definition, each fault once and with its place."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from selfcheck_service.catalogue.document import Document, read_document, read_octets
from selfcheck_service.catalogue.golden import check_case
from selfcheck_service.catalogue.locating import FileInvalid, locate, tidy
from selfcheck_service.catalogue.places import LocatedProblem
from selfcheck_service.core.definition import (
    DefinitionInvalid,
    Problem,
    Questionnaire,
    lint,
    parse_definition,
)
from selfcheck_service.core.scoring import compile_plan

# What these miss may stand in a file that could not be read; its own fault is reported, the consequences are not.
_MAY_STAND_ELSEWHERE = frozenset({"missing", "nothing_to_score", "too_short", "unknown_reference", "unknown_value"})
# Faults of texts; no number depends on them.
_ABOUT_TEXTS = frozenset(
    {
        "text_language_source",
        "text_language_unknown",
        "text_not_clean",
        "text_twice",
        "translation_not_a_map",
        "translation_not_text",
        "translation_of_no_text",
        "translation_orphan",
    },
)
_ABOUT_LANGUAGES = frozenset({"language_without_texts", "missing_translation"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A definition that was read from disk: the questionnaire, and the document it came from."""

    questionnaire: Questionnaire
    document: Document


@dataclass(frozen=True, slots=True)
class Checked:
    """A definition and everything that is wrong with it, sorted by file and line.

    `questionnaire` is None where the faults leave none that could be read; one with errors cannot be published.
    `document` is what it was read from, as data.
    """

    problems: tuple[LocatedProblem, ...]
    questionnaire: Questionnaire | None
    document: object = None

    @property
    def has_errors(self) -> bool:
        """Tell whether something keeps it from being published; warnings do not."""
        return any(located.problem.severity == "error" for located in self.problems)


def check(path: Path, *, today: date | None = None) -> tuple[LocatedProblem, ...]:
    """Return every fault of the definition at the path, sorted by file and line; nothing means it can be published.

    Without a day nothing is too old.
    """
    return check_folder(path, today=today).problems


def check_folder(path: Path, *, today: date | None = None) -> Checked:
    """Return the definition at the path, a version folder or a file, with every fault. Without a day nothing is old."""
    return _checked(read_document(path), today)


def check_octets(octets: bytes, file: str, *, today: date | None = None) -> Checked:
    """Return the definition in the bytes of a YAML or JSON file with every fault; `file` is what they call it.

    Nothing is read from disk: a frame that names files of a folder misses them.
    """
    return _checked(read_octets(io.BytesIO(octets), file), today)


def _checked(document: Document, today: date | None) -> Checked:
    problems = [*document.problems, *document.golden_problems]
    questionnaire = _parse(document, problems)
    if questionnaire is not None:
        problems += locate(_lint(questionnaire, document, today), document.positions)
        if document.golden_cases and all(
            one.problem.code in _ABOUT_TEXTS for one in document.problems if one.problem.severity == "error"
        ):
            # Where a value could not be read, every case would differ for that one reason.
            plan = compile_plan(questionnaire)
            problems += (located for case in document.golden_cases for located in check_case(case, plan))
    return Checked(tidy(problems), questionnaire, document.data)


def read_questionnaire(path: Path) -> Reading:
    """Return the questionnaire at the path; raise `FileInvalid` where it cannot be evaluated.

    Authoring rules (`lint`) are not applied: they are for those who write a definition, not for those who use it.
    """
    document = read_document(path)
    problems = list(document.problems)
    questionnaire = _parse(document, problems)
    if questionnaire is None or document.has_errors:
        raise FileInvalid(problems)
    return Reading(questionnaire, document)


def _parse(document: Document, problems: list[LocatedProblem]) -> Questionnaire | None:
    """Return the questionnaire, or None and add what is wrong with it."""
    if document.data is None:
        return None
    try:
        return parse_definition(document.data)
    except DefinitionInvalid as invalid:
        found = invalid.problems
        if document.incomplete:
            found = tuple(problem for problem in found if problem.code not in _MAY_STAND_ELSEWHERE)
        problems += locate(found, document.positions)
        return None


def _lint(questionnaire: Questionnaire, document: Document, today: date | None) -> Iterator[Problem]:
    """Yield the faults of authoring, without those that only follow from a translation that could not be read."""
    for problem in lint(questionnaire, today=today):
        if problem.code not in _ABOUT_LANGUAGES or problem.parameters["language"] not in document.lost_languages:
            yield problem
