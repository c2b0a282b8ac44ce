"""Random conditions of every form, each only over what is known where it stands."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.oracle.case import Case, Data, is_scored, level_set_of, options_of
from tests.oracle.exact import interval
from tests.oracle.points import NUMERIC, number_rule
from tests.oracle.random_expressions import add_results, number, vocabulary
from tests.oracle.random_parts import Draft, grid

STATES = ["not_applicable", "dont_know", "declined", "unanswered", "hidden"]
STATUS = ["valid", "provisional", "not_computed"]


@dataclass
class Scope:
    """What a condition may ask for: these items, these fields with their scales, these flags."""

    case: Case
    items: list[Data] = field(default_factory=list)
    selections: bool = False
    fields: list[tuple[Data, Fraction, Fraction]] = field(default_factory=list)
    levels: bool = False
    flags: list[str] = field(default_factory=list)
    # Pairwise choices, which only expressions can ask for.
    pairs: list[Data] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pairs = self.pairs + [item for item in self.items if item["type"] == "pairwise"]
        self.items = [item for item in self.items if item["type"] != "pairwise"]


def condition(draft: Draft, scope: Scope, depth: int = 2) -> Data:
    """Make a condition, nested at most so deep."""
    if depth and draft.chance(0.45):
        joint = draft.rng.choice(["all", "any", "not"])
        if joint == "not":
            return {"not": condition(draft, scope, depth - 1)}
        parts = draft.rng.choice([0, 1, 2, 2, 2, 3, 3])
        return {joint: [condition(draft, scope, depth - 1) for _ in range(parts)]}
    leaf: Data = draft.rng.choice(_leaves(draft, scope))(draft, scope)
    return leaf


def _leaves(draft: Draft, scope: Scope) -> list[Any]:
    possible: list[Any] = []
    if scope.items:
        possible += [_item] * 4
    if scope.selections and any(is_scored(item) for item in scope.items):
        possible += [_every_or_some, _every_or_some, _count_or_share, _count_or_share]
    if scope.fields:
        possible += [_field] * 4
    if scope.flags:
        possible.append(_flag)
    if draft.document.get("profile"):
        possible += [_profile]
    return [*possible, _value] if possible else [lambda *_: {"all": []}]


def test(draft: Draft, lower: Fraction, upper: Fraction) -> Data:
    """Make a test of a number: one or two bounds between two ends."""
    names = draft.rng.choice([["at_least"], ["above"], ["at_most"], ["below"], ["equal"], ["at_least", "below"]])
    limits = sorted(grid(draft, lower, upper) for _ in names)
    return {name: draft.number(limit) for name, limit in zip(names, limits, strict=True)}


# --------------------------------------------------------------------------------------------------------- items


def _item(draft: Draft, scope: Scope) -> Data:
    item = draft.rng.choice(scope.items)
    return {"item": item["key"], **_item_test(draft, scope, item)}


def _item_test(draft: Draft, scope: Scope, item: Data) -> Data:
    kinds = ["answered", "no_answer"]
    if is_scored(item):
        kinds += ["points", "points"]
    if item["type"] != "text":
        kinds += [item["type"]] * 3
    kind = draft.rng.choice(kinds)
    if kind == "answered":
        return {"answered": draft.chance(0.6)}
    if kind == "no_answer":
        return {"no_answer": draft.some(STATES, 1, 3)}
    if kind == "points":
        return {"points": test(draft, Fraction(-1), Fraction(draft.rng.choice([4, 5, 10])))}
    if kind in NUMERIC:
        return _number_test(draft, number_rule(item))
    values = [option["value"] for option in options_of(scope.case, item)]
    if kind == "multiple_choice":
        return {"includes": draft.rng.choice(values)}
    return {"is": draft.rng.choice(values)} if draft.chance(0.5) else {"one_of": draft.some(values, 1, 3)}


def _number_test(draft: Draft, rule: Data) -> Data:
    if draft.chance(0.2):
        return {"is": draft.rng.randint(0, 4)}
    if draft.chance(0.2):
        return {"one_of": draft.rng.sample(range(8), 3)}
    return {"number": _test_within(draft, rule)}


def _test_within(draft: Draft, rule: Data) -> Data:
    numbers = interval(rule["range"])
    lower = numbers.lower if numbers.lower is not None else Fraction(-5)
    return test(draft, lower, numbers.upper if numbers.upper is not None else lower + 10)


# ----------------------------------------------------------------------------------------------------- selections


def _selection(draft: Draft, scope: Scope) -> Data:
    made: Data = {}
    if draft.chance(0.5):
        made["field"] = draft.rng.choice([key for key in scope.case.fields if "~" not in key])
    if draft.document.get("item_classes") and draft.chance(0.4):
        made["class"] = draft.rng.choice(draft.document["item_classes"])["key"]
    if not made or draft.chance(0.2):
        made["items"] = draft.some([item["key"] for item in scope.items if is_scored(item)], 1, 5)
    return made


def _every_or_some(draft: Draft, scope: Scope) -> Data:
    passing = test(draft, Fraction(-1), Fraction(draft.rng.choice([4, 5, 10])))
    return {draft.rng.choice(["every", "some"]): _selection(draft, scope), "points": passing}


def _count_or_share(draft: Draft, scope: Scope) -> Data:
    form = draft.rng.choice(["count", "share"])
    passing = test(draft, Fraction(0), Fraction(1 if form == "share" else 4))
    item = draft.rng.choice([item for item in scope.items if is_scored(item)])
    item_test = _item_test(draft, scope, item)
    while "is" in item_test:
        item_test = _item_test(draft, scope, item)
    if any(name in item_test for name in ("answered", "no_answer", "points")) or draft.chance(0.3):
        return {form: _selection(draft, scope), **item_test, "is": passing}
    # A test that fits one type only is mostly asked of items of that type; of others it is not true.
    alike = [each["key"] for each in scope.items if is_scored(each) and each["type"] == item["type"]]
    return {form: {"items": draft.some(alike, 1, 4)}, **item_test, "is": passing}


# --------------------------------------------------------------------------------------- fields, flags and profile


def _field(draft: Draft, scope: Scope) -> Data:
    found, lower, upper = draft.rng.choice(scope.fields)
    level_set = level_set_of(scope.case, found) if scope.levels else None
    kind = draft.rng.choice(["score", "score", "coverage", "status", *(["level"] * 2 if level_set else [])])
    if kind == "score":
        return {"field": found["key"], "score": test(draft, lower, upper)}
    if kind == "coverage":
        return {"field": found["key"], "coverage": test(draft, Fraction(0), Fraction(1))}
    if kind == "status":
        return {"field": found["key"], "status": draft.some(STATUS, 1, 2)}
    assert level_set is not None
    levels = [level["key"] for level in level_set["levels"]]
    name = draft.rng.choice(["at_least", "at_most", "is", "one_of"])
    return {
        "field": found["key"],
        "level": {name: draft.some(levels, 1, 2) if name == "one_of" else draft.rng.choice(levels)},
    }


def _value(draft: Draft, scope: Scope) -> Data:
    """Test an expression over what the scope may ask for."""
    words = vocabulary(scope.case, scope.items + scope.pairs)
    fields = [found for found, _, _ in scope.fields]
    if fields:
        add_results(words, scope.case, fields, levels=scope.levels, flags=scope.flags)
    return {"value": number(draft, words), "is": test(draft, Fraction(-1), Fraction(draft.rng.choice([1, 5, 20])))}


def _flag(draft: Draft, scope: Scope) -> Data:
    return {"flag": draft.rng.choice(scope.flags), "is": draft.chance(0.7)}


def _profile(draft: Draft, scope: Scope) -> Data:
    attribute = draft.rng.choice(draft.document["profile"])
    if "number" in attribute:
        return {"profile": attribute["key"], "number": _test_within(draft, attribute["number"])}
    values = [option["value"] for option in attribute["options"]]
    if draft.chance(0.5):
        return {"profile": attribute["key"], "is": draft.rng.choice(values)}
    return {"profile": attribute["key"], "one_of": draft.some(values, 1, 2)}
