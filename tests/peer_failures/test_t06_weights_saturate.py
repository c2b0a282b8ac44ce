"""T6: elsewhere, large weights saturated, so that the best answers did not reach the maximum."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_field, a_questionnaire, a_rule, an_item
from tests.peer_failures.evaluations import evaluated

WEIGHTS = st.lists(st.integers(1, 10**9).map(lambda n: Fraction(n, 1000)), min_size=1, max_size=8)


@given(weights=WEIGHTS, method=st.sampled_from(["mean", "percent_of_maximum"]))
def test_the_best_answers_reach_the_maximum_whatever_the_weights_are(weights, method):
    items = [an_item(f"i{place}", weight=str(weight)) for place, weight in enumerate(weights)]
    scale = [0, 100] if method == "percent_of_maximum" else [0, 4]
    definition = a_questionnaire(a_field("f", *items, scoring=a_rule(method=method, scale=scale)))
    best = evaluated(definition, {item["key"]: 4 for item in items}).fields[0]
    worst = evaluated(definition, {item["key"]: 0 for item in items}).fields[0]
    assert (worst.score, best.score) == tuple(scale)


@given(weights=WEIGHTS, factor=st.integers(2, 1000))
def test_only_the_proportion_of_weights_counts(weights, factor):
    answers = {f"i{place}": place % 5 for place in range(len(weights))}
    scores = []
    for scaled in (weights, [weight * factor for weight in weights]):
        items = [an_item(f"i{place}", weight=str(weight)) for place, weight in enumerate(scaled)]
        scores.append(evaluated(a_questionnaire(a_field("f", *items)), answers).fields[0].score)
    assert scores[0] == scores[1]
