"""The golden cases of the questionnaires that ship: all of them hold, somebody has read each, and they show enough."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from selfcheck_service.catalogue import read_answers
from selfcheck_service.catalogue.golden import GoldenCase, check_case
from selfcheck_service.core.scoring import Evaluation, evaluate, parse_answers
from tests.golden.cases import SHIPPED, plan_of

NEWEST = "weltoffene-kommune-1.0.2"
CASES = sorted(SHIPPED.glob("*/*/golden/*.yaml"))


def version_of(path: Path) -> str:
    return f"{path.parents[2].name}-{path.parents[1].name}"


@cache
def case_of(path: Path) -> GoldenCase:
    document = read_answers(path)
    assert isinstance(document.data, dict)
    return GoldenCase(document.data, document.positions)


@cache
def evaluations() -> dict[str, Evaluation]:
    """Return what every case of the newest version comes to, by the name of its file."""
    plan = plan_of(NEWEST)
    bodies = {path.stem: case_of(path).body for path in CASES if version_of(path) == NEWEST}
    return {name: evaluate(parse_answers(plan, body), language="de") for name, body in bodies.items()}


def test_every_version_that_ships_has_cases():
    versions = {frame.parent for frame in SHIPPED.glob("*/*/questionnaire.yaml")}
    assert versions == {path.parents[1] for path in CASES}


@pytest.mark.parametrize("path", [pytest.param(path, id=f"{version_of(path)}/{path.stem}") for path in CASES])
def test_a_case_holds_and_somebody_has_read_it(path: Path):
    assert [found.render("en") for found in check_case(case_of(path), plan_of(version_of(path)))] == []


def test_the_cases_of_the_newest_version_expect_everything():
    plan = plan_of(NEWEST)
    for path in CASES:
        if version_of(path) == NEWEST:
            expected = case_of(path).data["expect"]
            assert isinstance(expected, dict)
            assert set(expected) == {"fields", "flags", "hidden", "overall", "suggestions"}
            assert set(expected["fields"]) == {field.key for field in plan.questionnaire.fields}


def test_the_cases_stand_on_both_sides_of_every_border():
    levels = [level.key for level in plan_of(NEWEST).questionnaire.level_sets[0].levels]
    seen = {
        (field.level.key, field.level.border)
        for found in evaluations().values()
        for field in found.fields
        if field.level is not None and field.level.border is not None
    }
    assert {pair for lower, upper in pairwise(levels) for pair in ((lower, upper), (upper, lower))} <= seen


@pytest.mark.unmeasured
def test_the_cases_show_every_kind_of_town_and_of_result():
    plan = plan_of(NEWEST)
    bodies = [case_of(path).body for path in CASES if version_of(path) == NEWEST]
    assert len(bodies) >= 12
    answers = [parse_answers(plan, body) for body in bodies]
    assert {given.profile["municipality_type"] for given in answers} == {
        "landkreis",
        "kreisfreie_stadt",
        "kreisangehoerige_gemeinde",
        "verband",
    }
    assert {"zivilgesellschaft", "wirtschaft"} <= {body.get("perspective") for body in bodies}
    fields = [field for found in evaluations().values() for field in found.fields]
    assert {field.status for field in fields} == {"valid", "provisional", "not_computed"}
    held = {(field.level.capped_from, field.level.key) for field in fields if field.level and field.level.capped_from}
    assert held >= {("alltag", "ausbau"), ("ausstrahlung", "ausbau"), ("ausstrahlung", "alltag")}
