"""Quarters of small groups: nobody is exposed by them, and which fields may have them."""

from fractions import Fraction
from itertools import product

import pytest

from selfcheck_service.core.releases.quarters import Quartered, QuarterFinding, quarter_fields, quarter_of
from selfcheck_service.core.releases.subjects import fields_of, subjects_of
from tests.builders import (
    a_computed,
    a_field,
    a_level_set,
    a_number,
    a_parent,
    a_plan,
    a_rule,
    an_item,
    an_overall,
)
from tests.core.releases.sealing import SILENT, a_response, released, some_perspectives


def reachable(items, people, steps):
    """All sums of weighted answers, each from 0 to `steps`, of so many people."""
    found = {0}
    for weight in items * people:
        found = {total + weight * answer for total in found for answer in range(steps + 1)}
    return found


def exposed(items, people, steps):
    """Yield what one who took part, or somebody outside (own sum 0 of nobody), can be certain of.

    A quarter tells between which sums all answers together lie. The answer of one person to one item can be anything
    for which the answers of all others can make up the rest. That everybody answered everything is the worst case: an
    answer left out only adds to what is possible.
    """
    most = sum(items) * people * steps
    one = reachable(items, 1, steps)
    ends = (Fraction(0), Fraction(1))
    quarter = {total: quarter_of(Fraction(total, most), ends) for total in range(most + 1)}
    for heaviest in {max(items), min(items)}:
        others = list(items)
        others.remove(heaviest)
        for own, took_part in [(0, False), *((own, True) for own in one)]:
            rest = reachable(items, people - 1 - took_part, steps)
            rest = {total + mine for total in rest for mine in reachable(others, 1, steps)}
            possible: dict[int, set[int]] = {}
            for answer, total in product(range(steps + 1), rest):
                possible.setdefault(quarter[own + heaviest * answer + total], set()).add(answer)
            yield from ((own, where, answers) for where, answers in possible.items() if len(answers) < 2)


# Weights, and how many steps lie between the lowest and the highest answer.
ALIKE = [[1] * 4, [1] * 5, [1] * 7, [2, 1, 1, 1, 1, 1, 1], [3, 3, 2, 2, 2]]
BALANCED = [(items, steps) for items in ALIKE for steps in (1, 2, 4) if 4 * max(items) < sum(items) * steps]


@pytest.mark.unmeasured
@pytest.mark.parametrize("people", [5, 6, 7, 8, 9])
@pytest.mark.parametrize(("items", "steps"), BALANCED)
def test_nobody_is_exposed_by_a_quarter(items, steps, people):
    assert list(exposed(items, people, steps)) == []


def test_three_items_or_one_that_counts_for_more_would_expose():
    """Why it takes four: of five people one who answered 0 throughout would know that all others answered 1."""
    assert (0, 3, {1}) in list(exposed([1] * 3, 5, 1))
    assert (0, 3, {1}) in list(exposed([3, 1, 1, 1, 1], 5, 1))


def test_four_items_of_two_options_would_expose():
    """Why two options take five items: of five people one who answered 1 throughout would know that no other did."""
    assert (4, 0, {0}) in list(exposed([1] * 4, 5, 1))
    assert ([1] * 5, 1) in BALANCED


def test_quarters_of_fields_that_share_items_would_expose():
    """Why an item is in one quartered field only: five people, five items, and a field of the first four of them.

    The top quarter of all and the second highest of the four leave 16 of 20 to the fifth item at least. Of five people
    one who answered 0 there knows that all the others answered 4.
    """
    least_of_all, most_of_four = 75, 59
    assert quarter_of(Fraction(least_of_all, 100), (Fraction(0), Fraction(1))) == 3
    assert quarter_of(Fraction(most_of_four, 80), (Fraction(0), Fraction(1))) == 2
    assert least_of_all - most_of_four == 4 * 4


def test_quarters_beside_cells_of_the_same_people_would_expose():
    """Why groups within a block show no quarters: five answered 3 throughout, the five of another perspective 2.

    The cells of the ten are 5 and 5, so that nothing else was answered by anybody. A mean of 3 is the highest that five
    of them can have, and the lowest of the top quarter: the quarter says what each of them answered.
    """
    sums = {sum(found) for found in product((2, 3), repeat=5) if sum(found) <= 15}
    assert {total for total in sums if quarter_of(Fraction(total, 20), (Fraction(0), Fraction(1))) == 3} == {15}
    plan = a_plan(a_field("f", *[an_item(f"i{at}") for at in range(4)]), perspectives=some_perspectives("a", "b"))
    answers = {"a": 3, "b": 2}
    release = released(
        plan, [a_response(plan, {f"i{at}": answers[name] for at in range(4)}, name) for name in "ab" for _ in range(5)]
    )
    assert [(group.perspectives, group.n, group.reason, group.fields) for group in release.groups] == [
        (("a",), 5, "in_block", ()),
        (("b",), 5, "in_block", ()),
    ]
    assert [block.perspectives for block in release.blocks] == [("a", "b")]


@pytest.mark.parametrize(
    ("mean", "quarter"), [(0, 0), ("24.9", 0), (25, 1), ("49.9", 1), (50, 2), (75, 3), (100, 3), (-3, 0), (104, 3)]
)
def test_quarters_are_half_open_but_for_the_top_one(mean, quarter):
    assert quarter_of(Fraction(mean), (Fraction(0), Fraction(100))) == quarter


def four(prefix="i", **overrides):
    return [an_item(f"{prefix}{at}", **overrides) for at in range(4)]


def reasons(plan, places=(0,), names=("",)):
    subjects = subjects_of(plan, names, {})
    return {
        found.field.key: "quartered" if isinstance(found, Quartered) else found.reason
        for found in quarter_fields(plan, fields_of(plan), subjects, places)
    }


def test_a_field_needs_four_items_that_count_alike():
    plan = a_plan(
        a_field("four", *four()),
        a_field("three", *four("j")[:3]),
        a_field("uneven", *four("k")[:3], an_item("k3", weight=2)),
        a_field("even", *four("l"), an_item("l4", weight="4/3")),
        a_field("yes_or_no", *four("m", points=(0, 4))),
        a_field("five_times", *four("n", points=(0, 4)), an_item("n4", points=(0, 4))),
        a_field("last_step", *four("o", points=(0, 4, 4))),
    )
    quartered = ("four", "even", "five_times")
    assert reasons(plan) == {
        field.key: "quartered" if field.key in quartered else "unbalanced" for field in plan.questionnaire.fields
    }


def test_a_field_is_the_mean_of_answers_on_one_scale():
    plan = a_plan(
        a_field("product", *four("a"), scoring=a_rule(method="product")),
        a_field("added", *four("b"), scoring=a_rule(method="sum", scale=[0, 16])),
        a_field("wide", *four("c")[:3], an_item("c3", points=(0, 9))),
        a_field("computed", *four("d"), a_computed("d4", "d0", points="value")),
        a_field("numbers", *[a_number(f"e{at}", "[0, 4]") for at in range(5)]),
        a_field("flat", *four("g", points=(2, 2))),
        a_field("turned", *four("h"), scoring=a_rule(rescale_from=[4, 0])),
        a_parent("parent", a_field("child", *four("m"))),
        overall=an_overall(),
    )
    assert reasons(plan) == {
        "product": "method",
        "added": "method",
        "wide": "method",
        "computed": "method",
        "numbers": "quartered",
        "flat": "method",
        "turned": "quartered",
        "parent": "method",
        "child": "quartered",
        "overall": "method",
    }


def test_an_item_is_in_one_quartered_field_only():
    lens = {"key": "lens", "title": "Lens", "scoring": a_rule(of=[{"item": f"i{at}"} for at in range(4)])}
    assert reasons(a_plan(a_field("first", *four()), lens)) == {"first": "quartered", "lens": "shares_items"}


def test_everybody_in_the_group_is_asked_enough():
    short = [an_item("i0"), *[an_item(f"i{at}", forms={"short": {}}) for at in range(1, 5)]]
    shorter = [an_item("j0"), *[an_item(f"j{at}", forms={"short": {}}) for at in range(1, 4)]]
    plan = a_plan(
        a_field("f", *short),
        a_field("g", *shorter),
        forms=[{"key": "full", "title": "Full"}, {"key": "short", "title": "Short"}],
        perspectives=some_perspectives("head", "club", head="full", club="short"),
    )
    names = ("head", "club")
    assert reasons(plan, [0], names) == {"f": "quartered", "g": "quartered"}
    assert reasons(plan, [0, 1], names) == {"f": "quartered", "g": "unbalanced"}


def test_a_conditional_item_is_no_sure_one():
    shown = {"item": "i0", "points": {"at_least": 1}}
    assert reasons(a_plan(a_field("f", *four()[:3], an_item("i3", shown_when=shown)))) == {"f": "unbalanced"}


def test_a_repeated_field_has_no_quarter():
    plan = a_plan(a_field("team", *four(), units={"title": "Team", "minimum": 1, "maximum": 3, "scoring": a_rule()}))
    assert set(reasons(plan).values()) == {"method"}


def quarters_of(*people, **field):
    plan = a_plan(a_field("f", *four(), **field), level_sets=[a_level_set()])
    release = released(
        plan, [a_response(plan, dict(zip(("i0", "i1", "i2", "i3"), one, strict=True))) for one in people]
    )
    (group,) = release.groups
    assert (release.blocks, release.total, release.gaps) == ((), None, ())
    return group.fields[0]


def test_a_group_shows_the_quarter_of_the_mean_of_its_scores():
    found = quarters_of(*[[3, 3, 2, 3]] * 4, [1, 2, 3, 4])
    assert (found.quarter, found.lowest, found.highest, found.reason) == (3, 2, 3, None)


def test_who_has_no_score_does_not_count():
    found = quarters_of(*[[4, 4, 4, SILENT]] * 3, *[[SILENT] * 4] * 2)
    assert (found.quarter, found.lowest, found.highest) == (4, 3, 4)


def test_where_half_have_no_score_there_is_no_quarter():
    found = quarters_of(*[[4, 4, 4, SILENT]] * 3, *[[SILENT] * 4] * 3)
    assert (found.quarter, found.reason) == (None, "too_few_scored")


def test_no_gate_and_no_rounding_touches_the_mean():
    gated = {
        "levels": "set",
        "gates": [{"level": "l1", "requires": {"item": "i0", "points": {"at_least": 4}}, "text": "Before."}],
        "scoring": a_rule(rounding={"digits": 0, "mode": "ceiling", "stage": "last"}),
    }
    # Each has 2.75, which is rounded to 3 and held down to a lower level.
    assert quarters_of(*[[3, 3, 3, 2]] * 5, **gated).quarter == 3


def test_a_finding_without_a_quarter_says_why():
    plan = a_plan(a_field("f", *four()[:2]))
    (found,) = quarter_fields(plan, fields_of(plan), subjects_of(plan, ("",), {}), [0])
    assert found == QuarterFinding(fields_of(plan)[0], None, "unbalanced")
