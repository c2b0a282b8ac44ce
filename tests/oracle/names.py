"""What the names of an expression mean: docs/expressions.md."""

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.case import Case, Data, by_key, is_scored, is_scored_field, items_below
from tests.oracle.exact import exact
from tests.oracle.expressions import Value, null
from tests.oracle.points import points_of, typed
from tests.oracle.tables import found_in

RESULT = {"raw": "raw_score", "coverage": "coverage", "answered": "answered", "applicable": "applicable"}


@dataclass
class Named:
    """The names of a condition. `score` is the number of a field that is seen there."""

    case: Case
    score: str = "compared_score"

    def state(self, item: str) -> str:
        """Return the state of an item; its key may stand behind `item.`."""
        return self.case.states[item.removeprefix("item.")]

    def lookup(self, table: str, keys: list[Value]) -> Value:
        """Look up a table."""
        return found_in(by_key(self.case.document["tables"], table), keys)

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
        return points_of(self.case, item, self.case.values[item["key"]]) if state == "answered" else null(state)

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
        number = self.case.results[key][RESULT[rest[0]] if rest else self.score]
        return null("unanswered") if number is None else number
