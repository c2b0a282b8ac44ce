"""A new type of items is one row in each of three tables: everything else asks the rows."""

from fractions import Fraction

import pytest

from selfcheck_service.core.comparison import compare
from selfcheck_service.core.definition import AnswersInvalid, lint, parse_definition
from selfcheck_service.core.definition.answer_rules import NumberRule
from selfcheck_service.core.definition.item_types import ITEM_KINDS, ItemKind
from selfcheck_service.core.scoring import compile_plan, evaluate, parse_answers
from selfcheck_service.core.scoring.answer_values import parse_number
from selfcheck_service.core.scoring.item_types import ANSWER_KINDS, AnswerKind
from selfcheck_service.core.scoring.ladder import ladder_of_numbers
from selfcheck_service.use_cases.publishing import publish_questionnaire
from selfcheck_service.web.controls import CONTROLS
from tests.builders import a_field, a_flag, a_level_set, a_questionnaire, no_answer
from tests.fixtures import NOW

STARS = "stars"
RULE = NumberRule.model_validate({"range": "[0, 4]", "integer": True, "points": "value"})


def _number(value):
    return int(value)


@pytest.fixture(autouse=True)
def made_up(monkeypatch):
    """Stars, from none to four: written as a number, shown as so many signs, asked for as a number is."""
    monkeypatch.setitem(
        ITEM_KINDS,
        STARS,
        ItemKind(STARS, "number", default=RULE, span=lambda _rule, _options: (Fraction(0), Fraction(4))),
    )
    row = AnswerKind(parse_number, _number, lambda _item, value, _titles, _phrases: "★" * int(value), ladder_of_numbers)
    monkeypatch.setitem(ANSWER_KINDS, STARS, row)
    monkeypatch.setitem(CONTROLS, STARS, CONTROLS["number"])


def some_stars(key, **members):
    return {"key": key, "type": STARS, "prompt": f"Stars for {key}", "no_answers": ["dont_know"], **members}


def definition(**members):
    field = a_field("f", some_stars("a", **members), some_stars("b"), levels="set")
    return a_questionnaire(field, level_sets=[a_level_set()], flags=[a_flag("bright", {"value": "a + b >= 6"})])


def result_of(answers):
    plan = compile_plan(parse_definition(definition()))
    return evaluate(parse_answers(plan, {"answers": answers}), language="en", explanation="full")


def test_a_made_up_type_is_checked():
    assert [found for found in lint(parse_definition(definition())) if found.severity == "error"] == []


def test_a_made_up_type_is_evaluated_and_explained():
    found = result_of({"a": 4, "b": 2})
    assert (found.fields[0].score, found.flags) == (3, {"bright": True})
    explanation = found.fields[0].explanation
    assert explanation is not None
    assert [entry.answer_text for entry in explanation.contributions or ()] == ["★★★★", "★★"]
    open_still = result_of({"a": 4, "b": no_answer("dont_know")}).fields[0]
    assert (open_still.score_min, open_still.score_max) == (2, 4)


def test_what_a_made_up_type_does_not_accept_is_refused():
    with pytest.raises(AnswersInvalid) as refused:
        result_of({"a": 5, "b": "many"})
    assert [found.code for found in refused.value.problems] == ["out_of_range", "malformed"]


def test_a_made_up_type_is_compared():
    old = parse_definition(definition())
    assert compare(old, old).bump == "none"
    assert compare(old, parse_definition(definition(weight=2))).bump == "major"


async def test_a_made_up_type_is_shown_on_a_page(app, client):
    await publish_questionnaire(app.state.context.database, definition(), now=NOW)
    page = "/questionnaires/small/1.0.0"
    assert (await client.get(page, headers={"accept": "text/html"})).status_code == 200
    shown = await client.post(
        f"{page}/evaluation", data={"answer.a": "4", "answer.b": "2"}, headers={"accept": "text/html"}
    )
    assert shown.status_code == 200
    assert "★★★★" in shown.text
