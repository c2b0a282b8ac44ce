"""Two nested partitions, from sizes alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.releases.partition import Group, Merge, every_group, partition, separable

any_sizes = st.lists(st.integers(0, 20), min_size=1, max_size=7)


def shapes(groups):
    return [(group.places, group.size) for group in groups]


def test_below_the_minimum_there_is_nothing():
    found = partition([2, 2], 5)
    assert found.too_few
    assert (found.groups, found.blocks, found.merges) == ((), (), ())


def test_five_to_nine_are_groups_and_no_block():
    found = partition([4, 1, 2], 5)
    assert shapes(found.groups) == [((0, 1, 2), 7)]
    assert found.blocks == ()


def test_the_smallest_is_merged_with_the_next_smallest():
    found = partition([6, 7, 12, 5], 5)
    assert shapes(found.groups) == [((0,), 6), ((1,), 7), ((2,), 12), ((3,), 5)]
    # 5 with 6 makes 11; then 7 with 11, because 12 is larger.
    assert shapes(found.blocks) == [((0, 1, 3), 18), ((2,), 12)]
    assert found.merges == (
        Merge("blocks", Group((3,), 5), Group((0,), 6)),
        Merge("blocks", Group((1,), 7), Group((0, 3), 11)),
    )


def test_of_equal_ones_the_first_declared_comes_first():
    found = partition([3, 3, 3, 12], 5)
    assert shapes(found.groups) == [((0, 1, 2), 9), ((3,), 12)]
    assert found.merges[:2] == (
        Merge("groups", Group((0,), 3), Group((1,), 3)),
        Merge("groups", Group((2,), 3), Group((0, 1), 6)),
    )


def test_a_perspective_of_nobody_is_merged_like_a_small_one():
    assert shapes(partition([0, 11, 6], 5).groups) == [((0, 2), 6), ((1,), 11)]


def test_a_round_without_perspectives_is_one_block():
    assert shapes(partition([10], 5).blocks) == [((0,), 10)]


def test_a_higher_minimum_holds_for_blocks_too():
    assert shapes(partition([14, 15, 1], 15).blocks) == [((0, 2), 15), ((1,), 15)]


def test_nothing_is_merged_where_nothing_is_hidden():
    assert shapes(every_group([1, 0, 4]).blocks) == [((0,), 1), ((2,), 4)]


@given(any_sizes, st.integers(5, 15))
def test_everybody_is_in_one_group_and_in_one_block_made_of_groups(sizes, minimum):
    found = partition(sizes, minimum)
    assert found.too_few == (sum(sizes) < minimum)
    for groups, least in ((found.groups, minimum), (found.blocks, max(minimum, 10))):
        assert all(group.size >= least for group in groups)
        assert all(group.size == sum(sizes[place] for place in group.places) for group in groups)
        if groups:
            assert sorted(place for group in groups for place in group.places) == list(range(len(sizes)))
    assert bool(found.blocks) == (sum(sizes) >= max(minimum, 10))
    for block in found.blocks:
        inside = [group for group in found.groups if set(group.places) <= set(block.places)]
        assert sum(group.size for group in inside) == block.size


@given(any_sizes)
def test_the_merge_log_leads_from_the_perspectives_to_the_blocks(sizes):
    found = partition(sizes, 5)
    groups: set[tuple[int, ...]] = {(place,) for place in range(len(sizes))}
    for merge in found.merges:
        assert merge.smaller.size <= merge.larger.size
        groups -= {merge.smaller.places, merge.larger.places}
        groups.add(tuple(sorted(merge.smaller.places + merge.larger.places)))
    if found.groups:
        assert groups == {group.places for group in found.blocks or found.groups}


@pytest.mark.parametrize(
    ("parts", "kept"),
    [
        # Everybody, or a part that leaves out as many as may be shown.
        ([{0, 1, 2}, {1, 2}], [{0, 1, 2}, {1, 2}]),
        # Of 3 and 12 people, the 12 alone would leave the 3.
        ([{0, 1, 2}, {0, 2}], [{0, 1, 2}]),
        # Each leaves out enough, but both share only 3.
        ([{0, 1}, {1, 2}], [{0, 1}]),
    ],
)
def test_parts_of_a_block_never_leave_a_few(parts, kept):
    sizes = [12, 3, 12] if parts[0] == {0, 1} else [5, 3, 12]
    group = Group((0, 1, 2), sum(sizes))
    assert separable(group, sizes, map(frozenset, parts), 5) == set(map(frozenset, kept))
