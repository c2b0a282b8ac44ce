"""Random definitions small enough to try every answer: at most six items, at most four options, every kind of gate."""

from random import Random

from tests.builders import (
    NO_ANSWERS,
    Data,
    a_field,
    a_gate,
    a_level_set,
    a_multiple_choice,
    a_parent,
    a_questionnaire,
    a_rule,
    an_attribute,
    an_item,
    no_answer,
)

_METHODS = ("mean", "mean", "mean", "sum", "percent_of_maximum", "minimum", "maximum", "median", "product")
_POINTS = ((0, 1, 2, 3), (0, 2, 4), (4, 1), (0, "1/2", 3), (-1, 4))


def small_document(seed: int) -> Data:
    """Return one or two fields, sometimes with a parent over them, and gates that ask for all there is."""
    rng = Random(f"small {seed}")
    items = [_item(rng, f"i{place}") for place in range(rng.randint(2, 6))]
    cut = rng.randint(1, len(items)) if rng.random() < 0.6 else len(items)
    fields = [a_field("f0", *items[:cut], **_scored(rng, items))]
    if items[cut:]:
        fields.append(a_field("f1", *items[cut:], **_scored(rng, items)))
    if rng.random() < 0.4:
        fields = [a_parent("p", *fields, **_scored(rng, items))]
    levels = rng.choice([("[0, 1)", "[1, 3)", "[3, 4]"), ("(-inf, 2]", "(2, inf)"), ("[-9, 1)", "[1, 2]", "(2, 90]")])
    level_set = a_level_set("set", *levels)
    if rng.random() < 0.15:
        for level in level_set["levels"]:
            del level["range"]
    return a_questionnaire(*fields, level_sets=[level_set], profile=[an_attribute()], key=f"small-{seed}")


def _item(rng: Random, key: str) -> Data:
    weight = rng.choice([1, 1, 2, 3, "1/2"])
    if rng.random() < 0.2:
        return a_multiple_choice(
            key, rng.choice([(1, 2), (1, 1, 2), (-1, 3)]), weight=weight, exclusive=rng.choice([(), (1,)])
        )
    return an_item(key, rng.choice(_POINTS), weight=weight)


def _scored(rng: Random, items: list[Data]) -> Data:
    method = rng.choice(_METHODS)
    rule: Data = {"method": method, "better": rng.choice(["higher", "higher", "lower"])}
    if method == "percent_of_maximum":
        rule["rescale_from"] = [0, 100]
    elif rng.random() < 0.25:
        rule["rescale_from"] = rng.choice([[4, 0], [0, 3], [0, 8]])
    if rng.random() < 0.3:
        stage = rng.choice(["last", "before_levels", "before_aggregation"])
        rule["rounding"] = {
            "digits": rng.choice([0, 1]),
            "mode": rng.choice(["half_up", "floor", "ceiling", "half_even"]),
            "stage": stage,
        }
    if rng.random() < 0.3:
        rule["coverage"] = {"provisional": rng.choice(["1/4", "1/2"]), "valid": 1}
    if rng.random() < 0.1:
        rule["requires"] = {"item": rng.choice(items)["key"], "points": {rng.choice(["at_least", "below"]): 2}}
    states = ("unanswered", "dont_know", "declined")
    policies = {
        state: rng.choice(["exclude", "exclude", "worst", "best", {"points": 1}, "required"]) for state in states
    }
    gates = [
        a_gate(rng.choice(["l1", "l1", "l0"]), _requires(rng, items, 1)) for _ in range(rng.choice([0, 0, 1, 1, 2]))
    ]
    return {"scoring": a_rule(no_answer=policies, **rule), "levels": "set", "gates": gates}


def _requires(rng: Random, items: list[Data], depth: int) -> Data:
    if depth and rng.random() < 0.3:
        form = rng.choice(["all", "any", "not"])
        parts = [_requires(rng, items, depth - 1) for _ in range(2)]
        return {form: parts[0] if form == "not" else parts}
    keys = [item["key"] for item in items]
    bound = {rng.choice(["at_least", "at_least", "above", "at_most", "equal"]): rng.choice([0, 1, 2, 3])}
    some = {"items": rng.sample(keys, rng.randint(1, min(3, len(keys))))}
    return rng.choice(
        [
            {"item": rng.choice(keys), "points": bound},
            {"every": some, "points": bound},
            {"some": some, "points": bound},
            {"count": some, "points": bound, "is": {"at_least": 1}},
            {"share": some, "answered": True, "is": {"at_least": "1/2"}},
            {"item": rng.choice(keys), "answered": rng.random() < 0.8},
            {"item": rng.choice(keys), "no_answer": ["unanswered", "dont_know"]},
            {"field": "f0", "coverage": bound if "equal" in bound else {"at_least": "1/2"}},
            {"field": "f0", "status": ["valid"]},
            {"field": "f0", "score": bound},
            {"profile": "kind", "is": rng.choice(["town", "county"])},
        ]
    )


def small_answers(document: Data, seed: int) -> Data:
    """Return answers to most items, some of them kinds of no answer."""
    rng = Random(f"{document['key']} {seed}")
    open_share = rng.choice([0, 0, 0.2, 0.5])
    given: Data = {}
    for item in _items(document["fields"]):
        values = [option["value"] for option in item["options"]]
        if rng.random() < open_share:
            kind = rng.choice([None, *NO_ANSWERS])
            given |= {item["key"]: no_answer(kind)} if kind else {}
        elif item["type"] == "multiple_choice":
            alone = [option["value"] for option in item["options"] if option.get("exclusive")]
            together = [value for value in values if value not in alone]
            given[item["key"]] = rng.choice([[], together, together[:1], alone[:1]])
        else:
            given[item["key"]] = rng.choice(values)
    return given


def _items(fields: list[Data]) -> list[Data]:
    return [item for field in fields for item in (*field.get("items", ()), *_items(field.get("fields", [])))]
