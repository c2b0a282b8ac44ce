"""What a score could have been at least and at most: section 5 of the rules."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from tests.oracle.case import Case, Data, is_scored, names_in, options_of, things_named
from tests.oracle.enclosed_numbers import ANYTHING, between
from tests.oracle.entries import extremes_of_entry, points_by_policy, points_of_item, something_applies
from tests.oracle.expressions import read, worked_out
from tests.oracle.extremes import FAR
from tests.oracle.intervals import enclosed
from tests.oracle.methods import NOTHING, WEIGHTED, Part, aggregated_ends, divides_by_zero, rescaled
from tests.oracle.names import Taken
from tests.oracle.nulls import Null, Value
from tests.oracle.open_names import (
    Box,
    apply_then,
    bounds_of_open_field,
    is_open,
    is_open_field,
    names_something_open,
    possible_points,
)
from tests.oracle.spans import NO_VALUE, Unclear, ends, hull, is_number, may_be_null, span, with_null
from tests.oracle.states import LEFT_OPEN
from tests.oracle.syntax import Tree

MOST_CASES = 256
MOST_LOOKED_AT = 5000


class Never(Exception):
    """Whatever is said to what is open, a field has no score."""


def bounds_of_field(case: Case, entries: list[Any], scoring: Data) -> tuple[Fraction | None, Fraction | None]:
    """Return what the score could have been at least and at most had everything been answered."""
    if scoring.get("method") == "none":
        raise Never
    raw = raw_bounds(case, entries, scoring)
    if may_be_null(raw):
        return None, None
    found = transformed_bounds(case, raw, scoring)
    low, high = ends(NOTHING if isinstance(found, Null) else found)[:2]
    without_end = not isinstance(low, Fraction) or not isinstance(high, Fraction)
    return (None, None) if may_be_null(found) or without_end else (low, high)


def raw_bounds(case: Case, entries: list[Any], scoring: Data) -> Value:
    """Return what encloses the raw score."""
    possible = [possible_part(case, scoring, *entry) for entry in entries]
    parts = [part for part in possible if part.takes_part]
    if not parts:
        raise Never
    if any(part.points is not None and may_be_null(part.points) for part in parts):
        return NO_VALUE
    if "formula" in scoring:
        policies = {thing["key"]: scoring["no_answer"] for kind, thing, _ in entries if kind == "item"}
        return over_cases(scoring["formula"], Box(case, taken=possible, policies=policies))
    method = scoring["method"]
    if method not in WEIGHTED:
        return of_method(method, [part._replace(weight=Fraction(1), largest=Fraction(1)) for part in parts])
    parts = [part if method == "percent_of_maximum" else part._replace(largest=Fraction(1)) for part in parts]
    if any(may_be_null(part.weight) or ends(part.weight).low < 0 for part in parts):
        return NO_VALUE
    weights = [weight for (_, _, weight), part in zip(entries, possible, strict=True) if part.takes_part]
    is_weight_open = any(isinstance(weight, str) and names_something_open(weight, Box(case)) for weight in weights)
    return (between_weights if is_weight_open else of_method)(method, parts)


def of_method(method: str, parts: list[Taken]) -> Value:
    """Return what encloses the raw score of a method, where weights are known."""
    smallest, largest = (
        [Part(end(ends(part.points)), part.weight, part.largest) for part in parts]
        for end in (lambda span: span.low, lambda span: span.high)
    )
    if divides_by_zero(method, smallest):
        return NO_VALUE
    found = aggregated_ends(method, smallest, largest)
    return NO_VALUE if found is None else span(*sorted(found))


def between_weights(method: str, parts: list[Taken]) -> Value:
    """Return what encloses the raw score of a method, where open answers could change a weight."""
    if method == "sum":
        return between("sum", [between("*", [part.weight, part.points]) for part in parts])
    if method == "percent_of_maximum":
        if any(ends(part.largest).low <= 0 for part in parts):
            return NO_VALUE
        return hull([between("*", [Fraction(100), between("/", [part.points, part.largest])]) for part in parts])
    if method == "geometric_mean" and any(ends(part.points).low < 0 for part in parts):
        return NO_VALUE
    return hull([part.points for part in parts])


def transformed_bounds(case: Case, raw: Value, scoring: Data) -> Value:
    """Return what encloses the score."""
    if scoring.get("transform") is not None:
        return over_cases(scoring["transform"], Box(case, raw=raw))
    return span(*sorted(rescaled(end, scoring) for end in ends(raw)[:2]))


# ------------------------------------------------------------------------------------------------------ what is open


def possible_part(case: Case, scoring: Data, kind: str, thing: Data, weight: Any) -> Taken:
    """Return an entry that takes part, with everything that its points can be."""
    points = possible_item(case, thing, scoring) if kind == "item" else possible_child(case, thing, scoring)
    counts = kind == "field" or is_scored(thing)
    largest = extremes_of_entry(case, kind, thing)[1] if counts else None
    if isinstance(weight, str):
        weight = enclosed_weight(case, weight)
    takes_part = points is not None
    if not counts and (case.states[thing["key"]] == "answered" or is_open(case, thing, scoring["no_answer"])):
        takes_part = True
    return Taken(kind, thing["key"], points, weight, largest, takes_part)


def enclosed_weight(case: Case, text: str) -> Value:
    """Return what encloses a weight."""
    return over_cases(text, Box(case))


def possible_item(case: Case, item: Data, scoring: Data) -> Value:
    """Return what the points of an item can be; what was left open spans unless the definition says its worth."""
    if not is_open(case, item, scoring["no_answer"]):
        return points_of_item(case, item, scoring)
    if not is_scored(item):
        return None
    found = possible_points(case, item)
    policies = scoring["no_answer"]
    if not isinstance(found, Null):
        return found
    if "hidden" in found.causes and policies["hidden"] != policies["not_applicable"]:
        raise Unclear(item["key"])
    return points_by_policy(case, "item", item, scoring, "not_applicable")


def possible_child(case: Case, child: Data, scoring: Data) -> Value:
    """Return what a child field can be; one that can never have a score takes part by its policy."""
    result = case.results[child["key"]]
    policies = scoring["no_answer"]
    never = result["never"] or not is_open_field(case, child["key"])
    if (result["parent_min"] is None and never) or (
        result["parent_score"] is None and never and not something_applies(case, child)
    ):
        states = ["not_computed" if count else "not_applicable" for count in apply_then(case, child["key"])]
        if policies[states[0]] != policies[states[1]]:
            return NO_VALUE
        return points_by_policy(case, "field", child, scoring, states[0])
    return bounds_of_open_field(case, child["key"])


def without_undefined(text: str, names: Box) -> Value:
    """Return what encloses an expression, null where anything in it could be undefined; its value if all is known."""
    if not names_something_open(text, names):
        return worked_out(text, names)
    found = enclosed(text, names)
    if is_number(found) and any(abs(end) > FAR for end in ends(found)[:2]):
        return NO_VALUE
    return with_null(ANYTHING) if names.undefined and not isinstance(found, Null) else found


def over_cases(text: str, names: Box) -> Value:
    """Return what encloses an expression, where choices that it names more than once are gone through one by one."""
    found = []
    choices = list(repeated_choices(text, names))
    for values in product(*([option["value"] for option in options_of(names.case, item)] for item in choices)):
        names.fixed = {item["key"]: value for item, value in zip(choices, values, strict=True)}
        found.append(without_undefined(text, names))
    return hull(found)


def repeated_choices(text: str, names: Box) -> Iterator[Data]:
    """Return the open single choices that stand in an expression more than once, as long as their cases are few."""
    named = [
        thing["key"] for name in names_in(text) for kind, thing in things_named(names.case, name) if kind == "item"
    ]
    named += [each.key for name in names_in(text) if name.startswith("entries.") for each in names.taken]
    most = min(MOST_CASES, MOST_LOOKED_AT // names_and_values(read(text), names))
    cases = 1
    for key, item in names.case.items.items():
        left_open = names.case.states[key] in LEFT_OPEN and names.open(item)
        if item["type"] == "single_choice" and named.count(key) > 1 and left_open:
            cases *= len(options_of(names.case, item))
            if cases > most:
                return
            yield item


def names_and_values(tree: Tree, names: Box) -> int:
    """Return how many names and values stand in an expression, a list counted as its members."""
    if tree.form == "name":
        name = str(tree.content)
        return max(1, len(names.taken) if name.startswith("entries.") else len(list(things_named(names.case, name))))
    if tree.form in ("call", "list"):
        return sum(names_and_values(part, names) for part in tree.parts)
    return 1
