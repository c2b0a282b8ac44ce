"""What would take a field to its next level, in words: the answer as it was given, numbers with their unit."""

from selfcheck_service.core.scoring import evaluate, parse_answers
from selfcheck_service.reports.individual import individual_sheet
from selfcheck_service.reports.individual.changes import MOST_CHANGES, changes_in, nearer_fields
from tests import builders as a

LEVELS = [a.a_level_set("set")]
RULE = a.a_rule(coverage={"provisional": 0})


def evaluated(document, given, language="en"):
    plan = a.plan_of(document)
    return plan, evaluate(parse_answers(plan, given), language=language, explanation="full")


def changes_of(field, given, language="en", **overrides):
    document = a.a_questionnaire(field, level_sets=LEVELS, **overrides)
    plan, evaluation = evaluated(document, given, language)
    return [(each.current, each.target) for each in changes_in(plan, evaluation, evaluation.fields[0]) or ()]


def test_who_does_not_know_has_not_left_it_open():
    field = a.a_field("f", a.an_item("a"), a.an_item("b", (0, 0.5)), levels="set", scoring=RULE)
    assert changes_of(field, a.answers(a=a.no_answer("dont_know"), b=1)) == [("don’t know", "Option 2")]
    assert changes_of(field, a.answers(a=a.no_answer("declined"), b=1)) == [("declined", "Option 2")]
    assert changes_of(field, a.answers(b=1)) == [("open", "Option 2")]
    german = changes_of(field, a.answers(b=1), "de", languages=["en", "de"])
    assert german == [("offen", "Option 2")]


def test_numbers_have_their_unit():
    bins = {"bins": [{"range": "[0, 24]", "points": 4}, {"range": "(24, 720]", "points": 0}]}
    lasting = a.a_duration("d", "[0, 720]", duration={"points": bins})
    given = {"d": 100}
    assert changes_of(a.a_field("f", lasting, levels="set"), a.answers(**given)) == [("100 hours", "0 hours")]
    count = a.a_number("n", "[0, 4]", number={"range": "[0, 4]", "points": "value", "unit": "km", "integer": True})
    assert changes_of(a.a_field("f", count, levels="set"), a.answers(n=0)) == [("0 km", "1 km")]
    plain = a.a_number("n", "[0, 4]", integer=True)
    assert changes_of(a.a_field("f", plain, levels="set"), a.answers(n=0)) == [("0", "1")]


def test_a_time_and_ticks_are_said_as_they_are():
    clock = a.a_time("t", points={"bins": [{"range": "[0, 600]", "points": 4}, {"range": "(600, 1439]", "points": 0}]})
    assert changes_of(a.a_field("f", clock, levels="set"), a.answers(t="22:30")) == [("22:30", "00:00")]
    ticks = a.a_multiple_choice("m", (1, 1, 2))
    assert changes_of(a.a_field("f", ticks, levels="set"), a.answers(m=[]))[0][0] == "–"


def sheet_of_many(each):
    """Two fields: one near its next level, and one of ten items that are all at their least."""
    many = a.a_field("many", *(a.an_item(f"m{at}") for at in range(10)), levels="set")
    near = a.a_field("near", a.an_item("n"), levels="set")
    document = a.a_questionnaire(many, near, level_sets=[a.a_level_set("set", "[0, 3)", "[3, 4]")])
    return evaluated(document, a.answers(n=2, **{f"m{at}": each for at in range(10)}))


def test_many_changes_are_counted_and_nearer_fields_named():
    plan, evaluation = sheet_of_many(0)
    many, near = individual_sheet(plan, evaluation, readers="oneself").fields
    assert many.lifts[1:] == (
        "8 answers would have to change for this. That is a long way; take it field by field.",
        "Closest to their next level: Field near.",
    )
    assert near.lifts[1:] == ("“Item n”: from “Option 2” to “Option 3”",)
    assert [each.key for each in nearer_fields(evaluation, 3)] == ["near"]


def test_few_changes_are_said_one_by_one():
    plan, evaluation = sheet_of_many(2)
    many, _ = individual_sheet(plan, evaluation, readers="oneself").fields
    assert len(many.lifts[1:]) == MOST_CHANGES
    assert {each.key for each in nearer_fields(evaluation, 3)} == {"near", "many"}
    assert len(nearer_fields(evaluation, 1)) == 1


def test_without_a_field_that_is_near_only_the_number_is_said():
    many = a.a_field("many", *(a.an_item(f"m{at}") for at in range(10)), levels="set")
    document = a.a_questionnaire(many, level_sets=[a.a_level_set("set", "[0, 3)", "[3, 4]")])
    plan, evaluation = evaluated(document, a.answers(**{f"m{at}": 0 for at in range(10)}))
    (shown,) = individual_sheet(plan, evaluation, readers="oneself").fields
    assert len(shown.lifts) == 2
