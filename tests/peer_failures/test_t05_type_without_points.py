"""T5: elsewhere, some types of questions silently counted nothing."""

import pytest

from selfcheck_service.core.definition import DefinitionInvalid, parse_definition
from tests.builders import a_field, a_questionnaire, an_item
from tests.peer_failures.evaluations import evaluated

OPTIONS = [{"value": place, "title": str(place), "points": place} for place in range(3)]
NUMBER = {"key": "x", "type": "number", "prompt": "?", "number": {"range": "[0, 10]", "points": "value"}}
TIME = {"key": "x", "type": "time", "prompt": "?", "time": {"range": "[0, 10]", "points": "value"}}
DURATION = {**NUMBER, "type": "duration", "duration": {"unit": "hours", "range": "[0, 10]", "points": "value"}}
del DURATION["number"]
MULTIPLE = {"key": "x", "type": "multiple_choice", "prompt": "?", "options": OPTIONS}


@pytest.mark.parametrize(
    ("item", "low", "high"),
    [
        (an_item("x"), 0, 4),
        (NUMBER, 1, 9),
        (MULTIPLE, [], [1, 2]),
        (TIME, "00:01", "00:09"),
        (DURATION, "PT1H", 9),
    ],
    ids=["single_choice", "number", "multiple_choice", "time", "duration"],
)
def test_an_answer_of_every_scored_type_moves_the_score(item, low, high):
    definition = a_questionnaire(a_field("f", item))
    scores = [evaluated(definition, {"x": answer}).fields[0].score for answer in (low, high)]
    assert None not in scores
    assert scores[0] != scores[1]


@pytest.mark.parametrize(
    "item",
    [
        {**NUMBER, "number": {"range": "[0, 10]"}},
        {**TIME, "time": {}},
        {"key": "x", "type": "time", "prompt": "?"},
        {**DURATION, "duration": {"unit": "hours", "range": "[0, 10]"}},
        {**MULTIPLE, "options": [{"value": 0, "title": "0"}]},
        {**an_item("x"), "options": [{"value": 0, "title": "0"}]},
    ],
    ids=["number", "time", "time without its block", "duration", "multiple_choice", "single_choice"],
)
def test_a_scored_item_without_points_is_refused_and_an_unscored_one_is_not(item):
    beside = an_item("beside")
    with pytest.raises(DefinitionInvalid) as refused:
        parse_definition(a_questionnaire(a_field("f", beside, item)))
    code = "points_missing" if "options" in item else "number_without_points"
    assert {problem.code for problem in refused.value.problems} == {code}
    parse_definition(a_questionnaire(a_field("f", beside, {**item, "scored": False})))
