"""Random edits of how fields are scored and levelled."""

import copy
from random import Random

from selfcheck_service.core.definition.methods import METHODS
from tests.builders import Data
from tests.simulation.parts import Edit, fields_of, holders_of, own_edits, parts_of, pick, rules_of

# ------------------------------------------------------------------------------------------------------------ scoring


def change_method(rng: Random, document: Data) -> None:
    pick(rng, rules_of(document))["method"] = rng.choice(list(METHODS))


def change_policy(rng: Random, document: Data) -> None:
    rule = pick(rng, rules_of(document))
    if rule.get("no_answer"):
        state = rng.choice(list(rule["no_answer"]))
        rule["no_answer"][state] = rng.choice(["exclude", "worst", "best", "required", {"points": 1}])


def change_coverage(rng: Random, document: Data) -> None:
    rule = pick(rng, rules_of(document))
    rule["coverage"] = rng.choice([None, {"provisional": 0.5}, {"valid": 0.7}, {"minimum_answered": 2}, {"valid": 0}])


def change_rounding(rng: Random, document: Data) -> None:
    rule = pick(rng, rules_of(document))
    rule["rounding"] = rng.choice([None, {"digits": 1, "mode": "half_up", "stage": "last"}])


def change_better(rng: Random, document: Data) -> None:
    pick(rng, rules_of(document))["better"] = rng.choice(["higher", "lower", "none"])


def change_scale(rng: Random, document: Data) -> None:
    rule = pick(rng, rules_of(document))
    if rule.get("rescale_from"):
        rule["rescale_from"] = [0, 7]


def restate_default(rng: Random, document: Data) -> None:
    """Say at a field what its default says already."""
    default = document.get("defaults", {}).get("scoring", {})
    field = pick(rng, [field for field in fields_of(document) if field.get("items") and not field.get("fields")])
    if default and field:
        name = rng.choice(list(default))
        field.setdefault("scoring", {}).setdefault(name, copy.deepcopy(default[name]))


def change_entries(rng: Random, document: Data) -> None:
    rule = pick(rng, [rule for rule in rules_of(document) if isinstance(rule.get("of"), list)])
    if rule:
        rng.shuffle(rule["of"])
        if rng.random() < 0.5:
            rule["of"].pop()


def change_level(rng: Random, document: Data) -> None:
    level_set = pick(rng, document.get("level_sets", []))
    if level_set:
        rng.choice(level_set["levels"])["key"] = "renamed"


def rename_level_set(rng: Random, document: Data) -> None:
    level_set = pick(rng, document.get("level_sets", []))
    if level_set:
        old = level_set["key"]
        level_set["key"] = "renamed"
        for part in parts_of(document):
            for name in ("levels", "parent_levels"):
                if part.get(name) == old:
                    part[name] = "renamed"
            if part.get("set") == old:
                part["set"] = "renamed"


def change_margin(rng: Random, document: Data) -> None:
    level_set = pick(rng, document.get("level_sets", []))
    if level_set.get("border"):
        level_set["border"]["margin"] = 17


def add_gate(rng: Random, document: Data) -> None:
    field = pick(rng, [field for field in fields_of(document) if field.get("gates")])
    if field:
        field["gates"] = rng.choice([field["gates"][:-1], field["gates"][::-1], [*field["gates"], field["gates"][0]]])


def change_requirement(rng: Random, document: Data) -> None:
    rule = pick(rng, rules_of(document))
    old = rule.get("requires")
    if old is not None and rng.random() < 0.7:
        rule["requires"] = rng.choice([None, {"not": old}, {"all": [old, old]}, {"not": {"not": old}}])
    else:
        rule["requires"] = rng.choice([None, {"all": []}, {"any": []}])


def list_the_level_set(rng: Random, document: Data) -> None:
    """Say a level set as the one case that always holds."""
    holder = pick(rng, [holder for holder in holders_of(document) if isinstance(holder.get("levels"), str)])
    if holder and holder["levels"] != "none":
        holder["levels"] = [{"set": holder["levels"]}]


def change_level_cases(rng: Random, document: Data) -> None:
    cases = pick(rng, [holder["levels"] for holder in holders_of(document) if isinstance(holder.get("levels"), list)])
    if cases:
        rng.choice([cases.reverse, lambda: cases.insert(0, cases[-1]), lambda: cases[-1].pop("when", None)])()


def negate_level_cases(rng: Random, document: Data) -> None:
    cases = pick(rng, [holder["levels"] for holder in holders_of(document) if isinstance(holder.get("levels"), list)])
    for case in cases:
        if "when" in case:
            case["when"] = {"not": {"not": case["when"]}}


def stage_levels(rng: Random, document: Data) -> None:
    """Take the ranges from a level set: its levels are reached by gates alone then."""
    level_set = pick(rng, document.get("level_sets", []))
    for level in level_set.get("levels", []):
        level.pop("range", None)
    level_set.pop("border", None)


def change_classification(rng: Random, document: Data) -> None:
    cases = pick(rng, [holder["classify"] for holder in holders_of(document) if holder.get("classify")])
    if cases:
        change = rng.choice(["swap", "negate", "drop", "repeat", "wrap"])
        first = cases[0]
        if change == "swap":
            first["level"], cases[-1]["level"] = cases[-1]["level"], first["level"]
        elif change == "repeat":
            cases.insert(0, dict(first))
        elif change == "drop":
            cases.pop(0) if len(cases) > 1 else first.pop("when", None)
        elif "when" in first:
            first["when"] = {"not": first["when"]} if change == "negate" else {"all": [first["when"]]}


def classify_a_field(rng: Random, document: Data) -> None:
    """Say by cases what the ranges of levels say."""
    holder = pick(rng, [holder for holder in holders_of(document) if isinstance(holder.get("levels"), str)])
    found = [one for one in document.get("level_sets", []) if one["key"] == holder.get("levels")]
    if found and "classify" not in holder:
        stage_levels(rng, {"level_sets": found})
        holder["classify"] = [{"level": rng.choice(found[0]["levels"])["key"]}]


EDITS: tuple[Edit, ...] = own_edits(globals())
