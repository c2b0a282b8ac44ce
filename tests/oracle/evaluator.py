"""The oracle: a plain evaluator that follows docs/scoring.md sentence by sentence.

It interprets the definition as it stands, shares nothing with the product and caches nothing. The product must agree
with it exactly; its speed is what the product's speed is compared with.
"""

from collections.abc import Iterator
from fractions import Fraction

from tests.oracle.canonical import canonical_results, scored_results
from tests.oracle.case import Case, Data, level_set_of, open_case, scoring_of
from tests.oracle.conditions import truth
from tests.oracle.exact import exact, interval
from tests.oracle.scores import find_scores, find_states

EFFORT = {"S": 1, "M": 2, "L": 3}


def evaluate_plainly(document: Data, answers: Data, profile: Data | None, perspective: str | None) -> Data:
    """Return the canonical results without the hash, and under `details` what else can be compared."""
    case, suggestions = evaluate_case(document, answers, profile, perspective)
    names = ("reason", "border", "capped_from", "no_answers")
    details = {key: {name: result[name] for name in names} for key, result in scored_results(case).items()}
    priorities = [(suggestion["key"], suggestion["priority"]) for suggestion in suggestions]
    return {**canonical_results(case, suggestions), "details": {"fields": details, "priorities": priorities}}


def evaluate_case(
    document: Data, answers: Data, profile: Data | None, perspective: str | None
) -> tuple[Case, list[Data]]:
    """States, scores, levels with gates, flags, suggestions: in this order."""
    case = open_case(document, answers, profile, perspective)
    find_states(case)
    find_scores(case)
    find_levels(case)
    for flag in document.get("flags") or ():
        case.flags[flag["key"]] = truth(case, flag["when"])
    return case, find_suggestions(case)


# ------------------------------------------------------------------------------------------ 7. Level, gates, border


def find_levels(case: Case) -> None:
    """Give every field its level, as far as its gates let it."""
    for key, found in case.fields.items():
        result = case.results[key]
        level_set = level_set_of(case, found)
        if level_set is None or result["compared_score"] is None:
            continue
        order = [level["key"] for level in level_set["levels"]]
        reached = level_by_score(level_set, result["compared_score"])
        if reached is None:
            continue
        held = min([reached, *caps_of_gates(case, found, order)])
        # Below the lowest level there is none.
        result["level"] = order[held] if held >= 0 else None
        if held < reached:
            result["capped_from"] = order[reached]
        else:
            result["border"] = border_of(level_set, reached, result["compared_score"])


def level_by_score(level_set: Data, score: Fraction) -> int | None:
    """Return the place of the level whose range contains the score."""
    for place, level in enumerate(level_set["levels"]):
        if interval(level["range"]).contains(score):
            return place
    return None


def caps_of_gates(case: Case, found: Data, order: list[str]) -> Iterator[int]:
    """Return the places that gates hold a field at: unknown does not open a gate."""
    for gate in found.get("gates") or ():
        if truth(case, gate["requires"]) is not True:
            yield order.index(gate["level"]) - 1


def border_of(level_set: Data, place: int, score: Fraction) -> str | None:
    """Return the neighbouring level that the score is at the border to."""
    levels = level_set["levels"]
    if level_set.get("border") is None:
        return None
    margin = exact(level_set["border"]["margin"])
    near = []
    if place + 1 < len(levels):
        near.append((lower_bound(levels[place + 1]) - score, levels[place + 1]["key"]))
    if place > 0:
        near.append((score - lower_bound(levels[place]), levels[place - 1]["key"]))
    # The higher level stands first, and so wins a tie.
    near = [(distance, key) for distance, key in near if distance <= margin]
    return min(near, key=lambda each: each[0])[1] if near else None


def lower_bound(level: Data) -> Fraction:
    """Return the cut score of a level that is not the lowest."""
    lower = interval(level["range"]).lower
    assert lower is not None
    return lower


# ------------------------------------------------------------------------------------------------- 9. Suggestions


def find_suggestions(case: Case) -> list[Data]:
    """Return what is offered, in the order in which it is offered, each with its field and priority."""
    offered = [
        {**suggestion, "field": key, "priority": priority_of(case, key, suggestion)}
        for key, suggestion in all_suggestions(case)
        if is_offered(case, suggestion)
    ]
    return after_dependencies(spread_over_fields(offered))


def all_suggestions(case: Case) -> Iterator[tuple[str, Data]]:
    """Return all suggestions in document order with the field they belong to."""
    for key, found in case.fields.items():
        for suggestion in found.get("suggestions") or ():
            yield suggestion.get("field", key), suggestion
    for suggestion in case.document.get("suggestions") or ():
        yield suggestion["field"], suggestion


def is_offered(case: Case, suggestion: Data) -> bool:
    """Say whether a suggestion is offered."""
    if "applies_to" in suggestion and truth(case, suggestion["applies_to"]) is False:
        return False
    return truth(case, suggestion["when"]) is True


def priority_of(case: Case, key: str, suggestion: Data) -> Fraction:
    """Gap × impact ÷ effort."""
    return gap_of(case, key) * Fraction(suggestion["impact"], EFFORT[suggestion["effort"]])


def gap_of(case: Case, key: str) -> Fraction:
    """Return the missing share of the scale of a field, by its exact score."""
    score: Fraction | None = case.results[key]["exact_score"]
    if score is None:
        return Fraction(1, 2)
    better = scoring_of(case, case.fields[key])["better"]
    if better == "none":
        return Fraction(1, 2)
    lower, upper = case.results[key]["scale"]
    missing: Fraction = (score - lower if better == "lower" else upper - score) / (upper - lower)
    return min(max(missing, Fraction(0)), Fraction(1))


def spread_over_fields(offered: list[Data]) -> list[Data]:
    """Sort, where the n-th suggestion of a field counts with its priority ÷ n; ties stay in document order."""
    counted = {}
    for key in dict.fromkeys(suggestion["field"] for suggestion in offered):
        in_field = [suggestion for suggestion in offered if suggestion["field"] == key]
        in_field.sort(key=lambda suggestion: suggestion["priority"], reverse=True)
        for place, suggestion in enumerate(in_field, start=1):
            counted[suggestion["key"]] = suggestion["priority"] / place
    return sorted(offered, key=lambda suggestion: counted[suggestion["key"]], reverse=True)


def after_dependencies(in_order: list[Data]) -> list[Data]:
    """Take the first one that waits for nothing, again and again."""
    waiting, taken = list(in_order), []
    while waiting:
        open_keys = [suggestion["key"] for suggestion in waiting]
        for suggestion in waiting:
            if not any(key in open_keys for key in suggestion.get("depends_on") or ()):
                break
        waiting.remove(suggestion)
        taken.append(suggestion)
    return taken
