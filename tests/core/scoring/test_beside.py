"""What an evaluation says beside the scores, and what only a round can say."""

from selfcheck_service.core.scoring import canonical_results, parse_answers
from tests.builders import (
    a_field,
    a_level_set,
    a_procedure,
    a_questionnaire,
    a_suggestion,
    evaluation_of,
    plan_of,
    result_of,
)

BORDER = {"margin": 1, "text": "Near “{level}”."}
TEXTS = ("measurement", "obstacle", "way_round", "unsuitable_when")


def document(**members):
    return a_questionnaire(a_field("f", levels="set", **members), level_sets=[a_level_set(border=BORDER)])


def test_a_level_says_what_comes_next():
    made = document(next_texts={"l0": "Begin.", "l1": "Go on."})
    assert result_of(made, {"f_item": 0}).next_text == "Begin."
    assert result_of(made, {"f_item": 4}).next_text is None
    assert result_of(made).next_text is None
    assert result_of(document(), {"f_item": 0}).next_text is None


def test_a_border_reads_as_the_field_says():
    assert result_of(document(border_text="Nearly {level}."), {"f_item": 0}).text == "Nearly Level 1."
    assert result_of(document(), {"f_item": 0}).text == "Near “Level 1”."


def test_a_field_tells_its_group():
    groups = {"field_groups": [{"key": "inner", "title": "Inner"}]}
    assert result_of(a_questionnaire(a_field("f", group="inner"), **groups)).group == "inner"
    assert result_of(a_questionnaire(a_field("f"))).group is None


def test_a_suggestion_carries_what_helps_to_carry_it_out():
    step = a_suggestion(procedures=["chair", "table"], **{name: f"The {name}." for name in TEXTS})
    procedures = [a_procedure(), a_procedure("chair")]
    [found] = evaluation_of(a_questionnaire(a_field("f", suggestions=[step]), procedures=procedures)).suggestions
    assert [getattr(found, name) for name in TEXTS] == [f"The {name}." for name in TEXTS]
    assert [(one.key, one.title) for one in found.procedures] == [
        ("chair", "Procedure chair"),
        ("table", "Procedure table"),
    ]


def test_a_suggestion_may_say_none_of_it():
    [found] = evaluation_of(a_questionnaire(a_field("f", suggestions=[a_suggestion()]))).suggestions
    assert {getattr(found, name) for name in TEXTS} == {None}
    assert found.procedures == ()


def test_a_pattern_is_seen_in_no_single_response():
    step = {name: value for name, value in a_suggestion("together").items() if name != "when"}
    waiting = a_suggestion(depends_on=["together"])
    field = a_field("f", suggestions=[{**step, "pattern": "camps"}, waiting])
    made = a_questionnaire(field, suggestions=[{**step, "key": "all", "pattern": "strength"}])
    [found] = evaluation_of(made).suggestions
    assert (found.key, found.after) == ("s", ())


def test_receipts_know_nothing_of_it():
    texts = {"next_texts": {"l0": "Begin."}, "border_text": "Nearly {level}."}
    plans = [plan_of(document(**members)) for members in ({}, texts)]
    results = [canonical_results(parse_answers(plan, {"answers": {"f_item": 0}})) for plan in plans]
    hashes = [plan.definition_hash.encode() for plan in plans]
    assert results[0].replace(hashes[0], b"") == results[1].replace(hashes[1], b"")
