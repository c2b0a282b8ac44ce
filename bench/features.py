"""What the features of the format cost: evaluating a definition that uses them all, and reading a large one."""

import time
from random import Random

import yaml

from bench.definition import Data
from bench.engine import SHIPPED, Case, evaluating, read_shipped
from bench.everything import answers_to_everything, everything
from bench.measuring import Contestant, interleave, ratios
from bench.results import Row
from selfcheck_service.core.definition import parse_definition
from selfcheck_service.core.scoring import Plan, compile_plan

ANSWERS = 40
MANY_ITEMS = 500


def measure_features(rounds: int) -> list[Row]:
    """Measure both; in each row less is better."""
    return [_per_item(rounds), _compiling(rounds)]


def _per_item(rounds: int) -> Row:
    document = everything()
    case = Case(document, compile_plan(parse_definition(document)), answers_to_everything(ANSWERS))
    shipped = read_shipped(SHIPPED)
    plain = Case(shipped.document, shipped.plan, answers_to_choices(shipped.plan, ANSWERS))
    costs = interleave({"everything": _by_item(case), "plain": _by_item(plain)}, rounds)
    what = f"evaluation with encoding per item, {len(case.plan.items)} items that use every feature"
    return Row(
        what,
        f"the same per item, {plain.plan.key}",
        ratios(costs, "everything", "plain"),
        floor=1.5,
        aim=1.5,
        lower_is_better=True,
    )


def answers_to_choices(plan: Plan, count: int) -> list[Data]:
    """Return sets of answers that differ as those to the other definition do: by chance, and one item is not known."""
    chance = Random("answers to choices")
    items = [item for item in plan.items if item.definition.kind.value == "option"]
    found = []
    for _ in range(count):
        answers: Data = {item.key: chance.choice(list(item.choices)) for item in items}
        answers[chance.choice(items).key] = {"no_answer": "dont_know"}
        found.append({"answers": answers})
    return found


def _by_item(case: Case) -> Contestant:
    evaluate, items = evaluating(case), len(case.plan.items)
    return lambda: evaluate() / items


def _compiling(rounds: int) -> Row:
    document = large_definition()
    items = len(compile_plan(parse_definition(document)).items)
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False)
    costs = interleave({"plan": lambda: _plan(document), "yaml": lambda: _read(text)}, rounds)
    what = f"from the document of {items} items that use every feature to the plan"
    return Row(what, "libyaml reads its YAML", ratios(costs, "plan", "yaml"), floor=20, aim=10, lower_is_better=True)


def large_definition() -> Data:
    """Return the fields of `everything` again and again, until there are five hundred items."""
    copies = -(-MANY_ITEMS // len(compile_plan(parse_definition(everything())).items))
    return everything(copies)


def _plan(document: Data) -> float:
    begin = time.process_time()
    compile_plan(parse_definition(document))
    return time.process_time() - begin


def _read(text: str) -> float:
    begin = time.process_time()
    yaml.load(text, yaml.CSafeLoader)
    return time.process_time() - begin
