"""What content rules take for certain of a condition is what the engine finds, whoever answers."""

import json
from collections import Counter

import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.definition.content.profiles import Known
from selfcheck_service.core.scoring import canonical_results, compile_plan, parse_answers
from tests.oracle.random_answers import random_answers
from tests.oracle.random_definitions import random_document

DEFINITIONS = {"quick": 40, "normal": 75, "long": 2000}


@pytest.mark.unmeasured
def test_what_is_certain_is_what_the_engine_finds(effort):
    seen: Counter[bool | None] = Counter()
    for seed in range(DEFINITIONS[effort]):
        document = random_document(seed)
        given, profile, perspective = random_answers(document, seed)
        body = {"answers": given, "profile": profile, "perspective": perspective}
        answers = parse_answers(compile_plan(parse_definition(document)), body)
        results = json.loads(canonical_results(answers))
        levels = {key: found["level"] for key, found in results["fields"].items() if found["level"] is not None}
        conditions = {flag.key: flag.when for flag in answers.plan.questionnaire.flags}
        for field, level in (*levels.items(), (None, None)):
            known = Known(answers.plan.structure, profile or {}, field, level)
            for key, condition in conditions.items():
                certain = known.truth(condition)
                seen[certain] += 1
                assert certain is None or certain is results["flags"][key], (seed, key, field)
    assert min(seen[True], seen[False], seen[None]) >= 5
