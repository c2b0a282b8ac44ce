"""The figures of the release policy, version 1: what is shown of whom, and from where on something gets a name.

A release names the version of the policy that made it. Whoever changes a figure here makes a new version.
"""

from fractions import Fraction

from selfcheck_service.core.rounds.terms import SMALLEST_GROUP_SIZE, Terms

POLICY = 1
# From so many responses on a block shows single items, in coded cells.
SMALLEST_BLOCK = 10
# Smaller groups show in which quarter of its scale a field lies, and only fields of at least so many items.
QUARTERS = 4
FEWEST_ITEMS = 4
# Counts up to this are shown as "at most", counts as near to all of them as "at least".
HIDDEN_COUNT = 2
# More histograms than these are not listed one by one.
MOST_FITS = 1200

# From here on statistics get a name (docs/releases.md says where the figures come from).
FEWEST_RATERS = 8
KNOWLEDGE_GAP = Fraction(3, 10)
ALIGNED_AGREEMENT = Fraction(1, 2)
ALIGNED_CONSENSUS = Fraction(7, 10)
CAMP_SHARE = Fraction(1, 4)
CAMP_SIZE = 2
CAMP_STEPS = 2
# A value of a field rests on this share of its items at least.
ENOUGH_ITEMS = Fraction(3, 5)
# Shares of the scale: where a field is called high, a gap a gap, and something urgent.
HIGH = Fraction(3, 5)
GAP = Fraction(1, 5)
URGENT = Fraction(2, 3)


def fewest_responses(terms: Terms) -> int:
    """Return how many responses a round needs to be released at all."""
    if terms.mode != "confidential":
        return 1
    return max(terms.minimum_group_size or SMALLEST_GROUP_SIZE, SMALLEST_GROUP_SIZE)
