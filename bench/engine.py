"""An evaluation with its encoding: the engine, and the plain evaluator of the tests with `json.dumps`."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.definition import Data, answer_sets, bench_definition
from bench.measuring import Contestant, interleave, ratios
from bench.results import Row
from selfcheck_service.catalogue import read_document
from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import Plan, compile_plan, encode_evaluation, evaluate, parse_answers
from tests.oracle.full import evaluate_fully

SHIPPED = Path("questionnaires/weltoffene-kommune/0.1.0")
PASSES = 10


@dataclass(frozen=True, slots=True)
class Case:
    """A definition with its plan, and several sets of answers to it."""

    document: Data
    plan: Plan
    bodies: list[Data]


def measure_engine(rounds: int) -> list[Row]:
    """Measure both on answers that fire few suggestions, on answers that fire many, and on a questionnaire shipped."""
    rows = []
    for name, case in _cases().items():
        contestants = {"engine": evaluating(case), "plain": _plain(case)}
        costs = interleave(contestants, rounds)
        what = f"evaluation with encoding, {name}"
        rows.append(Row(what, "plain evaluator + json.dumps", ratios(costs, "plain", "engine"), floor=6, aim=9))
    return rows


def _cases() -> Mapping[str, Case]:
    document = bench_definition()
    plan = compile_plan(parse_definition(document))
    shipped = read_shipped(SHIPPED)
    return {
        "few suggestions": Case(document, plan, answer_sets("few")),
        "many suggestions": Case(document, plan, answer_sets("many")),
        shipped.plan.key: shipped,
    }


def read_shipped(folder: Path) -> Case:
    """Return a questionnaire shipped with answers made up for it."""
    document: Any = read_document(folder).data
    plan = compile_plan(parse_definition(document))
    choices = [item for item in plan.items if item.definition.type == "single_choice"]
    bodies = [
        {
            "answers": {
                item.key: list(item.choices)[(number * 7 + item.index * 3) % len(item.choices)] for item in choices
            }
        }
        for number in range(PASSES)
    ]
    return Case(document, plan, bodies)


def evaluating(case: Case) -> Contestant:
    """Return what evaluates all answers of a case and encodes the evaluations; it costs what one of them does."""

    def run() -> float:
        begin = time.process_time()
        for body in case.bodies:
            answers = parse_answers(case.plan, body)
            encode_evaluation(evaluate(answers, language="de", explanation="none"))
        return (time.process_time() - begin) / len(case.bodies)

    return run


def _plain(case: Case) -> Contestant:
    def run() -> float:
        begin = time.process_time()
        for body in case.bodies:
            given = (body["answers"], body.get("profile"), None)
            json.dumps(evaluate_fully(case.document, *given, language="de"), ensure_ascii=False)
        return (time.process_time() - begin) / len(case.bodies)

    return run
