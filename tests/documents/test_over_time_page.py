"""The example of docs/over-time.md is what the comparison of the town says."""

import re

from tests.checkout import CHECKOUT
from tests.core.releases.later import total_in
from tests.core.releases.test_over_time_golden import town_over_time

PAGE = (CHECKOUT / "docs" / "over-time.md").read_text()


def between(figure):
    return f"{figure.lowest}–{figure.highest}"


def test_the_example_is_true():
    rows = re.findall(r"^\| `(\w+)` \| (\S+–\S+) \| (\S+) \| (\S+) \| `(\w+)` \|$", PAGE, re.MULTILINE)
    found = town_over_time()
    assert rows == [
        (each.key, between(each.earlier), between(each.later), between(each.difference), each.movement)
        for each in total_in(found).fields
    ]
    assert (found.earlier.n, found.later.n) == (50, 63)
