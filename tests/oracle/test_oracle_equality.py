"""The engine and the oracle agree on random answers to random definitions, exactly."""

from collections import Counter

import pytest

from tests.oracle.comparison import compare_random_cases

ANSWER_SETS = 10
# How many definitions a chunk compares: 20 chunks of 10 definitions and 10 sets of answers are 2,000 cases.
DEFINITIONS = {"quick": 1, "normal": 10, "long": 10}
LONG_DEFINITIONS = 100
# So many bounds the oracle must know exactly; all others are held to what bounds promise.
LEAST_EXACT = 0.95


@pytest.mark.parametrize("chunk", range(20))
def test_2000_random_cases_are_equal(chunk, effort):
    seeds = range(chunk * 10, chunk * 10 + DEFINITIONS[effort])
    how: Counter[str] = Counter()
    assert [difference for seed in seeds for difference in compare_random_cases(seed, ANSWER_SETS, how)] == []
    # Of few definitions alone it may be one that is hard to say.
    assert effort == "quick" or how["exact"] >= LEAST_EXACT * how.total()


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(200))
def test_200000_random_cases_are_equal(chunk):
    first = 1_000_000 + chunk * LONG_DEFINITIONS
    seeds = range(first, first + LONG_DEFINITIONS)
    assert [difference for seed in seeds for difference in compare_random_cases(seed, ANSWER_SETS)] == []
