"""What a release says of a field: where levels do not follow from a score, and where no end is the better one."""

import msgspec
import pytest

from selfcheck_service.core.workshop import prepare_brief
from tests.builders import a_field, a_level_set, a_plan, a_rule, an_attribute, an_item, an_overall
from tests.core.workshop.briefs import field_figures, figure, made_up, released_of, shipped


def brief_of_fields(*fields, **overrides):
    """A brief in which every field lies from 1 to 1.5."""
    plan = a_plan(*fields, overall=an_overall(), **overrides)
    figures = tuple(field_figures(field.key, value=figure(1, 1.5)) for field in plan.fields)
    release = made_up({})
    total = msgspec.structs.replace(release.blocks[0], fields=figures)
    release = msgspec.structs.replace(release, total=total, blocks=(total,))
    return prepare_brief(release, plan, language="en", profile={})


def test_levels_follow_from_ranges_alone():
    """Not where cases say them, where gates do, or where a condition chooses between level sets."""
    unranged = {"key": "gates", "levels": [{"key": "x", "title": "X"}, {"key": "y", "title": "Y"}]}
    chosen = [{"when": {"profile": "kind", "is": "town"}, "set": "set"}, {"set": "set"}]
    brief = brief_of_fields(
        a_field("a", an_item("a0"), levels="set"),
        a_field("b", an_item("b0"), levels="gates", classify=[{"level": "x"}]),
        a_field("c", an_item("c0"), levels="gates"),
        a_field("d", an_item("d0"), levels=chosen),
        a_field("e", an_item("e0"), levels=chosen[:1]),
        level_sets=[a_level_set(), unranged],
        profile=[an_attribute()],
    )
    assert {each.key: each.levels for each in brief.profile} == {"a": ("Level 1",), "b": (), "c": (), "d": (), "e": ()}


def test_a_high_value_is_not_called_good_where_its_level_is_not():
    """Three levels on a scale from 0 to 4: 2.6 lies above three fifths, and still in the middle one."""
    field = a_field("a", an_item("a0"), levels="set")
    plan = a_plan(field, level_sets=[a_level_set()])
    texts = {}
    for ends in ((2.6, 2.8), (2.6, 3.2), (3.2, 3.5), (1, 1.5)):
        total = msgspec.structs.replace(made_up({}).blocks[0], fields=(field_figures("a", value=figure(*ends)),))
        release = msgspec.structs.replace(made_up({}), total=total, blocks=(total,))
        texts[ends] = prepare_brief(release, plan, language="en", profile={}).profile[0].text
    assert texts[2.6, 2.8] == texts[2.6, 3.2] == "The value is rather high; the level says what is still missing."
    assert texts[3.2, 3.5] == "The field is in good shape."
    assert texts[1, 1.5] == "There is room to grow in this field."


@pytest.mark.parametrize("quadrant", ["strength", "clarify_perception", "not_determinable"])
@pytest.mark.parametrize(("ends", "is_high"), [((2.6, 2.8), False), ((3.2, 3.5), True)])
def test_nothing_calls_a_field_high_whose_level_is_not(ends, is_high, quadrant):
    """Neither its place, nor the reason to build on it, whatever the release has made of its value."""
    field = a_field("a", an_item("a0"), levels="set")
    figures = msgspec.structs.replace(field_figures("a", value=figure(*ends)), quadrant=quadrant)
    total = msgspec.structs.replace(made_up({}).blocks[0], fields=(figures,))
    release = msgspec.structs.replace(made_up({}), total=total, blocks=(total,))
    brief = prepare_brief(release, a_plan(field, level_sets=[a_level_set()]), language="en", profile={})
    assert (brief.profile[0].place in ("strength", "clarify_perception", "high_open")) == is_high
    said = " ".join(each.reason.text for each in brief.strengths)
    if not is_high:
        assert "good shape" not in said
        assert "ated high" not in said
        assert not any(
            each.place in ("strength", "clarify_perception", "high_open") for each in brief.grid if each.fields
        )


def test_a_quadrant_that_is_low_stays_where_the_level_is_low():
    """What the release calls low is not made open by a level that says the same."""
    field = a_field("a", an_item("a0"), levels="set")
    figures = msgspec.structs.replace(field_figures("a", value=figure(2.6, 2.8)), quadrant="make_visible")
    total = msgspec.structs.replace(made_up({}).blocks[0], fields=(figures,))
    release = msgspec.structs.replace(made_up({}), total=total, blocks=(total,))
    brief = prepare_brief(release, a_plan(field, level_sets=[a_level_set()]), language="en", profile={})
    assert brief.profile[0].place == "make_visible"


def test_where_no_end_is_better_a_field_is_neither_high_nor_low():
    brief = brief_of_fields(a_field("a", an_item("a0"), scoring=a_rule(better="none")), a_field("b", an_item("b0")))
    assert {each.key: each.standing for each in brief.profile} == {"a": "not_determinable", "b": "low"}
    assert ("standing", "no_better_end", ("a",)) in [(one.about.key, one.why.key, one.fields) for one in brief.limits]


def test_a_joint_answer_is_read_without_figures_too():
    release = msgspec.structs.replace(released_of("joint"), total=None, blocks=())
    brief = prepare_brief(release, shipped(), language="de", profile={})
    assert len(brief.priorities) == 3
    assert brief.urgency == ()


def test_a_release_without_any_figures_has_a_brief():
    release = made_up({}, total=None, blocks=())
    brief = prepare_brief(release, a_plan(a_field("a", an_item("a0"))), language="de", profile={})
    assert [each.value.reason for each in brief.profile] == ["no_score"]
    assert [reason.key for each in brief.priorities for reason in each.reasons] == ["unsaid"]
