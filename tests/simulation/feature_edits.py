"""Random edits of what a document says once and asks or works out otherwise: units, pairs, computed items, weights."""

import copy
from random import Random

from tests.builders import Data
from tests.simulation.parts import Edit, fields_of, items_of, own_edits, pick, rules_of

_SPELLINGS = ("({0})", "({0}) + 0", "({0}) * 2 / 2", "2 * ({0})", "({0}) + 1", "-({0})", "min({0}, 3)", "max({0}, 0)")


def _items_with(document: Data, member: str) -> list[Data]:
    return [item for item in items_of(document) if member in item]


def _respell(rng: Random, holder: Data, name: str) -> None:
    """Write an expression in another way, or change what it says."""
    if isinstance(holder.get(name), str):
        holder[name] = rng.choice(_SPELLINGS).format(holder[name])


# -------------------------------------------------------------------------------------------------------------- units


def _units(rng: Random, document: Data) -> Data:
    found: Data = pick(rng, [field["units"] for field in fields_of(document) if "units" in field])
    return found


def change_fewest_units(rng: Random, document: Data) -> None:
    units = _units(rng, document)
    if units:
        units["minimum"] = rng.randint(1, units["maximum"])


def change_most_units(rng: Random, document: Data) -> None:
    units = _units(rng, document)
    if units:
        units["maximum"] = max(units.get("minimum", 1), units["maximum"] + rng.choice([-1, 1, 3]))


def change_rule_of_units(rng: Random, document: Data) -> None:
    rule = _units(rng, document).get("scoring", {})
    if rule:
        changes: list[Data] = [
            {"better": rng.choice(["higher", "lower"])},
            {"coverage": {"valid": 0.5}},
            {"method": rng.choice(["mean", "sum", "minimum"])},
            {"rounding": {"digits": 1, "mode": "half_up", "stage": "last"}},
        ]
        rule |= rng.choice(changes)


def drop_units(rng: Random, document: Data) -> None:
    """Ask a field once that was asked for each unit."""
    pick(rng, [field for field in fields_of(document) if "units" in field]).pop("units", None)


def add_to_units(rng: Random, document: Data) -> None:
    field = pick(rng, [field for field in fields_of(document) if "units" in field])
    if field:
        values = [{"value": value, "title": str(value), "points": value} for value in range(3)]
        item = {"key": "added", "type": "single_choice", "prompt": "New?", "options": values}
        field["items"].append(item | rng.choice([{}, {"scored": False}]))


# -------------------------------------------------------------------------------------------------------------- pairs


def change_pairs(rng: Random, document: Data) -> None:
    options = pick(rng, _items_with(document, "pairwise")).get("pairwise", {}).get("options", [])
    if options:
        added = {"value": "added", "title": "Added"}
        rng.choice([options.reverse, options.pop, lambda: options.append(added), lambda: options.insert(0, added)])()


def decline_pairs(rng: Random, document: Data) -> None:
    item = pick(rng, _items_with(document, "pairwise"))
    if item:
        item["no_answers"] = rng.sample(["not_applicable", "dont_know", "declined"], rng.randint(0, 3))


# ----------------------------------------------------------------------------------------------- computed items, points


def change_computed(rng: Random, document: Data) -> None:
    item = pick(rng, _items_with(document, "computed"))
    if item:
        _respell(rng, item["computed"], "value")


def change_worth_of_computed(rng: Random, document: Data) -> None:
    item = pick(rng, _items_with(document, "computed"))
    if item:
        halves = [{"range": "(-inf, 1)", "points": 0}, {"range": "[1, inf)", "points": rng.choice([1, 2])}]
        item["computed"]["points"] = rng.choice(["value", {"bins": halves}])


def unscore_computed(rng: Random, document: Data) -> None:
    item = pick(rng, _items_with(document, "computed"))
    if item:
        item["scored"] = not item.get("scored", True)


def change_points_by_expression(rng: Random, document: Data) -> None:
    _respell(rng, pick(rng, _items_with(document, "points")), "points")


def add_points_by_expression(rng: Random, document: Data) -> None:
    item = pick(rng, [item for item in items_of(document) if item["type"] not in ("text", "pairwise")])
    if item:
        item["points"] = rng.choice(["points", "points + 0", "0 - points", "if(points > 1, points, 1)"])


def level_an_item(rng: Random, document: Data) -> None:
    sets = [one["key"] for one in document.get("level_sets", []) if "range" in one["levels"][0]]
    item = pick(rng, [item for item in items_of(document) if item["type"] not in ("text", "pairwise")])
    if item and sets:
        item["levels"] = rng.choice(sets)
    elif item:
        item.pop("levels", None)


def unlevel_an_item(rng: Random, document: Data) -> None:
    pick(rng, _items_with(document, "levels")).pop("levels", None)


# ------------------------------------------------------------------------------------------- weights, formulas, cohort


def _entries(rng: Random, document: Data) -> list[Data]:
    found: list[Data] = pick(rng, [rule["of"] for rule in _all_rules(document) if isinstance(rule.get("of"), list)])
    return found or []


def _all_rules(document: Data) -> list[Data]:
    """Return every scoring, those of units too."""
    units = [field["units"] for field in fields_of(document) if "units" in field]
    return [*rules_of(document), *(one["scoring"] for one in units if one.get("scoring"))]


def weigh_by_expression(rng: Random, document: Data) -> None:
    entries = _entries(rng, document)
    names = [item["key"] for item in items_of(document) if item["type"] in ("number", "computed", "duration")]
    if entries and names:
        text = rng.choice(["max({0}, 0)", "abs({0})", "abs({0}) * 2", "1 + 0 * {0}"])
        rng.choice(entries)["weight"] = text.format(rng.choice(names))


def respell_weight(rng: Random, document: Data) -> None:
    weighed = [entry for entry in _entries(rng, document) if isinstance(entry.get("weight"), str)]
    if weighed:
        _respell(rng, rng.choice(weighed), "weight")


def double_weights_by_expression(rng: Random, document: Data) -> None:
    for entry in _entries(rng, document):
        weight = entry.get("weight", 1)
        entry["weight"] = f"2 * ({weight})" if isinstance(weight, str) else weight


def list_entries(rng: Random, document: Data) -> None:
    """Say in a list what a field is scored from anyway."""
    field = pick(rng, [field for field in fields_of(document) if field.get("items") and "units" not in field])
    rule = field.get("scoring")
    if rule is not None and rule.get("of") in (None, "items") and not field.get("fields"):
        rule["of"] = [
            {"item": item["key"], **({"weight": item["weight"]} if "weight" in item else {})}
            for item in field["items"]
            if item.get("scored", True) and item["type"] not in ("text", "pairwise")
        ]


def change_formula(rng: Random, document: Data) -> None:
    _respell(rng, pick(rng, [rule for rule in _all_rules(document) if "formula" in rule]), "formula")


def change_transform(rng: Random, document: Data) -> None:
    _respell(rng, pick(rng, [rule for rule in _all_rules(document) if "transform" in rule]), "transform")


def add_transform(rng: Random, document: Data) -> None:
    pick(rng, _all_rules(document))["transform"] = rng.choice(["raw", "raw + 0", "2 * raw", "if(raw > 1, raw, 1)"])


def take_the_score(rng: Random, document: Data) -> None:
    """Leave a field with a level alone, or give it a score again."""
    rule = pick(rng, _all_rules(document))
    if rule.get("method") == "none":
        rule["method"] = "mean"
    elif rule:
        kept = {name: rule[name] for name in ("of", "no_answer", "coverage", "requires") if name in rule}
        rule.clear()
        rule.update({**kept, "method": "none"})


def change_cohort(rng: Random, document: Data) -> None:
    values = document.setdefault("cohort", [])
    name = rng.choice([item["key"] for item in items_of(document)] or ["x"])
    values.append({"key": "added", "title": "Added", "value": f"count(all.{name})"})


def change_cohort_value(rng: Random, document: Data) -> None:
    value = pick(rng, document.get("cohort", []))
    if value:
        _respell(rng, value, "value")


# ------------------------------------------------------------------------------------- definitions that use all of this


def with_features(rng: Random, document: Data) -> Data:
    """Return a definition that has levels without scores and cohort values as well; it need not be valid."""
    made = copy.deepcopy(document)
    for _ in range(rng.randint(1, 3)):
        rng.choice(_ADDING)(rng, made)
    return made


_ADDING: tuple[Edit, ...] = (
    take_the_score,
    change_cohort,
    weigh_by_expression,
    add_points_by_expression,
    level_an_item,
    add_transform,
    list_entries,
)
EDITS: tuple[Edit, ...] = own_edits(globals())
