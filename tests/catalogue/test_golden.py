"""Golden cases are compared exactly, and a difference names its line."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck_service.catalogue import check, read_answers
from selfcheck_service.catalogue.golden import GoldenCase, check_case, record_case
from tests.builders import a_field, a_flag, a_number, a_plan, a_rule, answers
from tests.catalogue.faults_in_folders import FOLDER

# eins is worth 4 of 4, zwei 0 of 4; both fields have the mean of their only item.
CASE = "answers: {eins: 1, zwei: 0}\nexpect:\n"


def problems_of(tmp_path: Path, text: str) -> list[tuple[int, int, str, str]]:
    for name, content in {**FOLDER, "golden/case.yaml": text}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    found = check(tmp_path)
    assert {Path(one.place.file).name for one in found} <= {"case.yaml"}
    return [(one.place.line, one.place.column, one.problem.code, one.problem.message()) for one in found]


@pytest.mark.parametrize(
    "expected",
    [
        "  fields: {start: {score: 4, raw_score: 4.0, score_min: '8/2', coverage: 1, status: valid, level: null}}\n",
        "  fields: {ziel: {score: 0}}\n",
        "  fields: {}\n  flags: {}\n  overall: null\n  hidden: []\n  suggestions: []\n",
        "  {}\n",
    ],
)
def test_what_is_expected_and_computed_is_no_problem(expected: str, tmp_path: Path):
    assert problems_of(tmp_path, CASE + expected) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (CASE + "  fields: {start: {score: 3.999}}\n", (3, 27, "golden_differs", "Expected 3.999, computed 4.")),
        (CASE + "  fields: {start: {score: null}}\n", (3, 27, "golden_differs", "Expected null, computed 4.")),
        (CASE + "  fields: {start: {score: vier}}\n", (3, 27, "golden_differs", 'Expected "vier", computed 4.')),
        (CASE + "  fields: {start: {score: true}}\n", (3, 27, "golden_differs", "Expected true, computed 4.")),
        (CASE + "  fields: {start: {level: oben}}\n", (3, 27, "golden_differs", 'Expected "oben", computed null.')),
        (
            CASE + "  fields: {start: {status: provisional}}\n",
            (3, 28, "golden_differs", 'Expected "provisional", computed "valid".'),
        ),
        (CASE + "  fields: {start: {scor: 4}}\n", (3, 20, "golden_unknown", "There is no result “scor”. (score?)")),
        (CASE + "  fields: {strat: {}}\n", (3, 12, "golden_unknown", "There is no result “strat”. (start?)")),
        (CASE + "  flags: {rot: true}\n", (3, 11, "golden_unknown", "There is no result “rot”.")),
        (CASE + "  suggestions: [reden]\n", (3, 16, "golden_differs", 'Expected ["reden"], computed [].')),
        (CASE + "  overall: {score: 1}\n", (3, 12, "golden_differs", 'Expected {"score": 1}, computed null.')),
        (CASE + "  rules: 1\n", (3, 3, "golden_unknown", "There is no result “rules”.")),
        ("answers: {eins: 1}\n", (1, 1, "missing", "“expect” is missing.")),
        ("expect: {}\n", (1, 1, "missing", "“answers” is missing.")),
        ("answers: {}\nexpect: []\n", (2, 9, "wrong_type", "Expected a map, found a list.")),
        ("answers: {}\nexpect: {}\nexpects: {}\n", (3, 1, "unknown_member", "“expects” is not known here. (expect?)")),
        ("answers: {drei: 1}\nexpect: {}\n", (1, 11, "unknown_item", "There is no item “drei”.")),
        ("answers: {}\nexpect: {}\nprofile: {ort: x}\n", (3, 11, "unknown_attribute", "There is no attribute “ort”.")),
        ("answers: {}\nexpect: {}\nperspective: rat\n", (3, 14, "unknown_perspective", None)),
        ("answers: {eins: 01}\nexpect: {}\n", (1, 17, "ambiguous_number", None)),
        ("- a\n", (1, 1, "not_a_map", None)),
    ],
)
def test_each_difference_names_its_line(text: str, found: tuple[int, int, str, str | None], tmp_path: Path):
    (problem,) = problems_of(tmp_path, text)
    assert problem[:3] == found[:3]
    assert found[3] in (None, problem[3])


def test_all_differences_of_a_case_are_named(tmp_path: Path):
    text = CASE + "  fields:\n    start: {score: 1, status: provisional}\n    ziel: {score: 1}\n"
    assert [problem[:2] for problem in problems_of(tmp_path, text)] == [(4, 20), (4, 31), (5, 19)]


def test_a_case_that_cannot_be_read_leaves_the_others(tmp_path: Path):
    (tmp_path / "golden").mkdir()
    (tmp_path / "golden" / "broken.yaml").write_text("answers: [\n")
    for name, content in {**FOLDER, "golden/case.yaml": CASE + "  fields: {start: {score: 1}}\n"}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    assert [one.problem.code for one in check(tmp_path)] == ["yaml_syntax", "golden_differs"]


# What expressions come to is longer than anything that a definition may hold as a number.
_FORMULAS = ("ln(n)", "n / 3", "exp(min(n, 60))", "n * 10^200", "n / 10^200", "n / 1000000", "n * 0 + 10^17", "1.5 - n")


@pytest.mark.parametrize("formula", _FORMULAS)
@given(answer=st.decimals(Decimal("1e-28"), 10**12, allow_nan=False, places=28) | st.integers(1, 10**12))
def test_what_is_recorded_passes_against_itself(formula: str, answer: Decimal | int):
    rule = a_rule(formula=formula)
    del rule["method"]
    number = a_number("n", "(0, 1000000000000]")
    flags = [a_flag("score", {"item": "n", "is": "answered"})]
    plan = a_plan(a_field("f", number, scoring=rule), flags=flags)
    text = record_case(plan, "one", answers(n=answer))
    document = read_answers(BytesIO(text.encode()))
    assert isinstance(document.data, dict)
    case = GoldenCase(document.data, document.positions)
    assert [one.problem.code for one in check_case(case, plan)] == ["golden_not_reviewed"]
    assert not document.problems
