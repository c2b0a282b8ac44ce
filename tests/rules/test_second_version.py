"""Old scoring rules stay: what was written for version 1 keeps its bytes when there is a version 2."""

import json
import os
import subprocess
import sys

import pytest

from selfcheck_service.core.definition import DefinitionInvalid, parse_definition, versions
from selfcheck_service.core.scoring import canonical_results, compile_plan, encode_evaluation, evaluate, parse_answers
from selfcheck_service.core.scoring.rules import RULES
from tests.checkout import CHECKOUT
from tests.golden.cases import case_files, plan_of, read_case
from tests.golden.record_evaluations import EVALUATIONS, bodies_of, computed
from tests.rules.second_version import ANSWERS, SECOND, document


def bytes_of(rules, answers=ANSWERS):
    plan = compile_plan(parse_definition(document(rules)))
    return canonical_results(parse_answers(plan, {"answers": answers}))


def whole(rules):
    plan = compile_plan(parse_definition(document(rules)))
    return encode_evaluation(evaluate(parse_answers(plan, {"answers": ANSWERS}), language="en"))


@pytest.fixture
def second(monkeypatch):
    monkeypatch.setattr(versions, "KNOWN_RULES", frozenset({1, 2}))
    monkeypatch.setitem(RULES, 2, SECOND)


def test_every_version_that_may_be_named_has_its_row():
    assert set(RULES) == versions.KNOWN_RULES
    assert all(rules.version == number for number, rules in RULES.items())


@pytest.mark.usefixtures("second")
class TestWithASecondVersion:
    @pytest.mark.parametrize("path", case_files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
    def test_the_canonical_results_of_the_first_keep_their_bytes(self, path):
        case, plan = read_case(path), plan_of(path.parent.name)
        answers = parse_answers(plan, case["body"])
        assert canonical_results(answers).decode() == case["canonical_results"]

    @pytest.mark.parametrize("folder", sorted(EVALUATIONS.iterdir()), ids=lambda folder: folder.name)
    def test_whole_evaluations_of_the_first_keep_their_bytes(self, folder):
        for case, body in bodies_of(folder).items():
            assert computed(plan_of(folder.name), body) == (folder / f"{case}.json").read_bytes()

    def test_the_second_gives_the_other_numbers(self):
        """Worked by hand: 4 + 3 = 7 is cut off at 4; d, declined, spans 0 to 4 in version 1 only."""
        first, other = json.loads(bytes_of(1)), json.loads(bytes_of(2))
        members = ("score", "score_min", "score_max", "level")
        assert {key: tuple(found[name] for name in members) for key, found in first["fields"].items()} == {
            "f": ("7", "7", "7", None),
            "g": ("1", "1/2", "5/2", "l1"),
            "p": ("4", "15/4", "19/4", None),
        }
        assert {key: tuple(found[name] for name in members) for key, found in other["fields"].items()} == {
            "f": ("4", "4", "4", "l2"),
            "g": ("1", "1", "1", "l1"),
            "p": ("5/2", "5/2", "5/2", None),
        }
        assert (first["rules"], other["rules"]) == (1, 2)

    def test_the_receipt_names_the_version(self):
        assert json.loads(whole(2))["receipt"]["rules"] == 2

    def test_a_third_is_refused(self):
        with pytest.raises(DefinitionInvalid) as refused:
            parse_definition(document(3))
        assert [(one.location, one.code) for one in refused.value.problems] == [("/rules", "not_one_of")]

    def test_another_process_agrees(self):
        environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": f"{CHECKOUT / 'src'}{os.pathsep}{CHECKOUT}"}
        command = [sys.executable, "-m", "tests.rules.second_version"]
        printed = subprocess.run(
            command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=True, timeout=60
        ).stdout.splitlines()
        assert printed == [bytes_of(1).decode(), bytes_of(2).decode()]

    def test_a_receipt_of_the_first_is_replayed_to_its_bytes(self, monkeypatch):
        now = whole(1), bytes_of(1)
        monkeypatch.undo()
        assert (whole(1), bytes_of(1)) == now


def test_the_second_is_not_known_without_its_row():
    with pytest.raises(DefinitionInvalid):
        parse_definition(document(2))
