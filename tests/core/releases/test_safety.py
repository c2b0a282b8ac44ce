"""The promise for blocks of ten and more, proved by trying everything.

Whoever reads a release knows of an item the cells and no more: every other figure follows from them. So whoever looks
on from outside can exclude exactly the histograms that do not fit, and one who took part exactly those that do not fit
with their own answer. People are exchangeable, so somebody's answer is certain only where all others gave the same.

Two things are proved: nobody's answer is ever certain, and no answer that one person gave alone is seen to be such.
"""

from collections import defaultdict
from itertools import permutations

import pytest

from selfcheck_service.core.releases.cells import code_cells
from selfcheck_service.core.releases.fitting import fits_of
from tests.core.releases.sealing import fitting, listed
from tests.core.releases.test_cells import histograms


def certain(possible, cells):
    """Tell whether the histograms leave everybody in them only one answer."""
    return sum(any(found[place] for found in possible) for place in range(cells)) == 1


def without_own(possible, place):
    """What is left for one who chose this option and takes themselves out."""
    return [tuple(count - (at == place) for at, count in enumerate(found)) for found in possible if found[place]]


def known_alone(possible, cells):
    """Return the options that exactly one person surely chose."""
    return [place for place in range(cells) if all(found[place] == 1 for found in possible)]


def breaches(possible, cells):
    """Say what these histograms, which fit the same cells, give away."""
    found = ["certain to all"] if certain(possible, cells) else []
    found += ["alone"] if known_alone(possible, cells) else []
    for place in range(cells):
        left = without_own(possible, place)
        if left and certain(left, cells):
            found.append("certain to one who took part")
    return found


@pytest.mark.unmeasured
@pytest.mark.parametrize("people", [10, 11, 12, 13, 14])
def test_nobody_is_exposed_by_the_cells_of_five_options(people):
    """Every histogram over five options and no answer, grouped by its code as a reader sees it."""
    by_code = defaultdict(list)
    for histogram in histograms(people, 6):
        by_code[code_cells(histogram)].append(histogram)
    assert {code: found for code, same in by_code.items() if (found := breaches(same, 6))} == {}


@pytest.mark.parametrize("cells", [2, 3, 4, 5])
def test_nobody_is_exposed_by_the_cells_of_fewer_options(cells):
    for people in range(10, 17):
        by_code = defaultdict(list)
        for histogram in histograms(people, cells):
            by_code[code_cells(histogram)].append(histogram)
        assert {code: found for code, same in by_code.items() if (found := breaches(same, cells))} == {}


def falling(people, cells, most=None):
    """All histograms whose counts do not rise: each other one is one of these with its options renamed."""
    most = people if most is None else most
    if cells == 1:
        if people <= most:
            yield (people,)
        return
    for count in range(min(people, most), -1, -1):
        yield from ((count, *others) for others in falling(people - count, cells - 1, count))


def exposed_up_to_renaming(people, cells):
    """Of equal counts the first may be hidden, so the order can matter: counts that fall and that rise are tried.

    That what fits is exactly what has the code, `test_cells` proves. A cell that surely holds three or more tells the
    same however many they are, so what is alike but for that is tried once.
    """
    alike: dict[object, list[str]] = {}
    for histogram in falling(people, cells):
        for ordered in {histogram, histogram[::-1]}:
            fits = fits_of(people, code_cells(ordered))
            shape = (len(fits.low), sum(count > 2 for count in fits.known), fits.remainder is None, fits.sums)
            if shape not in alike:
                alike[shape] = breaches(sorted(listed(fits)), cells)
            if alike[shape]:
                yield ordered


@pytest.mark.unmeasured
@pytest.mark.parametrize("cells", [2, 3, 4, 5, 6])
def test_nobody_is_exposed_among_up_to_thirty(cells):
    assert [found for people in range(10, 31) for found in exposed_up_to_renaming(people, cells)] == []


@pytest.mark.long
@pytest.mark.parametrize("cells", range(2, 8))
def test_nobody_is_exposed_among_up_to_sixty(cells):
    assert [found for people in range(10, 61) for found in exposed_up_to_renaming(people, cells)] == []


@pytest.mark.long
@pytest.mark.parametrize("people", [15, 16, 18, 20, 22])
def test_nobody_is_exposed_by_the_cells_of_five_options_in_larger_blocks(people):
    test_nobody_is_exposed_by_the_cells_of_five_options(people)


def test_the_order_of_equal_counts_exposes_nobody():
    for histogram in [(5, 5, 2, 1, 0, 0), (4, 4, 4, 2, 1, 0), (6, 6, 2, 2, 1, 2), (5, 5, 1, 2, 2, 2)]:
        for ordered in set(permutations(histogram)):
            assert breaches(fitting(ordered), 6) == []


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        # Exact counts: one who stands alone is seen, and so are all where they agree.
        (lambda histogram: histogram, {"alone", "certain to all", "certain to one who took part"}),
        # Only small counts hidden: one who took part and knows of the other nine.
        (lambda histogram: tuple(count if count > 2 else "≤ 2" for count in histogram), {"certain to all"}),
        # Nothing but the most frequent option is shown: safe, and useless; the proof must not cry wolf.
        (lambda histogram: histogram.index(max(histogram)), set()),
    ],
)
def test_the_proof_finds_what_weaker_codes_give_away(code, seen):
    by_code = defaultdict(list)
    for histogram in histograms(10, 4):
        by_code[code(histogram)].append(histogram)
    found = {breach for same in by_code.values() for breach in breaches(same, 4)}
    assert seen <= found
    assert bool(seen) == bool(found)


def test_without_hiding_the_largest_one_of_ten_would_stand_alone():
    """Why the largest count is hidden below twelve people as well: of 6, 3 and at most 2 the last is 1."""
    unhidden = [found for found in histograms(10, 3) if found[:2] == (6, 3)]
    assert breaches(unhidden, 3) == ["alone"]
    assert len(fitting((6, 3, 1))) > 1


def test_where_each_option_was_chosen_twice_that_is_seen_and_names_nobody():
    """The one case in which all is known: twelve people, six cells of two. One who took part knows of one fellow."""
    assert fitting((2,) * 6) == [(2,) * 6]
    assert breaches(fitting((2,) * 6), 6) == []
