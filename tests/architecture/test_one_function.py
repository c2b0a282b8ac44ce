"""A new function of expressions is one row of a table: everything else asks the row."""

from fractions import Fraction

import pytest

from selfcheck_service.core.comparison import compare
from selfcheck_service.core.definition import lint, parse_definition
from selfcheck_service.core.definition.building import build_structure
from selfcheck_service.core.definition.expressions.bound import Function
from selfcheck_service.core.definition.expressions.forms import BOOLEAN, NUMBER, Fixed, Row
from selfcheck_service.core.definition.expressions.functions import FUNCTIONS
from selfcheck_service.core.definition.expressions.kinds import Kind
from selfcheck_service.core.definition.expressions.relations import Joint, Relation
from selfcheck_service.core.definition.expressions.spans import Span, Truths, span_between
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.scoring import compile_plan, evaluate, parse_answers
from tests.builders import a_field, a_flag, a_number, a_questionnaire, a_rule


def _half_of_span(_report: object, number: Span) -> Span:
    low, high = (Fraction(end) / 2 for end in (number.low, number.high))
    return span_between((low, number.low_open), (high, number.high_open))


MADE_UP = (
    Function("half", "half(a)", Row(Kind.NUMBER, 1), lambda number: Fraction(number) / 2, _half_of_span, (1,)),
    Function(
        "beyond",
        "beyond(a, b)",
        Fixed((NUMBER, NUMBER), Kind.BOOLEAN),
        lambda one, two: one > two,
        lambda _report, _one, _two: Truths(true=True, false=True),
        tells=Relation.ABOVE,
    ),
    Function(
        "neither",
        "neither(a)",
        Fixed((BOOLEAN,), Kind.BOOLEAN),
        lambda truth: not truth,
        lambda _report, _truth: Truths(true=True, false=True),
        tells=Joint.NOT,
    ),
)


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    for row in MADE_UP:
        monkeypatch.setitem(FUNCTIONS, row.name, row)


def definition(formula="half(a)"):
    field = a_field(
        "f",
        a_number("a", number={"range": "[0, 9]", "points": "value"}),
        scoring=a_rule(formula=formula, method=None, scale=[0, 9]),
    )
    return a_questionnaire(field, flags=[a_flag("much", {"value": "half(a) > 4"})])


def result_of(formula, answers):
    plan = compile_plan(parse_definition(definition(formula)))
    return evaluate(parse_answers(plan, {"answers": answers}), language="en", explanation="full").fields[0]


def test_a_made_up_function_is_checked():
    questionnaire = parse_definition(definition())
    assert [problem for problem in lint(questionnaire) if problem.severity == "error"] == []
    assert ScoreSpans(build_structure(questionnaire)).of_field("f") == (Fraction(0), Fraction(9, 2))


def test_a_made_up_function_is_evaluated_bounded_and_explained():
    found = result_of("half(a)", {"a": 5})
    assert found.score == 2.5
    assert found.explanation is not None
    assert found.explanation.formula == "half(a); half(5) = 2.5"
    open_still = result_of("half(a)", {})
    assert (open_still.score, open_still.score_min, open_still.score_max) == (None, 0, 4.5)


def test_a_made_up_function_is_compared():
    old, new = (parse_definition(definition(formula)) for formula in ("half(a)", "half( a )"))
    assert compare(old, new).bump == "patch"
    assert compare(old, parse_definition(definition("half(a) + 1"))).bump == "major"


@pytest.mark.parametrize(
    "formula", ["if(beyond(a, 0), 1 / a, 0)", "if(beyond(0, a) or a = 0, 0, 1 / a)", "if(neither(a > 0), 0, 1 / a)"]
)
def test_what_a_made_up_test_tells_keeps_a_division_from_zero(formula):
    assert [found.code for found in lint(parse_definition(definition(formula))) if found.severity == "error"] == []
