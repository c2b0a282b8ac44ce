"""Plain German in the newest version of each questionnaire: whole where people answer, short, and true to the pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfcheck_service.catalogue import read_questionnaire
from selfcheck_service.core.definition import Questionnaire
from selfcheck_service.core.definition.model import Suggestion
from selfcheck_service.core.definition.structure import walk_fields
from selfcheck_service.core.rounds.lasting import length_for
from selfcheck_service.core.scoring import compile_plan
from tests.checkout import CHECKOUT

PLAIN = "de-simple"
MOST_WORDS = 12
# What a page shows of a suggestion. Who is needed is a list of offices and no sentence, and may be longer.
SENTENCES = (
    "title",
    "text",
    "first_step",
    "lead_question",
    "indicator",
    "measurement",
    "obstacle",
    "way_round",
    "unsuitable_when",
)
LISTS = ("who",)


def newest(folder: Path) -> Path:
    return max(folder.iterdir(), key=lambda version: [int(part) for part in version.name.split(".")])


SHIPPED = {folder.name: newest(folder) for folder in sorted((CHECKOUT / "questionnaires").iterdir())}


def questionnaire_of(key: str) -> Questionnaire:
    return read_questionnaire(SHIPPED[key]).questionnaire


def said_at_questions(questionnaire: Questionnaire) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield hints and anchors, each with where it stands."""
    for _, field in walk_fields(questionnaire.fields, ()):
        for item in field.items:
            if item.help is not None:
                yield f"{item.key}: help", dict(item.help)
            for anchor in item.anchors or ():
                yield f"{item.key}: {anchor.value}", dict(anchor.text)


@pytest.mark.parametrize("key", SHIPPED)
def test_hints_and_anchors_are_plain_wherever_the_questions_are(key):
    found = dict(said_at_questions(questionnaire_of(key)))
    assert found
    assert [where for where, texts in found.items() if PLAIN not in texts] == []


def asked(questionnaire: Questionnaire) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield prompts in each of their wordings, each with where it stands."""
    for _, field in walk_fields(questionnaire.fields, ()):
        for item in field.items:
            if item.prompt is not None:
                yield f"{item.key}: prompt", dict(item.prompt)
            for form, wording in item.forms.items():
                if wording.prompt is not None:
                    yield f"{item.key}: {form}", dict(wording.prompt)


def suggestions_of(questionnaire: Questionnaire) -> Iterator[Suggestion]:
    """Yield all suggestions, of fields and beside them."""
    for _, field in walk_fields(questionnaire.fields, ()):
        yield from field.suggestions
    yield from questionnaire.suggestions


def suggested(questionnaire: Questionnaire, members: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield these texts of all suggestions, each with where it stands."""
    for each in suggestions_of(questionnaire):
        for member in members:
            text = getattr(each, member)
            if text is not None:
                yield f"{each.key}: {member}", dict(text)


def named_beside(questionnaire: Questionnaire) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what else stands in an evaluation: flags, and the kinds of suggestions."""
    for flag in questionnaire.flags:
        yield f"{flag.key}: title", dict(flag.title)
    for kind in questionnaire.suggestion_types:
        yield f"{kind.key}: title", dict(kind.title)


def done_step_by_step(questionnaire: Questionnaire) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what the page of procedures says, but for what is needed, which is a list."""
    for each in questionnaire.procedures:
        said = (each.title, each.purpose, each.preparation, each.room, each.watch)
        roles = (text for role in each.roles for text in (role.title, role.text))
        steps = (text for step in each.steps for text in (step.title, step.text))
        for text in (*said, *roles, *steps):
            if text is not None:
                yield each.key, dict(text)


def long_clauses(texts: Iterator[tuple[str, dict[str, str]]]) -> list[tuple[str, str]]:
    """Return the clauses that are too long for plain German, each with where it stands."""
    clauses = (
        (where, clause) for where, said in texts for clause in re.split(r"(?<=[.?!:])\s|(?<=[.?!…]“)\s", said[PLAIN])
    )
    return [each for each in clauses if len(each[1].split()) > MOST_WORDS]


@pytest.mark.parametrize("key", SHIPPED)
def test_hints_and_anchors_keep_to_short_clauses(key):
    assert long_clauses(said_at_questions(questionnaire_of(key))) == []


@pytest.mark.parametrize("key", SHIPPED)
def test_questions_keep_to_short_clauses(key):
    found = list(asked(questionnaire_of(key)))
    assert found
    assert long_clauses(iter(found)) == []


@pytest.mark.parametrize("key", SHIPPED)
def test_whatever_a_page_shows_of_suggestions_is_plain(key):
    questionnaire = questionnaire_of(key)
    found = dict(suggested(questionnaire, (*SENTENCES, *LISTS)))
    assert len(found) == len(list(suggestions_of(questionnaire))) * (len(SENTENCES) + len(LISTS))
    assert [where for where, texts in found.items() if PLAIN not in texts] == []


@pytest.mark.parametrize("key", SHIPPED)
def test_suggestions_keep_to_short_clauses(key):
    assert long_clauses(suggested(questionnaire_of(key), SENTENCES)) == []


@pytest.mark.parametrize("key", SHIPPED)
def test_flags_kinds_and_procedures_are_plain_and_short(key):
    questionnaire = questionnaire_of(key)
    found = [*named_beside(questionnaire), *done_step_by_step(questionnaire)]
    assert [where for where, texts in found if PLAIN not in texts] == []
    assert [each.key for each in questionnaire.procedures if each.material and PLAIN not in each.material] == []
    assert long_clauses(iter(found)) == []


@pytest.mark.parametrize(
    ("key", "perspectives"),
    [("weltoffene-kommune", ["verwaltungsspitze", "politik"]), ("dialogbereitschaft", [""])],
)
def test_it_takes_as_long_as_the_pages_say(key, perspectives):
    """The plain introduction writes numbers as numerals, so that they can be compared."""
    questionnaire = questionnaire_of(key)
    plan = compile_plan(questionnaire)
    lengths = [length_for(plan, each) for each in perspectives]
    expected = [number for each in lengths for number in (each.questions, each.minutes)]
    assert questionnaire.description is not None
    assert [int(each) for each in re.findall(r"\d+", questionnaire.description[PLAIN])] == expected


def test_nobody_takes_longer_than_is_promised_at_most():
    questionnaire = questionnaire_of("schutz-im-amt")
    plan = compile_plan(questionnaire)
    assert questionnaire.description is not None
    (most,) = (int(each) for each in re.findall(r"höchstens (\d+) Minuten", questionnaire.description[PLAIN]))
    assert max(length_for(plan, each.key).minutes for each in questionnaire.perspectives) == most
