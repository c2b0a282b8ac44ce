"""States, points and scores: sections 1 to 6 of the rules, in their order."""

from fractions import Fraction
from typing import Any

from tests.oracle.case import (
    Case,
    Data,
    by_key,
    entries_of,
    is_scored_field,
    scoring_of,
)
from tests.oracle.conditions import truth
from tests.oracle.exact import exact, rounded
from tests.oracle.methods import Part, aggregated, aggregated_ends, divides_by_zero
from tests.oracle.points import extreme_points, points_of, value_of

NO_ANSWERS = ("not_applicable", "dont_know", "declined", "unanswered")
LEFT_OPEN = ("dont_know", "declined", "unanswered")

# ------------------------------------------------------------------------------------------ 1. State of an item


def find_states(case: Case) -> None:
    """Give every item its state, in document order, because later items look at earlier ones."""
    for key, item in case.items.items():
        case.states[key] = state_of_item(case, item)
        if case.states[key] == "answered":
            case.values[key] = value_of(item, case.answers[key])


def state_of_item(case: Case, item: Data) -> str:
    """Return hidden, what the person said, answered or unanswered."""
    left_out = "applies_to" in item and truth(case, item["applies_to"]) is False
    not_shown = "shown_when" in item and truth(case, item["shown_when"]) is not True
    if left_out or not_shown or not is_asked(case, item):
        return "hidden"
    answer = case.answers.get(item["key"])
    if answer is None:
        return "unanswered"
    return str(answer["no_answer"]) if isinstance(answer, dict) else "answered"


def is_asked(case: Case, item: Data) -> bool:
    """Say whether the form of the perspective asks an item; the first form asks all of them."""
    if case.perspective is None:
        return True
    form = by_key(case.document["perspectives"], case.perspective).get("form")
    return form is None or form == case.document["forms"][0]["key"] or form in (item.get("forms") or {})


def applies(case: Case, item: Data) -> bool:
    """Say whether an item is shown and applicable."""
    return case.states[item["key"]] not in ("hidden", "not_applicable")


# ----------------------------------------------------------------------------------------------- 3. Score of a field


class Required(Exception):
    """An entry met the policy `required`."""


def score_of(case: Case, key: str) -> Data:
    """Return everything about a field but its level; the fields it is scored from come before it."""
    found = case.fields[key]
    if not is_scored_field(found):
        return not_scored(found)
    return score_of_field(case, found, entries_of(case, found), scoring_of(case, found))


def not_scored(found: Data) -> Data:
    """Return the result of a field without anything to score."""
    names = ("raw_score", "exact_score", "score", "compared_score", "parent_score", "coverage", "scale")
    bounds = ("score_min", "score_max", "parent_min", "parent_max", "reason")
    result: Data = dict.fromkeys((*names, *bounds))
    return {**result, "key": found["key"], "status": "not_computed", "base": [], "no_answers": count_no_answers([])}


def score_of_field(case: Case, found: Data, entries: list[Any], scoring: Data) -> Data:
    """Return everything about a field but its level."""
    parts, met_required = parts_of_entries(case, entries, scoring)
    base = base_of_entries(case, entries)
    states = [case.states[key] for key in base]
    answered, applicable, coverage = coverage_of(states)
    fulfilled = "requires" not in scoring or truth(case, scoring["requires"]) is True
    reason = reason_of(scoring, parts, met_required=met_required, fulfilled=fulfilled, states=states)
    raw = None if reason else aggregated(scoring["method"], parts)
    reason = reason or ("formula_undefined" if raw is None else None)
    score = None if raw is None else transformed(raw, scoring)
    low, high = bounds_of_field(case, entries, scoring)
    return {
        "key": found["key"],
        "base": base,
        "raw_score": raw,
        "exact_score": score,
        "score": at_stage(score, scoring, "last", "before_levels", "before_aggregation"),
        "compared_score": at_stage(score, scoring, "before_levels", "before_aggregation"),
        "parent_score": at_stage(score, scoring, "before_aggregation"),
        "score_min": at_stage(low, scoring, "last", "before_levels", "before_aggregation"),
        "score_max": at_stage(high, scoring, "last", "before_levels", "before_aggregation"),
        "parent_min": at_stage(low, scoring, "before_aggregation"),
        "parent_max": at_stage(high, scoring, "before_aggregation"),
        "scale": tuple(exact(end) for end in scoring["scale"]),
        "coverage": coverage,
        "answered": Fraction(answered),
        "applicable": Fraction(applicable),
        "status": status_of(case, entries, scoring, score, coverage),
        "reason": reason,
        "no_answers": count_no_answers(states),
    }


def parts_of_entries(case: Case, entries: list[Any], scoring: Data) -> tuple[list[Part], bool]:
    """Return the entries that take part, and whether one met the policy `required`."""
    parts, met_required = [], False
    for kind, thing, weight in entries:
        try:
            points = points_of_item(case, thing, scoring) if kind == "item" else points_of_child(case, thing, scoring)
        except Required:
            met_required = True
            continue
        if points is not None:
            parts.append(Part(points, weight, extremes_of_entry(case, kind, thing)[1]))
    return parts, met_required


def extremes_of_entry(case: Case, kind: str, thing: Data) -> tuple[Fraction, Fraction]:
    """Return the smallest and largest points: of an item, or the ends of the scale of a child field."""
    if kind == "item":
        return extreme_points(case, thing)
    lower, upper = scoring_of(case, thing)["scale"]
    return exact(lower), exact(upper)


def points_of_item(case: Case, item: Data, scoring: Data) -> Fraction | None:
    """Return the points with which an item takes part, None where it does not."""
    state = case.states[item["key"]]
    if state == "answered":
        points: Fraction | None = points_of(case, item, case.values[item["key"]])
        return points
    return points_by_policy(case, "item", item, scoring, state)


def points_of_child(case: Case, child: Data, scoring: Data) -> Fraction | None:
    """Return the points with which a child field takes part, None where it does not."""
    score: Fraction | None = case.results[child["key"]]["parent_score"]
    if score is not None:
        return score
    state = "not_computed" if something_applies(case, child) else "not_applicable"
    return points_by_policy(case, "field", child, scoring, state)


def points_by_policy(case: Case, kind: str, thing: Data, scoring: Data, state: str) -> Fraction | None:
    """Return what the policy of a state makes of an entry."""
    policy = scoring["no_answer"][state]
    if policy == "required":
        raise Required
    if policy == "exclude":
        return None
    if isinstance(policy, dict):
        return exact(policy["points"])
    smallest, largest = extremes_of_entry(case, kind, thing)
    return smallest if (policy == "worst") != (scoring["better"] == "lower") else largest


def something_applies(case: Case, found: Data) -> bool:
    """Say whether any scored item that a field rests on is shown and applicable."""
    return any(applies(case, case.items[key]) for key in case.results[found["key"]]["base"])


def reason_of(
    scoring: Data, parts: list[Part], *, met_required: bool, fulfilled: bool, states: list[str]
) -> str | None:
    """Return the first reason why there is no score."""
    answered, applicable, coverage = coverage_of(states)
    if applicable == 0 and not parts:
        return "nothing_applicable"
    if met_required:
        return "required_missing"
    if not fulfilled:
        return "requirement"
    if misses_coverage(scoring["coverage"] or {}, answered, coverage):
        return "coverage"
    if not parts:
        return "nothing_answered"
    return "zero_weight" if divides_by_zero(scoring["method"], parts) else None


def transformed(raw: Fraction, scoring: Data) -> Fraction:
    """Bring a raw score to the declared scale."""
    if scoring["rescale_from"] is None:
        return raw
    a, b = (exact(end) for end in scoring["rescale_from"])
    c, d = (exact(end) for end in scoring["scale"])
    return c + (raw - a) * (d - c) / (b - a)


# ------------------------------------------------------------------------------------------ 4. Coverage and status


def base_of_entries(case: Case, entries: list[Any]) -> list[str]:
    """Return the distinct scored items at or below the entries of a field."""
    base = []
    for kind, thing, _ in entries:
        for key in [thing["key"]] if kind == "item" else case.results[thing["key"]]["base"]:
            if key not in base:
                base.append(key)
    return base


def coverage_of(states: list[str]) -> tuple[int, int, Fraction | None]:
    """Return how many items are answered, how many are shown and applicable, and the share of the two."""
    answered = states.count("answered")
    applicable = len(states) - states.count("hidden") - states.count("not_applicable")
    return answered, applicable, Fraction(answered, applicable) if applicable else None


def misses_coverage(rule: Data, answered: int, coverage: Fraction | None) -> bool:
    """Say whether too little is answered for a score."""
    too_small = "provisional" in rule and coverage is not None and coverage < exact(rule["provisional"])
    return too_small or answered < rule.get("minimum_answered", 0)


def status_of(case: Case, entries: list[Any], scoring: Data, score: Fraction | None, coverage: Fraction | None) -> str:
    """Return not_computed, provisional or valid."""
    if score is None:
        return "not_computed"
    rule = scoring["coverage"] or {}
    if "valid" in rule and coverage is not None and coverage < exact(rule["valid"]):
        return "provisional"
    for kind, thing, _ in entries:
        if kind == "field":
            status = case.results[thing["key"]]["status"]
            if status == "provisional" or (status == "not_computed" and something_applies(case, thing)):
                return "provisional"
    return "valid"


def count_no_answers(states: list[str]) -> dict[str, int]:
    """Return how many items have which kind of no answer."""
    return {state: states.count(state) for state in NO_ANSWERS}


# ------------------------------------------------------------------------------------------------------- 5. Bounds


def bounds_of_field(case: Case, entries: list[Any], scoring: Data) -> tuple[Fraction | None, Fraction | None]:
    """Return what the score could have been at least and at most had everything been answered."""
    try:
        smallest, largest = (parts_at_end(case, entries, scoring, end) for end in (0, 1))
    except Required:
        return None, None
    if not smallest or divides_by_zero(scoring["method"], smallest):
        return None, None
    found = aggregated_ends(scoring["method"], smallest, largest)
    if found is None:
        return None, None
    ends = [transformed(end, scoring) for end in found]
    return min(ends), max(ends)


def parts_at_end(case: Case, entries: list[Any], scoring: Data, end: int) -> list[Part]:
    """Return the entries that take part where what is missing has its smallest (0) or largest (1) points."""
    parts = []
    for kind, thing, weight in entries:
        points = item_at_end(case, thing, scoring, end) if kind == "item" else child_at_end(case, thing, scoring, end)
        if points is not None:
            parts.append(Part(points, weight, extremes_of_entry(case, kind, thing)[1]))
    return parts


def item_at_end(case: Case, item: Data, scoring: Data, end: int) -> Fraction | None:
    """Return the points of an item; what was left open spans unless the definition says what it is worth."""
    state = case.states[item["key"]]
    if state in LEFT_OPEN and scoring["no_answer"][state] in ("exclude", "required"):
        return extreme_points(case, item)[end]
    return points_of_item(case, item, scoring)


def child_at_end(case: Case, child: Data, scoring: Data, end: int) -> Fraction | None:
    """Return a bound of a child field; one with nothing applicable stays with its policy."""
    result = case.results[child["key"]]
    if result["parent_score"] is None and not something_applies(case, child):
        return points_by_policy(case, "field", child, scoring, "not_applicable")
    bound: Fraction | None = result["parent_max" if end else "parent_min"]
    return bound


# ----------------------------------------------------------------------------------------------------- 6. Rounding


def at_stage(number: Fraction | None, scoring: Data, *stages: str) -> Fraction | None:
    """Return a number rounded where the field rounds at one of these stages, else exact."""
    rounding = scoring["rounding"]
    if number is None or rounding is None or rounding["stage"] not in stages:
        return number
    return rounded(number, rounding)
