"""Scores: sections 3, 4 and 6 of the rules."""

from fractions import Fraction
from typing import Any

from tests.oracle.bounds import Never, bounds_of_field
from tests.oracle.case import Case, Data, entries_of, is_scored_field, scoring_of
from tests.oracle.conditions import truth
from tests.oracle.entries import Required, something_applies, take_part
from tests.oracle.exact import exact, rounded
from tests.oracle.expressions import worked_out
from tests.oracle.methods import WEIGHTED, Part, aggregated, divides_by_zero, rescaled
from tests.oracle.names import OfField, Taken
from tests.oracle.nulls import UNDEFINED, Null, Value, null
from tests.oracle.open_names import UNKNOWN
from tests.oracle.spans import Unclear
from tests.oracle.states import NO_ANSWERS

# ----------------------------------------------------------------------------------------------- 3. Score of a field


class Unworth(Exception):
    """A weight has no value, or is no weight."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


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
    return {
        **result,
        "key": found["key"],
        "never": True,
        "status": "not_computed",
        "base": [],
        "no_answers": count_no_answers([]),
    }


def score_of_field(case: Case, found: Data, entries: list[Any], scoring: Data) -> Data:
    """Return everything about a field but its level."""
    taken, met_required = take_part(case, entries, scoring)
    base = base_of_entries(case, entries)
    states = [case.states[key] for key in base]
    answered, applicable, coverage = coverage_of(states)
    fulfilled = "requires" not in scoring or truth(case, scoring["requires"]) is True
    reason = reason_of(scoring, taken, met_required=met_required, fulfilled=fulfilled, states=states)
    raw, score, reason = (None, None, reason) if reason else numbers_of_field(case, scoring, taken)
    low, high, never = bounds_or_none(case, entries, scoring)
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
        "never": never,
        "coverage": coverage,
        "answered": Fraction(answered),
        "applicable": Fraction(applicable),
        "status": "not_computed" if reason else status_of(case, entries, scoring, coverage),
        "reason": reason,
        "no_answers": count_no_answers(states),
    }


def bounds_or_none(case: Case, entries: list[Any], scoring: Data) -> tuple[Any, Any, bool]:
    """Return the bounds, and whether there can never be a score."""
    try:
        return *bounds_of_field(case, entries, scoring), False
    except (Never, Required):
        return None, None, True
    except Unclear:
        return UNKNOWN, UNKNOWN, False


def numbers_of_field(case: Case, scoring: Data, taken: list[Taken]) -> tuple[Any, Any, str | None]:
    """Return the raw score and the score, or why there is neither. The method `none` has no numbers and no reason."""
    if scoring.get("method") == "none":
        return None, None, None
    try:
        raw = raw_score(case, scoring, taken)
    except Unworth as unworth:
        return None, None, unworth.reason
    score = raw if isinstance(raw, Null) else transformed(case, raw, scoring)
    return (None, None, why_null(score)) if isinstance(score, Null) else (raw, score, None)


def raw_score(case: Case, scoring: Data, taken: list[Taken]) -> Value:
    """Return what the formula or the method makes of the entries."""
    if "formula" in scoring:
        return worked_out(scoring["formula"], OfField(case, taken=taken))
    in_order = sorted(taken, key=lambda each: each.kind == "field")
    parts = [part_of(each, scoring["method"]) for each in in_order if each.points is not None]
    if divides_by_zero(scoring["method"], parts):
        raise Unworth("zero_weight")
    found = aggregated(scoring["method"], parts)
    return null(UNDEFINED) if found is None else found


def why_null(found: Null) -> str:
    """Return the reason that a null gives."""
    return "formula_missing" if found.missing else "formula_undefined"


def part_of(taken: Taken, method: str) -> Part:
    """Return an entry that takes part, with the numbers of its weight and its largest points."""
    assert taken.points is not None
    if method not in WEIGHTED:
        return Part(taken.points, Fraction(1), Fraction(1))
    if isinstance(taken.weight, Null):
        raise Unworth(why_null(taken.weight))
    if taken.weight < 0:
        raise Unworth("formula_undefined")
    return Part(taken.points, taken.weight, taken.largest)


def reason_of(
    scoring: Data, taken: list[Taken], *, met_required: bool, fulfilled: bool, states: list[str]
) -> str | None:
    """Return the first reason why there is no score, before anything is worked out."""
    answered, applicable, coverage = coverage_of(states)
    takes_part = any(each.takes_part for each in taken)
    if applicable == 0 and not takes_part:
        return "nothing_applicable"
    if met_required:
        return "required_missing"
    if not fulfilled:
        return "requirement"
    if misses_coverage(scoring["coverage"] or {}, answered, coverage):
        return "coverage"
    return None if takes_part else "nothing_answered"


def transformed(case: Case, raw: Fraction, scoring: Data) -> Value:
    """Bring a raw score to the declared scale."""
    if scoring.get("transform") is not None:
        return worked_out(scoring["transform"], OfField(case, raw=raw))
    return rescaled(raw, scoring)


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


def status_of(case: Case, entries: list[Any], scoring: Data, coverage: Fraction | None) -> str:
    """Return provisional or valid."""
    rule = scoring["coverage"] or {}
    if "valid" in rule and coverage is not None and coverage < exact(rule["valid"]):
        return "provisional"
    for kind, thing, _ in entries:
        if kind == "field":
            child = case.results[thing["key"]]
            if child["status"] == "provisional" or (child["score"] is None and something_applies(case, thing)):
                return "provisional"
    return "valid"


def count_no_answers(states: list[str]) -> dict[str, int]:
    """Return how many items have which kind of no answer."""
    return {state: states.count(state) for state in NO_ANSWERS}


# ----------------------------------------------------------------------------------------------------- 6. Rounding


def at_stage(number: Fraction | None, scoring: Data, *stages: str) -> Fraction | None:
    """Return a number rounded where the field rounds at one of these stages, else exact."""
    rounding = scoring["rounding"]
    if number in (None, UNKNOWN) or rounding is None or rounding["stage"] not in stages:
        return number
    return rounded(number, rounding)
