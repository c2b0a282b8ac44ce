"""A second version of the scoring rules, for the tests only, with two changes that move numbers.

A score is cut off at the ends of its scale, and an item that was declined does not span the bounds any more.
"""

import sys
from dataclasses import replace
from functools import cache

from msgspec.structs import replace as replace_in

from selfcheck_service.core.definition import parse_definition, versions
from selfcheck_service.core.scoring import canonical_results, compile_plan, parse_answers
from selfcheck_service.core.scoring.levels import classify
from selfcheck_service.core.scoring.plan import FieldPlan
from selfcheck_service.core.scoring.ratio import Ratio, less, pair
from selfcheck_service.core.scoring.rules import RULES
from selfcheck_service.core.scoring.run import Derived, FieldRun, Run
from selfcheck_service.core.scoring.states import DECLINED
from selfcheck_service.core.scoring.sums import Sums
from tests.builders import Data, a_field, a_level_set, a_parent, a_questionnaire, a_rule, an_item, no_answer

_NUMBERS = ("score", "low", "high", "exact", "used", "passed_on", "low_passed_on", "high_passed_on")


def score_field(field: FieldPlan, run: Run) -> FieldRun:
    """Return the numbers of rules 1 with both changes."""
    changed = _without_spans_of_declined(_Same(field))
    found = RULES[1].score_field(changed, run)
    low, high = (pair(end) for end in field.scale)
    # One and the same number stays one and the same: by that parents see that nothing is open.
    cut: dict[int, Ratio] = {}

    def cut_off(number: Ratio | None) -> Ratio | None:
        if number is None:
            return None
        return cut.setdefault(id(number), low if less(number, low) else high if less(high, number) else number)

    numbers = {name: cut_off(getattr(found, name)) for name in _NUMBERS}
    levels = {"level": None, "level_before_gates": None, "border": None}
    result = replace_in(found, **numbers, **levels, derived=Derived())
    classify(field, result, run)
    return result


class _Same:
    """Finds a plan by what it is, not by what it says."""

    def __init__(self, field: FieldPlan) -> None:
        self.field = field

    def __hash__(self) -> int:
        return id(self.field)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.field is self.field


@cache
def _without_spans_of_declined(same: _Same) -> FieldPlan:
    field = same.field
    items = tuple(
        replace(entry, spans=tuple(spans and state != DECLINED for state, spans in enumerate(entry.spans)))
        for entry in field.items
    )
    assert isinstance(field.aggregation, Sums)
    return replace(field, aggregation=replace(field.aggregation, items=items), kept={})


SECOND = replace(RULES[1], version=2, score_field=score_field)


def document(rules: int) -> Data:
    """Two fields that can leave their scale, and their parent; only the version of the rules differs."""
    rule = a_rule(method="sum")
    fields = (
        a_field("f", an_item("a"), an_item("b"), scoring=rule, levels="set"),
        a_field("g", an_item("c"), an_item("d"), scoring=a_rule(), levels="set"),
    )
    return a_questionnaire(a_parent("p", *fields, scoring=a_rule()), level_sets=[a_level_set()], rules=rules)


ANSWERS = {"a": 4, "b": 3, "c": 1, "d": no_answer("declined")}


def main() -> None:
    """Print the canonical results of both versions, as another process comes to them."""
    versions.KNOWN_RULES = frozenset({1, 2})
    RULES[2] = SECOND
    for number in sorted(RULES):
        plan = compile_plan(parse_definition(document(number)))
        sys.stdout.write(canonical_results(parse_answers(plan, {"answers": ANSWERS})).decode() + "\n")


if __name__ == "__main__":
    main()
