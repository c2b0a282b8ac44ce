"""Random methods: with policies, coverage, rounding, a scale, levels."""

from fractions import Fraction
from typing import Any

from tests.oracle.case import (
    OVERALL,
    Case,
    Data,
    entries_of,
    is_parent,
    is_scored,
    open_case,
    scoring_of,
)
from tests.oracle.entries import extremes_of_entry
from tests.oracle.exact import exact
from tests.oracle.methods import Part, aggregated_ends
from tests.oracle.random_conditions import Scope, condition
from tests.oracle.random_parts import Draft, level_set_for, variant_of, why
from tests.oracle.random_rules import transformation

ITEM_STATES = ["unanswered", "dont_know", "declined", "not_applicable", "hidden"]
POLICIES: list[Any] = ["exclude"] * 5 + ["required", "worst", "best", "points"]
METHODS = [
    *("mean", "mean", "mean", "sum", "sum", "percent_of_maximum", "percent_of_maximum"),
    *("minimum", "maximum", "median", "product", "geometric_mean"),
]
MOST = Fraction(10**9)
SCALES = [("0", "100"), ("0", "100"), ("1", "5"), ("-10", "10"), ("0", "1"), ("1/3", "10/3")]


def say_scoring(draft: Draft, found: Data, case: Case | None = None) -> None:
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
    own |= why(draft)
    if draft.chance(0.1):
        own["promises"] = {name: draft.chance(0.5) for name in draft.some(["rising", "not_applicable_neutral"])}
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
        own["method"] = "none" if draft.chance(0.06) else draft.rng.choice(METHODS)
    if draft.chance(0.3):
        own["better"] = draft.rng.choice(["higher", "lower", "none"])
    if "no_answer" not in default:
        own["no_answer"] = {state: policy(draft) for state in states}
    elif draft.chance(0.3) or not set(states) <= set(default["no_answer"]):
        some = [state for state in states if state not in default["no_answer"] or draft.chance(0.5)]
        own["no_answer"] = {state: policy(draft) for state in some}
    if draft.chance(0.3):
        own["coverage"] = coverage(draft)
    if draft.chance(0.3):
        own["rounding"] = rounding(draft)
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
    if draft.chance(0.2) and own.get("method") != "none":
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


def policy(draft: Draft) -> Any:
    policy = draft.rng.choice(POLICIES)
    return {"points": draft.number(draft.rng.choice(["-1", "0", "1/2", "2", "3"]))} if policy == "points" else policy


def coverage(draft: Draft) -> Data | None:
    if draft.chance(0.3):
        return None
    rule = {
        "provisional": draft.number(draft.rng.choice(["0", "1/4", "1/3", "0.4", "1/2"])),
        "valid": draft.number(draft.rng.choice(["1/2", "0.6", "2/3", "0.8", "1"])),
        "minimum_answered": draft.rng.choice([0, 1, 1, 2, 3]),
    }
    said = draft.some(list(rule))
    return {member: rule[member] for member in rule if member in said}


def rounding(draft: Draft) -> Data | None:
    if draft.chance(0.3):
        return None
    return {
        "digits": draft.rng.choice([0, 0, 1, 1, 2, 3]),
        "mode": draft.rng.choice(["half_even", "half_up", "half_away_from_zero", "ceiling", "floor"]),
        "stage": draft.rng.choice(["last", "before_levels", "before_aggregation"]),
    }
