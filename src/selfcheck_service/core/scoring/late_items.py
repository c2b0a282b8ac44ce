"""Items of which something follows from other answers: worked out once the states of all items before are settled."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from selfcheck_service.core.definition.expressions.bound import Bound, references_in
from selfcheck_service.core.definition.expressions.evaluation import Reasons, compile_expression
from selfcheck_service.core.definition.expressions.printing import print_expression
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.definition.item_expressions import bind_value
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.scoring.answer_values import points_of_number
from selfcheck_service.core.scoring.named_values import ITEM_ROLES, Getter, getter_of
from selfcheck_service.core.scoring.names import Names
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.plan import ItemPlan
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.states import (
    ANSWERED,
    DECLINED,
    DONT_KNOW,
    HIDDEN,
    NOT_APPLICABLE,
    OPEN_STATES,
    UNANSWERED,
)

# What lacks a value gives way to what people could still say.
_WEIGHTIEST = (UNANSWERED, DONT_KNOW, DECLINED, NOT_APPLICABLE, HIDDEN)


@dataclass(frozen=True, slots=True)
class Rule:
    """An expression of an item: its value by a run, whatever made that null, and its canonical text."""

    evaluate: Getter
    reasons: Reasons
    text: str


@dataclass(frozen=True, slots=True)
class LateItem:
    """What follows from other answers. `items` and `attributes` are what the expressions name."""

    value: Rule
    items: tuple[int, ...]
    attributes: tuple[str, ...]
    index_of: Callable[[str], int]

    def settle(self, item: ItemPlan, run: Run, denominator: int) -> None:
        """Give the item its value, or the state of what it lacks."""
        found = self.value.evaluate(run)
        if isinstance(found, int | Fraction):
            run.states[item.index] = ANSWERED
            run.values[item.index] = Fraction(found)
            run.points[item.index] = points_of_number(item, Fraction(found), denominator) if item.scored else None
        else:
            run.states[item.index] = self._state_without(run)
        if self._is_open(run):
            run.unsettled.add(item.index)

    def shown(self, run: Run, index: int, phrases: Phrases) -> str:
        """Return the expression with what it comes to, exact where that can be read."""
        value = run.values[index]
        exactly = value if isinstance(value, Fraction) else Fraction(0)
        sign = "=" if phrases.exact(exactly) == phrases.brief(exactly) else "≈"
        return f"{self.value.text} {sign} {phrases.brief(exactly)}"

    def _state_without(self, run: Run) -> int:
        """Return the state of an item that has no value, after what made it so."""
        states = {self._state_of(reference, run) for reference in self.value.reasons.missing(run)}
        return next((state for state in _WEIGHTIEST if state in states), NOT_APPLICABLE)

    def _state_of(self, reference: Reference, run: Run) -> int:
        if reference.role not in ITEM_ROLES:
            return UNANSWERED
        state = run.states[self.index_of(reference.key)]
        return NOT_APPLICABLE if state == ANSWERED else state

    def _is_open(self, run: Run) -> bool:
        """Tell whether something that is named could still be said."""
        return any(key not in run.profile for key in self.attributes) or any(
            run.states[index] in OPEN_STATES or index in run.unsettled for index in self.items
        )


def compile_late(item: Item, names: Names) -> LateItem | None:
    """Return what of an item follows from other answers; None where nothing does."""
    value, _ = bind_value(item, (), names.structure)
    if value is None:
        return None
    named = dict.fromkeys(references_in(value))
    return LateItem(
        value=_rule(value, names),
        items=tuple(dict.fromkeys(names.item_index[found.key] for found in named if found.role in ITEM_ROLES)),
        attributes=tuple(found.key for found in named if found.role == "profile"),
        index_of=names.item_index.__getitem__,
    )


def _rule(bound: Bound, names: Names) -> Rule:
    def resolve(reference: Reference) -> Getter:
        return getter_of(reference, names)

    return Rule(compile_expression(bound, resolve), Reasons(bound, resolve), print_expression(bound.tree))
