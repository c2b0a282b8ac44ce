"""What a score could have been at least and at most: section 5 of the rules."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Any

from tests.oracle.case import Case, Data, is_scored, names_in, options_of, things_named
from tests.oracle.entries import Required, extremes_of_entry, points_by_policy, points_of_item, something_applies
from tests.oracle.expressions import Null, Value, null, read
from tests.oracle.extremes import all_values_count, everything, extreme_points, plain_span
from tests.oracle.intervals import between, enclosed
from tests.oracle.methods import NOTHING, WEIGHTED, Part, aggregated_ends, divides_by_zero, rescaled
from tests.oracle.names import OfField, Own, Taken, points_of
from tests.oracle.points import typed
from tests.oracle.spans import NO_VALUE, Span, Unclear, ends, hull, may_be_null, span
from tests.oracle.states import LEFT_OPEN
from tests.oracle.syntax import Tree

MOST_CASES = 256
MOST_LOOKED_AT = 5000
# A bound that the documents leave open.
UNKNOWN: Any = "unknown"
SPANNING = ("exclude", "required")


def bounds_of_field(case: Case, entries: list[Any], scoring: Data) -> tuple[Fraction | None, Fraction | None]:
    """Return what the score could have been at least and at most had everything been answered."""
    if scoring.get("method") == "none":
        return None, None
    try:
        raw = raw_bounds(case, entries, scoring)
    except Required:
        return None, None
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
    if any(not isinstance(part.weight, Fraction) for part in possible if not part.takes_part):
        raise Unclear
    if not parts:
        return NO_VALUE
    if "formula" in scoring:
        policies = {thing["key"]: scoring["no_answer"] for kind, thing, _ in entries if kind == "item"}
        return over_cases(scoring["formula"], Box(case, taken=parts, policies=policies))
    method = scoring["method"]
    if method not in WEIGHTED:
        return of_method(method, [part._replace(weight=Fraction(1), largest=Fraction(1)) for part in parts])
    parts = [part if method == "percent_of_maximum" else part._replace(largest=Fraction(1)) for part in parts]
    numbers = [number for part in parts for number in (part.weight, part.largest)]
    if any(may_be_null(number) for number in numbers if not isinstance(number, Fraction)):
        raise Unclear
    if any(ends(part.weight).low < 0 for part in parts):
        return NO_VALUE
    known = all(isinstance(number, Fraction) for number in numbers)
    return (of_method if known else between_weights)(method, parts)


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
    if "maximum" in thing:
        largest = enclosed(thing["maximum"], OwnBox(case, item_of_rule=thing))
    if isinstance(weight, str):
        weight = enclosed_weight(case, weight)
    takes_part = points is not None
    if not counts and (case.states[thing["key"]] == "answered" or is_open(case, thing, scoring["no_answer"])):
        takes_part = True
    return Taken(kind, thing["key"], points, weight, largest, takes_part)


def enclosed_weight(case: Case, text: str) -> Value:
    """Return what encloses a weight: a span wherever open answers could change it, even if it is only one number."""
    names = Box(case)
    found = enclosed(text, names)
    could_change = any(
        names.open(thing) if kind == "item" else names.open_field(thing["key"])
        for name in names_in(text)
        for kind, thing in things_named(case, name)
    )
    return Span(found, found) if could_change and isinstance(found, Fraction) else found


def possible_item(case: Case, item: Data, scoring: Data) -> Value:
    """Return what the points of an item can be; what was left open spans unless the definition says its worth."""
    if is_scored(item) and is_open(case, item, scoring["no_answer"]):
        return span(*extreme_points(case, item))
    return None if is_open(case, item, scoring["no_answer"]) else points_of_item(case, item, scoring)


def possible_child(case: Case, child: Data, scoring: Data) -> Value:
    """Return what a child field can be; one with nothing applicable stays with its policy."""
    result = case.results[child["key"]]
    if result["parent_score"] is None and not something_applies(case, child):
        return points_by_policy(case, "field", child, scoring, "not_applicable")
    if result["parent_min"] == UNKNOWN:
        raise Unclear
    return None if result["parent_min"] is None else span(result["parent_min"], result["parent_max"])


def is_open(case: Case, item: Data, policies: Data | None) -> bool:
    """Say whether an item can be anything: it was left open, or rests on what was left open."""
    state = case.states[item["key"]]
    if state in LEFT_OPEN:
        return policies is None or policies[state] in SPANNING
    return state in ("answered", "not_applicable") and is_unsettled(case, item)


def is_unsettled(case: Case, item: Data) -> bool:
    """Say whether an item has an expression that names what was left open, itself or through other unsettled items."""
    texts = [item["points"]] if "points" in item and case.states[item["key"]] == "answered" else []
    if item["type"] == "computed" and item["key"] not in case.left_out:
        texts.append(item["computed"]["value"])
    names = [name for text in texts for name in names_in(text) if name not in ("value", "points")]
    things = [thing for name in names for _, thing in things_named(case, name)]
    attributes = [name.removeprefix("profile.") for name in names if name.startswith("profile.")]
    return any(case.profile.get(key) is None for key in attributes) or any(
        case.states[thing["key"]] in LEFT_OPEN or is_unsettled(case, thing) for thing in things
    )


@dataclass
class Box(OfField):
    """The names of a rule of a field, where what is open can be anything; some choices are fixed."""

    # The policies under which an entry was left open.
    policies: dict[str, Data] = field(default_factory=dict)
    fixed: Data = field(default_factory=dict)

    def open(self, item: Data) -> bool:
        """Say whether an item can be anything."""
        return is_open(self.case, item, self.policies.get(item["key"]))

    def state(self, item: str) -> str:
        """Return the state of an item, which is answered where it can be anything."""
        return "answered" if self.open(self.case.items[item.removeprefix("item.")]) else super().state(item)

    def item(self, item: Data) -> Value:
        """Return what the value of an item can be."""
        if item["key"] in self.fixed:
            return typed(self.case, item, self.fixed[item["key"]])
        if self.case.states[item["key"]] == "answered" and is_unsettled(self.case, item):
            raise Unclear
        return everything(self.case, item) if self.open(item) else super().item(item)

    def points(self, item: Data) -> Value:
        """Return what the points of an item can be."""
        if item["key"] in self.fixed and "points" in item and not all_values_count(self.case, item):
            raise Unclear
        if item["key"] in self.fixed and not is_unsettled(self.case, item):
            found = points_of(self.case, item, self.fixed[item["key"]])
            return NO_VALUE if isinstance(found, Null) else found
        return span(*extreme_points(self.case, item)) if self.open(item) else super().points(item)

    def score_of(self, key: str) -> Value:
        """Return what the score of a field can be."""
        if any((each.kind, each.key) == ("field", key) for each in self.taken):
            return super().score_of(key)
        result = self.case.results[key]
        low, high = result["parent_min"], result["parent_max"]
        if low == UNKNOWN or (low is not None and low == high != result["parent_score"]):
            raise Unclear
        return null("unanswered") if low is None else span(low, high)

    def open_field(self, key: str) -> bool:
        """Say whether a field has bounds that are not its score."""
        result = self.case.results[key]
        below = [self.case.states[each] for each in result["base"]]
        if result["parent_min"] == UNKNOWN or set(below) & set(LEFT_OPEN):
            raise Unclear
        bounds = {result["parent_min"], result["parent_max"]}
        return bounds not in ({None}, {result["parent_score"]})

    def _field(self, key: str, *rest: str) -> Value:
        below = [self.case.states[each] for each in self.case.results[key]["base"]]
        if rest and rest[0] in ("raw", "coverage", "answered") and set(below) & set(LEFT_OPEN):
            raise Unclear
        if rest and rest[0] in ("raw", "coverage", "answered") and self.open_field(key):
            applicable = self.case.results[key]["applicable"]
            return {"raw": NO_VALUE, "coverage": Fraction(1), "answered": applicable}[rest[0]]
        return super()._field(key, *rest)


@dataclass
class OwnBox(Box, Own):
    """The names of the rule of an item for its largest points, where what is open can be anything."""

    def value(self, name: str) -> Value:
        """Return what a name can be."""
        own = self.item_of_rule
        if name in ("value", "points") and self.open(own):
            return everything(self.case, own) if name == "value" else plain_span(self.case, own)
        return super().value(name)


def over_cases(text: str, names: Box) -> Value:
    """Return what encloses an expression, where choices that it names more than once are gone through one by one."""
    found = []
    choices = list(repeated_choices(text, names))
    for values in product(*([option["value"] for option in options_of(names.case, item)] for item in choices)):
        names.fixed = {item["key"]: value for item, value in zip(choices, values, strict=True)}
        found.append(enclosed(text, names))
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
