"""The examples of docs/bounds.md are what the engine says, and the second evaluator."""

import json
import re
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import canonical_results, compile_plan, parse_answers
from tests.builders import a_computed, a_field, a_number, a_questionnaire, a_rule
from tests.oracle.comparison import compare

PAGE = Path(__file__).parents[3] / "docs" / "bounds.md"
EXAMPLES = re.findall(r"^\| `(.+)` \| (\S+) \| (\S+) \| .+ \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
ANSWERS = {"c": 2}


def a_formula(formula: str) -> dict[str, Any]:
    """The field that the page describes, with a formula."""
    document = a_questionnaire(
        a_field(
            "top",
            a_number("c", "[0, 4]"),
            a_number("x", "(0.5, 13]", scored=False),
            a_number("y", "[1, 3]", integer=True),
            a_number("u", "[-2, 2.5]"),
            a_number("n", "[0, inf)", integer=True, scored=False),
            {**a_computed("q", "divide(6, y - 2, null)"), "scored": False},
            scoring={name: said for name, said in a_rule(formula=formula).items() if name != "method"},
        )
    )
    document["profile"] = [{"key": "p", "title": "P", "number": {"range": "[0, 9]"}}]
    return document


def test_there_are_examples():
    assert len(EXAMPLES) == 16


@pytest.mark.parametrize(("formula", "low", "high"), EXAMPLES)
def test_examples_are_true(formula: str, low: str, high: str):
    plan = compile_plan(parse_definition(a_formula(formula)))
    expected = [None if end == "–" else str(Fraction(end)) for end in (low, high)]
    found = canonical_results(parse_answers(plan, {"answers": ANSWERS}))
    assert [field_of(found)[name] for name in ("score_min", "score_max")] == expected


def field_of(found: bytes) -> Any:
    return json.loads(found)["fields"]["top"]


@pytest.mark.parametrize("formula", [formula for formula, _, _ in EXAMPLES])
def test_the_second_evaluator_agrees(formula: str):
    document = a_formula(formula)
    how: Counter[str] = Counter()
    assert compare(compile_plan(parse_definition(document)), document, ANSWERS, None, None, how=how) == []
    assert how["contained"] == 0
