"""The normal form of a condition: equal forms mean the same; forms that differ may still mean the same."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from selfcheck_service.core.comparison.normal_expressions import Expressions
from selfcheck_service.core.comparison.plain import Meant, Plain, Reader, ordered
from selfcheck_service.core.definition.conditions import (
    AllCondition,
    AnyCondition,
    Condition,
    CountCondition,
    EveryCondition,
    FieldCondition,
    FlagCondition,
    ItemCondition,
    NotCondition,
    ProfileCondition,
    Selection,
    ShareCondition,
    SomeCondition,
    ValueCondition,
)
from selfcheck_service.core.definition.expressions.expression_text import ExpressionText
from selfcheck_service.core.definition.expressions.printing import print_expression
from selfcheck_service.core.definition.structure import Structure

_CONDITIONS: tuple[type, ...] = (
    *(AllCondition, AnyCondition, NotCondition, ItemCondition, EveryCondition, SomeCondition),
    *(CountCondition, ShareCondition, FieldCondition, FlagCondition, ProfileCondition, ValueCondition),
)
# States that an item of which an old response knows nothing can be in.
_UNKNOWN_STATES = frozenset({"unanswered", "hidden"})


class Conditions:
    """Brings the conditions of one questionnaire into their normal form.

    `ignored` are items that no old response is ever shown; hidden items count in no selection.
    """

    def __init__(
        self, structure: Structure, reader: Reader, expressions: Expressions, ignored: Collection[str] = ()
    ) -> None:
        self.structure, self.reader, self.expressions, self.ignored = structure, reader, expressions, ignored
        # Wherever conditions and selections stand, also in members of a later format, they are brought into this form.
        reader.special |= dict.fromkeys(_CONDITIONS, self.normal) | {Selection: self._selected}
        # An expression in a place that is not known here may have bounds.
        reader.special[ExpressionText] = lambda source: self._expression(source, expressions.with_bounds(source))

    def normal(self, condition: Condition) -> Plain:
        """Return the normal form: negations at the tests, lists flat, sorted and without repetition."""
        return self._normal(condition, wanted=True)

    def _normal(self, condition: Condition, *, wanted: bool) -> Plain:
        match condition:
            case NotCondition(negated=part):
                return self._normal(part, wanted=not wanted)
            case AllCondition(all_of=parts) | AnyCondition(any_of=parts):
                form = "all" if isinstance(condition, AllCondition) == wanted else "any"
                spread: list[Plain] = []
                for part in parts:
                    found = self._normal(part, wanted=wanted)
                    spread += found[form] if list(found) == [form] else [found]
                spread = ordered(spread)
                return spread[0] if len(spread) == 1 else {form: spread}
            case FlagCondition(equals=value):
                # The opposite of a flag is unknown where the flag is, so both ways of saying it mean the same.
                return self.reader.members(condition) | {"is": value == wanted}
            case _:
                test = self._test(condition)
                return test if wanted else {"not": test}

    def _test(self, condition: Any) -> Plain:  # noqa: ANN401 - whichever form of test, also one added later
        if isinstance(condition, ValueCondition):
            value = self._expression(condition.value, self.expressions.value(condition.value))
            return self.reader.members(condition, without=("value",)) | {"value": value}
        test = self.reader.members(condition)
        if isinstance(condition, ItemCondition | ProfileCondition) and condition.wanted:
            test.pop("is", None)
            test["one_of"] = condition.wanted
        for name in ("one_of", "no_answer", "status"):
            if name in test:
                test[name] = ordered(test[name])
        return test

    def _expression(self, source: ExpressionText, form: str | None) -> Plain:
        """Return the form of an expression; where nothing is known of it, its text, and that it may name anything."""
        self.reader.opaque |= form is None
        return Meant(print_expression(source.tree) if form is None else form, source.text)

    def _selected(self, selection: Selection) -> Plain:
        """Return which items are meant, however they are named; a member of a later format stays beside them."""
        rest = self.reader.members(selection, without=("field", "class", "items"))
        return rest | {
            "items": sorted({item.key for item in self.structure.selected(selection)}.difference(self.ignored))
        }


@dataclass(frozen=True, slots=True)
class OldResponses:
    """What old responses can hold: items with the values of their options (None: any value), and profile values."""

    items: Mapping[str, Collection[object] | None]
    profile: Collection[tuple[str, object]]


def never_holds(condition: Condition | None, known: OldResponses) -> bool:
    """Tell whether a condition is not true for any old response; False where that is not certain."""
    match condition:
        case AllCondition(all_of=parts):
            return any(never_holds(part, known) for part in parts)
        case AnyCondition(any_of=parts):
            return all(never_holds(part, known) for part in parts)
        case ItemCondition():
            return _item_never_passes(condition, known)
        case ProfileCondition(profile=key, number=None):
            return all((key, value) not in known.profile for value in condition.wanted)
        case _:
            return False


def _item_never_passes(condition: ItemCondition, known: OldResponses) -> bool:
    values = known.items.get(condition.item, ())
    if condition.item not in known.items:
        if condition.answered is not None:
            return condition.answered
        return condition.no_answer is None or _UNKNOWN_STATES.isdisjoint(condition.no_answer)
    return bool(condition.wanted) and values is not None and not any(value in values for value in condition.wanted)
