"""Cohort values: exact, over those who have a value, and never silently over others."""

from decimal import Context, Decimal
from fractions import Fraction

import pytest

from selfcheck_service.core.definition import DefinitionInvalid, build_structure, lint, parse_definition
from selfcheck_service.core.definition.everybody import enclose_cohort_value
from selfcheck_service.core.definition.expressions.forms import Fixed, Gathered
from selfcheck_service.core.definition.expressions.functions import FUNCTIONS
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.spans import Span
from selfcheck_service.core.definition.named_spans import NamedSpans
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.scoring import CohortResult, cohort_results, parse_answers
from tests.builders import (
    Data,
    a_field,
    a_flag,
    a_level_set,
    a_multiple_choice,
    a_number,
    a_questionnaire,
    a_text,
    an_attribute,
    an_item,
    plan_of,
)


def a_document(*values: str, **rest: object) -> Data:
    field = a_field(
        "f",
        a_number("rate", "[0, 10]", integer=True),
        an_item("a"),
        a_multiple_choice("m"),
        a_text("t"),
        levels="set",
        scoring={**a_field()["scoring"], "of": [{"item": "rate"}], "scale": [0, 10]},
    )
    return a_questionnaire(
        field,
        level_sets=[a_level_set("set", "[0, 5)", "[5, 9)", "[9, 10]")],
        profile=[an_attribute("kind", "town", "county")],
        constants=[{"key": "hundred", "value": 100}],
        flags=[a_flag("high", {"field": "f", "score": {"at_least": 9}})],
        cohort=[{"key": f"v{place}", "title": "A value", "value": value, **rest} for place, value in enumerate(values)],
    )


def results(document: Data, *rates: object) -> tuple[CohortResult, ...]:
    plan = plan_of(document)
    bodies = [{"answers": {} if rate is None else {"rate": rate}, "profile": {"kind": "town"}} for rate in rates]
    return cohort_results(plan, [parse_answers(plan, body) for body in bodies])


NPS = "100 * (count_true(all.rate >= 9) - count_true(all.rate <= 6)) / count(all.rate)"
SPREAD = "sqrt(sum((all.rate - mean(all.rate)) * (all.rate - mean(all.rate))) / count(all.rate))"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (NPS, Fraction(0)),
        ("mean(all.rate)", 7),
        ("median(all.rate)", Fraction(15, 2)),
        (SPREAD, Decimal("6.5").sqrt(Context(prec=50))),
        ("mean(all.rate.points)", 7),
        ("mean(all.field.f)", 7),
        ("max(all.field.f) - min(all.field.f.raw)", 7),
        ("count_true(all.field.f.level = 'l2') / count(all.field.f.level)", Fraction(1, 4)),
        ("count_true(all.flag.high) / count(all.flag.high)", Fraction(1, 4)),
        ("count_true(all.profile.kind = 'town')", 4),
        ("sum(all.rate * all.field.f) / constant.hundred", Fraction(222, 100)),
        ("sum(all.field.f.answered) + sum(all.field.f.coverage)", 8),
    ],
)
def test_a_value_is_worked_out_over_everybody(value: str, expected: int | Fraction | Decimal):
    assert results(a_document(value), 3, 7, 8, 10) == (CohortResult("v0", Fraction(expected), 4, 0),)


def test_who_has_no_value_is_left_out_and_counted():
    (found,) = results(a_document("mean(all.rate)"), 4, None, {"no_answer": "declined"}, 8)
    assert found == CohortResult("v0", Fraction(6), 2, 2)
    both = a_document("sum(all.rate * all.a)", "count(all.rate)")
    # Nobody has answered the other item, so that nobody is left in the first value.
    assert results(both, 4, 8) == (
        CohortResult("v0", None, 0, 2, "minimum_answered"),
        CohortResult("v1", Fraction(2), 2, 0),
    )


def test_too_few_people_have_no_value_and_the_reason_is_said():
    document = a_document("mean(all.rate)", minimum_answered=3)
    assert results(document, 4, 8) == (CohortResult("v0", None, 2, 0, "minimum_answered"),)
    assert results(document, 4, 8, 9) == (CohortResult("v0", Fraction(7), 3, 0),)
    assert results(a_document("1 / (mean(all.rate) - 4)"), 4) == (CohortResult("v0", None, 1, 0, "formula_undefined"),)


def test_nobody_at_all_is_no_value():
    assert results(a_document("mean(all.rate)")) == (CohortResult("v0", None, 0, 0, "minimum_answered"),)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("mean(all.nothing)", "unknown_name"),
        ("mean(all.field.nothing)", "unknown_name"),
        ("rate + 1", "not_known_here"),
        ("field.f", "not_known_here"),
        ("all", "not_known_here"),
        ("if(answered(all.rate), 1, 0)", "not_known_here"),
        ("count(all.m)", "type_differs"),
        ("count(all.t)", "text_not_computable"),
        ("all.rate", "type_differs"),
        ("sum(all.rate * [1, 2])", "lists_differ"),
        ("sum([all.rate, 1] * [1, 2])", "lists_differ"),
        ("count_true(all.field.f.level = 'l9')", "unknown_value"),
        ("lookup('t', 1)", "unknown_reference"),
        ("sum(all.rate", "expression_ends"),
    ],
)
def test_what_a_group_cannot_be_asked_is_a_fault_at_its_place(value: str, code: str):
    with pytest.raises(DefinitionInvalid) as refused:
        parse_definition(a_document(value))
    assert [(found.location, found.code) for found in refused.value.problems] == [("/cohort/0/value", code)]


def test_a_value_that_looks_at_nobody_is_worth_a_look():
    definition = parse_definition(a_document("constant.hundred / 2"))
    assert [(found.code, found.severity) for found in lint(definition) if found.location == "/cohort/0/value"] == [
        ("never_changes", "warning")
    ]


def test_a_key_stands_once():
    document = a_document("mean(all.rate)", "mean(all.rate)")
    document["cohort"][1]["key"] = "v0"
    with pytest.raises(DefinitionInvalid) as refused:
        parse_definition(document)
    assert [found.code for found in refused.value.problems] == ["duplicate_name"]


def test_everybody_may_have_another_number_of_units():
    repeated = a_field("teams", an_item("q"), units={"title": "Team", "maximum": 3, "scoring": a_field()["scoring"]})
    cohort = [
        {"key": "mean", "title": "Mean", "value": "mean(all.z)"},
        {"key": "teams", "title": "Teams", "value": "sum(all.field.teams)"},
    ]
    plan = plan_of(a_questionnaire(repeated, a_field("last", an_item("z")), cohort=cohort))
    bodies = (
        {"teams": [{"q": 1}], "z": 1},
        {"teams": [{"q": 1}, {"q": 2}, {"q": 3}], "z": 3},
        {"teams": [{"q": 4}], "z": 2},
    )
    everybody = [parse_answers(plan, {"answers": body}) for body in bodies]
    assert [found.value for found in cohort_results(plan, everybody)] == [2, 7]


OF_LISTS = {
    "sum": "sum(all.rate)",
    "product": "product(all.rate)",
    "mean": "mean(all.rate)",
    "median": "median(all.rate)",
    "min": "min(all.rate)",
    "max": "max(all.rate)",
    "smallest": "smallest(all.rate, 2)",
    "largest": "largest(all.rate, 2)",
    "geometric": "geometric(all.rate)",
    "weighted": "weighted(all.rate, all.rate + 1)",
    "count": "count(all.rate)",
    "present": "mean(present(all.rate))",
    "count_true": "count_true(all.rate > 3)",
    "selected": "selected(all.rate)",
}


def test_every_function_of_a_list_can_look_at_everybody():
    takes_list = {
        name
        for name, row in FUNCTIONS.items()
        if isinstance(row.form, Gathered)
        or (isinstance(row.form, Fixed) and any(Kind.NUMBERS in kinds for kinds in row.form.takes))
    }
    assert set(OF_LISTS) == takes_list
    document = a_document(*OF_LISTS.values(), minimum_answered=2)
    structure = build_structure(parse_definition(document))
    names = NamedSpans(structure, ScoreSpans(structure))
    looked = [enclose_cohort_value(value, names)[1:] for value in structure.questionnaire.cohort]
    for rates in ([0, 10], [7, 7], [3, 0, 9], [10, 10, 10, 10], [1, 0, 0, 0]):
        for found, (enclosure, doubts) in zip(results(document, *rates), looked, strict=True):
            assert isinstance(enclosure, Span)
            assert not doubts
            assert found.value is not None
            assert enclosure.has(found.value)


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("largest(all.rate, 3)", ["may_be_undefined"]),
        ("smallest(all.rate, 0)", ["never_defined"]),
        ("smallest(all.rate, 1.5)", ["never_defined"]),
        ("largest([4, 5], 3) + mean(all.rate)", ["never_defined"]),
        ("sum(4, 5) / 9 + count(all.rate)", []),
        ("1 / (sum(4, 5) - 9) + count(all.rate)", ["never_defined"]),
    ],
)
def test_a_place_that_a_group_may_not_have_is_told(value: str, codes: list[str]):
    definition = parse_definition(a_document(value, minimum_answered=2))
    assert [found.code for found in lint(definition) if found.location == "/cohort/0/value"] == codes
