"""A new scoring method is one row of a table: everything else asks the row."""

import ast
from fractions import Fraction

import pytest

from selfcheck_service.core.definition import lint, parse_definition
from selfcheck_service.core.definition.building import build_structure
from selfcheck_service.core.definition.methods import METHODS, Method
from selfcheck_service.core.definition.score_spans import ScoreSpans
from selfcheck_service.core.scoring import compile_plan, evaluate, parse_answers
from selfcheck_service.use_cases.publishing import publish_questionnaire
from tests.architecture.package import modules
from tests.builders import a_field, a_level_set, a_parent, a_questionnaire, a_rule, an_item, no_answer
from tests.fixtures import NOW

MADE_UP = Method(
    "second_best",
    {"de": "der zweithöchste Wert {parts}", "en": "the second highest {parts}"},
    reduce=lambda terms: sorted((term.points for term in terms), reverse=True)[1] if len(terms) > 1 else None,
    weighted=False,
)


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    monkeypatch.setitem(METHODS, MADE_UP.name, MADE_UP)


def definition():
    rule = a_rule(method=MADE_UP.name)
    child = a_field("f", *(an_item(key) for key in "abc"), scoring=rule, levels="set")
    other = a_field("g", an_item("d"), an_item("e"), scoring=rule)
    return a_questionnaire(a_parent("p", child, other, scoring=rule), level_sets=[a_level_set()])


def result_of(key, answers):
    plan = compile_plan(parse_definition(definition()))
    evaluation = evaluate(parse_answers(plan, {"answers": answers}), language="en", explanation="full")
    return next(found for found in evaluation.fields if found.key == key)


def test_a_made_up_method_is_checked():
    questionnaire = parse_definition(definition())
    assert [problem for problem in lint(questionnaire) if problem.severity == "error"] == []
    assert ScoreSpans(build_structure(questionnaire)).of_field("p") == (Fraction(0), Fraction(4))


def test_a_made_up_method_is_evaluated_and_explained():
    found = result_of("f", {"a": 4, "b": 1, "c": 2})
    assert (found.score, found.score_min, found.score_max) == (2, 2, 2)
    assert found.explanation is not None
    assert found.explanation.text.startswith("Score 2 on the scale from 0 to 4: the second highest of the answers.")
    assert found.explanation.formula == "second_best(4; 1; 2) = 2"
    assert result_of("p", {"a": 4, "b": 1, "c": 2, "d": 0, "e": 3}).score == 0


def test_a_made_up_method_has_bounds():
    found = result_of("f", {"a": 4, "b": 1, "c": no_answer("dont_know")})
    assert (found.score, found.score_min, found.score_max) == (1, 1, 4)


def test_a_made_up_method_that_is_undefined_gives_no_score():
    found = result_of("f", {"a": 4})
    assert (found.score, found.reason, found.score_min, found.score_max) == (None, "formula_undefined", 0, 4)


def test_a_made_up_method_has_a_next_level():
    explanation = result_of("f", {"a": 4, "b": 1, "c": 2}).explanation
    assert explanation is not None
    assert explanation.next_level is not None
    assert [(one.item, one.target) for one in explanation.next_level.changes or ()] == [("b", 3)]
    assert explanation.next_level.exact


async def test_a_made_up_method_is_shown_on_a_page(app, client):
    await publish_questionnaire(app.state.context.database, definition(), now=NOW)
    page = "/questionnaires/small/1.0.0"
    assert (await client.get(page, headers={"accept": "text/html"})).status_code == 200
    answers = {"answer.a": "4", "answer.b": "1", "answer.c": "2"}
    shown = await client.post(f"{page}/evaluation", data=answers, headers={"accept": "text/html"})
    assert shown.status_code == 200
    assert "the second highest of the answers" in shown.text


def test_nobody_else_knows_a_method_by_its_name():
    # These are words of everyday use as well.
    names = METHODS.keys() - {"sum", "minimum", "maximum", "none"}
    knowing = {
        str(path)
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in names
    }
    # What an example names, and functions of expressions and figures of releases, which are called alike and are none.
    alike = {
        "selfcheck_service/api/examples.py",
        "selfcheck_service/core/definition/expressions/functions.py",
        "selfcheck_service/reports/releases/rows.py",
    }
    assert knowing - alike == {"selfcheck_service/core/definition/methods.py"}
