"""What the names of an expression mean: docs/expressions.md."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from tests.oracle.case import Case, Data, by_key, is_scored, is_scored_field, items_below
from tests.oracle.exact import exact
from tests.oracle.expressions import worked_out
from tests.oracle.nulls import Null, Value, null
from tests.oracle.points import plain_points, typed

RESULT = {"raw": "raw_score", "coverage": "coverage", "answered": "answered", "applicable": "applicable"}


@dataclass
class Named:
    """The names of a condition. `score` is the number of a field that is seen there."""

    case: Case
    score: str = "compared_score"

    def state(self, item: str) -> str:
        """Return the state of an item; its key may stand behind `item.`."""
        return self.case.states[item.removeprefix("item.")]

    def table(self, key: str) -> Data:
        """Return a table."""
        return by_key(self.case.document["tables"], key)

    def value(self, name: str) -> Value:
        """Return the value of a name."""
        first, *rest = name.split(".")
        if first == "item":
            first, *rest = rest
        elif rest and first in ("constant", "profile", "flag", "class", "field"):
            return getattr(self, f"_{first}")(*rest)
        return self.points(self.case.items[first]) if rest else self.item(self.case.items[first])

    def item(self, item: Data) -> Value:
        """Return the value of an item."""
        state = self.case.states[item["key"]]
        return typed(self.case, item, self.case.values[item["key"]]) if state == "answered" else null(state)

    def points(self, item: Data) -> Value:
        """Return the points of an item that is answered."""
        state = self.case.states[item["key"]]
        if state != "answered":
            return null(state)
        found = points_of(self.case, item, self.case.values[item["key"]])
        # An answer without points stands for what is not applicable.
        return null("not_applicable") if isinstance(found, Null) else found

    def _constant(self, key: str) -> Fraction:
        return exact(by_key(self.case.document["constants"], key)["value"])

    def _profile(self, key: str) -> Value:
        given = self.case.profile.get(key)
        if given is None:
            return null("unanswered")
        attribute = by_key(self.case.document["profile"], key)
        return exact(given) if "number" in attribute else str(given)

    def _flag(self, key: str) -> Value:
        flag = self.case.flags[key]
        return null("unanswered") if flag is None else flag

    def _class(self, key: str, what: str) -> Value:
        items = [item for item in self.case.items.values() if key in (item.get("classes") or ())]
        return self._list(items, what)

    def _list(self, items: list[Data], what: str) -> Value:
        scored = [item for item in items if is_scored(item)]
        return tuple(self.points(item) if what == "points" else self.item(item) for item in scored)

    def _field(self, key: str, *rest: str) -> Value:
        if rest[:1] == ("items",):
            return self._list(items_below(self.case.fields[key]), rest[1])
        if rest[:1] == ("fields",):
            children = self.case.fields[key].get("fields") or ()
            return tuple(self._field(child["key"]) for child in children if is_scored_field(child))
        if rest[:1] == ("level",):
            level = self.case.levels[key]["level"]
            return null("unanswered") if level is None else level
        if not rest:
            return self.score_of(key)
        return _number(self.case.results[key][RESULT[rest[0]]])

    def score_of(self, key: str) -> Value:
        """Return the score of a field."""
        return _number(self.case.results[key][self.score])


def _number(number: Fraction | None) -> Value:
    return null("unanswered") if number is None else number


class Taken(NamedTuple):
    """An entry as it takes part: with no points where it does not. Weight and largest points may have no value."""

    kind: str
    key: str
    points: Fraction | None
    weight: Value
    largest: Value
    takes_part: bool


@dataclass
class OfField(Named):
    """The names of a rule of a field. What is an entry has the points that it takes part with."""

    score: str = "parent_score"
    taken: list[Taken] = field(default_factory=list)
    raw: Value = None

    def value(self, name: str) -> Value:
        """Return the value of a name."""
        if name == "raw":
            return self.raw
        return self.entries(name) if name.startswith("entries.") else super().value(name)

    def entries(self, name: str) -> Value:
        """Return a list with a number for each entry, null where it takes no part."""
        member = {"entries.points": "points", "entries.weights": "weight", "entries.maximums": "largest"}[name]
        return tuple(getattr(each, member) if each.takes_part else null("unanswered") for each in self.taken)

    def points(self, item: Data) -> Value:
        """Return the points of an item."""
        for each in self.taken:
            if (each.kind, each.key) == ("item", item["key"]):
                return null(self.case.states[item["key"]]) if each.points is None else each.points
        return super().points(item)

    def score_of(self, key: str) -> Value:
        """Return the score of a field."""
        for each in self.taken:
            if (each.kind, each.key) == ("field", key):
                return null("unanswered") if each.points is None else each.points
        return super().score_of(key)


@dataclass
class Own(Named):
    """The names of a rule of an item: its answer and what that would be worth without the rule come first."""

    item_of_rule: Data = field(default_factory=dict)
    answer: Any = None

    def value(self, name: str) -> Value:
        """Return the value of a name."""
        if name not in ("value", "points"):
            return super().value(name)
        if self.answer is None:
            return null(self.case.states[self.item_of_rule["key"]])
        if name == "value":
            return typed(self.case, self.item_of_rule, self.answer)
        found = plain_points(self.case, self.item_of_rule, self.answer)
        return null("not_applicable") if found is None else found


def points_of(case: Case, item: Data, value: Any) -> Value:
    """Return what a value is worth."""
    if "points" in item:
        return worked_out(item["points"], Own(case, item_of_rule=item, answer=value))
    return plain_points(case, item, value)
