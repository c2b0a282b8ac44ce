"""A definition and answers in, an evaluation out: what every test of a peer's failure begins with."""

from typing import Any

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import Evaluation, compile_plan, evaluate, parse_answers


def evaluated(definition: dict[str, Any], answers: dict[str, Any]) -> Evaluation:
    """Return the evaluation of the answers, in English, without explanation."""
    plan = compile_plan(parse_definition(definition))
    return evaluate(parse_answers(plan, {"answers": answers}), language="en", explanation="none")
