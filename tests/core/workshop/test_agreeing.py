"""How far a field agrees, against all histograms that fit: nothing is said that is not true of each of them."""

from collections import defaultdict
from fractions import Fraction
from itertools import product
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck_service.core.releases.agreement import agreement
from selfcheck_service.core.releases.cells import code_cells
from selfcheck_service.core.releases.document import BlockFigures, Figure, ItemFigures
from selfcheck_service.core.releases.findings import Seen, find_item
from selfcheck_service.core.releases.patterns import pattern_of
from selfcheck_service.core.releases.subjects import subjects_of
from selfcheck_service.core.releases.writing import write_item
from selfcheck_service.core.workshop.agreeing import FieldAgreement, agreement_of
from tests.core.workshop.briefs import field_figures, figure, in_quarters, made_up, small

NAMES = ("head", "staff", "club")
ITEMS = {each.key: each for each in subjects_of(small(), NAMES, {})}
KINDS = {"aligned": "agree", "mostly_aligned": "agree", "camps": "differ", "spread": "differ"}
KINDS["knowledge_gap"] = "left_open"


def histograms(people, cells):
    if cells == 1:
        yield (people,)
        return
    for count in range(people + 1):
        yield from ((count, *rest) for rest in histograms(people - count, cells - 1))


def by_code(people):
    found = defaultdict(list)
    for histogram in histograms(people, 6):
        found[code_cells(histogram)].append(histogram)
    return found


CODES = by_code(10)


def published(histograms_of: dict[str, list[tuple[int, ...]]]) -> Any:
    """A release with these items; for each the histograms of its blocks."""
    release = made_up({})
    count = max(map(len, histograms_of.values()))
    blocks = []
    for at in range(count):
        items = tuple(_item(key, [found[at]]) for key, found in histograms_of.items() if at < len(found))
        blocks.append(BlockFigures((NAMES[at],), 10, "cells", items, ()))
    total = msgspec.structs.replace(blocks[0], items=tuple(_item(key, each) for key, each in histograms_of.items()))
    return msgspec.structs.replace(release, blocks=tuple(blocks), total=total)


def _item(key: str, found: list[tuple[int, ...]]) -> ItemFigures:
    return write_item(find_item(ITEMS[key], [Seen(sum(each), code_cells(each)) for each in found]))


def seen_in(histograms_of: dict[str, list[tuple[int, ...]]]) -> FieldAgreement:
    field = field_figures("a", pattern_items=tuple(histograms_of))
    return agreement_of(published(histograms_of), small(), field)


def expected(fits):
    """What is true of all fits: the kind of their pattern, whether one has camps, and the ends of their agreement."""
    patterns = {pattern_of(fit[:-1], fit[-1]) for fit in fits}
    kinds = {KINDS.get(pattern, "open") for pattern in patterns}
    measures = [found for fit in fits for found in [agreement(fit[:-1])] if found is not None]
    ends = (min(measures), max(measures)) if len(measures) == len(fits) else None
    return kinds.pop() if len(kinds) == 1 else "open", "camps" in patterns, ends


def outwards(ends):
    """The interval that a release shows: two digits, rounded outwards."""
    low, high = (end * 100 for end in ends)
    return Fraction(low.__floor__(), 100), Fraction(high.__ceil__(), 100)


def test_what_is_said_of_an_item_is_true_of_all_that_fits_and_nothing_more_could_be_said():
    surely_differ = 0
    for fits in CODES.values():
        found = seen_in({"a0": [fits[0]]})
        kind, camps, ends = expected(fits)
        assert found.items == (kind,), fits[0]
        assert not (found.without_camps and camps), fits[0]
        (item,) = published({"a0": [fits[0]]}).total.items
        surely_differ += kind == "differ" and item.pattern == "not_determinable"
        if ends is None:
            assert found.mean.lowest is None
        else:
            assert (Fraction(str(found.mean.lowest)), Fraction(str(found.mean.highest))) == outwards(ends)
    assert surely_differ


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(list(CODES.values())), st.sampled_from(list(CODES.values())))
def test_two_blocks_together_are_every_fit_of_one_with_every_fit_of_the_other(one, two):
    together = {tuple(map(sum, zip(*pair, strict=True))) for pair in product(one, two)}
    kind, camps, ends = expected(together)
    found = seen_in({"a0": [one[0], two[0]]})
    assert found.items == (kind,)
    assert not (found.without_camps and camps)
    if ends is not None:
        assert (Fraction(str(found.mean.lowest)), Fraction(str(found.mean.highest))) == outwards(ends)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(list(CODES.values())), min_size=2, max_size=4))
def test_the_mean_of_several_items_lies_between_the_means_of_their_ends(items):
    ends = [found for fits in items for found in [expected(fits)[2]] if found is not None]
    found = seen_in({f"a{at}": [fits[0]] for at, fits in enumerate(items)}).mean
    if not ends:
        assert found == Figure(None, None, "no_items")
        return
    assert found.lowest is not None
    assert found.highest is not None
    low, high = (sum(each, Fraction(0)) / len(ends) for each in zip(*ends, strict=True))
    assert low - Fraction(1, 50) < Fraction(str(found.lowest)) <= low
    assert high <= Fraction(str(found.highest)) < high + Fraction(1, 50)


def test_where_too_much_fits_everything_is_possible():
    """Five blocks of six low cells each: these are more histograms than are listed."""
    release = published({"a0": [(2, 2, 2, 1, 1, 2)]})
    unlisted = Figure(None, None, "many_fits")
    many = msgspec.structs.replace(release.total.items[0], pattern="not_determinable", agreement=unlisted)
    total = msgspec.structs.replace(release.total, items=(many,))
    release = msgspec.structs.replace(release, blocks=release.blocks * 5, total=total)
    found = agreement_of(release, small(), field_figures("a", pattern_items=("a0",)))
    assert found.items == ("open",)
    assert found.mean == figure(-1, 1)


def test_without_cells_nothing_is_said():
    found = agreement_of(in_quarters(a=1), small(), field_figures("a", pattern_items=("a0",)))
    assert (found.items, found.side, found.without_camps) == ((), "open", False)
    item = ItemFigures("a0", "a", 0, "x", (), figure(), figure(), figure(), figure(), "not_determinable", "x")
    empty = msgspec.structs.replace(made_up({}).blocks[0], items=(item,))
    release = msgspec.structs.replace(made_up({}), total=empty, blocks=())
    found = agreement_of(release, small(), field_figures("a", pattern_items=("a0",)))
    assert (found.items, found.side, found.without_camps) == (("open",), "open", False)


@pytest.mark.parametrize(
    ("items", "ends", "side"),
    [
        (("agree", "agree", "open"), (0.1, 0.9), "agreed"),
        (("differ", "differ", "agree"), (0.6, 0.9), "split"),
        (("left_open", "left_open", "open"), (0.6, 0.9), "left_open"),
        (("agree", "differ"), (0.5, 0.9), "rather_agreed"),
        (("agree", "differ"), (0.1, 0.49), "rather_split"),
        (("agree", "differ"), (0.49, 0.5), "open"),
        (("open",), (), "open"),
    ],
)
def test_a_field_goes_by_most_of_its_items_and_then_by_their_mean(items, ends, side):
    assert FieldAgreement(items, figure(*ends), rated=True, without_camps=False).side == side


def test_of_few_ratings_nothing_is_said_by_their_mean():
    assert FieldAgreement(("open",), figure(1), rated=False, without_camps=True).side == "open"
    few = _item("a0", [(10, 0, 0, 0, 0, 0)])
    few = msgspec.structs.replace(few, pattern="too_few")
    release = msgspec.structs.replace(
        made_up({}), total=msgspec.structs.replace(made_up({}).blocks[0], items=(few,)), blocks=()
    )
    found = agreement_of(release, small(), field_figures("a", pattern_items=("a0",)))
    assert (found.items, found.rated) == (("open",), False)
