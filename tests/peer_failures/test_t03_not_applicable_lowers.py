"""T3: elsewhere, "not applicable" counted against the municipality, or an empty field became 0 or NaN."""

import pytest

from tests.builders import a_field, a_questionnaire, an_item
from tests.peer_failures.evaluations import evaluated

ITEMS = [an_item(key) for key in ("one", "two", "three")]


@pytest.mark.parametrize("best", range(5))
def test_an_item_that_does_not_apply_never_lowers_a_score(best: int):
    definition = a_questionnaire(a_field("f", *ITEMS))
    answered = {"one": best, "two": 2, "three": 0}
    before = evaluated(definition, answered).fields[0].score
    for key in answered:
        left = {name: value for name, value in answered.items() if name != key}
        after = evaluated(definition, {**left, key: {"no_answer": "not_applicable"}}).fields[0]
        # The mean of what applies: leaving out the lowest answer raises it, leaving out the highest is no penalty.
        assert after.score == pytest.approx(sum(left.values()) / len(left))
        assert after.coverage == 1
        assert before is not None


def test_a_field_where_nothing_applies_has_no_score_and_a_reason():
    definition = a_questionnaire(a_field("f", *ITEMS))
    found = evaluated(definition, {item["key"]: {"no_answer": "not_applicable"} for item in ITEMS}).fields[0]
    assert (found.score, found.level, found.coverage) == (None, None, None)
    assert found.reason == "nothing_applicable"
