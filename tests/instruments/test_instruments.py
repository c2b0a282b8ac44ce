"""Published instruments as definitions: free of faults, exact in every worked case, explained in both languages."""

import re
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest

from selfcheck_service.catalogue import Positions, check, read_questionnaire
from selfcheck_service.catalogue.budget import Budget
from selfcheck_service.catalogue.document import read_text
from selfcheck_service.catalogue.golden import GoldenCase, check_case
from selfcheck_service.catalogue.places import Node, Report, plain
from selfcheck_service.catalogue.source import read_source
from selfcheck_service.core.definition import parse_exact
from selfcheck_service.core.scoring import Plan, cohort_results, compile_plan, evaluate, parse_answers
from tests.checkout import CHECKOUT

HERE = Path(__file__).parent
INSTRUMENTS = sorted(frame.parent.name for frame in HERE.glob("*/questionnaire.yaml"))
# What belongs to the instrument's case and not to what is compared: how it was worked out, and where it can be read.
ABOUT = ("worked", "source")

Case = dict[str, object]


@cache
def plan_of(instrument: str) -> Plan:
    return compile_plan(read_questionnaire(HERE / instrument / "questionnaire.yaml").questionnaire)


@cache
def cases_of(instrument: str, file: str = "cases.yaml") -> tuple[tuple[Case, Node], ...]:
    """Return the cases in a file of an instrument with the places where they stand."""
    report, budget = Report(), Budget()
    root = read_text(read_source(HERE / instrument / file, budget=budget, report=report), budget=budget, report=report)
    assert not report.problems
    assert isinstance(root.content, list)
    return tuple((cast("Case", plain(node)), node) for node in root.content)


ALL_CASES = [(instrument, place) for instrument in INSTRUMENTS for place in range(len(cases_of(instrument)))]
# Where an instrument has numbers about a group: answers of many people, and what they come to together.
GROUPS = [
    (frame.parent.name, case)
    for frame in HERE.glob("*/groups.yaml")
    for case, _ in cases_of(frame.parent.name, frame.name)
]


def named(value: object) -> str:
    return str(value)


def test_there_are_instruments():
    assert INSTRUMENTS


def test_every_instrument_has_its_row_on_the_page():
    page = (CHECKOUT / "docs" / "instruments.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)) == INSTRUMENTS


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_the_check_finds_nothing(instrument: str):
    assert [str(located) for located in check(HERE / instrument / "questionnaire.yaml")] == []


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_every_case_says_how_it_was_worked_out(instrument: str):
    cases = [case for case, _ in cases_of(instrument)]
    assert len(cases) >= 5
    assert {case["worked"] for case in cases} <= {"print", "hand"}
    assert all(case.get("source") for case in cases if case["worked"] == "print")


@pytest.mark.parametrize(("instrument", "place"), ALL_CASES, ids=named)
def test_every_case_gives_exactly_what_was_worked_out(instrument: str, place: int):
    case, node = cases_of(instrument)[place]
    compared = GoldenCase({name: value for name, value in case.items() if name not in ABOUT}, Positions(node))
    differences = [f"{one.place}: {one.problem.message()}" for one in check_case(compared, plan_of(instrument))]
    assert differences == []


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize(("instrument", "place"), ALL_CASES, ids=named)
def test_every_case_can_be_explained(instrument: str, place: int, language: str):
    case, _ = cases_of(instrument)[place]
    body: Case = {name: case[name] for name in ("answers", "profile") if name in case}
    plan = plan_of(instrument)
    evaluation = evaluate(parse_answers(plan, body), language=language, explanation="full")
    assert all(field.explanation for field in evaluation.fields)


@pytest.mark.parametrize(
    ("instrument", "group"), GROUPS, ids=lambda value: value if isinstance(value, str) else value["title"]
)
def test_every_group_gives_exactly_what_was_worked_out(instrument: str, group: Any):
    plan = plan_of(instrument)
    found = cohort_results(plan, [parse_answers(plan, body) for body in group["everybody"]])
    values = {each.key: (each.value, each.people, each.left_out) for each in found}
    assert values == {
        key: (row["value"] if row["value"] is None else parse_exact(row["value"]), row["people"], row["left_out"])
        for key, row in group["values"].items()
    }


def test_every_cohort_value_is_worked_out_for_a_group():
    with_values = [instrument for instrument in INSTRUMENTS if plan_of(instrument).questionnaire.cohort]
    assert sorted({instrument for instrument, _ in GROUPS}) == with_values
