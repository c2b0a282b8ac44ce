"""Items of which something follows from other answers: worked out once the states of all items before are settled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from selfcheck_service.core.definition.expressions.bound import Bound, references_in
from selfcheck_service.core.definition.expressions.directions import directions
from selfcheck_service.core.definition.expressions.enclose import Spans
from selfcheck_service.core.definition.expressions.evaluation import Reasons, compile_expression
from selfcheck_service.core.definition.expressions.printing import print_expression
from selfcheck_service.core.definition.expressions.vocabulary import Reference
from selfcheck_service.core.definition.item_expressions import bind_points, bind_value
from selfcheck_service.core.definition.items import Item
from selfcheck_service.core.scoring.answer_values import points_of_number
from selfcheck_service.core.scoring.named_values import ITEM_ROLES, Getter, getter_of
from selfcheck_service.core.scoring.names import Names
from selfcheck_service.core.scoring.phrases import Phrases
from selfcheck_service.core.scoring.plan import ItemPlan
from selfcheck_service.core.scoring.ratio import pair, scaled
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.shown_calculations import Shown
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
    """An expression of an item: its value by a run, and whatever made that null."""

    evaluate: Getter
    reasons: Reasons
    bound: Bound

    @property
    def text(self) -> str:
        """Return the canonical text."""
        return print_expression(self.bound.tree)


@dataclass(frozen=True, slots=True)
class LateItem:
    """What follows from other answers: the value of an item, its points, or both.

    `items` and `attributes` are what the expressions name.
    """

    value: Rule | None
    points: Rule | None
    items: tuple[int, ...]
    attributes: tuple[str, ...]
    index_of: Callable[[str], int]

    def settle(self, item: ItemPlan, run: Run, denominator: int) -> None:
        """Give the item its value, or the state of what it lacks, and its points."""
        if self.value is not None:
            self._evaluate(self.value, item, run, denominator)
        if self.points is not None and run.states[item.index] == ANSWERED:
            found = self.points.evaluate(run)
            run.points[item.index] = scaled(Fraction(found), denominator) if isinstance(found, int | Fraction) else None
        # What a person has said not to apply stays so, whatever its points would follow from.
        follows = self.value is not None or run.states[item.index] == ANSWERED
        if follows and self._is_open(run):
            run.unsettled.add(item.index)

    def _evaluate(self, rule: Rule, item: ItemPlan, run: Run, denominator: int) -> None:
        found = rule.evaluate(run)
        if isinstance(found, int | Fraction):
            run.states[item.index] = ANSWERED
            run.values[item.index] = Fraction(found)
            run.points[item.index] = points_of_number(item, Fraction(found), denominator) if item.scored else None
        else:
            run.states[item.index] = self._state_without(rule, run)

    def shown(self, run: Run, index: int, denominator: int, phrases: Phrases) -> str:
        """Return the expressions with what they come to, exact where that can be read."""
        value, points = run.values[index], run.points[index]
        shown = []
        if self.value is not None and isinstance(value, Fraction):
            shown.append(_equation(self.value, value, phrases))
        if self.points is not None:
            shown.append(_equation(self.points, None if points is None else Fraction(points) / denominator, phrases))
        return "; ".join(shown)

    def pulled(self, spans: Spans) -> Iterator[tuple[Reference, int]]:
        """Yield what the expressions name, with 1 or -1 where the points rise or fall with it, 0 where neither."""
        turn = 1
        if self.points is not None:
            for reference, way in directions(self.points.bound, spans).items():
                yield reference, way
                turn = way if reference.role == "own_value" else turn
        if self.value is not None:
            yield from ((reference, way * turn) for reference, way in directions(self.value.bound, spans).items())

    def _state_without(self, rule: Rule, run: Run) -> int:
        """Return the state of an item that has no value, after what made it so."""
        states = {self._state_of(reference, run) for reference in rule.reasons.missing(run)}
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
    points, _ = bind_points(item, (), names.structure) if item.is_scored else (None, ())
    bound = [each for each in (value, points) if each is not None]
    if not bound:
        return None
    named = dict.fromkeys(reference for each in bound for reference in references_in(each))
    return LateItem(
        value=None if value is None else _rule(value, names),
        points=None if points is None else _rule(points, names),
        items=tuple(dict.fromkeys(names.item_index[found.key] for found in named if found.role in ITEM_ROLES)),
        attributes=tuple(found.key for found in named if found.role == "profile"),
        index_of=names.item_index.__getitem__,
    )


def _equation(rule: Rule, number: Fraction | None, phrases: Phrases) -> str:
    if number is None:
        return f"{rule.text} = –"
    return "; ".join(Shown((), rule.text, ()).steps_to(pair(number), phrases))


def _rule(bound: Bound, names: Names) -> Rule:
    def resolve(reference: Reference) -> Getter:
        return getter_of(reference, names)

    return Rule(compile_expression(bound, resolve), Reasons(bound, resolve), bound)
