"""T4: elsewhere, a blank counted as 0, or as good."""

from tests.builders import a_field, a_questionnaire, an_item
from tests.peer_failures.evaluations import evaluated

DEFINITION = a_questionnaire(a_field("f", an_item("one"), an_item("two")))


def test_a_blank_is_neither_the_worst_nor_the_best_answer():
    blank = evaluated(DEFINITION, {"one": 2}).fields[0]
    worst = evaluated(DEFINITION, {"one": 2, "two": 0}).fields[0]
    best = evaluated(DEFINITION, {"one": 2, "two": 4}).fields[0]
    assert (worst.score, blank.score, best.score) == (1, 2, 3)
    assert (blank.score_min, blank.score_max) == (worst.score, best.score)
    assert (blank.coverage, worst.coverage) == (0.5, 1)


def test_nothing_answered_is_no_score_and_not_zero():
    found = evaluated(DEFINITION, {}).fields[0]
    assert found.score is None
    assert evaluated(DEFINITION, {"one": 0, "two": 0}).fields[0].score == 0
