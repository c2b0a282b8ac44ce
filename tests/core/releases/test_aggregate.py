"""Confidential releases: the same bytes for whatever fits the same cells, and nothing that is not true."""

import json
from fractions import Fraction
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.releases import aggregate_confidential, canonical_release, release_hash
from selfcheck_service.core.releases.agreement import agreement, consensus
from selfcheck_service.core.releases.patterns import pattern_of
from tests.builders import (
    a_computed,
    a_field,
    a_multiple_choice,
    a_parent,
    a_plan,
    a_rule,
    a_text,
    an_item,
    an_overall,
)
from tests.core.releases.sealing import (
    NAMES,
    SILENT,
    a_response,
    a_round_of,
    ends_of,
    field_in,
    fitting,
    item_in,
    one_item_plan,
    reason_of,
    released,
    responses_of,
    some_perspectives,
    total_of,
)

ITEMS = ("a", "b", "c", "d")
PLAN = a_plan(
    a_field("f", *[an_item(key, weight=weight) for key, weight in zip(ITEMS, (1, 2, 1, "1/2"), strict=True)]),
    a_field("g", an_item("e", points=(3, 0, 1))),
    perspectives=some_perspectives(*NAMES),
    overall=an_overall(),
)
one_answer = st.sampled_from([0, 1, 2, 3, 4, 3, 3, 3, SILENT])
one_person = st.tuples(st.sampled_from(NAMES), st.tuples(*[one_answer] * 4, st.sampled_from([0, 1, 2, SILENT])))
people = st.lists(one_person, min_size=5, max_size=26)


def sealed(round_of, said):
    return aggregate_confidential(
        round_of,
        [a_response(PLAN, dict(zip((*ITEMS, "e"), answers, strict=True)), name) for name, answers in said],
    )


def lies_in(number, figure):
    if figure.lowest is None:
        return True
    slack = Fraction(1, 10**9) if figure.lowest == figure.highest else 0
    return Fraction(str(figure.lowest)) - slack <= number <= Fraction(str(figure.highest)) + slack


@given(people, st.randoms(use_true_random=False))
def test_the_order_of_responses_changes_no_byte(said, rng):
    mixed = rng.sample(said, len(said))
    assert canonical_release(sealed(a_round_of(PLAN), said)) == canonical_release(sealed(a_round_of(PLAN), mixed))


@given(people, st.randoms(use_true_random=False))
def test_exchanging_people_within_a_group_or_block_changes_no_byte(said, rng):
    release = sealed(a_round_of(PLAN), said)
    groups = [block.perspectives for block in release.blocks] or [group.perspectives for group in release.groups]
    exchanged = []
    for names in groups:
        inside = [(name, answers) for name, answers in said if name in names]
        answers = rng.sample([answers for _, answers in inside], len(inside))
        exchanged += [(name, each) for (name, _), each in zip(inside, answers, strict=True)]
    assert canonical_release(sealed(a_round_of(PLAN), exchanged)) == canonical_release(release)


@given(people.filter(lambda said: len(said) >= 10), st.randoms(use_true_random=False))
def test_whatever_fits_the_cells_has_the_same_bytes(said, rng):
    """Every figure is a function of the cells: other answers with the same cells make the same release."""
    release = sealed(a_round_of(PLAN), said)
    others = []
    for block in release.blocks:
        inside = [(name, answers) for name, answers in said if name in block.perspectives]
        columns = []
        for place, key in enumerate((*ITEMS, "e")):
            options = len(PLAN.items[place].choices)
            histogram = [sum(answers[place] == option for _, answers in inside) for option in range(options)]
            histogram.append(len(inside) - sum(histogram))
            chosen = rng.choice(fitting(histogram))
            column = list(chain.from_iterable([option] * count for option, count in enumerate(chosen)))
            columns.append([SILENT if option == options else option for option in rng.sample(column, len(column))])
            assert key == item_in(block, key).key
        others += [(name, answers) for (name, _), answers in zip(inside, zip(*columns, strict=True), strict=True)]
    assert canonical_release(sealed(a_round_of(PLAN), others)) == canonical_release(release)


def true_numbers(histogram, points):
    """Mean in per cent, agreement, consensus and pattern of the ratings in the order of their points."""
    order = sorted(range(len(points)), key=points.__getitem__)
    counts = tuple(histogram[place] for place in order)
    answered, width = sum(counts), max(points) - min(points)
    total = sum(count * (worth - min(points)) for count, worth in zip(histogram, points, strict=False))
    mean = Fraction(100 * total, width * answered) if answered else None
    return mean, agreement(counts), consensus(counts), pattern_of(counts, histogram[-1])


@given(people.filter(lambda said: len(said) >= 10))
def test_every_published_interval_holds_the_true_number(said):
    release = sealed(a_round_of(PLAN), said)
    for block in (*release.blocks, total_of(release)):
        inside = [answers for name, answers in said if name in block.perspectives]
        means = {}
        for place, item in enumerate(block.items):
            points = (3, 0, 1) if item.key == "e" else (0, 1, 2, 3, 4)
            given_to = [answers[place] for answers in inside]
            histogram = (*[given_to.count(option) for option in range(len(points))], given_to.count(SILENT))
            assert [cell.option for cell in item.cells] == [*range(len(points)), None]
            for count, cell in zip(histogram, item.cells, strict=True):
                assert cell.lowest <= count <= cell.highest
            mean, agreed, consented, pattern = true_numbers(histogram, points)
            assert item.mean.lowest is None or lies_in(mean, item.mean)
            assert item.agreement.lowest is None or lies_in(agreed, item.agreement)
            assert item.consensus.lowest is None or lies_in(consented, item.consensus)
            assert lies_in(Fraction(100 * histogram[-1], len(inside)), item.no_answer)
            assert item.pattern in (pattern, "not_determinable")
            means[item.key] = mean
        check_value_of_field(field_in(block, "f"), means)


def check_value_of_field(field, means):
    """The score with each item at its mean, over the items that are named."""
    if field.value.lowest is None:
        return
    weights = {"a": Fraction(1), "b": Fraction(2), "c": Fraction(1), "d": Fraction(1, 2)}
    total = sum(weights[key] * means[key] * 4 / 100 for key in field.items)
    assert lies_in(total / sum(weights[key] for key in field.items), field.value)


@given(people.filter(lambda said: len(said) >= 10))
def test_totals_come_from_the_cells_of_the_blocks(said):
    release = sealed(a_round_of(PLAN), said)
    for item in total_of(release).items:
        blocks = [item_in(block, item.key) for block in release.blocks]
        assert item.n == sum(block.n for block in blocks) == len(said)
        for cell, *parts in zip(item.cells, *(block.cells for block in blocks), strict=True):
            assert cell.lowest == sum(part.lowest for part in parts)
            assert cell.highest == sum(part.highest for part in parts)
    if len(release.blocks) == 1:
        (block,) = release.blocks
        assert [item.mean for item in block.items] == [item.mean for item in total_of(release).items]
        assert [field.value for field in block.fields] == [field.value for field in total_of(release).fields]


@given(people, st.randoms(use_true_random=False))
def test_who_is_merged_with_whom_depends_on_sizes_alone(said, rng):
    others = [(name, tuple(rng.choice([0, 1, 2, SILENT]) for _ in answers)) for name, answers in said]
    one, two = sealed(a_round_of(PLAN), said), sealed(a_round_of(PLAN), others)
    assert one.merges == two.merges
    for kind in ("groups", "blocks"):
        assert [(part.perspectives, part.n) for part in getattr(one, kind)] == [
            (part.perspectives, part.n) for part in getattr(two, kind)
        ]


def test_below_the_minimum_nothing_is_released():
    assert sealed(a_round_of(PLAN), [("head", (3, 3, 3, 3, 2))] * 4) is None
    assert sealed(a_round_of(PLAN, minimum=7), [("head", (3, 3, 3, 3, 2))] * 6) is None
    assert sealed(a_round_of(PLAN), []) is None


def test_the_example_of_the_policy():
    plan = one_item_plan()
    found = item_in(total_of(released(plan, responses_of(plan, {"a": (0, 1, 1, 5, 3, 0)}))))
    assert [(cell.code, cell.count) for cell in found.cells] == [
        *[("at_most", 2)] * 3,
        ("exact", 5),
        ("exact", 3),
        ("at_most", 2),
    ]
    assert (found.mean.lowest, found.mean.highest) == (67.5, 84.4)
    found = item_in(total_of(released(plan, responses_of(plan, {"a": (1, 2, 5, 14, 6, 2)}))))
    assert [cell.code for cell in found.cells][3] == "most_frequent"
    assert (found.cells[3].lowest, found.cells[3].highest) == (13, 14)
    # Rounded outwards: between 66.96 and 69.64.
    assert (found.mean.lowest, found.mean.highest) == (66.9, 69.7)


def test_the_hash_is_that_of_the_canonical_bytes():
    release = released(PLAN, [a_response(PLAN, {"a": 1}, "head")] * 5)
    document = canonical_release(release)
    assert json.loads(document)["definition_hash"] == PLAN.definition_hash
    assert json.loads(document)["policy"] == 1
    assert len(release_hash(document)) == 64


def test_nobody_outside_the_round_is_counted():
    with pytest.raises(KeyError):
        sealed(a_round_of(PLAN), [(None, (1, 1, 1, 1, 1))] * 5)


def test_each_item_without_cells_says_why():
    shown = {"item": "a", "points": {"at_least": 1}}
    plan = a_plan(
        a_field("f", an_item("a"), an_item("late", shown_when=shown), a_multiple_choice("several"), a_text("words")),
        a_field("team", an_item("t"), units={"title": "Team", "minimum": 1, "maximum": 2, "scoring": a_rule()}),
    )
    total = total_of(released(plan, [a_response(plan, {"a": 3})] * 12))
    assert {item.key: item.reason for item in total.items} == {
        "a": None,
        "late": "conditional",
        "several": "type",
        "words": "type",
        "t.1": "repeated",
    }
    assert item_in(total, "late").cells == ()
    assert item_in(total, "late").mean.reason == item_in(total, "late").pattern_reason == "conditional"


def test_respondents_with_more_units_are_counted_like_the_others():
    plan = a_plan(
        a_field("team", an_item("t"), units={"title": "Team", "minimum": 1, "maximum": 2, "scoring": a_rule()}),
        a_field("f", an_item("a")),
    )
    two_teams = [a_response(plan, {"team": [{"t": 1}, {"t": 2}], "a": 4})] * 6
    total = total_of(released(plan, [*two_teams, *[a_response(plan, {"team": [{"t": 1}], "a": 4})] * 6]))
    assert item_in(total).cells[4].count == 10


FORMS = [{"key": "full", "title": "Full"}, {"key": "short", "title": "Short"}]


def a_plan_of_two_forms():
    return a_plan(
        a_field("f", an_item("a"), an_item("b", forms={"short": {}})),
        forms=FORMS,
        perspectives=some_perspectives("head", "club", "guild", head="full", club="short", guild="short"),
    )


def of_each(plan, **sizes):
    return [a_response(plan, {"a": 3, "b": 3}, name) for name, size in sizes.items() for _ in range(size)]


def test_an_item_is_about_those_only_who_are_asked_it():
    plan = a_plan_of_two_forms()
    release = released(plan, of_each(plan, head=12, club=11, guild=0))
    first, second = release.blocks
    assert (item_in(first).n, item_in(first, "b").n) == (12, 12)
    assert (item_in(second).reason, item_in(second, "b").n) == ("not_asked", 11)
    assert item_in(total_of(release)).n == 12
    # The gap is over the item that both are asked.
    assert [(gap.first, gap.second, gap.items) for gap in release.gaps] == [(("head",), ("club", "guild"), ("b",))]


@pytest.mark.parametrize(
    ("sizes", "reason"),
    [
        # The others are too few to be left alone.
        ({"head": 11, "club": 3, "guild": 0}, "too_few_others"),
        # Those who are asked are too few to be shown.
        ({"head": 9, "club": 9, "guild": 0}, "too_few_asked"),
    ],
)
def test_an_item_asked_of_a_part_of_a_block_leaves_no_few_alone(sizes, reason):
    plan = a_plan_of_two_forms()
    (block,) = released(plan, of_each(plan, **sizes)).blocks
    assert (item_in(block).reason, item_in(block).cells) == (reason, ())
    assert item_in(block, "b").n == sum(sizes.values())


def test_a_part_of_a_block_cuts_no_group_to_a_few():
    """Head and club are one group of 8, guild another of 9: cells of head and guild would show the 2 of head."""
    plan = a_plan(
        a_field("f", an_item("a"), an_item("b", forms={"short": {}})),
        forms=FORMS,
        perspectives=some_perspectives("head", "club", "guild", head="full", club="short", guild="full"),
    )
    release = released(plan, of_each(plan, head=2, club=6, guild=9))
    assert [(group.perspectives, group.n) for group in release.groups] == [(("head", "club"), 8), (("guild",), 9)]
    assert [(item.n, item.reason) for item in release.blocks[0].items] == [(0, "too_few_others"), (17, None)]


def test_statistics_need_points_and_an_order():
    options = [{"value": f"v{at}", "title": "Option"} for at in range(3)]
    plan = a_plan(
        a_field(
            "f",
            an_item("alike", points=(0, 1, 1, 2)),
            an_item("flat", points=(1, 1)),
            an_item("two", points=(0, 1)),
            an_item("one", points=(1,)),
            an_item("plain", scored=False, options=options),
            an_item("counted", scored=False, options=[{"value": at, "title": "Option"} for at in (5, 7, 6)]),
        ),
    )
    answers = {"alike": 2, "flat": 1, "two": 1, "one": 0, "plain": "v1", "counted": 7}
    total = total_of(released(plan, [a_response(plan, answers)] * 12))
    reasons = {item.key: (item.mean.reason, item.agreement.reason, item.consensus.reason) for item in total.items}
    assert reasons == {
        "alike": (None, "no_order", "no_order"),
        "flat": ("no_scale", "no_order", "no_order"),
        "two": (None, "two_options", None),
        "one": ("no_scale", "two_options", "two_options"),
        "plain": ("no_scale", "no_order", "no_order"),
        "counted": (None, None, None),
    }
    assert item_in(total, "counted").mean.highest == 100


def test_points_that_follow_from_other_answers_make_no_scale():
    plan = a_plan(a_field("f", an_item("a"), an_item("b", points=(0, 1, 2)), a_computed("c", "a + b")))
    total = total_of(released(plan, [a_response(plan, {"a": 3, "b": 1})] * 12))
    assert {item.key for item in total.items} == {"a", "b"}
    assert field_in(total).items == ("a", "b")


def test_a_value_that_nobody_may_have_is_not_given():
    plan = one_item_plan()
    total = total_of(released(plan, responses_of(plan, {"a": (0, 0, 0, 1, 0, 11)})))
    found = item_in(total)
    assert (found.mean.reason, found.agreement.reason, found.consensus.reason) == ("nobody_sure",) * 3
    assert found.pattern == "knowledge_gap"
    assert (field_in(total).value.reason, field_in(total).quadrant) == ("few_items", "make_visible")
    assert field_in(total).seen_patterns == ("knowledge_gap",)


def test_too_many_distributions_are_said_to_be_too_many():
    plan = a_plan(a_field("f", an_item("a", points=tuple(range(11)))))
    found = item_in(total_of(released(plan, responses_of(plan, {"a": (*[1] * 11, 0)}))))
    assert (found.agreement.reason, found.pattern, found.pattern_reason) == (
        "many_fits",
        "not_determinable",
        "many_fits",
    )
    assert found.mean.lowest is not None


def test_a_sum_needs_all_its_items():
    rule = {"scoring": a_rule(method="sum", scale=[0, 8])}
    plan = a_plan(a_field("f", an_item("a"), an_item("b"), **rule))
    total = total_of(released(plan, [a_response(plan, {"a": 3, "b": 2})] * 12))
    # Ten to twelve of the twelve gave these answers, the others any.
    low, high = ends_of(field_in(total).value)
    assert low < 5 < high
    alone = total_of(released(plan, [a_response(plan, {"a": 3, "b": SILENT})] * 12))
    assert field_in(alone).value.reason == "few_items"


def test_a_field_of_another_method_has_no_value():
    plan = a_plan(a_field("f", an_item("a"), scoring=a_rule(method="product")))
    assert field_in(total_of(released(plan, [a_response(plan, {"a": 3})] * 12))).value.reason == "method"


def test_a_field_whose_items_have_no_weight_has_no_value():
    plan = a_plan(a_field("f", an_item("a", weight=0)), a_field("g", an_item("b")))
    assert field_in(total_of(released(plan, [a_response(plan, {"a": 3, "b": 1})] * 12))).value.reason == "no_weight"


def test_a_parent_has_the_value_of_its_fields():
    plan = a_plan(a_parent("p", a_field("f", an_item("a")), a_field("g", an_item("b"))), overall=an_overall())
    counted = {"a": (0, 0, 0, 6, 6, 0), "b": (6, 6, 0, 0, 0, 0)}
    total = total_of(released(plan, responses_of(plan, counted)))
    assert field_in(total, "p").items == field_in(total, "overall").items == ("a", "b")
    assert field_in(total, "p").value == field_in(total, "overall").value
    low, high = ends_of(field_in(total, "p").value)
    assert low <= 2 <= high


def test_a_parent_whose_fields_are_not_asked_has_no_value():
    plan = a_plan(
        a_parent("p", a_field("f", an_item("a"))),
        a_field("g", an_item("b", forms={"short": {}})),
        forms=FORMS,
        perspectives=some_perspectives("club", club="short"),
    )
    total = total_of(released(plan, [a_response(plan, {"b": 1}, "club")] * 12))
    assert field_in(total, "p").value.reason == "not_asked"


def urgency_plan(**rule):
    asking = an_item("soon", scored=False, options=[{"value": at, "title": f"Option {at}"} for at in range(4)])
    return a_plan(a_field("f", an_item("a"), an_item("b"), asking, urgency="soon", scoring=a_rule(**rule)))


LOW_AND_ALIGNED = {"a": (10, 10, 0, 0, 0, 0), "b": (10, 10, 0, 0, 0, 0), "soon": (0, 0, 0, 20, 0)}


def test_urgent_but_low_is_seen():
    plan = urgency_plan()
    found = field_in(total_of(released(plan, responses_of(plan, LOW_AND_ALIGNED))))
    assert (found.urgent, found.quadrant, found.seen_patterns) == ("urgent", "tackle_together", ("urgent_but_low",))
    assert ends_of(found.urgency)[0] >= 66


def test_where_less_is_better_a_low_value_is_a_strength():
    plan = urgency_plan(better="lower")
    found = field_in(total_of(released(plan, responses_of(plan, LOW_AND_ALIGNED))))
    assert (found.quadrant, found.seen_patterns) == ("strength", ("strength",))


def test_where_no_end_is_better_there_is_no_quadrant():
    plan = urgency_plan(better="none")
    found = field_in(total_of(released(plan, responses_of(plan, LOW_AND_ALIGNED))))
    assert (found.pattern, found.quadrant) == ("aligned", "not_determinable")


def test_urgency_that_nobody_may_have_said_is_not_determinable():
    plan = urgency_plan()
    found = field_in(total_of(released(plan, responses_of(plan, {**LOW_AND_ALIGNED, "soon": (0, 0, 0, 0, 20)}))))
    assert (found.urgent, reason_of(found.urgency)) == ("not_determinable", "nobody_sure")


def test_perspectives_that_are_far_apart_are_seen():
    plan = one_item_plan(perspectives=some_perspectives("head", "club"))
    high, low = {"a": (0, 0, 0, 9, 9, 0)}, {"a": (9, 9, 0, 0, 0, 0)}
    release = released(plan, [*responses_of(plan, high, "head"), *responses_of(plan, low, "club")])
    (gap,) = release.gaps
    assert (gap.field, gap.first, gap.second, gap.items, gap.gap) == ("f", ("head",), ("club",), ("a",), "first_higher")
    lowest, highest = ends_of(gap.difference)
    assert lowest <= 3 <= highest
    found = field_in(total_of(release))
    assert (found.pattern, found.seen_patterns) == (
        "camps",
        ("camps", "perspective_gap"),
    ) or "perspective_gap" in found.seen_patterns


def test_without_a_shared_item_there_is_no_gap():
    plan = one_item_plan(perspectives=some_perspectives("head", "club"))
    answered, silent = {"a": (0, 0, 0, 6, 6, 0)}, {"a": (0, 0, 0, 0, 0, 12)}
    (gap,) = released(plan, [*responses_of(plan, answered, "head"), *responses_of(plan, silent, "club")]).gaps
    assert (gap.items, gap.difference.reason, gap.gap) == ((), "few_items", "not_determinable")
