"""Plain German in the newest version of each questionnaire: whole where people answer, short, and true to the pages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from selfcheck_service.catalogue import read_questionnaire
from selfcheck_service.core.definition import Questionnaire
from selfcheck_service.core.definition.structure import walk_fields
from selfcheck_service.core.rounds.lasting import length_for
from selfcheck_service.core.scoring import compile_plan
from tests.checkout import CHECKOUT

PLAIN = "de-simple"
MOST_WORDS = 12


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


@pytest.mark.parametrize("key", SHIPPED)
def test_hints_and_anchors_keep_to_short_clauses(key):
    clauses = [
        (where, clause)
        for where, texts in said_at_questions(questionnaire_of(key))
        for clause in re.split(r"(?<=[.?!:])\s", texts[PLAIN])
    ]
    assert [each for each in clauses if len(each[1].split()) > MOST_WORDS] == []


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
