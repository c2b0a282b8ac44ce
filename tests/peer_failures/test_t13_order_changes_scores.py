"""T13: elsewhere, a question was known by its position, so that another order changed every score."""

import copy
import json
import random

import pytest

from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import canonical_results, compile_plan, parse_answers
from tests.builders import a_field, a_questionnaire, an_item, an_overall
from tests.golden.cases import DEFINITIONS


def results(definition, answers):
    plan = compile_plan(parse_definition(definition))
    found = json.loads(canonical_results(parse_answers(plan, {"answers": answers})))
    return found["fields"], found["overall"], found["flags"]


@pytest.mark.parametrize("seed", range(20))
def test_another_order_of_fields_items_and_options_changes_no_result(seed: int):
    fields = [a_field(f"f{n}", *(an_item(f"f{n}_{k}", weight=k + 1) for k in range(4))) for n in range(3)]
    definition = a_questionnaire(*fields, overall=an_overall())
    shuffled = copy.deepcopy(definition)
    chance = random.Random(seed)
    chance.shuffle(shuffled["fields"])
    for field in shuffled["fields"]:
        chance.shuffle(field["items"])
        for item in field["items"]:
            chance.shuffle(item["options"])
    answers = {f"f{n}_{k}": chance.randrange(5) for n in range(3) for k in range(4) if chance.random() < 0.8}
    assert results(shuffled, answers) == results(definition, answers)


def test_another_order_of_the_members_of_a_document_changes_not_even_the_hash():
    for path in DEFINITIONS.glob("*.json"):
        document = json.loads(path.read_text(encoding="utf-8"))
        turned = dict(reversed(document.items()))
        hashes = {compile_plan(parse_definition(each)).definition_hash for each in (document, turned)}
        assert len(hashes) == 1
