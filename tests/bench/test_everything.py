"""What the bench measures is what it says: a definition with every feature, evaluated as the second evaluator does."""

import re
from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic import BaseModel

from bench.engine import SHIPPED, read_shipped
from bench.everything import answers_to_everything, everything
from bench.features import ANSWERS, MANY_ITEMS, answers_to_choices, large_definition
from selfcheck_service.core.definition import lint, parse_definition
from selfcheck_service.core.definition.conditions import Condition
from selfcheck_service.core.definition.expressions.expression_text import ExpressionText
from selfcheck_service.core.definition.expressions.functions import FUNCTIONS
from selfcheck_service.core.definition.item_types import ITEM_KINDS
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.definition.methods import METHODS
from selfcheck_service.core.definition.model import ThematicField
from selfcheck_service.core.definition.scoring_rules import Scoring
from selfcheck_service.core.scoring import compile_plan, evaluate, parse_answers

QUESTIONNAIRE = parse_definition(everything())
PLAN = compile_plan(QUESTIONNAIRE)
# Texts, what only says where a number is from, and what no result of a response says.
NO_FEATURES = {
    "introduction",
    "description",
    "help",
    "anchors",
    "text",
    "not_computed_text",
    "level_texts",
    "next_texts",
    "border_text",
    "group",
    "urgency",
    "evidence",
    "source",
    "note",
}


def parts_in(part: object) -> Iterator[object]:
    yield part
    if isinstance(part, BaseModel):
        for name in part.model_fields_set:
            yield from parts_in(getattr(part, name))
    elif isinstance(part, tuple | list):
        for entry in part:
            yield from parts_in(entry)


PARTS = list(parts_in(QUESTIONNAIRE))


@pytest.mark.parametrize("kind", [Scoring, Item, ThematicField])
def test_every_member_is_said(kind: type[BaseModel]):
    said = {name for part in PARTS if isinstance(part, kind) for name in part.model_fields_set}
    assert set(kind.model_fields) - said - NO_FEATURES == set()


def test_every_type_of_item_is_asked():
    assert {part.type for part in PARTS if isinstance(part, Item)} == set(ITEM_KINDS)


def test_every_method_is_used():
    assert {part.method for part in PARTS if isinstance(part, Scoring)} - {None} == set(METHODS)


def test_every_form_of_condition_is_asked():
    forms = {form for alias in get_args(Condition) for form in get_args(alias) or (alias,) if isinstance(form, type)}
    assert {form.__name__ for form in forms} - {type(part).__name__ for part in PARTS} == set()


def test_every_function_is_called():
    called = {
        name for part in PARTS if isinstance(part, ExpressionText) for name in re.findall(r"([a-z0-9_]+)\(", part.text)
    }
    assert set(FUNCTIONS) - called == set()


def test_an_author_would_find_nothing_to_mend():
    assert lint(QUESTIONNAIRE) == ()


def test_answers_differ_and_lead_to_scores():
    bodies = answers_to_everything(ANSWERS)
    assert len({str(body) for body in bodies}) == ANSWERS
    evaluations = [evaluate(parse_answers(PLAN, body), language="de") for body in bodies]
    scored = {result.key for each in evaluations for result in each.fields if result.score is not None}
    # One field has levels only.
    assert {field.key for field in PLAN.fields} - scored == {"p0_stages", "overall"}
    assert len({flag for each in evaluations for flag in each.flags.items()}) > len(QUESTIONNAIRE.flags)


def test_the_questionnaire_beside_it_gets_as_many_answers():
    shipped = read_shipped(SHIPPED)
    bodies = answers_to_choices(shipped.plan, ANSWERS)
    assert len({str(body) for body in bodies}) == ANSWERS
    assert all(parse_answers(shipped.plan, body) for body in bodies)


def test_the_large_one_has_five_hundred_items():
    assert len(compile_plan(parse_definition(large_definition())).items) >= MANY_ITEMS
