"""Open and institutional rounds: the same shape, and nothing hidden."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.core.releases import (
    NamedAnswers,
    aggregate,
    canonical_release,
)
from selfcheck_service.core.releases.document import Release
from selfcheck_service.core.scoring import encode_evaluation, evaluate
from selfcheck_service.core.scoring.engine import compute
from selfcheck_service.core.scoring.ratio import as_fraction
from tests.builders import a_field, a_plan, a_text, an_item
from tests.core.releases.sealing import (
    SILENT,
    a_response,
    a_round_of,
    ends_of,
    field_in,
    item_in,
    responses_of,
    some_perspectives,
    total_of,
)

PLAN = a_plan(a_field("f", an_item("a"), an_item("b"), a_text("proud")), perspectives=some_perspectives("head", "club"))
SAID = [
    ("Ada", "head", {"a": 3, "b": 4, "proud": "Our library."}),
    ("Bo", "club", {"a": 1, "b": SILENT}),
    ("Cy", "club", {"a": 2, "b": 0}),
]


def named(said):
    return [NamedAnswers(name, a_response(PLAN, answers, perspective)) for name, perspective, answers in said]


def joint(answers):
    return aggregate(a_round_of(PLAN, mode="institutional"), [NamedAnswers("", answers)])


def opened(said=SAID):
    return aggregate(a_round_of(PLAN, mode="open"), named(said))


def test_an_open_round_shows_who_answered_what():
    release = opened()
    assert [(rating.name, rating.perspective) for rating in release.ratings] == [
        ("Bo", "club"),
        ("Cy", "club"),
        ("Ada", "head"),
    ]
    assert release.ratings[2].answers == {"a": 3, "b": 4, "proud": "Our library."}
    assert release.ratings[0].answers == {"a": 1, "b": SILENT}
    assert release.evaluation is None


def test_an_open_round_counts_exactly_and_merges_nobody():
    release = opened()
    assert [(block.perspectives, block.n, block.rule) for block in release.blocks] == [
        (("head",), 1, "exact"),
        (("club",), 2, "exact"),
    ]
    assert (release.merges, release.minimum_group_size) == ((), None)
    found = item_in(total_of(release))
    assert [(cell.code, cell.count) for cell in found.cells] == [("exact", count) for count in (0, 1, 1, 1, 0, 0)]
    assert (found.mean.lowest, found.mean.highest) == (50, 50)
    assert (found.pattern, item_in(total_of(release), "b").pattern) == ("too_few", "knowledge_gap")
    assert field_in(total_of(release)).pattern_reason == "no_majority"
    assert [group.reason for group in release.groups] == [None, None]


def test_the_order_of_responses_is_not_in_an_open_release():
    assert canonical_release(opened()) == canonical_release(opened(SAID[::-1]))


def test_a_perspective_that_nobody_has_is_not_there():
    assert [block.perspectives for block in opened(SAID[:1]).blocks] == [("head",)]


def test_an_open_round_of_nobody_has_no_release():
    assert opened([]) is None


def test_a_larger_open_round_names_patterns():
    plan = a_plan(a_field("f", an_item("a")))
    answers = responses_of(plan, {"a": (0, 0, 4, 5, 0, 1)})
    release = aggregate(a_round_of(plan, mode="open"), [NamedAnswers(str(at), one) for at, one in enumerate(answers)])
    assert release is not None
    low, high = ends_of(item_in(total_of(release)).mean)
    assert low == high
    assert item_in(total_of(release)).pattern == "aligned"


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12))
def test_where_all_answered_all_a_value_is_the_mean_of_the_scores(said):
    release = opened([(str(at), "club", {"a": a, "b": b}) for at, (a, b) in enumerate(said)])
    assert release is not None
    scores = [compute(a_response(PLAN, {"a": a, "b": b}, "club")).fields[PLAN.field_index["f"]].exact for a, b in said]
    mean = sum((as_fraction(score) for score in scores if score), Fraction(0)) / len(said)
    assert ends_of(field_in(total_of(release)).value) == (float(mean), float(mean))


def test_an_institutional_round_shows_the_one_evaluation():
    answers = a_response(PLAN, {"a": 3, "b": 4}, "head")
    release = joint(answers)
    assert release.evaluation == json.loads(encode_evaluation(evaluate(answers, language="en")))
    assert release.n == 1
    assert item_in(total_of(release)).cells[3].count == 1
    assert json.loads(canonical_release(release))["evaluation"]["language"] == "en"


def test_an_institutional_round_shows_the_joint_answer_as_it_was_sent_and_under_no_name():
    sent = {"a": Decimal(3), "b": {"no_answer": "declined", "reason": "Noch offen."}, "proud": "Our library."}
    answers = a_response(PLAN, sent, "head")
    release = aggregate(a_round_of(PLAN, mode="institutional"), [NamedAnswers("Ada", answers, sent)])
    assert release is not None
    assert release.ratings is not None
    (rating,) = release.ratings
    assert (rating.name, rating.perspective) == ("", "head")
    assert rating.answers == {"a": 3, "b": {"no_answer": "declined", "reason": "Noch offen."}, "proud": "Our library."}
    assert b"Ada" not in canonical_release(release)


@pytest.mark.parametrize(
    "release",
    [opened(), joint(a_response(PLAN, {"a": 3}, "head"))],
)
def test_all_modes_have_one_shape(release):
    assert isinstance(release, Release)
    assert set(json.loads(canonical_release(release))) == set(Release.__struct_fields__)


def test_ratings_are_what_was_sent_to_the_last_digit():
    sent = {"a": Decimal(2), "n": Decimal("0.1"), "m": [{"x": Decimal("1234567890123456.789")}], "t": "Gut"}
    answers = a_response(PLAN, {"a": 3}, "head")
    release = aggregate(a_round_of(PLAN, mode="open"), [NamedAnswers("Ada", answers, sent)])
    assert release is not None
    written = json.loads(canonical_release(release))["ratings"][0]["answers"]
    assert written == {"a": 2, "n": 0.1, "m": [{"x": "1234567890123456.789"}], "t": "Gut"}
    assert type(written["a"]) is int


def test_two_joint_answers_are_none():
    both = [NamedAnswers("", a_response(PLAN, {"a": each}, "head")) for each in (2, 3)]
    with pytest.raises(ValueError, match="too many"):
        aggregate(a_round_of(PLAN, mode="institutional"), both)
