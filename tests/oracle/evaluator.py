"""The oracle: a plain evaluator that follows docs/scoring.md sentence by sentence.

It interprets the definition as it stands, shares nothing with the product and caches nothing. The product must agree
with it exactly; its speed is what the product's speed is compared with.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from tests.oracle.canonical import canonical_results, scored_results
from tests.oracle.case import Case, Data, OnDemand, open_case, scoring_of
from tests.oracle.conditions import truth
from tests.oracle.expansion import with_dots, written_out
from tests.oracle.levels import level_of
from tests.oracle.scores import score_of
from tests.oracle.states import find_states

EFFORT = {"S": 1, "M": 2, "L": 3}


def evaluate_plainly(document: Data, answers: Data, profile: Data | None, perspective: str | None) -> Data:
    """Return the canonical results without the hash, and under `details` what else can be compared."""
    return plain_results(*evaluate_case(*written_out(document, answers), profile, perspective))


def plain_results(case: Case, suggestions: list[Data]) -> Data:
    """Return the results of a case that was evaluated, with the keys as they are spelled."""
    names = ("reason", "border", "capped_from", "no_answers")
    details = {
        key: {name: {**result, **case.levels[key]}[name] for name in names}
        for key, result in scored_results(case).items()
    }
    priorities = [(suggestion["key"], suggestion["priority"]) for suggestion in suggestions]
    found = {**canonical_results(case, suggestions), "details": {"fields": details, "priorities": priorities}}
    return dict(with_dots(found))


def evaluate_case(
    document: Data, answers: Data, profile: Data | None, perspective: str | None
) -> tuple[Case, list[Data]]:
    """States, scores, levels with gates, flags, suggestions: in this order."""
    case = open_case(document, answers, profile, perspective)
    find_states(case)
    case.results = OnDemand(partial(score_of, case))
    case.levels = OnDemand(partial(level_of, case))
    for flag in document.get("flags") or ():
        case.flags[flag["key"]] = truth(case, flag["when"])
    return case, find_suggestions(case)


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
        if "pattern" in suggestion:
            continue
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
