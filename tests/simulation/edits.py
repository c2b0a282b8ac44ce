"""Random edits of a definition, as authors make them: one place is changed, most often so that it stays valid."""

import copy
from random import Random

from tests.builders import Data
from tests.simulation import expression_edits, feature_edits, rule_edits
from tests.simulation.parts import Edit, fields_of, items_of, option_lists, own_edits, parts_of, pick

# -------------------------------------------------------------------------------------------------------------- words


def reword(rng: Random, document: Data) -> None:
    places = [
        (part, name) for part in parts_of(document) for name in part if name in ("title", "prompt", "text", "who")
    ]
    part, name = rng.choice([(part, name) for part, name in places if isinstance(part[name], str | dict)])
    part[name] = "Other words" if isinstance(part[name], str) else dict.fromkeys(part[name], "Other words")


def reorder_items(rng: Random, document: Data) -> None:
    rng.shuffle(pick(rng, fields_of(document)).get("items", []))


def reorder_fields(rng: Random, document: Data) -> None:
    rng.shuffle(document["fields"])


def reorder_options(rng: Random, document: Data) -> None:
    rng.shuffle(pick(rng, option_lists(document)) or [])


def add_language(rng: Random, document: Data) -> None:
    document["languages"] = [*document["languages"], "fr"]


# -------------------------------------------------------------------------------------------------------------- items


def add_item(rng: Random, document: Data) -> None:
    field = pick(rng, fields_of(document))
    values = [{"value": value, "title": str(value), "points": value} for value in range(3)]
    item: Data = {"key": "added", "type": "single_choice", "prompt": "New?", "options": values}
    item |= rng.choice([{}, {}, {"scored": False}, {"no_answers": ["not_applicable"]}, {"weight": 0}])
    if field.get("items"):
        item |= rng.choice([{}, {"scale": field["items"][0]["scale"]} if "scale" in field["items"][0] else {}])
        if "scale" in item:
            del item["options"]
    field.setdefault("items", []).insert(rng.randint(0, len(field.get("items", []))), item)


def add_follow_up(rng: Random, document: Data) -> None:
    """Add an item that asks for a new unscored one: no old response is shown it."""
    field = pick(rng, [field for field in fields_of(document) if field.get("items")])
    if field:
        values = [{"value": value, "title": str(value), "points": value} for value in range(3)]
        asked: Data = {"key": "asked", "type": "single_choice", "prompt": "Before?", "options": values, "scored": False}
        condition = rng.choice([{"item": "asked", "is": 1}, {"item": "asked", "answered": True}])
        item = {"key": "added", "type": "single_choice", "prompt": "New?", "options": values, "shown_when": condition}
        field["items"] += [asked, item]


def remove_item(rng: Random, document: Data) -> None:
    items = pick(rng, fields_of(document)).get("items", [])
    if items:
        items.pop(rng.randrange(len(items)))


def move_item(rng: Random, document: Data) -> None:
    one, two = pick(rng, fields_of(document)), pick(rng, fields_of(document))
    if one.get("items"):
        two.setdefault("items", []).append(one["items"].pop())


def weigh_item(rng: Random, document: Data) -> None:
    pick(rng, items_of(document))["weight"] = rng.choice([0, 1, 2, 0.5])


def weigh_all_items(rng: Random, document: Data) -> None:
    for item in pick(rng, fields_of(document)).get("items", []):
        item["weight"] = rng.choice([2, 2]) if item.get("weight", 1) == 1 else item["weight"]


def unscore_item(rng: Random, document: Data) -> None:
    item = pick(rng, items_of(document))
    item["scored"] = not item.get("scored", True)


def allow_no_answer(rng: Random, document: Data) -> None:
    item = pick(rng, items_of(document))
    item["no_answers"] = rng.sample(["not_applicable", "dont_know", "declined"], rng.randint(0, 3))


def hide_item(rng: Random, document: Data) -> None:
    item = pick(rng, items_of(document))
    if "shown_when" in item:
        del item["shown_when"]
    else:
        item["shown_when"] = rng.choice([{"all": []}, {"any": []}])


def negate_twice(rng: Random, document: Data) -> None:
    holders = [part for part in parts_of(document) if isinstance(part.get("when") or part.get("shown_when"), dict)]
    holder = pick(rng, holders)
    for name in ("when", "shown_when"):
        if name in holder:
            holder[name] = rng.choice(
                [{"not": {"not": holder[name]}}, {"all": [holder[name]]}, {"any": [holder[name]] * 2}]
            )


def change_classes(rng: Random, document: Data) -> None:
    classes = [found["key"] for found in document.get("item_classes", [])]
    if classes:
        pick(rng, items_of(document))["classes"] = rng.choice([[], [classes[0]], classes])


def ask_other_form(rng: Random, document: Data) -> None:
    forms = [form["key"] for form in document.get("forms", [])]
    if forms:
        pick(rng, items_of(document))["forms"] = rng.choice([{}, {form: {} for form in forms}])


# ------------------------------------------------------------------------------------------------- options, numbers


def add_option(rng: Random, document: Data) -> None:
    options = pick(rng, option_lists(document))
    if options:
        value = "added" if isinstance(options[0]["value"], str) else 77
        added = {"value": value, "title": "Added"}
        if "points" in options[0]:
            added["points"] = rng.choice([options[0]["points"], 1, 99, -5])
        options.insert(rng.randint(0, len(options)), added)


def remove_option(rng: Random, document: Data) -> None:
    options = pick(rng, option_lists(document))
    if len(options) > 1:
        options.pop()


def change_points(rng: Random, document: Data) -> None:
    options = pick(rng, option_lists(document))
    if options and "points" in options[0]:
        rng.choice(options)["points"] = rng.choice([0, 1, 2, 3, 4, -1, 0.5])


def make_exclusive(rng: Random, document: Data) -> None:
    options = pick(rng, option_lists(document))
    if options:
        options[-1]["exclusive"] = not options[-1].get("exclusive", False)


def inline_scale(rng: Random, document: Data) -> None:
    """Give an item the options of its scale as its own: it means the same."""
    item = pick(rng, [item for item in items_of(document) if "scale" in item])
    if item:
        key = item.pop("scale")
        scale = next(found for found in document["response_scales"] if found["key"] == key)
        item["options"] = copy.deepcopy(scale["options"])
        item.setdefault("no_answers", list(scale.get("no_answers", [])))


def _numeric(rng: Random, document: Data) -> Data:
    """Return the block of a number, a time of day or a duration."""
    blocks = [
        item[item["type"]] for item in items_of(document) if item["type"] in item and "range" in item[item["type"]]
    ]
    found: Data = pick(rng, blocks)
    return found


def change_range(rng: Random, document: Data) -> None:
    rule = _numeric(rng, document)
    if rule:
        rule["range"] = rng.choice(["[-1000, 1000]", "[0, 1]", "[0, 2000]", "(-inf, inf)", "[0, 1440)", "[0, inf)"])


def change_integer(rng: Random, document: Data) -> None:
    rule = _numeric(rng, document)
    if rule:
        rule["integer"] = not rule.get("integer", False)


def change_unit(rng: Random, document: Data) -> None:
    rule = _numeric(rng, document)
    if "unit" in rule:
        rule["unit"] = rng.choice(["hours", "minutes", "days"]) if isinstance(rule["unit"], str) else "km"


def make_time(rng: Random, document: Data) -> None:
    """Ask for a duration or a time of day where a number was asked for."""
    item = pick(rng, [item for item in items_of(document) if item["type"] == "number"])
    if item:
        rule = item.pop("number")
        rule.pop("unit", None)
        item["type"] = rng.choice(["duration", "time"])
        item[item["type"]] = rule | ({"unit": "hours"} if item["type"] == "duration" else {})


def change_bin(rng: Random, document: Data) -> None:
    bins = [
        item[item["type"]]["points"]["bins"]
        for item in items_of(document)
        if item["type"] in item and isinstance(item[item["type"]].get("points"), dict)
    ]
    if bins:
        rng.choice(rng.choice(bins))["points"] = rng.choice([0, 1, 2])


def change_selection(rng: Random, document: Data) -> None:
    item = pick(rng, [item for item in items_of(document) if item["type"] == "multiple_choice"])
    if item:
        item["multiple_choice"] = rng.choice(
            [{}, {"maximum_selected": 2}, {"points_from": "count"}, {"points_from": "sum"}]
        )


# ------------------------------------------------------------------------------------------------------------ the rest


def add_field(rng: Random, document: Data) -> None:
    values = [{"value": value, "title": str(value), "points": value} for value in range(3)]
    item = {"key": "added", "type": "single_choice", "prompt": "New?", "options": values}
    states = ("unanswered", "dont_know", "declined", "not_applicable", "hidden", "not_computed")
    rule = {"method": "mean", "scale": [0, 2], "no_answer": dict.fromkeys(states, "exclude"), "rescale_from": None}
    made = {"key": "added_field", "title": "New", "items": [item], "scoring": rule, "levels": "none"}
    rng.choice([document, *fields_of(document)]).setdefault("fields", []).append(made)


def remove_field(rng: Random, document: Data) -> None:
    document["fields"].pop()


def weigh_field(rng: Random, document: Data) -> None:
    pick(rng, fields_of(document))["weight"] = rng.choice([0, 1, 2])


def remove_overall(rng: Random, document: Data) -> None:
    document.pop("overall", None)


def change_flag(rng: Random, document: Data) -> None:
    flags = document.get("flags", [])
    if flags and rng.random() < 0.5:
        flags.pop()
    elif flags:
        flags[-1]["when"] = {"not": flags[-1]["when"]}
    else:
        document["flags"] = [{"key": "added", "title": "Added", "when": {"all": []}}]


def change_suggestion(rng: Random, document: Data) -> None:
    suggestions = [found for field in fields_of(document) for found in field.get("suggestions", [])]
    if suggestions:
        rng.choice(suggestions)["impact"] = rng.choice([1, 2, 3])


def change_attribute(rng: Random, document: Data) -> None:
    attribute = pick(rng, document.get("profile", []))
    if "number" in attribute:
        change: Data = rng.choice(
            [{"range": "[0, 10]"}, {"range": "(-inf, inf)"}, {"integer": True}, {"integer": False}]
        )
        attribute["number"] |= change
        return
    if attribute and rng.random() < 0.5:
        attribute["options"].pop()
    elif attribute:
        value = "village" if isinstance(attribute["options"][0]["value"], str) else 9
        attribute["options"].append({"value": value, "title": "Added"})


def change_perspective(rng: Random, document: Data) -> None:
    perspective = pick(rng, document.get("perspectives", []))
    if perspective:
        perspective["form"] = document["forms"][-1]["key"]


EDITS: tuple[Edit, ...] = (*own_edits(globals()), *rule_edits.EDITS, *expression_edits.EDITS, *feature_edits.EDITS)
