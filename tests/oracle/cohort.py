"""Numbers about a group: section 11 of the rules."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.oracle.case import Case, Data, names_in
from tests.oracle.expressions import worked_out
from tests.oracle.names import Named
from tests.oracle.nulls import Null, Value

OF_ALL = "all."


@dataclass
class OfAll(Named):
    """The names of a cohort value: a list for each name, and what nobody needs to be asked for."""

    lists: dict[str, tuple[Value, ...]] = field(default_factory=dict)

    def value(self, name: str) -> Value:
        """Return the value of a name."""
        return self.lists[name] if name in self.lists else super().value(name)


def cohort_values(everybody: Iterable[Case]) -> list[Data]:
    """Return every cohort value over the evaluations of a group, which has one member at least."""
    cases = list(everybody)
    return [_over(cases, rule) for rule in cases[0].document.get("cohort") or ()]


def _over(cases: list[Case], rule: Data) -> Data:
    names = list(dict.fromkeys(name for name in names_in(rule["value"]) if name.startswith(OF_ALL)))
    rows = [[Named(case).value(name.removeprefix(OF_ALL)) for name in names] for case in cases]
    rows = [row for row in rows if not any(isinstance(value, Null) for value in row)]
    counts = {"people": len(rows), "left_out": len(cases) - len(rows)}
    if len(rows) < rule.get("minimum_answered", 1):
        return {**counts, "key": rule["key"], "value": None, "reason": "minimum_answered"}
    lists: dict[str, Any] = {name: tuple(row[place] for row in rows) for place, name in enumerate(names)}
    found = worked_out(rule["value"], OfAll(cases[0], lists=lists))
    if isinstance(found, Null):
        return {**counts, "key": rule["key"], "value": None, "reason": "formula_undefined"}
    return {**counts, "key": rule["key"], "value": found, "reason": None}
