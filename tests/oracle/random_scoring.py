"""How random fields are scored: from what, by a formula, once for every unit; and what is said for all of them."""

from fractions import Fraction
from typing import Any

from tests.oracle.case import (
    OVERALL,
    Case,
    Data,
    is_scored,
    is_scored_field,
    items_below,
    open_case,
)
from tests.oracle.exact import is_number
from tests.oracle.random_methods import ITEM_STATES, METHODS, SCALES, coverage, policy, rounding, say_scoring
from tests.oracle.random_parts import WEIGHTS, Draft, level_set_for
from tests.oracle.random_rules import formula, transformation, weight


def say_defaults(draft: Draft) -> None:
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
            "no_answer": {state: policy(draft) for state in states},
            "coverage": coverage(draft),
            "rounding": rounding(draft),
        }
        if draft.chance(0.15):
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


def score(draft: Draft, found: Data) -> None:
    """Say how a field is scored, after the fields nested in it."""
    for child in found.get("fields") or ():
        score(draft, child)
    if "units" in found:
        _score_units(draft, found)
        return
    own = any(is_scored(each) for each in found.get("items") or ())
    children = any(is_scored_field(child) for child in found.get("fields") or ())
    of = _scored_from(draft, found, own=own, children=children)
    formula_of_field = _formula(draft, found) if draft.chance(0.25) else None
    if not own and not children and of is None and formula_of_field is None:
        return
    found["scoring"] = {} if of is None else {"of": of}
    if formula_of_field is not None:
        found["scoring"] = {"formula": formula_of_field} | (found["scoring"] if draft.chance(0.25) else {})
        _without_weights_by_rule(found["scoring"])
    say_scoring(draft, found)


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
    if draft.chance(0.25):
        made = formula(draft, whole, draft.some(found["items"], 1, 3), [])
        unit["scoring"] |= {"formula": made} if made else {}
    elif draft.chance(0.3):
        of = _list_of_entries(draft, unit)
        unit["scoring"] |= {"of": of} if of else {}
    scored = len(draft.scored)
    say_scoring(draft, unit, whole)
    # A unit can be named by its field only.
    del draft.scored[scored:]
    draft.items = outside
    rules |= {member: unit[member] for member in ("scoring", "levels") if member in unit}
    found["scoring"] = {}
    over = {**found, "fields": [unit]}
    del over["items"], over["units"]
    whole.fields[key] = over
    say_scoring(draft, over, whole)
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
    by_rule = draft.chance(0.3)
    for entry in entries:
        if by_rule and draft.chance(0.6):
            entry["weight"] = weight(draft, case, draft.some(draft.items, 1, 3), draft.some(draft.scored, 0, 1))
        elif draft.chance(0.4):
            entry["weight"] = draft.number(draft.rng.choice(WEIGHTS))
    return entries or None


def score_overall(draft: Draft) -> None:
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
    if draft.chance(0.15):
        made = formula(draft, open_case(draft.document, {}, None, None), draft.some(draft.items, 0, 2), draft.scored)
        overall["scoring"] |= {"formula": made} if made else {}
        _without_weights_by_rule(overall["scoring"])
    say_scoring(draft, overall)
