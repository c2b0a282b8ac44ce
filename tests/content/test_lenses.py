"""The four lenses of `weltoffene-kommune` read the same answers a second time.

Each takes every item of its class, in the order of the themes. Lists written by hand drift; here they are kept in step.
"""

import pytest

from selfcheck_service.catalogue import read_questionnaire
from tests.checkout import CHECKOUT

LENSES = ("leitung", "struktur", "praxis", "wirkung")


@pytest.fixture(scope="module")
def questionnaire():
    return read_questionnaire(CHECKOUT / "questionnaires" / "weltoffene-kommune" / "1.0.2").questionnaire


@pytest.fixture(scope="module")
def themes(questionnaire):
    return [field for field in questionnaire.fields if field.group == "theme"]


@pytest.mark.parametrize("lens", LENSES)
def test_a_lens_takes_every_item_of_its_class(questionnaire, themes, lens):
    (field,) = (field for field in questionnaire.fields if field.key == f"lens_{lens}")
    wanted = [item.key for theme in themes for item in theme.items if item.scored and lens in item.classes]
    assert [entry.item for entry in field.scoring.of] == wanted


def test_every_scored_item_has_one_lens(themes):
    lenses = {item.key: set(item.classes) & set(LENSES) for theme in themes for item in theme.items if item.scored}
    assert len(lenses) == 60
    assert [key for key, found in lenses.items() if len(found) != 1] == []


def test_lenses_ask_and_suggest_nothing(questionnaire):
    lenses = [field for field in questionnaire.fields if field.group == "lens"]
    assert [field.key for field in lenses] == [f"lens_{lens}" for lens in LENSES]
    assert [field.key for field in lenses if field.items or field.suggestions or field.gates] == []


def test_the_whole_is_made_of_the_themes_alone(questionnaire, themes):
    assert [entry.field for entry in questionnaire.overall.scoring.of] == [theme.key for theme in themes]
