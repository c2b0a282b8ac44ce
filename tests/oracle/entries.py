"""What the entries of a field take part with: section 3 of the rules."""

from fractions import Fraction
from typing import Any

from tests.oracle.case import Case, Data, is_scored, scoring_of
from tests.oracle.exact import exact
from tests.oracle.expressions import worked_out
from tests.oracle.extremes import extreme_points
from tests.oracle.names import OfField, Taken, points_of
from tests.oracle.nulls import Null, Value
from tests.oracle.states import applies


class Required(Exception):
    """An entry met the policy `required`."""


def take_part(case: Case, entries: list[Any], scoring: Data) -> tuple[list[Taken], bool]:
    """Return the entries as they take part, and whether one met the policy `required`."""
    taken, met_required = [], False
    for kind, thing, weight in entries:
        try:
            points = points_of_item(case, thing, scoring) if kind == "item" else points_of_child(case, thing, scoring)
        except Required:
            met_required = True
            continue
        taken.append(taken_entry(case, kind, thing, weight, points))
    return taken, met_required


def taken_entry(case: Case, kind: str, thing: Data, weight: Any, points: Fraction | None) -> Taken:
    """Return an entry with the points it takes part with: None where it does not, or where an item is not scored."""
    counts = kind == "field" or is_scored(thing)
    takes_part = points is not None or (not counts and case.states[thing["key"]] == "answered")
    weight = worked_out(weight, OfField(case)) if isinstance(weight, str) else weight
    return Taken(kind, thing["key"], points, weight, extremes_of_entry(case, kind, thing)[1], takes_part=takes_part)


def extremes_of_entry(case: Case, kind: str, thing: Data) -> tuple[Fraction, Fraction]:
    """Return the smallest and largest points: of an item, or the ends of the scale of a child field."""
    if kind == "item":
        return extreme_points(case, thing) if is_scored(thing) else (Fraction(0), Fraction(0))
    lower, upper = scoring_of(case, thing)["scale"]
    return exact(lower), exact(upper)


def points_of_item(case: Case, item: Data, scoring: Data) -> Fraction | None:
    """Return the points with which an item takes part, None where it does not."""
    state = case.states[item["key"]]
    if state == "answered" and is_scored(item):
        points: Value = points_of(case, item, case.values[item["key"]])
        return points_by_policy(case, "item", item, scoring, "not_applicable") if isinstance(points, Null) else points
    return None if state == "answered" else points_by_policy(case, "item", item, scoring, state)


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
