"""What is open, and what the names of expressions can be where something is: section 5 of the rules."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.oracle.case import Case, Data, by_key, entries_of, names_in, scoring_of, things_named
from tests.oracle.enclosed_numbers import ANYTHING
from tests.oracle.extremes import all_values_count, everything, extreme_points, plain_span
from tests.oracle.intervals import enclosed
from tests.oracle.names import OfField, Own, points_of
from tests.oracle.nulls import Null, Value, null
from tests.oracle.points import typed
from tests.oracle.spans import Several, Span, Unclear, is_known, may_be_null, single, span, with_null
from tests.oracle.states import LEFT_OPEN, applies

# A bound that is hard to say.
UNKNOWN: Any = "unknown"
SPANNING = ("exclude", "required")
OF_EVALUATION = ("raw", "coverage", "answered", "applicable")


def is_open(case: Case, item: Data, policies: Data | None) -> bool:
    """Say whether the points of an item can be anything: it was left open, or rests on what was left open."""
    if case.states[item["key"]] in LEFT_OPEN:
        return policies is None or policies[case.states[item["key"]]] in SPANNING
    return is_unsettled(case, item)


def is_unsettled(case: Case, item: Data) -> bool:
    """Say whether an item rests on what was left open."""
    by_points = "points" in item and case.states[item["key"]] == "answered"
    return (by_points and names_what_is_left_open(case, item["points"])) or is_unsettled_value(case, item)


def is_unsettled_value(case: Case, item: Data) -> bool:
    """Say whether the value of an item is computed from what was left open."""
    computed = item["type"] == "computed" and item["key"] not in case.left_out
    return computed and names_what_is_left_open(case, item["computed"]["value"])


def names_what_is_left_open(case: Case, text: str) -> bool:
    """Say whether an expression of an item names what was left open, itself or through other unsettled items."""
    names = [name for name in names_in(text) if name not in ("value", "points")]
    things = [thing for name in names for _, thing in things_named(case, name)]
    return any(is_missing_attribute(case, name) for name in names) or any(
        case.states[thing["key"]] in LEFT_OPEN or is_unsettled(case, thing) for thing in things
    )


def is_missing_attribute(case: Case, name: str) -> bool:
    """Say whether a name is that of an attribute that was not given."""
    return name.startswith("profile.") and case.profile.get(name.removeprefix("profile.")) is None


def possible_value(case: Case, item: Data) -> Value:
    """Return what the value of an item can be that was left open, or rests on what was left open."""
    if item["type"] != "computed":
        return everything(case, item)
    found = enclosed(item["computed"]["value"], OwnBox(case, item_of_rule=item))
    if isinstance(found, Null):
        return found
    return with_null(everything(case, item)) if may_be_null(found) else everything(case, item)


def possible_points(case: Case, item: Data) -> Value:
    """Return what the points of such an item can be."""
    points = span(*extreme_points(case, item))
    value = possible_value(case, item) if has_open_value(case, item) else typed(case, item, case.values[item["key"]])
    if isinstance(value, Null):
        return value
    found: Value = Fraction(0)
    if "points" in item and not all_values_count(case, item):
        found = enclosed(item["points"], OwnBox(case, item_of_rule=item))
    if isinstance(found, Null):
        return null("not_applicable")
    return with_null(points) if may_be_null(value) or may_be_null(found) else points


def has_open_value(case: Case, item: Data) -> bool:
    """Say whether the value of an item can be anything, and not only its points."""
    return case.states[item["key"]] in LEFT_OPEN or is_unsettled_value(case, item)


def is_open_field(case: Case, key: str) -> bool:
    """Say whether something open takes part in a field, though its bounds may be equal to its score."""
    found = case.fields[key]
    scoring = scoring_of(case, found)
    texts = [scoring[name] for name in ("formula", "transform") if scoring.get(name) is not None]
    for kind, thing, weight in entries_of(case, found):
        texts += [weight] if isinstance(weight, str) and may_take_part(case, kind, thing, scoring) else []
        if kind == "item" and is_open(case, thing, scoring["no_answer"]):
            return True
        if kind == "field" and is_open_field(case, thing["key"]):
            return True
    policies = {thing["key"]: scoring["no_answer"] for kind, thing, _ in entries_of(case, found) if kind == "item"}
    return any(names_something_open(text, Box(case, policies=policies)) for text in texts)


def may_take_part(case: Case, kind: str, thing: Data, scoring: Data) -> bool:
    """Say whether an entry takes part in the bounds; only then its weight counts."""
    if kind == "field":
        return True
    state = case.states[thing["key"]]
    return state == "answered" or is_open(case, thing, scoring["no_answer"]) or scoring["no_answer"][state] != "exclude"


def apply_then(case: Case, key: str) -> tuple[int, int]:
    """Return how many items of a field apply at least and at most once everything is said."""
    fewest = most = 0
    for item in (case.items[each] for each in case.results[key]["base"]):
        if is_unsettled_value(case, item):
            value = possible_value(case, item)
            fewest, most = fewest + (not may_be_null(value)), most + (not isinstance(value, Null))
        else:
            fewest, most = fewest + applies(case, item), most + applies(case, item)
    return fewest, most


def names_something_open(text: str, names: "Box") -> bool:
    """Say whether an expression of a field names something that can be anything."""
    return any(is_open_name(name, names) for name in names_in(text))


def is_open_name(name: str, names: "Box") -> bool:
    """Say whether something that a name stands for can be anything."""
    if name == "raw":
        return not is_known(names.raw)
    case, things = names.case, things_named(names.case, name)
    if name.startswith("entries."):
        things = [(each.kind, names.thing(each.kind, each.key)) for each in names.taken]

    def is_open_item(item: Data) -> bool:
        # Of an answer that is there only the points can follow from something open.
        return names.open(item) and (name.endswith("points") or has_open_value(case, item))

    return is_missing_attribute(case, name) or any(
        is_open_item(thing) if kind == "item" else is_open_field(case, thing["key"]) for kind, thing in things
    )


def anything_of_kind(attribute: Data) -> Value:
    """Return what an attribute can be that was not given: of texts also one that is no option yet."""
    if "number" in attribute:
        return with_null(ANYTHING)
    return Several(frozenset([*(str(option["value"]) for option in attribute["options"]), "another"]), null=True)


@dataclass
class Box(OfField):
    """The names of a rule of a field, where what is open can be anything; some choices are fixed."""

    # The policies under which an entry was left open.
    policies: dict[str, Data] = field(default_factory=dict)
    fixed: Data = field(default_factory=dict)
    undefined: bool = False

    def meet_undefined(self) -> None:
        """Hear that something in the expression could be undefined: then there are no bounds."""
        self.undefined = True

    def thing(self, kind: str, key: str) -> Data:
        """Return an item or a field."""
        return self.case.items[key] if kind == "item" else self.case.fields[key]

    def open(self, item: Data) -> bool:
        """Say whether the points of an item can be anything."""
        return is_open(self.case, item, self.policies.get(item["key"]))

    def state(self, item: str) -> str:
        """Return the state of an item, which is answered where it can be anything."""
        if is_unsettled_value(self.case, self.case.items[item.removeprefix("item.")]):
            raise Unclear(item)
        return "answered" if self.open(self.case.items[item.removeprefix("item.")]) else super().state(item)

    def item(self, item: Data) -> Value:
        """Return what the value of an item can be."""
        if item["key"] in self.fixed:
            return typed(self.case, item, self.fixed[item["key"]])
        is_anything = self.open(item) and has_open_value(self.case, item)
        return possible_value(self.case, item) if is_anything else super().item(item)

    def points(self, item: Data) -> Value:
        """Return what the points of an item can be."""
        if item["key"] in self.fixed and ("points" not in item or all_values_count(self.case, item)):
            return points_of(self.case, item, self.fixed[item["key"]])
        is_entry = any((each.kind, each.key) == ("item", item["key"]) for each in self.taken)
        return possible_points(self.case, item) if self.open(item) and not is_entry else super().points(item)

    def score_of(self, key: str) -> Value:
        """Return what the score of a field can be."""
        if any((each.kind, each.key) == ("field", key) for each in self.taken) or not is_open_field(self.case, key):
            return super().score_of(key)
        return bounds_of_open_field(self.case, key)

    def _field(self, key: str, *rest: str) -> Value:
        if rest and rest[0] in OF_EVALUATION and is_open_field(self.case, key):
            fewest, most = apply_then(self.case, key)
            count = single(Span(Fraction(fewest), Fraction(most), whole=True))
            coverage = with_null(Fraction(1)) if fewest == 0 < most else Fraction(1) if most else null("unanswered")
            numbers = {"coverage": coverage, "answered": count, "applicable": count}
            return with_null(ANYTHING) if rest[0] == "raw" else numbers[rest[0]]
        return super()._field(key, *rest)

    def _profile(self, key: str) -> Value:
        if is_missing_attribute(self.case, f"profile.{key}"):
            return anything_of_kind(by_key(self.case.document["profile"], key))
        return super()._profile(key)


def bounds_of_open_field(case: Case, key: str) -> Value:
    """Return what lies between the bounds of a field; where it has none, anything or null."""
    low, high = (case.results[key][name] for name in ("parent_min", "parent_max"))
    if case.results[key]["never"]:
        return null("unanswered")
    if low == UNKNOWN:
        raise Unclear
    return with_null(ANYTHING) if low is None else span(low, high)


@dataclass
class OwnBox(Box, Own):
    """The names of a rule of an item, where what is open can be anything."""

    def value(self, name: str) -> Value:
        """Return what a name can be."""
        if name in ("value", "points") and has_open_value(self.case, self.item_of_rule):
            return (
                everything(self.case, self.item_of_rule)
                if name == "value"
                else plain_span(self.case, self.item_of_rule)
            )
        if name in ("value", "points"):
            return Own(
                self.case, item_of_rule=self.item_of_rule, answer=self.case.values[self.item_of_rule["key"]]
            ).value(name)
        return super().value(name)
