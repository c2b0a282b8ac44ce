"""Random definitions: valid, and together they use everything the format can say.

The same seed gives the same definition on every supported Python.
"""

from fractions import Fraction
from random import Random
from typing import Any

from tests.oracle.case import (
    OVERALL,
    Case,
    Data,
    entries_of,
    is_parent,
    is_scored,
    is_scored_field,
    items_below,
    open_case,
    scoring_of,
)
from tests.oracle.entries import extremes_of_entry
from tests.oracle.exact import exact, is_number
from tests.oracle.extremes import extreme_points
from tests.oracle.methods import Part, aggregated_ends
from tests.oracle.random_conditions import Scope, condition
from tests.oracle.random_expressions import points_expression
from tests.oracle.random_parts import WEIGHTS, Draft, item, level_set_for, pairwise, response_scale, variant_of
from tests.oracle.random_results import add_results
from tests.oracle.random_rules import computed, dynamic_points, formula, is_due, largest_points, transformation, weight
from tests.oracle.random_tables import constants_and_tables

ITEM_STATES = ["unanswered", "dont_know", "declined", "not_applicable", "hidden"]
POLICIES: list[Any] = ["exclude"] * 5 + ["required", "worst", "best", "points"]
METHODS = [
    *("mean", "mean", "mean", "sum", "sum", "percent_of_maximum", "percent_of_maximum"),
    *("minimum", "maximum", "median", "product", "geometric_mean"),
]
MOST = Fraction(10**9)
SCALES = [("0", "100"), ("0", "100"), ("1", "5"), ("-10", "10"), ("0", "1"), ("1/3", "10/3")]


def random_document(seed: int) -> Data:
    """Return a valid definition as plain data."""
    draft = Draft(Random(f"definition {seed}"), {"format": 1, "rules": 1, "key": f"random-{seed}", "version": "1.0.0"})
    _frame(draft)
    draft.document["fields"] = [_field(draft, depth=1) for _ in range(draft.rng.randint(1, 4))]
    _say_defaults(draft)
    for top in draft.document["fields"]:
        _score(draft, top)
    if draft.chance(0.7):
        draft.document["overall"] = {"title": draft.text("Overall")}
        _score_overall(draft)
    add_results(draft)
    return draft.document


def _frame(draft: Draft) -> None:
    document = draft.document
    document["languages"] = draft.rng.choice([["de"], ["de", "en"], ["en", "de", "de-simple"]])
    document["title"] = draft.text("Questionnaire")
    if draft.chance(0.3):
        document["notice"] = draft.text("Notice")
    scales = draft.rng.randint(0, 2)
    if scales:
        document["response_scales"] = [response_scale(draft, f"scale{place}") for place in range(scales)]
    for name, most in (("item_classes", 2), ("suggestion_types", 2)):
        least = 1 if name == "suggestion_types" else 0
        named = [
            {"key": f"{name[:4]}{place}", "title": draft.text(name)} for place in range(draft.rng.randint(least, most))
        ]
        if named:
            document[name] = named
    if draft.chance(0.6):
        document["profile"] = [_attribute(draft, f"attribute{place}") for place in range(draft.rng.randint(1, 2))]
    if draft.chance(0.5):
        _forms(draft)
    if draft.chance(0.4):
        document["sources"] = [{"key": "law", "title": draft.text("A law"), "as_of": "2024-08-01"}]
    document.update(constants_and_tables(draft))


def _attribute(draft: Draft, key: str) -> Data:
    if draft.chance(0.35):
        numbers = draft.rng.choice(["[0, 120]", "(0, 10)", "[-2.5, inf)", "(-inf, 40]"])
        rule: Data = {"range": numbers, **({"integer": True} if draft.chance(0.5) else {})}
        rule |= {"unit": draft.text("km")} if draft.chance(0.3) else {}
        return {"key": key, "title": draft.text(key), "number": rule}
    values: list[Any] = draft.rng.choice([["town", "city", "county"], ["a", "b"], [1, 2, 3]])
    return {
        "key": key,
        "title": draft.text(key),
        "options": [{"value": v, "title": draft.text(str(v))} for v in values],
    }


def _forms(draft: Draft) -> None:
    forms = ["long", "short", "outside"][: draft.rng.randint(1, 3)]
    draft.document["forms"] = [{"key": form, "title": draft.text(form)} for form in forms]
    draft.document["perspectives"] = [
        {"key": f"view{place}", "title": draft.text("A view"), "form": draft.rng.choice(forms)}
        for place in range(draft.rng.randint(1, 4))
    ]


# ------------------------------------------------------------------------------------------------ fields and items


def _field(draft: Draft, depth: int) -> Data:
    key = f"field{len(draft.fields)}"
    made: Data = {"key": key, "title": draft.text(f"Field {key}")}
    draft.fields.append(made)
    nested = depth < 3 and draft.chance(0.35)
    if not nested or draft.chance(0.4):
        made["items"] = [_item(draft) for _ in range(draft.rng.choice([0, 1, 2, 2, 3, 3, 4, 5]))]
    if nested:
        made["fields"] = [_field(draft, depth + 1) for _ in range(draft.rng.randint(1, 3))]
    if draft.chance(0.3):
        made["weight"] = draft.number(draft.rng.choice(WEIGHTS))
    if depth == 1 and not nested and any(is_scored(each) for each in made["items"]) and is_due(draft, "units", 0.2):
        least = draft.rng.randint(1, 2)
        made["units"] = {"title": draft.text("Unit"), "minimum": least, "maximum": least + draft.rng.randint(0, 2)}
        draft.unit_items[key] = made["items"]
        draft.items = [each for each in draft.items if each not in made["items"]]
    return made


def _item(draft: Draft) -> Data:
    key, case = draft.next_key(), Case(draft.document, {}, {}, None)
    case.items |= {each["key"]: each for each in draft.items}
    made = (computed(draft, case, key) if is_due(draft, "computed", 0.12) else None) or item(draft, key)
    if is_due(draft, "pairwise", 0.06):
        made = pairwise(draft, key)
    if draft.items and draft.chance(0.25):
        made["shown_when"] = condition(draft, Scope(case, items=draft.items[-6:]))
    if draft.document.get("profile") and draft.chance(0.15):
        made["applies_to"] = condition(draft, Scope(case))
    others = [form["key"] for form in draft.document.get("forms") or ()][1:]
    if others and made["type"] != "computed" and draft.chance(0.5):
        prompts: list[Data] = [{}, {"prompt": draft.text("Seen from outside")}]
        made["forms"] = {form: draft.rng.choice(prompts) for form in draft.some(others)}
    if made["type"] != "pairwise" and draft.document.get("item_classes") and draft.chance(0.5):
        made["classes"] = [found["key"] for found in draft.some(draft.document["item_classes"])]
    if draft.chance(0.2):
        expression = points_expression(draft, case, made)
        made |= {"points": expression} if expression else {}
    if is_scored(made):
        _say_points(draft, case, made)
    draft.items.append(made)
    return made


def _say_points(draft: Draft, case: Case, made: Data) -> None:
    """Let the points of an item depend on others, and say what they mean."""
    if draft.items and is_due(draft, "dynamic", 0.12):
        expression = dynamic_points(draft, case, made)
        made |= {"points": expression} if expression else {}
    if draft.items and is_due(draft, "maximum", 0.12):
        made["maximum"] = largest_points(draft, case)
    if is_due(draft, "item levels", 0.12):
        lower, upper = (end.limit_denominator(10**6) for end in extreme_points(case, made))
        lower, upper = (lower, upper) if lower < upper else (lower - 1, upper + 1)
        made["levels"] = level_set_for(draft, lower, upper, staged=False)


# --------------------------------------------------------------------------------------------------------- scoring


def _say_defaults(draft: Draft) -> None:
    defaults: Data = {}
    for name, levels, states in (
        ("scoring", "levels", ITEM_STATES),
        ("parent_scoring", "parent_levels", [*ITEM_STATES, "not_computed"]),
    ):
        if draft.chance(0.25):
            continue
        lower, upper = draft.rng.choice(SCALES)
        whole: Data = {
            "method": draft.rng.choice(METHODS),
            "scale": [draft.number(lower), draft.number(upper)],
            "rescale_from": draft.rng.choice([[0, 4], [4, 0], [0, 100], [-2, draft.number("5/2")], None]),
            "better": draft.rng.choice(["higher", "higher", "lower", "none"]),
            "no_answer": {state: _policy(draft) for state in states},
            "coverage": _coverage(draft),
            "rounding": _rounding(draft),
        }
        if is_due(draft, "transform", 0.15):
            whole["transform"] = transformation(draft, Case(draft.document, {}, {}, None), [], [])
            del whole["rescale_from"]
        # A default may say everything or only some of it.
        said = list(whole) if draft.chance(0.5) else draft.some(list(whole))
        defaults[name] = {member: whole[member] for member in whole if member in said}
        if "scale" in said:
            level_set = level_set_for(draft, Fraction(lower), Fraction(upper)) if draft.chance(0.8) else "none"
            defaults[levels] = level_set
    if defaults:
        draft.document["defaults"] = defaults


def _policy(draft: Draft) -> Any:
    policy = draft.rng.choice(POLICIES)
    return {"points": draft.number(draft.rng.choice(["-1", "0", "1/2", "2", "3"]))} if policy == "points" else policy


def _coverage(draft: Draft) -> Data | None:
    if draft.chance(0.3):
        return None
    rule = {
        "provisional": draft.number(draft.rng.choice(["0", "1/4", "1/3", "0.4", "1/2"])),
        "valid": draft.number(draft.rng.choice(["1/2", "0.6", "2/3", "0.8", "1"])),
        "minimum_answered": draft.rng.choice([0, 1, 1, 2, 3]),
    }
    said = draft.some(list(rule))
    return {member: rule[member] for member in rule if member in said}


def _rounding(draft: Draft) -> Data | None:
    if draft.chance(0.3):
        return None
    return {
        "digits": draft.rng.choice([0, 0, 1, 1, 2, 3]),
        "mode": draft.rng.choice(["half_even", "half_up", "half_away_from_zero", "ceiling", "floor"]),
        "stage": draft.rng.choice(["last", "before_levels", "before_aggregation"]),
    }


def _score(draft: Draft, found: Data) -> None:
    """Say how a field is scored, after the fields nested in it."""
    for child in found.get("fields") or ():
        _score(draft, child)
    if "units" in found:
        _score_units(draft, found)
        return
    own = any(is_scored(each) for each in found.get("items") or ())
    children = any(is_scored_field(child) for child in found.get("fields") or ())
    of = _scored_from(draft, found, own=own, children=children)
    formula_of_field = _formula(draft, found) if is_due(draft, "formula", 0.25) else None
    if not own and not children and of is None and formula_of_field is None:
        return
    found["scoring"] = {} if of is None else {"of": of}
    if formula_of_field is not None:
        found["scoring"] = {"formula": formula_of_field} | (found["scoring"] if draft.chance(0.25) else {})
        _without_weights_by_rule(found["scoring"])
    _say_scoring(draft, found)


def _without_weights_by_rule(scoring: Data) -> None:
    """A formula says itself what weighs."""
    for entry in scoring.get("of") or () if isinstance(scoring.get("of"), list) else ():
        if not is_number(entry.get("weight")):
            del entry["weight"]


def _score_units(draft: Draft, found: Data) -> None:
    """Say how one unit is scored, and then the field over its units."""
    key, rules = found["key"], found["units"]
    unit: Data = {"key": f"{key}~1", "title": found["title"], "items": found["items"]}
    whole = open_case(draft.document, {}, None, None)
    whole.fields[unit["key"]] = unit
    outside, draft.items = draft.items, draft.items + draft.unit_items[key]
    unit["scoring"] = {}
    if is_due(draft, "formula", 0.25):
        made = formula(draft, whole, draft.some(found["items"], 1, 3), [])
        unit["scoring"] |= {"formula": made} if made else {}
    elif draft.chance(0.3):
        of = _list_of_entries(draft, unit)
        unit["scoring"] |= {"of": of} if of else {}
    scored = len(draft.scored)
    _say_scoring(draft, unit, whole)
    # A unit can be named by its field only.
    del draft.scored[scored:]
    draft.items = outside
    rules |= {member: unit[member] for member in ("scoring", "levels") if member in unit}
    found["scoring"] = {}
    over = {**found, "fields": [unit]}
    del over["items"], over["units"]
    whole.fields[key] = over
    _say_scoring(draft, over, whole)
    found.update({member: over[member] for member in ("scoring", "levels") if member in over})


def _formula(draft: Draft, found: Data) -> str | None:
    """Write a formula over items of the field, now and then others, and fields whose scoring is said."""
    case = open_case(draft.document, {}, None, None)
    items = [each for each in items_below(found) if each in draft.items] or draft.items
    items = draft.some(items if draft.chance(0.8) else draft.items, 1, 4)
    fields = draft.some(draft.scored, 0, 2) if draft.chance(0.6) else []
    return formula(draft, case, items, fields)


def _scored_from(draft: Draft, found: Data, *, own: bool, children: bool) -> Any:
    """Choose what a field is scored from, None where it need not say."""
    possible: list[Any] = []
    if own:
        possible += ["items", "items"]
    if children:
        possible += ["fields", "fields"]
    if any(is_scored(each) for each in items_below(found)):
        possible.append("all_items")
    if not (own and found.get("fields")):
        possible += [None] * 5
    if draft.chance(0.15) or (not own and not children and draft.chance(0.3)):
        return _list_of_entries(draft, found) or draft.rng.choice(possible)
    return draft.rng.choice(possible)


def _list_of_entries(draft: Draft, found: Data) -> list[Data] | None:
    """List items and fields from anywhere; only fields whose scoring is said already, so that no circle arises."""
    items = [each["key"] for each in draft.items if is_scored(each)]
    near = [each["key"] for each in items_below(found) if is_scored(each) and each in draft.items]
    fields = [each["key"] for each in draft.scored]
    entries = [{"item": key} for key in draft.some(near, 0, 3)]
    entries += [{"item": key} for key in draft.some(items, 0, 2) if {"item": key} not in entries]
    if draft.chance(0.5):
        entries += [{"field": key} for key in draft.some(fields, 0, 2)]
    draft.rng.shuffle(entries)
    case = open_case(draft.document, {}, None, None)
    by_rule = is_due(draft, "weights", 0.3)
    for entry in entries:
        if by_rule and draft.chance(0.6):
            entry["weight"] = weight(draft, case, draft.some(draft.items, 1, 3), draft.some(draft.scored, 0, 1))
        elif draft.chance(0.4):
            entry["weight"] = draft.number(draft.rng.choice(WEIGHTS))
    return entries or None


def _score_overall(draft: Draft) -> None:
    overall = draft.document["overall"]
    if not any(is_scored_field(top) for top in draft.document["fields"]):
        del draft.document["overall"]
        return
    overall["scoring"] = {}
    if draft.chance(0.2):
        whole = {"key": OVERALL, "fields": draft.document["fields"]}
        of = "all_items" if draft.chance(0.5) else _list_of_entries(draft, whole)
        if of is not None and any(is_scored(each) for each in draft.items):
            overall["scoring"]["of"] = of
    if is_due(draft, "formula", 0.15):
        made = formula(draft, open_case(draft.document, {}, None, None), draft.some(draft.items, 0, 2), draft.scored)
        overall["scoring"] |= {"formula": made} if made else {}
        _without_weights_by_rule(overall["scoring"])
    _say_scoring(draft, overall)


def _say_scoring(draft: Draft, found: Data, case: Case | None = None) -> None:
    """Add what the default does not say, and override some of what it says."""
    own = found["scoring"]
    case = case or open_case(draft.document, {}, None, None)
    here = case.fields[found.get("key", OVERALL)]
    entries = entries_of(case, here)
    defaults = draft.document.get("defaults") or {}
    default: Data = defaults.get("parent_scoring" if is_parent(here) else "scoring") or {}
    has_children = any(kind == "field" for kind, _, _ in entries)
    _say_rest(draft, own, default, [*ITEM_STATES, "not_computed"] if has_children else ITEM_STATES)
    if draft.chance(0.12):
        own["requires"] = _requirement(draft, case)
    _say_scale(draft, found, default, _raw_range(case, scoring_of(case, here), entries))
    draft.scored.append(here)
    if not own:
        del found["scoring"]


def _requirement(draft: Draft, case: Case) -> Data:
    """Make a condition over all items, and over the fields whose scoring is said, so that no circle arises."""
    fields = []
    for found in draft.scored:
        lower, upper = scoring_of(case, found)["scale"]
        fields.append((found, exact(lower), exact(upper)))
    return condition(draft, Scope(case, items=draft.items, selections=True, fields=fields))


def _say_rest(draft: Draft, own: Data, default: Data, states: list[str]) -> None:
    if "formula" not in own and ("method" not in default or draft.chance(0.3)):
        own["method"] = "none" if is_due(draft, "none", 0.06) else draft.rng.choice(METHODS)
    if draft.chance(0.3):
        own["better"] = draft.rng.choice(["higher", "lower", "none"])
    if "no_answer" not in default:
        own["no_answer"] = {state: _policy(draft) for state in states}
    elif draft.chance(0.3) or not set(states) <= set(default["no_answer"]):
        some = [state for state in states if state not in default["no_answer"] or draft.chance(0.5)]
        own["no_answer"] = {state: _policy(draft) for state in some}
    if draft.chance(0.3):
        own["coverage"] = _coverage(draft)
    if draft.chance(0.3):
        own["rounding"] = _rounding(draft)
        if default.get("rounding") and own["rounding"] and draft.chance(0.5):
            member = draft.rng.choice(["digits", "mode", "stage"])
            own["rounding"] = {member: own["rounding"][member]}


def _raw_range(case: Case, scoring: Data, entries: list[Any]) -> tuple[Fraction, Fraction]:
    """Return about which raw scores a field can have, so that most scores lie on its scale."""
    if "formula" in scoring or scoring["method"] == "none":
        return Fraction(-1), Fraction(10)
    method = scoring["method"]
    extremes = [
        (*extremes_of_entry(case, kind, thing), Fraction(1) if isinstance(weight, str) else weight)
        for kind, thing, weight in entries
    ]
    smallest = sum((weight * low for low, _, weight in extremes), Fraction(0))
    largest = sum((weight * high for _, high, weight in extremes), Fraction(0))
    if method == "sum":
        return smallest, largest
    if method == "percent_of_maximum":
        return (100 * smallest / largest, Fraction(100)) if largest > 0 else (Fraction(0), Fraction(100))
    lowest, highest = [low for low, _, _ in extremes], [high for _, high, _ in extremes]
    if method == "product":
        parts = [[Part(end, Fraction(1), end) for end in ends] for ends in (lowest, highest)]
        return aggregated_ends(method, *parts) or (Fraction(0), Fraction(100))
    if method == "maximum":
        return max(lowest), max(highest)
    return min(lowest), min(highest) if method == "minimum" else max(highest)


def _levels(draft: Draft, lower: Fraction, upper: Fraction) -> Any:
    """Choose a level set, or several that hold for different municipalities."""
    first = level_set_for(draft, lower, upper)
    asked = [item for item in draft.items if item["type"] != "text" and not is_scored(item)]
    other = variant_of(draft, first, lower, upper) if draft.chance(0.25) else None
    if other is None or not (asked or draft.document.get("profile")):
        return first
    sets = draft.rng.choice([[first, other], [other, first], [first, other, first]])
    scope = Scope(Case(draft.document, {}, {}, None), items=asked)
    choices: list[Data] = [{"when": condition(draft, scope), "set": each} for each in sets]
    if draft.chance(0.7):
        del choices[-1]["when"]
    return choices


def _say_scale(draft: Draft, found: Data, default: Data, raw: tuple[Fraction, Fraction]) -> None:
    """Say the scale and how raw scores come to it, and take or choose levels that cover it."""
    own = found["scoring"]
    # A definition writes no number beyond a limit or with too many digits, but scores may lie beyond their scale.
    low, high = (min(max(end, -MOST), MOST).limit_denominator(10**6) for end in raw)
    low, high = (low, high) if low < high else (low - 1, low + 1)
    rescaling = draft.rng.choice(["fit", "fit", "turned", "wide", "none", "none", "default"])
    if is_due(draft, "transform", 0.2) and own.get("method") != "none":
        case = open_case(draft.document, {}, None, None)
        own["transform"] = transformation(draft, case, draft.some(draft.items, 0, 2), draft.some(draft.scored, 0, 1))
    elif rescaling == "none":
        own["scale"] = [draft.number(low), draft.number(high)]
        if default.get("rescale_from") is not None:
            own["rescale_from"] = None
    elif rescaling != "default" or "rescale_from" not in default:
        ends = {"turned": (high, low), "wide": (low - 1, high + 2)}.get(rescaling, (low, high))
        own["rescale_from"] = [draft.number(end) for end in ends]
    if "scale" not in own and ("scale" not in default or own.get("method") == "none" or draft.chance(0.2)):
        own["scale"] = [draft.number(end) for end in draft.rng.choice(SCALES)]
    _say_levels(draft, found)


def _say_levels(draft: Draft, found: Data) -> None:
    own = found["scoring"]
    if own.get("method") == "none":
        found["levels"] = level_set_for(draft, Fraction(0), Fraction(4), staged=True)
    elif "scale" in own:
        lower, upper = (exact(end) for end in own["scale"])
        found["levels"] = _levels(draft, lower, upper) if draft.chance(0.8) else "none"
    elif draft.chance(0.1):
        found["levels"] = "none"
