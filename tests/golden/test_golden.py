"""What was evaluated yesterday keeps its bytes. Nothing here writes a golden file; see record.py."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from selfcheck_service.core.scoring import canonical_results, evaluate, parse_answers
from tests.checkout import CHECKOUT
from tests.golden.cases import case_files, plan_of, read_case

CASES = [pytest.param(path, id=f"{path.parent.name}/{path.stem}") for path in case_files()]


def test_there_are_cases_of_shipped_and_of_frozen_definitions():
    names = {path.parent.name for path in case_files()}
    assert "weltoffene-kommune-0.1.0" in names
    assert len(names) >= 4


@pytest.mark.parametrize("path", CASES)
def test_the_canonical_results_keep_their_bytes(path: Path):
    case, plan = read_case(path), plan_of(path.parent.name)
    assert plan.definition_hash == case["definition_hash"]
    answers = parse_answers(plan, case["body"])
    assert canonical_results(answers).decode() == case["canonical_results"]
    receipt = evaluate(answers, language="en", explanation="none").receipt
    assert receipt.result_digest == hashlib.sha256(case["canonical_results"].encode()).hexdigest()


def fingerprints(seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{CHECKOUT / 'src'}{os.pathsep}{CHECKOUT}"}
    command = [sys.executable, "-m", "tests.golden.fingerprints"]
    return subprocess.run(
        command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=True, timeout=120
    ).stdout


@pytest.mark.unmeasured
def test_whole_evaluations_are_the_same_bytes_in_every_process():
    first = fingerprints("0")
    assert len(first.splitlines()) > len(CASES)
    assert fingerprints("1") == first
